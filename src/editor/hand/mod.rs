//! The hand: what the pointer and the keys are in the middle of, one small file a state.

mod connecting;
mod dragging;
mod drop;
mod idle;
mod marquee;
mod panning;
mod picking;
mod pressing;
mod resizing;
mod siblings;
mod typing;
mod zones;

pub(super) use connecting::Connecting;
pub(super) use dragging::Dragging;
pub(super) use marquee::Marquee;
pub(super) use panning::Panning;
pub(super) use picking::{Picking, Purpose};
pub(super) use pressing::Pressing;
pub(super) use resizing::Resizing;
pub(super) use typing::Typing;

use std::mem;

use super::{Button, Command, Editor, Effect, PointerEvent, PointerKind, PointerShape};

/// How far the pointer moves, in screen points, before a press becomes a drag.
const DRAG_THRESHOLD_PX: f64 = 4.0;
/// How near to a line or border the pointer has to be, in screen points.
const REACH_PX: f64 = 5.0;

/// The state of the hand.
#[derive(Debug, Clone, Default)]
pub(super) enum Hand {
    /// Nothing is under way.
    #[default]
    Idle,
    /// A button is down and has not moved far enough to drag.
    Pressing(Pressing),
    /// The camera follows the pointer.
    Panning(Panning),
    /// A rectangle is drawn that selects what it touches.
    Marquee(Marquee),
    /// Claims or a step are carried.
    Dragging(Dragging),
    /// A connection is drawn from a claim.
    Connecting(Connecting),
    /// The width of a box follows the pointer.
    Resizing(Resizing),
    /// A text is typed in place.
    Typing(Typing),
    /// One of several steps is to be picked.
    Picking(Picking),
}

impl Editor {
    /// Takes one event of the pointer.
    pub fn pointer(&mut self, event: PointerEvent) -> Vec<Effect> {
        if !event.at_in_screen.is_finite() {
            return Vec::new();
        }
        match event.kind {
            PointerKind::Scroll(by) => self.camera.pan_by(by),
            PointerKind::Zoom(factor) => self.camera.zoom_at(event.at_in_screen, factor),
            _ => {}
        }
        let hand = mem::take(&mut self.hand);
        self.hand = hand.after(self, &event);
        mem::take(&mut self.effects)
    }
}

impl Editor {
    /// What the pointer should look like where it is.
    pub fn pointer_shape(&self) -> PointerShape {
        match &self.hand {
            Hand::Idle | Hand::Pressing(_) => idle::shape(self),
            Hand::Panning(_) | Hand::Dragging(_) => PointerShape::Grabbing,
            Hand::Resizing(_) => PointerShape::Width,
            Hand::Connecting(_) => PointerShape::Connecting,
            Hand::Picking(_) => PointerShape::Pointing,
            Hand::Marquee(_) | Hand::Typing(_) => PointerShape::Arrow,
        }
    }
}

impl Hand {
    /// The state after an event of the pointer; scrolling and zooming move the map under it.
    fn after(self, editor: &mut Editor, event: &PointerEvent) -> Self {
        if let Some(button) = panning::button_of(event) {
            return match self {
                Self::Panning(_) => self,
                before => Self::Panning(Panning::begin(editor, button, event, before)),
            };
        }
        match self {
            Self::Idle => idle::after(editor, event),
            Self::Pressing(state) => state.after(editor, event),
            Self::Panning(state) => state.after(editor, event),
            Self::Marquee(state) => state.after(editor, event),
            Self::Dragging(state) => state.after(editor, event),
            Self::Connecting(state) => state.after(editor, event),
            Self::Resizing(state) => state.after(editor, event),
            Self::Typing(state) => state.after(editor, event),
            Self::Picking(state) => state.after(editor, event),
        }
    }

    /// Drops what is under way; true if there was something.
    pub(super) fn cancel(editor: &mut Editor) -> bool {
        match mem::take(&mut editor.hand) {
            Self::Idle => return false,
            Self::Pressing(_) | Self::Dragging(_) | Self::Connecting(_) | Self::Picking(_) => {}
            Self::Panning(state) => state.cancel(editor),
            Self::Marquee(state) => state.cancel(editor),
            Self::Resizing(state) => state.cancel(editor),
            Self::Typing(state) => state.cancel(editor),
        }
        true
    }

    /// Ends what is under way before a command: what is typed is kept, what is carried is put
    /// back. Commands that only look, and those that the state itself takes, leave it alone.
    pub(super) fn make_way_for(command: &Command, editor: &mut Editor) {
        if command.only_looks() || matches!(command, Command::Cancel) {
            return;
        }
        match mem::take(&mut editor.hand) {
            Self::Typing(state) => state.commit(editor),
            Self::Picking(state) if command.is_for_picking() => editor.hand = Self::Picking(state),
            other => {
                editor.hand = other;
                Self::cancel(editor);
            }
        }
    }
}

fn is_release(event: &PointerEvent, button: Button) -> bool {
    event.kind == PointerKind::Release(button)
}
