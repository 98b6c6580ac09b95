//! The sources of the map in the inspector: a list, and a form for one of them.

use egui::{Button, Frame, Margin, RichText, TextEdit, Ui};

use super::context::UiContext;
use super::inspector::SourceRow;
use super::inspector_panel::section_ui;
use super::palette::name_ui;
use super::style::{self, color32};
use crate::editor::{Availability, Command, Property};
use crate::model::Source;

/// A source being corrected.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct SourceForm {
    /// The source as it was when the form was opened; another one closes the form.
    before: Source,
    source: Source,
}

/// Draws the section.
pub(super) fn sources_ui(
    context: &UiContext<'_>,
    ui: &mut Ui,
    form: &mut Option<SourceForm>,
    rows: &[SourceRow],
) {
    if rows.is_empty() {
        return;
    }
    section_ui(context, ui, "Sources");
    form.take_if(|form| !rows.iter().any(|row| row.source == form.before));
    for row in rows {
        if form.as_ref().is_some_and(|form| form.before == row.source) {
            form_ui(context, ui, form);
        } else {
            source_ui(context, ui, form, row);
        }
    }
}

fn source_ui(context: &UiContext<'_>, ui: &mut Ui, form: &mut Option<SourceForm>, row: &SourceRow) {
    let theme = context.theme;
    let frame = Frame::NONE
        .fill(style::mix(theme.panel, theme.canvas, 0.7))
        .inner_margin(Margin::same(8));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.add(egui::Label::new(row.name.as_str()).wrap());
        if !row.about.is_empty() {
            let about = RichText::new(&row.about)
                .size(style::SMALL_PT)
                .color(color32(theme.secondary));
            ui.add(egui::Label::new(about).wrap());
        }
        ui.horizontal(|ui| {
            let edit = ui.add(small_button("Edit"));
            name_ui(&edit, &format!("Edit {}", row.name));
            if edit.clicked() {
                *form = Some(SourceForm {
                    before: row.source.clone(),
                    source: row.source.clone(),
                });
            }
            remove_ui(context, ui, row);
        });
    });
}

fn remove_ui(context: &UiContext<'_>, ui: &mut Ui, row: &SourceRow) {
    let command = Command::Set(Property::RemoveSource(row.source.id.clone()));
    let availability = context.editor.availability(&command);
    let is_enabled = availability == Availability::Enabled;
    let mut remove = ui.add_enabled(is_enabled, small_button("Remove"));
    name_ui(&remove, &format!("Remove {}", row.name));
    if let Availability::Disabled(why) = availability {
        remove = remove.on_disabled_hover_text(why);
    }
    if remove.clicked() {
        context.send(command);
    }
}

fn small_button(title: &str) -> Button<'_> {
    Button::new(RichText::new(title).size(style::SMALL_PT)).small()
}

fn form_ui(context: &UiContext<'_>, ui: &mut Ui, open: &mut Option<SourceForm>) {
    let Some(form) = open else { return };
    let secondary = color32(context.theme.secondary);
    let source = &mut form.source;
    let fields = [
        (&mut source.title, "Title"),
        (&mut source.author, "Author"),
        (&mut source.publication, "Publication"),
        (&mut source.date, "Date"),
        (&mut source.url, "Address"),
        (&mut source.note, "Note"),
    ];
    for (text, name) in fields {
        ui.label(RichText::new(name).size(style::SMALL_PT).color(secondary));
        let edit = match name {
            "Title" => TextEdit::multiline(text).desired_rows(1).return_key(None),
            "Note" => TextEdit::multiline(text).desired_rows(1),
            _ => TextEdit::singleline(text),
        };
        let margin = Margin::symmetric(8, 5);
        let response = ui.add(edit.margin(margin).desired_width(f32::INFINITY));
        name_ui(&response, &format!("{name} of the source"));
    }
    let has_title = !source.title.trim().is_empty();
    let mut done = false;
    ui.horizontal(|ui| {
        let keep = ui.add_enabled(has_title, Button::new("Keep source"));
        if keep.clicked() {
            let property = Property::Source(Box::new(form.source.clone()));
            context.send(Command::Set(property));
            done = true;
        }
        done |= ui.button("Cancel").clicked();
    });
    if done {
        *open = None;
    }
}
