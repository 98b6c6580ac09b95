//! Embedding levels after UAX #9: which way each character runs, and the visual order of a line.

use unicode_bidi::{BidiClass, Level, ParagraphBidiInfo};

/// The levels of one stretch of text between hard breaks.
#[derive(Debug)]
pub(super) enum Levels {
    /// Every character runs from left to right.
    Plain,
    /// One level a byte.
    Mixed {
        /// The level of the whole.
        base: Level,
        /// The level of each byte.
        of_bytes: Vec<Level>,
    },
}

impl Levels {
    /// Finds the levels of `text`, tabs included (rule L1); what hangs at a line's end is never drawn.
    pub(super) fn of(text: &str) -> Self {
        if text.is_ascii() || !text.chars().any(turns) {
            return Self::Plain;
        }
        let info = ParagraphBidiInfo::new(text, None);
        let base = info.paragraph_level;
        let mut of_bytes = info.levels;
        let mut before_tab = false;
        for (level, class) in of_bytes.iter_mut().zip(&info.original_classes).rev() {
            before_tab = match class {
                BidiClass::S | BidiClass::B => true,
                BidiClass::WS => before_tab,
                _ => false,
            };
            if before_tab {
                *level = base;
            }
        }
        Self::Mixed { base, of_bytes }
    }

    /// Whether lines start at the right.
    pub(super) fn is_rtl(&self) -> bool {
        match self {
            Self::Plain => false,
            Self::Mixed { base, .. } => base.is_rtl(),
        }
    }

    /// The level of the character at this byte.
    pub(super) fn at(&self, byte: usize) -> u8 {
        match self {
            Self::Plain => 0,
            Self::Mixed { of_bytes, .. } => of_bytes.get(byte).map_or(0, Level::number),
        }
    }
}

/// Whether the character may make a text run from right to left, or is a mark of direction.
fn turns(c: char) -> bool {
    is_direction_mark(c)
        || matches!(
            c,
            '\u{590}'..='\u{8FF}'
                | '\u{FB1D}'..='\u{FDFF}'
                | '\u{FE70}'..='\u{FEFE}'
                | '\u{10800}'..='\u{10FFF}'
                | '\u{1E800}'..='\u{1EFFF}'
        )
}

/// Marks, embeddings, overrides and isolates: they turn text and draw nothing.
pub(super) fn is_direction_mark(c: char) -> bool {
    matches!(
        c,
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
    )
}

/// Puts the pieces of a line into visual order by their levels (rule L2).
pub(super) fn reorder<T>(pieces: &mut [T], level: impl Fn(&T) -> u8) {
    let highest = pieces.iter().map(&level).max().unwrap_or(0);
    let lowest_odd = pieces.iter().map(&level).filter(|l| l % 2 == 1).min();
    let Some(lowest_odd) = lowest_odd else { return };
    for turn in (lowest_odd..=highest).rev() {
        for stretch in pieces.chunk_by_mut(|a, b| (level(a) >= turn) == (level(b) >= turn)) {
            if stretch.first().is_some_and(|piece| level(piece) >= turn) {
                stretch.reverse();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_text_needs_no_levels() {
        assert!(matches!(
            Levels::of("Naïve “quotes” – and dashes"),
            Levels::Plain
        ));
    }

    #[test]
    fn numbers_within_hebrew_keep_their_own_order() {
        let levels = Levels::of("אב 12 גד");
        assert!(levels.is_rtl());
        assert_eq!(levels.at(0), 1);
        assert_eq!(levels.at("אב ".len()), 2);
    }

    #[test]
    fn pieces_are_reversed_from_the_highest_level_down() {
        let mut pieces = [('a', 0), ('b', 1), ('c', 2), ('d', 1), ('e', 0)];
        reorder(&mut pieces, |piece| piece.1);
        let order: String = pieces.iter().map(|piece| piece.0).collect();
        assert_eq!(order, "adcbe");
    }

    #[test]
    fn a_tab_has_the_level_of_the_paragraph() {
        let levels = Levels::of("אב \tגד");
        assert_eq!(levels.at("אב ".len()), 1);
        let levels = Levels::of("a אב \tגד");
        assert_eq!(levels.at("a אב".len()), 0);
        assert_eq!(levels.at("a אב ".len()), 0);
    }
}
