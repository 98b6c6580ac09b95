//! Searches the cheapest way through the mesh (A*), from all gates of one end to all of the other.

use kurbo::Point;

use super::Errand;
use super::course::Course;
use super::gates::{Attachment, Ray, Rays};
use super::mesh::{Mesh, NONE};
use super::queue::Queue;
use super::terrain::Terrain;
use super::trail::{Swath, Trail};

/// What a bend costs, in units of length.
pub(super) const BEND: f64 = 36.0;
/// What crossing another line costs.
pub(super) const CROSSING: f64 = 140.0;
/// What crossing a line with a common end costs.
pub(super) const CROSSING_OWN: f64 = 30.0;
/// A mark on what a state came from: an attachment instead of a state.
const ATTACHED: u32 = 1 << 31;

/// Working space of searches, used again by each.
///
/// A search goes from both ends at once and meets in the middle, where every state is settled by
/// one side alone (Pijls and Post 2009).
#[derive(Debug, Default)]
pub(super) struct Search {
    /// By node and axis.
    states: Vec<State>,
    round: u32,
    queues: [Queue; 2],
    /// The cheapest way so far.
    best: f32,
    ending: Option<Ending>,
    rays: [Rays; 2],
    swath: Swath,
    /// Whether only nodes of the swath are looked at.
    is_bound: bool,
}

/// A way, and the nodes of the mesh on it.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) course: Course,
    pub(super) nodes: Vec<u32>,
}

/// A node that is passed along an axis.
#[derive(Debug, Clone, Copy, PartialEq)]
#[repr(align(32))]
struct State {
    /// What the way from either end costs.
    cost: [f32; 2],
    /// Twice the last search that came here from that end, one more once it is settled.
    mark: [u32; 2],
    /// What it was reached from, from either end.
    before: [u32; 2],
}

/// A finished way.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Ending {
    /// Through a state that was reached from both ends.
    Node(u32),
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
    /// Around all gates of each end, and the least that one costs.
    low: [[f32; 2]; 2],
    high: [[f32; 2]; 2],
    least: [f32; 2],
}

impl Search {
    pub(super) fn new(mesh: &Mesh) -> Self {
        let count = mesh.nodes.len() * 2;
        let state = State {
            cost: [0.0; 2],
            mark: [0; 2],
            before: [NONE; 2],
        };
        Self {
            states: vec![state; count],
            swath: Swath::new(mesh),
            ..Self::default()
        }
    }

    /// The cheapest way for an errand, near its trail if it has one and there is a way; none if
    /// one of its ends is closed in.
    pub(super) fn find(
        &mut self,
        terrain: &Terrain<'_>,
        mesh: &Mesh,
        errand: &Errand,
        trail: Option<&Trail>,
        index: usize,
    ) -> Option<Found> {
        self.best = f32::INFINITY;
        if let Some(trail) = trail {
            self.swath.lay(terrain, mesh, trail);
            self.is_bound = true;
            self.seek(terrain, mesh, errand, Some(trail));
            self.is_bound = false;
        }
        if !trail.is_some_and(|trail| trail.is_matched_by(self.best)) {
            self.seek(terrain, mesh, errand, None);
        }
        self.found(mesh, self.ending?, index)
    }

    /// Seeks the cheapest way between all gates, or between those that a trail uses.
    fn seek(&mut self, terrain: &Terrain<'_>, mesh: &Mesh, errand: &Errand, trail: Option<&Trail>) {
        self.round += 2;
        self.best = f32::INFINITY;
        self.ending = None;
        for end in 0..2 {
            self.queues[end].clear();
            let gate = trail.map(|trail| trail.gate(end));
            self.rays[end].cast(terrain, mesh, errand, end, gate);
        }
        if let Some(task) = Task::new(terrain, mesh, errand, &self.rays) {
            self.seek_direct(&task);
            self.seed(&task);
            self.run(&task);
        }
    }

