//! The way from a request to a layout: read, measure, choose, compose, place, connect.

use std::collections::{BTreeMap, BTreeSet};

use kurbo::{Point, Rect, Size, Vec2};

use super::choose::choose;
use super::compose::{Parts, Sizes, Standing, compose};
use super::connect::{Link, tree_links};
use super::cross::cross_links;
use super::frame::Frame;
use super::gaps::Gaps;
use super::graph::{self, Folding, Forest, Links, Node, Records};
use super::measure::{ClaimLook, Measurer};
use super::place::{Anchors, Places, place};
use super::{
    Connector, ConnectorPart, HiddenBadge, Layout, LayoutRequest, PlacedClaim, PlacedMark, Port,
};
use crate::model::{Choice, ClaimId, Direction, ElementId, Stance, Style};

/// Lays out a map; total, deterministic, and near-linear in the number of claims.
pub fn layout(request: &LayoutRequest<'_>) -> Layout {
    let (records, links, folding) = graph::read(request.map, request.view);
    let forest = graph::forest(&links, &folding);
    let measured = measure(request, &records, &links, &folding, &forest);
    let frame = Frame {
        direction: request.view.direction,
    };
    let sizes = measured.sizes(request, frame);
    let stances: Vec<Stance> = records.steps.iter().map(|step| step.stance).collect();
    let pins: Vec<Option<Point>> = records
        .claims
        .iter()
        .map(|claim| request.view.pinned.get(&claim.id))
        .map(|pin| pin.map(|at| frame.point(Point::new(at.x, at.y))))
        .collect();
    let pinned: Vec<bool> = pins.iter().map(Option::is_some).collect();
    let breaks = remembered_breaks(request, &records, &forest);
    let choices = remembered_choices(&breaks);
    let mut parts = Parts {
        forest: &forest,
        sizes: &sizes,
        stances: &stances,
        targets: &links.targets,
        choices: &choices,
        breaks: &breaks,
        pinned: &pinned,
        gaps: Gaps::new(request.metrics),
    };
    let chosen;
    if may_choose(request) {
        let aspect = request.view.aspect;
        chosen = choose(&parts, (f64::from(aspect.width), f64::from(aspect.height)));
        parts.choices = &chosen;
    }
    let mut composed = compose(&parts);
    let anchors = Anchors {
        pins: &pins,
        first: measured.first_contention,
        origin_in_box: frame.vector(Vec2::new(0.5, 0.0)),
    };
    let places = place(&parts, &mut composed, &anchors);
    let (mut connectors, others) = tree_links(&parts, &composed, &places);
    let cross = cross_links(&parts, &places, &connectors, &others);
    connectors.extend(cross);
    Outcome {
        records: &records,
        links: &links,
        forest: &forest,
        places,
        frame,
    }
    .layout(measured, &connectors, (parts.choices, &composed.breaks))
}

/// Everything with a size, with its top left at zero.
struct Measured {
    claims: Vec<Option<PlacedClaim>>,
    marks: Vec<Option<PlacedMark>>,
    /// Badges by the element they stand below.
    badges: BTreeMap<Node, HiddenBadge>,
    first_contention: Option<usize>,
}

fn measure(
    request: &LayoutRequest<'_>,
    records: &Records<'_>,
    links: &Links,
    folding: &Folding,
    forest: &Forest,
) -> Measured {
    let measurer = Measurer {
        fonts: request.fonts,
        metrics: request.metrics,
    };
    let contentions = request.map.contentions();
    let headlines: BTreeSet<&ClaimId> = contentions.iter().map(|claim| &claim.id).collect();
    let claims = records.claims.iter().enumerate().map(|(index, claim)| {
        let look = ClaimLook {
            headline: headlines.contains(&claim.id),
            pinned: request.view.pinned.contains_key(&claim.id),
            width: request.view.widths.get(&claim.id).copied(),
        };
        forest.claim_visible[index].then(|| measurer.claim(request.map, claim, look))
    });
    let marks = records.steps.iter().enumerate();
    let first = contentions.first().map(|claim| &claim.id);
    Measured {
        claims: claims.collect(),
        marks: marks
            .map(|(i, step)| forest.step_visible[i].then(|| measurer.mark(request.map, step)))
            .collect(),
        badges: badges(&measurer, records, links, folding, forest),
        first_contention: records
            .claims
            .iter()
            .position(|claim| Some(&claim.id) == first),
    }
}

