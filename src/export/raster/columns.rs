//! Where something stands in a band of a picture, and where a row may differ from the one above.

use std::ops::Range;

use kurbo::{BezPath, ParamCurveExtrema as _, PathSeg, Rect, RoundedRect, Vec2};

use super::between_corners;
use crate::scene::{Item, Shape, Stroke};

/// Stretches that are painted begin and end at multiples of so many pixels.
const GRAIN: usize = 16;
/// So many of them are one word of a row.
const WORD: usize = 64;

/// Pixels of a row from left to right.
pub(in crate::export) type Stretch = Range<usize>;

/// What was painted of a band.
pub(in crate::export) struct Painted {
    /// In all rows.
    pub(in crate::export) stretches: Vec<Stretch>,
    fresh: Fresh,
}

impl Painted {
    /// Where a row of the band may differ from the one above it.
    pub(in crate::export) fn fresh(&self, row: usize) -> impl Iterator<Item = Stretch> + '_ {
        self.fresh.stretches(row)
    }
}

/// The columns of a band in which something stands.
pub(super) struct Columns {
    shown: Rect,
    scale: f64,
    width: usize,
    marked: Vec<bool>,
    fresh: Fresh,
}

impl Columns {
    pub(super) fn new(
        shown: Rect,
        scale: f64,
        (width, height): (usize, usize),
        also: &[Stretch],
    ) -> Self {
        let grain_count = width.div_ceil(GRAIN);
        let mut columns = Self {
            shown,
            scale,
            width,
            marked: vec![false; grain_count],
            fresh: Fresh::new(width, height),
        };
        for stretch in also {
            let grains = stretch.start / GRAIN..stretch.end.div_ceil(GRAIN);
            columns.mark_grains(grains);
        }
        columns
    }

    fn mark_grains(&mut self, grains: Range<usize>) {
        let grains = grains.start..grains.end.min(self.marked.len());
        self.marked.get_mut(grains).unwrap_or_default().fill(true);
    }

    /// Something stands here that changes from row to row.
    fn mark(&mut self, rect_in_map: Rect) {
        if let Some(grains) = self.mark_even(rect_in_map) {
            self.freshen(&grains, rect_in_map);
        }
    }

    /// Something stands here that is the same in all rows; says in which columns.
    fn mark_even(&mut self, rect_in_map: Rect) -> Option<Range<usize>> {
        // What is drawn reaches a pixel beyond its outline.
        let reach = 2.0 / self.scale;
        let rect = rect_in_map.inflate(reach, reach).intersect(self.shown);
        if rect.width() <= 0.0 || rect.height() <= 0.0 {
            return None;
        }
        let pixel = |x: f64| ((x - self.shown.x0) * self.scale).max(0.0);
        let pixels = pixel(rect.x0) as usize..pixel(rect.x1).ceil() as usize;
        let grains = pixels.start / GRAIN..pixels.end.div_ceil(GRAIN);
        self.mark_grains(grains.clone());
        Some(grains)
    }

    /// In these columns, rows of this part of the map may differ from those above them.
    fn freshen(&mut self, grains: &Range<usize>, rows_in_map: Rect) {
        let reach = 2.0 / self.scale;
        let row = |y: f64| ((y - self.shown.y0) * self.scale).max(0.0);
        let from = row(rows_in_map.y0 - reach) as usize;
        let to = row(rows_in_map.y1 + reach).ceil() as usize + 1;
        self.fresh.mark(from..to, grains.clone());
    }

    pub(super) fn mark_item(&mut self, item: &Item) {
        let offset = item.offset;
        for shape in &item.group.shapes {
            match shape {
                Shape::Path {
                    path,
                    fill: None,
                    stroke: Some(stroke),
                } => self.mark_line(path, stroke.width, stroke.dashes.is_empty(), offset),
                Shape::Gap { path, width } => self.mark_line(path, *width, true, offset),
                Shape::Text { paragraph, at, .. } => {
                    // Marks above and below letters may leave their lines.
                    let size = Vec2::new(paragraph.width, paragraph.height);
                    let rect = Rect::from_points(*at, *at + size) + offset;
                    let room = paragraph.style.size;
                    self.mark(rect.inflate(room, room));
                }
                Shape::Box { rect, stroke, .. } => {
                    let bounds = shape.bounds() + offset;
                    self.mark_box(bounds, *rect, stroke.as_ref(), offset);
                }
                Shape::Path { .. } => self.mark(shape.bounds() + offset),
            }
        }
    }

