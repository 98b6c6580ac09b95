//! Where a line may leave a box: rays from its gates, and the tracks that they meet.

use kurbo::Point;

use super::Errand;
use super::Gate;
use super::mesh::Mesh;
use super::search::BEND;
use super::terrain::Terrain;
use crate::layout::placed::Side;

/// How far rays reach.
const REACH: f64 = 640.0;
/// Tracks that a ray may join at most.
const JOINED: usize = 6;
/// How far from its corners lines may touch a box.
const INSET: f64 = 12.0;
/// What a gate costs more at which another line ends.
const TAKEN: f64 = 30.0;

/// The way straight out of a gate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ray {
    /// Which gate.
    pub(super) gate: usize,
    pub(super) axis: usize,
    pub(super) is_forward: bool,
    pub(super) from: [f64; 2],
    /// Where it ends, along its axis, and at whose box.
    pub(super) until: f64,
    pub(super) met: u32,
    pub(super) cost: f64,
    /// Where on the side of its box it may be moved to.
    pub(super) slide: (f64, f64),
}

impl Ray {
    pub(super) fn point(&self) -> Point {
        Point::new(self.from[0], self.from[1])
    }

    /// Whether it passes a place along its axis.
    pub(super) fn sees(&self, place: f64) -> bool {
        let (from, until) = (self.from[self.axis], self.until);
        if self.is_forward {
            from < place && place < until
        } else {
            until < place && place < from
        }
    }
}

/// A place where a ray meets a track.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Attachment {
    /// The axis of the track.
    pub(super) axis: usize,
    pub(super) track: u32,
    /// Where along the track.
    pub(super) at: f64,
    /// Of the way between the gate and the track, the bend onto it included.
    pub(super) cost: f64,
    pub(super) ray: u32,
}

/// The rays of one end of an errand.
#[derive(Debug, Default)]
pub(super) struct Rays {
    pub(super) rays: Vec<Ray>,
    pub(super) attachments: Vec<Attachment>,
}

impl Rays {
    /// Finds the rays and attachments of one end, of all its gates or of one.
    pub(super) fn cast(
        &mut self,
        terrain: &Terrain<'_>,
        mesh: &Mesh,
        errand: &Errand,
        end: usize,
        only: Option<usize>,
    ) {
        self.rays.clear();
        self.attachments.clear();
        let is_loop = errand.ends[0] == errand.ends[1];
        for (index, gate) in errand.gates[end].iter().enumerate() {
            // A line from a box to itself must not end where it starts.
            let leaves = matches!(gate.side, Side::Top | Side::Right);
            let is_left_out = only.is_some_and(|only| only != index);
            if is_left_out
                || (is_loop && leaves == (end == 1))
                || !gate.at.is_finite()
                || !gate.cost.is_finite()
            {
                continue;
            }
            let Some(ray) = ray(terrain, errand, end, index, gate) else {
                continue;
            };
            self.attach(terrain, mesh, &ray, errand.ends);
            self.rays.push(ray);
        }
    }

    fn attach(&mut self, terrain: &Terrain<'_>, mesh: &Mesh, ray: &Ray, ends: [u32; 2]) {
        let across = 1 - ray.axis;
        let tracks = &mesh.tracks[across];
        let (from, at) = (ray.from[ray.axis], ray.from[across]);
        let split = tracks.partition_point(|track| track.at < from);
        let mut found = 0;
        let mut join = |index: usize| {
            let track = &tracks[index];
            if !ray.sees(track.at) {
                return false;
            }
            if track.from <= at && at <= track.to {
                let span = (from.min(track.at), from.max(track.at));
                let crossing = terrain.crossing_cost(ray.axis, at, span, ends);
                self.attachments.push(Attachment {
                    axis: across,
                    track: index as u32,
                    at,
                    cost: ray.cost + BEND + span.1 - span.0 + crossing,
                    ray: self.rays.len() as u32,
                });
                found += 1;
            }
            found < JOINED
        };
        if ray.is_forward {
            let mut tracks = split..tracks.len();
            while tracks.next().is_some_and(&mut join) {}
        } else {
            let mut tracks = (0..split).rev();
            while tracks.next().is_some_and(&mut join) {}
        }
    }
}

fn ray(
    terrain: &Terrain<'_>,
    errand: &Errand,
    end: usize,
    index: usize,
    gate: &Gate,
) -> Option<Ray> {
    let (axis, is_forward) = match gate.side {
        Side::Left => (0, false),
        Side::Right => (0, true),
        Side::Top => (1, false),
        Side::Bottom => (1, true),
    };
    let across = 1 - axis;
    let mut from = [gate.at.x, gate.at.y];
    let at = from[across];
    let slide = terrain
        .blocks
        .of_node(errand.ends[end])
        .map_or((at, at), |block| {
            let inset = INSET.min((block.high[across] - block.low[across]) / 3.0);
            let (low, high) = (block.low[across] + inset, block.high[across] - inset);
            (low.min(at), high.max(at))
        });
    let free = free_port(terrain, axis, from, is_forward, slide);
    from[across] = free.unwrap_or(at);
    let front = (from[across] - 0.5, from[across] + 0.5);
    let wall = terrain
        .blocks
        .next(axis, from[axis], is_forward, front, REACH);
    let room = (wall.at - from[axis]).abs();
    (room > 1e-3).then(|| Ray {
        gate: index,
        axis,
        is_forward,
        from,
        until: wall.at,
        met: wall.node,
        cost: gate.cost.max(0.0) + if free.is_some() { 0.0 } else { TAKEN },
        slide,
    })
}

/// The nearest place on the side at which no drawn line ends.
fn free_port(
    terrain: &Terrain<'_>,
    axis: usize,
    from: [f64; 2],
    is_forward: bool,
    slide: (f64, f64),
) -> Option<f64> {
    let apart = terrain.apart;
    let at = from[1 - axis];
    let out = if is_forward {
        from[axis] + apart / 2.0
    } else {
        from[axis] - apart / 2.0
    };
    let near = terrain
        .pieces
        .between(axis, at - 4.0 * apart, at + 4.0 * apart);
    let taken = near
        .iter()
        .filter(|piece| piece.from < out && out < piece.to);
    let taken = || taken.clone().map(|piece| piece.at);
    let is_free = |place: f64| taken().all(|other| (other - place).abs() >= apart - 1e-6);
    if is_free(at) {
        return Some(at);
    }
    let places = taken().flat_map(|other| [other - apart, other + apart]);
    let places = places.filter(|&place| slide.0 <= place && place <= slide.1 && is_free(place));
    places.min_by(|one, two| (one - at).abs().total_cmp(&(two - at).abs()))
}
