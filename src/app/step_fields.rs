//! The fields of the chosen step: its title, its notes, what appears and stands out, its frame.

use egui::containers::menu::MenuButton;
use egui::{Button, Id, RichText, ScrollArea, TextEdit, Ui, vec2};

use super::context::UiContext;
use super::palette::name_ui;
use super::status::plural;
use super::steps_panel::{StepsState, staged};
use super::style::{self, color32};
use crate::edit::Operation;
use crate::edit::steps::made_notes;
use crate::editor::Command;
use crate::model::{Area, ElementId, Frame, Step, View, ViewId};

/// A text in a field that is not yet a step of the history.
#[derive(Debug)]
pub(super) struct Active {
    view: ViewId,
    at: usize,
    field: Field,
    before: Step,
    text: String,
}

/// Which text of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Field {
    Title,
    Notes,
}

impl Field {
    fn of(self, step: &Step) -> &str {
        match self {
            Self::Title => &step.title,
            Self::Notes => &step.notes,
        }
    }
}

impl Active {
    /// The change that was typed, if it is one.
    pub(super) fn command(self) -> Option<Command> {
        if self.text == self.field.of(&self.before) {
            return None;
        }
        let mut step = self.before;
        match self.field {
            Field::Title => step.title = self.text,
            Field::Notes => step.notes = self.text,
        }
        Some(set(&self.view, self.at, step))
    }
}

fn set(view: &ViewId, at: usize, step: Step) -> Command {
    staged(Operation::SetStep {
        view: view.clone(),
        at,
        step: Box::new(step),
    })
}

/// Draws the fields.
pub(super) fn fields_ui(context: &UiContext<'_>, ui: &mut Ui, state: &mut StepsState, view: &View) {
    let at = state.chosen();
    let Some(step) = view.steps.get(at) else {
        return;
    };
    let is_stale = state
        .active
        .as_ref()
        .is_some_and(|active| active.at != at || active.view != view.id);
    if is_stale && let Some(command) = state.take_pending() {
        context.send(command);
    }
    text_ui(context, ui, state, (view, at, step), Field::Title);
    looks_ui(context, ui, (view, at, step));
    let room = (ui.available_height() - 4.0).max(40.0);
    ScrollArea::vertical()
        .id_salt(("step-notes", at))
        .max_height(room)
        .auto_shrink(false)
        .show(ui, |ui| {
            text_ui(context, ui, state, (view, at, step), Field::Notes);
        });
}

fn text_ui(
    context: &UiContext<'_>,
    ui: &mut Ui,
    state: &mut StepsState,
    (view, at, step): (&View, usize, &Step),
    field: Field,
) {
    let active = state.active.take_if(|active| active.field == field);
    let mut text = active
        .as_ref()
        .map_or_else(|| field.of(step).to_owned(), |active| active.text.clone());
    let id = Id::unique(("step-field", view.id.as_str(), at, field));
    let hint = |hint: &str| RichText::new(hint).color(color32(context.theme.secondary));
    let edit = match field {
        Field::Title => TextEdit::singleline(&mut text).hint_text(hint("Title of the step")),
        Field::Notes => TextEdit::multiline(&mut text)
            .hint_text(hint("Speaker’s notes"))
            .desired_rows(3),
    };
    let edit = edit
        .id(id)
        .margin(egui::Margin::symmetric(8, 5))
        .desired_width(f32::INFINITY);
    let response = ui.add(edit);
    let name = match field {
        Field::Title => "Title of the step",
        Field::Notes => "Speaker’s notes",
    };
    name_ui(&response, name);
    let before = active.map_or_else(|| step.clone(), |active| active.before);
    if response.lost_focus() {
        let done = Active {
            view: view.id.clone(),
            at,
            field,
            before: step.clone(),
            text,
        };
        if let Some(command) = done.command() {
            context.send(command);
        }
    } else if response.has_focus() {
        state.active = Some(Active {
            view: view.id.clone(),
            at,
            field,
            before,
            text,
        });
    }
}

/// What the selected claims do at the step, and where the camera stands.
fn looks_ui(context: &UiContext<'_>, ui: &mut Ui, (view, at, step): (&View, usize, &Step)) {
    let selected = context.editor.selection().elements();
    let has_selected = !selected.is_empty();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
        let count = step.appears.iter().filter_map(ElementId::as_claim).count();
        let verb = if count == 1 { "appears" } else { "appear" };
        let said = RichText::new(format!("{} {verb}", plural(count, "claim")));
        let said = said
            .size(style::SMALL_PT)
            .color(color32(context.theme.secondary));
        ui.label(said);
        let buttons = [
            ("Let appear", "The selected appear at this step"),
            (
                "Emphasise",
                "The selected stand out at this step, or no longer",
            ),
            ("Fade", "The selected step back at this step, or no longer"),
        ];
        for (number, (title, hover)) in buttons.into_iter().enumerate() {
            let button = ui.add_enabled(has_selected, Button::new(title).small());
            let button = button.on_disabled_hover_text("Select claims first");
            if button.on_hover_text(hover).clicked() {
                let mut changed = step.clone();
                let set_of = match number {
                    0 => &mut changed.appears,
                    1 => &mut changed.emphasised,
                    _ => &mut changed.faded,
                };
                let all_in = number > 0 && selected.iter().all(|id| set_of.contains(id));
                for element in selected {
                    if all_in {
                        set_of.remove(element);
                    } else {
                        set_of.insert(element.clone());
                    }
                }
                context.send(set(&view.id, at, changed));
            }
        }
        frame_ui(context, ui, (view, at, step));
        if ui
            .add(Button::new("Write notes").small())
            .on_hover_text("Writes the notes anew from what appears")
            .clicked()
        {
            let mut changed = step.clone();
            changed.notes = made_notes(context.editor.map(), view, at);
            context.send(set(&view.id, at, changed));
        }
    });
}

fn frame_ui(context: &UiContext<'_>, ui: &mut Ui, (view, at, step): (&View, usize, &Step)) {
    let title = match &step.frame {
        None => "Frame: as before",
        Some(Frame::Whole) => "Frame: whole map",
        Some(Frame::Around(_)) => "Frame: around claims",
        Some(Frame::Area(_)) => "Frame: a part",
    };
    MenuButton::from_button(Button::new(title).small()).ui(ui, |ui| {
        let selected = context.editor.selection().elements();
        let seen = context.editor.visible_rect();
        let around = selected.iter().cloned().collect();
        let choices = [
            ("As before", true, None),
            ("The whole map", true, Some(Frame::Whole)),
            (
                "Around the selected",
                !selected.is_empty(),
                Some(Frame::Around(around)),
            ),
            (
                "Around what appears",
                !step.appears.is_empty(),
                Some(Frame::Around(step.appears.clone())),
            ),
            (
                "What the canvas shows",
                true,
                Some(Frame::Area(Area {
                    x: seen.x0.round(),
                    y: seen.y0.round(),
                    width: seen.width().round().max(1.0),
                    height: seen.height().round().max(1.0),
                })),
            ),
        ];
        for (title, is_enabled, frame) in choices {
            if ui.add_enabled(is_enabled, Button::new(title)).clicked() {
                let mut changed = step.clone();
                changed.frame = frame;
                context.send(set(&view.id, at, changed));
                ui.close();
            }
        }
    });
}
