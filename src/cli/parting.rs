//! What a document or a deck without steps shows: the whole map, or parts of it that can be read.

use std::ops::ControlFlow;

use super::arguments::ExportArguments;
use super::export::{Subject, captions};
use super::{deck, document};
use crate::deck::{Parting, parts, picture};
use crate::export::pdf::Paper;
use crate::export::{ExportError, Fit, Format, Slide, pdf, pptx};
use crate::model::{ArgumentMap, Aspect};
use crate::scene::Captions;
use crate::text::Fonts;
use crate::theme::Theme;

/// One page or slide of the whole map, or where it is asked for and the whole cannot be read, an
/// overview and branches.
pub(super) fn slides(
    subject: &Subject,
    format: Format,
    arguments: &ExportArguments,
    fonts: &Fonts,
) -> Result<Vec<Slide>, ExportError> {
    let captions = captions(format, arguments);
    let paper = paper(format, arguments);
    let draw_with = |map: &ArgumentMap, captions: Captions| {
        let scene = picture(map, Theme::of(subject.theme), fonts);
        if format == Format::Pptx {
            let (scene, frame) = scene.captioned_for_slide(map, fonts, captions, paper.room_pt());
            return Slide {
                frame,
                ..Slide::of_whole(scene)
            };
        }
        Slide::of_whole(scene.captioned(map, fonts, captions))
    };
    let draw = |map: &ArgumentMap| draw_with(map, captions);
    let bare = Captions {
        legend: false,
        ..captions
    };
    let wanted_pt = deck::wanted_pt(arguments, paper);
    let fit = |slide: &Slide| -> Result<Fit, ExportError> {
        match format {
            Format::Pptx => pptx::fit(std::slice::from_ref(slide), &deck::bare_options(arguments)),
            _ => pdf::fit(&[slide.page(fonts)], &document::bare_options(arguments)),
        }
    };
    let whole = draw(&subject.map);
    let is_small = || fit(&whole).map(|fit| !fit.is_at_least(wanted_pt));
    if !arguments.by_branch && (arguments.font_size_min.is_none() || !is_small()?) {
        return Ok(vec![whole]);
    }
    let parting = Parting {
        map: &subject.map,
        page: aspect(paper, arguments),
        draw: &draw,
        draw_bare: &|map| draw_with(map, bare),
        smallest_pt: &|slide| {
            let smallest = fit(slide).map_or(Some(0.0), |fit| fit.smallest());
            smallest.unwrap_or(f64::INFINITY)
        },
        wanted_pt,
    };
    let slides = parts(&parting, &mut |_| ControlFlow::Continue(()));
    slides.ok_or(ExportError::Stopped)
}

fn paper(format: Format, arguments: &ExportArguments) -> Paper {
    let usual = if format == Format::Pptx {
        Paper::Slide
    } else {
        Paper::default()
    };
    arguments.page.unwrap_or(usual)
}

/// What the pages of branches are laid out to fill, unless something else was said.
fn aspect(paper: Paper, arguments: &ExportArguments) -> Option<Aspect> {
    let (width, height) = paper.proportions()?;
    let is_free = arguments.look.aspect.is_none();
    is_free.then_some(Aspect { width, height })
}
