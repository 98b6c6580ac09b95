//! Takes any pasted text as an indented list.

use super::{ANSWER, ATTACK, CO_PREMISE, SUPPORT, UNDERCUT};
use crate::model::{Answers, ClaimKind, Stance};

/// One row of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineRow {
    /// How deep it stands; at most one deeper than the row above.
    pub depth: usize,
    /// The text of the claim.
    pub text: String,
    /// How it bears on the row it stands under, if the list says so.
    pub stance: Option<Stance>,
    /// A question if it is written as one, stands under nothing and has rows under it.
    pub kind: ClaimKind,
}

/// Reads indented, bulleted, numbered or plain text; there is no text that it refuses.
///
/// A hyphen is an objection where the list has `+` too, and a mere bullet elsewhere. Plain text
/// gives a row a paragraph if blank lines part paragraphs, and a row a line otherwise.
pub fn parse(text: &str) -> Vec<OutlineRow> {
    let lines: Vec<Line<'_>> = text.lines().map(Line::of).collect();
    let has_structure = lines
        .iter()
        .filter(|line| !line.text.is_empty())
        .any(|line| line.bullet.is_some() || line.indent > 0);
    let mut rows = if has_structure {
        list(&lines)
    } else {
        paragraphs(&lines)
    };
    mark_questions(&mut rows);
    rows
}

/// A line without its indentation and bullet.
#[derive(Clone, Copy)]
struct Line<'a> {
    indent: usize,
    bullet: Option<Bullet>,
    text: &'a str,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Bullet {
    Sign(Stance),
    Hyphen,
    Plain,
}

impl<'a> Line<'a> {
    fn of(line: &'a str) -> Self {
        let text = line.trim_start();
        let mut indent = 0;
        for c in line.get(..line.len() - text.len()).unwrap_or("").chars() {
            indent = if c == '\t' {
                indent / 4 * 4 + 4
            } else {
                indent + 1
            };
        }
        let (bullet, text) = match bullet(text) {
            Some((bullet, rest)) => (Some(bullet), rest),
            None => (None, text),
        };
        let text = text.trim();
        Self {
            indent,
            bullet,
            text,
        }
    }
}

/// The bullet that a line begins with, and what follows it after white space.
fn bullet(line: &str) -> Option<(Bullet, &str)> {
    let first = line.chars().next()?;
    let (bullet, length) = match first {
        SUPPORT | CO_PREMISE => (Bullet::Sign(Stance::Support), 1),
        ATTACK | UNDERCUT => (Bullet::Sign(Stance::Attack), first.len_utf8()),
        ANSWER => (Bullet::Sign(Stance::Answer), 1),
        '-' => (Bullet::Hyphen, 1),
        '*' | '•' | '◦' | '▪' | '‣' | '·' | '–' | '—' | '●' | '○' => {
            (Bullet::Plain, first.len_utf8())
        }
        _ => (Bullet::Plain, numbering(line)?),
    };
    let rest = line.get(length..)?;
    let is_apart = rest.is_empty() || rest.starts_with(char::is_whitespace);
    is_apart.then_some((bullet, rest))
}

/// The length of `12.`, `12)` or `a)`.
fn numbering(line: &str) -> Option<usize> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let letters = line.bytes().take_while(u8::is_ascii_lowercase).count();
    let after = |count: usize| line.as_bytes().get(count).copied();
    match (digits, letters) {
        (1..=4, _) if matches!(after(digits), Some(b'.' | b')')) => Some(digits + 1),
        (_, 1) if after(1) == Some(b')') => Some(2),
        _ => None,
    }
}

