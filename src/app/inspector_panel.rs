//! Draws the inspector: fields for the properties of what is selected.

use egui::{Checkbox, ComboBox, DragValue, Id, RichText, ScrollArea, TextEdit, Ui, vec2};

use super::context::UiContext;
use super::inspector::{self, Common, Field, HolderRow, InspectorData};
use super::outline_panel::head_ui;
use super::palette::name_ui;
use super::participants_panel::{ParticipantsState, participants_ui};
use super::quote_form::{QuoteForm, quotes_ui};
use super::source_form::{SourceForm, sources_ui};
use super::status::plural;
use super::style::{self, color32};
use crate::editor::{Command, Property};
use crate::model::{Answers, Attitude, ClaimKind, ElementId};

/// What the inspector remembers: the text being edited in a field, and other unfinished forms.
#[derive(Debug, Default)]
pub(super) struct InspectorState {
    active: Option<Active>,
    new_holder: String,
    width: Option<f64>,
    pub(super) quote: Option<QuoteForm>,
    pub(super) participants: ParticipantsState,
    source: Option<SourceForm>,
}

/// A text in a field that is not yet a step of the history.
#[derive(Debug)]
struct Active {
    id: Id,
    field: Field,
    element: Option<ElementId>,
    before: String,
    text: String,
}

impl Active {
    fn property(self) -> Option<Property> {
        if self.text == self.before {
            return None;
        }
        self.field.property(self.element.as_ref(), self.text)
    }
}

/// The id of the first field, which F6 goes to.
pub(super) fn first_id(element: Option<&ElementId>) -> Id {
    field_id(&Field::Text, element)
}

/// Each element has fields of its own, so that undoing within a field never brings back the text
/// of another.
fn field_id(field: &Field, element: Option<&ElementId>) -> Id {
    let field = match (field, element) {
        (Field::MapTitle, None) => &Field::Text,
        (field, _) => field,
    };
    Id::unique(("inspector", field, element.map(ElementId::as_str)))
}

impl InspectorState {
    /// Takes over what was typed into a field and not yet committed.
    pub(super) fn take_pending(&mut self) -> Option<Command> {
        self.active.take()?.property().map(Command::Set)
    }
}

/// Draws the panel.
pub(super) fn inspector_ui(context: &UiContext<'_>, ui: &mut Ui, state: &mut InspectorState) {
    let selection = context.editor.selection().elements();
    let data =
        InspectorData::from_map(context.editor.map(), context.editor.shown_view(), selection);
    let only = context.editor.selection().only();
    let is_stale = state
        .active
        .as_ref()
        .is_some_and(|active| active.element.as_ref() != only);
    if is_stale && let Some(command) = state.take_pending() {
        context.send(command);
    }
    if state
        .quote
        .as_ref()
        .is_some_and(|form| Some(&form.element) != only)
    {
        state.quote = None;
    }
    ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.set_max_width(ui.available_width() - 6.0);
        match &data {
            InspectorData::Map { .. } => map_ui(context, ui, state, &data),
            InspectorData::Claim { common, .. } => claim_ui(context, ui, state, &data, common),
            InspectorData::Step { common, .. } => step_ui(context, ui, state, &data, common),
            InspectorData::Several {
                claim_count,
                step_count,
            } => {
                head_ui(context, ui, "Selection");
                ui.label(selected_words(*claim_count, *step_count));
            }
        }
    });
}

fn selected_words(claim_count: usize, step_count: usize) -> String {
    let claims = (claim_count > 0).then(|| plural(claim_count, "claim"));
    let steps = (step_count > 0).then(|| plural(step_count, "inference"));
    let parts: Vec<_> = claims.into_iter().chain(steps).collect();
    parts.join(" and ")
}

