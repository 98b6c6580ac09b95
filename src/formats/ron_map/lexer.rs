//! Splits RON into tokens with their places, without judging it; runs over anything, in one pass.

use std::ops::Range;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `(`, `[` or `{`.
    Open,
    /// `)`, `]` or `}`.
    Close,
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// A name.
    Name,
    /// A string, a character or a byte string, with its quotes.
    Quoted,
    /// A number or anything else.
    Other,
    /// A comment.
    Comment,
    /// A string or block comment that never ends.
    Unclosed,
}

/// One token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) range: Range<usize>,
}

/// The tokens of a text in order; white space is between them.
pub(super) struct Lexer<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// Kind and length of the token that the rest begins with.
    fn token(rest: &str, first: char) -> (Kind, usize) {
        match first {
            '(' | '[' | '{' => (Kind::Open, 1),
            ')' | ']' | '}' => (Kind::Close, 1),
            ',' => (Kind::Comma, 1),
            ':' => (Kind::Colon, 1),
            '"' => quoted(rest, 1, '"'),
            '\'' => quoted(rest, 1, '\''),
            '/' if rest.starts_with("//") => (Kind::Comment, rest.find('\n').unwrap_or(rest.len())),
            '/' if rest.starts_with("/*") => block_comment(rest),
            'r' | 'b' => prefixed(rest).unwrap_or_else(|| name(rest)),
            _ if is_name_start(first) => name(rest),
            '0'..='9' | '+' | '-' | '.' => (Kind::Other, run(rest, is_number_part)),
            _ => (Kind::Other, first.len_utf8()),
        }
    }
}

impl Iterator for Lexer<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        self.at += run(self.rest(), char::is_whitespace);
        let rest = self.rest();
        let first = rest.chars().next()?;
        let (kind, length) = Self::token(rest, first);
        let start = self.at;
        self.at += length.max(1);
        Some(Token {
            kind,
            range: start..self.at,
        })
    }
}

fn is_name_start(c: char) -> bool {
    c == '_' || c.is_alphabetic()
}

fn is_number_part(c: char) -> bool {
    matches!(c, '+' | '-' | '.' | '_') || c.is_alphanumeric()
}

fn run(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

fn name(rest: &str) -> (Kind, usize) {
    (Kind::Name, run(rest, |c| c == '_' || c.is_alphanumeric()))
}

/// A string that starts `opening` bytes in and ends at an unescaped quote.
fn quoted(rest: &str, opening: usize, quote: char) -> (Kind, usize) {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(opening) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return (Kind::Quoted, at + 1),
            _ => {}
        }
    }
    (Kind::Unclosed, rest.len())
}

/// Raw strings, byte strings and raw names: `r"…"`, `r#"…"#`, `b"…"`, `br"…"`, `b'…'`, `r#name`.
fn prefixed(rest: &str) -> Option<(Kind, usize)> {
    let unprefixed = rest.strip_prefix('b').unwrap_or(rest);
    let prefix = rest.len() - unprefixed.len();
    if prefix == 1 && unprefixed.starts_with(['"', '\'']) {
        let quote = if unprefixed.starts_with('"') {
            '"'
        } else {
            '\''
        };
        return Some(quoted(rest, 2, quote));
    }
    let raw = unprefixed.strip_prefix('r')?;
    let hashes = run(raw, |c| c == '#');
    let after = raw.get(hashes..)?;
    if let Some(body) = after.strip_prefix('"') {
        let end = format!("\"{}", "#".repeat(hashes));
        let opening = prefix + 1 + hashes + 1;
        return Some(match body.find(&end) {
            Some(at) => (Kind::Quoted, opening + at + end.len()),
            None => (Kind::Unclosed, rest.len()),
        });
    }
    let is_raw_name = hashes == 1 && after.starts_with(is_name_start);
    is_raw_name.then(|| (Kind::Name, prefix + 2 + name(after).1))
}

/// Block comments nest.
fn block_comment(rest: &str) -> (Kind, usize) {
    let bytes = rest.as_bytes();
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(pair) = bytes.get(at..at + 2) {
        match pair {
            b"/*" => {
                depth += 1;
                at += 2;
            }
            b"*/" => {
                depth -= 1;
                at += 2;
                if depth == 0 {
                    return (Kind::Comment, at);
                }
            }
            _ => at += 1,
        }
    }
    (Kind::Unclosed, rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<(Kind, &str)> {
        Lexer::new(text)
            .map(|token| (token.kind, &text[token.range]))
            .collect()
    }

    #[test]
    fn strings_and_comments_are_one_token_each() {
        let text = r##"a: "x \" // y" /* b /* c */ */ r#"q" ( "# 'c' b"z" -1.5e3 // end"##;
        assert_eq!(
            tokens(text),
            [
                (Kind::Name, "a"),
                (Kind::Colon, ":"),
                (Kind::Quoted, r#""x \" // y""#),
                (Kind::Comment, "/* b /* c */ */"),
                (Kind::Quoted, r##"r#"q" ( "#"##),
                (Kind::Quoted, "'c'"),
                (Kind::Quoted, "b\"z\""),
                (Kind::Other, "-1.5e3"),
                (Kind::Comment, "// end"),
            ]
        );
    }

    #[test]
    fn what_never_ends_runs_to_the_end() {
        for text in ["\"abc", "/* a /* b */", "r#\"abc\"", "'"] {
            assert_eq!(tokens(text), [(Kind::Unclosed, text)]);
        }
    }

    #[test]
    fn names_that_begin_like_raw_strings_are_names() {
        assert_eq!(
            tokens("rest break r b r#type"),
            ["rest", "break", "r", "b", "r#type"].map(|name| (Kind::Name, name))
        );
    }
}
