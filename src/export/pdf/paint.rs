//! Draws the shapes of a scene on a page, and keeps the handles of its texts for the tags.

use krilla::paint::FillRule;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag};
use krilla::text::{GlyphId, KrillaGlyph};
use kurbo::{BezPath, Point, Rect, Shape as _, Size, Vec2};

use super::faces::Faces;
use super::numbers;
use super::pieces::{DrawnPiece, Piece, SetPiece, pieces};
use super::sheets::Place;
use crate::scene::{Item, Shape, Stroke};
use crate::text::Paragraph;
use crate::theme::Color;

/// Curves of boxes are flat enough at this distance, in map units.
const TOLERANCE: f64 = 1e-3;

/// The page's own points.
pub(super) const PAGE: Place = Place {
    scale: 1.0,
    origin: Vec2::ZERO,
};

/// Draws on one page.
pub(super) struct Painter<'p, 's, 'f> {
    surface: &'p mut Surface<'s>,
    faces: &'p mut Faces<'f>,
    /// What gaps are cleared with; nothing where nothing lies behind.
    ground: Option<Color>,
    open: Open,
}

/// What the strokes that follow belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Nothing,
    Decoration,
    Text,
}

impl<'p, 's, 'f> Painter<'p, 's, 'f> {
    pub(super) fn new(
        surface: &'p mut Surface<'s>,
        faces: &'p mut Faces<'f>,
        ground: Option<Color>,
    ) -> Self {
        Self {
            surface,
            faces,
            ground,
            open: Open::Nothing,
        }
    }

    /// Draws an item; gives the handle of each of its paragraphs that says something.
    pub(super) fn item(&mut self, item: &Item, place: Place) -> Vec<Identifier> {
        let place = place.moved(item.offset);
        let mut texts = Vec::new();
        for shape in &item.group.shapes {
            match shape {
                Shape::Box { rect, fill, stroke } => {
                    self.path(&rect.to_path(TOLERANCE), (*fill, stroke.as_ref()), place);
                }
                Shape::Path { path, fill, stroke } => {
                    self.path(path, (*fill, stroke.as_ref()), place);
                }
                Shape::Gap { path, width } => self.gap(path, *width, place),
                Shape::Text {
                    paragraph,
                    at,
                    color,
                } => texts.extend(self.text(paragraph, *at, *color, place)),
            }
        }
        texts
    }

    /// Draws what says nothing.
    pub(super) fn path(
        &mut self,
        path: &BezPath,
        (fill, stroke): (Option<Color>, Option<&Stroke>),
        place: Place,
    ) {
        if fill.is_none() && stroke.is_none() {
            return;
        }
        let Some(path) = numbers::path(path, place) else {
            return;
        };
        self.decorate();
        self.surface.set_fill(fill.map(numbers::fill));
        let stroke = stroke.map(|stroke| numbers::stroke(stroke, place.scale));
        self.surface.set_stroke(stroke);
        self.surface.draw_path(&path);
    }

    fn gap(&mut self, path: &BezPath, width: f64, place: Place) {
        let Some(color) = self.ground else { return };
        let stroke = Stroke {
            color,
            width,
            dashes: vec![],
        };
        self.path(path, (None, Some(&stroke)), place);
    }

    /// Draws a paragraph that belongs to the page and not to the map.
    pub(super) fn page_note(
        &mut self,
        paragraph: &Paragraph,
        at: Point,
        color: Color,
        place: Place,
    ) {
        self.close();
        let footer = Artifact::with_kind(ArtifactType::Footer);
        self.surface.start_tagged(ContentTag::Artifact(footer));
        self.open = Open::Text;
        self.ink(color);
        for piece in pieces(paragraph, self.faces) {
            if let Piece::Set(set) = piece {
                self.set(&set, at, paragraph, place);
            }
        }
        self.close();
    }

    /// Draws a paragraph on the paper itself, to be read; nothing where there is nothing to read.
    pub(super) fn words(
        &mut self,
        paragraph: &Paragraph,
        at: Point,
        color: Color,
    ) -> Option<Identifier> {
        let handle = self.text(paragraph, at, color, PAGE);
        self.close();
        handle
    }

