//! The way down from the shape of the whole to the choice for each box.

use super::table::Break;
use super::{Curves, Scratch, Shape, last_within, lowest_within};
use crate::layout::compose::undercuts_hang;
use crate::layout::tree::{Arrangement, Role};

impl Curves<'_> {
    /// Goes down from the roots, none higher than the limit, and takes what each limit allows.
    pub(in crate::layout) fn arrangement(&self, limit: f64) -> Arrangement {
        let mut down = Descent {
            curves: self,
            chosen: vec![None; self.tree.len()],
            out: Arrangement::rows(self.tree.len()),
            scratch: Scratch::default(),
        };
        for root in self.tree.roots() {
            let curve = self.curve(self.in_row[root as usize]);
            down.chosen[root as usize] = Some((lowest_within(curve, limit as f32), false));
        }
        for node in 0..self.tree.len() as u32 {
            if !self.tree.is_leaf(node) {
                down.node(node);
            }
        }
        down.out
    }
}

/// From the shape of the whole down to the arrangement of its parts.
struct Descent<'a> {
    curves: &'a Curves<'a>,
    /// The shape of each node, and whether it hangs.
    chosen: Vec<Option<(Shape, bool)>>,
    out: Arrangement,
    scratch: Scratch,
}

impl Descent<'_> {
    fn node(&mut self, node: u32) {
        let Some((shape, hangs)) = self.chosen[node as usize] else {
            return;
        };
        let curves = self.curves;
        if curves.tree.nodes[node as usize].is_mark {
            self.mark(node, shape, hangs);
        } else if shape.in_columns {
            self.columns(node, shape);
        } else {
            let count = curves.tree.children(node).count();
            for child in curves.tree.children(node) {
                let curve = curves.curve(curves.in_row[child as usize]);
                let down = curves.above(child, count);
                let shape = lowest_within(curve, shape.limit - down);
                self.chosen[child as usize] = Some((shape, false));
            }
        }
    }

    fn mark(&mut self, mark: u32, shape: Shape, hangs: bool) {
        let curves = self.curves;
        let stacks =
            hangs && curves.has_undercuts(mark) && undercuts_hang(curves.tree, mark, hangs);
        let mut row = std::mem::take(&mut self.scratch.lowered);
        curves.lower(mark, hangs, stacks, &mut row);
        let mut row_items = row.iter();
        for child in curves.tree.children(mark) {
            let is_premise = curves.tree.nodes[child as usize].role == Role::Premise;
            let child_hangs = hangs && !is_premise;
            let chosen = if !is_premise && stacks {
                let curve = curves.curve(curves.hanging[child as usize]);
                curve.get(last_within(curve, shape.limit)).copied()
            } else {
                let limit = if stacks { f32::INFINITY } else { shape.limit };
                row_items
                    .next()
                    .map(|&(range, down)| lowest_within(curves.curve(range), limit - down))
            };
            self.chosen[child as usize] = chosen.map(|shape| (shape, child_hangs));
        }
        self.scratch.lowered = row;
    }

    fn columns(&mut self, node: u32, shape: Shape) {
        let curves = self.curves;
        self.scratch.kids.clear();
        self.scratch.kids.extend(curves.tree.children(node));
        let Scratch { kids, table, .. } = &mut self.scratch;
        table.fill(curves, kids, curves.counts(node).1 * 2);
        if curves.broken(table, shape.limit).is_none() {
            return;
        }
        self.out.in_columns[node as usize] = true;
        let mut to = kids.len();
        while to > 0 {
            let Break { from, column, .. } = table.best[to];
            for &kid in &kids[from as usize..to] {
                let curve = curves.curve(curves.hanging[kid as usize]);
                let shape = curve.get(last_within(curve, column + 0.5)).copied();
                self.chosen[kid as usize] = shape.map(|shape| (shape, true));
            }
            if from > 0 {
                self.out.starts_column[kids[from as usize] as usize] = true;
            }
            to = from as usize;
        }
    }
}
