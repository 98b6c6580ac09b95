//! What a scene says in words, for readers who hear it: titles and descriptions.

use crate::layout::Layout;
use crate::model::{Answers, ArgumentMap, Attitude, Claim, ClaimKind, Holder};

/// What the drawing holds, in a sentence.
pub(super) fn of_map(map: &ArgumentMap, layout: &Layout) -> String {
    let counts = format!(
        "An argument map of {} and {}",
        counted(layout.claims.len(), "claim"),
        counted(layout.marks.len(), "inference"),
    );
    let contentions: Vec<_> = layout
        .claims
        .iter()
        .filter(|placed| placed.headline)
        .filter_map(|placed| map.claim(&placed.id))
        .map(|claim| format!("“{}”", claim.short_text().trim()))
        .collect();
    if contentions.is_empty() {
        format!("{counts}.")
    } else {
        format!("{counts} on {}.", contentions.join(" and "))
    }
}

/// What a claim is, who holds it and how, and how many quotes it carries.
pub(super) fn of_claim(map: &ArgumentMap, claim: &Claim, headline: bool) -> String {
    let kind = match (claim.kind, claim.implicit, headline) {
        (ClaimKind::Question(Answers::Exclusive), ..) => "Question with one answer at most",
        (ClaimKind::Question(Answers::Compatible), ..) => "Question",
        (_, true, true) => "Implicit contention",
        (_, true, false) => "Implicit claim",
        (_, false, true) => "Contention",
        (_, false, false) => "Claim",
    };
    let mut parts = vec![kind.to_owned()];
    for held in &claim.held_by {
        let holder = match &held.holder {
            Holder::Analyst => "the analyst",
            Holder::Participant(id) => map
                .participant(id)
                .map_or(id.as_str(), |participant| participant.name.as_str()),
        };
        parts.push(format!("{} {holder}", by(held.attitude)));
    }
    if !claim.quotes.is_empty() {
        parts.push(counted(claim.quotes.len(), "quote"));
    }
    format!("{}.", parts.join(", "))
}

fn by(attitude: Attitude) -> &'static str {
    match attitude {
        Attitude::Asserts => "asserted by",
        Attitude::Grants => "granted by",
        Attitude::Denies => "denied by",
        Attitude::LeavesOpen => "left open by",
    }
}

fn counted(count: usize, noun: &str) -> String {
    if count == 1 {
        format!("1 {noun}")
    } else {
        format!("{count} {noun}s")
    }
}
