//! Writes pages as PDF: vector shapes, real text in subset fonts, tags, bookmarks, the map attached.
//!
//! The files are PDF/UA-1 and PDF/A-3 together as far as fonts and texts allow, which the writer
//! underneath checks; what the standards forbid (a glyph for no character, a font that must not be
//! embedded) is drawn as outlines over text that can still be searched and copied.

mod document;
mod faces;
mod handout;
mod numbers;
mod options;
mod order;
mod outline;
mod paint;
mod paper;
mod pieces;
mod preview;
mod sheets;
mod tags;

pub use document::{export, export_watched};
pub use handout::Talk;
pub use options::{Attachment, PdfOptions};
pub use paper::{Paper, UnknownPaper};
pub use preview::previews;
pub use sheets::fit;
