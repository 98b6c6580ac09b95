//! Sets a text: fills line after line, as many words on each as fit.

use std::ops::Range;

use harfrust::UnicodeBuffer;
use unicode_segmentation::UnicodeSegmentation;

use super::breaks::{End, Stretch, stretches};
use super::shipped::shipped;
use super::stretch::{ShapedStretch, Shaping};
use super::{Face, Fonts, Line, Paragraph, TextStyle};

/// Widths that differ by less are the same, so that a paragraph fits its own width.
const TOLERANCE: f64 = 1e-7;

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
        let mut setter = self.setter(fonts, style, max_width);
        let mut lines = Vec::new();
        for (stretch, shaped) in &self.stretches {
            setter.fill(stretch, shaped, |setter, range| {
                lines.push((setter.line(shaped, range), shaped.rtl));
            });
        }
        setter.finish(lines)
    }

    /// The widths of the lines that [`Self::set`] gives.
    pub(super) fn line_widths(&self, fonts: &Fonts, style: TextStyle, max_width: f64) -> Vec<f64> {
        let mut setter = self.setter(fonts, style, max_width);
        let mut widths = Vec::new();
        for (stretch, shaped) in &self.stretches {
            setter.fill(stretch, shaped, |setter, range| {
                widths.push(setter.width(shaped, &range));
            });
        }
        widths
    }

    fn setter<'a>(&'a self, fonts: &'a Fonts, style: TextStyle, max_width: f64) -> Setter<'a> {
        Setter {
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
        }
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
}

impl Setter<'_> {
    /// Finds the ranges of a stretch's lines.
    fn fill(
        &mut self,
        stretch: &Stretch,
        shaped: &ShapedStretch,
        mut take: impl FnMut(&mut Self, Range<usize>),
    ) {
        let mut start = stretch.range.start;
        let mut ends = stretch.ends.as_slice();
        while !ends.is_empty() {
            let End { ink, next } = self
                .words(shaped, start, ends)
                .unwrap_or_else(|| self.clusters(shaped, start..stretch.range.end));
            take(self, start..ink);
            start = next;
            let passed = ends.iter().take_while(|end| end.next <= start).count();
            ends = ends.get(passed..).unwrap_or_default();
        }
    }

    /// The end of a line with as many words as fit, if one does.
    fn words(&mut self, shaped: &ShapedStretch, start: usize, ends: &[End]) -> Option<End> {
        let from = shaped.before(start);
        let fitting = ends
            .iter()
            .take_while(|end| {
                self.fits((shaped.before(end.ink.max(start)) - from) * self.style.size)
            })
            .count();
        // A word may be wider at the end of a line than before a space.
        ends.get(..fitting)?.iter().rev().find_map(|end| {
            let ink = end.ink.max(start);
            let width = self.width(shaped, &(start..ink));
            self.fits(width).then_some(End {
                ink,
                next: end.next,
            })
        })
    }

    /// The end of a line with as many grapheme clusters as fit, but at least one.
    fn clusters(&mut self, shaped: &ShapedStretch, rest: Range<usize>) -> End {
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
        let fitting = ends.iter().skip(1).rev().find(|&&end| {
            let width = self.width(shaped, &(rest.start..end));
            self.fits(width)
        });
        let next = fitting.or(ends.first()).copied().unwrap_or(rest.end);
        End { ink: next, next }
    }

    fn fits(&self, width: f64) -> bool {
        width <= self.max_width + TOLERANCE
    }

    fn width(&mut self, shaped: &ShapedStretch, range: &Range<usize>) -> f64 {
        shaped.width(&mut self.shaping, range) * self.style.size
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

    /// Puts the lines below each other, those that end at the right to the right.
    fn finish(self, lines: Vec<(Line, bool)>) -> Paragraph {
        let widest = lines.iter().map(|(line, _)| line.width).fold(0.0, f64::max);
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
        let lines: Vec<Line> = lines
            .into_iter()
            .enumerate()
            .map(|(number, (line, right))| Line {
                x: if right { room - line.width } else { 0.0 },
                baseline: first + number as f64 * line_height,
                ..line
            })
            .collect();
        Paragraph {
            text: self.shaping.text.to_owned(),
            style: self.style,
            width: lines
                .iter()
                .map(|line| line.x + line.width)
                .fold(0.0, f64::max),
            height: lines.len() as f64 * line_height,
            lines,
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
