//! The invariants once more, sentence by sentence over a whole map, independent of the mutator.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    ArgumentMap, Choice, Claim, ClaimId, ElementId, HeldBy, Holder, Inference, InferenceId, Quote,
    Stance, Target, View,
};

/// Every sentence of the model's contract that the map does not keep.
pub(super) fn broken_invariants(map: &ArgumentMap) -> Vec<String> {
    let mut broken = Vec::new();
    check_ids(map, &mut broken);
    for inference in map.inferences() {
        check_inference(map, inference, &mut broken);
        check_what_is_said(
            map,
            inference.id.as_str(),
            &inference.held_by,
            &inference.quotes,
            &mut broken,
        );
    }
    for claim in map.claims() {
        check_what_is_said(
            map,
            claim.id.as_str(),
            &claim.held_by,
            &claim.quotes,
            &mut broken,
        );
        check_indexes(map, claim, &mut broken);
    }
    if map.views().next().is_none() {
        broken.push("there is no view".to_owned());
    }
    for view in map.views() {
        check_view(map, view, &mut broken);
    }
    broken
}

fn check_ids(map: &ArgumentMap, broken: &mut Vec<String>) {
    let ids: Vec<&str> = (map.claims().map(|record| record.id.as_str()))
        .chain(map.inferences().map(|record| record.id.as_str()))
        .chain(map.participants().map(|record| record.id.as_str()))
        .chain(map.sources().map(|record| record.id.as_str()))
        .chain(map.views().map(|record| record.id.as_str()))
        .collect();
    let mut counts = BTreeMap::<_, u32>::new();
    for id in ids {
        *counts.entry(id).or_default() += 1;
        if id.is_empty() || id == "analyst" {
            broken.push(format!("{id:?} is no id"));
        }
    }
    for (id, count) in counts {
        if count > 1 {
            broken.push(format!("{id} stands {count} times"));
        }
    }
    let orders: Vec<_> = map.claims().map(|claim| &claim.order).collect();
    if !orders.is_sorted() {
        broken.push("claims are not in order".to_owned());
    }
    let orders: Vec<_> = map.inferences().map(|step| &step.order).collect();
    if !orders.is_sorted_by(|a, b| a < b) {
        broken.push("inferences are not in order, or two have one place".to_owned());
    }
}

fn check_inference(map: &ArgumentMap, inference: &Inference, broken: &mut Vec<String>) {
    let id = &inference.id;
    if inference.premises.is_empty() {
        broken.push(format!("{id} has no premises"));
    }
    let distinct: BTreeSet<_> = inference.premises.iter().collect();
    if distinct.len() != inference.premises.len() {
        broken.push(format!("{id} has a premise twice"));
    }
    for premise in distinct {
        match map.claim(premise) {
            None => broken.push(format!("{id} has the missing premise {premise}")),
            Some(claim) if claim.is_question() => {
                broken.push(format!("{id} has the question {premise} as a premise"));
            }
            Some(_) => {}
        }
    }
    let is_answer = inference.stance == Stance::Answer;
    let answers_question = match &inference.target {
        Target::Claim(target) => map.claim(target).is_some_and(Claim::is_question),
        Target::Inference(_) => false,
    };
    if is_answer != answers_question {
        broken.push(format!("{id} answers no question, or is a reason for one"));
    }
    if is_answer && inference.premises.len() != 1 {
        broken.push(format!("the answer {id} has several premises"));
    }
    let mut target = &inference.target;
    let mut seen = BTreeSet::from([id]);
    loop {
        match target {
            Target::Claim(claim) => {
                if map.claim(claim).is_none() {
                    broken.push(format!("{id} bears on the missing claim {claim}"));
                }
                break;
            }
            Target::Inference(step) if !seen.insert(step) => {
                broken.push(format!("{id} is in or under a ring"));
                break;
            }
            Target::Inference(step) => {
                let Some(step) = map.inference(step) else {
                    broken.push(format!("{id} bears on the missing step {step}"));
                    break;
                };
                target = &step.target;
            }
        }
    }
}

fn check_what_is_said(
    map: &ArgumentMap,
    id: &str,
    held_by: &[HeldBy],
    quotes: &[Quote],
    broken: &mut Vec<String>,
) {
    let mut holders = BTreeSet::new();
    for held in held_by {
        if !holders.insert(&held.holder) {
            broken.push(format!("{id} names a holder twice"));
        }
        if let Holder::Participant(participant) = &held.holder
            && !map.participants().any(|known| known.id == *participant)
        {
            broken.push(format!("{id} is held by the missing {participant}"));
        }
    }
    for quote in quotes {
        if !map.sources().any(|known| known.id == quote.source) {
            broken.push(format!("{id} quotes the missing {}", quote.source));
        }
    }
}

