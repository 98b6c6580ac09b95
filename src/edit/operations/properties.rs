//! Single properties of claims, inferences and the map, as text fields and the inspector set them.

use super::plan::{CannotPlan, Plan, Planned, refuse};
use crate::model::{
    Claim, ClaimId, ClaimKind, ElementId, Heading, HeldBy, Inference, Quote, Stance,
};

pub(super) fn set_map_title(plan: Plan<'_>, title: &str) -> Planned {
    change_heading(plan, "change title", |heading| {
        title.clone_into(&mut heading.title);
    })
}

pub(super) fn set_map_note(plan: Plan<'_>, note: &str) -> Planned {
    change_heading(plan, "change map note", |heading| {
        note.clone_into(&mut heading.note);
    })
}

fn change_heading(mut plan: Plan<'_>, name: &str, change: impl FnOnce(&mut Heading)) -> Planned {
    let mut heading = plan.map.heading().clone();
    change(&mut heading);
    plan.put(heading);
    plan.finish(name)
}

pub(super) fn set_text(
    mut plan: Plan<'_>,
    element: &ElementId,
    text: &str,
) -> Result<Planned, CannotPlan> {
    change_element(&mut plan, element, |fields| text.clone_into(fields.text))?;
    Ok(plan.finish(match element {
        ElementId::Claim(_) => "edit text",
        ElementId::Inference(_) => "change word",
    }))
}

pub(super) fn set_label(
    mut plan: Plan<'_>,
    claim: &ClaimId,
    label: &str,
) -> Result<Planned, CannotPlan> {
    change_claim(&mut plan, claim, |claim| label.clone_into(&mut claim.label))?;
    Ok(plan.finish("change label"))
}

pub(super) fn set_note(
    mut plan: Plan<'_>,
    element: &ElementId,
    note: &str,
) -> Result<Planned, CannotPlan> {
    change_element(&mut plan, element, |fields| note.clone_into(fields.note))?;
    Ok(plan.finish("change note"))
}

pub(super) fn set_tags(
    mut plan: Plan<'_>,
    element: &ElementId,
    tags: &[String],
) -> Result<Planned, CannotPlan> {
    let mut kept: Vec<String> = Vec::with_capacity(tags.len());
    for tag in tags.iter().map(|tag| tag.trim()) {
        if !tag.is_empty() && !kept.iter().any(|known| known == tag) {
            kept.push(tag.to_owned());
        }
    }
    change_element(&mut plan, element, |fields| *fields.tags = kept)?;
    Ok(plan.finish("change tags"))
}

pub(super) fn set_implicit(
    mut plan: Plan<'_>,
    element: &ElementId,
    implicit: bool,
) -> Result<Planned, CannotPlan> {
    change_element(&mut plan, element, |fields| *fields.implicit = implicit)?;
    let name = if implicit {
        "mark as implicit"
    } else {
        "mark as explicit"
    };
    Ok(plan.finish(name))
}

pub(super) fn set_contention(
    mut plan: Plan<'_>,
    claim: &ClaimId,
    contention: bool,
) -> Result<Planned, CannotPlan> {
    change_claim(&mut plan, claim, |claim| claim.contention = contention)?;
    let name = if contention {
        "mark as contention"
    } else {
        "unmark contention"
    };
    Ok(plan.finish(name))
}

/// Refused where the claim's steps forbid it; a question's way of being answered is part of the
/// kind.
pub(super) fn set_kind(
    mut plan: Plan<'_>,
    claim: &ClaimId,
    kind: ClaimKind,
) -> Result<Planned, CannotPlan> {
    let element = ElementId::Claim(claim.clone());
    let was_question = plan.claim(claim)?.is_question();
    let is_question = matches!(kind, ClaimKind::Question(_));
    if is_question && plan.map.uses(claim).next().is_some() {
        return refuse("This claim is a premise, and a question is never a premise");
    }
    let mut bearing = plan.map.bearing_on(&element);
    if is_question && bearing.any(|inference| inference.stance != Stance::Answer) {
        return refuse("A question is only answered; remove the reasons for and against it first");
    }
    if was_question && !is_question && plan.map.bearing_on(&element).next().is_some() {
        return refuse("This question has answers; remove them before making it a claim");
    }
    change_claim(&mut plan, claim, |claim| claim.kind = kind)?;
    let name = match (was_question, is_question) {
        (false, true) => "make it a question",
        (true, false) => "make it a claim",
        _ => "change how answers relate",
    };
    Ok(plan.finish(name))
}

/// The fields that claims and inferences have in common.
pub(super) struct Fields<'a> {
    /// The text of a claim, the word of an inference.
    pub(super) text: &'a mut String,
    pub(super) implicit: &'a mut bool,
    pub(super) held_by: &'a mut Vec<HeldBy>,
    pub(super) quotes: &'a mut Vec<Quote>,
    pub(super) tags: &'a mut Vec<String>,
    pub(super) note: &'a mut String,
}

/// Changes what claims and inferences have in common.
pub(super) fn change_element(
    plan: &mut Plan<'_>,
    element: &ElementId,
    change: impl FnOnce(Fields<'_>),
) -> Result<(), CannotPlan> {
    match element {
        ElementId::Claim(id) => change_claim(plan, id, |claim| change(fields_of_claim(claim))),
        ElementId::Inference(id) => {
            let mut inference = (*plan.inference(id)?).clone();
            change(fields_of_inference(&mut inference));
            plan.put(inference);
            Ok(())
        }
    }
}

fn fields_of_claim(claim: &mut Claim) -> Fields<'_> {
    Fields {
        text: &mut claim.text,
        implicit: &mut claim.implicit,
        held_by: &mut claim.held_by,
        quotes: &mut claim.quotes,
        tags: &mut claim.tags,
        note: &mut claim.note,
    }
}

fn fields_of_inference(inference: &mut Inference) -> Fields<'_> {
    Fields {
        text: &mut inference.word,
        implicit: &mut inference.implicit,
        held_by: &mut inference.held_by,
        quotes: &mut inference.quotes,
        tags: &mut inference.tags,
        note: &mut inference.note,
    }
}

fn change_claim(
    plan: &mut Plan<'_>,
    id: &ClaimId,
    change: impl FnOnce(&mut Claim),
) -> Result<(), CannotPlan> {
    let mut claim = (*plan.claim(id)?).clone();
    change(&mut claim);
    plan.put(claim);
    Ok(())
}
