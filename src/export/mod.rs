//! Exporters: a scene as bytes of another format, the same for the same scene on every run.
//!
//! Each format is a module with one `export` over a [`Page`], or over several where it has pages;
//! a page is a scene, the part of it that is framed, and the faces its text was set with. An
//! exporter is a short match over shapes.
//! What it needs and lacks, the scene must say (logical text, titles, ends of connectors): this
//! room never looks at the map or its layout. Fails in [`ExportError`]s and never panics.

pub mod deck;
mod fit;
mod format;
mod glyphs;
pub mod html;
mod page;
pub mod pdf;
mod pixels;
pub mod png;
pub mod pptx;
mod raster;
pub mod svg;
mod xml;
mod zip;

pub use deck::{Build, Slide};
pub use fit::{Fit, Kind, PageFit};
pub use format::Format;
pub use page::{Detail, ExportError, Ground, Lettering, Page, PictureOptions, PictureSize, Watch};
pub use pixels::{Pixels, Preview};
