//! What can be wrong with a file, in words for the person who wrote it.

use std::fmt;

/// A place in a text, counted from 1; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl Place {
    /// The place of a byte offset; offsets inside a character count as that character.
    pub fn of_offset(text: &str, offset: usize) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let column = before.get(line_start..).unwrap_or("").chars().count() + 1;
        Self { line, column }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// One thing that keeps a well-formed file from being a map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where the offending value stands.
    pub place: Place,
    /// The id of the record it is in; empty where it is in none.
    pub id: String,
    /// What is wrong, and what to do.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

/// Why a text is no map.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// There is nothing in it.
    #[error(
        "the file is empty, so it holds no map; restore it from a copy, or start a new map: {name}"
    )]
    Empty {
        /// The file.
        name: String,
    },
    /// It is a picture or document that carries no map.
    #[error(
        "this {kind} file has no map inside; open the map that it was made from, or export that again with the map attached: {name}"
    )]
    NothingInside {
        /// The file.
        name: String,
        /// What it is.
        kind: &'static str,
    },
    /// It is in UTF-16 or UTF-32.
    #[error("{name}:1:1: the text is encoded as {encoding}; save it as UTF-8 and open it again")]
    OtherEncoding {
        /// The file.
        name: String,
        /// The encoding.
        encoding: &'static str,
    },
    /// It is no text.
    #[error("{name}:{place}: this is {what}, not a map; maps are text files in RON")]
    Binary {
        /// The file.
        name: String,
        /// The first byte that no text has.
        place: Place,
        /// What it seems to be.
        what: &'static str,
    },
    /// Some bytes are no UTF-8.
    #[error(
        "{name}:{place}: a byte here is not UTF-8 text; save the file as UTF-8 and open it again"
    )]
    NotUtf8 {
        /// The file.
        name: String,
        /// The first such byte.
        place: Place,
    },
    /// A merge left its marks.
    #[error(
        "{name}:{place}: unresolved merge conflict; choose between the two sides, remove the lines with <<<<<<<, ======= and >>>>>>>, and open it again"
    )]
    MergeConflict {
        /// The file.
        name: String,
        /// The first mark.
        place: Place,
    },
    /// A later version of the program wrote it.
    #[error(
        "{name}:{place}: the file has version {found} of the format, and this program reads up to version {known}; open it with a newer Rejoinder"
    )]
    NewerVersion {
        /// The file.
        name: String,
        /// The version field's value.
        place: Place,
        /// The version.
        found: u64,
        /// The newest version read.
        known: u32,
    },
    /// It is no RON, or not shaped like a map.
    #[error("{name}:{place}: {message}")]
    Syntax {
        /// The file.
        name: String,
        /// Where.
        place: Place,
        /// What is wrong, and what to do.
        message: String,
    },
    /// It is shaped like a map and contradicts itself.
    #[error("{}", first_problem(.name, .problems))]
    Problems {
        /// The file.
        name: String,
        /// All of them, in the order of the file; at least one.
        problems: Vec<Problem>,
    },
}

fn first_problem(name: &str, problems: &[Problem]) -> String {
    match problems {
        [] => format!("the file cannot be read as a map: {name}"),
        [only] => format!("{name}:{only}"),
        [first, rest @ ..] => {
            let more = if rest.len() == 1 {
                "1 more problem".to_owned()
            } else {
                format!("{} more problems", rest.len())
            };
            format!("{name}:{first} (and {more}; `rejoinder check` lists all)")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_count_line_feeds() {
        let text = "a\r\nÄö\u{5d0}x";
        let offset = text.find('x').unwrap();
        assert_eq!(Place::of_offset(text, offset), Place { line: 2, column: 4 });
        assert_eq!(Place::of_offset(text, 0), Place { line: 1, column: 1 });
        assert_eq!(
            Place::of_offset(text, text.len() + 7),
            Place { line: 2, column: 5 }
        );
    }
}
