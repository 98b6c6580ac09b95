//! `rejoinder export` of a page for browsers, with all steps of a view on it.

use std::collections::BTreeSet;

use anyhow::Context as _;

use super::Console;
use super::arguments::ExportArguments;
use super::export::{Subject, captions};
use crate::deck::{Deck, DeckRequest, picture, remarks};
use crate::export::html::{self, HtmlOptions, Opening, Presentation};
use crate::export::{Format, Page, Slide};
use crate::files::export_bytes;
use crate::formats::ron_map;
use crate::text::Fonts;
use crate::theme::Theme;

/// Writes the page, and tells what characters no font has.
pub(super) fn export(
    subject: &Subject,
    arguments: &ExportArguments,
    fonts: &Fonts,
    console: &mut Console<'_>,
) -> anyhow::Result<BTreeSet<char>> {
    let view = subject.map.main_view();
    let deck = Deck::new(&DeckRequest {
        map: &subject.map,
        view: &view.id,
        theme: Theme::of(subject.theme),
        fonts,
    });
    let deck = deck.context("the view shows a part of the map that is no map")?;
    let slides: Vec<Slide> = if view.steps.is_empty() {
        Vec::new()
    } else {
        let numbers = 0..deck.len();
        numbers.filter_map(|at| deck.slide_and_around(at)).collect()
    };
    let captions = captions(Format::Html, arguments);
    let scene = picture(deck.map(), Theme::of(subject.theme), fonts);
    let scene = scene.captioned(deck.map(), fonts, captions);
    let whole = Page::of(&scene, fonts);
    let presentation = Presentation {
        whole,
        slides: &slides,
        remarks: &remarks(deck.map()),
    };
    let bytes = html::export(&presentation, &options(subject, arguments))?;
    export_bytes(&arguments.output, &bytes)?;
    if !slides.is_empty() {
        let count = slides.len();
        let output = arguments.output.display();
        console.say(&format!("{output}: the whole view and {count} steps"))?;
    }
    Ok(whole.missing_characters())
}

fn options(subject: &Subject, arguments: &ExportArguments) -> HtmlOptions {
    let defaults = HtmlOptions::default();
    HtmlOptions {
        margin: arguments.margin.unwrap_or(defaults.margin),
        language: arguments.language.clone().unwrap_or(defaults.language),
        opening: if arguments.showing.steps {
            Opening::FirstStep
        } else {
            Opening::Whole
        },
        map: (!arguments.no_map).then(|| ron_map::write(&subject.attached)),
    }
}
