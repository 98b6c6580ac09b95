//! Moving and reusing: a claim or a step gets another place in the argument.
//!
//! Circles through claims are legal and told; a step that would bear on itself is refused.

use std::collections::{BTreeMap, BTreeSet};

use super::add::{check_stance, role_word};
use super::branch::{ancestors, home};
use super::link::absorb;
use super::order::behind_branch;
use super::plan::{CannotPlan, Plan, Planned, refuse};
use super::reorder::{Side, place_beside};
use crate::model::{ClaimId, ElementId, Inference, InferenceId, OrderKey, Stance, Target};

/// Where a claim or a step is to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attachment {
    /// Behind the other reasons of the target. An attack on a step is an undercut. On a question
    /// the stance is always that of an answer.
    Reason {
        /// What it is to bear on.
        target: Target,
        /// How.
        stance: Stance,
    },
    /// Into the step, as its last premise.
    CoPremise(InferenceId),
    /// Beside another reason, on the same target, with the stance it has (a claim that is no
    /// reason yet: the sibling's).
    Beside {
        /// The reason that it is to stand beside.
        sibling: InferenceId,
        /// On which side.
        side: Side,
    },
}

/// Moves one use of a claim: `from`, or else the step under which it stands. A pinned box goes
/// back into the layout, or it would not come to stand where it was dropped.
pub(super) fn move_claim(
    mut plan: Plan<'_>,
    claim: &ClaimId,
    from: Option<&InferenceId>,
    to: &Attachment,
) -> Result<Planned, CannotPlan> {
    check_premise(&plan, claim, to)?;
    let from = from.or_else(|| home(plan.map, plan.looked_at(), claim));
    let from = match from {
        Some(id) => Some((*plan.inference(id)?).clone()),
        None => None,
    };
    let homes = Homes::of(&plan, from.iter().flat_map(|from| &from.premises));
    let is_alone = from.as_ref().is_some_and(|from| from.premises.len() == 1);
    let step = match (from, to) {
        (Some(from), Attachment::CoPremise(into)) if from.id == *into => from.id,
        (Some(from), Attachment::CoPremise(into)) => {
            if is_alone {
                absorb(&mut plan, into, &from.id)?;
            } else {
                withdraw(&mut plan, &from, claim);
                join(&mut plan, claim, into)?;
            }
            into.clone()
        }
        (None, Attachment::CoPremise(into)) => {
            join(&mut plan, claim, into)?;
            into.clone()
        }
        (Some(from), _) if is_alone => {
            put_step(&mut plan, &from, to)?;
            from.id
        }
        (from, _) => {
            let spot = Spot::of(&plan, to, from.as_ref().map(|from| from.stance), None)?;
            if let Some(from) = &from {
                withdraw(&mut plan, from, claim);
            }
            add_step(&mut plan, claim, spot)?
        }
    };
    homes.settle(&mut plan, Some((claim, &step)));
    plan.unpin_if_changed(claim);
    let remark = circle_remark(&plan, claim, to);
    Ok(plan
        .finish("move claim")
        .with_focus([ElementId::Claim(claim.clone())])
        .with_remark(remark))
}

/// Uses a claim once more, or for the first time; its other uses and its home stay.
pub(super) fn add_use(
    mut plan: Plan<'_>,
    claim: &ClaimId,
    to: &Attachment,
) -> Result<Planned, CannotPlan> {
    check_premise(&plan, claim, to)?;
    let is_first = plan.map.uses(claim).next().is_none();
    let homes = Homes::of(&plan, [claim]);
    if let Attachment::CoPremise(into) = to {
        join(&mut plan, claim, into)?;
    } else {
        let spot = Spot::of(&plan, to, None, None)?;
        add_step(&mut plan, claim, spot)?;
    }
    homes.settle(&mut plan, None);
    let remark = circle_remark(&plan, claim, to);
    let name = if is_first {
        "connect claim"
    } else {
        "use claim again"
    };
    Ok(plan
        .finish(name)
        .with_focus([ElementId::Claim(claim.clone())])
        .with_remark(remark))
}

/// Moves a step with its premises, or joins its premises to another step.
pub(super) fn move_step(
    mut plan: Plan<'_>,
    step: &InferenceId,
    to: &Attachment,
) -> Result<Planned, CannotPlan> {
    let inference = (*plan.inference(step)?).clone();
    for premise in &inference.premises {
        check_own_reason(&plan, premise, to)?;
    }
    let homes = Homes::of(&plan, &inference.premises);
    let mut kept = step;
    match to {
        Attachment::CoPremise(into) if into == step => {}
        Attachment::CoPremise(into) => {
            absorb(&mut plan, into, step)?;
            kept = into;
        }
        _ => put_step(&mut plan, &inference, to)?,
    }
    homes.settle(&mut plan, None);
    let first = inference.premises.first();
    let remark = first.and_then(|premise| circle_remark(&plan, premise, to));
    Ok(plan
        .finish("move step")
        .with_focus([ElementId::Inference(kept.clone())])
        .with_remark(remark))
}

