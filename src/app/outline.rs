//! The outline's data: the map as rows of a tree, in which steps stand as rows of their own.

use std::collections::BTreeSet;

use crate::layout::usual_word;
use crate::model::{ArgumentMap, ClaimId, ElementId, Inference, Role};

/// What a row stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowKind {
    /// A claim.
    Claim,
    /// A headline of the map.
    Contention,
    /// A question.
    Question,
    /// A claim that stood further up already, with all that bears on it.
    Again,
    /// A step.
    Step(Role),
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OutlineRow {
    /// What it shows.
    pub(super) element: ElementId,
    /// The how manieth row of this element, so that each has an id of its own.
    pub(super) occurrence: usize,
    /// Steps from the root.
    pub(super) depth: usize,
    /// What it is.
    pub(super) kind: RowKind,
    /// What it says.
    pub(super) title: String,
    /// How many rows are folded away below it; `None` if nothing can be.
    pub(super) folded_count: Option<usize>,
}

/// The rows of a map.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct OutlineData {
    pub(super) rows: Vec<OutlineRow>,
}

impl OutlineData {
    /// The tree of everything, folded where `folded` says and the filter does not need it open.
    pub(super) fn from_map(map: &ArgumentMap, filter: &str, folded: &BTreeSet<ElementId>) -> Self {
        let all = Walk::of(map);
        let filter = filter.trim().to_lowercase();
        let rows = if filter.is_empty() {
            fold(all, folded)
        } else {
            keep_matches(all, &filter)
        };
        Self { rows }
    }

    /// The first row of an element.
    pub(super) fn position(&self, element: &ElementId) -> Option<usize> {
        self.rows.iter().position(|row| row.element == *element)
    }
}

/// The word on a step: the author's, or the usual one.
pub(super) fn word_of(map: &ArgumentMap, step: &Inference) -> String {
    if !step.word.is_empty() {
        return step.word.clone();
    }
    usual_word(map.role(step)).to_owned()
}

/// A walk through the map in reading order, without recursion, so that any depth will do.
struct Walk<'a> {
    map: &'a ArgumentMap,
    rows: Vec<OutlineRow>,
    stack: Vec<(ElementId, usize)>,
    seen: BTreeSet<ClaimId>,
    contentions: BTreeSet<ClaimId>,
}

impl<'a> Walk<'a> {
    fn of(map: &'a ArgumentMap) -> Vec<OutlineRow> {
        let headlines: Vec<_> = map
            .contentions()
            .iter()
            .map(|claim| claim.id.clone())
            .collect();
        let mut walk = Self {
            map,
            rows: Vec::new(),
            stack: Vec::new(),
            seen: BTreeSet::new(),
            contentions: headlines.iter().cloned().collect(),
        };
        // Contentions first, then what serves nothing, then what is left of cycles.
        let loose = map
            .claims()
            .filter(|claim| map.uses(&claim.id).next().is_none());
        let roots = headlines
            .into_iter()
            .filter(|id| map.uses(id).next().is_none())
            .chain(loose.map(|claim| claim.id.clone()))
            .chain(map.claims().map(|claim| claim.id.clone()));
        for root in roots {
            if !walk.seen.contains(&root) {
                walk.stack.push((ElementId::Claim(root), 0));
                walk.run();
            }
        }
        walk.rows
    }

    fn run(&mut self) {
        while let Some((element, depth)) = self.stack.pop() {
            let kind = match &element {
                ElementId::Claim(id) => self.claim_row(id, depth),
                ElementId::Inference(id) => self.step_row(id, depth),
            };
            if kind == Some(RowKind::Again) || kind.is_none() {
                continue;
            }
            let steps: Vec<_> = self
                .map
                .bearing_on(&element)
                .map(|step| ElementId::Inference(step.id.clone()))
                .collect();
            for step in steps.into_iter().rev() {
                self.stack.push((step, depth + 1));
            }
            if let ElementId::Inference(id) = &element
                && let Some(step) = self.map.inference(id)
            {
                for premise in step.premises.iter().rev() {
                    self.stack
                        .push((ElementId::Claim(premise.clone()), depth + 1));
                }
            }
        }
    }

    fn claim_row(&mut self, id: &ClaimId, depth: usize) -> Option<RowKind> {
        let claim = self.map.claim(id)?;
        let kind = if !self.seen.insert(id.clone()) {
            RowKind::Again
        } else if self.contentions.contains(id) {
            RowKind::Contention
        } else if claim.is_question() {
            RowKind::Question
        } else {
            RowKind::Claim
        };
        let title = claim.short_text().replace('\n', " ");
        let title = if title.trim().is_empty() {
            "…".to_owned()
        } else {
            title
        };
        self.push(ElementId::Claim(id.clone()), depth, kind, title);
        Some(kind)
    }

