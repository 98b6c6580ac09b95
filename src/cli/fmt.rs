//! `rejoinder fmt`: files in canonical form.

use std::path::Path;

use super::arguments::FmtArguments;
use super::input::{bytes_or_complaint, is_stream, name_of};
use super::{Console, Outcome};
use crate::files::{Fingerprint, write_text};
use crate::formats::ron_map;

pub(super) fn run(arguments: &FmtArguments, console: &mut Console<'_>) -> anyhow::Result<Outcome> {
    let mut worst = Outcome::Done;
    for path in &arguments.files {
        worst = worst.max(format_one(path, arguments, console)?);
    }
    Ok(worst)
}

fn format_one(
    path: &Path,
    arguments: &FmtArguments,
    console: &mut Console<'_>,
) -> anyhow::Result<Outcome> {
    let name = name_of(path);
    let Some(bytes) = bytes_or_complaint(path, console) else {
        return Ok(Outcome::Failed);
    };
    let read = match ron_map::read(&bytes, &name) {
        Ok(read) => read,
        Err(error) => {
            console.complain(error);
            return Ok(Outcome::Failed);
        }
    };
    let canonical = ron_map::write(&read.map);
    let is_canonical = canonical.as_bytes() == bytes;
    if arguments.check {
        if is_canonical {
            return Ok(Outcome::Done);
        }
        console.say(&name)?;
        return Ok(Outcome::Problems);
    }
    if read.has_comments && !arguments.discard_comments {
        console.complain(format!(
            "the canonical form has no comments, so the file was left alone; pass --discard-comments to lose them: {name}"
        ));
        return Ok(Outcome::Problems);
    }
    if is_stream(path) {
        console.put(canonical.as_bytes())?;
    } else if !is_canonical
        && let Err(error) = write_text(path, &canonical, Some(&Fingerprint::of(&bytes)))
    {
        console.complain(error);
        return Ok(Outcome::Failed);
    }
    Ok(Outcome::Done)
}
