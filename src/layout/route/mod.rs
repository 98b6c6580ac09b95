//! Finds ways for lines around boxes: [`Ground`] and [`Errand`]s → [`Routing`].
//!
//! It knows boxes by index, lines that are drawn already, and where new lines may start and end;
//! nothing of claims or trees. Free space is cut into corridors (`corridors`), whose middle lines
//! are a sparse mesh (`mesh`) that joins every two places that are joined at all. Each errand
//! takes the cheapest way through it (`search`): length, bends, lines crossed, crowding. Then all
//! ways are spread in the corridors (`order`, `spread`), so that parallel lines keep apart and
//! cross no more than they must (after Wybrow, Marriott and Stuckey 2009).
//!
//! It is pure and total: equal grounds give equal routes. Lines never pass through a box, unless
//! an end is closed in by boxes that overlap it.

mod blocks;
mod bounds;
mod corridors;
mod course;
mod crew;
mod gates;
mod mesh;
mod order;
mod pieces;
mod queue;
mod search;
mod solve;
mod spread;
mod straighten;
mod terrain;
#[cfg(test)]
mod tests;
mod trail;

use kurbo::{Point, Rect};

use super::placed::Side;
use blocks::Blocks;
use course::{Course, direct};
use crew::{Crew, Work};
use mesh::Mesh;
use pieces::Pieces;
use spread::spread;
use straighten::straighten;
use terrain::Terrain;
pub(in crate::layout) use trail::Trail;

/// What lines must go around.
pub(in crate::layout) struct Ground<'a> {
    /// Boxes, marks and badges, by node; those without an area are in nobody's way. They do not
    /// overlap, except where users pinned them onto each other.
    pub(in crate::layout) boxes: &'a [Rect],
    /// Lines that are drawn already and stay.
    pub(in crate::layout) lines: &'a [Line],
    /// Wished distance from boxes.
    pub(in crate::layout) clearance: f64,
    /// Wished distance of parallel lines.
    pub(in crate::layout) apart: f64,
}

/// A line that is drawn already.
#[derive(Debug, Clone)]
pub(in crate::layout) struct Line {
    /// The nodes that it joins.
    pub(in crate::layout) ends: [u32; 2],
    /// Level and upright stretches from end to end.
    pub(in crate::layout) points: Vec<Point>,
}

/// A line to be found.
#[derive(Debug, Clone)]
pub(in crate::layout) struct Errand {
    /// The nodes that it joins.
    pub(in crate::layout) ends: [u32; 2],
    /// Lines of one family may lie on each other.
    pub(in crate::layout) family: u32,
    /// Where it may leave the first node and reach the second.
    pub(in crate::layout) gates: [Vec<Gate>; 2],
    /// Whether an arrowhead needs room at its end.
    pub(in crate::layout) has_arrow: bool,
}

/// Where a line may start or end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::layout) struct Gate {
    /// The side of the node.
    pub(in crate::layout) side: Side,
    /// On the border of the node; the line may end a little beside it.
    pub(in crate::layout) at: Point,
    /// What using it costs, in units of length.
    pub(in crate::layout) cost: f64,
}

/// The lines found, and where they would need more room.
#[derive(Debug, Clone, PartialEq, Default)]
pub(in crate::layout) struct Routing {
    /// A route for each errand, in order.
    pub(in crate::layout) routes: Vec<Route>,
    /// Room asked for, at most one entry a node and side.
    pub(in crate::layout) wants: Vec<Want>,
    /// Whether lines can hardly be told apart without that room.
    pub(in crate::layout) is_cramped: bool,
    /// Where room is asked for, the trails by which the same errands are found again once the
    /// boxes have moved; none for those that found no way.
    pub(in crate::layout) trails: Vec<Option<Trail>>,
}

/// A line found.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::layout) struct Route {
    /// Which of the gates it uses.
    pub(in crate::layout) gates: [usize; 2],
    /// Level and upright stretches, from the border of one node to that of the other.
    pub(in crate::layout) points: Vec<Point>,
}

/// More room asked for beside a box, so that lines that stand too close would stand apart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::layout) struct Want {
    /// The box just below the corridor (`Side::Top`) or to its right (`Side::Left`).
    pub(in crate::layout) node: u32,
    /// Its side.
    pub(in crate::layout) side: Side,
    /// How much wider the corridor would have to be.
    pub(in crate::layout) extra: f64,
}

/// Finds a line for every errand, near its trail where there is one.
pub(in crate::layout) fn route(
    ground: &Ground<'_>,
    errands: &[Errand],
    trails: &[Option<Trail>],
) -> Routing {
    if errands.is_empty() {
        return Routing::default();
    }
    let blocks = Blocks::new(ground.boxes);
    let pieces = Pieces::new(ground.lines);
    let terrain = Terrain {
        blocks: &blocks,
        pieces: &pieces,
        clearance: ground.clearance.max(0.0),
        apart: ground.apart.max(1.0),
    };
    let mut mesh = Mesh::new(&blocks, &pieces, terrain.apart);
    // Short lines first: they have the least choice.
    let mut turns: Vec<usize> = (0..errands.len()).collect();
    turns.sort_by(|&one, &two| span(&errands[one]).total_cmp(&span(&errands[two])));
    let mut courses: Vec<Course> = Vec::with_capacity(errands.len());
    let work = Work {
        terrain: &terrain,
        errands,
        trails,
    };
    let mut crew = Crew::new(&mesh, work);
    crew.search(work, &mut mesh, &turns, |found| {
        let mut course = found.course;
        straighten(&terrain, &errands[course.errand], &mut course);
        courses.push(course);
    });
    let (wants, is_cramped) = spread(&terrain, errands, &mut courses);
    let mut trails = Vec::new();
    if !wants.is_empty() {
        trails.resize(errands.len(), None);
        for course in &courses {
            let errand = &errands[course.errand];
            trails[course.errand] = Some(Trail::of(&terrain, errand, course));
        }
    }
    let mut routes: Vec<Option<Route>> = vec![None; errands.len()];
    for course in &courses {
        routes[course.errand] = Some(course.route());
    }
    let routes = routes.into_iter().zip(errands);
    let routes = routes.map(|(route, errand)| route.unwrap_or_else(|| direct(errand, &blocks)));
    Routing {
        routes: routes.collect(),
        wants,
        is_cramped,
        trails,
    }
}

/// How far apart the ends are, about.
fn span(errand: &Errand) -> f64 {
    let [start, end] = errand.gates.each_ref().map(|gates| gates.first());
    match (start, end) {
        (Some(start), Some(end)) => {
            let way = end.at - start.at;
            way.x.abs() + way.y.abs()
        }
        _ => 0.0,
    }
}
