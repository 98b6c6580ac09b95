//! Composes subtrees bottom-up: where everything stands relative to what it hangs on.
//!
//! Every node has an anchor, the middle of the top of its box. Composing a node yields the
//! offsets of its children's anchors from its own and the outline of the subtree. An outline
//! includes the gap above a box as part of the box, so that connectors, which run in the gaps
//! between neighbours, are kept free; outlines never overlap, so that neither do boxes.

use std::ops::Range;

use kurbo::Vec2;

use super::both::{both, half_of};
use super::contour::{Contours, Outline, level};
use super::gaps::Gaps;
use super::ports::{Below, channel};
use super::tree::{Arrangement, Role, Tree};
use crate::model::Stance;

/// More room beside boxes than the gaps give, for the connectors that pass there.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Room {
    /// Above and left of each node; empty where nothing is asked for.
    pub(super) above: Vec<f64>,
    pub(super) left: Vec<f64>,
}

impl Room {
    fn above(&self, node: u32) -> f64 {
        self.above.get(node as usize).copied().unwrap_or(0.0)
    }

    fn left(&self, node: u32) -> f64 {
        self.left.get(node as usize).copied().unwrap_or(0.0)
    }
}

/// What is composed.
#[derive(Clone, Copy)]
pub(super) struct Parts<'a> {
    pub(super) tree: &'a Tree,
    pub(super) arrangement: &'a Arrangement,
    pub(super) room: &'a Room,
    pub(super) gaps: &'a Gaps,
}

/// Relative places of a whole forest.
#[derive(Debug)]
pub(super) struct Composed {
    /// From the parent's anchor to the node's; nothing for roots.
    pub(super) offsets: Vec<Vec2>,
    /// Where the connector of a node that hangs in a column or below a mark runs upright,
    /// right of the parent's anchor; NaN for those that stand in rows.
    pub(super) spines: Vec<f64>,
    /// Roots and their outlines.
    pub(super) roots: Vec<(u32, Outline)>,
    pub(super) contours: Contours,
}

/// Composes all subtrees; linear in the number of nodes.
pub(super) fn compose(parts: Parts<'_>) -> Composed {
    composed_in_halves(parts, half_of(parts.tree.len()))
}

/// Composes subtrees that lie before or behind a node on their own, then those around it.
fn composed_in_halves(parts: Parts<'_>, half: usize) -> Composed {
    let count = parts.tree.len();
    let hangs = hangs(parts);
    let (first, mut composer) = both(
        half * 2,
        || Composer::of(parts, &hangs, 0..half as u32),
        || Composer::of(parts, &hangs, half as u32..count as u32),
    );
    if half > 0 {
        composer.precede(first);
    }
    for node in (0..half as u32).rev() {
        if parts.tree.nodes[node as usize].end as usize > half {
            composer.node(node);
        }
    }
    let roots = parts.tree.roots();
    let roots = roots.map(|root| (root, composer.outlines[composer.done(root)]));
    Composed {
        roots: roots.collect(),
        offsets: composer.offsets,
        spines: composer.spines,
        contours: composer.contours,
    }
}

/// Whether each mark hangs in a column, as the box at the end of its targets is arranged; empty
/// where there are no columns at all.
fn hangs(parts: Parts<'_>) -> Vec<bool> {
    if !parts.arrangement.in_columns.contains(&true) {
        return Vec::new();
    }
    let nodes = &parts.tree.nodes;
    let mut hangs = vec![false; nodes.len()];
    for (index, node) in nodes.iter().enumerate() {
        hangs[index] = match node.role {
            Role::Reason => parts.arrangement.in_columns[node.parent as usize],
            Role::Undercut => hangs[node.parent as usize],
            Role::Root | Role::Premise => false,
        };
    }
    hangs
}

/// Whether what attacks a mark hangs below its premises: in columns, where the way around the
/// premises is short.
pub(super) fn undercuts_hang(tree: &Tree, mark: u32, mark_hangs: bool) -> bool {
    let mut premises = tree
        .children(mark)
        .filter(|&child| tree.nodes[child as usize].role == Role::Premise);
    mark_hangs && premises.all(|premise| tree.is_leaf(premise))
}

