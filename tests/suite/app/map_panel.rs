//! The inspector of the map itself: its participants and its sources.

use rejoinder::model::Holder;
use rejoinder::scene::dump;

use super::*;

/// A shipped map in which two participants hold claims, with nothing selected.
fn drezner() -> Desk {
    drezner_in(800.0)
}

fn drezner_in(height: f32) -> Desk {
    let mut desk = Desk::of_size(1280.0, height);
    desk.menu(&["File", "Shipped maps", "Drezner"]);
    desk
}

fn names(desk: &Desk) -> Vec<String> {
    let map = desk.map();
    map.participants().map(|who| who.name.clone()).collect()
}

/// Whether the name is drawn somewhere on the canvas.
fn is_on_canvas(desk: &Desk, name: &str) -> bool {
    desk.see(|editor| dump(editor.scene()).contains(name))
}

#[test]
fn renaming_a_participant_renames_it_on_the_canvas_and_is_one_step() {
    let mut desk = drezner();
    desk.harness.get_by_label("Name of participant 1").focus();
    desk.run();
    desk.key(Modifiers::COMMAND, Key::A);
    for letters in ["Mois", "és", " N."] {
        let field = desk.harness.get_by_label("Name of participant 1");
        field.type_text(letters);
        desk.run();
    }
    desk.press(Key::Enter);
    assert_eq!(names(&desk)[0], "Moisés N.");
    assert!(is_on_canvas(&desk, "Moisés N.") && !is_on_canvas(&desk, "Moisés Naím"));
    desk.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(names(&desk)[0], "Moisés Naím");
    assert!(is_on_canvas(&desk, "Moisés Naím"));
    assert!(desk.see(|editor| editor.undo_name().is_none()));
}

#[test]
fn removing_a_participant_takes_it_out_of_all_that_it_holds_and_is_one_step() {
    let mut desk = drezner();
    let before = desk.map();
    desk.click("Remove Moisés Naím");
    assert_eq!(names(&desk), ["Daniel W. Drezner"]);
    assert!(desk.has("Removed Moisés Naím, who held "));
    let naim = before.participants().next().unwrap().id.clone();
    let naim = Holder::Participant(naim);
    let map = desk.map();
    let holders = map.claims().flat_map(|claim| &claim.held_by);
    let mut holders = holders.chain(map.inferences().flat_map(|step| &step.held_by));
    assert!(holders.all(|held| held.holder != naim));
    assert!(!is_on_canvas(&desk, "Moisés Naím"));
    desk.key(Modifiers::COMMAND, Key::Z);
    assert!(desk.map() == before);
}

#[test]
fn a_participant_is_added_from_the_panel_and_a_name_is_not_given_twice() {
    let mut desk = drezner();
    for _ in 0..2 {
        desk.harness.get_by_label("New participant").focus();
        desk.run();
        desk.harness
            .get_by_label("New participant")
            .type_text("Keohane");
        desk.run();
        desk.click("Add participant");
    }
    assert_eq!(
        names(&desk),
        ["Moisés Naím", "Daniel W. Drezner", "Keohane"]
    );
    assert!(desk.has("called Keohane already"));
}

#[test]
fn a_note_on_a_participant_is_kept_when_its_field_is_closed() {
    let mut desk = drezner();
    desk.click("Show note on Daniel W. Drezner");
    desk.harness
        .get_by_label("Note on Daniel W. Drezner")
        .focus();
    desk.run();
    let field = desk.harness.get_by_label("Note on Daniel W. Drezner");
    field.type_text("Professor");
    desk.run();
    desk.click("Show note on Daniel W. Drezner");
    assert_eq!(desk.map().participants().nth(1).unwrap().note, "Professor");
    assert!(!desk.has("Note on Daniel W. Drezner"));
}

#[test]
fn a_source_is_corrected_in_one_step_and_not_removed_while_it_is_quoted() {
    let mut desk = drezner_in(1200.0);
    let before = desk.map().sources().next().unwrap().clone();
    desk.click(&format!("Edit {}", before.title));
    for (label, text) in [("Author", "Dan Drezner"), ("Date", "2009")] {
        let label = format!("{label} of the source");
        desk.harness.get_by_label(&label).focus();
        desk.run();
        desk.key(Modifiers::COMMAND, Key::A);
        desk.harness.get_by_label(&label).type_text(text);
        desk.run();
    }
    desk.click("Keep source");
    let after = desk.map().sources().next().unwrap().clone();
    assert_eq!(
        (after.author.as_str(), after.date.as_str()),
        ("Dan Drezner", "2009")
    );
    assert_eq!((&after.title, &after.url), (&before.title, &before.url));
    desk.click(&format!("Remove {}", before.title));
    assert_eq!(desk.map().sources().count(), 1);
    desk.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(desk.map().sources().next(), Some(&before));
}

#[test]
fn selecting_a_hidden_claim_changes_nothing() {
    let mut desk = Desk::with_claim("Ban cars");
    desk.press(Key::Tab);
    desk.type_claim("Air gets cleaner");
    desk.click_on_canvas("Ban cars");
    desk.key(Modifiers::COMMAND, Key::Period);
    let before = desk.map();
    let id = find(&before, "Air gets cleaner").id.clone();
    desk.key(Modifiers::COMMAND, Key::K);
    desk.harness
        .get_by_label("Search claims or commands")
        .type_text("air gets");
    desk.run();
    desk.press(Key::Enter);
    assert_eq!(
        desk.see(|editor| editor.selection().claims().cloned().collect::<Vec<_>>()),
        [id]
    );
    assert_eq!(desk.map(), before);
}
