//! `rejoinder check`: what is wrong with maps, with line and id.

use std::path::Path;

use super::arguments::CheckArguments;
use super::input::{map_of, name_of};
use super::{Console, Outcome, glyphs};
use crate::formats::ron_map::{self, Places};
use crate::formats::{Place, ReadError, Remark, Weight, remarks};
use crate::model::ArgumentMap;

pub(super) fn run(
    arguments: &CheckArguments,
    console: &mut Console<'_>,
) -> anyhow::Result<Outcome> {
    let mut worst = Outcome::Done;
    for path in &arguments.files {
        worst = worst.max(check(path, console)?);
    }
    Ok(worst)
}

fn check(path: &Path, console: &mut Console<'_>) -> anyhow::Result<Outcome> {
    let name = name_of(path);
    let bytes = match map_of(path, console) {
        Ok(bytes) => bytes,
        Err(error) => {
            console.complain(error);
            return Ok(Outcome::Failed);
        }
    };
    match ron_map::read(&bytes, &name) {
        Ok(read) => report(&read.map, &bytes, &name, console),
        Err(ReadError::Problems { problems, .. }) => {
            for problem in &problems {
                let id = label(&problem.id);
                console.say(&format!(
                    "{name}:{}: {id}{}",
                    problem.place, problem.message
                ))?;
            }
            console.say(&format!("{name}: {}", counted(problems.len(), "problem")))?;
            Ok(Outcome::Problems)
        }
        Err(error) => {
            console.complain(error);
            Ok(Outcome::Failed)
        }
    }
}

fn report(
    map: &ArgumentMap,
    bytes: &[u8],
    name: &str,
    console: &mut Console<'_>,
) -> anyhow::Result<Outcome> {
    let mut remarks = remarks(map);
    remarks.extend(glyphs::remarks(map));
    let text = String::from_utf8_lossy(bytes);
    let places = if remarks.is_empty() {
        None
    } else {
        Some(Places::of(&text))
    };
    let by_id = places.map(|places| places.of_ids()).unwrap_or_default();
    let top = Place { line: 1, column: 1 };
    let place_of = |remark: &Remark| by_id.get(remark.id.as_str()).copied().unwrap_or(top);
    remarks.sort_by_key(place_of);
    for remark in &remarks {
        let id = remark.id.as_str();
        let place = place_of(remark);
        let weight = match remark.weight {
            Weight::Problem => "",
            Weight::Note => "note: ",
        };
        let id = label(id);
        console.say(&format!("{name}:{place}: {weight}{id}{}", remark.message))?;
    }
    let weighing = |weight| {
        remarks
            .iter()
            .filter(|remark| remark.weight == weight)
            .count()
    };
    let problem_count = weighing(Weight::Problem);
    let claims = counted(map.claim_count(), "claim");
    let inferences = counted(map.inference_count(), "inference");
    let problems = counted(problem_count, "problem");
    let notes = match weighing(Weight::Note) {
        0 => String::new(),
        count => format!(", {}", counted(count, "note")),
    };
    console.say(&format!(
        "{name}: {claims}, {inferences}, {problems}{notes}"
    ))?;
    Ok(if problem_count == 0 {
        Outcome::Done
    } else {
        Outcome::Problems
    })
}

fn label(id: &str) -> String {
    if id.is_empty() {
        String::new()
    } else {
        format!("{id}: ")
    }
}

fn counted(count: usize, what: &str) -> String {
    match count {
        0 => format!("no {what}s"),
        1 => format!("1 {what}"),
        _ => format!("{count} {what}s"),
    }
}
