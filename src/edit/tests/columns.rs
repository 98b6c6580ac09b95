//! Columns of reasons under edits.

use super::*;
use crate::edit::operations::{Attachment, Side};
use crate::model::Choice;

/// `a` with six reasons in three columns, and `z` with none.
fn columned() -> ArgumentMap {
    let map = map_of("a\n  + b\n  + c\n  - d\n  + e\n  - f\n  + g\nz");
    let choices = [(claim("a"), Choice::Columns(vec![step("s-d"), step("s-f")]))].into();
    let homes = std::collections::BTreeMap::new();
    after(&map, &Operation::RememberLayout { choices, homes })
}

/// The reasons of `a` as `b c | d e | f g`, each by its first premise.
fn columns(map: &ArgumentMap) -> String {
    let breaks = map.main_view().breaks_of(&claim("a")).unwrap();
    let mut shown = String::new();
    for (at, reason) in map.bearing_on(&claim("a").into()).enumerate() {
        let separator = match breaks.contains(&reason.id) {
            true => " | ",
            false if at > 0 => " ",
            false => "",
        };
        shown.push_str(separator);
        shown.push_str(reason.premises[0].as_str());
    }
    shown
}

fn columns_after(operation: &Operation) -> String {
    columns(&after(&columned(), operation))
}

fn put(id: &str, sibling: &str, side: Side) -> Operation {
    Operation::MoveClaim {
        claim: claim(id),
        from: None,
        to: Attachment::Beside {
            sibling: step(sibling),
            side,
        },
    }
}

#[test]
fn the_columns_are_as_the_layout_chose_them() {
    assert_eq!(columns(&columned()), "b c | d e | f g");
}

#[test]
fn a_reason_added_joins_the_last_column() {
    let added = Operation::AddReason {
        target: Target::Claim(claim("a")),
        stance: Stance::Support,
    };
    assert_eq!(columns_after(&added), "b c | d e | f g support-1");
}

#[test]
fn deleting_the_first_of_a_column_lets_the_next_begin_it() {
    let delete = |ids: &[&str]| columns_after(&Operation::Delete(elements(ids)));
    assert_eq!(delete(&["d"]), "b c | e | f g");
    assert_eq!(delete(&["c"]), "b | d e | f g");
    assert_eq!(delete(&["d", "e"]), "b c | f g");
    assert_eq!(delete(&["b", "c"]), "d e | f g");
    assert_eq!(delete(&["b", "c", "f"]), "d e | g");
    assert_eq!(delete(&["b", "c", "d", "e", "f"]), "g");
}

#[test]
fn moving_the_first_of_a_column_away_leaves_the_others_where_they_hang() {
    let away = |id: &str| Operation::MoveClaim {
        claim: claim(id),
        from: None,
        to: Attachment::Reason {
            target: Target::Claim(claim("z")),
            stance: Stance::Support,
        },
    };
    assert_eq!(columns_after(&away("d")), "b c | e | f g");
    assert_eq!(columns_after(&away("g")), "b c | d e | f");
}

#[test]
fn a_reason_put_beside_another_joins_its_column() {
    assert_eq!(
        columns_after(&put("g", "s-d", Side::Before)),
        "b c | g d e | f"
    );
    assert_eq!(
        columns_after(&put("g", "s-c", Side::After)),
        "b c g | d e | f"
    );
    assert_eq!(
        columns_after(&put("d", "s-f", Side::Before)),
        "b c | e | d f g"
    );
    assert_eq!(
        columns_after(&put("b", "s-g", Side::After)),
        "c | d e | f g b"
    );
    let new = put("z", "s-f", Side::Before);
    assert_eq!(columns_after(&new), "b c | d e | z f g");
}

#[test]
fn moving_over_a_neighbour_carries_no_one_else_into_another_column() {
    let shift = |id: &str, side| columns_after(&Operation::MoveAmongSiblings(step(id), side));
    assert_eq!(shift("s-d", Side::Before), "b d c | e | f g");
    assert_eq!(shift("s-c", Side::After), "b | d c e | f g");
    assert_eq!(shift("s-e", Side::Before), "b c | e d | f g");
    assert_eq!(shift("s-d", Side::After), "b c | e d | f g");
}

#[test]
fn linking_and_unlinking_keep_the_columns_of_the_others() {
    let linked = after(&columned(), &Operation::Link(elements(&["s-c", "s-e"])));
    assert_eq!(columns(&linked), "b c | d | f g");
    let unlinked = after(&linked, &Operation::Unlink(elements(&["s-c"])));
    assert_eq!(columns(&unlinked), "b c e | d | f g");
}

#[test]
fn undoing_gives_the_columns_back_exactly() {
    let before = columned();
    for operation in [
        Operation::Delete(elements(&["d", "e"])),
        put("d", "s-b", Side::Before),
        Operation::FlipStance(elements(&["s-f"])),
    ] {
        let transaction = planned(&before, &operation).transaction;
        let changes: Vec<_> = transaction.changes().cloned().collect();
        let mut map = before.clone();
        let inverse = map.apply(&changes).unwrap();
        map.apply(&inverse).unwrap();
        assert_eq!(map, before);
        assert_eq!(columns(&map), "b c | d e | f g");
    }
}

#[test]
fn tidying_up_puts_siblings_in_order_and_hangs_them_as_it_says_in_one_step() {
    let map = columned();
    let tidied = |order: &[&str], begins: &[&str]| Operation::TidyUp {
        orders: vec![(
            Target::Claim(claim("a")),
            order.iter().map(|id| step(id)).collect(),
        )],
        premises: Vec::new(),
        choices: [(
            claim("a"),
            Choice::Columns(begins.iter().map(|id| step(id)).collect()),
        )]
        .into(),
        homes: map.main_view().homes.clone(),
    };
    let all = ["s-g", "s-f", "s-e", "s-d", "s-c", "s-b"];
    assert_eq!(
        columns_after(&tidied(&all, &["s-c", "s-e"])),
        "g f | e d | c b"
    );
    assert_eq!(
        columns_after(&tidied(&all, &["s-d", "s-f"])),
        "g | f e | d c b"
    );
    assert_eq!(
        columns_after(&tidied(&["s-g", "s-x"], &["s-b"])),
        "g | b c d e f"
    );
    assert!(
        planned(&map, &tidied(&[], &["s-d", "s-f"]))
            .transaction
            .is_empty()
    );
    assert_eq!(
        planned(&map, &tidied(&all, &[])).transaction.name,
        "tidy up"
    );
}

#[test]
fn a_copied_branch_hangs_in_columns_as_its_original_does() {
    let map = columned();
    let doubled = after(&map, &Operation::Duplicate(elements(&["a"])));
    let copy = doubled
        .claims()
        .find(|claim| claim.text == "a" && claim.id != self::claim("a"));
    let breaks = doubled.main_view().breaks_of(&copy.unwrap().id).unwrap();
    let texts = breaks.iter().map(|step| {
        let premise = &doubled.inference(step).unwrap().premises[0];
        doubled.claim(premise).unwrap().text.clone()
    });
    assert_eq!(texts.collect::<Vec<_>>(), ["d", "f"]);
    let clip = crate::edit::operations::clip_of(&map, map.main_view(), &elements(&["a"]));
    assert_eq!(columns(&clip), "b c | d e | f g");
}
