//! Sets a text: fills line after line, as many words on each as fit.

use std::ops::Range;

use harfrust::UnicodeBuffer;
use unicode_segmentation::UnicodeSegmentation;

use super::breaks::{End, Stretch, stretches};
use super::fonts::shipped;
use super::stretch::{ShapedStretch, Shaping};
use super::{Face, Fonts, Line, Paragraph, TextStyle};

/// Widths that differ by less are the same, so that a paragraph fits its own width.
const TOLERANCE: f64 = 1e-6;

/// A text shaped in one face, ready to be set at any size and width.
pub(super) struct ShapedText {
    text: Box<str>,
    face: Face,
    stretches: Vec<(Stretch, ShapedStretch)>,
}

impl ShapedText {
    pub(super) fn new(fonts: &Fonts, text: &str, face: Face) -> Self {
        let mut shaping = Shaping {
            fonts,
            text,
            buffer: UnicodeBuffer::new(),
        };
        let stretches = stretches(text)
            .into_iter()
            .map(|stretch| {
                let shaped = ShapedStretch::new(&mut shaping, &stretch.range, face);
                (stretch, shaped)
            })
            .collect();
        Self {
            text: text.into(),
            face,
            stretches,
        }
    }

    pub(super) fn is_of(&self, text: &str, face: Face) -> bool {
        self.face == face && *self.text == *text
    }

    /// Sets the text in lines of at most `max_width`.
    pub(super) fn set(&self, fonts: &Fonts, style: TextStyle, max_width: f64) -> Paragraph {
        let mut setter = Setter {
            shaping: Shaping {
                fonts,
                text: &self.text,
                buffer: UnicodeBuffer::new(),
            },
            style: sane(style),
            max_width: if max_width.is_nan() {
                f64::INFINITY
            } else {
                max_width.max(0.0)
            },
            lines: Vec::new(),
            right: Vec::new(),
        };
        for (stretch, shaped) in &self.stretches {
            setter.fill(stretch, shaped);
        }
        setter.finish(style)
    }
}

/// A style that can be set: sizes that are no lengths become small ones.
fn sane(style: TextStyle) -> TextStyle {
    let length = |value: f64, otherwise: f64| {
        if value.is_finite() && value > 0.0 {
            value.min(1e6)
        } else {
            otherwise
        }
    };
    let size = length(style.size, 1.0);
    TextStyle {
        size,
        line_height: length(style.line_height, size),
        ..style
    }
}

struct Setter<'a> {
    shaping: Shaping<'a>,
    style: TextStyle,
    max_width: f64,
    lines: Vec<Line>,
    /// Which of the lines end at the right.
    right: Vec<bool>,
}

impl Setter<'_> {
    fn fill(&mut self, stretch: &Stretch, shaped: &ShapedStretch) {
        let mut start = stretch.range.start;
        let mut ends = stretch.ends.as_slice();
        while !ends.is_empty() {
            let (line, next) = self
                .words(shaped, start, ends)
                .unwrap_or_else(|| self.clusters(shaped, start..stretch.range.end));
            self.lines.push(line);
            self.right.push(shaped.rtl);
            start = next;
            let passed = ends.iter().take_while(|end| end.next <= start).count();
            ends = ends.get(passed..).unwrap_or_default();
        }
    }

    /// Fills a line with as many words as fit, if one does; also says where the next line starts.
    fn words(
        &mut self,
        shaped: &ShapedStretch,
        start: usize,
        ends: &[End],
    ) -> Option<(Line, usize)> {
        let from = shaped.before(start);
        let fitting = ends
            .iter()
            .take_while(|end| {
                self.fits((shaped.before(end.ink.max(start)) - from) * self.style.size)
            })
            .count();
        // A word may be wider at the end of a line than before a space.
        ends.get(..fitting)?.iter().rev().find_map(|end| {
            let line = self.line(shaped, start..end.ink.max(start));
            self.fits(line.width).then_some((line, end.next))
        })
    }

    /// Fills a line with as many grapheme clusters as fit, but at least one.
    fn clusters(&mut self, shaped: &ShapedStretch, rest: Range<usize>) -> (Line, usize) {
        let from = shaped.before(rest.start);
        let text = self.shaping.text.get(rest.clone()).unwrap_or_default();
        let mut ends = Vec::new();
        for (at, cluster) in text.grapheme_indices(true) {
            let end = rest.start + at + cluster.len();
            if end < rest.end && !shaped.parts_at(end) {
                continue;
            }
            if !ends.is_empty() && !self.fits((shaped.before(end) - from) * self.style.size) {
                break;
            }
            ends.push(end);
        }
        let first = ends.first().copied().unwrap_or(rest.end);
        for &end in ends.iter().skip(1).rev() {
            let line = self.line(shaped, rest.start..end);
            if self.fits(line.width) {
                return (line, end);
            }
        }
        (self.line(shaped, rest.start..first), first)
    }

    fn fits(&self, width: f64) -> bool {
        width <= self.max_width + TOLERANCE
    }

    fn line(&mut self, shaped: &ShapedStretch, range: Range<usize>) -> Line {
        let (runs, width) = shaped.line(&mut self.shaping, &range, self.style.size);
        Line {
            range,
            x: 0.0,
            baseline: 0.0,
            width,
            runs,
        }
    }

    fn finish(mut self, asked: TextStyle) -> Paragraph {
        let widest = self.lines.iter().map(|line| line.width).fold(0.0, f64::max);
        let room = if self.max_width.is_finite() {
            self.max_width.max(widest)
        } else {
            widest
        };
        let metrics = shipped(self.style.face).metrics;
        let TextStyle {
            size, line_height, ..
        } = self.style;
        let first = f64::midpoint(line_height, (metrics.ascent - metrics.descent) * size);
        for (number, (line, right)) in self.lines.iter_mut().zip(&self.right).enumerate() {
            line.baseline = first + number as f64 * line_height;
            if *right {
                line.x = room - line.width;
            }
        }
        Paragraph {
            text: self.shaping.text.to_owned(),
            style: asked,
            width: self
                .lines
                .iter()
                .map(|line| line.x + line.width)
                .fold(0.0, f64::max),
            height: self.lines.len() as f64 * line_height,
            lines: self.lines,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLAIM: TextStyle = TextStyle {
        face: Face::Regular,
        size: 13.5,
        line_height: 18.0,
    };

    fn lines(text: &str, max_width: f64) -> Vec<String> {
        let paragraph = Fonts::shipped().paragraph(text, CLAIM, max_width);
        paragraph
            .lines
            .iter()
            .map(|line| text[line.range.clone()].to_owned())
            .collect()
    }

    #[test]
    fn a_claim_breaks_between_words() {
        assert_eq!(
            lines(
                "The choice is not either/or: minilateral work happens inside universal institutions",
                212.0
            ),
            [
                "The choice is not either/or:",
                "minilateral work happens inside",
                "universal institutions"
            ]
        );
    }

    #[test]
    fn an_empty_text_has_one_empty_line() {
        let paragraph = Fonts::shipped().paragraph("", CLAIM, 200.0);
        assert_eq!(paragraph.lines.len(), 1);
        assert_eq!(paragraph.width, 0.0);
        assert_eq!(paragraph.height, 18.0);
    }
}
