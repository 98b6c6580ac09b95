//! Ids of records: short readable strings in one namespace, typed by what they name.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

/// The word that stands for the analyst among the holders of a claim; no record may bear it.
pub const ANALYST: &str = "analyst";

/// Says why a string cannot be an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidId {
    /// The string is empty.
    #[error("an id must not be empty")]
    Empty,
    /// The string is `analyst`.
    #[error("`{ANALYST}` is the reserved word for the analyst and cannot be an id")]
    Reserved,
    /// The string has white space, control or unseen characters, which would not survive hand editing.
    #[error("the id {0:?} has white space, control or unseen characters")]
    Unprintable(String),
}

fn checked(id: &str) -> Result<Arc<str>, InvalidId> {
    if id.is_empty() {
        return Err(InvalidId::Empty);
    }
    if id == ANALYST {
        return Err(InvalidId::Reserved);
    }
    if id.chars().any(is_unprintable) {
        return Err(InvalidId::Unprintable(id.to_owned()));
    }
    Ok(id.into())
}

/// White space, control characters, and marks that are not seen or turn the text around them.
fn is_unprintable(c: char) -> bool {
    let is_hidden = matches!(
        c,
        '\u{200B}' | '\u{200E}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
    );
    is_hidden || c.is_whitespace() || c.is_control()
}

macro_rules! id_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Takes the string as an id.
            ///
            /// # Errors
            /// [`InvalidId`] for strings that cannot be ids.
            pub fn new(id: &str) -> Result<Self, InvalidId> {
                checked(id).map(Self)
            }

            /// The id as it stands in files.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        /// Ids sort and compare as their strings do, so tables can be searched by string.
        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id_type!(
    /// Names a [`Claim`](super::Claim).
    ClaimId
);
id_type!(
    /// Names an [`Inference`](super::Inference).
    InferenceId
);
id_type!(
    /// Names a [`Participant`](super::Participant).
    ParticipantId
);
id_type!(
    /// Names a [`Source`](super::Source).
    SourceId
);
id_type!(
    /// Names a [`View`](super::View).
    ViewId
);

/// A claim or an inference: what can be seen and selected on the canvas.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ElementId {
    /// A claim.
    Claim(ClaimId),
    /// An inference.
    Inference(InferenceId),
}

impl ElementId {
    /// The id as it stands in files.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Claim(id) => id.as_str(),
            Self::Inference(id) => id.as_str(),
        }
    }

    /// The claim's id, if this is a claim.
    pub fn as_claim(&self) -> Option<&ClaimId> {
        match self {
            Self::Claim(id) => Some(id),
            Self::Inference(_) => None,
        }
    }

    /// The inference's id, if this is an inference.
    pub fn as_inference(&self) -> Option<&InferenceId> {
        match self {
            Self::Inference(id) => Some(id),
            Self::Claim(_) => None,
        }
    }
}

impl From<ClaimId> for ElementId {
    fn from(id: ClaimId) -> Self {
        Self::Claim(id)
    }
}

impl From<InferenceId> for ElementId {
    fn from(id: InferenceId) -> Self {
        Self::Inference(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_that_look_alike_for_what_is_not_seen_are_refused() {
        for id in [
            "a\u{200B}",
            "\u{FEFF}a",
            "a\u{202E}b",
            "a\u{2066}",
            "a b",
            "a\u{7}",
        ] {
            assert!(matches!(
                ClaimId::new(id),
                Err(InvalidId::Unprintable(found)) if found == id
            ));
        }
        for id in ["why-mini", "日本", "می\u{200C}خواهم", "<&>\""] {
            assert_eq!(ClaimId::new(id).unwrap().as_str(), id);
        }
    }
}
