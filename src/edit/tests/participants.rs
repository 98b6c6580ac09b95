//! Participants and sources.

use super::*;
use crate::model::{Attitude, Holder, ParticipantId, Source, SourceId};

fn held_map() -> ArgumentMap {
    let hold = |element: ElementId, name: &str| {
        Operation::AddHolder(element, name.to_owned(), Attitude::Asserts)
    };
    let map = map_of("a\n  + b");
    let map = after(&map, &hold(claim("a").into(), "Nami"));
    let map = after(&map, &hold(claim("b").into(), "Drezner"));
    let map = after(&map, &hold(claim("b").into(), "Nami"));
    after(&map, &hold(step("s-b").into(), "Nami"))
}

fn id_of(map: &ArgumentMap, name: &str) -> ParticipantId {
    let mut known = map.participants();
    known.find(|known| known.name == name).unwrap().id.clone()
}

fn names(map: &ArgumentMap) -> Vec<&str> {
    map.participants()
        .map(|known| known.name.as_str())
        .collect()
}

fn quoting_map() -> (ArgumentMap, Source) {
    let quote = Operation::QuoteSource {
        element: claim("a").into(),
        title: "Foreign Polcy".to_owned(),
        exact: "have failed".to_owned(),
    };
    let map = after(&map_of("a"), &quote);
    let source = map.sources().next().unwrap().clone();
    (map, source)
}

#[test]
fn a_participant_is_renamed_and_keeps_its_place_and_what_it_holds() {
    let map = held_map();
    let nami = id_of(&map, "Nami");
    let rename = |name: &str| Operation::SetParticipantName(nami.clone(), name.to_owned());
    let renamed = after(&map, &rename(" Naím "));
    assert_eq!(names(&renamed), ["Naím", "Drezner"]);
    let held = &renamed.claim(&claim("a")).unwrap().held_by;
    assert_eq!(held[0].holder, Holder::Participant(nami.clone()));
    assert!(refusal(&map, &rename(" ")).contains("needs a name"));
    assert!(refusal(&map, &rename("Drezner")).contains("already"));
    assert!(planned(&map, &rename("Nami")).transaction.is_empty());
}

#[test]
fn a_note_on_a_participant_changes_nothing_else() {
    let map = held_map();
    let nami = id_of(&map, "Nami");
    let noted = after(
        &map,
        &Operation::SetParticipantNote(nami.clone(), "Editor".to_owned()),
    );
    let participant = noted.participant(&nami).unwrap();
    assert_eq!(
        (participant.name.as_str(), participant.note.as_str()),
        ("Nami", "Editor")
    );
}

#[test]
fn a_participant_is_added_after_the_others_and_only_once() {
    let add = |name: &str| Operation::AddParticipant(name.to_owned());
    let map = after(&held_map(), &add(" Keohane "));
    assert_eq!(names(&map), ["Nami", "Drezner", "Keohane"]);
    assert!(refusal(&map, &add("Keohane")).contains("already"));
    assert!(refusal(&map, &add("")).contains("needs a name"));
}

#[test]
fn removing_a_participant_takes_it_out_of_all_that_it_holds_and_says_so() {
    let map = held_map();
    let removal = Operation::RemoveParticipant(id_of(&map, "Nami"));
    let remark = planned(&map, &removal).remark;
    assert_eq!(
        remark.as_deref(),
        Some("Removed Nami, who held 2 claims and 1 step")
    );
    let left = after(&map, &removal);
    assert_eq!(names(&left), ["Drezner"]);
    assert!(left.claim(&claim("a")).unwrap().held_by.is_empty());
    assert_eq!(left.claim(&claim("b")).unwrap().held_by.len(), 1);
    assert!(left.inference(&step("s-b")).unwrap().held_by.is_empty());
}

#[test]
fn removing_a_participant_who_holds_nothing_needs_no_remark() {
    let map = after(&map_of("a"), &Operation::AddParticipant("Naím".to_owned()));
    let removal = Operation::RemoveParticipant(id_of(&map, "Naím"));
    assert_eq!(planned(&map, &removal).remark, None);
    assert!(names(&after(&map, &removal)).is_empty());
}

#[test]
fn a_source_is_corrected_and_keeps_its_place_and_digest() {
    let (map, source) = quoting_map();
    let corrected = Source {
        title: " Foreign Policy ".to_owned(),
        author: "Moisés Naím".to_owned(),
        digest: "of another text".to_owned(),
        ..source.clone()
    };
    let changed = after(&map, &Operation::SetSource(Box::new(corrected)));
    let known = changed.source(&source.id).unwrap();
    assert_eq!(
        (known.title.as_str(), known.author.as_str()),
        ("Foreign Policy", "Moisés Naím")
    );
    assert_eq!(
        (&known.order, &known.digest),
        (&source.order, &source.digest)
    );
    let untitled = Source {
        title: String::new(),
        ..source
    };
    let reason = refusal(&map, &Operation::SetSource(Box::new(untitled)));
    assert!(reason.contains("needs a title"), "{reason}");
}

#[test]
fn a_source_goes_only_when_nothing_quotes_it() {
    let (map, source) = quoting_map();
    let removal = Operation::RemoveSource(source.id);
    let reason = refusal(&map, &removal);
    assert_eq!(
        reason,
        "“Foreign Polcy” has 1 quote in this map; remove the quote first"
    );
    let unquoted = after(&map, &Operation::SetQuotes(claim("a").into(), Vec::new()));
    assert_eq!(after(&unquoted, &removal).sources().count(), 0);
    let gone = Operation::RemoveSource(SourceId::new("gone").unwrap());
    assert!(refusal(&map, &gone).contains("no longer"));
}
