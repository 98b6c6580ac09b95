//! The inspector's data: the properties of what is selected, and what a field changes.

use crate::editor::{Implicit, Marked, Property};
use crate::model::{
    ArgumentMap, Attitude, Claim, ClaimKind, ElementId, HeldBy, Holder, Inference, ParticipantId,
    Quote, Source, View, reads,
};

/// A text that can be edited in place.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Field {
    /// The map's title.
    MapTitle,
    /// The map's note.
    MapNote,
    /// A participant's name.
    ParticipantName(ParticipantId),
    /// The note on a participant.
    ParticipantNote(ParticipantId),
    /// A claim's text, or the word on a step's mark.
    Text,
    /// A claim's short label.
    Label,
    /// Remarks.
    Note,
    /// Keywords, with commas between them.
    Tags,
}

impl Field {
    /// Whether it is one line wherever it occurs.
    pub(super) fn is_single(&self) -> bool {
        matches!(
            self,
            Self::MapTitle | Self::ParticipantName(_) | Self::Label | Self::Tags
        )
    }

    /// The property that the text stands for.
    pub(super) fn property(self, element: Option<&ElementId>, text: String) -> Option<Property> {
        Some(match (self, element.cloned()) {
            (Self::MapTitle, _) => Property::MapTitle(text),
            (Self::MapNote, _) => Property::MapNote(text),
            (Self::ParticipantName(id), _) => Property::ParticipantName(id, text),
            (Self::ParticipantNote(id), _) => Property::ParticipantNote(id, text),
            (Self::Text, Some(element)) => Property::Text(element, text),
            (Self::Label, Some(element)) => Property::Label(element, text),
            (Self::Note, Some(element)) => Property::Note(element, text),
            (Self::Tags, Some(element)) => Property::Tags(element, tags_of(&text)),
            (Self::Text | Self::Label | Self::Note | Self::Tags, None) => return None,
        })
    }
}

/// Keywords between commas, each once, none empty.
fn tags_of(text: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in text.split(',').map(str::trim) {
        if !tag.is_empty() && !tags.iter().any(|known| known == tag) {
            tags.push(tag.to_owned());
        }
    }
    tags
}

/// A holder as the panel lists it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct HolderRow {
    pub(super) holder: Holder,
    pub(super) name: String,
    pub(super) attitude: Attitude,
    /// Its place among the participants, for its colour; the analyst has none.
    pub(super) color_index: Option<usize>,
}

/// A quote as the panel lists it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct QuoteRow {
    pub(super) quote: Quote,
    /// Author and publication.
    pub(super) source: String,
}

/// A participant as the panel lists it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ParticipantRow {
    pub(super) id: ParticipantId,
    pub(super) name: String,
    pub(super) note: String,
}

/// A source as the panel lists it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct SourceRow {
    pub(super) source: Source,
    /// Its title, or what is known in place of one.
    pub(super) name: String,
    /// Author, publication and date.
    pub(super) about: String,
}

impl SourceRow {
    fn of(source: &Source) -> Self {
        let names = [&source.title, &source.url];
        let name = names.into_iter().find(|name| !name.is_empty());
        Self {
            name: name.cloned().unwrap_or_else(|| source.id.to_string()),
            about: joined(&[&source.author, &source.publication, &source.date]),
            source: source.clone(),
        }
    }
}

/// What claims and steps have in common.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Common {
    pub(super) element: ElementId,
    pub(super) held_by: Vec<HolderRow>,
    /// Who could be added.
    pub(super) other_holders: Vec<(Holder, String)>,
    pub(super) implicit: bool,
    pub(super) quotes: Vec<QuoteRow>,
    pub(super) note: String,
    pub(super) tags: String,
    /// A step as a sentence; of a claim, the steps that it is a premise of.
    pub(super) reads: Vec<String>,
}

/// What the panel shows.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum InspectorData {
    /// The map itself: nothing is selected.
    Map {
        title: String,
        note: String,
        participants: Vec<ParticipantRow>,
        sources: Vec<SourceRow>,
    },
    /// One claim or question.
    Claim {
        common: Common,
        text: String,
        label: String,
        kind: ClaimKind,
        contention: bool,
        width: Option<f64>,
    },
    /// One step.
    Step {
        common: Common,
        /// "Objection", "Undercut".
        role: String,
        word: String,
        usual_word: &'static str,
    },
    /// More than one.
    Several {
        claim_count: usize,
        step_count: usize,
    },
}

impl InspectorData {
    /// What the panel shows of a selection.
    pub(super) fn from_map(map: &ArgumentMap, view: &View, selection: &[ElementId]) -> Self {
        match selection {
            [ElementId::Claim(id)] => map.claim(id).map(|claim| Self::of_claim(map, view, claim)),
            [ElementId::Inference(id)] => map.inference(id).map(|step| Self::of_step(map, step)),
            [] => None,
            several => {
                let claims = several
                    .iter()
                    .filter(|element| element.as_claim().is_some());
                let claim_count = claims.count();
                Some(Self::Several {
                    claim_count,
                    step_count: several.len() - claim_count,
                })
            }
        }
        .unwrap_or_else(|| Self::of_map(map))
    }

    fn of_map(map: &ArgumentMap) -> Self {
        let participant = |who: &crate::model::Participant| ParticipantRow {
            id: who.id.clone(),
            name: who.name.clone(),
            note: who.note.clone(),
        };
        Self::Map {
            title: map.heading().title.clone(),
            note: map.heading().note.clone(),
            participants: map.participants().map(participant).collect(),
            sources: map.sources().map(SourceRow::of).collect(),
        }
    }

