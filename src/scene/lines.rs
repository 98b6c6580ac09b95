//! Draws connectors: orthogonal lines with rounded bends, arrowheads, and gaps where they cross.

use kurbo::{BezPath, Point, Vec2};

use super::draft::{ConnectorDraft, Loose, StepKind};
use super::group::{Shape, Stroke};
use super::stems::cut;
use crate::theme::{Metrics, Theme};

/// A line that crosses others clears this much on either side.
const GAP: f64 = 3.0;
/// And clears nothing this close to its ends.
const JOIN: f64 = 18.0;
/// A line to what is not drawn fades over this length, in so many steps, which lap over a little.
const FADE: f64 = 18.0;
const FADE_STEPS: u32 = 6;
const FADE_SEAM: f64 = 0.5;
const IMPLICIT_DASHES: [f64; 2] = [6.0, 5.0];
const UNDERCUT_DASHES: [f64; 4] = [9.0, 4.0, 2.0, 4.0];
const IMPLICIT_UNDERCUT_DASHES: [f64; 6] = [6.0, 4.0, 2.0, 4.0, 2.0, 4.0];
/// Arrowheads reach this far under the border of their target: a point that only touches it seems
/// to stop short.
const SINK: f64 = 0.8;
/// The distance from a quarter circle's end to its control point, for radius 1.
const KAPPA: f64 = 0.552_284_75;

/// The shapes of a connector.
pub(super) fn connector(draft: &ConnectorDraft, theme: &Theme) -> Vec<Shape> {
    let metrics = &theme.metrics;
    let stroke = stroke(draft, theme);
    let mut points = distinct(&draft.drawn);
    let gap = draft.crosses.then(|| trimmed(&points)).flatten();
    let mut head = None;
    if draft.ends.arrow
        && let Some((arrow, tip, neck)) = arrow(&draft.ends.points, metrics)
    {
        head = Some(arrow);
        // The tip stays sharp where the line ends short of it.
        if let Some(end) = points.last_mut().filter(|end| **end == tip) {
            *end = neck;
        }
    }
    // Dashed lines that share their last stretch (co-premises, reasons hanging from one stem) are
    // drawn from there, so that their dashes agree.
    points.reverse();
    let mut shapes = Vec::with_capacity(3);
    shapes.extend(gap.map(|points| Shape::Gap {
        path: rounded(&points, metrics.connector_corner),
        width: stroke.width + 2.0 * GAP,
    }));
    let color = stroke.color;
    match draft.loose {
        Some(end) => shapes.extend(fading(points, end, &stroke, theme)),
        None => shapes.push(Shape::Path {
            path: rounded(&points, metrics.connector_corner),
            fill: None,
            stroke: Some(stroke),
        }),
    }
    shapes.extend(head.map(|path| Shape::Path {
        path,
        fill: Some(color),
        stroke: None,
    }));
    shapes
}

/// A line that goes over into the ground at the end where it joins nothing, drawn from its end to
/// its start.
fn fading(mut points: Vec<Point>, end: Loose, stroke: &Stroke, theme: &Theme) -> Vec<Shape> {
    let length: f64 = points.windows(2).map(length_of).sum();
    let fades = FADE.min(length / 2.0);
    if end == Loose::End {
        points.reverse();
    }
    let piece = |before_end: f64, length: f64, share: f64| {
        let mut points = points.clone();
        cut(&mut points, before_end)?;
        points.reverse();
        let whole: f64 = points.windows(2).map(length_of).sum();
        cut(&mut points, (whole - length).max(0.0))?;
        let stroke = Stroke {
            color: stroke.color.towards(theme.canvas, share),
            ..stroke.clone()
        };
        Some(Shape::Path {
            path: rounded(&points, theme.metrics.connector_corner),
            fill: None,
            stroke: Some(stroke),
        })
    };
    let step = fades / f64::from(FADE_STEPS);
    let whole = piece(fades, f64::INFINITY, 0.0);
    let pale = (1..=FADE_STEPS).filter_map(|at| {
        let share = f64::from(at) / f64::from(FADE_STEPS + 1);
        piece(fades - step * f64::from(at), step + FADE_SEAM, share)
    });
    // Paler ones lie below, so that no seam shows.
    let mut shapes: Vec<_> = whole.into_iter().chain(pale).collect();
    shapes.reverse();
    shapes
}

fn length_of(stretch: &[Point]) -> f64 {
    match stretch {
        [from, to] => (*to - *from).hypot(),
        _ => 0.0,
    }
}

/// The line without its first and last stretch, where it joins others instead of crossing them.
fn trimmed(points: &[Point]) -> Option<Vec<Point>> {
    let mut points = points.to_vec();
    for _ in 0..2 {
        cut(&mut points, JOIN)?;
        points.reverse();
    }
    Some(points)
}

fn stroke(draft: &ConnectorDraft, theme: &Theme) -> Stroke {
    let dashes = match (draft.kind, draft.implicit) {
        (StepKind::Undercut, false) => UNDERCUT_DASHES.to_vec(),
        (StepKind::Undercut, true) => IMPLICIT_UNDERCUT_DASHES.to_vec(),
        (_, true) => IMPLICIT_DASHES.to_vec(),
        (_, false) => Vec::new(),
    };
    let accent = draft.kind.accent(theme);
    Stroke {
        color: accent.ink,
        width: accent.weight * theme.metrics.connector_width,
        dashes,
    }
}

fn distinct(points: &[Point]) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::with_capacity(points.len());
    for point in points {
        if kept.last() != Some(point) {
            kept.push(*point);
        }
    }
    kept
}

/// The arrowhead at the end of a line, its tip, and where the line meets it: a hair inside, so
/// that no seam shows between the two.
fn arrow(points: &[Point], metrics: &Metrics) -> Option<(BezPath, Point, Point)> {
    let points = distinct(points);
    let &[.., before, tip] = points.as_slice() else {
        return None;
    };
    let last = tip - before;
    let (length, breadth) = metrics.arrow;
    let length = length.min(last.hypot());
    let direction = last.normalize();
    let base = tip - direction * length;
    let point = tip + direction * SINK;
    let across = Vec2::new(-direction.y, direction.x) * (breadth / 2.0);
    let mut head = BezPath::new();
    head.move_to(point);
    head.line_to(base + across);
    head.line_to(base - across);
    head.close_path();
    Some((head, tip, base + direction * (length * 0.25)))
}

/// The polyline with a quarter circle at each bend, no larger than half of the shorter side.
fn rounded(points: &[Point], corner: f64) -> BezPath {
    let mut path = BezPath::new();
    let [first, .., last] = points else {
        return path;
    };
    path.move_to(*first);
    let final_bend = points.len().saturating_sub(3);
    for (at, bend) in points.windows(3).enumerate() {
        let &[before, corner_at, after] = bend else {
            continue;
        };
        let (back, ahead) = (before - corner_at, after - corner_at);
        // The ends of the line share their stretch with no other bend.
        let room_back = back.hypot() * if at == 0 { 1.0 } else { 0.5 };
        let room_ahead = ahead.hypot() * if at == final_bend { 1.0 } else { 0.5 };
        let radius = corner.min(room_back).min(room_ahead);
        let (back, ahead) = (back.normalize() * radius, ahead.normalize() * radius);
        path.line_to(corner_at + back);
        path.curve_to(
            corner_at + back * (1.0 - KAPPA),
            corner_at + ahead * (1.0 - KAPPA),
            corner_at + ahead,
        );
    }
    path.line_to(*last);
    path
}
