//! Moving, reusing, linking, flipping and reordering.

use super::*;
use crate::edit::operations::{Attachment, Side, home};

fn under(target: &str, stance: Stance) -> Attachment {
    let target = elements(&[target]).pop_first().unwrap().into();
    Attachment::Reason { target, stance }
}

fn beside(sibling: &str, side: Side) -> Attachment {
    Attachment::Beside {
        sibling: step(sibling),
        side,
    }
}

fn move_claim(id: &str, to: Attachment) -> Operation {
    Operation::MoveClaim {
        claim: claim(id),
        from: None,
        to,
    }
}

fn add_use(id: &str, to: Attachment) -> Operation {
    Operation::AddUse {
        claim: claim(id),
        to,
    }
}

fn move_step(id: &str, to: Attachment) -> Operation {
    Operation::MoveStep { step: step(id), to }
}

const TREE: &str = "
a
  + b
    - c
    x u
  - d & e
  + f
g";

#[test]
fn a_claim_moves_with_its_reasons_and_keeps_its_step() {
    let map = after(&map_of(TREE), &move_claim("b", under("f", Stance::Attack)));
    assert_eq!(
        shape(&map),
        "c - b, u - s-b, d & e - a, f + a, b - f | a b c u d e f g"
    );
}

#[test]
fn a_co_premise_moves_out_alone() {
    let map = after(&map_of(TREE), &move_claim("e", under("f", Stance::Support)));
    assert_eq!(
        shape(&map),
        "b + a, c - b, u - s-b, d - a, f + a, e + f | a b c u d e f g"
    );
}

#[test]
fn a_free_claim_becomes_a_reason() {
    let map = after(
        &map_of(TREE),
        &move_claim("g", under("s-f", Stance::Attack)),
    );
    assert_eq!(
        shape(&map),
        "b + a, c - b, u - s-b, d & e - a, f + a, g - s-f | a b c u d e f g"
    );
}

#[test]
fn a_claim_dropped_on_a_mark_becomes_a_co_premise_and_brings_its_undercuts() {
    let to = Attachment::CoPremise(step("s-f"));
    let map = after(&map_of(TREE), &move_claim("b", to));
    assert_eq!(
        shape(&map),
        "c - b, u - s-f, d & e - a, f & b + a | a b c u d e f g"
    );
}

#[test]
fn dropping_a_claim_where_it_stands_changes_nothing() {
    let map = map_of(TREE);
    for to in [
        under("a", Stance::Support),
        Attachment::CoPremise(step("s-b")),
    ] {
        assert!(planned(&map, &move_claim("b", to)).transaction.is_empty());
    }
}

#[test]
fn a_pinned_claim_goes_where_it_is_dropped() {
    let at = crate::model::Position { x: 5.0, y: 5.0 };
    let map = after(&map_of(TREE), &Operation::Pin([(claim("b"), at)].into()));
    let stays = move_claim("b", under("a", Stance::Support));
    assert!(planned(&map, &stays).transaction.is_empty());
    let moved = after(&map, &move_claim("b", under("f", Stance::Support)));
    assert!(moved.main_view().pinned.is_empty());
}

#[test]
fn a_claim_dropped_between_siblings_reorders() {
    let map = map_of(TREE);
    let operation = move_claim("f", beside("s-b", Side::After));
    assert_eq!(
        planned(&map, &operation).transaction.changes().count(),
        1,
        "nobody else's block changes"
    );
    assert_eq!(
        shape(&after(&map, &operation)),
        "b + a, c - b, u - s-b, f + a, d & e - a | a b c u d e f g"
    );
    let first = after(&map, &move_claim("f", beside("s-b", Side::Before)));
    assert!(
        shape(&first).starts_with("f + a, b + a"),
        "{}",
        shape(&first)
    );
}

#[test]
fn a_claim_is_not_its_own_reason() {
    let map = map_of(TREE);
    for operation in [
        move_claim("a", under("a", Stance::Support)),
        add_use("a", Attachment::CoPremise(step("s-b"))),
        add_use("a", beside("s-b", Side::Before)),
    ] {
        assert!(refusal(&map, &operation).contains("its own reason"));
    }
}

#[test]
fn a_step_never_bears_on_itself() {
    let map = map_of(TREE);
    for operation in [
        move_claim("b", under("s-u", Stance::Attack)),
        move_step("s-b", under("s-b", Stance::Attack)),
        move_claim("b", Attachment::CoPremise(step("s-u"))),
    ] {
        assert!(refusal(&map, &operation).contains("bear on itself"));
    }
}

#[test]
fn moving_a_claim_under_its_own_reason_is_legal_and_told() {
    let map = map_of(TREE);
    let operation = move_claim("b", under("c", Stance::Support));
    let remark = planned(&map, &operation).remark.unwrap_or_default();
    assert!(remark.contains("among its own reasons"), "{remark}");
    assert!(shape(&after(&map, &operation)).contains("b + c"));
}

#[test]
fn a_question_is_never_a_reason() {
    let map = map_of("q\n  = a\nqq");
    let reason = refusal(&map, &move_claim("qq", under("a", Stance::Support)));
    assert!(reason.contains("never a reason"), "{reason}");
}

#[test]
fn whatever_is_dropped_on_a_question_answers_it() {
    let map = map_of("q\n  = a\n    + b & c\n    + d");
    let moved = after(&map, &move_claim("d", under("q", Stance::Attack)));
    assert!(shape(&moved).contains("d = q"));
    let reason = refusal(&map, &move_step("s-b", under("q", Stance::Support)));
    assert!(reason.contains("Each answer is one claim"), "{reason}");
}

