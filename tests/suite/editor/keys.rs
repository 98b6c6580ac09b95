//! Keys and menus on the selection: deleting, duplicating, flipping, linking, order, undo.

use rejoinder::editor::{Command, Heading, Property};
use rejoinder::model::{Aspect, Direction, ElementId, Style};

use super::desk::{Desk, claim, read, step};

#[test]
fn deleting_takes_the_reasons_that_serve_nothing_else_and_says_how_many() {
    let mut desk = Desk::debate();
    desk.select(&[claim("middle")]).key(Command::Delete);
    assert_eq!(desk.toast(), "Deleted 2 claims");
    assert!(!desk.has("middle") && !desk.has("poll") && !desk.has("wanted"));
    assert_eq!(
        desk.selected(),
        ["top"],
        "the keys go on from what is above"
    );
    desk.key(Command::Undo);
    assert!(desk.has("poll"));
    assert_eq!(desk.selected(), ["middle"]);
}

#[test]
fn a_reason_that_serves_something_else_stays() {
    let mut desk = Desk::debate();
    desk.drop_into(
        &claim("poll"),
        &claim("cost"),
        rejoinder::editor::DropKind::Support,
        super::desk::CTRL,
    );
    desk.select(&[claim("middle")]).key(Command::Delete);
    assert_eq!(desk.toast(), "Deleted 1 claim");
    assert!(desk.has("poll"));
}

#[test]
fn ctrl_delete_removes_only_the_claim() {
    let mut desk = Desk::debate();
    desk.select(&[claim("middle")])
        .key(Command::DeleteOnlyClaim);
    assert!(!desk.has("middle"));
    assert!(desk.has("poll"));
    assert_eq!(desk.toast(), "Deleted 1 claim");
}

#[test]
fn everything_can_be_deleted_and_brought_back() {
    let mut desk = Desk::debate();
    let before = desk.ron();
    desk.key(Command::SelectAll).key(Command::Delete);
    assert_eq!(desk.map().claim_count(), 0);
    assert_eq!(desk.editor.scene().items().len(), 0);
    desk.key(Command::Undo);
    assert_eq!(desk.ron(), before);
}

#[test]
fn duplicating_copies_the_branch_beside_it() {
    let mut desk = Desk::debate();
    desk.select(&[claim("middle")]).key(Command::Duplicate);
    assert_eq!(desk.toast(), "Duplicated 2 claims");
    let reasons = desk.reasons(&claim("top"));
    let copies = reasons
        .iter()
        .filter(|it| *it == "Support: Two towns want it");
    assert_eq!(copies.count(), 2);
    assert_ne!(desk.selected(), ["middle"], "the copy is selected");
}

#[test]
fn flipping_turns_support_into_objection_and_back() {
    let mut desk = Desk::debate();
    desk.select(&[step("wanted")]).key(Command::FlipStance);
    assert!(
        desk.reasons(&claim("top"))
            .contains(&"Attack: Two towns want it".to_owned())
    );
    desk.key(Command::FlipStance);
    assert!(
        desk.reasons(&claim("top"))
            .contains(&"Support: Two towns want it".to_owned())
    );
    assert_eq!(desk.editor.undo_name(), Some("turn into support"));
}

#[test]
fn reasons_are_linked_as_co_premises_and_unlinked() {
    let mut desk = Desk::debate();
    desk.select(&[claim("left"), claim("middle")])
        .key(Command::LinkPremises);
    assert_eq!(desk.premises("linked"), ["left", "right", "middle"]);
    assert_eq!(desk.selected(), ["linked"]);
    desk.key(Command::UnlinkPremises);
    assert_eq!(desk.reasons(&claim("top")).len(), 4);
}

#[test]
fn what_cannot_be_linked_says_why() {
    let mut desk = Desk::debate();
    desk.select(&[claim("middle"), claim("cost")]);
    assert!(
        desk.why_not(&Command::LinkPremises)
            .contains("for and against")
    );
    desk.select(&[claim("left")]);
    assert!(!desk.why_not(&Command::LinkPremises).is_empty());
}

#[test]
fn a_reason_moves_over_its_neighbour_until_it_is_the_first() {
    let mut desk = Desk::debate();
    desk.select(&[claim("cost")])
        .key(Command::MoveEarlier)
        .key(Command::MoveEarlier);
    assert!(desk.reasons(&claim("top"))[0].starts_with("Attack"));
    assert_eq!(
        desk.why_not(&Command::MoveEarlier),
        "It is the first reason already"
    );
    desk.key(Command::MoveLater);
    assert!(desk.reasons(&claim("top"))[1].starts_with("Attack"));
}

#[test]
fn a_co_premise_moves_among_its_co_premises_first() {
    let mut desk = Desk::debate();
    desk.select(&[claim("left")]).key(Command::MoveLater);
    assert_eq!(desk.premises("linked"), ["right", "left"]);
}

#[test]
fn a_branch_collapses_to_a_badge_and_a_click_on_it_opens_it() {
    let mut desk = Desk::debate();
    desk.select(&[claim("middle")])
        .key(Command::ToggleCollapsed);
    assert_eq!(desk.editor.counts().hidden_count, 1);
    let badge = desk.editor.layout().badges[0].rect.center();
    let at = desk.editor.camera().to_screen(badge);
    desk.click(at, super::desk::NONE);
    assert_eq!(desk.editor.counts().hidden_count, 0);
    desk.select(&[claim("poll")]);
    assert!(!desk.why_not(&Command::ToggleCollapsed).is_empty());
}

