//! What goes wrong on the way, and how the hand gets back to work.

use super::*;

#[test]
fn escape_empties_the_filter_of_the_outline_and_keeps_the_selection() {
    let mut desk = Desk::with_claim("Ban cars");
    let selected = desk.see(|editor| editor.selection().primary().cloned());
    assert!(selected.is_some());
    desk.key(Modifiers::COMMAND, Key::F);
    desk.harness
        .get_by_label("Filter the outline")
        .type_text("zzz");
    desk.run();
    assert!(desk.has("Nothing found"));
    desk.press(Key::Escape);
    assert!(!desk.has("Nothing found"));
    assert_eq!(
        desk.see(|editor| editor.selection().primary().cloned()),
        selected
    );
    desk.press(Key::Tab);
    desk.type_claim("Air gets cleaner");
    assert_eq!(desk.map().inference_count(), 1);
}

#[test]
fn a_map_that_could_not_be_saved_can_be_saved_elsewhere() {
    let mut desk = Desk::with_claim("Ban cars");
    desk.save_to(&desk.file("no-such-folder/cars.ron"));
    assert!(desk.has("The map was not saved"));
    let file = desk.file("cars.ron");
    desk.answer(Some(&file), BY_HAND);
    desk.click("Save as…");
    assert_eq!(files::open(&file).unwrap().map, desk.map());
    assert!(!desk.see(Editor::is_modified));
}

#[test]
fn a_typed_path_that_does_not_do_comes_back_with_what_is_wrong() {
    let mut desk = Desk::with_claim("Ban cars");
    desk.answer(None, NO_SERVICE);
    desk.key(Modifiers::COMMAND, Key::S);
    desk.key(Modifiers::COMMAND, Key::A);
    let path = desk.file("no-such-folder/cars.ron").display().to_string();
    desk.harness.get_by_label("Path").type_text(&path);
    desk.run();
    desk.press(Key::Enter);
    let field = desk.harness.get_by_label("Path");
    assert_eq!(field.value().as_deref(), Some(path.as_str()));
    assert!(desk.has("no-such-folder"));
    desk.click("Cancel");
    assert!(desk.see(Editor::is_modified));
}

#[test]
fn a_map_without_a_title_is_offered_a_name_from_its_contention() {
    let mut desk = Desk::with_claim("Cars should be banned from the inner city by law");
    desk.answer(None, BY_HAND);
    desk.key(Modifiers::COMMAND, Key::S);
    let asked = desk.world.borrow().asked.clone();
    assert_eq!(asked[0].file_name, "cars-should-be-banned-from-the.ron");
}

#[test]
fn the_menu_of_the_selected_opens_from_the_keyboard_and_is_used_by_it() {
    let mut desk = Desk::with_claim("Ban cars");
    for (modifiers, key) in [(Modifiers::SHIFT, Key::F10), (Modifiers::NONE, Key::Menu)] {
        assert!(!desk.has("Duplicate"));
        desk.key(modifiers, key);
        assert!(desk.has("Duplicate"), "{modifiers:?} {key:?}");
        desk.press(Key::Escape);
        assert_eq!(desk.see(|editor| editor.selection().len()), 1);
    }
    desk.press(Key::Menu);
    desk.press(Key::Enter);
    desk.type_claim("Air gets cleaner");
    assert_eq!(only_step(&desk.map()).stance, Stance::Support);
}

#[test]
fn undo_takes_back_the_notes_on_what_was_done() {
    let mut desk = Desk::with_claim("Ban cars");
    desk.save_to(&desk.file("cars.ron"));
    assert!(desk.has("Saved as"));
    desk.key(Modifiers::COMMAND, Key::Z);
    assert!(!desk.has("Saved as"));
}

#[test]
fn letters_typed_faster_than_the_frames_are_kept_by_enter() {
    let mut desk = Desk::new();
    desk.click("New claim");
    let enter = |pressed| Event::Key {
        key: Key::Enter,
        physical_key: None,
        pressed,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    let input = desk.harness.input_mut();
    let text = Event::Text("Ban cars".to_owned());
    input.events.extend([text, enter(true), enter(false)]);
    desk.run();
    assert_eq!(desk.texts(), ["Ban cars"]);
    assert!(desk.see(|editor| editor.draft().is_none()));
}
