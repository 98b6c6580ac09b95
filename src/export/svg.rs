//! Writes a page as SVG: absolute size, outlined glyphs, titles and descriptions, no scripts, no
//! style sheets, no foreign objects.

use std::collections::BTreeMap;

use kurbo::{BezPath, PathEl, Point, Rect, RoundedRect};

use super::glyphs::{self, PlacedGlyph};
use super::page::Framing;
use super::xml::{Markup as _, decimals, escaped, id, number};
use super::{ExportError, Ground, Lettering, Page, PictureOptions};
use crate::scene::{Item, Role, Shape, Stroke};
use crate::text::{FaceId, Fonts, Paragraph};
use crate::theme::Color;

/// Outlines are defined once each, in thousandths of the font size.
const EM: f64 = 1000.0;

/// Writes the page as SVG 1.1 in UTF-8.
///
/// # Errors
/// [`ExportError`] if there is nothing to draw or an option is out of range.
pub fn export(page: &Page<'_>, options: &PictureOptions) -> Result<Vec<u8>, ExportError> {
    let framing = Framing::new(page, options)?;
    let mut writer = Writer {
        fonts: page.fonts,
        ground: match options.ground {
            Ground::Theme => Some(page.scene.background()),
            Ground::Transparent => None,
        },
        lettering: options.lettering,
        glyphs: BTreeMap::new(),
        definitions: String::new(),
        body: String::new(),
    };
    for item in page.scene.visible(framing.frame) {
        writer.item(item);
    }
    let map = options.map.as_deref();
    Ok(writer.finish(page, &framing, map).into_bytes())
}

struct Writer<'a> {
    fonts: &'a Fonts,
    ground: Option<Color>,
    lettering: Lettering,
    /// Numbers of the glyphs defined so far; none for those without an outline.
    glyphs: BTreeMap<(FaceId, u32), Option<usize>>,
    definitions: String,
    body: String,
}

impl Writer<'_> {
    fn item(&mut self, item: &Item) {
        let group = &item.group;
        let place = translation(item.offset.to_point());
        let is_named = matches!(group.role, Role::Claim | Role::Mark);
        // What is drawn in it is outlines, so title and description are all there is to hear.
        let role = if is_named {
            " role=\"graphics-symbol img\""
        } else {
            " aria-hidden=\"true\""
        };
        self.body
            .put(format_args!("<g id=\"{}\"{role}{place}>\n", id(&group.key)));
        if is_named {
            self.body += &words(&group.title, &group.description, None);
        }
        for shape in &group.shapes {
            self.shape(shape);
        }
        self.body += "</g>\n";
    }

    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Box { rect, fill, stroke } => {
                self.body += &rectangle(rect, &paint(*fill, stroke.as_ref()));
            }
            Shape::Path { path, fill, stroke } => {
                let paint = paint(*fill, stroke.as_ref());
                self.body.put(format_args!(
                    "<path d=\"{}\"{paint}/>\n",
                    path_data(path, 1.0)
                ));
            }
            // Where nothing lies behind there is nothing to clear the stripe with.
            Shape::Gap { path, width } => {
                if let Some(color) = self.ground {
                    let stroke = Stroke {
                        color,
                        width: *width,
                        dashes: vec![],
                    };
                    let paint = paint(None, Some(&stroke));
                    self.body.put(format_args!(
                        "<path d=\"{}\"{paint}/>\n",
                        path_data(path, 1.0)
                    ));
                }
            }
            Shape::Text {
                paragraph,
                at,
                color,
            } if self.lettering == Lettering::Outlines => self.text(paragraph, *at, *color),
            Shape::Text {
                paragraph,
                at,
                color,
            } => self.body += &super::html::live_text(paragraph, *at, *color),
        }
    }

    fn text(&mut self, paragraph: &Paragraph, at: Point, color: Color) {
        let size = paragraph.style.size;
        let uses: Vec<_> = glyphs::placed(paragraph, at)
            .filter_map(|glyph| Some((self.define(glyph)?, glyph.at)))
            .collect();
        if uses.is_empty() {
            return;
        }
        let scale = decimals(size / EM, 5);
        self.body.put(format_args!(
            "<g{} transform=\"scale({scale})\">\n",
            fill(color)
        ));
        for (number, at) in uses {
            let whole = |value: f64| decimals(value * EM / size, 0);
            self.body.put(format_args!(
                "<use xlink:href=\"#g{number}\" x=\"{}\" y=\"{}\"/>\n",
                whole(at.x),
                whole(at.y)
            ));
        }
        self.body += "</g>\n";
    }

    /// The number of a glyph's definition; nothing for spaces.
    fn define(&mut self, placed: PlacedGlyph) -> Option<usize> {
        let key = (placed.face, placed.glyph);
        if let Some(known) = self.glyphs.get(&key) {
            return *known;
        }
        let outline = self
            .fonts
            .glyph_outline(placed.face, placed.glyph)
            .filter(|path| !path.elements().is_empty());
        let number = outline.map(|path| {
            let number = self.glyphs.values().flatten().count();
            let data = path_data(&path, EM);
            self.definitions
                .put(format_args!("<path id=\"g{number}\" d=\"{data}\"/>\n"));
            number
        });
        self.glyphs.insert(key, number);
        number
    }

    fn finish(self, page: &Page<'_>, framing: &Framing, map: Option<&str>) -> String {
        let frame = framing.frame;
        let size = framing.size_px();
        let title = match page.scene.title().trim() {
            "" => "Argument map",
            title => title,
        };
        let mut out = String::with_capacity(self.body.len() + self.definitions.len() + 1024);
        out += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
        out += "<svg xmlns=\"http://www.w3.org/2000/svg\" \
                xmlns:xlink=\"http://www.w3.org/1999/xlink\" version=\"1.1\"";
        out.put(format_args!(
            " width=\"{}\" height=\"{}\" viewBox=\"{} {} {} {}\"",
            number(size.width),
            number(size.height),
            number(frame.x0),
            number(frame.y0),
            number(size.width / framing.scale),
            number(size.height / framing.scale)
        ));
        if self.lettering == Lettering::Text {
            out += " font-family=\"Inter, system-ui, sans-serif\"";
        }
        // An image (`role="img"`) would be one thing to who hears it, and hide the claims in it.
        out += " role=\"graphics-document document\" aria-labelledby=\"map-title\"";
        if !page.scene.description().is_empty() {
            out += " aria-describedby=\"map-description\"";
        }
        out += ">\n";
        out += &words(title, page.scene.description(), Some("map"));
        if let Some(map) = map {
            let map = escaped(map);
            out.put(format_args!(
                "<metadata id=\"argument-map\">{map}</metadata>\n"
            ));
        }
        if !self.definitions.is_empty() {
            out.put(format_args!("<defs>\n{}</defs>\n", self.definitions));
        }
        if let Some(color) = self.ground {
            let whole = Rect::from_origin_size(frame.origin(), size / framing.scale);
            out += &rectangle(&whole.to_rounded_rect(0.0), &fill(color));
        }
        out += &self.body;
        out += "</svg>\n";
        out
    }
}

