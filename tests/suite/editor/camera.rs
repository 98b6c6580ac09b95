//! The camera: opening, zooming, panning, and what it does after an edit.

use kurbo::{Point, Size, Vec2};
use rejoinder::editor::{Button, Command, PointerKind, ZOOM_LIMITS};

use rejoinder::editor::Modifiers;

use super::desk::{Desk, NONE, SHIFT, claim, read, step};

fn shipped(name: &str) -> Desk {
    let path = format!("{}/maps/{name}.ron", env!("CARGO_MANIFEST_DIR"));
    Desk::with(read(&std::fs::read_to_string(path).unwrap()))
}

#[test]
fn a_small_map_opens_whole() {
    let desk = Desk::debate();
    let seen = desk.editor.visible_rect();
    let bounds = desk.editor.scene().bounds();
    assert_eq!(seen.intersect(bounds), bounds);
    assert!(!desk.editor.is_minimap_useful());
}

#[test]
fn a_large_map_opens_readable_at_the_contention_with_the_minimap() {
    let mut desk = shipped("drezner-on-minilateralism");
    desk.editor.set_canvas_size(Size::new(700.0, 400.0));
    let camera = desk.editor.camera();
    assert_eq!(camera.zoom, 1.0);
    assert!(desk.editor.is_minimap_useful());
    let contention = desk.map().contentions()[0].id.clone();
    let rect = desk.on_screen(&contention.into());
    assert!((rect.center().x - 350.0).abs() < 1.0, "in the middle");
    assert!(rect.y0 >= 0.0 && rect.y0 < 100.0, "near the top");
}

#[test]
fn no_text_is_smaller_than_nine_pixels_on_opening() {
    for width in [300.0, 800.0, 1400.0, 2500.0, 6000.0] {
        let mut desk = shipped("multilateralism");
        desk.editor.set_canvas_size(Size::new(width, width * 0.6));
        let smallest = desk.editor.theme().metrics.caption_size;
        assert!(desk.editor.camera().zoom * smallest >= 9.0);
    }
}

#[test]
fn zooming_keeps_the_place_under_the_pointer_within_limits() {
    let mut desk = Desk::debate();
    let at = Point::new(200.0, 300.0);
    let held = desk.editor.camera().to_map(at);
    for factor in [1.5, 0.1, 0.001, 1e12, f64::NAN, -1.0] {
        desk.event(PointerKind::Zoom(factor), at, NONE);
        assert!(desk.editor.camera().to_map(at).distance(held) < 1e-6);
    }
    assert_eq!(desk.editor.camera().zoom, ZOOM_LIMITS.1);
}

#[test]
fn scrolling_pans_and_nonsense_is_ignored() {
    let mut desk = Desk::debate();
    let before = desk.editor.camera();
    let at = Point::new(10.0, 10.0);
    desk.event(PointerKind::Scroll(Vec2::new(30.0, -5.0)), at, NONE);
    assert_eq!(desk.editor.camera().pan, before.pan + Vec2::new(30.0, -5.0));
    let before = desk.editor.camera();
    desk.event(PointerKind::Scroll(Vec2::new(f64::INFINITY, 0.0)), at, NONE);
    desk.event(
        PointerKind::Scroll(Vec2::new(9.0, 9.0)),
        Point::new(f64::NAN, 0.0),
        NONE,
    );
    desk.editor.set_canvas_size(Size::new(f64::NAN, 10.0));
    desk.editor.set_canvas_size(Size::ZERO);
    assert_eq!(desk.editor.camera(), before);
}

#[test]
fn the_middle_button_and_space_drag_pan_and_select_nothing() {
    let mut desk = Desk::debate();
    desk.select(&[claim("cost")]);
    let from = desk.middle(&claim("poll"));
    let by = Vec2::new(120.0, 45.0);
    for (button, held) in [
        (Button::Middle, NONE),
        (
            Button::Primary,
            Modifiers {
                space: true,
                ..NONE
            },
        ),
    ] {
        let before = desk.editor.camera().pan;
        desk.event(PointerKind::Press(button, 1), from, held)
            .moves(from + by / 2.0, held);
        desk.event(PointerKind::Release(button), from + by, held);
        assert!((desk.editor.camera().pan - before - by).hypot() < 1e-6);
        let there = desk.editor.camera().pan;
        desk.moves(from, NONE);
        assert_eq!(desk.editor.camera().pan, there, "released");
    }
    assert_eq!(desk.selected(), ["cost"]);
}

#[test]
fn panning_while_typing_goes_on_typing() {
    let mut desk = Desk::debate();
    desk.select(&[claim("poll")]).key(Command::EditText);
    desk.types("Half");
    let spot = desk.empty_spot();
    desk.event(PointerKind::Press(Button::Middle, 1), spot, NONE)
        .moves(spot + Vec2::new(9.0, 9.0), NONE);
    desk.event(PointerKind::Release(Button::Middle), spot, NONE);
    assert_eq!(desk.editor.draft().unwrap().text, "Half");
    desk.key(Command::ZoomIn);
    assert_eq!(desk.editor.draft().unwrap().text, "Half");
}

#[test]
fn zoom_commands_fit_enlarge_and_return_to_actual_size() {
    let mut desk = Desk::debate();
    let at = Point::new(0.0, 0.0);
    desk.event(PointerKind::Zoom(0.2), at, NONE);
    desk.key(Command::ZoomToFit);
    let bounds = desk.editor.scene().bounds();
    assert_eq!(desk.editor.visible_rect().intersect(bounds), bounds);
    desk.key(Command::ZoomToActual);
    assert!((desk.editor.camera().zoom - 1.0).abs() < 1e-9);
    desk.key(Command::ZoomIn);
    assert!(desk.editor.camera().zoom > 1.0);
    desk.key(Command::ZoomOut);
    assert!((desk.editor.camera().zoom - 1.0).abs() < 1e-9);
}

