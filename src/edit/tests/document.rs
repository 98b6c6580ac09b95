//! Steps, previews, and the saved state of a document.

use super::*;
use crate::edit::{Document, Transaction};
use crate::model::RecordId;

fn set_text(document: &Document<&'static str>, text: &str) -> Transaction {
    let operation = Operation::SetText(claim("a").into(), text.to_owned());
    planned(document.map(), &operation).transaction
}

fn text<'d>(document: &'d Document<&'static str>) -> &'d str {
    &document.map().claim(&claim("a")).unwrap().text
}

fn document() -> Document<&'static str> {
    Document::new(map_of("a\n  + b"))
}

fn commit(document: &mut Document<&'static str>, text: &str) {
    let transaction = set_text(document, text);
    document.commit(transaction, "before", "after").unwrap();
}

#[test]
fn undo_and_redo_name_the_step_and_give_back_the_selection() {
    let mut document = document();
    commit(&mut document, "one");
    assert_eq!(document.undo_name(), Some("edit text"));
    assert_eq!(document.undo(), Some(("edit text".to_owned(), "before")));
    assert_eq!((text(&document), document.undo_name()), ("a", None));
    assert_eq!(document.redo_name(), Some("edit text"));
    assert_eq!(document.redo(), Some(("edit text".to_owned(), "after")));
    assert_eq!((text(&document), document.redo_name()), ("one", None));
}

#[test]
fn a_new_step_ends_what_could_be_redone() {
    let mut document = document();
    commit(&mut document, "one");
    document.undo();
    commit(&mut document, "two");
    assert_eq!(document.redo(), None);
    assert_eq!(text(&document), "two");
}

#[test]
fn what_changes_nothing_is_no_step() {
    let mut document = document();
    commit(&mut document, "a");
    assert_eq!(document.undo_name(), None);
    document.preview(Transaction::new("nothing")).unwrap();
    assert!(!document.commit_preview("before", "after"));
    assert_eq!(document.undo_name(), None);
}

#[test]
fn typing_is_one_step_however_many_letters() {
    let mut document = document();
    for typed in ["o", "on", "one"] {
        let transaction = set_text(&document, typed);
        document.amend_preview(&transaction).unwrap();
        assert_eq!(text(&document), typed);
    }
    assert!(document.commit_preview("before", "after"));
    assert_eq!(document.history().undo_steps().len(), 1);
    document.undo();
    assert_eq!(text(&document), "a");
}

#[test]
fn typing_in_a_claim_just_added_is_one_step_with_adding_it() {
    let mut document = document();
    let operation = Operation::AddReason {
        target: Target::Claim(claim("a")),
        stance: Stance::Attack,
    };
    let added = planned(document.map(), &operation);
    let new = added.focus[0].clone();
    document.preview(added.transaction).unwrap();
    let typed = Operation::SetText(new, "Not so".to_owned());
    let typed = planned(document.map(), &typed).transaction;
    document.amend_preview(&typed).unwrap();
    document.commit_preview("before", "after");
    assert_eq!(document.undo_name(), Some("add objection"));
    assert_eq!(document.map().claim_count(), 3);
    document.undo();
    assert_eq!(document.map().claim_count(), 2);
}

#[test]
fn a_dropped_preview_leaves_no_trace() {
    let mut document = document();
    let transaction = set_text(&document, "one");
    document.preview(transaction).unwrap();
    assert_eq!(
        document.committed_map().claim(&claim("a")).unwrap().text,
        "a"
    );
    assert!(document.is_modified());
    assert!(document.drop_preview());
    assert_eq!((text(&document), document.undo_name()), ("a", None));
    assert!(!document.is_modified() && !document.drop_preview());
}

#[test]
fn a_preview_takes_the_place_of_the_one_before() {
    let mut document = document();
    let (one, two) = (set_text(&document, "one"), set_text(&document, "two"));
    document.preview(one).unwrap();
    document.preview(two).unwrap();
    assert_eq!(text(&document), "two");
}

#[test]
fn a_refused_preview_keeps_the_one_before() {
    let mut document = document();
    let one = set_text(&document, "one");
    let mut impossible = Transaction::new("delete premise");
    impossible.remove(document.map(), RecordId::Claim(claim("b")));
    document.preview(one).unwrap();
    assert!(document.preview(impossible.clone()).is_err());
    assert!(document.amend_preview(&impossible).is_err());
    assert_eq!(text(&document), "one");
    assert!(document.commit_preview("before", "after"));
}

#[test]
fn undo_while_something_pends_drops_it_first() {
    let mut document = document();
    commit(&mut document, "one");
    let two = set_text(&document, "two");
    document.preview(two).unwrap();
    document.undo();
    assert_eq!(text(&document), "a");
}

#[test]
fn the_saved_state_is_found_again_by_undo_and_redo() {
    let mut document = document();
    assert!(!document.is_modified());
    commit(&mut document, "one");
    document.mark_saved();
    commit(&mut document, "two");
    assert!(document.is_modified());
    document.undo();
    assert!(!document.is_modified());
    document.undo();
    assert!(document.is_modified());
    document.redo();
    assert!(!document.is_modified());
}

#[test]
fn a_saved_state_that_no_step_leads_to_is_never_found_again() {
    let mut document = document();
    commit(&mut document, "one");
    document.mark_saved();
    document.undo();
    commit(&mut document, "two");
    assert!(document.is_modified());
    document.undo();
    assert!(document.is_modified());
    document.mark_saved();
    assert!(!document.is_modified());
    document.mark_unsaved();
    assert!(document.is_modified());
}

#[test]
fn the_revision_rises_with_every_visible_change() {
    let mut document = document();
    let mut last = document.revision();
    let mut risen = |document: &Document<&'static str>, what: &str| {
        assert!(document.revision() > last, "{what}");
        last = document.revision();
    };
    commit(&mut document, "one");
    risen(&document, "commit");
    let two = set_text(&document, "two");
    document.preview(two).unwrap();
    risen(&document, "preview");
    let three = set_text(&document, "three");
    document.amend_preview(&three).unwrap();
    risen(&document, "amend");
    document.drop_preview();
    risen(&document, "drop");
    document.undo();
    risen(&document, "undo");
    document.redo();
    risen(&document, "redo");
}

#[test]
fn the_menu_lists_the_steps_from_the_latest() {
    let mut document = document();
    commit(&mut document, "one");
    let note = Operation::SetMapNote("note".to_owned());
    let note = planned(document.map(), &note).transaction;
    document.commit(note, "before", "after").unwrap();
    let names = |document: &Document<&'static str>| -> Vec<String> {
        let steps = document.history().undo_steps();
        steps.map(|step| step.name.clone()).collect()
    };
    assert_eq!(names(&document), ["change map note", "edit text"]);
    document.undo();
    assert_eq!(names(&document), ["edit text"]);
    assert_eq!(document.history().redo_steps().len(), 1);
}
