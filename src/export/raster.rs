//! Paints a band of a scene into pixels.

use std::collections::BTreeMap;

use kurbo::{BezPath, PathEl, Point, Rect, Shape as _, Vec2};
use tiny_skia::{
    BlendMode, FillRule, LineJoin, Paint, Path, PathBuilder, Pixmap, StrokeDash, Transform,
};

use super::{Page, glyphs};
use crate::scene::{Item, Shape, Stroke};
use crate::text::{FaceId, Fonts, Paragraph};
use crate::theme::Color;

/// Curves are flat enough at this distance, in map units.
const TOLERANCE: f64 = 1e-3;

/// Paints bands, and keeps the outlines of glyphs between them.
pub(super) struct Rasterizer<'a> {
    page: Page<'a>,
    ground: Option<Color>,
    scale: f64,
    outlines: Outlines<'a>,
}

impl<'a> Rasterizer<'a> {
    /// Paints on this ground, or on nothing, with so many pixels for a map unit.
    pub(super) fn new(page: Page<'a>, ground: Option<Color>, scale: f64) -> Self {
        let outlines = Outlines {
            fonts: page.fonts,
            known: BTreeMap::new(),
        };
        Self {
            page,
            ground,
            scale,
            outlines,
        }
    }

    /// Paints the ground alone.
    pub(super) fn fill(&self, band: &mut Pixmap) {
        let ground = self.ground.map_or(tiny_skia::Color::TRANSPARENT, color_of);
        band.fill(ground);
    }

    /// Paints what stands on a page itself, with so many pixels for each of its units.
    pub(super) fn paint_on_page(&mut self, band: &mut Pixmap, shapes: &[Shape], scale: f64) {
        let scale = scale as f32;
        let mut painter = Painter {
            band,
            ground: self.ground,
            place: Transform::from_scale(scale, scale),
            outlines: &mut self.outlines,
        };
        for shape in shapes {
            painter.shape(shape);
        }
    }

    /// Paints what lies right and below of a point of the map, as far as the band reaches.
    pub(super) fn paint(&mut self, band: &mut Pixmap, origin_in_map: Point) {
        self.fill(band);
        let size = Vec2::new(f64::from(band.width()), f64::from(band.height())) / self.scale;
        let shown = Rect::from_points(origin_in_map, origin_in_map + size);
        // What is drawn reaches a pixel beyond its outline.
        let reach = 1.0 / self.scale;
        for item in self.page.scene.visible(shown.inflate(reach, reach)) {
            let mut painter = Painter {
                band,
                ground: self.ground,
                place: self.place(item, origin_in_map),
                outlines: &mut self.outlines,
            };
            for shape in &item.group.shapes {
                painter.shape(shape);
            }
        }
    }

    fn place(&self, item: &Item, origin_in_map: Point) -> Transform {
        let shift = (item.offset - origin_in_map.to_vec2()) * self.scale;
        let scale = self.scale as f32;
        Transform::from_row(scale, 0.0, 0.0, scale, shift.x as f32, shift.y as f32)
    }
}

struct Painter<'p, 'a> {
    band: &'p mut Pixmap,
    ground: Option<Color>,
    place: Transform,
    outlines: &'p mut Outlines<'a>,
}

impl Painter<'_, '_> {
    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Box { rect, fill, stroke } => {
                self.path(&rect.to_path(TOLERANCE), *fill, stroke.as_ref());
            }
            Shape::Path { path, fill, stroke } => self.path(path, *fill, stroke.as_ref()),
            Shape::Gap { path, width } => self.gap(path, *width),
            Shape::Text {
                paragraph,
                at,
                color,
            } => self.text(paragraph, *at, *color),
        }
    }

    fn path(&mut self, path: &BezPath, fill: Option<Color>, stroke: Option<&Stroke>) {
        let Some(path) = path_of(path) else { return };
        if let Some(fill) = fill {
            self.fill(&path, fill, self.place);
        }
        if let Some(stroke) = stroke {
            self.stroke(&path, stroke, &paint_of(stroke.color));
        }
    }

    fn fill(&mut self, path: &Path, color: Color, place: Transform) {
        self.band
            .fill_path(path, &paint_of(color), FillRule::Winding, place, None);
    }

    fn stroke(&mut self, path: &Path, stroke: &Stroke, paint: &Paint<'_>) {
        let dashes = stroke.dashes.iter().map(|dash| *dash as f32).collect();
        let stroke = tiny_skia::Stroke {
            width: stroke.width as f32,
            line_join: LineJoin::Round,
            dash: StrokeDash::new(dashes, 0.0),
            ..tiny_skia::Stroke::default()
        };
        self.band
            .stroke_path(path, paint, &stroke, self.place, None);
    }

    fn gap(&mut self, path: &BezPath, width: f64) {
        let Some(path) = path_of(path) else { return };
        let mut paint = paint_of(self.ground.unwrap_or(Color::rgb(0, 0, 0)));
        if self.ground.is_none() {
            paint.blend_mode = BlendMode::DestinationOut;
        }
        let stroke = Stroke {
            color: Color::rgb(0, 0, 0),
            width,
            dashes: vec![],
        };
        self.stroke(&path, &stroke, &paint);
    }

    fn text(&mut self, paragraph: &Paragraph, at: Point, color: Color) {
        let size = paragraph.style.size as f32;
        for glyph in glyphs::placed(paragraph, at) {
            let Some(outline) = self.outlines.outline(glyph.face, glyph.glyph) else {
                continue;
            };
            let place = self
                .place
                .pre_translate(glyph.at.x as f32, glyph.at.y as f32)
                .pre_scale(size, size);
            self.band
                .fill_path(&outline, &paint_of(color), FillRule::Winding, place, None);
        }
    }
}

/// Outlines at font size 1; none for spaces.
struct Outlines<'a> {
    fonts: &'a Fonts,
    known: BTreeMap<(FaceId, u32), Option<Path>>,
}

impl Outlines<'_> {
    fn outline(&mut self, face: FaceId, glyph: u32) -> Option<Path> {
        self.known
            .entry((face, glyph))
            .or_insert_with(|| {
                self.fonts
                    .glyph_outline(face, glyph)
                    .and_then(|path| path_of(&path))
            })
            .clone()
    }
}

fn path_of(path: &BezPath) -> Option<Path> {
    let mut builder = PathBuilder::new();
    for element in path {
        match element {
            PathEl::MoveTo(to) => builder.move_to(to.x as f32, to.y as f32),
            PathEl::LineTo(to) => builder.line_to(to.x as f32, to.y as f32),
            PathEl::QuadTo(one, to) => {
                builder.quad_to(one.x as f32, one.y as f32, to.x as f32, to.y as f32);
            }
            PathEl::CurveTo(one, two, to) => builder.cubic_to(
                one.x as f32,
                one.y as f32,
                two.x as f32,
                two.y as f32,
                to.x as f32,
                to.y as f32,
            ),
            PathEl::ClosePath => builder.close(),
        }
    }
    builder.finish()
}

fn paint_of(color: Color) -> Paint<'static> {
    let mut paint = Paint {
        anti_alias: true,
        ..Paint::default()
    };
    paint.set_color(color_of(color));
    paint
}

fn color_of(color: Color) -> tiny_skia::Color {
    tiny_skia::Color::from_rgba8(color.r, color.g, color.b, color.a)
}
