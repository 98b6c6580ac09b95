//! What a layout is written from, and what it says in the terms of the map.

use std::borrow::Cow;

use kurbo::{Point, Rect, Vec2};

use super::drawing::Drawing;
use super::graph::Node;
use super::grown::Grown;
use super::measures::Measures;
use super::patch::{Fate, is_same_shape};
use super::reading::Reading;
use super::roll::GONE;
use super::tree::{Arrangement, NONE, Role};
use super::{Connector, ConnectorPart, HiddenBadge, Port, Side};
use crate::model::{ClaimId, Direction, ElementId};

/// Where a connector comes from and what it bears on, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct LineKey {
    pub(super) from: (bool, u32),
    pub(super) to: (bool, u32),
    pub(super) crosses: bool,
}

/// All that an outcome is written from.
#[derive(Clone, Copy)]
pub(super) struct Findings<'a> {
    pub(super) reading: &'a Reading,
    pub(super) grown: &'a Grown,
    pub(super) measures: &'a Measures,
    pub(super) arrangement: &'a Arrangement,
    pub(super) drawing: &'a Drawing,
    pub(super) badges: &'a [(Node, HiddenBadge)],
    /// Whether the drawing is the one of the findings before.
    pub(super) is_same_drawing: bool,
}

/// One connector as found.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    pub(super) from: u32,
    pub(super) to: u32,
    sides: (Side, Side),
    points: &'a [Point],
    crosses: bool,
}

