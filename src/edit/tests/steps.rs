//! Views, steps that make themselves, and what can be done to them.

use super::*;
use crate::edit::steps::{By, Camera, made_steps};
use crate::edit::view_map;
use crate::model::{
    Attitude, Frame, HeldBy, Holder, Participant, ParticipantId, Quote, Source, SourceId, Step,
    Timeline, ViewId,
};

const DEBATE: &str = "a\n  + b & c\n    - d\n    x e\n  + f\n    + g\n  - h\n    - i";

fn main() -> ViewId {
    ViewId::new("main").unwrap()
}

/// What appears at each step, as words.
fn shown(steps: &[Step]) -> Vec<String> {
    let ids = |step: &Step| {
        let ids: Vec<_> = step.appears.iter().map(ElementId::as_str).collect();
        ids.join(" ")
    };
    steps.iter().map(ids).collect()
}

fn made(lines: &str, by: By) -> Vec<String> {
    let map = map_of(lines);
    shown(&made_steps(&map, map.main_view(), by, Camera::Keeps))
}

fn stepped(lines: &str) -> ArgumentMap {
    after(
        &map_of(lines),
        &Operation::MakeSteps(main(), By::Reading, Camera::Keeps),
    )
}

fn steps_of(map: &ArgumentMap) -> Vec<String> {
    shown(&map.main_view().steps)
}

#[test]
fn in_reading_order_each_reason_comes_with_its_rebuttals() {
    assert_eq!(made(DEBATE, By::Reading), ["a", "b c d e", "f", "g", "h i"]);
}

#[test]
fn a_reason_with_many_rebuttals_comes_before_them() {
    let lines = "a\n  + b\n    - c\n    - d\n    - e\n    - f";
    assert_eq!(made(lines, By::Reading), ["a", "b", "c", "d", "e", "f"]);
}

#[test]
fn a_branch_is_a_reason_on_the_contention_with_all_under_it() {
    assert_eq!(made(DEBATE, By::Branch), ["a", "b c d e", "f g", "h i"]);
}

#[test]
fn a_step_for_each_depth() {
    assert_eq!(made(DEBATE, By::Depth), ["a", "b c e f h", "d g i"]);
}

#[test]
fn every_claim_appears_at_one_step_whatever_the_map_is_like() {
    let lines = "a\n  + b\n    + c\nq1\n  = d\n  = e\nloose\nx1\n  + x2\n    + x1";
    for by in By::ALL {
        let map = map_of(lines);
        let steps = made_steps(&map, map.main_view(), by, Camera::Keeps);
        let shown: Vec<_> = steps.iter().flat_map(|step| &step.appears).collect();
        assert_eq!(shown.len(), map.claim_count(), "{by}");
        assert!(steps.iter().all(|step| !step.title.is_empty()), "{by}");
    }
}

#[test]
fn what_is_hidden_below_a_collapsed_claim_has_no_step() {
    let map = map_of(DEBATE);
    let hide = Operation::ToggleCollapsed([claim("f").into()].into());
    let map = after(&map, &hide);
    let steps = shown(&made_steps(
        &map,
        map.main_view(),
        By::Reading,
        Camera::Keeps,
    ));
    assert_eq!(steps, ["a", "b c d e", "f", "h i"]);
}

fn with_speakers() -> ArgumentMap {
    let mut map = map_of("a\n  + b\n    - d\n  + c");
    let mut put = |record: Record| {
        let change = crate::model::Change {
            id: record.id(),
            before: map.record(&record.id()),
            after: Some(record),
        };
        map.apply(&[change]).unwrap();
    };
    for (at, name) in ["Naím", "Drezner"].into_iter().enumerate() {
        put(Record::from(Participant {
            id: ParticipantId::new(name).unwrap(),
            order: OrderKey::of_index(at),
            name: name.to_owned(),
            note: String::new(),
        }));
    }
    put(Record::from(Source {
        id: SourceId::new("fp").unwrap(),
        order: OrderKey::of_index(0),
        title: "You say".to_owned(),
        author: "Drezner".to_owned(),
        publication: String::new(),
        date: String::new(),
        url: String::new(),
        digest: String::new(),
        note: String::new(),
    }));
    let texts = [
        ("a", "Naím", "Talks should be small."),
        ("b", "Naím", "The large talks fail"),
        ("c", "Naím", "Small talks are quick"),
        ("d", "Drezner", "China talks"),
    ];
    for (at, (id, who, text)) in texts.into_iter().enumerate() {
        let mut made = Claim::new(claim(id), OrderKey::of_index(at), text);
        made.held_by = vec![HeldBy {
            holder: Holder::Participant(ParticipantId::new(who).unwrap()),
            attitude: Attitude::Asserts,
        }];
        if id == "d" {
            made.quotes = vec![Quote {
                source: SourceId::new("fp").unwrap(),
                exact: "China  does talk".to_owned(),
                prefix: String::new(),
                suffix: String::new(),
                position: None,
            }];
        }
        put(made.into());
    }
    map
}

