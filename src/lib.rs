//! Rejoinder.

#[cfg(feature = "gui")]
pub mod app;
pub mod cli;
pub mod edit;
pub mod editor;
pub mod export;
pub mod files;
pub mod formats;
pub mod layout;
pub mod model;
pub mod scene;
pub mod text;
pub mod theme;
