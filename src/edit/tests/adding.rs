//! Adding claims, reasons and premises.

use super::*;
use crate::edit::operations::steps_fed_by;
use crate::model::Position;

fn reason(target: &str, stance: Stance) -> Operation {
    let target = elements(&[target]).pop_first().unwrap().into();
    Operation::AddReason { target, stance }
}

const TREE: &str = "
a
  + b
    + c
  - d
e";

#[test]
fn an_objection_stands_behind_the_other_reasons_and_moves_no_record() {
    let before = map_of(TREE);
    let operation = reason("a", Stance::Attack);
    let plan = planned(&before, &operation);
    assert_eq!(plan.transaction.name, "add objection");
    assert_eq!(
        plan.transaction.changes().count(),
        2,
        "only its own two blocks"
    );
    assert_eq!(
        shape(&after(&before, &operation)),
        "b + a, c + b, d - a, objection-1 - a | a b c d objection-1 e"
    );
}

#[test]
fn a_support_stands_in_the_file_behind_the_branch_it_ends() {
    let map = after(&map_of(TREE), &reason("b", Stance::Support));
    assert_eq!(
        shape(&map),
        "b + a, c + b, support-1 + b, d - a | a b c support-1 d e"
    );
}

#[test]
fn an_objection_to_an_objection_is_called_a_rebuttal() {
    let plan = planned(&map_of(TREE), &reason("d", Stance::Attack));
    assert_eq!(plan.transaction.name, "add rebuttal");
}

#[test]
fn an_objection_to_a_step_is_an_undercut() {
    let map = map_of(TREE);
    let plan = planned(&map, &reason("s-b", Stance::Attack));
    assert_eq!(plan.transaction.name, "add undercut");
    assert_eq!(
        shape(&after(&map, &reason("s-b", Stance::Attack))),
        "b + a, c + b, undercut-1 - s-b, d - a | a b c undercut-1 d e"
    );
}

#[test]
fn the_new_claim_is_what_the_user_goes_on_with() {
    let plan = planned(&map_of(TREE), &reason("a", Stance::Support));
    assert_eq!(plan.focus, vec![ElementId::Claim(claim("support-1"))]);
}

#[test]
fn a_question_takes_answers_only_and_nothing_else_does() {
    let map = map_of("q\n  = a");
    assert!(refusal(&map, &reason("q", Stance::Support)).contains("only answered"));
    assert!(refusal(&map, &reason("q", Stance::Attack)).contains("only answered"));
    assert!(refusal(&map, &reason("a", Stance::Answer)).contains("Only a question"));
    let map = after(&map, &reason("q", Stance::Answer));
    assert_eq!(shape(&map), "a = q, answer-1 = q | q a answer-1");
}

#[test]
fn a_co_premise_joins_the_step() {
    let map = map_of(TREE);
    let operation = Operation::AddCoPremise(step("s-b"));
    assert_eq!(planned(&map, &operation).transaction.name, "add co-premise");
    assert_eq!(
        shape(&after(&map, &operation)),
        "b & premise-1 + a, c + b, d - a | a b c premise-1 d e"
    );
}

#[test]
fn an_answer_takes_no_co_premise() {
    let map = map_of("q\n  = a");
    let reason = refusal(&map, &Operation::AddCoPremise(step("s-a")));
    assert!(reason.contains("Each answer is one claim"), "{reason}");
}

#[test]
fn the_steps_that_a_claim_feeds_are_found_for_the_user_to_pick() {
    let map = map_of("a\n  + b\n  - c\n    + b");
    assert_eq!(
        steps_fed_by(&map, &claim("b")),
        [step("s-b"), step("s-b-3")]
    );
    assert!(steps_fed_by(&map, &claim("a")).is_empty());
}

#[test]
fn a_free_claim_is_pinned_where_the_user_asked_for_it() {
    let at = Position { x: 10.0, y: -4.0 };
    let operation = Operation::AddClaim {
        kind: ClaimKind::Assertion,
        at: Some(at),
    };
    let map = after(&map_of(TREE), &operation);
    assert_eq!(map.main_view().pinned.get(&claim("claim-1")), Some(&at));
    assert_eq!(map.claims().next_back().unwrap().id, claim("claim-1"));
}

#[test]
fn adding_to_an_element_whose_reasons_are_hidden_shows_them() {
    let map = after(&map_of(TREE), &Operation::ToggleCollapsed(elements(&["b"])));
    assert!(!map.main_view().collapsed.is_empty());
    let map = after(&map, &reason("b", Stance::Support));
    assert!(map.main_view().collapsed.is_empty());
}
