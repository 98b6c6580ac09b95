//! Typing in place: the layout follows, Enter keeps, Escape leaves no trace.

use kurbo::{Size, Vec2};
use rejoinder::editor::{Command, PointerKind};

use super::desk::{Desk, NONE, claim, step};

#[test]
fn the_layout_follows_while_typing() {
    let mut desk = Desk::debate();
    desk.select(&[claim("cost")]).key(Command::EditText);
    let before = desk.rect(&claim("cost"));
    desk.types("It costs far more than anybody who has looked at the figures of the last three bridges would ever be ready to pay for it");
    let after = desk.rect(&claim("cost"));
    assert!(after.height() > before.height());
    let draft = desk.editor.draft().unwrap();
    assert!(draft.paragraph.lines.len() > 2);
    assert!((draft.box_in_screen.height() - after.height() * draft.zoom).abs() < 0.1);
}

#[test]
fn a_text_edit_is_one_step_however_many_keys_it_took() {
    let mut desk = Desk::debate();
    let before = desk.ron();
    desk.double_click(desk.middle(&claim("cost")));
    for text in ["It", "It costs", "It costs billions"] {
        desk.types(text);
    }
    desk.key(Command::Commit);
    assert_eq!(desk.text("cost"), "It costs billions");
    assert_eq!(desk.editor.undo_name(), Some("edit text"));
    desk.key(Command::Undo);
    assert_eq!(desk.ron(), before);
    assert_eq!(desk.editor.undo_name(), None);
    desk.key(Command::Redo);
    assert_eq!(desk.text("cost"), "It costs billions");
}

#[test]
fn escape_drops_what_was_typed() {
    let mut desk = Desk::debate();
    let before = desk.ron();
    desk.select(&[claim("cost")]).key(Command::EditText);
    desk.types("Nonsense").key(Command::Cancel);
    assert_eq!(desk.ron(), before);
    assert_eq!(desk.selected(), ["cost"], "what was edited stays selected");
    assert_eq!(desk.editor.undo_name(), None);
    assert!(!desk.editor.is_modified());
}

#[test]
fn escape_on_a_new_empty_claim_leaves_no_trace() {
    let mut desk = Desk::debate();
    desk.select(&[claim("cost")]).key(Command::AddSupport);
    desk.types("Kept").key(Command::Commit).key(Command::Undo);
    let before = desk.ron();
    desk.select(&[claim("poll")])
        .key(Command::AddByTab)
        .key(Command::Cancel);
    assert_eq!(desk.ron(), before);
    assert_eq!(desk.selected(), ["poll"]);
    assert_eq!(desk.editor.undo_name(), None, "no step");
    assert_eq!(
        desk.editor.redo_name(),
        Some("add support"),
        "nothing to redo was lost"
    );
    assert!(!desk.editor.is_modified());
}

#[test]
fn a_new_claim_confirmed_without_text_leaves_no_trace_either() {
    let mut desk = Desk::debate();
    let before = desk.ron();
    desk.select(&[claim("poll")])
        .key(Command::AddByTab)
        .types("  \n ")
        .key(Command::Commit);
    assert_eq!(desk.ron(), before);
    assert_eq!(desk.editor.undo_name(), None);
}

#[test]
fn an_emptied_claim_gets_its_text_back_and_says_so() {
    let mut desk = Desk::debate();
    desk.select(&[claim("poll")]).key(Command::EditText);
    desk.types("").key(Command::Commit);
    assert_eq!(desk.text("poll"), "A poll says so");
    assert!(desk.toast().contains("needs a text"));
}

#[test]
fn a_click_outside_keeps_the_text_and_selects_what_it_hit() {
    let mut desk = Desk::debate();
    desk.select(&[claim("poll")]).key(Command::EditText);
    desk.types("A survey says so");
    desk.click_on(&claim("top"), NONE);
    assert_eq!(desk.text("poll"), "A survey says so");
    assert_eq!(desk.editor.draft(), None);
    assert_eq!(desk.selected(), ["top"]);
}

#[test]
fn a_click_inside_the_field_goes_on_typing() {
    let mut desk = Desk::debate();
    desk.select(&[claim("poll")]).key(Command::EditText);
    desk.types("A survey");
    desk.click_on(&claim("poll"), NONE);
    assert_eq!(desk.editor.draft().unwrap().text, "A survey");
}

#[test]
fn line_breaks_are_kept_and_space_around_the_text_is_not() {
    let mut desk = Desk::debate();
    desk.select(&[claim("poll")]).key(Command::EditText);
    desk.types(" One\r\ntwo \u{7}").key(Command::Commit);
    assert_eq!(desk.text("poll"), "One\ntwo");
}

#[test]
fn enter_on_a_mark_edits_its_word() {
    let mut desk = Desk::debate();
    desk.select(&[step("wanted")]).key(Command::EditText);
    desk.types("for example").key(Command::Commit);
    let word = |desk: &Desk| {
        let id = rejoinder::model::InferenceId::new("wanted").unwrap();
        desk.map().inference(&id).unwrap().word.clone()
    };
    assert_eq!(word(&desk), "for example");
    assert_eq!(desk.editor.undo_name(), Some("change word"));
    desk.key(Command::EditText).types("").key(Command::Commit);
    assert_eq!(word(&desk), "", "an empty word is the usual one");
}

#[test]
fn another_command_keeps_the_text_first() {
    let mut desk = Desk::debate();
    desk.select(&[claim("poll")]).key(Command::AddByTab);
    desk.types("First").key(Command::AddByTab);
    desk.types("Second").key(Command::Commit);
    assert_eq!(desk.reasons(&claim("poll")), ["Support: First"]);
    let first = desk
        .map()
        .claims()
        .find(|claim| claim.text == "First")
        .unwrap();
    assert_eq!(desk.reasons(&first.id.clone().into()), ["Support: Second"]);
}

