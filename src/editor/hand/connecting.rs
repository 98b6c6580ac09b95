//! Connecting: a line is drawn from a claim's handle to the claim or mark that it shall bear on.

use std::collections::BTreeSet;

use kurbo::Point;

use super::Hand;
use super::drop::{Drop, Load, Manner};
use crate::editor::{Button, Editor, Overlay, PointerEvent, PointerKind};
use crate::model::{ClaimId, ElementId};

/// A connection that has no end yet.
#[derive(Debug, Clone)]
pub(in crate::editor) struct Connecting {
    claim: ClaimId,
    at_in_map: Point,
    drop: Drop,
}

impl Connecting {
    pub(super) fn begin(claim: ClaimId, at_in_map: Point) -> Self {
        Self {
            claim,
            at_in_map,
            drop: Drop::default(),
        }
    }

    pub(super) fn after(mut self, editor: &mut Editor, event: &PointerEvent) -> Hand {
        if event.kind != PointerKind::Leave {
            self.draw(editor, event);
        }
        if super::is_release(event, Button::Primary) {
            self.drop.release(editor, &BTreeSet::new());
            return Hand::Idle;
        }
        Hand::Connecting(self)
    }

    fn draw(&mut self, editor: &Editor, event: &PointerEvent) {
        self.at_in_map = editor.camera.to_map(event.at_in_screen);
        let load = Load::Claims(vec![self.claim.clone()]);
        let own = BTreeSet::new();
        let shown = self.drop.target.take();
        let manner = Manner::FurtherUse;
        let at = self.at_in_map;
        let drop = Drop::on_element(editor, &load, manner, &own, at, shown.as_ref());
        let is_itself = |drop: &Drop| drop.target == Some(ElementId::Claim(self.claim.clone()));
        self.drop = drop.filter(|drop| !is_itself(drop)).unwrap_or_else(|| {
            Drop::refused("Draw to the claim or mark that this claim shall bear on; Escape cancels")
        });
    }

    /// What release would do.
    pub(in crate::editor) fn says(&self) -> &str {
        &self.drop.says
    }

    pub(in crate::editor) fn show(&self, editor: &Editor, overlay: &mut Overlay) {
        overlay.drop_zones.clone_from(&self.drop.zones);
        let from = editor.handle_of(&self.claim).map(|handle| handle.center);
        overlay.connection = from.map(|from| (from, self.at_in_map));
        overlay.connect_handle = editor.handle_of(&self.claim);
    }
}
