//! The only hand that changes a map: transactions, the history of them, and the document.
//!
//! An operation looks at a map and plans a [`Transaction`]: a name and the changes. A
//! [`Document`] applies transactions, keeps them in a [`History`] without limit, and can hold one
//! uncommitted transaction (a drag, a text being typed) that is laid out and drawn like a real
//! one until it is committed as one step or dropped. The history keeps what the editor gives it
//! (the selection) as an opaque payload. The room refuses selection, screen, time and IO.

mod branch_map;
mod document;
mod history;
mod ids;
#[cfg(test)]
pub(crate) mod laws;
pub mod operations;
pub mod steps;
#[cfg(test)]
mod tests;
mod transaction;
mod view_map;

pub use branch_map::{branch_map, part_map};
pub use document::Document;
pub use history::{History, Step};
pub use ids::{IdSource, RandomIds, SequentialIds};
pub use operations::{CannotPlan, Operation, Planned};
pub use transaction::Transaction;
pub use view_map::{selection_map, view_map, whole_map};
