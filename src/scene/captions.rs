//! What stands around a picture: its title with the sources above, and below what its signs and
//! colours mean.

use std::collections::BTreeSet;
use std::sync::Arc;

use kurbo::{BezPath, Circle, Point, Rect, Shape as _, Size, Vec2};

use super::boxes::bordered;
use super::draft::{Draft, StepKind};
use super::group::{Group, Item, Role, Shape, Stroke};
use super::{Scene, digest, draw, signs};
use crate::model::{ArgumentMap, ClaimId, ElementId, Holder, ParticipantId, Source};
use crate::text::{Face, Fonts, Paragraph, TextStyle};
use crate::theme::{Color, Theme};

/// Between the map and what stands above or below it.
const APART: f64 = 28.0;
/// The size of titles.
const TITLE_SIZE: f64 = 20.0;
/// The size of all other words, which is that of names in the map.
const SMALL_SIZE: f64 = 11.0;
/// Lines of captions are this high, as a multiple of their size.
const LINE_HEIGHT: f64 = 1.35;
/// No caption is set narrower, however narrow the map.
const LEAST_WIDTH: f64 = 320.0;
/// A sign of the legend.
const SIGN: Size = Size::new(24.0, 18.0);
/// Between a sign and its words, between entries, and from row to row.
const SIGN_GAP: f64 = 6.0;
const ENTRY_GAP: f64 = 18.0;
const ROW_GAP: f64 = 8.0;
/// So many sources are cited in full.
const CITED: usize = 3;

/// What a legend in two rows takes of the height of a slide, in points.
const LEGEND_HEIGHT_PT: f64 = 50.0;
/// The size of words around a step, and of its title, on such a slide.
const LEGEND_PT: f64 = 12.0;
const HEADING_PT: f64 = 24.0;
/// The margins of such a slide.
const BESIDE_PT: f64 = 24.0;
/// Pages show at most so much beyond the captions of a step, in map units.
const MARGIN: f64 = 64.0;
/// Between a step and what stands around it, in units of its captions.
const STEP_APART: f64 = 9.0;
/// Between the rows of a step's legend.
const STEP_ROW_GAP: f64 = 4.0;
/// A dot of the legend needs no more room than this across.
const DOT_WIDTH: f64 = 12.0;

/// What stands around a step.
#[derive(Debug, Clone, Copy)]
pub struct StepCaptions<'a> {
    /// Its title, above it, in one line.
    pub heading: Option<&'a str>,
    /// What signs and colours mean, below it.
    pub legend: bool,
    /// And what the claims of the view are quoted from.
    pub sources: bool,
    /// All that the view shows.
    pub whole: &'a Scene,
    /// What of its slide or page a map and its legend have, in points.
    pub room_pt: Size,
}

/// Which captions a picture has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Captions {
    /// The title and the sources, above.
    pub title: bool,
    /// What signs and colours mean, below.
    pub legend: bool,
}

impl Captions {
    /// All of them.
    pub const ALL: Self = Self {
        title: true,
        legend: true,
    };
}

impl Scene {
    /// The same drawing with captions around it; what is shown is what they explain.
    #[must_use]
    pub fn captioned(&self, map: &ArgumentMap, fonts: &Fonts, captions: Captions) -> Self {
        let bounds = self.bounds();
        if self.items().is_empty() {
            return self.clone();
        }
        let writer = Writer {
            scene: self,
            map,
            fonts,
            theme: self.theme(),
            width: bounds.width().max(LEAST_WIDTH),
            unit: 1.0,
            row_gap: ROW_GAP,
        };
        let above = captions.title.then(|| writer.title()).flatten();
        let below = captions
            .legend
            .then(|| writer.legend(!captions.title))
            .flatten();
        let above = above.map(|(shapes, title, size)| {
            let corner = Vec2::new(bounds.x0, bounds.y0 - APART - size.height);
            item("title", shapes, title, size, corner)
        });
        let below = below.map(|(shapes, title, size)| {
            let corner = Vec2::new(bounds.x0, bounds.y1 + APART);
            item("legend", shapes, title, size, corner)
        });
        self.with(above, below)
    }

