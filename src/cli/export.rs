//! `rejoinder export`: a map as a picture or a document.

use std::collections::BTreeSet;

use anyhow::{Context as _, bail};

use super::arguments::ExportArguments;
use super::deck::of_slides;
use super::document::of_pages;
use super::input::{map_of, name_of};
use super::parting::slides;
use super::steps::view_called;
use super::stepwise;
use super::{Console, Outcome, html};
use crate::edit::{branch_map, view_map};
use crate::export::{
    ExportError, Format, Ground, Lettering, Page, PictureOptions, PictureSize, png, svg,
};
use crate::files::export_bytes;
use crate::formats::ron_map;
use crate::model::{ArgumentMap, ClaimId, ElementId, InferenceId};
use crate::scene::Captions;
use crate::text::{Fonts, SystemFonts};
use crate::theme::ThemeName;

/// At most so many missing characters are named.
const LISTED: usize = 8;

pub(super) fn run(
    arguments: &ExportArguments,
    console: &mut Console<'_>,
) -> anyhow::Result<Outcome> {
    let Some(format) = Format::of_name(&arguments.output) else {
        bail!(
            "the name of the export says its format: let it end in .svg, .png, .pdf, .pptx or .html: {}",
            arguments.output.display()
        );
    };
    refuse_foreign_options(format, arguments)?;
    let bytes = map_of(&arguments.file, console)?;
    let whole = ron_map::read(&bytes, &name_of(&arguments.file))?.map;
    let subject = Subject::new(whole, arguments)?;
    let fonts = Fonts::with_source(Box::new(SystemFonts::default()));
    let failed = || format!("{} was not exported", name_of(&arguments.file));
    if subject.map.claim_count() == 0 {
        return Err(ExportError::Empty).with_context(failed);
    }
    let missing = if format == Format::Html {
        html::export(&subject, arguments, &fonts, console).with_context(failed)?
    } else if arguments.showing.steps {
        stepwise::export(&subject, format, arguments, &fonts, console).with_context(failed)?
    } else {
        at_once(&subject, format, arguments, &fonts, console).with_context(failed)?
    };
    if !missing.is_empty() {
        console.complain(format!(
            "no installed font has these characters, so they are drawn as empty boxes: {}",
            listed(&missing)
        ));
    }
    Ok(Outcome::Done)
}

/// What is exported, and how it is looked at.
pub(super) struct Subject {
    /// What is shown: the part of a view, or a branch.
    pub(super) map: ArgumentMap,
    /// What goes along: with a branch alone that branch, otherwise the whole map.
    pub(super) attached: ArgumentMap,
    /// The look.
    pub(super) theme: ThemeName,
}

impl Subject {
    fn new(mut whole: ArgumentMap, arguments: &ExportArguments) -> anyhow::Result<Self> {
        let view = view_called(&whole, arguments.showing.view.as_deref())?;
        let theme = arguments.theme.or_else(|| view.theme.parse().ok());
        let shown = view_map(&whole, &view.id);
        let mut map = shown.context("the view shows a part of the map that is no map")?;
        if let Some(id) = &arguments.branch {
            map = branch(&map, id)?;
        }
        arguments.look.apply_to(&mut map)?;
        let attached = if arguments.branch.is_some() {
            map.clone()
        } else {
            if arguments.showing.view.is_none() {
                arguments.look.apply_to(&mut whole)?;
            }
            whole
        };
        Ok(Self {
            map,
            attached,
            theme: theme.unwrap_or_default(),
        })
    }
}

/// Everything on one picture, or in one document; tells what characters no font has.
fn at_once(
    subject: &Subject,
    format: Format,
    arguments: &ExportArguments,
    fonts: &Fonts,
    console: &mut Console<'_>,
) -> anyhow::Result<BTreeSet<char>> {
    let slides = slides(subject, format, arguments, fonts)?;
    let pages: Vec<Page<'_>> = slides.iter().map(|slide| slide.page(fonts)).collect();
    let page = pages.first().context("there is nothing to export yet")?;
    let options = options(&subject.attached, arguments);
    let (bytes, told) = match format {
        Format::Svg => (svg::export(page, &options)?, None),
        Format::Png => (png::export(page, &options)?, None),
        Format::Pdf => {
            let names: Vec<String> = slides.iter().map(|slide| slide.title.clone()).collect();
            let (bytes, told) =
                of_pages(&subject.attached, &pages, (&names, Vec::new()), arguments)?;
            (bytes, Some(told))
        }
        Format::Html => return html::export(subject, arguments, fonts, console),
        Format::Pptx => {
            let (bytes, told) = of_slides(&subject.attached, &slides, fonts, arguments)?;
            (bytes, Some(told))
        }
    };
    export_bytes(&arguments.output, &bytes)?;
    if let Some(told) = told {
        console.say(&format!("{}: {told}", arguments.output.display()))?;
    }
    Ok(pages.iter().flat_map(Page::missing_characters).collect())
}

