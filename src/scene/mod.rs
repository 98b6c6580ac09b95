//! The one display list: what the canvas paints, the pointer hits, and every exporter writes.
//!
//! A [`Scene`] is a list of shared [`Group`]s in painting order. A group draws one claim, mark,
//! connector or badge in local coordinates with an offset and a revision, says what it is by
//! [`Role`], and carries what exporters need in words: title, description, logical text, ports.
//! Selection, hover and the camera are overlays and never enter.

mod group;

pub use group::{Group, Role, Scene, Shape, Stroke, TextLine};