#[test]
fn participants_speak_in_turn() {
    let map = with_speakers();
    let steps = made_steps(&map, map.main_view(), By::Participant, Camera::Keeps);
    assert_eq!(shown(&steps), ["a", "b c", "d"]);
    assert_eq!(steps[2].title, "Drezner");
}

#[test]
fn notes_are_spoken_sentences_with_numbered_quotes_and_their_source() {
    let map = with_speakers();
    let steps = made_steps(&map, map.main_view(), By::Reading, Camera::Keeps);
    assert_eq!(steps[0].notes, "Naím argues that talks should be small.");
    assert_eq!(
        steps[1].notes,
        "Naím argues that talks should be small, because the large talks fail; \
         Drezner objects that China talks [1].\n\n\
         [1] “China does talk”\nSource: Drezner, You say"
    );
    assert_eq!(
        steps[2].notes,
        "Naím argues that talks should be small, because small talks are quick."
    );
    let together = made_steps(&map, map.main_view(), By::Depth, Camera::Keeps);
    assert!(
        together[1]
            .notes
            .ends_with("fail.\nNaím adds that small talks are quick.")
    );
}

#[test]
fn what_is_asked_for_is_spoken_without_that_and_but_joins_premises() {
    let map = with_speakers();
    let ask = Operation::SetText(claim("a").into(), "Give up large talks".to_owned());
    let map = after(&map, &ask);
    let join = Operation::SetText(claim("c").into(), "But small talks are quick".to_owned());
    let map = after(&map, &join);
    let link = Operation::Link([step("s-b").into(), step("s-c").into()].into());
    let map = after(&map, &link);
    let steps = made_steps(&map, map.main_view(), By::Reading, Camera::Keeps);
    assert_eq!(steps[0].notes, "Naím argues: give up large talks.");
    let start = "Naím argues: give up large talks, because the large talks fail, but small talks";
    assert!(steps[1].notes.starts_with(start), "{}", steps[1].notes);
}

#[test]
fn making_steps_again_replaces_them_and_is_undone() {
    let map = stepped(DEBATE);
    assert_eq!(steps_of(&map).len(), 5);
    let map = after(
        &map,
        &Operation::MakeSteps(main(), By::Depth, Camera::Keeps),
    );
    assert_eq!(steps_of(&map).len(), 3);
}

#[test]
fn merged_steps_hold_what_both_held_and_split_steps_part_it() {
    let map = stepped(DEBATE);
    let merged = after(&map, &Operation::MergeSteps(main(), 1));
    assert_eq!(steps_of(&merged), ["a", "b c d e f", "g", "h i"]);
    let both = &merged.main_view().steps[1];
    let [first, second] = [1, 2].map(|at| &map.main_view().steps[at].notes);
    assert_eq!(both.notes, format!("{first}\n{second}"));
    let halves = Operation::SplitStep {
        view: main(),
        at: 1,
        later: BTreeSet::new(),
    };
    let split = after(&merged, &halves);
    assert_eq!(steps_of(&split), ["a", "b c d", "e f", "g", "h i"]);
    let [first, second] = [1, 2].map(|at| &split.main_view().steps[at]);
    assert!(first.title.ends_with(" (1 of 2)") && second.title.ends_with(" (2 of 2)"));
    assert!(!first.notes.is_empty() && !second.notes.is_empty());
    let whole = after(&split, &Operation::MergeSteps(main(), 1));
    assert_eq!(whole.main_view().steps[1].title, both.title);
    let named = Operation::SplitStep {
        view: main(),
        at: 1,
        later: [claim("d").into()].into(),
    };
    assert_eq!(steps_of(&after(&split, &named))[1..3], ["b c", "d"]);
}

#[test]
fn a_step_of_one_claim_cannot_be_split_and_the_last_not_merged() {
    let map = stepped("a\n  + b");
    let split = Operation::SplitStep {
        view: main(),
        at: 0,
        later: BTreeSet::new(),
    };
    let mut ids = SequentialIds::default();
    assert!(split.plan(&map, &mut ids).is_err());
    assert!(
        Operation::MergeSteps(main(), 1)
            .plan(&map, &mut ids)
            .is_err()
    );
}

#[test]
fn steps_are_moved_and_renamed_and_what_a_step_takes_leaves_the_others() {
    let map = stepped(DEBATE);
    let moved = Operation::ReorderStep {
        view: main(),
        from: 4,
        to: 1,
    };
    let map = after(&map, &moved);
    assert_eq!(steps_of(&map), ["a", "h i", "b c d e", "f", "g"]);
    let mut step = map.main_view().steps[0].clone();
    step.title = "All of it".to_owned();
    step.appears.insert(claim("f").into());
    let set = Operation::SetStep {
        view: main(),
        at: 0,
        step: Box::new(step),
    };
    let map = after(&map, &set);
    assert_eq!(steps_of(&map), ["a f", "h i", "b c d e", "", "g"]);
    assert_eq!(map.main_view().steps[0].title, "All of it");
}

