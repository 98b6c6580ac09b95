//! Shapes Latin text word by word where that gives the glyphs of the whole, so that words are
//! shaped once.
//!
//! In the shipped regular and italic faces the space is in no kerning pair and in no substitution
//! but the contexts of case-sensitive punctuation ("A (B", "3 - 4"). Words with such punctuation
//! are therefore shaped together with the words beside them, and a test compares both ways.

use std::ops::Range;

use super::Face;

/// Whether spaces separate words in this face for good; the bolder ones kern "." with the space.
pub(super) const fn is_separable(face: Face) -> bool {
    matches!(face, Face::Regular | Face::Italic)
}

/// What a text is shaped as: the script of its first letter counts for all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Letters {
    /// The first letter is surely Latin.
    Latin,
    /// There is none, for sure.
    None,
    /// Anything else.
    Other,
}

impl Letters {
    pub(super) fn of(text: &str) -> Self {
        let first = text
            .chars()
            .find(|&c| c.is_ascii_alphabetic() || !(c.is_ascii() || is_common(c)));
        match first {
            Some('A'..='Z' | 'a'..='z' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ž') => Self::Latin,
            Some(_) => Self::Other,
            None => Self::None,
        }
    }
}

/// Punctuation without a script that often begins a text.
const fn is_common(c: char) -> bool {
    matches!(
        c,
        '‘'..='”' | '«' | '»' | '–' | '—' | '…' | '•' | '−' | '\u{A0}'
    )
}

/// The parts of a text that are shaped together; what lies between is spaces.
pub(super) fn chunks(text: &str) -> Vec<Range<usize>> {
    let mut chunks: Vec<Range<usize>> = Vec::with_capacity(text.len() / 5);
    let mut joins_next = false;
    let mut start = 0;
    for word in text.split(' ') {
        let end = start + word.len();
        if !word.is_empty() {
            let plain = word.chars().all(is_plain);
            match chunks.last_mut() {
                Some(last) if joins_next || !plain => last.end = end,
                _ => chunks.push(start..end),
            }
            joins_next = !plain;
        }
        start = end + 1;
    }
    chunks
}

/// Characters in no context that a space belongs to.
fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(
            c,
            '.' | ',' | ';' | '!' | '?' | '\'' | '"' | '/' | '%' | '&'
        )
        || matches!(c, '‘' | '’' | '“' | '”' | '…')
        || matches!(c, 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ÿ' | 'Ā'..='ž')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<&str> {
        chunks(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn plain_words_stand_alone_and_signs_take_their_neighbours_along() {
        assert_eq!(parts("one two"), ["one", "two"]);
        assert_eq!(parts("a A - B c"), ["a", "A - B", "c"]);
        assert_eq!(parts("x  (y)  z w"), ["x  (y)  z", "w"]);
        assert_eq!(parts("- a"), ["- a"]);
        assert_eq!(parts("  a  "), ["a"]);
        assert_eq!(parts(" "), [""; 0]);
    }

    #[test]
    fn a_text_is_latin_by_its_first_letter() {
        assert_eq!(Letters::of("“10 talks” failed"), Letters::Latin);
        assert_eq!(Letters::of("Économie"), Letters::Latin);
        assert_eq!(Letters::of("10 – (12)"), Letters::None);
        assert_eq!(Letters::of("Ελλάς and others"), Letters::Other);
    }
}
