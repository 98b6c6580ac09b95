//! What is said about claims beside their texts: quotes with their sources, and notes.

use std::collections::BTreeMap;

use crate::export::html::{Quoted, Remark};
use crate::model::{ArgumentMap, Claim, Quote};

/// The remarks on all claims, by the keys of their boxes.
pub fn remarks(map: &ArgumentMap) -> BTreeMap<String, Remark> {
    let remark = |claim: &Claim| {
        let quotes = claim.quotes.iter();
        Remark {
            quotes: quotes.map(|quote| quoted(map, quote)).collect(),
            note: claim.note.clone(),
        }
    };
    let claims = map.claims();
    claims
        .map(|claim| (format!("claim:{}", claim.id), remark(claim)))
        .collect()
}

fn quoted(map: &ArgumentMap, quote: &Quote) -> Quoted {
    let source = map.source(&quote.source);
    let parts = source.map(|source| {
        let parts = [
            &source.author,
            &source.title,
            &source.publication,
            &source.date,
        ];
        let parts = parts.into_iter().filter(|part| !part.trim().is_empty());
        parts.map(|part| part.trim()).collect::<Vec<_>>().join(", ")
    });
    Quoted {
        text: quote.exact.clone(),
        source: parts.unwrap_or_default(),
        url: source.map_or_else(String::new, |source| source.url.clone()),
    }
}
