//! Searches the cheapest way through the mesh (A*), from all gates of one end to all of the other.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use kurbo::Point;

use super::Errand;
use super::course::Course;
use super::gates::{Attachment, Ray, Rays};
use super::mesh::Mesh;
use super::terrain::Terrain;

/// What a bend costs, in units of length.
pub(super) const BEND: f64 = 36.0;
/// What crossing another line costs.
pub(super) const CROSSING: f64 = 60.0;
/// What crossing a line with a common end costs.
pub(super) const CROSSING_OWN: f64 = 24.0;
/// What following a track costs that is full, for every line too many.
const CROWD: f64 = 30.0;
/// Corridors narrower than this are avoided.
const NARROW: f64 = 16.0;
/// How much longer a way through a narrow corridor counts.
const NARROW_FACTOR: f64 = 1.6;

/// A mark on what a state came from: a start instead of a state.
const START: u32 = 1 << 31;
/// A mark on what is queued: an ending instead of a state.
const ENDING: u32 = 1 << 31;

/// Working space of searches, used again by each.
#[derive(Debug, Default)]
pub(super) struct Search {
    /// Cost so far, by node and axis of arrival.
    cost: Vec<f64>,
    before: Vec<u32>,
    round_of: Vec<u32>,
    round: u32,
    queue: BinaryHeap<Reverse<u64>>,
    endings: Vec<Ending>,
    /// The last attachment of the search's end on each track, by axis.
    ends_on: [Vec<(u32, u32)>; 2],
    rays: [Rays; 2],
}

/// A finished way.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Ending {
    /// From a state to an attachment of the end.
    Node(u32, u32),
    /// From an attachment of the start to one of the end on the same track.
    Track(u32, u32),
    /// From a gate to a gate, around one corner.
    Corner(u32, u32),
    /// From a gate to a gate, straight at this place across.
    Straight(u32, u32, f64),
}

/// One search: what it knows beside the working space.
struct Task<'a> {
    terrain: &'a Terrain<'a>,
    mesh: &'a Mesh,
    ends: [u32; 2],
    /// Around all gates of the end.
    low: [f64; 2],
    high: [f64; 2],
    least_end: f64,
}

impl Search {
    pub(super) fn new(mesh: &Mesh) -> Self {
        let states = mesh.nodes.len() * 2;
        Self {
            cost: vec![0.0; states],
            before: vec![0; states],
            round_of: vec![0; states],
            ends_on: [0, 1].map(|axis| vec![(0, 0); mesh.tracks[axis].len()]),
            ..Self::default()
        }
    }

    /// The cheapest way for an errand, which is then remembered in the mesh; none if one of its
    /// ends is closed in.
    pub(super) fn find(
        &mut self,
        terrain: &Terrain<'_>,
        mesh: &mut Mesh,
        errand: &Errand,
        index: usize,
    ) -> Option<Course> {
        self.round += 1;
        self.queue.clear();
        self.endings.clear();
        for end in 0..2 {
            self.rays[end].cast(terrain, mesh, errand, end);
        }
        let task = self.task(terrain, mesh, errand)?;
        self.note_ends();
        self.seek_direct(&task);
        self.seed(&task);
        let ending = self.run(&task)?;
        self.course(mesh, ending, index)
    }

