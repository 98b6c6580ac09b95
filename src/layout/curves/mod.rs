//! Shape curves: in which widths and heights each subtree may stand.

mod descent;
mod table;

use super::compose::undercuts_hang;
use super::gaps::Gaps;
use super::tree::{Role, Tree};
use table::Table;

/// How finely curves are worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effort {
    /// For the maps of most days.
    Great,
    /// For some hundred claims.
    Fair,
    /// For thousands.
    Small,
}

impl Effort {
    /// The effort for so many nodes; more where connectors leave the trees, since routing them
    /// takes longer by far.
    pub(super) fn for_map(node_count: usize, has_crossings: bool) -> Self {
        match (node_count, has_crossings) {
            (0..=300, _) => Self::Great,
            (301..=900, _) | (901..=3_000, true) => Self::Fair,
            _ => Self::Small,
        }
    }

    /// Shapes that a curve keeps at most, and limits that a combination tries, for a subtree of
    /// so many nodes: large ones are few, and weigh most.
    fn counts(self, node_count: usize) -> (usize, usize) {
        match (self, node_count) {
            (Self::Great, _) => (40, 32),
            (Self::Fair, _) => (20, 16),
            (Self::Small, 0..=80) => (6, 5),
            (Self::Small, _) => (20, 12),
        }
    }
}

/// One way in which a subtree may stand, the gap above it not included.
#[derive(Debug, Clone, Copy)]
struct Shape {
    width: f32,
    height: f32,
    /// What the parts must not exceed: height in a row and in columns, width where undercuts
    /// hang below each other.
    limit: f32,
    in_columns: bool,
}

/// A curve's place among all shapes.
#[derive(Debug, Clone, Copy, Default)]
struct Range {
    from: u32,
    to: u32,
}

/// A subtree in a row, and how far below the top of the row it begins.
type Lowered = (Range, f32);

/// The curves of all subtrees; shapes from narrow and high to wide and low.
pub(super) struct Curves<'a> {
    tree: &'a Tree,
    gaps: &'a Gaps,
    /// The most that is of use to the whole.
    frame: (f32, f32),
    effort: Effort,
    shapes: Vec<Shape>,
    /// The curve of each node where its siblings stand in a row, and where they hang.
    in_row: Vec<Range>,
    hanging: Vec<Range>,
    scratch: Scratch,
}

#[derive(Default)]
struct Scratch {
    kids: Vec<u32>,
    lowered: Vec<Lowered>,
    found: Vec<Shape>,
    limits: Vec<f32>,
    table: Table,
}

impl<'a> Curves<'a> {
    /// Works out all curves for a whole of about this width and height.
    pub(super) fn new(tree: &'a Tree, gaps: &'a Gaps, effort: Effort, frame: (f64, f64)) -> Self {
        let count = tree.len();
        let mut curves = Self {
            tree,
            gaps,
            frame: (frame.0 as f32, frame.1 as f32),
            effort,
            shapes: Vec::with_capacity(count * 4),
            in_row: vec![Range::default(); count],
            hanging: vec![Range::default(); count],
            scratch: Scratch::default(),
        };
        let mut scratch = Scratch::default();
        for node in (0..count as u32).rev() {
            curves.node(node, &mut scratch);
        }
        curves.scratch = scratch;
        curves
    }

    fn node(&mut self, node: u32, scratch: &mut Scratch) {
        let index = node as usize;
        let of = &self.tree.nodes[index];
        if self.tree.is_leaf(node) {
            let slack = if of.is_mark {
                self.gaps.mark_slack
            } else {
                0.0
            };
            let width = of.outer.width - slack * 2.0;
            let shape = shape(width as f32, of.outer.height as f32, 0.0);
            self.in_row[index] = self.kept([shape]);
            self.hanging[index] = self.in_row[index];
        } else if of.is_mark {
            self.in_row[index] = self.of_mark(node, false, scratch);
            self.hanging[index] = self.of_mark(node, true, scratch);
        } else {
            self.in_row[index] = self.of_box(node, scratch);
            self.hanging[index] = self.in_row[index];
        }
    }

