//! Transactions: a name for the menu and the changes that it stands for.

use std::collections::BTreeMap;

use crate::model::{ArgumentMap, Change, Record, RecordId};

/// A planned edit: applied whole or not at all.
#[derive(Debug, Clone, PartialEq)]
pub struct Transaction {
    /// What the menu says after "Undo": lower case, "add objection".
    pub name: String,
    /// One change a record, none of which changes nothing.
    changes: BTreeMap<RecordId, Change>,
}

impl Transaction {
    /// A transaction that changes nothing yet.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            changes: BTreeMap::new(),
        }
    }

    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// The changes, by record.
    pub fn changes(&self) -> impl Iterator<Item = &Change> {
        self.changes.values()
    }

    /// The change of one record, if it changes.
    pub fn change(&self, id: &RecordId) -> Option<&Change> {
        self.changes.get(id)
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
        match self.changes.get(id) {
            Some(change) => change.after.clone(),
            None => map.record(id),
        }
    }

    /// Adds what another transaction does after this one; the name stays.
    pub fn append(&mut self, later: &Self) {
        for change in later.changes.values() {
            let before = match self.changes.remove(&change.id) {
                Some(earlier) => earlier.before,
                None => change.before.clone(),
            };
            self.insert(change.id.clone(), before, change.after.clone());
        }
    }

    fn set(&mut self, map: &ArgumentMap, id: RecordId, after: Option<Record>) {
        let before = match self.changes.remove(&id) {
            Some(change) => change.before,
            None => map.record(&id),
        };
        self.insert(id, before, after);
    }

    fn insert(&mut self, id: RecordId, before: Option<Record>, after: Option<Record>) {
        if before != after {
            let change = Change {
                id: id.clone(),
                before,
                after,
            };
            self.changes.insert(id, change);
        }
    }
}