    fn task<'a>(
        &self,
        terrain: &'a Terrain<'_>,
        mesh: &'a Mesh,
        errand: &Errand,
    ) -> Option<Task<'a>> {
        let mut task = Task {
            terrain,
            mesh,
            ends: errand.ends,
            low: [f64::INFINITY; 2],
            high: [f64::NEG_INFINITY; 2],
            least_end: f64::INFINITY,
        };
        for ray in &self.rays[1].rays {
            for axis in 0..2 {
                task.low[axis] = task.low[axis].min(ray.from[axis]);
                task.high[axis] = task.high[axis].max(ray.from[axis]);
            }
            task.least_end = task.least_end.min(ray.cost);
        }
        let is_bound = task.least_end.is_finite() && !self.rays[0].rays.is_empty();
        is_bound.then_some(task)
    }

    /// Chains the attachments of the end by track.
    fn note_ends(&mut self) {
        for (index, attachment) in self.rays[1].attachments.iter_mut().enumerate() {
            let head = &mut self.ends_on[attachment.axis][attachment.track as usize];
            attachment.next = if head.0 == self.round {
                head.1
            } else {
                u32::MAX
            };
            *head = (self.round, index as u32);
        }
    }

    fn first_end(&self, axis: usize, track: u32) -> u32 {
        let (round, index) = self.ends_on[axis][track as usize];
        if round == self.round { index } else { u32::MAX }
    }

    /// Ways that need no mesh, or only one track of it.
    fn seek_direct(&mut self, task: &Task<'_>) {
        for (start, one) in self.rays[0].rays.iter().enumerate() {
            for (end, two) in self.rays[1].rays.iter().enumerate() {
                let found = if one.axis == two.axis {
                    straight(task, one, two)
                        .map(|(cost, at)| (cost, Ending::Straight(start as u32, end as u32, at)))
                } else {
                    let corner = corner(task, one, two);
                    corner.map(|cost| (cost, Ending::Corner(start as u32, end as u32)))
                };
                if let Some((cost, ending)) = found {
                    push_ending(&mut self.queue, &mut self.endings, cost, ending);
                }
            }
        }
        for (start, one) in self.rays[0].attachments.iter().enumerate() {
            let mut end = self.first_end(one.axis, one.track);
            while let Some(two) = self.rays[1].attachments.get(end as usize) {
                let cost = one.cost + two.cost + task.way(one.axis, one.track, one.at, two.at);
                let ending = Ending::Track(start as u32, end);
                push_ending(&mut self.queue, &mut self.endings, cost, ending);
                end = two.next;
            }
        }
    }

    fn seed(&mut self, task: &Task<'_>) {
        for index in 0..self.rays[0].attachments.len() {
            let Attachment {
                axis,
                track,
                at,
                cost,
                ..
            } = self.rays[0].attachments[index];
            let line = task.mesh.tracks[axis][track as usize];
            let before = task.mesh.before(axis, &line, at);
            let places = [before.checked_sub(1), Some(before)];
            for place in places
                .into_iter()
                .flatten()
                .filter(|&place| place < line.count)
            {
                let node = task.mesh.order[axis][(line.first + place) as usize];
                let way = task.way(axis, track, at, task.mesh.nodes[node as usize][axis]);
                self.relax(task, node, axis, cost + way, START | index as u32);
            }
        }
    }

    fn relax(&mut self, task: &Task<'_>, node: u32, axis: usize, cost: f64, before: u32) {
        let state = node as usize * 2 + axis;
        if self.round_of[state] == self.round && self.cost[state] <= cost {
            return;
        }
        self.round_of[state] = self.round;
        self.cost[state] = cost;
        self.before[state] = before;
        let rank = cost + task.left(node, axis);
        self.queue.push(Reverse(key(rank, state as u32)));
    }

    fn run(&mut self, task: &Task<'_>) -> Option<Ending> {
        while let Some(Reverse(key)) = self.queue.pop() {
            let item = key as u32;
            if item & ENDING != 0 {
                return self.endings.get((item & !ENDING) as usize).copied();
            }
            let rank = f64::from(f32::from_bits((key >> 32) as u32));
            let cost = self.cost[item as usize];
            // The state was reached for less since.
            if rank > cost + task.left(item / 2, item as usize % 2) + 0.5 {
                continue;
            }
            self.expand(task, item, cost);
        }
        None
    }

    fn expand(&mut self, task: &Task<'_>, state: u32, cost: f64) {
        let (node, arrived) = ((state / 2) as usize, state as usize % 2);
        let mesh = task.mesh;
        for axis in 0..2 {
            let turn = if axis == arrived {
                f64::from(mesh.through[node][1 - axis]) * CROSSING
            } else {
                BEND
            };
            let cost = cost + turn;
            let track = mesh.track_of[node][axis];
            let line = &mesh.tracks[axis][track as usize];
            let place = mesh.place[node][axis];
            let here = mesh.nodes[node][axis];
            let (mut low, mut high) = (f64::NEG_INFINITY, f64::INFINITY);
            if place > line.first {
                let next = mesh.order[axis][place as usize - 1];
                low = mesh.nodes[next as usize][axis];
                let way = task.edge(axis, place - 1, line.width, here - low);
                self.relax(task, next, axis, cost + way, state);
            }
            if place + 1 < line.first + line.count {
                let next = mesh.order[axis][place as usize + 1];
                high = mesh.nodes[next as usize][axis];
                let way = task.edge(axis, place, line.width, high - here);
                self.relax(task, next, axis, cost + way, state);
            }
            let mut end = self.first_end(axis, track);
            while let Some(attachment) = self.rays[1].attachments.get(end as usize) {
                if low <= attachment.at && attachment.at <= high {
                    let way = task.way(axis, track, here, attachment.at);
                    let cost = cost + way + attachment.cost;
                    let ending = Ending::Node(state, end);
                    push_ending(&mut self.queue, &mut self.endings, cost, ending);
                }
                end = attachment.next;
            }
        }
    }

    fn course(&self, mesh: &mut Mesh, ending: Ending, index: usize) -> Option<Course> {
        let [starts, ends] = &self.rays;
        let attached = |rays: &Rays, index: u32| -> Option<(Ray, Point)> {
            let attachment = rays.attachments.get(index as usize)?;
            let ray = *rays.rays.get(attachment.ray as usize)?;
            let line = mesh.tracks[attachment.axis].get(attachment.track as usize)?;
            let mut at = [line.at; 2];
            at[attachment.axis] = attachment.at;
            Some((ray, Point::new(at[0], at[1])))
        };
        let mut points = Vec::new();
        let gates = match ending {
            Ending::Node(last, end) => {
                let (nodes, start) = self.path(last);
                let (ray, at) = attached(starts, start)?;
                points.extend([ray.point(), at]);
                let places = nodes.iter().map(|&node| mesh.nodes[node as usize]);
                points.extend(places.map(|[x, y]| Point::new(x, y)));
                let (end_ray, at) = attached(ends, end)?;
                points.extend([at, end_ray.point()]);
                mesh.take(&nodes);
                [ray.gate, end_ray.gate]
            }
            Ending::Track(start, end) => {
                let ((one, from), (two, to)) = (attached(starts, start)?, attached(ends, end)?);
                points.extend([one.point(), from, to, two.point()]);
                [one.gate, two.gate]
            }
            Ending::Corner(start, end) => {
                let one = starts.rays.get(start as usize)?;
                let two = ends.rays.get(end as usize)?;
                let mut corner = one.from;
                corner[one.axis] = two.from[one.axis];
                points.extend([one.point(), Point::new(corner[0], corner[1]), two.point()]);
                [one.gate, two.gate]
            }
            Ending::Straight(start, end, at) => {
                let one = starts.rays.get(start as usize)?;
                let two = ends.rays.get(end as usize)?;
                for ray in [one, two] {
                    let mut place = ray.from;
                    place[1 - ray.axis] = at;
                    points.push(Point::new(place[0], place[1]));
                }
                [one.gate, two.gate]
            }
        };
        Course::through(index, gates, &points)
    }

    /// The nodes on the way to a state, and the attachment it started from.
    fn path(&self, last: u32) -> (Vec<u32>, u32) {
        let mut nodes = vec![last / 2];
        let mut state = last;
        loop {
            let before = self.before[state as usize];
            if before & START != 0 {
                nodes.reverse();
                return (nodes, before & !START);
            }
            nodes.push(before / 2);
            state = before;
        }
    }
}

