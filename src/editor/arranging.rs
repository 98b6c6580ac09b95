//! Arranging: order among siblings, and what is selected after a deletion.

use super::{Editor, Selection};
use crate::edit::Operation;
use crate::edit::operations::{Side, ancestors, home};
use crate::model::{ElementId, InferenceId};

impl Editor {
    /// The selected elements that stand under no other selected one, in the order of selection.
    pub(super) fn tops_of_selection(&self) -> Vec<ElementId> {
        let selected = self.selected();
        let is_top = |element: &&ElementId| {
            let above = ancestors(self.map(), self.shown_view(), element);
            !above.iter().any(|above| selected.contains(above))
        };
        let elements = self.selection.elements().iter();
        elements.filter(is_top).cloned().collect()
    }

    /// The step that a key on the selection means: the selected one, or the one under which the
    /// selected claim stands.
    pub(super) fn step_of_selection(&self) -> Option<InferenceId> {
        match self.selection.primary()? {
            ElementId::Inference(step) => Some(step.clone()),
            ElementId::Claim(claim) => home(self.map(), self.shown_view(), claim).cloned(),
        }
    }

    /// Moves the selected reason over its neighbour; a co-premise among its co-premises.
    pub(super) fn move_among_siblings(&mut self, side: Side) {
        if let Some(operation) = self.reordering(side) {
            self.edit(&operation);
            self.show_selection();
        }
    }

    /// How the selected would be moved.
    pub(super) fn reordering(&self, side: Side) -> Option<Operation> {
        let step = self.step_of_selection()?;
        let premises = &self.map().inference(&step)?.premises;
        let Some(ElementId::Claim(claim)) = self.selection.primary() else {
            return Some(Operation::MoveAmongSiblings(step, side));
        };
        let at = premises.iter().position(|premise| premise == claim)?;
        let to = match side {
            Side::Before => at.checked_sub(1),
            Side::After => Some(at + 1).filter(|to| *to < premises.len()),
        };
        Some(match to {
            Some(to) => Operation::MovePremise {
                step,
                premise: claim.clone(),
                to,
            },
            None => Operation::MoveAmongSiblings(step, side),
        })
    }

    /// Deletes and selects what stands above, so that the keys go on from there.
    pub(super) fn edit_then_step_up(&mut self, operation: &Operation) {
        let mut above: Vec<ElementId> = Vec::new();
        if let Some(primary) = self.selection.primary() {
            above = ancestors(self.map(), self.shown_view(), primary);
        }
        let claims = above.iter().filter(|above| above.as_claim().is_some());
        let anchor = self.anchor(&claims.cloned().collect::<Vec<_>>());
        let before = self.selection.clone();
        match self.preview_all(std::slice::from_ref(operation)) {
            Ok(mut outcome) => {
                let mut left = Selection::of(above);
                left.retain_existing(self.document.map());
                let claim = left.elements().iter().find(|it| it.as_claim().is_some());
                outcome.focus = claim.cloned().into_iter().collect();
                self.commit_outcome(before, outcome);
            }
            Err(why) => {
                self.document.drop_preview();
                self.toast(why.0);
            }
        }
        self.refresh(&anchor);
    }
}
