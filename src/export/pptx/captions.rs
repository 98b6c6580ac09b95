//! The legend of a slide: its signs and words as small shapes in one group.

use kurbo::{PathEl, Point, Rect, Shape as _};

use super::boxes::{Label, line};
use super::colors::fill;
use super::place::Area;
use super::text::{Hand, Insets, Side, Stretch};
use crate::export::xml::Markup as _;
use crate::scene::{Item, Shape, Stroke};
use crate::text::Paragraph;
use crate::theme::Color;

/// Text boxes are this much wider than our own font needs, for others.
const ROOM: f64 = 1.25;

/// Writes a caption; `number` gives the numbers of its group and of each of its shapes.
pub(super) fn caption(item: &Item, hand: &Hand<'_>, number: &dyn Fn(usize) -> u32) -> String {
    let mut inside = String::new();
    let mut area: Option<Area> = None;
    for (at, shape) in item.group.shapes.iter().enumerate() {
        let label = Label {
            id: number(at + 1),
            name: &format!("!!{}:{at}", item.group.key),
            description: "Part of the legend",
            link: None,
        };
        let Some((its, body)) = written(shape, item, hand) else {
            continue;
        };
        inside.put(format_args!(
            "<p:sp><p:nvSpPr>{}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>{body}</p:sp>\n",
            label.properties()
        ));
        area = Some(area.map_or(its, |area| area.union(its)));
    }
    let Some(area) = area else { return inside };
    let label = Label {
        id: number(0),
        name: &format!("!!{}", item.group.key),
        description: &item.group.title,
        link: None,
    };
    format!(
        "<p:grpSp><p:nvGrpSpPr>{}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>{}</p:grpSpPr>\n{inside}</p:grpSp>\n",
        label.properties(),
        area.group_transform()
    )
}

/// Where a shape stands, and its properties and text.
fn written(shape: &Shape, item: &Item, hand: &Hand<'_>) -> Option<(Area, String)> {
    match shape {
        Shape::Box {
            rect,
            fill: ground,
            stroke,
        } => {
            let area = hand.place.area(rect.rect() + item.offset);
            let radius = hand.place.length(rect.radii().top_left);
            let share = radius * 100_000 / area.width.min(area.height).max(1);
            let geometry = format!(
                "<a:prstGeom prst=\"roundRect\"><a:avLst><a:gd name=\"adj\" fmla=\"val {}\"/></a:avLst></a:prstGeom>",
                share.clamp(0, 50_000)
            );
            Some((
                area,
                properties(area, &geometry, *ground, stroke.as_ref(), hand),
            ))
        }
        Shape::Path {
            path,
            fill: ground,
            stroke,
        } => {
            let area = hand.place.area(path.bounding_box() + item.offset);
            // The only round signs that are filled are dots.
            let is_dot = ground.is_some() && path.elements().iter().any(is_curve);
            let geometry = if is_dot {
                "<a:prstGeom prst=\"ellipse\"><a:avLst/></a:prstGeom>".to_owned()
            } else {
                outline(path.elements(), item, area, ground.is_some(), hand)
            };
            Some((
                area,
                properties(area, &geometry, *ground, stroke.as_ref(), hand),
            ))
        }
        Shape::Gap { .. } => None,
        Shape::Text {
            paragraph,
            at,
            color,
        } => Some(text(paragraph, *at, *color, item, hand)),
    }
}

fn is_curve(element: &PathEl) -> bool {
    matches!(element, PathEl::CurveTo(..))
}

fn properties(
    area: Area,
    geometry: &str,
    ground: Option<Color>,
    stroke: Option<&Stroke>,
    hand: &Hand<'_>,
) -> String {
    let color = |color: Color| hand.palette.color(color, false);
    let ground = ground.map_or_else(|| "<a:noFill/>".to_owned(), |ground| fill(&color(ground)));
    let border = stroke.map_or_else(
        || "<a:ln><a:noFill/></a:ln>".to_owned(),
        |stroke| line(stroke, &color(stroke.color), "", hand),
    );
    format!(
        "<p:spPr>{}{geometry}{ground}{border}</p:spPr>",
        area.transform("a:xfrm", "")
    )
}

fn outline(
    elements: &[PathEl],
    item: &Item,
    area: Area,
    is_filled: bool,
    hand: &Hand<'_>,
) -> String {
    let spot = |tag: &str, points: &[Point]| {
        let mut out = format!("<a:{tag}>");
        for point in points {
            let spot = hand.place.point(*point + item.offset);
            let (x, y) = (spot.x - area.x, spot.y - area.y);
            out.put(format_args!("<a:pt x=\"{x}\" y=\"{y}\"/>"));
        }
        out.put(format_args!("</a:{tag}>"));
        out
    };
    let mut path = String::new();
    for element in elements {
        path += &match element {
            PathEl::MoveTo(to) => spot("moveTo", &[*to]),
            PathEl::LineTo(to) => spot("lnTo", &[*to]),
            PathEl::QuadTo(one, to) => spot("quadBezTo", &[*one, *to]),
            PathEl::CurveTo(one, two, to) => spot("cubicBezTo", &[*one, *two, *to]),
            PathEl::ClosePath => "<a:close/>".to_owned(),
        };
    }
    let (width, height) = (area.width, area.height);
    let fill = if is_filled { "" } else { " fill=\"none\"" };
    format!(
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l=\"0\" t=\"0\" r=\"r\" b=\"b\"/>\
         <a:pathLst><a:path w=\"{width}\" h=\"{height}\"{fill}>{path}</a:path></a:pathLst></a:custGeom>"
    )
}

fn text(
    paragraph: &Paragraph,
    at: Point,
    color: Color,
    item: &Item,
    hand: &Hand<'_>,
) -> (Area, String) {
    // What fills its room breaks there.
    let room = if paragraph.lines.len() > 1 { 1.0 } else { ROOM };
    let size = (paragraph.width * room, paragraph.height);
    let area = hand
        .place
        .area(Rect::from_origin_size(at, size) + item.offset);
    let stretch = Stretch {
        text: &paragraph.text,
        size: paragraph.style.size,
        is_bold: false,
        color: hand.palette.color(color, false),
    };
    let lines = hand.paragraph(&[stretch], Side::Left, paragraph.style.line_height, 0.0);
    let body = Insets {
        left: 0,
        top: 0,
        right: 0,
        bottom: 0,
    };
    let properties = format!(
        "<p:spPr>{}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>",
        area.transform("a:xfrm", "")
    );
    (area, properties + &body.body(&lines))
}
