//! Indented lists, for the clipboard: what other programs understand of a map, and what a map can
//! take over from them.
//!
//! A row is a claim, indented under what it bears on: `+` before a support, `−` before an
//! objection, `⊘` before an attack on the step of the row above, `&` before a further co-premise,
//! `?` before an answer. A list says less than a map: co-premises, undercuts and shared claims do
//! not come back as such, so our own map travels beside it.

mod parse;
mod write;

pub use parse::{OutlineRow, parse};
pub use write::write;

const SUPPORT: char = '+';
const ATTACK: char = '−';
const UNDERCUT: char = '⊘';
const CO_PREMISE: char = '&';
const ANSWER: char = '?';
