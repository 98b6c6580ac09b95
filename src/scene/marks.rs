//! Draws the pills: inference marks, and the badges of collapsed branches.

use super::boxes::{bordered, text};
use super::draft::{BadgeDraft, MarkDraft};
use super::group::{Shape, Stroke};
use super::signs;
use crate::theme::Theme;

const BORDER: f64 = 1.5;
const BADGE_BORDER: f64 = 1.0;

/// The shapes of an inference's mark.
pub(super) fn mark(draft: &MarkDraft, theme: &Theme) -> Vec<Shape> {
    let accent = draft.kind.accent(theme);
    let stroke = Stroke {
        color: accent.ink,
        width: accent.weight * BORDER,
        dashes: if draft.implicit {
            vec![4.0, 3.0]
        } else {
            vec![]
        },
    };
    let radius = draft.size.height / 2.0;
    vec![
        bordered(draft.size, radius, accent.tint, stroke),
        signs::step(draft.kind, draft.label.sign_at, accent.ink),
        text(&draft.label.text, accent.ink),
    ]
}

/// The shapes of a badge.
pub(super) fn badge(draft: &BadgeDraft, theme: &Theme) -> Vec<Shape> {
    let stroke = Stroke {
        color: theme.box_border,
        width: BADGE_BORDER,
        dashes: vec![],
    };
    let radius = draft.size.height / 2.0;
    vec![
        bordered(draft.size, radius, theme.panel, stroke),
        signs::folded(draft.label.sign_at, theme.secondary),
        text(&draft.label.text, theme.secondary),
    ]
}
