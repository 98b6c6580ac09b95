//! Boxes, marks and badges as native shapes with their text in them.

use kurbo::{PathEl, Point};

use super::colors::{Palette, fill};
use super::place::Area;
use super::sites::Outline;
use super::text::{Hand, Insets, Side, Stretch};
use crate::export::xml::{Markup as _, escaped};
use crate::scene::{Item, Role, Shape, StepKind, Stroke};
use crate::text::Paragraph;
use crate::theme::Color;

/// Text may be set wider than in the map by this much, in map units: programs round.
const SLACK: f64 = 0.3;
/// Lines may come out wider in other programs by this much, in map units, where no word of the next
/// line fits in it.
const MEASURED_WIDER: f64 = 2.0;
/// The width of a space as a part of the size of a text.
const SPACE: f64 = 0.28;
/// What is left between text and border at least, in map units.
const CLOSE: f64 = 2.0;
/// A preset's text keeps off its corners by this part of their radius.
const CORNER_INSET: f64 = 0.292_89;

/// What a shape is called and says to who cannot see it.
pub(super) struct Label<'a> {
    pub(super) id: u32,
    pub(super) name: &'a str,
    pub(super) description: &'a str,
    /// The relation that leads to the slide that shows it closer.
    pub(super) link: Option<String>,
}

impl Label<'_> {
    /// The properties that every shape begins with.
    pub(super) fn properties(&self) -> String {
        let (id, name) = (self.id, escaped(self.name));
        let description = escaped(self.description.trim());
        let head = format!("<p:cNvPr id=\"{id}\" name=\"{name}\" descr=\"{description}\"");
        match &self.link {
            Some(relation) => format!(
                "{head}><a:hlinkClick r:id=\"{relation}\" action=\"ppaction://hlinksldjump\"/></p:cNvPr>"
            ),
            None => format!("{head}/>"),
        }
    }
}

/// The outline of an item that is a box.
pub(super) fn outline(item: &Item, id: u32, hand: &Hand<'_>) -> Option<Outline> {
    let rect = item.group.shapes.iter().find_map(|shape| match shape {
        Shape::Box { rect, .. } => Some(rect),
        Shape::Path { .. } | Shape::Gap { .. } | Shape::Text { .. } => None,
    })?;
    // Where the border runs depends on how heavy it is; where the box stands does not.
    let body = item.group.body;
    let area = hand.place.area(body + item.offset);
    let radius = rect.radii().top_left + rect.rect().x0 - body.x0;
    let radius = hand.place.length(radius);
    Some(Outline::new(id, area, radius))
}

/// A box, mark or badge as a shape.
pub(super) fn shape(
    item: &Item,
    outline: &Outline,
    label: &Label<'_>,
    is_faded: bool,
    hand: &Hand<'_>,
) -> String {
    let paint = Paint::of(item, is_faded, hand);
    let body = match item.group.role {
        Role::Claim => claim_text(item, outline, is_faded, hand),
        Role::Mark | Role::Badge { .. } | Role::Connector(_) | Role::Caption => {
            pill_text(item, &paint, hand)
        }
    };
    let mut out = format!(
        "<p:sp><p:nvSpPr>{}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{}{}{}{}</p:spPr>{body}</p:sp>",
        label.properties(),
        outline.area.transform("a:xfrm", ""),
        outline.geometry(),
        paint.ground,
        paint.border,
    );
    out.push('\n');
    out
}

/// Ground, border and ink.
struct Paint {
    ground: String,
    border: String,
    ink: String,
}

impl Paint {
    fn of(item: &Item, is_faded: bool, hand: &Hand<'_>) -> Self {
        let step = item.group.step();
        let color = |color: Color, is_ground: bool| match (step, is_ground) {
            (Some(kind), true) => hand.palette.tint(kind, is_faded),
            (Some(kind), false) => Palette::ink(kind, is_faded),
            // What stands behind is not to be seen through a box that steps back.
            (None, true) => Palette::ground(),
            (None, false) => hand.palette.color(color, is_faded),
        };
        let mut paint = Self {
            ground: "<a:noFill/>".to_owned(),
            border: "<a:ln><a:noFill/></a:ln>".to_owned(),
            ink: String::new(),
        };
        for shape in &item.group.shapes {
            match shape {
                Shape::Box {
                    fill: ground,
                    stroke,
                    ..
                } => {
                    if let Some(ground) = ground {
                        paint.ground = fill(&color(*ground, true));
                    }
                    if let Some(stroke) = stroke {
                        paint.border = line(stroke, &color(stroke.color, false), "", hand);
                    }
                }
                Shape::Text { color: ink, .. } => paint.ink = color(*ink, false),
                Shape::Path { .. } | Shape::Gap { .. } => {}
            }
        }
        paint
    }
}

