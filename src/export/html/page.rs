//! The page around the picture.

use super::data::{Remarks, data};
use super::picture::Picture;
use crate::export::page::Framing;
use crate::export::xml::{Markup as _, escaped, number};
use crate::export::{ExportError, Page, PictureOptions, Slide};
use crate::theme::{Color, Theme};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// What a page shows.
#[derive(Clone, Copy)]
pub struct Presentation<'a> {
    /// All that the view shows.
    pub whole: Page<'a>,
    /// The steps of the view; none, or one, if it has none.
    pub slides: &'a [Slide],
    /// What is said about claims, by the keys of their boxes.
    pub remarks: &'a Remarks,
}

/// What is said about a claim beside its text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Remark {
    /// Where documents say it.
    pub quotes: Vec<Quoted>,
    /// What the analyst remarks.
    pub note: String,
}

/// A phrase of a document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Quoted {
    /// The phrase.
    pub text: String,
    /// The document, as it is cited.
    pub source: String,
    /// Its address; may be empty.
    pub url: String,
}

/// What a page shows first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Opening {
    /// The whole view.
    #[default]
    Whole,
    /// Its first step, if it has steps.
    FirstStep,
}

/// Options of HTML.
#[derive(Debug, Clone, PartialEq)]
pub struct HtmlOptions {
    /// Space around each frame, in map units.
    pub margin: f64,
    /// The language of the texts.
    pub language: String,
    /// What is shown first.
    pub opening: Opening,
    /// The file of the map, to go along.
    pub map: Option<String>,
}

impl Default for HtmlOptions {
    fn default() -> Self {
        Self {
            margin: PictureOptions::default().margin,
            language: "en".to_owned(),
            opening: Opening::Whole,
            map: None,
        }
    }
}

/// Writes a view and its steps as one page.
///
/// # Errors
/// [`ExportError`] if there is nothing to draw or an option is out of range.
pub fn export(
    presentation: &Presentation<'_>,
    options: &HtmlOptions,
) -> Result<Vec<u8>, ExportError> {
    let picture_options = PictureOptions {
        margin: options.margin,
        ..PictureOptions::default()
    };
    let framing = Framing::new(&presentation.whole, &picture_options)?;
    let scene = presentation.whole.scene;
    let picture = Picture::new(scene, presentation.slides);
    let data = data(presentation, &picture, options.margin, options.opening);
    let title = match scene.title().trim() {
        "" => "Argument map".to_owned(),
        title => clean(title),
    };
    let description = clean(scene.description());
    let language = clean(&options.language);
    let frame = framing.frame;
    let view_box = [frame.x0, frame.y0, frame.width(), frame.height()].map(number);
    let view_box = view_box.join(" ");
    let mut out = String::with_capacity(picture.svg.len() + data.len() + 20_000);
    out.put(format_args!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"generator\" content=\"Rejoinder\">\n<meta name=\"description\" content=\"{description}\">\n\
         <title>{title}</title>\n<style>\n{}{STYLE}</style>\n</head>\n<body>\n\
         <svg id=\"map\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{view_box}\" role=\"group\" aria-label=\"{title}\">\n",
        colors(scene.theme())
    ));
    out += &picture.svg;
    out.put(format_args!("</svg>\n{CHROME}"));
    if let Some(map) = &options.map {
        let map = escaped(map);
        out.put(format_args!(
            "<template id=\"argument-map\">{map}</template>\n"
        ));
    }
    out.put(format_args!(
        "<script type=\"application/json\" id=\"data\">{data}</script>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n"
    ));
    Ok(out.into_bytes())
}

/// What stands over the picture.
const CHROME: &str = "<header id=\"heading\" aria-live=\"polite\"></header>\n\
<nav aria-label=\"Steps and zoom\">\n\
<button id=\"back\" type=\"button\" aria-label=\"Step back\">←</button>\n\
<output id=\"place\"></output>\n\
<button id=\"on\" type=\"button\" aria-label=\"Next step\">→</button>\n\
<button id=\"notes\" type=\"button\" aria-label=\"Speaker notes\">¶</button>\n\
<button id=\"farther\" type=\"button\" aria-label=\"Zoom out\">−</button>\n\
<button id=\"fit\" type=\"button\" aria-label=\"Fit to the window\">□</button>\n\
<button id=\"closer\" type=\"button\" aria-label=\"Zoom in\">+</button>\n\
</nav>\n\
<aside id=\"panel\" hidden><button id=\"close\" type=\"button\" aria-label=\"Close\">×</button><div id=\"content\"></div></aside>\n";

fn colors(theme: &Theme) -> String {
    let colors = [
        ("ground", theme.canvas),
        ("panel", theme.panel),
        ("line", theme.line),
        ("ink", theme.text),
        ("secondary", theme.secondary),
        ("accent", theme.selection),
    ];
    let colors =
        colors.map(|(name, color): (&str, Color)| format!("--{name}: {};", color.to_hex()));
    format!(":root {{ {} }}\n", colors.join(" "))
}

/// Escapes a text for content and attributes, without what HTML forbids.
pub(super) fn clean(text: &str) -> String {
    let kept: String = text
        .chars()
        .map(|c| {
            if matches!(c, '\r' | '\t' | '\u{c}') {
                ' '
            } else {
                c
            }
        })
        .filter(|&c| c == '\n' || !(c.is_control() || is_forbidden(c)))
        .collect();
    escaped(&kept)
}

/// Code points that are no characters.
pub(super) fn is_forbidden(c: char) -> bool {
    matches!(c, '\u{FDD0}'..='\u{FDEF}') || (u32::from(c) & 0xFFFE) == 0xFFFE
}
