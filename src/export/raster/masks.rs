//! Glyphs as masks of pixels: drawn once for each place between pixels, and stamped from then on.

use std::collections::BTreeMap;

use tiny_skia::{FillRule, Mask, Path, Pixmap, Point, Transform};

use super::ink::Ink;
use super::path_of;
use crate::text::{FaceId, Fonts};
use crate::theme::Color;

/// Glyphs stand at so many places between two pixels across, and down: fewer where pixels are small
/// beside them.
fn places(size_px: f32) -> [f32; 2] {
    if size_px < 20.0 {
        [4.0, 2.0]
    } else {
        [2.0, 1.0]
    }
}

/// A glyph in one place between pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Stamp {
    face: FaceId,
    glyph: u32,
    /// The bits of its size in pixels.
    size: u32,
    /// How far right and down of a whole pixel, in parts of one.
    place: (u8, u8),
}

/// A glyph and the pixel that it is stamped at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pen {
    stamp: Stamp,
    x: i32,
    y: i32,
}

impl Pen {
    /// A glyph of this size in pixels, whose origin lies about there.
    pub(super) fn new(at: Point, face: FaceId, glyph: u32, size_px: f32) -> Self {
        let parted = |length: f32, places: f32| {
            let parts = (length * places).round();
            let whole = (parts / places).floor();
            (whole as i32, (parts - whole * places) as u8)
        };
        let [across, along] = places(size_px);
        let ((x, right), (y, down)) = (parted(at.x, across), parted(at.y, along));
        Self {
            stamp: Stamp {
                face,
                glyph,
                size: size_px.to_bits(),
                place: (right, down),
            },
            x,
            y,
        }
    }
}

/// How much of each pixel a glyph covers.
struct Cover {
    /// From the pixel that it is stamped at.
    left: i32,
    top: i32,
    mask: Mask,
}

/// The outlines and masks of the glyphs that were drawn.
pub(super) struct Masks<'a> {
    fonts: &'a Fonts,
    /// At font size 1; none for spaces.
    outlines: BTreeMap<(FaceId, u32), Option<Path>>,
    covers: BTreeMap<Stamp, Option<Cover>>,
}

impl<'a> Masks<'a> {
    pub(super) fn new(fonts: &'a Fonts) -> Self {
        Self {
            fonts,
            outlines: BTreeMap::new(),
            covers: BTreeMap::new(),
        }
    }

    /// A glyph's outline at font size 1; none for spaces.
    pub(super) fn outline(&mut self, face: FaceId, glyph: u32) -> Option<Path> {
        let fonts = self.fonts;
        let outline = self.outlines.entry((face, glyph)).or_insert_with(|| {
            let outline = fonts.glyph_outline(face, glyph);
            outline.and_then(|path| path_of(&path))
        });
        outline.clone()
    }

    /// Paints a glyph, as far as it lies on the band.
    pub(super) fn stamp(&mut self, band: &mut Pixmap, pen: &Pen, color: Color) {
        if !self.covers.contains_key(&pen.stamp) {
            let cover = self.cover(&pen.stamp);
            self.covers.insert(pen.stamp, cover);
        }
        let Some(Some(cover)) = self.covers.get(&pen.stamp) else {
            return;
        };
        let (left, top) = (pen.x + cover.left, pen.y + cover.top);
        let (width, height) = (band.width() as i32, band.height() as i32);
        let (from, to) = (
            left.clamp(0, width),
            (left + cover.mask.width() as i32).clamp(0, width),
        );
        if from >= to {
            return;
        }
        let ink = Ink::new(color);
        let pixels = band.pixels_mut();
        let rows = cover.mask.data().chunks(cover.mask.width() as usize);
        for (row, covered) in rows.enumerate() {
            let y = top + row as i32;
            if !(0..height).contains(&y) {
                continue;
            }
            let start = (y * width) as usize;
            let line = pixels.get_mut(start + from as usize..start + to as usize);
            let covered = covered.get((from - left) as usize..).unwrap_or_default();
            ink.lay(line.unwrap_or_default(), covered);
        }
    }

    fn cover(&mut self, stamp: &Stamp) -> Option<Cover> {
        let outline = self.outline(stamp.face, stamp.glyph)?;
        let size = f32::from_bits(stamp.size);
        let [across, along] = places(size);
        let bounds = outline.bounds();
        // A pixel around it is covered in part.
        let left = (bounds.left() * size).floor() - 1.0;
        let top = (bounds.top() * size).floor() - 1.0;
        let width = (bounds.right() * size).ceil() + 2.0 - left;
        let height = (bounds.bottom() * size).ceil() + 2.0 - top;
        let mut mask = Mask::new(width as u32, height as u32)?;
        let place = Transform::from_row(
            size,
            0.0,
            0.0,
            size,
            f32::from(stamp.place.0) / across - left,
            f32::from(stamp.place.1) / along - top,
        );
        mask.fill_path(&outline, FillRule::Winding, true, place);
        Some(Cover {
            left: left as i32,
            top: top as i32,
            mask,
        })
    }
}
