//! The one display list: what the canvas paints, the pointer hits, and every exporter writes.
//!
//! [`build`] makes a [`Scene`] from a map and its layout. A scene is a list of [`Item`]s in
//! painting order; each places a shared [`Group`], which draws one claim, mark, connector or badge
//! in local coordinates. Given the scene before an edit, `build` takes over every group that the
//! edit did not change, so that one edit redraws only its own and moving a box redraws nothing.
//! A group says what it is by [`Role`] and carries what exporters need in words: title,
//! description, logical text, the ends of connectors.
//!
//! A scene answers what lies under a point ([`Scene::hit`]), what a marquee touches
//! ([`Scene::in_rect`]), what is worth painting ([`Scene::visible`]) and in which order it is read
//! ([`Scene::reading_order`]); [`dump`] writes it as text. Selection, hover and the camera are overlays and never enter. The room is total.

mod boxes;
mod build;
mod captions;
mod digest;
mod display;
mod draft;
mod draw;
mod dump;
mod group;
mod hit;
mod index;
mod lines;
mod marks;
mod reading;
mod request;
mod retained;
mod signs;
mod staging;
mod stems;
mod words;

pub use build::build;
pub use captions::{Captions, StepCaptions};
pub use display::Scene;
pub use draft::StepKind;
pub use dump::dump;
pub use group::{Ends, Group, Item, Role, Shape, Stroke};
pub use hit::{Hit, Part};
pub use reading::Reading;
pub use request::{Details, SceneRequest};
pub use retained::Builder;
pub use staging::{Cut, FADING, Staging, stage};
