//! Files for other programs to take, as from the clipboard: they last as long as they are offered.

use std::path::{Path, PathBuf};

use super::{SaveError, export_bytes};

/// A file in a folder of its own, which goes when this is dropped.
#[derive(Debug)]
pub struct Parcel {
    path: PathBuf,
    _folder: tempfile::TempDir,
}

impl Parcel {
    /// Writes a file of this name.
    ///
    /// # Errors
    /// [`SaveError`] where the system refuses.
    pub fn new(name: &str, bytes: &[u8]) -> Result<Self, SaveError> {
        let beside = std::env::temp_dir();
        let folder = tempfile::Builder::new()
            .prefix("rejoinder-")
            .tempdir()
            .map_err(|error| SaveError::from_io(&beside, error))?;
        let path = folder.path().join(name);
        export_bytes(&path, bytes)?;
        Ok(Self {
            path,
            _folder: folder,
        })
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parcel_is_there_until_it_is_dropped() {
        let parcel = Parcel::new("map.svg", b"<svg/>").unwrap();
        let path = parcel.path().to_owned();
        assert_eq!(std::fs::read(&path).unwrap(), b"<svg/>");
        assert_eq!(path.file_name().unwrap(), "map.svg");
        drop(parcel);
        assert!(!path.exists() && !path.parent().unwrap().exists());
    }
}
