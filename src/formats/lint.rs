//! Remarks on maps that are whole and yet look unfinished.

use crate::model::{ArgumentMap, RecordId};

/// How much a remark weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Something is missing or wrong.
    Problem,
    /// Something may be meant so.
    Note,
}

/// One remark on one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The record.
    pub id: RecordId,
    /// How much it weighs.
    pub weight: Weight,
    /// What is odd, and what to do.
    pub message: String,
}

/// Everything odd about a map, in the order of its records.
pub fn remarks(_map: &ArgumentMap) -> Vec<Remark> {
    Vec::new()
}
