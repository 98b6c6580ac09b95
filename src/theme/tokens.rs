//! Themes: which colour each part of the drawing has.

use std::fmt;
use std::str::FromStr;

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

impl ThemeName {
    /// All themes, in the order in which menus and help list them.
    pub const ALL: [Self; 4] = [Self::Light, Self::Dark, Self::Print, Self::Contrast];

    /// The word for it on the command line and in settings.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Print => "print",
            Self::Contrast => "contrast",
        }
    }
}

impl fmt::Display for ThemeName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A word that names no theme.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no theme `{0}`; choose light, dark, print or contrast")]
pub struct UnknownTheme(pub String);

impl FromStr for ThemeName {
    type Err = UnknownTheme;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|name| name.as_str() == word)
            .ok_or_else(|| UnknownTheme(word.to_owned()))
    }
}

/// A colour for lines and signs, and a pale one for the ground behind them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Accent {
    /// Lines, signs, words.
    pub ink: Color,
    /// Ground.
    pub tint: Color,
    /// How heavy its connectors are, as a multiple of [`Metrics::connector_width`].
    pub weight: f64,
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

impl Theme {
    /// The shipped theme of this name; the same reference every time.
    pub fn of(name: ThemeName) -> &'static Self {
        super::file::shipped(name)
    }

    /// The colour of the participant at this place in the map's list.
    pub fn participant(&self, index: usize) -> Color {
        let Some(turn) = index.checked_rem(self.participants.len()) else {
            return self.text;
        };
        self.participants.get(turn).copied().unwrap_or(self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_theme_is_found_by_the_word_it_prints() {
        for name in ThemeName::ALL {
            assert_eq!(name.to_string().parse(), Ok(name));
            assert_eq!(Theme::of(name).name, name);
        }
    }

    #[test]
    fn an_unknown_theme_is_refused_with_the_words_that_exist() {
        let refusal = "Light".parse::<ThemeName>().unwrap_err().to_string();
        for name in ThemeName::ALL {
            assert!(refusal.contains(name.as_str()), "{refusal}");
        }
    }

    #[test]
    fn the_ninth_participant_has_the_first_colour_again() {
        let theme = Theme::of(ThemeName::Light);
        assert_eq!(theme.participants.len(), 8);
        assert_eq!(theme.participant(8), theme.participant(0));
        assert_ne!(theme.participant(1), theme.participant(0));
    }
}
