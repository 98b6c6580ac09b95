//! Tidying up: what a caller needs to work it out beside the window, and taking it over.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::ControlFlow;
use std::sync::Arc;

use super::Editor;
use super::hand::Hand;
use super::viewing::part_shown;
use crate::edit::Operation;
use crate::layout::{Layout, LayoutRequest, Tidied, poor_choices, tidy};
use crate::model::{ArgumentMap, Aspect, ClaimId, InferenceId, ViewId};
use crate::text::Fonts;
use crate::theme::{Theme, ThemeName};

/// The map as it is shown, to be worked on elsewhere, as on a thread.
#[derive(Clone)]
pub struct TidyJob {
    /// The whole map, as it was then.
    map: ArgumentMap,
    /// What is seen of it, if that is a part.
    part: Option<ArgumentMap>,
    view: ViewId,
    fonts: Arc<Fonts>,
    theme: ThemeName,
}

impl TidyJob {
    /// What tidying up would do; `watch` is told the share done and may stop it.
    pub fn tidy(&self, watch: &mut dyn FnMut(f64) -> ControlFlow<()>) -> Option<Tidied> {
        tidy(&self.request(), watch)
    }

    /// The claims whose rows and columns have grown poor.
    pub fn poor_choices(&self) -> Vec<ClaimId> {
        poor_choices(&self.request())
    }

    fn request(&self) -> LayoutRequest<'_> {
        let map = self.part.as_ref().unwrap_or(&self.map);
        LayoutRequest {
            map,
            view: map.view(&self.view).unwrap_or(map.main_view()),
            metrics: &Theme::of(self.theme).metrics,
            fonts: &self.fonts,
        }
    }
}

impl PartialEq for TidyJob {
    fn eq(&self, other: &Self) -> bool {
        self.map == other.map && self.view == other.view && self.theme == other.theme
    }
}

impl fmt::Debug for TidyJob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TidyJob").finish_non_exhaustive()
    }
}

impl Editor {
    /// What is to be worked on elsewhere.
    pub fn tidy_job(&self) -> TidyJob {
        TidyJob {
            map: self.map().clone(),
            part: part_shown(self.map(), self.shown_view()),
            view: self.shown_view().id.clone(),
            fonts: Arc::clone(&self.fonts),
            theme: self.drawn.theme(),
        }
    }

    /// Whether the map is still as the job has it.
    pub fn is_as_in(&self, job: &TidyJob) -> bool {
        *self.map() == job.map && self.shown_view().id == job.view
    }

    /// Takes over what tidying up found, as one step, and says what it did; a map that has
    /// changed meanwhile stays as it is. A map that was seen whole still is.
    pub(super) fn take_tidied(&mut self, job: &TidyJob, tidied: Tidied) {
        if !self.is_as_in(job) {
            self.toast("Tidy up: the map has changed meanwhile, so it was left as it is");
            return;
        }
        let said = Summary::of(&job.map, self.layout(), &tidied).sentence();
        let Some(said) = said else {
            self.toast("Nothing to tidy up");
            return;
        };
        let was_all_seen = !self.is_minimap_useful();
        let done = self.edit(&Operation::TidyUp {
            orders: tidied.orders,
            premises: tidied.premises,
            choices: tidied.choices,
            homes: tidied.homes,
        });
        if done {
            self.poor.clear();
            self.toast(said);
            if was_all_seen && self.is_minimap_useful() {
                self.zoom_to_fit();
            }
        }
    }

    /// Asks the layout to fill what the canvas fills now.
    pub(super) fn set_aspect_to_canvas(&mut self) {
        let aspect = self.canvas_aspect();
        self.edit(&Operation::SetAspect(aspect));
    }

    /// The proportions of the canvas in whole numbers.
    pub fn canvas_aspect(&self) -> Aspect {
        let size = self.canvas_size();
        let part = |length: f64| (length.round() as u32).clamp(1, 100_000);
        let (width, height) = (part(size.width), part(size.height));
        let common = greatest_common_divisor(width, height);
        Aspect {
            width: width / common,
            height: height / common,
        }
    }

