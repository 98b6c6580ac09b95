//! Walks a paragraph's glyphs where they stand.

use kurbo::Point;

use crate::text::{FaceId, Paragraph};

/// A glyph and the place of its pen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct PlacedGlyph {
    pub(super) face: FaceId,
    pub(super) glyph: u32,
    /// Where its origin lies; the outline is at font size 1 and y down around it.
    pub(super) at: Point,
}

/// The glyphs of a paragraph whose top left is at a point, in visual order.
pub(super) fn placed(paragraph: &Paragraph, at: Point) -> impl Iterator<Item = PlacedGlyph> {
    paragraph.lines.iter().flat_map(move |line| {
        let start = Point::new(at.x + line.x, at.y + line.baseline);
        line.runs.iter().flat_map(move |run| {
            run.glyphs.iter().map(move |glyph| PlacedGlyph {
                face: run.face,
                glyph: glyph.id,
                at: Point::new(start.x + glyph.x, start.y + glyph.y),
            })
        })
    })
}
