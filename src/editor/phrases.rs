//! Phrases: elements by their words, short enough for the status line.

use crate::model::{ArgumentMap, ClaimId, ElementId, InferenceId};

/// The longest quotation, in characters.
const QUOTED_LENGTH: usize = 40;

/// A claim's short text in quotation marks, a step by its ends.
pub(super) fn quoted(map: &ArgumentMap, element: &ElementId) -> String {
    match element {
        ElementId::Claim(id) => quoted_claim(map, id),
        ElementId::Inference(id) => {
            let from = quoted_premises(map, id);
            let target = map.inference(id).map(|step| step.target.element());
            match target {
                Some(ElementId::Claim(to)) => {
                    format!("the step from {from} to {}", quoted_claim(map, &to))
                }
                _ => format!("the step from {from}"),
            }
        }
    }
}

/// The premises of a step; of more than two the first, and how many more there are.
pub(super) fn quoted_premises(map: &ArgumentMap, step: &InferenceId) -> String {
    let premises = map.inference(step).map(|step| step.premises.as_slice());
    match premises {
        None | Some([]) => "the step".to_owned(),
        Some([only]) => quoted_claim(map, only),
        Some([one, other]) => {
            format!(
                "{} and {}",
                quoted_claim(map, one),
                quoted_claim(map, other)
            )
        }
        Some([first, more @ ..]) => {
            format!("{} and {} more", quoted_claim(map, first), more.len())
        }
    }
}

fn quoted_claim(map: &ArgumentMap, id: &ClaimId) -> String {
    let text = map.claim(id).map_or("", |claim| claim.short_text());
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        return "the empty claim".to_owned();
    }
    match text.char_indices().nth(QUOTED_LENGTH) {
        None => format!("“{text}”"),
        Some((end, _)) => {
            let cut = text.get(..end).unwrap_or(&text);
            let cut = cut.rsplit_once(' ').map_or(cut, |(words, _)| words);
            format!("“{cut}…”")
        }
    }
}
