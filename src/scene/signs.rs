//! The signs of steps as shapes, so that they look alike whatever the font: + − ⊘ ? and ▸.

use kurbo::{BezPath, Circle, Point, Shape as _, Vec2};

use super::draft::StepKind;
use super::group::{Shape, Stroke};
use crate::theme::Color;

const WEIGHT: f64 = 1.8;
const REACH: f64 = 3.9;

/// The sign of a step, about 8 wide and high, around its centre.
pub(super) fn step(kind: StepKind, at: Point, color: Color) -> Shape {
    match kind {
        StepKind::Support => stroked(cross(at), color),
        StepKind::Objection => stroked(bar(at, Vec2::new(REACH, 0.0)), color),
        StepKind::Undercut => stroked(crossed_circle(at), color),
        StepKind::Answer => question(at, color),
    }
}

/// A question mark around its centre.
pub(super) fn question(at: Point, color: Color) -> Shape {
    let to = |x: f64, y: f64| at + Vec2::new(x, y);
    let mut path = BezPath::new();
    path.move_to(to(-2.4, -2.3));
    path.curve_to(to(-2.1, -5.0), to(2.6, -5.0), to(2.6, -2.2));
    path.curve_to(to(2.6, -0.3), to(0.0, -0.3), to(0.0, 1.8));
    // The point: a line as long as it is wide.
    path.move_to(to(0.0, 3.1));
    path.line_to(to(0.0, 3.1 + WEIGHT));
    stroked(path, color)
}

/// A full triangle that points right: something is folded away.
pub(super) fn folded(at: Point, color: Color) -> Shape {
    let mut path = BezPath::new();
    path.move_to(at + Vec2::new(-2.6, -3.6));
    path.line_to(at + Vec2::new(3.4, 0.0));
    path.line_to(at + Vec2::new(-2.6, 3.6));
    path.close_path();
    Shape::Path {
        path,
        fill: Some(color),
        stroke: None,
    }
}

fn stroked(path: BezPath, color: Color) -> Shape {
    Shape::Path {
        path,
        fill: None,
        stroke: Some(Stroke {
            color,
            width: WEIGHT,
            dashes: vec![],
        }),
    }
}

fn bar(at: Point, reach: Vec2) -> BezPath {
    let mut path = BezPath::new();
    path.move_to(at - reach);
    path.line_to(at + reach);
    path
}

fn cross(at: Point) -> BezPath {
    let mut path = bar(at, Vec2::new(REACH, 0.0));
    path.extend(bar(at, Vec2::new(0.0, REACH)));
    path
}

fn crossed_circle(at: Point) -> BezPath {
    let mut path = Circle::new(at, REACH).to_path(1e-3);
    let reach = REACH * std::f64::consts::FRAC_1_SQRT_2;
    path.extend(bar(at, Vec2::new(reach, -reach)));
    path
}
