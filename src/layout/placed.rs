//! The outcome of a layout: boxes, marks and routes in map units.

use std::collections::BTreeMap;
use std::sync::Arc;

use kurbo::{Point, Rect};

use crate::model::{Choice, ClaimId, ElementId, InferenceId};
use crate::text::Paragraph;

/// A side of a box or mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// Top.
    Top,
    /// Left.
    Left,
    /// Bottom.
    Bottom,
    /// Right.
    Right,
}

/// Where a connector touches an element.
#[derive(Debug, Clone, PartialEq)]
pub struct Port {
    /// What it touches.
    pub element: ElementId,
    /// On which side.
    pub side: Side,
    /// Where, in map units.
    pub at: Point,
}

/// Which part of a step a connector draws.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConnectorPart {
    /// From a premise to the step's mark, without an arrowhead.
    Premise(ClaimId),
    /// From the step's mark to its target, with an arrowhead.
    Conclusion,
}

/// One routed connector.
#[derive(Debug, Clone, PartialEq)]
pub struct Connector {
    /// The step it belongs to.
    pub inference: InferenceId,
    /// Which part of the step.
    pub part: ConnectorPart,
    /// Start: the premise, or the mark.
    pub from: Port,
    /// End: the mark, or the target.
    pub to: Port,
    /// Orthogonal polyline from start to end, both included; bends are rounded by the scene.
    pub points: Vec<Point>,
    /// It leaves the tree: a further use of a claim, or the closing edge of a cycle.
    pub crosses: bool,
}

/// One holder of a claim, under its text: a dot and a name.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedCaption {
    /// Which entry of the claim's `held_by`.
    pub holder_index: usize,
    /// Dot and name together.
    pub rect: Rect,
    /// Centre of the dot.
    pub dot_at: Point,
    /// Top left of the name.
    pub text_at: Point,
    /// The name as set, with the attitude where it is not "asserts": "Drezner grants".
    pub text: Arc<Paragraph>,
}

/// How many quotes a claim carries, at the right of the captions.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedQuoteCount {
    /// Sign and number together.
    pub rect: Rect,
    /// Centre of the quotation sign, about as wide as the caption size is high.
    pub sign_at: Point,
    /// Top left of the number.
    pub text_at: Point,
    /// The number as set.
    pub text: Arc<Paragraph>,
}

/// A claim's box.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedClaim {
    /// Which claim.
    pub id: ClaimId,
    /// The box.
    pub rect: Rect,
    /// Top left of the text.
    pub text_at: Point,
    /// The text as broken for this box.
    pub text: Arc<Paragraph>,
    /// Who holds it; at most one entry a holder, in order.
    pub captions: Vec<PlacedCaption>,
    /// The quotes it carries, if any.
    pub quotes: Option<PlacedQuoteCount>,
    /// Drawn as a headline.
    pub headline: bool,
    /// Stays where the user put it.
    pub pinned: bool,
}

/// An inference's mark.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedMark {
    /// Which inference.
    pub id: InferenceId,
    /// The pill.
    pub rect: Rect,
    /// Centre of the sign.
    pub sign_at: Point,
    /// Top left of the word.
    pub word_at: Point,
    /// The word on it as set, after the sign.
    pub word: Arc<Paragraph>,
}

/// Says that reasons are hidden below a collapsed element.
#[derive(Debug, Clone, PartialEq)]
pub struct HiddenBadge {
    /// The collapsed element.
    pub element: ElementId,
    /// How many claims are hidden.
    pub hidden_count: usize,
    /// The badge.
    pub rect: Rect,
    /// Centre of the triangle that stands before the words.
    pub sign_at: Point,
    /// Top left of the words.
    pub text_at: Point,
    /// The words as set: "4 hidden".
    pub text: Arc<Paragraph>,
}

/// A map laid out.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Layout {
    /// Visible claims in reading order (depth first).
    pub claims: Vec<PlacedClaim>,
    /// Visible marks in reading order.
    pub marks: Vec<PlacedMark>,
    /// Connectors, those of the trees first.
    pub connectors: Vec<Connector>,
    /// Badges of collapsed branches.
    pub badges: Vec<HiddenBadge>,
    /// Everything, connectors included.
    pub bounds: Rect,
    /// The choices that the layout used, for the view to remember.
    pub choices: BTreeMap<ClaimId, Choice>,
    /// The homes of shared claims that the layout used, for the view to remember.
    pub homes: BTreeMap<ClaimId, InferenceId>,
}
