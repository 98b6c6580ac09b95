//! Routes what the trees do not draw: further uses, circles, and what pins tore off.

use kurbo::{Point, Rect};

use super::compose::{Parts, Room};
use super::connect::TreeLine;
use super::place::with_badge;
use super::placed::Side;
use super::route::{Errand, Gate, Ground, Line, Trail, Want, route};
use super::tree::{NONE, Role};

/// A connector that leaves the trees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Crossing {
    /// Where it comes from and what it bears on, as nodes.
    pub(super) from: u32,
    pub(super) to: u32,
    /// Connectors of one family may run on one line.
    pub(super) family: u32,
}

/// A connector that was routed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Routed {
    pub(super) from: Side,
    pub(super) to: Side,
    pub(super) points: Vec<Point>,
}

/// Connectors that were routed, and the room that they lack.
#[derive(Debug, Default)]
pub(super) struct CrossLines {
    pub(super) routes: Vec<Routed>,
    pub(super) wants: Vec<Want>,
    /// Whether some can hardly be told apart.
    pub(super) is_cramped: bool,
    /// Where more room is wanted, how to find the same routes again.
    pub(super) trails: Vec<Option<Trail>>,
}

/// Routes all crossings around the boxes, and says where more room is wanted.
pub(super) fn cross_lines(
    parts: Parts<'_>,
    boxes: &[Rect],
    lines: &[TreeLine],
    crossings: &[Crossing],
    trails: &[Option<Trail>],
) -> CrossLines {
    if crossings.is_empty() {
        return CrossLines::default();
    }
    let badges = boxes.iter().enumerate().filter_map(|(node, &rect)| {
        let outer = with_badge(parts, node as u32, rect);
        let below = Rect::new(outer.x0, rect.y1, outer.x1, outer.y1);
        (below.height() > 0.0).then_some(below)
    });
    let taken: Vec<Rect> = boxes.iter().copied().chain(badges).collect();
    let lines: Vec<Line> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| !line.points.is_empty())
        .map(|(node, line)| Line {
            ends: [node as u32, parts.tree.nodes[node].parent],
            points: line.points.to_vec(),
        })
        .collect();
    let ground = Ground {
        boxes: &taken,
        lines: &lines,
        clearance: parts.gaps.track,
        apart: parts.gaps.track,
    };
    let doors = Doors { parts, boxes };
    let errands: Vec<Errand> = crossings
        .iter()
        .map(|crossing| doors.errand(crossing))
        .collect();
    let routing = route(&ground, &errands, trails);
    let routed = routing
        .routes
        .into_iter()
        .zip(&errands)
        .map(|(route, errand)| {
            let side = |end: usize| {
                let gate = errand.gates[end].get(route.gates[end]);
                gate.map_or(Side::Top, |gate| gate.side)
            };
            Routed {
                from: side(0),
                to: side(1),
                points: straightened(route.points),
            }
        });
    CrossLines {
        routes: routed.collect(),
        wants: routing.wants,
        is_cramped: routing.is_cramped,
        trails: routing.trails,
    }
}

/// The room that the wants ask for on top of the room there is; `None` if they ask for nothing.
pub(super) fn widened(room: &Room, wants: &[Want], count: usize) -> Option<Room> {
    let mut room = room.clone();
    room.above.resize(count, 0.0);
    room.left.resize(count, 0.0);
    let mut is_wider = false;
    for want in wants {
        let of = match want.side {
            Side::Top | Side::Bottom => &mut room.above,
            Side::Left | Side::Right => &mut room.left,
        };
        if let Some(of) = of.get_mut(want.node as usize)
            && want.extra > 0.5
        {
            *of += want.extra;
            is_wider = true;
        }
    }
    is_wider.then_some(room)
}

/// Where connectors may leave and reach boxes and marks.
#[derive(Clone, Copy)]
struct Doors<'a> {
    parts: Parts<'a>,
    boxes: &'a [Rect],
}

