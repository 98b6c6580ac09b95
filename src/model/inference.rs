//! Inferences: the steps from premises to what they bear on.

use super::{ClaimId, ElementId, HeldBy, InferenceId, OrderKey, Quote};

/// How a step bears on its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stance {
    /// The premises are a reason for the target.
    Support,
    /// The premises are a reason against the target.
    Attack,
    /// The premise answers the target, a question.
    Answer,
}

/// What a step bears on: a claim, or another step.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// A claim.
    Claim(ClaimId),
    /// Another inference; an attack on one is an undercut.
    Inference(InferenceId),
}

impl Target {
    /// The target as an element.
    pub fn element(&self) -> ElementId {
        match self {
            Self::Claim(id) => ElementId::Claim(id.clone()),
            Self::Inference(id) => ElementId::Inference(id.clone()),
        }
    }
}

impl From<ElementId> for Target {
    fn from(id: ElementId) -> Self {
        match id {
            ElementId::Claim(id) => Self::Claim(id),
            ElementId::Inference(id) => Self::Inference(id),
        }
    }
}

/// The step from one or more premises to a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inference {
    /// Its id.
    pub id: InferenceId,
    /// Its place in the file, and among the siblings with the same target.
    pub order: OrderKey,
    /// Support, attack or answer.
    pub stance: Stance,
    /// At least one; several are co-premises, which bear on the target only together.
    pub premises: Vec<ClaimId>,
    /// What it bears on.
    pub target: Target,
    /// The author's word on the mark instead of the usual one; empty where there is none.
    pub word: String,
    /// The step is left unsaid in the documents.
    pub implicit: bool,
    /// Who draws it and how; no holder twice.
    pub held_by: Vec<HeldBy>,
    /// Where documents draw it.
    pub quotes: Vec<Quote>,
    /// Free keywords.
    pub tags: Vec<String>,
    /// Remarks of the analyst.
    pub note: String,
}

impl Inference {
    /// A step with these ends and nothing else.
    pub fn new(
        id: InferenceId,
        order: OrderKey,
        stance: Stance,
        premises: Vec<ClaimId>,
        target: Target,
    ) -> Self {
        Self {
            id,
            order,
            stance,
            premises,
            target,
            word: String::new(),
            implicit: false,
            held_by: Vec::new(),
            quotes: Vec::new(),
            tags: Vec::new(),
            note: String::new(),
        }
    }
}
