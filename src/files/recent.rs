//! Recently used files: one path a line, the latest first.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{SaveError, StateFolder, export_bytes};

/// How many files are remembered.
const LIMIT: usize = 12;

/// The list of recently used files in a state folder.
#[derive(Debug, Clone)]
pub struct Recent {
    file: PathBuf,
}

impl Recent {
    /// The list in this folder; nothing is read yet.
    pub fn in_folder(folder: &StateFolder) -> Self {
        Self {
            file: folder.path().join("recent"),
        }
    }

    /// The files, the latest first; lines that are no paths are passed over, and a list that
    /// cannot be read is empty.
    pub fn files(&self) -> Vec<PathBuf> {
        let bytes = fs::read(&self.file).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        let mut files: Vec<PathBuf> = Vec::new();
        for line in text.lines() {
            let path = Path::new(line);
            let is_path = path.is_absolute() && !line.contains(['\0', '\u{fffd}']);
            if is_path && !files.iter().any(|known| known == path) {
                files.push(path.to_owned());
            }
        }
        files.truncate(LIMIT);
        files
    }

    /// Puts a file first. Paths that are not one line of UTF-8 are not remembered.
    ///
    /// # Errors
    /// [`SaveError`] if the list cannot be written.
    pub fn remember(&self, path: &Path) -> Result<(), SaveError> {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let mut files = self.files();
        files.retain(|known| *known != path);
        files.insert(0, path);
        self.write(&files)
    }

    /// Takes a file off the list, as when it is gone.
    ///
    /// # Errors
    /// [`SaveError`] if the list cannot be written.
    pub fn forget(&self, path: &Path) -> Result<(), SaveError> {
        let mut files = self.files();
        files.retain(|known| known != path);
        self.write(&files)
    }

    fn write(&self, files: &[PathBuf]) -> Result<(), SaveError> {
        let lines = files.iter().filter_map(|path| path.to_str());
        let text: String = lines
            .filter(|line| !line.contains('\n'))
            .take(LIMIT)
            .flat_map(|line| [line, "\n"])
            .collect();
        make_folder_of(&self.file).map_err(|error| SaveError::from_io(&self.file, error))?;
        export_bytes(&self.file, text.as_bytes())
    }
}

fn make_folder_of(file: &Path) -> io::Result<()> {
    file.parent().map_or(Ok(()), fs::create_dir_all)
}
