//! Tidying up: new orders of siblings, and rows and columns anew, all in one step.

use std::collections::{BTreeMap, BTreeSet};

use super::order::Gap;
use super::plan::{Plan, Planned};
use super::view::remember;
use crate::model::{Choice, ClaimId, Inference, InferenceId, OrderKey, Target};

/// What the layout found; what the map no longer has is passed over, and siblings that it does
/// not name come last.
pub(super) fn tidy_up(
    mut plan: Plan<'_>,
    orders: &[(Target, Vec<InferenceId>)],
    premises: &[(InferenceId, Vec<ClaimId>)],
    choices: &BTreeMap<ClaimId, Choice>,
    homes: &BTreeMap<ClaimId, InferenceId>,
) -> Planned {
    plan.give_columns();
    for (target, order) in orders {
        put_in_order(&mut plan, target, order);
    }
    for (step, order) in premises {
        if let Ok(step) = plan.inference(step) {
            let mut sorted = Inference::clone(&step);
            sorted.premises = permuted(step.premises.iter(), order);
            plan.put(sorted);
        }
    }
    remember(&mut plan, choices, homes);
    plan.finish("tidy up")
}

/// Hands the places that the reasons of a target have in the file round among them.
fn put_in_order(plan: &mut Plan<'_>, target: &Target, order: &[InferenceId]) {
    let siblings: Vec<&Inference> = plan.map.bearing_on(&target.element()).collect();
    let mut places: Vec<OrderKey> = siblings.iter().map(|step| step.order.clone()).collect();
    let distinct: BTreeSet<&OrderKey> = places.iter().collect();
    if distinct.len() < places.len() {
        let mut gap = Gap::after_inferences(plan.map);
        places = places.iter().map(|_| plan.place(&mut gap)).collect();
    }
    let sorted = permuted(siblings.iter().map(|step| &step.id), order);
    for (id, place) in sorted.iter().zip(places) {
        if let Ok(step) = plan.inference(id) {
            let mut step = Inference::clone(&step);
            step.order = place;
            plan.put(step);
        }
    }
}

/// The items in the wanted order, those that it does not name last.
fn permuted<'i, T: Ord + Clone + 'i>(items: impl Iterator<Item = &'i T>, wanted: &[T]) -> Vec<T> {
    let items: Vec<&T> = items.collect();
    let mut left: BTreeSet<&T> = items.iter().copied().collect();
    let named: Vec<&T> = wanted.iter().filter(|item| left.remove(item)).collect();
    let unnamed = items.into_iter().filter(|item| left.contains(item));
    named.into_iter().chain(unnamed).cloned().collect()
}