/// The colours of a claim's border as it is drawn and as it is where the claim stands out.
pub(super) fn borders(item: &Item, hand: &Hand<'_>) -> Option<[String; 2]> {
    let stroke = item.group.shapes.iter().find_map(|shape| match shape {
        Shape::Box { stroke, .. } => stroke.as_ref(),
        Shape::Path { .. } | Shape::Gap { .. } | Shape::Text { .. } => None,
    });
    let usual = hand.palette.color(stroke?.color, false);
    let heavy = hand.palette.text();
    (item.group.role == Role::Claim && usual != heavy).then_some([usual, heavy])
}

/// A line with its ends.
pub(super) fn line(stroke: &Stroke, color: &str, ends: &str, hand: &Hand<'_>) -> String {
    let width = hand.place.length(stroke.width).max(1);
    let mut dashes = String::new();
    if !stroke.dashes.is_empty() {
        dashes += "<a:custDash>";
        for pair in stroke.dashes.chunks(2) {
            let part = |at: usize| {
                let length = pair.get(at).copied().unwrap_or_default();
                (length / stroke.width * 100_000.0).round() as i64
            };
            let (dash, space) = (part(0), part(1));
            dashes.put(format_args!("<a:ds d=\"{dash}\" sp=\"{space}\"/>"));
        }
        dashes += "</a:custDash>";
    }
    let fill = fill(color);
    format!("<a:ln w=\"{width}\">{fill}{dashes}<a:round/>{ends}</a:ln>")
}

/// The texts of an item with the sign before each.
fn texts(item: &Item) -> Vec<(Option<&Shape>, &Paragraph, Point, Color)> {
    let mut sign = None;
    let mut texts = Vec::new();
    for shape in &item.group.shapes {
        match shape {
            Shape::Path { .. } => sign = Some(shape),
            Shape::Text {
                paragraph,
                at,
                color,
            } => texts.push((sign.take(), paragraph.as_ref(), *at, *color)),
            Shape::Box { .. } | Shape::Gap { .. } => {}
        }
    }
    texts
}

/// The text of a claim, and under it who holds it.
fn claim_text(item: &Item, outline: &Outline, is_faded: bool, hand: &Hand<'_>) -> String {
    let texts = texts(item);
    let Some((_, text, at, color)) = texts.first() else {
        return String::new();
    };
    let mut paragraphs = hand.paragraphs(text, &hand.palette.color(*color, is_faded));
    let mut bottom = at.y + text.height;
    let mut row: Vec<Stretch<'_>> = Vec::new();
    let mut row_top = f64::NEG_INFINITY;
    let mut above = 0.0;
    let mut height = 0.0;
    let end_row = |row: &mut Vec<Stretch<'_>>, height: f64, above: f64| {
        let written = hand.paragraph(row, Side::Left, height, above);
        row.clear();
        written
    };
    for (sign, name, name_at, ink) in texts.iter().skip(1) {
        if name_at.y > row_top {
            if !row.is_empty() {
                paragraphs += &end_row(&mut row, height, above);
            }
            above = (name_at.y - bottom).max(0.0);
        } else {
            row.push(stretch("   ", name.style.size, String::new()));
        }
        row_top = name_at.y;
        height = name.style.line_height;
        bottom = bottom.max(name_at.y + name.height);
        let (dot, dot_color) = sign.map_or((" ", *ink), dot);
        let dot_color = hand.palette.color(dot_color, is_faded);
        row.push(stretch(dot, name.style.size, dot_color));
        let ink = hand.palette.color(*ink, is_faded);
        row.push(stretch(&name.text, name.style.size, ink));
    }
    if !row.is_empty() {
        paragraphs += &end_row(&mut row, height, above);
    }
    let shrinkage = 1.0 - hand.place.text_share(text.style.size);
    let room = item.group.body.width() - 2.0 * at.x;
    let padding = at.x + (room * shrinkage - SLACK) / 2.0;
    let slack = robust_room(text, room) - room - SLACK;
    claim_insets(item, outline, (padding, slack), (at.y, bottom), hand).body(&paragraphs)
}

/// The room in which other programs break a text as we do although they measure it otherwise:
/// halfway between what its lines need and what would let a word move up.
fn robust_room(text: &Paragraph, room: f64) -> f64 {
    let needed = text.lines.iter().map(|line| line.width);
    let needed = needed.fold(0.0, f64::max);
    let pairs = text.lines.windows(2);
    let pairs = pairs.filter_map(|pair| pair.first().zip(pair.last()));
    let too_wide = pairs.filter_map(|(line, next)| {
        let between = text.text.get(line.range.end..next.range.start)?;
        let words = text.text.get(next.range.clone())?;
        let end = next.range.start + words.split_whitespace().next()?.len();
        let glyphs = next.runs.iter().flat_map(|run| &run.glyphs);
        let glyphs = glyphs.filter(|glyph| glyph.cluster < end);
        let word: f64 = glyphs.map(|glyph| glyph.advance).sum();
        // Where the author broke the line, nothing moves up.
        (!between.contains('\n')).then_some(line.width + SPACE * text.style.size + word)
    });
    let too_wide = too_wide.fold(f64::INFINITY, f64::min);
    f64::midpoint(needed, too_wide).min(room + MEASURED_WIDER)
}