    /// Between its corners a box is the same in all rows.
    fn mark_box(&mut self, bounds: Rect, rect: RoundedRect, stroke: Option<&Stroke>, offset: Vec2) {
        let is_plain = stroke.is_none_or(|stroke| stroke.dashes.is_empty());
        let half = stroke.map_or(0.0, |stroke| stroke.width / 2.0);
        let (top, bottom) = between_corners(rect, half);
        if !is_plain || bottom <= top {
            self.mark(bounds);
            return;
        }
        if let Some(grains) = self.mark_even(bounds) {
            let ends = [(bounds.y0, top + offset.y), (bottom + offset.y, bounds.y1)];
            for (from, to) in ends {
                self.freshen(&grains, Rect::new(bounds.x0, from, bounds.x1, to));
            }
        }
    }

    /// Long lines leave most of the rectangle around them empty, and those that run straight down
    /// are the same in all rows between their ends.
    fn mark_line(&mut self, path: &BezPath, width: f64, is_solid: bool, offset: Vec2) {
        for segment in path.segments() {
            let rect = (segment.bounding_box() + offset).inflate(width, width);
            let is_even = match segment {
                PathSeg::Line(line) => is_solid && line.p0.x.to_bits() == line.p1.x.to_bits(),
                PathSeg::Quad(_) | PathSeg::Cubic(_) => false,
            };
            if !is_even {
                self.mark(rect);
                continue;
            }
            if let Some(grains) = self.mark_even(rect) {
                let (top, bottom) = (rect.y0, rect.y1);
                let end = 2.0 * width;
                for (from, to) in [(top, top + end), (bottom - end, bottom)] {
                    self.freshen(&grains, Rect::new(rect.x0, from, rect.x1, to));
                }
            }
        }
    }

    pub(super) fn painted(self) -> Painted {
        let mut stretches: Vec<Stretch> = Vec::new();
        let marked = self.marked.iter().enumerate();
        for (grain, _) in marked.filter(|(_, marked)| **marked) {
            let (start, end) = (grain * GRAIN, ((grain + 1) * GRAIN).min(self.width));
            match stretches.last_mut() {
                Some(last) if last.end == start => last.end = end,
                _ => stretches.push(start..end),
            }
        }
        Painted {
            stretches,
            fresh: self.fresh,
        }
    }
}

/// A bit for each grain of each row.
struct Fresh {
    width: usize,
    words_per_row: usize,
    words: Vec<u64>,
}

impl Fresh {
    fn new(width: usize, height: usize) -> Self {
        let words_per_row = width.div_ceil(GRAIN * WORD);
        Self {
            width,
            words_per_row,
            words: vec![0; words_per_row * height],
        }
    }

    fn mark(&mut self, rows: Range<usize>, grains: Range<usize>) {
        let count = self.words_per_row;
        let rows = rows.start * count..(rows.end * count).min(self.words.len());
        let Some(rows) = self.words.get_mut(rows) else {
            return;
        };
        let words = grains.start / WORD..grains.end.div_ceil(WORD).min(count);
        for row in rows.chunks_exact_mut(count.max(1)) {
            for (at, word) in row.iter_mut().enumerate().take(words.end).skip(words.start) {
                let from = grains.start.saturating_sub(at * WORD).min(WORD);
                let to = (grains.end - at * WORD).min(WORD);
                *word |= bits(to) & !bits(from);
            }
        }
    }

    fn stretches(&self, row: usize) -> impl Iterator<Item = Stretch> + '_ {
        let words = row * self.words_per_row..(row + 1) * self.words_per_row;
        let words = self.words.get(words).unwrap_or_default();
        let mut at = 0;
        std::iter::from_fn(move || {
            let start = next(words, at, false)?;
            at = next(words, start, true).unwrap_or(words.len() * WORD);
            Some(start * GRAIN..(at * GRAIN).min(self.width))
        })
    }
}

/// The lowest bits, so many of them.
fn bits(count: usize) -> u64 {
    if count >= WORD {
        u64::MAX
    } else {
        (1 << count) - 1
    }
}

/// The first bit from here that is set, or the first that is not.
fn next(words: &[u64], from: usize, is_clear: bool) -> Option<usize> {
    let mut at = from / WORD;
    let mut skipped = bits(from % WORD);
    loop {
        let word = *words.get(at)?;
        let wanted = if is_clear { !word } else { word } & !skipped;
        if wanted != 0 {
            return Some(at * WORD + wanted.trailing_zeros() as usize);
        }
        at += 1;
        skipped = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fresh_stretches_are_those_that_were_marked() {
        let mut fresh = Fresh::new(4000, 3);
        fresh.mark(1..2, 3..5);
        fresh.mark(1..9, 60..130);
        let row = |row| fresh.stretches(row).collect::<Vec<_>>();
        assert_eq!(row(0), []);
        assert_eq!(row(1), [48..80, 960..2080]);
        assert_eq!(row(2).last(), Some(&(960..2080)));
        assert_eq!(row(3), []);
    }
}
