//! Claims and what they refer to: participants, sources, quotes, and who holds a claim.

use super::{ClaimId, OrderKey, ParticipantId, SourceId};

/// Whether the answers to a question rule each other out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Answers {
    /// Several answers may hold together.
    #[default]
    Compatible,
    /// At most one answer may hold.
    Exclusive,
}

/// What a claim is: something asserted, or an issue that claims answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ClaimKind {
    /// An assertion, which can be a premise.
    #[default]
    Assertion,
    /// A question (an IBIS issue): it is answered, and never a premise.
    Question(Answers),
}

/// Who takes an attitude.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Holder {
    /// The person who draws the map.
    Analyst,
    /// A participant of the debate.
    Participant(ParticipantId),
}

/// What a holder does with a claim or a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Attitude {
    /// Puts it forward.
    Asserts,
    /// Concedes it, though it is the other side's.
    Grants,
    /// Rejects it.
    Denies,
    /// Mentions it and takes no side.
    LeavesOpen,
}

impl Attitude {
    /// The attitudes in the order that menus show them.
    pub const ALL: [Self; 4] = [Self::Asserts, Self::Grants, Self::Denies, Self::LeavesOpen];

    /// The verb of the interface, third person: "asserts", "grants", "denies", "leaves open".
    pub fn verb(self) -> &'static str {
        match self {
            Self::Asserts => "asserts",
            Self::Grants => "grants",
            Self::Denies => "denies",
            Self::LeavesOpen => "leaves open",
        }
    }
}

/// One holder's attitude to a claim or an inference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldBy {
    /// Who.
    pub holder: Holder,
    /// How.
    pub attitude: Attitude,
}

/// A verbatim phrase of a source, with enough context to find it again
/// (selectors after the W3C Web Annotation Data Model).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The document quoted.
    pub source: SourceId,
    /// The phrase, letter for letter.
    pub exact: String,
    /// What stands right before it.
    pub prefix: String,
    /// What stands right after it.
    pub suffix: String,
    /// Offset of the phrase in the document, in characters, where known.
    pub position: Option<u64>,
}

/// One assertion or question: one box on the canvas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Its id.
    pub id: ClaimId,
    /// Its place in the file.
    pub order: OrderKey,
    /// The sentence; may be empty only while it is being written.
    pub text: String,
    /// A short form for the outline and small scales; empty where there is none.
    pub label: String,
    /// Assertion or question.
    pub kind: ClaimKind,
    /// Marked by the author as the headline of the map.
    pub contention: bool,
    /// Left unsaid in the documents and supplied by the analyst.
    pub implicit: bool,
    /// Who holds it and how; no holder twice.
    pub held_by: Vec<HeldBy>,
    /// Where documents say it.
    pub quotes: Vec<Quote>,
    /// Free keywords.
    pub tags: Vec<String>,
    /// Remarks of the analyst.
    pub note: String,
}

impl Claim {
    /// An assertion with this text and nothing else.
    pub fn new(id: ClaimId, order: OrderKey, text: impl Into<String>) -> Self {
        Self {
            id,
            order,
            text: text.into(),
            label: String::new(),
            kind: ClaimKind::Assertion,
            contention: false,
            implicit: false,
            held_by: Vec::new(),
            quotes: Vec::new(),
            tags: Vec::new(),
            note: String::new(),
        }
    }

    /// Whether it is a question.
    pub fn is_question(&self) -> bool {
        matches!(self.kind, ClaimKind::Question(_))
    }

    /// The label, or the text where there is none.
    pub fn short_text(&self) -> &str {
        if self.label.is_empty() {
            &self.text
        } else {
            &self.label
        }
    }
}

/// Someone whose attitudes the map records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    /// Its id.
    pub id: ParticipantId,
    /// Its place in the file; participant colours follow it.
    pub order: OrderKey,
    /// The name as shown.
    pub name: String,
    /// Remarks of the analyst.
    pub note: String,
}

/// A document that quotes are taken from. Texts are empty where nothing is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its id.
    pub id: SourceId,
    /// Its place in the file.
    pub order: OrderKey,
    /// Title.
    pub title: String,
    /// Author, where the document names one.
    pub author: String,
    /// Where it was published.
    pub publication: String,
    /// When, as the document says it.
    pub date: String,
    /// Address.
    pub url: String,
    /// Digest of the text meant, as `sha256:` and 64 hexadecimal digits.
    pub digest: String,
    /// Remarks of the analyst.
    pub note: String,
}
