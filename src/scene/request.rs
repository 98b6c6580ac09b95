//! What a scene is built from.

use crate::layout::Layout;
use crate::model::ArgumentMap;
use crate::scene::Scene;
use crate::theme::Theme;

/// What a scene shows beside the argument itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Details {
    /// For the canvas: with the count of quotes.
    #[default]
    Canvas,
    /// For pictures, documents and slides.
    Export,
}

/// Everything that [`build`](super::build) needs.
#[derive(Debug, Clone, Copy)]
pub struct SceneRequest<'a> {
    /// The argument.
    pub map: &'a ArgumentMap,
    /// Where things stand; made from the same map and fonts.
    pub layout: &'a Layout,
    /// The look.
    pub theme: &'a Theme,
    /// What is shown.
    pub details: Details,
    /// The scene before the edit, whose groups are taken over where nothing of them changed.
    pub previous: Option<&'a Scene>,
}
