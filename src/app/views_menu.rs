//! The menu of views: choosing one, adding one of a part of the map, naming and removing it.

use std::collections::BTreeSet;

use egui::{Button, ComboBox, Key, PopupCloseBehavior, RichText, TextEdit, Ui};

use super::action::Action;
use super::commands::entry_of;
use super::context::UiContext;
use super::palette::name_ui;
use super::steps_panel::{StepsState, staged};
use super::style::{self, color32};
use crate::edit::Operation;
use crate::editor::Command;
use crate::model::{ArgumentMap, Attitude, Claim, ClaimId, ElementId, Holder, ParticipantId, View};

/// Draws the menu.
pub(super) fn views_ui(
    context: &UiContext<'_>,
    ui: &mut Ui,
    (place, state): (&str, &mut StepsState),
    view: &View,
) {
    let map = context.editor.map();
    // Menus remember their size, and some views have longer ones.
    let combo = ComboBox::from_id_salt(("view", place, view.id.as_str()))
        .width(120.0)
        .height(520.0)
        .truncate()
        .selected_text(title(map, view))
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let combo = combo.show_ui(ui, |ui| {
        style::menu(ui.style_mut());
        for other in map.views() {
            let is_shown = other.id == view.id;
            let label = ui.selectable_label(is_shown, title(map, other));
            if label.clicked() {
                context.send(Command::ShowView(other.id.clone()));
                state.view_name = None;
                state.choose(0);
                ui.close();
            }
        }
        ui.separator();
        showing_ui(context, ui);
        adding_ui(context, ui, map);
        if view.id != map.main_view().id {
            ui.separator();
            changing_ui(context, ui, state, view);
        }
    });
    let name = match place {
        "steps" => "View of the map",
        _ => "View on the canvas",
    };
    name_ui(&combo.response, name);
}

/// What a view can look like: titles and names; the window's look has none.
const THEMES: [(&str, &str); 5] = [
    ("As the window", ""),
    ("Light", "light"),
    ("Dark", "dark"),
    ("Print", "print"),
    ("High contrast", "contrast"),
];

/// What the menu calls a view.
pub(super) fn title(map: &ArgumentMap, view: &View) -> String {
    if view.id == map.main_view().id && view.name.is_empty() {
        "Whole map".to_owned()
    } else {
        view.title().to_owned()
    }
}

/// What the view shows, by what is selected.
fn showing_ui(context: &UiContext<'_>, ui: &mut Ui) {
    for command in [
        Command::ShowOnlySelected,
        Command::HideSelected,
        Command::ShowAllClaims,
        Command::ToggleEmphasised,
    ] {
        if let Some(entry) = entry_of(&Action::Edit(command)) {
            context.menu_item(ui, entry);
        }
    }
    ui.separator();
}

fn adding_ui(context: &UiContext<'_>, ui: &mut Ui, map: &ArgumentMap) {
    let selected = context.editor.selection().elements().iter();
    let claims: BTreeSet<_> = selected.filter_map(ElementId::as_claim).cloned().collect();
    let add = ui.add_enabled(!claims.is_empty(), Button::new("New view of the selected"));
    let add = add.on_disabled_hover_text("Select claims first");
    if add.clicked() {
        let name = context.editor.free_view_name();
        add_view(context, name, claims);
        ui.close();
    }
    if ui.add(Button::new("New view like this one")).clicked() {
        context.send(Command::DuplicateView);
        ui.close();
    }
    for participant in map.participants() {
        let name = format!("{}’s case", participant.name);
        let is_there = map.views().any(|view| view.title() == name);
        let claims = case_of(map, &participant.id);
        if is_there || claims.is_empty() || participant.name.trim().is_empty() {
            continue;
        }
        if ui.add(Button::new(format!("New view: {name}"))).clicked() {
            add_view(context, name, claims);
            ui.close();
        }
    }
}

fn add_view(context: &UiContext<'_>, name: String, claims: BTreeSet<ClaimId>) {
    context.send(Command::AddView(name, claims));
}

/// What the participant puts forward, and the contentions that it is about.
fn case_of(map: &ArgumentMap, participant: &ParticipantId) -> BTreeSet<ClaimId> {
    let holder = Holder::Participant(participant.clone());
    let asserts = |claim: &&Claim| {
        let mut held = claim.held_by.iter();
        held.any(|held| held.holder == holder && held.attitude == Attitude::Asserts)
    };
    let mut claims: BTreeSet<_> = map
        .claims()
        .filter(asserts)
        .map(|claim| claim.id.clone())
        .collect();
    if !claims.is_empty() {
        let contentions = map.contentions().into_iter();
        claims.extend(contentions.map(|claim| claim.id.clone()));
    }
    claims
}

fn changing_ui(context: &UiContext<'_>, ui: &mut Ui, state: &mut StepsState, view: &View) {
    let mut name = state
        .view_name
        .take()
        .unwrap_or_else(|| view.title().to_owned());
    let hint = RichText::new("Name of the view").color(color32(context.theme.secondary));
    let field = ui.scope(|ui| {
        ui.reset_style();
        ui.add(TextEdit::singleline(&mut name).hint_text(hint))
    });
    let field = field.inner;
    name_ui(&field, "Name of the view");
    if field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
        context.send(staged(Operation::SetViewName(view.id.clone(), name)));
        ui.close();
    } else if field.has_focus() {
        state.view_name = Some(name);
    }
    ui.menu_button("Theme of this view", |ui| {
        for (title, name) in THEMES {
            if ui.radio(view.theme == name, title).clicked() {
                let set = Operation::SetViewTheme(view.id.clone(), name.to_owned());
                context.send(staged(set));
                ui.close();
            }
        }
    });
    if ui.add(Button::new("Remove this view")).clicked() {
        context.send(staged(Operation::RemoveView(view.id.clone())));
        ui.close();
    }
}
