//! Resizing: the width of a box follows the pointer, and its text is broken anew.

use kurbo::Point;

use super::Hand;
use crate::edit::Operation;
use crate::editor::{Button, Editor, PointerEvent, PointerKind};
use crate::layout::Side;
use crate::model::{ClaimId, ElementId};

/// A border that follows the pointer; the document holds the width as the pending transaction.
#[derive(Debug, Clone)]
pub(in crate::editor) struct Resizing {
    claim: ClaimId,
    side: Side,
    origin_in_screen: Point,
    width_at_origin: f64,
    /// The width shown, in whole map units.
    width: f64,
}

impl Resizing {
    pub(super) fn begin(
        editor: &Editor,
        claim: ClaimId,
        side: Side,
        origin_in_screen: Point,
    ) -> Option<Self> {
        let rect = editor.scene().rect_of(&ElementId::Claim(claim.clone()))?;
        Some(Self {
            claim,
            side,
            origin_in_screen,
            width_at_origin: rect.width(),
            width: rect.width(),
        })
    }

    pub(super) fn after(mut self, editor: &mut Editor, event: &PointerEvent) -> Hand {
        if event.kind != PointerKind::Leave {
            self.follow(editor, event.at_in_screen);
        }
        if super::is_release(event, Button::Primary) {
            let before = editor.selection.clone();
            editor.document.commit_preview(before.clone(), before);
            return Hand::Idle;
        }
        Hand::Resizing(self)
    }

    /// The box stays where it is in the middle, so it grows by twice what the border moves.
    fn follow(&mut self, editor: &mut Editor, at_in_screen: Point) {
        let moved = (at_in_screen.x - self.origin_in_screen.x) / editor.camera.zoom;
        let outwards = if self.side == Side::Left {
            -moved
        } else {
            moved
        };
        let (least, most) = editor.theme().metrics.box_width_limits;
        let width = (self.width_at_origin + 2.0 * outwards)
            .clamp(least, most)
            .round();
        if width == self.width {
            return;
        }
        self.width = width;
        let anchor = editor.anchor(&[ElementId::Claim(self.claim.clone())]);
        let operation = Operation::SetWidth(self.claim.clone(), Some(width));
        if let Err(why) = editor.preview_all(&[operation]) {
            editor.toast(why.0);
        }
        editor.refresh(&anchor);
    }

    pub(super) fn cancel(self, editor: &mut Editor) {
        let anchor = editor.anchor(&[ElementId::Claim(self.claim)]);
        editor.document.drop_preview();
        editor.refresh(&anchor);
    }

    /// What release would do.
    pub(in crate::editor) fn says(&self) -> String {
        format!(
            "Release to make the box {} wide; Escape cancels",
            self.width
        )
    }
}
