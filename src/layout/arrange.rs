//! The way from a request to a layout: read, measure, choose, compose, place, connect.

use std::collections::{BTreeMap, BTreeSet};

use kurbo::{Point, Rect, Size, Vec2};

use super::choose::choose;
use super::compose::Room;
use super::cross::Crossing;
use super::drawing::{Drawing, Plan};
use super::frame::Frame;
use super::gaps::Gaps;
use super::graph::{self, Folding, Forest, Links, Node, Records};
use super::measure::{ClaimLook, Measurer};
use super::place::Anchors;
use super::plant::{Planted, Sizes, plant};
use super::tree::{Arrangement, NONE, Role};
use super::{
    Connector, ConnectorPart, HiddenBadge, Layout, LayoutRequest, PlacedClaim, PlacedMark, Port,
    Side,
};
use crate::model::{Choice, ClaimId, Direction, ElementId, Stance, Style};

/// Lays out a map; total, deterministic, and near-linear in the number of claims.
pub fn layout(request: &LayoutRequest<'_>) -> Layout {
    let ready = Ready::new(request);
    let anchors = ready.anchors();
    let drawing = ready.plan(&anchors).drawing();
    Outcome {
        records: &ready.records,
        links: &ready.links,
        forest: &ready.forest,
        planted: &ready.planted,
        frame: ready.frame,
    }
    .layout(ready.measured, &ready.arrangement, drawing)
}

/// A map read, measured and arranged: all that its drawing depends on.
pub(super) struct Ready<'a> {
    pub(super) records: Records<'a>,
    pub(super) planted: Planted,
    pub(super) gaps: Gaps,
    pub(super) arrangement: Arrangement,
    pub(super) crossings: Vec<Crossing>,
    pub(super) frame: Frame,
    pub(super) links: Links,
    pub(super) forest: Forest,
    measured: Measured,
    /// By node.
    pins: Vec<Option<Point>>,
}

impl<'a> Ready<'a> {
    pub(super) fn new(request: &LayoutRequest<'a>) -> Self {
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
        let planted = plant(&forest, &links, &sizes, &stances, &pinned);
        let gaps = Gaps::new(request.metrics);
        Self {
            arrangement: arrangement(request, &records, &planted, &gaps),
            crossings: crossings(&links, &forest, &planted),
            pins: node_pins(&planted, &pins),
            records,
            planted,
            gaps,
            frame,
            links,
            forest,
            measured,
        }
    }

    pub(super) fn anchors(&self) -> Anchors<'_> {
        let first = self.measured.first_contention;
        Anchors {
            pins: &self.pins,
            first: first
                .map(|claim| self.planted.claims[claim])
                .filter(|&node| node != NONE),
            origin_in_box: self.frame.vector(Vec2::new(0.5, 0.0)),
        }
    }

    pub(super) fn plan<'p>(&'p self, anchors: &'p Anchors<'_>) -> Plan<'p> {
        Plan {
            tree: &self.planted.tree,
            arrangement: &self.arrangement,
            gaps: &self.gaps,
            anchors,
            crossings: &self.crossings,
        }
    }
}

/// Premises that have their home elsewhere, or stand where they are pinned.
fn crossings(links: &Links, forest: &Forest, planted: &Planted) -> Vec<Crossing> {
    let mut crossings = Vec::new();
    for &element in &forest.order {
        let Node::Step(step) = element else {
            continue;
        };
        let mark = planted.steps[step];
        for &premise in &forest.premises[step] {
            let claim = planted.claims[premise];
            let in_tree = claim != NONE && planted.tree.nodes[claim as usize].parent == mark;
            if claim != NONE && !in_tree {
                crossings.push(Crossing {
                    from: claim,
                    to: mark,
                    family: mark,
                });
            }
        }
        let target = match links.targets[step] {
            Node::Claim(claim) => planted.claims[claim],
            Node::Step(target) => planted.steps[target],
        };
        debug_assert_eq!(planted.tree.nodes[mark as usize].parent, target);
    }
    crossings
}

