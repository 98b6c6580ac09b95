//! What edits do to the file: as little as they say.

use rejoinder::edit::operations::{Attachment, Operation, Side};
use rejoinder::edit::{Document, SequentialIds};
use rejoinder::formats::ron_map;
use rejoinder::model::{ClaimId, ElementId, InferenceId, Position, Stance, Target};

use crate::generated::Debate;

fn document() -> Document<()> {
    let debate = Debate {
        claim_count: 300,
        cross_percent: 7,
        seed: 4,
    };
    Document::new(debate.map())
}

fn claim(id: &str) -> ClaimId {
    ClaimId::new(id).unwrap()
}

/// The lines that an operation takes out of the file, and those that it puts in.
fn changed_lines(document: &mut Document<()>, operation: &Operation) -> (Vec<String>, Vec<String>) {
    let before = ron_map::write(document.map());
    let mut ids = SequentialIds::default();
    let planned = operation.plan(document.map(), &mut ids).unwrap();
    document.commit(planned.transaction, (), ()).unwrap();
    let after = ron_map::write(document.map());
    let read = ron_map::read(after.as_bytes(), "edited").unwrap();
    assert_eq!(
        read.map,
        *document.map(),
        "what is written is read as it was"
    );
    let (before, after): (Vec<&str>, Vec<&str>) =
        (before.lines().collect(), after.lines().collect());
    let head = before
        .iter()
        .zip(&after)
        .take_while(|(a, b)| a == b)
        .count();
    let tail = before[head..]
        .iter()
        .rev()
        .zip(after[head..].iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let own = |lines: &[&str]| {
        lines[head..lines.len() - tail]
            .iter()
            .map(|line| (*line).to_owned())
            .collect()
    };
    (own(&before), own(&after))
}

#[test]
fn changing_one_word_changes_one_line_of_the_file() {
    let mut document = document();
    let operation = Operation::SetText(ElementId::Claim(claim("c150")), "One word".to_owned());
    let (out, new) = changed_lines(&mut document, &operation);
    assert_eq!((out.len(), new.len()), (1, 1), "{out:?} {new:?}");
    assert!(new[0].contains("One word"));
}

#[test]
fn moving_a_pinned_box_changes_one_line_of_the_file() {
    let mut document = document();
    let pin = |x| Operation::Pin([(claim("c150"), Position { x, y: 20.0 })].into());
    changed_lines(&mut document, &pin(10.0));
    let (out, new) = changed_lines(&mut document, &pin(11.0));
    assert_eq!((out.len(), new.len()), (1, 1), "{out:?} {new:?}");
}

#[test]
fn adding_an_objection_adds_its_blocks_only() {
    let mut document = document();
    let before = ron_map::write(document.map());
    let operation = Operation::AddReason {
        target: Target::Claim(claim("c150")),
        stance: Stance::Attack,
    };
    changed_lines(&mut document, &operation);
    let after = ron_map::write(document.map());
    let mut left = after.lines();
    let all_kept = before.lines().all(|line| left.any(|kept| kept == line));
    assert!(
        all_kept,
        "every line of the file before is there, in its order"
    );
    let added = after.lines().count() - before.lines().count();
    assert!((2..=16).contains(&added), "{added} lines for two blocks");
}

#[test]
fn reordering_siblings_moves_one_block() {
    let mut document = document();
    let (step, sibling) = {
        let map = document.map();
        let first = map.claims().next().unwrap().id.clone();
        let mut siblings = map.bearing_on(&ElementId::Claim(first));
        let sibling = siblings.next().unwrap().id.clone();
        (siblings.next_back().unwrap().id.clone(), sibling)
    };
    let ids = |document: &Document<()>| -> Vec<InferenceId> {
        let steps = document.map().inferences();
        steps.map(|other| other.id.clone()).collect()
    };
    let mut expected = ids(&document);
    let operation = Operation::MoveStep {
        step: step.clone(),
        to: Attachment::Beside {
            sibling: sibling.clone(),
            side: Side::Before,
        },
    };
    changed_lines(&mut document, &operation);
    let at = expected.iter().position(|other| *other == step).unwrap();
    expected.remove(at);
    let at = expected.iter().position(|other| *other == sibling).unwrap();
    expected.insert(at, step);
    assert_eq!(ids(&document), expected);
}
