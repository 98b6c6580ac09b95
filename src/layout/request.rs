//! What a layout is made from.

use crate::model::{ArgumentMap, View};
use crate::text::Fonts;
use crate::theme::Metrics;

/// Everything that a layout depends on; equal requests give equal layouts.
#[derive(Clone, Copy)]
pub struct LayoutRequest<'a> {
    /// The map.
    pub map: &'a ArgumentMap,
    /// How it is looked at.
    pub view: &'a View,
    /// Sizes and distances.
    pub metrics: &'a Metrics,
    /// Faces to measure text with.
    pub fonts: &'a Fonts,
}
