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
mod soil;
mod worth;

pub(super) use climb::tend;
pub(super) use grove::Grove;
pub(super) use soil::Soil;

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use super::arrange::Ready;
use super::{Layout, LayoutRequest, layout};
use crate::model::{Choice, ClaimId, Direction, InferenceId, Style, Target, View};
use naming::Naming;

/// By how much a drawing must be smaller with other choices for the present ones to be poor.
const NOTABLY_SMALLER: f64 = 0.85;

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
    let anchors = ready.anchors();
    let planted = &ready.planted;
    let grove = Grove::new(&planted.tree, &ready.arrangement, &ready.crossings, true);
    let soil = Soil {
        gaps: &ready.gaps,
        frame: ready.frame.proportion(view.aspect),
        has_columns: view.style == Style::Compact && view.direction == Direction::Down,
        anchors: &anchors,
        area: grove.area(),
    };
    let (before, tended) = tend(grove, &soil, watch)?;
    let crossings = (before.crossings, tended.worth.crossings);
    Some(Naming::new(&ready, &tended.grove).tidied(crossings))
}

/// Claims whose remembered choices have grown poor: the map would be notably smaller with others.
pub fn poor_choices(request: &LayoutRequest<'_>) -> Vec<ClaimId> {
    let Some(remembered) = &request.view.choices else {
        return Vec::new();
    };
    let (before, after) = (layout(request), laid_out_anew(request));
    let room = |layout: &Layout| needed_room(request.view, layout);
    if room(&after) > NOTABLY_SMALLER * room(&before) {
        return Vec::new();
    }
    let differs = |claim: &&ClaimId| remembered.get(*claim) != after.choices.get(*claim);
    let named = remembered.keys().chain(after.choices.keys());
    let mut poor: Vec<ClaimId> = named.filter(differs).cloned().collect();
    poor.sort();
    poor.dedup();
    poor
}

fn laid_out_anew(request: &LayoutRequest<'_>) -> Layout {
    let view = View {
        choices: None,
        ..request.view.clone()
    };
    layout(&LayoutRequest {
        view: &view,
        ..*request
    })
}

/// The height of a frame of the view's proportions that holds the whole drawing.
fn needed_room(view: &View, layout: &Layout) -> f64 {
    let (width, height) = (view.aspect.width, view.aspect.height);
    let wide = layout.bounds.width() * f64::from(height) / f64::from(width.max(1));
    wide.max(layout.bounds.height())
}
