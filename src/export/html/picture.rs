//! The picture of a page: every item of every step once, its text as text.

use std::collections::BTreeMap;

use kurbo::Point;

use super::page::clean;
use crate::export::Slide;
use crate::export::svg::{fill, paint, path_data, rectangle, translation};
use crate::export::xml::{Markup as _, number};
use crate::scene::{Item, Role, Scene, Shape, Stroke};
use crate::text::{Face, Line, Paragraph};
use crate::theme::Color;

/// Hebrew and all the other scripts that run from right to left come after what does not.
const FIRST_RIGHT_TO_LEFT: char = '\u{590}';

/// The items of a page, written and numbered.
pub(super) struct Picture {
    pub(super) svg: String,
    /// By key, and for connectors, of which each step may draw another part, by what they show.
    numbers: BTreeMap<(String, u64), usize>,
}

impl Picture {
    /// Writes what the whole view shows, and the connectors that steps draw otherwise.
    pub(super) fn new(whole: &Scene, slides: &[Slide]) -> Self {
        let mut picture = Self {
            svg: String::new(),
            numbers: BTreeMap::new(),
        };
        let ground = whole.background();
        let is_connector = |item: &&Item| matches!(item.group.role, Role::Connector(_));
        let of_steps = slides.iter().flat_map(|slide| slide.scene.items());
        let connectors = whole.items().iter().chain(of_steps).filter(is_connector);
        for item in connectors {
            picture.add(item, ground);
        }
        for item in whole.items().iter().filter(|item| !is_connector(item)) {
            picture.add(item, ground);
        }
        picture
    }

    /// The number of an item; none if the whole view does not show it.
    pub(super) fn number(&self, item: &Item) -> Option<usize> {
        self.numbers.get(&identity(item)).copied()
    }

    fn add(&mut self, item: &Item, ground: Color) {
        let number = self.numbers.len();
        if self.numbers.contains_key(&identity(item)) {
            return;
        }
        self.numbers.insert(identity(item), number);
        let group = &item.group;
        let place = translation(item.offset.to_point());
        let (key, label) = (clean(&group.key), clean(&group.description));
        let role = match group.role {
            Role::Claim => format!(
                " class=\"claim\" role=\"button\" tabindex=\"0\" data-key=\"{key}\" aria-label=\"{} {label}\"",
                clean(&group.title)
            ),
            Role::Mark => format!(" role=\"img\" aria-label=\"{label}\""),
            Role::Badge { .. } | Role::Caption => String::new(),
            Role::Connector(_) => " aria-hidden=\"true\"".to_owned(),
        };
        self.svg
            .put(format_args!("<g data-i=\"{number}\"{role}{place}>\n"));
        for shape in &group.shapes {
            self.shape(shape, ground);
        }
        self.svg += "</g>\n";
    }

    fn shape(&mut self, shape: &Shape, ground: Color) {
        match shape {
            Shape::Box { rect, fill, stroke } => {
                self.svg += &rectangle(rect, &paint(*fill, stroke.as_ref()));
            }
            Shape::Path { path, fill, stroke } => {
                let paint = paint(*fill, stroke.as_ref());
                let data = path_data(path, 1.0);
                self.svg.put(format_args!("<path d=\"{data}\"{paint}/>\n"));
            }
            Shape::Gap { path, width } => {
                let stroke = Stroke {
                    color: ground,
                    width: *width,
                    dashes: vec![],
                };
                let paint = paint(None, Some(&stroke));
                let data = path_data(path, 1.0);
                self.svg.put(format_args!("<path d=\"{data}\"{paint}/>\n"));
            }
            Shape::Text {
                paragraph,
                at,
                color,
            } => self.svg += &text(paragraph, *at, *color),
        }
    }
}

fn identity(item: &Item) -> (String, u64) {
    let revision = match item.group.role {
        Role::Connector(_) => item.group.revision,
        Role::Claim | Role::Mark | Role::Badge { .. } | Role::Caption => 0,
    };
    (item.group.key.clone(), revision)
}

/// A paragraph as text, each line where it was set and as wide, whatever font it is shown in.
pub(in crate::export) fn text(paragraph: &Paragraph, at: Point, color: Color) -> String {
    let weight = match paragraph.style.face {
        Face::Regular => "",
        Face::Italic => " font-style=\"italic\"",
        Face::SemiBold => " font-weight=\"600\"",
        Face::Bold => " font-weight=\"700\"",
    };
    let mut lines = String::new();
    for (number_of_line, line) in paragraph.lines.iter().enumerate() {
        let words = paragraph.text.get(line.range.clone()).unwrap_or_default();
        let words = clean(words);
        if words.trim().is_empty() {
            continue;
        }
        if number_of_line > 0 {
            lines.push(' ');
        }
        lines += &span(&words, line, paragraph, at);
    }
    if lines.is_empty() {
        return String::new();
    }
    let size = number(paragraph.style.size);
    format!(
        "<text font-size=\"{size}\"{weight}{}>{lines}</text>\n",
        fill(color)
    )
}

fn span(words: &str, line: &Line, paragraph: &Paragraph, at: Point) -> String {
    let left = at.x + line.x;
    let y = number(at.y + line.baseline);
    let length = if line.width > 0.0 {
        let width = number(line.width);
        format!(" textLength=\"{width}\" lengthAdjust=\"spacingAndGlyphs\"")
    } else {
        String::new()
    };
    let first = paragraph.text.chars().find(|c| c.is_alphabetic());
    let (x, direction) = if first.is_some_and(|c| c >= FIRST_RIGHT_TO_LEFT && runs_leftwards(line))
    {
        (left + line.width, " direction=\"rtl\"")
    } else {
        (left, "")
    };
    let x = number(x);
    format!("<tspan x=\"{x}\" y=\"{y}\"{direction}{length}>{words}</tspan>")
}

/// Whether the paragraph that the line is of runs from right to left: its first run stands last.
fn runs_leftwards(line: &Line) -> bool {
    let first = line.runs.iter().min_by_key(|run| run.range.start);
    first.is_some_and(|run| run.rtl)
}
