//! Steps as sentences, for the inspector and for readers who hear a map instead of seeing it.

use super::{ArgumentMap, ClaimId, Inference, Stance, Target};

/// Speaks a step as a sentence in the map's own short texts.
pub fn reads(map: &ArgumentMap, inference: &Inference) -> String {
    let premises = list(map, &inference.premises);
    match &inference.target {
        Target::Claim(target) => {
            let target = quoted(map, target);
            match inference.stance {
                Stance::Support => format!("{target}, {} {premises}.", connective(inference)),
                Stance::Attack => {
                    let verb = if inference.premises.len() > 1 {
                        "together speak against"
                    } else {
                        "speaks against"
                    };
                    format!("{premises} {verb} {target}.")
                }
                Stance::Answer => format!("{premises} answers {target}"),
            }
        }
        Target::Inference(target) => match map.inference(target) {
            Some(step) => format!(
                "{}, because {premises}.",
                step_clause(map, step, inference.stance)
            ),
            None => premises,
        },
    }
}

fn connective(inference: &Inference) -> &str {
    if inference.word.is_empty() {
        "because"
    } else {
        &inference.word
    }
}

/// The clause that a backing affirms and an undercut denies.
fn step_clause(map: &ArgumentMap, step: &Inference, stance: Stance) -> String {
    let premises = list(map, &step.premises);
    let many = step.premises.len() > 1;
    let (lead, count) = match (stance == Stance::Attack, many) {
        (true, true) => ("do not lead to", "do not count against"),
        (true, false) => ("does not lead to", "does not count against"),
        (false, true) => ("do lead to", "do count against"),
        (false, false) => ("does lead to", "does count against"),
    };
    match (&step.target, step.stance) {
        (Target::Claim(target), Stance::Attack) => {
            format!("{premises} {count} {}", quoted(map, target))
        }
        (Target::Claim(target), Stance::Support) => {
            format!("{premises} {lead} {}", quoted(map, target))
        }
        (Target::Claim(target), Stance::Answer) => {
            let answer = if stance == Stance::Attack {
                "does not answer"
            } else {
                "does answer"
            };
            format!("{premises} {answer} {}", quoted(map, target))
        }
        (Target::Inference(_), _) => {
            let verdict = if stance == Stance::Attack {
                "does not hold"
            } else {
                "holds"
            };
            format!("what {premises} says of that step {verdict}")
        }
    }
}

fn quoted(map: &ArgumentMap, claim: &ClaimId) -> String {
    let text = map
        .claim(claim)
        .map_or(claim.as_str(), |claim| claim.short_text());
    let text = text.trim().trim_end_matches('.');
    if text.is_empty() {
        "“…”".to_owned()
    } else {
        format!("“{text}”")
    }
}

fn list(map: &ArgumentMap, claims: &[ClaimId]) -> String {
    let parts: Vec<_> = claims.iter().map(|claim| quoted(map, claim)).collect();
    match parts.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}
