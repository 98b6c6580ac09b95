//! Files: opening, safe saving, recovery copies, recently used files, and the shipped maps.
//!
//! [`open`] reads at most [`SIZE_LIMIT`] bytes and gives the map with a [`Fingerprint`] of what it
//! read. [`save`] writes beside the file, syncs, reads back, compares, renames over and syncs the
//! folder; it follows symbolic links and keeps mode and owner, and never silently replaces a file
//! that is not the one that was opened. A save that fails leaves the old file whole and nothing
//! beside it. Errors are sentences that say what to do.
//!
//! The room imports `model` and `formats`. It refuses windows and dialogs.

mod error;
mod fingerprint;
mod numbered;
mod open;
mod parcel;
mod recent;
mod recovery;
mod replace;
mod save;
mod shipped;
mod state;

pub use error::{OpenError, SaveError};
pub use fingerprint::Fingerprint;
pub use numbered::numbered;
pub use open::{Opened, SIZE_LIMIT, open, open_text, read_limited};
pub use parcel::Parcel;
pub use recent::Recent;
pub use recovery::{Leftover, Recovery};
pub use save::{export_bytes, save, save_over, write_text};
pub use shipped::{ShippedMap, shipped_map, shipped_maps};
pub use state::StateFolder;
