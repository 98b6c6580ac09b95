//! Writes a picture band by band, so that large ones need little memory.

use std::io::ErrorKind;
use std::ops::{ControlFlow, Range};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use kurbo::{Point, Size};
use png::chunk::IDAT;
use png::{BitDepth, ColorType, Encoder, PixelDimensions, Unit};
use tiny_skia::{Pixmap, PremultipliedColorU8};

use super::pack::{BEGIN, Packed, Packer, end};
use crate::export::page::Framing;
use crate::export::raster::{Rasterizer, Stretch};
use crate::export::{ExportError, Ground, Page, PictureOptions, Pixels, Preview};
use crate::theme::Color;

/// The most pixels that a picture may have.
pub const PIXEL_LIMIT: f64 = 400e6;

/// The most pixels of a picture that is held in memory.
const HELD_LIMIT: f64 = 100e6;

/// Bands have at most about this many pixels.
const BAND_PIXELS: u32 = 800_000;

/// Bands are painted with this many rows more above and below: the edge of what is painted is a
/// little rough where curves cross it.
const OVERLAP: u32 = 4;

/// Parts with about this many pixels are drawn at the same time, on so many threads at most.
const PART_PIXELS: u64 = 10_000_000;
const MOST_THREADS: usize = 8;

/// The bytes of a pixel that is painted.
const PIXEL: usize = 4;

/// Rows are compared with those above so many bytes at a time: first at a glance, then closer.
const GLANCE: usize = 1024;
const LOOK: usize = 64;

/// The ways in which rows are filtered (PNG, 9.2).
const SUB: u8 = 1;
const UP: u8 = 2;

/// A map unit is a pixel of a screen with 96 of them to the inch.
const PIXELS_PER_METER: f64 = 96.0 / 0.0254;

/// Draws the page as PNG and records its resolution.
///
/// # Errors
/// [`ExportError`] if there is nothing to draw, an option is out of range, or the picture would
/// have more than 400 megapixels.
pub fn export(page: &Page<'_>, options: &PictureOptions) -> Result<Vec<u8>, ExportError> {
    export_watched(page, options, &|_, _| ControlFlow::Continue(()))
}

/// Is told from several threads how many bands of how many are drawn; it may stop the work there.
pub type BandWatch<'a> = &'a (dyn Fn(usize, usize) -> ControlFlow<()> + Sync);

/// The same; `watch` is told how far it is, and may stop that.
///
/// # Errors
/// As [`export`], and [`ExportError::Stopped`].
pub fn export_watched(
    page: &Page<'_>,
    options: &PictureOptions,
    watch: BandWatch<'_>,
) -> Result<Vec<u8>, ExportError> {
    let (framing, size) = framed(page, options)?;
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
    picture.encode(page, watch).map_err(|error| match error {
        png::EncodingError::IoError(error) if error.kind() == ErrorKind::Interrupted => {
            ExportError::Stopped
        }
        png::EncodingError::IoError(error) => ExportError::Encoding(error.to_string()),
        other => ExportError::Encoding(other.to_string()),
    })
}

/// Draws the page as pixels in memory.
///
/// # Errors
/// As [`export`], and for pictures of more than 100 megapixels.
pub fn pixels(page: &Page<'_>, options: &PictureOptions) -> Result<Pixels, ExportError> {
    let (_, size) = framed(page, options)?;
    if size.area() > HELD_LIMIT {
        let why = "more than 100 megapixels are not held in memory at once: choose a smaller scale, or write a file";
        return Err(ExportError::Encoding(why.to_owned()));
    }
    Preview::of_picture(*page, options)?.pixels(size)
}

/// How large the picture would be, in pixels.
///
/// # Errors
/// As [`export`].
pub fn size(page: &Page<'_>, options: &PictureOptions) -> Result<Size, ExportError> {
    framed(page, options).map(|(_, size)| size)
}

