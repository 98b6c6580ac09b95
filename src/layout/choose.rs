//! Chooses rows or columns for all claims together, so that the map fills its frame well.
//!
//! Every subtree has a shape curve, its Pareto-best pairs of width and height, after Stockmeyer,
//! "Optimal orientations of cells in slicing floorplan designs" (1983). Curves are combined from
//! the leaves up, with boxes for outlines; the best shapes of the whole are then composed, and
//! the one that really fits best wins. Near-linear in the number of claims.

use super::compose::{Parts, Standing, split_evenly};
use super::graph::Node;
use super::refine::{extent, misfit, refine};

/// Shapes that a curve keeps at most.
const SHAPES: usize = 20;
/// Limits that a combination tries at most.
const LIMITS: usize = 16;
/// Columns that reasons of one claim may hang in at most.
const COLUMNS: usize = 6;
/// Shapes of the whole that are composed before one is chosen.
const CANDIDATES: usize = 6;

/// One way in which a subtree may stand.
#[derive(Debug, Clone, Copy)]
struct Shape {
    width: f64,
    height: f64,
    choice: Standing,
    /// What the parts must not exceed: height in a row, width in columns.
    limit: f64,
}

/// Shapes from narrow and high to wide and low.
type Curve = Vec<Shape>;

/// Choices that make the whole map as large as it can be in a frame of this width and height.
pub(super) fn choose(parts: &Parts<'_>, frame: (f64, f64)) -> Vec<Standing> {
    let curves = Curves::new(parts);
    let roots: Vec<usize> = parts
        .forest
        .order
        .iter()
        .filter_map(|&node| match node {
            Node::Claim(claim) => Some(claim),
            Node::Step(_) => None,
        })
        .filter(|&claim| parts.forest.home[claim].is_none() || parts.pinned[claim])
        .filter(|&claim| !parts.forest.steps_of_claim[claim].is_empty())
        .collect();
    let trees: Vec<&Curve> = roots.iter().map(|&root| &curves.claims[root]).collect();
    let mut whole = row(&trees, parts.gaps.tree);
    let fit = |shape: &Shape| misfit((shape.width, shape.height), frame);
    whole.sort_by(|one, two| fit(one).total_cmp(&fit(two)));
    whole.truncate(CANDIDATES);
    let composed = whole.into_iter().map(|shape| {
        let choices = curves.choices(parts, &roots, shape.limit);
        (misfit(extent(parts, &roots, &choices), frame), choices)
    });
    let best = composed.min_by(|one, two| one.0.total_cmp(&two.0));
    let choices = best.map_or_else(|| vec![Standing::Row; parts.choices.len()], |best| best.1);
    refine(parts, &roots, frame, choices)
}

struct Curves {
    claims: Vec<Curve>,
    /// Steps whose undercuts stand beside their mark.
    in_row: Vec<Curve>,
    /// Steps whose undercuts hang below.
    in_column: Vec<Curve>,
}

impl Curves {
    fn new(parts: &Parts<'_>) -> Self {
        let mut curves = Self {
            claims: vec![Vec::new(); parts.sizes.claims.len()],
            in_row: vec![Vec::new(); parts.sizes.marks.len()],
            in_column: vec![Vec::new(); parts.sizes.marks.len()],
        };
        for &node in parts.forest.order.iter().rev() {
            match node {
                Node::Claim(claim) => curves.claims[claim] = curves.of_claim(parts, claim),
                Node::Step(step) => {
                    curves.in_row[step] = curves.of_step_in_row(parts, step);
                    curves.in_column[step] = curves.of_step_in_column(parts, step);
                }
            }
        }
        curves
    }

