//! Looks at a file before it is parsed: its encoding, leftovers of merges, depth and version.

use super::VERSION;
use super::lexer::{Kind, Lexer};
use crate::formats::{Place, ReadError};

/// Depth that no map reaches: a quote or a pinned place lies five brackets deep.
const DEPTH_LIMIT: usize = 24;

/// So many bytes show whether a file is text at all.
const GLANCE: usize = 4096;

/// The text without a byte order mark.
pub(super) fn text_of<'a>(bytes: &'a [u8], name: &str) -> Result<&'a str, ReadError> {
    let name = name.to_owned();
    if let Some(encoding) = other_encoding(bytes) {
        return Err(ReadError::OtherEncoding { name, encoding });
    }
    if let Some(what) = known_kind(bytes) {
        let place = Place { line: 1, column: 1 };
        return Err(ReadError::Binary { name, place, what });
    }
    let unmarked = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = match std::str::from_utf8(unmarked) {
        Ok(text) => text,
        Err(error) => {
            let valid = unmarked.get(..error.valid_up_to()).unwrap_or_default();
            let before = String::from_utf8_lossy(valid);
            let place = Place::of_offset(&before, before.len());
            return Err(if unmarked.contains(&0) || is_garbled(unmarked) {
                let what = "binary data";
                ReadError::Binary { name, place, what }
            } else {
                ReadError::NotUtf8 { name, place }
            });
        }
    };
    if text.trim().is_empty() {
        return Err(ReadError::Empty { name });
    }
    match text.find('\0') {
        None => Ok(text),
        Some(at) => Err(ReadError::Binary {
            name,
            place: Place::of_offset(text, at),
            what: "binary data",
        }),
    }
}

/// What a look over the whole text shows.
pub(super) struct Survey {
    /// The version that the file says it has; a known one.
    pub(super) version: u32,
    pub(super) has_comments: bool,
}

/// Refuses merge conflicts, newer versions, a missing version and absurd nesting.
pub(super) fn survey(text: &str, name: &str) -> Result<Survey, ReadError> {
    let (conflict, is_whole) = conflict(text);
    let refuse_conflict = |at: usize| ReadError::MergeConflict {
        name: name.to_owned(),
        place: Place::of_offset(text, at),
    };
    if let (Some(at), true) = (conflict, is_whole) {
        return Err(refuse_conflict(at));
    }
    let version = version_of(text, name)?;
    let mut has_comments = false;
    let mut depth = 0_usize;
    for token in Lexer::new(text) {
        match token.kind {
            Kind::Comment => has_comments = true,
            Kind::Open => depth += 1,
            Kind::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEPTH_LIMIT {
            return Err(ReadError::Syntax {
                name: name.to_owned(),
                place: Place::of_offset(text, token.range.start),
                message: format!(
                    "brackets are nested more than {DEPTH_LIMIT} deep, which no map needs; remove some"
                ),
            });
        }
    }
    Ok(Survey {
        version,
        has_comments,
    })
}

/// Where the first mark of a merge conflict stands, and whether all its marks follow in order.
pub(super) fn conflict(text: &str) -> (Option<usize>, bool) {
    let mut at = 0;
    let mut first = None;
    let mut seen = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        if seen == 0 && line.starts_with("<<<<<<< ") {
            first = Some(at);
            seen = 1;
        } else if seen == 1 && bare == "=======" {
            seen = 2;
        } else if seen == 2 && line.starts_with(">>>>>>> ") {
            return (first, true);
        }
        at += line.len();
    }
    (first, false)
}

/// The first number that the top record calls its version decides, whatever follows. Absurd
/// nesting before it is left to the survey.
fn version_of(text: &str, name: &str) -> Result<u32, ReadError> {
    let mut depth = 0_usize;
    let mut before: [Option<&str>; 2] = [None, None];
    let mut first = None;
    for token in Lexer::new(text).filter(|token| token.kind != Kind::Comment) {
        let word = text.get(token.range.clone()).unwrap_or("");
        first.get_or_insert(token.range.start);
        match token.kind {
            Kind::Open if depth > DEPTH_LIMIT => return Ok(VERSION),
            Kind::Open => depth += 1,
            Kind::Close => depth = depth.saturating_sub(1),
            _ if depth == 1 && before == [Some("version"), Some(":")] => {
                return number(word, name, Place::of_offset(text, token.range.start));
            }
            _ => {}
        }
        before = [before[1], Some(word)];
    }
    Err(ReadError::Syntax {
        name: name.to_owned(),
        place: Place::of_offset(text, first.unwrap_or(0)),
        message: if text.trim_start().starts_with("ArgumentMap") {
            format!(
                "the map does not say its version; add `version: {VERSION},` as the first field"
            )
        } else {
            format!("this is not a map; a map begins with `ArgumentMap(` and `version: {VERSION},`")
        },
    })
}

fn number(word: &str, name: &str, place: Place) -> Result<u32, ReadError> {
    let name = name.to_owned();
    match word.parse::<u64>() {
        Ok(found) if found > u64::from(VERSION) => Err(ReadError::NewerVersion {
            name,
            place,
            found,
            known: VERSION,
        }),
        Ok(found @ 1..) => Ok(found as u32),
        _ => Err(ReadError::Syntax {
            name,
            place,
            message: format!(
                "`{word}` is no version of the format; this program reads versions 1 to {VERSION}"
            ),
        }),
    }
}

/// Whether more bytes are control characters than a text in any encoding has.
fn is_garbled(bytes: &[u8]) -> bool {
    let start = bytes.get(..GLANCE).unwrap_or(bytes);
    let is_control = |byte: &&u8| byte.is_ascii_control() && !byte.is_ascii_whitespace();
    start.iter().filter(is_control).count() * 32 > start.len()
}

fn other_encoding(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => Some("UTF-32"),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Some("UTF-16"),
        // Without a byte order mark, the first letters of a map are ASCII and show the zeros.
        [0, a, 0, b, ..] | [a, 0, b, 0, ..] if *a != 0 && *b != 0 => Some("UTF-16"),
        _ => None,
    }
}

/// Files that people open by mistake, by their first bytes.
fn known_kind(bytes: &[u8]) -> Option<&'static str> {
    let kinds: [(&[u8], &str); 7] = [
        (b"\x89PNG", "a PNG picture"),
        (b"\xff\xd8\xff", "a JPEG picture"),
        (b"%PDF", "a PDF document"),
        (b"PK\x03\x04", "a zip archive or an office document"),
        (b"\x1f\x8b", "a gzip archive"),
        (b"\x7fELF", "a program"),
        (b"SQLite format 3", "a database"),
    ];
    kinds
        .iter()
        .find(|(start, _)| bytes.starts_with(start))
        .map(|(_, what)| *what)
}
