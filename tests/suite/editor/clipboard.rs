//! Cutting, copying and pasting: between two editors, and with other programs.

use rejoinder::editor::{Command, Effect, PasteContents};
use rejoinder::model::ArgumentMap;

use super::desk::{Desk, claim, step};

fn copied(desk: &Desk) -> PasteContents {
    let copy = desk.effects.iter().find_map(|effect| match effect {
        Effect::Copy { text, map_ron } => Some(PasteContents {
            text: text.clone(),
            map_ron: Some(map_ron.clone()),
        }),
        Effect::Toast(_) | Effect::TidyUp => None,
    });
    copy.expect("something was copied")
}

fn text_only(text: &str) -> Command {
    Command::Paste(PasteContents {
        text: text.to_owned(),
        map_ron: None,
    })
}

#[test]
fn a_branch_is_copied_as_an_indented_list_and_as_a_map() {
    let mut desk = Desk::debate();
    desk.select(&[claim("middle")]).key(Command::Copy);
    let contents = copied(&desk);
    assert_eq!(contents.text.lines().count(), 2, "{}", contents.text);
    assert!(contents.text.starts_with("Two towns want it"));
    assert!(contents.text.lines().nth(1).unwrap().starts_with(' '));
    assert!(contents.text.contains("A poll says so"));
    assert!(contents.map_ron.unwrap().starts_with("ArgumentMap("));
    assert_eq!(desk.toast(), "Copied 2 claims");
}

#[test]
fn a_branch_travels_between_two_windows_with_everything_in_it() {
    let mut from = Desk::debate();
    from.select(&[claim("left"), step("linked")])
        .key(Command::Copy);
    let mut to = Desk::empty();
    to.key(Command::Paste(copied(&from)));
    assert_eq!(to.map().claim_count(), 3, "two premises and the undercut");
    assert!(to.has("left") && to.has("right") && to.has("doubt"));
}

#[test]
fn pasted_under_the_selected_claim_a_branch_supports_it() {
    let mut desk = Desk::debate();
    desk.select(&[claim("middle")]).key(Command::Copy);
    let contents = copied(&desk);
    desk.select(&[claim("cost")]).key(Command::Paste(contents));
    assert_eq!(desk.reasons(&claim("cost")), ["Support: Two towns want it"]);
    let new = desk.selected()[0].to_owned();
    assert_ne!(new, "middle", "the copy has an id of its own");
    desk.key(Command::Undo);
    assert!(desk.reasons(&claim("cost")).is_empty());
}

#[test]
fn without_a_selection_what_is_pasted_stands_free() {
    let mut desk = Desk::debate();
    desk.key(Command::ClearSelection)
        .key(text_only("Loose one\n  Its reason"));
    let loose = desk
        .map()
        .claims()
        .find(|it| it.text == "Loose one")
        .unwrap();
    let loose = loose.id.clone();
    assert_eq!(desk.map().uses(&loose).count(), 0);
    assert_eq!(desk.reasons(&loose.into()), ["Support: Its reason"]);
}

#[test]
fn cutting_copies_and_removes_in_one_step() {
    let mut desk = Desk::debate();
    desk.select(&[claim("middle")]).key(Command::Cut);
    let contents = copied(&desk);
    assert!(!desk.has("middle") && !desk.has("poll"));
    assert_eq!(desk.toast(), "Deleted 2 claims");
    desk.select(&[claim("cost")]).key(Command::Paste(contents));
    assert_eq!(desk.reasons(&claim("cost")), ["Support: Two towns want it"]);
    assert!(desk.has("middle"), "what was cut keeps its id");
    desk.key(Command::Undo).key(Command::Undo);
    assert_eq!(desk.reasons(&claim("top")).len(), 3);
}

#[test]
fn any_text_can_be_pasted_and_nonsense_beside_it_is_ignored() {
    let mut desk = Desk::with(ArgumentMap::new());
    desk.key(Command::Paste(PasteContents {
        text: "A claim\n\tA reason".to_owned(),
        map_ron: Some("ArgumentMap(version: 99".to_owned()),
    }));
    assert_eq!(desk.map().claim_count(), 2);
}

#[test]
fn a_map_pasted_as_text_is_recognised() {
    let mut desk = Desk::empty();
    desk.key(text_only(super::desk::DEBATE));
    assert_eq!(desk.map().claim_count(), 10);
}

#[test]
fn an_empty_clipboard_changes_nothing_and_says_so() {
    let mut desk = Desk::debate();
    let before = desk.ron();
    desk.key(text_only(" \n "));
    assert_eq!(desk.ron(), before);
    assert!(!desk.toast().is_empty());
    assert_eq!(desk.editor.undo_name(), None);
}
