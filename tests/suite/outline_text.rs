//! Branches as indented lists, for other programs.

use proptest::prelude::*;
use rejoinder::files::shipped_map;
use rejoinder::formats::outline_text::{parse, write};
use rejoinder::formats::ron_map;
use rejoinder::model::{ArgumentMap, ClaimId, ElementId, InferenceId, Stance};

const MAP: &str = r#"ArgumentMap(version: 1, claims: [
    (id: "top", text: "Top"), (id: "a", text: "A\nin two lines"), (id: "b", text: "B"),
    (id: "c", text: "C"), (id: "d", text: "D"), (id: "e", text: "E"),
    (id: "q", text: "What?", kind: Question),
], inferences: [
    (id: "i", stance: Support, premises: ["a", "b"], target: Claim("top")),
    (id: "j", stance: Attack, premises: ["c"], target: Claim("top")),
    (id: "k", stance: Attack, premises: ["d"], target: Inference("i")),
    (id: "l", stance: Support, premises: ["e"], target: Claim("b")),
    (id: "m", stance: Attack, premises: ["top"], target: Claim("e")),
    (id: "n", stance: Answer, premises: ["top"], target: Claim("q")),
])"#;

fn map() -> ArgumentMap {
    ron_map::read(MAP.as_bytes(), "map").unwrap().map
}

fn claim(id: &str) -> ElementId {
    ClaimId::new(id).unwrap().into()
}

#[test]
fn a_branch_is_written_with_signs_and_each_claim_once() {
    let list = "Top
  + A in two lines
    ⊘ D
  & B
    + E
      − Top
  − C
";
    assert_eq!(write(&map(), &[claim("top")]), list);
    assert_eq!(write(&map(), &[claim("top"), claim("e")]), list);
    let step = InferenceId::new("j").unwrap().into();
    assert_eq!(write(&map(), &[step, claim("d")]), "− C\nD\n");
    assert!(write(&map(), &[claim("q")]).starts_with("What?\n  ? Top\n    + A"));
}

#[test]
fn a_written_branch_is_understood_again() {
    let rows = parse(&write(&map(), &[claim("q")]));
    let shown: Vec<_> = rows
        .iter()
        .map(|row| (row.depth, row.text.as_str(), row.stance))
        .collect();
    assert_eq!(
        shown[..4],
        [
            (0, "What?", None),
            (1, "Top", Some(Stance::Answer)),
            (2, "A in two lines", Some(Stance::Support)),
            (3, "D", Some(Stance::Attack)),
        ]
    );
}

#[test]
fn every_claim_of_a_shipped_map_stands_in_its_list() {
    let shipped = shipped_map("drezner-on-minilateralism").unwrap();
    let map = ron_map::read(shipped.text.as_bytes(), shipped.name)
        .unwrap()
        .map;
    let tops: Vec<_> = map
        .contentions()
        .iter()
        .map(|top| claim(top.id.as_str()))
        .collect();
    let list = write(&map, &tops);
    for claim in map.claims() {
        assert!(list.contains(&claim.text), "{}", claim.text);
    }
}

proptest! {
    #[test]
    fn any_text_is_a_list_whose_rows_are_at_most_one_deeper_than_the_last(text in "[ \t\n+*?−&a-c1.)-]{0,60}") {
        let mut deepest = 0;
        for row in parse(&text) {
            prop_assert!(row.depth <= deepest);
            prop_assert!(!row.text.is_empty());
            deepest = row.depth + 1;
        }
    }
}
