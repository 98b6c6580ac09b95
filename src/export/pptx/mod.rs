//! Writes a deck as PPTX: native boxes with their text in them, connectors glued at both ends.
//!
//! Each claim is one rounded rectangle that holds its text, each mark a pill, each connector a
//! preset that follows its route and is glued to sites of what it joins; where a connector meets
//! no standard site, the rectangle is a custom geometry that looks the same and has one more, and
//! where a route bends more than presets do alike in all programs, small joints hold its parts.
//! Colours and fonts refer to the theme, names and ids are the same on every slide, so that
//! transitions know what stays, and the map goes along in a part of its own.

mod boxes;
mod captions;
mod colors;
mod connectors;
mod export;
mod options;
mod parts;
mod place;
mod preview;
mod sites;
mod slide;
mod text;
mod themes;
mod timing;
mod wires;

pub use export::{Deck, export, export_watched};
pub use options::{DeckOptions, fit};
pub use preview::previews;
