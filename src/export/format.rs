//! The kinds of exports, by the ending of a file's name.

use std::ffi::OsStr;
use std::path::Path;

/// A kind of export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A picture that scales without loss.
    Svg,
    /// A picture of pixels.
    Png,
    /// A document of pages.
    Pdf,
    /// A deck of slides that other programs edit.
    Pptx,
    /// A page for browsers.
    Html,
}

impl Format {
    /// All kinds, in the order of menus.
    pub const ALL: [Self; 5] = [Self::Svg, Self::Png, Self::Pdf, Self::Pptx, Self::Html];

    /// The kind that the ending of the file's name says, in capitals or not.
    pub fn of_name(file: &Path) -> Option<Self> {
        let ending = file.extension()?.to_ascii_lowercase();
        Self::ALL
            .into_iter()
            .find(|format| ending == OsStr::new(format.ending()))
    }

    /// What people call it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Svg => "SVG",
            Self::Png => "PNG",
            Self::Pdf => "PDF",
            Self::Pptx => "PPTX",
            Self::Html => "HTML",
        }
    }

    /// What names of such files end in, without the dot.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Pdf => "pdf",
            Self::Pptx => "pptx",
            Self::Html => "html",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_of_a_name_says_the_kind_of_export() {
        let of = |name: &str| Format::of_name(Path::new(name));
        assert_eq!(of("a/map.svg"), Some(Format::Svg));
        assert_eq!(of("map.svg.PNG"), Some(Format::Png));
        assert_eq!(of("map.Pdf"), Some(Format::Pdf));
        assert_eq!(of("svg"), None);
        assert_eq!(of(".svg"), None);
        assert_eq!(of("map.ron"), None);
    }
}
