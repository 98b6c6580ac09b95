//! What the searches and the spreading ask about: boxes, drawn lines, wished distances.

use super::blocks::Blocks;
use super::pieces::Pieces;
use super::search::{CROSSING, CROSSING_OWN};

/// Boxes and drawn lines.
#[derive(Debug)]
pub(super) struct Terrain<'a> {
    pub(super) blocks: &'a Blocks,
    pub(super) pieces: &'a Pieces,
    pub(super) clearance: f64,
    pub(super) apart: f64,
}

impl Terrain<'_> {
    /// What it costs to cross what lies across a stretch, for a line between these nodes.
    pub(super) fn crossing_cost(
        &self,
        axis: usize,
        at: f64,
        span: (f64, f64),
        ends: [u32; 2],
    ) -> f64 {
        let (others, own) = self.pieces.crossed(axis, at, span, ends);
        f64::from(others) * CROSSING + f64::from(own) * CROSSING_OWN
    }
}
