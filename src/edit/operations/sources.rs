//! The sources of the map: what is known of a document, and removing one that nothing quotes.

use super::plan::{CannotPlan, Plan, Planned, counted, refuse};
use crate::model::{ArgumentMap, Quote, RecordId, Source, SourceId};

/// Replaces what is known of the source of this id; its place and its digest stay.
pub(super) fn set_source(mut plan: Plan<'_>, source: &Source) -> Result<Planned, CannotPlan> {
    let known = known(plan.map, &source.id)?;
    let title = source.title.trim();
    if title.is_empty() && !known.title.is_empty() {
        return refuse("A source needs a title");
    }
    let changed = Source {
        id: known.id.clone(),
        order: known.order.clone(),
        title: title.to_owned(),
        author: source.author.trim().to_owned(),
        publication: source.publication.trim().to_owned(),
        date: source.date.trim().to_owned(),
        url: source.url.trim().to_owned(),
        digest: known.digest.clone(),
        note: source.note.clone(),
    };
    plan.put(changed);
    Ok(plan.finish("change source"))
}

/// Refused while it is quoted: the phrases would be left without their place.
pub(super) fn remove_source(mut plan: Plan<'_>, id: &SourceId) -> Result<Planned, CannotPlan> {
    let known = known(plan.map, id)?;
    let quote_count = quotes(plan.map).filter(|quote| quote.source == *id).count();
    if quote_count > 0 {
        let title = &known.title;
        let quotes = counted(quote_count, "quote");
        let them = if quote_count == 1 {
            "the quote"
        } else {
            "the quotes"
        };
        return refuse(format!(
            "“{title}” has {quotes} in this map; remove {them} first"
        ));
    }
    plan.remove(RecordId::Source(id.clone()));
    Ok(plan.finish("remove source"))
}

fn known<'a>(map: &'a ArgumentMap, id: &SourceId) -> Result<&'a Source, CannotPlan> {
    match map.source(id) {
        Some(source) => Ok(source),
        None => refuse("That source is no longer in the map"),
    }
}

fn quotes(map: &ArgumentMap) -> impl Iterator<Item = &Quote> {
    let of_claims = map.claims().flat_map(|claim| &claim.quotes);
    of_claims.chain(map.inferences().flat_map(|step| &step.quotes))
}
