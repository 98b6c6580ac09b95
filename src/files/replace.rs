//! Replaces a file whole or not at all.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use super::SaveError;

/// What happens on the disk, in this order; tests make one of them fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// A new file is made beside the old one.
    Create,
    /// It is written.
    Write,
    /// It is synced.
    Sync,
    /// It is read back.
    ReadBack,
    /// It takes the old one's name.
    Rename,
}

/// Says before each stage whether the disk fails there.
pub(super) type Faults<'a> = &'a dyn Fn(Stage) -> io::Result<()>;

/// How many characters of the file's name the one beside it bears; with four bytes each, and what
/// is added, they fit into the 255 bytes of most systems.
const NAME_LENGTH: usize = 50;

/// A disk that does what it is told.
pub(super) const NO_FAULTS: Faults<'static> = &|_| Ok(());

/// Puts the bytes in the place of the file, or leaves everything as it was.
pub(super) fn replace(path: &Path, bytes: &[u8], faults: Faults<'_>) -> Result<(), SaveError> {
    let failed = |error| SaveError::from_io(path, error);
    // Pipes have names, as `/dev/stdout` may, that lead to no place.
    if path
        .metadata()
        .is_ok_and(|there| !there.is_file() && !there.is_dir())
    {
        return Err(SaveError::NotAFile(path.to_owned()));
    }
    let target = follow_links(path).map_err(failed)?;
    let old = usable(&target, path)?;
    let folder = folder_of(&target);
    faults(Stage::Create).map_err(failed)?;
    let uncreated = |error: io::Error| match error.kind() {
        // The folder is there, as was just seen; those of `/proc` answer so.
        io::ErrorKind::NotFound => SaveError::TakesNoFiles(path.to_owned()),
        _ => failed(error),
    };
    let mut beside = create_beside(&target, folder, old.as_ref()).map_err(uncreated)?;
    faults(Stage::Write).map_err(failed)?;
    beside.write_all(bytes).map_err(failed)?;
    faults(Stage::Sync).map_err(failed)?;
    beside.as_file().sync_all().map_err(failed)?;
    faults(Stage::ReadBack).map_err(failed)?;
    let mut back = Vec::with_capacity(bytes.len());
    File::open(beside.path())
        .and_then(|mut file| file.read_to_end(&mut back))
        .map_err(failed)?;
    if back != bytes {
        return Err(SaveError::Corrupted(path.to_owned()));
    }
    faults(Stage::Rename).map_err(failed)?;
    beside
        .persist(&target)
        .map_err(|error| failed(error.error))?;
    sync_folder(folder);
    Ok(())
}

/// The file that a name leads to through symbolic links, whether it exists or not.
pub(super) fn follow_links(path: &Path) -> io::Result<PathBuf> {
    let mut target = path.to_owned();
    for _ in 0..40 {
        match fs::read_link(&target) {
            Ok(next) => target = folder_of(&target).join(next),
            // Not a link, or nothing there yet: this is the name to write to.
            Err(_) => return Ok(target),
        }
    }
    Err(io::Error::other("its symbolic links lead in a ring"))
}

/// The metadata of the file that would be replaced, if there is one and it may be.
fn usable(target: &Path, path: &Path) -> Result<Option<fs::Metadata>, SaveError> {
    let metadata = match target.metadata() {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return match folder_of(target).metadata() {
                Ok(folder) if folder.is_dir() => Ok(None),
                _ => Err(SaveError::NoFolder(path.to_owned())),
            };
        }
        Err(error) => return Err(SaveError::from_io(path, error)),
    };
    if metadata.is_dir() {
        return Err(SaveError::IsFolder(path.to_owned()));
    }
    // Renaming would get around the file's own protection, so it is asked for here.
    let may_write = !metadata.permissions().readonly()
        && fs::OpenOptions::new().write(true).open(target).is_ok();
    if may_write {
        Ok(Some(metadata))
    } else {
        Err(SaveError::ReadOnly(path.to_owned()))
    }
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// A file that goes away unless it is renamed, with the old one's mode and owner; a new file gets
/// the mode that the user's mask leaves.
fn create_beside(
    target: &Path,
    folder: &Path,
    old: Option<&fs::Metadata>,
) -> io::Result<tempfile::NamedTempFile> {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    // The longest names leave no room for what is added here.
    let name: String = name.chars().take(NAME_LENGTH).collect();
    let prefix = format!(".{name}.");
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix).suffix(".part");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let beside = builder.tempfile_in(folder)?;
    if let Some(old) = old {
        keep_owner(beside.as_file(), old)?;
        beside.as_file().set_permissions(old.permissions())?;
    }
    Ok(beside)
}

#[cfg(unix)]
fn keep_owner(file: &File, old: &fs::Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let new = file.metadata()?;
    if (new.uid(), new.gid()) == (old.uid(), old.gid()) {
        return Ok(());
    }
    // Only root may give files away; a member may still keep the group. Where neither is allowed
    // the file belongs to whoever saved it, as with any other editor.
    fchown(file, Some(old.uid()), Some(old.gid()))
        .or_else(|_| fchown(file, None, Some(old.gid())))
        .or(Ok(()))
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &fs::Metadata) -> io::Result<()> {
    Ok(())
}

/// Makes the new name outlast a power cut. Some file systems cannot; the file is in place all the
/// same, so this is no failure to report.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        folder.sync_all().ok();
    }
}
