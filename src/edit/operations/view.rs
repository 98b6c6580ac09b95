//! How the map is looked at: pins, widths, collapsing, and the settings of the first view.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::known_part;
use super::plan::{CannotPlan, Plan, Planned, refuse};
use crate::model::{
    Aspect, Choice, ClaimId, Direction, ElementId, InferenceId, Position, Style, View,
};

pub(super) fn pin(
    mut plan: Plan<'_>,
    places: &BTreeMap<ClaimId, Position>,
) -> Result<Planned, CannotPlan> {
    for (claim, at) in places {
        plan.claim(claim)?;
        if !(at.x.is_finite() && at.y.is_finite()) {
            return refuse("A box cannot be pinned there");
        }
    }
    plan.change_shown_view(|view| {
        let places = places.iter().map(|(claim, at)| (claim.clone(), *at));
        view.pinned.extend(places);
    });
    Ok(plan.finish(if places.len() == 1 {
        "pin box"
    } else {
        "pin boxes"
    }))
}

pub(super) fn unpin(mut plan: Plan<'_>, elements: &BTreeSet<ElementId>) -> Planned {
    plan.change_shown_view(|view| {
        for claim in elements.iter().filter_map(ElementId::as_claim) {
            view.pinned.remove(claim);
        }
    });
    plan.finish(if elements.len() == 1 {
        "unpin box"
    } else {
        "unpin boxes"
    })
}

pub(super) fn set_width(
    mut plan: Plan<'_>,
    claim: &ClaimId,
    width: Option<f64>,
) -> Result<Planned, CannotPlan> {
    plan.claim(claim)?;
    if width.is_some_and(|width| !(width.is_finite() && width > 0.0)) {
        return refuse("A box needs a width above zero");
    }
    plan.change_shown_view(|view| {
        match width {
            Some(width) => view.widths.insert(claim.clone(), width),
            None => view.widths.remove(claim),
        };
    });
    Ok(plan.finish("change width"))
}

/// Elements without reasons have nothing to hide and are passed over.
pub(super) fn toggle_collapsed(
    mut plan: Plan<'_>,
    elements: &BTreeSet<ElementId>,
) -> Result<Planned, CannotPlan> {
    let collapsed = &plan.shown_view().collapsed;
    let with_reasons: Vec<ElementId> = elements
        .iter()
        .filter(|element| {
            collapsed.contains(element) || plan.map.bearing_on(element).next().is_some()
        })
        .cloned()
        .collect();
    if with_reasons.is_empty() {
        return refuse("There are no reasons here to hide");
    }
    let all_hidden = with_reasons
        .iter()
        .all(|element| collapsed.contains(element));
    plan.change_shown_view(|view| {
        for element in with_reasons {
            if all_hidden {
                view.collapsed.remove(&element);
            } else {
                view.collapsed.insert(element);
            }
        }
    });
    Ok(plan.finish(if all_hidden {
        "show reasons"
    } else {
        "hide reasons"
    }))
}

/// Lets elements stand out at every step, or no longer if all of them do.
pub(super) fn toggle_emphasised(
    mut plan: Plan<'_>,
    elements: &BTreeSet<ElementId>,
) -> Result<Planned, CannotPlan> {
    let is_there = |element: &&ElementId| match element {
        ElementId::Claim(id) => plan.map.claim(id).is_some(),
        ElementId::Inference(id) => plan.map.inference(id).is_some(),
    };
    let elements: BTreeSet<ElementId> = elements.iter().filter(is_there).cloned().collect();
    if elements.is_empty() {
        return refuse("Nothing is selected to stand out");
    }
    let emphasised = &plan.shown_view().emphasised;
    let stand_out = elements.iter().all(|element| emphasised.contains(element));
    plan.change_shown_view(|view| {
        for element in elements {
            if stand_out {
                view.emphasised.remove(&element);
            } else {
                view.emphasised.insert(element);
            }
        }
    });
    Ok(plan.finish(if stand_out {
        "let stand out no longer"
    } else {
        "let stand out"
    }))
}

/// Rows and columns were chosen for one arrangement; another one lets the layout choose anew.
fn free_to_choose(view: &mut View, rearranged: bool) {
    if rearranged {
        view.choices = None;
    }
}

pub(super) fn set_style(mut plan: Plan<'_>, style: Style) -> Planned {
    plan.change_shown_view(|view| {
        free_to_choose(view, view.style != style);
        view.style = style;
    });
    plan.finish("change style")
}

pub(super) fn set_direction(mut plan: Plan<'_>, direction: Direction) -> Planned {
    plan.change_shown_view(|view| {
        free_to_choose(view, view.direction != direction);
        view.direction = direction;
    });
    plan.finish("change direction")
}

pub(super) fn set_aspect(mut plan: Plan<'_>, aspect: Aspect) -> Result<Planned, CannotPlan> {
    if aspect.width == 0 || aspect.height == 0 {
        return refuse("Both parts of the aspect must be at least 1");
    }
    plan.change_shown_view(|view| {
        free_to_choose(view, view.aspect != aspect);
        view.aspect = aspect;
    });
    Ok(plan.finish("change aspect"))
}

/// Keeps only what the map has, so that a layout made a moment ago can be remembered.
pub(super) fn remember_layout(
    mut plan: Plan<'_>,
    choices: &BTreeMap<ClaimId, Choice>,
    homes: &BTreeMap<ClaimId, InferenceId>,
) -> Planned {
    remember(&mut plan, choices, homes);
    plan.finish("lay out")
}

pub(super) fn remember(
    plan: &mut Plan<'_>,
    choices: &BTreeMap<ClaimId, Choice>,
    homes: &BTreeMap<ClaimId, InferenceId>,
) {
    let map = plan.map;
    let view = plan.shown_view();
    if view.choices.as_ref() == Some(choices) && view.homes == *homes {
        return;
    }
    let choices: BTreeMap<_, _> = choices
        .iter()
        .filter(|(claim, _)| map.claim(claim).is_some())
        .map(|(claim, choice)| (claim.clone(), known_part(plan, claim, choice)))
        .collect();
    let homes: BTreeMap<_, _> = homes
        .iter()
        .filter(|(claim, home)| {
            map.inference(home)
                .is_some_and(|home| home.premises.contains(claim))
        })
        .map(|(claim, home)| (claim.clone(), home.clone()))
        .collect();
    if view.choices.as_ref() != Some(&choices) || view.homes != homes {
        plan.change_shown_view(|view| {
            view.choices = Some(choices);
            view.homes = homes;
        });
    }
}
