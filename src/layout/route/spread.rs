//! Spreads the legs of all courses in their corridors, so that parallel lines keep apart.

use std::collections::BTreeMap;

use super::blocks::{NOBODY, Wall};
use super::course::Course;
use super::order::{Place, side};
use super::solve::{Item, solve};
use super::terrain::Terrain;
use super::{Errand, Want};
use crate::layout::placed::Side;

/// How far a leg looks for what bounds it.
const REACH: f64 = 256.0;
/// Legs stand in the middle of corridors that are no wider than this.
const SLIM: f64 = 64.0;
/// How far from a box they stand in wider ones.
const NEAR: f64 = 24.0;
/// Legs whose ends are so close count as parallel: a bend beside the end of another line.
const BESIDE: f64 = 6.0;
/// How far from a box bends keep at the end of a line with an arrowhead, more than others.
const ARROW: f64 = 8.0;

/// A leg to be placed.
struct Mover {
    course: usize,
    leg: usize,
    span: (f64, f64),
    family: u32,
    /// The box beyond the wall at the larger coordinate.
    beyond: u32,
}

/// Moves legs apart, those along each axis in turn; says where more room is wanted.
pub(super) fn spread(
    terrain: &Terrain<'_>,
    errands: &[Errand],
    courses: &mut [Course],
) -> Vec<Want> {
    let mut wants: BTreeMap<(u32, Side), f64> = BTreeMap::new();
    for round in 0..4 {
        let axis = round % 2;
        let (movers, items) = movers(terrain, errands, courses, axis);
        let pairs = pairs(&movers, &items, courses, terrain.apart);
        let (places, squeezes) = solve(&items, &pairs, terrain.apart);
        for (mover, at) in movers.iter().zip(places) {
            courses[mover.course].legs[mover.leg].at = at;
        }
        if round > 1 {
            continue;
        }
        let side = [Side::Top, Side::Left][axis];
        for squeeze in squeezes {
            let node = movers[squeeze.last].beyond;
            if node != NOBODY {
                let want = wants.entry((node, side)).or_insert(0.0);
                *want = want.max(squeeze.missing);
            }
        }
    }
    let wants = wants.into_iter();
    wants
        .map(|((node, side), extra)| Want { node, side, extra })
        .collect()
}

fn movers(
    terrain: &Terrain<'_>,
    errands: &[Errand],
    courses: &[Course],
    axis: usize,
) -> (Vec<Mover>, Vec<Item>) {
    let (mut movers, mut items) = (Vec::new(), Vec::new());
    for (index, course) in courses.iter().enumerate() {
        for leg in (0..course.legs.len()).filter(|&leg| course.legs[leg].axis == axis) {
            let (from, to) = course.run(leg);
            let span = (from.min(to), from.max(to));
            let errand = &errands[course.errand];
            let (item, beyond) = item(terrain, errand, course, leg, span);
            items.push(item);
            movers.push(Mover {
                course: index,
                leg,
                span,
                family: errand.family,
                beyond,
            });
        }
    }
    (movers, items)
}

fn item(
    terrain: &Terrain<'_>,
    errand: &Errand,
    course: &Course,
    leg: usize,
    span: (f64, f64),
) -> (Item, u32) {
    let (axis, at) = (course.legs[leg].axis, course.legs[leg].at);
    let look = |is_forward| terrain.blocks.next(1 - axis, at, is_forward, span, REACH);
    let boxes: [Wall; 2] = [look(false), look(true)];
    let mut walls = boxes.map(|wall| wall.at);
    let mut gaps = boxes.map(|wall| {
        let is_arrow_at = errand.has_arrow && leg + 2 == course.legs.len();
        if is_arrow_at && wall.node == errand.ends[1] {
            terrain.clearance + ARROW
        } else {
            terrain.clearance
        }
    });
    drawn_walls(terrain, errand, axis, at, span, &mut walls, &mut gaps);
    let mut is_bound = false;
    for (end, terminal) in [(0, 0), (1, course.legs.len() - 1)] {
        if leg == terminal {
            is_bound = true;
            stay_at_box(terrain, errand.ends[end], axis, at, &mut walls, &mut gaps);
        }
    }
    let wish = if is_bound {
        course.legs[leg].laid_at
    } else {
        wish(course, leg, walls)
    };
    let item = Item {
        at,
        wish,
        walls,
        gaps,
    };
    (item, boxes[1].node)
}

