//! Connectors that leave the trees: where they may start and end, and what they go around.

use kurbo::{Point, Rect, Size};

use super::compose::Parts;
use super::connect::Link;
use super::graph::Node;
use super::place::Places;
use super::placed::Side;
use super::route::{Errand, Gate, Ground, Line, Route, Routing, route};

/// Routes the given connectors: the step's to its target, or a premise's to its step.
pub(super) fn cross_links(
    parts: &Parts<'_>,
    places: &Places,
    tree: &[Link],
    others: &[(usize, Option<usize>)],
) -> Vec<Link> {
    if others.is_empty() {
        return Vec::new();
    }
    let crossing = Crossing { parts, places };
    let boxes = crossing.boxes();
    let lines: Vec<Line> = tree.iter().map(|link| crossing.line(link)).collect();
    let errands: Vec<Errand> = others
        .iter()
        .map(|&(step, premise)| crossing.errand(step, premise))
        .collect();
    let ground = Ground {
        boxes: &boxes,
        lines: &lines,
        clearance: parts.gaps.track,
        apart: parts.gaps.track,
    };
    let Routing { routes, .. } = route(&ground, &errands);
    let found = others.iter().zip(&errands).zip(routes);
    found
        .map(|((&(step, premise), errand), route)| link(step, premise, errand, route))
        .collect()
}

fn link(step: usize, premise: Option<usize>, errand: &Errand, route: Route) -> Link {
    let side = |end: usize| {
        let gate = errand.gates[end].get(route.gates[end]);
        gate.map_or(Side::Top, |gate| gate.side)
    };
    Link {
        step,
        premise,
        from: side(0),
        to: side(1),
        points: route.points,
        crosses: true,
    }
}

/// Claims by their index, then marks, then the badges below either.
struct Crossing<'a> {
    parts: &'a Parts<'a>,
    places: &'a Places,
}

impl Crossing<'_> {
    fn boxes(&self) -> Vec<Rect> {
        let forest = self.parts.forest;
        let shown = |(rect, is_visible): (&Rect, &bool)| {
            if *is_visible { *rect } else { Rect::ZERO }
        };
        let claims = self.places.claims.iter().zip(&forest.claim_visible);
        let marks = self.places.marks.iter().zip(&forest.step_visible);
        let mut boxes: Vec<Rect> = claims.chain(marks).map(shown).collect();
        let sizes = self.parts.sizes;
        let skirts = sizes.claim_skirts.iter().chain(&sizes.mark_skirts);
        let badges = boxes
            .iter()
            .zip(skirts)
            .filter_map(|(rect, skirt)| badge(*rect, *skirt));
        let badges: Vec<Rect> = badges.collect();
        boxes.extend(badges);
        boxes
    }

    fn mark_node(&self, step: usize) -> u32 {
        (self.places.claims.len() + step) as u32
    }

    fn node(&self, node: Node) -> u32 {
        match node {
            Node::Claim(claim) => claim as u32,
            Node::Step(step) => self.mark_node(step),
        }
    }

    /// From the premise to the mark, or from the mark to the target.
    fn ends(&self, step: usize, premise: Option<usize>) -> [u32; 2] {
        match premise {
            Some(claim) => [claim as u32, self.mark_node(step)],
            None => [self.mark_node(step), self.node(self.parts.targets[step])],
        }
    }

    fn line(&self, link: &Link) -> Line {
        Line {
            ends: self.ends(link.step, link.premise),
            points: link.points.clone(),
        }
    }

    fn errand(&self, step: usize, premise: Option<usize>) -> Errand {
        let mark = self.places.marks[step];
        let gates = match (premise, self.parts.targets[step]) {
            (Some(claim), _) => [self.gates_of_premise(claim), self.gates_of_mark(step)],
            (None, Node::Claim(claim)) => {
                [exits_of(mark), gates_of_target(self.places.claims[claim])]
            }
            (None, Node::Step(target)) => [exits_of(mark), sides(self.places.marks[target])],
        };
        Errand {
            ends: self.ends(step, premise),
            family: step as u32,
            gates,
            has_arrow: premise.is_none(),
        }
    }

    fn gates_of_premise(&self, claim: usize) -> Vec<Gate> {
        let rect = self.places.claims[claim];
        let is_free_below = self.parts.forest.steps_of_claim[claim].is_empty();
        let below = if is_free_below { 10.0 } else { 60.0 };
        vec![
            gate(rect, Side::Top, 0.25, 10.0),
            gate(rect, Side::Top, 0.75, 10.0),
            gate(rect, Side::Left, 0.5, 0.0),
            gate(rect, Side::Right, 0.5, 0.0),
            gate(rect, Side::Bottom, 0.75, below),
            gate(rect, Side::Bottom, 0.25, below),
        ]
    }

    fn gates_of_mark(&self, step: usize) -> Vec<Gate> {
        let rect = self.places.marks[step];
        let has_premises = self.parts.forest.premises_at_home(step).next().is_some();
        let has_undercuts = !self.parts.forest.steps_of_step[step].is_empty();
        let below = if has_premises { 40.0 } else { 0.0 };
        let right = if has_undercuts { 200.0 } else { 20.0 };
        vec![
            gate(rect, Side::Bottom, 0.5, below),
            gate(rect, Side::Right, 0.5, right),
            gate(rect, Side::Left, 0.5, 30.0),
        ]
    }
}

/// The badge below a box, with the gap between them.
fn badge(rect: Rect, skirt: Size) -> Option<Rect> {
    let middle = rect.center().x;
    let half = skirt.width / 2.0;
    let below = Rect::new(
        middle - half,
        rect.y1,
        middle + half,
        rect.y1 + skirt.height,
    );
    (skirt.height > 0.0 && rect.area() > 0.0).then_some(below)
}

fn gate(rect: Rect, side: Side, along: f64, cost: f64) -> Gate {
    let x = rect.x0 + rect.width() * along;
    let y = rect.y0 + rect.height() * along;
    let at = match side {
        Side::Top => Point::new(x, rect.y0),
        Side::Bottom => Point::new(x, rect.y1),
        Side::Left => Point::new(rect.x0, y),
        Side::Right => Point::new(rect.x1, y),
    };
    Gate { side, at, cost }
}

fn gates_of_target(rect: Rect) -> Vec<Gate> {
    let ports = [0.5, 0.3, 0.7, 0.15, 0.85];
    let below = ports
        .iter()
        .map(|&along| gate(rect, Side::Bottom, along, 0.0));
    below.chain(sides(rect)).collect()
}

fn exits_of(mark: Rect) -> Vec<Gate> {
    let top = gate(mark, Side::Top, 0.5, 0.0);
    std::iter::once(top).chain(sides(mark)).collect()
}

fn sides(rect: Rect) -> Vec<Gate> {
    [Side::Left, Side::Right]
        .into_iter()
        .map(|side| gate(rect, side, 0.5, 10.0))
        .collect()
}