/// What the map's indexes say against what a walk over all inferences says.
fn check_indexes(map: &ArgumentMap, claim: &Claim, broken: &mut Vec<String>) {
    let element = ElementId::Claim(claim.id.clone());
    let indexed: Vec<_> = map.bearing_on(&element).map(|step| &step.id).collect();
    let walked: Vec<_> = map
        .inferences()
        .filter(|step| step.target.element() == element)
        .map(|step| &step.id)
        .collect();
    if indexed != walked {
        broken.push(format!("the index of what bears on {} is wrong", claim.id));
    }
    let indexed: Vec<_> = map.uses(&claim.id).map(|step| &step.id).collect();
    let walked: Vec<_> = map
        .inferences()
        .filter(|step| step.premises.contains(&claim.id))
        .map(|step| &step.id)
        .collect();
    if indexed != walked {
        broken.push(format!("the index of the uses of {} is wrong", claim.id));
    }
}

/// Each column but the first begins with a reason of the claim, in the order of siblings.
fn check_columns(
    map: &ArgumentMap,
    claim: &ClaimId,
    breaks: &[InferenceId],
    broken: &mut Vec<String>,
) {
    let reasons = map
        .inferences()
        .filter(|step| step.target == Target::Claim(claim.clone()));
    let begins: Vec<_> = reasons
        .skip(1)
        .map(|step| step.id.clone())
        .filter(|id| breaks.contains(id))
        .collect();
    if begins != breaks {
        broken.push(format!("columns of {claim} begin at {breaks:?}"));
    }
}

fn check_showing(map: &ArgumentMap, view: &View, broken: &mut Vec<String>) {
    let exists = |element: &ElementId| match element {
        ElementId::Claim(id) => map.claims().any(|claim| claim.id == *id),
        ElementId::Inference(id) => map.inferences().any(|step| step.id == *id),
    };
    for claim in view.only.iter().flatten() {
        if !exists(&ElementId::Claim(claim.clone())) {
            broken.push(format!("a view shows the missing claim {claim}"));
        }
    }
    let mut appeared = BTreeSet::new();
    for step in &view.steps {
        for element in step.elements() {
            if !exists(element) {
                broken.push(format!("a step names the missing {element:?}"));
            }
        }
        for element in &step.appears {
            if !appeared.insert(element) {
                broken.push(format!("{element:?} appears twice"));
            }
        }
    }
}

fn check_view(map: &ArgumentMap, view: &View, broken: &mut Vec<String>) {
    let has_claim = |id: &ClaimId| map.claims().any(|claim| claim.id == *id);
    let chosen = view.choices.iter().flatten().map(|(claim, _)| claim);
    let claims = (view.pinned.keys())
        .chain(view.widths.keys())
        .chain(view.homes.keys())
        .chain(chosen);
    for claim in claims {
        if !has_claim(claim) {
            broken.push(format!("a view names the missing claim {claim}"));
        }
    }
    for element in &view.collapsed {
        let exists = match element {
            ElementId::Claim(id) => has_claim(id),
            ElementId::Inference(id) => map.inferences().any(|step| step.id == *id),
        };
        if !exists {
            broken.push(format!("a view hides reasons of the missing {element:?}"));
        }
    }
    check_showing(map, view, broken);
    for (claim, home) in &view.homes {
        let mut steps = map.inferences();
        if !steps.any(|step| step.id == *home && step.premises.contains(claim)) {
            broken.push(format!(
                "{claim} has its home at {home}, which it does not serve"
            ));
        }
    }
    for (claim, choice) in view.choices.iter().flatten() {
        if let Choice::Columns(breaks) = choice {
            check_columns(map, claim, breaks, broken);
        }
    }
    let places = view.pinned.values().flat_map(|at| [at.x, at.y]);
    let widths = view.widths.values().copied();
    if places
        .chain(widths.clone())
        .any(|number| !number.is_finite())
    {
        broken.push("a view has a number that is not finite".to_owned());
    }
    if widths.into_iter().any(|width| width <= 0.0) {
        broken.push("a view has a width that is not positive".to_owned());
    }
    if view.aspect.width == 0 || view.aspect.height == 0 {
        broken.push("a view has an aspect with a zero".to_owned());
    }
}
