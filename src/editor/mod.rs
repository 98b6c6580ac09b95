//! The headless editor: document, selection, camera and the state of the hand; no egui.
//!
//! Events come in ([`PointerEvent`], [`Command`], typed text), and state and [`Effect`]s come
//! out. Each state of the hand (idle, pressing, panning, marquee, dragging, connecting, resizing,
//! typing, picking a step) is one small file. Whatever needs a file, a window, a clock or the
//! system's clipboard is an effect that the caller carries out. [`Editor::scene`] is refreshed
//! after each event; selection, handles, drop zones and guides are in an [`Overlay`], which
//! never enters the scene.

mod adding;
mod aiming;
mod arranging;
mod availability;
mod camera;
mod clipboard;
mod command;
mod dispatch;
mod draft;
mod drawn;
#[expect(clippy::module_inception, reason = "the file is named for its type")]
mod editor;
mod edits;
mod effect;
mod hand;
mod overlay;
mod phrases;
mod pointer;
mod properties;
mod selection;
mod status;
mod tidying;
mod viewing;
mod walking;

pub use camera::{Camera, ZOOM_LIMITS, ZOOM_STEP};
pub use command::{Availability, Command, Heading, Implicit, Marked, PasteContents, Property};
pub use draft::Draft;
pub use editor::{Counts, Editor};
pub use effect::Effect;
pub use overlay::{ConnectHandle, DropKind, DropZone, Overlay, PickPrompt};
pub use pointer::{Button, Modifiers, PointerEvent, PointerKind, PointerShape};
pub use selection::Selection;
pub use tidying::TidyJob;
