//! From a view and its steps to slides: one layout for all, and for each step what can be seen,
//! what stands out and steps back, where the camera stands, and what is said.
//!
//! A [`Deck`] lays a view out once, all of it, and draws each step from that layout: no box moves
//! between steps. Where the frames of two slides are equal, nothing moves on the slide either. The
//! room draws no pixels and knows no format; exporters and the window show its slides.

mod builds;
mod parts;
mod picture;
mod remarks;
mod slides;

pub use parts::{Parting, parts};
pub use picture::picture;
pub use remarks::remarks;
pub use slides::{Deck, DeckRequest};
