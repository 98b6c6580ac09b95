//! Guesses what a drawing will be worth before connectors across branches are routed.
//!
//! Such connectors count as straight lines from box to box: what they cross, most routes cross
//! too, at a small part of the cost of routing.

use kurbo::{Point, Rect};

use super::worth::{CROSSING, IN_TREE};
use crate::layout::connect::TreeLine;
use crate::layout::cross::Crossing;
use crate::layout::tree::Tree;

/// A straight line between two nodes.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    ends: [u32; 2],
    from: Point,
    to: Point,
}

/// A guessed cost, to be compared with other guesses only, and the size of boxes and trees.
pub(super) fn guess(
    tree: &Tree,
    (boxes, lines): (&[Rect], &[TreeLine]),
    links: &[Crossing],
    frame: (f64, f64),
) -> (f64, f64) {
    let (mut drawn, mut length) = (Drawn::default(), 0.0);
    for (node, line) in lines.iter().enumerate() {
        let ends = [node as u32, tree.nodes[node].parent];
        for pair in line.points.windows(2) {
            length += span(pair[0], pair[1]) * IN_TREE;
            drawn.add(ends, pair[0], pair[1]);
        }
    }
    drawn.sort();
    let straight = |link: &Crossing| {
        let (from, to) = (boxes[link.from as usize], boxes[link.to as usize]);
        Stretch {
            ends: [link.from, link.to],
            from: from.center(),
            to: to.center(),
        }
    };
    let across: Vec<Stretch> = links.iter().map(straight).collect();
    let mut count = 0;
    for (index, link) in across.iter().enumerate() {
        length += span(link.from, link.to);
        count += drawn.crossed_by(link);
        count += across[..index]
            .iter()
            .filter(|other| link.crosses(other))
            .count();
    }
    let whole = boxes.iter().copied().reduce(|one, two| one.union(two));
    let whole = whole.unwrap_or_default();
    let size = (whole.width() / frame.0).max(whole.height() / frame.1);
    (count as f64 + length / CROSSING, size)
}

/// A level or upright stretch of a line in the trees.
#[derive(Debug, Clone, Copy)]
struct Piece {
    at: f64,
    from: f64,
    to: f64,
    ends: [u32; 2],
}

/// The lines of the trees: upright pieces from left to right, level ones from above.
#[derive(Debug, Default)]
struct Drawn {
    upright: Vec<Piece>,
    level: Vec<Piece>,
}

impl Drawn {
    fn add(&mut self, ends: [u32; 2], one: Point, two: Point) {
        let is_upright = (one.x - two.x).abs() < (one.y - two.y).abs();
        let (of, at, from, to) = if is_upright {
            (&mut self.upright, one.x, one.y, two.y)
        } else {
            (&mut self.level, one.y, one.x, two.x)
        };
        of.push(Piece {
            at,
            from: from.min(to),
            to: from.max(to),
            ends,
        });
    }

    fn sort(&mut self) {
        for pieces in [&mut self.upright, &mut self.level] {
            pieces.sort_unstable_by(|one, two| one.at.total_cmp(&two.at));
        }
    }

    fn crossed_by(&self, link: &Stretch) -> usize {
        let (a, b) = (link.from, link.to);
        let turned = |point: Point| Point::new(point.y, point.x);
        crossed(&self.upright, (a, b), link.ends)
            + crossed(&self.level, (turned(a), turned(b)), link.ends)
    }
}

/// How many of the pieces, which lie across x, a straight line crosses.
fn crossed(pieces: &[Piece], (a, b): (Point, Point), ends: [u32; 2]) -> usize {
    let (left, right) = if a.x < b.x { (a, b) } else { (b, a) };
    let slope = (right.y - left.y) / (right.x - left.x).max(1e-9);
    let first = pieces.partition_point(|piece| piece.at <= left.x);
    let inside = pieces[first..]
        .iter()
        .take_while(|piece| piece.at < right.x);
    let crossed = inside.filter(|piece| {
        let y = left.y + (piece.at - left.x) * slope;
        piece.from < y && y < piece.to && !piece.ends.iter().any(|end| ends.contains(end))
    });
    crossed.count()
}

fn span(from: Point, to: Point) -> f64 {
    (from.x - to.x).abs() + (from.y - to.y).abs()
}

impl Stretch {
    fn crosses(&self, other: &Self) -> bool {
        let ([a, b], [c, d]) = ([self.from, self.to], [other.from, other.to]);
        let is_far = a.x.max(b.x) < c.x.min(d.x)
            || c.x.max(d.x) < a.x.min(b.x)
            || a.y.max(b.y) < c.y.min(d.y)
            || c.y.max(d.y) < a.y.min(b.y);
        if is_far || self.ends.iter().any(|end| other.ends.contains(end)) {
            return false;
        }
        let side = |p: Point| (b - a).cross(p - a);
        let facing = |p: Point| (d - c).cross(p - c);
        side(c) * side(d) < 0.0 && facing(a) * facing(b) < 0.0
    }
}
