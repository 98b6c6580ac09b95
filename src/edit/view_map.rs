//! The part of a map that a view shows, as a map of its own that has this view alone.

use std::collections::BTreeSet;

use crate::model::{
    ArgumentMap, ClaimId, ElementId, Frame, Inference, InferenceId, Record, Target, View, ViewId,
};

/// The claims that a view shows, and the inferences between them; `None` if there is no such view.
///
/// An inference is shown with those of its premises that are, as long as there is one, and as its
/// target is.
pub fn view_map(map: &ArgumentMap, id: &ViewId) -> Option<ArgumentMap> {
    let view = map.view(id)?;
    if view.only.is_none() && map.views().count() == 1 {
        return Some(map.clone());
    }
    shown_map(map, view)
}

/// The selected claims and steps with what the steps join, looked at as in a view; `None` if there
/// is no such view, or nothing of the selection is shown in it.
pub fn selection_map(
    map: &ArgumentMap,
    id: &ViewId,
    selected: &BTreeSet<ElementId>,
) -> Option<ArgumentMap> {
    let mut view = map.view(id)?.clone();
    let mut claims: BTreeSet<ClaimId> = BTreeSet::new();
    let mut open: Vec<ElementId> = selected.iter().cloned().collect();
    while let Some(element) = open.pop() {
        match element {
            ElementId::Claim(claim) => drop(claims.insert(claim)),
            ElementId::Inference(step) => {
                if let Some(step) = map.inference(&step) {
                    claims.extend(step.premises.iter().cloned());
                    open.push(step.target.element());
                }
            }
        }
    }
    claims.retain(|claim| view.shows(claim));
    if claims.is_empty() {
        return None;
    }
    view.steps.clear();
    view.frame = Frame::Whole;
    view.pinned.clear();
    view.only = Some(claims);
    shown_map(map, &view)
}

/// The whole map, looked at as in a view, with no branch hidden; `None` if there is no such view.
pub fn whole_map(map: &ArgumentMap, id: &ViewId) -> Option<ArgumentMap> {
    let mut view = map.view(id)?.clone();
    view.only = None;
    view.collapsed.clear();
    shown_map(map, &view)
}

/// What a view shows of a map, whether or not the map has that view.
fn shown_map(map: &ArgumentMap, view: &View) -> Option<ArgumentMap> {
    let inferences = shown_inferences(map, view);
    let mut records = vec![Record::from(map.heading().clone())];
    records.extend(map.participants().cloned().map(Record::from));
    records.extend(map.sources().cloned().map(Record::from));
    let claims = map.claims().filter(|claim| view.shows(&claim.id));
    records.extend(claims.cloned().map(Record::from));
    let mut restricted = view.clone();
    restricted.only = None;
    for gone in gone(map, view, &inferences) {
        restricted.forget(&gone);
    }
    restricted.homes.retain(|claim, home| {
        let home = inferences.iter().find(|shown| shown.id == *home);
        home.is_some_and(|home| home.premises.contains(claim))
    });
    records.extend(inferences.into_iter().map(Record::from));
    records.push(restricted.into());
    ArgumentMap::of_records(records).ok()
}

fn gone(
    map: &ArgumentMap,
    view: &View,
    inferences: &[Inference],
) -> impl Iterator<Item = ElementId> {
    let shown: BTreeSet<&InferenceId> = inferences.iter().map(|shown| &shown.id).collect();
    let claims = map.claims().filter(|claim| !view.shows(&claim.id));
    let claims = claims.map(|claim| ElementId::from(claim.id.clone()));
    let steps = map.inferences().filter(|step| !shown.contains(&step.id));
    let steps = steps.map(|step| ElementId::from(step.id.clone()));
    claims.chain(steps).collect::<Vec<_>>().into_iter()
}

/// Whether a view shows an inference: one of its premises, and the chain of its targets down to
/// its claim.
pub(super) fn shows(map: &ArgumentMap, view: &View, inference: &Inference) -> bool {
    let mut next = inference;
    loop {
        if !next.premises.iter().any(|claim| view.shows(claim)) {
            return false;
        }
        match &next.target {
            Target::Claim(claim) => return view.shows(claim),
            Target::Inference(target) => match map.inference(target) {
                Some(target) => next = target,
                None => return false,
            },
        }
    }
}

/// Those inferences, with the premises that are shown.
fn shown_inferences(map: &ArgumentMap, view: &View) -> Vec<Inference> {
    let shown = map.inferences();
    let shown = shown.filter(|inference| shows(map, view, inference));
    let shown = shown.cloned().map(|mut inference| {
        inference.premises.retain(|claim| view.shows(claim));
        inference
    });
    shown.collect()
}
