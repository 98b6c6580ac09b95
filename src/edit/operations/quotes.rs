//! Quotes of claims and steps, and the sources that they are from.

use super::plan::{CannotPlan, Plan, Planned, refuse};
use super::properties::change_element;
use crate::model::{ElementId, Quote, RecordId, Source, SourceId};

pub(super) fn set_quotes(
    mut plan: Plan<'_>,
    element: &ElementId,
    quotes: &[Quote],
) -> Result<Planned, CannotPlan> {
    if quotes
        .iter()
        .any(|quote| plan.map.source(&quote.source).is_none())
    {
        return refuse("That source is no longer in the map");
    }
    change_element(&mut plan, element, |fields| {
        quotes.clone_into(fields.quotes);
    })?;
    Ok(plan.finish("change quotes"))
}

/// Adds a quote from the source of this title; adds the source if none bears it.
pub(super) fn quote_source(
    mut plan: Plan<'_>,
    element: &ElementId,
    title: &str,
    exact: &str,
) -> Result<Planned, CannotPlan> {
    let title = title.trim();
    if title.is_empty() {
        return refuse("A source needs a title");
    }
    let known = plan
        .map
        .sources()
        .find(|source| source.title == title)
        .map(|source| source.id.clone());
    let source = known.unwrap_or_else(|| add_source(&mut plan, title));
    let quote = Quote {
        source,
        exact: exact.to_owned(),
        prefix: String::new(),
        suffix: String::new(),
        position: None,
    };
    change_element(&mut plan, element, |fields| fields.quotes.push(quote))?;
    Ok(plan.finish("add quote"))
}

fn add_source(plan: &mut Plan<'_>, title: &str) -> SourceId {
    let id = plan.fresh_source_id(title);
    let order = plan.map.last_order(&RecordId::Source(id.clone()));
    plan.put(Source {
        id: id.clone(),
        order,
        title: title.to_owned(),
        author: String::new(),
        publication: String::new(),
        date: String::new(),
        url: String::new(),
        digest: String::new(),
        note: String::new(),
    });
    id
}
