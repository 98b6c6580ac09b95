//! Formats that maps are kept and passed on in, one folder each, with types of their own.
//!
//! [`ron_map`] is the file format of the application, [`outline_text`] the indented list of the
//! clipboard; [`map_inside`] finds the map that one of our exports carries. A reader takes bytes and gives a map together with what was lost or doubtful; every
//! failure is a [`ReadError`] with a place and a sentence, and no input makes it panic or use
//! more stack than a sane file does. Writers are total: any map whose invariants hold can be
//! written, and equal maps give equal bytes. Versions of a format have types of their own, so the
//! model can change without the file changing.
//!
//! The room imports the model alone. It refuses files, layout, scene and egui.

mod error;
mod inside;
mod lint;
mod nearest;
pub mod outline_text;
pub mod ron_map;

pub use error::{Place, Problem, ReadError};
pub use inside::map_inside;
pub use lint::{Remark, Weight, remarks};
