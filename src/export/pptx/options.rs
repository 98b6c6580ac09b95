//! The options of a deck, and how large its text comes out.

use super::place::Places;
use crate::export::pdf::Paper;
use crate::export::{ExportError, Slide};
use crate::scene::{Role, Shape};

/// Options of PPTX.
#[derive(Debug, Clone, PartialEq)]
pub struct DeckOptions {
    /// What a slide is cut to: 16:9 or 4:3.
    pub paper: Paper,
    /// Space around the map in points.
    pub margin_pt: f64,
    /// The language of the texts, as an RFC 3066 tag.
    pub language: String,
    /// The file of the map, to go along in a part of its own.
    pub map: Option<String>,
}

impl Default for DeckOptions {
    fn default() -> Self {
        Self {
            paper: Paper::Slide,
            margin_pt: 24.0,
            language: "en".to_owned(),
            map: None,
        }
    }
}

/// How a deck comes out.
#[derive(Debug, Clone, PartialEq)]
pub struct DeckFit {
    /// How many slides there are.
    pub slide_count: usize,
    /// Of each slide the size of its smallest text in points, names and marks included; none where
    /// it has no text.
    pub smallest_text_pt: Vec<Option<f64>>,
    /// Of each slide whether it shows a part of the map closer.
    pub is_detail: Vec<bool>,
}

impl DeckFit {
    /// How the slides come out, for people: "3 slides, smallest text 9.2 pt on 16:9".
    pub fn said(&self, paper: Paper) -> String {
        let slides = match self.slide_count {
            1 => "1 slide".to_owned(),
            count => format!("{count} slides"),
        };
        let Some(smallest_pt) = self.smallest() else {
            return slides;
        };
        // Rounded down, so that nothing seems larger than it is.
        let tenths = |size_pt: f64| (size_pt * 10.0 + 1e-6).floor() / 10.0;
        let overview = self.overview().map_or_else(String::new, |size_pt| {
            format!(" ({} pt in the overview)", tenths(size_pt))
        });
        let smallest = tenths(smallest_pt);
        format!(
            "{slides}, smallest text {smallest} pt {}{overview}",
            paper.on()
        )
    }

    /// Whether the smallest text is at least this large.
    pub fn is_legible(&self, least_pt: f64) -> bool {
        self.smallest()
            .is_none_or(|smallest_pt| smallest_pt + 0.05 >= least_pt)
    }

    /// The size of the smallest text in points: of the slides that show a part closer, or where
    /// there are none, of all slides.
    pub fn smallest(&self) -> Option<f64> {
        self.smallest_of(true).or_else(|| self.smallest_of(false))
    }

    /// The size of the smallest text of the slides before those that show a part closer.
    pub fn overview(&self) -> Option<f64> {
        self.smallest_of(true).and(self.smallest_of(false))
    }

    fn smallest_of(&self, details: bool) -> Option<f64> {
        let sizes = self.smallest_text_pt.iter().zip(&self.is_detail);
        sizes
            .filter(|(_, is_detail)| **is_detail == details)
            .filter_map(|(size, _)| *size)
            .reduce(f64::min)
    }
}

/// Says how a deck would come out, without writing it.
///
/// # Errors
/// [`ExportError`] if there is nothing to draw or an option is out of range.
pub fn fit(slides: &[Slide], options: &DeckOptions) -> Result<DeckFit, ExportError> {
    let places = Places::of(slides, options)?;
    let sizes = slides.iter().zip(&places.scales_pt);
    Ok(DeckFit {
        slide_count: slides.len(),
        smallest_text_pt: sizes
            .map(|(slide, scale)| Some(smallest_text(slide)? * scale))
            .collect(),
        is_detail: slides.iter().map(|slide| slide.detail.is_some()).collect(),
    })
}

/// The size of the smallest text of the map on a slide, in map units.
pub(super) fn smallest_text(slide: &Slide) -> Option<f64> {
    let shapes = slide
        .scene
        .visible(slide.frame)
        // What stands around the map is smaller on purpose.
        .filter(|item| item.group.role != Role::Caption)
        .flat_map(|item| &item.group.shapes);
    let sizes = shapes.filter_map(|shape| {
        let Shape::Text { paragraph, .. } = shape else {
            return None;
        };
        (!paragraph.text.trim().is_empty()).then_some(paragraph.style.size)
    });
    sizes.reduce(f64::min)
}
