//! What a forest is drawn with, and how its drawings are judged.

use kurbo::Point;

use super::grove::{Grove, Grown};
use super::guess::guess;
use super::worth::Worth;
use crate::layout::choose::choose;
use crate::layout::drawing::Plan;
use crate::layout::gaps::Gaps;
use crate::layout::place::Anchors;

/// Drawings so large compared with their boxes packed without gaps are not made larger: text on
/// a slide would become too small.
const LARGEST: f64 = 1.0 / 0.53;
/// What guesses add for each hundredth that a drawing is too large.
const TOO_LARGE: f64 = 5.0;

/// What the drawing of a forest depends on besides.
#[derive(Clone, Copy)]
pub(in crate::layout) struct Soil<'a> {
    pub(in crate::layout) gaps: &'a Gaps,
    /// The proportion of the frame.
    pub(in crate::layout) frame: (f64, f64),
    /// Whether reasons may hang in columns.
    pub(in crate::layout) has_columns: bool,
    /// By the numbers of the grove.
    pub(in crate::layout) anchors: Anchors<'a>,
    /// Of all boxes together.
    pub(in crate::layout) area: f64,
}

impl Soil<'_> {
    /// What the drawing of a forest is worth.
    pub(super) fn worth(&self, grown: &Grown) -> Worth {
        let drawing = self.with_plan(grown, |plan| plan.drawing());
        Worth::of(&drawing, &grown.tree, self.frame)
    }

    /// About what it will be worth, more if it exceeds this size.
    pub(super) fn guess(&self, grown: &Grown, limit: f64) -> f64 {
        let (boxes, lines) = self.with_plan(grown, |plan| plan.sketch());
        let drawn = (boxes.as_slice(), lines.as_slice());
        let (cost, size) = guess(&grown.tree, drawn, &grown.crossings, self.frame);
        cost + (size / limit - 1.0).max(0.0) * 100.0 * TOO_LARGE
    }

    /// The size beyond which drawings are not made larger.
    pub(super) fn largest(&self) -> f64 {
        (self.area / (self.frame.0 * self.frame.1)).sqrt() * LARGEST
    }

    /// What drawing a forest costs; a unit is about ten microseconds.
    pub(super) fn drawing_cost(grove: &Grove) -> f64 {
        (grove.len() + 8 * grove.links().len()) as f64
    }

    /// What guessing costs, in the same unit.
    pub(super) fn guess_cost(grove: &Grove) -> f64 {
        let (nodes, links) = (grove.len() as f64, grove.links().len() as f64);
        nodes / 20.0 + nodes * links / 2_000.0
    }

    /// Chooses rows and columns anew.
    pub(super) fn arrange(&self, grove: &mut Grove) {
        let grown = grove.grown();
        let arrangement = choose(
            &grown.tree,
            self.gaps,
            self.frame,
            !grown.crossings.is_empty(),
        );
        grove.arrange(&grown, &arrangement);
    }

    fn with_plan<T>(&self, grown: &Grown, draw: impl FnOnce(Plan<'_>) -> T) -> T {
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
        draw(Plan {
            tree: &grown.tree,
            arrangement: &grown.arrangement,
            gaps: self.gaps,
            anchors,
            crossings: &grown.crossings,
        })
    }
}
