//! Input files by name, where `-` is standard input.

use std::path::Path;

use super::Console;
use crate::files::{self, OpenError};
use crate::formats::map_inside;

/// Whether the name means a standard stream.
pub(super) fn is_stream(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// What messages call the input.
pub(super) fn name_of(path: &Path) -> String {
    if is_stream(path) {
        "<stdin>".to_owned()
    } else {
        path.display().to_string()
    }
}

/// All bytes of the input, up to the size that a map can have.
pub(super) fn bytes_of(path: &Path, console: &mut Console<'_>) -> Result<Vec<u8>, OpenError> {
    if is_stream(path) {
        files::read_limited(&mut console.input, Path::new("<stdin>"))
    } else {
        files::open_text(path)
    }
}

/// The file of the map: the input, or what is found inside of it if it is an export.
pub(super) fn map_of(path: &Path, console: &mut Console<'_>) -> Result<Vec<u8>, OpenError> {
    let bytes = bytes_of(path, console)?;
    Ok(map_inside(&bytes, &name_of(path))?.into_owned())
}

/// All bytes of the input; nothing where they cannot be had, which is told.
pub(super) fn bytes_or_complaint(path: &Path, console: &mut Console<'_>) -> Option<Vec<u8>> {
    bytes_of(path, console)
        .inspect_err(|error| console.complain(error))
        .ok()
}