    fn of_claim(map: &ArgumentMap, view: &View, claim: &Claim) -> Self {
        let element = ElementId::Claim(claim.id.clone());
        let uses = map.uses(&claim.id).map(|step| reads(map, step)).collect();
        Self::Claim {
            common: Common {
                held_by: holders(map, &claim.held_by),
                other_holders: other_holders(map, &claim.held_by),
                implicit: claim.implicit,
                quotes: quotes(map, &claim.quotes),
                note: claim.note.clone(),
                tags: claim.tags.join(", "),
                reads: uses,
                element,
            },
            text: claim.text.clone(),
            label: claim.label.clone(),
            kind: claim.kind,
            contention: claim.contention,
            width: view.widths.get(&claim.id).copied(),
        }
    }

    fn of_step(map: &ArgumentMap, step: &Inference) -> Self {
        let role = map.role(step);
        let mut letters = role.word().chars();
        let first = letters.next().map(char::to_uppercase);
        Self::Step {
            common: Common {
                element: ElementId::Inference(step.id.clone()),
                held_by: holders(map, &step.held_by),
                other_holders: other_holders(map, &step.held_by),
                implicit: step.implicit,
                quotes: quotes(map, &step.quotes),
                note: step.note.clone(),
                tags: step.tags.join(", "),
                reads: vec![reads(map, step)],
            },
            role: first.into_iter().flatten().chain(letters).collect(),
            word: step.word.clone(),
            usual_word: crate::layout::usual_word(role),
        }
    }
}

/// The property that a checkbox for "implicit" sets.
pub(super) fn implicit(element: &ElementId, on: bool) -> Property {
    let value = if on {
        Implicit::Implicit
    } else {
        Implicit::Explicit
    };
    Property::Implicit(element.clone(), value)
}

/// The property that a checkbox for "contention" sets.
pub(super) fn contention(element: &ElementId, on: bool) -> Property {
    let value = if on {
        Marked::Contention
    } else {
        Marked::Plain
    };
    Property::Contention(element.clone(), value)
}

fn name_of(map: &ArgumentMap, holder: &Holder) -> (String, Option<usize>) {
    match holder {
        Holder::Analyst => ("Analyst".to_owned(), None),
        Holder::Participant(id) => {
            let at = map.participants().position(|who| who.id == *id);
            let name = map
                .participant(id)
                .map_or(id.as_str(), |who| who.name.as_str());
            (name.to_owned(), at)
        }
    }
}

fn holders(map: &ArgumentMap, held_by: &[HeldBy]) -> Vec<HolderRow> {
    held_by
        .iter()
        .map(|held| {
            let (name, color_index) = name_of(map, &held.holder);
            HolderRow {
                holder: held.holder.clone(),
                name,
                attitude: held.attitude,
                color_index,
            }
        })
        .collect()
}

fn other_holders(map: &ArgumentMap, held_by: &[HeldBy]) -> Vec<(Holder, String)> {
    map.participants()
        .map(|who| Holder::Participant(who.id.clone()))
        .chain([Holder::Analyst])
        .filter(|holder| !held_by.iter().any(|held| held.holder == *holder))
        .map(|holder| {
            let (name, _) = name_of(map, &holder);
            (holder, name)
        })
        .collect()
}

fn quotes(map: &ArgumentMap, quotes: &[Quote]) -> Vec<QuoteRow> {
    quotes
        .iter()
        .map(|quote| {
            let source = map.source(&quote.source).map(|source| {
                let by = if source.author.is_empty() {
                    &source.title
                } else {
                    &source.author
                };
                joined(&[by, &source.publication])
            });
            QuoteRow {
                quote: quote.clone(),
                source: source.unwrap_or_default(),
            }
        })
        .collect()
}

/// The texts that are not empty, with commas.
fn joined(parts: &[&String]) -> String {
    let said: Vec<_> = parts
        .iter()
        .filter(|part| !part.is_empty())
        .map(|part| part.as_str())
        .collect();
    said.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::shipped_map;
    use crate::formats::ron_map;

    fn drezner() -> ArgumentMap {
        let shipped = shipped_map("drezner-on-minilateralism").unwrap();
        ron_map::read(shipped.text.as_bytes(), shipped.name)
            .unwrap()
            .map
    }

    #[test]
    fn a_claim_shows_its_text_its_holders_and_where_it_is_said() {
        let map = drezner();
        let claim = map.claims().find(|claim| !claim.quotes.is_empty()).unwrap();
        let element = ElementId::Claim(claim.id.clone());
        let InspectorData::Claim { common, text, .. } =
            InspectorData::from_map(&map, map.main_view(), &[element])
        else {
            panic!("a claim is selected");
        };
        assert_eq!(text, claim.text);
        assert_eq!(common.quotes.len(), claim.quotes.len());
        assert!(!common.quotes[0].source.is_empty());
        assert_eq!(common.held_by.len(), claim.held_by.len());
    }

    #[test]
    fn a_step_reads_as_a_sentence() {
        let map = drezner();
        let step = map.inferences().next().unwrap();
        let element = ElementId::Inference(step.id.clone());
        let InspectorData::Step { common, .. } =
            InspectorData::from_map(&map, map.main_view(), &[element])
        else {
            panic!("a step is selected");
        };
        assert_eq!(common.reads, [reads(&map, step)]);
    }

    #[test]
    fn tags_are_split_at_commas_and_kept_once() {
        assert_eq!(tags_of(" trade, WTO ,,trade"), ["trade", "WTO"]);
        assert!(tags_of("  ").is_empty());
    }
}