fn map_ui(context: &UiContext<'_>, ui: &mut Ui, state: &mut InspectorState, data: &InspectorData) {
    let InspectorData::Map {
        title,
        note,
        participants,
        sources,
    } = data
    else {
        return;
    };
    head_ui(context, ui, "Map");
    text_ui(context, ui, state, (Field::MapTitle, None), title, "Title");
    section_ui(context, ui, "Note");
    text_ui(
        context,
        ui,
        state,
        (Field::MapNote, None),
        note,
        "Note on the map",
    );
    participants_ui(context, ui, state, participants);
    sources_ui(context, ui, &mut state.source, sources);
}

fn claim_ui(
    context: &UiContext<'_>,
    ui: &mut Ui,
    state: &mut InspectorState,
    data: &InspectorData,
    common: &Common,
) {
    let InspectorData::Claim {
        text,
        label,
        kind,
        contention,
        width,
        ..
    } = data
    else {
        return;
    };
    let element = &common.element;
    let is_question = matches!(kind, ClaimKind::Question(_));
    head_ui(context, ui, if is_question { "Question" } else { "Claim" });
    text_ui(
        context,
        ui,
        state,
        (Field::Text, Some(element)),
        text,
        "Text",
    );
    row_ui(context, ui, "Label", |ui| {
        text_ui(
            context,
            ui,
            state,
            (Field::Label, Some(element)),
            label,
            "Short label",
        );
    });
    held_by_ui(context, ui, state, common);
    row_ui(context, ui, "Kind", |ui| {
        kind_ui(context, ui, element, *kind);
    });
    row_ui(context, ui, "", |ui| {
        ui.vertical(|ui| {
            check_ui(ui, "Implicit", common.implicit, |on| {
                context.send(Command::Set(inspector::implicit(element, on)));
            });
            check_ui(ui, "Contention", *contention, |on| {
                context.send(Command::Set(inspector::contention(element, on)));
            });
        });
    });
    row_ui(context, ui, "Width", |ui| {
        width_ui(context, ui, state, element, *width);
    });
    reads_ui(context, ui, &common.reads);
    quotes_ui(context, ui, &mut state.quote, common);
    note_and_tags_ui(context, ui, state, common);
}

fn step_ui(
    context: &UiContext<'_>,
    ui: &mut Ui,
    state: &mut InspectorState,
    data: &InspectorData,
    common: &Common,
) {
    let InspectorData::Step {
        role,
        word,
        usual_word,
        ..
    } = data
    else {
        return;
    };
    let element = &common.element;
    head_ui(context, ui, role);
    row_ui(context, ui, "Word", |ui| {
        let target = (Field::Text, Some(element));
        text_hint_ui(
            context,
            ui,
            state,
            target,
            word,
            "Word on the mark",
            usual_word,
        );
    });
    reads_ui(context, ui, &common.reads);
    held_by_ui(context, ui, state, common);
    row_ui(context, ui, "", |ui| {
        check_ui(ui, "Implicit", common.implicit, |on| {
            context.send(Command::Set(inspector::implicit(element, on)));
        });
    });
    quotes_ui(context, ui, &mut state.quote, common);
    note_and_tags_ui(context, ui, state, common);
}

fn note_and_tags_ui(
    context: &UiContext<'_>,
    ui: &mut Ui,
    state: &mut InspectorState,
    common: &Common,
) {
    let element = Some(&common.element);
    section_ui(context, ui, "Note");
    text_ui(
        context,
        ui,
        state,
        (Field::Note, element),
        &common.note,
        "Note",
    );
    section_ui(context, ui, "Tags");
    let target = (Field::Tags, element);
    text_hint_ui(
        context,
        ui,
        state,
        target,
        &common.tags,
        "Tags",
        "trade, history",
    );
}

/// A section's head with some air above it.
pub(super) fn section_ui(context: &UiContext<'_>, ui: &mut Ui, title: &str) {
    ui.add_space(10.0);
    head_ui(context, ui, title);
}

