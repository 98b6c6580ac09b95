//! The steps of a view: made, added, removed, put in another order, merged, split and changed.

use std::collections::BTreeSet;

use super::plan::{CannotPlan, Plan, Planned, refuse};
use crate::edit::steps::{By, Camera, made_steps};
use crate::edit::steps::{number_parts, shared_notes};
use crate::model::{ElementId, Frame, Step, View, ViewId};

pub(super) fn make(
    mut plan: Plan<'_>,
    view: &ViewId,
    by: By,
    camera: Camera,
) -> Result<Planned, CannotPlan> {
    let steps = made_steps(plan.map, &*plan.view(view)?, by, camera);
    if steps.is_empty() {
        return refuse("There is nothing to show in steps yet");
    }
    plan.change_view(view, |view| view.steps = steps)?;
    Ok(plan.finish("make steps"))
}

/// A step put in keeps what can be seen, until something is moved into it.
pub(super) fn insert(plan: Plan<'_>, view: &ViewId, at: usize) -> Result<Planned, CannotPlan> {
    change(plan, view, "add step", |view| {
        if at > view.steps.len() {
            return refuse(GONE);
        }
        view.steps.insert(at, Step::default());
        Ok(())
    })
}

/// What appeared at the step appears together with what it bears on, unless another step says so.
pub(super) fn remove(plan: Plan<'_>, view: &ViewId, at: usize) -> Result<Planned, CannotPlan> {
    change(plan, view, "remove step", |view| {
        let gone = take(view, at)?;
        if let (Some(frame), Some(next)) = (gone.frame, view.steps.get_mut(at)) {
            next.frame.get_or_insert(frame);
        }
        Ok(())
    })
}

pub(super) fn reorder(
    plan: Plan<'_>,
    view: &ViewId,
    from: usize,
    to: usize,
) -> Result<Planned, CannotPlan> {
    change(plan, view, "move step", |view| {
        if to >= view.steps.len() {
            return refuse(GONE);
        }
        let step = take(view, from)?;
        view.steps.insert(to, step);
        Ok(())
    })
}

/// The step and the next one become one, at which all appears that appeared at either.
pub(super) fn merge(plan: Plan<'_>, view: &ViewId, at: usize) -> Result<Planned, CannotPlan> {
    change(plan, view, "merge steps", |view| {
        if at + 1 >= view.steps.len() {
            return refuse("There is no next step to merge with");
        }
        let next = take(view, at + 1)?;
        let step = step(view, at)?;
        if step.title.trim().is_empty() {
            step.title = next.title;
        }
        step.appears.extend(next.appears);
        step.emphasised.extend(next.emphasised);
        step.faded.extend(next.faded);
        // What the later step has appear cannot fade before it was seen.
        let appears = &step.appears;
        step.faded.retain(|element| !appears.contains(element));
        step.frame = next.frame.or(step.frame.take());
        step.notes = [step.notes.as_str(), next.notes.as_str()]
            .into_iter()
            .filter(|notes| !notes.trim().is_empty())
            .collect::<Vec<_>>()
            .join("\n");
        number_parts(&mut view.steps, at);
        Ok(())
    })
}

/// These appear at a step of their own right after; with none named, the later half of them.
pub(super) fn split(
    plan: Plan<'_>,
    view: &ViewId,
    at: usize,
    later: &BTreeSet<ElementId>,
) -> Result<Planned, CannotPlan> {
    let order = reading_order(&plan, view, at)?;
    let map = plan.map;
    change(plan, view, "split step", |view| {
        let step = step(view, at)?;
        let later: Vec<ElementId> = if later.is_empty() {
            let first_half = order.len().div_ceil(2);
            order.into_iter().skip(first_half).collect()
        } else {
            later
                .iter()
                .filter(|id| step.appears.contains(id))
                .cloned()
                .collect()
        };
        if later.is_empty() || later.len() == step.appears.len() {
            return refuse("A step is split where at least two claims appear");
        }
        let later: BTreeSet<ElementId> = later.into_iter().collect();
        step.appears.retain(|element| !later.contains(element));
        let (notes, later_notes) = shared_notes(map, &step.notes, &later);
        step.notes = notes;
        let next = Step {
            appears: later,
            title: step.title.clone(),
            emphasised: step.emphasised.clone(),
            faded: step.faded.clone(),
            frame: None,
            notes: later_notes,
        };
        view.steps.insert(at + 1, next);
        number_parts(&mut view.steps, at);
        Ok(())
    })
}

/// What appears at other steps moves here if this step now names it.
pub(super) fn set(
    plan: Plan<'_>,
    view: &ViewId,
    at: usize,
    changed: &Step,
) -> Result<Planned, CannotPlan> {
    for element in changed.elements() {
        match element {
            ElementId::Claim(id) => drop(plan.claim(id)?),
            ElementId::Inference(id) => drop(plan.inference(id)?),
        }
    }
    if let Some(Frame::Area(area)) = &changed.frame
        && !area.is_usable()
    {
        return refuse("The camera cannot stand there");
    }
    change(plan, view, "change step", |view| {
        step(view, at)?;
        for (other, step) in view.steps.iter_mut().enumerate() {
            if other == at {
                *step = changed.clone();
            } else {
                step.appears.retain(|id| !changed.appears.contains(id));
            }
        }
        Ok(())
    })
}

const GONE: &str = "That step is no longer in the view";

fn change(
    mut plan: Plan<'_>,
    id: &ViewId,
    name: &str,
    change: impl FnOnce(&mut View) -> Result<(), CannotPlan>,
) -> Result<Planned, CannotPlan> {
    let mut view = View::clone(&*plan.view(id)?);
    change(&mut view)?;
    plan.put(view);
    Ok(plan.finish(name))
}

fn step(view: &mut View, at: usize) -> Result<&mut Step, CannotPlan> {
    match view.steps.get_mut(at) {
        Some(step) => Ok(step),
        None => refuse(GONE),
    }
}

fn take(view: &mut View, at: usize) -> Result<Step, CannotPlan> {
    if at < view.steps.len() {
        Ok(view.steps.remove(at))
    } else {
        refuse(GONE)
    }
}

/// What appears at the step, in the order in which it is read.
fn reading_order(plan: &Plan<'_>, id: &ViewId, at: usize) -> Result<Vec<ElementId>, CannotPlan> {
    let view = plan.view(id)?;
    let Some(step) = view.steps.get(at) else {
        return refuse(GONE);
    };
    let mut order: Vec<ElementId> = crate::edit::steps::reading_order(plan.map, &view)
        .into_iter()
        .filter(|element| step.appears.contains(element))
        .collect();
    let rest = step
        .appears
        .iter()
        .filter(|element| !order.contains(element));
    let rest: Vec<_> = rest.cloned().collect();
    order.extend(rest);
    Ok(order)
}