fn list(lines: &[Line<'_>]) -> Vec<OutlineRow> {
    let has_plus = lines
        .iter()
        .any(|line| line.bullet == Some(Bullet::Sign(Stance::Support)));
    let mut rows: Vec<OutlineRow> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut bulleted_at = None;
    for line in lines {
        if line.text.is_empty() {
            bulleted_at = None;
            continue;
        }
        let continues = line.bullet.is_none() && bulleted_at.is_some_and(|at| line.indent > at);
        if let (true, Some(row)) = (continues, rows.last_mut()) {
            row.text.push(' ');
            row.text.push_str(line.text);
            continue;
        }
        bulleted_at = line.bullet.map(|_| line.indent);
        while open.last().is_some_and(|indent| *indent >= line.indent) {
            open.pop();
        }
        rows.push(row(open.len(), line, has_plus));
        open.push(line.indent);
    }
    rows
}

fn row(depth: usize, line: &Line<'_>, has_plus: bool) -> OutlineRow {
    OutlineRow {
        depth,
        text: line.text.to_owned(),
        stance: match line.bullet {
            Some(Bullet::Sign(stance)) => Some(stance),
            Some(Bullet::Hyphen) if has_plus => Some(Stance::Attack),
            _ => None,
        },
        kind: ClaimKind::Assertion,
    }
}

/// Text without structure: paragraphs, or lines where no blank line parts any.
fn paragraphs(lines: &[Line<'_>]) -> Vec<OutlineRow> {
    let first = lines.iter().position(|line| !line.text.is_empty());
    let last = lines.iter().rposition(|line| !line.text.is_empty());
    let inner = match (first, last) {
        (Some(first), Some(last)) => lines.get(first..=last).unwrap_or_default(),
        _ => return Vec::new(),
    };
    let is_parted = inner.iter().any(|line| line.text.is_empty());
    let mut rows: Vec<OutlineRow> = Vec::new();
    let mut starts = true;
    for line in inner {
        match rows.last_mut() {
            _ if line.text.is_empty() => {
                starts = true;
                continue;
            }
            Some(open) if is_parted && !starts => {
                open.text.push(' ');
                open.text.push_str(line.text);
            }
            _ => rows.push(row(0, line, false)),
        }
        starts = false;
    }
    rows
}

fn mark_questions(rows: &mut [OutlineRow]) {
    let under: Vec<usize> = rows.iter().skip(1).map(|row| row.depth).collect();
    for (row, next_depth) in rows.iter_mut().zip(under) {
        if row.depth == 0 && next_depth > 0 && row.text.ends_with('?') {
            row.kind = ClaimKind::Question(Answers::Compatible);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let stance = |stance| match stance {
            None => ' ',
            Some(Stance::Support) => '+',
            Some(Stance::Attack) => '-',
            Some(Stance::Answer) => '?',
        };
        parse(text)
            .iter()
            .map(|row| format!("{}{}{}", row.depth, stance(row.stance), row.text))
            .collect()
    }

    #[test]
    fn signs_and_indentation_give_stances_and_depths() {
        assert_eq!(
            shown("Top\n\t+ one\n\t\t- against\n\t\t  continued\n  + two\n    & with\nNext"),
            [
                "0 Top",
                "1+one",
                "2-against continued",
                "1+two",
                "2+with",
                "0 Next"
            ]
        );
    }

    #[test]
    fn hyphens_are_bullets_unless_the_list_has_a_plus() {
        assert_eq!(shown("- a\n  - b\n- c"), ["0 a", "1 b", "0 c"]);
        assert_eq!(shown("a\n − b"), ["0 a", "1-b"]);
        assert_eq!(shown("1. a\n   2) b\n   x) c"), ["0 a", "1 b", "1 c"]);
    }

    #[test]
    fn prose_gives_a_row_a_paragraph_and_plain_lines_a_row_each() {
        assert_eq!(shown("one\ntwo\r\n\r\nthree\n"), ["0 one two", "0 three"]);
        assert_eq!(shown("one\ntwo\n\n"), ["0 one", "0 two"]);
        assert_eq!(shown(" \n\t\n"), [""; 0]);
        assert_eq!(shown("-5 degrees\n+x"), ["0 -5 degrees", "0 +x"]);
    }

    #[test]
    fn a_row_written_as_a_question_with_rows_under_it_is_one() {
        let rows = parse("What now?\n  Nothing?\nReally?");
        let questions: Vec<_> = rows
            .iter()
            .map(|row| row.kind != ClaimKind::Assertion)
            .collect();
        assert_eq!(questions, [true, false, false]);
    }
}
