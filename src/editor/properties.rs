//! Properties: what the inspector sets, as operations.

use super::{Implicit, Marked, Property};
use crate::edit::Operation;
use crate::model::{ClaimKind, ElementId};

impl Property {
    /// The operation that sets it; `None` where the element has no such property.
    pub(super) fn operation(self) -> Option<Operation> {
        Some(match self {
            Self::MapTitle(title) => Operation::SetMapTitle(title),
            Self::MapNote(note) => Operation::SetMapNote(note),
            Self::Text(element, text) => Operation::SetText(element, text),
            Self::Note(element, note) => Operation::SetNote(element, note),
            Self::Tags(element, tags) => Operation::SetTags(element, tags),
            Self::Implicit(element, implicit) => {
                Operation::SetImplicit(element, implicit == Implicit::Implicit)
            }
            Self::HeldBy(element, holder, attitude) => {
                Operation::SetAttitude(element, holder, attitude)
            }
            Self::NewHolder(element, name, attitude) => {
                Operation::AddHolder(element, name, attitude)
            }
            Self::NewParticipant(name) => Operation::AddParticipant(name),
            Self::ParticipantName(id, name) => Operation::SetParticipantName(id, name),
            Self::ParticipantNote(id, note) => Operation::SetParticipantNote(id, note),
            Self::RemoveParticipant(id) => Operation::RemoveParticipant(id),
            Self::Source(source) => Operation::SetSource(source),
            Self::RemoveSource(id) => Operation::RemoveSource(id),
            Self::Quotes(element, quotes) => Operation::SetQuotes(element, quotes),
            Self::QuoteFromNewSource(element, title, exact) => Operation::QuoteSource {
                element,
                title,
                exact,
            },
            Self::Label(ElementId::Claim(id), label) => Operation::SetLabel(id, label),
            Self::Kind(ElementId::Claim(id), kind) => Operation::SetKind(id, kind),
            Self::QuestionAnswers(ElementId::Claim(id), answers) => {
                Operation::SetKind(id, ClaimKind::Question(answers))
            }
            Self::Contention(ElementId::Claim(id), marked) => {
                Operation::SetContention(id, marked == Marked::Contention)
            }
            Self::Width(ElementId::Claim(id), width) => {
                Operation::SetWidth(id, width.map(f64::round))
            }
            Self::Label(..)
            | Self::Kind(..)
            | Self::QuestionAnswers(..)
            | Self::Contention(..)
            | Self::Width(..) => return None,
        })
    }
}
