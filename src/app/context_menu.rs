//! The menu of the right mouse button on the canvas: what can be done with the selected.

use egui::{Response, Ui};

use super::action::Action;
use super::commands::entry_of;
use super::context::UiContext;
use crate::editor::{Availability, Command};

/// The rows, in groups.
const GROUPS: [&[Command]; 5] = [
    &[
        Command::AddAnswer,
        Command::AddSupport,
        Command::AddObjection,
        Command::AddCoPremise,
        Command::AddUndercut,
    ],
    &[
        Command::EditText,
        Command::FlipStance,
        Command::LinkPremises,
        Command::UnlinkPremises,
        Command::ToggleCollapsed,
        Command::Unpin,
    ],
    &[Command::Cut, Command::Copy, Command::Duplicate],
    &[Command::Delete, Command::DeleteOnlyClaim],
    &[Command::AddClaim, Command::AddQuestion, Command::ZoomToFit],
];

/// Draws the menu where it was asked for.
pub(super) fn context_menu_ui(context: &UiContext<'_>, response: &Response) {
    response.context_menu(|ui| {
        let mut is_first = true;
        for group in groups(context) {
            if !is_first {
                ui.separator();
            }
            is_first = false;
            group_ui(context, ui, &group);
        }
    });
}

/// What the menu offers: the first group is shown whole where something is selected, so that a
/// disabled move says why; of the others only what can be done.
fn groups(context: &UiContext<'_>) -> Vec<Vec<&'static Command>> {
    let has_selection = !context.editor.selection().is_empty();
    let can = |command: &&Command| context.editor.availability(command) == Availability::Enabled;
    let mut groups = Vec::new();
    for (at, group) in GROUPS.iter().enumerate() {
        let shown: Vec<_> = group
            .iter()
            .filter(|command| {
                let is_move = at == 0 && has_selection && **command != Command::AddAnswer;
                is_move || can(command)
            })
            .collect();
        let about_selected = at < 4;
        if !shown.is_empty() && (!about_selected || has_selection) {
            groups.push(shown);
        }
    }
    groups
}

fn group_ui(context: &UiContext<'_>, ui: &mut Ui, group: &[&Command]) {
    for command in group {
        if let Some(entry) = entry_of(&Action::Edit((*command).clone())) {
            context.menu_item(ui, entry);
        }
    }
}
