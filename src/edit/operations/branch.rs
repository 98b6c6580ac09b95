//! Branches: what stands under an element on the canvas, by the homes that a view gives claims.

use std::collections::BTreeSet;

use crate::edit::view_map::shows;
use crate::model::{ArgumentMap, ClaimId, ElementId, InferenceId, Target, View};

/// The step under which a claim stands in a view: the home that the view names, or its first use.
///
/// Where the view shows a part of the map, a use that it shows goes before one that it does not.
pub fn home<'m>(map: &'m ArgumentMap, view: &'m View, claim: &ClaimId) -> Option<&'m InferenceId> {
    let is_shown = |step: &InferenceId| {
        let step = map.inference(step);
        view.only.is_none() || step.is_some_and(|step| shows(map, view, step))
    };
    let named = view.homes.get(claim);
    let uses = || map.uses(claim).map(|used| &used.id);
    let mut choices = named.into_iter().chain(uses());
    let shown = choices.find(|step| is_shown(step));
    shown.or(named).or_else(|| uses().next())
}

/// The steps that a claim feeds, in order: what an undercut or a co-premise asked for on the
/// claim could mean.
pub fn steps_fed_by(map: &ArgumentMap, claim: &ClaimId) -> Vec<InferenceId> {
    map.uses(claim).map(|used| used.id.clone()).collect()
}

/// The elements themselves and all that stands under them, each once.
///
/// A premise whose home is elsewhere is not under the step that uses it.
pub fn branch(
    map: &ArgumentMap,
    view: &View,
    tops: impl IntoIterator<Item = ElementId>,
) -> BTreeSet<ElementId> {
    let at_home = |step: &InferenceId, premise: &ClaimId| home(map, view, premise) == Some(step);
    reached(map, tops, at_home)
}

/// The elements themselves, all that bears on them wherever it stands, and so on down.
pub fn all_bearing_on(
    map: &ArgumentMap,
    tops: impl IntoIterator<Item = ElementId>,
) -> BTreeSet<ElementId> {
    reached(map, tops, |_, _| true)
}

/// Goes down from elements to the steps that bear on them, and from steps to those of their
/// premises that are to be followed.
fn reached(
    map: &ArgumentMap,
    tops: impl IntoIterator<Item = ElementId>,
    is_followed: impl Fn(&InferenceId, &ClaimId) -> bool,
) -> BTreeSet<ElementId> {
    let mut found = BTreeSet::new();
    let mut open: Vec<ElementId> = tops.into_iter().collect();
    while let Some(element) = open.pop() {
        let exists = match &element {
            ElementId::Claim(id) => map.claim(id).is_some(),
            ElementId::Inference(id) => map.inference(id).is_some(),
        };
        if !exists || !found.insert(element.clone()) {
            continue;
        }
        let bearing = map.bearing_on(&element);
        open.extend(bearing.map(|inference| ElementId::Inference(inference.id.clone())));
        if let ElementId::Inference(id) = &element
            && let Some(inference) = map.inference(id)
        {
            let premises = inference.premises.iter();
            let followed = premises.filter(|premise| is_followed(id, premise));
            open.extend(followed.cloned().map(ElementId::Claim));
        }
    }
    found
}

/// The elements above this one up to the top of its tree, the nearest first, each once.
pub fn ancestors(map: &ArgumentMap, view: &View, element: &ElementId) -> Vec<ElementId> {
    let mut above = Vec::new();
    let mut seen = BTreeSet::from([element.clone()]);
    let mut next = parent(map, view, element);
    while let Some(element) = next {
        if !seen.insert(element.clone()) {
            break;
        }
        next = parent(map, view, &element);
        above.push(element);
    }
    above
}

/// The step under which a claim stands, or what a step bears on.
pub fn parent(map: &ArgumentMap, view: &View, element: &ElementId) -> Option<ElementId> {
    match element {
        ElementId::Claim(id) => home(map, view, id).cloned().map(ElementId::Inference),
        ElementId::Inference(id) => map
            .inference(id)
            .map(|inference| &inference.target)
            .map(Target::element),
    }
}