    /// Whether something is being carried, drawn, picked or typed.
    pub fn is_hand_busy(&self) -> bool {
        !matches!(self.hand, Hand::Idle)
    }

    /// Claims whose rows and columns tidying up would better, as was worked out last.
    pub fn poor_choices(&self) -> &[ClaimId] {
        let is_remembered = self.shown_view().choices.is_some();
        if is_remembered { &self.poor } else { &[] }
    }

    /// Takes what was worked out elsewhere; of a map that has changed meanwhile it says nothing.
    pub fn set_poor_choices(&mut self, job: &TidyJob, poor: Vec<ClaimId>) {
        if self.is_as_in(job) {
            self.poor = poor;
        }
    }
}

fn greatest_common_divisor(mut one: u32, mut other: u32) -> u32 {
    while other > 0 {
        (one, other) = (other, one % other);
    }
    one.max(1)
}

/// What tidying up does to a map, counted.
#[derive(Debug, Default)]
struct Summary {
    fewer_crossings: usize,
    moved: usize,
    rearranged: usize,
}

impl Summary {
    /// Against the map and how it is laid out now, whether or not the view remembers that.
    fn of(map: &ArgumentMap, layout: &Layout, tidied: &Tidied) -> Self {
        let reasons = tidied.orders.iter().map(|(target, order)| {
            let now = map.bearing_on(&target.element());
            moved_count(&now.map(|step| &step.id).collect::<Vec<_>>(), order)
        });
        let premises = tidied.premises.iter().map(|(step, order)| {
            let now = map.inference(step).map(|step| step.premises.iter());
            moved_count(&now.into_iter().flatten().collect::<Vec<_>>(), order)
        });
        let before = &layout.choices;
        let named: BTreeSet<_> = before.keys().chain(tidied.choices.keys()).collect();
        let named = named.into_iter();
        let stands_otherwise = |claim: &&ClaimId| before.get(*claim) != tidied.choices.get(*claim);
        let homes = layout.homes.iter();
        let moves_home = |(claim, home): &(&ClaimId, &InferenceId)| {
            tidied.homes.get(*claim).is_some_and(|after| after != *home)
        };
        let (had, has) = tidied.crossings;
        Self {
            fewer_crossings: had.saturating_sub(has),
            moved: reasons.sum::<usize>() + premises.sum::<usize>(),
            rearranged: named.filter(stands_otherwise).count() + homes.filter(moves_home).count(),
        }
    }

    /// Nothing where nothing changes.
    fn sentence(&self) -> Option<String> {
        let counted = |count: usize, one: &str, more: &str| match count {
            0 => None,
            1 => Some(format!("1 {one}")),
            _ => Some(format!("{count} {more}")),
        };
        if self.moved + self.rearranged == 0 {
            return None;
        }
        let parts = [
            counted(self.fewer_crossings, "crossing fewer", "crossings fewer"),
            counted(self.moved, "reason moved", "reasons moved"),
            counted(self.rearranged, "branch rearranged", "branches rearranged"),
        ];
        let parts: Vec<_> = parts.into_iter().flatten().collect();
        Some(format!("Tidied up: {}", parts.join(", ")))
    }
}

/// How many must at least change their place to come from one order to the other: all but a
/// longest run of those that keep their order.
fn moved_count<T: Ord>(before: &[&T], after: &[T]) -> usize {
    let places: BTreeMap<&T, usize> = before
        .iter()
        .enumerate()
        .map(|(at, item)| (*item, at))
        .collect();
    let places = after.iter().filter_map(|item| places.get(item).copied());
    // The least last place of an ascending run of each length, after Schensted (1961).
    let mut ends: Vec<usize> = Vec::new();
    let mut count = 0;
    for place in places {
        count += 1;
        let at = ends.partition_point(|end| *end < place);
        match ends.get_mut(at) {
            Some(end) => *end = place,
            None => ends.push(place),
        }
    }
    count - ends.len()
}
