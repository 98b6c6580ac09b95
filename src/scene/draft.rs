//! Drafts: all that a group's drawing depends on, so that equal drafts need drawing only once.

use std::sync::Arc;

use kurbo::{Point, Rect, Size};

use super::group::Ends;
use crate::layout::on_grid;
use crate::model::{Attitude, ElementId, Stance};
use crate::text::Paragraph;
use crate::theme::{Accent, Color, Theme};

/// What one group is drawn from, in local coordinates.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Draft {
    Claim(ClaimDraft),
    Mark(MarkDraft),
    Connector(ConnectorDraft),
    Badge(BadgeDraft),
    /// Around the picture; made anew each time.
    Caption,
}

/// A draft with the words that go with it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sketch {
    pub(super) key: String,
    pub(super) element: ElementId,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) draft: Draft,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct ClaimDraft {
    pub(super) size: Size,
    pub(super) text: Placed,
    pub(super) captions: Vec<CaptionDraft>,
    pub(super) quotes: Option<SignedText>,
    pub(super) kind: BoxKind,
    pub(super) pinned: bool,
}

/// How a box shows what the claim is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BoxKind {
    Plain,
    Headline,
    Implicit,
    ImplicitHeadline,
    Question,
    HeadQuestion,
}

impl BoxKind {
    pub(super) fn is_headline(self) -> bool {
        matches!(
            self,
            Self::Headline | Self::ImplicitHeadline | Self::HeadQuestion
        )
    }

    pub(super) fn is_implicit(self) -> bool {
        matches!(self, Self::Implicit | Self::ImplicitHeadline)
    }

    pub(super) fn is_question(self) -> bool {
        matches!(self, Self::Question | Self::HeadQuestion)
    }
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct CaptionDraft {
    pub(super) attitude: Attitude,
    /// The participant's colour; the analyst has none.
    pub(super) color: Option<Color>,
    pub(super) label: SignedText,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct MarkDraft {
    pub(super) size: Size,
    pub(super) kind: StepKind,
    pub(super) implicit: bool,
    pub(super) label: SignedText,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct ConnectorDraft {
    pub(super) ends: Ends,
    /// Its points up to where a line drawn before goes on in its place.
    pub(super) drawn: Vec<Point>,
    pub(super) kind: StepKind,
    pub(super) implicit: bool,
    pub(super) crosses: bool,
    /// Where it stops short of what it joins, since that is not drawn.
    pub(super) loose: Option<Loose>,
}

/// An end of a line that joins nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Loose {
    Start,
    End,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct BadgeDraft {
    pub(super) size: Size,
    pub(super) hidden_count: usize,
    pub(super) label: SignedText,
}

/// A sign and the words after it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct SignedText {
    pub(super) sign_at: Point,
    pub(super) text: Placed,
}

impl SignedText {
    pub(super) fn new(sign_at: Point, text_at: Point, text: &Arc<Paragraph>, frame: Rect) -> Self {
        Self {
            sign_at: local(sign_at, frame),
            text: Placed::new(text_at, text, frame),
        }
    }
}

/// A paragraph and its top left.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    pub(super) at: Point,
    pub(super) paragraph: Arc<Paragraph>,
}

impl Placed {
    pub(super) fn new(at: Point, paragraph: &Arc<Paragraph>, frame: Rect) -> Self {
        Self {
            at: local(at, frame),
            paragraph: Arc::clone(paragraph),
        }
    }
}

impl PartialEq for Placed {
    fn eq(&self, other: &Self) -> bool {
        self.at == other.at
            && (Arc::ptr_eq(&self.paragraph, &other.paragraph) || self.paragraph == other.paragraph)
    }
}

/// What the sign, the word and the line of a step tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StepKind {
    /// A reason for a claim or a step.
    Support,
    /// An attack on a claim.
    Objection,
    /// An attack on a step.
    Undercut,
    /// An answer to a question.
    Answer,
}

impl StepKind {
    pub(super) fn new(stance: Stance, on_step: bool) -> Self {
        match (stance, on_step) {
            (Stance::Support, _) => Self::Support,
            (Stance::Attack, false) => Self::Objection,
            (Stance::Attack, true) => Self::Undercut,
            (Stance::Answer, _) => Self::Answer,
        }
    }

    /// Its colours and weight in a theme.
    pub const fn accent(self, theme: &Theme) -> Accent {
        match self {
            Self::Support => theme.support,
            Self::Objection => theme.objection,
            Self::Undercut => theme.undercut,
            Self::Answer => theme.answer,
        }
    }
}

/// A point of the map in a group's own coordinates, on a fine grid: the same drawing somewhere
/// else must not differ by what floating-point subtraction leaves behind.
pub(super) fn local(point_in_map: Point, frame: Rect) -> Point {
    Point::new(
        on_grid(point_in_map.x - frame.x0),
        on_grid(point_in_map.y - frame.y0),
    )
}

/// The size of a frame, on the same grid.
pub(super) fn local_size(frame: Rect) -> Size {
    local(Point::new(frame.x1, frame.y1), frame)
        .to_vec2()
        .to_size()
}
