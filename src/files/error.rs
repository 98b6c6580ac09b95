//! Why a file could not be opened or saved, and what the user can do.

use std::io;
use std::path::{Path, PathBuf};

use crate::formats::ReadError;

/// Why a file could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Nothing is there.
    #[error("there is no such file; check the name: {}", .0.display())]
    Missing(PathBuf),
    /// It is a folder.
    #[error("this is a folder; open a map inside it: {}", .0.display())]
    IsFolder(PathBuf),
    /// The user may not read it.
    #[error("you are not allowed to read this file; ask its owner for permission: {}", .0.display())]
    NotAllowed(PathBuf),
    /// It is too large to be a map.
    #[error("the file is larger than {} MB, which no map is; check that it is the right file: {}", super::SIZE_LIMIT / 1_000_000, .0.display())]
    TooLarge(PathBuf),
    /// It is no map.
    #[error(transparent)]
    Unreadable(#[from] ReadError),
    /// The system failed.
    #[error("the file could not be read ({error}); try again, or copy it elsewhere first: {}", .path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
}

impl OpenError {
    pub(super) fn from_io(path: &Path, error: io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::Missing(path),
            io::ErrorKind::IsADirectory => Self::IsFolder(path),
            io::ErrorKind::PermissionDenied => Self::NotAllowed(path),
            _ => Self::Io { path, error },
        }
    }
}

/// Why a file could not be saved; the old one is whole, and nothing was left beside it.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// Someone else changed the file since it was opened.
    #[error("another program changed this file since you opened it; save under another name, or replace it on purpose: {}", .0.display())]
    ChangedOnDisk(PathBuf),
    /// A file is there that was not opened.
    #[error("there is a file of this name already; choose another name, or replace it on purpose: {}", .0.display())]
    Exists(PathBuf),
    /// It is a folder.
    #[error("this is a folder; give the name of a file: {}", .0.display())]
    IsFolder(PathBuf),
    /// It is a device, a pipe or the like.
    #[error("this is not an ordinary file; save under another name: {}", .0.display())]
    NotAFile(PathBuf),
    /// The folder does not exist.
    #[error("the folder of this file does not exist; make it, or choose another: {}", .0.display())]
    NoFolder(PathBuf),
    /// The file is marked read-only.
    #[error("the file is read-only; save under another name, or allow writing to it: {}", .0.display())]
    ReadOnly(PathBuf),
    /// The user may not write there.
    #[error("you are not allowed to write in this folder; choose another: {}", .0.display())]
    NotAllowed(PathBuf),
    /// The folder is one of the system's, which hold no files of users, or is on a disk that can
    /// only be read.
    #[error("no file can be made in this folder; choose another: {}", .0.display())]
    TakesNoFiles(PathBuf),
    /// The disk, or the user's share of it, is full.
    #[error("the disk is full; make room and save again, or save on another disk: {}", .0.display())]
    DiskFull(PathBuf),
    /// What came back from the disk is not what was written.
    #[error("the disk gave back something else than what was written; save on another disk: {}", .0.display())]
    Corrupted(PathBuf),
    /// The written text would not read back as the same map: a defect of this program.
    #[error("the map would not read back as it is ({reason}), so nothing was written; please report this: {}", .path.display())]
    NotReadable {
        /// The file.
        path: PathBuf,
        /// What differs.
        reason: String,
    },
    /// The system failed.
    #[error("the file could not be saved ({error}); save under another name: {}", .path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
}

impl SaveError {
    pub(super) fn from_io(path: &Path, error: io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::NoFolder(path),
            io::ErrorKind::IsADirectory => Self::IsFolder(path),
            io::ErrorKind::PermissionDenied => Self::NotAllowed(path),
            io::ErrorKind::ReadOnlyFilesystem => Self::TakesNoFiles(path),
            io::ErrorKind::StorageFull
            | io::ErrorKind::QuotaExceeded
            | io::ErrorKind::FileTooLarge => Self::DiskFull(path),
            _ => Self::Io { path, error },
        }
    }
}
