//! Draws the connectors of the trees from where things ended up.

use kurbo::{Point, Rect};

use super::compose::{Composed, Exit, Parts};
use super::graph::Node;
use super::place::Places;
use super::placed::Side;

/// A connector on dense indices.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Link {
    pub(super) step: usize,
    /// The premise that it comes from; `None` from the mark to the target.
    pub(super) premise: Option<usize>,
    pub(super) from: Side,
    pub(super) to: Side,
    pub(super) points: Vec<Point>,
    pub(super) crosses: bool,
}

/// Connectors of the trees, and those (step and premise) that leave them.
pub(super) fn tree_links(
    parts: &Parts<'_>,
    composed: &Composed,
    places: &Places,
) -> (Vec<Link>, Vec<(usize, Option<usize>)>) {
    let (mut links, mut others) = (Vec::new(), Vec::new());
    for &node in &parts.forest.order {
        let Node::Step(step) = node else {
            continue;
        };
        match conclusion(parts, composed, places, step) {
            Some(link) => links.push(link),
            None => others.push((step, None)),
        }
        for &premise in &parts.forest.premises[step] {
            match premise_link(parts, composed, places, step, premise) {
                Some(link) => links.push(link),
                None => others.push((step, Some(premise))),
            }
        }
    }
    (links, others)
}

/// The middle of a box's top.
fn anchor(rect: Rect) -> Point {
    Point::new(rect.center().x, rect.y0)
}

fn conclusion(
    parts: &Parts<'_>,
    composed: &Composed,
    places: &Places,
    step: usize,
) -> Option<Link> {
    let mark = places.marks[step];
    let target = match parts.targets[step] {
        Node::Claim(claim) => places.claims[claim],
        Node::Step(target) => places.marks[target],
    };
    let moved = anchor(mark) - anchor(target) - composed.step_offsets[step];
    if moved.hypot() > 1e-6 {
        return None;
    }
    let at = anchor(target);
    let top = anchor(mark);
    let (from, to, points) = match composed.exits[step]? {
        Exit::Up { port_x, bend_y } => {
            let (x, y) = (at.x + port_x, at.y + bend_y);
            let points = [top, (top.x, y).into(), (x, y).into(), (x, target.y1).into()];
            (Side::Top, Side::Bottom, points.to_vec())
        }
        Exit::Spine {
            spine_x,
            port_x,
            bend_y,
        } => {
            let left = Point::new(mark.x0, mark.center().y);
            let (spine, x, y) = (at.x + spine_x, at.x + port_x, at.y + bend_y);
            let points = [
                left,
                (spine, left.y).into(),
                (spine, y).into(),
                (x, y).into(),
                (x, target.y1).into(),
            ];
            (Side::Left, Side::Bottom, points.to_vec())
        }
        Exit::Beside { port_y } => {
            let y = at.y + port_y;
            let points = [top, (top.x, y).into(), (target.x1, y).into()];
            (Side::Top, Side::Right, points.to_vec())
        }
        Exit::Around {
            rise,
            track_x,
            port_y,
        } => {
            let (x, y) = (at.x + track_x, at.y + port_y);
            let over = top.y - rise;
            let points = [
                top,
                (top.x, over).into(),
                (x, over).into(),
                (x, y).into(),
                (target.x1, y).into(),
            ];
            (Side::Top, Side::Right, points.to_vec())
        }
    };
    Some(Link {
        step,
        premise: None,
        from,
        to,
        points: straightened(points),
        crosses: false,
    })
}

fn premise_link(
    parts: &Parts<'_>,
    composed: &Composed,
    places: &Places,
    step: usize,
    premise: usize,
) -> Option<Link> {
    if parts.forest.home[premise] != Some(step) || parts.pinned[premise] {
        return None;
    }
    let (mark, claim) = (places.marks[step], places.claims[premise]);
    let moved = anchor(claim) - anchor(mark) - composed.claim_offsets[premise];
    if moved.hypot() > 1e-6 {
        return None;
    }
    let end = Point::new(mark.center().x, mark.y1);
    let inset = parts.gaps.track * 1.5;
    let is_above = end.x > claim.x0 + inset && end.x < claim.x1 - inset;
    let is_alone = parts.forest.premises_at_home(step).nth(1).is_none();
    let start = Point::new(
        if is_above && is_alone {
            end.x
        } else {
            anchor(claim).x
        },
        claim.y0,
    );
    let y = f64::midpoint(mark.y1, claim.y0);
    let points = vec![start, (start.x, y).into(), (end.x, y).into(), end];
    let points = straightened(points);
    Some(Link {
        step,
        premise: Some(premise),
        from: Side::Top,
        to: Side::Bottom,
        points,
        crosses: false,
    })
}

/// The same line without points that repeat or lie on the way.
pub(super) fn straightened(points: Vec<Point>) -> Vec<Point> {
    let mut out: Vec<Point> = Vec::with_capacity(points.len());
    for point in points {
        if out
            .last()
            .is_some_and(|last| (*last - point).hypot() < 1e-9)
        {
            continue;
        }
        if let [.., before, last] = out[..] {
            let on_way = |a: f64, b: f64, c: f64| (a - b).abs() < 1e-9 && (b - c).abs() < 1e-9;
            if on_way(before.x, last.x, point.x) || on_way(before.y, last.y, point.y) {
                out.pop();
            }
        }
        out.push(point);
    }
    out
}