#[test]
fn the_edited_claim_stays_under_the_eye() {
    let mut desk = Desk::debate();
    for (element, command) in [
        (claim("poll"), Command::AddSupport),
        (claim("cost"), Command::AddObjection),
        (step("linked"), Command::AddCoPremise),
        (claim("middle"), Command::AddSupport),
    ] {
        desk.select(std::slice::from_ref(&element));
        let before = desk.on_screen(&element);
        desk.key(command).types("One more reason");
        let after = desk.on_screen(&element);
        let moved = (after.center().x - before.center().x).abs() + (after.y0 - before.y0).abs();
        assert!(moved < 1e-6, "{element:?} moved by {moved}");
        desk.key(Command::Commit);
    }
}

#[test]
fn a_new_claim_comes_into_sight_and_the_camera_moves_no_more_than_that() {
    let mut desk = Desk::debate();
    desk.editor.set_canvas_size(Size::new(500.0, 300.0));
    for _ in 0..6 {
        if desk.editor.selection().is_empty() {
            desk.select(&[claim("poll")]);
        }
        desk.key(Command::AddSupport).types("And so on");
        let new = desk.editor.selection().only().unwrap().clone();
        let rect = desk.on_screen(&new);
        let canvas = desk.editor.canvas_size().to_rect();
        assert_eq!(rect.intersect(canvas), rect, "in sight");
        desk.key(Command::Commit);
    }
    let before = desk.editor.camera();
    desk.key(Command::EditText)
        .types("And so forth")
        .key(Command::Commit);
    assert_eq!(desk.editor.camera(), before, "it was in sight already");
}

#[test]
fn selecting_in_the_outline_brings_the_claim_into_sight() {
    let mut desk = Desk::debate();
    desk.editor.set_canvas_size(Size::new(400.0, 300.0));
    desk.event(
        PointerKind::Scroll(Vec2::new(5000.0, 0.0)),
        Point::ZERO,
        NONE,
    );
    let glides = desk.editor.glide_serial();
    desk.select(&[claim("narrows")]);
    let canvas = desk.editor.canvas_size().to_rect();
    let rect = desk.on_screen(&claim("narrows"));
    assert_eq!(rect.intersect(canvas), rect);
    assert_ne!(desk.editor.glide_serial(), glides, "it may glide there");
}

#[test]
fn resizing_the_window_before_anything_else_fits_the_map_anew() {
    let mut desk = Desk::debate();
    desk.editor.set_canvas_size(Size::new(2400.0, 1400.0));
    let wide = desk.editor.camera();
    desk.editor.set_canvas_size(Size::new(1500.0, 900.0));
    assert_ne!(desk.editor.camera(), wide);
    desk.event(PointerKind::Scroll(Vec2::new(5.0, 0.0)), Point::ZERO, NONE);
    let chosen = desk.editor.camera();
    let middle = desk.editor.visible_rect().center().x;
    desk.editor.set_canvas_size(Size::new(1400.0, 900.0));
    assert_eq!(desk.editor.camera().zoom, chosen.zoom, "it is the user's");
    assert_eq!(desk.editor.camera().pan.y, chosen.pan.y);
    assert!((desk.editor.visible_rect().center().x - middle).abs() < 1.0);
}

#[test]
fn undoing_and_redoing_a_pin_holds_the_rest_of_the_picture_still() {
    let mut desk = Desk::debate();
    let others = [claim("top"), claim("left"), claim("poll")];
    let standing = |desk: &Desk| others.each_ref().map(|other| desk.on_screen(other));
    let (stood, camera) = (standing(&desk), desk.editor.camera());
    let from = desk.middle(&claim("cost"));
    let moved = Vec2::new(60.0, 180.0);
    desk.drag(from, from + moved, SHIFT);
    let pinned = standing(&desk);
    let check = |desk: &Desk, expected: &[kurbo::Rect; 3], cost: Point| {
        assert_eq!(desk.editor.camera(), camera);
        assert_eq!(standing(desk), *expected);
        assert!(desk.middle(&claim("cost")).distance(cost) < 1.5);
    };
    check(&desk, &pinned, from + moved);
    desk.key(Command::Undo);
    check(&desk, &stood, from);
    desk.key(Command::Redo);
    check(&desk, &pinned, from + moved);
    desk.key(Command::Unpin);
    check(&desk, &stood, from);
}

#[test]
fn a_narrower_window_keeps_its_middle_and_what_is_selected_in_sight() {
    let mut desk = Desk::debate();
    desk.key(Command::ZoomIn);
    let middle = |desk: &Desk| desk.editor.visible_rect().center().x;
    let before = (middle(&desk), desk.editor.visible_rect().y0);
    desk.editor.set_canvas_size(Size::new(900.0, 700.0));
    let after = (middle(&desk), desk.editor.visible_rect().y0);
    assert!((after.0 - before.0).abs() < 1.0, "{before:?} {after:?}");
    assert_eq!(after.1, before.1);
    desk.select(&[claim("cost")]);
    desk.editor.set_canvas_size(Size::new(420.0, 300.0));
    let seen = desk.editor.visible_rect();
    let rect = desk.rect(&claim("cost"));
    assert_eq!(seen.union(rect), seen);
}