fn stretch(text: &str, size: f64, color: String) -> Stretch<'_> {
    Stretch {
        text,
        size,
        is_bold: false,
        color,
    }
}

/// The sign of a participant's dot, and its colour.
fn dot(shape: &Shape) -> (&'static str, Color) {
    let Shape::Path { path, fill, stroke } = shape else {
        return (" ", Color::rgb(0, 0, 0));
    };
    let is_round = path
        .elements()
        .iter()
        .any(|element| matches!(element, PathEl::CurveTo(..)));
    let color = fill.or(stroke.as_ref().map(|stroke| stroke.color));
    let sign = match (is_round, fill.is_some()) {
        (true, true) => "● ",
        (true, false) => "○ ",
        (false, true) => "■ ",
        (false, false) => "□ ",
    };
    (sign, color.unwrap_or(Color::rgb(0, 0, 0)))
}

/// Insets that leave the text where it stands in the map, and all the room around it to fonts that
/// need more.
fn claim_insets(
    item: &Item,
    outline: &Outline,
    (padding, slack): (f64, f64),
    (top, bottom): (f64, f64),
    hand: &Hand<'_>,
) -> Insets {
    let body = item.group.body;
    let place = hand.place;
    let corner = if outline.is_custom() {
        0
    } else {
        (outline.radius() as f64 * CORNER_INSET) as i64
    };
    let side = place.length(padding) - corner;
    let middle = f64::midpoint(top, bottom);
    let below = (body.height() - 2.0 * middle).max(0.0);
    let above = (2.0 * middle - body.height()).max(0.0);
    let clear = |extra: f64| (place.length(CLOSE + extra) - corner).max(0);
    Insets {
        left: side.max(0),
        top: clear(above),
        // Programs measure words a little wider at some sizes, and must not break lines for that.
        right: (side - place.length(slack)).max(0),
        bottom: clear(below),
    }
}

/// The sign of a mark or badge, and its words.
fn pill_text(item: &Item, paint: &Paint, hand: &Hand<'_>) -> String {
    let sign = match (item.group.step(), &item.group.role) {
        (Some(StepKind::Support), _) => "+",
        (Some(StepKind::Objection), _) => "−",
        (Some(StepKind::Undercut), _) => "⊘",
        (Some(StepKind::Answer), _) => "?",
        (None, _) => "▶",
    };
    let texts = texts(item);
    let Some((_, word, ..)) = texts.first() else {
        return String::new();
    };
    let text = format!("{sign}\u{a0}{}", word.text.trim());
    let stretch = Stretch {
        text: &text,
        size: word.style.size,
        is_bold: true,
        color: paint.ink.clone(),
    };
    let paragraph = hand.paragraph(&[stretch], Side::Centre, word.style.line_height, 0.0);
    Insets {
        left: 0,
        top: 0,
        right: 0,
        bottom: 0,
    }
    .body(&paragraph)
}

/// The sign on the border of a question, as a shape of its own.
pub(super) fn question_sign(
    item: &Item,
    label: &Label<'_>,
    is_faded: bool,
    hand: &Hand<'_>,
) -> Option<(Area, String)> {
    let circle = item.group.shapes.get(1)?;
    let Shape::Path {
        path,
        fill: Some(ground),
        stroke: Some(stroke),
    } = circle
    else {
        return None;
    };
    // A participant's dot has a ground or a border, and a pin has no ground.
    let bounds = kurbo::Shape::bounding_box(path) + item.offset;
    let area = hand.place.area(bounds);
    let color = |color: Color| hand.palette.color(color, is_faded);
    let ink = color(stroke.color);
    let stretch = Stretch {
        text: "?",
        size: bounds.height() * 0.7,
        is_bold: true,
        color: ink.clone(),
    };
    let paragraph = hand.paragraph(&[stretch], Side::Centre, bounds.height() * 0.8, 0.0);
    let body = Insets {
        left: 0,
        top: 0,
        right: 0,
        bottom: 0,
    }
    .body(&paragraph);
    let out = format!(
        "<p:sp><p:nvSpPr>{}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{}<a:prstGeom prst=\"ellipse\"><a:avLst/></a:prstGeom>{}{}</p:spPr>{body}</p:sp>\n",
        label.properties(),
        area.transform("a:xfrm", ""),
        fill(&color(*ground)),
        line(stroke, &ink, "", hand),
    );
    Some((area, out))
}