    fn text(
        &mut self,
        paragraph: &Paragraph,
        at: Point,
        color: Color,
        place: Place,
    ) -> Option<Identifier> {
        self.close();
        let pieces = pieces(paragraph, self.faces);
        if pieces.is_empty() {
            return None;
        }
        if pieces.iter().any(|piece| matches!(piece, Piece::Drawn(_))) {
            self.prime(at, paragraph, place);
        }
        self.ink(color);
        let tag = ContentTag::Span(SpanTag::empty());
        let handle = self.surface.start_tagged(tag);
        self.open = Open::Text;
        for piece in pieces {
            match piece {
                Piece::Set(set) => self.set(&set, at, paragraph, place),
                Piece::Drawn(drawn) => self.drawn(&drawn, at, paragraph, place),
            }
        }
        self.close();
        Some(handle)
    }

    /// Shows one space that is a space before the first that stands for something else: what a
    /// glyph is first shown for is what it stands for where nothing else is said.
    fn prime(&mut self, at: Point, paragraph: &Paragraph, place: Place) {
        let Some(space) = self.faces.unprimed_space() else {
            return;
        };
        let advance = space.advance as f32;
        let glyph = KrillaGlyph::new(
            GlyphId::new(space.glyph),
            advance,
            0.0,
            0.0,
            0.0,
            0..1,
            None,
        );
        let set = SetPiece {
            face: space.face,
            x: 0.0,
            baseline: paragraph.lines.first().map_or(0.0, |line| line.baseline),
            text: " ".to_owned(),
            glyphs: vec![glyph],
        };
        self.decorate();
        self.ink(Color::rgb(0, 0, 0));
        self.set(&set, at, paragraph, place);
        self.close();
    }

    fn ink(&mut self, color: Color) {
        self.surface.set_fill(Some(numbers::fill(color)));
        self.surface.set_stroke(None);
    }

    fn set(&mut self, set: &SetPiece, at: Point, paragraph: &Paragraph, place: Place) {
        let Some(font) = self.faces.font(set.face) else {
            return;
        };
        let start = place.on_page(at + (set.x, set.baseline));
        let size = numbers::pt(paragraph.style.size * place.scale);
        self.surface.draw_glyphs(
            numbers::point(start),
            &set.glyphs,
            font,
            &set.text,
            size,
            false,
        );
    }

    /// Draws outlines, and over them spaces that stand for their text.
    fn drawn(&mut self, drawn: &DrawnPiece, at: Point, paragraph: &Paragraph, place: Place) {
        let size = paragraph.style.size;
        for (glyph, x, y) in &drawn.glyphs {
            let Some(outline) = self.faces.outline(drawn.face, *glyph) else {
                continue;
            };
            let pen = Place {
                scale: size * place.scale,
                origin: place.on_page(at + (*x, *y)).to_vec2(),
            };
            if let Some(path) = numbers::path(&outline, pen) {
                self.surface.draw_path(&path);
            }
        }
        if let Some(behind) = &drawn.behind {
            self.set(behind, at, paragraph, place);
        }
    }

    fn decorate(&mut self) {
        if self.open != Open::Decoration {
            self.close();
            let artifact = Artifact::with_kind(ArtifactType::Layout);
            self.surface.start_tagged(ContentTag::Artifact(artifact));
            self.open = Open::Decoration;
        }
    }

    /// Ends what is open; to be called before the page is finished.
    pub(super) fn close(&mut self) {
        if self.open != Open::Nothing {
            self.surface.end_tagged();
            self.open = Open::Nothing;
        }
    }

    /// Paints the whole page.
    pub(super) fn ground(&mut self, size: Size) {
        let Some(color) = self.ground else { return };
        self.close();
        let page = size.to_rect();
        let kind = ArtifactType::Background;
        let artifact = Artifact::new(kind, numbers::rect(page));
        self.surface.start_tagged(ContentTag::Artifact(artifact));
        self.open = Open::Text;
        self.ink(color);
        if let Some(path) = numbers::path(&page.to_path(TOLERANCE), PAGE) {
            self.surface.draw_path(&path);
        }
        self.close();
    }

    /// Draws what keeps inside of a part of the page.
    pub(super) fn clipped(&mut self, area: Option<Rect>, draw: impl FnOnce(&mut Self)) {
        self.close();
        let area = area.and_then(|area| numbers::path(&area.to_path(TOLERANCE), PAGE));
        if let Some(area) = &area {
            self.surface.push_clip_path(area, &FillRule::NonZero);
        }
        draw(self);
        self.close();
        if area.is_some() {
            self.surface.pop();
        }
    }
}