    fn kept(&mut self, shapes: impl IntoIterator<Item = Shape>) -> Range {
        let from = self.shapes.len() as u32;
        self.shapes.extend(shapes);
        Range {
            from,
            to: self.shapes.len() as u32,
        }
    }

    fn counts(&self, node: u32) -> (usize, usize) {
        let end = self.tree.nodes[node as usize].end;
        self.effort.counts((end - node) as usize)
    }

    fn curve(&self, range: Range) -> &[Shape] {
        &self.shapes[range.from as usize..range.to as usize]
    }

    /// The gap above a reason in a row.
    fn above(&self, reason: u32, count: usize) -> f32 {
        let is_mark = self.tree.nodes[reason as usize].is_mark;
        let gap = match (is_mark, count) {
            (false, _) => self.gaps.above_box,
            (true, 1) => self.gaps.above_mark,
            (true, _) => self.gaps.above_mark_bent,
        };
        gap as f32
    }

    fn of_box(&mut self, node: u32, scratch: &mut Scratch) -> Range {
        let size = self.tree.nodes[node as usize].size;
        let (width, height) = (size.width as f32, size.height as f32);
        scratch.kids.clear();
        scratch.kids.extend(self.tree.children(node));
        let count = scratch.kids.len();
        scratch.found.clear();
        scratch.lowered.clear();
        for &kid in &scratch.kids {
            let lowered = (self.in_row[kid as usize], self.above(kid, count));
            scratch.lowered.push(lowered);
        }
        let (_, limits) = self.counts(node);
        self.rows(
            &scratch.lowered,
            limits,
            &mut scratch.limits,
            &mut scratch.found,
        );
        self.columns(node, scratch);
        for shape in &mut scratch.found {
            shape.height += height;
            shape.width = shape.width.max(width);
        }
        self.pareto(node, &mut scratch.found)
    }

    /// Shapes of subtrees side by side, each as narrow as a common height allows.
    fn rows(&self, row: &[Lowered], count: usize, limits: &mut Vec<f32>, found: &mut Vec<Shape>) {
        let lowest = |&(range, down): &Lowered| {
            self.curve(range)
                .last()
                .map_or(0.0, |shape| shape.height + down)
        };
        let floor = row.iter().map(lowest).fold(0.0, f32::max);
        limits.clear();
        for &(range, down) in row {
            let heights = self.curve(range).iter().map(|shape| shape.height + down);
            limits.extend(heights.filter(|&height| height >= floor));
        }
        thin(limits, count);
        let gap = self.gaps.sibling as f32;
        for &limit in &*limits {
            let (mut width, mut height) = (-gap, 0.0_f32);
            for &(range, down) in row {
                let shape = lowest_within(self.curve(range), limit - down);
                width += shape.width + gap;
                height = height.max(shape.height + down);
            }
            found.push(shape(width, height, limit));
        }
    }

    /// Shapes of the kids in columns, as narrow as heights allow.
    fn columns(&self, node: u32, scratch: &mut Scratch) {
        let Scratch { kids, table, .. } = scratch;
        let (_, limits) = self.counts(node);
        table.fill(self, kids, limits * 2);
        let (least, most) = (table.least, table.most.min(self.frame.1).max(table.least));
        let count = limits.min(table.outcomes());
        let ratio = (most / least.max(1.0)).powf(1.0 / (count.max(2) - 1) as f32);
        let mut limit = least;
        let mut before = f32::INFINITY;
        for _ in 0..count {
            if let Some((width, height)) = self.broken(table, limit + 0.01)
                && width < before
            {
                before = width;
                scratch.found.push(Shape {
                    width,
                    height: height + self.gaps.above_column as f32,
                    limit: limit + 0.01,
                    in_columns: true,
                });
            }
            limit *= ratio;
        }
    }

