//! Tidying up: which orders of siblings and which rows and columns would make the map clearer.
//!
//! It proposes and changes nothing. The caller gives each moment a share of what is done, and may
//! stop there.

mod arcs;
mod climb;
mod grove;
mod guess;
mod moves;
mod naming;
mod poor;
mod soil;
mod worth;

pub(super) use climb::tend;
pub(super) use grove::Grove;
pub use poor::poor_choices;
pub(super) use soil::Soil;

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use super::LayoutRequest;
use super::arrange::Ready;
use crate::model::{Choice, ClaimId, Direction, InferenceId, Style, Target};
use naming::Naming;

/// What tidying up would change: new orders of siblings, and what the view is to remember.
#[derive(Debug, Clone, PartialEq)]
pub struct Tidied {
    /// All reasons of a target in their new order.
    pub orders: Vec<(Target, Vec<InferenceId>)>,
    /// All premises of a step in their new order.
    pub premises: Vec<(InferenceId, Vec<ClaimId>)>,
    /// How the reasons of every claim stand from now on.
    pub choices: BTreeMap<ClaimId, Choice>,
    /// Under which use every shared claim stands from now on.
    pub homes: BTreeMap<ClaimId, InferenceId>,
    /// Crossings of connectors as drawn, before and after.
    pub crossings: (usize, usize),
}

/// What tidying up would do; `None` if `watch`, which is told the share done so far, stops it.
///
/// Never worse than before: where nothing clearer is found, everything stays as it is.
pub fn tidy(
    request: &LayoutRequest<'_>,
    watch: &mut dyn FnMut(f64) -> ControlFlow<()>,
) -> Option<Tidied> {
    if watch(0.0).is_break() {
        return None;
    }
    let ready = Ready::new(request);
    let view = request.view;
    let planted = &ready.grown.planted;
    let grove = Grove::new(
        &planted.tree,
        &ready.arrangement,
        &ready.grown.crossings,
        true,
    );
    let soil = Soil {
        gaps: &ready.gaps,
        frame: ready.grown.frame.proportion(view.aspect),
        has_columns: view.style == Style::Compact && view.direction == Direction::Down,
        anchors: ready.grown.anchors(),
        area: grove.area(),
    };
    let (before, tended) = tend(grove, &soil, watch)?;
    let crossings = (before.crossings, tended.worth.crossings);
    Some(Naming::new(&ready, &tended.grove).tidied(crossings))
}

#[cfg(test)]
mod tests;
