//! Counts where connectors cross, as they are drawn.

use kurbo::{Line, Point};

use crate::layout::{Connector, Layout};

/// Segments that are shorter than this, in map units, cross nothing.
const SHORTEST: f64 = 0.5;

/// How often connectors that share no end cross; connectors run along the axes.
pub(super) fn crossing_count(layout: &Layout) -> usize {
    let (mut upright, mut level) = (Vec::new(), Vec::new());
    for connector in &layout.connectors {
        for pair in connector.points.windows(2) {
            let &[from, to] = pair else { continue };
            let line = Line::new(from, to);
            if (from.x - to.x).abs() < SHORTEST {
                upright.push((connector, line));
            } else {
                level.push((connector, line));
            }
        }
    }
    upright.sort_by(|one, other| one.1.p0.x.total_cmp(&other.1.p0.x));
    let crossings = level.iter().map(|(connector, line)| {
        let (left, right) = (line.p0.x.min(line.p1.x), line.p0.x.max(line.p1.x));
        let first = upright.partition_point(|(_, other)| other.p0.x <= left);
        let inside = upright.iter().skip(first);
        let inside = inside.take_while(|(_, other)| other.p0.x < right);
        let crossed = inside.filter(|(other, upright)| {
            is_between(line.p0, *upright) && !share_an_end(connector, other)
        });
        crossed.count()
    });
    crossings.sum()
}

fn is_between(at: Point, upright: Line) -> bool {
    let (top, bottom) = (
        upright.p0.y.min(upright.p1.y),
        upright.p0.y.max(upright.p1.y),
    );
    top < at.y && at.y < bottom
}

fn share_an_end(one: &Connector, other: &Connector) -> bool {
    let ends = [&one.from.element, &one.to.element];
    ends.contains(&&other.from.element) || ends.contains(&&other.to.element)
}
