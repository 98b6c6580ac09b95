//! Themes: which colour each part of the drawing has.

use super::{Color, Metrics};

/// The themes that ship.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum ThemeName {
    /// Calm paper.
    #[default]
    Light,
    /// For dim rooms.
    Dark,
    /// Black on white, told apart by line styles.
    Print,
    /// High contrast.
    Contrast,
}

/// A colour for lines and signs, and a pale one for the ground behind them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accent {
    /// Lines, signs, words.
    pub ink: Color,
    /// Ground.
    pub tint: Color,
}

/// All tokens of one look.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    /// Which theme it is.
    pub name: ThemeName,
    /// Ground of the canvas.
    pub canvas: Color,
    /// Dots of the grid.
    pub dots: Color,
    /// Ground of panels.
    pub panel: Color,
    /// Ground of claim boxes.
    pub box_fill: Color,
    /// Lines of panels.
    pub line: Color,
    /// Borders of claim boxes.
    pub box_border: Color,
    /// Text.
    pub text: Color,
    /// Captions and what matters less.
    pub secondary: Color,
    /// Supports.
    pub support: Accent,
    /// Objections.
    pub objection: Accent,
    /// Undercuts.
    pub undercut: Accent,
    /// Answers.
    pub answer: Accent,
    /// Selection and focus.
    pub selection: Color,
    /// Participants in order; the ninth has the first colour again.
    pub participants: Vec<Color>,
    /// Sizes and distances.
    pub metrics: Metrics,
}
