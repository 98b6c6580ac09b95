//! `rejoinder export` of a deck: its slides, and what is told of them.

use super::arguments::ExportArguments;
use crate::export::pdf::Paper;
use crate::export::pptx::{self, DeckOptions};
use crate::export::{ExportError, Slide};
use crate::formats::ron_map;
use crate::model::ArgumentMap;
use crate::text::Fonts;

/// Slides as PPTX, and in words how they came out.
pub(super) fn of_slides(
    attached: &ArgumentMap,
    slides: &[Slide],
    fonts: &Fonts,
    arguments: &ExportArguments,
) -> Result<(Vec<u8>, String), ExportError> {
    let options = options(attached, arguments);
    let written = pptx::export(slides, fonts, &options)?;
    let fit = pptx::fit(slides, &options)?;
    let mut told = fit.said(options.paper);
    let names: Vec<String> = slides.iter().map(|slide| slide.title.clone()).collect();
    if let Some(warning) = fit.warning(wanted_pt(arguments, options.paper), &names) {
        let help = if arguments.showing.steps {
            "; give them closer frames, or see `rejoinder steps --follow`"
        } else if arguments.by_branch || slides.len() > 1 {
            "; they can be split no further"
        } else {
            "; see --by-branch"
        };
        told = format!("{told}; {warning}{help}");
    }
    if !written.free.is_empty() {
        let count = written.free.len();
        let lines = if count == 1 {
            "line leads"
        } else {
            "lines lead"
        };
        told = format!("{told}; {count} {lines} off a slide, with no box there to be glued to");
    }
    Ok((written.bytes, told))
}

/// Text should be at least so large.
pub(super) fn wanted_pt(arguments: &ExportArguments, paper: Paper) -> f64 {
    arguments.font_size_min.unwrap_or(paper.legible_pt())
}

fn options(map: &ArgumentMap, arguments: &ExportArguments) -> DeckOptions {
    DeckOptions {
        map: (!arguments.no_map).then(|| ron_map::write(map)),
        ..bare_options(arguments)
    }
}

/// The options of a deck without its map.
pub(super) fn bare_options(arguments: &ExportArguments) -> DeckOptions {
    let defaults = DeckOptions::default();
    DeckOptions {
        paper: arguments.page.unwrap_or(defaults.paper),
        margin_pt: arguments.margin.unwrap_or(defaults.margin_pt),
        language: arguments.language.clone().unwrap_or(defaults.language),
        map: None,
    }
}
