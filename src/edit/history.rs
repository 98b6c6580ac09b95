//! The history: every step taken and taken back, without limit, and where the file stands in it.

use crate::model::Change;

/// One step of the history.
#[derive(Debug, Clone)]
pub struct Step<P> {
    /// What the menu says after "Undo".
    pub name: String,
    /// What it changes, in the order in which it is applied.
    pub(super) changes: Vec<Change>,
    /// What the editor wants back when the step is taken back.
    pub(super) before: P,
    /// What the editor wants back when the step is repeated.
    pub(super) after: P,
}

/// Steps done and undone. `P` is the editor's own, handed back as it was given.
#[derive(Debug, Clone)]
pub struct History<P> {
    done: Vec<Step<P>>,
    /// The step taken back last stands last.
    undone: Vec<Step<P>>,
    /// How many steps lead to the state of the file; `None` if none does any more.
    saved_at: Option<usize>,
}

impl<P> Default for History<P> {
    fn default() -> Self {
        Self {
            done: Vec::new(),
            undone: Vec::new(),
            saved_at: Some(0),
        }
    }
}

impl<P> History<P> {
    /// The steps that can be taken back, the latest first.
    pub fn undo_steps(&self) -> impl ExactSizeIterator<Item = &Step<P>> {
        self.done.iter().rev()
    }

    /// The steps that can be repeated, the next first.
    pub fn redo_steps(&self) -> impl ExactSizeIterator<Item = &Step<P>> {
        self.undone.iter().rev()
    }

    /// Whether the file holds another state than this one.
    pub fn is_modified(&self) -> bool {
        self.saved_at != Some(self.done.len())
    }

    pub(super) fn push(&mut self, step: Step<P>) {
        if self.saved_at.is_some_and(|at| at > self.done.len()) {
            self.saved_at = None;
        }
        self.undone.clear();
        self.done.push(step);
    }

    /// Moves the latest step to the undone ones.
    pub(super) fn take_back(&mut self) -> Option<&Step<P>> {
        self.undone.push(self.done.pop()?);
        self.undone.last()
    }

    /// Moves the next step to the done ones.
    pub(super) fn repeat(&mut self) -> Option<&Step<P>> {
        self.done.push(self.undone.pop()?);
        self.done.last()
    }

    pub(super) fn mark_saved(&mut self) {
        self.saved_at = Some(self.done.len());
    }

    pub(super) fn mark_unsaved(&mut self) {
        self.saved_at = None;
    }
}
