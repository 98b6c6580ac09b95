//! Marquee: a rectangle that selects the claims and marks that it touches.

use kurbo::{Point, Rect};

use super::Hand;
use crate::editor::{Button, Editor, PointerEvent, PointerKind, Selection};

/// A rectangle from where the button went down to the pointer.
#[derive(Debug, Clone)]
pub(in crate::editor) struct Marquee {
    origin_in_map: Point,
    corner_in_map: Point,
    /// What was selected when it began, for Escape.
    before: Selection,
    /// What stays selected with it: all of the above with shift, else nothing.
    kept: Selection,
}

impl Marquee {
    pub(super) fn begin(editor: &Editor, origin_in_map: Point, event: &PointerEvent) -> Self {
        let before = editor.selection.clone();
        let kept = if event.modifiers.shift {
            before.clone()
        } else {
            Selection::default()
        };
        Self {
            origin_in_map,
            corner_in_map: origin_in_map,
            before,
            kept,
        }
    }

    /// The rectangle, in map units.
    pub(in crate::editor) fn rect(&self) -> Rect {
        Rect::from_points(self.origin_in_map, self.corner_in_map)
    }

    pub(super) fn after(mut self, editor: &mut Editor, event: &PointerEvent) -> Hand {
        if event.kind != PointerKind::Leave {
            self.corner_in_map = editor.camera.to_map(event.at_in_screen);
            let touched = editor.scene().in_rect(self.rect());
            let kept = self.kept.elements().iter().cloned();
            editor.selection = Selection::of(kept.chain(touched));
        }
        if super::is_release(event, Button::Primary) {
            return Hand::Idle;
        }
        Hand::Marquee(self)
    }

    pub(super) fn cancel(self, editor: &mut Editor) {
        editor.selection = self.before;
    }
}
