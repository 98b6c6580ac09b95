//! Pictures as pixels, for clipboards and previews, and pages as they will come out.

use kurbo::{Point, Rect, Size, Vec2};
use tiny_skia::{Pixmap, PixmapPaint, Transform};

use super::page::Framing;
use super::raster::Rasterizer;
use super::{ExportError, Ground, Page, PictureOptions};
use crate::scene::Shape;
use crate::theme::Color;

/// A picture in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pixels {
    /// Pixels from left to right.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
    /// Red, green, blue and opacity of each pixel, row by row.
    pub rgba: Vec<u8>,
}

/// One page, slide or picture as it will come out, to be looked at before it is written.
pub struct Preview<'a> {
    pub(super) page: Page<'a>,
    pub(super) ground: Option<Color>,
    /// In the page's own units.
    pub(super) size: Size,
    /// Units of the page for each map unit.
    pub(super) scale: f64,
    /// Where the map's origin lies on the page.
    pub(super) origin: Vec2,
    /// The part of the page that the map is cut to.
    pub(super) area: Option<Rect>,
    /// What stands on the page itself, in its own units.
    pub(super) over: Vec<Shape>,
}

impl<'a> Preview<'a> {
    /// A picture.
    ///
    /// # Errors
    /// [`ExportError`] if there is nothing to draw or an option is out of range.
    pub fn of_picture(page: Page<'a>, options: &PictureOptions) -> Result<Self, ExportError> {
        let framing = Framing::new(&page, options)?;
        Ok(Self {
            page,
            ground: ground_of(&page, options.ground),
            size: framing.size_px(),
            scale: framing.scale,
            origin: -framing.frame.origin().to_vec2() * framing.scale,
            area: None,
            over: Vec::new(),
        })
    }

    /// How large it is, in the units of its format: points, or for pictures pixels.
    pub fn size(&self) -> Size {
        self.size
    }

    /// Draws it as large as a room allows, in pixels.
    ///
    /// # Errors
    /// [`ExportError::Encoding`] if it does not fit in memory.
    pub fn pixels(&self, room: Size) -> Result<Pixels, ExportError> {
        let zoom = (room.width / self.size.width).min(room.height / self.size.height);
        let whole = |length: f64| ((length * zoom).round() as u32).max(1);
        let mut sheet = pixmap(whole(self.size.width), whole(self.size.height))?;
        let mut rasterizer = Rasterizer::new(self.page, self.ground, self.scale * zoom);
        let in_map = |at: Point| ((at.to_vec2() - self.origin) / self.scale).to_point();
        rasterizer.fill(&mut sheet);
        match self.area {
            None => {
                rasterizer.paint(&mut sheet, in_map(Point::ZERO), &[]);
            }
            Some(area) => {
                if area.area() > 0.0 {
                    let mut part = pixmap(whole(area.width()), whole(area.height()))?;
                    rasterizer.fill(&mut part);
                    rasterizer.paint(&mut part, in_map(area.origin()), &[]);
                    let at = (area.origin().to_vec2() * zoom).round();
                    sheet.draw_pixmap(
                        at.x as i32,
                        at.y as i32,
                        part.as_ref(),
                        &PixmapPaint::default(),
                        Transform::identity(),
                        None,
                    );
                }
            }
        }
        rasterizer.paint_on_page(&mut sheet, &self.over, zoom);
        Ok(Pixels {
            width: sheet.width(),
            height: sheet.height(),
            rgba: sheet.take_demultiplied(),
        })
    }
}

/// The color behind a page, if there is one.
pub(super) fn ground_of(page: &Page<'_>, ground: Ground) -> Option<Color> {
    match ground {
        Ground::Theme => Some(page.scene.background()),
        Ground::Transparent => None,
    }
}

fn pixmap(width: u32, height: u32) -> Result<Pixmap, ExportError> {
    Pixmap::new(width, height)
        .ok_or_else(|| ExportError::Encoding("it does not fit in memory".to_owned()))
}
