//! Parses the text into the types of its version, carries them over to the newest, and says in plain words why it cannot.

use ron::error::{Error, SpannedError};
use ron::extensions::Extensions;

use super::context::{Context, Open};
use super::lexer::{Kind, Token};
use super::{screen, v1, v2, v3};
use crate::formats::nearest::nearest;
use crate::formats::{Place, ReadError};

/// The parsed file.
pub(super) fn parse(text: &str, version: u32, name: &str) -> Result<v3::ArgumentMap, ReadError> {
    let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    let parsed = match version {
        1 => options
            .from_str::<v1::ArgumentMap>(text)
            .map(v2::ArgumentMap::from)
            .map(v3::ArgumentMap::from),
        2 => options
            .from_str::<v2::ArgumentMap>(text)
            .map(v3::ArgumentMap::from),
        _ => options.from_str(text),
    };
    parsed.map_err(|error| explained(text, name, &error))
}

fn explained(text: &str, name: &str, error: &SpannedError) -> ReadError {
    let name = name.to_owned();
    if let (Some(at), _) = screen::conflict(text) {
        let place = Place::of_offset(text, at);
        return ReadError::MergeConflict { name, place };
    }
    let offset = offset_of(text, error.span.start.line, error.span.start.col);
    let context = Context::of(text, offset);
    let fault = Fault {
        text,
        offset,
        context,
    };
    let (at, message) = fault
        .of_brackets(&error.code)
        .unwrap_or_else(|| fault.of_code(&error.code));
    let place = Place::of_offset(text, at);
    ReadError::Syntax {
        name,
        place,
        message,
    }
}

fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let mut lines = text.split_inclusive('\n');
    let before: usize = lines.by_ref().take(line - 1).map(str::len).sum();
    let line = lines.next().unwrap_or("");
    let within = line.char_indices().nth(column - 1);
    before + within.map_or(line.len(), |(at, _)| at)
}

/// A failure and what surrounds it.
struct Fault<'a> {
    text: &'a str,
    offset: usize,
    context: Context<'a>,
}

impl Fault<'_> {
    /// Quotes and brackets that never close are the cause of whatever fails after them.
    fn of_brackets(&self, error: &Error) -> Option<(usize, String)> {
        let is_about_names = matches!(
            error,
            Error::NoSuchStructField { .. }
                | Error::NoSuchEnumVariant { .. }
                | Error::MissingStructField { .. }
                | Error::DuplicateStructField { .. }
                | Error::InvalidEscape(_)
        );
        if is_about_names {
            return None;
        }
        if let Some(long) = &self.context.long {
            let word = self.word(long);
            let message = if word.starts_with('/') {
                "this comment never ends; close it with */"
            } else {
                "the text that starts here has no closing quote on its line; add it, and write line breaks as \\n"
            };
            return Some((long.range.start, message.to_owned()));
        }
        if let Some((at, open)) = self.context.mismatch {
            let found = self.text.get(at..=at).unwrap_or("");
            return Some((at, self.still_open(open, &format!("`{found}` stands here"))));
        }
        match (&self.context.token, self.context.open.last()) {
            (None, Some(open)) => Some((self.text.len(), self.still_open(*open, "the file ends"))),
            _ => None,
        }
    }

    fn still_open(&self, open: Open<'_>, what: &str) -> String {
        let line = Place::of_offset(self.text, open.at).line;
        format!(
            "{what} while the `{}` of line {line} is still open; add the missing `{}` before it",
            open.text,
            open.closing()
        )
    }

    fn of_code(&self, error: &Error) -> (usize, String) {
        let at = match &self.context.token {
            Some(token) => token.range.start.max(self.offset),
            None => self.text.len(),
        };
        match error {
            Error::NoSuchStructField {
                expected,
                found,
                outer,
            } => (at, self.unknown_field(expected, found, outer.as_deref())),
            Error::NoSuchEnumVariant {
                expected, found, ..
            } => (at, unknown_word(expected, found)),
            Error::MissingStructField { field, outer } => {
                let record = self.context.record();
                let outer = outer.as_deref().unwrap_or("record");
                let message = format!("this {outer} has no `{field}`; add it");
                (record.map_or(at, |record| record.at), message)
            }
            Error::DuplicateStructField { field, .. } => (
                at,
                format!("the field `{field}` stands twice in one record; keep one"),
            ),
            Error::TrailingCharacters => (
                at,
                "there is more text after the end of the map; take it out".to_owned(),
            ),
            _ => self.of_value(at, error),
        }
    }

    /// Something else than what belongs here.
    fn of_value(&self, at: usize, error: &Error) -> (usize, String) {
        if let Some(number) = self.number_around()
            && !matches!(error, Error::ExpectedString | Error::ExpectedBoolean)
        {
            let word = self.word(number);
            let message = format!("`{word}` is no number that fits here{}", self.example());
            return (number.range.start, message);
        }
        let expected = match error {
            Error::InvalidEscape(_) => {
                let message = "this escape is not known; write \\\\ for a backslash, \\\" for a quote, \\n for a line break, or \\u{…} with the code of a character";
                return (at, message.to_owned());
            }
            Error::ExpectedComma => "a comma or a closing bracket",
            Error::ExpectedMapColon => "a colon",
            Error::ExpectedString | Error::ExpectedStringEnd => "a text in double quotes",
            Error::ExpectedBoolean => "`true` or `false`",
            Error::ExpectedInteger => "a whole number",
            Error::ExpectedFloat => "a number",
            Error::ExpectedArray => "a list in [ ]",
            Error::ExpectedMap => "a list of entries in { }",
            Error::ExpectedIdentifier => "a name",
            Error::ExpectedDifferentStructName { expected, .. }
            | Error::ExpectedNamedStructLike(expected)
                if !expected.is_empty() =>
            {
                return (at, self.expected(&format!("`{expected}(…)`")));
            }
            Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) => "an opening `(`",
            Error::ExpectedStructLikeEnd | Error::ExpectedOptionEnd => "a closing `)`",
            Error::ExpectedArrayEnd => "a closing `]`",
            Error::ExpectedMapEnd => "a closing `}`",
            Error::ExpectedDifferentLength { .. } => "a pair of numbers in ( )",
            other => {
                let message = format!("this is not RON as maps use it ({other}){}", self.example());
                return (at, message);
            }
        };
        (at, self.expected(expected))
    }

    fn expected(&self, what: &str) -> String {
        let found = match &self.context.token {
            Some(token) => format!("`{}`", shortened(self.word(token))),
            None => "the end of the file".to_owned(),
        };
        let hint = self.hint(&found);
        format!(
            "{what} is expected here, not {found}{hint}{}",
            self.example()
        )
    }

    /// What people who write other formats, or prose, often mean.
    fn hint(&self, found: &str) -> &'static str {
        let begins_text = self.context.token.as_ref().map(|token| token.kind) == Some(Kind::Quoted);
        let in_record =
            self.context.open.last().is_some_and(|open| {
                open.field.is_none() && open.text.starts_with(char::is_alphabetic)
            });
        let before = self
            .context
            .token
            .as_ref()
            .and_then(|token| self.text.get(..token.range.start)?.chars().next_back());
        if found.contains(['“', '”', '„']) {
            "; write straight quotes"
        } else if found == "`#`" {
            "; begin comments with //"
        } else if before == Some('"') {
            "; write a quote inside a text as \\\""
        } else if begins_text && in_record {
            "; write names of fields without quotes"
        } else {
            ""
        }
    }

    /// How the field is written.
    fn example(&self) -> String {
        let field = self.context.field();
        field
            .and_then(|field| EXAMPLES.iter().find(|(known, _)| *known == field))
            .map_or_else(String::new, |(field, value)| {
                format!("; write it like `{field}: {value}`")
            })
    }

    fn unknown_field(&self, expected: &[&str], found: &str, record: Option<&str>) -> String {
        let next = self.context.token.as_ref().map(|token| token.range.end);
        let opens = next.and_then(|next| self.text.get(next..)?.trim_start().chars().next());
        if let (Some('('), Some(open)) = (opens, self.context.open.last()) {
            return self.still_open(*open, &format!("`{found}(` begins here"));
        }
        let of = record.map_or_else(String::new, |record| format!(" of {record}"));
        match nearest(found, expected.iter().copied()) {
            Some(near) => format!("there is no field `{found}`{of}; did you mean `{near}`?"),
            None => format!(
                "there is no field `{found}`{of}; take it out, or use one of {}",
                expected.join(", ")
            ),
        }
    }

    /// The number that the place is in or right behind.
    fn number_around(&self) -> Option<&Token> {
        let token = self.context.token.as_ref()?;
        let is_number = token.kind == Kind::Other
            && self
                .word(token)
                .starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.'));
        is_number.then_some(token)
    }

    fn word(&self, token: &Token) -> &str {
        self.text.get(token.range.clone()).unwrap_or("")
    }
}

