//! A stretch of text between hard breaks, shaped: measures any part of it and sets it as a line.

use std::ops::Range;

use harfrust::UnicodeBuffer;
use unicode_segmentation::UnicodeSegmentation;

use super::direction::{Levels, reorder};
use super::fonts::is_silent;
use super::shape::ShapedGlyph;
use super::words::is_latin;
use super::{Face, FaceId, Fonts, Glyph, Run};

/// The shaped stretch; lengths are multiples of the font size, bytes those of the paragraph.
pub(super) struct ShapedStretch<'a> {
    fonts: &'a Fonts,
    text: &'a str,
    pub(super) rtl: bool,
    items: Vec<Item>,
    /// Where clusters start, in logical order, with the advances before them; the end is last.
    stops: Vec<Stop>,
}

/// A part of one face and one level.
struct Item {
    range: Range<usize>,
    face: FaceId,
    level: u8,
    /// From left to right.
    glyphs: Vec<ShapedGlyph>,
}

#[derive(Debug, Clone, Copy)]
struct Stop {
    byte: usize,
    before: f64,
}

/// A part of a line before it has a place.
struct Piece {
    range: Range<usize>,
    face: FaceId,
    level: u8,
    glyphs: Vec<ShapedGlyph>,
}

impl<'a> ShapedStretch<'a> {
    /// Shapes the bytes `range` of `text`.
    pub(super) fn new(
        fonts: &'a Fonts,
        text: &'a str,
        range: &Range<usize>,
        face: Face,
        buffer: &mut UnicodeBuffer,
    ) -> Self {
        let part = text.get(range.clone()).unwrap_or_default();
        let levels = Levels::of(part);
        let items: Vec<Item> = split(fonts, part, &levels, face)
            .into_iter()
            .map(|(local, face, level)| {
                let range = range.start + local.start..range.start + local.end;
                let glyphs = shape_part(fonts, text, &range, face, level, buffer);
                Item {
                    range,
                    face,
                    level,
                    glyphs,
                }
            })
            .collect();
        let stops = stops(&items, range.end);
        Self {
            fonts,
            text,
            rtl: levels.is_rtl(),
            items,
            stops,
        }
    }

    /// The advances before a byte; those of its whole cluster count if it stands within one.
    pub(super) fn before(&self, byte: usize) -> f64 {
        let at = self.stops.partition_point(|stop| stop.byte < byte);
        let stop = self.stops.get(at).or(self.stops.last());
        stop.map_or(0.0, |stop| stop.before)
    }

    /// Whether glyphs can be told apart before and after this byte.
    pub(super) fn parts_at(&self, byte: usize) -> bool {
        self.stops
            .binary_search_by_key(&byte, |stop| stop.byte)
            .is_ok()
            || !self
                .items
                .get(self.items.partition_point(|item| item.range.end <= byte))
                .is_some_and(|item| item.range.contains(&byte))
    }

    /// Sets a part as a line at this font size: runs in visual order, and their width.
    pub(super) fn line(
        &self,
        range: &Range<usize>,
        size: f64,
        buffer: &mut UnicodeBuffer,
    ) -> (Vec<Run>, f64) {
        let mut pieces = self.pieces(range, buffer);
        reorder(&mut pieces, |piece| piece.level);
        let mut runs = Vec::with_capacity(pieces.len());
        let mut x = 0.0;
        for piece in pieces {
            let run = place(piece, x, size);
            x += run.width;
            runs.push(run);
        }
        (runs, x)
    }

    fn pieces(&self, range: &Range<usize>, buffer: &mut UnicodeBuffer) -> Vec<Piece> {
        let first = self
            .items
            .partition_point(|item| item.range.end <= range.start);
        self.items
            .iter()
            .skip(first)
            .take_while(|item| item.range.start < range.end)
            .map(|item| {
                let start = item.range.start.max(range.start);
                let range = start..item.range.end.min(range.end);
                let glyphs = self
                    .cut(item, &range)
                    .unwrap_or_else(|| self.shape_again(item, &range, buffer));
                Piece {
                    range,
                    face: item.face,
                    level: item.level,
                    glyphs,
                }
            })
            .collect()
    }

