//! The participants of the map in the inspector: names and notes to edit, adding, removing.

use egui::{Button, RichText, TextEdit, Ui, vec2};

use super::context::UiContext;
use super::inspector::{Field, ParticipantRow};
use super::inspector_panel::{InspectorState, section_ui, text_ui};
use super::palette::name_ui;
use super::style::{self, color32};
use crate::editor::{Command, Property};
use crate::model::ParticipantId;

/// What stands beside a name: the dot before it, and the buttons after it.
const BESIDE_NAME_PT: f32 = 92.0;
/// What a note is set in, so that it stands under its name.
const INDENT_PT: f32 = 18.0;

/// The unfinished parts of the section.
#[derive(Debug, Default)]
pub(super) struct ParticipantsState {
    new_name: String,
    /// Whose note is open.
    note_of: Option<ParticipantId>,
}

/// Draws the section.
pub(super) fn participants_ui(
    context: &UiContext<'_>,
    ui: &mut Ui,
    state: &mut InspectorState,
    rows: &[ParticipantRow],
) {
    section_ui(context, ui, "Participants");
    for (at, row) in rows.iter().enumerate() {
        participant_ui(context, ui, state, (at, row));
    }
    new_participant_ui(context, ui, &mut state.participants.new_name);
}

fn participant_ui(
    context: &UiContext<'_>,
    ui: &mut Ui,
    state: &mut InspectorState,
    (at, row): (usize, &ParticipantRow),
) {
    let is_open = state.participants.note_of.as_ref() == Some(&row.id);
    let (note, remove) = ui
        .horizontal(|ui| {
            let (_, dot) = ui.allocate_space(vec2(10.0, 26.0));
            let color = color32(context.theme.participant(at));
            ui.painter().circle_filled(dot.center(), 4.0, color);
            let width = (ui.available_width() - BESIDE_NAME_PT + INDENT_PT).max(50.0);
            ui.allocate_ui(vec2(width, 26.0), |ui| {
                let target = (Field::ParticipantName(row.id.clone()), None);
                let name = format!("Name of participant {}", at + 1);
                text_ui(context, ui, state, target, &row.name, &name);
            });
            let note = Button::new(RichText::new("Note").size(style::SMALL_PT));
            let note = ui.add(note.small().selected(is_open));
            name_ui(&note, &format!("Show note on {}", row.name));
            let remove = ui.add(Button::new("×").frame(false));
            name_ui(&remove, &format!("Remove {}", row.name));
            (note, remove.on_hover_text("Remove"))
        })
        .inner;
    if is_open {
        ui.horizontal(|ui| {
            ui.add_space(INDENT_PT);
            let target = (Field::ParticipantNote(row.id.clone()), None);
            let name = format!("Note on {}", row.name);
            text_ui(context, ui, state, target, &row.note, &name);
        });
    }
    if !note.clicked() && !remove.clicked() {
        return;
    }
    // The field that goes away would not see the keyboard leave it.
    if let Some(command) = state.take_pending() {
        context.send(command);
    }
    if remove.clicked() {
        let property = Property::RemoveParticipant(row.id.clone());
        context.send(Command::Set(property));
    } else {
        state.participants.note_of = (!is_open).then(|| row.id.clone());
    }
}

fn new_participant_ui(context: &UiContext<'_>, ui: &mut Ui, new_name: &mut String) {
    ui.horizontal(|ui| {
        let hint = RichText::new("New participant").color(color32(context.theme.secondary));
        let field = TextEdit::singleline(new_name)
            .hint_text(hint)
            .margin(egui::Margin::symmetric(8, 5))
            .desired_width((ui.available_width() - 130.0).max(50.0));
        let response = ui.add(field);
        name_ui(&response, "New participant");
        let entered =
            response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        let name = new_name.trim().to_owned();
        let add = ui.add_enabled(!name.is_empty(), Button::new("Add participant"));
        if (entered || add.clicked()) && !name.is_empty() {
            context.send(Command::Set(Property::NewParticipant(name)));
            new_name.clear();
        }
    });
}