/// Composes nodes that follow on each other.
struct Composer<'a> {
    parts: Parts<'a>,
    hangs: &'a [bool],
    contours: Contours,
    /// The first of the nodes.
    first: usize,
    offsets: Vec<Vec2>,
    spines: Vec<f64>,
    /// Of the subtrees composed so far, the last node's first.
    outlines: Vec<Outline>,
    /// Scratch for one row.
    row: Vec<Outline>,
    at: Vec<f64>,
}

impl<'a> Composer<'a> {
    /// Composes all nodes whose subtrees lie within these.
    fn of(parts: Parts<'a>, hangs: &'a [bool], nodes: Range<u32>) -> Self {
        let count = nodes.len();
        let mut composer = Self {
            parts,
            hangs,
            contours: Contours::with_capacity(count),
            first: nodes.start as usize,
            offsets: vec![Vec2::ZERO; count],
            spines: vec![f64::NAN; count],
            outlines: Vec::with_capacity(count),
            row: Vec::new(),
            at: Vec::new(),
        };
        for node in nodes.clone().rev() {
            composer.outlines.push(Outline::default());
            if parts.tree.nodes[node as usize].end <= nodes.end {
                composer.node(node);
            }
        }
        composer
    }

    /// Puts the nodes that come just before these in front of them.
    fn precede(&mut self, mut before: Self) {
        for outline in &mut before.outlines {
            outline.move_segments(self.contours.len());
        }
        self.contours.extend(before.contours);
        self.outlines.append(&mut before.outlines);
        before.offsets.append(&mut self.offsets);
        before.spines.append(&mut self.spines);
        (self.offsets, self.spines) = (before.offsets, before.spines);
        self.first = before.first;
    }

    /// Composes a node whose children are composed.
    #[inline]
    fn node(&mut self, node: u32) {
        if self.parts.tree.is_leaf(node) {
            self.leaf(node);
        } else if self.parts.tree.nodes[node as usize].is_mark {
            self.mark(node);
        } else if self.parts.arrangement.in_columns[node as usize] {
            self.columns(node);
        } else {
            self.reasons_in_row(node);
        }
    }

    /// What hangs directly on a node, with its outlines.
    fn children(&self, node: u32) -> Vec<(u32, Outline)> {
        let children = self.parts.tree.children(node);
        children
            .map(|child| (child, self.outlines[self.done(child)]))
            .collect()
    }

    /// Where the outline of a node is.
    #[inline]
    fn done(&self, node: u32) -> usize {
        self.first + self.offsets.len() - 1 - node as usize
    }

    fn hangs(&self, node: u32) -> bool {
        self.hangs.get(node as usize).copied().unwrap_or(false)
    }

    #[inline]
    fn half(&self, node: u32) -> f64 {
        let of = &self.parts.tree.nodes[node as usize];
        let slack = if of.is_mark {
            self.parts.gaps.mark_slack
        } else {
            0.0
        };
        (of.outer.width / 2.0 - slack).max(0.0)
    }

    #[inline]
    fn leaf(&mut self, node: u32) {
        let half = self.half(node);
        let height = self.parts.tree.nodes[node as usize].outer.height;
        let left = self.parts.room.left(node);
        let index = self.done(node);
        self.outlines[index] = self.contours.rectangle(height, (-half - left, half));
    }

    #[inline]
    fn cap(&mut self, node: u32, below: &Outline, shift: f64, right: f64) {
        let half = self.half(node);
        let left = self.parts.room.left(node);
        let height = self.parts.tree.nodes[node as usize].size.height;
        let span = (-half - left, half.max(right));
        let index = self.done(node);
        self.outlines[index] = self.contours.cap(below, shift, height, span);
    }

    #[inline]
    fn reasons_in_row(&mut self, node: u32) {
        let (tree, gaps) = (self.parts.tree, self.parts.gaps);
        let last = self.done(0);
        let outlines = tree.children(node).map(|child| {
            let gap = if gaps.shares_ports {
                gap_above_plain(self.parts, child)
            } else {
                0.0
            };
            (&self.outlines[last - child as usize], gap)
        });
        let row = self.contours.row(outlines, gaps.sibling, &mut self.at);
        let Some(row) = row else {
            return self.leaf(node);
        };
        let middle = middle(&self.at);
        for x in &mut self.at {
            *x -= middle;
        }
        let size = self.parts.tree.nodes[node as usize].size;
        let (below, down) = if gaps.shares_ports {
            (row, None)
        } else {
            let channel = channel(&self.at, size.width / 2.0, Below::Row, gaps);
            let height = channel.height + self.room_above(node);
            (self.contours.raised(row, height), Some(height))
        };
        for (at, child) in self.at.iter().zip(tree.children(node)) {
            let down = down.unwrap_or_else(|| gap_above_plain(self.parts, child));
            self.offsets[child as usize - self.first] = Vec2::new(*at, size.height + down);
        }
        self.cap(node, &below, -middle, f64::NEG_INFINITY);
    }

