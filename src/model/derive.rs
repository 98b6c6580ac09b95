//! What follows from a map and is never stored: contentions, kinds of attack, objections and
//! rebuttals.

use super::{ArgumentMap, Claim, ClaimId, ElementId, Inference, Stance, Target};

/// Kinds of attack after ASPIC+ and Pollock, derived from what is attacked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttackKind {
    /// On a claim that has a supporting inference.
    Rebut,
    /// On a claim that has none.
    Undermine,
    /// On an inference.
    Undercut,
}

/// The interface's word for a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Supports a claim.
    Support,
    /// Supports an inference.
    Backing,
    /// Attacks a claim, and answers no attack.
    Objection,
    /// Attacks a premise of an attack.
    Rebuttal,
    /// Attacks an inference.
    Undercut,
    /// Answers a question.
    Answer,
}

impl Role {
    /// The word, in lower case.
    pub fn word(self) -> &'static str {
        match self {
            Self::Support => "support",
            Self::Backing => "backing",
            Self::Objection => "objection",
            Self::Rebuttal => "rebuttal",
            Self::Undercut => "undercut",
            Self::Answer => "answer",
        }
    }
}

impl ArgumentMap {
    /// The kind of an attack; `None` for supports and answers.
    pub fn attack_kind(&self, inference: &Inference) -> Option<AttackKind> {
        if inference.stance != Stance::Attack {
            return None;
        }
        Some(match &inference.target {
            Target::Inference(_) => AttackKind::Undercut,
            Target::Claim(target) if self.has_support(target) => AttackKind::Rebut,
            Target::Claim(_) => AttackKind::Undermine,
        })
    }

    /// The interface's word for a step.
    pub fn role(&self, inference: &Inference) -> Role {
        match (inference.stance, &inference.target) {
            (Stance::Answer, _) => Role::Answer,
            (Stance::Support, Target::Claim(_)) => Role::Support,
            (Stance::Support, Target::Inference(_)) => Role::Backing,
            (Stance::Attack, Target::Inference(_)) => Role::Undercut,
            (Stance::Attack, Target::Claim(target)) => {
                let is_attacking = self.uses(target).any(|used| used.stance == Stance::Attack);
                if is_attacking {
                    Role::Rebuttal
                } else {
                    Role::Objection
                }
            }
        }
    }

    /// The map's headlines in order: those that the author marked, or, where none is marked, the
    /// claims and questions with inferences into them and none out (answering does not count).
    pub fn contentions(&self) -> Vec<&Claim> {
        let marked: Vec<_> = self.claims().filter(|claim| claim.contention).collect();
        if marked.is_empty() {
            self.claims()
                .filter(|claim| self.is_headline(&claim.id))
                .collect()
        } else {
            marked
        }
    }

    fn is_headline(&self, claim: &ClaimId) -> bool {
        self.bearing_on(&ElementId::Claim(claim.clone()))
            .next()
            .is_some()
            && self.uses(claim).all(|used| used.stance == Stance::Answer)
    }

    fn has_support(&self, claim: &ClaimId) -> bool {
        self.bearing_on(&ElementId::Claim(claim.clone()))
            .any(|inference| inference.stance == Stance::Support)
    }
}
