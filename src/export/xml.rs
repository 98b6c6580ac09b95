//! Writes XML 1.0 that is valid whatever the text holds, with short, rounded numbers.

use std::fmt::{Arguments, Write as _};

/// Text that grows by formatted pieces.
pub(super) trait Markup {
    /// Appends a piece.
    fn put(&mut self, piece: Arguments<'_>);
}

impl Markup for String {
    fn put(&mut self, piece: Arguments<'_>) {
        self.write_fmt(piece)
            .expect("writing to a string cannot fail");
    }
}

/// Escapes a text for content and attributes, and leaves out what XML 1.0 forbids even escaped.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|&c| is_allowed(c)) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // A bare carriage return would be read as a line feed.
            '\r' => out.push_str("&#13;"),
            other => out.push(other),
        }
    }
    out
}

/// An XML id from any key: letters, digits and hyphens stay, all else becomes a number between
/// underscores, so that different keys have different ids. The first colon, after the kind of
/// element, becomes a hyphen.
pub(super) fn id(key: &str) -> String {
    let (kind, rest) = key.split_once(':').unwrap_or(("id", key));
    let mut out = format!("{kind}-");
    for c in rest.chars() {
        if c.is_ascii_alphanumeric() || c == '-' {
            out.push(c);
        } else {
            out.put(format_args!("_{:x}_", u32::from(c)));
        }
    }
    out
}

/// A number with at most two decimals.
pub(super) fn number(value: f64) -> String {
    decimals(value, 2)
}

/// A number with at most so many decimals, without trailing zeros or a minus before zero.
pub(super) fn decimals(value: f64, count: usize) -> String {
    let mut text = format!("{value:.count$}");
    if text.contains('.') {
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    if text == "-0" { "0".to_owned() } else { text }
}

/// Production 2 of the XML 1.0 recommendation.
pub(super) fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forbidden_characters_are_left_out_and_special_ones_escaped() {
        assert_eq!(
            escaped("a\u{0}\u{8}\u{1f}\u{fffe}\u{ffff}b ]]> <script> & \"q\" 'r'"),
            "ab ]]&gt; &lt;script&gt; &amp; &quot;q&quot; &#39;r&#39;"
        );
        assert_eq!(
            escaped("line\nline\ttab שלום 🙂"),
            "line\nline\ttab שלום 🙂"
        );
    }

    #[test]
    fn different_keys_have_different_ids_without_odd_characters() {
        let keys = [
            "claim:a",
            "claim:a.b",
            "claim:a_b",
            "claim:a_2e_b",
            "mark:a",
            "edge:a:b",
            "edge:a-b",
            "claim:ü\"<",
        ];
        let ids: std::collections::BTreeSet<_> = keys.iter().map(|key| id(key)).collect();
        assert_eq!(ids.len(), keys.len());
        for id in ids {
            assert!(
                id.chars()
                    .all(|c| c.is_ascii_alphanumeric() || "-_".contains(c)),
                "{id}"
            );
        }
    }

    #[test]
    fn numbers_are_short() {
        assert_eq!(number(1.0), "1");
        assert_eq!(number(-0.001), "0");
        assert_eq!(number(12.345), "12.35");
        assert_eq!(number(100.0), "100");
        assert_eq!(decimals(0.0135, 4), "0.0135");
    }
}
