//! The text of a run as a painter must be given it that finds the direction out by itself.

use std::borrow::Cow;

use unicode_bidi::{BidiClass, bidi_class};
use unicode_segmentation::UnicodeSegmentation;

use super::{Paragraph, Run};

impl Paragraph {
    /// The text of one of its runs for epaint, which knows no levels: it shapes a text from right to
    /// left if and only if its first letter belongs to such a script.
    ///
    /// Runs that would go the wrong way (signs alone among Hebrew words, overridden text) come in
    /// reverse, with brackets mirrored, so that they look right when painted as they stand.
    pub fn painted_text(&self, run: &Run) -> Cow<'_, str> {
        let text = self.text.get(run.range.clone()).unwrap_or_default();
        if run.rtl == goes_left(text) {
            return Cow::Borrowed(text);
        }
        let turn = |cluster: &str| -> String {
            if run.rtl {
                cluster.chars().map(mirrored).collect()
            } else {
                cluster.to_owned()
            }
        };
        Cow::Owned(text.graphemes(true).rev().map(turn).collect())
    }
}

/// Which way a painter would set the text.
fn goes_left(text: &str) -> bool {
    !text.is_ascii()
        && text.chars().map(bidi_class).find_map(|class| match class {
            BidiClass::L => Some(false),
            BidiClass::R | BidiClass::AL => Some(true),
            _ => None,
        }) == Some(true)
}

const fn mirrored(c: char) -> char {
    match c {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '{' => '}',
        '}' => '{',
        '<' => '>',
        '>' => '<',
        '«' => '»',
        '»' => '«',
        '‹' => '›',
        '›' => '‹',
        '≤' => '≥',
        '≥' => '≤',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use crate::text::{Face, Fonts, TextStyle};

    fn painted(text: &str) -> String {
        let style = TextStyle {
            face: Face::Regular,
            size: 10.0,
            line_height: 14.0,
        };
        let paragraph = Fonts::shipped().paragraph(text, style, f64::INFINITY);
        let runs = paragraph.lines.iter().flat_map(|line| &line.runs);
        runs.map(|run| paragraph.painted_text(run))
            .collect::<Vec<_>>()
            .join("|")
    }

    #[test]
    fn texts_that_show_their_direction_are_painted_as_they_stand() {
        assert_eq!(painted("plain (text)"), "plain (text)");
        assert_eq!(painted("a שלום"), "a |שלום");
    }

    #[test]
    fn overridden_letters_are_painted_in_reverse() {
        assert_eq!(painted("\u{202E}ab(c"), "c)ba");
    }

    #[test]
    fn signs_alone_on_the_way_left_are_turned() {
        assert_eq!(painted("\u{200F}(1) \u{202E}->\u{202C}"), "<-| (|1|)");
    }
}
