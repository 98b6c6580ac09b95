//! Editing: operations become steps of the history, with the selection and the layout's choices.

use std::collections::{BTreeMap, BTreeSet};

use super::aiming::Anchor;
use super::{Editor, Selection};
use crate::edit::operations::branch;
use crate::edit::{CannotPlan, Operation, Planned, Transaction};
use crate::model::{ClaimId, ElementId, Position};

/// Where boxes are pinned.
type Pins = BTreeMap<ClaimId, Position>;

/// What several operations in one transaction leave behind.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// What to select; empty where the selection stays.
    pub(super) focus: Vec<ElementId>,
    /// What to tell the user.
    pub(super) remark: Option<String>,
}

impl Editor {
    /// Does one operation as one step; false (and a toast) if it cannot be done.
    pub(super) fn edit(&mut self, operation: &Operation) -> bool {
        self.edit_all(std::slice::from_ref(operation))
    }

    /// Does several operations, each planned on what the one before left, as one step named for
    /// the first.
    pub(super) fn edit_all(&mut self, operations: &[Operation]) -> bool {
        let anchor = self.anchor(&[]);
        self.edit_holding(&anchor, operations)
    }

    /// The same, with the anchor kept where it is on the canvas.
    pub(super) fn edit_holding(&mut self, anchor: &Anchor, operations: &[Operation]) -> bool {
        let before = self.selection.clone();
        match self.preview_all(operations) {
            Ok(outcome) => {
                self.commit_outcome(before, outcome);
                self.refresh(anchor);
                true
            }
            Err(CannotPlan(why)) => {
                self.document.drop_preview();
                self.refresh(anchor);
                self.toast(why);
                false
            }
        }
    }

    /// Applies operations as the pending transaction, in place of the one pending.
    pub(super) fn preview_all(&mut self, operations: &[Operation]) -> Result<Outcome, CannotPlan> {
        self.document.drop_preview();
        let mut outcome = Outcome::default();
        for operation in operations {
            let planned = self.amend(operation)?;
            if !planned.focus.is_empty() {
                outcome.focus = planned.focus;
            }
            outcome.remark = planned.remark.or(outcome.remark);
        }
        Ok(outcome)
    }

    /// Plans an operation on the map as it is shown and adds it to the pending transaction.
    pub(super) fn amend(&mut self, operation: &Operation) -> Result<Planned, CannotPlan> {
        let remembered = self.layout_to_remember(operation);
        let view = self.shown_view().id.clone();
        let planned = operation.plan_in(self.document.map(), &view, &mut *self.ids)?;
        self.amend_with(&planned.transaction)?;
        if let Some(remembered) = remembered
            && !planned.transaction.is_empty()
        {
            let choices = remembered.plan_in(self.document.map(), &view, &mut *self.ids)?;
            self.amend_with(&choices.transaction)?;
        }
        Ok(planned)
    }

    fn amend_with(&mut self, transaction: &Transaction) -> Result<(), CannotPlan> {
        self.document
            .amend_preview(transaction)
            .map_err(|refusal| CannotPlan(sentence(&refusal.to_string())))
    }

    /// Makes the pending transaction a step and selects what it leaves.
    pub(super) fn commit_outcome(&mut self, before: Selection, outcome: Outcome) -> bool {
        let mut after = if outcome.focus.is_empty() {
            before.clone()
        } else {
            Selection::of(outcome.focus)
        };
        after.retain_existing(self.document.map());
        let is_step = self.document.commit_preview(before, after.clone());
        self.selection = after;
        if let Some(remark) = outcome.remark {
            self.toast(remark);
        }
        is_step
    }

    /// What the layout has chosen for a view that has no choices yet: the first edit of such a
    /// view takes them over as they stood before it, so that nothing else flips. Operations that
    /// ask for another arrangement leave the layout free.
    fn layout_to_remember(&self, operation: &Operation) -> Option<Operation> {
        let rearranges = matches!(
            operation,
            Operation::SetStyle(_)
                | Operation::SetDirection(_)
                | Operation::SetAspect(_)
                | Operation::TidyUp { .. }
        );
        if rearranges || self.shown_view().choices.is_some() {
            return None;
        }
        let layout = self.drawn.layout();
        Some(Operation::RememberLayout {
            choices: layout.choices.clone(),
            homes: layout.homes.clone(),
        })
    }

    /// Lets the selected boxes go; the rest of the picture holds still.
    pub(super) fn unpin_selected(&mut self) {
        let moving = branch(self.map(), self.shown_view(), self.selected());
        let anchor = self.anchor(&[]).still_apart_from(&moving);
        self.edit_holding(&anchor, &[Operation::Unpin(self.selected())]);
        self.show_selection();
    }

    /// Takes the last step back.
    pub(super) fn undo(&mut self) {
        let (anchor, pinned) = (self.anchor(&[]), self.shown_view().pinned.clone());
        match self.document.undo() {
            Some((_, selection)) => self.arrive_at(selection, anchor, &pinned),
            None => self.toast("Nothing to undo"),
        }
    }

    /// Repeats the step taken back last.
    pub(super) fn redo(&mut self) {
        let (anchor, pinned) = (self.anchor(&[]), self.shown_view().pinned.clone());
        match self.document.redo() {
            Some((_, selection)) => self.arrive_at(selection, anchor, &pinned),
            None => self.toast("Nothing to redo"),
        }
    }

    fn arrive_at(&mut self, selection: Selection, anchor: Anchor, pinned_before: &Pins) {
        self.selection = selection;
        self.selection.retain_existing(self.document.map());
        let moving = self.repinned(pinned_before);
        let anchor = if moving.is_empty() {
            anchor
        } else {
            anchor.still_apart_from(&moving)
        };
        self.refresh(&anchor);
        self.show_selection();
    }

    /// The claims that are pinned elsewhere than before, or no longer, with their reasons.
    fn repinned(&self, before: &Pins) -> BTreeSet<ElementId> {
        let now = &self.shown_view().pinned;
        let claims = before.keys().chain(now.keys());
        let repinned: Vec<ElementId> = claims
            .filter(|claim| before.get(*claim) != now.get(*claim))
            .map(|claim| claim.clone().into())
            .collect();
        branch(self.map(), self.shown_view(), repinned)
    }
}

/// A refusal of the model as a sentence for the user.
fn sentence(refusal: &str) -> String {
    let mut letters = refusal.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
