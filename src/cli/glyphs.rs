//! Remarks on characters that the shipped fonts lack: what draws them here, or that nothing does.

use std::collections::{BTreeMap, BTreeSet};

use crate::formats::{Remark, Weight};
use crate::model::{ArgumentMap, RecordId};
use crate::text::{Fonts, SystemFonts};

/// One remark for each face that stands in, and one for what no face has.
pub(super) fn remarks(map: &ArgumentMap) -> Vec<Remark> {
    let fonts = Fonts::with_source(Box::new(SystemFonts::default()));
    let mut foreign = Foreign::default();
    for (id, text) in texts(map) {
        // The shipped fonts have all of ASCII.
        if !text.is_ascii() {
            foreign.note(&fonts, &id, text);
        }
    }
    foreign.remarks()
}

/// Every text that is drawn, with its record.
fn texts(map: &ArgumentMap) -> impl Iterator<Item = (RecordId, &str)> {
    let participants = map.participants().map(|participant| {
        let id = RecordId::Participant(participant.id.clone());
        (id, participant.name.as_str())
    });
    let claims = map.claims().flat_map(|claim| {
        let id = RecordId::Claim(claim.id.clone());
        [
            (id.clone(), claim.text.as_str()),
            (id, claim.label.as_str()),
        ]
    });
    let inferences = map.inferences().map(|inference| {
        let id = RecordId::Inference(inference.id.clone());
        (id, inference.word.as_str())
    });
    participants.chain(claims).chain(inferences)
}

#[derive(Default)]
struct Foreign {
    /// By how they are drawn, with the first record that has them.
    by_face: BTreeMap<Drawing, (RecordId, BTreeSet<char>)>,
}

/// How a character is drawn that the shipped fonts lack, or have a sign of their own for.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Drawing {
    /// As an empty box.
    Missing,
    /// By this face.
    By(String),
    /// As whatever a font puts there.
    PrivateUse,
}

impl Foreign {
    fn note(&mut self, fonts: &Fonts, id: &RecordId, text: &str) {
        let missing = fonts.missing(text);
        let private = text
            .chars()
            .filter(|c| is_private(*c) && !missing.contains(c));
        let private = private.map(|c| (Drawing::PrivateUse, c));
        let missing = missing.iter().map(|c| (Drawing::Missing, *c));
        let beyond = fonts.beyond_shipped(text).into_iter();
        let beyond = beyond.map(|found| (Drawing::By(found.face), found.character));
        for (drawing, c) in missing.chain(beyond).chain(private) {
            let entry = self.by_face.entry(drawing);
            let (_, characters) = entry.or_insert_with(|| (id.clone(), BTreeSet::new()));
            characters.insert(c);
        }
    }

    fn remarks(self) -> Vec<Remark> {
        let remark = |(drawing, (id, characters)): (Drawing, (RecordId, BTreeSet<char>))| {
            let shown = shown(&characters);
            let (weight, message) = match drawing {
                Drawing::By(face) => (
                    Weight::Note,
                    format!("not in the shipped fonts, drawn here with {face}: {shown}"),
                ),
                Drawing::PrivateUse => (
                    Weight::Note,
                    format!("for private use, drawn otherwise by each font: {shown}"),
                ),
                Drawing::Missing => (
                    Weight::Problem,
                    format!(
                        "no font on this machine has {shown}; install one that does, or write it otherwise"
                    ),
                ),
            };
            Remark {
                id,
                weight,
                message,
            }
        };
        self.by_face.into_iter().map(remark).collect()
    }
}

/// Whether Unicode leaves it to each font what the character is.
const fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}

/// The first characters with their codes.
fn shown(characters: &BTreeSet<char>) -> String {
    const LIMIT: usize = 8;
    let mut shown: Vec<String> = characters
        .iter()
        .take(LIMIT)
        .map(|c| format!("{c} (U+{:04X})", u32::from(*c)))
        .collect();
    if characters.len() > LIMIT {
        shown.push(format!("and {} more", characters.len() - LIMIT));
    }
    shown.join(", ")
}
