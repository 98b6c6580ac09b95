//! Routes connectors that leave the trees around boxes and marks.

use kurbo::Point;

use super::compose::Parts;
use super::connect::{Link, straightened};
use super::graph::Node;
use super::place::Places;
use super::placed::Side;

/// Routes the given connectors: the step's to its target, or a premise's to its step.
pub(super) fn cross_links(
    parts: &Parts<'_>,
    places: &Places,
    others: &[(usize, Option<usize>)],
) -> Vec<Link> {
    others
        .iter()
        .map(|&(step, premise)| {
            let mark = places.marks[step];
            let (from, to) = match (premise, parts.targets[step]) {
                (Some(claim), _) => (places.claims[claim], mark),
                (None, Node::Claim(claim)) => (mark, places.claims[claim]),
                (None, Node::Step(target)) => (mark, places.marks[target]),
            };
            let start = Point::new(from.center().x, from.y0);
            let end = Point::new(to.center().x, to.y1);
            let y = f64::midpoint(start.y, end.y);
            let points = vec![start, (start.x, y).into(), (end.x, y).into(), end];
            Link {
                step,
                premise,
                from: Side::Top,
                to: Side::Bottom,
                points: straightened(points),
                crosses: true,
            }
        })
        .collect()
}
