//! The kinds of pictures: by the ending of a file's name, and each with its exporter.

use std::ffi::OsStr;
use std::path::Path;

use super::{ExportError, Page, PictureOptions, png, svg};

/// A kind of picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureFormat {
    /// Scales without loss.
    Svg,
    /// Pixels.
    Png,
}

impl PictureFormat {
    /// The kind that the ending of the file's name says, in capitals or not.
    pub fn of_name(file: &Path) -> Option<Self> {
        let ending = file.extension()?.to_ascii_lowercase();
        [Self::Svg, Self::Png]
            .into_iter()
            .find(|format| ending == OsStr::new(format.ending()))
    }

    /// What names of such files end in, without the dot.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
        }
    }

    /// The page as such a picture.
    ///
    /// # Errors
    /// [`ExportError`] as [`svg::export`] and [`png::export`] say.
    pub fn export(self, page: &Page<'_>, options: &PictureOptions) -> Result<Vec<u8>, ExportError> {
        match self {
            Self::Svg => svg::export(page, options),
            Self::Png => png::export(page, options),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_of_a_name_says_the_kind_of_picture() {
        let of = |name: &str| PictureFormat::of_name(Path::new(name));
        assert_eq!(of("a/map.svg"), Some(PictureFormat::Svg));
        assert_eq!(of("map.svg.PNG"), Some(PictureFormat::Png));
        assert_eq!(of("svg"), None);
        assert_eq!(of(".svg"), None);
        assert_eq!(of("map.ron"), None);
    }
}
