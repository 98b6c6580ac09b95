//! The options of a deck, and how large its text comes out.

use super::place::Places;
use crate::export::pdf::Paper;
use crate::export::{ExportError, Fit, Kind, PageFit, Slide};

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
            margin_pt: 20.0,
            language: "en".to_owned(),
            map: None,
        }
    }
}

/// Says how a deck would come out, without writing it.
///
/// # Errors
/// [`ExportError`] if there is nothing to draw or an option is out of range.
pub fn fit(slides: &[Slide], options: &DeckOptions) -> Result<Fit, ExportError> {
    let places = Places::of(slides, options)?;
    let scaled = slides.iter().zip(&places.scales_pt);
    let of_slides =
        scaled.map(|(slide, scale)| PageFit::new(slide.scene.visible(slide.frame), *scale));
    Ok(Fit {
        kind: Kind::Slide,
        sheet_count: slides.len(),
        pages: of_slides.collect(),
    })
}

/// The size of the smallest text of the map on a slide, in map units.
pub(super) fn smallest_text(slide: &Slide) -> Option<f64> {
    PageFit::new(slide.scene.visible(slide.frame), 1.0).smallest_text_pt
}
