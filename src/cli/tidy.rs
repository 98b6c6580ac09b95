//! `rejoinder tidy`: files with their maps tidied up.

use std::ops::ControlFlow;
use std::path::Path;

use super::arguments::TidyArguments;
use super::input::{bytes_or_complaint, is_stream, name_of};
use super::{Console, Outcome};
use crate::edit::{Operation, SequentialIds};
use crate::files::{Fingerprint, write_text};
use crate::formats::ron_map;
use crate::layout::{LayoutRequest, tidy};
use crate::model::ArgumentMap;
use crate::text::{Fonts, SystemFonts};
use crate::theme::{Theme, ThemeName};

pub(super) fn run(arguments: &TidyArguments, console: &mut Console<'_>) -> anyhow::Result<Outcome> {
    let fonts = Fonts::with_source(Box::new(SystemFonts::default()));
    let mut worst = Outcome::Done;
    for path in &arguments.files {
        worst = worst.max(tidy_one(path, arguments, &fonts, console)?);
    }
    Ok(worst)
}

fn tidy_one(
    path: &Path,
    arguments: &TidyArguments,
    fonts: &Fonts,
    console: &mut Console<'_>,
) -> anyhow::Result<Outcome> {
    let name = name_of(path);
    let Some(bytes) = bytes_or_complaint(path, console) else {
        return Ok(Outcome::Failed);
    };
    let mut read = match ron_map::read(&bytes, &name) {
        Ok(read) => read,
        Err(error) => {
            console.complain(error);
            return Ok(Outcome::Failed);
        }
    };
    if read.has_comments && !arguments.discard_comments && !is_stream(path) {
        console.complain(format!(
            "writing the map would lose its comments, so the file was left alone; pass --discard-comments to lose them: {name}"
        ));
        return Ok(Outcome::Problems);
    }
    arguments.look.apply_to(&mut read.map)?;
    tidy_up(&mut read.map, fonts)?;
    let text = ron_map::write(&read.map);
    if is_stream(path) {
        console.put(text.as_bytes())?;
    } else if text.as_bytes() != bytes
        && let Err(error) = write_text(path, &text, Some(&Fingerprint::of(&bytes)))
    {
        console.complain(error);
        return Ok(Outcome::Failed);
    }
    Ok(Outcome::Done)
}

fn tidy_up(map: &mut ArgumentMap, fonts: &Fonts) -> anyhow::Result<()> {
    let request = LayoutRequest {
        map,
        view: map.main_view(),
        metrics: &Theme::of(ThemeName::Light).metrics,
        fonts,
    };
    let Some(tidied) = tidy(&request, &mut |_| ControlFlow::Continue(())) else {
        return Ok(());
    };
    let operation = Operation::TidyUp {
        orders: tidied.orders,
        premises: tidied.premises,
        choices: tidied.choices,
        homes: tidied.homes,
    };
    let planned = operation.plan(map, &mut SequentialIds::default())?;
    let changes: Vec<_> = planned.transaction.changes().cloned().collect();
    map.apply(&changes)?;
    Ok(())
}