    fn of_claim(&self, parts: &Parts<'_>, claim: usize) -> Curve {
        let (size, gaps) = (parts.sizes.claims[claim], &parts.gaps);
        let steps = &parts.forest.steps_of_claim[claim];
        let skirt = parts.sizes.claim_skirts[claim];
        if steps.is_empty() {
            let height = size.height + skirt.height;
            return vec![Shape {
                width: size.width,
                height,
                choice: Standing::Row,
                limit: 0.0,
            }];
        }
        let in_row: Vec<&Curve> = steps.iter().map(|&step| &self.in_row[step]).collect();
        let mut shapes = row(&in_row, gaps.sibling);
        let bends = if steps.len() > 1 {
            gaps.above_mark_bent
        } else {
            gaps.above_mark
        };
        for shape in &mut shapes {
            shape.height += size.height + bends;
        }
        let in_column: Vec<&Curve> = steps.iter().map(|&step| &self.in_column[step]).collect();
        // A single reason gains nothing from a spine, and as many columns as reasons are a row.
        for count in 1..=COLUMNS.min(steps.len().saturating_sub(1)) {
            let above = if count > 1 {
                gaps.above_mark_bent
            } else {
                gaps.above_mark
            };
            for mut shape in columns(&in_column, count, parts) {
                shape.height += size.height + above;
                shape.width += if count > 1 { 0.0 } else { gaps.spine };
                shapes.push(shape);
            }
        }
        for shape in &mut shapes {
            shape.width = shape.width.max(size.width);
        }
        pareto(shapes)
    }

    fn premises<'a>(&'a self, parts: &Parts<'_>, step: usize) -> Vec<&'a Curve> {
        let premises = parts.forest.premises_at_home(step);
        let in_tree = premises.filter(|&premise| !parts.pinned[premise]);
        in_tree.map(|premise| &self.claims[premise]).collect()
    }

    fn of_step_in_row(&self, parts: &Parts<'_>, step: usize) -> Curve {
        let (mark, gaps) = (parts.sizes.marks[step], &parts.gaps);
        let above = mark.height + gaps.below_mark;
        let mut shapes = row(&self.premises(parts, step), gaps.sibling);
        if shapes.is_empty() {
            shapes.push(mark_alone(parts, step));
        } else {
            for shape in &mut shapes {
                shape.height += above;
                shape.width = shape.width.max(mark.width);
            }
        }
        let undercuts = &parts.forest.steps_of_step[step];
        if undercuts.is_empty() {
            return pareto(shapes);
        }
        let drop = mark.height / 2.0 + gaps.undercut_drop;
        let lowered = lowered(undercuts.iter().map(|&step| &self.in_row[step]), drop);
        let main = pareto(shapes);
        let beside: Vec<&Curve> = std::iter::once(&main).chain(&lowered).collect();
        pareto(row(&beside, gaps.sibling))
    }

    fn of_step_in_column(&self, parts: &Parts<'_>, step: usize) -> Curve {
        let (mark, gaps) = (parts.sizes.marks[step], &parts.gaps);
        let premises = self.premises(parts, step);
        let above = mark.height + gaps.below_mark_in_column(premises.len());
        let mut main = pareto(row(&premises, gaps.sibling));
        if main.is_empty() {
            main.push(mark_alone(parts, step));
        } else {
            for shape in &mut main {
                shape.height += above;
                shape.width = shape.width.max(mark.width);
                shape.limit = shape.width;
            }
        }
        let undercuts = &parts.forest.steps_of_step[step];
        if undercuts.is_empty() {
            return main;
        }
        if !parts.undercuts_hang(step, true) {
            let drop = mark.height / 2.0 + gaps.undercut_drop;
            let lowered = lowered(undercuts.iter().map(|&step| &self.in_column[step]), drop);
            let beside: Vec<&Curve> = std::iter::once(&main).chain(&lowered).collect();
            return pareto(row(&beside, gaps.sibling));
        }
        let mut stack = vec![main];
        stack.extend(undercuts.iter().map(|&undercut| {
            let curve = self.in_column[undercut].iter();
            curve
                .map(|shape| Shape {
                    width: shape.width + gaps.undercut_indent,
                    ..*shape
                })
                .collect()
        }));
        let stack: Vec<&Curve> = stack.iter().collect();
        let mut shapes = columns_of(&stack, 1, gaps.column, 0.0, 0.0);
        for shape in &mut shapes {
            shape.width += gaps.track * 2.0;
        }
        pareto(shapes)
    }

