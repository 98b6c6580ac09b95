//! `rejoinder export` of a deck: its slides, and what is told of them.

use super::arguments::ExportArguments;
use super::document::drawn_branches;
use super::export::Subject;
use crate::export::pdf::Paper;
use crate::export::pptx::{self, DeckOptions};
use crate::export::{ExportError, Page, Slide, deck};
use crate::formats::ron_map;
use crate::model::ArgumentMap;
use crate::text::Fonts;

/// The map as PPTX, and in words how it came out.
pub(super) fn deck(
    subject: &Subject,
    whole: Page<'_>,
    arguments: &ExportArguments,
) -> Result<(Vec<u8>, String), ExportError> {
    let mut slides = deck::whole_view(whole.scene.clone());
    for slide in &mut slides {
        slide.frame = whole.frame.unwrap_or(slide.frame);
    }
    let wanted = wanted_pt(arguments, options(&subject.attached, arguments).paper);
    let fit = pptx::fit(&slides, &options(&subject.attached, arguments))?;
    let is_to_split = arguments.font_size_min.is_some() && !fit.is_legible(wanted);
    if arguments.by_branch || is_to_split {
        let branches = drawn_branches(subject, &whole, arguments);
        slides.extend(branches.into_iter().map(|branch| Slide {
            title: branch.branch.name,
            detail: Some(branch.key),
            ..Slide::of_whole(branch.scene)
        }));
    }
    of_slides(&subject.attached, &slides, whole.fonts, arguments)
}

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
    let wanted = wanted_pt(arguments, options.paper);
    if !fit.is_legible(wanted) {
        told = format!("{told}; under {wanted} pt it is hard to read");
        if arguments.showing.steps {
            told += ": see `rejoinder steps --follow`";
        } else if slides.len() == 1 {
            told += ": see --by-branch";
        }
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
    let defaults = DeckOptions::default();
    DeckOptions {
        paper: arguments.page.unwrap_or(defaults.paper),
        margin_pt: arguments.margin.unwrap_or(defaults.margin_pt),
        language: arguments.language.clone().unwrap_or(defaults.language),
        map: (!arguments.no_map).then(|| ron_map::write(map)),
    }
}
