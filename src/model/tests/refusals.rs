//! Transactions that are refused, each with its reason, and leave the map as it was.

use super::*;

fn refused(changes: &[Change]) -> Refusal {
    let mut map = sample();
    let refusal = map.apply(changes).expect_err("the map must refuse this");
    assert_eq!(map, sample(), "a refused transaction leaves no trace");
    for bearing in [ElementId::from(claim("a")), step("s-b").into()] {
        let ids = |map: &ArgumentMap| -> Vec<_> {
            map.bearing_on(&bearing)
                .map(|step| step.id.clone())
                .collect()
        };
        assert_eq!(ids(&map), ids(&sample()), "the indexes are as they were");
    }
    refusal
}

fn main_view() -> View {
    sample().main_view().clone()
}

#[test]
fn a_change_must_name_one_record() {
    let nothing = Change {
        id: RecordId::Claim(claim("a")),
        before: None,
        after: None,
    };
    assert!(matches!(refused(&[nothing]), Refusal::NotAChange(_)));
    let other = Change {
        id: RecordId::Claim(claim("z")),
        ..made(assertion("y"))
    };
    assert!(matches!(refused(&[other]), Refusal::NotAChange(_)));
}

#[test]
fn a_change_must_know_the_record_as_it_is() {
    let mut change = replaced(&sample(), assertion("b"));
    change.before = Some(question("b").into());
    assert!(matches!(refused(&[change]), Refusal::Stale(_)));
    assert!(matches!(
        refused(&[made(assertion("b"))]),
        Refusal::Stale(_)
    ));
}

#[test]
fn all_records_share_one_namespace() {
    for id in ["s-b", "p", "source", "main"] {
        let refusal = refused(&[made(assertion(id))]);
        assert!(
            matches!(refusal, Refusal::DuplicateId(_)),
            "{id}: {refusal}"
        );
    }
}

#[test]
fn the_heading_and_the_last_view_stay() {
    let map = sample();
    let view = RecordId::View(main_view().id);
    for id in [RecordId::Heading, view] {
        assert_eq!(refused(&[gone(&map, id)]), Refusal::Indispensable);
    }
}

#[test]
fn a_step_needs_a_premise() {
    let none = Inference {
        premises: Vec::new(),
        ..inference(&["other"], Stance::Support, "a")
    };
    assert!(matches!(refused(&[made(none)]), Refusal::NoPremises(_)));
}

#[test]
fn a_premise_stands_once_and_exists_and_is_no_question() {
    let twice = inference(&["other", "other"], Stance::Support, "a");
    assert!(matches!(refused(&[made(twice)]), Refusal::PremiseTwice(..)));
    let missing = inference(&["other", "nobody"], Stance::Support, "a");
    assert!(matches!(
        refused(&[made(missing)]),
        Refusal::MissingPremise(..)
    ));
    let question = inference(&["q"], Stance::Support, "a");
    assert!(matches!(
        refused(&[made(question)]),
        Refusal::QuestionAsPremise(..)
    ));
}

#[test]
fn a_target_exists() {
    for target in ["nobody", "s-nobody"] {
        let step = inference(&["other"], Stance::Attack, target);
        assert!(matches!(refused(&[made(step)]), Refusal::MissingTarget(..)));
    }
}

#[test]
fn targets_never_form_a_ring() {
    let itself = inference(&["other"], Stance::Attack, "s-other");
    assert!(matches!(refused(&[made(itself)]), Refusal::TargetRing(_)));
    let back = replaced(&sample(), inference(&["b", "c"], Stance::Support, "s-d"));
    assert!(matches!(
        refused(std::slice::from_ref(&back)),
        Refusal::TargetRing(_)
    ));
    let above = made(inference(&["other"], Stance::Attack, "s-d"));
    assert!(matches!(refused(&[above, back]), Refusal::TargetRing(_)));
}

#[test]
fn a_long_chain_of_undercuts_is_legal_and_cheap() {
    let mut map = sample();
    let mut changes = Vec::new();
    let mut target = "s-b".to_owned();
    for index in 0..20_000 {
        let id = format!("u{index}");
        changes.push(made(assertion(&id)));
        changes.push(made(inference(&[&id], Stance::Attack, &target)));
        target = format!("s-{id}");
    }
    map.apply(&changes).unwrap();
    assert_eq!(map.inference_count(), 20_003);
}

