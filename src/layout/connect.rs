//! Draws the connectors of the trees from where things ended up.

use kurbo::{Point, Rect};

use super::both::{both, half_of};
use super::compose::{Composed, Parts, runs};
use super::polyline::Polyline;
use super::ports::{Below, channel};
use super::tree::{NONE, Role};

/// The connector from a node to what it hangs on.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct TreeLine {
    /// From the node's box to the parent's; none where a pin tore the two apart.
    pub(super) points: Polyline,
}

/// The connectors of all nodes, by node; roots have none.
pub(super) fn tree_lines(parts: Parts<'_>, composed: &Composed, boxes: &[Rect]) -> Vec<TreeLine> {
    let nodes = &parts.tree.nodes;
    let mut lines = vec![TreeLine::default(); nodes.len()];
    let drawing = Drawing {
        parts,
        composed,
        boxes,
    };
    // What hangs on a node comes after it: the second half is drawn on its own, and of the first
    // all but what hangs in the second.
    let half = half_of(nodes.len());
    let (first, second) = lines.split_at_mut(half);
    let (mut first, mut second) = (Lines::from(first, 0), Lines::from(second, half));
    let (left, ()) = both(
        half * 2,
        || {
            let is_whole = |node: u32| nodes[node as usize].end as usize <= half;
            let of_first = 0..half as u32;
            for node in of_first.clone().filter(|&node| is_whole(node)) {
                drawing.into_node(node, &mut first);
            }
            of_first
                .filter(|&node| !is_whole(node))
                .collect::<Vec<u32>>()
        },
        || {
            let nodes = half as u32..nodes.len() as u32;
            nodes.for_each(|node| drawing.into_node(node, &mut second));
        },
    );
    let mut all = Lines::from(&mut lines, 0);
    for node in left {
        drawing.into_node(node, &mut all);
    }
    for (node, line) in lines.iter_mut().enumerate() {
        let parent = nodes[node].parent;
        if parent == NONE || is_torn(composed, boxes, node, parent as usize) {
            line.points.clear();
        }
    }
    lines
}

fn is_torn(composed: &Composed, boxes: &[Rect], node: usize, parent: usize) -> bool {
    let moved = anchor(boxes[node]) - anchor(boxes[parent]) - composed.offsets[node];
    moved.hypot() > 1e-6
}

/// The middle of a box's top.
fn anchor(rect: Rect) -> Point {
    Point::new(rect.center().x, rect.y0)
}

/// The lines of all nodes from one on.
struct Lines<'l> {
    lines: &'l mut [TreeLine],
    first: usize,
}

impl<'l> Lines<'l> {
    fn from(lines: &'l mut [TreeLine], first: usize) -> Self {
        Self { lines, first }
    }

    fn set(&mut self, node: u32, points: Polyline) {
        self.lines[node as usize - self.first].points = points;
    }
}

#[derive(Clone, Copy)]
struct Drawing<'a> {
    parts: Parts<'a>,
    composed: &'a Composed,
    boxes: &'a [Rect],
}

