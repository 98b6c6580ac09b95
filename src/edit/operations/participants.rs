//! The participants of the map: adding, naming and removing those who hold claims and steps.

use super::plan::{CannotPlan, Plan, Planned, counted, refuse};
use super::properties::change_element;
use crate::model::{
    ArgumentMap, ElementId, HeldBy, Holder, Participant, ParticipantId, Record, RecordId,
};

pub(super) fn add_participant(mut plan: Plan<'_>, name: &str) -> Result<Planned, CannotPlan> {
    let name = free_name(plan.map, None, name)?;
    add(&mut plan, name);
    Ok(plan.finish("add participant"))
}

pub(super) fn set_name(
    plan: Plan<'_>,
    id: &ParticipantId,
    name: &str,
) -> Result<Planned, CannotPlan> {
    let name = free_name(plan.map, Some(id), name)?;
    change(plan, id, "rename participant", |participant| {
        name.clone_into(&mut participant.name);
    })
}

pub(super) fn set_note(
    plan: Plan<'_>,
    id: &ParticipantId,
    note: &str,
) -> Result<Planned, CannotPlan> {
    change(plan, id, "change note on participant", |participant| {
        note.clone_into(&mut participant.note);
    })
}

/// Takes the participant also out of all that it holds, and says how much that was.
pub(super) fn remove_participant(
    mut plan: Plan<'_>,
    id: &ParticipantId,
) -> Result<Planned, CannotPlan> {
    let name = participant(plan.map, id)?.name.clone();
    let holds = |held_by: &[HeldBy]| held_by.iter().any(|held| is_of(held, id));
    let claims = plan.map.claims().filter(|claim| holds(&claim.held_by));
    let claims: Vec<ElementId> = claims.map(|claim| claim.id.clone().into()).collect();
    let steps = plan.map.inferences().filter(|step| holds(&step.held_by));
    let steps: Vec<ElementId> = steps.map(|step| step.id.clone().into()).collect();
    for element in claims.iter().chain(&steps) {
        change_element(&mut plan, element, |fields| {
            fields.held_by.retain(|held| !is_of(held, id));
        })?;
    }
    plan.remove(RecordId::Participant(id.clone()));
    let held = match (claims.len(), steps.len()) {
        (0, 0) => None,
        (claims, 0) => Some(counted(claims, "claim")),
        (0, steps) => Some(counted(steps, "step")),
        (claims, steps) => Some(format!(
            "{} and {}",
            counted(claims, "claim"),
            counted(steps, "step")
        )),
    };
    let remark = held.map(|held| format!("Removed {name}, who held {held}"));
    Ok(plan.finish("remove participant").with_remark(remark))
}

/// Adds a participant of this name after the others.
pub(super) fn add(plan: &mut Plan<'_>, name: &str) -> ParticipantId {
    let id = plan.fresh_participant_id(name);
    let order = plan.map.last_order(&RecordId::Participant(id.clone()));
    plan.put(Participant {
        id: id.clone(),
        order,
        name: name.to_owned(),
        note: String::new(),
    });
    id
}

fn change(
    mut plan: Plan<'_>,
    id: &ParticipantId,
    name: &str,
    change: impl FnOnce(&mut Participant),
) -> Result<Planned, CannotPlan> {
    let mut changed = participant(plan.map, id)?.clone();
    change(&mut changed);
    plan.put(Record::from(changed));
    Ok(plan.finish(name))
}

fn participant<'a>(
    map: &'a ArgumentMap,
    id: &ParticipantId,
) -> Result<&'a Participant, CannotPlan> {
    match map.participant(id) {
        Some(participant) => Ok(participant),
        None => refuse("That participant is no longer in the map"),
    }
}

fn is_of(held: &HeldBy, id: &ParticipantId) -> bool {
    matches!(&held.holder, Holder::Participant(holder) if holder == id)
}

/// The name without spaces around it, if nobody but its bearer has it.
fn free_name<'a>(
    map: &ArgumentMap,
    bearer: Option<&ParticipantId>,
    name: &'a str,
) -> Result<&'a str, CannotPlan> {
    let name = name.trim();
    if name.is_empty() {
        return refuse("A participant needs a name");
    }
    let mut others = map.participants().filter(|known| Some(&known.id) != bearer);
    if others.any(|known| known.name == name) {
        return refuse(format!("There is a participant called {name} already"));
    }
    Ok(name)
}
