//! Panning: the camera follows the pointer, with the middle button or with space held.

use kurbo::{Point, Vec2};

use super::Hand;
use crate::editor::{Button, Editor, PointerEvent, PointerKind};

/// The camera follows the pointer; what the hand did before goes on afterwards.
#[derive(Debug, Clone)]
pub(in crate::editor) struct Panning {
    button: Button,
    origin_in_screen: Point,
    pan_at_origin: Vec2,
    before: Box<Hand>,
}

/// The button with which an event begins to pan, if it does.
pub(super) fn button_of(event: &PointerEvent) -> Option<Button> {
    match event.kind {
        PointerKind::Press(Button::Middle, _) => Some(Button::Middle),
        PointerKind::Press(Button::Primary, _) if event.modifiers.space => Some(Button::Primary),
        _ => None,
    }
}

impl Panning {
    pub(super) fn begin(
        editor: &Editor,
        button: Button,
        event: &PointerEvent,
        before: Hand,
    ) -> Self {
        Self {
            button,
            origin_in_screen: event.at_in_screen,
            pan_at_origin: editor.camera.pan,
            before: Box::new(before),
        }
    }

    pub(super) fn after(mut self, editor: &mut Editor, event: &PointerEvent) -> Hand {
        match event.kind {
            PointerKind::Scroll(_) | PointerKind::Zoom(_) => {
                self.origin_in_screen = event.at_in_screen;
                self.pan_at_origin = editor.camera.pan;
            }
            PointerKind::Leave => {}
            _ => {
                let moved = event.at_in_screen - self.origin_in_screen;
                editor.camera.pan = self.pan_at_origin + moved;
            }
        }
        if super::is_release(event, self.button) {
            return *self.before;
        }
        Hand::Panning(self)
    }

    pub(super) fn cancel(self, editor: &mut Editor) {
        editor.camera.pan = self.pan_at_origin;
        editor.hand = *self.before;
    }
}