#[test]
fn a_deleted_claim_leaves_its_step() {
    let map = after(
        &stepped(DEBATE),
        &Operation::Delete([claim("h").into()].into()),
    );
    assert_eq!(steps_of(&map), ["a", "b c d e", "f", "g", ""]);
}

#[test]
fn what_no_step_names_appears_with_what_it_bears_on() {
    let map = after(&stepped(DEBATE), &Operation::RemoveStep(main(), 3));
    let timeline = Timeline::new(&map, map.main_view());
    let at = |id: &str| timeline.step_of(&claim(id).into()).unwrap();
    assert_eq!(["a", "b", "f", "g", "h"].map(at), [0, 1, 2, 2, 3]);
    assert_eq!(timeline.step_of(&step("s-g").into()), Some(2));
    let reason = Operation::AddReason {
        target: Target::Claim(claim("a")),
        stance: Stance::Support,
    };
    let map = after(&map, &reason);
    let timeline = Timeline::new(&map, map.main_view());
    let fresh = map.claims().find(|claim| claim.text.is_empty()).unwrap();
    assert_eq!(timeline.step_of(&fresh.id.clone().into()), Some(0));
}

#[test]
fn an_inference_appears_with_the_later_of_its_ends() {
    let map = map_of("a\n  + b");
    let mut view = map.main_view().clone();
    view.steps = vec![
        Step::new("", [claim("b").into()]),
        Step::new("", [claim("a").into()]),
        Step::new("", [step("s-b").into()]),
    ];
    let timeline = Timeline::new(&map, &view);
    assert_eq!(timeline.step_of(&step("s-b").into()), Some(2));
    view.steps.pop();
    let timeline = Timeline::new(&map, &view);
    assert_eq!(timeline.step_of(&step("s-b").into()), Some(1));
}

#[test]
fn a_view_shows_its_part_of_the_map_with_the_steps_between() {
    let map = map_of(DEBATE);
    let add = Operation::AddView {
        name: "Against".to_owned(),
        only: Some(["a", "b", "d", "h"].map(claim).into()),
    };
    let map = after(&map, &add);
    let view = map.views().last().unwrap().clone();
    let part = view_map(&map, &view.id).unwrap();
    let claims: Vec<_> = part.claims().map(|claim| claim.id.as_str()).collect();
    assert_eq!(claims, ["a", "b", "d", "h"]);
    let steps: Vec<_> = part.inferences().map(|step| step.id.as_str()).collect();
    assert_eq!(steps, ["s-b", "s-d", "s-h"]);
    assert_eq!(part.inference(&step("s-b")).unwrap().premises, [claim("b")]);
    let again = Operation::AddView {
        name: " Against ".to_owned(),
        only: None,
    };
    let mut ids = SequentialIds::default();
    assert!(again.plan(&map, &mut ids).is_err());
    let gone = after(&map, &Operation::RemoveView(view.id));
    assert_eq!(gone.views().count(), 1);
    assert!(Operation::RemoveView(main()).plan(&gone, &mut ids).is_err());
}

#[test]
fn a_view_is_duplicated_with_its_part_and_its_steps_under_a_name_of_its_own() {
    let map = map_of(DEBATE);
    let add = Operation::AddView {
        name: "Against".to_owned(),
        only: Some(["a", "b", "d"].map(claim).into()),
    };
    let map = after(&map, &add);
    let id = map.views().last().unwrap().id.clone();
    let map = after(
        &map,
        &Operation::MakeSteps(id.clone(), By::Depth, Camera::Keeps),
    );
    let map = after(&map, &Operation::DuplicateView(id.clone()));
    let map = after(&map, &Operation::DuplicateView(id.clone()));
    let names: Vec<_> = map.views().skip(1).map(crate::model::View::title).collect();
    assert_eq!(names, ["Against", "Against 2", "Against 3"]);
    let (view, copy) = (map.view(&id).unwrap(), map.views().last().unwrap());
    assert_eq!((&copy.only, &copy.steps), (&view.only, &view.steps));
    assert!(!copy.steps.is_empty());
    let map = after(&map, &Operation::DuplicateView(main()));
    assert_eq!(map.views().last().unwrap().title(), "View 2");
}

#[test]
fn the_camera_follows_what_appears_with_what_it_bears_on() {
    let map = map_of(DEBATE);
    let steps = made_steps(&map, map.main_view(), By::Reading, Camera::Follows);
    let around = |at: usize| match &steps[at].frame {
        Some(Frame::Around(elements)) => {
            let ids: Vec<_> = elements.iter().map(ElementId::as_str).collect();
            ids.join(" ")
        }
        _ => String::new(),
    };
    assert_eq!(around(0), "a");
    assert_eq!(around(3), "f g s-g");
    let kept = made_steps(&map, map.main_view(), By::Reading, Camera::Keeps);
    assert!(kept.iter().all(|step| step.frame.is_none()));
}
