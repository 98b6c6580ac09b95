//! Paints the scene's items with egui: shapes as they are, text run by run at its size on the screen.

use egui::epaint::{CornerRadius, PathShape, PathStroke, StrokeKind};
use egui::text::LayoutJob;
use egui::{Color32, FontId, Painter, Pos2, Rect, Shape as EguiShape, Stroke as EguiStroke, pos2};
use kurbo::{BezPath, PathEl, Point, Shape as _, Vec2};

use super::glide::Shift;
use super::place::Place;
use crate::app::fonts::Families;
use crate::app::style::color32;
use crate::model::{ArgumentMap, ElementId};
use crate::scene::{Item, Role, Shape, Stroke};
use crate::text::{Line, Paragraph, Run};
use crate::theme::{Color, Theme, ThemeName};

/// Text smaller than this on the screen cannot be read and is drawn as bars.
pub(super) const LEGIBLE_PX: f64 = 5.0;

/// While zooming, sizes of text are taken from steps of this ratio, so that few are rasterised.
const SIZE_STEP: f64 = 1.1;

/// Labels at small scales are as large as can be read, wherever there is this much room.
const LABEL_PT: f32 = 9.0;
const LABEL_ROOM: (f32, f32) = (44.0, 14.0);

/// How sizes of text follow the zoom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sizes {
    /// Exactly.
    Exact,
    /// In steps, while the zoom is changing.
    Stepped,
}

/// What painting needs beside the items.
pub(super) struct Brush<'a> {
    pub(super) painter: &'a Painter,
    pub(super) place: Place,
    pub(super) families: &'a Families,
    pub(super) background: Color,
    pub(super) sizes: Sizes,
    /// The element whose text is in a field of its own at the moment.
    pub(super) typed: Option<ElementId>,
    pub(super) map: &'a ArgumentMap,
}

/// Moves the points of an item while it glides: its start by one vector, its end by another.
#[derive(Debug, Clone, Copy)]
struct Mover {
    offset: Vec2,
    shift: Shift,
    axis: Option<(Point, Vec2)>,
}

impl Mover {
    fn of(item: &Item, shift: Shift) -> Self {
        let axis = match &item.group.role {
            Role::Connector(ends) if shift.from != shift.to => {
                let start = ends.points.first().copied().unwrap_or_default();
                let end = ends.points.last().copied().unwrap_or_default();
                Some((start, end - start))
            }
            _ => None,
        };
        Self {
            offset: item.offset,
            shift,
            axis,
        }
    }

    fn place(&self, local: Point) -> Point {
        let Some((start, way)) = self.axis else {
            return local + self.offset + self.shift.from;
        };
        let share = ((local - start).dot(way) / way.hypot2().max(1e-9)).clamp(0.0, 1.0);
        let shift = self.shift.from + (self.shift.to - self.shift.from) * share;
        local + self.offset + shift
    }
}

