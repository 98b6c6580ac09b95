//! Searches the cheapest way through the mesh (A*), from all gates of one end to all of the other.

use kurbo::Point;

use super::Errand;
use super::course::Course;
use super::gates::{Attachment, Ray, Rays};
use super::mesh::{Mesh, NONE, Node};
use super::queue::Queue;
use super::terrain::Terrain;

/// What a bend costs, in units of length.
pub(super) const BEND: f64 = 36.0;
/// What crossing another line costs.
pub(super) const CROSSING: f64 = 200.0;
/// What crossing a line with a common end costs.
pub(super) const CROSSING_OWN: f64 = 24.0;
/// A mark on what a state came from: a start instead of a state.
const START: u32 = 1 << 31;
/// A mark on what is queued: an ending instead of a state.
const ENDING: u32 = 1 << 31;

/// Working space of searches, used again by each.
#[derive(Debug, Default)]
pub(super) struct Search {
    /// By node and axis of arrival.
    states: Vec<State>,
    round: u32,
    queue: Queue,
    endings: Vec<Ending>,
    goals: Vec<Goal>,
    rays: [Rays; 2],
}

/// A node at which a way arrives along an axis.
#[derive(Debug, Clone, Copy)]
struct State {
    cost: f32,
    before: u32,
    /// The last search that came here.
    round: u32,
    is_done: bool,
    /// The first goal that is reached from here, along that axis.
    goal: u32,
}

/// A way from a node along a track to an attachment of the end.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Goal {
    attachment: u32,
    /// The rest of the way, gate included.
    cost: f32,
    /// Another one from the same node.
    next: u32,
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
    low: [f32; 2],
    high: [f32; 2],
    least_end: f32,
}

impl Search {
    pub(super) fn new(mesh: &Mesh) -> Self {
        let state = State {
            cost: 0.0,
            before: 0,
            round: 0,
            is_done: false,
            goal: NONE,
        };
        Self {
            states: vec![state; mesh.nodes.len() * 2],
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
        self.seek_direct(&task);
        self.set_goals(&task);
        self.seed(&task);
        let ending = self.run(&task);
        self.clear_goals(&task);
        self.course(mesh, ending?, index)
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
            low: [f32::INFINITY; 2],
            high: [f32::NEG_INFINITY; 2],
            least_end: f32::INFINITY,
        };
        for ray in &self.rays[1].rays {
            for (axis, at) in ray.from.into_iter().enumerate() {
                task.low[axis] = task.low[axis].min(at as f32);
                task.high[axis] = task.high[axis].max(at as f32);
            }
            task.least_end = task.least_end.min(ray.cost as f32);
        }
        let is_bound = task.least_end.is_finite() && !self.rays[0].rays.is_empty();
        is_bound.then_some(task)
    }

    /// Ways that need no mesh, or only one track of it.
    fn seek_direct(&mut self, task: &Task<'_>) {
        let [starts, ends] = &self.rays;
        for (start, one) in starts.rays.iter().enumerate() {
            for (end, two) in ends.rays.iter().enumerate() {
                let found = if one.axis == two.axis {
                    straight(task, one, two)
                        .map(|(cost, at)| (cost, Ending::Straight(start as u32, end as u32, at)))
                } else {
                    let corner = corner(task, one, two);
                    corner.map(|cost| (cost, Ending::Corner(start as u32, end as u32)))
                };
                if let Some((cost, ending)) = found {
                    push_ending(&mut self.queue, &mut self.endings, cost as f32, ending);
                }
            }
        }
        for (start, one) in starts.attachments.iter().enumerate() {
            for (end, two) in ends.attachments.iter().enumerate() {
                if (one.axis, one.track) == (two.axis, two.track) {
                    let way = task.way(one.axis, one.track, one.at, two.at);
                    let cost = (one.cost + two.cost + way) as f32;
                    let ending = Ending::Track(start as u32, end as u32);
                    push_ending(&mut self.queue, &mut self.endings, cost, ending);
                }
            }
        }
    }

