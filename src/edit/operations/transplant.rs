//! Copying records into a map under new names: what duplicating and pasting have in common.

use std::collections::{BTreeMap, BTreeSet};

use super::order::Places;
use super::plan::Plan;
use crate::model::{
    ArgumentMap, Choice, Claim, ClaimId, ElementId, HeldBy, Holder, Inference, InferenceId,
    ParticipantId, Quote, SourceId, Target, View,
};

/// What the records of another map, or of another branch, are called in this one.
#[derive(Default)]
pub(super) struct Names {
    pub(super) claims: BTreeMap<ClaimId, ClaimId>,
    pub(super) steps: BTreeMap<InferenceId, InferenceId>,
    pub(super) participants: BTreeMap<ParticipantId, ParticipantId>,
    pub(super) sources: BTreeMap<SourceId, SourceId>,
}

/// Copies claims of a map as a view shows them, and steps whose target `names` then knows or the plan's map has, keeping the
/// order in which they stand.
pub(super) fn transplant(
    plan: &mut Plan<'_>,
    (from, view): (&ArgumentMap, &View),
    elements: &BTreeSet<ElementId>,
    names: &mut Names,
    places: &mut Places,
) {
    let claims = elements.iter().filter_map(ElementId::as_claim);
    let mut claims: Vec<&Claim> = claims.filter_map(|id| from.claim(id)).collect();
    claims.sort_by_key(|claim| (&claim.order, &claim.id));
    for claim in claims {
        let mut copy = claim.clone();
        copy.id = claim_id(plan, claim);
        copy.order = plan.place(&mut places.claims);
        names.rename(&mut copy.held_by, &mut copy.quotes);
        names.claims.insert(claim.id.clone(), copy.id.clone());
        plan.put(copy);
    }
    let steps = elements.iter().filter_map(ElementId::as_inference);
    let mut steps: Vec<&Inference> = steps.filter_map(|id| from.inference(id)).collect();
    steps.sort_by_key(|step| (&step.order, &step.id));
    for step in &steps {
        let id = step_id(plan, from, step);
        names.steps.insert(step.id.clone(), id);
    }
    for step in steps {
        let mut copy = names.copy_of(step);
        copy.order = plan.place(&mut places.inferences);
        plan.put(copy);
    }
    copy_view(plan, view, elements, names);
}

/// The id itself where nobody bears it, so that what is cut and pasted keeps its name.
fn claim_id(plan: &mut Plan<'_>, claim: &Claim) -> ClaimId {
    if plan.reserve(claim.id.as_str()) {
        claim.id.clone()
    } else {
        plan.fresh_claim_id(claim.short_text())
    }
}

fn step_id(plan: &mut Plan<'_>, from: &ArgumentMap, step: &Inference) -> InferenceId {
    if plan.reserve(step.id.as_str()) {
        step.id.clone()
    } else {
        plan.fresh_inference_id(from.role(step).word())
    }
}

impl Names {
    fn copy_of(&self, step: &Inference) -> Inference {
        let mut copy = step.clone();
        if let Some(id) = self.steps.get(&step.id) {
            copy.id = id.clone();
        }
        for premise in &mut copy.premises {
            if let Some(id) = self.claims.get(premise) {
                *premise = id.clone();
            }
        }
        copy.target = match copy.target {
            Target::Claim(id) => Target::Claim(self.claims.get(&id).cloned().unwrap_or(id)),
            Target::Inference(id) => Target::Inference(self.steps.get(&id).cloned().unwrap_or(id)),
        };
        self.rename(&mut copy.held_by, &mut copy.quotes);
        copy
    }

    fn rename(&self, held_by: &mut Vec<HeldBy>, quotes: &mut [Quote]) {
        for held in held_by.iter_mut() {
            if let Holder::Participant(id) = &mut held.holder
                && let Some(known) = self.participants.get(id)
            {
                *id = known.clone();
            }
        }
        // Two participants may turn out to be one here; the first attitude stands.
        let mut seen = BTreeSet::new();
        held_by.retain(|held| seen.insert(held.holder.clone()));
        for quote in quotes {
            if let Some(known) = self.sources.get(&quote.source) {
                quote.source = known.clone();
            }
        }
    }

    /// Columns that begin at the copies of these reasons.
    fn columns(&self, breaks: &[InferenceId]) -> Choice {
        let copies = breaks.iter().filter_map(|step| self.steps.get(step));
        Choice::Columns(copies.cloned().collect())
    }

    /// What an element is called now, if it was copied.
    pub(super) fn element(&self, element: &ElementId) -> Option<ElementId> {
        match element {
            ElementId::Claim(id) => self.claims.get(id).cloned().map(ElementId::Claim),
            ElementId::Inference(id) => self.steps.get(id).cloned().map(ElementId::Inference),
        }
    }
}

/// Widths, columns and hidden reasons go along; pinned places do not, since the originals stand there.
fn copy_view(plan: &mut Plan<'_>, view: &View, elements: &BTreeSet<ElementId>, names: &Names) {
    let widths: Vec<_> = names
        .claims
        .iter()
        .filter_map(|(old, new)| Some((new.clone(), *view.widths.get(old)?)))
        .collect();
    let collapsed: Vec<_> = elements
        .iter()
        .filter(|element| view.collapsed.contains(element))
        .filter_map(|element| names.element(element))
        .collect();
    let columns: Vec<_> = names
        .claims
        .iter()
        .filter_map(|(old, new)| Some((new.clone(), names.columns(view.breaks_of(old)?))))
        .collect();
    if !widths.is_empty() || !collapsed.is_empty() || !columns.is_empty() {
        plan.change_shown_view(|view| {
            view.widths.extend(widths);
            view.collapsed.extend(collapsed);
            // A view that has chosen nothing yet chooses for the copies too.
            if let Some(choices) = &mut view.choices {
                choices.extend(columns);
            }
        });
    }
}