fn framed(page: &Page<'_>, options: &PictureOptions) -> Result<(Framing, Size), ExportError> {
    let framing = Framing::new(page, options)?;
    let size = framing.size_px();
    if size.area() > PIXEL_LIMIT {
        return Err(too_large(&framing, size));
    }
    Ok((framing, size))
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
    fn encode(&self, page: &Page<'_>, watch: BandWatch<'_>) -> Result<Vec<u8>, png::EncodingError> {
        let parts = self.packed(page, watch)?;
        let length: usize = parts.iter().map(|part| part.bytes().len()).sum();
        let attached = self.map.map_or(0, str::len);
        let mut bytes = Vec::with_capacity(length + attached + 4096);
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
        writer.write_chunk(IDAT, &BEGIN)?;
        for part in &parts {
            writer.write_chunk(IDAT, part.bytes())?;
        }
        writer.write_chunk(IDAT, &end(&parts))?;
        writer.finish()?;
        Ok(bytes)
    }

    /// Packs parts of it at the same time; which they are depends on its size alone.
    fn packed(&self, page: &Page<'_>, watch: BandWatch<'_>) -> std::io::Result<Vec<Packed>> {
        let area = u64::from(self.width) * u64::from(self.height);
        let count = (area / PART_PIXELS).clamp(1, u64::from(self.height).min(32)) as u32;
        let part_height = self.height.div_ceil(count);
        let tops: Vec<u32> = (0..self.height).step_by(part_height as usize).collect();
        let band_height = (BAND_PIXELS / self.width).clamp(1, part_height);
        let band_count = self.height.div_ceil(band_height) as usize;
        let (next, drawn) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let tell = || watch(drawn.fetch_add(1, Ordering::Relaxed), band_count);
        let work = || -> std::io::Result<Vec<(usize, Packed)>> {
            let mut rasterizer = Rasterizer::new(*page, self.ground, self.framing.scale);
            let mut band = Pixmap::new(self.width, band_height + 2 * OVERLAP)
                .ok_or_else(|| std::io::Error::other("a band of it does not fit in memory"))?;
            let mut packed = Vec::new();
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(top) = tops.get(at) else {
                    return Ok(packed);
                };
                let bottom = (top + part_height).min(self.height);
                let part = self.part(&mut rasterizer, &mut band, *top..bottom, &tell);
                let part = part.ok_or_else(|| std::io::Error::from(ErrorKind::Interrupted))?;
                packed.push((at, part));
            }
        };
        let mut packed = if tops.len() == 1 {
            work()?
        } else {
            at_once(tops.len(), &work)?
        };
        packed.sort_by_key(|(at, _)| *at);
        Ok(packed.into_iter().map(|(_, packed)| packed).collect())
    }

    /// Draws band by band, and packs one row of pixels after the other; nothing if it is told to
    /// stop.
    fn part(
        &self,
        rasterizer: &mut Rasterizer<'_>,
        band: &mut Pixmap,
        part: Range<u32>,
        tell: &dyn Fn() -> ControlFlow<()>,
    ) -> Option<Packed> {
        let mut rows = Rows::new(self.width as usize, self.ground);
        let band_height = band.height() - 2 * OVERLAP;
        let mut top = part.start;
        while top < part.end {
            if tell().is_break() {
                return None;
            }
            let height = band_height.min(part.end - top);
            let frame = self.framing.frame;
            let above = (f64::from(top) - f64::from(OVERLAP)) / self.framing.scale;
            let origin = Point::new(frame.x0, frame.y0 + above);
            let painted = rasterizer.paint(band, origin, &rows.painted);
            let drawn = band.data().chunks(PIXEL * self.width as usize);
            let overlap = OVERLAP as usize;
            for (at, row) in drawn.enumerate().skip(overlap).take(height as usize) {
                if at == overlap {
                    rows.add(row, painted.stretches.iter().cloned());
                } else {
                    rows.add(row, painted.fresh(at));
                }
                debug_assert!(rows.ends_with(row, &painted.stretches));
            }
            rows.painted = painted.stretches;
            top += height;
        }
        Some(rows.packer.finish())
    }
}

