//! The file format: RON that a person can read, write by hand, and compare line by line.
//!
//! A file starts with its version. Each version has serde types of its own (`v1`, `v2`, `v3`); any new
//! field raises it, older versions are carried over, and a newer one is refused in words before
//! anything else in the file is judged. Records are flat lists with ids. The writer leaves out
//! defaults and gives each field a line, so that a small edit is a small difference.

mod check;
mod check_steps;
mod check_view;
mod context;
mod convert;
mod lexer;
mod places;
mod screen;
mod syntax;
mod v1;
mod v2;
mod v3;
mod view_of_file;
mod write;
mod write_steps;

use crate::model::ArgumentMap;

use super::{Problem, ReadError};
pub use places::Places;
pub use write::write;

/// The version that [`write()`] writes, and the newest that [`read`] reads.
pub const VERSION: u32 = 3;

/// A map as read from a file.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadMap {
    /// The map.
    pub map: ArgumentMap,
    /// The text has comments, which writing it again would lose.
    pub has_comments: bool,
}

/// Reads a map; `name` is what errors call the file.
///
/// # Errors
/// [`ReadError`] for anything that is not a whole, consistent map of a known version.
pub fn read(bytes: &[u8], name: &str) -> Result<ReadMap, ReadError> {
    let text = screen::text_of(bytes, name)?;
    let survey = screen::survey(text, name)?;
    let file = syntax::parse(text, survey.version, name)?;
    let map = convert::to_map(file).map_err(|faults| {
        let places = Places::of(text);
        let mut problems: Vec<Problem> = faults
            .into_iter()
            .map(|fault| Problem {
                place: places.at(&fault.path),
                id: visible(&fault.id),
                message: visible(&fault.message),
            })
            .collect();
        problems.sort_by_key(|problem| problem.place);
        ReadError::Problems {
            name: name.to_owned(),
            problems,
        }
    })?;
    Ok(ReadMap {
        map,
        has_comments: survey.has_comments,
    })
}

/// A message on one line, whatever the ids in it hold.
fn visible(message: &str) -> String {
    let shown = |c: char| {
        let escaped = write::is_hidden(c).then(|| c.escape_unicode());
        let plain = escaped.is_none().then_some(c);
        escaped.into_iter().flatten().chain(plain)
    };
    message.chars().flat_map(shown).collect()
}
