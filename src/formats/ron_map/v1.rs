//! Version 1 of the file, as serde sees it; the field order is the file's.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ArgumentMap {
    #[serde(rename = "version")]
    pub(super) _version: u32,
    #[serde(default)]
    pub(super) title: String,
    #[serde(default)]
    pub(super) note: String,
    #[serde(default)]
    pub(super) participants: Vec<Participant>,
    #[serde(default)]
    pub(super) sources: Vec<Source>,
    #[serde(default)]
    pub(super) claims: Vec<Claim>,
    #[serde(default)]
    pub(super) inferences: Vec<Inference>,
    #[serde(default)]
    pub(super) views: Vec<View>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Participant {
    pub(super) id: String,
    #[serde(default)]
    pub(super) name: String,
    #[serde(default)]
    pub(super) note: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Source {
    pub(super) id: String,
    #[serde(default)]
    pub(super) title: String,
    #[serde(default)]
    pub(super) author: String,
    #[serde(default)]
    pub(super) publication: String,
    #[serde(default)]
    pub(super) date: String,
    #[serde(default)]
    pub(super) url: String,
    #[serde(default)]
    pub(super) digest: String,
    #[serde(default)]
    pub(super) note: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Claim {
    pub(super) id: String,
    #[serde(default)]
    pub(super) text: String,
    #[serde(default)]
    pub(super) label: String,
    #[serde(default)]
    pub(super) kind: Kind,
    #[serde(default)]
    pub(super) exclusive: bool,
    #[serde(default)]
    pub(super) contention: bool,
    #[serde(default)]
    pub(super) implicit: bool,
    #[serde(default)]
    pub(super) held_by: Vec<Held>,
    #[serde(default)]
    pub(super) quotes: Vec<Quote>,
    #[serde(default)]
    pub(super) tags: Vec<String>,
    #[serde(default)]
    pub(super) note: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub(super) enum Kind {
    #[default]
    Assertion,
    Question,
}

#[derive(Debug, Deserialize)]
pub(super) enum Held {
    Asserts(String),
    Grants(String),
    Denies(String),
    LeavesOpen(String),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Quote {
    pub(super) source: String,
    pub(super) exact: String,
    #[serde(default)]
    pub(super) prefix: String,
    #[serde(default)]
    pub(super) suffix: String,
    #[serde(default)]
    pub(super) position: Option<u64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Inference {
    pub(super) id: String,
    pub(super) stance: Stance,
    pub(super) premises: Vec<String>,
    pub(super) target: Element,
    #[serde(default)]
    pub(super) word: String,
    #[serde(default)]
    pub(super) implicit: bool,
    #[serde(default)]
    pub(super) held_by: Vec<Held>,
    #[serde(default)]
    pub(super) quotes: Vec<Quote>,
    #[serde(default)]
    pub(super) tags: Vec<String>,
    #[serde(default)]
    pub(super) note: String,
}

#[derive(Debug, Clone, Copy, Deserialize)]
pub(super) enum Stance {
    Support,
    Attack,
    Answer,
}

#[derive(Debug, Deserialize)]
pub(super) enum Element {
    Claim(String),
    Inference(String),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct View {
    pub(super) id: String,
    #[serde(default)]
    pub(super) style: Style,
    #[serde(default)]
    pub(super) direction: Direction,
    #[serde(default = "usual_aspect")]
    pub(super) aspect: (u32, u32),
    #[serde(default)]
    pub(super) collapsed: Vec<Element>,
    #[serde(default)]
    pub(super) pinned: Pairs<(f64, f64)>,
    #[serde(default)]
    pub(super) widths: Pairs<f64>,
    #[serde(default)]
    pub(super) choices: Option<Pairs<Choice>>,
    #[serde(default)]
    pub(super) homes: Pairs<String>,
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
pub(super) enum Style {
    #[default]
    Compact,
    Classic,
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
pub(super) enum Direction {
    #[default]
    Down,
    Right,
}

#[derive(Debug, Clone, Copy, Deserialize)]
pub(super) enum Choice {
    Row,
    Columns(#[expect(dead_code, reason = "a number is asked for and not carried over")] u32),
}

pub(super) fn usual_aspect() -> (u32, u32) {
    (16, 9)
}

/// The entries of a `{…}` as they stand, so that a key that stands twice is not lost in silence.
#[derive(Debug)]
pub(super) struct Pairs<V>(pub(super) Vec<(String, V)>);

impl<V> Default for Pairs<V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Pairs<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Entries(PhantomData))
    }
}

struct Entries<V>(PhantomData<V>);

impl<'de, V: Deserialize<'de>> Visitor<'de> for Entries<V> {
    type Value = Pairs<V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("entries in braces")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Pairs<V>, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = access.next_entry()? {
            pairs.push(pair);
        }
        Ok(Pairs(pairs))
    }
}