impl Drawing<'_> {
    fn into_node(self, node: u32, lines: &mut Lines<'_>) {
        if self.parts.tree.is_leaf(node) {
            return;
        }
        if self.parts.tree.nodes[node as usize].is_mark {
            self.into_mark(node, lines);
        } else {
            self.into_box(node, lines);
        }
    }

    fn into_box(self, node: u32, lines: &mut Lines<'_>) {
        let target = self.boxes[node as usize];
        let at = anchor(target);
        let hangs = self.parts.arrangement.in_columns[node as usize];
        let children: Vec<u32> = self.parts.tree.children(node).collect();
        let x_of = |child: u32| {
            let spine = self.composed.spines[child as usize];
            if spine.is_nan() {
                self.composed.offsets[child as usize].x
            } else {
                spine
            }
        };
        let entries = entries(children.iter().map(|&child| x_of(child)));
        let ascents = self.ascents(node, &entries, hangs);
        for &child in &children {
            let entry = entries.partition_point(|&x| x < x_of(child) - 1e-9);
            let Some(&(port_x, bend_y)) = ascents.get(entry) else {
                continue;
            };
            let rect = self.boxes[child as usize];
            let (x, y) = (at.x + port_x, target.y1 + bend_y);
            let on_spine = !self.composed.spines[child as usize].is_nan();
            let points = if on_spine {
                let left = Point::new(rect.x0, rect.center().y);
                let spine = at.x + x_of(child);
                Polyline::straightened(&[
                    left,
                    (spine, left.y).into(),
                    (spine, y).into(),
                    (x, y).into(),
                    (x, target.y1).into(),
                ])
            } else {
                let top = anchor(rect);
                let ascent = [(top.x, y), (x, y), (x, target.y1)].map(Point::from);
                Polyline::straightened(&[top, ascent[0], ascent[1], ascent[2]])
            };
            lines.set(child, points);
        }
    }

    /// The port of each entry right of the box's middle, and where it bends below the box.
    fn ascents(self, node: u32, entries: &[f64], hangs: bool) -> Vec<(f64, f64)> {
        let gaps = self.parts.gaps;
        if gaps.shares_ports {
            return self.shared_ascents(node, entries, hangs);
        }
        let half = self.boxes[node as usize].width() / 2.0;
        let below = if hangs { Below::Columns } else { Below::Row };
        let ascents = channel(entries, half, below, gaps).ascents;
        ascents
            .into_iter()
            .map(|ascent| (ascent.port_x, ascent.bend_y))
            .collect()
    }

    fn shared_ascents(self, node: u32, entries: &[f64], hangs: bool) -> Vec<(f64, f64)> {
        let target = self.boxes[node as usize];
        let children = self.parts.tree.children(node);
        let top = children
            .map(|child| self.boxes[child as usize].y0)
            .fold(f64::INFINITY, f64::min);
        let bend_y = (top - target.y1) / 2.0;
        let port_x = match entries {
            // A single column rises straight along its spine.
            [spine] if hangs => *spine,
            _ => 0.0,
        };
        vec![(port_x, bend_y); entries.len()]
    }

    fn into_mark(self, mark: u32, lines: &mut Lines<'_>) {
        let tree = self.parts.tree;
        let is_premise = |child: &u32| tree.nodes[*child as usize].role == Role::Premise;
        let premise_count = tree.children(mark).filter(is_premise).count();
        for premise in tree.children(mark).filter(is_premise) {
            lines.set(premise, self.premise(mark, premise, premise_count == 1));
        }
        let under: Vec<u32> = tree
            .children(mark)
            .filter(|child| !is_premise(child))
            .collect();
        for (&undercut, port_y) in under.iter().zip(self.mark_ports(mark, &under)) {
            lines.set(undercut, self.undercut(mark, undercut, port_y));
        }
    }

    fn premise(self, mark: u32, premise: u32, is_alone: bool) -> Polyline {
        let (mark, claim) = (self.boxes[mark as usize], self.boxes[premise as usize]);
        let end = Point::new(mark.center().x, mark.y1);
        let inset = self.parts.gaps.track * 1.5;
        let is_above = end.x > claim.x0 + inset && end.x < claim.x1 - inset;
        let start = if is_above && is_alone {
            Point::new(end.x, claim.y0)
        } else {
            anchor(claim)
        };
        let y = mark.y1 + self.parts.gaps.below_mark(false, 0).min(start.y - mark.y1) / 2.0;
        Polyline::straightened(&[start, (start.x, y).into(), (end.x, y).into(), end])
    }

    fn undercut(self, mark: u32, undercut: u32, port_y: f64) -> Polyline {
        let (target, from) = (self.boxes[mark as usize], self.boxes[undercut as usize]);
        let top = anchor(from);
        let y = target.y0 + port_y;
        let track = self.composed.spines[undercut as usize];
        if track.is_nan() {
            Polyline::straightened(&[top, (top.x, y).into(), (target.x1, y).into()])
        } else {
            let x = anchor(target).x + track;
            let over = top.y - self.parts.gaps.column / 2.0;
            Polyline::straightened(&[
                top,
                (top.x, over).into(),
                (x, over).into(),
                (x, y).into(),
                (target.x1, y).into(),
            ])
        }
    }

    /// Heights on a mark's side for the connectors that end there, the nearest one lowest.
    fn mark_ports(self, mark: u32, under: &[u32]) -> Vec<f64> {
        let middle = self.boxes[mark as usize].height() / 2.0;
        if self.parts.gaps.shares_ports {
            return vec![middle; under.len()];
        }
        let stance = |child: &u32| self.parts.tree.nodes[*child as usize].stance;
        let runs = runs(under.iter().map(stance));
        let last = runs.last().copied().unwrap_or(0);
        let port = |run: usize| match (last, run) {
            (0, _) => middle,
            (_, 0) => middle + self.parts.gaps.mark_port,
            _ => middle - self.parts.gaps.mark_port,
        };
        runs.into_iter().map(port).collect()
    }
}

/// Distinct places in ascending order.
fn entries(places: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut entries: Vec<f64> = places.collect();
    entries.sort_by(f64::total_cmp);
    entries.dedup_by(|one, two| (*one - *two).abs() < 1e-9);
    entries
}
