//! Broken text: paragraphs, lines, runs and glyphs, in map units.

use std::ops::Range;

/// The shipped faces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    /// Claims, captions.
    Regular,
    /// Emphasis.
    Italic,
    /// Marks, headings.
    SemiBold,
    /// Contentions.
    Bold,
}

/// A face: the shipped ones in the order of [`Face`], then those of the font source by its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u32);

/// How a text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TextStyle {
    /// The face asked for.
    pub face: Face,
    /// Font size in map units.
    pub size: f64,
    /// Distance of baselines in map units.
    pub line_height: f64,
}

/// One shaped glyph.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// Glyph index in the run's face.
    pub id: u32,
    /// Pen position from the start of the line, map units.
    pub x: f64,
    /// Offset from the baseline, map units, y down.
    pub y: f64,
    /// How far the pen moves.
    pub advance: f64,
    /// Byte offset into the paragraph's text of the first character that it draws.
    pub cluster: usize,
}

/// A stretch of a line in one face and one direction.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// The face that has these glyphs.
    pub face: FaceId,
    /// Right to left.
    pub rtl: bool,
    /// Bytes of the paragraph's text.
    pub range: Range<usize>,
    /// Left edge from the start of the line.
    pub x: f64,
    /// Width.
    pub width: f64,
    /// Glyphs from left to right.
    pub glyphs: Vec<Glyph>,
}

/// One line: runs in visual order, left to right.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Bytes of the paragraph's text, without the break and trailing spaces.
    pub range: Range<usize>,
    /// Where in the paragraph's box the line starts; more than zero for right-to-left lines.
    pub x: f64,
    /// Baseline from the top of the paragraph.
    pub baseline: f64,
    /// Width of what is drawn.
    pub width: f64,
    /// Runs in visual order.
    pub runs: Vec<Run>,
}

/// A text broken into lines.
#[derive(Debug, Clone, PartialEq)]
pub struct Paragraph {
    /// The text as given.
    pub text: String,
    /// How it was set; sizes that are no lengths are replaced.
    pub style: TextStyle,
    /// The lines, at least one.
    pub lines: Vec<Line>,
    /// Where the lines end at the right: the width of the widest, or of the box that right-to-left
    /// lines were aligned in.
    pub width: f64,
    /// Number of lines times the distance of baselines.
    pub height: f64,
}
