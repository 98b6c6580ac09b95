//! Texts in boxes: set by the other program in the width that they were set in here, with room to
//! spare, and made smaller there if a wider font needs more.

use super::colors::{Palette, fill};
use super::place::Place;
use crate::export::xml::{Markup as _, escaped};
use crate::text::{Face, Paragraph};

/// How texts of a slide are written.
#[derive(Clone, Copy)]
pub(super) struct Hand<'a> {
    pub(super) place: Place,
    pub(super) palette: &'a Palette<'a>,
    pub(super) language: &'a str,
}

/// A stretch of text in one look.
pub(super) struct Stretch<'t> {
    pub(super) text: &'t str,
    /// In map units.
    pub(super) size: f64,
    pub(super) is_bold: bool,
    /// The colour as the format has it.
    pub(super) color: String,
}

/// The space between the edges of a box and its text, in the units of the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Insets {
    pub(super) left: i64,
    pub(super) top: i64,
    pub(super) right: i64,
    pub(super) bottom: i64,
}

impl Insets {
    /// The element around the paragraphs of a box.
    pub(super) fn body(self, paragraphs: &str) -> String {
        let Self {
            left,
            top,
            right,
            bottom,
        } = self;
        format!(
            "<p:txBody><a:bodyPr wrap=\"square\" lIns=\"{left}\" tIns=\"{top}\" rIns=\"{right}\" bIns=\"{bottom}\" \
             rtlCol=\"0\" anchor=\"ctr\"><a:normAutofit/></a:bodyPr><a:lstStyle/>{paragraphs}</p:txBody>"
        )
    }
}

impl Hand<'_> {
    /// The paragraphs of a text: one for each line that its author ended.
    pub(super) fn paragraphs(&self, paragraph: &Paragraph, color: &str) -> String {
        let style = paragraph.style;
        let height = style.line_height;
        let mut out = String::new();
        for line in lines(&paragraph.text) {
            let side = Side::of(line);
            let stretch = Stretch {
                text: line,
                size: style.size,
                is_bold: matches!(style.face, Face::Bold | Face::SemiBold),
                color: color.to_owned(),
            };
            out += &self.paragraph(&[stretch], side, height, 0.0);
        }
        out
    }

    /// One paragraph; its distances of lines and from what is above are in map units.
    pub(super) fn paragraph(
        &self,
        stretches: &[Stretch<'_>],
        side: Side,
        line_height: f64,
        above: f64,
    ) -> String {
        let hundredths = |length: f64| (length * self.place.scale * 100.0).round() as i64;
        let height = hundredths(line_height).clamp(1, 158_400);
        let above = hundredths(above).clamp(0, 158_400);
        let mut out = format!(
            "<a:p><a:pPr{}><a:lnSpc><a:spcPts val=\"{height}\"/></a:lnSpc><a:spcBef><a:spcPts val=\"{above}\"/></a:spcBef></a:pPr>",
            side.attributes()
        );
        for stretch in stretches {
            out += &self.run(stretch);
        }
        out += "</a:p>";
        out
    }

    fn run(&self, stretch: &Stretch<'_>) -> String {
        let size = self.place.text_size(stretch.size);
        let bold = if stretch.is_bold { " b=\"1\"" } else { "" };
        let text = escaped(stretch.text);
        let fill = fill(&stretch.color);
        let language = escaped(self.language);
        let mut out = String::with_capacity(text.len() + 160);
        if text.is_empty() {
            return out;
        }
        out.put(format_args!(
            "<a:r><a:rPr lang=\"{language}\" sz=\"{size}\"{bold} dirty=\"0\">{fill}</a:rPr><a:t>{text}</a:t></a:r>"
        ));
        out
    }
}

/// Which side lines of a paragraph start at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
    Centre,
}

impl Side {
    /// As its first letter with a direction says.
    pub(super) fn of(text: &str) -> Self {
        let is_letter = |c: &char| c.is_alphabetic();
        match text.chars().find(is_letter) {
            Some(c) if runs_leftwards(c) => Self::Right,
            _ => Self::Left,
        }
    }

    const fn attributes(self) -> &'static str {
        match self {
            Self::Left => " algn=\"l\"",
            Self::Right => " algn=\"r\" rtl=\"1\"",
            Self::Centre => " algn=\"ctr\"",
        }
    }
}

/// Hebrew, Arabic and the other scripts that run from right to left.
const fn runs_leftwards(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}'
        | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

/// A text in the parts that stand on lines of their own; at least one.
pub(super) fn lines(text: &str) -> impl Iterator<Item = &str> {
    let is_break = |c: char| {
        matches!(
            c,
            '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
        )
    };
    text.split(is_break).map(|line| line.trim_end_matches('\r'))
}
