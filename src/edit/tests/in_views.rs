//! What a user notices of operations in a view that is not the first: they go by what it shows.

use super::*;
use crate::edit::operations::{Attachment, ancestors, branch, clip_of, home};
use crate::model::{View, ViewId};

/// `s` is a reason for `b`, where it stands by itself, and against `c`.
const SHARED: &str = "a\n  + b\n    + s\n  + c\n    - s";

fn part() -> ViewId {
    ViewId::new("part").unwrap()
}

/// The same map with a view `part`, as changed.
fn with_view(change: impl FnOnce(&mut View)) -> ArgumentMap {
    let map = map_of(SHARED);
    let mut records: Vec<Record> = vec![map.heading().clone().into()];
    records.extend(map.claims().cloned().map(Record::from));
    records.extend(map.inferences().cloned().map(Record::from));
    records.extend(map.views().cloned().map(Record::from));
    let mut view = View::new(part(), OrderKey::of_index(9));
    change(&mut view);
    records.push(view.into());
    ArgumentMap::of_records(records).unwrap()
}

fn after_in_part(map: &ArgumentMap, operation: &Operation) -> ArgumentMap {
    let planned = operation.plan_in(map, &part(), &mut SequentialIds::default());
    let changes: Vec<_> = planned.unwrap().transaction.changes().cloned().collect();
    let mut map = map.clone();
    map.apply(&changes).unwrap();
    map
}

fn stance_of(map: &ArgumentMap, id: &str) -> Stance {
    map.inference(&step(id)).unwrap().stance
}

#[test]
fn a_shared_claim_is_flipped_where_it_stands_in_the_view() {
    let map = with_view(|view| {
        view.homes.insert(claim("s"), step("s-s-4"));
    });
    let flip = Operation::FlipStance(elements(&["s"]));
    let flipped = after_in_part(&map, &flip);
    assert_eq!(stance_of(&flipped, "s-s-4"), Stance::Support);
    assert_eq!(stance_of(&flipped, "s-s"), Stance::Support, "as it was");
    let flipped = after(&map, &flip);
    assert_eq!(stance_of(&flipped, "s-s"), Stance::Attack);
    assert_eq!(stance_of(&flipped, "s-s-4"), Stance::Attack, "as it was");
}

#[test]
fn a_shared_claim_stands_under_a_use_that_the_view_shows() {
    let map = with_view(|view| view.only = Some([claim("c"), claim("s")].into()));
    let view = map.view(&part()).unwrap();
    assert_eq!(home(&map, view, &claim("s")), Some(&step("s-s-4")));
    assert_eq!(home(&map, map.main_view(), &claim("s")), Some(&step("s-s")));
    let under_c = branch(&map, view, elements(&["c"]));
    assert!(under_c.contains(&claim("s").into()));
    let above = ancestors(&map, view, &claim("s").into());
    assert!(above.contains(&claim("c").into()) && !above.contains(&claim("b").into()));
    let copy = clip_of(&map, view, &elements(&["c"]));
    assert!(copy.claim(&claim("s")).is_some());
}

#[test]
fn a_shared_claim_is_moved_from_where_it_stands_in_the_view() {
    let map = with_view(|view| view.only = Some([claim("a"), claim("c"), claim("s")].into()));
    let moved = after_in_part(
        &map,
        &Operation::MoveClaim {
            claim: claim("s"),
            from: None,
            to: Attachment::Reason {
                target: Target::Claim(claim("a")),
                stance: Stance::Attack,
            },
        },
    );
    assert!(shape(&moved).contains("s + b"), "{}", shape(&moved));
    assert!(shape(&moved).contains("s - a"), "{}", shape(&moved));
    assert!(!shape(&moved).contains("s - c"), "{}", shape(&moved));
}
