//! Turns a sketch into a finished group: shapes, bounds and digest.

use kurbo::{Rect, Shape as _};

use super::draft::{Draft, Sketch};
use super::group::{Group, Role, Shape, Stroke};
use super::{boxes, digest, lines, marks};
use crate::theme::Theme;

/// Draws one group.
pub(super) fn draw(sketch: Sketch, theme: &Theme) -> Group {
    let (role, shapes) = match &sketch.draft {
        Draft::Claim(draft) => (Role::Claim, boxes::claim(draft, theme)),
        Draft::Mark(draft) => (Role::Mark, marks::mark(draft, theme)),
        Draft::Connector(draft) => (
            Role::Connector(draft.ends.clone()),
            lines::connector(draft, theme),
        ),
        Draft::Badge(draft) => (
            Role::Badge {
                hidden_count: draft.hidden_count,
            },
            marks::badge(draft, theme),
        ),
        Draft::Caption => (Role::Caption, Vec::new()),
    };
    let bounds = shapes
        .iter()
        .map(bounds_of)
        .reduce(|all, one| all.union(one))
        .unwrap_or_default();
    let body = match &sketch.draft {
        Draft::Claim(draft) => draft.size.to_rect(),
        Draft::Mark(draft) => draft.size.to_rect(),
        Draft::Badge(draft) => draft.size.to_rect(),
        Draft::Connector(_) | Draft::Caption => bounds,
    };
    Group {
        key: sketch.key,
        role,
        element: sketch.element,
        revision: digest::of_shapes(&shapes),
        bounds,
        body,
        shapes,
        title: sketch.title,
        description: sketch.description,
        draft: sketch.draft,
    }
}

/// The bounds of a shape, its stroke included.
pub(super) fn bounds_of(shape: &Shape) -> Rect {
    let grown = |rect: Rect, stroke: &Option<Stroke>| {
        let half = stroke.as_ref().map_or(0.0, |stroke| stroke.width / 2.0);
        rect.inflate(half, half)
    };
    match shape {
        Shape::Box { rect, stroke, .. } => grown(rect.rect(), stroke),
        Shape::Path { path, stroke, .. } => grown(path.bounding_box(), stroke),
        Shape::Gap { path, width } => path.bounding_box().inflate(width / 2.0, width / 2.0),
        Shape::Text { paragraph, at, .. } => {
            Rect::from_origin_size(*at, (paragraph.width, paragraph.height))
        }
    }
}
