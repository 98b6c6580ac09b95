//! The argument map: pure data, its invariants, and the one mutator that keeps them.
//!
//! An [`ArgumentMap`] holds records (claims, inferences, participants, sources, views and the
//! map's own heading), each with an id of one shared namespace and an order key. Fields of the
//! map are private; [`ArgumentMap::apply`] takes a list of [`Change`]s and applies it whole or
//! refuses it with a [`Refusal`], and every map that exists keeps these sentences true:
//!
//! 1. No two records share an id, and an id is neither empty nor the reserved word `analyst`,
//!    and has no white space, control or unseen characters.
//! 2. An inference has at least one premise, no premise twice, and only assertions as premises.
//! 3. Everything that is referred to exists: premises, targets, holders, sources, ids in views.
//! 4. A chain of inference targets ends in a claim. Cycles through claims are legal.
//! 5. An answer has one premise and targets a question; nothing else targets a question.
//! 6. Numbers are finite, widths and aspects positive; there is always a view.
//! 7. No element appears at two steps of one view.
//!
//! The room refuses to know about serialization, colours, sizes on screen, and files.

mod claim;
mod derive;
mod id;
mod inference;
mod invariants;
mod map;
mod order;
mod reads;
mod record;
mod step;
mod table;
#[cfg(test)]
mod tests;
mod timeline;
mod view;

pub use claim::{Answers, Attitude, Claim, ClaimKind, HeldBy, Holder, Participant, Quote, Source};
pub use derive::{AttackKind, Role};
pub use id::{
    ANALYST, ClaimId, ElementId, InferenceId, InvalidId, ParticipantId, SourceId, ViewId,
};
pub use inference::{Inference, Stance, Target};
pub use invariants::Refusal;
pub use map::{ArgumentMap, Heading};
pub use order::OrderKey;
pub use reads::reads;
pub use record::{Change, Record, RecordId};
pub use step::{Area, Frame, Step};
pub use timeline::Timeline;
pub use view::{Aspect, Choice, Direction, Position, Style, View};
