//! A branch as a map of its own, as for a picture of it alone.

use std::collections::BTreeSet;

use super::operations::all_bearing_on;
use crate::model::{ArgumentMap, ClaimId, ElementId, Heading, Record, Target, View};

/// The map of an element and everything that bears on it, all premises included wherever they
/// stand; a step comes with what it bears on. `None` if there is no such element.
///
/// The branch is shown unfolded at its top, and places that were pinned are left to the layout.
pub fn branch_map(map: &ArgumentMap, top: &ElementId) -> Option<ArgumentMap> {
    let kept = elements_under(map, top);
    if kept.is_empty() {
        return None;
    }
    let views = map.views().map(|view| {
        let mut view = restricted(view, map, &kept);
        view.collapsed.remove(top);
        view
    });
    kept_map(map, heading(map, top), &kept, views)
}

/// A part of a map as a map of its own, under this title: steps with what they bear on and all that
/// bears on them, and claims alone. What bears on nothing here does so wherever it stands: steps
/// from these claims are left out. `None` if there is nothing.
///
/// It has the first view alone, without steps, and the layout chooses anew.
pub fn part_map(map: &ArgumentMap, title: &str, units: &[ElementId]) -> Option<ArgumentMap> {
    let kept = elements_of_part(map, units);
    if kept.is_empty() {
        return None;
    }
    let heading = Record::from(Heading {
        title: title.to_owned(),
        note: map.heading().note.clone(),
    });
    let mut view = restricted(map.main_view(), map, &kept);
    view.steps.clear();
    view.choices = None;
    kept_map(map, heading, &kept, [view].into_iter())
}

fn elements_of_part(map: &ArgumentMap, units: &[ElementId]) -> BTreeSet<ElementId> {
    let mut kept = BTreeSet::new();
    let mut tops = BTreeSet::new();
    for unit in units {
        match unit {
            ElementId::Claim(claim) => {
                tops.insert(claim.clone());
                kept.insert(unit.clone());
            }
            ElementId::Inference(_) => {
                kept.extend(elements_under(map, unit));
                tops.extend(claim_at_end(map, unit));
            }
        }
    }
    let step = |element: &ElementId| element.as_inference().and_then(|id| map.inference(id));
    kept.retain(|element| {
        let mut premises = step(element).into_iter().flat_map(|step| &step.premises);
        units.contains(element) || !premises.any(|claim| tops.contains(claim))
    });
    loop {
        let has_target = |element: &ElementId| {
            step(element).is_none_or(|step| kept.contains(&step.target.element()))
        };
        let (left, hanging): (BTreeSet<_>, BTreeSet<_>) =
            kept.iter().cloned().partition(has_target);
        kept = left;
        if hanging.is_empty() {
            return kept;
        }
    }
}

/// The claim that a step bears on, or that the step it bears on does, and so on.
fn claim_at_end(map: &ArgumentMap, step: &ElementId) -> Option<ClaimId> {
    let mut next = step.as_inference().and_then(|id| map.inference(id));
    loop {
        match &next?.target {
            Target::Claim(claim) => return Some(claim.clone()),
            Target::Inference(target) => next = map.inference(target),
        }
    }
}

/// The map with these elements alone, looked at so.
fn kept_map(
    map: &ArgumentMap,
    heading: Record,
    kept: &BTreeSet<ElementId>,
    views: impl Iterator<Item = View>,
) -> Option<ArgumentMap> {
    let mut records = vec![heading];
    records.extend(map.participants().cloned().map(Record::from));
    records.extend(map.sources().cloned().map(Record::from));
    let claims = map.claims();
    records.extend(
        claims
            .filter(|claim| kept.contains(&claim.id.clone().into()))
            .cloned()
            .map(Record::from),
    );
    let inferences = map.inferences();
    records.extend(
        inferences
            .filter(|inference| kept.contains(&inference.id.clone().into()))
            .cloned()
            .map(Record::from),
    );
    records.extend(views.map(Record::from));
    ArgumentMap::of_records(records).ok()
}

fn heading(map: &ArgumentMap, top: &ElementId) -> Record {
    let heading = map.heading();
    let part = match top {
        ElementId::Claim(id) => map.claim(id).map(|claim| claim.short_text().to_owned()),
        ElementId::Inference(_) => None,
    };
    let titles = [Some(heading.title.clone()), part];
    let titles: Vec<_> = titles
        .into_iter()
        .flatten()
        .filter(|title| !title.is_empty())
        .collect();
    Record::from(Heading {
        title: titles.join(": "),
        note: heading.note.clone(),
    })
}

/// The element, what it bears on if it is a step, and all that bears on it.
fn elements_under(map: &ArgumentMap, top: &ElementId) -> BTreeSet<ElementId> {
    let mut found = all_bearing_on(map, [top.clone()]);
    add_targets(map, top, &mut found);
    found
}

/// What a step bears on, up to the claim at the end, with the premises on the way.
fn add_targets(map: &ArgumentMap, top: &ElementId, found: &mut BTreeSet<ElementId>) {
    let mut step = top.as_inference().and_then(|id| map.inference(id));
    while let Some(inference) = step {
        found.insert(inference.id.clone().into());
        found.extend(inference.premises.iter().cloned().map(ElementId::Claim));
        step = match &inference.target {
            Target::Claim(claim) => {
                found.insert(claim.clone().into());
                None
            }
            Target::Inference(target) => map.inference(target),
        };
    }
}

fn restricted(view: &View, map: &ArgumentMap, kept: &BTreeSet<ElementId>) -> View {
    let mut view = view.clone();
    let claims = map.claims().map(|claim| ElementId::from(claim.id.clone()));
    let steps = map
        .inferences()
        .map(|step| ElementId::from(step.id.clone()));
    for gone in claims
        .chain(steps)
        .filter(|element| !kept.contains(element))
    {
        view.forget(&gone);
    }
    view.pinned.clear();
    view
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Claim, ClaimId, Direction, OrderKey, ViewId};

    #[test]
    fn a_branch_is_looked_at_as_its_map_is_whatever_the_view_is_called() {
        let order = OrderKey::of_index(0);
        let claim = ClaimId::new("a").unwrap();
        let mut view = View::new(ViewId::new("wide").unwrap(), order.clone());
        view.direction = Direction::Right;
        let records = [
            Record::from(Claim::new(claim.clone(), order, "A")),
            view.into(),
        ];
        let map = ArgumentMap::of_records(records).unwrap();
        assert_eq!(map.views().count(), 1);
        let branch = branch_map(&map, &claim.into()).unwrap();
        assert_eq!(branch.main_view().direction, Direction::Right);
    }
}
