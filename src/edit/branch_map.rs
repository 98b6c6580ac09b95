//! A branch as a map of its own, as for a picture of it alone.

use std::collections::BTreeSet;

use super::operations::all_bearing_on;
use super::{Operation, SequentialIds};
use crate::model::{ArgumentMap, Aspect, ElementId, Heading, Inference, Record, Target, View};

/// The map of an element and everything that bears on it, all premises included wherever they
/// stand; a step comes with what it bears on. `None` if there is no such element.
///
/// The branch is shown unfolded at its top, and places that were pinned are left to the layout.
pub fn branch_map(map: &ArgumentMap, top: &ElementId) -> Option<ArgumentMap> {
    let kept = elements_under(map, top);
    if kept.is_empty() {
        return None;
    }
    let mut records = vec![heading(map, top)];
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
    let views = map.views();
    records.extend(views.map(|view| Record::from(restricted(view, map, &kept, top))));
    ArgumentMap::of_records(records).ok()
}

/// A step on a contention with all that bears on it, as a map of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Branch {
    /// The step.
    pub top: ElementId,
    /// What it says, briefly: its premises.
    pub name: String,
    /// The branch.
    pub map: ArgumentMap,
}

/// The branches of all contentions in order, each laid out to fill a page of this aspect, if one is
/// said; none where the map has less than two, since one would show what the map shows.
pub fn branches(map: &ArgumentMap, page: Option<Aspect>) -> Vec<Branch> {
    let contentions = map.contentions();
    let steps = contentions
        .iter()
        .flat_map(|claim| map.bearing_on(&ElementId::Claim(claim.id.clone())));
    let branch = |step: &Inference| {
        let top = ElementId::Inference(step.id.clone());
        let premises = step.premises.iter().filter_map(|id| map.claim(id));
        let names: Vec<_> = premises.map(|claim| claim.short_text().trim()).collect();
        let mut branch = branch_map(map, &top)?;
        if let Some(aspect) = page {
            fill(&mut branch, aspect);
        }
        Some(Branch {
            map: branch,
            name: names.join(" + "),
            top,
        })
    };
    let branches: Vec<_> = steps.filter_map(branch).collect();
    if branches.len() < 2 {
        Vec::new()
    } else {
        branches
    }
}

/// Looks at a map in another aspect; one that no page has changes nothing.
fn fill(map: &mut ArgumentMap, aspect: Aspect) {
    let planned = Operation::SetAspect(aspect).plan(map, &mut SequentialIds::default());
    let changes = planned.map(|planned| planned.transaction.changes().cloned().collect::<Vec<_>>());
    map.apply(&changes.unwrap_or_default()).unwrap_or_default();
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

fn restricted(view: &View, map: &ArgumentMap, kept: &BTreeSet<ElementId>, top: &ElementId) -> View {
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
    view.collapsed.remove(top);
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
