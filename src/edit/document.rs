//! The document: a map, its history, and the one uncommitted transaction on top of them.

use std::borrow::Cow;

use super::history::{History, Step};
use super::transaction::Transaction;
use crate::model::{ArgumentMap, Change, Refusal};

/// A map being edited. `P` is what the editor wants back on undo and redo: its selection.
#[derive(Debug, Clone)]
pub struct Document<P> {
    /// As it is shown: with the pending transaction applied.
    map: ArgumentMap,
    history: History<P>,
    pending: Option<Pending>,
    revision: u64,
}

#[derive(Debug, Clone)]
struct Pending {
    transaction: Transaction,
    inverse: Vec<Change>,
}

impl<P: Clone> Document<P> {
    /// A document whose map stands as its file has it.
    pub fn new(map: ArgumentMap) -> Self {
        Self {
            map,
            history: History::default(),
            pending: None,
            revision: 0,
        }
    }

    /// The map as it is shown, with the pending transaction applied.
    pub fn map(&self) -> &ArgumentMap {
        &self.map
    }

    /// The map without the pending transaction; costs a copy of the map while one is pending.
    ///
    /// # Panics
    /// Never: the pending transaction can always be taken back.
    pub fn committed_map(&self) -> Cow<'_, ArgumentMap> {
        match &self.pending {
            None => Cow::Borrowed(&self.map),
            Some(pending) => {
                let mut map = self.map.clone();
                map.apply(&pending.inverse)
                    .expect("what was applied last can be taken back");
                Cow::Owned(map)
            }
        }
    }

    /// A number that differs whenever the map as shown may differ; it never goes back.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The steps done and undone.
    pub fn history(&self) -> &History<P> {
        &self.history
    }

    /// The transaction that is shown and not yet a step.
    pub fn pending(&self) -> Option<&Transaction> {
        self.pending.as_ref().map(|pending| &pending.transaction)
    }

    /// Whether there is something that the file does not have, the pending transaction included.
    pub fn is_modified(&self) -> bool {
        let pends = self.pending().is_some_and(|pending| !pending.is_empty());
        pends || self.history.is_modified()
    }

    /// Says that the file now holds the committed map.
    pub fn mark_saved(&mut self) {
        self.history.mark_saved();
    }

    /// Says that no file holds any state of this document, as after a recovery.
    pub fn mark_unsaved(&mut self) {
        self.history.mark_unsaved();
    }

    /// Applies a transaction as one step. A pending transaction is dropped first; one that
    /// changes nothing makes no step.
    ///
    /// # Errors
    /// [`Refusal`] if the map cannot take it; the map is then as it was, nothing pending.
    pub fn commit(&mut self, transaction: Transaction, before: P, after: P) -> Result<(), Refusal> {
        self.drop_preview();
        if transaction.is_empty() {
            return Ok(());
        }
        let changes: Vec<_> = transaction.changes().cloned().collect();
        self.map.apply(&changes)?;
        self.revision += 1;
        self.history.push(Step {
            name: transaction.name,
            changes,
            before,
            after,
        });
        Ok(())
    }

    /// Shows a transaction, planned on the committed map, in place of the one pending.
    ///
    /// # Errors
    /// [`Refusal`] if the map cannot take it; what was pending then stays.
    ///
    /// # Panics
    /// Never: the pending transaction can always be taken back and put again.
    pub fn preview(&mut self, transaction: Transaction) -> Result<(), Refusal> {
        let earlier = self.pending.take();
        if let Some(pending) = &earlier {
            self.take_back(pending);
        }
        let changes: Vec<_> = transaction.changes().cloned().collect();
        match self.map.apply(&changes) {
            Ok(inverse) => {
                self.revision += 1;
                self.pending = Some(Pending {
                    transaction,
                    inverse,
                });
                Ok(())
            }
            Err(refusal) => {
                if let Some(pending) = earlier {
                    let changes: Vec<_> = pending.transaction.changes().cloned().collect();
                    self.map
                        .apply(&changes)
                        .expect("what was pending fits the committed map");
                    self.pending = Some(pending);
                }
                Err(refusal)
            }
        }
    }

    /// Adds a transaction, planned on the map as it is shown, to the one pending. This is how
    /// typing goes on in a claim that is itself still pending. The name of the first stays.
    ///
    /// # Errors
    /// [`Refusal`] if the map cannot take it; what was pending then stays.
    pub fn amend_preview(&mut self, later: &Transaction) -> Result<(), Refusal> {
        let Some(pending) = &mut self.pending else {
            return self.preview(later.clone());
        };
        let changes: Vec<_> = later.changes().cloned().collect();
        self.map.apply(&changes)?;
        pending.transaction.append(later);
        // One change a record suffices, however often it was amended.
        pending.inverse = pending.transaction.changes().map(Change::inverse).collect();
        self.revision += 1;
        Ok(())
    }

    /// Makes the pending transaction one step; false if there was none or it changed nothing.
    pub fn commit_preview(&mut self, before: P, after: P) -> bool {
        let Some(pending) = self.pending.take() else {
            return false;
        };
        if pending.transaction.is_empty() {
            return false;
        }
        self.history.push(Step {
            changes: pending.transaction.changes().cloned().collect(),
            name: pending.transaction.name,
            before,
            after,
        });
        true
    }

    /// Drops the pending transaction; false if there was none.
    pub fn drop_preview(&mut self) -> bool {
        let Some(pending) = self.pending.take() else {
            return false;
        };
        self.take_back(&pending);
        true
    }

    fn take_back(&mut self, pending: &Pending) {
        self.map
            .apply(&pending.inverse)
            .expect("what was applied last can be taken back");
        self.revision += 1;
    }

    /// Takes the last step back; a pending transaction is dropped first. Gives the step's name
    /// and what the editor had before it.
    ///
    /// # Panics
    /// Never: steps fit the map that they were made on.
    pub fn undo(&mut self) -> Option<(String, P)> {
        self.drop_preview();
        let step = self.history.take_back()?;
        let changes: Vec<_> = step.changes.iter().rev().map(Change::inverse).collect();
        self.map
            .apply(&changes)
            .expect("the latest step can be taken back");
        self.revision += 1;
        Some((step.name.clone(), step.before.clone()))
    }

    /// Repeats the step taken back last; a pending transaction is dropped first. Gives the
    /// step's name and what the editor had after it.
    ///
    /// # Panics
    /// Never: steps fit the map that they were made on.
    pub fn redo(&mut self) -> Option<(String, P)> {
        self.drop_preview();
        let step = self.history.repeat()?;
        self.map
            .apply(&step.changes)
            .expect("a step taken back can be repeated");
        self.revision += 1;
        Some((step.name.clone(), step.after.clone()))
    }

    /// The name of the step that undo would take back.
    pub fn undo_name(&self) -> Option<&str> {
        self.history
            .undo_steps()
            .next()
            .map(|step| step.name.as_str())
    }

    /// The name of the step that redo would repeat.
    pub fn redo_name(&self) -> Option<&str> {
        self.history
            .redo_steps()
            .next()
            .map(|step| step.name.as_str())
    }
}
