//! Laws of editing, held against random sequences of every operation.

mod generate;
mod whole_map;

use proptest::prelude::*;

use super::{Document, Planned, SequentialIds};
use crate::model::{ArgumentMap, Claim, Heading, Inference, Participant, Source, View};
pub(crate) use generate::{Dice, any_operation, starting_map};
use whole_map::broken_invariants;

/// One thing that happens to a document.
#[derive(Debug, Clone)]
enum Event {
    /// An operation is planned and committed.
    Do(u64),
    /// An operation is previewed and then taken over.
    Preview(u64),
    /// An operation is previewed, another takes its place, and that is dropped.
    Drop(u64, u64),
    /// An operation is previewed, another is added to it, and both become one step.
    Amend(u64, u64),
    Undo,
    Redo,
}

fn any_event() -> impl Strategy<Value = Event> {
    prop_oneof![
        8 => any::<u64>().prop_map(Event::Do),
        2 => any::<u64>().prop_map(Event::Preview),
        1 => any::<(u64, u64)>().prop_map(|(a, b)| Event::Drop(a, b)),
        2 => any::<(u64, u64)>().prop_map(|(a, b)| Event::Amend(a, b)),
        2 => Just(Event::Undo),
        1 => Just(Event::Redo),
    ]
}

/// Everything in a map with its keys, which equality of maps passes over.
fn exactly(map: &ArgumentMap) -> impl PartialEq + std::fmt::Debug + use<> {
    let heading: Heading = map.heading().clone();
    let participants: Vec<Participant> = map.participants().cloned().collect();
    let sources: Vec<Source> = map.sources().cloned().collect();
    let claims: Vec<Claim> = map.claims().cloned().collect();
    let inferences: Vec<Inference> = map.inferences().cloned().collect();
    let views: Vec<View> = map.views().cloned().collect();
    (heading, participants, sources, claims, inferences, views)
}

fn plan(map: &ArgumentMap, ids: &mut SequentialIds, seed: u64) -> Option<Planned> {
    let operation = any_operation(map, &mut Dice::new(seed));
    let views: Vec<_> = map.views().map(|view| view.id.clone()).collect();
    let shown = views.get(seed as usize % views.len().max(1));
    operation.plan_in(map, shown?, ids).ok()
}

/// Carries one event out and says what was wrong with it.
fn happen(
    document: &mut Document<usize>,
    ids: &mut SequentialIds,
    event: &Event,
    at: usize,
) -> Result<(), TestCaseError> {
    let refused = |refusal| TestCaseError::fail(format!("a planned edit was refused: {refusal}"));
    match event {
        Event::Do(seed) => {
            if let Some(planned) = plan(document.map(), ids, *seed) {
                let revision = document.revision();
                let changes = !planned.transaction.is_empty();
                document
                    .commit(planned.transaction, at, at + 1)
                    .map_err(refused)?;
                prop_assert_eq!(document.revision() > revision, changes);
                for element in planned.focus {
                    let id = element.as_str();
                    prop_assert!(document.map().is_taken(id), "{} was not made", id);
                }
            }
        }
        Event::Preview(seed) => {
            if let Some(planned) = plan(document.map(), ids, *seed) {
                document.preview(planned.transaction).map_err(refused)?;
                document.commit_preview(at, at + 1);
            }
        }
        Event::Drop(first, second) => {
            let before = exactly(document.map());
            let planned = [first, second].map(|seed| plan(document.map(), ids, *seed));
            for planned in planned.into_iter().flatten() {
                document.preview(planned.transaction).map_err(refused)?;
                prop_assert_eq!(&exactly(&document.committed_map()), &before);
            }
            document.drop_preview();
            prop_assert_eq!(exactly(document.map()), before);
        }
        Event::Amend(first, second) => {
            for seed in [first, second] {
                if let Some(planned) = plan(document.map(), ids, *seed) {
                    document
                        .amend_preview(&planned.transaction)
                        .map_err(refused)?;
                }
            }
            document.commit_preview(at, at + 1);
        }
        Event::Undo => drop(document.undo()),
        Event::Redo => drop(document.redo()),
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_edits_keep_the_invariants_and_are_undone_and_redone_exactly(
        start in 0..3_u8,
        events in prop::collection::vec(any_event(), 1..30),
    ) {
        let mut document = Document::new(starting_map(start));
        let mut ids = SequentialIds::default();
        let first = exactly(document.map());
        for (at, event) in events.iter().enumerate() {
            happen(&mut document, &mut ids, event, at)?;
            prop_assert_eq!(broken_invariants(document.map()), Vec::<String>::new());
        }
        while document.redo().is_some() {}
        let last = exactly(document.map());
        let step_count = document.history().undo_steps().len();
        while document.undo().is_some() {
            prop_assert_eq!(broken_invariants(document.map()), Vec::<String>::new());
        }
        prop_assert_eq!(exactly(document.map()), first);
        prop_assert!(!document.is_modified());
        let mut redone = 0;
        while document.redo().is_some() {
            redone += 1;
        }
        prop_assert_eq!(redone, step_count);
        prop_assert_eq!(exactly(document.map()), last);
    }
}

#[test]
fn every_operation_is_planned_by_some_seed() {
    let map = starting_map(2);
    let mut planned = std::collections::BTreeSet::new();
    let mut ids = SequentialIds::default();
    for seed in 0..4_000 {
        let operation = any_operation(&map, &mut Dice::new(seed));
        if operation
            .plan(&map, &mut ids)
            .is_ok_and(|planned| !planned.transaction.is_empty())
        {
            planned.insert(generate::name(&operation));
        }
    }
    let missing: Vec<_> = generate::NAMES
        .iter()
        .filter(|name| !planned.contains(*name))
        .collect();
    assert!(missing.is_empty(), "never planned: {missing:?}");
}