/// What a step is to bear on, how, and its place among the siblings.
struct Spot {
    target: Target,
    stance: Stance,
    order: OrderKey,
    beside: Option<InferenceId>,
}

impl Spot {
    /// The spot for a step that had the stance `had`; `moved` is the step if it is kept.
    fn of(
        plan: &Plan<'_>,
        to: &Attachment,
        had: Option<Stance>,
        moved: Option<&InferenceId>,
    ) -> Result<Self, CannotPlan> {
        let (target, stance) = match to {
            Attachment::Reason { target, stance } => (target.clone(), *stance),
            Attachment::Beside { sibling, .. } => {
                let sibling = plan.inference(sibling)?;
                let stance = match had {
                    Some(Stance::Answer) | None => sibling.stance,
                    Some(stance) => stance,
                };
                (sibling.target.clone(), stance)
            }
            Attachment::CoPremise(_) => return refuse("A co-premise is no step of its own"),
        };
        let stance = match &target {
            Target::Claim(id) if plan.claim(id)?.is_question() => Stance::Answer,
            _ => stance,
        };
        check_stance(plan, &target, stance)?;
        let (order, beside) = if let Attachment::Beside { sibling, side } = to {
            let order = place_beside(plan.map, moved, sibling, *side);
            (order, Some(sibling.clone()))
        } else {
            let order = behind_branch(plan.map, &target.element()).inferences.next();
            (order, None)
        };
        Ok(Self {
            target,
            stance,
            order,
            beside,
        })
    }
}

/// Gives an existing step another target, stance or place.
fn put_step(plan: &mut Plan<'_>, step: &Inference, to: &Attachment) -> Result<(), CannotPlan> {
    let spot = Spot::of(plan, to, Some(step.stance), Some(&step.id))?;
    if spot.stance == Stance::Answer && step.premises.len() > 1 {
        return refuse("Each answer is one claim; unlink the co-premises first");
    }
    check_chain(plan, &step.id, &spot.target)?;
    let stays = step.target == spot.target && !matches!(to, Attachment::Beside { .. });
    let mut moved = step.clone();
    moved.order = if stays {
        step.order.clone()
    } else {
        spot.order
    };
    moved.stance = spot.stance;
    moved.target = spot.target;
    if let [only] = &moved.premises[..] {
        check_new(plan, only, &moved.target, moved.stance, Some(&step.id))?;
    }
    if let Some(sibling) = &spot.beside {
        plan.stand_beside(&step.id, sibling);
    }
    plan.expand(&moved.target.element());
    plan.put(moved);
    Ok(())
}

fn add_step(plan: &mut Plan<'_>, claim: &ClaimId, spot: Spot) -> Result<InferenceId, CannotPlan> {
    check_new(plan, claim, &spot.target, spot.stance, None)?;
    plan.expand(&spot.target.element());
    let step = plan.add_inference(spot.order, spot.stance, vec![claim.clone()], spot.target);
    if let Some(sibling) = &spot.beside {
        plan.stand_beside(&step, sibling);
    }
    Ok(step)
}

fn join(plan: &mut Plan<'_>, claim: &ClaimId, into: &InferenceId) -> Result<(), CannotPlan> {
    let mut inference = (*plan.inference(into)?).clone();
    if inference.stance == Stance::Answer {
        return refuse("Each answer is one claim; it takes no co-premises");
    }
    if inference.premises.contains(claim) {
        return refuse("The claim is a premise of that step already");
    }
    inference.premises.push(claim.clone());
    plan.put(inference);
    Ok(())
}

/// Takes one of several premises out of a step.
fn withdraw(plan: &mut Plan<'_>, from: &Inference, claim: &ClaimId) {
    let mut from = from.clone();
    from.premises.retain(|premise| premise != claim);
    plan.put(from);
}

fn check_premise(plan: &Plan<'_>, claim: &ClaimId, to: &Attachment) -> Result<(), CannotPlan> {
    if plan.claim(claim)?.is_question() {
        return refuse("A question is answered and never a reason");
    }
    check_own_reason(plan, claim, to)
}

