//! A digest of shapes, from which a group's revision comes.

use kurbo::{BezPath, PathEl, Point, Rect};

use super::group::{Shape, Stroke};
use crate::text::Paragraph;
use crate::theme::Color;

/// The same number for the same shapes, in every run and on every machine.
pub(super) fn of_shapes(shapes: &[Shape]) -> u64 {
    let mut digest = Digest(0xcbf2_9ce4_8422_2325);
    for shape in shapes {
        digest.shape(shape);
    }
    digest.0
}

struct Digest(u64);

impl Digest {
    /// Folds in one word: multiply and rotate, which spreads every bit.
    fn word(&mut self, word: u64) {
        self.0 = (self.0 ^ word)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .rotate_left(29);
    }

    fn number(&mut self, value: f64) {
        self.word(value.to_bits());
    }

    fn text(&mut self, text: &str) {
        self.word(text.len() as u64);
        for chunk in text.as_bytes().chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.word(u64::from_le_bytes(word));
        }
    }

    fn point(&mut self, point: Point) {
        self.number(point.x);
        self.number(point.y);
    }

    fn rect(&mut self, rect: Rect) {
        self.point(rect.origin());
        self.number(rect.x1);
        self.number(rect.y1);
    }

    fn color(&mut self, color: Color) {
        self.word(u64::from(u32::from_le_bytes([
            color.r, color.g, color.b, color.a,
        ])));
    }

    fn paint(&mut self, fill: Option<Color>, stroke: Option<&Stroke>) {
        self.word(u64::from(fill.is_some()));
        if let Some(fill) = fill {
            self.color(fill);
        }
        self.word(u64::from(stroke.is_some()));
        if let Some(stroke) = stroke {
            self.color(stroke.color);
            self.number(stroke.width);
            self.word(stroke.dashes.len() as u64);
            for dash in &stroke.dashes {
                self.number(*dash);
            }
        }
    }

    fn path(&mut self, path: &BezPath) {
        self.word(path.elements().len() as u64);
        for element in path {
            match element {
                PathEl::MoveTo(to) => self.step(1, &[to]),
                PathEl::LineTo(to) => self.step(2, &[to]),
                PathEl::QuadTo(one, to) => self.step(3, &[one, to]),
                PathEl::CurveTo(one, two, to) => self.step(4, &[one, two, to]),
                PathEl::ClosePath => self.step(5, &[]),
            }
        }
    }

    fn step(&mut self, kind: u64, points: &[Point]) {
        self.word(kind);
        for point in points {
            self.point(*point);
        }
    }

    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Box { rect, fill, stroke } => {
                self.word(11);
                self.rect(rect.rect());
                self.number(rect.radii().top_left);
                self.paint(*fill, stroke.as_ref());
            }
            Shape::Path { path, fill, stroke } => {
                self.word(12);
                self.path(path);
                self.paint(*fill, stroke.as_ref());
            }
            Shape::Gap { path, width } => {
                self.word(13);
                self.path(path);
                self.number(*width);
            }
            Shape::Text {
                paragraph,
                at,
                color,
            } => {
                self.word(14);
                self.point(*at);
                self.color(*color);
                self.paragraph(paragraph);
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        self.text(&paragraph.text);
        self.number(paragraph.style.size);
        for line in &paragraph.lines {
            self.number(line.x);
            self.number(line.baseline);
            for run in &line.runs {
                self.word(u64::from(run.face.0));
                self.number(run.x);
                for glyph in &run.glyphs {
                    self.word(u64::from(glyph.id));
                    self.number(glyph.x);
                }
            }
        }
    }
}
