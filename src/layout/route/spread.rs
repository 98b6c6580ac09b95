//! Spreads the legs of all courses in their corridors, so that parallel lines keep apart.

use std::collections::BTreeMap;

use super::blocks::NOBODY;
use super::bounds::{BESIDE, Bounds, bounds};
use super::course::{Course, Leg};
use super::order::{Place, side};
use super::solve::{Item, solve};
use super::terrain::Terrain;
use super::{Errand, Want};
use crate::layout::placed::Side;

/// Legs stand in the middle of corridors that are no wider than this.
const SLIM: f64 = 64.0;
/// How far from a box they stand in wider ones.
const NEAR: f64 = 24.0;
/// Legs that stand closer can hardly be told apart.
const CRAMPED: f64 = 1.2;
/// No more room is asked for where legs have this share of the wished distances.
const ENOUGH: f64 = 0.6;

/// A leg to be placed.
struct Mover {
    course: usize,
    leg: usize,
    span: (f64, f64),
    family: u32,
    /// The box beyond the wall at the larger coordinate.
    beyond: u32,
}

/// Moves legs apart, those along each axis in turn; says where more room is wanted, and whether
/// legs without it can hardly be told apart.
pub(super) fn spread(
    terrain: &Terrain<'_>,
    errands: &[Errand],
    courses: &mut [Course],
) -> (Vec<Want>, bool) {
    let mut is_cramped = false;
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
            let mut squeezes = squeezes.iter();
            is_cramped |= squeezes.any(|squeeze| squeeze.share * terrain.apart < CRAMPED);
            continue;
        }
        let side = [Side::Top, Side::Left][axis];
        for squeeze in squeezes {
            let node = movers[squeeze.last].beyond;
            if node != NOBODY && squeeze.share < ENOUGH {
                let want = wants.entry((node, side)).or_insert(0.0);
                *want = want.max(squeeze.missing);
            }
        }
    }
    let wants = wants.into_iter();
    let wants = wants.map(|((node, side), extra)| Want { node, side, extra });
    (wants.collect(), is_cramped)
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
            let bounds = bounds(terrain, errand, course, leg);
            items.push(item(course, leg, &bounds));
            movers.push(Mover {
                course: index,
                leg,
                span,
                family: errand.family,
                beyond: bounds.beyond,
            });
        }
    }
    (movers, items)
}

/// Where a leg may be and would like to be.
fn item(course: &Course, leg: usize, bounds: &Bounds) -> Item {
    let is_bound = leg == 0 || leg + 1 == course.legs.len();
    let Leg { at, laid_at, .. } = course.legs[leg];
    Item {
        at,
        wish: if is_bound {
            laid_at
        } else {
            wish(course, leg, bounds.walls)
        },
        walls: bounds.walls,
        gaps: bounds.gaps,
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
