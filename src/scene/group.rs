//! Groups and shapes: the drawing of one element, in local coordinates, shared between scenes.

use std::sync::Arc;

use kurbo::{BezPath, Point, Rect, RoundedRect, Vec2};

use super::draft::{Draft, StepKind};
use crate::layout::{ConnectorPart, Port};
use crate::model::ElementId;
use crate::text::Paragraph;
use crate::theme::Color;

/// What a group is.
#[derive(Debug, Clone, PartialEq)]
pub enum Role {
    /// A claim's or question's box.
    Claim,
    /// An inference's mark.
    Mark,
    /// A connector of an inference, with its ends.
    Connector(Ends),
    /// The badge of a collapsed branch.
    Badge {
        /// How many claims are hidden.
        hidden_count: usize,
    },
    /// Title and sources, or the legend, around a picture.
    Caption,
}

/// What a connector joins; all points are local to the group.
#[derive(Debug, Clone, PartialEq)]
pub struct Ends {
    /// Which part of the step it draws.
    pub part: ConnectorPart,
    /// Where it starts.
    pub from: Port,
    /// Where it ends.
    pub to: Port,
    /// Whether an arrowhead stands at the end: on the target, unless a frame cuts the line short.
    pub arrow: bool,
    /// The orthogonal polyline from start to end, before its bends are rounded.
    pub points: Vec<Point>,
}

impl Ends {
    /// Whether it leads from the mark to the target, and not from a premise to the mark; a frame
    /// may have cut its arrowhead off.
    pub fn concludes(&self) -> bool {
        self.part == ConnectorPart::Conclusion
    }
}

/// A line's width, colour and pattern.
#[derive(Debug, Clone, PartialEq)]
pub struct Stroke {
    /// Colour.
    pub color: Color,
    /// Width in map units.
    pub width: f64,
    /// Lengths of dashes and gaps in map units; empty for solid. Ends are butt, joins round.
    pub dashes: Vec<f64>,
}

/// What can be drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A rectangle, rounded or not; the stroke runs along the middle of its edge.
    Box {
        /// Where.
        rect: RoundedRect,
        /// Ground.
        fill: Option<Color>,
        /// Border.
        stroke: Option<Stroke>,
    },
    /// Any path: connectors, arrowheads, signs, participant dots. Each part of a filled path is
    /// convex.
    Path {
        /// The outline.
        path: BezPath,
        /// Ground.
        fill: Option<Color>,
        /// Line.
        stroke: Option<Stroke>,
    },
    /// Clears a stripe of the canvas, so that a line stands apart from the lines it crosses.
    Gap {
        /// The middle of the stripe.
        path: BezPath,
        /// Its width in map units.
        width: f64,
    },
    /// A paragraph of finished lines.
    Text {
        /// The lines; its runs' ranges are bytes of its text.
        paragraph: Arc<Paragraph>,
        /// Top left of the paragraph; a line starts at `at.x + line.x`, its baseline is at
        /// `at.y + line.baseline`.
        at: Point,
        /// Colour.
        color: Color,
    },
}

impl Shape {
    /// Its bounds from the origin of its group, its stroke included.
    pub fn bounds(&self) -> Rect {
        super::draw::bounds_of(self)
    }
}

/// One element's drawing, shared between scenes until it changes.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// A key unique in the scene and stable across edits: `claim:ID`, `mark:ID`,
    /// `edge:ID:PREMISE`, `edge:ID` for the part that ends on the target, `badge:ID`, `caption:NAME`.
    pub key: String,
    /// What it is.
    pub role: Role,
    /// The claim or inference that it draws.
    pub element: ElementId,
    /// A digest of the shapes; the same number means the same shapes.
    pub revision: u64,
    /// Local bounds of all shapes, strokes included.
    pub bounds: Rect,
    /// The box, pill or badge itself, without its border; for connectors the bounds.
    pub body: Rect,
    /// The drawing, back to front.
    pub shapes: Vec<Shape>,
    /// A short name: the whole logical text of a claim, the word of a mark.
    pub title: String,
    /// A sentence: who holds it, what the step says.
    pub description: String,
    /// What it was drawn from; equal drafts are drawn once.
    pub(super) draft: Draft,
}

impl Group {
    /// What kind of step a mark or a connector draws.
    pub fn step(&self) -> Option<StepKind> {
        match &self.draft {
            Draft::Mark(mark) => Some(mark.kind),
            Draft::Connector(connector) => Some(connector.kind),
            Draft::Claim(_) | Draft::Badge(_) | Draft::Caption => None,
        }
    }
}

/// A group and where its local origin lies in the map; moving a box changes the offset alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Local origin in the map.
    pub offset: Vec2,
    /// The drawing.
    pub group: Arc<Group>,
}

impl Item {
    /// Bounds in the map, strokes included.
    pub fn bounds_in_map(&self) -> Rect {
        self.group.bounds + self.offset
    }

    /// The box, pill or badge in the map.
    pub fn body_in_map(&self) -> Rect {
        self.group.body + self.offset
    }
}
