//! What a drawing is worth: crossings as drawn, lengths, and the room that it takes.

use kurbo::Point;

use crate::layout::drawing::Drawing;
use crate::layout::tree::{NONE, Tree};

/// What one crossing weighs, in units of length of connectors across branches.
pub(super) const CROSSING: f64 = 900.0;
/// What a unit of length in the trees weighs against one across branches.
pub(super) const IN_TREE: f64 = 0.2;

/// What is smaller by this factor is worth a change of the whole.
const NOTABLY: f64 = 0.95;

/// How clear a drawing is.
#[derive(Debug, Clone, PartialEq, Default)]
pub(in crate::layout) struct Worth {
    /// Of connectors without a common end.
    pub(in crate::layout) crossings: usize,
    /// How often each connector that leaves the trees is crossed.
    pub(in crate::layout) crossed: Vec<u32>,
    /// Of connectors across branches, and within the trees.
    pub(in crate::layout) length: [f64; 2],
    /// How many times the frame must be enlarged to hold it all.
    pub(in crate::layout) size: f64,
}

impl Worth {
    /// The smaller, the clearer.
    pub(in crate::layout) fn cost(&self) -> f64 {
        let length = self.length[0] + self.length[1] * IN_TREE;
        self.crossings as f64 + length / CROSSING
    }

    /// Whether it pays to take a drawing that was known apart for this one.
    pub(super) fn is_notably_better_than(&self, other: &Self) -> bool {
        self.crossings < other.crossings
            || self.cost() < other.cost() * NOTABLY
            || self.size < other.size * NOTABLY
    }

    pub(in crate::layout) fn of(drawing: &Drawing, tree: &Tree, frame: (f64, f64)) -> Self {
        let mut worth = Self {
            crossed: vec![0; drawing.crossings.len()],
            ..Self::default()
        };
        let mut pieces = Pieces::default();
        for (node, line) in drawing.lines.iter().enumerate() {
            let parent = tree.nodes[node].parent;
            if parent != NONE {
                worth.length[1] += pieces.add([node as u32, parent], NONE, &line.points);
            }
        }
        for (index, (crossing, route)) in drawing.crossings.iter().zip(&drawing.routes).enumerate()
        {
            let ends = [crossing.from, crossing.to];
            worth.length[0] += pieces.add(ends, index as u32, &route.points);
        }
        for rect in &drawing.boxes {
            pieces.reach((rect.x0, rect.y0).into());
            pieces.reach((rect.x1, rect.y1).into());
        }
        let [low, high] = [pieces.low, pieces.high];
        worth.size = ((high.x - low.x) / frame.0).max((high.y - low.y) / frame.1);
        worth.crossings = pieces.count(&mut worth.crossed);
        worth
    }
}

/// A straight stretch of a connector.
#[derive(Debug, Clone, Copy)]
struct Piece {
    ends: [u32; 2],
    /// Which of those that leave the trees, or none.
    route: u32,
    at: f64,
    from: f64,
    to: f64,
}

#[derive(Debug)]
struct Pieces {
    level: Vec<Piece>,
    upright: Vec<Piece>,
    low: Point,
    high: Point,
}

impl Default for Pieces {
    fn default() -> Self {
        let far = f64::INFINITY;
        Self {
            level: Vec::new(),
            upright: Vec::new(),
            low: Point::new(far, far),
            high: Point::new(-far, -far),
        }
    }
}

impl Pieces {
    fn reach(&mut self, at: Point) {
        self.low = Point::new(self.low.x.min(at.x), self.low.y.min(at.y));
        self.high = Point::new(self.high.x.max(at.x), self.high.y.max(at.y));
    }

    /// Adds a connector, and yields its length.
    fn add(&mut self, ends: [u32; 2], route: u32, points: &[Point]) -> f64 {
        let mut length = 0.0;
        for pair in points.windows(2) {
            let (one, two) = (pair[0], pair[1]);
            self.reach(one);
            self.reach(two);
            length += (one.x - two.x).abs() + (one.y - two.y).abs();
            let is_level = (one.x - two.x).abs() > (one.y - two.y).abs();
            let (at, from, to) = if is_level {
                (one.y, one.x, two.x)
            } else {
                (one.x, one.y, two.y)
            };
            let of = if is_level {
                &mut self.level
            } else {
                &mut self.upright
            };
            of.push(Piece {
                ends,
                route,
                at,
                from: from.min(to),
                to: from.max(to),
            });
        }
        length
    }

    fn count(&mut self, crossed: &mut [u32]) -> usize {
        self.upright.sort_by(|one, two| one.at.total_cmp(&two.at));
        let mut count = 0;
        for piece in &self.level {
            let first = self.upright.partition_point(|other| other.at <= piece.from);
            for other in &self.upright[first..] {
                if other.at >= piece.to {
                    break;
                }
                let meets = other.from < piece.at && piece.at < other.to;
                if !meets || piece.ends.iter().any(|end| other.ends.contains(end)) {
                    continue;
                }
                count += 1;
                for route in [piece.route, other.route] {
                    if let Some(crossed) = crossed.get_mut(route as usize) {
                        *crossed += 1;
                    }
                }
            }
        }
        count
    }
}
