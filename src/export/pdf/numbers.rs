//! Points, boxes, paths and colours of the drawing as those of a page, rounded so that files stay small.

use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder};
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, FillRule, LineJoin, StrokeDash};
use kurbo::{BezPath, PathEl, Point, Rect};

use super::sheets::Place;
use crate::scene::Stroke;
use crate::theme::Color;

/// A length in points, to a thousandth.
pub(super) fn pt(length: f64) -> f32 {
    ((length * 1000.0).round() / 1000.0) as f32
}

/// A point on the page.
pub(super) fn point(at: Point) -> krilla::geom::Point {
    krilla::geom::Point::from_xy(pt(at.x), pt(at.y))
}

/// A box on the page; nothing if it is empty.
pub(super) fn rect(rect: Rect) -> Option<krilla::geom::Rect> {
    krilla::geom::Rect::from_ltrb(pt(rect.x0), pt(rect.y0), pt(rect.x1), pt(rect.y1))
}

/// A path of the drawing on the page; nothing if it draws nothing.
pub(super) fn path(path: &BezPath, place: Place) -> Option<Path> {
    let on_page = |at: Point| {
        let at = place.on_page(at);
        (pt(at.x), pt(at.y))
    };
    let mut builder = PathBuilder::new();
    for element in path {
        match element {
            PathEl::MoveTo(to) => {
                let (x, y) = on_page(to);
                builder.move_to(x, y);
            }
            PathEl::LineTo(to) => {
                let (x, y) = on_page(to);
                builder.line_to(x, y);
            }
            PathEl::QuadTo(one, to) => {
                let ((x1, y1), (x, y)) = (on_page(one), on_page(to));
                builder.quad_to(x1, y1, x, y);
            }
            PathEl::CurveTo(one, two, to) => {
                let ((x1, y1), (x2, y2), (x, y)) = (on_page(one), on_page(two), on_page(to));
                builder.cubic_to(x1, y1, x2, y2, x, y);
            }
            PathEl::ClosePath => builder.close(),
        }
    }
    builder.finish()
}

/// A plain fill.
pub(super) fn fill(color: Color) -> Fill {
    Fill {
        paint: rgb::Color::new(color.r, color.g, color.b).into(),
        opacity: opacity(color),
        rule: FillRule::NonZero,
    }
}

/// A line as wide as on the drawing, at the scale of the page.
pub(super) fn stroke(stroke: &Stroke, scale: f64) -> krilla::paint::Stroke {
    let color = stroke.color;
    let array: Vec<f32> = stroke.dashes.iter().map(|dash| pt(dash * scale)).collect();
    krilla::paint::Stroke {
        paint: rgb::Color::new(color.r, color.g, color.b).into(),
        width: pt(stroke.width * scale),
        line_join: LineJoin::Round,
        opacity: opacity(color),
        // A pattern that rounds to nothing would be no pattern.
        dash: array
            .iter()
            .any(|dash| *dash > 0.0)
            .then_some(StrokeDash { array, offset: 0.0 }),
        ..krilla::paint::Stroke::default()
    }
}

fn opacity(color: Color) -> NormalizedF32 {
    NormalizedF32::new(f32::from(color.a) / 255.0).unwrap_or(NormalizedF32::ONE)
}