impl Task<'_> {
    /// The least that is left to go from a node at which the way arrives along an axis.
    fn left(&self, node: u32, arrived: usize) -> f64 {
        let at = self.mesh.nodes[node as usize];
        let mut left = self.least_end;
        for (axis, at) in at.into_iter().enumerate() {
            let way = (self.low[axis] - at).max(at - self.high[axis]);
            if way > 0.0 {
                left += way;
                if axis != arrived {
                    left += BEND;
                }
            }
        }
        left
    }

    /// The cost of an edge of the mesh.
    fn edge(&self, axis: usize, place: u32, width: f64, length: f64) -> f64 {
        let mut cost = if width < NARROW {
            length * NARROW_FACTOR
        } else {
            length
        };
        for &piece in self.mesh.crossed(axis, place) {
            let piece = &self.terrain.pieces.along[1 - axis][piece as usize];
            let each = if piece.is_of(self.ends) {
                CROSSING_OWN
            } else {
                CROSSING
            };
            cost += each * f64::from(piece.count);
        }
        let used = f64::from(self.mesh.used[axis][place as usize]);
        let room = (width / self.terrain.apart - 1.0).max(1.0);
        if used >= room {
            cost += CROWD * (used - room + 1.0).min(6.0);
        }
        cost
    }

    /// The cost of a part of a track.
    fn way(&self, axis: usize, track: u32, from: f64, to: f64) -> f64 {
        let at = self.mesh.tracks[axis][track as usize].at;
        self.stretch(axis, at, from, to)
    }

    fn stretch(&self, axis: usize, at: f64, from: f64, to: f64) -> f64 {
        let span = (from.min(to), from.max(to));
        span.1 - span.0 + self.terrain.crossing_cost(axis, at, span, self.ends)
    }
}

