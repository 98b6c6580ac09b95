//! The menu on the canvas, of the right mouse button or a key: what can be done with the selected.

use egui::{Popup, Pos2, Response, SetOpenCommand, Ui};

use super::action::{Action, CopyExtent, CopyKind};
use super::commands::entry_of;
use super::context::UiContext;
use super::style;
use crate::editor::{Availability, Command};

/// The rows, in groups.
const GROUPS: [&[Action]; 6] = [
    &[
        Action::Edit(Command::AddAnswer),
        Action::Edit(Command::AddSupport),
        Action::Edit(Command::AddObjection),
        Action::Edit(Command::AddCoPremise),
        Action::Edit(Command::AddUndercut),
    ],
    &[
        Action::Edit(Command::EditText),
        Action::Edit(Command::FlipStance),
        Action::Edit(Command::LinkPremises),
        Action::Edit(Command::UnlinkPremises),
        Action::Edit(Command::ToggleCollapsed),
        Action::Edit(Command::Unpin),
    ],
    &[
        Action::Edit(Command::Cut),
        Action::Edit(Command::Copy),
        Action::CopyAs(CopyKind::Picture, CopyExtent::Selected),
        Action::Edit(Command::Duplicate),
    ],
    &[
        Action::Edit(Command::ShowOnlySelected),
        Action::Edit(Command::HideSelected),
    ],
    &[
        Action::Edit(Command::Delete),
        Action::Edit(Command::DeleteOnlyClaim),
    ],
    &[
        Action::Edit(Command::AddClaim),
        Action::Edit(Command::AddQuestion),
        Action::Edit(Command::ZoomToFit),
    ],
];

/// Where the menu opens.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) enum MenuPlace {
    /// At the pointer.
    #[default]
    Pointer,
    /// Beside the selected, as soon as it is drawn.
    Asked,
    /// Here, since a key asked for it; its first row still waits for the keyboard.
    New(Pos2),
    /// Here, with the keyboard.
    At(Pos2),
}

/// Draws the menu where it was asked for; `beside` is where a key opens it.
pub(super) fn context_menu_ui(
    context: &UiContext<'_>,
    response: &Response,
    place: &mut MenuPlace,
    beside: Pos2,
) {
    if response.secondary_clicked() {
        *place = MenuPlace::Pointer;
    }
    let by_key = *place == MenuPlace::Asked;
    if by_key {
        *place = MenuPlace::New(beside);
    }
    let mut popup = Popup::context_menu(response).style(style::menu);
    if let MenuPlace::New(at) | MenuPlace::At(at) = *place {
        popup = popup.at_position(at);
    }
    if by_key {
        popup = popup.open_memory(SetOpenCommand::Bool(true));
    }
    popup.show(|ui| {
        let mut wants_focus = matches!(place, MenuPlace::New(_));
        for (at, group) in groups(context).into_iter().enumerate() {
            if at > 0 {
                ui.separator();
            }
            group_ui(context, ui, &group, &mut wants_focus);
        }
        if let (MenuPlace::New(at), false) = (*place, wants_focus) {
            *place = MenuPlace::At(at);
        }
    });
}

/// What the menu offers: the first group is shown whole where something is selected, so that a
/// disabled move says why; of the others only what can be done.
fn groups(context: &UiContext<'_>) -> Vec<Vec<&'static Action>> {
    let has_selection = !context.editor.selection().is_empty();
    let can = |action: &&Action| context.availability(action) == Availability::Enabled;
    let mut groups = Vec::new();
    for (at, group) in GROUPS.iter().enumerate() {
        let shown: Vec<_> = group
            .iter()
            .filter(|action| {
                let is_answer = **action == Action::Edit(Command::AddAnswer);
                let is_move = at == 0 && has_selection && !is_answer;
                is_move || can(action)
            })
            .collect();
        let about_selected = at + 1 < GROUPS.len();
        if !shown.is_empty() && (!about_selected || has_selection) {
            groups.push(shown);
        }
    }
    groups
}

/// Draws a group; the first row that can be chosen gets the keyboard if that is wanted.
fn group_ui(context: &UiContext<'_>, ui: &mut Ui, group: &[&Action], wants_focus: &mut bool) {
    for action in group {
        if let Some(entry) = entry_of(action) {
            let row = context.menu_item(ui, entry);
            if *wants_focus && row.enabled() {
                row.request_focus();
                *wants_focus = false;
            }
        }
    }
}
