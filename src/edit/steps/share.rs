//! What is said at a step, shared between the two that it is split into, and how these are called.

use std::collections::BTreeSet;

use crate::model::{ArgumentMap, ElementId, Step};

/// The notes of the step in two: a line that cites quotes of the later claims alone goes with them,
/// any other stays; quotes go with their claims and are numbered anew. Where nothing would be said
/// at the later step, it says what cites quotes of both, or else all.
pub(in crate::edit) fn shared_notes(
    map: &ArgumentMap,
    notes: &str,
    later: &BTreeSet<ElementId>,
) -> (String, String) {
    let quoted: BTreeSet<&str> = (later.iter().filter_map(ElementId::as_claim))
        .filter_map(|id| map.claim(id))
        .flat_map(|claim| &claim.quotes)
        .map(|quote| quote.exact.as_str())
        .collect();
    let is_of_later = |line: &str| {
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        quoted.iter().any(|exact| line.contains(&words(exact)))
    };
    let lines: Vec<&str> = notes.lines().collect();
    let numbers = lines
        .iter()
        .filter_map(|line| Some((quote_number(line)?, *line)));
    let of_later: BTreeSet<usize> = numbers
        .filter(|(_, line)| is_of_later(line))
        .map(|(number, _)| number)
        .collect();
    let side = |line: &str| -> Side {
        if let Some(number) = quote_number(line) {
            return if of_later.contains(&number) {
                Side::Later
            } else {
                Side::First
            };
        }
        let cited = cited(line);
        if line.trim().is_empty() || line.starts_with("Source: ") {
            Side::Both
        } else if cited.iter().any(|number| of_later.contains(number)) {
            let is_all = cited.iter().all(|number| of_later.contains(number));
            if is_all { Side::Later } else { Side::Mixed }
        } else {
            Side::First
        }
    };
    let has_later = lines
        .iter()
        .any(|line| quote_number(line).is_none() && side(line) == Side::Later);
    let has_mixed = lines.iter().any(|line| side(line) == Side::Mixed);
    let first = lines.iter().filter(|line| side(line) != Side::Later);
    let second = lines.iter().filter(|line| match side(line) {
        Side::Later | Side::Both => true,
        Side::Mixed => !has_later,
        Side::First => !has_later && !has_mixed && quote_number(line).is_none(),
    });
    (said(first.copied()), said(second.copied()))
}

/// Where a line of the notes goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    First,
    Later,
    Mixed,
    Both,
}

/// The number of a quote, if the line is one: `[2] “…”`.
fn quote_number(line: &str) -> Option<usize> {
    let (number, rest) = line.strip_prefix('[')?.split_once(']')?;
    let number = number.parse().ok()?;
    rest.trim_start().starts_with('“').then_some(number)
}

/// The numbers that a line cites: `… [1, 3].`
fn cited(line: &str) -> Vec<usize> {
    let lists = line
        .split('[')
        .skip(1)
        .filter_map(|part| part.split_once(']'));
    let numbers = lists.flat_map(|(list, _)| list.split(','));
    numbers
        .filter_map(|number| number.trim().parse().ok())
        .collect()
}

/// Lines with their quotes numbered from 1, without citations of quotes that are not there, and
/// without a source where there is no quote.
fn said<'l>(lines: impl Iterator<Item = &'l str>) -> String {
    let lines: Vec<&str> = lines.collect();
    let kept: Vec<usize> = lines.iter().filter_map(|line| quote_number(line)).collect();
    let new = |old: usize| kept.iter().position(|kept| *kept == old).map(|at| at + 1);
    let mut out: Vec<String> = Vec::new();
    for line in lines {
        if line.starts_with("Source: ") && kept.is_empty() {
            continue;
        }
        let mut renumbered = String::new();
        let mut rest = line;
        while let Some((before, after)) = rest.split_once('[') {
            let list = after.split_once(']').filter(|(list, _)| {
                let mut numbers = list.split(',');
                numbers.all(|number| number.trim().parse::<usize>().is_ok())
            });
            let Some((list, after)) = list else {
                renumbered += before;
                renumbered.push('[');
                rest = after;
                continue;
            };
            let numbers = list
                .split(',')
                .filter_map(|number| new(number.trim().parse().ok()?));
            let numbers: Vec<_> = numbers.map(|number| number.to_string()).collect();
            if numbers.is_empty() {
                renumbered += before.trim_end();
            } else {
                renumbered += before;
                renumbered.extend(["[", &numbers.join(", "), "]"]);
            }
            rest = after;
        }
        renumbered += rest;
        out.push(renumbered);
    }
    out.join("\n").trim().to_owned()
}

/// Steps in a row that were one, and are numbered so: "Title (1 of 2)".
pub(in crate::edit) fn number_parts(steps: &mut [Step], at: usize) {
    let Some(base) = steps.get(at).map(|step| base(&step.title).to_owned()) else {
        return;
    };
    let is_part = |step: &Step| base == self::base(&step.title) && !base.is_empty();
    let first = steps
        .iter()
        .take(at)
        .rev()
        .take_while(|step| is_part(step))
        .count();
    let parts = steps.iter_mut().skip(at - first);
    let mut parts: Vec<&mut Step> = parts.take_while(|step| is_part(step)).collect();
    let count = parts.len();
    for (number, part) in parts.iter_mut().enumerate() {
        part.title = if count > 1 {
            format!("{base} ({} of {count})", number + 1)
        } else {
            base.clone()
        };
    }
}

/// A title without what tells its part.
fn base(title: &str) -> &str {
    let title = title.trim();
    let parts = title
        .strip_suffix(')')
        .and_then(|title| title.rsplit_once(" ("));
    let is_number = |text: &str| text.parse::<usize>().is_ok();
    match parts {
        Some((base, part)) => match part.split_once(" of ") {
            Some((number, count)) if is_number(number) && is_number(count) => base,
            _ => title,
        },
        None => title,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_told_from_its_number() {
        assert_eq!(base("Costs (2 of 13)"), "Costs");
        assert_eq!(base("Costs (two of three)"), "Costs (two of three)");
        assert_eq!(base("Costs (2)"), "Costs (2)");
    }

    #[test]
    fn quotes_that_go_are_not_cited_and_those_that_stay_are_numbered_anew() {
        let lines = [
            "It is so [1, 2]. And so [2], too.",
            "",
            "[2] “so”",
            "Source: A",
        ];
        let notes = said(lines.into_iter());
        assert_eq!(
            notes,
            "It is so [1]. And so [1], too.\n\n[1] “so”\nSource: A"
        );
        assert_eq!(said(["It is [1].", "Source: A"].into_iter()), "It is.");
    }
}
