//! Linking reasons as co-premises of one step, and unlinking them.

use std::collections::BTreeSet;

use super::attach::{Homes, check_chain};
use super::branch::home;
use super::order::Gap;
use super::plan::{CannotPlan, Plan, Planned, refuse};
use crate::model::{ArgumentMap, ClaimId, ElementId, Inference, InferenceId, Stance, Target, View};

/// Joins the steps that the selected stand for; the first in order keeps its id.
pub(super) fn link(
    mut plan: Plan<'_>,
    elements: &BTreeSet<ElementId>,
) -> Result<Planned, CannotPlan> {
    let steps = steps_to_link((plan.map, plan.looked_at()), elements)?;
    let Some((first, rest)) = steps.split_first() else {
        return refuse("Select at least two reasons to link");
    };
    let inferences = steps.iter().filter_map(|step| plan.map.inference(step));
    let premises: Vec<ClaimId> = inferences
        .flat_map(|inference| inference.premises.iter().cloned())
        .collect();
    let homes = Homes::of(&plan, &premises);
    for step in rest {
        absorb(&mut plan, first, step)?;
    }
    homes.settle(&mut plan, None);
    Ok(plan
        .finish("link as co-premises")
        .with_focus([ElementId::Inference(first.clone())]))
}

/// The steps with one target and stance that the selected have in common, in order.
fn steps_to_link(
    (map, view): (&ArgumentMap, &View),
    elements: &BTreeSet<ElementId>,
) -> Result<Vec<InferenceId>, CannotPlan> {
    let choices: Vec<Vec<&Inference>> = elements
        .iter()
        .map(|element| steps_of(map, view, element))
        .collect();
    let Some((first, rest)) = choices.split_first() else {
        return refuse("Select at least two reasons to link");
    };
    let common = first.iter().find(|step| {
        let mut rest = rest.iter();
        rest.all(|others| others.iter().any(|other| is_alike(step, other)))
    });
    let Some(common) = common else {
        let mut rest = rest.iter().flatten();
        let reason = if rest.any(|other| first.iter().any(|step| step.target == other.target)) {
            "Reasons for and against cannot be linked; flip one of them first"
        } else {
            "Only reasons that bear on the same claim or step can be linked"
        };
        return refuse(reason);
    };
    if common.stance == Stance::Answer {
        return refuse("Each answer is one claim; answers cannot be linked");
    }
    let alike = choices.iter().filter_map(|steps| {
        let mut steps = steps.iter();
        steps.find(|step| is_alike(step, common)).copied()
    });
    let ordered: BTreeSet<_> = alike.map(|step| (&step.order, &step.id)).collect();
    if ordered.len() < 2 {
        return refuse(if elements.len() < 2 {
            "Select at least two reasons to link"
        } else {
            "They are co-premises of one step already"
        });
    }
    Ok(ordered.into_iter().map(|(_, id)| id.clone()).collect())
}

/// The steps that an element can stand for: a mark itself, a claim's uses, its home first.
fn steps_of<'m>(map: &'m ArgumentMap, view: &View, element: &ElementId) -> Vec<&'m Inference> {
    match element {
        ElementId::Inference(id) => map.inference(id).into_iter().collect(),
        ElementId::Claim(id) => {
            let home = home(map, view, id);
            let mut steps: Vec<_> = map.uses(id).collect();
            steps.sort_by_key(|step| Some(&step.id) != home);
            steps
        }
    }
}

fn is_alike(step: &Inference, other: &Inference) -> bool {
    step.target == other.target && step.stance == other.stance
}

