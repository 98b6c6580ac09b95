//! Pointer events as the editor takes them, in screen points of the canvas.

use kurbo::Point;

/// A button of the mouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Button {
    /// Usually the left one.
    Primary,
    /// Usually the wheel.
    Middle,
    /// Usually the right one.
    Secondary,
}

/// Keys held down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Modifiers {
    /// Shift.
    pub shift: bool,
    /// Ctrl, or Command on a Mac.
    pub command: bool,
    /// Space, which turns a drag into panning.
    pub space: bool,
}

/// What the pointer did.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PointerKind {
    /// A button went down; the count is 2 for the second press of a double click.
    Press(Button, u8),
    /// It moved, with or without a button down.
    Move,
    /// A button went up.
    Release(Button),
    /// Two-finger scroll or wheel: move the camera by this many points.
    Scroll(kurbo::Vec2),
    /// Pinch or ctrl+wheel: multiply the zoom by this, keeping the place under the pointer.
    Zoom(f64),
    /// It left the canvas.
    Leave,
}

/// One pointer event.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PointerEvent {
    /// What happened.
    pub kind: PointerKind,
    /// Where the pointer is, in screen points from the top left of the canvas.
    pub at_in_screen: Point,
    /// Keys held down.
    pub modifiers: Modifiers,
}

/// What the pointer should look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PointerShape {
    /// As usual.
    #[default]
    Arrow,
    /// Over something that a click takes.
    Pointing,
    /// Something is carried, or the map is.
    Grabbing,
    /// Over a border that sets a width.
    Width,
    /// Over the handle of a connection, or drawing one.
    Connecting,
}
