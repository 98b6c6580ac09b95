//! The overlay: what is drawn over the scene and never exported, as plain data in map units.

use std::collections::BTreeSet;

use kurbo::{Point, Rect, Size};

use super::Editor;
use super::hand::Hand;
use crate::model::{ClaimId, ElementId, InferenceId};

/// The connection handle on the screen.
const HANDLE_RADIUS_PX: f64 = 7.0;
/// A width handle on the screen.
const RESIZE_HANDLE_PX: Size = Size::new(5.0, 22.0);

/// Everything over the scene at this moment.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Overlay {
    /// Boxes and marks that are selected.
    pub selected: Vec<(ElementId, Rect)>,
    /// Connectors of the selected steps, as polylines.
    pub selected_connectors: Vec<Vec<Point>>,
    /// What the pointer is over.
    pub hovered: Option<(ElementId, Rect)>,
    /// The element that keys act on, for the focus ring.
    pub focus: Option<Rect>,
    /// The marquee being drawn.
    pub marquee: Option<Rect>,
    /// Where what is dragged can be dropped.
    pub drop_zones: Vec<DropZone>,
    /// A line where what is dragged would be inserted between siblings.
    pub insertion: Option<(Point, Point)>,
    /// Boxes of what is dragged, where the pointer carries them.
    pub ghosts: Vec<(ElementId, Rect)>,
    /// The connection being drawn, from the claim to the pointer.
    pub connection: Option<(Point, Point)>,
    /// The handle from which a connection is drawn.
    pub connect_handle: Option<ConnectHandle>,
    /// The handles that set the width of the selected claim.
    pub resize_handles: Vec<Rect>,
    /// The steps of which one is to be picked.
    pub picks: Vec<PickPrompt>,
}

/// A place where what is dragged can be dropped.
#[derive(Debug, Clone, PartialEq)]
pub struct DropZone {
    /// Where.
    pub rect: Rect,
    /// What dropping does.
    pub kind: DropKind,
    /// Dropped now, it would land here.
    pub highlighted: bool,
}

/// How a dropped claim is attached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DropKind {
    /// As a reason for a claim.
    Support,
    /// As a reason against a claim.
    Objection,
    /// As an answer to a question.
    Answer,
    /// As one more premise of a step.
    CoPremise,
    /// As a reason against a step.
    Undercut,
}

impl DropKind {
    /// The word in the drop zone.
    pub fn label(self) -> &'static str {
        match self {
            Self::Support => "support",
            Self::Objection => "objection",
            Self::Answer => "answer",
            Self::CoPremise => "co-premise",
            Self::Undercut => "undercut",
        }
    }

    /// The word with its article, for sentences.
    pub fn with_article(self) -> &'static str {
        match self {
            Self::Support => "a support",
            Self::Objection => "an objection",
            Self::Answer => "an answer",
            Self::CoPremise => "a co-premise",
            Self::Undercut => "an undercut",
        }
    }
}

/// The knob from which a connection is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct ConnectHandle {
    /// The claim it belongs to.
    pub claim: ClaimId,
    /// Its centre.
    pub center: Point,
    /// Its radius.
    pub radius: f64,
}

/// A step that can be picked by its number.
#[derive(Debug, Clone, PartialEq)]
pub struct PickPrompt {
    /// The step.
    pub inference: InferenceId,
    /// Its mark.
    pub rect: Rect,
    /// From 1.
    pub number: usize,
    /// Enter would take it.
    pub highlighted: bool,
}

impl Editor {
    /// What to paint over the scene.
    pub fn overlay(&self) -> Overlay {
        let mut overlay = Overlay {
            selected: self.selected_rects(),
            selected_connectors: self.selected_connectors(),
            ..Overlay::default()
        };
        overlay.focus = overlay.selected.last().map(|(_, rect)| *rect);
        match &self.hand {
            Hand::Idle | Hand::Pressing(_) => {
                overlay.hovered = self
                    .hovered()
                    .and_then(|element| Some((element.clone(), self.scene().rect_of(element)?)));
                overlay.connect_handle = self.connect_handle();
                overlay.resize_handles = self.resize_handles();
            }
            Hand::Marquee(marquee) => overlay.marquee = Some(marquee.rect()),
            Hand::Dragging(dragging) => dragging.show(self, &mut overlay),
            Hand::Connecting(connecting) => connecting.show(self, &mut overlay),
            Hand::Resizing(_) => overlay.resize_handles = self.resize_handles(),
            Hand::Picking(picking) => picking.show(self, &mut overlay),
            Hand::Panning(_) | Hand::Typing(_) => {}
        }
        overlay
    }

    fn selected_rects(&self) -> Vec<(ElementId, Rect)> {
        let elements = self.selection.elements().iter();
        elements
            .filter_map(|element| Some((element.clone(), self.scene().rect_of(element)?)))
            .collect()
    }

    fn selected_connectors(&self) -> Vec<Vec<Point>> {
        let steps: BTreeSet<&InferenceId> = self.selection.inferences().collect();
        if steps.is_empty() {
            return Vec::new();
        }
        let connectors = self.layout().connectors.iter();
        connectors
            .filter(|connector| steps.contains(&connector.inference))
            .map(|connector| connector.points.clone())
            .collect()
    }

    /// The handle of the claim under the pointer, or of the selected one.
    pub(super) fn connect_handle(&self) -> Option<ConnectHandle> {
        let hovered = self.hovered().and_then(ElementId::as_claim);
        let selected = || self.selection.only().and_then(ElementId::as_claim);
        self.handle_of(hovered.or_else(selected)?)
    }

    /// A claim's handle: on its upper edge, towards the right, beside its own connector. A
    /// question has none, for it is never a premise.
    pub(super) fn handle_of(&self, claim: &ClaimId) -> Option<ConnectHandle> {
        if self.map().claim(claim)?.is_question() {
            return None;
        }
        let rect = self.scene().rect_of(&ElementId::Claim(claim.clone()))?;
        let radius = (HANDLE_RADIUS_PX / self.camera.zoom).min(rect.height() / 3.0);
        Some(ConnectHandle {
            claim: claim.clone(),
            center: Point::new(rect.x1 - 2.0 * radius, rect.y0),
            radius,
        })
    }

    fn resize_handles(&self) -> Vec<Rect> {
        let Some(element @ ElementId::Claim(_)) = self.selection.only() else {
            return Vec::new();
        };
        let Some(rect) = self.scene().rect_of(element) else {
            return Vec::new();
        };
        let size = Size::new(RESIZE_HANDLE_PX.width, RESIZE_HANDLE_PX.height) / self.camera.zoom;
        [rect.x0, rect.x1]
            .into_iter()
            .map(|x| Rect::from_center_size((x, rect.center().y), size))
            .collect()
    }
}