    /// Ways that need no mesh, or only one track of it.
    fn seek_direct(&mut self, task: &Task<'_>) {
        let rays = std::mem::take(&mut self.rays);
        let [starts, ends] = &rays;
        for (start, one) in starts.rays.iter().enumerate() {
            for (end, two) in ends.rays.iter().enumerate() {
                let (start, end) = (start as u32, end as u32);
                if one.axis != two.axis {
                    if let Some(cost) = corner(task, one, two) {
                        self.finish(cost as f32, Ending::Corner(start, end));
                    }
                } else if let Some((cost, at)) = straight(task, one, two) {
                    self.finish(cost as f32, Ending::Straight(start, end, at));
                }
            }
        }
        for (start, one) in starts.attachments.iter().enumerate() {
            for (end, two) in ends.attachments.iter().enumerate() {
                if (one.axis, one.track) == (two.axis, two.track) {
                    let way = task.way(one.axis, one.track, one.at, two.at);
                    let cost = (one.cost + two.cost + way) as f32;
                    self.finish(cost, Ending::Track(start as u32, end as u32));
                }
            }
        }
        self.rays = rays;
    }

    fn finish(&mut self, cost: f32, ending: Ending) {
        if cost < self.best {
            self.best = cost;
            self.ending = Some(ending);
        }
    }

    fn seed(&mut self, task: &Task<'_>) {
        for end in 0..2 {
            for index in 0..self.rays[end].attachments.len() {
                let start = self.rays[end].attachments[index];
                for (node, way) in task.beside(&start).into_iter().flatten() {
                    let at = task.mesh.nodes[node as usize].at;
                    let cost = (start.cost + way) as f32;
                    self.relax(
                        task,
                        end,
                        (node, start.axis),
                        at,
                        cost,
                        ATTACHED | index as u32,
                    );
                }
            }
        }
    }

    #[inline]
    fn relax(
        &mut self,
        task: &Task<'_>,
        end: usize,
        (node, axis): (u32, usize),
        at: [f32; 2],
        cost: f32,
        before: u32,
    ) {
        if self.is_bound && !self.swath.has(node) {
            return;
        }
        let index = node as usize * 2 + axis;
        let state = &mut self.states[index];
        let is_known = state.mark[end] == self.round && state.cost[end] <= cost;
        if is_known || state.mark[0] > self.round || state.mark[1] > self.round {
            return;
        }
        let rank = cost + task.left(1 - end, at, axis);
        if rank >= self.best {
            return;
        }
        state.cost[end] = cost;
        state.mark[end] = self.round;
        state.before[end] = before;
        if state.mark[1 - end] == self.round {
            let whole = cost + state.cost[1 - end];
            self.finish(whole, Ending::Node(index as u32));
        }
        self.queues[end].push(rank, index as u32);
    }

    fn run(&mut self, task: &Task<'_>) {
        loop {
            let end = usize::from(self.queues[1].len() < self.queues[0].len());
            let Some(item) = self.queues[end].pop() else {
                return;
            };
            if self.queues[end].floor() >= self.best {
                return;
            }
            let state = &mut self.states[item as usize];
            if state.mark[end] != self.round || state.mark[1 - end] > self.round {
                continue;
            }
            state.mark[end] += 1;
            let cost = state.cost[end];
            let node = &task.mesh.nodes[item as usize / 2];
            // The other side has come at least so far.
            let floor = self.queues[1 - end].floor() - task.left(end, node.at, item as usize % 2);
            if cost + floor < self.best {
                self.expand(task, end, item, cost);
            }
        }
    }

    fn expand(&mut self, task: &Task<'_>, end: usize, index: u32, cost: f32) {
        let (place, axis) = (index / 2, index as usize % 2);
        let node = &task.mesh.nodes[place as usize];
        self.relax(
            task,
            end,
            (place, 1 - axis),
            node.at,
            cost + BEND as f32,
            index,
        );
        for side in [axis * 2, axis * 2 + 1] {
            let next = node.next[side];
            if next == NONE {
                continue;
            }
            let mut cost = cost + node.cost[side];
            if node.crosses[side] {
                cost -= task.own_crossed(place, side);
            }
            let [x, y] = node.at;
            let step = node.step[side];
            let at = if axis == 0 {
                [x + step, y]
            } else {
                [x, y + step]
            };
            self.relax(task, end, (next, axis), at, cost, index);
        }
    }

