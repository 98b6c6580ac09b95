//! Records and changes: the currency of every edit, its inverse, and the history.

use std::sync::Arc;

use super::{
    Claim, ClaimId, Heading, Inference, InferenceId, OrderKey, Participant, ParticipantId, Source,
    SourceId, View, ViewId,
};

/// Names one record of a map; the heading is the map's own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordId {
    /// The map's own record.
    Heading,
    /// A participant.
    Participant(ParticipantId),
    /// A source.
    Source(SourceId),
    /// A claim.
    Claim(ClaimId),
    /// An inference.
    Inference(InferenceId),
    /// A view.
    View(ViewId),
}

impl RecordId {
    /// The id as it stands in files; empty for the heading.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Heading => "",
            Self::Participant(id) => id.as_str(),
            Self::Source(id) => id.as_str(),
            Self::Claim(id) => id.as_str(),
            Self::Inference(id) => id.as_str(),
            Self::View(id) => id.as_str(),
        }
    }
}

/// One record of a map, shared so that maps, changes and history hold it once.
#[derive(Debug, Clone)]
pub enum Record {
    /// The map's own record.
    Heading(Arc<Heading>),
    /// A participant.
    Participant(Arc<Participant>),
    /// A source.
    Source(Arc<Source>),
    /// A claim.
    Claim(Arc<Claim>),
    /// An inference.
    Inference(Arc<Inference>),
    /// A view.
    View(Arc<View>),
}

impl PartialEq for Record {
    /// Looks at the addresses first: a view can be large, and most often it is the same one.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Heading(one), Self::Heading(other)) => one == other,
            (Self::Participant(one), Self::Participant(other)) => one == other,
            (Self::Source(one), Self::Source(other)) => one == other,
            (Self::Claim(one), Self::Claim(other)) => one == other,
            (Self::Inference(one), Self::Inference(other)) => one == other,
            (Self::View(one), Self::View(other)) => Arc::ptr_eq(one, other) || one == other,
            _ => false,
        }
    }
}

impl Record {
    /// The record's id.
    pub fn id(&self) -> RecordId {
        match self {
            Self::Heading(_) => RecordId::Heading,
            Self::Participant(record) => RecordId::Participant(record.id.clone()),
            Self::Source(record) => RecordId::Source(record.id.clone()),
            Self::Claim(record) => RecordId::Claim(record.id.clone()),
            Self::Inference(record) => RecordId::Inference(record.id.clone()),
            Self::View(record) => RecordId::View(record.id.clone()),
        }
    }

    /// The record's place among its kind; the heading has none.
    pub fn order(&self) -> Option<&OrderKey> {
        match self {
            Self::Heading(_) => None,
            Self::Participant(record) => Some(&record.order),
            Self::Source(record) => Some(&record.order),
            Self::Claim(record) => Some(&record.order),
            Self::Inference(record) => Some(&record.order),
            Self::View(record) => Some(&record.order),
        }
    }
}

macro_rules! record_from {
    ($($kind:ident),*) => {
        $(impl From<$kind> for Record {
            fn from(record: $kind) -> Self {
                Self::$kind(Arc::new(record))
            }
        })*
    };
}
record_from!(Heading, Participant, Source, Claim, Inference, View);

/// What happens to one record: it appears, is replaced, or goes.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Which record.
    pub id: RecordId,
    /// The record as it must stand before; `None` if it must not exist.
    pub before: Option<Record>,
    /// The record as it stands after; `None` if it goes.
    pub after: Option<Record>,
}

impl Change {
    /// The change that undoes this one.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self {
            id: self.id.clone(),
            before: self.after.clone(),
            after: self.before.clone(),
        }
    }
}