impl<'a> Findings<'a> {
    /// Visible elements in reading order.
    pub(super) fn order(self) -> impl Iterator<Item = Node> + Clone + 'a {
        self.grown.forest.order.iter().copied()
    }

    /// Where an element's box starts.
    pub(super) fn place(self, element: Node) -> Point {
        let place = self.drawing.boxes[self.grown.node(element) as usize];
        self.grown.frame.rect(place).origin()
    }

    fn element(self, node: u32) -> Node {
        self.grown.planted.elements[node as usize]
    }

    fn element_id(self, node: u32) -> ElementId {
        match self.element(node) {
            Node::Claim(claim) => self.reading.claims.records[claim].id.clone().into(),
            Node::Step(step) => self.reading.steps.records[step].id.clone().into(),
        }
    }

    /// A claim's id by its number.
    pub(super) fn claim_id(self, number: u32) -> &'a ClaimId {
        let rank = self.reading.claims.ranks[number as usize];
        &self.reading.claims.records[rank as usize].id
    }

    fn number(self, node: u32) -> (bool, u32) {
        match self.element(node) {
            Node::Claim(claim) => (true, self.reading.claims.numbers[claim]),
            Node::Step(step) => (false, self.reading.steps.numbers[step]),
        }
    }

    /// The node of an element by its number; none where it is not drawn.
    pub(super) fn node_of(self, (is_claim, number): (bool, u32)) -> u32 {
        let planted = &self.grown.planted;
        let (ranks, nodes) = if is_claim {
            (&self.reading.claims.ranks, &planted.claims)
        } else {
            (&self.reading.steps.ranks, &planted.steps)
        };
        match ranks.get(number as usize) {
            None | Some(&GONE) => NONE,
            Some(&rank) => nodes[rank as usize],
        }
    }

    pub(super) fn line_key(self, line: &Line<'_>) -> LineKey {
        LineKey {
            from: self.number(line.from),
            to: self.number(line.to),
            crosses: line.crosses,
        }
    }

    /// The step that a line belongs to, by rank.
    pub(super) fn step_of(self, line: &Line<'_>) -> usize {
        match (self.element(line.from), self.element(line.to)) {
            (Node::Step(step), _) | (_, Node::Step(step)) => step,
            _ => usize::MAX,
        }
    }

    /// Steps whose record changed, by rank; empty where none did.
    pub(super) fn changed_steps(self) -> Vec<bool> {
        let mut changed = Vec::new();
        for &step in &self.reading.steps.changed {
            changed.resize(self.reading.steps.records.len(), false);
            changed[step as usize] = true;
        }
        changed
    }

    /// Steps that are read out otherwise since something they name has changed, by rank; empty
    /// where nothing did.
    pub(super) fn reads_anew(self) -> Vec<bool> {
        let links = &self.grown.links;
        let (claims, steps) = (&self.reading.claims.changed, &self.reading.steps.changed);
        if claims.is_empty() && steps.is_empty() {
            return Vec::new();
        }
        let of_claims = claims.iter().flat_map(|&claim| {
            let uses = links.uses[claim as usize].iter();
            uses.chain(&links.on_claim[claim as usize]).copied()
        });
        let steps = steps.iter().map(|&step| step as usize);
        let mut anew = vec![false; self.reading.steps.records.len()];
        for step in of_claims.chain(steps) {
            anew[step] = true;
            for &on_step in &links.on_step[step] {
                anew[on_step] = true;
            }
        }
        anew
    }

    /// Connectors of the trees in reading order, then those that leave them.
    pub(super) fn lines(self) -> Vec<Line<'a>> {
        let tree = &self.grown.planted.tree;
        let mut lines = Vec::with_capacity(tree.len() + self.drawing.crossings.len());
        for element in self.order() {
            let Node::Step(step) = element else {
                continue;
            };
            let mark = self.grown.planted.steps[step];
            let premises = tree.children(mark);
            let premises = premises.filter(|&it| tree.nodes[it as usize].role == Role::Premise);
            lines.extend(
                std::iter::once(mark)
                    .chain(premises)
                    .filter_map(|it| self.line(it)),
            );
        }
        let crossings = self.drawing.crossings.iter().zip(&self.drawing.routes);
        lines.extend(crossings.map(|(crossing, route)| Line {
            from: crossing.from,
            to: crossing.to,
            sides: (route.from, route.to),
            points: &route.points,
            crosses: true,
        }));
        lines.retain(|line| self.step_of(line) != usize::MAX);
        lines
    }

    /// The connector of the trees from a node to its parent.
    fn line(self, node: u32) -> Option<Line<'a>> {
        let points = self.drawing.line(node);
        let (start, end) = (points.first()?, points.last()?);
        let parent = self.grown.planted.tree.nodes[node as usize].parent;
        let from = self.drawing.boxes[node as usize];
        let to = self.drawing.boxes[parent as usize];
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
        Some(Line {
            from: node,
            to: parent,
            sides: (out, into),
            points,
            crosses: false,
        })
    }

    fn in_view(self, points: &'a [Point]) -> Cow<'a, [Point]> {
        match self.grown.frame.direction {
            Direction::Down => Cow::Borrowed(points),
            Direction::Right => {
                let points = points.iter().map(|&point| self.grown.frame.point(point));
                Cow::Owned(points.collect())
            }
        }
    }

    pub(super) fn connector(self, line: &Line<'a>) -> Connector {
        let points = self.in_view(line.points).into_owned();
        let port = |node, side, at: Option<&Point>| Port {
            element: self.element_id(node),
            side: self.grown.frame.side(side),
            at: at.copied().unwrap_or_default(),
        };
        let part = match self.element(line.from) {
            Node::Claim(premise) => {
                ConnectorPart::Premise(self.reading.claims.records[premise].id.clone())
            }
            Node::Step(_) => ConnectorPart::Conclusion,
        };
        Connector {
            inference: self.reading.steps.records[self.step_of(line)].id.clone(),
            part,
            from: port(line.from, line.sides.0, points.first()),
            to: port(line.to, line.sides.1, points.last()),
            crosses: line.crosses,
            points,
        }
    }

    /// Makes the connector of the same ends run along the line; what became of it, and how far
    /// its start moved.
    pub(super) fn redraw(self, line: &Line<'a>, connector: &mut Connector) -> (Fate, Vec2) {
        let points = self.in_view(line.points);
        let frame = self.grown.frame;
        let sides = (frame.side(line.sides.0), frame.side(line.sides.1));
        let same_sides = sides == (connector.from.side, connector.to.side);
        if same_sides && connector.points == *points {
            return (Fate::Same, Vec2::ZERO);
        }
        let is_moved = same_sides && is_same_shape(&connector.points, &points);
        let start = points.first().copied().unwrap_or_default();
        let by = start - connector.from.at;
        connector.points.clear();
        connector.points.extend_from_slice(&points);
        (connector.from.side, connector.to.side) = sides;
        connector.from.at = start;
        connector.to.at = points.last().copied().unwrap_or_default();
        let fate = if is_moved { Fate::Moved } else { Fate::Changed };
        (fate, by)
    }

    /// The badge where the reasons of an element would be.
    pub(super) fn badge(self, element: Node, mut badge: HiddenBadge) -> HiddenBadge {
        let frame = self.grown.frame;
        let place = self.drawing.boxes[self.grown.node(element) as usize];
        let size = frame.size(badge.rect.size());
        let gap = badge_gap(badge.rect.height());
        let at = Point::new(place.center().x - size.width / 2.0, place.y1 + gap);
        let by = frame.point(at) - badge.rect.origin();
        badge.rect = badge.rect + by;
        badge.sign_at += by;
        badge.text_at += by;
        badge
    }

    /// Claims in columns with the steps that begin one, as numbers, each list after its length.
    pub(super) fn columns(self) -> Vec<u32> {
        let planted = &self.grown.planted;
        let mut columns = Vec::new();
        for (node, element) in planted.elements.iter().enumerate() {
            let Node::Claim(claim) = *element else {
                continue;
            };
            if !self.arrangement.in_columns[node] {
                continue;
            }
            columns.extend([self.reading.claims.numbers[claim], 0]);
            let count_at = columns.len() - 1;
            for reason in planted.tree.children(node as u32) {
                if let Node::Step(step) = planted.elements[reason as usize]
                    && self.arrangement.starts_column[reason as usize]
                {
                    columns.push(self.reading.steps.numbers[step]);
                    columns[count_at] += 1;
                }
            }
        }
        columns
    }

    /// The homes of claims that are used more than once, as numbers.
    pub(super) fn homes(self) -> Vec<(u32, u32)> {
        let homes = self.grown.forest.home.iter().enumerate();
        let shared = homes.filter(|&(claim, _)| self.grown.links.uses[claim].len() > 1);
        let numbers = shared.filter_map(|(claim, home)| {
            let home = self.reading.steps.numbers[(*home)?];
            Some((self.reading.claims.numbers[claim], home))
        });
        numbers.collect()
    }

    /// Everything that is drawn, connectors included.
    pub(super) fn bounds(self, badges: &[HiddenBadge]) -> Rect {
        let frame = self.grown.frame;
        let boxes = self.drawing.boxes.iter().map(|&rect| frame.rect(rect));
        let lines = self
            .drawing
            .lines
            .iter()
            .flat_map(|line| line.points.iter());
        let routes = self.drawing.routes.iter().flat_map(|route| &route.points);
        let points = lines.chain(routes).map(|&point| frame.point(point));
        boxes
            .chain(points.map(|point| Rect::from_points(point, point)))
            .chain(badges.iter().map(|badge| badge.rect))
            .reduce(|one, two| one.union(two))
            .unwrap_or_default()
    }
}

/// A badge stands where the reasons would, a little off.
pub(super) fn badge_gap(mark_height: f64) -> f64 {
    mark_height / 3.0
}
