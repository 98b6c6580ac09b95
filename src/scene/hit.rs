//! Hit testing of one item: which part of it lies under a point, and how close.

use kurbo::{Line, ParamCurveNearest, Point, Rect};

use super::{Item, Role};
use crate::layout::{ConnectorPart, Side};
use crate::model::ElementId;

/// The part of an element that was hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// The inside of a box or mark.
    Body,
    /// The left or right border of a claim's box, which sets its width.
    Border(Side),
    /// A connector of a step.
    Connector(ConnectorPart),
    /// The badge of a collapsed branch.
    Badge,
}

/// What lies under a point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The claim, or the inference of the mark or connector; for a badge what is collapsed.
    pub element: ElementId,
    /// Which part of it.
    pub part: Part,
}

/// The part of the item within reach, and a rank: the least is what the pointer means.
pub(super) fn hit_item(item: &Item, point_in_map: Point, tolerance: f64) -> Option<(f64, Hit)> {
    let group = &item.group;
    let (rank, part) = match &group.role {
        Role::Mark => within(item, point_in_map).then_some((0.0, Part::Body))?,
        Role::Badge { .. } => within(item, point_in_map).then_some((1.0, Part::Badge))?,
        Role::Caption => return None,
        Role::Claim => (
            2.0,
            claim_part(item.body_in_map(), point_in_map, tolerance)?,
        ),
        Role::Connector(ends) => {
            let distance = distance_to(&ends.points, point_in_map - item.offset)?;
            (distance <= tolerance).then(|| (3.0 + distance, Part::Connector(ends.part.clone())))?
        }
    };
    let element = group.element.clone();
    Some((rank, Hit { element, part }))
}

fn within(item: &Item, point_in_map: Point) -> bool {
    item.body_in_map().contains(point_in_map)
}

fn claim_part(body: Rect, point: Point, tolerance: f64) -> Option<Part> {
    let reach = tolerance.min(body.width() / 4.0);
    if !body.inflate(reach, 0.0).contains(point) {
        return None;
    }
    if (point.x - body.x0).abs() <= reach {
        Some(Part::Border(Side::Left))
    } else if (point.x - body.x1).abs() <= reach {
        Some(Part::Border(Side::Right))
    } else {
        Some(Part::Body)
    }
}

fn distance_to(points: &[Point], point: Point) -> Option<f64> {
    points
        .windows(2)
        .filter_map(|pair| {
            let &[start, end] = pair else { return None };
            Some(
                Line::new(start, end)
                    .nearest(point, 1e-3)
                    .distance_sq
                    .sqrt(),
            )
        })
        .min_by(f64::total_cmp)
}
