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
}

impl Writer<'_> {
    fn set(&self, text: &str, face: Face, size: f64, width: f64) -> Arc<Paragraph> {
        let style = TextStyle {
            face,
            size,
            line_height: size * LINE_HEIGHT,
        };
        self.fonts.paragraph(text, style, width)
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
        for (sign, words) in self.entries() {
            let room = (self.width - SIGN.width - SIGN_GAP).max(1.0);
            let text = self.set(&words, Face::Regular, SMALL_SIZE, room);
            let entry_width = SIGN.width + SIGN_GAP + text.width;
            if x > 0.0 && x + entry_width > self.width {
                x = 0.0;
                y += SIGN.height + ROW_GAP;
            }
            shapes.extend(sign.into_iter().map(|shape| moved(shape, Vec2::new(x, y))));
            let text_at = Point::new(
                x + SIGN.width + SIGN_GAP,
                y + (SIGN.height - text.height) / 2.0,
            );
            shapes.push(Shape::Text {
                paragraph: text,
                at: text_at,
                color: self.theme.secondary,
            });
            widest = widest.max(x + entry_width);
            x += entry_width + ENTRY_GAP;
            said.push(words);
        }
        let mut size = Size::new(widest, y + SIGN.height);
        let sources = self.sources();
        if with_sources && !sources.is_empty() {
            let text = self.set(&sources, Face::Regular, SMALL_SIZE, self.width);
            let at = Point::new(0.0, size.height + ROW_GAP);
            size = Size::new(widest.max(text.width), at.y + text.height);
            shapes.push(Shape::Text {
                paragraph: text,
                at,
                color: self.theme.secondary,
            });
            said.push(sources);
        }
        (!shapes.is_empty()).then(|| (shapes, said.join(", "), size))
    }

    fn entries(&self) -> Vec<(Vec<Shape>, String)> {
        let kinds: BTreeSet<StepKind> = self
            .scene
            .items()
            .iter()
            .filter(|item| item.group.role == Role::Mark)
            .filter_map(|item| item.group.step())
            .collect();
        let mut entries: Vec<_> = kinds
            .into_iter()
            .map(|kind| (self.pill(kind), meaning(kind).to_owned()))
            .collect();
        if self.claims().any(|claim| claim.implicit) {
            entries.push((self.dashed(), "left unsaid".to_owned()));
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
                let dot = Circle::new(middle(), 4.0).to_path(1e-3);
                entries.push((vec![filled(dot, color)], participant.name.clone()));
            }
        }
        if has_analyst {
            let square = Rect::from_center_size(middle(), (6.8, 6.8)).to_path(1e-3);
            let sign = filled(square, self.theme.secondary);
            entries.push((vec![sign], "Analyst".to_owned()));
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

fn moved(shape: Shape, by: Vec2) -> Shape {
    match shape {
        Shape::Box { rect, fill, stroke } => Shape::Box {
            rect: rect + by,
            fill,
            stroke,
        },
        Shape::Path { path, fill, stroke } => Shape::Path {
            path: kurbo::Affine::translate(by) * path,
            fill,
            stroke,
        },
        Shape::Gap { path, width } => Shape::Gap {
            path: kurbo::Affine::translate(by) * path,
            width,
        },
        Shape::Text {
            paragraph,
            at,
            color,
        } => Shape::Text {
            paragraph,
            at: at + by,
            color,
        },
    }
}