    /// Breaks the kids into columns no higher than the limit, as narrow as can be together.
    fn broken(&self, table: &mut Table, limit: f32) -> Option<(f32, f32)> {
        let aside = (self.gaps.indent + self.gaps.between_columns) as f32;
        table.break_all(limit, aside);
        let all = *table.best.last()?;
        let mut width = all.width - self.gaps.between_columns as f32;
        if all.from == 0 {
            width += self.gaps.spine as f32;
        }
        all.width.is_finite().then_some((width, all.height))
    }

    fn of_mark(&mut self, mark: u32, hangs: bool, scratch: &mut Scratch) -> Range {
        if hangs && self.is_alike(mark) {
            return self.in_row[mark as usize];
        }
        let nodes = &self.tree.nodes;
        let size = nodes[mark as usize].size;
        scratch.found.clear();
        let stacks = hangs && self.has_undercuts(mark) && undercuts_hang(self.tree, mark, hangs);
        self.lower(mark, hangs, stacks, &mut scratch.lowered);
        let (_, limits) = self.counts(mark);
        self.rows(
            &scratch.lowered,
            limits,
            &mut scratch.limits,
            &mut scratch.found,
        );
        let least = (size.width - self.gaps.mark_slack * 2.0) as f32;
        for shape in &mut scratch.found {
            shape.height += size.height as f32;
            shape.width = shape.width.max(least);
        }
        if stacks {
            self.stack_undercuts(mark, scratch);
        }
        self.pareto(mark, &mut scratch.found)
    }

    fn has_undercuts(&self, mark: u32) -> bool {
        let mut children = self.tree.children(mark);
        children.any(|child| self.tree.nodes[child as usize].role == Role::Undercut)
    }

    /// Whether a mark has the same shapes in a row and in a column.
    fn is_alike(&self, mark: u32) -> bool {
        let gaps = self.gaps;
        let premises = self.tree.children(mark).count();
        let is_alike = gaps.below_mark(true, premises) - gaps.below_mark(false, premises);
        is_alike.abs() < 1e-9 && !self.has_undercuts(mark)
    }

    /// What stands below the mark in one row: premises, and undercuts that stand beside them.
    fn lower(&self, mark: u32, hangs: bool, stacks: bool, lowered: &mut Vec<Lowered>) {
        let gaps = self.gaps;
        let nodes = &self.tree.nodes;
        let is_premise = |child: &u32| nodes[*child as usize].role == Role::Premise;
        let premise_count = self.tree.children(mark).filter(is_premise).count();
        let below = gaps.below_mark(hangs, premise_count) as f32;
        let drop = (gaps.undercut_drop - nodes[mark as usize].size.height / 2.0) as f32;
        lowered.clear();
        for child in self.tree.children(mark) {
            if is_premise(&child) {
                lowered.push((self.in_row[child as usize], below));
            } else if !stacks {
                let ranges = if hangs { &self.hanging } else { &self.in_row };
                lowered.push((ranges[child as usize], drop));
            }
        }
    }

    /// Puts undercuts below the row of premises found, each as low as a common width allows.
    fn stack_undercuts(&self, mark: u32, scratch: &mut Scratch) {
        let gaps = self.gaps;
        let main = scratch
            .found
            .first()
            .copied()
            .unwrap_or_else(|| shape(0.0, 0.0, 0.0));
        scratch.found.clear();
        let nodes = &self.tree.nodes;
        let is_undercut = |child: &u32| nodes[*child as usize].role == Role::Undercut;
        let under: Vec<u32> = self.tree.children(mark).filter(is_undercut).collect();
        scratch.limits.clear();
        for &undercut in &under {
            let curve = self.curve(self.hanging[undercut as usize]);
            scratch.limits.extend(curve.iter().map(|shape| shape.width));
        }
        thin(&mut scratch.limits, self.counts(mark).1);
        for &limit in &scratch.limits {
            let (mut width, mut height) = (0.0_f32, main.height);
            for &undercut in &under {
                let curve = self.curve(self.hanging[undercut as usize]);
                let Some(shape) = curve.get(last_within(curve, limit)) else {
                    continue;
                };
                width = width.max(shape.width);
                height += shape.height + gaps.column as f32;
            }
            let width = main.width.max(width + gaps.undercut_indent as f32);
            let tracks = gaps.track as f32 * 2.75;
            scratch.found.push(shape(width + tracks, height, limit));
        }
    }

