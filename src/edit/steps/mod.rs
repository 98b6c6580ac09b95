//! Steps that make themselves: what appears when, with titles, and notes in spoken sentences.
//!
//! [`made_steps`] goes over what a view shows and groups its claims, [`By`] reading order,
//! participant, branch or depth; every claim appears at exactly one step, but for those that are
//! hidden below a collapsed element. The notes of a step say its claims as sentences with numbers,
//! and below them the quotes behind the numbers with their sources.

mod forest;
mod groups;
mod notes;
mod share;
mod speech;

use std::fmt;
use std::str::FromStr;

use super::view_map;
use crate::model::{ArgumentMap, ClaimId, ElementId, Frame, Step, View};
use forest::Forest;
pub(super) use share::{number_parts, shared_notes};

/// What one step is to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The contention, then each reason with its rebuttals.
    Reading,
    /// The contention, then what each participant says.
    Participant,
    /// The contention, then each branch under it.
    Branch,
    /// All claims of one depth.
    Depth,
}

impl By {
    /// All ways, in the order of menus.
    pub const ALL: [Self; 4] = [Self::Reading, Self::Participant, Self::Branch, Self::Depth];

    /// The word on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Reading => "reading",
            Self::Participant => "participant",
            Self::Branch => "branch",
            Self::Depth => "depth",
        }
    }
}

/// What the camera does at the steps that are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Camera {
    /// It keeps the frame of the view: nothing moves.
    #[default]
    Keeps,
    /// It goes where something appears, close enough to read it.
    Follows,
}

/// The word names no way of making steps.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("write reading, participant, branch or depth")]
pub struct UnknownBy;

impl FromStr for By {
    type Err = UnknownBy;

    fn from_str(word: &str) -> Result<Self, UnknownBy> {
        let mut all = Self::ALL.into_iter();
        all.find(|by| by.word() == word).ok_or(UnknownBy)
    }
}

impl fmt::Display for By {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// Steps for a view of the map; none where it shows no claims.
pub fn made_steps(map: &ArgumentMap, view: &View, by: By, camera: Camera) -> Vec<Step> {
    let Some(map) = view_map(map, &view.id) else {
        return Vec::new();
    };
    let forest = Forest::of(&map);
    let groups = groups::groups(&map, &forest, by);
    let mut steps: Vec<Step> = Vec::with_capacity(groups.len());
    let mut said = notes::Said::new(&map);
    for group in groups {
        let appears = group.claims.iter().cloned().map(ElementId::Claim);
        let mut step = Step::new(group.title, appears);
        step.notes = said.of(&group.claims);
        if camera == Camera::Follows {
            step.frame = Some(Frame::Around(groups::surroundings(&map, &group.claims)));
        }
        steps.push(step);
    }
    steps
}

/// The claims that a view shows, in the order in which they are read.
pub fn reading_order(map: &ArgumentMap, view: &View) -> Vec<ElementId> {
    let Some(map) = view_map(map, &view.id) else {
        return Vec::new();
    };
    let claims = Forest::of(&map).claims;
    claims
        .into_iter()
        .map(|grown| ElementId::Claim(grown.id))
        .collect()
}

/// What the notes of a step would say if it were made anew.
pub fn made_notes(map: &ArgumentMap, view: &View, at: usize) -> String {
    let Some(map) = view_map(map, &view.id) else {
        return String::new();
    };
    let order = Forest::of(&map).claims;
    let mut said = notes::Said::new(&map);
    let mut last = String::new();
    for step in view.steps.iter().take(at + 1) {
        let appears = |id: ClaimId| step.appears.contains(&ElementId::Claim(id));
        let claims: Vec<_> = order.iter().map(|grown| grown.id.clone()).collect();
        let claims: Vec<_> = claims
            .into_iter()
            .filter(|id| appears(id.clone()))
            .collect();
        last = said.of(&claims);
    }
    last
}