    /// The most room asked for above any of what hangs on the node.
    fn room_above(&self, node: u32) -> f64 {
        if self.parts.room.above.is_empty() {
            return 0.0;
        }
        let children = self.parts.tree.children(node);
        children.fold(0.0, |most, child| most.max(self.parts.room.above(child)))
    }

    fn columns(&mut self, node: u32) {
        let children = self.children(node);
        let gaps = self.parts.gaps;
        let starts = &self.parts.arrangement.starts_column;
        let mut outlines = Vec::new();
        let columns = children.chunk_by(|_, (next, _)| !starts[*next as usize]);
        let columns: Vec<Column<'_>> = columns
            .map(|column| {
                let (column, outline) = self.column(column);
                outlines.push(outline);
                column
            })
            .collect();
        let size = self.parts.tree.nodes[node as usize].size;
        let row = self
            .contours
            .row(level(&outlines), gaps.between_columns, &mut self.at);
        let Some(row) = row else {
            return self.leaf(node);
        };
        let shift = if columns.len() == 1 {
            gaps.spine - size.width / 2.0
        } else {
            -f64::midpoint(row.span.0, row.span.1)
        };
        let count = columns.len();
        let spines = columns.iter().zip(&self.at);
        let entries: Vec<f64> = spines
            .flat_map(|(column, at)| column.entries(count).map(move |x| at + x + shift))
            .collect();
        let room = columns
            .iter()
            .filter_map(|column| column.children.first())
            .fold(0.0_f64, |most, (child, _)| {
                most.max(self.parts.room.above(*child))
            });
        let down = if gaps.shares_ports {
            gaps.above_column + room
        } else {
            channel(&entries, size.width / 2.0, Below::Columns, gaps).height + room
        };
        let mut first_spine = 0;
        for (column, &at) in columns.iter().zip(&self.at) {
            let is_alone = column.children.len() == 1 && columns.len() > 1;
            for (&(child, _), &(offset, spine)) in column.children.iter().zip(&column.places) {
                let from = Vec2::new(at + shift, size.height + down);
                self.offsets[child as usize - self.first] = offset + from;
                if !is_alone {
                    self.spines[child as usize - self.first] = entries[first_spine + spine];
                }
            }
            first_spine += column.spines.len();
        }
        let below = self.contours.raised(row, down);
        self.cap(node, &below, shift, f64::NEG_INFINITY);
    }

