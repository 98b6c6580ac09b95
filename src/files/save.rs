//! Saves maps and exports.

use std::fs;
use std::io;
use std::path::Path;

use super::replace::{Faults, NO_FAULTS, follow_links, replace};
use super::{Fingerprint, SaveError};
use crate::formats::ron_map;
use crate::model::ArgumentMap;

/// Saves a map, if the file still is the one with the expected fingerprint; with `None`, if there
/// is no file yet. A file that went away meanwhile is made anew.
///
/// # Errors
/// [`SaveError::ChangedOnDisk`] and [`SaveError::Exists`] where another file would be lost; other
/// [`SaveError`]s where the system refuses. The old file is whole then.
pub fn save(
    path: &Path,
    map: &ArgumentMap,
    expected: Option<&Fingerprint>,
) -> Result<Fingerprint, SaveError> {
    let text = checked_text(path, map)?;
    check_unchanged(path, text.as_bytes(), expected)?;
    put(path, text.as_bytes(), NO_FAULTS)
}

/// Saves a map over whatever file is there: the user asked for it.
///
/// # Errors
/// [`SaveError`] where the system refuses. The old file is whole then.
pub fn save_over(path: &Path, map: &ArgumentMap) -> Result<Fingerprint, SaveError> {
    let text = checked_text(path, map)?;
    put(path, text.as_bytes(), NO_FAULTS)
}

/// Writes a text over the file with the expected fingerprint, whole or not at all.
///
/// # Errors
/// As [`save`].
pub fn write_text(
    path: &Path,
    text: &str,
    expected: Option<&Fingerprint>,
) -> Result<Fingerprint, SaveError> {
    check_unchanged(path, text.as_bytes(), expected)?;
    put(path, text.as_bytes(), NO_FAULTS)
}

/// Writes an export over whatever file is there, whole or not at all.
///
/// # Errors
/// [`SaveError`] where the system refuses. The old file is whole then.
pub fn export_bytes(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    replace(path, bytes, NO_FAULTS)
}

fn put(path: &Path, bytes: &[u8], faults: Faults<'_>) -> Result<Fingerprint, SaveError> {
    replace(path, bytes, faults)?;
    Ok(Fingerprint::of(bytes))
}

/// The map as text that is known to read back as this map.
fn checked_text(path: &Path, map: &ArgumentMap) -> Result<String, SaveError> {
    let text = ron_map::write(map);
    let reason = match ron_map::read(text.as_bytes(), "the written map") {
        Ok(read) if read.map == *map => return Ok(text),
        Ok(_) => "it reads back different".to_owned(),
        Err(error) => error.to_string(),
    };
    let path = path.to_owned();
    Err(SaveError::NotReadable { path, reason })
}

fn check_unchanged(
    path: &Path,
    new: &[u8],
    expected: Option<&Fingerprint>,
) -> Result<(), SaveError> {
    let found = match fs::read(follow_links(path).map_err(|error| SaveError::from_io(path, error))?)
    {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        // A folder or a file that may not be read: the next stage says so.
        Err(_) => return Ok(()),
    };
    let is_same = |expected: &Fingerprint| *expected == Fingerprint::of(&found);
    match expected {
        // Nothing is lost by writing what is there already.
        _ if found == new => Ok(()),
        Some(expected) if is_same(expected) => Ok(()),
        Some(_) => Err(SaveError::ChangedOnDisk(path.to_owned())),
        None => Err(SaveError::Exists(path.to_owned())),
    }
}
