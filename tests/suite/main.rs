//! The integration tests as one binary: a module a subject.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails there")]

#[cfg(feature = "gui")]
mod app;
mod architecture;
mod bars;
mod captions;
mod cli;
mod corpus;
mod drawing;
mod editing;
mod editor;
mod export;
mod files;
mod formats;
mod generated;
mod hostile;
mod html;
mod layout;
mod outline_text;
mod parts;
mod pdf;
mod plain_layout;
mod pptx;
mod previews;
mod reopen;
mod scene;
mod seeds;
mod steps;
mod text;
