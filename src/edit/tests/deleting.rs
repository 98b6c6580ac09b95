//! Deleting and duplicating.

use super::*;
use crate::model::Position;
use std::collections::BTreeMap;

fn delete(ids: &[&str]) -> Operation {
    Operation::Delete(elements(ids))
}

fn delete_only(ids: &[&str]) -> Operation {
    Operation::DeleteOnly(elements(ids))
}

#[test]
fn deleting_a_claim_removes_the_reasons_that_serve_nothing_else() {
    let map = map_of("a\n  + b\n    - c\n      + d\n  - e");
    let plan = planned(&map, &delete(&["b"]));
    assert_eq!(plan.transaction.name, "delete 3 claims");
    assert_eq!(plan.remark.as_deref(), Some("Deleted 3 claims"));
    assert_eq!(shape(&after(&map, &delete(&["b"]))), "e - a | a e");
}

#[test]
fn a_reason_that_serves_something_else_stays_with_its_own_reasons() {
    let map = map_of("a\n  + b\n    + c\n      + d\n  + e\n    - c");
    assert_eq!(
        shape(&after(&map, &delete(&["b"]))),
        "d + c, e + a, c - e | a c d e"
    );
}

#[test]
fn deleting_one_co_premise_leaves_the_others() {
    let map = map_of("a\n  + b & c\n    x u");
    assert_eq!(
        shape(&after(&map, &delete(&["b"]))),
        "c + a, u - s-b | a c u"
    );
}

#[test]
fn deleting_the_last_premise_removes_the_step_and_what_bears_on_it() {
    let map = map_of("a\n  + b\n    x u\n      + v");
    let plan = planned(&map, &delete(&["b"]));
    assert_eq!(plan.remark.as_deref(), Some("Deleted 3 claims"));
    assert_eq!(shape(&after(&map, &delete(&["b"]))), " | a");
}

#[test]
fn deleting_a_mark_removes_its_premises_that_serve_nothing_else() {
    let map = map_of("a\n  + b & c\n    + d\n  - e\n    + c");
    assert_eq!(
        shape(&after(&map, &delete(&["s-b"]))),
        "e - a, c + e | a c e"
    );
}

#[test]
fn a_marked_contention_is_never_deleted_along() {
    let map = map_of("a\n  + b\n    + c");
    let map = after(&map, &Operation::SetContention(claim("c"), true));
    assert_eq!(shape(&after(&map, &delete(&["b"]))), " | a c");
}

#[test]
fn a_claim_above_the_deleted_one_in_a_circle_stays() {
    let map = map_of("a\n  + b\n    + a");
    assert_eq!(shape(&after(&map, &delete(&["b"]))), " | a");
}

#[test]
fn a_circle_of_reasons_goes_with_what_it_served() {
    let map = map_of("a\n  + b\n    + c\n      + b");
    assert_eq!(shape(&after(&map, &delete(&["a"]))), " | ");
}

#[test]
fn deleting_only_the_claim_frees_its_reasons() {
    let map = map_of("a\n  + b\n    - c\n    x u\n  - e");
    let plan = planned(&map, &delete_only(&["b"]));
    assert_eq!(plan.remark.as_deref(), Some("Deleted 1 claim"));
    assert_eq!(plan.transaction.name, "delete claim");
    assert_eq!(shape(&after(&map, &delete_only(&["b"]))), "e - a | a c u e");
}

#[test]
fn deleting_only_a_mark_frees_its_premises() {
    let map = map_of("a\n  + b & c");
    let plan = planned(&map, &delete_only(&["s-b"]));
    assert_eq!(plan.remark.as_deref(), Some("Deleted 1 step"));
    assert_eq!(shape(&after(&map, &delete_only(&["s-b"]))), " | a b c");
}

#[test]
fn views_forget_what_was_deleted() {
    let map = map_of("a\n  + b\n    + c");
    let pins = BTreeMap::from([(claim("c"), Position { x: 1.0, y: 2.0 })]);
    let map = after(&map, &Operation::Pin(pins));
    let map = after(&map, &Operation::SetWidth(claim("b"), Some(300.0)));
    let map = after(&map, &Operation::ToggleCollapsed(elements(&["b"])));
    let map = after(&map, &delete(&["b"]));
    let view = map.main_view();
    assert!(view.pinned.is_empty() && view.widths.is_empty() && view.collapsed.is_empty());
}

#[test]
fn a_home_is_dropped_when_its_use_goes_and_the_claim_stays() {
    let map = map_of("a\n  + b\n    + c\n  + e\n    + c");
    let homes = BTreeMap::from([(claim("c"), step("s-c-4"))]);
    let remember = Operation::RememberLayout {
        choices: BTreeMap::new(),
        homes,
    };
    let map = after(&map, &remember);
    assert_eq!(map.main_view().homes.len(), 1);
    let map = after(&map, &delete(&["e"]));
    assert!(map.main_view().homes.is_empty());
    assert_eq!(shape(&map), "b + a, c + b | a b c");
}

#[test]
fn deleting_nothing_is_refused_in_words() {
    assert!(refusal(&map_of("a"), &delete(&[])).contains("Nothing is selected"));
    assert!(refusal(&map_of("a"), &delete(&["gone"])).contains("Nothing is selected"));
}

#[test]
fn a_duplicate_stands_beside_its_original_with_its_branch() {
    let map = map_of("a\n  + b\n    - c\n  - d");
    let operation = Operation::Duplicate(elements(&["b"]));
    let copy = after(&map, &operation);
    assert_eq!(
        shape(&copy),
        "b + a, c - b, b-1 + a, c-2 - b-1, d - a | a b c b-1 c-2 d"
    );
    let plan = planned(&map, &operation);
    assert_eq!(plan.remark.as_deref(), Some("Duplicated 2 claims"));
}

#[test]
fn a_duplicated_co_premise_is_a_co_premise() {
    let map = map_of("a\n  + b & c");
    let copy = after(&map, &Operation::Duplicate(elements(&["b"])));
    assert_eq!(shape(&copy), "b & c & b-1 + a | a b c b-1");
}

#[test]
fn a_duplicated_mark_copies_the_step_with_all_premises_and_undercuts() {
    let map = map_of("a\n  + b & c\n    x u");
    let copy = after(&map, &Operation::Duplicate(elements(&["s-b"])));
    assert_eq!(
        shape(&copy),
        "b & c + a, u - s-b, b-1 & c-2 + a, u-3 - support-4 | a b c u b-1 c-2 u-3"
    );
}

#[test]
fn a_duplicated_root_is_a_free_claim_with_a_copied_branch() {
    let map = map_of("a\n  + b\nz");
    let copy = after(&map, &Operation::Duplicate(elements(&["a", "b"])));
    assert_eq!(shape(&copy), "b + a, b-2 + a-1 | a b a-1 b-2 z");
}

#[test]
fn a_premise_that_stands_elsewhere_is_used_by_the_copy_too() {
    let map = map_of("a\n  + c\n  + b\n    + c");
    let copy = after(&map, &Operation::Duplicate(elements(&["b"])));
    assert_eq!(
        shape(&copy),
        "c + a, b + a, c + b, b-1 + a, c + b-1 | a c b b-1"
    );
}