fn node_pins(planted: &Planted, pins: &[Option<Point>]) -> Vec<Option<Point>> {
    let pin = |element: &Node| match *element {
        Node::Claim(claim) => pins[claim],
        Node::Step(_) => None,
    };
    planted.elements.iter().map(pin).collect()
}

fn arrangement(
    request: &LayoutRequest<'_>,
    records: &Records<'_>,
    planted: &Planted,
    gaps: &Gaps,
) -> Arrangement {
    let view = request.view;
    if view.style != Style::Compact || view.direction != Direction::Down {
        return Arrangement::rows(planted.tree.len());
    }
    if view.choices.is_none() {
        let frame = (f64::from(view.aspect.width), f64::from(view.aspect.height));
        return choose(&planted.tree, gaps, &Room::default(), frame);
    }
    let mut arrangement = Arrangement::rows(planted.tree.len());
    for (node, element) in planted.elements.iter().enumerate() {
        let Node::Claim(claim) = *element else {
            continue;
        };
        if let Some(breaks) = view.breaks_of(&records.claims[claim].id)
            && !planted.tree.is_leaf(node as u32)
        {
            arrangement.in_columns[node] = true;
            for reason in planted.tree.children(node as u32).skip(1) {
                if let Node::Step(step) = planted.elements[reason as usize] {
                    let starts = breaks.contains(&records.steps[step].id);
                    arrangement.starts_column[reason as usize] = starts;
                }
            }
        }
    }
    arrangement
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
        let with_badge = |node: Node, size: Size| {
            let badge = self.badges.get(&node);
            let badge = badge.map(|badge| frame.size(badge.rect.size()));
            badge.map_or(size, |badge| {
                let width = size.width.max(badge.width);
                Size::new(width, size.height + badge.height + gap)
            })
        };
        let claims = self.claims.iter().enumerate().map(|(index, claim)| {
            let size = claim.as_ref().map_or(Size::ZERO, |claim| claim.rect.size());
            let size = frame.size(size);
            (size, with_badge(Node::Claim(index), size))
        });
        let marks = self.marks.iter().enumerate().map(|(index, mark)| {
            let size = mark.as_ref().map_or(Size::ZERO, |mark| mark.rect.size());
            let size = frame.size(size);
            (size, with_badge(Node::Step(index), size))
        });
        Sizes {
            claims: claims.collect(),
            marks: marks.collect(),
        }
    }
}

fn badge_gap(mark_height: f64) -> f64 {
    mark_height / 3.0
}

/// What is needed to name things again.
struct Outcome<'a> {
    records: &'a Records<'a>,
    links: &'a Links,
    forest: &'a Forest,
    planted: &'a Planted,
    frame: Frame,
}