    /// Keeps the shapes that no other one beats in width and height both, thinned.
    fn pareto(&mut self, node: u32, found: &mut Vec<Shape>) -> Range {
        found.sort_unstable_by(|one, two| {
            let by_size = one
                .width
                .total_cmp(&two.width)
                .then(one.height.total_cmp(&two.height));
            by_size.then(one.in_columns.cmp(&two.in_columns))
        });
        let mut lowest = f32::INFINITY;
        found.retain(|shape| {
            let is_better = shape.height < lowest - 1e-3;
            lowest = lowest.min(shape.height);
            is_better
        });
        self.keep_useful(found);
        thin_evenly(found, self.counts(node).0);
        self.kept(found.iter().copied())
    }

    /// Drops shapes that exceed the frame of the whole, unless there are no others.
    fn keep_useful(&self, found: &mut Vec<Shape>) {
        let excess = |shape: &Shape| (shape.width / self.frame.0).max(shape.height / self.frame.1);
        let least = found.iter().map(excess).fold(f32::INFINITY, f32::min);
        let most = least.max(1.0);
        found.retain(|shape| excess(shape) <= most);
    }

    /// Width and height of all trees side by side, and the height that none may exceed for it.
    pub(super) fn whole(&self) -> Vec<(f64, f64, f64)> {
        let trees = self.tree.roots().filter(|&root| !self.tree.is_leaf(root));
        let row: Vec<Lowered> = trees
            .map(|root| (self.in_row[root as usize], 0.0))
            .collect();
        let (mut limits, mut found) = (Vec::new(), Vec::new());
        if !row.is_empty() {
            self.rows(&row, 64, &mut limits, &mut found);
        }
        found
            .iter()
            .map(|shape| {
                let apart = (self.gaps.tree - self.gaps.sibling) * (row.len() - 1) as f64;
                let width = f64::from(shape.width) + apart;
                (width, f64::from(shape.height), f64::from(shape.limit))
            })
            .collect()
    }
}

fn shape(width: f32, height: f32, limit: f32) -> Shape {
    Shape {
        width,
        height,
        limit,
        in_columns: false,
    }
}

/// The narrowest shape that is no higher than this, or else the lowest.
#[inline]
fn lowest_within(curve: &[Shape], height: f32) -> Shape {
    let fits = |shape: &&Shape| shape.height <= height + 0.01;
    let found = curve.iter().find(fits).or(curve.last());
    found.copied().unwrap_or_else(|| shape(0.0, 0.0, 0.0))
}

/// Index of the lowest shape that is no wider than this, or else of the narrowest.
#[inline]
fn last_within(curve: &[Shape], width: f32) -> usize {
    let mut at = 0;
    while let Some(next) = curve.get(at + 1)
        && next.width <= width
    {
        at += 1;
    }
    at
}

/// Sorts the values and keeps at most so many, the extremes included.
fn thin(values: &mut Vec<f32>, most: usize) {
    values.sort_unstable_by(f32::total_cmp);
    values.dedup_by(|one, two| (*one - *two).abs() < 0.5);
    if values.len() > most {
        let last = values.len() - 1;
        for i in 0..most {
            values[i] = values[i * last / (most - 1)];
        }
        values.truncate(most);
    }
}

/// Drops the shape nearest to its neighbours until at most so many are left.
fn thin_evenly(shapes: &mut Vec<Shape>, most: usize) {
    while shapes.len() > most.max(2) {
        let loss = |three: &[Shape]| {
            let lower = three[0].height / three[1].height.max(1.0);
            let wider = three[2].width / three[1].width.max(1.0);
            lower.min(wider)
        };
        let losses = shapes.windows(3).map(loss);
        let least = losses
            .enumerate()
            .min_by(|one, two| one.1.total_cmp(&two.1));
        let Some((before, _)) = least else {
            return;
        };
        shapes.remove(before + 1);
    }
}
