//! Idle: the pointer hovers, and a press begins something.

use kurbo::Point;

use super::pressing::Grip;
use super::{Hand, Pressing, REACH_PX};
use crate::edit::Operation;
use crate::editor::{
    Button, ConnectHandle, Editor, PointerEvent, PointerKind, PointerShape, Selection,
};
use crate::model::{ClaimKind, ElementId};
use crate::scene::{Hit, Part};

pub(super) fn after(editor: &mut Editor, event: &PointerEvent) -> Hand {
    match event.kind {
        PointerKind::Press(Button::Primary, 2) => double_click(editor, event),
        PointerKind::Press(Button::Primary, _) => {
            let grip = grip_at(editor, event.at_in_screen);
            Hand::Pressing(Pressing::begin(editor, grip, event))
        }
        PointerKind::Press(Button::Secondary, _) => {
            select_for_menu(editor, event.at_in_screen);
            Hand::Idle
        }
        PointerKind::Leave => {
            editor.hover = None;
            editor.pointer_in_screen = None;
            Hand::Idle
        }
        _ => {
            editor.pointer_in_screen = Some(event.at_in_screen);
            // The handle reaches over its box; on it, the claim stays hovered.
            if handle_at(editor, event.at_in_screen).is_none() {
                editor.hover = hit_at(editor, event.at_in_screen);
            }
            Hand::Idle
        }
    }
}

/// What lies under a point of the canvas.
pub(super) fn hit_at(editor: &Editor, at_in_screen: Point) -> Option<Hit> {
    let at_in_map = editor.camera.to_map(at_in_screen);
    editor.scene().hit(at_in_map, REACH_PX / editor.camera.zoom)
}

/// The connection handle under a point of the canvas.
fn handle_at(editor: &Editor, at_in_screen: Point) -> Option<ConnectHandle> {
    let at_in_map = editor.camera.to_map(at_in_screen);
    let handle = editor.connect_handle();
    handle.filter(|handle| handle.center.distance(at_in_map) <= handle.radius)
}

/// What the pointer should look like over what it would take hold of.
pub(super) fn shape(editor: &Editor) -> PointerShape {
    let grip = editor.pointer_in_screen.map(|at| grip_at(editor, at));
    match grip {
        None | Some(Grip::Canvas) => PointerShape::Arrow,
        Some(Grip::Element(_)) => PointerShape::Pointing,
        Some(Grip::ConnectHandle(_)) => PointerShape::Connecting,
        Some(Grip::Border(..)) => PointerShape::Width,
    }
}

/// What a press at a point of the canvas would take hold of.
fn grip_at(editor: &Editor, at_in_screen: Point) -> Grip {
    if let Some(handle) = handle_at(editor, at_in_screen) {
        return Grip::ConnectHandle(handle.claim);
    }
    match hit_at(editor, at_in_screen) {
        None => Grip::Canvas,
        Some(Hit {
            element: ElementId::Claim(claim),
            part: Part::Border(side),
        }) if editor.selection.only() == Some(&ElementId::Claim(claim.clone())) => {
            Grip::Border(claim, side)
        }
        Some(hit) => Grip::Element(hit),
    }
}

/// The menu acts on the selection, so what it is opened on becomes selected.
fn select_for_menu(editor: &mut Editor, at_in_screen: Point) {
    match hit_at(editor, at_in_screen) {
        Some(hit) if editor.selection.contains(&hit.element) => {}
        Some(hit) => editor.selection = Selection::one(hit.element),
        None => editor.selection = Selection::default(),
    }
}

fn double_click(editor: &mut Editor, event: &PointerEvent) -> Hand {
    match hit_at(editor, event.at_in_screen) {
        Some(hit) if hit.part == Part::Badge => {
            editor.edit(&Operation::ToggleCollapsed([hit.element].into()));
        }
        Some(hit) => editor.start_typing(&hit.element),
        None => {
            let at_in_map = editor.camera.to_map(event.at_in_screen);
            editor.add_claim_at(ClaimKind::Assertion, at_in_map);
        }
    }
    std::mem::take(&mut editor.hand)
}