impl Brush<'_> {
    /// Paints one item, as far from its place as the shift says.
    pub(super) fn item(&self, item: &Item, shift: Shift) {
        let mover = &Mover::of(item, shift);
        let is_claim = item.group.role == Role::Claim;
        let mut says_label = is_claim && self.is_small();
        let is_typed = self.typed.as_ref() == Some(&item.group.element) && !is_connector(item);
        for shape in &item.group.shapes {
            match shape {
                Shape::Box { rect, fill, stroke } => {
                    self.rounded(rect, *fill, stroke.as_ref(), mover);
                }
                Shape::Path { path, fill, stroke } => {
                    self.path(path, *fill, stroke.as_ref(), mover);
                }
                Shape::Gap { path, width } => self.gap(path, *width, mover),
                Shape::Text {
                    paragraph,
                    at,
                    color,
                } => {
                    let is_main = paragraph.text == item.group.title;
                    if is_typed && (is_main || !is_claim) {
                        continue;
                    }
                    if is_main && says_label {
                        says_label = false;
                        if self.label(item, mover.place(Point::ZERO) - Point::ZERO, *color) {
                            return;
                        }
                    }
                    self.paragraph(paragraph, mover.place(*at), *color, is_claim);
                }
            }
        }
    }

    fn rounded(
        &self,
        rect: &kurbo::RoundedRect,
        fill: Option<Color>,
        stroke: Option<&Stroke>,
        mover: &Mover,
    ) {
        let is_dashed = stroke.is_some_and(|stroke| !stroke.dashes.is_empty());
        let in_screen = self
            .place
            .rect(rect.rect() + mover.place(Point::ZERO).to_vec2());
        let corner = self.place.length(rect.radii().top_left).round();
        let line = match stroke {
            Some(stroke) if !is_dashed => self.stroke(stroke),
            _ => EguiStroke::NONE,
        };
        self.painter.rect(
            in_screen,
            CornerRadius::same(corner.clamp(0.0, 255.0) as u8),
            fill.map_or(Color32::TRANSPARENT, color32),
            line,
            StrokeKind::Middle,
        );
        if is_dashed {
            self.path(&rect.to_path(0.1), None, stroke, mover);
        }
    }

    fn path(&self, path: &BezPath, fill: Option<Color>, stroke: Option<&Stroke>, mover: &Mover) {
        for (points, closed) in self.polylines(path, mover) {
            if let Some(fill) = fill {
                self.painter.add(EguiShape::convex_polygon(
                    points.clone(),
                    color32(fill),
                    EguiStroke::NONE,
                ));
            }
            if let Some(stroke) = stroke {
                self.line(points, closed, stroke);
            }
        }
    }

    fn line(&self, mut points: Vec<Pos2>, closed: bool, stroke: &Stroke) {
        let line = self.stroke(stroke);
        if stroke.dashes.is_empty() {
            self.painter.add(PathShape {
                points,
                closed,
                fill: Color32::TRANSPARENT,
                stroke: PathStroke::new(line.width, line.color),
            });
            return;
        }
        if closed && let Some(&first) = points.first() {
            points.push(first);
        }
        let (dashes, gaps) = self.dashes(&stroke.dashes);
        let dashed = EguiShape::dashed_line_with_offset(&points, line, &dashes, &gaps, 0.0);
        // The ends of segments are put on whole pixels, where dots vanish; those of paths are not.
        let as_path = |shape| match shape {
            EguiShape::LineSegment { points, stroke } => EguiShape::line(points.to_vec(), stroke),
            other => other,
        };
        self.painter.extend(dashed.into_iter().map(as_path));
    }

    /// Dashes and gaps in points; where they would blur into one another they are kept apart.
    fn dashes(&self, pattern: &[f64]) -> (Vec<f32>, Vec<f32>) {
        let floor = 1.2;
        let length = |value: &f64| self.place.length(*value).max(floor);
        let dashes = pattern.iter().step_by(2).map(length).collect();
        let gaps = pattern.iter().skip(1).step_by(2).map(length).collect();
        (dashes, gaps)
    }

    fn gap(&self, path: &BezPath, width: f64, mover: &Mover) {
        for (points, _) in self.polylines(path, mover) {
            self.painter.line(
                points,
                EguiStroke::new(self.place.length(width), color32(self.background)),
            );
        }
    }

    fn stroke(&self, stroke: &Stroke) -> EguiStroke {
        // Thinner than this, lines would vanish from an overview.
        let width = self.place.length(stroke.width).max(0.6);
        EguiStroke::new(width, color32(stroke.color))
    }

    /// The path's curves as points on the screen, and whether each is closed.
    fn polylines(&self, path: &BezPath, mover: &Mover) -> Vec<(Vec<Pos2>, bool)> {
        let tolerance = 0.15 / self.place.zoom.max(0.01);
        let mut found: Vec<(Vec<Pos2>, bool)> = Vec::new();
        kurbo::flatten(path, tolerance, |element| match element {
            PathEl::MoveTo(point) => {
                found.push((vec![self.place.point(mover.place(point))], false));
            }
            PathEl::LineTo(point) => {
                if let Some((points, _)) = found.last_mut() {
                    push_distinct(points, self.place.point(mover.place(point)));
                }
            }
            PathEl::ClosePath => {
                if let Some((points, closed)) = found.last_mut() {
                    *closed = true;
                    if points.len() > 2 && points.first() == points.last() {
                        points.pop();
                    }
                }
            }
            PathEl::QuadTo(..) | PathEl::CurveTo(..) => {}
        });
        found
    }

    fn paragraph(&self, paragraph: &Paragraph, at_in_map: Point, color: Color, is_claim: bool) {
        if paragraph.style.size * self.place.zoom < LEGIBLE_PX {
            if is_claim {
                self.bars(paragraph, at_in_map, color);
            }
            return;
        }
        let size = self.size_on_screen(paragraph.style.size);
        for line in &paragraph.lines {
            for run in &line.runs {
                self.run(paragraph, line, run, at_in_map, size, color);
            }
        }
    }

    fn size_on_screen(&self, size: f64) -> f32 {
        let exact = size * self.place.zoom;
        match self.sizes {
            Sizes::Exact => exact as f32,
            Sizes::Stepped => {
                let steps = (exact.ln() / SIZE_STEP.ln()).floor();
                SIZE_STEP.powf(steps) as f32
            }
        }
    }

    fn run(
        &self,
        paragraph: &Paragraph,
        line: &Line,
        run: &Run,
        at_in_map: Point,
        size: f32,
        color: Color,
    ) {
        let start = at_in_map + Vec2::new(line.x + run.x, line.baseline);
        let text = paragraph.painted_text(run).into_owned();
        let font = FontId::new(size, self.families.family(run.face));
        paint_on_baseline(
            self.painter,
            self.place.point(start),
            text,
            font,
            color32(color),
        );
    }

    fn is_small(&self) -> bool {
        // All themes share the size of claim text.
        let metrics = &Theme::of(ThemeName::Light).metrics;
        metrics.claim_size * self.place.zoom < LEGIBLE_PX
    }

    /// Writes the claim's label over its box where the text is too small to read; false if it has
    /// none or there is no room.
    fn label(&self, item: &Item, offset: Vec2, color: Color) -> bool {
        let body = self.place.rect(item.group.body + offset);
        let claim = item
            .group
            .element
            .as_claim()
            .and_then(|id| self.map.claim(id));
        let label = claim.map(|claim| claim.label.as_str()).unwrap_or_default();
        if label.is_empty() || body.width() < LABEL_ROOM.0 || body.height() < LABEL_ROOM.1 {
            return false;
        }
        let font = crate::app::fonts::semibold(LABEL_PT);
        let mut job = LayoutJob::simple(label.to_owned(), font, color32(color), body.width() - 6.0);
        job.wrap.max_rows = ((body.height() - 2.0) / (LABEL_PT * 1.25)).max(1.0) as usize;
        job.halign = egui::Align::Center;
        let galley = self.painter.layout_job(job);
        let top = body.center().y - galley.size().y / 2.0;
        self.painter
            .galley(pos2(body.center().x, top), galley, color32(color));
        true
    }

    /// Stands for a text too small to read: a bar for each line.
    fn bars(&self, paragraph: &Paragraph, at_in_map: Point, color: Color) {
        let height = paragraph.style.size * 0.42;
        let tint = color32(color).gamma_multiply(0.28);
        for line in &paragraph.lines {
            let from = at_in_map + Vec2::new(line.x, line.baseline - height);
            let bar = kurbo::Rect::from_origin_size(from, (line.width, height));
            self.painter.rect_filled(self.place.rect(bar), 0.0, tint);
        }
    }
}

fn push_distinct(points: &mut Vec<Pos2>, point: Pos2) {
    if points.last() != Some(&point) {
        points.push(point);
    }
}

fn is_connector(item: &Item) -> bool {
    matches!(item.group.role, Role::Connector(_))
}

/// Paints a text in one row, so that its baseline starts at a point.
pub(super) fn paint_on_baseline(
    painter: &Painter,
    at: Pos2,
    text: String,
    font: FontId,
    color: Color32,
) -> Rect {
    let galley = painter.layout_no_wrap(text, font, color);
    let ascent = galley
        .rows
        .first()
        .and_then(|row| row.glyphs.first().map(|glyph| row.pos.y + glyph.pos.y))
        .unwrap_or_default();
    let corner = pos2(at.x, at.y - ascent);
    let rect = Rect::from_min_size(corner, galley.size());
    painter.galley(corner, galley, color);
    rect
}