    fn found(&self, mesh: &Mesh, ending: Ending, index: usize) -> Option<Found> {
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
        let mut nodes = Vec::new();
        let gates = match ending {
            Ending::Node(state) => {
                let (first, start) = self.path(state, 0);
                let (rest, end) = self.path(state, 1);
                nodes.extend(first.into_iter().rev());
                nodes.extend(rest);
                nodes.dedup();
                let (ray, at) = attached(starts, start)?;
                points.extend([ray.point(), at]);
                let places = nodes.iter().map(|&node| mesh.nodes[node as usize].at);
                points.extend(places.map(|[x, y]| Point::new(x.into(), y.into())));
                let (end_ray, at) = attached(ends, end)?;
                points.extend([at, end_ray.point()]);
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
        let course = Course::through(index, gates, &points, self.best)?;
        Some(Found { course, nodes })
    }

    /// The nodes on the way from a state to an end, and the attachment at its end.
    fn path(&self, state: u32, end: usize) -> (Vec<u32>, u32) {
        let mut nodes = vec![state / 2];
        let mut state = state;
        loop {
            let before = self.states[state as usize].before[end];
            if before & ATTACHED != 0 {
                return (nodes, before & !ATTACHED);
            }
            nodes.push(before / 2);
            state = before;
        }
    }
}

impl<'a> Task<'a> {
    fn new(
        terrain: &'a Terrain<'_>,
        mesh: &'a Mesh,
        errand: &Errand,
        rays: &[Rays; 2],
    ) -> Option<Self> {
        let mut task = Task {
            terrain,
            mesh,
            ends: errand.ends,
            low: [[f32::INFINITY; 2]; 2],
            high: [[f32::NEG_INFINITY; 2]; 2],
            least: [f32::INFINITY; 2],
        };
        for (end, rays) in rays.iter().enumerate() {
            for ray in &rays.rays {
                for (axis, at) in ray.from.into_iter().enumerate() {
                    task.low[end][axis] = task.low[end][axis].min(at as f32);
                    task.high[end][axis] = task.high[end][axis].max(at as f32);
                }
                task.least[end] = task.least[end].min(ray.cost as f32);
            }
        }
        task.least
            .iter()
            .all(|least| least.is_finite())
            .then_some(task)
    }
}

impl Task<'_> {
    /// The least that is left to an end from a place that is passed along an axis.
    fn left(&self, end: usize, at: [f32; 2], arrived: usize) -> f32 {
        let mut left = self.least[end];
        for (axis, at) in at.into_iter().enumerate() {
            let way = (self.low[end][axis] - at).max(at - self.high[end][axis]);
            if way > 0.0 {
                left += way;
                if axis != arrived {
                    left += BEND as f32;
                }
            }
        }
        left
    }

    /// What crossing lines with a common end on an edge costs less than crossing others.
    fn own_crossed(&self, node: u32, side: usize) -> f32 {
        let pieces = &self.terrain.pieces.along[1 - side / 2];
        let crossed = self.mesh.crossed_beside(node, side).iter();
        let crossed = crossed.map(|&piece| &pieces[piece as usize]);
        let own = crossed.filter(|piece| piece.is_of(self.ends));
        let count: u32 = own.map(|piece| piece.count).sum();
        ((CROSSING - CROSSING_OWN) * f64::from(count)) as f32
    }

    /// The nodes on either side of an attachment, and what the way between costs.
    fn beside(&self, attachment: &Attachment) -> [Option<(u32, f64)>; 2] {
        let Attachment {
            axis, track, at, ..
        } = *attachment;
        let line = &self.mesh.tracks[axis][track as usize];
        let before = self.mesh.before(axis, line, at);
        [before.checked_sub(1), Some(before)].map(|place| {
            let place = place.filter(|&place| place < line.count)?;
            let node = self.mesh.order[axis][(line.first + place) as usize];
            let to = f64::from(self.mesh.nodes[node as usize].at[axis]);
            Some((node, self.way(axis, track, at, to)))
        })
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
