//! How far a leg of a course may be moved: to boxes, drawn lines, and the corners of its ends.

use super::Errand;
use super::blocks::Wall;
use super::course::Course;
use super::pieces::Piece;
use super::terrain::Terrain;

/// How far a leg looks for what bounds it.
const REACH: f64 = 256.0;
/// Legs whose ends are so close count as parallel: a bend beside the end of another line.
pub(super) const BESIDE: f64 = 6.0;
/// How far from a box bends keep at the end of a line with an arrowhead, more than others.
const ARROW: f64 = 8.0;

/// Walls on either side of a leg, and the wished distances from them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bounds {
    pub(super) walls: [f64; 2],
    pub(super) gaps: [f64; 2],
    /// The box beyond the wall at the larger coordinate.
    pub(super) beyond: u32,
}

impl Bounds {
    /// Whether a leg has room there, if not all that is wished for.
    pub(super) fn admits(&self, at: f64) -> bool {
        let [low, high] = self.walls;
        low + self.gaps[0] * 0.75 <= at && at <= high - self.gaps[1] * 0.75
    }
}

/// The bounds of a leg where it is now.
pub(super) fn bounds(
    terrain: &Terrain<'_>,
    errand: &Errand,
    course: &Course,
    leg: usize,
) -> Bounds {
    let (axis, at) = (course.legs[leg].axis, course.legs[leg].at);
    let (from, to) = course.run(leg);
    let span = (from.min(to), from.max(to));
    let look = |is_forward| terrain.blocks.next(1 - axis, at, is_forward, span, REACH);
    let boxes: [Wall; 2] = [look(false), look(true)];
    let is_before_last = leg + 2 == course.legs.len();
    let gaps = boxes.map(|wall| {
        if is_before_last && errand.has_arrow && wall.node == errand.ends[1] {
            terrain.clearance + ARROW
        } else {
            terrain.clearance
        }
    });
    let mut bounds = Bounds {
        walls: boxes.map(|wall| wall.at),
        gaps,
        beyond: boxes[1].node,
    };
    bounds.stop_at_lines(terrain, errand, axis, at, span);
    for (end, terminal) in [(0, 0), (1, course.legs.len() - 1)] {
        if leg == terminal {
            bounds.stay_at_box(terrain, errand.ends[end], axis, at);
        }
    }
    bounds
}

impl Bounds {
    /// Drawn lines beside a leg are walls, too.
    fn stop_at_lines(
        &mut self,
        terrain: &Terrain<'_>,
        errand: &Errand,
        axis: usize,
        at: f64,
        span: (f64, f64),
    ) {
        let near = terrain.pieces.between(axis, self.walls[0], self.walls[1]);
        let beside = |piece: &&Piece| {
            let is_same = (piece.at - at).abs() < 0.25;
            let is_parallel = piece.from < span.1 + BESIDE && piece.to > span.0 - BESIDE;
            is_parallel && !(is_same && piece.is_of(errand.ends))
        };
        let split = near.partition_point(|piece| piece.at <= at);
        if let Some(piece) = near[..split].iter().rev().find(beside) {
            (self.walls[0], self.gaps[0]) = (piece.at, terrain.apart);
        }
        if let Some(piece) = near[split..].iter().find(beside) {
            (self.walls[1], self.gaps[1]) = (piece.at, terrain.apart);
        }
    }

    /// The first and the last leg must touch their box.
    fn stay_at_box(&mut self, terrain: &Terrain<'_>, node: u32, axis: usize, at: f64) {
        let across = 1 - axis;
        let [low, high] = terrain.blocks.of_node(node).map_or([at, at], |block| {
            let side = block.high[across] - block.low[across];
            let inset = (terrain.clearance * 1.5).min(side / 3.0);
            [
                (block.low[across] + inset).min(at),
                (block.high[across] - inset).max(at),
            ]
        });
        if low > self.walls[0] + self.gaps[0] {
            (self.walls[0], self.gaps[0]) = (low, 0.0);
        }
        if high < self.walls[1] - self.gaps[1] {
            (self.walls[1], self.gaps[1]) = (high, 0.0);
        }
    }
}