fn check_own_reason(plan: &Plan<'_>, claim: &ClaimId, to: &Attachment) -> Result<(), CannotPlan> {
    let target = match to {
        Attachment::Reason { target, .. } => target.clone(),
        Attachment::CoPremise(step) | Attachment::Beside { sibling: step, .. } => {
            plan.inference(step)?.target.clone()
        }
    };
    if target == Target::Claim(claim.clone()) {
        return refuse("A claim cannot be its own reason");
    }
    Ok(())
}

/// Refuses a second step from this claim alone to the same target.
fn check_new(
    plan: &Plan<'_>,
    claim: &ClaimId,
    target: &Target,
    stance: Stance,
    except: Option<&InferenceId>,
) -> Result<(), CannotPlan> {
    let exists = plan.map.uses(claim).any(|used| {
        Some(&used.id) != except
            && used.premises.len() == 1
            && used.stance == stance
            && used.target == *target
    });
    if exists {
        let word = role_word(plan, target, stance);
        return refuse(format!(
            "The claim stands there as {} already",
            with_article(word)
        ));
    }
    Ok(())
}

fn with_article(word: &str) -> String {
    let article = if word.starts_with(['a', 'o', 'u']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {word}")
}

/// Refuses a target whose chain leads back to the step.
pub(super) fn check_chain(
    plan: &Plan<'_>,
    step: &InferenceId,
    target: &Target,
) -> Result<(), CannotPlan> {
    let mut next = target.clone();
    while let Target::Inference(id) = next {
        if id == *step {
            return refuse("The step would bear on itself");
        }
        next = plan.inference(&id)?.target.clone();
    }
    Ok(())
}

/// What to tell when a claim comes to stand among its own reasons.
fn circle_remark(plan: &Plan<'_>, claim: &ClaimId, to: &Attachment) -> Option<String> {
    let (map, view) = (plan.map, plan.looked_at());
    let target = match to {
        Attachment::Reason { target, .. } => target.element(),
        Attachment::CoPremise(step) | Attachment::Beside { sibling: step, .. } => {
            map.inference(step)?.target.element()
        }
    };
    let above = ancestors(map, view, &target);
    above
        .contains(&ElementId::Claim(claim.clone()))
        .then(|| "The claim is now among its own reasons".to_owned())
}

/// Under which use claims stood before an edit, so that they stand there afterwards too.
pub(super) struct Homes(BTreeMap<ClaimId, InferenceId>);

impl Homes {
    pub(super) fn of<'c>(plan: &Plan<'_>, claims: impl IntoIterator<Item = &'c ClaimId>) -> Self {
        let (map, view) = (plan.map, plan.looked_at());
        let claims = claims.into_iter();
        let homes =
            claims.filter_map(|claim| Some((claim.clone(), home(map, view, claim)?.clone())));
        Self(homes.collect())
    }

    /// Names homes in the view where the first use is not the one wanted any more. The
    /// moved claim is wanted where it was put, if it was moved from its home.
    pub(super) fn settle(&self, plan: &mut Plan<'_>, moved: Option<(&ClaimId, &InferenceId)>) {
        for (claim, old) in &self.0 {
            let uses = uses_now(plan, claim);
            let is_moved = moved.is_some_and(|(moved, _)| moved == claim);
            let still_there = uses.iter().any(|(_, used)| used == old);
            let wanted = match moved {
                Some((_, to)) if is_moved && !still_there => to.clone(),
                _ if still_there => old.clone(),
                _ => match plan.rehomed_to(claim, old) {
                    Some(home) => home,
                    None => continue,
                },
            };
            let first = uses.first().map(|(_, used)| used);
            let named = plan.shown_view().homes.get(claim).cloned();
            let found = named
                .filter(|named| uses.iter().any(|(_, used)| used == named))
                .or_else(|| first.cloned());
            if found.as_ref() != Some(&wanted) {
                plan.change_shown_view(|view| {
                    view.homes.insert(claim.clone(), wanted);
                });
            }
        }
    }
}

/// The uses of a claim as the transaction leaves them, in order.
fn uses_now(plan: &Plan<'_>, claim: &ClaimId) -> BTreeSet<(OrderKey, InferenceId)> {
    let old = plan.map.uses(claim).map(|used| used.id.clone());
    let ids: BTreeSet<InferenceId> = old.chain(plan.touched_inferences()).collect();
    ids.into_iter()
        .filter_map(|id| plan.inference(&id).ok())
        .filter(|inference| inference.premises.contains(claim))
        .map(|inference| (inference.order.clone(), inference.id.clone()))
        .collect()
}