fn row_ui(context: &UiContext<'_>, ui: &mut Ui, title: &str, contents: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        let (_, rect) = ui.allocate_space(vec2(76.0, 24.0));
        ui.painter().text(
            rect.left_center(),
            egui::Align2::LEFT_CENTER,
            title,
            super::fonts::regular(style::BODY_PT),
            color32(context.theme.secondary),
        );
        contents(ui);
    });
}

fn check_ui(ui: &mut Ui, title: &str, mut on: bool, set: impl FnOnce(bool)) {
    if ui.add(Checkbox::new(&mut on, title)).changed() {
        set(on);
    }
}

pub(super) fn text_ui(
    context: &UiContext<'_>,
    ui: &mut Ui,
    state: &mut InspectorState,
    target: (Field, Option<&ElementId>),
    value: &str,
    name: &str,
) {
    text_hint_ui(context, ui, state, target, value, name, "");
}

/// A field whose text becomes one step when the keyboard leaves it.
fn text_hint_ui(
    context: &UiContext<'_>,
    ui: &mut Ui,
    state: &mut InspectorState,
    (field, element): (Field, Option<&ElementId>),
    value: &str,
    name: &str,
    hint: &str,
) {
    let is_first = matches!(field, Field::Text | Field::MapTitle);
    let id = field_id(&field, element);
    let is_active = state.active.as_ref().is_some_and(|active| active.id == id);
    let mut text = match &state.active {
        Some(active) if is_active => active.text.clone(),
        _ => value.to_owned(),
    };
    let is_single = field.is_single()
        || element.is_some_and(|element| element.as_inference().is_some() && is_first);
    let edit = if is_single {
        TextEdit::singleline(&mut text)
    } else {
        TextEdit::multiline(&mut text).desired_rows(if is_first { 3 } else { 2 })
    };
    let margin = egui::Margin::symmetric(8, 5);
    let response = ui.add(
        edit.id(id)
            .hint_text(RichText::new(hint).color(color32(context.theme.secondary)))
            .margin(margin)
            .desired_width(f32::INFINITY),
    );
    name_ui(&response, name);
    if response.changed() && !is_active {
        state.active = Some(Active {
            id,
            field,
            element: element.cloned(),
            before: value.to_owned(),
            text,
        });
    } else if let Some(active) = state.active.as_mut().filter(|_| is_active) {
        active.text = text;
    }
    let leaves = response.lost_focus() || !response.has_focus();
    let is_active = state.active.as_ref().is_some_and(|active| active.id == id);
    if is_active
        && leaves
        && let Some(command) = state.take_pending()
    {
        context.send(command);
    }
}

fn kind_ui(context: &UiContext<'_>, ui: &mut Ui, element: &ElementId, kind: ClaimKind) {
    ui.vertical(|ui| {
        ui.horizontal(|ui| {
            let is_question = matches!(kind, ClaimKind::Question(_));
            if ui.radio(!is_question, "Assertion").clicked() && is_question {
                let property = Property::Kind(element.clone(), ClaimKind::Assertion);
                context.send(Command::Set(property));
            }
            if ui.radio(is_question, "Question").clicked() && !is_question {
                let question = ClaimKind::Question(Answers::default());
                context.send(Command::Set(Property::Kind(element.clone(), question)));
            }
        });
        if let ClaimKind::Question(answers) = kind {
            let exclusive = answers == Answers::Exclusive;
            check_ui(ui, "At most one answer holds", exclusive, |on| {
                let answers = if on {
                    Answers::Exclusive
                } else {
                    Answers::Compatible
                };
                let property = Property::QuestionAnswers(element.clone(), answers);
                context.send(Command::Set(property));
            });
        }
    });
}