fn badges(
    measurer: &Measurer<'_>,
    records: &Records<'_>,
    links: &Links,
    folding: &Folding,
    forest: &Forest,
) -> BTreeMap<Node, HiddenBadge> {
    let is_collapsed = |node: &Node| match *node {
        Node::Claim(claim) => folding.claim_collapsed[claim],
        Node::Step(step) => folding.step_collapsed[step],
    };
    let mut badges = BTreeMap::new();
    for &node in forest.order.iter().filter(|node| is_collapsed(node)) {
        let hidden_count = links.hidden_below(node, &forest.claim_visible);
        if hidden_count == 0 {
            continue;
        }
        let (text, sign_at, text_at, size) = measurer.badge(hidden_count);
        let element = element_of(records, node);
        let rect = Rect::from_origin_size(Point::ZERO, size);
        badges.insert(
            node,
            HiddenBadge {
                element,
                hidden_count,
                rect,
                sign_at,
                text_at,
                text,
            },
        );
    }
    badges
}

fn element_of(records: &Records<'_>, node: Node) -> ElementId {
    match node {
        Node::Claim(claim) => records.claims[claim].id.clone().into(),
        Node::Step(step) => records.steps[step].id.clone().into(),
    }
}

impl Measured {
    fn sizes(&self, request: &LayoutRequest<'_>, frame: Frame) -> Sizes {
        // A badge stands where the reasons would, a little off.
        let gap = badge_gap(request.metrics.mark_height);
        let skirt = |node: Node| {
            let size = self
                .badges
                .get(&node)
                .map(|badge| frame.size(badge.rect.size()));
            size.map_or(Size::ZERO, |size| Size::new(size.width, size.height + gap))
        };
        let claim = |claim: &Option<PlacedClaim>| {
            let size = claim.as_ref().map_or(Size::ZERO, |claim| claim.rect.size());
            frame.size(size)
        };
        let mark = |mark: &Option<PlacedMark>| {
            let size = mark.as_ref().map_or(Size::ZERO, |mark| mark.rect.size());
            frame.size(size)
        };
        Sizes {
            claims: self.claims.iter().map(claim).collect(),
            marks: self.marks.iter().map(mark).collect(),
            claim_skirts: (0..self.claims.len())
                .map(|i| skirt(Node::Claim(i)))
                .collect(),
            mark_skirts: (0..self.marks.len())
                .map(|i| skirt(Node::Step(i)))
                .collect(),
        }
    }
}

fn badge_gap(mark_height: f64) -> f64 {
    mark_height / 3.0
}

/// Whether columns are of any use in the view.
fn has_columns(request: &LayoutRequest<'_>) -> bool {
    request.view.style == Style::Compact && request.view.direction == Direction::Down
}

fn may_choose(request: &LayoutRequest<'_>) -> bool {
    has_columns(request) && request.view.choices.is_none()
}

/// Where further columns begin among the reasons of each claim that remembers columns.
fn remembered_breaks(
    request: &LayoutRequest<'_>,
    records: &Records<'_>,
    forest: &Forest,
) -> Vec<Option<Vec<usize>>> {
    let places = |claim: usize| {
        let breaks = request.view.breaks_of(&records.claims[claim].id)?;
        let steps = forest.steps_of_claim[claim].iter().enumerate().skip(1);
        let begins = steps.filter(|(_, step)| breaks.contains(&records.steps[**step].id));
        Some(begins.map(|(place, _)| place).collect())
    };
    let claims = 0..records.claims.len();
    if has_columns(request) {
        claims.map(places).collect()
    } else {
        claims.map(|_| None).collect()
    }
}

fn remembered_choices(breaks: &[Option<Vec<usize>>]) -> Vec<Standing> {
    let standing = |breaks: &Option<Vec<usize>>| match breaks {
        Some(breaks) => Standing::Columns(breaks.len() as u32 + 1),
        None => Standing::Row,
    };
    breaks.iter().map(standing).collect()
}

/// What is needed to name things again.
struct Outcome<'a> {
    records: &'a Records<'a>,
    links: &'a Links,
    forest: &'a Forest,
    places: Places,
    frame: Frame,
}

