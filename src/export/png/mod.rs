//! Draws a page as PNG without a GPU.
//!
//! Pictures of large maps are mostly empty, so nothing is spent on what is: bands of the picture
//! are painted one after the other, only where something stands, and what is the same as above is
//! packed as one run without being looked at. Glyphs are drawn once for each quarter of a pixel
//! that they stand at.

mod codes;
mod pack;
mod picture;

pub use picture::{BandWatch, PIXEL_LIMIT, export, export_watched, pixels, size};
