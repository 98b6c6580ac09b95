//! Writes a map as one page for browsers: zoom, pan, steps by arrow keys, and the quotes and notes
//! of a claim on a click, without anything from elsewhere.
//!
//! The picture is an SVG in the page whose text is text, set line by line where it was set in the
//! map. What is said about claims stands as data in the page, and the map itself in a template,
//! from which it is opened again.

mod data;
mod page;
mod picture;

pub(super) use picture::text as live_text;

pub use page::{HtmlOptions, Opening, Presentation, Quoted, Remark, export};
