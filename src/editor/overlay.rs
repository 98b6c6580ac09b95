//! The overlay: what is drawn over the scene and never exported, as plain data in map units.

use kurbo::{Point, Rect};

use crate::model::{ClaimId, ElementId, InferenceId};

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
    pub attachment: Attachment,
    /// Dropped now, it would land here.
    pub highlighted: bool,
}

/// How a dropped claim is attached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attachment {
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

impl Attachment {
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