    /// Goes down from the roots, none higher than the limit, and takes what each limit allows.
    fn choices(&self, parts: &Parts<'_>, roots: &[usize], limit: f64) -> Vec<Standing> {
        let mut chosen = Chosen {
            claims: vec![None; self.claims.len()],
            steps: vec![None; self.in_row.len()],
        };
        for &root in roots {
            chosen.claims[root] = lowest_within(&self.claims[root], limit);
        }
        let mut choices = vec![Standing::Row; self.claims.len()];
        for &node in &parts.forest.order {
            match node {
                Node::Claim(claim) => {
                    let Some(shape) = chosen.claims[claim] else {
                        continue;
                    };
                    choices[claim] = shape.choice;
                    for &step in &parts.forest.steps_of_claim[claim] {
                        chosen.steps[step] = Some(match shape.choice {
                            Standing::Row => {
                                InStep::Row(lowest_within(&self.in_row[step], shape.limit))
                            }
                            Standing::Columns(_) => {
                                InStep::Column(narrowest_within(&self.in_column[step], shape.limit))
                            }
                        });
                    }
                }
                Node::Step(step) => self.choose_in_step(parts, step, &mut chosen),
            }
        }
        choices
    }

    fn choose_in_step(&self, parts: &Parts<'_>, step: usize, chosen: &mut Chosen) {
        let (mark, gaps) = (parts.sizes.marks[step], &parts.gaps);
        let undercuts = &parts.forest.steps_of_step[step];
        let height = match chosen.steps[step] {
            None | Some(InStep::Row(None) | InStep::Column(None)) => return,
            Some(InStep::Row(Some(shape))) => {
                let drop = mark.height / 2.0 + gaps.undercut_drop;
                // Without undercuts the shape is the premises' own, one step higher.
                let limit = shape.height;
                for &undercut in undercuts {
                    let below = lowest_within(&self.in_row[undercut], limit - drop);
                    chosen.steps[undercut] = Some(InStep::Row(below));
                }
                limit - mark.height - gaps.below_mark
            }
            Some(InStep::Column(Some(shape))) if !parts.undercuts_hang(step, true) => {
                let drop = mark.height / 2.0 + gaps.undercut_drop;
                let below_mark = gaps.below_mark_in_column(self.premises(parts, step).len());
                for &undercut in undercuts {
                    let below = lowest_within(&self.in_column[undercut], shape.height - drop);
                    chosen.steps[undercut] = Some(InStep::Column(below));
                }
                shape.height - mark.height - below_mark
            }
            Some(InStep::Column(Some(shape))) => {
                let mut width = shape.width;
                if !undercuts.is_empty() {
                    width -= gaps.track * 2.0;
                    for &undercut in undercuts {
                        let curve = &self.in_column[undercut];
                        let below = narrowest_within(curve, width - gaps.undercut_indent);
                        chosen.steps[undercut] = Some(InStep::Column(below));
                    }
                }
                let row = pareto(row(&self.premises(parts, step), gaps.sibling));
                narrowest_within(&row, width).map_or(f64::INFINITY, |shape| shape.height)
            }
        };
        for premise in parts.forest.premises_at_home(step) {
            if !parts.pinned[premise] {
                chosen.claims[premise] = lowest_within(&self.claims[premise], height);
            }
        }
    }
}

struct Chosen {
    claims: Vec<Option<Shape>>,
    steps: Vec<Option<InStep>>,
}

#[derive(Debug, Clone, Copy)]
enum InStep {
    Row(Option<Shape>),
    Column(Option<Shape>),
}

/// The same shapes, further down.
fn lowered<'a>(curves: impl Iterator<Item = &'a Curve>, by: f64) -> Vec<Curve> {
    let lower = |shape: &Shape| Shape {
        height: shape.height + by,
        ..*shape
    };
    curves
        .map(|curve| curve.iter().map(lower).collect())
        .collect()
}

fn mark_alone(parts: &Parts<'_>, step: usize) -> Shape {
    let mark = parts.sizes.marks[step];
    let skirt = parts.sizes.mark_skirts[step];
    let height = mark.height + skirt.height;
    Shape {
        width: mark.width.max(skirt.width),
        height,
        choice: Standing::Row,
        limit: 0.0,
    }
}

