//! Reads a view from edit to edit: what it says of claims and steps, with numbers for ids.

use std::sync::Arc;

use super::LayoutRequest;
use super::graph::Folding;
use super::reading::Reading;
use super::roll::GONE;
use crate::model::{Choice, ElementId, Position, View};

/// What a view says, looked up anew only when it says something else.
#[derive(Debug, Default)]
pub(super) struct Sight {
    view: Option<Arc<View>>,
    said: Said,
    pub(super) is_changed: bool,
}

/// Entries of a view, by numbers.
#[derive(Debug, Default)]
struct Said {
    collapsed_claims: Vec<u32>,
    collapsed_steps: Vec<u32>,
    pins: Vec<(u32, Position)>,
    widths: Vec<(u32, f64)>,
    /// A claim and the step that is its home.
    homes: Vec<(u32, u32)>,
    /// Claims whose reasons hang in columns.
    columns: Vec<u32>,
    /// Steps that begin a further column, each with its claim.
    starts: Vec<(u32, u32)>,
    /// Whether the map has all that the view names.
    is_complete: bool,
}

impl Sight {
    /// Takes over what the view says now, after the reading has followed the map.
    pub(super) fn follow(&mut self, request: &LayoutRequest<'_>, reading: &Reading) {
        let is_known = match &self.view {
            Some(known) if std::ptr::eq(&raw const **known, request.view) => true,
            Some(known) => **known == *request.view,
            None => false,
        };
        let shared = request.map.view_record(&request.view.id);
        let shared = shared.filter(|shared| std::ptr::eq(Arc::as_ptr(shared), request.view));
        if let Some(shared) = shared {
            self.view = Some(Arc::clone(shared));
        } else if !is_known {
            self.view = Some(Arc::new(request.view.clone()));
        }
        let is_rearranged = reading.claims.is_rearranged || reading.steps.is_rearranged;
        self.is_changed = !is_known || (is_rearranged && !self.said.holds(reading));
        if self.is_changed {
            self.said = Said::of(request.view, reading);
        }
    }

    /// What the view folds and where it has homes, by ranks.
    pub(super) fn folding(&self, reading: &Reading) -> Folding {
        let mut folding = Folding {
            claim_collapsed: vec![false; reading.claims.records.len()],
            step_collapsed: vec![false; reading.steps.records.len()],
            homes: vec![None; reading.claims.records.len()],
        };
        for &claim in &self.said.collapsed_claims {
            folding.claim_collapsed[reading.claims.ranks[claim as usize] as usize] = true;
        }
        for &step in &self.said.collapsed_steps {
            folding.step_collapsed[reading.steps.ranks[step as usize] as usize] = true;
        }
        for &(claim, home) in &self.said.homes {
            let home = reading.steps.ranks[home as usize] as usize;
            folding.homes[reading.claims.ranks[claim as usize] as usize] = Some(home);
        }
        folding
    }

    /// Pinned claims by rank, and where.
    pub(super) fn pins(&self, reading: &Reading) -> impl Iterator<Item = (usize, Position)> {
        let pins = self.said.pins.iter();
        pins.map(|&(claim, at)| (reading.claims.ranks[claim as usize] as usize, at))
    }

    /// Claims with a width that the user chose, by rank.
    pub(super) fn widths(&self, reading: &Reading) -> impl Iterator<Item = (usize, f64)> {
        let widths = self.said.widths.iter();
        widths.map(|&(claim, width)| (reading.claims.ranks[claim as usize] as usize, width))
    }

    /// Claims whose reasons hang in columns, by rank.
    pub(super) fn columns(&self, reading: &Reading) -> impl Iterator<Item = usize> {
        let columns = self.said.columns.iter();
        columns.map(|&claim| reading.claims.ranks[claim as usize] as usize)
    }

    /// Claims and the steps that begin a further column of their reasons, by ranks.
    pub(super) fn starts(&self, reading: &Reading) -> impl Iterator<Item = (usize, usize)> {
        self.said.starts.iter().map(|&(claim, step)| {
            let claim = reading.claims.ranks[claim as usize] as usize;
            (claim, reading.steps.ranks[step as usize] as usize)
        })
    }
}

impl Said {
    fn of(view: &View, reading: &Reading) -> Self {
        let mut said = Self {
            is_complete: true,
            ..Self::default()
        };
        for element in &view.collapsed {
            match element {
                ElementId::Claim(id) => {
                    let claim = said.known(reading.claims.number(id));
                    said.collapsed_claims.extend(claim);
                }
                ElementId::Inference(id) => {
                    let step = said.known(reading.steps.number(id));
                    said.collapsed_steps.extend(step);
                }
            }
        }
        for (id, &at) in &view.pinned {
            let claim = said.known(reading.claims.number(id));
            said.pins.extend(claim.map(|claim| (claim, at)));
        }
        for (id, &width) in &view.widths {
            let claim = said.known(reading.claims.number(id));
            said.widths.extend(claim.map(|claim| (claim, width)));
        }
        for (id, home) in &view.homes {
            let claim = said.known(reading.claims.number(id));
            let home = said.known(reading.steps.number(home));
            said.homes.extend(claim.zip(home));
        }
        said.choose(view, reading);
        said
    }

    fn choose(&mut self, view: &View, reading: &Reading) {
        for (id, choice) in view.choices.iter().flatten() {
            let claim = self.known(reading.claims.number(id));
            let (Some(claim), Choice::Columns(breaks)) = (claim, choice) else {
                continue;
            };
            self.columns.push(claim);
            for step in breaks {
                let step = self.known(reading.steps.number(step));
                self.starts.extend(step.map(|step| (claim, step)));
            }
        }
    }

    fn known(&mut self, number: Option<u32>) -> Option<u32> {
        self.is_complete &= number.is_some();
        number
    }

    /// Whether all that the view names is still in the map, and under the same numbers.
    fn holds(&self, reading: &Reading) -> bool {
        let claim = |&number: &u32| reading.claims.ranks[number as usize] != GONE;
        let step = |&number: &u32| reading.steps.ranks[number as usize] != GONE;
        self.is_complete
            && self.collapsed_claims.iter().all(claim)
            && self.collapsed_steps.iter().all(step)
            && self.pins.iter().all(|(number, _)| claim(number))
            && self.widths.iter().all(|(number, _)| claim(number))
            && self.columns.iter().all(claim)
            && self.homes.iter().all(|(it, home)| claim(it) && step(home))
            && self
                .starts
                .iter()
                .all(|(it, start)| claim(it) && step(start))
    }
}
