//! Phrases: elements by their words, short enough for the status line.

use crate::model::{ArgumentMap, ElementId};

/// The longest quotation, in characters.
const QUOTED_LENGTH: usize = 40;

/// A claim's short text in quotation marks, a step as "the step".
pub(super) fn quoted(map: &ArgumentMap, element: &ElementId) -> String {
    let ElementId::Claim(id) = element else {
        return "the step".to_owned();
    };
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
