//! The headless editor: document, selection, camera and the state of the hand; no egui.
//!
//! Events come in ([`PointerEvent`], [`Command`], typed text), and state and [`Effect`]s come
//! out. Each state of the hand (idle, pressing, panning, marquee, dragging, connecting, resizing,
//! typing, picking a step) is one small file. Whatever needs a file, a window, a clock or the
//! system's clipboard is an effect that the caller carries out. [`Editor::scene`] is refreshed
//! after each event; selection, handles, drop zones and guides are in an [`Overlay`], which
//! never enters the scene.

mod camera;
mod command;
mod draft;
mod editor;
mod effect;
mod overlay;
mod pointer;
mod selection;

pub use camera::{Camera, ZOOM_LIMITS, ZOOM_STEP};
pub use command::{Availability, Command, Heading, Implicit, Marked, PasteContents, Property};
pub use draft::Draft;
pub use editor::{Counts, Editor};
pub use effect::Effect;
pub use overlay::{Attachment, ConnectHandle, DropZone, Overlay, PickPrompt};
pub use pointer::{Button, Modifiers, PointerEvent, PointerKind};
pub use selection::Selection;