    /// The same drawing as all of a slide that has so much room in points for a map and its legend,
    /// and what of the map the slide takes in: its legend is as
    /// large as words around steps are, and names the sources, since the title stands elsewhere.
    #[must_use]
    pub fn captioned_for_slide(
        &self,
        map: &ArgumentMap,
        fonts: &Fonts,
        captions: Captions,
        room_pt: Size,
    ) -> (Self, Rect) {
        let bounds = self.bounds();
        if self.items().is_empty() {
            return (self.clone(), bounds);
        }
        let around = StepCaptions {
            heading: None,
            legend: captions.legend,
            sources: true,
            whole: self,
            room_pt,
        };
        // The legend may be wider than the map, and begin where the title does.
        let taken = if captions.legend {
            LEGEND_HEIGHT_PT
        } else {
            0.0
        };
        let ratio = room_pt.width / (room_pt.height - taken).max(1.0);
        let width = bounds.width().max(bounds.height() * ratio);
        let side = (width - bounds.width()) / 2.0;
        self.captioned_around(bounds.inflate(side, 0.0), &around, map, fonts)
    }

    /// A step of a view with captions, and what of the map it takes in with them. The captions stand
    /// above and below its frame and are as large as on a slide; equal frames have equal room for
    /// them, whatever the step shows: `whole` is all of the view, which the legend explains.
    #[must_use]
    pub fn captioned_around(
        &self,
        frame: Rect,
        step: &StepCaptions<'_>,
        map: &ArgumentMap,
        fonts: &Fonts,
    ) -> (Self, Rect) {
        let per_pt = (frame.width() / step.room_pt.width).max(frame.height() / step.room_pt.height);
        let unit = LEGEND_PT / SMALL_SIZE * per_pt;
        let writer = Writer {
            scene: step.whole,
            map,
            fonts,
            theme: self.theme(),
            width: frame.width(),
            unit,
            row_gap: STEP_ROW_GAP,
        };
        let apart = STEP_APART * unit;
        let mut around = frame;
        let beside = BESIDE_PT * per_pt;
        let beyond = (1.25 * beside).max(MARGIN);
        // Lines that lead off the step end where its captions begin.
        let grounded = |mut shapes: Vec<Shape>, strip: Rect, corner: Vec2| {
            if self.has_lines_in(strip) {
                shapes.insert(
                    0,
                    Shape::Box {
                        rect: (strip - corner).to_rounded_rect(0.0),
                        fill: Some(self.background()),
                        stroke: None,
                    },
                );
            }
            shapes
        };
        let sides = (frame.x0 - beside, frame.x1 + beside);
        let above = step.heading.and_then(|heading| {
            let (shapes, title, size) = writer.heading(heading.trim());
            around.y0 -= apart + size.height;
            let corner = Vec2::new(frame.x0, around.y0);
            let end = frame.y0 - apart / 2.0;
            let strip = Rect::new(sides.0, around.y0 - beyond, sides.1, end);
            let shapes = grounded(shapes, strip, corner);
            (!title.is_empty()).then(|| item("title", shapes, title, size, corner))
        });
        let below = step.legend.then(|| writer.legend(step.sources)).flatten();
        let below = below.map(|(shapes, title, size)| {
            around.y1 += apart + size.height;
            let corner = Vec2::new(frame.x0, around.y1 - size.height);
            let end = frame.y1 + apart / 2.0;
            let strip = Rect::new(sides.0, end, sides.1, around.y1 + beyond);
            let shapes = grounded(shapes, strip, corner);
            item("legend", shapes, title, size, corner)
        });
        (self.with(above, below), around)
    }