    fn set_goals(&mut self, task: &Task<'_>) {
        self.goals.clear();
        for (index, end) in self.rays[1].attachments.iter().enumerate() {
            for (node, way) in task.beside(end).into_iter().flatten() {
                let state = &mut self.states[node as usize * 2 + end.axis];
                self.goals.push(Goal {
                    attachment: index as u32,
                    cost: (way + end.cost) as f32,
                    next: state.goal,
                });
                state.goal = self.goals.len() as u32 - 1;
            }
        }
    }

    fn clear_goals(&mut self, task: &Task<'_>) {
        for end in &self.rays[1].attachments {
            for (node, _) in task.beside(end).into_iter().flatten() {
                self.states[node as usize * 2 + end.axis].goal = NONE;
            }
        }
    }

    fn seed(&mut self, task: &Task<'_>) {
        for index in 0..self.rays[0].attachments.len() {
            let start = self.rays[0].attachments[index];
            for (node, way) in task.beside(&start).into_iter().flatten() {
                let cost = (start.cost + way) as f32;
                self.relax(task, node, start.axis, cost, START | index as u32);
            }
        }
    }

    fn relax(&mut self, task: &Task<'_>, node: u32, axis: usize, cost: f32, before: u32) {
        let index = node as usize * 2 + axis;
        let state = &mut self.states[index];
        if state.round == self.round && (state.is_done || state.cost <= cost) {
            return;
        }
        state.round = self.round;
        state.is_done = false;
        state.cost = cost;
        state.before = before;
        let rank = cost + task.left(&task.mesh.nodes[node as usize], axis);
        self.queue.push(rank, index as u32);
    }

    fn run(&mut self, task: &Task<'_>) -> Option<Ending> {
        while let Some(item) = self.queue.pop() {
            if item & ENDING != 0 {
                return self.endings.get((item & !ENDING) as usize).copied();
            }
            let state = &mut self.states[item as usize];
            if !state.is_done {
                state.is_done = true;
                let state = *state;
                self.expand(task, item, state);
            }
        }
        None
    }

    fn expand(&mut self, task: &Task<'_>, index: u32, state: State) {
        let (place, arrived) = (index / 2, index as usize % 2);
        let node = &task.mesh.nodes[place as usize];
        for (side, &next) in node.next.iter().enumerate() {
            if next == NONE {
                continue;
            }
            let axis = side / 2;
            let turn = if axis == arrived {
                f32::from(node.through[1 - axis]) * CROSSING as f32
            } else {
                BEND as f32
            };
            let mut cost = state.cost + turn + node.cost[side];
            if node.crosses[side] {
                cost -= task.own_crossed(place, side);
            }
            self.relax(task, next, axis, cost, index);
        }
        for axis in 0..2 {
            let mut goal = self.states[place as usize * 2 + axis].goal;
            while let Some(&Goal {
                attachment,
                cost,
                next,
            }) = self.goals.get(goal as usize)
            {
                let turn = if axis == arrived { 0.0 } else { BEND as f32 };
                let cost = state.cost + turn + cost;
                let ending = Ending::Node(index, attachment);
                push_ending(&mut self.queue, &mut self.endings, cost, ending);
                goal = next;
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
                let places = nodes.iter().map(|&node| mesh.nodes[node as usize].at);
                points.extend(places.map(|[x, y]| Point::new(x.into(), y.into())));
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
            let before = self.states[state as usize].before;
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
    fn left(&self, node: &Node, arrived: usize) -> f32 {
        let mut left = self.least_end;
        for (axis, at) in node.at.into_iter().enumerate() {
            let way = (self.low[axis] - at).max(at - self.high[axis]);
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

fn push_ending(queue: &mut Queue, endings: &mut Vec<Ending>, cost: f32, ending: Ending) {
    queue.push(cost, ENDING | endings.len() as u32);
    endings.push(ending);
}
