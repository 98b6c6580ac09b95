//! The order of siblings: reasons of one target, and premises of one step.

use super::order::{Gap, behind_branch};
use super::plan::{CannotPlan, Plan, Planned, refuse};
use crate::model::{ArgumentMap, ClaimId, ElementId, Inference, InferenceId, OrderKey};

/// One side of a sibling, in the order of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// In front of it.
    Before,
    /// Behind it.
    After,
}

/// The order key beside a sibling; `moved` is the step that is to stand there, which may be a
/// sibling already.
pub(super) fn place_beside(
    map: &ArgumentMap,
    moved: Option<&InferenceId>,
    sibling: &InferenceId,
    side: Side,
) -> OrderKey {
    let Some(sibling) = map.inference(sibling) else {
        return Gap::after_inferences(map).next();
    };
    let siblings: Vec<&Inference> = map
        .bearing_on(&sibling.target.element())
        .filter(|other| Some(&other.id) != moved)
        .collect();
    let at = siblings.iter().position(|other| other.id == sibling.id);
    let at = at.unwrap_or(0) + usize::from(side == Side::After);
    let before = at.checked_sub(1).and_then(|at| siblings.get(at)).copied();
    let after = siblings.get(at).copied();
    match (before, after) {
        (None, None) => sibling.order.clone(),
        (None, Some(after)) => {
            OrderKey::between(map.inference_order_before(&after.order), Some(&after.order))
        }
        (Some(before), None) => behind(map, before),
        (Some(before), Some(after)) => {
            let behind = behind(map, before);
            if behind < after.order {
                behind
            } else {
                Gap::among_inferences(map, before.order.clone()).next()
            }
        }
    }
}

/// Behind the step and all that stands under it, so that the file stays in reading order.
fn behind(map: &ArgumentMap, step: &Inference) -> OrderKey {
    let element = ElementId::Inference(step.id.clone());
    behind_branch(map, &element).inferences.next()
}

/// Moves a step over its neighbour.
pub(super) fn move_among_siblings(
    mut plan: Plan<'_>,
    step: &InferenceId,
    side: Side,
) -> Result<Planned, CannotPlan> {
    let mut inference = (*plan.inference(step)?).clone();
    let siblings: Vec<InferenceId> = plan
        .map
        .bearing_on(&inference.target.element())
        .map(|sibling| sibling.id.clone())
        .collect();
    let at = siblings.iter().position(|sibling| sibling == step);
    let neighbour = at.and_then(|at| match side {
        Side::Before => siblings.get(at.checked_sub(1)?),
        Side::After => siblings.get(at + 1),
    });
    let Some(neighbour) = neighbour else {
        return refuse(match side {
            Side::Before => "It is the first reason already",
            Side::After => "It is the last reason already",
        });
    };
    inference.order = place_beside(plan.map, Some(step), neighbour, side);
    plan.stand_beside(step, neighbour);
    plan.put(inference);
    Ok(plan.finish(match side {
        Side::Before => "move earlier",
        Side::After => "move later",
    }))
}

/// Moves a premise to another place among the premises of its step.
pub(super) fn move_premise(
    mut plan: Plan<'_>,
    step: &InferenceId,
    premise: &ClaimId,
    to: usize,
) -> Result<Planned, CannotPlan> {
    let mut inference = (*plan.inference(step)?).clone();
    let Some(at) = inference.premises.iter().position(|other| other == premise) else {
        return refuse("The claim is no premise of that step");
    };
    let premise = inference.premises.remove(at);
    let to = to.min(inference.premises.len());
    inference.premises.insert(to, premise);
    plan.put(inference);
    Ok(plan.finish("reorder premises"))
}