#[test]
fn adding_below_a_collapsed_claim_opens_it() {
    let mut desk = Desk::debate();
    desk.select(&[claim("middle")])
        .key(Command::ToggleCollapsed)
        .key(Command::AddSupport);
    assert!(desk.editor.draft().is_some());
    assert_eq!(desk.editor.counts().hidden_count, 0);
    desk.key(Command::Cancel);
    assert_eq!(
        desk.editor.counts().hidden_count,
        1,
        "Escape leaves no trace"
    );
}

#[test]
fn editing_a_hidden_claim_shows_it_first() {
    let mut desk = Desk::debate();
    desk.select(&[claim("middle")])
        .key(Command::ToggleCollapsed);
    desk.select(&[claim("poll")]).key(Command::EditText);
    assert!(desk.editor.draft().is_some());
    desk.types("A large poll says so").key(Command::Commit);
    assert_eq!(desk.text("poll"), "A large poll says so");
    assert_eq!(desk.editor.counts().hidden_count, 0);
}

#[test]
fn the_inspector_sets_properties_as_steps_with_names() {
    let mut desk = Desk::debate();
    let poll = claim("poll");
    desk.key(Command::Set(Property::Label(
        poll.clone(),
        "Poll".to_owned(),
    )));
    desk.key(Command::Set(Property::Note(
        poll.clone(),
        "2019".to_owned(),
    )));
    desk.key(Command::Set(Property::Width(poll.clone(), Some(301.4))));
    desk.key(Command::Set(Property::MapTitle("Bridge".to_owned())));
    let view = desk.map().main_view();
    assert_eq!(view.widths[poll.as_claim().unwrap()], 301.0);
    let steps: Vec<_> = desk
        .editor
        .history()
        .undo_steps()
        .map(|it| it.name.clone())
        .collect();
    assert_eq!(
        steps,
        [
            "change title",
            "change width",
            "change note",
            "change label"
        ]
    );
    desk.key(Command::Set(Property::MapTitle("Bridge".to_owned())));
    assert_eq!(
        desk.editor.history().undo_steps().count(),
        4,
        "nothing changed, no step"
    );
}

#[test]
fn the_view_is_set_from_the_menu() {
    let mut desk = Desk::debate();
    desk.key(Command::SetDirection(Direction::Right));
    desk.key(Command::SetStyle(Style::Classic));
    let aspect = Aspect {
        width: 4,
        height: 3,
    };
    desk.key(Command::SetAspect(aspect));
    let view = desk.map().main_view();
    assert_eq!(
        (view.direction, view.style, view.aspect),
        (Direction::Right, Style::Classic, aspect)
    );
    let (top, poll) = (desk.rect(&claim("top")), desk.rect(&claim("poll")));
    assert!(poll.x0 > top.x1, "reasons lie to the right");
}

#[test]
fn saving_and_undoing_say_whether_there_is_anything_unsaved() {
    let mut desk = Desk::debate();
    assert!(!desk.editor.is_modified());
    desk.select(&[claim("cost")]).key(Command::FlipStance);
    assert!(desk.editor.is_modified());
    desk.editor.mark_saved();
    assert!(!desk.editor.is_modified());
    desk.key(Command::Undo);
    assert!(desk.editor.is_modified());
    desk.key(Command::Redo);
    assert!(!desk.editor.is_modified());
}

#[test]
fn undo_and_redo_without_anything_say_so() {
    let mut desk = Desk::debate();
    assert_eq!(
        desk.why_not(&Command::Undo),
        "undo: nothing has been done yet"
    );
    assert_eq!(
        desk.why_not(&Command::Redo),
        "redo: nothing has been undone"
    );
    desk.key(Command::Undo);
    assert_eq!(desk.toast(), "undo: nothing has been done yet");
}

#[test]
fn the_status_line_says_what_the_keys_do() {
    let mut desk = Desk::debate();
    let says = |desk: &mut Desk, on: ElementId| {
        desk.select(&[on]);
        desk.editor.status()
    };
    assert!(says(&mut desk, claim("top")).contains("Tab adds a support, Shift+Tab an objection"));
    assert!(
        says(&mut desk, step("wanted")).contains("Tab adds a co-premise, Shift+Tab an undercut")
    );
    assert!(says(&mut desk, claim("issue")).contains("Tab adds an answer"));
    desk.key(Command::EditText);
    assert!(desk.editor.status().contains("Enter keeps the text"));
    assert!(Desk::empty().editor.status().contains("double-click"));
}

#[test]
fn counts_follow_the_map() {
    let desk = Desk::debate();
    let counts = desk.editor.counts();
    assert_eq!(
        (counts.claim_count, counts.step_count, counts.hidden_count),
        (10, 6, 0)
    );
}

#[test]
fn opening_another_map_starts_afresh() {
    let mut desk = Desk::debate();
    desk.select(&[claim("cost")]).key(Command::FlipStance);
    desk.select(&[claim("poll")]).key(Command::AddByTab);
    let revision = desk.editor.revision();
    desk.editor.replace_map(read(super::desk::DEBATE));
    assert_ne!(
        desk.editor.revision(),
        revision,
        "what is painted is another map"
    );
    assert_eq!(desk.editor.undo_name(), None);
    assert_eq!(desk.editor.draft(), None);
    assert!(desk.selected().is_empty());
    desk.key(Command::Move(Heading::Up));
    assert_eq!(desk.selected(), ["top"]);
}