impl Outcome<'_> {
    fn layout(self, measured: Measured, arrangement: &Arrangement, drawing: Drawing) -> Layout {
        let mut layout = Layout {
            choices: self.used_choices(arrangement),
            homes: self.used_homes(),
            ..Layout::default()
        };
        self.place(measured, &drawing.boxes, &mut layout);
        self.connect(drawing, &mut layout.connectors);
        layout.bounds = bounds(&layout);
        layout
    }

    fn place(&self, measured: Measured, boxes: &[Rect], layout: &mut Layout) {
        let Measured {
            mut claims,
            mut marks,
            mut badges,
            ..
        } = measured;
        for &element in &self.forest.order {
            let place = boxes[self.node(element) as usize];
            let at = self.frame.rect(place).origin();
            match element {
                Node::Claim(claim) => {
                    let placed = claims[claim].take();
                    let placed = placed.map(|placed| placed.placed_at(at));
                    layout.claims.extend(placed);
                }
                Node::Step(step) => {
                    let placed = marks[step].take();
                    let placed = placed.map(|placed| placed.placed_at(at));
                    layout.marks.extend(placed);
                }
            }
            if let Some(badge) = badges.remove(&element) {
                layout.badges.push(self.badge(badge, place));
            }
        }
    }

    fn node(&self, element: Node) -> u32 {
        match element {
            Node::Claim(claim) => self.planted.claims[claim],
            Node::Step(step) => self.planted.steps[step],
        }
    }

    /// Connectors of the trees in reading order, then those that leave them.
    fn connect(&self, mut drawing: Drawing, connectors: &mut Vec<Connector>) {
        let nodes = &self.planted.tree.nodes;
        for &element in &self.forest.order {
            let Node::Step(step) = element else {
                continue;
            };
            let mark = self.planted.steps[step];
            let premises = self.planted.tree.children(mark);
            let premises = premises.filter(|&child| nodes[child as usize].role == Role::Premise);
            for node in std::iter::once(mark).chain(premises) {
                let points = drawing.take_line(node);
                if let Some(sides) = self.sides(node, &points, &drawing.boxes) {
                    let parent = nodes[node as usize].parent;
                    let connector = self.connector((node, parent), sides, points, false);
                    connectors.extend(connector);
                }
            }
        }
        for (crossing, route) in drawing.crossings.iter().zip(drawing.routes) {
            let ends = (crossing.from, crossing.to);
            let sides = (route.from, route.to);
            connectors.extend(self.connector(ends, sides, route.points, true));
        }
    }

    /// The sides on which a connector of the trees leaves a node and reaches its parent.
    fn sides(&self, node: u32, points: &[Point], boxes: &[Rect]) -> Option<(Side, Side)> {
        let (start, end) = (points.first()?, points.last()?);
        let from = boxes[node as usize];
        let to = boxes[self.planted.tree.nodes[node as usize].parent as usize];
        let out = if (start.y - from.y0).abs() < 1e-6 {
            Side::Top
        } else {
            Side::Left
        };
        let into = if (end.y - to.y1).abs() < 1e-6 {
            Side::Bottom
        } else {
            Side::Right
        };
        Some((out, into))
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

    fn used_choices(&self, arrangement: &Arrangement) -> BTreeMap<ClaimId, Choice> {
        let columns = self
            .planted
            .elements
            .iter()
            .enumerate()
            .filter_map(|(node, element)| {
                let Node::Claim(claim) = *element else {
                    return None;
                };
                let reasons = self.planted.tree.children(node as u32);
                let starts = reasons.filter(|&reason| arrangement.starts_column[reason as usize]);
                let starts =
                    starts.filter_map(|start| match self.planted.elements[start as usize] {
                        Node::Step(step) => Some(self.records.steps[step].id.clone()),
                        Node::Claim(_) => None,
                    });
                let choice = Choice::Columns(starts.collect());
                arrangement.in_columns[node]
                    .then(|| (self.records.claims[claim].id.clone(), choice))
            });
        columns.collect()
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

    fn connector(
        &self,
        (from, to): (u32, u32),
        (out, into): (Side, Side),
        points: Vec<Point>,
        crosses: bool,
    ) -> Option<Connector> {
        let element = |node: u32| self.planted.elements[node as usize];
        let (part, step) = match (element(from), element(to)) {
            (Node::Claim(premise), Node::Step(step)) => {
                let premise = self.records.claims[premise].id.clone();
                (ConnectorPart::Premise(premise), step)
            }
            (Node::Step(step), _) => (ConnectorPart::Conclusion, step),
            (Node::Claim(_), Node::Claim(_)) => return None,
        };
        let points: Vec<Point> = points
            .into_iter()
            .map(|point| self.frame.point(point))
            .collect();
        let port = |node, side, at: Option<&Point>| Port {
            element: element_of(self.records, element(node)),
            side: self.frame.side(side),
            at: at.copied().unwrap_or_default(),
        };
        Some(Connector {
            inference: self.records.steps[step].id.clone(),
            part,
            from: port(from, out, points.first()),
            to: port(to, into, points.last()),
            crosses,
            points,
        })
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