#[test]
fn a_text_that_is_typed_back_makes_no_step() {
    let mut desk = Desk::debate();
    desk.select(&[claim("poll")]).key(Command::EditText);
    desk.types("x").types("A poll says so").key(Command::Commit);
    assert_eq!(desk.editor.undo_name(), None);
    assert!(!desk.editor.is_modified());
}

#[test]
fn text_that_the_camera_shows_too_small_opens_enlarged() {
    let mut desk = Desk::debate();
    let middle = desk.middle(&claim("poll"));
    desk.event(PointerKind::Zoom(0.3), middle, NONE);
    desk.select(&[claim("poll")]).key(Command::EditText);
    let draft = desk.editor.draft().unwrap();
    assert_eq!(draft.zoom, 1.0);
    let canvas = desk.editor.canvas_size().to_rect();
    assert_eq!(draft.box_in_screen.intersect(canvas), draft.box_in_screen);
    let inside = draft.text_at_in_screen + Vec2::new(2.0, 2.0);
    assert!(draft.box_in_screen.contains(inside));
}

#[test]
fn each_typing_has_a_number_of_its_own() {
    let mut desk = Desk::debate();
    desk.select(&[claim("poll")]).key(Command::EditText);
    let first = desk.editor.draft().unwrap().serial;
    desk.types("Polls")
        .key(Command::Commit)
        .key(Command::EditText);
    assert_ne!(desk.editor.draft().unwrap().serial, first);
}

#[test]
fn undo_brings_the_selection_back() {
    let mut desk = Desk::debate();
    desk.select(&[claim("poll")]).key(Command::AddByTab);
    desk.types("Why").key(Command::Commit);
    let new = desk.selected()[0].to_owned();
    desk.select(&[claim("cost")]).key(Command::Undo);
    assert_eq!(desk.selected(), ["poll"]);
    desk.key(Command::Redo);
    assert_eq!(desk.selected(), [new]);
}

const LONG: &str = "It costs far more than anybody who has looked at the figures of the last \
    three bridges would ever be ready to pay for it, and then it has to be painted every year";

/// Whether the whole box being typed in is on the canvas.
fn is_draft_in_sight(desk: &Desk) -> bool {
    let canvas = desk.editor.canvas_size().to_rect();
    let field = desk.editor.draft().unwrap().box_in_screen;
    field.intersect(canvas) == field
}

#[test]
fn typing_in_a_box_larger_than_the_canvas_zooms_out_until_it_fits() {
    let mut desk = Desk::debate();
    desk.editor.set_canvas_size(Size::new(800.0, 500.0));
    desk.select(&[claim("cost")]).key(Command::EditText);
    desk.types(LONG).key(Command::Commit);
    let middle = desk.middle(&claim("cost"));
    desk.event(PointerKind::Zoom(100.0), middle, NONE);
    assert!(desk.on_screen(&claim("cost")).width() > 800.0);
    desk.key(Command::EditText);
    assert!(is_draft_in_sight(&desk));
    let zoom = desk.editor.camera().zoom;
    assert!(zoom > 1.0, "no further than needed: {zoom}");
    desk.types(&format!("{LONG}, {LONG}"));
    assert!(is_draft_in_sight(&desk), "it fits while it grows, too");
    assert!(desk.editor.camera().zoom < zoom);
}

#[test]
fn typing_in_a_box_that_fits_leaves_the_zoom_alone() {
    let mut desk = Desk::debate();
    let middle = desk.middle(&claim("cost"));
    desk.event(PointerKind::Zoom(3.05), middle, NONE);
    let zoom = desk.editor.camera().zoom;
    desk.select(&[claim("cost")]).key(Command::EditText);
    desk.types("It costs a lot");
    assert_eq!(desk.editor.camera().zoom, zoom);
    assert!(is_draft_in_sight(&desk));
}

#[test]
fn a_text_too_long_for_any_readable_zoom_shows_its_end_while_typing() {
    let mut desk = Desk::debate();
    desk.editor.set_canvas_size(Size::new(800.0, 300.0));
    desk.select(&[claim("cost")]).key(Command::EditText);
    desk.types(&[LONG; 12].join(" "));
    let draft = desk.editor.draft().unwrap();
    assert!(draft.zoom * draft.paragraph.style.size >= 9.0 - 1e-9);
    assert!(draft.box_in_screen.y0 < 0.0);
    assert!((200.0..=300.0).contains(&draft.box_in_screen.y1));
}

#[test]
fn a_new_claim_far_away_is_seen_with_what_is_around_it_and_escape_goes_back() {
    let text = rejoinder::files::shipped_map("drezner-on-minilateralism")
        .unwrap()
        .text;
    let mut desk = Desk::with(super::desk::read(text));
    desk.editor.set_canvas_size(Size::new(700.0, 500.0));
    let top = desk.map().contentions()[0].id.clone().into();
    desk.select(&[top]);
    let before = desk.editor.camera();
    desk.key(Command::AddSupport);
    let typed = desk.editor.draft().unwrap().box_in_screen;
    let canvas = desk.editor.canvas_size().to_rect();
    let inner = canvas.inflate(-100.0, -80.0);
    assert_eq!(inner.union(typed), inner, "it is not at the border");
    assert_ne!(desk.editor.camera(), before);
    desk.types("A").key(Command::Cancel);
    assert_eq!(desk.editor.camera(), before);
}
