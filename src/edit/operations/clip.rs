//! Copying a part of a map into a map of its own, as the clipboard takes it.

use std::collections::BTreeSet;

use super::branch::branch;
use crate::model::{
    ArgumentMap, Choice, Claim, ElementId, HeldBy, Holder, Inference, InferenceId, ParticipantId,
    Quote, Record, SourceId, View,
};

/// The elements with all that stands under them in a view, as a map: with the participants and sources
/// that it refers to, ids and order kept.
///
/// A selected step whose target is not copied gives its premises. A premise that stands
/// elsewhere comes along without its reasons.
///
/// # Panics
/// Never: a part chosen so keeps the invariants.
pub fn clip_of(map: &ArgumentMap, view: &View, elements: &BTreeSet<ElementId>) -> ArgumentMap {
    let part = Part::of(map, view, elements);
    let mut records: Vec<Record> = Vec::new();
    let participants = map.participants();
    records.extend(
        participants
            .filter(|participant| part.participants.contains(&participant.id))
            .map(|participant| participant.clone().into()),
    );
    let sources = map.sources();
    records.extend(
        sources
            .filter(|source| part.sources.contains(&source.id))
            .map(|source| source.clone().into()),
    );
    records.extend(part.claims.iter().map(|claim| Claim::clone(claim).into()));
    let steps = part.steps.iter();
    records.extend(steps.map(|step| Inference::clone(step).into()));
    records.push(view_of_part(view, &part).into());
    ArgumentMap::of_records(records).expect("a branch with what it refers to is a map")
}

struct Part<'m> {
    claims: Vec<&'m Claim>,
    steps: Vec<&'m Inference>,
    participants: BTreeSet<&'m ParticipantId>,
    sources: BTreeSet<&'m SourceId>,
}

impl<'m> Part<'m> {
    fn of(map: &'m ArgumentMap, view: &View, elements: &BTreeSet<ElementId>) -> Self {
        let mut found = branch(map, view, elements.iter().cloned());
        // From the top down a step is dropped with its target, so the loop ends.
        loop {
            let loose = |element: &ElementId| {
                let step = element.as_inference().and_then(|id| map.inference(id));
                step.is_some_and(|step| !found.contains(&step.target.element()))
            };
            let loose: Vec<_> = found
                .iter()
                .filter(|element| loose(element))
                .cloned()
                .collect();
            if loose.is_empty() {
                break;
            }
            for element in loose {
                found.remove(&element);
            }
        }
        let steps = found.iter().filter_map(ElementId::as_inference);
        let steps: Vec<_> = steps.filter_map(|id| map.inference(id)).collect();
        let premises = steps.iter().flat_map(|step| &step.premises);
        let own = found.iter().filter_map(ElementId::as_claim);
        let claims: BTreeSet<_> = own.chain(premises).collect();
        let claims = claims.into_iter().filter_map(|id| map.claim(id)).collect();
        let mut part = Self {
            claims,
            steps,
            participants: BTreeSet::new(),
            sources: BTreeSet::new(),
        };
        part.find_references();
        part
    }

    fn find_references(&mut self) {
        for claim in &self.claims {
            self.participants.extend(participants(&claim.held_by));
            self.sources.extend(sources(&claim.quotes));
        }
        for step in &self.steps {
            self.participants.extend(participants(&step.held_by));
            self.sources.extend(sources(&step.quotes));
        }
    }

    fn has(&self, element: &ElementId) -> bool {
        match element {
            ElementId::Claim(id) => self.claims.iter().any(|claim| claim.id == *id),
            ElementId::Inference(id) => self.steps.iter().any(|step| step.id == *id),
        }
    }
}

fn participants(held_by: &[HeldBy]) -> impl Iterator<Item = &ParticipantId> {
    held_by.iter().filter_map(|held| match &held.holder {
        Holder::Participant(id) => Some(id),
        Holder::Analyst => None,
    })
}

fn sources(quotes: &[Quote]) -> impl Iterator<Item = &SourceId> {
    quotes.iter().map(|quote| &quote.source)
}

/// The looks of a view, with the widths, columns and hidden reasons of what is copied.
fn view_of_part(original: &View, part: &Part<'_>) -> View {
    let mut view = ArgumentMap::new().main_view().clone();
    view.style = original.style;
    view.direction = original.direction;
    view.aspect = original.aspect;
    for claim in &part.claims {
        if let Some(width) = original.widths.get(&claim.id) {
            view.widths.insert(claim.id.clone(), *width);
        }
        if let Some(breaks) = original.breaks_of(&claim.id) {
            let has = |step: &&InferenceId| part.has(&ElementId::Inference((*step).clone()));
            let breaks = breaks.iter().filter(has).cloned().collect();
            let choices = view.choices.get_or_insert_default();
            choices.insert(claim.id.clone(), Choice::Columns(breaks));
        }
    }
    let collapsed = original.collapsed.iter();
    view.collapsed = collapsed
        .filter(|element| part.has(element))
        .cloned()
        .collect();
    view
}
