//! Keeps the measured boxes and marks of records that have not changed.

use kurbo::Size;

use super::both::both;
use super::grown::Grown;
use super::measure::{ClaimLook, Measurer};
use super::reading::Reading;
use super::{LayoutRequest, PlacedClaim, PlacedMark};
use crate::model::Role;
use crate::text::Fonts;
use crate::theme::Metrics;

/// Boxes and marks with their top left at zero, by the numbers of their records.
#[derive(Debug, Default)]
pub(super) struct Measures {
    metrics: Option<Metrics>,
    fonts: Option<Fonts>,
    claims: Vec<Option<Measured<PlacedClaim, ClaimLook>>>,
    marks: Vec<Option<Measured<PlacedMark, Role>>>,
    round: u64,
    /// Whether fonts or metrics are others than before.
    pub(super) is_other_look: bool,
}

#[derive(Debug)]
struct Measured<T, L> {
    placed: T,
    size: Size,
    look: L,
    /// When it was measured.
    round: u64,
}

impl Measures {
    /// Measures what is visible and not known, after all else has followed the map.
    pub(super) fn follow(
        &mut self,
        request: &LayoutRequest<'_>,
        reading: &Reading,
        grown: &Grown,
        is_reshaped: bool,
    ) {
        self.round += 1;
        let forgets = self.forget(request, reading);
        let measurer = Measurer {
            fonts: request.fonts,
            metrics: request.metrics,
        };
        let round = self.round;
        let (claims, marks) = (&mut self.claims, &mut self.marks);
        let mut measure_claim = |rank: usize| {
            let known = &mut claims[reading.claims.numbers[rank] as usize];
            let look = grown.looks[rank];
            if grown.forest.claim_visible[rank] && !is_known(known.as_ref(), &look) {
                let record = &reading.claims.records[rank];
                let placed = measurer.claim(request.map, record, look);
                *known = Some(Measured {
                    size: placed.rect.size(),
                    placed,
                    look,
                    round,
                });
            }
        };
        let mut measure_mark = |rank: usize| {
            let known = &mut marks[reading.steps.numbers[rank] as usize];
            let look = grown.roles[rank];
            if grown.forest.step_visible[rank] && !is_known(known.as_ref(), &look) {
                let placed = measurer.mark(&reading.steps.records[rank], look);
                *known = Some(Measured {
                    size: placed.rect.size(),
                    placed,
                    look,
                    round,
                });
            }
        };
        if is_reshaped || forgets {
            let (claims, steps) = (&reading.claims.records, &reading.steps.records);
            both(
                claims.len(),
                || (0..claims.len()).for_each(measure_claim),
                || (0..steps.len()).for_each(measure_mark),
            );
        } else {
            let (claims, steps) = (&reading.claims.changed, &reading.steps.changed);
            for &rank in claims {
                measure_claim(rank as usize);
            }
            for &rank in steps {
                measure_mark(rank as usize);
            }
        }
    }

    /// Forgets what no longer holds; true if that is more than the changed records.
    fn forget(&mut self, request: &LayoutRequest<'_>, reading: &Reading) -> bool {
        let same_fonts = self
            .fonts
            .as_ref()
            .is_some_and(|it| it.is_same(request.fonts));
        let is_same = same_fonts && self.metrics.as_ref() == Some(request.metrics);
        self.is_other_look = !is_same;
        if !is_same {
            self.fonts = Some(request.fonts.clone());
            self.metrics = Some(request.metrics.clone());
            self.claims.clear();
            self.marks.clear();
        }
        self.claims
            .resize_with(reading.claims.number_count(), || None);
        self.marks
            .resize_with(reading.steps.number_count(), || None);
        for &rank in &reading.claims.changed {
            self.claims[reading.claims.numbers[rank as usize] as usize] = None;
        }
        for &rank in &reading.steps.changed {
            self.marks[reading.steps.numbers[rank as usize] as usize] = None;
        }
        if reading.participants_changed {
            for (number, rank) in reading.claims.ranks.iter().enumerate() {
                let record = reading.claims.records.get(*rank as usize);
                if record.is_none_or(|record| !record.held_by.is_empty()) {
                    self.claims[number] = None;
                }
            }
        }
        !is_same || reading.participants_changed
    }

    /// A claim's box, and whether it was measured just now.
    pub(super) fn claim(&self, number: u32) -> Option<(&PlacedClaim, bool)> {
        let known = self.claims.get(number as usize)?.as_ref()?;
        Some((&known.placed, known.round == self.round))
    }

    /// A step's mark, and whether it was measured just now.
    pub(super) fn mark(&self, number: u32) -> Option<(&PlacedMark, bool)> {
        let known = self.marks.get(number as usize)?.as_ref()?;
        Some((&known.placed, known.round == self.round))
    }

    pub(super) fn claim_size(&self, number: u32) -> Size {
        let known = self.claims.get(number as usize).and_then(Option::as_ref);
        known.map_or(Size::ZERO, |known| known.size)
    }

    pub(super) fn mark_size(&self, number: u32) -> Size {
        let known = self.marks.get(number as usize).and_then(Option::as_ref);
        known.map_or(Size::ZERO, |known| known.size)
    }
}

fn is_known<T, L: PartialEq>(known: Option<&Measured<T, L>>, look: &L) -> bool {
    known.is_some_and(|known| known.look == *look)
}
