//! Gestures on the headless editor: what a user does with mouse and keys, and what they see.

mod adding;
mod camera;
mod clipboard;
mod desk;
mod dragging;
mod eye;
mod keys;
mod monkey;
mod selecting;
mod steadiness;
mod typing;
