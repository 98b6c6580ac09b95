//! Pasting: another map, or an indented list, as free claims or under an element.

use std::collections::BTreeSet;

use super::add::check_stance;
use super::order::{Gap, Places, behind_branch};
use super::plan::{CannotPlan, Plan, Planned, counted, refuse};
use super::transplant::{Names, transplant};
use crate::model::{
    ArgumentMap, Claim, ClaimId, ClaimKind, ElementId, OrderKey, Source, Stance, Target,
};

/// One line of an indented list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineRow {
    /// How far it is indented; a row stands under the last row above it that is less indented.
    pub depth: usize,
    /// The text of the claim.
    pub text: String,
    /// How it bears on what it stands under, if the list says so.
    pub stance: Option<Stance>,
    /// Assertion or question; only rows that stand under nothing can be questions.
    pub kind: ClaimKind,
}

/// Adds a map: what the map has already is recognised (participants by name, sources by what
/// they say), the rest keeps its id where that is free. The tops become reasons of the target.
pub(super) fn insert_map(
    mut plan: Plan<'_>,
    clip: &ArgumentMap,
    under: Option<&Target>,
    stance: Stance,
) -> Result<Planned, CannotPlan> {
    if clip.claim_count() == 0 {
        return refuse("There is no claim to paste");
    }
    let stance = stance_under(&plan, under, stance)?;
    let mut places = places(&plan, under);
    let mut names = Names::default();
    adopt_participants(&mut plan, clip, &mut names);
    adopt_sources(&mut plan, clip, &mut names);
    let claims = clip
        .claims()
        .map(|claim| ElementId::Claim(claim.id.clone()));
    let steps = clip.inferences();
    let steps = steps.map(|step| ElementId::Inference(step.id.clone()));
    let all: BTreeSet<_> = claims.chain(steps).collect();
    let original = (clip, clip.main_view());
    transplant(&mut plan, original, &all, &mut names, &mut places);
    let tops = tops(clip);
    let tops: Vec<ClaimId> = tops
        .iter()
        .filter_map(|top| names.claims.get(top).cloned())
        .collect();
    if let Some(target) = under {
        attach(&mut plan, &tops, target, stance, &mut places)?;
    }
    Ok(pasted(plan, tops, clip.claim_count()))
}

/// Claims that are no premise; where all go round in circles, the first.
fn tops(clip: &ArgumentMap) -> Vec<ClaimId> {
    let free = clip
        .claims()
        .filter(|claim| clip.uses(&claim.id).next().is_none());
    let tops: Vec<ClaimId> = free.map(|claim| claim.id.clone()).collect();
    if tops.is_empty() {
        let first = clip.claims().next();
        return first.map(|claim| claim.id.clone()).into_iter().collect();
    }
    tops
}

fn attach(
    plan: &mut Plan<'_>,
    tops: &[ClaimId],
    target: &Target,
    stance: Stance,
    places: &mut Places,
) -> Result<(), CannotPlan> {
    for top in tops {
        let mut claim = (*plan.claim(top)?).clone();
        if claim.is_question() {
            continue;
        }
        claim.contention = false;
        plan.put(claim);
        let order = plan.place(&mut places.inferences);
        plan.add_inference(order, stance, vec![top.clone()], target.clone());
    }
    plan.expand(&target.element());
    Ok(())
}

/// Adds the rows as claims, each a reason of the row it stands under.
pub(super) fn insert_outline(
    mut plan: Plan<'_>,
    rows: &[OutlineRow],
    under: Option<&Target>,
    stance: Stance,
) -> Result<Planned, CannotPlan> {
    if rows.is_empty() {
        return refuse("There is no text to paste");
    }
    let stance = stance_under(&plan, under, stance)?;
    let mut places = places(&plan, under);
    let mut open: Vec<(usize, Target, ClaimKind)> = Vec::new();
    let mut tops = Vec::new();
    for row in rows {
        while open.last().is_some_and(|(depth, ..)| *depth >= row.depth) {
            open.pop();
        }
        let target = match open.last() {
            Some((_, target, kind)) => Some((target.clone(), stance_of_row(row, *kind))),
            None => under.map(|under| (under.clone(), stance_of_top(row, stance))),
        };
        let kind = match target {
            Some(_) => ClaimKind::Assertion,
            None => row.kind,
        };
        let order = plan.place(&mut places.claims);
        let id = add_row(&mut plan, row, kind, order);
        if open.is_empty() {
            tops.push(id.clone());
        }
        if let Some((target, stance)) = target {
            let order = plan.place(&mut places.inferences);
            plan.add_inference(order, stance, vec![id.clone()], target);
        }
        open.push((row.depth, Target::Claim(id), kind));
    }
    if let Some(target) = under {
        plan.expand(&target.element());
    }
    Ok(pasted(plan, tops, rows.len()))
}