    /// Takes the glyphs of a part from its item, if they are the same as when shaped alone.
    fn cut(&self, item: &Item, range: &Range<usize>) -> Option<Vec<ShapedGlyph>> {
        let glyphs = &item.glyphs;
        if *range == item.range {
            return Some(glyphs.clone());
        }
        let part = self.text.get(range.clone())?;
        let whole = self.text.get(item.range.clone())?;
        if !(is_latin(part) && is_latin(whole)) {
            return None;
        }
        let rtl = item.level % 2 == 1;
        let find = |byte: usize| {
            if rtl {
                glyphs.partition_point(|glyph| glyph.cluster >= byte)
            } else {
                glyphs.partition_point(|glyph| glyph.cluster < byte)
            }
        };
        let free = |byte: usize| {
            let at = if rtl {
                find(byte).checked_sub(1)?
            } else {
                find(byte)
            };
            let glyph = glyphs.get(at)?;
            (glyph.cluster == byte && !glyph.joined).then_some(())
        };
        if range.start > item.range.start {
            free(range.start)?;
        }
        if range.end < item.range.end {
            free(range.end)?;
        }
        let (start, end) = if rtl {
            (find(range.end), find(range.start))
        } else {
            (find(range.start), find(range.end))
        };
        glyphs.get(start..end).map(<[ShapedGlyph]>::to_vec)
    }

    fn shape_again(
        &self,
        item: &Item,
        range: &Range<usize>,
        buffer: &mut UnicodeBuffer,
    ) -> Vec<ShapedGlyph> {
        shape_part(self.fonts, self.text, range, item.face, item.level, buffer)
    }
}

fn shape_part(
    fonts: &Fonts,
    text: &str,
    range: &Range<usize>,
    face: FaceId,
    level: u8,
    buffer: &mut UnicodeBuffer,
) -> Vec<ShapedGlyph> {
    let part = text.get(range.clone()).unwrap_or_default();
    fonts.glyphs(face, part, range.start, level % 2 == 1, buffer)
}

/// Splits a stretch by face and level; what draws nothing belongs to no part.
fn split(
    fonts: &Fonts,
    text: &str,
    levels: &Levels,
    face: Face,
) -> Vec<(Range<usize>, FaceId, u8)> {
    if !text.is_empty() && text.bytes().all(|byte| (b' '..0x7F).contains(&byte)) {
        return vec![(0..text.len(), face.id(), 0)];
    }
    let mut parts: Vec<(Range<usize>, FaceId, u8)> = Vec::new();
    for (start, cluster) in text.grapheme_indices(true) {
        if cluster.chars().all(is_silent) {
            continue;
        }
        let level = levels.at(start);
        let end = start + cluster.len();
        match parts.last_mut() {
            Some((range, used, at)) if range.end == start && *at == level => {
                let found = face_after(fonts, cluster, face, *used, level);
                if found == *used {
                    range.end = end;
                } else {
                    parts.push((start..end, found, level));
                }
            }
            _ => {
                let found = fonts.face_for(cluster, face).unwrap_or(face.id());
                parts.push((start..end, found, level));
            }
        }
    }
    parts
}

/// The face of a cluster that follows one in `used`; right-to-left stretches keep a fallback face
/// for spaces and punctuation, so that a painter sees which way they run.
fn face_after(fonts: &Fonts, cluster: &str, face: Face, used: FaceId, level: u8) -> FaceId {
    let neutral = !cluster.chars().any(char::is_alphanumeric);
    let keeps = used != face.id()
        && level % 2 == 1
        && neutral
        && fonts.with_face(used, |loaded| loaded.covers(cluster)) == Some(true);
    if keeps {
        return used;
    }
    fonts.face_for(cluster, face).unwrap_or(face.id())
}

fn stops(items: &[Item], end: usize) -> Vec<Stop> {
    let mut stops: Vec<Stop> =
        Vec::with_capacity(items.iter().map(|item| item.glyphs.len() + 1).sum());
    let mut before = 0.0;
    for item in items {
        if item.level % 2 == 1 {
            count(item.glyphs.iter().rev(), &mut before, &mut stops);
        } else {
            count(item.glyphs.iter(), &mut before, &mut stops);
        }
    }
    stops.push(Stop { byte: end, before });
    stops
}

fn count<'g>(
    glyphs: impl Iterator<Item = &'g ShapedGlyph>,
    before: &mut f64,
    stops: &mut Vec<Stop>,
) {
    for glyph in glyphs {
        if stops.last().is_none_or(|stop| stop.byte != glyph.cluster) {
            stops.push(Stop {
                byte: glyph.cluster,
                before: *before,
            });
        }
        *before += glyph.advance;
    }
}

fn place(piece: Piece, x: f64, size: f64) -> Run {
    let mut pen = x;
    let glyphs = piece
        .glyphs
        .iter()
        .map(|glyph| {
            let advance = glyph.advance * size;
            let placed = Glyph {
                id: glyph.id,
                x: pen + glyph.dx * size,
                y: glyph.dy * size,
                advance,
                cluster: glyph.cluster,
            };
            pen += advance;
            placed
        })
        .collect();
    Run {
        face: piece.face,
        rtl: piece.level % 2 == 1,
        range: piece.range,
        x,
        width: pen - x,
        glyphs,
    }
}