/// Drawn lines beside a leg are walls, too.
fn drawn_walls(
    terrain: &Terrain<'_>,
    errand: &Errand,
    axis: usize,
    at: f64,
    span: (f64, f64),
    walls: &mut [f64; 2],
    gaps: &mut [f64; 2],
) {
    let near = terrain.pieces.between(axis, walls[0], walls[1]);
    let beside = |piece: &&super::pieces::Piece| {
        let is_same = (piece.at - at).abs() < 0.25;
        let is_parallel = piece.from < span.1 + BESIDE && piece.to > span.0 - BESIDE;
        is_parallel && !(is_same && piece.is_of(errand.ends))
    };
    let split = near.partition_point(|piece| piece.at <= at);
    if let Some(piece) = near[..split].iter().rev().find(beside) {
        (walls[0], gaps[0]) = (piece.at, terrain.apart);
    }
    if let Some(piece) = near[split..].iter().find(beside) {
        (walls[1], gaps[1]) = (piece.at, terrain.apart);
    }
}

/// The first and the last leg must touch their box.
fn stay_at_box(
    terrain: &Terrain<'_>,
    node: u32,
    axis: usize,
    at: f64,
    walls: &mut [f64; 2],
    gaps: &mut [f64; 2],
) {
    let across = 1 - axis;
    let sides = terrain.blocks.of_node(node).map_or([at, at], |block| {
        let inset = (terrain.clearance * 1.5).min((block.high[across] - block.low[across]) / 3.0);
        [
            (block.low[across] + inset).min(at),
            (block.high[across] - inset).max(at),
        ]
    });
    if sides[0] > walls[0] + gaps[0] {
        (walls[0], gaps[0]) = (sides[0], 0.0);
    }
    if sides[1] < walls[1] - gaps[1] {
        (walls[1], gaps[1]) = (sides[1], 0.0);
    }
}

/// Where a leg between two others would like to be.
fn wish(course: &Course, leg: usize, walls: [f64; 2]) -> f64 {
    let [low, high] = walls;
    if high - low <= SLIM {
        return f64::midpoint(low, high);
    }
    let at = course.legs[leg].laid_at;
    let comes = at - course.run(leg - 1).0;
    let goes = course.run(leg + 1).1 - at;
    let (low, high) = (low + NEAR, high - NEAR);
    if comes < 0.0 && goes > 0.0 {
        high
    } else if comes > 0.0 && goes < 0.0 {
        low
    } else {
        at.min(high).max(low)
    }
}

/// Which leg lies before which, of those that could meet.
fn pairs(movers: &[Mover], items: &[Item], courses: &[Course], apart: f64) -> Vec<(u32, u32)> {
    let mut starts: Vec<u32> = (0..movers.len() as u32).collect();
    starts.sort_by(|&one, &two| {
        let from = |index: u32| movers[index as usize].span.0;
        from(one).total_cmp(&from(two)).then(one.cmp(&two))
    });
    let mut active: Vec<u32> = Vec::new();
    let mut pairs = Vec::new();
    for index in starts {
        let (mover, item) = (&movers[index as usize], &items[index as usize]);
        active.retain(|&other| movers[other as usize].span.1 + BESIDE > mover.span.0);
        for &other in &active {
            let (near, beside) = (&movers[other as usize], &items[other as usize]);
            let is_apart = item.walls[0] >= beside.walls[1] + apart
                || beside.walls[0] >= item.walls[1] + apart;
            if near.family == mover.family || is_apart {
                continue;
            }
            let place = |mover: &Mover| Place {
                course: &courses[mover.course],
                leg: mover.leg,
            };
            let ahead = item.at - beside.at;
            let is_first = if ahead.abs() > 0.25 {
                ahead < 0.0
            } else {
                match side(place(mover), place(near)) {
                    0 => (item.wish, index) < (beside.wish, other),
                    turn => turn < 0,
                }
            };
            pairs.push(if is_first {
                (index, other)
            } else {
                (other, index)
            });
        }
        active.push(index);
    }
    pairs
}