    fn column<'c>(&mut self, children: &'c [(u32, Outline)]) -> (Column<'c>, Outline) {
        let gaps = self.parts.gaps;
        let stance = |child: u32| self.parts.tree.nodes[child as usize].stance;
        let runs = runs(children.iter().map(|&(child, _)| stance(child)));
        let run_count = runs.last().map_or(1, |last| last + 1);
        let track = spine_track(run_count, gaps);
        // The spine that reaches lowest is leftmost, so that no elbow crosses a spine.
        let spines: Vec<f64> = (0..run_count).map(|i| track * i as f64).collect();
        let left = track * (run_count - 1) as f64 + gaps.indent;
        let mut places = Vec::with_capacity(children.len());
        let mut whole: Option<Outline> = None;
        let mut reach = f64::NEG_INFINITY;
        for (&(child, outline), run) in children.iter().zip(runs) {
            let shift = left - outline.span.0;
            let mut outline = self.contours.shifted(outline, shift);
            let mut top = 0.0;
            if let Some(whole) = whole {
                let gap = gaps.column + self.parts.room.above(child);
                top = whole.height + gap;
                outline = self.contours.raised(outline, gap);
            }
            places.push((Vec2::new(shift, top), run_count - 1 - run));
            reach = reach.max(shift + self.parts.tree.nodes[child as usize].size.width / 2.0);
            whole = Some(match whole {
                None => outline,
                Some(whole) => self.contours.stacked(whole, outline),
            });
        }
        let whole = whole.unwrap_or_else(|| self.contours.rectangle(0.0, (0.0, 0.0)));
        let lefts = children.first().map_or(0.0, |&(child, _)| {
            if self.parts.arrangement.starts_column[child as usize] {
                self.parts.room.left(child)
            } else {
                0.0
            }
        });
        let column = Column {
            children,
            places,
            spines,
        };
        // The next column is read after this one, so that none of it stands above a box of this.
        let mut outline = self.contours.with_straight_left(whole, -lefts);
        outline.reach = reach;
        (column, outline)
    }

    /// A mark over its premises, with what attacks it beside or below them.
    fn mark(&mut self, mark: u32) {
        let children = self.children(mark);
        let role = |child: u32| self.parts.tree.nodes[child as usize].role;
        let split = children.partition_point(|&(child, _)| role(child) == Role::Premise);
        let (premises, under) = children.split_at(split);
        let mark_hangs = self.hangs(mark);
        if !under.is_empty() && undercuts_hang(self.parts.tree, mark, mark_hangs) {
            self.premises(mark, premises, &[], mark_hangs);
            self.undercuts_below(mark, under);
        } else {
            self.premises(mark, premises, under, mark_hangs);
        }
    }

    /// The mark, its premises in a row below it, and undercuts beside them.
    fn premises(
        &mut self,
        mark: u32,
        premises: &[(u32, Outline)],
        under: &[(u32, Outline)],
        mark_hangs: bool,
    ) {
        let gaps = self.parts.gaps;
        let of = self.parts.tree.nodes[mark as usize];
        let below_mark = gaps.below_mark(mark_hangs, premises.len());
        self.row.clear();
        for &(premise, outline) in premises {
            let gap = below_mark + self.parts.room.above(premise);
            let outline = self.contours.raised(outline, gap);
            self.row.push(outline);
        }
        if premises.is_empty() {
            let half = self.half(mark);
            let foot = of.outer.height - of.size.height;
            let foot = self.contours.rectangle(foot, (-half, half));
            self.row.push(foot);
        }
        let drop = gaps.undercut_drop - of.size.height / 2.0;
        for &(undercut, outline) in under {
            let gap = drop + self.parts.room.above(undercut);
            let outline = self.contours.raised(outline, gap);
            self.row.push(outline);
        }
        let row = level(&self.row);
        let row = self.contours.row(row, gaps.sibling, &mut self.at);
        let Some(row) = row else {
            return self.leaf(mark);
        };
        let above = premises.len().max(1);
        let mut shift = -middle(&self.at[..above]);
        if let ([(premise, _)], true) = (premises, mark_hangs) {
            let width = self.parts.tree.nodes[*premise as usize].size.width;
            shift = (width - of.size.width).max(0.0) / 2.0;
        }
        for (&(premise, _), x) in premises.iter().zip(&self.at) {
            let down = of.size.height + below_mark + self.parts.room.above(premise);
            self.offsets[premise as usize - self.first] = Vec2::new(x + shift, down);
        }
        for (&(undercut, _), x) in under.iter().zip(&self.at[above..]) {
            let down = of.size.height + drop + self.parts.room.above(undercut);
            self.offsets[undercut as usize - self.first] = Vec2::new(x + shift, down);
        }
        let right = if under.is_empty() {
            f64::NEG_INFINITY
        } else {
            self.at.last().map_or(0.0, |x| x + shift)
        };
        self.cap(mark, &row, shift, right);
    }

    /// Puts what attacks a mark below the mark and its premises.
    fn undercuts_below(&mut self, mark: u32, under: &[(u32, Outline)]) {
        let gaps = self.parts.gaps;
        let index = self.done(mark);
        let main = self.outlines[index];
        let left = main.span.0 + gaps.undercut_indent;
        let (mut height, mut right) = (main.height, main.span.1);
        let stance = |child: u32| self.parts.tree.nodes[child as usize].stance;
        let runs = runs(under.iter().map(|&(child, _)| stance(child)));
        for &(undercut, outline) in under {
            let shift = left - outline.span.0;
            let gap = gaps.column + self.parts.room.above(undercut);
            self.offsets[undercut as usize - self.first] = Vec2::new(shift, height + gap);
            height += gap + outline.height;
            right = right.max(outline.span.1 + shift);
        }
        let track = spine_track(under.len(), gaps).min(gaps.track);
        let mut last = right;
        for (&(undercut, _), run) in under.iter().zip(runs) {
            last = right + gaps.track * 1.75 + track * run as f64;
            self.spines[undercut as usize - self.first] = last;
        }
        self.outlines[index] = self.contours.rectangle(height, (main.span.0, last));
    }
}

