//! What is wrong with a map when it is held against the documents that it quotes.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::ops::Range;
use std::path::Path;

use rejoinder::model::{
    ArgumentMap, Attitude, ElementId, HeldBy, Holder, Inference, Quote, Target,
};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::sentences::sentences;

/// Quotes are short: a phrase, not a passage.
const LONGEST_QUOTE_IN_WORDS: usize = 25;
/// A claim is a sentence that fits a box.
const WORDS_OF_A_CLAIM: std::ops::RangeInclusive<usize> = 6..=25;

/// The texts at hand by file name.
pub(super) struct Documents(BTreeMap<String, String>);

impl Documents {
    /// Reads the texts of a folder; a folder that is missing or holds none is an error.
    pub(super) fn in_folder(folder: &Path) -> Result<Self, String> {
        let problem = |error| format!("cannot read {}: {error}", folder.display());
        let mut texts = BTreeMap::new();
        for entry in fs::read_dir(folder).map_err(problem)? {
            let path = entry.map_err(problem)?.path();
            if path.extension().is_some_and(|extension| extension == "txt") {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                let text = fs::read_to_string(&path).map_err(problem)?;
                texts.insert(name.into_owned(), text);
            }
        }
        if texts.is_empty() {
            return Err(format!("no documents in {}", folder.display()));
        }
        Ok(Self(texts))
    }

    /// Texts given directly.
    pub(super) fn of(texts: &[(&str, &str)]) -> Self {
        let owned = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
        Self(texts.iter().map(owned).collect())
    }

    fn with_digest(&self, digest: &str) -> Option<(&str, &str)> {
        let mut texts = self.0.iter();
        texts
            .find(|(_, text)| digest_of(text) == digest)
            .map(|(name, text)| (name.as_str(), text.as_str()))
    }
}

/// A sentence that is no argument, and why.
#[derive(Debug, Deserialize)]
pub(super) struct SetAside {
    /// The document's file name.
    pub(super) document: String,
    /// The sentence or its start.
    pub(super) sentence: String,
    /// How often the document has it unquoted.
    #[serde(default = "once")]
    pub(super) times: usize,
    /// Why it is no argument.
    pub(super) reason: String,
}

fn once() -> usize {
    1
}

/// The digest of a text as source entries write it.
pub(super) fn digest_of(text: &str) -> String {
    let mut digest = String::from("sha256:");
    for byte in Sha256::digest(text) {
        write!(digest, "{byte:02x}").expect("writing to a string succeeds");
    }
    digest
}

/// Problems that show without the documents: loose claims, missing holders, headlines and quotes.
pub(super) fn problems_of_form(map: &ArgumentMap) -> Vec<String> {
    let mut problems = Vec::new();
    if map.contentions().is_empty() {
        problems.push("no contention and no question reads as the headline".to_owned());
    }
    for claim in map.claims() {
        let element = ElementId::from(claim.id.clone());
        if map.uses(&claim.id).next().is_none() && map.bearing_on(&element).next().is_none() {
            problems.push(format!("`{}` hangs loose", claim.id));
        }
        let is_quoted = !claim.quotes.is_empty();
        if claim.implicit && is_quoted {
            problems.push(format!("`{}` is implicit and has a quote", claim.id));
        }
        if !claim.implicit && !is_quoted {
            problems.push(format!("`{}` is explicit and has no quote", claim.id));
        }
        let words = claim.text.split_whitespace().count();
        if !WORDS_OF_A_CLAIM.contains(&words) {
            problems.push(format!("`{}` has {words} words", claim.id));
        }
        problems.extend(problems_of_record(
            claim.id.as_str(),
            &claim.held_by,
            &claim.quotes,
        ));
    }
    for step in map.inferences() {
        problems.extend(problems_of_record(
            step.id.as_str(),
            &step.held_by,
            &step.quotes,
        ));
    }
    problems
}

fn problems_of_record(id: &str, held_by: &[HeldBy], quotes: &[Quote]) -> Vec<String> {
    let mut problems = Vec::new();
    let is_kebab = !id.is_empty()
        && id.split('-').all(|part| {
            !part.is_empty()
                && part
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        });
    if !is_kebab {
        problems.push(format!("`{id}` is not in kebab case"));
    }
    if held_by.is_empty() {
        problems.push(format!("nobody holds `{id}`"));
    }
    for quote in quotes {
        let words = quote.exact.split_whitespace().count();
        if words == 0 || words > LONGEST_QUOTE_IN_WORDS {
            problems.push(format!("a quote of `{id}` has {words} words"));
        }
        if quote.prefix.is_empty() && quote.suffix.is_empty() {
            problems.push(format!("a quote of `{id}` has no context"));
        }
    }
    problems
}

/// Steps from one document to another that somebody other than the analyst is said to draw.
pub(super) fn borrowed_steps(map: &ArgumentMap) -> Vec<String> {
    let drawn_by_document = |step: &&Inference| {
        let analyst = HeldBy {
            holder: Holder::Analyst,
            attitude: Attitude::Asserts,
        };
        !step.held_by.contains(&analyst) && crosses_documents(map, step)
    };
    map.inferences()
        .filter(drawn_by_document)
        .map(|step| format!("`{}` joins documents and is not the analyst's", step.id))
        .collect()
}

