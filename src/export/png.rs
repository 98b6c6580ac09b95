//! Draws a page as PNG without a GPU, band by band, so that large pictures need little memory.

use std::io::Write as _;

use kurbo::{Point, Size};
use png::{BitDepth, ColorType, Encoder, PixelDimensions, Unit};
use tiny_skia::Pixmap;

use super::page::Framing;
use super::raster::Rasterizer;
use super::{ExportError, Ground, Page, PictureOptions, Pixels, Preview};
use crate::theme::Color;

/// The most pixels that a picture may have.
pub const PIXEL_LIMIT: f64 = 100e6;

/// Bands have at most about this many pixels.
const BAND_PIXELS: u32 = 1_000_000;

/// Bands are painted with this many rows more above and below: the edge of what is painted is a
/// little rough where curves cross it.
const OVERLAP: u32 = 4;

/// A map unit is a pixel of a screen with 96 of them to the inch.
const PIXELS_PER_METER: f64 = 96.0 / 0.0254;

/// Draws the page as PNG and records its resolution.
///
/// # Errors
/// [`ExportError`] if there is nothing to draw, an option is out of range, or the picture would
/// have more than 100 megapixels.
pub fn export(page: &Page<'_>, options: &PictureOptions) -> Result<Vec<u8>, ExportError> {
    let framing = Framing::new(page, options)?;
    let size = framing.size_px();
    if size.area() > PIXEL_LIMIT {
        return Err(too_large(&framing, size));
    }
    let picture = Picture {
        width: size.width as u32,
        height: size.height as u32,
        ground: match options.ground {
            Ground::Theme => Some(page.scene.background()),
            Ground::Transparent => None,
        },
        framing,
        map: options.map.as_deref(),
    };
    picture.encode(page).map_err(|error| match error {
        png::EncodingError::IoError(error) => ExportError::Encoding(error.to_string()),
        other => ExportError::Encoding(other.to_string()),
    })
}

/// Draws the page as pixels in memory.
///
/// # Errors
/// As [`export`].
pub fn pixels(page: &Page<'_>, options: &PictureOptions) -> Result<Pixels, ExportError> {
    let framing = Framing::new(page, options)?;
    let size = framing.size_px();
    if size.area() > PIXEL_LIMIT {
        return Err(too_large(&framing, size));
    }
    Preview::of_picture(*page, options)?.pixels(size)
}

fn too_large(framing: &Framing, size: Size) -> ExportError {
    let frame = framing.frame;
    let fitting = (PIXEL_LIMIT / frame.area()).sqrt();
    // Rounded down with a pixel to spare, since both sides are rounded up to whole pixels.
    let fitting_width_px = ((fitting * frame.width()).floor() - 1.0).max(1.0) as u32;
    let fitting_scale = (fitting * 10.0 - 0.001).floor() / 10.0;
    let (width_px, height_px) = (size.width as u64, size.height as u64);
    if fitting_scale < 1.0 {
        ExportError::TooLargeAtAnyScale {
            width_px,
            height_px,
            fitting_width_px,
        }
    } else {
        ExportError::TooLarge {
            width_px,
            height_px,
            fitting_scale: fitting_scale.min(4.0),
            fitting_width_px,
        }
    }
}

struct Picture<'a> {
    width: u32,
    height: u32,
    ground: Option<Color>,
    framing: Framing,
    map: Option<&'a str>,
}

impl Picture<'_> {
    fn encode(&self, page: &Page<'_>) -> Result<Vec<u8>, png::EncodingError> {
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, self.width, self.height);
        encoder.set_depth(BitDepth::Eight);
        encoder.set_color(match self.ground {
            Some(_) => ColorType::Rgb,
            None => ColorType::Rgba,
        });
        let per_meter = (PIXELS_PER_METER * self.framing.scale).round().max(1.0) as u32;
        encoder.set_pixel_dims(Some(PixelDimensions {
            xppu: per_meter,
            yppu: per_meter,
            unit: Unit::Meter,
        }));
        encoder.add_itxt_chunk("Software".to_owned(), "Rejoinder".to_owned())?;
        let title = page.scene.title().trim();
        if !title.is_empty() {
            encoder.add_itxt_chunk("Title".to_owned(), title.replace('\0', ""))?;
        }
        if let Some(map) = self.map {
            encoder.add_itxt_chunk("argument-map".to_owned(), map.replace('\0', ""))?;
        }
        let mut writer = encoder.write_header()?;
        let mut stream = writer.stream_writer()?;
        self.draw(page, |row| stream.write_all(row))?;
        stream.finish()?;
        writer.finish()?;
        Ok(bytes)
    }

    /// Draws band by band and hands over one row of pixels after the other.
    fn draw(
        &self,
        page: &Page<'_>,
        mut put_row: impl FnMut(&[u8]) -> std::io::Result<()>,
    ) -> std::io::Result<()> {
        let scale = self.framing.scale;
        let mut rasterizer = Rasterizer::new(*page, self.ground, scale);
        let band_height = (BAND_PIXELS / self.width).clamp(1, self.height);
        let mut top = 0;
        while top < self.height {
            let height = band_height.min(self.height - top);
            let mut band = Pixmap::new(self.width, height + 2 * OVERLAP)
                .ok_or_else(|| std::io::Error::other("a band of it does not fit in memory"))?;
            let frame = self.framing.frame;
            let origin = Point::new(
                frame.x0,
                frame.y0 + (f64::from(top) - f64::from(OVERLAP)) / scale,
            );
            rasterizer.paint(&mut band, origin);
            for row in self.rows(band) {
                put_row(&row)?;
            }
            top += height;
        }
        Ok(())
    }

    /// The rows of a band without its overlap, in the picture's own colour type.
    fn rows(&self, band: Pixmap) -> impl Iterator<Item = Vec<u8>> + use<> {
        let row_length = 4 * band.width() as usize;
        let is_opaque = self.ground.is_some();
        let pixels = band.take_demultiplied();
        let row_count = pixels.len() / row_length.max(1);
        let overlap = OVERLAP as usize;
        (overlap..row_count.saturating_sub(overlap)).map(move |row| {
            let row = pixels.iter().skip(row * row_length).take(row_length);
            if is_opaque {
                let opaque = row.enumerate().filter(|(at, _)| at % 4 != 3);
                opaque.map(|(_, channel)| *channel).collect()
            } else {
                row.copied().collect()
            }
        })
    }
}