impl Outcome<'_> {
    fn layout(
        self,
        measured: Measured,
        links: &[Link],
        choices: (&[Standing], &[Vec<usize>]),
    ) -> Layout {
        let mut layout = Layout {
            choices: self.used_choices(choices),
            homes: self.used_homes(),
            ..Layout::default()
        };
        layout.connectors = links.iter().map(|link| self.connector(link)).collect();
        let Measured {
            mut claims,
            mut marks,
            mut badges,
            ..
        } = measured;
        for &node in &self.forest.order {
            let place = match node {
                Node::Claim(claim) => {
                    let place = self.places.claims[claim];
                    let placed = claims[claim].take();
                    let at = self.frame.rect(place).origin();
                    layout
                        .claims
                        .extend(placed.map(|placed| placed.placed_at(at)));
                    place
                }
                Node::Step(step) => {
                    let place = self.places.marks[step];
                    let placed = marks[step].take();
                    let at = self.frame.rect(place).origin();
                    layout
                        .marks
                        .extend(placed.map(|placed| placed.placed_at(at)));
                    place
                }
            };
            if let Some(badge) = badges.remove(&node) {
                layout.badges.push(self.badge(badge, place));
            }
        }
        layout.bounds = bounds(&layout);
        layout
    }

    /// The badge where the reasons of what stands in this place would be.
    fn badge(&self, mut badge: HiddenBadge, place: Rect) -> HiddenBadge {
        let size = self.frame.size(badge.rect.size());
        let gap = badge_gap(badge.rect.height());
        let at = Point::new(place.center().x - size.width / 2.0, place.y1 + gap);
        let by = self.frame.point(at) - badge.rect.origin();
        badge.rect = badge.rect + by;
        badge.sign_at += by;
        badge.text_at += by;
        badge
    }

    fn used_choices(
        &self,
        (choices, breaks): (&[Standing], &[Vec<usize>]),
    ) -> BTreeMap<ClaimId, Choice> {
        let has_reasons = |claim: usize| !self.forest.steps_of_claim[claim].is_empty();
        let used = choices.iter().enumerate();
        used.filter(|&(claim, &choice)| choice != Standing::Row && has_reasons(claim))
            .map(|(claim, _)| {
                let steps = &self.forest.steps_of_claim[claim];
                let first = breaks[claim].iter().filter_map(|&place| steps.get(place));
                let first = first.map(|&step| self.records.steps[step].id.clone());
                let columns = Choice::Columns(first.collect());
                (self.records.claims[claim].id.clone(), columns)
            })
            .collect()
    }

    fn used_homes(&self) -> BTreeMap<ClaimId, crate::model::InferenceId> {
        let homes = self.forest.home.iter().enumerate();
        homes
            .filter(|&(claim, _)| self.links.uses[claim].len() > 1)
            .filter_map(|(claim, home)| Some((claim, (*home)?)))
            .map(|(claim, home)| {
                (
                    self.records.claims[claim].id.clone(),
                    self.records.steps[home].id.clone(),
                )
            })
            .collect()
    }

    fn connector(&self, link: &Link) -> Connector {
        let step = self.records.steps[link.step];
        let mark = ElementId::from(step.id.clone());
        let (part, from, to) = match link.premise {
            Some(premise) => {
                let premise = self.records.claims[premise].id.clone();
                (
                    ConnectorPart::Premise(premise.clone()),
                    premise.into(),
                    mark,
                )
            }
            None => (
                ConnectorPart::Conclusion,
                mark,
                element_of(self.records, self.links.targets[link.step]),
            ),
        };
        let points: Vec<Point> = link
            .points
            .iter()
            .map(|&point| self.frame.point(point))
            .collect();
        let port = |element, side, at: Option<&Point>| Port {
            element,
            side: self.frame.side(side),
            at: at.copied().unwrap_or_default(),
        };
        Connector {
            inference: step.id.clone(),
            part,
            from: port(from, link.from, points.first()),
            to: port(to, link.to, points.last()),
            crosses: link.crosses,
            points,
        }
    }
}

/// Everything that is drawn, connectors included.
fn bounds(layout: &Layout) -> Rect {
    let boxes = layout.claims.iter().map(|claim| claim.rect);
    let marks = layout.marks.iter().map(|mark| mark.rect);
    let badges = layout.badges.iter().map(|badge| badge.rect);
    let points = layout
        .connectors
        .iter()
        .flat_map(|connector| &connector.points);
    let points = points.map(|&point| Rect::from_points(point, point));
    boxes
        .chain(marks)
        .chain(badges)
        .chain(points)
        .reduce(|one, two| one.union(two))
        .unwrap_or_default()
}
