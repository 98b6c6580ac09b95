//! `rejoinder export --steps`: a page or a numbered picture for each step of a view.

use std::collections::BTreeSet;

use anyhow::bail;

use super::Console;
use super::arguments::ExportArguments;
use super::deck::of_slides;
use super::document::of_pages;
use super::export::{Subject, captions, options};
use crate::deck::{Deck, DeckRequest};
use crate::export::pdf::{Paper, Talk};
use crate::export::{Detail, Format, Page, Slide, png, svg};
use crate::files::{export_bytes, numbered};
use crate::scene::Captions;
use crate::text::Fonts;
use crate::theme::Theme;

/// Writes the steps, and tells what characters no font has.
pub(super) fn export(
    subject: &Subject,
    format: Format,
    arguments: &ExportArguments,
    fonts: &Fonts,
    console: &mut Console<'_>,
) -> anyhow::Result<BTreeSet<char>> {
    let view = subject.map.main_view();
    if view.steps.is_empty() {
        bail!(
            "the view {} has no steps yet: make them with `rejoinder steps MAP --by reading`, or leave --steps out",
            view.title()
        );
    }
    let deck = Deck::new(&DeckRequest {
        map: &subject.map,
        view: &view.id,
        theme: Theme::of(subject.theme),
        fonts,
    });
    let deck = deck.map(|deck| match (format, arguments.page) {
        (Format::Pptx, paper) => deck.for_slides(paper.unwrap_or(Paper::Slide)),
        (Format::Pdf, Some(paper)) if !arguments.showing.notes => deck.for_pages(paper),
        _ => deck,
    });
    let slides = deck.map_or_else(Vec::new, |deck| {
        let slides = if arguments.showing.builds {
            deck.slides_with_builds()
        } else {
            deck.slides()
        };
        // The notes of a handout stand under a title of their own.
        let captions = Captions {
            title: captions(format, arguments).title && !arguments.showing.notes,
            ..captions(format, arguments)
        };
        let slides = slides.into_iter();
        let slides = slides.map(|slide| deck.captioned(slide, fonts, captions));
        slides.collect()
    });
    let names = named(&slides);
    let pages: Vec<Page<'_>> = (slides.iter().zip(&names))
        .map(|(slide, name)| Page {
            detail: Some(Detail::of_step(name)),
            ..slide.page(fonts)
        })
        .collect();
    if matches!(format, Format::Pdf | Format::Pptx) {
        let (bytes, told) = if format == Format::Pdf {
            let talks = talks(&slides, arguments);
            of_pages(&subject.attached, &pages, (&names, talks), arguments)?
        } else {
            of_slides(&subject.attached, &slides, fonts, arguments)?
        };
        export_bytes(&arguments.output, &bytes)?;
        console.say(&format!("{}: {told}", arguments.output.display()))?;
    } else {
        let options = options(&subject.attached, arguments);
        let files = numbered(&arguments.output, pages.len());
        for (page, file) in pages.iter().zip(files) {
            let bytes = match format {
                Format::Png => png::export(page, &options)?,
                _ => svg::export(page, &options)?,
            };
            let was_there = file.exists();
            export_bytes(&file, &bytes)?;
            let told = if was_there { " (replaced)" } else { "" };
            console.say(&format!("{}{told}", file.display()))?;
        }
    }
    Ok(pages.iter().flat_map(Page::missing_characters).collect())
}

/// What goes on a handout, if one is asked for.
fn talks(slides: &[Slide], arguments: &ExportArguments) -> Vec<Talk> {
    let talk = |slide: &Slide| Talk {
        title: slide.title.clone(),
        notes: slide.notes.clone(),
    };
    let is_asked = arguments.showing.notes;
    slides.iter().filter(|_| is_asked).map(talk).collect()
}

/// What bookmarks call the steps.
fn named(slides: &[Slide]) -> Vec<String> {
    let name = |(at, slide): (usize, &Slide)| match slide.title.as_str() {
        "" => format!("Step {}", at + 1),
        title => title.to_owned(),
    };
    slides.iter().enumerate().map(name).collect()
}