#[test]
fn a_circle_through_claims_is_legal() {
    let mut map = sample();
    let circle = inference(&["a"], Stance::Support, "b");
    map.apply(&[made(circle)]).unwrap();
}

#[test]
fn an_answer_is_one_claim_and_answers_a_question() {
    let several = inference(&["other", "d"], Stance::Answer, "q");
    assert!(matches!(
        refused(&[made(several)]),
        Refusal::AnswerOfSeveral(_)
    ));
    for target in ["a", "s-b"] {
        let answer = inference(&["other"], Stance::Answer, target);
        assert!(matches!(
            refused(&[made(answer)]),
            Refusal::AnswerToNoQuestion(_)
        ));
    }
    let reason = inference(&["other"], Stance::Support, "q");
    assert!(matches!(
        refused(&[made(reason)]),
        Refusal::ReasonForQuestion(_)
    ));
}

#[test]
fn a_claim_that_changes_its_kind_still_fits_its_uses() {
    let map = sample();
    let premise = replaced(&map, question("b"));
    assert!(matches!(
        refused(&[premise]),
        Refusal::QuestionAsPremise(..)
    ));
    let mut target = question("a");
    target.held_by.clear();
    let target = replaced(&map, target);
    assert!(matches!(refused(&[target]), Refusal::ReasonForQuestion(_)));
    let answered = replaced(&map, assertion("q"));
    assert!(matches!(
        refused(&[answered]),
        Refusal::AnswerToNoQuestion(_)
    ));
}

#[test]
fn holders_and_sources_exist_and_a_holder_stands_once() {
    let analyst = HeldBy {
        holder: Holder::Analyst,
        attitude: Attitude::Grants,
    };
    let mut other = assertion("z");
    other.held_by = vec![analyst.clone(), analyst];
    assert!(matches!(
        refused(&[made(other.clone())]),
        Refusal::HolderTwice(_)
    ));
    other.held_by = vec![HeldBy {
        holder: Holder::Participant(ParticipantId::new("nobody").unwrap()),
        attitude: Attitude::Grants,
    }];
    assert!(matches!(
        refused(&[made(other.clone())]),
        Refusal::MissingParticipant(..)
    ));
    other.held_by.clear();
    other.quotes = sample().claim(&claim("a")).unwrap().quotes.clone();
    other.quotes[0].source = SourceId::new("nowhere").unwrap();
    assert!(matches!(
        refused(&[made(other)]),
        Refusal::MissingSource(..)
    ));
}

#[test]
fn what_is_referred_to_cannot_go() {
    let map = sample();
    let referred = [
        RecordId::Claim(claim("a")),
        RecordId::Claim(claim("b")),
        RecordId::Inference(step("s-b")),
        RecordId::Participant(ParticipantId::new("p").unwrap()),
        RecordId::Source(SourceId::new("source").unwrap()),
    ];
    for id in referred {
        let refusal = refused(&[gone(&map, id.clone())]);
        assert!(
            matches!(refusal, Refusal::StillUsed { .. }),
            "{id:?}: {refusal}"
        );
    }
}

#[test]
fn what_a_view_names_cannot_go() {
    let mut map = sample();
    let mut view = main_view();
    view.choices = Some([(claim("other"), Choice::Row)].into());
    let named = replaced(&map, view);
    map.apply(&[named]).unwrap();
    let change = gone(&map, RecordId::Claim(claim("other")));
    assert!(matches!(
        map.apply(&[change]),
        Err(Refusal::StillUsed { .. })
    ));
}

#[test]
fn a_view_names_only_what_exists() {
    let map = sample();
    let nobody = claim("nobody");
    let mut views = vec![main_view(); 5];
    views[0].collapsed.insert(ElementId::Claim(nobody.clone()));
    views[1]
        .pinned
        .insert(nobody.clone(), Position { x: 0.0, y: 0.0 });
    views[2].widths.insert(nobody.clone(), 100.0);
    views[3].choices = Some([(nobody, Choice::Row)].into());
    views[4].homes.insert(claim("other"), step("s-b"));
    for view in views {
        let refusal = refused(&[replaced(&map, view)]);
        assert!(matches!(refusal, Refusal::MissingInView(..)), "{refusal}");
    }
}

