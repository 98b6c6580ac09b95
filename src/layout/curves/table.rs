//! Where the reasons of one box break into columns: dynamic programming over their widths.

use super::{Curves, thin};

/// Higher than any map.
const HOPELESS: f64 = 1e12;

/// The best columns for the first so many of the kids.
#[derive(Debug, Clone, Copy)]
pub(super) struct Break {
    pub(super) width: f32,
    pub(super) height: f32,
    /// Where the last column begins, and its width.
    pub(super) from: u32,
    pub(super) column: f32,
}

/// The kids of one box at some widths, and where they break into columns.
#[derive(Default)]
pub(super) struct Table {
    kid_count: usize,
    widths: Vec<f32>,
    /// Width by width the sums of the heights of the kids so far, each at its lowest within the
    /// width and with the gap below it; hopelessly high where a kid is wider.
    sums: Vec<f64>,
    /// From a kid to the next, the space that another spine takes.
    spines: Vec<f32>,
    gap: f32,
    /// Height of the highest kid at its lowest, and of all together at their highest.
    pub(super) least: f32,
    pub(super) most: f32,
    pub(super) best: Vec<Break>,
}

impl Table {
    pub(super) fn fill(&mut self, curves: &Curves<'_>, kids: &[u32], most_widths: usize) {
        self.kid_count = kids.len();
        self.gap = curves.gaps.column as f32;
        self.widths.clear();
        self.spines.clear();
        (self.least, self.most) = (0.0, -self.gap);
        let mut before = None;
        for &kid in kids {
            let curve = curves.curve(curves.hanging[kid as usize]);
            self.widths.extend(curve.iter().map(|shape| shape.width));
            self.least = curve
                .last()
                .map_or(0.0, |shape| shape.height)
                .max(self.least);
            self.most += curve.first().map_or(0.0, |shape| shape.height) + self.gap;
            let stance = curves.tree.nodes[kid as usize].stance;
            let changes = before
                .replace(stance)
                .is_some_and(|before| before != stance);
            let track = curves.gaps.spine_track as f32;
            self.spines.push(if changes { track } else { 0.0 });
        }
        thin(&mut self.widths, most_widths);
        self.sum_up(curves, kids);
    }

    fn sum_up(&mut self, curves: &Curves<'_>, kids: &[u32]) {
        let row = kids.len() + 1;
        self.sums.clear();
        self.sums.resize(self.widths.len() * row, 0.0);
        for (index, &kid) in kids.iter().enumerate() {
            let mut shapes = curves.curve(curves.hanging[kid as usize]).iter().peekable();
            let mut height = HOPELESS;
            for (at, &width) in self.widths.iter().enumerate() {
                while let Some(shape) = shapes.next_if(|shape| shape.width <= width + 0.5) {
                    height = f64::from(shape.height + self.gap);
                }
                self.sums[at * row + index + 1] = self.sums[at * row + index] + height;
            }
        }
    }

    /// How many limits may make a difference, at most about.
    pub(super) fn outcomes(&self) -> usize {
        let is_single = self.widths.len() == 1;
        match (self.kid_count, is_single) {
            (1, true) => 1,
            (count, true) => count + 1,
            (count, false) => count * 4,
        }
    }

    /// Finds the narrowest columns within the limit for the first one, two, … of the kids.
    pub(super) fn break_all(&mut self, limit: f32, aside: f32) {
        let none = Break {
            width: f32::INFINITY,
            height: 0.0,
            from: 0,
            column: 0.0,
        };
        self.best.clear();
        self.best.resize(self.kid_count + 1, none);
        self.best[0].width = 0.0;
        for first in 0..self.kid_count {
            if self.best[first].width.is_finite() {
                self.break_after(first, limit + self.gap, aside);
            }
        }
    }

    /// Tries all columns that begin with this one of the kids.
    fn break_after(&mut self, first: usize, limit: f32, aside: f32) {
        let so_far = self.best[first];
        let limit = f64::from(limit);
        let mut rows = self.sums.chunks_exact(self.kid_count + 1);
        let mut columns = self.widths.iter();
        let (Some(mut sums), Some(mut column)) = (rows.next(), columns.next()) else {
            return;
        };
        let mut spines = 0.0_f32;
        for next in first..self.kid_count {
            if next > first {
                spines += self.spines[next];
            }
            // The least width within the limit is that of one of the column.
            while sums[next + 1] - sums[first] > limit {
                let (Some(wider), Some(width)) = (rows.next(), columns.next()) else {
                    return;
                };
                (sums, column) = (wider, width);
            }
            let width = so_far.width + column + spines + aside;
            let best = &mut self.best[next + 1];
            if width < best.width {
                let height = (sums[next + 1] - sums[first]) as f32 - self.gap;
                *best = Break {
                    width,
                    height: so_far.height.max(height),
                    from: first as u32,
                    column: *column,
                };
            }
        }
    }
}
