//! Scenes, groups and shapes.

use std::sync::Arc;

use kurbo::{BezPath, Point, Rect, RoundedRect, Vec2};

use crate::layout::Port;
use crate::model::ElementId;
use crate::text::Run;
use crate::theme::Color;

/// What a group is.
#[derive(Debug, Clone, PartialEq)]
pub enum Role {
    /// A claim's or question's box.
    Claim,
    /// An inference's mark.
    Mark,
    /// A connector of an inference, with its ends.
    Connector {
        /// Where it starts.
        from: Port,
        /// Where it ends.
        to: Port,
        /// Whether an arrowhead stands at the end.
        arrow: bool,
    },
    /// The badge of a collapsed branch.
    Badge,
}

/// A line's width, colour and pattern.
#[derive(Debug, Clone, PartialEq)]
pub struct Stroke {
    /// Colour.
    pub color: Color,
    /// Width in map units.
    pub width: f64,
    /// Lengths of dashes and gaps in map units; empty for solid.
    pub dashes: Vec<f64>,
}

/// One finished line of text.
#[derive(Debug, Clone, PartialEq)]
pub struct TextLine {
    /// Start of the baseline, local.
    pub at: Point,
    /// Font size in map units.
    pub size: f64,
    /// Colour.
    pub color: Color,
    /// The characters of the line in logical order.
    pub text: String,
    /// Runs in visual order; ranges and clusters are bytes of `text`.
    pub runs: Vec<Run>,
}

/// What can be drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A rectangle, rounded or not.
    Box {
        /// Where.
        rect: RoundedRect,
        /// Ground.
        fill: Option<Color>,
        /// Border.
        stroke: Option<Stroke>,
    },
    /// Any path: connectors, arrowheads, signs, participant dots.
    Path {
        /// The outline.
        path: BezPath,
        /// Ground.
        fill: Option<Color>,
        /// Line.
        stroke: Option<Stroke>,
    },
    /// Text.
    Text(TextLine),
}

/// One element's drawing, shared between scenes until it changes.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// A key unique in the scene and stable across edits: `claim:ID`, `mark:ID`, `edge:ID:PREMISE`…
    pub key: String,
    /// What it is.
    pub role: Role,
    /// The claim or inference that it draws.
    pub element: ElementId,
    /// Changes whenever the shapes do; the same number means the same shapes.
    pub revision: u64,
    /// Where the group's local origin lies in the map.
    pub offset: Vec2,
    /// Local bounds of all shapes, strokes included.
    pub bounds: Rect,
    /// The drawing, back to front.
    pub shapes: Vec<Shape>,
    /// A short name: the whole logical text of a claim, the word of a mark.
    pub title: String,
    /// A sentence: who holds it, what the step says.
    pub description: String,
}

/// A whole drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// Groups back to front.
    pub groups: Vec<Arc<Group>>,
    /// Bounds of all groups in the map.
    pub bounds: Rect,
    /// Ground.
    pub background: Color,
    /// The map's title.
    pub title: String,
    /// What the map holds, in a sentence.
    pub description: String,
}
