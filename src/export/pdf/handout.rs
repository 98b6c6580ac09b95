//! Handouts: on each sheet a slide, and below it its title and what is said.

use std::sync::Arc;

use kurbo::{Point, Rect, Size};

use super::Paper;
use super::sheets::{Place, Sheet};
use crate::export::Page;
use crate::text::{Face, Paragraph, TextStyle};
use crate::theme::Color;

/// Handouts are read in the hand, and punched.
const MARGIN_PT: f64 = 54.0;
/// Between the border of the picture and what it shows.
const AIR_PT: f64 = 8.0;
/// No picture takes more of a sheet's height than this.
const PICTURE_SHARE: f64 = 0.55;
/// Longer lines of notes are set in parts, none of which fills a sheet.
const LONGEST_PART: usize = 1200;

const HEAD: TextStyle = style(Face::SemiBold, 14.0);
const BODY: TextStyle = style(Face::Regular, 10.5);
const ASIDE: TextStyle = style(Face::Regular, 8.5);

const fn style(face: Face, size: f64) -> TextStyle {
    TextStyle {
        face,
        size,
        line_height: size * 1.4,
    }
}

/// What is said on a page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Talk {
    /// What the page is called.
    pub title: String,
    /// What the speaker says there.
    pub notes: String,
}

/// A paragraph on the paper itself.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Note {
    pub(super) paragraph: Arc<Paragraph>,
    /// Top left, in points.
    pub(super) at: Point,
    pub(super) color: Color,
    pub(super) is_head: bool,
}

/// The paper of a handout: the one asked for, if it is one.
pub(super) fn paper(paper: Paper) -> Paper {
    if paper.is_slide() || paper == Paper::Fit {
        Paper::A4
    } else {
        paper
    }
}

/// A sheet with the picture, and more where the notes go on.
pub(super) fn sheets(
    number: usize,
    (page, shown): (&Page<'_>, Rect),
    size: Size,
    talk: &Talk,
) -> Vec<Sheet> {
    let area = size.to_rect().inset(-MARGIN_PT);
    let picture = picture(area, shown);
    let zoom = (picture.width() - 2.0 * AIR_PT) / shown.width();
    let place = Place {
        scale: zoom,
        origin: picture.center().to_vec2() - shown.center().to_vec2() * zoom,
    };
    let mut sheets = vec![Sheet {
        page: number,
        size,
        place,
        frame: shown,
        tile: None,
        picture: Some(picture),
        notes: Vec::new(),
    }];
    let mut top = picture.y1 + 22.0;
    for (paragraph, color, is_head, space) in paragraphs(page, talk, area.width()) {
        let bottom = top + space + paragraph.height;
        if bottom > area.y1 && top > area.y0 {
            sheets.push(Sheet {
                page: number,
                size,
                place,
                // Nothing of the map.
                frame: Rect::ZERO,
                tile: None,
                picture: Some(Rect::ZERO),
                notes: Vec::new(),
            });
            top = area.y0;
        } else {
            top += space;
        }
        let at = Point::new(area.x0, top);
        top += paragraph.height;
        if let Some(sheet) = sheets.last_mut() {
            sheet.notes.push(Note {
                paragraph,
                at,
                color,
                is_head,
            });
        }
    }
    sheets
}

/// Where the picture stands: across the sheet, but not too high.
fn picture(area: Rect, shown: Rect) -> Rect {
    let scale = (area.width() / shown.width()).min(area.height() * PICTURE_SHARE / shown.height());
    let size = shown.size() * scale;
    let x0 = area.center().x - size.width / 2.0;
    Rect::from_origin_size((x0, area.y0), size)
}

type Set = (Arc<Paragraph>, Color, bool, f64);

fn paragraphs(page: &Page<'_>, talk: &Talk, width: f64) -> Vec<Set> {
    let theme = page.scene.theme();
    let mut set = Vec::new();
    if !talk.title.trim().is_empty() {
        let title = page.fonts.paragraph(talk.title.trim(), HEAD, width);
        set.push((title, theme.text, true, 0.0));
    }
    let mut space = 6.0;
    for line in talk.notes.lines() {
        if line.trim().is_empty() {
            space = 10.0;
            continue;
        }
        let is_aside = line.starts_with('[') || line.starts_with("Source: ");
        let (style, color) = if is_aside {
            (ASIDE, theme.secondary)
        } else {
            (BODY, theme.text)
        };
        for part in parts(line) {
            let paragraph = page.fonts.paragraph(part, style, width);
            set.push((paragraph, color, false, space));
            space = if is_aside { 2.0 } else { 4.0 };
        }
    }
    set
}

/// A line cut at spaces into parts of bearable length.
fn parts(line: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = line.trim();
    while rest.chars().count() > LONGEST_PART {
        let end = rest.char_indices().nth(LONGEST_PART).map(|(at, _)| at);
        let Some(head) = end.and_then(|end| rest.get(..end)) else {
            break;
        };
        let cut = head.rfind(' ').filter(|at| *at > 0).unwrap_or(head.len());
        let (part, after) = rest.split_at(cut);
        parts.push(part);
        rest = after.trim_start();
    }
    if !rest.is_empty() {
        parts.push(rest);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_cut_between_words_and_nothing_is_lost() {
        let line = "many words ".repeat(400);
        let parts = parts(&line);
        assert!(parts.len() > 3);
        assert!(
            parts
                .iter()
                .all(|part| part.chars().count() <= LONGEST_PART)
        );
        assert_eq!(parts.join(" "), line.trim());
        let unbroken = "x".repeat(LONGEST_PART + 1);
        assert_eq!(super::parts(&unbroken).concat(), unbroken);
    }
}