    /// Whether a line that leads off a step runs through a part of the map.
    fn has_lines_in(&self, part: Rect) -> bool {
        self.visible(part).any(|item| {
            let Role::Connector(ends) = &item.group.role else {
                return false;
            };
            let stretches = ends.points.windows(2);
            let mut stretches = stretches.filter_map(|pair| pair.first().zip(pair.last()));
            stretches.any(|(from, to)| {
                let stretch = Rect::from_points(*from, *to) + item.offset;
                stretch.inflate(1.0, 1.0).overlaps(part)
            })
        })
    }
}

fn item(name: &str, shapes: Vec<Shape>, title: String, size: Size, offset: Vec2) -> Item {
    let bounds = shapes
        .iter()
        .map(draw::bounds_of)
        .reduce(|all, one| all.union(one));
    let element = ClaimId::new("caption").expect("`caption` is a legal id");
    Item {
        offset,
        group: Arc::new(Group {
            key: format!("caption:{name}"),
            role: Role::Caption,
            element: ElementId::Claim(element),
            revision: digest::of_shapes(&shapes),
            bounds: bounds.unwrap_or_default(),
            body: size.to_rect(),
            shapes,
            title,
            description: String::new(),
            draft: Draft::Caption,
        }),
    }
}

/// Shapes from their own top left, what they say, and their size.
type Written = (Vec<Shape>, String, Size);

struct Writer<'a> {
    scene: &'a Scene,
    map: &'a ArgumentMap,
    fonts: &'a Fonts,
    theme: &'a Theme,
    width: f64,
    /// How large everything is, as a multiple of what it is around a whole map.
    unit: f64,
    /// Between rows of the legend, in such units.
    row_gap: f64,
}

