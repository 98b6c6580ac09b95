//! Fonts, shaping, bidirectional runs, measuring, and the one place where lines are broken.
//!
//! [`Fonts`] holds the shipped faces and asks an injected [`FontSource`] for others when a
//! character is in none of them. [`Fonts::paragraph`] shapes a text (harfrust, the version that
//! epaint uses), breaks it into [`Line`]s in map units once (UAX #14, UAX #9), and everything
//! downstream (layout, canvas, in-place editor, exports) shows exactly these lines. A line is a
//! row of [`Run`]s in visual order, each of one face and one direction, with placed glyphs.
//!
//! The room refuses egui's own wrapping: it breaks differently at other zooms.

mod breaks;
mod cache;
mod direction;
mod face;
mod fonts;
mod painted;
mod paragraph;
mod set;
mod shape;
mod shipped;
mod source;
mod stretch;
mod system;
mod words;

pub use face::FaceData;
pub use fonts::{Fallback, Fonts};
pub use paragraph::{Face, FaceId, Glyph, Line, Paragraph, Run, TextStyle};
pub use source::{FontSource, NoFonts};
pub use system::SystemFonts;