fn crosses_documents(map: &ArgumentMap, step: &Inference) -> bool {
    let target = match &step.target {
        Target::Claim(id) => vec![id.clone()],
        Target::Inference(id) => map.inference(id).map_or(Vec::new(), |s| s.premises.clone()),
    };
    let sources_of = |ids: &[_]| -> Vec<_> {
        let claims = ids.iter().filter_map(|id| map.claim(id));
        claims
            .flat_map(|claim| claim.quotes.iter().map(|quote| quote.source.clone()))
            .collect()
    };
    let (from, to) = (sources_of(&step.premises), sources_of(&target));
    !from.is_empty() && !to.is_empty() && !from.iter().any(|source| to.contains(source))
}

/// Sources that are not the documents meant, and quotes that are not found letter for letter.
///
/// `meant` names the document of each source id.
pub(super) fn problems_with_sources(
    map: &ArgumentMap,
    documents: &Documents,
    meant: &[(&str, &str)],
) -> Vec<String> {
    let mut problems = Vec::new();
    for source in map.sources() {
        let id = source.id.as_str();
        let name = meant.iter().find(|(meant_id, _)| *meant_id == id);
        let text = name.and_then(|(_, name)| documents.0.get(*name));
        match text {
            None => problems.push(format!("the document of `{id}` is not at hand")),
            Some(text) if digest_of(text) != source.digest => {
                problems.push(format!("the digest of `{id}` is of another text"));
            }
            Some(_) => {}
        }
    }
    for (id, quote) in quotes_of(map) {
        let text = map
            .source(&quote.source)
            .and_then(|source| documents.with_digest(&source.digest));
        let Some((name, text)) = text else {
            problems.push(format!("`{id}` quotes a text that is not at hand"));
            continue;
        };
        if let Err(problem) = place_of(quote, text) {
            problems.push(format!("{problem} in {name} (`{id}`): {}", quote.exact));
        }
    }
    problems
}

/// Sentences that are neither quoted nor set aside, and sentences set aside in vain.
pub(super) fn gaps(
    map: &ArgumentMap,
    documents: &Documents,
    covered: &[&str],
    set_aside: &[SetAside],
) -> Vec<String> {
    let mut problems = Vec::new();
    for name in covered {
        let Some(text) = documents.0.get(*name) else {
            problems.push(format!("{name} is not at hand"));
            continue;
        };
        let mut entries: Vec<_> = set_aside
            .iter()
            .filter(|entry| entry.document == *name)
            .map(|entry| (entry, 0))
            .collect();
        for sentence in unquoted(map, text) {
            match entries
                .iter_mut()
                .find(|(entry, _)| sentence.starts_with(&entry.sentence))
            {
                Some((_, count)) => *count += 1,
                None => problems.push(format!("{name}: nobody quotes “{sentence}”")),
            }
        }
        for (entry, count) in entries {
            if count != entry.times {
                problems.push(format!(
                    "{name}: “{}” is set aside {} times and found unquoted {count} times",
                    entry.sentence, entry.times
                ));
            }
            if entry.reason.trim().is_empty() {
                problems.push(format!(
                    "{name}: no reason to set aside “{}”",
                    entry.sentence
                ));
            }
        }
    }
    problems
}

fn unquoted<'t>(map: &ArgumentMap, text: &'t str) -> Vec<&'t str> {
    let digest = digest_of(text);
    let quoted: Vec<Range<usize>> = quotes_of(map)
        .filter(|(_, quote)| {
            let source = map.source(&quote.source);
            source.is_some_and(|source| source.digest == digest)
        })
        .filter_map(|(_, quote)| place_of(quote, text).ok())
        .collect();
    sentences(text)
        .into_iter()
        .filter(|sentence| !quoted.iter().any(|quote| overlap(quote, sentence)))
        .filter_map(|sentence| text.get(sentence))
        .collect()
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// Every quote with the id of the claim or step that has it.
fn quotes_of(map: &ArgumentMap) -> impl Iterator<Item = (&str, &Quote)> {
    let of_claims = map
        .claims()
        .flat_map(|claim| claim.quotes.iter().map(|quote| (claim.id.as_str(), quote)));
    let of_steps = map
        .inferences()
        .flat_map(|step| step.quotes.iter().map(|quote| (step.id.as_str(), quote)));
    of_claims.chain(of_steps)
}

/// Where a quote stands in a text, in bytes; it must stand there once, or where it says.
fn place_of(quote: &Quote, text: &str) -> Result<Range<usize>, &'static str> {
    let in_context = format!("{}{}{}", quote.prefix, quote.exact, quote.suffix);
    let starts = (0..text.len())
        .filter(|at| text.is_char_boundary(*at) && text[*at..].starts_with(&in_context))
        .map(|at| at + quote.prefix.len());
    let mut starts: Vec<_> = match quote.position {
        None => starts.collect(),
        Some(position) => starts
            .filter(|start| text[..*start].chars().count() as u64 == position)
            .collect(),
    };
    match (starts.pop(), starts.is_empty()) {
        (Some(start), true) => Ok(start..start + quote.exact.len()),
        (Some(_), false) => Err("found more than once"),
        (None, _) => Err("not found"),
    }
}
