//! Paints a band of a scene into pixels.

mod columns;
mod ink;
mod masks;

use std::ops::Range;

use kurbo::{BezPath, PathEl, Point, Rect, RoundedRect, Shape as _, Vec2};
use tiny_skia::{
    BlendMode, FillRule, LineJoin, Paint, Path, PathBuilder, Pixmap, StrokeDash, Transform,
};

use self::columns::Columns;
pub(super) use self::columns::{Painted, Stretch};
use self::ink::Ink;
use self::masks::{Masks, Pen};
use super::{Page, glyphs};
use crate::scene::{Item, Shape, Stroke};
use crate::text::Paragraph;
use crate::theme::Color;

/// Curves are flat enough at this distance, in map units.
const TOLERANCE: f64 = 1e-3;

/// Boxes are painted row by row from so many rows between their corners.
const LEAST_ROWS: f64 = 8.0;

/// Larger glyphs than this, in pixels, are painted where they stand.
const LARGEST_MASK_PX: f64 = 96.0;

/// Paints bands, and keeps the outlines of glyphs between them.
pub(super) struct Rasterizer<'a> {
    page: Page<'a>,
    ground: Option<Color>,
    scale: f64,
    masks: Masks<'a>,
}

impl<'a> Rasterizer<'a> {
    /// Paints on this ground, or on nothing, with so many pixels for a map unit.
    pub(super) fn new(page: Page<'a>, ground: Option<Color>, scale: f64) -> Self {
        Self {
            page,
            ground,
            scale,
            masks: Masks::new(page.fonts),
        }
    }

    /// Paints the ground alone.
    pub(super) fn fill(&self, band: &mut Pixmap) {
        band.fill(self.ground.map_or(tiny_skia::Color::TRANSPARENT, color_of));
    }

    /// Paints what stands on a page itself, with so many pixels for each of its units.
    pub(super) fn paint_on_page(&mut self, band: &mut Pixmap, shapes: &[Shape], scale: f64) {
        let scale = scale as f32;
        let mut painter = Painter {
            band,
            ground: self.ground,
            place: Transform::from_scale(scale, scale),
            masks: &mut self.masks,
        };
        for shape in shapes {
            painter.shape(shape);
        }
    }

    /// Paints what lies right and below of a point of the map, as far as the band reaches, and says
    /// in which stretches of its rows: those given, and where anything stands, and which of these
    /// may differ from the row above. What the band held before stays beside them.
    pub(super) fn paint(
        &mut self,
        band: &mut Pixmap,
        origin_in_map: Point,
        also: &[Stretch],
    ) -> Painted {
        let size = Vec2::new(f64::from(band.width()), f64::from(band.height())) / self.scale;
        let shown = Rect::from_points(origin_in_map, origin_in_map + size);
        // What is drawn reaches a pixel beyond its outline.
        let reach = 1.0 / self.scale;
        let items: Vec<&Item> = self
            .page
            .scene
            .visible(shown.inflate(reach, reach))
            .collect();
        let size = (band.width() as usize, band.height() as usize);
        let mut columns = Columns::new(shown, self.scale, size, also);
        for item in &items {
            columns.mark_item(item);
        }
        let painted = columns.painted();
        self.clear(band, &painted.stretches);
        for item in items {
            let mut painter = Painter {
                band,
                ground: self.ground,
                place: self.place(item, origin_in_map),
                masks: &mut self.masks,
            };
            for shape in &item.group.shapes {
                painter.shape(shape);
            }
        }
        painted
    }

