//! A way as legs that run along and across in turn; moving a leg stretches its neighbours.

use kurbo::Point;

use super::blocks::Blocks;
use super::{Errand, Route};

/// One straight leg of a way.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Leg {
    /// Along which axis it runs.
    pub(super) axis: usize,
    /// Where it lies across that axis.
    pub(super) at: f64,
    /// Where the search laid it.
    pub(super) laid_at: f64,
}

/// A way from border to border.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Course {
    /// Which errand it does.
    pub(super) errand: usize,
    pub(super) gates: [usize; 2],
    /// Where the first leg begins and the last one ends, along their axes.
    pub(super) ends: [f64; 2],
    pub(super) legs: Vec<Leg>,
    /// What the search counted.
    pub(super) cost: f32,
}

impl Course {
    /// A way through these points, which lie above or beside each other in turn.
    pub(super) fn through(
        errand: usize,
        gates: [usize; 2],
        points: &[Point],
        cost: f32,
    ) -> Option<Self> {
        let points = straightened(points);
        let mut legs: Vec<Leg> = Vec::with_capacity(points.len());
        for pair in points.windows(2) {
            let axis = usize::from((pair[0].x - pair[1].x).abs() <= (pair[0].y - pair[1].y).abs());
            let at = coordinates(pair[0])[1 - axis];
            legs.push(Leg {
                axis,
                at,
                laid_at: at,
            });
        }
        let (first, last) = (legs.first()?.axis, legs.last()?.axis);
        let start = coordinates(*points.first()?)[first];
        let end = coordinates(*points.last()?)[last];
        Some(Self {
            errand,
            gates,
            ends: [start, end],
            legs,
            cost,
        })
    }

    /// From end to end where the search laid it, a corner more than there are legs.
    pub(super) fn corners(&self) -> impl Iterator<Item = Point> {
        (0..=self.legs.len()).filter_map(|corner| {
            let leg = corner.min(self.legs.len() - 1);
            let (from, to) = self.laid_run(leg);
            let Leg { axis, laid_at, .. } = *self.legs.get(leg)?;
            let mut at = [laid_at; 2];
            at[axis] = if corner == leg { from } else { to };
            Some(Point::new(at[0], at[1]))
        })
    }

    /// From where to where a leg runs, in its direction.
    pub(super) fn run(&self, leg: usize) -> (f64, f64) {
        self.run_by(leg, |leg| leg.at)
    }

    /// The same where the search laid it.
    pub(super) fn laid_run(&self, leg: usize) -> (f64, f64) {
        self.run_by(leg, |leg| leg.laid_at)
    }

    fn run_by(&self, leg: usize, at: impl Fn(&Leg) -> f64) -> (f64, f64) {
        let before = leg.checked_sub(1).and_then(|before| self.legs.get(before));
        let from = before.map_or(self.ends[0], &at);
        let to = self.legs.get(leg + 1).map_or(self.ends[1], &at);
        (from, to)
    }

    /// The finished line.
    pub(super) fn route(&self) -> Route {
        let mut points = Vec::with_capacity(self.legs.len() + 1);
        for (index, leg) in self.legs.iter().enumerate() {
            let (from, to) = self.run(index);
            let mut corner = [leg.at; 2];
            corner[leg.axis] = from;
            if index == 0 {
                points.push(Point::new(corner[0], corner[1]));
            }
            corner[leg.axis] = to;
            points.push(Point::new(corner[0], corner[1]));
        }
        Route {
            gates: self.gates,
            points: straightened(&points),
        }
    }
}

pub(super) fn coordinates(point: Point) -> [f64; 2] {
    [point.x, point.y]
}

/// A line for an errand whose ends are closed in: up or down, along, and on.
pub(super) fn direct(errand: &Errand, blocks: &Blocks) -> Route {
    let gate = |end: usize| {
        let gate = errand.gates[end].first().map(|gate| gate.at);
        let middle = blocks.of_node(errand.ends[end]).map(|block| {
            let middle = f64::midpoint(block.low[0], block.high[0]);
            Point::new(middle, block.low[1])
        });
        let at = gate.filter(|at| at.is_finite()).or(middle);
        at.unwrap_or_default()
    };
    let (start, end) = (gate(0), gate(1));
    let y = f64::midpoint(start.y, end.y);
    let points = [start, Point::new(start.x, y), Point::new(end.x, y), end];
    Route {
        gates: [0; 2],
        points: straightened(&points),
    }
}

/// The same line without points that repeat or lie on the way.
fn straightened(points: &[Point]) -> Vec<Point> {
    let mut out: Vec<Point> = Vec::with_capacity(points.len());
    let is_same = |a: f64, b: f64| (a - b).abs() < 1e-6;
    for &point in points {
        while let [.., before, last] = out[..] {
            let on_column = is_same(before.x, last.x) && is_same(last.x, point.x);
            let on_row = is_same(before.y, last.y) && is_same(last.y, point.y);
            if !on_column && !on_row {
                break;
            }
            out.pop();
        }
        let repeats = out
            .last()
            .is_some_and(|last| is_same(last.x, point.x) && is_same(last.y, point.y));
        if !repeats || points.len() == 2 {
            out.push(point);
        }
    }
    out
}
