//! `rejoinder examples`: the maps that come with the program.

use anyhow::bail;

use super::arguments::ExamplesArguments;
use super::input::is_stream;
use super::{Console, Outcome};
use crate::files::{shipped_map, shipped_maps, write_text};

pub(super) fn run(
    arguments: &ExamplesArguments,
    console: &mut Console<'_>,
) -> anyhow::Result<Outcome> {
    let Some(name) = &arguments.name else {
        return list(console);
    };
    let Some(map) = shipped_map(name) else {
        bail!("there is no shipped map `{name}`; `rejoinder examples` lists them");
    };
    match &arguments.output {
        Some(path) if !is_stream(path) => {
            write_text(path, map.text, None)?;
        }
        _ => console.put(map.text.as_bytes())?,
    }
    Ok(Outcome::Done)
}

fn list(console: &mut Console<'_>) -> anyhow::Result<Outcome> {
    let names = shipped_maps().iter().map(|map| map.name.len());
    let width = names.max().unwrap_or(0);
    for map in shipped_maps() {
        console.say(&format!("{:width$}  {}", map.name, map.title))?;
    }
    Ok(Outcome::Done)
}
