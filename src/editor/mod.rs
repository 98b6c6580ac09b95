//! The headless editor: document, selection, camera and the state of the hand; no egui.
//!
//! Events come in ([`PointerEvent`], [`Command`], typed text), and state and [`Effect`]s come
//! out. Each state of the hand (idle, pressing, panning, marquee, dragging, connecting, typing,
//! picking a step) is one small file. Whatever needs a file, a window, a clock or the system's
//! clipboard is an effect that the caller carries out. [`Editor::scene`](Editor) is refreshed
//! after each event; selection, handles, drop zones and guides are in an [`Overlay`], which
//! never enters the scene.

mod command;
mod effect;
mod pointer;

pub use command::{Availability, Command, Heading, Implicit, Marked, PasteContents, Property};
pub use effect::Effect;
pub use pointer::{Button, Modifiers, PointerEvent, PointerKind};
