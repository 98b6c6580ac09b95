//! Columns of reasons under edits: those that an edit does not move keep the column they hang in.

use std::collections::{BTreeMap, BTreeSet};

use super::plan::Plan;
use crate::model::{
    ArgumentMap, Choice, ClaimId, ElementId, Inference, InferenceId, OrderKey, Target, View,
};

/// The columns that an edit changes: for each claim the reasons that begin the second and so on.
pub(super) type Breaks = BTreeMap<ClaimId, Vec<InferenceId>>;

/// Where columns of a view begin after the edit, for the claims where that has changed.
///
/// A column whose first reason went away begins with the next one that stays, or ends; a reason
/// that comes joins the column of the sibling it was put beside, or else of the one before it.
pub(super) fn settled(plan: &Plan<'_>, view: &View) -> Breaks {
    let touched = plan.touched_inferences();
    let targets = touched.iter().flat_map(|step| {
        let before = plan.map.inference(step).map(|step| step.target.clone());
        let after = plan.inference(step).ok().map(|step| step.target.clone());
        before.into_iter().chain(after)
    });
    let newcomers = by_target(plan, &touched);
    let claims: BTreeSet<ClaimId> = targets
        .filter_map(|target| match target {
            Target::Claim(claim) => Some(claim),
            Target::Inference(_) => None,
        })
        .collect();
    let changed = claims.into_iter().filter_map(|claim| {
        let breaks = view.breaks_of(&claim)?;
        let newcomers = newcomers.get(&claim).map_or(&[][..], Vec::as_slice);
        let reasons = reasons_now(plan, &claim, newcomers);
        let keeps = !plan.columns_are_given() && was_remembered(plan.map, view, &claim);
        let now = if keeps {
            kept_columns(plan, &claim, breaks, &reasons)
        } else {
            in_order(breaks, &reasons)
        };
        (now != breaks).then_some((claim, now))
    });
    changed.collect()
}

/// The touched steps by the claim that they bear on now.
fn by_target<'t>(
    plan: &Plan<'_>,
    touched: &'t [InferenceId],
) -> BTreeMap<ClaimId, Vec<&'t InferenceId>> {
    let mut by_target: BTreeMap<ClaimId, Vec<&InferenceId>> = BTreeMap::new();
    for step in touched {
        if let Ok(inference) = plan.inference(step)
            && let Target::Claim(claim) = &inference.target
        {
            by_target.entry(claim.clone()).or_default().push(step);
        }
    }
    by_target
}

/// The columns that a layout found, less what begins none: of claims whose reasons the
/// transaction at most puts in another order.
pub(super) fn known_part(plan: &Plan<'_>, claim: &ClaimId, choice: &Choice) -> Choice {
    match choice {
        Choice::Row => Choice::Row,
        Choice::Columns(breaks) => {
            Choice::Columns(in_order(breaks, &reasons_now(plan, claim, &[])))
        }
    }
}

/// Whether the view says the same of the claim as before the edit.
fn was_remembered(map: &ArgumentMap, view: &View, claim: &ClaimId) -> bool {
    let before = map.view(&view.id);
    before.is_some_and(|before| before.breaks_of(claim) == view.breaks_of(claim))
}

/// The reasons of a claim as the transaction leaves them, in order.
fn reasons_now(
    plan: &Plan<'_>,
    claim: &ClaimId,
    newcomers: &[&InferenceId],
) -> Vec<(OrderKey, InferenceId)> {
    let target = Target::Claim(claim.clone());
    let before = plan.map.bearing_on(&ElementId::Claim(claim.clone()));
    let ids: BTreeSet<&InferenceId> = before
        .map(|step| &step.id)
        .chain(newcomers.iter().copied())
        .collect();
    let reasons: BTreeSet<_> = ids
        .into_iter()
        .filter_map(|id| plan.inference(id).ok())
        .filter(|step| step.target == target)
        .map(|step| (step.order.clone(), step.id.clone()))
        .collect();
    reasons.into_iter().collect()
}

/// Breaks that an operation names itself, less those that begin nothing.
fn in_order(breaks: &[InferenceId], reasons: &[(OrderKey, InferenceId)]) -> Vec<InferenceId> {
    let breaks: BTreeSet<&InferenceId> = breaks.iter().collect();
    let later = reasons.iter().skip(1).map(|(_, id)| id);
    later.filter(|id| breaks.contains(id)).cloned().collect()
}

fn kept_columns(
    plan: &Plan<'_>,
    claim: &ClaimId,
    breaks: &[InferenceId],
    reasons: &[(OrderKey, InferenceId)],
) -> Vec<InferenceId> {
    let before = columns_of(plan.map, claim, breaks);
    let stays = |order: &OrderKey, id: &InferenceId| {
        let step = plan.map.inference(id);
        step.is_some_and(|step| step.order == *order)
            .then(|| before.get(id).copied())
            .flatten()
    };
    // The column that begins with, or goes on with, the next reason that stays.
    let mut next = vec![None; reasons.len()];
    let mut ahead = None;
    for (at, (order, id)) in reasons.iter().enumerate().rev() {
        ahead = stays(order, id).or(ahead);
        next[at] = ahead;
    }
    let mut columns: Vec<usize> = Vec::with_capacity(reasons.len());
    for ((order, id), next) in reasons.iter().zip(next) {
        let around = (columns.last().copied(), next);
        columns.push(stays(order, id).unwrap_or_else(|| {
            let beside = plan.put_beside(id).and_then(|sibling| before.get(sibling));
            let own = before.get(id);
            let wanted = [beside, own].into_iter().flatten().copied();
            let mut possible = wanted.filter(|it| around.0 == Some(*it) || around.1 == Some(*it));
            let usual = around.0.or(around.1).unwrap_or(0);
            possible.next().unwrap_or(usual)
        }));
    }
    let pairs = columns.iter().zip(columns.iter().skip(1));
    let begins = pairs.zip(reasons.iter().skip(1));
    begins
        .filter(|((one, two), _)| one != two)
        .map(|(_, (_, id))| id.clone())
        .collect()
}

/// The column of each reason before the edit, from zero.
fn columns_of<'m>(
    map: &'m ArgumentMap,
    claim: &ClaimId,
    breaks: &[InferenceId],
) -> BTreeMap<&'m InferenceId, usize> {
    let breaks: BTreeSet<&InferenceId> = breaks.iter().collect();
    let reasons = map.bearing_on(&ElementId::Claim(claim.clone()));
    let mut column = 0;
    let columns = reasons.enumerate().map(|(at, step): (usize, &Inference)| {
        column += usize::from(at > 0 && breaks.contains(&step.id));
        (&step.id, column)
    });
    columns.collect()
}

/// Writes changed columns into a view.
pub(super) fn put_into(view: &mut View, breaks: Breaks) {
    for (claim, breaks) in breaks {
        if let Some(choices) = &mut view.choices {
            choices.insert(claim, Choice::Columns(breaks));
        }
    }
}