impl Doors<'_> {
    fn errand(self, crossing: &Crossing) -> Errand {
        let nodes = &self.parts.tree.nodes;
        let from_mark = nodes[crossing.from as usize].is_mark;
        let to_mark = nodes[crossing.to as usize].is_mark;
        let start = if from_mark {
            self.out_of_mark(crossing.from)
        } else {
            self.out_of_box(crossing.from)
        };
        let end = match (from_mark, to_mark) {
            (false, true) => self.into_mark(crossing.to),
            (true, true) => self.sides(crossing.to),
            _ => self.into_box(crossing.to),
        };
        Errand {
            ends: [crossing.from, crossing.to],
            family: crossing.family,
            gates: [start, end],
            has_arrow: !to_mark || from_mark,
        }
    }

    fn gate(self, node: u32, side: Side, along: f64, cost: f64) -> Gate {
        let rect = self.boxes[node as usize];
        let x = rect.x0 + rect.width() * along;
        let y = rect.y0 + rect.height() * along;
        let at = match side {
            Side::Top => Point::new(x, rect.y0),
            Side::Bottom => Point::new(x, rect.y1),
            Side::Left => Point::new(rect.x0, y),
            Side::Right => Point::new(rect.x1, y),
        };
        Gate { side, at, cost }
    }

    fn out_of_box(self, node: u32) -> Vec<Gate> {
        let below = if self.parts.tree.is_leaf(node) {
            10.0
        } else {
            60.0
        };
        [
            (Side::Top, 0.25, 10.0),
            (Side::Top, 0.75, 10.0),
            (Side::Left, 0.5, 0.0),
            (Side::Right, 0.5, 0.0),
            (Side::Left, 0.25, 4.0),
            (Side::Right, 0.25, 4.0),
            (Side::Left, 0.75, 4.0),
            (Side::Right, 0.75, 4.0),
            (Side::Bottom, 0.75, below),
            (Side::Bottom, 0.25, below),
        ]
        .map(|(side, along, cost)| self.gate(node, side, along, cost))
        .to_vec()
    }

    fn out_of_mark(self, node: u32) -> Vec<Gate> {
        let mut gates = vec![self.gate(node, Side::Top, 0.5, 0.0)];
        gates.extend(self.sides(node));
        gates
    }

    fn into_mark(self, node: u32) -> Vec<Gate> {
        let has = |role: Role| {
            let mut children = self.parts.tree.children(node);
            children.any(|child| self.parts.tree.nodes[child as usize].role == role)
        };
        let below = if has(Role::Premise) { 40.0 } else { 0.0 };
        let right = if has(Role::Undercut) { 200.0 } else { 20.0 };
        let hangs = self.parts.tree.nodes[node as usize].parent;
        let on_spine = hangs != NONE && self.parts.arrangement.in_columns[hangs as usize];
        let left = if on_spine { 200.0 } else { 30.0 };
        vec![
            self.gate(node, Side::Bottom, 0.5, below),
            self.gate(node, Side::Right, 0.5, right),
            self.gate(node, Side::Left, 0.5, left),
        ]
    }

    fn into_box(self, node: u32) -> Vec<Gate> {
        let ports = [0.5, 0.3, 0.7, 0.15, 0.85];
        let below = ports.map(|along| self.gate(node, Side::Bottom, along, 0.0));
        let mut gates = below.to_vec();
        gates.extend(self.sides(node));
        gates
    }

    fn sides(self, node: u32) -> Vec<Gate> {
        [Side::Left, Side::Right]
            .map(|side| self.gate(node, side, 0.5, 10.0))
            .to_vec()
    }
}

/// The same line without points that repeat or lie on the way.
fn straightened(points: Vec<Point>) -> Vec<Point> {
    let mut out: Vec<Point> = Vec::with_capacity(points.len());
    for point in points {
        if out
            .last()
            .is_some_and(|last| (*last - point).hypot() < 1e-9)
        {
            continue;
        }
        if let [.., before, last] = out[..] {
            let on_way = |a: f64, b: f64, c: f64| (a - b).abs() < 1e-9 && (b - c).abs() < 1e-9;
            if on_way(before.x, last.x, point.x) || on_way(before.y, last.y, point.y) {
                out.pop();
            }
        }
        out.push(point);
    }
    out
}