/// Reasons of one box that hang below each other.
struct Column<'a> {
    children: &'a [(u32, Outline)],
    /// Offsets from the column's first spine, and the index of the spine of each.
    places: Vec<(Vec2, usize)>,
    spines: Vec<f64>,
}

impl Column<'_> {
    /// Where connectors rise above the column, one of so many: on its spines, or straight from
    /// the only one of it.
    fn entries(&self, column_count: usize) -> impl Iterator<Item = f64> {
        let alone = match self.places[..] {
            [(offset, _)] if column_count > 1 => Some(offset.x),
            _ => None,
        };
        let spines = self.spines.iter().copied();
        spines.map(move |spine| alone.unwrap_or(spine))
    }
}

/// The gap above a reason in a row whose connectors share their port.
fn gap_above_plain(parts: Parts<'_>, child: u32) -> f64 {
    let gap = if parts.tree.nodes[child as usize].is_mark {
        parts.gaps.above_mark
    } else {
        parts.gaps.above_box
    };
    gap + parts.room.above(child)
}

fn spine_track(run_count: usize, gaps: &Gaps) -> f64 {
    gaps.spine_track
        .min(gaps.spine_track * 6.0 / run_count.max(1) as f64)
}

fn middle(at: &[f64]) -> f64 {
    let first = at.first().copied().unwrap_or(0.0);
    let last = at.last().copied().unwrap_or(0.0);
    f64::midpoint(first, last)
}

/// Numbers neighbours of one stance alike, from zero.
pub(super) fn runs(stances: impl Iterator<Item = Stance>) -> Vec<usize> {
    let mut run = 0;
    let mut before = None;
    stances
        .map(|stance| {
            if before.is_some_and(|before| before != stance) {
                run += 1;
            }
            before = Some(stance);
            run
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use kurbo::Size;
    use proptest::prelude::*;

    use super::*;
    use crate::layout::tree::{NONE, Node};

    proptest! {
        #[test]
        fn a_tree_composed_in_halves_is_the_same(
            hangs_on in proptest::collection::vec((0..60_usize, 20.0..90.0_f64, any::<bool>()), 1..60),
            half in 0..60_usize,
        ) {
            let mut tree = Tree::with_capacity(hangs_on.len());
            let mut path: Vec<u32> = Vec::new();
            let mut arrangement = Arrangement::rows(hangs_on.len());
            for (index, &(depth, height, hangs)) in hangs_on.iter().enumerate() {
                path.truncate(depth.max(1));
                let parent = path.last().copied().filter(|_| depth > 0).unwrap_or(NONE);
                let role = if parent == NONE { Role::Root } else { Role::Reason };
                let node = tree.push(parent, Node::leaf(role, Size::new(220.0, height)));
                path.push(node);
                arrangement.in_columns[index] = hangs;
            }
            tree.close();
            let parts = Parts {
                tree: &tree,
                arrangement: &arrangement,
                room: &Room::default(),
                gaps: &Gaps::plain(),
            };
            let whole = composed_in_halves(parts, 0);
            let halves = composed_in_halves(parts, half.min(tree.len()));
            prop_assert_eq!(&whole.offsets, &halves.offsets);
            let spines = |of: &Composed| of.spines.iter().map(|x| x.to_bits()).collect::<Vec<_>>();
            prop_assert_eq!(spines(&whole), spines(&halves));
            let size = |of: &Composed| -> Vec<_> {
                of.roots.iter().map(|(root, outline)| (*root, outline.height, outline.span)).collect()
            };
            prop_assert_eq!(size(&whole), size(&halves));
        }
    }
}
