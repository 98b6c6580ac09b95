//! Dragging: claims with their reasons, or a step with its premises, follow the pointer.

use std::collections::BTreeSet;

use kurbo::{Point, Rect, Vec2};

use super::Hand;
use super::drop::{Drop, Load, Manner};
use crate::edit::operations::{ancestors, branch};
use crate::editor::{Button, Editor, Overlay, PointerEvent, PointerKind};
use crate::model::{ClaimId, ElementId};

/// More boxes than this are not carried visibly.
const GHOST_LIMIT: usize = 60;

/// What is carried, where it was taken up, and what release would do.
#[derive(Debug, Clone)]
pub(in crate::editor) struct Dragging {
    load: Load,
    /// The elements that move along.
    own: BTreeSet<ElementId>,
    origin_in_map: Point,
    moved: Vec2,
    drop: Drop,
}

impl Dragging {
    /// Takes up the claim (with the other selected claims) or the step that was pressed.
    pub(super) fn begin(editor: &Editor, pressed: &ElementId, origin_in_map: Point) -> Self {
        let load = match pressed {
            ElementId::Inference(step) => Load::Step(step.clone()),
            ElementId::Claim(_) => {
                let claims: Vec<_> = editor.selection().claims().cloned().collect();
                Load::Claims(without_those_below(editor, claims))
            }
        };
        let tops: Vec<ElementId> = match &load {
            Load::Step(step) => vec![step.clone().into()],
            Load::Claims(claims) => claims.iter().cloned().map(ElementId::Claim).collect(),
        };
        Self {
            own: branch(editor.map(), editor.shown_view(), tops),
            load,
            origin_in_map,
            moved: Vec2::ZERO,
            drop: Drop::spring_back(),
        }
    }

    pub(super) fn after(mut self, editor: &mut Editor, event: &PointerEvent) -> Hand {
        if event.kind != PointerKind::Leave {
            self.carry(editor, event);
        }
        if super::is_release(event, Button::Primary) {
            self.drop.release(editor, &self.own);
            return Hand::Idle;
        }
        Hand::Dragging(self)
    }

    fn carry(&mut self, editor: &Editor, event: &PointerEvent) {
        let at = editor.camera.to_map(event.at_in_screen);
        self.moved = at - self.origin_in_map;
        let manner = if event.modifiers.command {
            Manner::FurtherUse
        } else {
            Manner::Move
        };
        let shown = self.drop.target.take();
        let (load, own) = (&self.load, &self.own);
        self.drop = if event.modifiers.shift {
            Drop::pin(editor, load, self.moved)
        } else {
            Drop::on_element(editor, load, manner, own, at, shown.as_ref())
                .or_else(|| match manner {
                    Manner::Move => Drop::among_premises(editor, load, at),
                    Manner::FurtherUse => None,
                })
                .or_else(|| Drop::between_siblings(editor, load, manner, own, at))
                .unwrap_or_else(|| self.on_canvas(editor, manner))
        };
    }

    /// Boxes that are pinned already move where they are dropped; all others spring back.
    fn on_canvas(&self, editor: &Editor, manner: Manner) -> Drop {
        let pinned = &editor.shown_view().pinned;
        let claims = self.load.claims(editor);
        if manner == Manner::Move && claims.iter().all(|claim| pinned.contains_key(claim)) {
            Drop::pin(editor, &self.load, self.moved)
        } else {
            Drop::spring_back()
        }
    }

    /// What release would do.
    pub(in crate::editor) fn says(&self) -> &str {
        &self.drop.says
    }

    pub(in crate::editor) fn show(&self, editor: &Editor, overlay: &mut Overlay) {
        overlay.drop_zones.clone_from(&self.drop.zones);
        overlay.insertion = self.drop.insertion;
        let rect_of = |element: &ElementId| {
            let rect: Rect = editor.scene().rect_of(element)?;
            Some((element.clone(), rect + self.moved))
        };
        let ghosts = self.own.iter().filter_map(rect_of);
        overlay.ghosts = ghosts.take(GHOST_LIMIT).collect();
    }
}

/// Claims that stand under another of them move along with it.
fn without_those_below(editor: &Editor, claims: Vec<ClaimId>) -> Vec<ClaimId> {
    let all: BTreeSet<ClaimId> = claims.iter().cloned().collect();
    let is_top = |claim: &ClaimId| {
        let above = ancestors(
            editor.map(),
            editor.shown_view(),
            &ElementId::Claim(claim.clone()),
        );
        !above
            .iter()
            .filter_map(ElementId::as_claim)
            .any(|above| all.contains(above))
    };
    claims.into_iter().filter(is_top).collect()
}
