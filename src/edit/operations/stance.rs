//! Flipping reasons: supports become objections, objections supports.

use std::collections::BTreeSet;

use super::branch::home;
use super::plan::{CannotPlan, Plan, Planned, refuse};
use crate::model::{ElementId, InferenceId, Stance};

/// Flips the selected steps, and the steps under which selected claims stand.
pub(super) fn flip(
    mut plan: Plan<'_>,
    elements: &BTreeSet<ElementId>,
) -> Result<Planned, CannotPlan> {
    let steps: BTreeSet<InferenceId> = elements
        .iter()
        .filter_map(|element| match element {
            ElementId::Inference(id) => Some(id.clone()),
            ElementId::Claim(id) => home(plan.map, plan.looked_at(), id).cloned(),
        })
        .collect();
    if steps.is_empty() {
        return refuse("Select a reason to flip; this is no reason for or against anything");
    }
    let mut flipped = BTreeSet::new();
    for step in &steps {
        let mut inference = (*plan.inference(step)?).clone();
        inference.stance = match inference.stance {
            Stance::Support => Stance::Attack,
            Stance::Attack => Stance::Support,
            Stance::Answer => continue,
        };
        flipped.insert(inference.stance);
        plan.put(inference);
    }
    let name = match (
        flipped.contains(&Stance::Support),
        flipped.contains(&Stance::Attack),
    ) {
        (false, false) => {
            return refuse("An answer is neither for nor against; it cannot be flipped");
        }
        (true, false) => "turn into support",
        (false, true) => "turn into objection",
        (true, true) => "flip reasons",
    };
    Ok(plan.finish(name))
}