fn words(title: &str, description: &str, id: Option<&str>) -> String {
    let named = |part: &str| id.map_or(String::new(), |id| format!(" id=\"{id}-{part}\""));
    let mut out = format!("<title{}>{}</title>\n", named("title"), escaped(title));
    if !description.is_empty() {
        let text = escaped(description);
        out.put(format_args!(
            "<desc{}>{text}</desc>\n",
            named("description")
        ));
    }
    out
}

pub(super) fn translation(at: Point) -> String {
    format!(
        " transform=\"translate({} {})\"",
        number(at.x),
        number(at.y)
    )
}

pub(super) fn rectangle(rect: &RoundedRect, paint: &str) -> String {
    let outer = rect.rect();
    let radius = rect.radii().top_left;
    let corner = if radius > 0.0 {
        format!(" rx=\"{}\"", number(radius))
    } else {
        String::new()
    };
    format!(
        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{corner}{paint}/>\n",
        number(outer.x0),
        number(outer.y0),
        number(outer.width()),
        number(outer.height()),
    )
}

pub(super) fn paint(fill_color: Option<Color>, stroke: Option<&Stroke>) -> String {
    let mut out = fill_color.map_or_else(|| " fill=\"none\"".to_owned(), fill);
    let Some(stroke) = stroke else { return out };
    out += &colored("stroke", stroke.color);
    out.put(format_args!(
        " stroke-width=\"{}\" stroke-linejoin=\"round\"",
        number(stroke.width)
    ));
    if !stroke.dashes.is_empty() {
        let dashes: Vec<_> = stroke.dashes.iter().map(|dash| number(*dash)).collect();
        out.put(format_args!(" stroke-dasharray=\"{}\"", dashes.join(" ")));
    }
    out
}

pub(super) fn fill(color: Color) -> String {
    colored("fill", color)
}

fn colored(property: &str, color: Color) -> String {
    let mut out = format!(" {property}=\"{}\"", color.to_hex());
    if color.a < 255 {
        let opacity = decimals(f64::from(color.a) / 255.0, 3);
        out.put(format_args!(" {property}-opacity=\"{opacity}\""));
    }
    out
}

/// A path's data, with coordinates multiplied by the factor and rounded: to whole numbers where
/// the factor makes them large.
pub(super) fn path_data(path: &BezPath, factor: f64) -> String {
    let count = if factor > 1.0 { 0 } else { 2 };
    let point = |at: Point| {
        format!(
            "{} {}",
            decimals(at.x * factor, count),
            decimals(at.y * factor, count)
        )
    };
    let mut out = String::new();
    for element in path {
        match element {
            PathEl::MoveTo(to) => out.put(format_args!("M{}", point(to))),
            PathEl::LineTo(to) => out.put(format_args!("L{}", point(to))),
            PathEl::QuadTo(one, to) => out.put(format_args!("Q{} {}", point(one), point(to))),
            PathEl::CurveTo(one, two, to) => {
                out.put(format_args!("C{} {} {}", point(one), point(two), point(to)));
            }
            PathEl::ClosePath => out.push('Z'),
        }
    }
    out
}
