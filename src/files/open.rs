//! Opens files without trusting their size, kind or contents.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::{Fingerprint, OpenError};
use crate::formats::{map_inside, ron_map};
use crate::model::ArgumentMap;

/// Larger files are not read: ten times the largest map that this program is meant for.
pub const SIZE_LIMIT: u64 = 64_000_000;

/// A map and what is known of its file.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The map.
    pub map: ArgumentMap,
    /// What the file held, for [`save`](super::save) to compare.
    pub fingerprint: Fingerprint,
    /// The file has comments, which saving loses: warn before the first save.
    pub has_comments: bool,
    /// The map was found inside of an export, which is no place to save it.
    pub is_inside: bool,
}

/// Opens a map, or the one inside of a PDF, PPTX, HTML, SVG or PNG that was exported from it.
///
/// # Errors
/// [`OpenError`] if the file cannot be read or is no map.
pub fn open(path: &Path) -> Result<Opened, OpenError> {
    let bytes = open_text(path)?;
    let name = path.display().to_string();
    let text = map_inside(&bytes, &name)?;
    let read = ron_map::read(&text, &name)?;
    Ok(Opened {
        map: read.map,
        fingerprint: Fingerprint::of(&bytes),
        has_comments: read.has_comments,
        is_inside: matches!(text, Cow::Owned(_)),
    })
}

/// Reads a file of at most [`SIZE_LIMIT`] bytes.
///
/// # Errors
/// [`OpenError`] if it cannot be read or is larger.
pub fn open_text(path: &Path) -> Result<Vec<u8>, OpenError> {
    let failed = |error| OpenError::from_io(path, error);
    let metadata = path.metadata().map_err(failed)?;
    if metadata.is_dir() {
        return Err(OpenError::IsFolder(path.to_owned()));
    }
    if metadata.len() > SIZE_LIMIT {
        return Err(OpenError::TooLarge(path.to_owned()));
    }
    let file = File::open(path).map_err(failed)?;
    read_limited(file, path)
}

/// Reads a stream of at most [`SIZE_LIMIT`] bytes; `path` is what errors call it.
///
/// # Errors
/// [`OpenError`] if it cannot be read or is larger.
pub fn read_limited(stream: impl Read, path: &Path) -> Result<Vec<u8>, OpenError> {
    let bytes = read_up_to(stream, SIZE_LIMIT).map_err(|error| OpenError::from_io(path, error))?;
    bytes.ok_or_else(|| OpenError::TooLarge(path.to_owned()))
}

/// All of the stream, or `None` if it is longer than the limit.
pub(super) fn read_up_to(stream: impl Read, limit: u64) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    stream.take(limit + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= limit).then_some(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endless_stream_is_given_up_at_the_limit() {
        assert_eq!(read_up_to(io::repeat(b'x'), 1000).unwrap(), None);
        let whole = read_up_to(io::repeat(b'x').take(1000), 1000).unwrap();
        assert_eq!(whole.map(|bytes| bytes.len()), Some(1000));
    }
}