#[test]
fn a_choice_that_names_nobody_is_found_among_known_ones() {
    let mut map = sample();
    let mut view = main_view();
    view.choices = Some([(claim("a"), Choice::Row), (claim("d"), Choice::Row)].into());
    let change = replaced(&map, view.clone());
    map.apply(&[change]).unwrap();
    let choices = view.choices.as_mut().unwrap();
    choices.insert(claim("cc"), Choice::Row);
    let change = replaced(&map, view);
    assert!(matches!(
        map.apply(&[change]),
        Err(Refusal::MissingInView(..))
    ));
}

#[test]
fn a_claim_cannot_leave_the_step_that_a_view_names_as_its_home() {
    let mut map = sample();
    let mut view = main_view();
    view.homes.insert(claim("c"), step("s-b"));
    let change = replaced(&map, view);
    map.apply(&[change]).unwrap();
    let change = replaced(&map, inference(&["b"], Stance::Support, "a"));
    assert!(matches!(
        map.apply(&[change]),
        Err(Refusal::MissingInView(..))
    ));
}

#[test]
fn numbers_in_views_are_usable() {
    let map = sample();
    let a = claim("a");
    let mut views = vec![main_view(); 4];
    views[0].pinned.insert(
        a.clone(),
        Position {
            x: f64::NAN,
            y: 0.0,
        },
    );
    views[1].widths.insert(a.clone(), f64::INFINITY);
    views[2].widths.insert(a, 0.0);
    views[3].aspect.height = 0;
    for view in views {
        let refusal = refused(&[replaced(&map, view)]);
        assert!(matches!(refusal, Refusal::BadNumber(..)), "{refusal}");
    }
}

#[test]
fn a_column_begins_with_a_reason_of_its_claim_and_no_two_with_the_same() {
    let mut map = sample();
    let columns = |breaks: &[&str]| {
        let mut view = main_view();
        let breaks = breaks.iter().map(|id| step(id)).collect();
        view.choices = Some([(claim("a"), Choice::Columns(breaks))].into());
        view
    };
    for breaks in [&["s-d"][..], &["nothing"], &["a"]] {
        let refusal = refused(&[replaced(&map, columns(breaks))]);
        assert!(matches!(refusal, Refusal::ColumnOfOthers(..)), "{refusal}");
    }
    let refusal = refused(&[replaced(&map, columns(&["s-b", "s-b"]))]);
    assert!(matches!(refusal, Refusal::ColumnTwice(..)), "{refusal}");
    let change = replaced(&map, columns(&["s-b"]));
    map.apply(&[change]).unwrap();
    let turned = replaced(&map, inference(&["b"], Stance::Support, "other"));
    assert!(matches!(
        map.apply(&[turned]),
        Err(Refusal::ColumnOfOthers(..))
    ));
    let changes = ["s-d", "s-b"].map(|id| gone(&map, RecordId::Inference(step(id))));
    assert!(matches!(
        map.apply(&changes),
        Err(Refusal::StillUsed { by, .. }) if by == "main"
    ));
}

#[test]
fn records_of_one_transaction_may_come_in_any_order() {
    let mut map = sample();
    let changes = [
        made(inference(&["new"], Stance::Support, "a")),
        made(assertion("new")),
    ];
    let inverse = map.apply(&changes).unwrap();
    assert_eq!(map.claim_count(), 8);
    map.apply(&inverse).unwrap();
    assert_eq!(map, sample());
}

#[test]
fn ids_are_neither_empty_nor_reserved_nor_unprintable() {
    assert_eq!(ClaimId::new(""), Err(InvalidId::Empty));
    assert_eq!(ClaimId::new("analyst"), Err(InvalidId::Reserved));
    for id in ["two words", "tab\t", "line\n", "\u{0}", "\u{a0}"] {
        assert!(
            matches!(ClaimId::new(id), Err(InvalidId::Unprintable(_))),
            "{id:?}"
        );
    }
}
