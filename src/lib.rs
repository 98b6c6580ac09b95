//! Rejoinder: a native application for argument maps, and the library beneath it.
//!
//! An argument map holds claims and the steps between them. This page is the plan of the house:
//! which room owns what, and which way the arrows run. The head of each room's `mod.rs` is its
//! contract; a test reads the imports of every file and holds them against the table below.
//!
//! ```text
//!  maps/*.ron ── files ── formats ─┐
//!                                  ▼
//!                                model              pure data and its invariants
//!                                  ▲
//!               edit (Transaction → History → Document)   the only hand that changes it
//!                                  ▲
//!  text, theme ──► layout ──► scene (one display list) ──► export {svg, png, pdf, …}
//!                                  ▼
//!                    editor (document + selection + camera + tools; no egui)
//!                                  ▲
//!                    app (eframe: input → editor, scene → egui shapes, panels, dialogs)
//! ```
//!
//! | room | owns | may import |
//! |---|---|---|
//! | [`model`] | the map, ids, invariants, one mutator | – |
//! | [`theme`] | looks as tokens | – |
//! | [`text`] | fonts, shaping, breaking lines | – |
//! | [`edit`] | transactions, history, operations | model |
//! | [`formats`] | the RON file and the indented list, with types of their own | model |
//! | [`layout`] | boxes and routed connectors | model, text, theme |
//! | [`scene`] | the one display list, hit testing | model, text, theme, layout |
//! | [`export`] | pictures and documents | scene, text, theme |
//! | [`deck`] | the slides of a view's steps | model, text, theme, edit, layout, scene, export |
//! | [`files`] | opening, safe saving, recent files, shipped maps | model, formats |
//! | [`editor`] | the headless editor | all of the above but export and files |
//! | [`cli`] | the command line | all but editor and app |
//! | `app` | the window (feature `gui`) | all but cli |
//!
//! # How a frame comes about
//!
//! Input becomes events and [`editor::Command`]s. The editor plans an [`edit::Transaction`],
//! applies it through the [`edit::Document`], and if the map's revision changed lays it out and
//! builds the scene anew, sharing every group that did not change. The window then paints the
//! scene and the editor's overlay, and changes nothing. Exporters write the same scene.
//!
//! # What holds everywhere
//!
//! - Lines of text are broken once, by [`text`]; canvas and exports show exactly those lines.
//! - Equal maps, views and themes give equal layouts, scenes, files and pictures, byte for byte:
//!   no clock and no randomness below `app`, and no order that comes from hashing.
//! - Every change is a transaction with a name, applied whole or refused with a reason.
//! - Distances are in map units (one unit is one point at 100 %), y down.

#[cfg(feature = "gui")]
pub mod app;
pub mod cli;
pub mod deck;
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