impl Writer<'_> {
    fn set(&self, text: &str, face: Face, size: f64, width: f64) -> Arc<Paragraph> {
        let size = size * self.unit;
        let style = TextStyle {
            face,
            size,
            line_height: size * LINE_HEIGHT,
        };
        self.fonts.paragraph(text, style, width)
    }

    /// The title of a step in a line of always the same height.
    fn heading(&self, text: &str) -> Written {
        let usual = HEADING_PT * SMALL_SIZE / LEGEND_PT;
        let width = self.set(text, Face::Bold, usual, f64::INFINITY).width;
        let fitting = usual * (self.width / width.max(1e-6)).min(1.0);
        let paragraph = self.set(text, Face::Bold, fitting, f64::INFINITY);
        let height = usual * LINE_HEIGHT * self.unit;
        let at = Point::new(0.0, (height - paragraph.height) / 2.0);
        let size = Size::new(paragraph.width, height);
        let shape = Shape::Text {
            paragraph,
            at,
            color: self.theme.text,
        };
        (vec![shape], text.to_owned(), size)
    }

    /// The map's title and what its claims are quoted from.
    fn title(&self) -> Option<Written> {
        let mut shapes = Vec::new();
        let mut said = Vec::new();
        let mut size = Size::ZERO;
        let heading = self.map.heading().title.trim();
        let sources = self.sources();
        let lines = [
            (heading, Face::Bold, TITLE_SIZE, self.theme.text),
            (&sources, Face::Regular, SMALL_SIZE, self.theme.secondary),
        ];
        for (text, face, text_size, color) in lines {
            if text.is_empty() {
                continue;
            }
            let paragraph = self.set(text, face, text_size, self.width);
            size.width = size.width.max(paragraph.width);
            let at = Point::new(0.0, size.height);
            size.height += paragraph.height + ROW_GAP / 2.0;
            shapes.push(Shape::Text {
                paragraph,
                at,
                color,
            });
            said.push(text.to_owned());
        }
        (!shapes.is_empty()).then(|| (shapes, said.join(". "), size))
    }

    /// The sources that claims of the picture quote, as they are cited.
    fn sources(&self) -> String {
        let quotes = self.claims().flat_map(|claim| &claim.quotes);
        let quoted: BTreeSet<_> = quotes.map(|quote| &quote.source).collect();
        let sources = self.map.sources();
        let sources: Vec<_> = sources
            .filter(|source| quoted.contains(&source.id))
            .collect();
        let cited = sources.iter().take(CITED).map(|source| cited(source));
        let mut cited = cited.collect::<Vec<_>>().join("; ");
        if let Some(more) = sources.len().checked_sub(CITED).filter(|more| *more > 0) {
            cited = format!("{cited}; and {more} more");
        }
        match sources.len() {
            0 => String::new(),
            1 => format!("Source: {cited}"),
            _ => format!("Sources: {cited}"),
        }
    }

    fn claims(&self) -> impl Iterator<Item = &crate::model::Claim> {
        let boxes = self.scene.items().iter();
        let boxes = boxes.filter(|item| item.group.role == Role::Claim);
        boxes.filter_map(|item| match &item.group.element {
            ElementId::Claim(id) => self.map.claim(id),
            ElementId::Inference(_) => None,
        })
    }

    /// Entries one after the other, in as many rows as they need, and under them the sources, if
    /// they do not stand under the title.
    fn legend(&self, with_sources: bool) -> Option<Written> {
        let mut shapes = Vec::new();
        let mut said = Vec::new();
        let (mut x, mut y, mut widest) = (0.0, 0.0, 0.0_f64);
        let (sign_gap, entry_gap) = (SIGN_GAP * self.unit, ENTRY_GAP * self.unit);
        let row_gap = self.row_gap * self.unit;
        for (sign, words) in self.entries() {
            let sign_size = sign.size * self.unit;
            let sign = sign.shapes;
            let room = (self.width - sign_size.width - sign_gap).max(1.0);
            let text = self.set(&words, Face::Regular, SMALL_SIZE, room);
            let entry_width = sign_size.width + sign_gap + text.width;
            if x > 0.0 && x + entry_width > self.width {
                x = 0.0;
                y += sign_size.height + row_gap;
            }
            let sign = sign.into_iter();
            shapes.extend(sign.map(|shape| placed(shape, self.unit, Vec2::new(x, y))));
            let text_at = Point::new(
                x + sign_size.width + sign_gap,
                y + (sign_size.height - text.height) / 2.0,
            );
            shapes.push(Shape::Text {
                paragraph: text,
                at: text_at,
                color: self.theme.secondary,
            });
            widest = widest.max(x + entry_width);
            x += entry_width + entry_gap;
            said.push(words);
        }
        let height = SIGN.height * self.unit;
        let mut size = Size::new(widest, y + height);
        let sources = self.sources();
        if with_sources && !sources.is_empty() {
            let text = self.set(&sources, Face::Regular, SMALL_SIZE, self.width);
            let fits_beside = x > 0.0 && x + entry_gap + text.width <= self.width;
            let at = if fits_beside {
                Point::new(x + entry_gap, y + (height - text.height) / 2.0)
            } else {
                Point::new(0.0, size.height + row_gap)
            };
            size.width = widest.max(at.x + text.width);
            size.height = size.height.max(at.y + text.height);
            shapes.push(Shape::Text {
                paragraph: text,
                at,
                color: self.theme.secondary,
            });
            said.push(sources);
        }
        (!shapes.is_empty()).then(|| (shapes, said.join(", "), size))
    }

    fn entries(&self) -> Vec<(Sign, String)> {
        let kinds: BTreeSet<StepKind> = self
            .scene
            .items()
            .iter()
            .filter(|item| item.group.role == Role::Mark)
            .filter_map(|item| item.group.step())
            .collect();
        let mut entries: Vec<_> = kinds
            .into_iter()
            .map(|kind| (Sign::wide(self.pill(kind)), meaning(kind).to_owned()))
            .collect();
        if self.claims().any(|claim| claim.implicit) {
            entries.push((Sign::wide(self.dashed()), "left unsaid".to_owned()));
        }
        let mut holders: BTreeSet<&ParticipantId> = BTreeSet::new();
        let mut has_analyst = false;
        for held in self.claims().flat_map(|claim| &claim.held_by) {
            match &held.holder {
                Holder::Participant(id) => drop(holders.insert(id)),
                Holder::Analyst => has_analyst = true,
            }
        }
        for (index, participant) in self.map.participants().enumerate() {
            if holders.contains(&participant.id) {
                let color = self.theme.participant(index);
                let dot = Circle::new(dot_middle(), 4.0).to_path(1e-3);
                entries.push((Sign::dot(filled(dot, color)), participant.name.clone()));
            }
        }
        if has_analyst {
            let square = Rect::from_center_size(dot_middle(), (6.8, 6.8)).to_path(1e-3);
            let sign = filled(square, self.theme.secondary);
            entries.push((Sign::dot(sign), "Analyst".to_owned()));
        }
        entries
    }

    fn pill(&self, kind: StepKind) -> Vec<Shape> {
        let accent = kind.accent(self.theme);
        let stroke = Stroke {
            color: accent.ink,
            width: 1.2 * accent.weight,
            dashes: vec![],
        };
        vec![
            bordered(SIGN, SIGN.height / 2.0, accent.tint, stroke),
            signs::step(kind, middle(), accent.ink),
        ]
    }

    fn dashed(&self) -> Vec<Shape> {
        let stroke = Stroke {
            color: self.theme.secondary,
            width: 1.25,
            dashes: vec![4.0, 3.0],
        };
        vec![bordered(SIGN, 4.0, self.theme.box_fill, stroke)]
    }
}