#[test]
fn a_further_use_leaves_the_first_and_the_claim_stays_where_it_stood() {
    let map = map_of(TREE);
    let map = after(&map, &add_use("f", under("c", Stance::Support)));
    assert!(shape(&map).contains("f + a") && shape(&map).contains("f + c"));
    assert_eq!(home(&map, map.main_view(), &claim("f")), Some(&step("s-f")));
}

#[test]
fn a_second_use_in_the_same_place_is_refused() {
    let reason = refusal(&map_of(TREE), &add_use("f", under("a", Stance::Support)));
    assert!(reason.contains("as a support already"), "{reason}");
}

#[test]
fn a_shared_claim_stands_where_it_was_dragged_to() {
    let map = map_of("a\n  + b\n    + s\n  + c\n    + s\n  + d");
    let map = after(&map, &move_claim("s", under("d", Stance::Support)));
    assert_eq!(home(&map, map.main_view(), &claim("s")), Some(&step("s-s")));
    assert!(
        shape(&map).contains("s + c, d + a, s + d"),
        "{}",
        shape(&map)
    );
}

#[test]
fn a_mark_moves_with_all_its_premises() {
    let map = after(
        &map_of(TREE),
        &move_step("s-d", under("b", Stance::Support)),
    );
    assert_eq!(
        shape(&map),
        "b + a, c - b, d & e + b, u - s-b, f + a | a b c u d e f g"
    );
}

#[test]
fn a_mark_dropped_on_a_mark_joins_its_premises() {
    let to = Attachment::CoPremise(step("s-b"));
    let map = after(&map_of(TREE), &move_step("s-d", to));
    assert!(shape(&map).starts_with("b & d & e + a"), "{}", shape(&map));
}

#[test]
fn linking_joins_reasons_and_keeps_what_was_said_of_them() {
    let map = map_of("a\n  + b\n  - x\n  + c\n    x u");
    let map = after(&map, &Operation::SetNote(step("s-b").into(), "one".into()));
    let map = after(&map, &Operation::SetNote(step("s-c").into(), "two".into()));
    let map = after(
        &map,
        &Operation::SetText(step("s-c").into(), "since".into()),
    );
    let map = after(&map, &Operation::Link(elements(&["c", "b"])));
    assert_eq!(shape(&map), "b & c + a, x - a, u - s-b | a b x c u");
    let linked = map.inference(&step("s-b")).unwrap();
    assert_eq!(
        (linked.note.as_str(), linked.word.as_str()),
        ("one\ntwo", "since")
    );
}

#[test]
fn only_reasons_of_one_target_and_stance_are_linked() {
    let map = map_of("a\n  + b\n    + e\n  - c\n  + f & g\nq\n  = h\n  = i");
    let cases = [
        (vec!["b", "c"], "flip one"),
        (vec!["b", "e"], "same claim"),
        (vec!["b", "a"], "same claim"),
        (vec!["f", "g"], "already"),
        (vec!["h", "i"], "answers cannot be linked"),
        (vec!["b"], "at least two"),
        (vec![], "at least two"),
    ];
    for (ids, words) in cases {
        let reason = refusal(&map, &Operation::Link(elements(&ids)));
        assert!(reason.contains(words), "{ids:?}: {reason}");
    }
}

#[test]
fn unlinking_gives_each_premise_its_own_step_and_linking_restores() {
    let map = map_of("a\n  + b & c & d\n    x u\n  - e");
    let apart = after(&map, &Operation::Unlink(elements(&["c"])));
    assert_eq!(
        shape(&apart),
        "b + a, c + a, d + a, u - s-b, e - a | a b c d u e"
    );
    let again = after(&apart, &Operation::Link(elements(&["b", "c", "d"])));
    assert_eq!(shape(&again), shape(&map));
    assert!(refusal(&map, &Operation::Unlink(elements(&["e"]))).contains("co-premises"));
}

#[test]
fn flipping_turns_supports_and_objections_into_each_other() {
    let map = map_of("a\n  + b\n  - c");
    let flip = Operation::FlipStance(elements(&["s-b"]));
    assert_eq!(planned(&map, &flip).transaction.name, "turn into objection");
    assert_eq!(shape(&after(&map, &flip)), "b - a, c - a | a b c");
    let both = Operation::FlipStance(elements(&["b", "c"]));
    assert_eq!(shape(&after(&map, &both)), "b - a, c + a | a b c");
}

#[test]
fn answers_and_contentions_cannot_be_flipped() {
    let map = map_of("q\n  = a");
    assert!(refusal(&map, &Operation::FlipStance(elements(&["a"]))).contains("answer"));
    assert!(refusal(&map, &Operation::FlipStance(elements(&["q"]))).contains("no reason"));
}

#[test]
fn reasons_move_earlier_and_later_and_stop_at_the_ends() {
    let map = map_of("a\n  + b\n  + c\n  + d");
    let earlier = Operation::MoveAmongSiblings(step("s-d"), Side::Before);
    let later = Operation::MoveAmongSiblings(step("s-b"), Side::After);
    assert_eq!(
        shape(&after(&map, &earlier)),
        "b + a, d + a, c + a | a b c d"
    );
    assert_eq!(shape(&after(&map, &later)), "c + a, b + a, d + a | a b c d");
    let first = Operation::MoveAmongSiblings(step("s-b"), Side::Before);
    let last = Operation::MoveAmongSiblings(step("s-d"), Side::After);
    assert!(refusal(&map, &first).contains("first"));
    assert!(refusal(&map, &last).contains("last"));
}

#[test]
fn premises_are_reordered_within_their_step() {
    let map = map_of("a\n  + b & c & d");
    let operation = Operation::MovePremise {
        step: step("s-b"),
        premise: claim("d"),
        to: 0,
    };
    assert_eq!(shape(&after(&map, &operation)), "d & b & c + a | a b c d");
}