fn unknown_word(expected: &[&str], found: &str) -> String {
    match nearest(found, expected.iter().copied()) {
        Some(near) => format!("`{found}` is not known here; did you mean `{near}`?"),
        None => format!(
            "`{found}` is not known here; write one of {}",
            expected.join(", ")
        ),
    }
}

fn shortened(word: &str) -> String {
    const LIMIT: usize = 24;
    let line = word.lines().next().unwrap_or("");
    if line.chars().count() <= LIMIT {
        line.to_owned()
    } else {
        line.chars().take(LIMIT).chain(['…']).collect()
    }
}

/// How fields that are not simply texts are written.
const EXAMPLES: [(&str, &str); 30] = [
    ("version", "1"),
    (
        "participants",
        "[Participant(id: \"naim\", name: \"Moisés Naím\")]",
    ),
    ("sources", "[Source(id: \"fp\", title: \"…\")]"),
    ("claims", "[Claim(id: \"a\", text: \"…\")]"),
    (
        "inferences",
        "[Inference(id: \"b\", stance: Support, premises: [\"a\"], target: Claim(\"c\"))]",
    ),
    ("views", "[View(id: \"main\")]"),
    ("kind", "Question"),
    ("exclusive", "true"),
    ("contention", "true"),
    ("implicit", "true"),
    ("held_by", "[Asserts(\"analyst\")]"),
    ("quotes", "[Quote(source: \"fp\", exact: \"…\")]"),
    ("position", "120"),
    ("tags", "[\"…\"]"),
    ("stance", "Support"),
    ("premises", "[\"a\", \"b\"]"),
    ("target", "Claim(\"c\")"),
    ("aspect", "(16, 9)"),
    ("collapsed", "[Claim(\"a\"), Inference(\"b\")]"),
    ("pinned", "{\"a\": (12.0, 40.0)}"),
    ("widths", "{\"a\": 300.0}"),
    ("choices", "{\"a\": Columns(2)}"),
    ("homes", "{\"a\": \"b\"}"),
    ("style", "Compact"),
    ("only", "[\"a\", \"b\"]"),
    ("steps", "[Step(title: \"…\", appears: [\"a\"])]"),
    ("appears", "[\"a\", \"b\"]"),
    ("emphasised", "[\"a\"]"),
    ("faded", "[\"a\"]"),
    ("frame", "Around([\"a\", \"b\"])"),
];
