//! Transactions: a name for the menu and the changes that it stands for.

use crate::model::{ArgumentMap, Change, Record, RecordId};

/// Gives strings for new ids, unlikely to be chosen by anyone else for another record.
pub trait IdSource {
    /// A fresh string that names no record of the map; `hint` is text it may be read from.
    fn fresh(&mut self, map: &ArgumentMap, hint: &str) -> String;
}

/// A planned edit: applied whole or not at all.
#[derive(Debug, Clone, PartialEq)]
pub struct Transaction {
    /// What the menu says after "Undo": lower case, "add objection".
    pub name: String,
    /// The changes, in any order.
    pub changes: Vec<Change>,
}

impl Transaction {
    /// A transaction that changes nothing yet.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), changes: Vec::new() }
    }

    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// Adds the record, or replaces the one of its id, as the transaction leaves it so far.
    pub fn put(&mut self, map: &ArgumentMap, record: impl Into<Record>) {
        let record = record.into();
        self.set(map, record.id(), Some(record));
    }

    /// Removes the record.
    pub fn remove(&mut self, map: &ArgumentMap, id: RecordId) {
        self.set(map, id, None);
    }

    /// The record as the transaction leaves it.
    pub fn record(&self, map: &ArgumentMap, id: &RecordId) -> Option<Record> {
        match self.changes.iter().find(|change| change.id == *id) {
            Some(change) => change.after.clone(),
            None => map.record(id),
        }
    }

    /// Keeps at most one change a record, and none that changes nothing.
    fn set(&mut self, map: &ArgumentMap, id: RecordId, after: Option<Record>) {
        let found = self.changes.iter().position(|change| change.id == id);
        let before = match found {
            Some(at) => self.changes.remove(at).before,
            None => map.record(&id),
        };
        if before != after {
            self.changes.push(Change { id, before, after });
        }
    }
}