    fn clear(&self, band: &mut Pixmap, painted: &[Stretch]) {
        let ground = self.ground.map_or(tiny_skia::Color::TRANSPARENT, color_of);
        let ground = ground.premultiply().to_color_u8();
        let width = band.width() as usize;
        for row in band.pixels_mut().chunks_mut(width) {
            for stretch in painted {
                row.get_mut(stretch.clone())
                    .unwrap_or_default()
                    .fill(ground);
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
    masks: &'p mut Masks<'a>,
}

impl Painter<'_, '_> {
    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Box { rect, fill, stroke } => self.boxed(*rect, *fill, stroke.as_ref()),
            Shape::Path { path, fill, stroke } => self.path(path, *fill, stroke.as_ref()),
            Shape::Gap { path, width } => self.gap(path, *width),
            Shape::Text {
                paragraph,
                at,
                color,
            } => self.text(paragraph, *at, *color),
        }
    }

    /// A box is as wide everywhere but at its corners: what lies between these is painted row by row.
    fn boxed(&mut self, rect: RoundedRect, fill: Option<Color>, stroke: Option<&Stroke>) {
        let half = stroke.map_or(0.0, |stroke| stroke.width / 2.0);
        let (scale, shift) = (f64::from(self.place.sy), f64::from(self.place.ty));
        let outer = rect.rect();
        let inner = between_corners(rect, half);
        let rows = (inner.0 * scale + shift).ceil()..(inner.1 * scale + shift).floor();
        let is_plain = stroke.is_none_or(|stroke| stroke.dashes.is_empty());
        if !is_plain || rows.end - rows.start < LEAST_ROWS {
            self.path(&rect.to_path(TOLERANCE), fill, stroke);
            return;
        }
        for (end, row) in [(outer.y0, rows.start), (outer.y1, rows.end)] {
            let path = cap(rect, end, (row - shift) / scale);
            self.path(&path, fill, stroke);
        }
        let place = self.place;
        let x = |x: f64| x * f64::from(place.sx) + f64::from(place.tx);
        let rows = rows.start as i64..rows.end as i64;
        if let Some(fill) = fill {
            self.stripe(&rows, x(outer.x0)..x(outer.x1), fill);
        }
        if let Some(stroke) = stroke {
            for edge in [outer.x0, outer.x1] {
                self.stripe(&rows, x(edge - half)..x(edge + half), stroke.color);
            }
        }
    }

    /// Paints rows from here to there; the pixels at both sides are covered in part.
    fn stripe(&mut self, rows: &Range<i64>, across: Range<f64>, color: Color) {
        let (width, height) = (self.band.width() as usize, i64::from(self.band.height()));
        let ink = Ink::new(color);
        let within = |x: f64| x.clamp(0.0, width as f64) as usize;
        let cover = |x: usize| {
            let x = x as f64;
            let covered = across.end.min(x + 1.0) - across.start.max(x);
            (covered.clamp(0.0, 1.0) * 255.0).round() as u8
        };
        let all = within(across.start.floor())..within(across.end.ceil());
        let solid = within(across.start.ceil())..within(across.end.floor());
        let solid = solid.start.min(all.end)..solid.end.max(solid.start).min(all.end);
        let sides = [all.start..solid.start, solid.end..all.end];
        let sides = sides.map(|side| (side.clone(), side.map(cover).collect::<Vec<u8>>()));
        let rows = rows.start.clamp(0, height) as usize..rows.end.clamp(0, height) as usize;
        let pixels = self.band.pixels_mut().chunks_exact_mut(width);
        for line in pixels.skip(rows.start).take(rows.len()) {
            ink.fill(line.get_mut(solid.clone()).unwrap_or_default());
            for (side, covers) in &sides {
                ink.lay(line.get_mut(side.clone()).unwrap_or_default(), covers);
            }
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
        let size = paragraph.style.size;
        let size_px = size * f64::from(self.place.sx);
        for glyph in glyphs::placed(paragraph, at) {
            if size_px <= LARGEST_MASK_PX {
                let mut pen = tiny_skia::Point::from_xy(glyph.at.x as f32, glyph.at.y as f32);
                self.place.map_point(&mut pen);
                let pen = Pen::new(pen, glyph.face, glyph.glyph, size_px as f32);
                self.masks.stamp(self.band, &pen, color);
                continue;
            }
            let Some(outline) = self.masks.outline(glyph.face, glyph.glyph) else {
                continue;
            };
            let place = self
                .place
                .pre_translate(glyph.at.x as f32, glyph.at.y as f32)
                .pre_scale(size as f32, size as f32);
            self.band
                .fill_path(&outline, &paint_of(color), FillRule::Winding, place, None);
        }
    }
}

/// From where to where a box and its border are as wide.
fn between_corners(rect: RoundedRect, half_border: f64) -> (f64, f64) {
    let corners = rect.radii();
    let radius = (corners.top_left.max(corners.top_right))
        .max(corners.bottom_left.max(corners.bottom_right));
    let (rect, end) = (rect.rect(), radius.max(half_border));
    (rect.y0 + end, rect.y1 - end)
}

/// The end of a box as an open path, from one side at this height around to the other.
fn cap(rect: RoundedRect, end: f64, from: f64) -> BezPath {
    // Of a quarter of a circle as one curve, how far its handles reach.
    const REACH: f64 = 0.552_284_75;
    let (outer, radii) = (rect.rect(), rect.radii());
    let inwards = (from - end).signum();
    let (left, right) = if inwards > 0.0 {
        (radii.top_left, radii.top_right)
    } else {
        (radii.bottom_left, radii.bottom_right)
    };
    let mut path = BezPath::new();
    path.move_to((outer.x0, from));
    let rest = 1.0 - REACH;
    if left > 0.0 {
        path.line_to((outer.x0, end + inwards * left));
        path.curve_to(
            (outer.x0, end + inwards * left * rest),
            (outer.x0 + left * rest, end),
            (outer.x0 + left, end),
        );
    } else {
        path.line_to((outer.x0, end));
    }
    if right > 0.0 {
        path.line_to((outer.x1 - right, end));
        path.curve_to(
            (outer.x1 - right * rest, end),
            (outer.x1, end + inwards * right * rest),
            (outer.x1, end + inwards * right),
        );
    } else {
        path.line_to((outer.x1, end));
    }
    path.line_to((outer.x1, from));
    path
}

pub(super) fn path_of(path: &BezPath) -> Option<Path> {
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