/// The narrowest shape that is no higher than this, or else the lowest.
fn lowest_within(curve: &Curve, height: f64) -> Option<Shape> {
    let at = curve.partition_point(|shape| shape.height > height + 1e-6);
    curve.get(at).or(curve.last()).copied()
}

/// The lowest shape that is no wider than this, or else the narrowest.
fn narrowest_within(curve: &Curve, width: f64) -> Option<Shape> {
    let past = curve.partition_point(|shape| shape.width <= width + 1e-6);
    curve.get(past.saturating_sub(1)).copied()
}

/// Up to [`LIMITS`] of the values, the extremes included, in ascending order.
fn limits(mut values: Vec<f64>) -> Vec<f64> {
    values.sort_by(f64::total_cmp);
    values.dedup_by(|one, two| (*one - *two).abs() < 1e-6);
    thinned(values, LIMITS)
}

fn thinned<T: Copy>(values: Vec<T>, most: usize) -> Vec<T> {
    if values.len() <= most {
        return values;
    }
    let last = values.len() - 1;
    (0..most).map(|i| values[i * last / (most - 1)]).collect()
}

/// Shapes of the subtrees side by side, each as narrow as a common height allows.
fn row(curves: &[&Curve], gap: f64) -> Curve {
    if curves.is_empty() {
        return Vec::new();
    }
    let lowest = |curve: &&Curve| curve.last().map_or(0.0, |shape| shape.height);
    let floor = curves.iter().map(lowest).fold(0.0, f64::max);
    let heights = curves
        .iter()
        .flat_map(|curve| curve.iter().map(|shape| shape.height));
    let mut shapes = Vec::new();
    for limit in limits(heights.filter(|&height| height >= floor).collect()) {
        let (mut width, mut height) = (-gap, 0.0_f64);
        for shape in curves
            .iter()
            .filter_map(|curve| lowest_within(curve, limit))
        {
            width += shape.width + gap;
            height = height.max(shape.height);
        }
        shapes.push(Shape {
            width,
            height,
            choice: Standing::Row,
            limit,
        });
    }
    shapes
}

fn columns(curves: &[&Curve], count: usize, parts: &Parts<'_>) -> Curve {
    let gaps = &parts.gaps;
    columns_of(curves, count, gaps.column, gaps.indent, gaps.column)
}

/// Shapes of the subtrees in columns, each as low as a common width allows.
fn columns_of(curves: &[&Curve], count: usize, gap: f64, indent: f64, between: f64) -> Curve {
    let narrowest = |curve: &&Curve| curve.first().map_or(0.0, |shape| shape.width);
    let floor = curves.iter().map(narrowest).fold(0.0, f64::max);
    let widths = curves
        .iter()
        .flat_map(|curve| curve.iter().map(|shape| shape.width));
    let mut shapes = Vec::new();
    for limit in limits(widths.filter(|&width| width >= floor).collect()) {
        let items: Vec<Shape> = curves
            .iter()
            .filter_map(|curve| narrowest_within(curve, limit))
            .collect();
        let heights: Vec<f64> = items.iter().map(|shape| shape.height + gap).collect();
        let (mut width, mut height) = (-between, 0.0_f64);
        for range in split_evenly(&heights, count) {
            let widest = items[range.clone()]
                .iter()
                .map(|shape| shape.width)
                .fold(0.0, f64::max);
            width += widest + indent + between;
            height = height.max(heights[range].iter().sum::<f64>() - gap);
        }
        shapes.push(Shape {
            width,
            height,
            choice: Standing::Columns(count as u32),
            limit,
        });
    }
    shapes
}

/// The shapes that no other one beats in width and height both, thinned.
fn pareto(mut shapes: Vec<Shape>) -> Curve {
    let is_column = |shape: &Shape| shape.choice != Standing::Row;
    shapes.sort_by(|one, two| {
        let by_size = one
            .width
            .total_cmp(&two.width)
            .then(one.height.total_cmp(&two.height));
        by_size.then(is_column(one).cmp(&is_column(two)))
    });
    let mut lowest = f64::INFINITY;
    shapes.retain(|shape| {
        let is_better = shape.height < lowest - 1e-6;
        lowest = lowest.min(shape.height);
        is_better
    });
    thinned(shapes, SHAPES)
}