fn add_row(plan: &mut Plan<'_>, row: &OutlineRow, kind: ClaimKind, order: OrderKey) -> ClaimId {
    let id = plan.fresh_claim_id(&row.text);
    let mut claim = Claim::new(id.clone(), order, row.text.clone());
    claim.kind = kind;
    plan.put(claim);
    id
}

fn stance_of_row(row: &OutlineRow, under: ClaimKind) -> Stance {
    match (under, row.stance) {
        (ClaimKind::Question(_), _) => Stance::Answer,
        (ClaimKind::Assertion, Some(Stance::Attack)) => Stance::Attack,
        (ClaimKind::Assertion, _) => Stance::Support,
    }
}

fn stance_of_top(row: &OutlineRow, stance: Stance) -> Stance {
    match (stance, row.stance) {
        (Stance::Answer, _) | (_, None | Some(Stance::Answer)) => stance,
        (_, Some(said)) => said,
    }
}

/// Under a question everything answers; elsewhere nothing does.
fn stance_under(
    plan: &Plan<'_>,
    under: Option<&Target>,
    stance: Stance,
) -> Result<Stance, CannotPlan> {
    let Some(target) = under else {
        return Ok(stance);
    };
    let is_question = match target {
        Target::Claim(id) => plan.claim(id)?.is_question(),
        Target::Inference(_) => false,
    };
    let stance = if is_question { Stance::Answer } else { stance };
    check_stance(plan, target, stance)?;
    Ok(stance)
}

fn places(plan: &Plan<'_>, under: Option<&Target>) -> Places {
    match under {
        Some(target) => behind_branch(plan.map, &target.element()),
        None => Places {
            claims: Gap::after_claims(plan.map),
            inferences: Gap::after_inferences(plan.map),
        },
    }
}

fn pasted(plan: Plan<'_>, tops: Vec<ClaimId>, count: usize) -> Planned {
    let remark = format!("Pasted {}", counted(count, "claim"));
    plan.finish("paste")
        .with_focus(tops.into_iter().map(ElementId::Claim))
        .with_remark(Some(remark))
}

fn adopt_participants(plan: &mut Plan<'_>, clip: &ArgumentMap, names: &mut Names) {
    let last = plan.map.participants().next_back();
    let mut gap = Gap::open(last.map(|last| last.order.clone()));
    for participant in clip.participants() {
        let mut known = plan.map.participants();
        let known = known.find(|known| known.name == participant.name);
        let id = known.map_or_else(
            || {
                let mut copy = participant.clone();
                if !plan.reserve(copy.id.as_str()) {
                    copy.id = plan.fresh_participant_id(&copy.name);
                }
                copy.order = plan.place(&mut gap);
                plan.put(copy.clone());
                copy.id
            },
            |known| known.id.clone(),
        );
        names.participants.insert(participant.id.clone(), id);
    }
}

fn adopt_sources(plan: &mut Plan<'_>, clip: &ArgumentMap, names: &mut Names) {
    let last = plan.map.sources().next_back();
    let mut gap = Gap::open(last.map(|last| last.order.clone()));
    for source in clip.sources() {
        let mut known = plan.map.sources();
        let known = known.find(|known| says_the_same(known, source));
        let id = known.map_or_else(
            || {
                let mut copy = source.clone();
                if !plan.reserve(copy.id.as_str()) {
                    copy.id = plan.fresh_source_id(&copy.title);
                }
                copy.order = plan.place(&mut gap);
                plan.put(copy.clone());
                copy.id
            },
            |known| known.id.clone(),
        );
        names.sources.insert(source.id.clone(), id);
    }
}

fn says_the_same(known: &Source, source: &Source) -> bool {
    known.title == source.title
        && known.author == source.author
        && known.publication == source.publication
        && known.date == source.date
        && known.url == source.url
        && known.digest == source.digest
}
