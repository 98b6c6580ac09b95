//! The draft: what the surroundings need to show a text field over the text being typed.

use std::sync::Arc;

use kurbo::{Point, Rect};

use crate::model::ElementId;
use crate::text::{Paragraph, TextStyle};

/// A text being typed. The field's caret and selection are the field's own; every change of its
/// text comes back by [`Editor::type_text`](super::Editor::type_text).
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The claim, or the step whose word is typed.
    pub element: ElementId,
    /// The text as typed so far.
    pub text: String,
    /// Tells one typing from the next, so that a field starts afresh.
    pub serial: u64,
    /// The box or mark on the canvas, enlarged where the camera shows it too small to read.
    pub box_in_screen: Rect,
    /// Top left of the text on the canvas.
    pub text_at_in_screen: Point,
    /// Screen points a map unit inside this box; the camera's zoom, or more where enlarged.
    pub zoom: f64,
    /// The width at which lines break, in map units; infinite on marks.
    pub wrap_width: f64,
    /// How the text is set.
    pub style: TextStyle,
    /// The text as broken into lines by the layout.
    pub paragraph: Arc<Paragraph>,
}
