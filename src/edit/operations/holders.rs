//! Who holds a claim or a step, and how.

use super::participants;
use super::plan::{CannotPlan, Plan, Planned, refuse};
use super::properties::change_element;
use crate::model::{Attitude, ElementId, HeldBy, Holder};

/// Sets one holder's attitude; a holder keeps its place among the others.
pub(super) fn set_attitude(
    mut plan: Plan<'_>,
    element: &ElementId,
    holder: &Holder,
    attitude: Option<Attitude>,
) -> Result<Planned, CannotPlan> {
    if let Holder::Participant(id) = holder
        && plan.map.participant(id).is_none()
    {
        return refuse("That participant is no longer in the map");
    }
    hold(&mut plan, element, holder, attitude)?;
    let name = if attitude.is_some() {
        "change who holds it"
    } else {
        "remove holder"
    };
    Ok(plan.finish(name))
}

/// Lets the participant of this name hold the element; adds it if nobody bears the name.
pub(super) fn add_holder(
    mut plan: Plan<'_>,
    element: &ElementId,
    name: &str,
    attitude: Attitude,
) -> Result<Planned, CannotPlan> {
    let name = name.trim();
    if name.is_empty() {
        return refuse("A participant needs a name");
    }
    let known = plan
        .map
        .participants()
        .find(|participant| participant.name == name)
        .map(|participant| participant.id.clone());
    let id = known.unwrap_or_else(|| participants::add(&mut plan, name));
    hold(&mut plan, element, &Holder::Participant(id), Some(attitude))?;
    Ok(plan.finish("add holder"))
}

fn hold(
    plan: &mut Plan<'_>,
    element: &ElementId,
    holder: &Holder,
    attitude: Option<Attitude>,
) -> Result<(), CannotPlan> {
    change_element(plan, element, |fields| {
        let found = fields
            .held_by
            .iter()
            .position(|held| held.holder == *holder);
        match (found, attitude) {
            (Some(at), None) => drop(fields.held_by.remove(at)),
            (Some(at), Some(attitude)) => {
                if let Some(held) = fields.held_by.get_mut(at) {
                    held.attitude = attitude;
                }
            }
            (None, Some(attitude)) => fields.held_by.push(HeldBy {
                holder: holder.clone(),
                attitude,
            }),
            (None, None) => {}
        }
    })
}
