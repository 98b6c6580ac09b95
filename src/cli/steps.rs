//! `rejoinder steps`: the steps of a view, listed or made anew.

use std::fmt::Write as _;

use anyhow::Context as _;

use super::arguments::StepsArguments;
use super::input::{is_stream, map_of, name_of};
use super::{Console, Outcome};
use crate::edit::steps::Camera;
use crate::edit::{Operation, SequentialIds};
use crate::files::{Fingerprint, write_text};
use crate::formats::ron_map;
use crate::model::{ArgumentMap, View, ViewId};

pub(super) fn run(
    arguments: &StepsArguments,
    console: &mut Console<'_>,
) -> anyhow::Result<Outcome> {
    let name = name_of(&arguments.file);
    let bytes = map_of(&arguments.file, console)?;
    let mut read = ron_map::read(&bytes, &name)?;
    let view = view_called(&read.map, arguments.view.as_deref())?
        .id
        .clone();
    let Some(by) = arguments.by else {
        let view = read.map.view(&view).context("the view is in the map")?;
        console.put(listed(view, arguments.notes).as_bytes())?;
        return Ok(Outcome::Done);
    };
    let keeps_comments = read.has_comments && !arguments.discard_comments;
    if keeps_comments && !is_stream(&arguments.file) {
        console.complain(format!(
            "writing the map would lose its comments, so the file was left alone; pass --discard-comments to lose them: {name}"
        ));
        return Ok(Outcome::Problems);
    }
    let camera = if arguments.follow {
        Camera::Follows
    } else {
        Camera::Keeps
    };
    let planned = Operation::MakeSteps(view.clone(), by, camera)
        .plan(&read.map, &mut SequentialIds::default())?;
    let changes: Vec<_> = planned.transaction.changes().cloned().collect();
    read.map.apply(&changes)?;
    let text = ron_map::write(&read.map);
    if is_stream(&arguments.file) {
        console.put(text.as_bytes())?;
    } else {
        if text.as_bytes() != bytes {
            write_text(&arguments.file, &text, Some(&Fingerprint::of(&bytes)))?;
        }
        let view = read.map.view(&view).context("the view is in the map")?;
        console.say(&format!("{name}: {} steps by {by}", view.steps.len()))?;
    }
    Ok(Outcome::Done)
}

/// The view with this id or name, or the first.
pub(super) fn view_called<'m>(
    map: &'m ArgumentMap,
    called: Option<&str>,
) -> anyhow::Result<&'m View> {
    let Some(called) = called else {
        return Ok(map.main_view());
    };
    let by_id = ViewId::new(called).ok().and_then(|id| map.view(&id));
    by_id
        .or_else(|| map.views().find(|view| view.title() == called))
        .with_context(|| {
            let names: Vec<_> = map.views().map(View::title).collect();
            format!(
                "there is no view `{called}` in the map; it has {}",
                names.join(", ")
            )
        })
}

fn listed(view: &View, with_notes: bool) -> String {
    let mut out = String::new();
    for (at, step) in view.steps.iter().enumerate() {
        let title = if step.title.trim().is_empty() {
            "Untitled"
        } else {
            step.title.trim()
        };
        writeln!(out, "{}. {title}", at + 1).expect("writing to a string succeeds");
        for line in step.notes.lines().filter(|_| with_notes) {
            let line = format!("   {line}");
            writeln!(out, "{}", line.trim_end()).expect("writing to a string succeeds");
        }
    }
    out
}