fn width_ui(
    context: &UiContext<'_>,
    ui: &mut Ui,
    state: &mut InspectorState,
    element: &ElementId,
    width: Option<f64>,
) {
    let shown = context
        .editor
        .scene()
        .rect_of(element)
        .map(|rect| rect.width());
    let (least, most) = context.theme.metrics.box_width_limits;
    // A claim that is hidden has no box; showing its width must not set it.
    let mut value = state.width.or(width).or(shown).unwrap_or(least);
    let response = ui.add(
        DragValue::new(&mut value)
            .range(least..=most)
            .speed(1.0)
            .max_decimals(0),
    );
    name_ui(&response, "Width");
    if response.changed() {
        state.width = Some(value);
    }
    let settled = !response.dragged() && !response.has_focus();
    if settled && let Some(width) = state.width.take() {
        let property = Property::Width(element.clone(), Some(width));
        context.send(Command::Set(property));
    }
    if width.is_some() && ui.button("Default").clicked() {
        context.send(Command::Set(Property::Width(element.clone(), None)));
    }
}

fn reads_ui(context: &UiContext<'_>, ui: &mut Ui, sentences: &[String]) {
    if sentences.is_empty() {
        return;
    }
    section_ui(context, ui, "Reads");
    for sentence in sentences {
        ui.add(egui::Label::new(sentence).wrap());
    }
}

fn held_by_ui(context: &UiContext<'_>, ui: &mut Ui, state: &mut InspectorState, common: &Common) {
    section_ui(context, ui, "Held by");
    for row in &common.held_by {
        holder_ui(context, ui, &common.element, row);
    }
    style::menu_button_ui(ui, "Add holder", |ui| {
        for (holder, name) in &common.other_holders {
            if ui.button(name).clicked() {
                let held = (common.element.clone(), holder.clone());
                let property = Property::HeldBy(held.0, held.1, Some(Attitude::Asserts));
                context.send(Command::Set(property));
                ui.close();
            }
        }
        ui.separator();
        let field = TextEdit::singleline(&mut state.new_holder).hint_text("New participant");
        let response = ui.add(field);
        name_ui(&response, "New participant");
        let entered =
            response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        let name = state.new_holder.trim().to_owned();
        let clicked = ui.add_enabled(!name.is_empty(), egui::Button::new("Add participant"));
        if (entered || clicked.clicked()) && !name.is_empty() {
            let property = Property::NewHolder(common.element.clone(), name, Attitude::Asserts);
            context.send(Command::Set(property));
            state.new_holder.clear();
            ui.close();
        }
    });
}

fn holder_ui(context: &UiContext<'_>, ui: &mut Ui, element: &ElementId, row: &HolderRow) {
    ui.horizontal(|ui| {
        let (_, dot) = ui.allocate_space(vec2(10.0, 20.0));
        let color = match row.color_index {
            Some(at) => context.theme.participant(at),
            None => context.theme.secondary,
        };
        ui.painter()
            .circle_filled(dot.center(), 4.0, color32(color));
        let width = (ui.available_width() - 124.0).max(50.0);
        ui.add_sized(
            [width, 20.0],
            egui::Label::new(row.name.as_str())
                .truncate()
                .halign(egui::Align::LEFT),
        );
        let set = |attitude| {
            let property = Property::HeldBy(element.clone(), row.holder.clone(), attitude);
            context.send(Command::Set(property));
        };
        let combo = ComboBox::from_id_salt(("attitude", element.as_str(), &row.name))
            .selected_text(row.attitude.verb())
            .width(96.0)
            .show_ui(ui, |ui| {
                for attitude in Attitude::ALL {
                    let is_it = attitude == row.attitude;
                    if ui.selectable_label(is_it, attitude.verb()).clicked() && !is_it {
                        set(Some(attitude));
                    }
                }
            });
        name_ui(&combo.response, &format!("Attitude of {}", row.name));
        let remove = ui.add(egui::Button::new("×").frame(false));
        name_ui(&remove, &format!("Remove {}", row.name));
        if remove.on_hover_text("Remove").clicked() {
            set(None);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_selection_is_counted_without_what_it_lacks() {
        assert_eq!(selected_words(0, 2), "2 inferences");
        assert_eq!(selected_words(1, 1), "1 claim and 1 inference");
    }
}
