//! Pressing: a button is down; moving far enough makes it a drag, releasing makes it a click.

use kurbo::Point;

use super::{Connecting, DRAG_THRESHOLD_PX, Dragging, Hand, Marquee, Resizing};
use crate::edit::Operation;
use crate::editor::{Button, Editor, Modifiers, PointerEvent, PointerKind, Selection};
use crate::layout::Side;
use crate::model::ClaimId;
use crate::scene::{Hit, Part};

/// What a press was on.
#[derive(Debug, Clone)]
pub(super) enum Grip {
    /// Empty canvas.
    Canvas,
    /// An element, or a part of it.
    Element(Hit),
    /// The handle from which a connection is drawn.
    ConnectHandle(ClaimId),
    /// The border that sets the width of the selected claim.
    Border(ClaimId, Side),
}

/// A press that is neither a click nor a drag yet.
#[derive(Debug, Clone)]
pub(in crate::editor) struct Pressing {
    origin_in_screen: Point,
    modifiers: Modifiers,
    grip: Grip,
    /// The element was selected before the press, so a click selects it alone.
    was_selected: bool,
}

impl Pressing {
    /// Begins with a press of the primary button; an element that is not selected becomes so.
    pub(super) fn begin(editor: &mut Editor, grip: Grip, event: &PointerEvent) -> Self {
        let mut was_selected = false;
        if let Grip::Element(hit) = &grip {
            was_selected = editor.selection.contains(&hit.element);
            let adds = event.modifiers.shift || event.modifiers.command;
            if !was_selected && !adds {
                editor.selection = Selection::one(hit.element.clone());
            }
        }
        Self {
            origin_in_screen: event.at_in_screen,
            modifiers: event.modifiers,
            grip,
            was_selected,
        }
    }

    pub(super) fn after(self, editor: &mut Editor, event: &PointerEvent) -> Hand {
        let distance = event.at_in_screen.distance(self.origin_in_screen);
        if distance >= DRAG_THRESHOLD_PX && event.kind != PointerKind::Leave {
            return self.drag(editor, event);
        }
        if super::is_release(event, Button::Primary) {
            self.click(editor);
            return Hand::Idle;
        }
        Hand::Pressing(self)
    }

    /// Becomes a drag, which takes the same event, so that a release drops at once.
    fn drag(self, editor: &mut Editor, event: &PointerEvent) -> Hand {
        let origin_in_map = editor.camera.to_map(self.origin_in_screen);
        let hand = match self.grip {
            Grip::Canvas => Hand::Marquee(Marquee::begin(editor, origin_in_map, event)),
            Grip::ConnectHandle(claim) => Hand::Connecting(Connecting::begin(claim, origin_in_map)),
            Grip::Border(claim, side) => {
                let resizing = Resizing::begin(editor, claim, side, self.origin_in_screen);
                resizing.map_or(Hand::Idle, Hand::Resizing)
            }
            Grip::Element(hit) => {
                if !editor.selection.contains(&hit.element) {
                    editor.selection = Selection::one(hit.element.clone());
                }
                Hand::Dragging(Dragging::begin(editor, &hit.element, origin_in_map))
            }
        };
        hand.after(editor, event)
    }

    fn click(self, editor: &mut Editor) {
        let adds = self.modifiers.shift || self.modifiers.command;
        match self.grip {
            Grip::Canvas if !adds => editor.selection = Selection::default(),
            Grip::Element(hit) if hit.part == Part::Badge => {
                editor.edit(&Operation::ToggleCollapsed([hit.element].into()));
            }
            Grip::Element(hit) if adds => editor.selection.toggle(hit.element),
            Grip::Element(hit) if self.was_selected => {
                editor.selection = Selection::one(hit.element);
            }
            Grip::Canvas | Grip::Element(_) => {}
            Grip::ConnectHandle(claim) | Grip::Border(claim, _) => {
                editor.selection = Selection::one(claim);
            }
        }
    }
}
