//! Parses the text into the types of its version, and says in plain words why it cannot.

use ron::error::{Error, SpannedError};
use ron::extensions::Extensions;

use super::{screen, v1};
use crate::formats::{Place, ReadError};

/// The parsed file.
pub(super) fn parse(text: &str, name: &str) -> Result<v1::ArgumentMap, ReadError> {
    let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    options
        .from_str(text)
        .map_err(|error| explained(text, name, &error))
}

fn explained(text: &str, name: &str, error: &SpannedError) -> ReadError {
    let name = name.to_owned();
    if let (Some(at), _) = screen::conflict(text) {
        let place = Place::of_offset(text, at);
        return ReadError::MergeConflict { name, place };
    }
    let place = Place {
        line: error.span.start.line,
        column: error.span.start.col,
    };
    let message = sentence(&error.code);
    ReadError::Syntax {
        name,
        place,
        message,
    }
}

fn sentence(error: &Error) -> String {
    error.to_string()
}
