//! The way from a request to a layout: read, measure, choose, compose, place, connect.

use kurbo::{Point, Rect, Size};

use super::both::both;
use super::drawing::Drawing;
use super::findings::{Findings, badge_gap};
use super::gaps::Gaps;
use super::graph::Node;
use super::grown::Grown;
use super::measure::Measurer;
use super::measures::Measures;
use super::outcome::Outcome;
use super::reading::Reading;
use super::sight::Sight;
use super::tree::Arrangement;
use super::{HiddenBadge, Layout, LayoutRequest, Patch};

/// Lays out a map; total, deterministic, and near-linear in the number of claims.
pub fn layout(request: &LayoutRequest<'_>) -> Layout {
    let mut layouter = Layouter::default();
    layouter.follow(request);
    layouter.outcome.layout
}

/// Lays out a map that is being edited: what an edit did not touch is neither read nor measured
/// again. Its layouts are those of [`layout()`], whatever it laid out before.
#[derive(Debug, Default)]
pub struct Layouter {
    reading: Reading,
    sight: Sight,
    grown: Option<Grown>,
    measures: Measures,
    sketch: Option<Sketch>,
    outcome: Outcome,
}

/// How everything stands and runs, as long as no box has another size.
#[derive(Debug)]
struct Sketch {
    arrangement: Arrangement,
    drawing: Drawing,
}

impl Layouter {
    /// Lays out what is asked for.
    pub fn follow(&mut self, request: &LayoutRequest<'_>) -> &Layout {
        let Prepared {
            grown,
            badges,
            is_same_shape,
        } = self.prepare(request);
        let known = self.sketch.take().filter(|_| is_same_shape);
        let is_same_drawing = known.is_some();
        let sketch = known.unwrap_or_else(|| sketch(request, &grown));
        self.outcome.follow(Findings {
            reading: &self.reading,
            grown: &grown,
            measures: &self.measures,
            arrangement: &sketch.arrangement,
            drawing: &sketch.drawing,
            badges: &badges,
            is_same_drawing,
        });
        self.sketch = Some(sketch);
        self.grown = Some(grown);
        &self.outcome.layout
    }

    /// Reads and measures.
    fn prepare(&mut self, request: &LayoutRequest<'_>) -> Prepared {
        self.reading.follow(request.map);
        if self.reading.is_littered() {
            *self = Self::default();
            self.reading.follow(request.map);
        }
        let (sight, reading) = (&mut self.sight, &self.reading);
        let (links, ()) = both(
            reading.claims.records.len(),
            || reading.is_reshaped.then(|| reading.links()),
            || sight.follow(request, reading),
        );
        let is_reshaped = self.reading.is_reshaped || self.sight.is_changed;
        let known = self.grown.take().filter(|_| !is_reshaped);
        let mut grown = known.unwrap_or_else(|| {
            let links = links.unwrap_or_else(|| self.reading.links());
            Grown::new(request, &self.reading, links, &self.sight)
        });
        self.measures
            .follow(request, &self.reading, &grown, is_reshaped);
        let badges = self.badges(request, &grown);
        let is_same_look = !is_reshaped && !self.measures.is_other_look;
        let before = is_same_look.then(|| grown.sizes());
        self.resize(request, &mut grown, &badges);
        Prepared {
            is_same_shape: before.is_some_and(|before| before == grown.sizes()),
            grown,
            badges,
        }
    }

    /// What was laid out last.
    pub fn layout(&self) -> &Layout {
        &self.outcome.layout
    }

    /// How that follows from what was laid out before it.
    pub fn patch(&self) -> &Patch {
        &self.outcome.patch
    }

    fn badges(&self, request: &LayoutRequest<'_>, grown: &Grown) -> Vec<(Node, HiddenBadge)> {
        let measurer = Measurer {
            fonts: request.fonts,
            metrics: request.metrics,
        };
        let folded = grown.folded.iter();
        let badges = folded.map(|&(node, hidden_count)| {
            let (text, sign_at, text_at, size) = measurer.badge(hidden_count);
            let badge = HiddenBadge {
                element: match node {
                    Node::Claim(claim) => self.reading.claims.records[claim].id.clone().into(),
                    Node::Step(step) => self.reading.steps.records[step].id.clone().into(),
                },
                hidden_count,
                rect: Rect::from_origin_size(Point::ZERO, size),
                sign_at,
                text_at,
                text,
            };
            (node, badge)
        });
        badges.collect()
    }

    /// Takes over the sizes of all boxes.
    fn resize(
        &self,
        request: &LayoutRequest<'_>,
        grown: &mut Grown,
        badges: &[(Node, HiddenBadge)],
    ) {
        let reading = &self.reading;
        grown.resize(|element| match element {
            Node::Claim(claim) => self.measures.claim_size(reading.claims.numbers[claim]),
            Node::Step(step) => self.measures.mark_size(reading.steps.numbers[step]),
        });
        let gap = badge_gap(request.metrics.mark_height);
        for (element, badge) in badges {
            let node = grown.node(*element) as usize;
            let badge = grown.frame.size(badge.rect.size());
            let node = &mut grown.planted.tree.nodes[node];
            let width = node.size.width.max(badge.width);
            node.outer = Size::new(width, node.size.height + badge.height + gap);
        }
    }
}

/// What a map is drawn from.
struct Prepared {
    grown: Grown,
    /// What stands in the trees for what is folded.
    badges: Vec<(Node, HiddenBadge)>,
    /// Whether all boxes are as they were drawn last.
    is_same_shape: bool,
}

/// Arranges and draws what was read and measured.
fn sketch(request: &LayoutRequest<'_>, grown: &Grown) -> Sketch {
    let gaps = Gaps::new(request.metrics);
    let arrangement = grown.arrangement(request, &gaps).into_owned();
    Sketch {
        drawing: grown.plan(&arrangement, &gaps).drawing(),
        arrangement,
    }
}

/// A map read, measured and arranged: all that its drawing depends on.
pub(super) struct Ready {
    pub(super) reading: Reading,
    pub(super) grown: Grown,
    pub(super) gaps: Gaps,
    pub(super) arrangement: Arrangement,
}

impl Ready {
    pub(super) fn new(request: &LayoutRequest<'_>) -> Self {
        let mut layouter = Layouter::default();
        let Prepared { grown, .. } = layouter.prepare(request);
        let gaps = Gaps::new(request.metrics);
        let arrangement = grown.arrangement(request, &gaps).into_owned();
        Self {
            reading: layouter.reading,
            grown,
            gaps,
            arrangement,
        }
    }
}
