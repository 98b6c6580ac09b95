//! Carries the way of a line over to boxes that have moved: [`Trail`] → [`Swath`] of the mesh.
//!
//! Where room is made for lines, nearly all of them find their way again beside the same boxes.
//! A trail remembers the corners of a way by the boxes beside them; a search that keeps to the
//! nodes near the corners as they lie now sees a small part of the mesh.

use kurbo::{Point, Rect, Vec2};

use super::Errand;
use super::blocks::NOBODY;
use super::course::Course;
use super::mesh::Mesh;
use super::terrain::Terrain;

/// How far from a trail a way may lead.
const BREADTH: f64 = 72.0;
/// How far corners look for a box.
const REACH: f64 = 256.0;
/// How much more a way near the trail may cost than the trail did, before others are looked for.
const MUCH_MORE: f32 = 1.2;
const MORE: f32 = 200.0;

/// The way of a line among boxes that may move.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::layout) struct Trail {
    ends: [u32; 2],
    gates: [usize; 2],
    corners: Vec<Corner>,
    /// What the way cost.
    cost: f32,
}

/// A corner, seen from the box beside it.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Corner {
    node: u32,
    from_box: Vec2,
}

impl Trail {
    /// The trail of a course.
    pub(super) fn of(terrain: &Terrain<'_>, errand: &Errand, course: &Course) -> Self {
        let last = course.legs.len();
        let corners = course.corners().enumerate().map(|(index, at)| {
            let node = match index {
                0 => errand.ends[0],
                _ if index == last => errand.ends[1],
                _ => beside(terrain, at),
            };
            let origin = origin(terrain, node);
            Corner {
                node,
                from_box: at - origin,
            }
        });
        Self {
            ends: errand.ends,
            gates: course.gates,
            corners: corners.collect(),
            cost: course.cost,
        }
    }

    /// Whether it leads where an errand goes.
    pub(super) fn is_of(&self, errand: &Errand) -> bool {
        self.ends == errand.ends
    }

    /// Which gate it uses at an end.
    pub(super) fn gate(&self, end: usize) -> usize {
        self.gates[end]
    }

    /// Whether a way at such a cost makes a search everywhere needless.
    pub(super) fn is_matched_by(&self, cost: f32) -> bool {
        cost <= self.cost * MUCH_MORE + MORE
    }
}

fn origin(terrain: &Terrain<'_>, node: u32) -> Point {
    let block = terrain.blocks.of_node(node);
    block.map_or(Point::ZERO, |block| Point::new(block.low[0], block.low[1]))
}

/// The box nearest to a place, level with it or above or below.
fn beside(terrain: &Terrain<'_>, at: Point) -> u32 {
    let at = [at.x, at.y];
    let looks = [(0, false), (0, true), (1, false), (1, true)].map(|(axis, is_forward)| {
        let front = (at[1 - axis] - 0.5, at[1 - axis] + 0.5);
        let wall = terrain
            .blocks
            .next(axis, at[axis], is_forward, front, REACH);
        ((wall.at - at[axis]).abs(), wall.node)
    });
    let met = looks.into_iter().filter(|(_, node)| *node != NOBODY);
    met.min_by(|one, two| one.0.total_cmp(&two.0))
        .map_or(NOBODY, |(_, node)| node)
}

/// The nodes near a trail, marked by the search that they are for.
#[derive(Debug, Default)]
pub(super) struct Swath {
    marks: Vec<u32>,
    round: u32,
}

impl Swath {
    pub(super) fn new(mesh: &Mesh) -> Self {
        Self {
            marks: vec![0; mesh.nodes.len()],
            round: 0,
        }
    }

    /// Marks the nodes near the trail, where its boxes are now.
    pub(super) fn lay(&mut self, terrain: &Terrain<'_>, mesh: &Mesh, trail: &Trail) {
        self.round += 1;
        let corners = trail.corners.iter();
        let corners = corners.map(|corner| origin(terrain, corner.node) + corner.from_box);
        let corners: Vec<Point> = corners.collect();
        for pair in corners.windows(2) {
            let leg = Rect::from_points(pair[0], pair[1]).inflate(BREADTH, BREADTH);
            self.mark(mesh, leg);
        }
    }

    fn mark(&mut self, mesh: &Mesh, near: Rect) {
        let axis = usize::from(near.height() > near.width());
        let spans = [(near.x0, near.x1), (near.y0, near.y1)];
        let (along, across) = (spans[axis], spans[1 - axis]);
        let tracks = &mesh.tracks[axis];
        let first = tracks.partition_point(|track| track.at < across.0);
        for track in tracks[first..]
            .iter()
            .take_while(|track| track.at <= across.1)
        {
            if track.to < along.0 || track.from > along.1 {
                continue;
            }
            let places = mesh.before(axis, track, along.0)..mesh.before(axis, track, along.1);
            for place in places {
                let node = mesh.order[axis][(track.first + place) as usize];
                self.marks[node as usize] = self.round;
            }
        }
    }

    #[inline]
    pub(super) fn has(&self, node: u32) -> bool {
        self.marks[node as usize] == self.round
    }
}
