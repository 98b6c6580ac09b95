//! The papers and slides that a page can be.

use std::fmt;
use std::str::FromStr;

use kurbo::Size;

/// What a page of a document is cut to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paper {
    /// As large as what it shows.
    #[default]
    Fit,
    /// A widescreen slide.
    Slide,
    /// A slide of the old proportions.
    SlideFourThree,
    /// A4, upright.
    A4,
    /// A4, lying.
    A4Landscape,
    /// US Letter, upright.
    Letter,
    /// US Letter, lying.
    LetterLandscape,
}

/// A name that is no paper's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "there is no page `{0}`: choose fit, 16:9, 4:3, a4, a4-landscape, letter or letter-landscape"
)]
pub struct UnknownPaper(String);

impl Paper {
    /// All papers, in the order of menus.
    pub const ALL: [Self; 7] = [
        Self::Fit,
        Self::Slide,
        Self::SlideFourThree,
        Self::A4,
        Self::A4Landscape,
        Self::Letter,
        Self::LetterLandscape,
    ];

    /// What the command line calls it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fit => "fit",
            Self::Slide => "16:9",
            Self::SlideFourThree => "4:3",
            Self::A4 => "a4",
            Self::A4Landscape => "a4-landscape",
            Self::Letter => "letter",
            Self::LetterLandscape => "letter-landscape",
        }
    }

    /// What people call it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Fit => "Fit to the map",
            Self::Slide => "16:9",
            Self::SlideFourThree => "4:3",
            Self::A4 => "A4",
            Self::A4Landscape => "A4 landscape",
            Self::Letter => "Letter",
            Self::LetterLandscape => "Letter landscape",
        }
    }

    /// Whether it is shown on a wall instead of being printed.
    pub const fn is_slide(self) -> bool {
        matches!(self, Self::Slide | Self::SlideFourThree)
    }

    /// How a sentence goes on that says what stands on it: "on A4".
    pub const fn on(self) -> &'static str {
        match self {
            Self::Fit => "on a page of its own size",
            Self::Slide => "on 16:9",
            Self::SlideFourThree => "on 4:3",
            Self::A4 => "on A4",
            Self::A4Landscape => "on A4 landscape",
            Self::Letter => "on Letter",
            Self::LetterLandscape => "on Letter landscape",
        }
    }

    /// Width and height in points; none where the map decides.
    pub const fn size_pt(self) -> Option<Size> {
        match self {
            Self::Fit => None,
            Self::Slide => Some(Size::new(960.0, 540.0)),
            Self::SlideFourThree => Some(Size::new(720.0, 540.0)),
            Self::A4 => Some(Size::new(595.276, 841.89)),
            Self::A4Landscape => Some(Size::new(841.89, 595.276)),
            Self::Letter => Some(Size::new(612.0, 792.0)),
            Self::LetterLandscape => Some(Size::new(792.0, 612.0)),
        }
    }

    /// What a slide leaves for the map and its legend beside margins and a title, in points; what is
    /// no slide has as much as the usual one.
    pub fn room_pt(self) -> Size {
        let slide = if self.is_slide() { self } else { Self::Slide };
        let size = slide.size_pt().unwrap_or_default();
        Size::new(size.width - 40.0, size.height - 74.0)
    }

    /// The proportions of what its own margin leaves; none where the map decides.
    pub fn proportions(self) -> Option<(u32, u32)> {
        let size = self.size_pt()?;
        let length = |side: f64| (side - 2.0 * self.margin_pt()).round() as u32;
        Some((length(size.width), length(size.height)))
    }

    /// The space around the map in points, if nothing else is said; a printer reaches no further.
    pub const fn margin_pt(self) -> f64 {
        match self {
            Self::Fit => 24.0,
            Self::Slide | Self::SlideFourThree => 20.0,
            Self::A4 | Self::A4Landscape | Self::Letter | Self::LetterLandscape => 28.0,
        }
    }

    /// Text should be at least this high, in points: read from the back of a room, or in the hand.
    pub const fn legible_pt(self) -> f64 {
        match self {
            Self::Slide | Self::SlideFourThree => 16.0,
            Self::Fit | Self::A4 | Self::A4Landscape | Self::Letter | Self::LetterLandscape => 8.0,
        }
    }
}

impl fmt::Display for Paper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Paper {
    type Err = UnknownPaper;

    fn from_str(name: &str) -> Result<Self, UnknownPaper> {
        let wanted = name.to_ascii_lowercase();
        Self::ALL
            .into_iter()
            .find(|paper| paper.name() == wanted)
            .ok_or_else(|| UnknownPaper(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_paper_is_found_by_its_name() {
        for paper in Paper::ALL {
            assert_eq!(paper.name().parse(), Ok(paper));
        }
        assert_eq!("A4-Landscape".parse(), Ok(Paper::A4Landscape));
        let error = "a5".parse::<Paper>().unwrap_err().to_string();
        for paper in Paper::ALL {
            assert!(error.contains(paper.name()), "{error}");
        }
    }
}
