//! A stretch of text between hard breaks, shaped: measures any part of it and sets it as a line.

use std::ops::Range;

use harfrust::UnicodeBuffer;
use unicode_segmentation::UnicodeSegmentation;

use super::direction::{Levels, reorder};
use super::fonts::is_silent;
use super::shape::ShapedGlyph;
use super::words::Letters;
use super::{Face, FaceId, Fonts, Glyph, Run};

/// The shaped stretch; lengths are multiples of the font size, bytes those of the paragraph.
pub(super) struct ShapedStretch {
    /// Its lines start at the right.
    pub(super) rtl: bool,
    items: Vec<Item>,
    /// Where clusters start, in logical order, with the advances before them; the end is last.
    stops: Vec<Stop>,
}

/// What shaping takes.
pub(super) struct Shaping<'a> {
    pub(super) fonts: &'a Fonts,
    /// The whole paragraph's.
    pub(super) text: &'a str,
    pub(super) buffer: UnicodeBuffer,
}

impl Shaping<'_> {
    fn shape(&mut self, range: &Range<usize>, face: FaceId, level: u8) -> Vec<ShapedGlyph> {
        let part = self.text.get(range.clone()).unwrap_or_default();
        self.fonts
            .glyphs(face, part, range.start, level % 2 == 1, &mut self.buffer)
    }
}

/// A part of one face and one level.
struct Item {
    range: Range<usize>,
    face: FaceId,
    level: u8,
    letters: Letters,
    /// From left to right.
    glyphs: Vec<ShapedGlyph>,
}

#[derive(Debug, Clone, Copy)]
struct Stop {
    byte: usize,
    before: f64,
}

impl ShapedStretch {
    /// Shapes the bytes `range` of the text.
    pub(super) fn new(shaping: &mut Shaping<'_>, range: &Range<usize>, face: Face) -> Self {
        let part = shaping.text.get(range.clone()).unwrap_or_default();
        let levels = Levels::of(part);
        let items: Vec<Item> = split(shaping.fonts, part, &levels, face)
            .into_iter()
            .map(|(local, face, level)| {
                let letters = Letters::of(part.get(local.clone()).unwrap_or_default());
                let range = range.start + local.start..range.start + local.end;
                let glyphs = shaping.shape(&range, face, level);
                Item {
                    range,
                    face,
                    level,
                    letters,
                    glyphs,
                }
            })
            .collect();
        let stops = stops(&items, range.end);
        Self {
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

    /// The width of a part when it is set as a line.
    pub(super) fn width(&self, shaping: &mut Shaping<'_>, range: &Range<usize>) -> f64 {
        let advances =
            |glyphs: &[ShapedGlyph]| glyphs.iter().map(|glyph| glyph.advance).sum::<f64>();
        self.parts(range)
            .map(|(item, range)| match item.cut(shaping.text, &range) {
                Some(glyphs) => advances(glyphs),
                None => advances(&shaping.shape(&range, item.face, item.level)),
            })
            .sum()
    }

    /// The items within a range, each with its part of it, in logical order.
    fn parts(&self, range: &Range<usize>) -> impl Iterator<Item = (&Item, Range<usize>)> {
        let first = self
            .items
            .partition_point(|item| item.range.end <= range.start);
        let Range { start, end } = *range;
        self.items
            .iter()
            .skip(first)
            .take_while(move |item| item.range.start < end)
            .map(move |item| (item, item.range.start.max(start)..item.range.end.min(end)))
    }

    /// Sets a part as a line at this font size: runs in visual order, and their width.
    pub(super) fn line(
        &self,
        shaping: &mut Shaping<'_>,
        range: &Range<usize>,
        size: f64,
    ) -> (Vec<Run>, f64) {
        let mut parts: Vec<_> = self.parts(range).collect();
        reorder(&mut parts, |(item, _)| item.level);
        let mut runs = Vec::with_capacity(parts.len());
        let mut x = 0.0;
        for (item, range) in parts {
            let run = if let Some(glyphs) = item.cut(shaping.text, &range) {
                place(glyphs, item, range, x, size)
            } else {
                let glyphs = shaping.shape(&range, item.face, item.level);
                place(&glyphs, item, range, x, size)
            };
            x += run.width;
            runs.push(run);
        }
        (runs, x)
    }
}

impl Item {
    /// The glyphs of a part, if they are surely the same as when the part is shaped alone.
    fn cut(&self, text: &str, range: &Range<usize>) -> Option<&[ShapedGlyph]> {
        if *range == self.range {
            return Some(&self.glyphs);
        }
        let is_alike = match self.letters {
            Letters::None => true,
            Letters::Latin => Letters::of(text.get(range.clone())?) == Letters::Latin,
            Letters::Other => false,
        };
        if self.level % 2 == 1 || !is_alike {
            return None;
        }
        let start = self.cut_at(range.start)?;
        let end = self.cut_at(range.end)?;
        self.glyphs.get(start..end)
    }

    /// The first glyph from this byte on, if cutting there leaves the glyphs on both sides alone.
    fn cut_at(&self, byte: usize) -> Option<usize> {
        let at = self.glyphs.partition_point(|glyph| glyph.cluster < byte);
        let is_free = byte == self.range.end
            || self
                .glyphs
                .get(at)
                .is_some_and(|glyph| glyph.cluster == byte && (at == 0 || !glyph.joined));
        is_free.then_some(at)
    }
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
                let found = fonts.face_after(cluster, face, *used, level % 2 == 1);
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

fn place(glyphs: &[ShapedGlyph], item: &Item, range: Range<usize>, x: f64, size: f64) -> Run {
    let mut pen = x;
    let glyphs = glyphs
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
        face: item.face,
        rtl: item.level % 2 == 1,
        range,
        x,
        width: pen - x,
        glyphs,
    }
}