/// Makes the premises of one step premises of another; what was said of the step, and what
/// bears on it, goes over to the other.
pub(super) fn absorb(
    plan: &mut Plan<'_>,
    into: &InferenceId,
    gone: &InferenceId,
) -> Result<(), CannotPlan> {
    let mut kept = (*plan.inference(into)?).clone();
    let lost = plan.inference(gone)?;
    if kept.stance == Stance::Answer {
        return refuse("Each answer is one claim; it takes no co-premises");
    }
    check_chain(plan, gone, &kept.target)?;
    for premise in &lost.premises {
        if kept.target == Target::Claim(premise.clone()) {
            return refuse("A claim cannot be its own reason");
        }
        if !kept.premises.contains(premise) {
            kept.premises.push(premise.clone());
        }
        plan.rehome(premise, gone, into);
    }
    merge_remarks(&mut kept, &lost);
    plan.put(kept);
    let element = ElementId::Inference(gone.clone());
    let bearing: Vec<InferenceId> = plan
        .map
        .bearing_on(&element)
        .map(|step| step.id.clone())
        .chain(plan.touched_inferences())
        .collect();
    for step in bearing {
        let Ok(step) = plan.inference(&step) else {
            continue;
        };
        if step.target == Target::Inference(gone.clone()) {
            let mut step = (*step).clone();
            step.target = Target::Inference(into.clone());
            plan.put(step);
        }
    }
    plan.remove_inference(gone);
    Ok(())
}

/// Keeps what both steps say; where they contradict each other, the kept one has it.
fn merge_remarks(kept: &mut Inference, lost: &Inference) {
    if kept.word.is_empty() {
        kept.word.clone_from(&lost.word);
    }
    kept.implicit &= lost.implicit;
    for held in &lost.held_by {
        if !kept.held_by.iter().any(|known| known.holder == held.holder) {
            kept.held_by.push(held.clone());
        }
    }
    for quote in &lost.quotes {
        if !kept.quotes.contains(quote) {
            kept.quotes.push(quote.clone());
        }
    }
    for tag in &lost.tags {
        if !kept.tags.contains(tag) {
            kept.tags.push(tag.clone());
        }
    }
    if !lost.note.is_empty() && kept.note != lost.note {
        if !kept.note.is_empty() {
            kept.note.push('\n');
        }
        kept.note.push_str(&lost.note);
    }
}

/// Gives each premise of the selected steps a step of its own. The first keeps the step's id,
/// quotes and note, and what bears on it.
pub(super) fn unlink(
    mut plan: Plan<'_>,
    elements: &BTreeSet<ElementId>,
) -> Result<Planned, CannotPlan> {
    let (map, view) = (plan.map, plan.looked_at());
    let steps: BTreeSet<InferenceId> = elements
        .iter()
        .filter_map(|element| steps_of(map, view, element).first().copied())
        .filter(|step| step.premises.len() > 1)
        .map(|step| step.id.clone())
        .collect();
    if steps.is_empty() {
        return refuse("Select a step with co-premises to unlink");
    }
    let mut focus = Vec::new();
    for step in steps {
        focus.push(ElementId::Inference(step.clone()));
        focus.extend(unlink_step(&mut plan, &step)?);
    }
    Ok(plan.finish("unlink co-premises").with_focus(focus))
}

fn unlink_step(plan: &mut Plan<'_>, step: &InferenceId) -> Result<Vec<ElementId>, CannotPlan> {
    let mut kept = (*plan.inference(step)?).clone();
    let homes = Homes::of(plan, &kept.premises);
    let rest = kept.premises.split_off(1);
    let mut gap = Gap::among_inferences(plan.map, kept.order.clone());
    let mut made = Vec::with_capacity(rest.len());
    for premise in rest {
        let order = plan.place(&mut gap);
        let id = plan.add_inference(
            order,
            kept.stance,
            vec![premise.clone()],
            kept.target.clone(),
        );
        let mut own = (*plan.inference(&id)?).clone();
        own.word.clone_from(&kept.word);
        own.implicit = kept.implicit;
        own.held_by.clone_from(&kept.held_by);
        own.tags.clone_from(&kept.tags);
        plan.put(own);
        plan.rehome(&premise, step, &id);
        made.push(ElementId::Inference(id));
    }
    plan.put(kept);
    homes.settle(plan, None);
    Ok(made)
}
