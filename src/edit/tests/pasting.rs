//! Copying into a map of its own, and pasting maps and indented lists.

use super::*;
use crate::edit::operations::{OutlineRow, clip_of};
use crate::model::{Attitude, Holder};

fn paste(clip: ArgumentMap, under: Option<&str>, stance: Stance) -> Operation {
    Operation::InsertMap {
        clip: Box::new(clip),
        under: under.map(|id| elements(&[id]).pop_first().unwrap().into()),
        stance,
    }
}

#[test]
fn a_copied_branch_is_a_map_with_what_it_refers_to() {
    let map = map_of("a\n  + b\n    - c\n  - d");
    let map = after(
        &map,
        &Operation::AddHolder(claim("c").into(), "Naím".into(), Attitude::Asserts),
    );
    let map = after(
        &map,
        &Operation::QuoteSource {
            element: claim("d").into(),
            title: "Elsewhere".into(),
            exact: "x".into(),
        },
    );
    let copy = clip_of(&map, map.main_view(), &elements(&["b"]));
    assert_eq!(shape(&copy), "c - b | b c");
    assert_eq!(copy.participants().count(), 1);
    assert_eq!(copy.sources().count(), 0);
}

#[test]
fn a_copied_step_gives_its_premises_and_an_undercut_of_it_stays_behind() {
    let map = map_of("a\n  + b & c\n    x u\n      + v");
    let copy = clip_of(&map, map.main_view(), &elements(&["s-b"]));
    assert_eq!(shape(&copy), "v + u | b c u v");
}

#[test]
fn what_was_cut_and_pasted_keeps_its_ids() {
    let map = map_of("a\n  + b\n    - c\n  - d");
    let clip = clip_of(&map, map.main_view(), &elements(&["b"]));
    let rest = after(&map, &Operation::Delete(elements(&["b"])));
    let map = after(&rest, &paste(clip, Some("d"), Stance::Support));
    assert_eq!(shape(&map), "d - a, c - b, b + d | a d b c");
}

#[test]
fn what_was_copied_and_pasted_gets_its_own_ids() {
    let map = map_of("a\n  + b\n    - c");
    let clip = clip_of(&map, map.main_view(), &elements(&["b"]));
    let operation = paste(clip, Some("a"), Stance::Attack);
    assert_eq!(
        planned(&map, &operation).remark.as_deref(),
        Some("Pasted 2 claims")
    );
    assert_eq!(
        shape(&after(&map, &operation)),
        "b + a, c - b, c-2 - b-1, b-1 - a | a b c b-1 c-2"
    );
}

#[test]
fn pasting_under_a_question_answers_it_and_questions_stay_free() {
    let map = map_of("q");
    let clip = map_of("a\n  + b\nqq\n  = d");
    let map = after(&map, &paste(clip, Some("q"), Stance::Support));
    assert_eq!(shape(&map), "b + a, d = qq, a = q | q a b qq d");
}

#[test]
fn a_participant_of_the_same_name_is_the_same_participant() {
    let hold =
        |name: &str| Operation::AddHolder(claim("b").into(), name.to_owned(), Attitude::Grants);
    let map = after(&map_of("b"), &hold("Naím"));
    let clip = after(
        &map_of("z"),
        &Operation::AddHolder(claim("z").into(), "Other".into(), Attitude::Denies),
    );
    let clip = after(
        &clip,
        &Operation::AddHolder(claim("z").into(), "Naím".into(), Attitude::Denies),
    );
    let map = after(&map, &paste(clip, None, Stance::Support));
    let names: Vec<_> = map.participants().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["Naím", "Other"]);
    let held = &map.claim(&claim("z")).unwrap().held_by;
    let naim = map.participants().next().unwrap().id.clone();
    assert!(
        held.iter()
            .any(|held| held.holder == Holder::Participant(naim.clone()))
    );
}

#[test]
fn an_indented_list_becomes_claims_and_reasons() {
    let row = |depth, text: &str, stance| OutlineRow {
        depth,
        text: text.to_owned(),
        stance,
        kind: ClaimKind::Assertion,
    };
    let rows = vec![
        row(0, "One", None),
        row(4, "Two", Some(Stance::Attack)),
        row(8, "Three", None),
        row(4, "Four", Some(Stance::Answer)),
        row(0, "Five", None),
    ];
    let operation = Operation::InsertOutline {
        rows,
        under: Some(Target::Claim(claim("a"))),
        stance: Stance::Attack,
    };
    let map = after(&map_of("a\n  + b"), &operation);
    assert_eq!(
        shape(&map),
        "b + a, one-1 - a, two-3 - one-1, three-5 + two-3, four-7 + one-1, five-9 - a \
         | a b one-1 two-3 three-5 four-7 five-9"
    );
    let texts: Vec<_> = map
        .claims()
        .skip(2)
        .map(|claim| claim.text.as_str())
        .collect();
    assert_eq!(texts, ["One", "Two", "Three", "Four", "Five"]);
}

#[test]
fn there_must_be_something_to_paste() {
    let map = map_of("a");
    let nothing = paste(ArgumentMap::new(), None, Stance::Support);
    assert!(refusal(&map, &nothing).contains("no claim to paste"));
    let no_rows = Operation::InsertOutline {
        rows: Vec::new(),
        under: None,
        stance: Stance::Support,
    };
    assert!(refusal(&map, &no_rows).contains("no text"));
}
