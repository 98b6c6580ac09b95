//! Draws claims: the box, its text, who holds it, and the count of quotes.

use kurbo::{BezPath, Circle, Point, Rect, Shape as _, Size, Vec2};

use super::draft::{BoxKind, CaptionDraft, ClaimDraft, Placed, SignedText};
use super::group::{Shape, Stroke};
use super::signs;
use crate::model::Attitude;
use crate::theme::{Color, Theme};

const BORDER: f64 = 1.0;
const HEADLINE_BORDER: f64 = 2.0;
const DASHED_BORDER: f64 = 1.25;
const BORDER_DASHES: [f64; 2] = [5.0, 4.0];
const DOT_RADIUS: f64 = 4.0;
const QUESTION_RADIUS: f64 = 9.0;
const PIN_RADIUS: f64 = 3.5;

/// The shapes of a claim's box, back to front.
pub(super) fn claim(draft: &ClaimDraft, theme: &Theme) -> Vec<Shape> {
    let mut shapes = vec![ground(draft.size, draft.kind, theme)];
    if draft.kind.is_question() {
        shapes.extend(question_sign(theme));
    }
    if draft.pinned {
        shapes.push(pin(draft.size, theme));
    }
    shapes.push(text(&draft.text, theme.text));
    for caption in &draft.captions {
        shapes.push(dot(caption, theme));
        shapes.push(text(&caption.label.text, theme.secondary));
    }
    if let Some(count) = &draft.quotes {
        shapes.extend(quote_count(count, theme));
    }
    shapes
}

/// A paragraph in one colour.
pub(super) fn text(placed: &Placed, color: Color) -> Shape {
    Shape::Text {
        paragraph: placed.paragraph.clone(),
        at: placed.at,
        color,
    }
}

/// A rounded rectangle whose border lies inside it, so that lines end at its outer edge.
pub(super) fn bordered(size: Size, radius: f64, fill: Color, stroke: Stroke) -> Shape {
    let inset = stroke.width / 2.0;
    Shape::Box {
        rect: size
            .to_rect()
            .inset(-inset)
            .to_rounded_rect((radius - inset).max(0.0)),
        fill: Some(fill),
        stroke: Some(stroke),
    }
}

fn ground(size: Size, kind: BoxKind, theme: &Theme) -> Shape {
    let color = match kind {
        BoxKind::Plain => theme.box_border,
        BoxKind::Implicit => theme.secondary,
        BoxKind::Headline | BoxKind::ImplicitHeadline => theme.text,
        BoxKind::Question | BoxKind::HeadQuestion => theme.answer.ink,
    };
    let (width, dashes) = match (kind.is_headline(), kind.is_implicit()) {
        (true, false) => (HEADLINE_BORDER, vec![]),
        (true, true) => (HEADLINE_BORDER, BORDER_DASHES.to_vec()),
        (false, true) => (DASHED_BORDER, BORDER_DASHES.to_vec()),
        (false, false) => (BORDER, vec![]),
    };
    let corner = theme.metrics.box_corner;
    let radius = if kind.is_question() {
        (2.5 * corner).min(size.height / 2.0)
    } else {
        corner
    };
    let stroke = Stroke {
        color,
        width,
        dashes,
    };
    bordered(size, radius, theme.box_fill, stroke)
}

/// A question mark in a circle on the upper border, clear of the connectors in the middle.
fn question_sign(theme: &Theme) -> [Shape; 2] {
    let at = Point::new(3.0 * theme.metrics.box_corner, 0.0);
    let circle = Shape::Path {
        path: Circle::new(at, QUESTION_RADIUS).to_path(1e-3),
        fill: Some(theme.answer.tint),
        stroke: Some(Stroke {
            color: theme.answer.ink,
            width: BORDER,
            dashes: vec![],
        }),
    };
    [circle, signs::question(at, theme.answer.ink)]
}

fn pin(size: Size, theme: &Theme) -> Shape {
    let inset = theme.metrics.box_corner;
    let at = Point::new(size.width - inset, inset);
    Shape::Path {
        path: Circle::new(at, PIN_RADIUS).to_path(1e-3),
        fill: None,
        stroke: Some(Stroke {
            color: theme.secondary,
            width: 1.5,
            dashes: vec![],
        }),
    }
}

/// A participant's dot: full where they stand by the claim, a ring where they do not; the
/// analyst's is a small square.
fn dot(caption: &CaptionDraft, theme: &Theme) -> Shape {
    let color = caption.color.unwrap_or(theme.secondary);
    let at = caption.label.sign_at;
    let is_full = matches!(caption.attitude, Attitude::Asserts | Attitude::Grants);
    let radius = if is_full {
        DOT_RADIUS
    } else {
        DOT_RADIUS - 0.75
    };
    let path = if caption.color.is_some() {
        Circle::new(at, radius).to_path(1e-3)
    } else {
        Rect::from_center_size(at, (1.7 * radius, 1.7 * radius)).to_path(1e-3)
    };
    Shape::Path {
        path,
        fill: is_full.then_some(color),
        stroke: (!is_full).then_some(Stroke {
            color,
            width: 1.5,
            dashes: vec![],
        }),
    }
}

fn quote_count(count: &SignedText, theme: &Theme) -> [Shape; 2] {
    let mut path = BezPath::new();
    for dx in [-2.2, 2.2] {
        path.extend(quotation_comma(count.sign_at + Vec2::new(dx, 0.0)));
    }
    let sign = Shape::Path {
        path,
        fill: Some(theme.secondary),
        stroke: None,
    };
    [sign, text(&count.text, theme.secondary)]
}

/// One comma of an opening quotation mark, 3.4 wide and 5.6 high, around its centre: a point and
/// its tail, both convex.
fn quotation_comma(at: Point) -> BezPath {
    let mut path = Circle::new(at + Vec2::new(0.0, 1.1), 1.7).to_path(1e-3);
    let tail = [
        (-1.7, 1.1),
        (-1.45, -0.4),
        (-0.5, -1.8),
        (1.5, -2.8),
        (0.4, -0.4),
    ];
    for (place, corner) in tail.into_iter().enumerate() {
        let to = at + Vec2::from(corner);
        if place == 0 {
            path.move_to(to);
        } else {
            path.line_to(to);
        }
    }
    path.close_path();
    path
}
