//! Takes paragraphs apart into what a document can hold: rows of glyphs with the text they stand
//! for, in the order of reading.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Range, RangeInclusive};

use krilla::text::{GlyphId, KrillaGlyph};

use super::faces::Faces;
use crate::text::{Face, FaceId, Glyph, Line, Paragraph, Run};

/// Glyphs that fonts in documents can have; the first draws what is in no font.
const CAN_BE_SET: RangeInclusive<u32> = 1..=0xFFFF;

/// Hebrew and all the other scripts that run from right to left come after what does not.
const FIRST_RIGHT_TO_LEFT: char = '\u{590}';

/// Clusters of more characters are no letter of any language, and more than a font's table of
/// texts can hold.
const LONGEST_CLUSTER: usize = 64;

/// No string of a document may be longer, in characters.
const LONGEST_TEXT: usize = 8000;

/// A part of a line; places are from the paragraph's top left, in map units.
#[derive(Debug, Clone)]
pub(super) enum Piece {
    /// Glyphs of an embedded face.
    Set(SetPiece),
    /// Glyphs as outlines, with their text behind them.
    Drawn(DrawnPiece),
}

#[derive(Debug, Clone)]
pub(super) struct SetPiece {
    pub(super) face: FaceId,
    pub(super) x: f64,
    pub(super) baseline: f64,
    /// What the glyphs' ranges are of.
    pub(super) text: String,
    pub(super) glyphs: Vec<KrillaGlyph>,
}

#[derive(Debug, Clone)]
pub(super) struct DrawnPiece {
    pub(super) face: FaceId,
    /// Each with its place.
    pub(super) glyphs: Vec<(u32, f64, f64)>,
    /// Spaces as wide as the outlines, which stand for their text.
    pub(super) behind: Option<SetPiece>,
}

/// The pieces of a paragraph in the order of reading, with a space where a line ends between words.
pub(super) fn pieces(paragraph: &Paragraph, faces: &mut Faces<'_>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (number, line) in paragraph.lines.iter().enumerate() {
        let mut runs: Vec<&Run> = line.runs.iter().collect();
        runs.sort_by_key(|run| run.range.start);
        for run in &runs {
            let before = pieces.len();
            RunCutter::new(paragraph, line, run).cut(faces, &mut pieces);
            // What is read from right to left is drawn so too, piece by piece.
            if run.rtl {
                pieces.get_mut(before..).unwrap_or_default().reverse();
            }
        }
        let next = paragraph.lines.get(number + 1);
        if next.is_some_and(|next| is_between_words(paragraph, line, next)) {
            pieces.extend(space_after(paragraph, line, runs.last().copied(), faces));
        }
    }
    pieces
}

fn is_between_words(paragraph: &Paragraph, line: &Line, next: &Line) -> bool {
    let skipped = paragraph.text.get(line.range.end..next.range.start);
    skipped.is_some_and(|skipped| skipped.contains(char::is_whitespace))
}

/// A space where reading leaves the line.
fn space_after(
    paragraph: &Paragraph,
    line: &Line,
    last: Option<&Run>,
    faces: &Faces<'_>,
) -> Option<Piece> {
    let last = last?;
    let space = faces.space(paragraph.style.face)?;
    let x = if last.rtl {
        last.x - space.advance * paragraph.style.size
    } else {
        last.x + last.width
    };
    let glyph = KrillaGlyph::new(
        GlyphId::new(space.glyph),
        space.advance as f32,
        0.0,
        0.0,
        0.0,
        0..1,
        None,
    );
    Some(Piece::Set(SetPiece {
        face: space.face,
        x: line.x + x,
        baseline: line.baseline,
        text: " ".to_owned(),
        glyphs: vec![glyph],
    }))
}

/// Cuts one run.
struct RunCutter<'p> {
    run: &'p Run,
    size: f64,
    line_x: f64,
    baseline: f64,
    /// The text that can be said of the run.
    text: String,
    /// Of each cluster its range in that text.
    ranges: BTreeMap<usize, Range<usize>>,
}

impl<'p> RunCutter<'p> {
    fn new(paragraph: &'p Paragraph, line: &Line, run: &'p Run) -> Self {
        let starts: BTreeSet<usize> = run.glyphs.iter().map(|glyph| glyph.cluster).collect();
        let mut text = String::new();
        let mut ranges = BTreeMap::new();
        // What stands before the first glyph draws nothing and belongs to it.
        let mut from = run.range.start;
        let mut starts = starts.into_iter().peekable();
        while let Some(start) = starts.next() {
            let to = starts.peek().copied().unwrap_or(run.range.end);
            let begin = text.len();
            text.extend(sayable(paragraph.text.get(from..to).unwrap_or_default()));
            ranges.insert(start, begin..text.len());
            from = to;
        }
        Self {
            run,
            size: paragraph.style.size,
            line_x: line.x,
            baseline: line.baseline,
            text,
            ranges,
        }
    }

