//! Looks as tokens: colours and measures by name, read from `assets/themes`.
//!
//! A [`Theme`] is data and nothing else. Its [`Metrics`] are the same in every theme, so that
//! changing the theme never moves a box. The room refuses to know about claims and egui.

mod color;
mod file;
mod metrics;
mod tokens;

pub use color::Color;
pub use metrics::Metrics;
pub use tokens::{Accent, Theme, ThemeName, UnknownTheme};