/// Does what there is to do on a few threads.
fn at_once<T: Send>(
    most: usize,
    work: &(impl Fn() -> std::io::Result<Vec<T>> + Sync),
) -> std::io::Result<Vec<T>> {
    let count = thread::available_parallelism().map_or(1, usize::from);
    let count = count.min(most).min(MOST_THREADS);
    thread::scope(|scope| {
        let others: Vec<_> = (1..count).map(|_| scope.spawn(work)).collect();
        let mut done = work()?;
        for other in others {
            match other.join() {
                Ok(other) => done.extend(other?),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        Ok(done)
    })
}

/// Packs rows as what differs from the row above.
struct Rows {
    packer: Packer,
    is_opaque: bool,
    /// A pixel where nothing is painted.
    empty: [u8; PIXEL],
    /// The row before; none before the first.
    above: Vec<u8>,
    /// Where the row before may be painted.
    painted: Vec<Stretch>,
    width: usize,
}

impl Rows {
    fn new(width: usize, ground: Option<Color>) -> Self {
        let is_opaque = ground.is_some();
        Self {
            packer: Packer::new(if is_opaque { 3 } else { 4 }),
            is_opaque,
            empty: ground.map_or([0; 4], |ground| [ground.r, ground.g, ground.b, u8::MAX]),
            above: Vec::new(),
            painted: Vec::new(),
            width,
        }
    }

    /// Adds a row that differs from the one before in these stretches at most.
    fn add(&mut self, row: &[u8], fresh: impl Iterator<Item = Stretch>) {
        if self.above.is_empty() {
            self.add_first(row, fresh);
            return;
        }
        self.packer.row(UP);
        let mut at = 0;
        for stretch in fresh {
            self.packer.nothing(stretch.start - at);
            at = stretch.end;
            let bytes = PIXEL * stretch.start..PIXEL * stretch.end;
            let here = row.get(bytes.clone()).unwrap_or_default();
            let above = self.above.get_mut(bytes).unwrap_or_default();
            let pieces = here.chunks(GLANCE).zip(above.chunks_mut(GLANCE));
            for (here, above) in pieces {
                if here == above {
                    self.packer.nothing(here.len() / PIXEL);
                } else {
                    add_changed(&mut self.packer, self.is_opaque, here, above);
                }
            }
        }
        self.packer.nothing(self.width - at);
    }

    /// Whether the last row was this one, wherever anything is painted.
    fn ends_with(&self, row: &[u8], painted: &[Stretch]) -> bool {
        painted.iter().all(|stretch| {
            let bytes = PIXEL * stretch.start..PIXEL * stretch.end;
            row.get(bytes.clone()) == self.above.get(bytes)
        })
    }

    /// The first row, as what differs from the pixel before.
    fn add_first(&mut self, row: &[u8], painted: impl Iterator<Item = Stretch>) {
        self.above = self.empty.repeat(self.width);
        for stretch in painted {
            let bytes = PIXEL * stretch.start..PIXEL * stretch.end;
            let row = row.get(bytes.clone()).unwrap_or_default();
            let above = self.above.get_mut(bytes).unwrap_or_default();
            above.copy_from_slice(row);
        }
        self.packer.row(SUB);
        let mut before = [0; 4];
        for pixel in self.above.chunks_exact(PIXEL) {
            let pixel = said(pixel, self.is_opaque);
            self.packer.pixel(difference(pixel, before));
            before = pixel;
        }
    }
}

fn add_changed(packer: &mut Packer, is_opaque: bool, here: &[u8], above: &mut [u8]) {
    for (here, above) in here.chunks(LOOK).zip(above.chunks_mut(LOOK)) {
        if here == above {
            packer.nothing(here.len() / PIXEL);
            continue;
        }
        let mut same = 0;
        for (pixel, above) in here.chunks_exact(PIXEL).zip(above.chunks_exact(PIXEL)) {
            if pixel == above {
                same += 1;
                continue;
            }
            packer.nothing(std::mem::take(&mut same));
            packer.pixel(difference(said(pixel, is_opaque), said(above, is_opaque)));
        }
        packer.nothing(same);
        above.copy_from_slice(here);
    }
}

/// A pixel as the file has it; beyond its bytes it is zero.
fn said(pixel: &[u8], is_opaque: bool) -> [u8; PIXEL] {
    let Ok([red, green, blue, alpha]) = <[u8; PIXEL]>::try_from(pixel) else {
        return [0; PIXEL];
    };
    if is_opaque {
        return [red, green, blue, 0];
    }
    let pixel = PremultipliedColorU8::from_rgba(red, green, blue, alpha);
    let pixel = pixel
        .unwrap_or(PremultipliedColorU8::TRANSPARENT)
        .demultiply();
    [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()]
}

fn difference(one: [u8; 4], other: [u8; 4]) -> [u8; 4] {
    let mut out = [0; 4];
    for ((out, one), other) in out.iter_mut().zip(one).zip(other) {
        *out = one.wrapping_sub(other);
    }
    out
}
