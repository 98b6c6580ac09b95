//! Dispatch: every command's one call.

use std::collections::BTreeSet;
use std::mem;

use super::hand::{Hand, Purpose};
use super::{Availability, Command, Editor, Effect, Property, Selection};
use crate::edit::Operation;
use crate::edit::operations::Side;
use crate::model::{Answers, ClaimKind, ElementId, Stance};

impl Editor {
    /// Does what the user asks. What is being typed is kept first; a command that cannot be given
    /// now says why.
    pub fn command(&mut self, command: Command) -> Vec<Effect> {
        Hand::make_way_for(&command, self);
        match mem::take(&mut self.hand) {
            Hand::Picking(picking) if command.is_for_picking() => {
                picking.after_command(self, &command);
            }
            hand => {
                self.hand = hand;
                match self.availability(&command) {
                    Availability::Enabled => self.carry_out(command),
                    Availability::Disabled(why) => self.toast(why),
                }
            }
        }
        mem::take(&mut self.effects)
    }

    fn carry_out(&mut self, command: Command) {
        match command {
            Command::AddSupport => self.add_reason(Stance::Support),
            Command::AddObjection => self.add_reason(Stance::Attack),
            Command::AddAnswer => self.add_reason(Stance::Answer),
            Command::AddCoPremise => self.add_to_step(Purpose::CoPremise),
            Command::AddUndercut => self.add_to_step(Purpose::Undercut),
            Command::AddClaim => self.add_claim_in_sight(ClaimKind::Assertion),
            Command::AddQuestion => {
                self.add_claim_in_sight(ClaimKind::Question(Answers::default()));
            }
            Command::AddByTab | Command::AddByShiftTab => {
                let meant = self.meant_by_tab(&command);
                self.carry_out(meant);
            }
            Command::EditText => self.edit_selected_text(),
            Command::Commit | Command::PickStep(_) => {}
            Command::Cancel => self.cancel(),
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),
            Command::Delete => self.edit_then_step_up(&Operation::Delete(self.selected())),
            Command::DeleteOnlyClaim => {
                self.edit_then_step_up(&Operation::DeleteOnly(self.selected()));
            }
            Command::Duplicate => self.edit_selected(Operation::Duplicate),
            Command::Cut => self.cut(),
            Command::Copy => self.copy(),
            Command::Paste(contents) => self.paste(&contents),
            Command::FlipStance => self.edit_selected(Operation::FlipStance),
            Command::LinkPremises => self.edit_selected(Operation::Link),
            Command::UnlinkPremises => self.edit_selected(Operation::Unlink),
            Command::MoveEarlier => self.move_among_siblings(Side::Before),
            Command::MoveLater => self.move_among_siblings(Side::After),
            Command::ToggleCollapsed => self.edit_selected(Operation::ToggleCollapsed),
            Command::Unpin => self.unpin_selected(),
            command => self.look_or_set(command),
        }
    }

    fn look_or_set(&mut self, command: Command) {
        match command {
            Command::SelectAll => self.select_all(),
            Command::ClearSelection => self.selection = Selection::default(),
            Command::Select(elements) => self.select(elements),
            Command::ToggleSelected(element) => {
                self.selection.toggle(element);
                self.selection.retain_existing(self.document.map());
            }
            Command::Move(heading) => self.walk(heading),
            Command::ZoomToFit => self.zoom_to_fit(),
            Command::ZoomToActual => self.zoom_to_actual(),
            Command::ZoomIn => self.zoom_in(),
            Command::ZoomOut => self.zoom_out(),
            Command::ShowSelection => self.show_selection(),
            Command::SetStyle(style) => self.set_view(&Operation::SetStyle(style)),
            Command::SetDirection(direction) => self.set_view(&Operation::SetDirection(direction)),
            Command::SetAspect(aspect) => self.set_view(&Operation::SetAspect(aspect)),
            Command::SetAspectToCanvas => self.set_aspect_to_canvas(),
            Command::TidyUp => self.effects.push(Effect::TidyUp),
            Command::TakeTidied(found) => {
                let (job, tidied) = *found;
                self.take_tidied(&job, tidied);
            }
            Command::Set(property) => self.set_property(property),
            Command::ToggleEmphasised => self.edit_selected(Operation::ToggleEmphasised),
            Command::ShowView(view) => self.show_view(Some(view)),
            Command::ShowOnlySelected => self.show_only_selected(),
            Command::HideSelected => self.hide_selected(),
            Command::ShowAllClaims => self.show_all_claims(),
            Command::AddView(name, claims) => self.add_view(&name, claims),
            Command::DuplicateView => self.duplicate_view(),
            Command::Stage(operation) => {
                self.edit(&operation);
            }
            _ => {}
        }
    }

    /// The selected elements, as operations take them.
    pub(super) fn selected(&self) -> BTreeSet<ElementId> {
        self.selection.elements().iter().cloned().collect()
    }

    fn edit_selected(&mut self, operation: impl FnOnce(BTreeSet<ElementId>) -> Operation) {
        let operation = operation(self.selected());
        self.edit(&operation);
        self.show_selection();
    }

    /// Ends what is under way, or else selects nothing.
    fn cancel(&mut self) {
        if !Hand::cancel(self) {
            self.selection = Selection::default();
        }
    }

    fn set_property(&mut self, property: Property) {
        if let Some(operation) = property.operation() {
            self.edit(&operation);
        }
    }

    fn set_view(&mut self, operation: &Operation) {
        self.edit(operation);
    }
}
