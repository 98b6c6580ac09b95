//! Where lines may and must end, after UAX #14.

use std::ops::Range;

use unicode_linebreak::{BreakOpportunity, linebreaks};

/// A stretch of text between hard breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    /// Its bytes, without the hard break.
    pub(super) range: Range<usize>,
    /// Where its lines may end, its own end last.
    pub(super) ends: Vec<End>,
}

/// A place where a line may end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct End {
    /// Where the next line starts.
    pub(super) next: usize,
    /// Where the ink of this line ends, before spaces that hang.
    pub(super) ink: usize,
}

/// The stretches of a text, at least one; a text that ends with a hard break has an empty one last.
pub(super) fn stretches(text: &str) -> Vec<Stretch> {
    let mut stretches = Vec::new();
    let mut start = 0;
    let mut ends = Vec::new();
    for (next, opportunity) in linebreaks(text) {
        let hard = opportunity == BreakOpportunity::Mandatory;
        let line = text.get(start..next).unwrap_or_default();
        let line = if hard { without_break(line) } else { line };
        let ink = start + line.trim_end_matches(hangs).len();
        if hard {
            let end = start + line.len();
            ends.push(End { next: end, ink });
            let ends = std::mem::take(&mut ends);
            stretches.push(Stretch {
                range: start..end,
                ends,
            });
            start = next;
        } else {
            ends.push(End { next, ink });
        }
    }
    if stretches.is_empty() || text.ends_with(is_hard_break) {
        let end = text.len();
        let ends = vec![End {
            next: end,
            ink: end,
        }];
        stretches.push(Stretch {
            range: end..end,
            ends,
        });
    }
    stretches
}

fn without_break(line: &str) -> &str {
    if let Some(line) = line.strip_suffix("\r\n") {
        return line;
    }
    line.strip_suffix(is_hard_break).unwrap_or(line)
}

const fn is_hard_break(c: char) -> bool {
    matches!(
        c,
        '\n' | '\u{B}' | '\u{C}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Spaces that stand in the margin when a line ends after them.
fn hangs(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{2007}' | '\u{202F}') || c == '\u{200B}'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<&str> {
        stretches(text)
            .iter()
            .map(|s| &text[s.range.clone()])
            .collect()
    }

    #[test]
    fn every_hard_break_starts_a_stretch() {
        assert_eq!(lines(""), [""]);
        assert_eq!(lines("a\nb"), ["a", "b"]);
        assert_eq!(lines("a\r\nb\rc"), ["a", "b", "c"]);
        assert_eq!(lines("a\n"), ["a", ""]);
        assert_eq!(lines("\n\n"), ["", "", ""]);
        assert_eq!(lines("a\u{2028}b\u{85}c\u{B}d"), ["a", "b", "c", "d"]);
    }

    #[test]
    fn lines_may_end_after_spaces_and_dashes_and_the_spaces_hang() {
        let stretch = &stretches("well-known  case ")[0];
        let ends: Vec<_> = stretch.ends.iter().map(|end| (end.ink, end.next)).collect();
        assert_eq!(ends, [(5, 5), (10, 12), (16, 17)]);
    }

    #[test]
    fn no_line_ends_at_a_no_break_space() {
        let stretch = &stretches("10\u{A0}% of")[0];
        let ends: Vec<_> = stretch.ends.iter().map(|end| end.next).collect();
        assert_eq!(ends, ["10\u{A0}% ".len(), "10\u{A0}% of".len()]);
    }
}
