//! Duplicating: the selected with all that stands under it, copied beside itself.

use std::collections::{BTreeMap, BTreeSet};

use super::branch::{ancestors, branch, home};
use super::order::{Places, behind_branch};
use super::plan::{CannotPlan, Plan, Planned, counted, refuse};
use super::transplant::{Names, transplant};
use crate::model::{ArgumentMap, ClaimId, ElementId, Inference, InferenceId, Stance, View};

/// Copies each selected branch. A reason is copied as a further reason of the same target, a
/// co-premise as a further co-premise, a free claim as a free claim.
pub(super) fn duplicate(
    mut plan: Plan<'_>,
    elements: &BTreeSet<ElementId>,
) -> Result<Planned, CannotPlan> {
    let groups = groups(plan.map, plan.looked_at(), elements);
    if groups.is_empty() {
        return refuse("Nothing is selected that could be duplicated");
    }
    let mut focus = Vec::new();
    let mut claim_count = 0;
    for (step, claims) in groups {
        let mut names = Names::default();
        let copied = match &step {
            Some(step) => copy_reason(&mut plan, step, &claims, &mut names)?,
            None => copy_free(&mut plan, &claims, &mut names),
        };
        claim_count += names.claims.len();
        focus.extend(copied);
    }
    let remark = format!("Duplicated {}", counted(claim_count, "claim"));
    Ok(plan
        .finish("duplicate")
        .with_focus(focus)
        .with_remark(Some(remark)))
}

/// The topmost selected claims by the step under which they stand. A selected mark stands for
/// all premises of its step.
fn groups(
    map: &ArgumentMap,
    view: &View,
    elements: &BTreeSet<ElementId>,
) -> BTreeMap<Option<InferenceId>, BTreeSet<ClaimId>> {
    let mut groups: BTreeMap<_, BTreeSet<ClaimId>> = BTreeMap::new();
    for element in elements {
        let mut above = ancestors(map, view, element).into_iter();
        if above.any(|above| elements.contains(&above)) {
            continue;
        }
        match element {
            ElementId::Claim(id) if map.claim(id).is_some() => {
                let step = home(map, view, id).cloned();
                groups.entry(step).or_default().insert(id.clone());
            }
            ElementId::Inference(id) => {
                if let Some(step) = map.inference(id) {
                    let premises = step.premises.iter().cloned();
                    groups.entry(Some(id.clone())).or_default().extend(premises);
                }
            }
            ElementId::Claim(_) => {}
        }
    }
    groups
}

fn copy_reason(
    plan: &mut Plan<'_>,
    step: &InferenceId,
    claims: &BTreeSet<ClaimId>,
    names: &mut Names,
) -> Result<Vec<ElementId>, CannotPlan> {
    let original = plan.inference(step)?;
    let top = ElementId::Inference(step.clone());
    let mut places = behind_branch(plan.map, &top);
    let is_whole = original
        .premises
        .iter()
        .all(|premise| claims.contains(premise));
    if is_whole || original.stance == Stance::Answer {
        let under = branch(plan.map, plan.looked_at(), [top.clone()]);
        let original = (plan.map, plan.looked_at());
        transplant(plan, original, &under, names, &mut places);
        return Ok(names.element(&top).into_iter().collect());
    }
    let copies = copy_branches(plan, claims, names, &mut places);
    let mut step = Inference::clone(&original);
    step.premises
        .extend(copies.iter().filter_map(ElementId::as_claim).cloned());
    plan.put(step);
    Ok(copies)
}

fn copy_free(plan: &mut Plan<'_>, claims: &BTreeSet<ClaimId>, names: &mut Names) -> Vec<ElementId> {
    let mut copies = Vec::new();
    for claim in claims {
        let mut places = behind_branch(plan.map, &ElementId::Claim(claim.clone()));
        let claim = BTreeSet::from([claim.clone()]);
        copies.extend(copy_branches(plan, &claim, names, &mut places));
    }
    copies
}

fn copy_branches(
    plan: &mut Plan<'_>,
    claims: &BTreeSet<ClaimId>,
    names: &mut Names,
    places: &mut Places,
) -> Vec<ElementId> {
    let tops = claims.iter().cloned().map(ElementId::Claim);
    let under = branch(plan.map, plan.looked_at(), tops.clone());
    let original = (plan.map, plan.looked_at());
    transplant(plan, original, &under, names, places);
    tops.filter_map(|top| names.element(&top)).collect()
}
