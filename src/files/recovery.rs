//! Recovery copies of maps with unsaved changes, for when the program ends without asking.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::{OpenError, SaveError, StateFolder, export_bytes, open_text};
use crate::formats::ron_map;
use crate::model::ArgumentMap;

/// What the first line of a copy says before the path of the map's file.
const ORIGIN: &str = "// unsaved changes of: ";

/// The recovery copy of one open document. It is locked while the document is open, so that other
/// windows do not take it for a leftover.
#[derive(Debug)]
pub struct Recovery {
    copy: PathBuf,
    lock_file: PathBuf,
    _lock: File,
}

impl Recovery {
    /// Reserves a copy in the folder; nothing is written into it yet.
    ///
    /// # Errors
    /// What the system says, if the folder cannot be written.
    pub fn begin(folder: &StateFolder) -> io::Result<Self> {
        let folder = folder.path().join("recovery");
        fs::create_dir_all(&folder)?;
        let lock = tempfile::Builder::new()
            .prefix("")
            .suffix(".lock")
            .rand_bytes(12)
            .tempfile_in(&folder)?;
        let (lock, lock_file) = lock.keep().map_err(|error| error.error)?;
        lock.lock()?;
        Ok(Self {
            copy: lock_file.with_extension("ron"),
            lock_file,
            _lock: lock,
        })
    }

    /// Writes the map into the copy, safely; `original` is its file if it has one.
    ///
    /// # Errors
    /// [`SaveError`] if the copy cannot be written.
    pub fn write(&self, map: &ArgumentMap, original: Option<&Path>) -> Result<(), SaveError> {
        let origin = original.and_then(Path::to_str).unwrap_or("");
        let origin = if origin.contains(['\n', '\r']) {
            ""
        } else {
            origin
        };
        let text = format!("{ORIGIN}{origin}\n{}", ron_map::write(map));
        export_bytes(&self.copy, text.as_bytes())
    }

    /// Removes the copy: the map is saved, or its changes were given up.
    ///
    /// # Errors
    /// What the system says, if the copy cannot be removed.
    pub fn clear(&self) -> io::Result<()> {
        remove_if_there(&self.copy)
    }
}

impl Drop for Recovery {
    fn drop(&mut self) {
        // A copy that was not cleared stays, and is a leftover from here on.
        if !self.copy.exists() {
            fs::remove_file(&self.lock_file).ok();
        }
    }
}

/// A recovery copy that no open document owns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leftover {
    /// The copy.
    pub copy: PathBuf,
    /// The file that the map came from, if it had one.
    pub original: Option<PathBuf>,
}

impl Leftover {
    /// All leftovers in the folder, in the order of their names.
    pub fn all_in(folder: &StateFolder) -> Vec<Self> {
        let Ok(entries) = fs::read_dir(folder.path().join("recovery")) else {
            return Vec::new();
        };
        let mut copies: Vec<_> = entries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.extension().is_some_and(|extension| extension == "ron"))
            .filter(|path| !is_owned(path))
            .collect();
        copies.sort();
        let leftover = |copy: PathBuf| Self {
            original: original_of(&copy),
            copy,
        };
        copies.into_iter().map(leftover).collect()
    }

    /// The map in the copy.
    ///
    /// # Errors
    /// [`OpenError`] if the copy cannot be read.
    pub fn open(&self) -> Result<ArgumentMap, OpenError> {
        let bytes = open_text(&self.copy)?;
        Ok(ron_map::read(&bytes, &self.copy.display().to_string())?.map)
    }

    /// Removes the copy.
    ///
    /// # Errors
    /// What the system says, if it cannot be removed.
    pub fn remove(&self) -> io::Result<()> {
        remove_if_there(&self.copy)?;
        remove_if_there(&self.copy.with_extension("lock"))
    }
}

/// Whether a running program holds the lock beside the copy.
fn is_owned(copy: &Path) -> bool {
    let lock = File::open(copy.with_extension("lock"));
    lock.is_ok_and(|lock| matches!(lock.try_lock(), Err(fs::TryLockError::WouldBlock)))
}

fn original_of(copy: &Path) -> Option<PathBuf> {
    let bytes = open_text(copy).ok()?;
    let text = std::str::from_utf8(&bytes).ok()?;
    let origin = text.lines().next()?.strip_prefix(ORIGIN)?;
    (!origin.is_empty()).then(|| PathBuf::from(origin))
}

fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
