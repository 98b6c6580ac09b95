//! Changes a forest step by step, as long as its drawing becomes clearer.

use std::ops::ControlFlow;

use kurbo::Point;

use super::grove::{Grove, Grown};
use super::moves::moves_for;
use super::worth::Worth;
use crate::layout::choose::choose;
use crate::layout::compose::Room;
use crate::layout::drawing::Plan;
use crate::layout::gaps::Gaps;
use crate::layout::place::Anchors;

/// How much larger than before a drawing may become, if it was small enough.
const LARGER: f64 = 1.06;
/// What all drawings together may cost, in nodes drawn.
const EFFORT: usize = 60_000;

/// What the drawing of a forest depends on besides.
#[derive(Clone, Copy)]
pub(in crate::layout) struct Soil<'a> {
    pub(in crate::layout) gaps: &'a Gaps,
    /// The proportion of the frame.
    pub(in crate::layout) frame: (f64, f64),
    /// Whether reasons may hang in columns.
    pub(in crate::layout) has_columns: bool,
    /// Of the first planting.
    pub(in crate::layout) anchors: &'a Anchors<'a>,
}

impl Soil<'_> {
    pub(in crate::layout) fn worth(&self, grown: &Grown) -> Worth {
        let pins: Vec<Option<Point>> = if self.anchors.pins.is_empty() {
            Vec::new()
        } else {
            let pin = |&number: &u32| self.anchors.pins.get(number as usize).copied().flatten();
            grown.numbers.iter().map(pin).collect()
        };
        let anchors = Anchors {
            pins: &pins,
            first: self.anchors.first.map(|first| grown.places[first as usize]),
            origin_in_box: self.anchors.origin_in_box,
        };
        let plan = Plan {
            tree: &grown.tree,
            arrangement: &grown.arrangement,
            gaps: self.gaps,
            anchors: &anchors,
            crossings: &grown.crossings,
        };
        Worth::of(&plan.drawing(), &grown.tree, self.frame)
    }

    fn arranged(&self, grove: &mut Grove) {
        let grown = grove.grown();
        let arrangement = choose(&grown.tree, self.gaps, &Room::default(), self.frame);
        grove.arrange(&grown, &arrangement);
    }
}

/// A forest, and what its drawing is worth.
#[derive(Debug, Clone)]
pub(in crate::layout) struct Tended {
    pub(in crate::layout) grove: Grove,
    pub(in crate::layout) worth: Worth,
}

/// What the forest is worth as it is, and a clearer one if there is one; `None` if stopped.
pub(in crate::layout) fn tend(
    grove: Grove,
    soil: &Soil<'_>,
    watch: &mut dyn FnMut(f64) -> ControlFlow<()>,
) -> Option<(Worth, Tended)> {
    let before = soil.worth(&grove.grown());
    let mut climber = Climber {
        soil,
        limit: before.size,
        budget: budget(&grove),
        spent: 0,
        best: Tended {
            grove,
            worth: before.clone(),
        },
    };
    if climber.best.grove.links().is_empty() {
        return Some((before, climber.best));
    }
    climber.start_anew();
    while climber.round(watch)? && climber.spent < climber.budget {}
    Some((before, climber.best))
}

/// How many drawings a forest may cost.
fn budget(grove: &Grove) -> usize {
    let effort = grove.len() + 8 * grove.links().len();
    (EFFORT / effort.max(1)).clamp(20, 600)
}

struct Climber<'a> {
    soil: &'a Soil<'a>,
    best: Tended,
    /// The largest size allowed.
    limit: f64,
    spent: usize,
    budget: usize,
}

impl Climber<'_> {
    /// Chooses all rows and columns anew, and lets the whole become a little larger than that.
    fn start_anew(&mut self) {
        if !self.soil.has_columns {
            return;
        }
        let mut anew = self.best.grove.clone();
        self.soil.arranged(&mut anew);
        let worth = self.soil.worth(&anew.grown());
        self.limit = self.limit.max(worth.size * LARGER);
        self.take(anew, worth);
    }

    /// Takes the forest if its drawing is clearer.
    fn offer(&mut self, grove: Grove) -> bool {
        self.spent += 1;
        let worth = self.soil.worth(&grove.grown());
        self.take(grove, worth)
    }

    fn take(&mut self, grove: Grove, worth: Worth) -> bool {
        let is_better = worth.cost() < self.best.worth.cost() - 1e-6
            && worth.size <= self.limit.max(self.best.worth.size);
        if is_better {
            self.best = Tended { grove, worth };
        }
        is_better
    }

    fn round(&mut self, watch: &mut dyn FnMut(f64) -> ControlFlow<()>) -> Option<bool> {
        let crossed = &self.best.worth.crossed;
        let mut links: Vec<usize> = (0..self.best.grove.links().len()).collect();
        links.sort_by_key(|&link| std::cmp::Reverse(crossed.get(link).copied().unwrap_or(0)));
        let mut is_better = false;
        for link in links {
            for step in moves_for(&self.best.grove, link, self.soil.has_columns) {
                if self.spent >= self.budget {
                    return Some(is_better);
                }
                if watch(self.spent as f64 / self.budget as f64).is_break() {
                    return None;
                }
                let mut grove = self.best.grove.clone();
                if step.apply(&mut grove) {
                    is_better |= self.offer(grove);
                }
            }
        }
        Some(is_better)
    }
}
