//! Pages, the options of pictures, and why an export is refused.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use kurbo::{Rect, Size};

use crate::scene::{Scene, Shape};
use crate::text::Fonts;

/// One picture's worth of a scene.
#[derive(Clone, Copy)]
pub struct Page<'a> {
    /// What is drawn.
    pub scene: &'a Scene,
    /// The faces that its text was set with.
    pub fonts: &'a Fonts,
    /// The part of the map that is shown; all of it where nothing is said.
    pub frame: Option<Rect>,
    /// What it shows closer than a page before it, if it does.
    pub detail: Option<Detail<'a>>,
}

/// What a page shows closer: on the pages where it stands as well, it leads there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Detail<'a> {
    /// The key of the item.
    pub key: &'a str,
    /// What the page is called.
    pub name: &'a str,
}

impl<'a> Detail<'a> {
    /// The name of a page that is one step of several, and shows nothing closer.
    pub fn of_step(name: &'a str) -> Self {
        Self { key: "", name }
    }
}

impl<'a> Page<'a> {
    /// All of a scene.
    pub fn of(scene: &'a Scene, fonts: &'a Fonts) -> Self {
        Self {
            scene,
            fonts,
            frame: None,
            detail: None,
        }
    }

    /// The characters that no font has, which are drawn as empty boxes; to be told to the user.
    pub fn missing_characters(&self) -> BTreeSet<char> {
        let shapes = self
            .scene
            .items()
            .iter()
            .flat_map(|item| &item.group.shapes);
        shapes
            .filter_map(|shape| match shape {
                Shape::Text { paragraph, .. } => Some(self.fonts.missing(&paragraph.text)),
                Shape::Box { .. } | Shape::Path { .. } | Shape::Gap { .. } => None,
            })
            .flatten()
            .collect()
    }
}

/// What lies behind the drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ground {
    /// The theme's canvas.
    #[default]
    Theme,
    /// Nothing.
    Transparent,
}

/// How large a picture is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PictureSize {
    /// This many pixels for each map unit.
    Scale(f64),
    /// This many pixels from left to right.
    WidthPx(u32),
}

/// Options of SVG and PNG.
#[derive(Debug, Clone, PartialEq)]
pub struct PictureOptions {
    /// What lies behind.
    pub ground: Ground,
    /// Space around the frame, in map units.
    pub margin: f64,
    /// How large it is.
    pub size: PictureSize,
    /// The file of the map, to go along in the picture's metadata.
    pub map: Option<String>,
    /// How letters stand in an SVG.
    pub lettering: Lettering,
}

/// How letters stand in an SVG.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lettering {
    /// As outlines, which look the same everywhere.
    #[default]
    Outlines,
    /// As text, which can be searched and edited, in the reader's fonts.
    Text,
}

impl Default for PictureOptions {
    fn default() -> Self {
        Self {
            ground: Ground::Theme,
            margin: 24.0,
            size: PictureSize::Scale(1.0),
            map: None,
            lettering: Lettering::default(),
        }
    }
}

/// Is told which page is begun, counted from 0, and of how many; it may stop the work there.
pub type Watch<'a> = &'a mut dyn FnMut(usize, usize) -> ControlFlow<()>;

/// Why there is no picture.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ExportError {
    /// Nothing is drawn.
    #[error("there is nothing to export yet: the map shows no claims")]
    Empty,
    /// The margin is no distance.
    #[error("a margin of {} does not work: choose a number from 0 to 10000", plain(*.0))]
    Margin(f64),
    /// The scale is out of range.
    #[error("a scale of {} does not work: choose a number from 1 to 4, or a width in pixels", plain(*.0))]
    Scale(f64),
    /// The width is zero.
    #[error("a width of 0 pixels does not work: choose at least 1")]
    NoWidth,
    /// There would be too many pixels, though fewer would do.
    #[error(
        "the picture would be {width_px} × {height_px} pixels, over the limit of 400 megapixels: \
         choose a scale up to {fitting_scale} or a width up to {fitting_width_px} pixels, or export SVG"
    )]
    TooLarge {
        /// Width asked for.
        width_px: u64,
        /// Height asked for.
        height_px: u64,
        /// The largest scale that fits, to one decimal.
        fitting_scale: f64,
        /// The largest width that fits.
        fitting_width_px: u32,
    },
    /// There would be too many pixels even at scale 1.
    #[error(
        "the picture would be {width_px} × {height_px} pixels, over the limit of 400 megapixels: \
         choose a width up to {fitting_width_px} pixels, export a branch, or export SVG"
    )]
    TooLargeAtAnyScale {
        /// Width asked for.
        width_px: u64,
        /// Height asked for.
        height_px: u64,
        /// The largest width that fits.
        fitting_width_px: u32,
    },
    /// A deck has slides.
    #[error("a deck has slides: choose 16:9 or 4:3 as the page instead of {0}")]
    NoSlide(super::pdf::Paper),
    /// Sheets to be joined have no size.
    #[error("a map is spread over sheets of a paper: choose A4 or Letter as the page as well")]
    TilesWithoutPaper,
    /// The scale of sheets to be joined is out of range.
    #[error("a scale of {} does not work for sheets to be joined: choose a number from 0.1 to 10", plain(*.0))]
    TileScale(f64),
    /// There would be more sheets than anyone joins.
    #[error("the map would take {} sheets, over the limit of 500: choose a smaller scale", plain(*.0))]
    TooManySheets(f64),
    /// The language is none that a reader would know.
    #[error("`{0}` names no language: write a tag such as en, de or pt-BR")]
    Language(String),
    /// Nobody wants it any more.
    #[error("the export was stopped")]
    Stopped,
    /// The encoder failed.
    #[error("the picture could not be encoded: {0}")]
    Encoding(String),
}

/// A number as a person may have written it, and not with hundreds of digits.
fn plain(value: f64) -> String {
    let digits = value.to_string();
    if digits.len() < 20 {
        digits
    } else {
        format!("{value:e}")
    }
}

/// What a picture shows and how many pixels it takes for a map unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Framing {
    /// The part of the map, margin included; whole map units, so that lines fall on pixels.
    pub(super) frame: Rect,
    /// Pixels for each map unit.
    pub(super) scale: f64,
}

impl Framing {
    pub(super) fn new(page: &Page<'_>, options: &PictureOptions) -> Result<Self, ExportError> {
        if page.scene.items().is_empty() && page.frame.is_none() {
            return Err(ExportError::Empty);
        }
        if !(0.0..=10_000.0).contains(&options.margin) {
            return Err(ExportError::Margin(options.margin));
        }
        let shown = page.frame.unwrap_or(page.scene.bounds()).abs();
        let frame = shown.inflate(options.margin, options.margin).expand();
        if !frame.is_finite() || frame.area() <= 0.0 {
            return Err(ExportError::Empty);
        }
        let scale = match options.size {
            PictureSize::Scale(scale) if (1.0..=4.0).contains(&scale) => scale,
            PictureSize::Scale(scale) => return Err(ExportError::Scale(scale)),
            PictureSize::WidthPx(0) => return Err(ExportError::NoWidth),
            PictureSize::WidthPx(width) => f64::from(width) / frame.width(),
        };
        Ok(Self { frame, scale })
    }

    /// The picture's size in whole pixels, at least one each way.
    pub(super) fn size_px(&self) -> Size {
        // A width asked for must not grow by what division and multiplication leave behind.
        let whole = |length: f64| (length * self.scale - 1e-6).ceil().max(1.0);
        Size::new(whole(self.frame.width()), whole(self.frame.height()))
    }
}
