//! Deleting: the selected with the reasons that serve nothing else, or the selected alone.

use std::collections::BTreeSet;

use super::branch::ancestors;
use super::plan::{CannotPlan, Plan, Planned, counted, refuse};
use crate::model::{ArgumentMap, ClaimId, ElementId, InferenceId};

/// What goes.
#[derive(Default)]
struct Gone {
    claims: BTreeSet<ClaimId>,
    inferences: BTreeSet<InferenceId>,
}

/// Removes the selected, what bears on it, and the premises that serve nothing else.
///
/// A premise stays if it is marked as contention, if it is used by a step that stays, or if it
/// stands above the selected in a circle.
pub(super) fn delete(
    plan: Plan<'_>,
    elements: &BTreeSet<ElementId>,
) -> Result<Planned, CannotPlan> {
    let selected = existing(plan.map, elements)?;
    let mut gone = without_doubt(plan.map, &selected);
    let mut unneeded = candidates(plan.map, &gone);
    spare(&plan, &mut unneeded, &gone, &selected);
    gone.claims.append(&mut unneeded.claims);
    gone.inferences.append(&mut unneeded.inferences);
    Ok(remove(plan, &gone))
}

/// Removes the selected, and the steps that cannot be without it; all other claims stay.
pub(super) fn delete_only(
    plan: Plan<'_>,
    elements: &BTreeSet<ElementId>,
) -> Result<Planned, CannotPlan> {
    let selected = existing(plan.map, elements)?;
    let gone = without_doubt(plan.map, &selected);
    Ok(remove(plan, &gone))
}

fn existing(
    map: &ArgumentMap,
    elements: &BTreeSet<ElementId>,
) -> Result<BTreeSet<ElementId>, CannotPlan> {
    let exists = |element: &&ElementId| match element {
        ElementId::Claim(id) => map.claim(id).is_some(),
        ElementId::Inference(id) => map.inference(id).is_some(),
    };
    let found: BTreeSet<_> = elements.iter().filter(exists).cloned().collect();
    if found.is_empty() {
        return refuse("Nothing is selected that could be deleted");
    }
    Ok(found)
}

impl Gone {
    /// True if the element was not gone before.
    fn insert(&mut self, element: &ElementId) -> bool {
        match element {
            ElementId::Claim(id) => self.claims.insert(id.clone()),
            ElementId::Inference(id) => self.inferences.insert(id.clone()),
        }
    }

    /// True if the element was gone before.
    fn remove(&mut self, element: &ElementId) -> bool {
        match element {
            ElementId::Claim(id) => self.claims.remove(id),
            ElementId::Inference(id) => self.inferences.remove(id),
        }
    }

    fn contains(&self, element: &ElementId) -> bool {
        match element {
            ElementId::Claim(id) => self.claims.contains(id),
            ElementId::Inference(id) => self.inferences.contains(id),
        }
    }
}

/// Steps that bear on what went, and steps that it was the last premise of.
fn steps_lost_with(map: &ArgumentMap, element: &ElementId, gone: &Gone) -> Vec<ElementId> {
    let bearing = map.bearing_on(element);
    let mut lost: Vec<_> = bearing.map(|step| step.id.clone()).collect();
    if let ElementId::Claim(claim) = element {
        let emptied = map.uses(claim).filter(|step| {
            let mut premises = step.premises.iter();
            premises.all(|premise| gone.claims.contains(premise))
        });
        lost.extend(emptied.map(|step| step.id.clone()));
    }
    lost.into_iter().map(ElementId::Inference).collect()
}

/// The elements, and the steps that cannot be without them.
fn without_doubt(map: &ArgumentMap, selected: &BTreeSet<ElementId>) -> Gone {
    let mut gone = Gone::default();
    let mut open: Vec<ElementId> = selected.iter().cloned().collect();
    while let Some(element) = open.pop() {
        if gone.insert(&element) {
            open.extend(steps_lost_with(map, &element, &gone));
        }
    }
    gone
}

/// Premises that served what goes, and all that served them: they go if nobody else needs them.
fn candidates(map: &ArgumentMap, gone: &Gone) -> Gone {
    let mut found = Gone::default();
    let mut open: Vec<ElementId> = Vec::new();
    for step in &gone.inferences {
        open.extend(premises(map, step));
    }
    while let Some(element) = open.pop() {
        if gone.contains(&element) || !found.insert(&element) {
            continue;
        }
        open.extend(reasons(map, &element));
    }
    found
}

/// Takes out of the candidates what must stay, with everything that serves it.
fn spare(plan: &Plan<'_>, found: &mut Gone, gone: &Gone, selected: &BTreeSet<ElementId>) {
    let (map, view) = (plan.map, plan.looked_at());
    let above: BTreeSet<ElementId> = selected
        .iter()
        .flat_map(|element| ancestors(map, view, element))
        .collect();
    let stays = |claim: &ClaimId| {
        let marked = map.claim(claim).is_some_and(|claim| claim.contention);
        let mut uses = map.uses(claim);
        marked
            || above.contains(&ElementId::Claim(claim.clone()))
            || uses.any(|step| {
                !gone.inferences.contains(&step.id) && !found.inferences.contains(&step.id)
            })
    };
    let staying = found.claims.iter().filter(|claim| stays(claim));
    let mut open: Vec<ElementId> = staying.cloned().map(ElementId::Claim).collect();
    while let Some(element) = open.pop() {
        if found.remove(&element) {
            open.extend(reasons(map, &element));
        }
    }
}

/// What serves an element directly: the steps that bear on it, the premises of a step.
fn reasons(map: &ArgumentMap, element: &ElementId) -> Vec<ElementId> {
    let bearing = map.bearing_on(element);
    let mut reasons: Vec<_> = bearing
        .map(|step| ElementId::Inference(step.id.clone()))
        .collect();
    if let ElementId::Inference(step) = element {
        reasons.extend(premises(map, step));
    }
    reasons
}

fn premises(map: &ArgumentMap, step: &InferenceId) -> impl Iterator<Item = ElementId> {
    let step = map.inference(step).into_iter();
    step.flat_map(|step| step.premises.iter().cloned().map(ElementId::Claim))
}

fn remove(mut plan: Plan<'_>, gone: &Gone) -> Planned {
    let shrunk: BTreeSet<InferenceId> = gone
        .claims
        .iter()
        .flat_map(|claim| plan.map.uses(claim))
        .map(|step| step.id.clone())
        .filter(|step| !gone.inferences.contains(step))
        .collect();
    for step in shrunk {
        if let Some(step) = plan.map.inference(&step) {
            let mut step = step.clone();
            step.premises
                .retain(|premise| !gone.claims.contains(premise));
            plan.put(step);
        }
    }
    gone.claims.iter().for_each(|id| plan.remove_claim(id));
    gone.inferences
        .iter()
        .for_each(|id| plan.remove_inference(id));
    let what = if gone.claims.is_empty() {
        counted(gone.inferences.len(), "step")
    } else {
        counted(gone.claims.len(), "claim")
    };
    let remark = format!("Deleted {what}");
    let what = what.strip_prefix("1 ").unwrap_or(&what);
    plan.finish(format!("delete {what}"))
        .with_remark(Some(remark))
}