    fn cut(self, faces: &mut Faces<'_>, pieces: &mut Vec<Piece>) {
        let is_embedded = faces.font(self.run.face).is_some();
        let mut set: Vec<&Glyph> = Vec::new();
        let clusters = self
            .run
            .glyphs
            .chunk_by(|one, next| one.cluster == next.cluster);
        for cluster in clusters {
            let text = self.said(cluster);
            if text.is_empty() && !self.has_ink(cluster, faces) {
                continue;
            }
            let can_be_set = cluster.iter().all(|glyph| CAN_BE_SET.contains(&glyph.id))
                && !text.is_empty()
                && text.chars().count() <= LONGEST_CLUSTER;
            // From right to left, each word is a piece of its own, so that words are read in order.
            let is_between = self.run.rtl && text.trim().is_empty();
            if !is_embedded || !can_be_set || is_between {
                pieces.extend(self.set_piece(&set));
                set.clear();
            }
            if is_embedded && can_be_set {
                set.extend(cluster);
            } else {
                pieces.push(self.drawn_piece(cluster, faces));
            }
            if is_between {
                pieces.extend(self.set_piece(&set));
                set.clear();
            }
        }
        pieces.extend(self.set_piece(&set));
    }

    /// The text that a cluster stands for.
    fn said(&self, cluster: &[Glyph]) -> &str {
        self.text.get(self.range(cluster)).unwrap_or_default()
    }

    fn range(&self, cluster: &[Glyph]) -> Range<usize> {
        let first = cluster.first().map_or(0, |glyph| glyph.cluster);
        self.ranges.get(&first).cloned().unwrap_or_default()
    }

    fn has_ink(&self, cluster: &[Glyph], faces: &Faces<'_>) -> bool {
        cluster.iter().any(|glyph| {
            let outline = faces.outline(self.run.face, glyph.id);
            outline.is_some_and(|path| !path.elements().is_empty())
        })
    }

    fn set_piece(&self, glyphs: &[&Glyph]) -> Option<Piece> {
        let first = glyphs.first()?;
        let normal = |length: f64| (length / self.size) as f32;
        let nexts = glyphs.iter().skip(1).map(Some).chain([None]);
        let whole = self.overridden(glyphs);
        let set = glyphs.iter().zip(nexts).map(|(glyph, next)| {
            let advance = next.map_or(glyph.advance, |next| next.x - glyph.x);
            let range = whole
                .clone()
                .or_else(|| self.ranges.get(&glyph.cluster).cloned());
            KrillaGlyph::new(
                GlyphId::new(glyph.id),
                normal(advance),
                0.0,
                normal(-glyph.y),
                0.0,
                range.unwrap_or_default(),
                None,
            )
        });
        Some(Piece::Set(SetPiece {
            face: self.run.face,
            x: self.line_x + first.x,
            baseline: self.baseline,
            glyphs: set.collect(),
            text: self.text.clone(),
        }))
    }

    /// The text of a word of letters that run from left to right and were turned by an override:
    /// a reader that turns only what runs from right to left must be told the word as a whole.
    fn overridden(&self, glyphs: &[&Glyph]) -> Option<Range<usize>> {
        if !self.run.rtl {
            return None;
        }
        let ranges = glyphs
            .iter()
            .filter_map(|glyph| self.ranges.get(&glyph.cluster));
        let whole = ranges
            .cloned()
            .reduce(|one, other| one.start.min(other.start)..one.end.max(other.end))?;
        let text = self.text.get(whole.clone())?;
        let is_turned = text
            .chars()
            .any(|c| c.is_alphanumeric() && c < FIRST_RIGHT_TO_LEFT);
        is_turned.then_some(whole)
    }

    fn drawn_piece(&self, cluster: &[Glyph], faces: &Faces<'_>) -> Piece {
        Piece::Drawn(DrawnPiece {
            face: self.run.face,
            glyphs: cluster
                .iter()
                .map(|glyph| (glyph.id, self.line_x + glyph.x, self.baseline + glyph.y))
                .collect(),
            behind: self.behind(cluster, faces),
        })
    }

    /// As many spaces as it takes to be as wide as a cluster, all of them together for its text.
    fn behind(&self, cluster: &[Glyph], faces: &Faces<'_>) -> Option<SetPiece> {
        let first = cluster.first()?;
        let space = faces.space(Face::Regular)?;
        let text: String = match self.said(cluster) {
            // Ink that stands for nothing sayable: a control character's box.
            "" => "\u{FFFD}".to_owned(),
            text => text.chars().take(LONGEST_TEXT).collect(),
        };
        let advance: f64 = cluster.iter().map(|glyph| glyph.advance).sum();
        let width = advance / self.size;
        let count = (width / space.advance).ceil().clamp(1.0, 100.0);
        let step = if count > 1.0 {
            (width - space.advance) / (count - 1.0)
        } else {
            space.advance
        };
        let glyph = KrillaGlyph::new(
            GlyphId::new(space.glyph),
            step as f32,
            0.0,
            0.0,
            0.0,
            0..text.len(),
            None,
        );
        Some(SetPiece {
            face: space.face,
            x: self.line_x + first.x,
            baseline: self.baseline,
            glyphs: vec![glyph; count as usize],
            text,
        })
    }
}

/// The characters that a document may say a glyph stands for: no controls, no marks of direction
/// (the glyphs stand where they belong), nothing that is no character.
fn sayable(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter_map(|c| match c {
        '\t' => Some(' '),
        '\u{61C}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{2028}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}'
        | '\u{FEFF}'
        | '\u{FFF9}'..='\u{FFFB}' => None,
        c if c.is_control() || u32::from(c) & 0xFFFE == 0xFFFE => None,
        '\u{FDD0}'..='\u{FDEF}' => None,
        c => Some(c),
    })
}
