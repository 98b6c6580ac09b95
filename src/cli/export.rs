//! `rejoinder export`: a map as a picture or a document.

use std::collections::BTreeSet;

use anyhow::{Context as _, bail};

use super::arguments::ExportArguments;
use super::document::document;
use super::input::{map_of, name_of};
use super::{Console, Outcome};
use crate::edit::branch_map;
use crate::export::{Format, Ground, Page, PictureOptions, PictureSize, png, svg};
use crate::files::export_bytes;
use crate::formats::ron_map;
use crate::layout::{LayoutRequest, layout};
use crate::model::{ArgumentMap, ClaimId, ElementId, InferenceId};
use crate::scene::{Details, Scene, SceneRequest, build};
use crate::text::{Fonts, SystemFonts};
use crate::theme::{Theme, ThemeName};

/// At most so many missing characters are named.
const LISTED: usize = 8;

pub(super) fn run(
    arguments: &ExportArguments,
    console: &mut Console<'_>,
) -> anyhow::Result<Outcome> {
    let Some(format) = Format::of_name(&arguments.output) else {
        bail!(
            "the name of the export says its format: let it end in .svg, .png or .pdf: {}",
            arguments.output.display()
        );
    };
    refuse_foreign_options(format, arguments)?;
    let bytes = map_of(&arguments.file, console)?;
    let mut map = ron_map::read(&bytes, &name_of(&arguments.file))?.map;
    if let Some(id) = &arguments.branch {
        map = branch(&map, id)?;
    }
    arguments.look.apply_to(&mut map)?;
    let fonts = Fonts::with_source(Box::new(SystemFonts::default()));
    let scene = draw(&map, arguments.theme, &fonts);
    let page = Page {
        scene: &scene,
        fonts: &fonts,
        frame: None,
        detail: None,
    };
    let exported = match format {
        Format::Svg => svg::export(&page, &options(&map, arguments)).map(|bytes| (bytes, None)),
        Format::Png => png::export(&page, &options(&map, arguments)).map(|bytes| (bytes, None)),
        Format::Pdf => document(&map, page, arguments).map(|(bytes, told)| (bytes, Some(told))),
    };
    let (bytes, told) =
        exported.with_context(|| format!("{} was not exported", name_of(&arguments.file)))?;
    export_bytes(&arguments.output, &bytes)?;
    if let Some(told) = told {
        console.say(&format!("{}: {told}", arguments.output.display()))?;
    }
    let missing = page.missing_characters();
    if !missing.is_empty() {
        console.complain(format!(
            "no installed font has these characters, so they are drawn as empty boxes: {}",
            listed(&missing)
        ));
    }
    Ok(Outcome::Done)
}

/// An option that would do nothing is a mistake that should be told.
fn refuse_foreign_options(format: Format, arguments: &ExportArguments) -> anyhow::Result<()> {
    let given: &[(&str, bool)] = match format {
        Format::Pdf => &[
            ("scale", arguments.scale.is_some()),
            ("width", arguments.width.is_some()),
        ],
        Format::Svg | Format::Png => &[
            ("page", arguments.page.is_some()),
            ("tile", arguments.tile.is_some()),
            ("by-branch", arguments.by_branch),
            ("language", arguments.language.is_some()),
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

/// The map as it is drawn in exports.
pub(super) fn draw(map: &ArgumentMap, theme: ThemeName, fonts: &Fonts) -> Scene {
    let theme = Theme::of(theme);
    let layout = layout(&LayoutRequest {
        map,
        view: map.main_view(),
        metrics: &theme.metrics,
        fonts,
    });
    build(&SceneRequest {
        map,
        layout: &layout,
        theme,
        details: Details::Export,
        previous: None,
    })
}

/// What lies behind an export.
pub(super) fn ground(arguments: &ExportArguments) -> Ground {
    if arguments.transparent {
        Ground::Transparent
    } else {
        Ground::Theme
    }
}

fn options(map: &ArgumentMap, arguments: &ExportArguments) -> PictureOptions {
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
    }
}
