//! What a user notices of each operation, on small maps written as indented lines.

mod adding;
mod columns;
mod deleting;
mod document;
mod in_views;
mod moving;
mod participants;
mod pasting;
mod setting;
mod steps;

use std::collections::BTreeSet;

use super::{Operation, Planned, SequentialIds};
use crate::model::{
    Answers, ArgumentMap, Claim, ClaimId, ClaimKind, ElementId, Inference, InferenceId, OrderKey,
    Record, Stance, Target,
};

/// A map from lines such as `a`, `  + b & c`, `    - d`, `    x e`: claims by id, what they
/// support (`+`), attack (`-`), answer (`=`) or undercut (`x`: the step of the line above it in
/// the tree). A first letter q makes a question. The step of a line is called `s-` and its first claim.
pub(super) fn map_of(lines: &str) -> ArgumentMap {
    let mut records: Vec<Record> = Vec::new();
    let mut known = BTreeSet::new();
    let mut open: Vec<(usize, ClaimId, Option<InferenceId>)> = Vec::new();
    for (index, line) in lines
        .lines()
        .filter(|line| !line.trim().is_empty())
        .enumerate()
    {
        let depth = line.len() - line.trim_start().len();
        open.retain(|(above, ..)| *above < depth);
        let (sign, ids) = match line.trim().split_once(' ') {
            Some((sign, ids)) if sign.len() == 1 && "+-=x".contains(sign) => (sign, ids),
            _ => ("", line.trim()),
        };
        let premises: Vec<ClaimId> = ids.split(" & ").map(claim).collect();
        for (at, id) in premises.iter().enumerate() {
            if known.insert(id.clone()) {
                let mut made =
                    Claim::new(id.clone(), OrderKey::of_index(index * 10 + at), id.as_str());
                if id.as_str().starts_with('q') {
                    made.kind = ClaimKind::Question(Answers::Compatible);
                }
                records.push(made.into());
            }
        }
        let own = InferenceId::new(&format!("s-{}-{index}", premises[0])).unwrap();
        let own = if records
            .iter()
            .any(|record| record.id().as_str() == format!("s-{}", premises[0]))
        {
            own
        } else {
            step(&format!("s-{}", premises[0]))
        };
        let above = open.last().cloned();
        open.push((
            depth,
            premises[0].clone(),
            above.is_some().then(|| own.clone()),
        ));
        if let Some((_, above, above_step)) = above {
            let (stance, target) = match sign {
                "+" => (Stance::Support, Target::Claim(above)),
                "-" => (Stance::Attack, Target::Claim(above)),
                "=" => (Stance::Answer, Target::Claim(above)),
                _ => (Stance::Attack, Target::Inference(above_step.unwrap())),
            };
            let order = OrderKey::of_index(index);
            records.push(Inference::new(own, order, stance, premises, target).into());
        }
    }
    ArgumentMap::of_records(records).expect("the lines make a map")
}

pub(super) fn claim(id: &str) -> ClaimId {
    ClaimId::new(id).unwrap()
}

pub(super) fn step(id: &str) -> InferenceId {
    InferenceId::new(id).unwrap()
}

/// Ids that begin with `s-` are steps, all others claims.
pub(super) fn elements(ids: &[&str]) -> BTreeSet<ElementId> {
    ids.iter()
        .map(|id| {
            if id.starts_with("s-") {
                ElementId::Inference(step(id))
            } else {
                ElementId::Claim(claim(id))
            }
        })
        .collect()
}

/// The steps in order, as `b & c + a`, and after them the claims in order.
pub(super) fn shape(map: &ArgumentMap) -> String {
    let steps = map.inferences().map(|step| {
        let premises: Vec<_> = step.premises.iter().map(ClaimId::as_str).collect();
        let sign = match step.stance {
            Stance::Support => '+',
            Stance::Attack => '-',
            Stance::Answer => '=',
        };
        let target = step.target.element();
        format!("{} {sign} {}", premises.join(" & "), target.as_str())
    });
    let steps: Vec<_> = steps.collect();
    let claims: Vec<_> = map.claims().map(|claim| claim.id.as_str()).collect();
    format!("{} | {}", steps.join(", "), claims.join(" "))
}

pub(super) fn planned(map: &ArgumentMap, operation: &Operation) -> Planned {
    let mut ids = SequentialIds::default();
    match operation.plan(map, &mut ids) {
        Ok(planned) => planned,
        Err(reason) => panic!("{operation:?} cannot be planned: {reason}"),
    }
}

pub(super) fn after(map: &ArgumentMap, operation: &Operation) -> ArgumentMap {
    let changes: Vec<_> = planned(map, operation)
        .transaction
        .changes()
        .cloned()
        .collect();
    let mut map = map.clone();
    map.apply(&changes).expect("planned operations fit");
    map
}

/// Why it cannot be done.
pub(super) fn refusal(map: &ArgumentMap, operation: &Operation) -> String {
    match operation.plan(map, &mut SequentialIds::default()) {
        Ok(planned) => panic!("{operation:?} was planned: {planned:?}"),
        Err(reason) => reason.to_string(),
    }
}