/// An option that would do nothing is a mistake that should be told.
fn refuse_foreign_options(format: Format, arguments: &ExportArguments) -> anyhow::Result<()> {
    let given: &[(&str, bool)] = match format {
        Format::Pdf => &[
            ("builds", arguments.showing.builds),
            ("live-text", arguments.captions.live_text),
            ("scale", arguments.scale.is_some()),
            ("width", arguments.width.is_some()),
        ],
        Format::Pptx => &[
            ("live-text", arguments.captions.live_text),
            ("scale", arguments.scale.is_some()),
            ("width", arguments.width.is_some()),
            ("tile", arguments.tile.is_some()),
            ("transparent", arguments.transparent),
            ("notes", arguments.showing.notes),
            ("no-title", arguments.captions.no_title),
        ],
        Format::Html => &[
            ("builds", arguments.showing.builds),
            ("live-text", arguments.captions.live_text),
            ("scale", arguments.scale.is_some()),
            ("width", arguments.width.is_some()),
            ("page", arguments.page.is_some()),
            ("tile", arguments.tile.is_some()),
            ("by-branch", arguments.by_branch),
            ("font-size-min", arguments.font_size_min.is_some()),
            ("transparent", arguments.transparent),
            ("notes", arguments.showing.notes),
            ("no-title", arguments.captions.no_title),
        ],
        Format::Svg | Format::Png => &[
            ("builds", arguments.showing.builds),
            (
                "live-text",
                arguments.captions.live_text && format == Format::Png,
            ),
            ("page", arguments.page.is_some()),
            ("tile", arguments.tile.is_some()),
            ("by-branch", arguments.by_branch),
            ("font-size-min", arguments.font_size_min.is_some()),
            ("language", arguments.language.is_some()),
            ("notes", arguments.showing.notes),
        ],
    };
    let foreign = given.iter().find(|(_, is_given)| *is_given);
    if let Some((name, _)) = foreign {
        bail!(
            "--{name} does nothing for .{}: leave it out",
            format.ending()
        );
    }
    Ok(())
}

/// The first of the characters with their numbers.
fn listed(characters: &BTreeSet<char>) -> String {
    let shown = characters.iter().take(LISTED).map(|&c| {
        let number = format!("U+{:04X}", u32::from(c));
        // Control characters would act on the terminal instead of being shown.
        if c.is_control() {
            number
        } else {
            format!("{c} ({number})")
        }
    });
    let mut listed = shown.collect::<Vec<_>>().join(", ");
    if characters.len() > LISTED {
        listed.push_str(" and more");
    }
    listed
}

fn branch(map: &ArgumentMap, id: &str) -> anyhow::Result<ArgumentMap> {
    let claim = ClaimId::new(id).map(ElementId::Claim);
    let step = InferenceId::new(id).map(ElementId::Inference);
    let tops = claim.into_iter().chain(step);
    let mut branches = tops.filter_map(|top| branch_map(map, &top));
    branches.next().with_context(|| {
        format!("there is no claim or inference `{id}` in the map; ids stand in its file")
    })
}

/// What stands around the map; slides and pages for browsers have titles of their own.
pub(super) fn captions(format: Format, arguments: &ExportArguments) -> Captions {
    let has_own_title = matches!(format, Format::Pptx | Format::Html);
    Captions {
        title: !arguments.captions.no_title && !has_own_title,
        legend: !arguments.captions.no_legend,
    }
}

/// What lies behind an export.
pub(super) fn ground(arguments: &ExportArguments) -> Ground {
    if arguments.transparent {
        Ground::Transparent
    } else {
        Ground::Theme
    }
}

/// How pictures are written.
pub(super) fn options(map: &ArgumentMap, arguments: &ExportArguments) -> PictureOptions {
    let defaults = PictureOptions::default();
    PictureOptions {
        ground: ground(arguments),
        margin: arguments.margin.unwrap_or(defaults.margin),
        size: match (arguments.scale, arguments.width) {
            (_, Some(width)) => PictureSize::WidthPx(width),
            (Some(scale), None) => PictureSize::Scale(scale),
            (None, None) => defaults.size,
        },
        map: (!arguments.no_map).then(|| ron_map::write(map)),
        lettering: if arguments.captions.live_text {
            Lettering::Text
        } else {
            Lettering::Outlines
        },
    }
}