/// A sign of the legend, from its own top left.
struct Sign {
    shapes: Vec<Shape>,
    size: Size,
}

impl Sign {
    fn wide(shapes: Vec<Shape>) -> Self {
        Self { shapes, size: SIGN }
    }

    fn dot(shape: Shape) -> Self {
        Self {
            shapes: vec![shape],
            size: Size::new(DOT_WIDTH, SIGN.height),
        }
    }
}

fn dot_middle() -> Point {
    Point::new(DOT_WIDTH / 2.0, SIGN.height / 2.0)
}

fn middle() -> Point {
    Point::new(SIGN.width / 2.0, SIGN.height / 2.0)
}

fn filled(path: BezPath, color: Color) -> Shape {
    Shape::Path {
        path,
        fill: Some(color),
        stroke: None,
    }
}

fn meaning(kind: StepKind) -> &'static str {
    match kind {
        StepKind::Support => "supports",
        StepKind::Objection => "objects",
        StepKind::Undercut => "attacks a step",
        StepKind::Answer => "answers",
    }
}

fn cited(source: &Source) -> String {
    let parts = [
        &source.author,
        &source.title,
        &source.publication,
        &source.date,
    ];
    let parts = parts.into_iter().map(|part| part.trim());
    let parts = parts.filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(", ")
}

/// A sign made larger from its top left, and moved.
fn placed(shape: Shape, scale: f64, by: Vec2) -> Shape {
    let place = kurbo::Affine::translate(by) * kurbo::Affine::scale(scale);
    let larger = |stroke: Option<Stroke>| {
        stroke.map(|stroke| Stroke {
            color: stroke.color,
            width: stroke.width * scale,
            dashes: stroke.dashes.iter().map(|dash| dash * scale).collect(),
        })
    };
    match shape {
        Shape::Box { rect, fill, stroke } => {
            let radius = rect.radii().top_left * scale;
            let rect = place.transform_rect_bbox(rect.rect());
            Shape::Box {
                rect: rect.to_rounded_rect(radius),
                fill,
                stroke: larger(stroke),
            }
        }
        Shape::Path { path, fill, stroke } => Shape::Path {
            path: place * path,
            fill,
            stroke: larger(stroke),
        },
        // No sign has stripes or texts.
        Shape::Gap { .. } | Shape::Text { .. } => shape,
    }
}
