//! Properties, holders, quotes and the view.

use super::*;
use crate::model::{Aspect, Attitude, Holder};

#[test]
fn changing_a_text_changes_one_record() {
    let map = map_of("a\n  + b");
    let operation = Operation::SetText(claim("b").into(), "Better".to_owned());
    assert_eq!(planned(&map, &operation).transaction.changes().count(), 1);
    assert_eq!(
        after(&map, &operation).claim(&claim("b")).unwrap().text,
        "Better"
    );
    let same = Operation::SetText(claim("b").into(), "b".to_owned());
    assert!(planned(&map, &same).transaction.is_empty());
}

#[test]
fn the_text_of_a_step_is_its_word() {
    let operation = Operation::SetText(step("s-b").into(), "for example".to_owned());
    let map = after(&map_of("a\n  + b"), &operation);
    assert_eq!(map.inference(&step("s-b")).unwrap().word, "for example");
}

#[test]
fn tags_are_trimmed_and_stand_once() {
    let tags = [" law ", "", "law", "money"].map(str::to_owned).to_vec();
    let map = after(&map_of("a"), &Operation::SetTags(claim("a").into(), tags));
    assert_eq!(map.claim(&claim("a")).unwrap().tags, ["law", "money"]);
}

#[test]
fn a_holder_is_added_changed_and_removed() {
    let held = |map: &ArgumentMap| map.claim(&claim("a")).unwrap().held_by.clone();
    let add =
        |name: &str| Operation::AddHolder(claim("a").into(), name.to_owned(), Attitude::Asserts);
    let map = after(&map_of("a"), &add("Naím"));
    let map = after(&map, &add(" Naím "));
    assert_eq!(
        map.participants().count(),
        1,
        "the same name is the same person"
    );
    let holder = held(&map)[0].holder.clone();
    let set = |attitude| Operation::SetAttitude(claim("a").into(), holder.clone(), attitude);
    let map = after(&map, &set(Some(Attitude::Denies)));
    assert_eq!(held(&map)[0].attitude, Attitude::Denies);
    let map = after(&map, &set(None));
    assert!(held(&map).is_empty());
    assert!(refusal(&map, &add("  ")).contains("name"));
}

#[test]
fn the_analyst_can_hold_a_step() {
    let operation = Operation::SetAttitude(
        step("s-b").into(),
        Holder::Analyst,
        Some(Attitude::LeavesOpen),
    );
    let map = after(&map_of("a\n  + b"), &operation);
    assert_eq!(map.inference(&step("s-b")).unwrap().held_by.len(), 1);
}

#[test]
fn quoting_adds_the_source_once() {
    let quote = |exact: &str| Operation::QuoteSource {
        element: claim("a").into(),
        title: "Foreign Policy".to_owned(),
        exact: exact.to_owned(),
    };
    let map = after(&map_of("a"), &quote("have failed"));
    let map = after(&map, &quote("a fool's errand"));
    assert_eq!(map.sources().count(), 1);
    assert_eq!(map.claim(&claim("a")).unwrap().quotes.len(), 2);
}

#[test]
fn a_premise_or_a_claim_with_reasons_cannot_become_a_question() {
    let kind = ClaimKind::Question(Answers::Exclusive);
    let map = map_of("a\n  + b\nq\n  = c\nd");
    let set = |id: &str, kind| Operation::SetKind(claim(id), kind);
    assert!(refusal(&map, &set("b", kind)).contains("premise"));
    assert!(refusal(&map, &set("a", kind)).contains("only answered"));
    assert!(refusal(&map, &set("q", ClaimKind::Assertion)).contains("answers"));
    assert!(
        after(&map, &set("d", kind))
            .claim(&claim("d"))
            .unwrap()
            .is_question()
    );
    assert_eq!(
        after(&map, &set("q", kind))
            .claim(&claim("q"))
            .unwrap()
            .kind,
        kind
    );
}

#[test]
fn widths_and_aspects_must_be_usable() {
    let map = map_of("a");
    for width in [0.0, -3.0, f64::NAN, f64::INFINITY] {
        let reason = refusal(&map, &Operation::SetWidth(claim("a"), Some(width)));
        assert!(reason.contains("above zero"), "{width}: {reason}");
    }
    let aspect = Aspect {
        width: 0,
        height: 9,
    };
    assert!(refusal(&map, &Operation::SetAspect(aspect)).contains("at least 1"));
}

#[test]
fn hiding_reasons_toggles_and_needs_reasons() {
    let map = map_of("a\n  + b");
    let toggle = |id: &str| Operation::ToggleCollapsed(elements(&[id]));
    let hidden = after(&map, &toggle("a"));
    assert_eq!(hidden.main_view().collapsed.len(), 1);
    assert_eq!(after(&hidden, &toggle("a")), map);
    assert!(refusal(&map, &toggle("b")).contains("no reasons"));
}

#[test]
fn a_record_that_is_gone_is_said_to_be_gone() {
    let reason = refusal(
        &map_of("a"),
        &Operation::SetLabel(claim("z"), String::new()),
    );
    assert_eq!(reason, "That claim is no longer in the map");
}