/// The cost of going straight from gate to gate, and where, if they face each other.
fn straight(task: &Task<'_>, one: &Ray, two: &Ray) -> Option<(f64, f64)> {
    if one.is_forward == two.is_forward || one.met != task.ends[1] || two.met != task.ends[0] {
        return None;
    }
    let across = 1 - one.axis;
    let sides = [one, two].map(|ray| ray.slide);
    let (low, high) = (sides[0].0.max(sides[1].0), sides[0].1.min(sides[1].1));
    if low > high {
        return None;
    }
    let at = f64::midpoint(one.from[across], two.from[across]).clamp(low, high);
    let (from, to) = (one.from[one.axis], two.from[one.axis]);
    let front = (at - 0.5, at + 0.5);
    let wall = task.terrain.blocks.next(
        one.axis,
        from,
        one.is_forward,
        front,
        (to - from).abs() + 1.0,
    );
    let cost = one.cost + two.cost + task.stretch(one.axis, at, from, to);
    (wall.node == task.ends[1]).then_some((cost, at))
}

/// The cost of going from gate to gate around one corner, if both see it.
fn corner(task: &Task<'_>, one: &Ray, two: &Ray) -> Option<f64> {
    let corner = (two.from[one.axis], one.from[two.axis]);
    if !one.sees(corner.0) || !two.sees(corner.1) {
        return None;
    }
    let first = task.stretch(
        one.axis,
        one.from[1 - one.axis],
        one.from[one.axis],
        corner.0,
    );
    let second = task.stretch(
        two.axis,
        two.from[1 - two.axis],
        two.from[two.axis],
        corner.1,
    );
    Some(one.cost + two.cost + BEND + first + second)
}

fn key(rank: f64, item: u32) -> u64 {
    (u64::from((rank.max(0.0) as f32).to_bits()) << 32) | u64::from(item)
}

fn push_ending(
    queue: &mut BinaryHeap<Reverse<u64>>,
    endings: &mut Vec<Ending>,
    cost: f64,
    ending: Ending,
) {
    queue.push(Reverse(key(cost, ENDING | endings.len() as u32)));
    endings.push(ending);
}
