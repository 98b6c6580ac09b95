//! The folder where the application remembers things between runs.

use std::path::{Path, PathBuf};

use etcetera::BaseStrategy as _;

/// The environment variable that names the folder instead of the system's convention.
const OVERRIDE: &str = "REJOINDER_STATE_DIR";

/// A folder for recent files and recovery copies; it may not exist yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateFolder(PathBuf);

impl StateFolder {
    /// The user's folder: `REJOINDER_STATE_DIR` if set, else after the XDG base directories.
    /// `None` where the user has no home.
    pub fn of_user() -> Option<Self> {
        if let Some(named) = std::env::var_os(OVERRIDE).filter(|named| !named.is_empty()) {
            return Some(Self(named.into()));
        }
        let base = etcetera::choose_base_strategy().ok()?;
        let folder = base.state_dir().unwrap_or_else(|| base.data_dir());
        Some(Self(folder.join("rejoinder")))
    }

    /// This folder.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self(folder.into())
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}
