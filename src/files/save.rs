//! Saves maps and exports.

use std::path::Path;

use super::replace::{Faults, NO_FAULTS, follow_links, replace};
use super::{Fingerprint, OpenError, SaveError, open_text};
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
    let target = follow_links(path).map_err(|error| SaveError::from_io(path, error))?;
    // Folders, pipes and files that may not be read are left to the next stage, which says so.
    let Ok(true) = target.metadata().map(|metadata| metadata.is_file()) else {
        return Ok(());
    };
    let found = match open_text(&target) {
        Ok(bytes) => bytes,
        Err(OpenError::TooLarge(_)) => Vec::new(),
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

#[cfg(test)]
mod tests {
    use std::{fs, io};

    use super::super::replace::Stage;
    use super::*;

    #[test]
    fn a_disk_that_fails_at_any_stage_leaves_the_old_file_and_nothing_beside_it() {
        let stages = [
            Stage::Create,
            Stage::Write,
            Stage::Sync,
            Stage::ReadBack,
            Stage::Rename,
        ];
        for failing in stages {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("map.ron");
            fs::write(&path, "old").unwrap();
            let full = |stage| {
                if stage == failing {
                    Err(io::ErrorKind::StorageFull.into())
                } else {
                    Ok(())
                }
            };
            let error = put(&path, b"new", &full).unwrap_err();
            assert!(
                matches!(error, SaveError::DiskFull(_)),
                "{failing:?}: {error}"
            );
            assert!(error.to_string().starts_with("the disk is full; make room"));
            assert_eq!(fs::read_to_string(&path).unwrap(), "old", "{failing:?}");
            let names = fs::read_dir(folder.path()).unwrap();
            assert_eq!(names.count(), 1, "{failing:?}");
        }
    }

    #[test]
    fn what_reads_back_different_is_not_put_in_place() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("map.ron");
        fs::write(&path, "old").unwrap();
        let meddle = |stage| {
            if stage == Stage::ReadBack {
                for entry in fs::read_dir(folder.path())? {
                    let beside = entry?.path();
                    if beside != path {
                        fs::write(beside, "bad")?;
                    }
                }
            }
            Ok(())
        };
        let error = put(&path, b"new", &meddle).unwrap_err();
        assert!(matches!(error, SaveError::Corrupted(_)), "{error}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
