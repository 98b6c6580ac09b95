//! Availability: whether a command can be given now, and if not, why.

use std::collections::BTreeSet;

use super::hand::{Hand, Purpose};
use super::{Availability, Command, Editor, Property};
use crate::edit::operations::Side;
use crate::edit::{Operation, SequentialIds};
use crate::model::{ElementId, Stance, Target};

/// Selections up to this size are held against an operation whenever a menu asks.
const TRIED_AT_ONCE: usize = 100;

impl Editor {
    /// Whether a command can be given now. Cheap enough to ask for every command every frame.
    pub fn availability(&self, command: &Command) -> Availability {
        match self.obstacle(command) {
            None => Availability::Enabled,
            Some(why) => Availability::Disabled(why),
        }
    }

    fn obstacle(&self, command: &Command) -> Option<String> {
        match command {
            Command::AddSupport => self.obstacle_to_reason("support", Stance::Support),
            Command::AddObjection => self.obstacle_to_reason("objection", Stance::Attack),
            Command::AddAnswer => self.obstacle_to_reason("answer", Stance::Answer),
            Command::AddCoPremise => self.obstacle_to_step(Purpose::CoPremise),
            Command::AddUndercut => self.obstacle_to_step(Purpose::Undercut),
            Command::AddByTab | Command::AddByShiftTab => {
                self.obstacle(&self.meant_by_tab(command))
            }
            Command::Undo => (self.undo_name().is_none() && self.document.pending().is_none())
                .then(|| "undo: nothing has been done yet".to_owned()),
            Command::Redo => self
                .redo_name()
                .is_none()
                .then(|| "redo: nothing has been undone".to_owned()),
            Command::Delete
            | Command::DeleteOnlyClaim
            | Command::Duplicate
            | Command::Cut
            | Command::Copy
            | Command::EditText
            | Command::ShowOnlySelected
            | Command::HideSelected
            | Command::ToggleEmphasised
            | Command::ShowSelection => self.obstacle_to(command),
            Command::ShowAllClaims => {
                (self.outside_count() == 0).then(|| "this view shows all claims".to_owned())
            }
            Command::FlipStance => self.obstacle_for_all(Operation::FlipStance),
            Command::LinkPremises => self.obstacle_for_all(Operation::Link),
            Command::UnlinkPremises => self.obstacle_for_all(Operation::Unlink),
            Command::ToggleCollapsed => self.obstacle_for_all(Operation::ToggleCollapsed),
            Command::MoveEarlier => self.obstacle_to_reordering(Side::Before),
            Command::MoveLater => self.obstacle_to_reordering(Side::After),
            Command::Unpin => self.obstacle_to_unpinning(),
            Command::SelectAll | Command::ZoomToFit | Command::TidyUp => {
                (self.map().claim_count() == 0).then(|| "the map has no claims yet".to_owned())
            }
            Command::Set(Property::RemoveSource(id)) => {
                self.obstacle_in(&Operation::RemoveSource(id.clone()))
            }
            Command::PickStep(_) => (!matches!(self.hand, Hand::Picking(_)))
                .then(|| "there is no step to pick".to_owned()),
            _ => None,
        }
    }

    /// Commands that need no more than a selection.
    fn obstacle_to(&self, command: &Command) -> Option<String> {
        let starts_the_map = self.map().claim_count() == 0 && *command == Command::EditText;
        if !self.selection.is_empty() || starts_the_map {
            return None;
        }
        let word = match command {
            Command::Delete | Command::DeleteOnlyClaim => "delete",
            Command::Duplicate => "duplicate",
            Command::Cut => "cut",
            Command::Copy => "copy",
            Command::EditText => "edit text",
            Command::ShowOnlySelected => "show only the selected",
            Command::HideSelected => "hide the selected",
            Command::ToggleEmphasised => "let stand out",
            _ => "show selection",
        };
        Some(format!("{word}: nothing is selected"))
    }

    fn obstacle_to_reason(&self, word: &str, stance: Stance) -> Option<String> {
        let Some(element) = self.selection.primary() else {
            return Some(format!("{word}: select a claim or a step first"));
        };
        let target = Target::from(element.clone());
        let why = self.obstacle_in(&Operation::AddReason { target, stance })?;
        Some(format!("{word}: {}", lowered(&why)))
    }

    fn obstacle_to_step(&self, purpose: Purpose) -> Option<String> {
        let word = purpose.word();
        let Some(element) = self.selection.primary() else {
            return Some(format!("{word}: select a claim or a step first"));
        };
        if !self.steps_meant(purpose).is_empty() {
            return None;
        }
        let feeds = match element {
            ElementId::Claim(id) => self.map().uses(id).next().is_some(),
            ElementId::Inference(_) => true,
        };
        Some(if feeds {
            format!("{word}: each answer is one claim")
        } else {
            format!("{word}: the selected claim feeds no step")
        })
    }

    fn obstacle_to_reordering(&self, side: Side) -> Option<String> {
        match self.reordering(side) {
            Some(operation) => self.obstacle_in(&operation),
            None => Some("select a reason to move it among its siblings".to_owned()),
        }
    }

    fn obstacle_to_unpinning(&self) -> Option<String> {
        let pinned = &self.shown_view().pinned;
        let mut claims = self.selection.claims();
        (!claims.any(|claim| pinned.contains_key(claim)))
            .then(|| "unpin: no selected box is pinned".to_owned())
    }

    /// Operations on all of the selection; a large one is tried only when the command is given.
    fn obstacle_for_all(
        &self,
        operation: impl FnOnce(BTreeSet<ElementId>) -> Operation,
    ) -> Option<String> {
        if self.selection.is_empty() {
            return Some("nothing is selected".to_owned());
        }
        if self.selection.len() > TRIED_AT_ONCE {
            return None;
        }
        self.obstacle_in(&operation(self.selected()))
    }

    /// Why an operation cannot be planned; the ids that planning takes are thrown away.
    fn obstacle_in(&self, operation: &Operation) -> Option<String> {
        let mut scratch = SequentialIds::default();
        let planned = self.plan(operation, &mut scratch);
        planned.err().map(|why| why.0)
    }
}

fn lowered(sentence: &str) -> String {
    let mut letters = sentence.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => String::new(),
    }
}