    fn step_row(&mut self, id: &crate::model::InferenceId, depth: usize) -> Option<RowKind> {
        let step = self.map.inference(id)?;
        let kind = RowKind::Step(self.map.role(step));
        let title = word_of(self.map, step);
        self.push(ElementId::Inference(id.clone()), depth, kind, title);
        Some(kind)
    }

    fn push(&mut self, element: ElementId, depth: usize, kind: RowKind, title: String) {
        let occurrence = if kind == RowKind::Again {
            self.rows.len()
        } else {
            0
        };
        self.rows.push(OutlineRow {
            element,
            occurrence,
            depth,
            kind,
            title,
            folded_count: None,
        });
    }
}

/// How many of the following rows stand below each row.
fn counts_below(rows: &[OutlineRow]) -> Vec<usize> {
    let mut counts = vec![0; rows.len()];
    let mut open: Vec<usize> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        while let Some(&last) = open.last() {
            if rows.get(last).is_some_and(|last| last.depth < row.depth) {
                break;
            }
            open.pop();
            if let Some(count) = counts.get_mut(last) {
                *count = at - last - 1;
            }
        }
        open.push(at);
    }
    for last in open {
        if let Some(count) = counts.get_mut(last) {
            *count = rows.len() - last - 1;
        }
    }
    counts
}

fn fold(rows: Vec<OutlineRow>, folded: &BTreeSet<ElementId>) -> Vec<OutlineRow> {
    let counts = counts_below(&rows);
    let mut shown = Vec::with_capacity(rows.len());
    let mut skip_to = 0;
    for (at, (mut row, count)) in rows.into_iter().zip(counts).enumerate() {
        if at < skip_to {
            continue;
        }
        if count > 0 {
            let is_folded = folded.contains(&row.element);
            row.folded_count = Some(if is_folded { count } else { 0 });
            if is_folded {
                skip_to = at + 1 + count;
            }
        }
        shown.push(row);
    }
    shown
}

/// Rows that contain the words, with the rows above them that say where they stand.
fn keep_matches(rows: Vec<OutlineRow>, filter: &str) -> Vec<OutlineRow> {
    let counts = counts_below(&rows);
    let hits: Vec<_> = rows
        .iter()
        .map(|row| row.title.to_lowercase().contains(filter))
        .collect();
    let mut kept = Vec::new();
    for (at, (row, count)) in rows.into_iter().zip(counts).enumerate() {
        let below = hits.get(at..=at + count).unwrap_or_default();
        if below.iter().any(|hit| *hit) {
            kept.push(row);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::shipped_map;
    use crate::formats::ron_map;

    fn drezner() -> ArgumentMap {
        let shipped = shipped_map("drezner-on-minilateralism").unwrap();
        ron_map::read(shipped.text.as_bytes(), shipped.name)
            .unwrap()
            .map
    }

    #[test]
    fn every_claim_and_step_has_a_row_and_shared_ones_say_so() {
        let map = drezner();
        let data = OutlineData::from_map(&map, "", &BTreeSet::new());
        for claim in map.claims() {
            let element = ElementId::Claim(claim.id.clone());
            assert!(data.position(&element).is_some(), "{}", claim.id);
        }
        for step in map.inferences() {
            assert!(
                data.position(&ElementId::Inference(step.id.clone()))
                    .is_some()
            );
        }
        assert_eq!(data.rows[0].kind, RowKind::Contention);
        let own = data.rows.iter().filter(|row| row.kind != RowKind::Again);
        assert_eq!(own.count(), map.claim_count() + map.inference_count());
    }

    #[test]
    fn a_filter_keeps_matches_and_what_they_stand_under() {
        let map = drezner();
        let data = OutlineData::from_map(&map, "fool", &BTreeSet::new());
        assert!(
            data.rows
                .iter()
                .any(|row| row.title.to_lowercase().contains("fool"))
        );
        assert_eq!(data.rows[0].depth, 0);
        let all = OutlineData::from_map(&map, "", &BTreeSet::new());
        assert!(data.rows.len() < all.rows.len());
        assert!(
            OutlineData::from_map(&map, "zzz", &BTreeSet::new())
                .rows
                .is_empty()
        );
    }

    #[test]
    fn a_folded_row_says_how_many_rows_it_hides() {
        let map = drezner();
        let all = OutlineData::from_map(&map, "", &BTreeSet::new());
        let root = all.rows[0].element.clone();
        let folded = OutlineData::from_map(&map, "", &BTreeSet::from([root]));
        let hidden = folded.rows[0].folded_count.unwrap();
        assert_eq!(folded.rows.len() + hidden, all.rows.len());
    }
}
