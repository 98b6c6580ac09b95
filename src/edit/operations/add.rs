//! Adding: free claims and questions, reasons, answers, undercuts and co-premises.

use super::order::{Gap, behind_branch};
use super::plan::{CannotPlan, Plan, Planned, refuse};
use crate::model::{
    Claim, ClaimId, ClaimKind, ElementId, InferenceId, Position, Role, Stance, Target,
};

/// A claim or question that stands by itself, pinned if a place is given.
pub(super) fn add_claim(mut plan: Plan<'_>, kind: ClaimKind, at: Option<Position>) -> Planned {
    let noun = match kind {
        ClaimKind::Assertion => "claim",
        ClaimKind::Question(_) => "question",
    };
    let id = plan.fresh_claim_id(noun);
    let order = Gap::after_claims(plan.map).next();
    let mut claim = Claim::new(id.clone(), order, "");
    claim.kind = kind;
    plan.put(claim);
    if let Some(at) = at {
        plan.change_shown_view(|view| {
            view.pinned.insert(id.clone(), at);
        });
    }
    plan.finish(format!("add {noun}"))
        .with_focus([ElementId::Claim(id)])
}

/// A new claim that bears on the target.
pub(super) fn add_reason(
    mut plan: Plan<'_>,
    target: &Target,
    stance: Stance,
) -> Result<Planned, CannotPlan> {
    check_stance(&plan, target, stance)?;
    let mut places = behind_branch(plan.map, &target.element());
    let word = role_word(&plan, target, stance);
    let claim = plan.fresh_claim_id(word);
    plan.put(Claim::new(claim.clone(), places.claims.next(), ""));
    plan.add_inference(
        places.inferences.next(),
        stance,
        vec![claim.clone()],
        target.clone(),
    );
    plan.expand(&target.element());
    Ok(plan
        .finish(format!("add {word}"))
        .with_focus([ElementId::Claim(claim)]))
}

/// A new premise of a step.
pub(super) fn add_co_premise(
    mut plan: Plan<'_>,
    step: &InferenceId,
) -> Result<Planned, CannotPlan> {
    let mut inference = (*plan.inference(step)?).clone();
    if inference.stance == Stance::Answer {
        return refuse("Each answer is one claim; add another answer to the question instead");
    }
    let order = co_premise_order(&plan, &inference.premises);
    let claim = plan.fresh_claim_id("premise");
    plan.put(Claim::new(claim.clone(), order, ""));
    inference.premises.push(claim.clone());
    plan.put(inference);
    Ok(plan
        .finish("add co-premise")
        .with_focus([ElementId::Claim(claim)]))
}

/// Behind the branch of the last premise, so that the file stays in reading order.
fn co_premise_order(plan: &Plan<'_>, premises: &[ClaimId]) -> crate::model::OrderKey {
    let mut gap = match premises.last() {
        Some(last) => behind_branch(plan.map, &ElementId::Claim(last.clone())).claims,
        None => Gap::after_claims(plan.map),
    };
    gap.next()
}

/// Refuses stances that the target cannot take.
pub(super) fn check_stance(
    plan: &Plan<'_>,
    target: &Target,
    stance: Stance,
) -> Result<(), CannotPlan> {
    let is_question = match target {
        Target::Claim(id) => plan.claim(id)?.is_question(),
        Target::Inference(id) => {
            plan.inference(id)?;
            false
        }
    };
    match (is_question, stance) {
        (true, Stance::Support | Stance::Attack) => {
            refuse("A question is only answered; add an answer to it")
        }
        (false, Stance::Answer) => refuse("Only a question can be answered"),
        _ => Ok(()),
    }
}

/// The interface's word for what a step with this target and stance would be.
pub(super) fn role_word(plan: &Plan<'_>, target: &Target, stance: Stance) -> &'static str {
    let role = match (stance, target) {
        (Stance::Answer, _) => Role::Answer,
        (Stance::Support, Target::Claim(_)) => Role::Support,
        (Stance::Support, Target::Inference(_)) => Role::Backing,
        (Stance::Attack, Target::Inference(_)) => Role::Undercut,
        (Stance::Attack, Target::Claim(claim)) => {
            let mut uses = plan.map.uses(claim);
            if uses.any(|used| used.stance == Stance::Attack) {
                Role::Rebuttal
            } else {
                Role::Objection
            }
        }
    };
    role.word()
}
