//! The quotes of a claim or step: a list, and a form for one of them.

use egui::{Button, ComboBox, Frame, Margin, RichText, Stroke, TextEdit, Ui};

use super::context::UiContext;
use super::inspector::{Common, QuoteRow};
use super::inspector_panel::section_ui;
use super::palette::name_ui;
use super::style::{self, color32};
use crate::editor::{Command, Property};
use crate::model::{ElementId, Quote, SourceId};

/// A quote being written.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct QuoteForm {
    pub(super) element: ElementId,
    /// Which of its quotes; one past the last is a new one.
    at: usize,
    source: Option<SourceId>,
    new_source: String,
    exact: String,
    prefix: String,
    suffix: String,
    position: Option<u64>,
}

/// Draws the section.
pub(super) fn quotes_ui(
    context: &UiContext<'_>,
    ui: &mut Ui,
    form: &mut Option<QuoteForm>,
    common: &Common,
) {
    section_ui(context, ui, "Quotes");
    for (at, row) in common.quotes.iter().enumerate() {
        if form.as_ref().is_some_and(|form| form.at == at) {
            form_ui(context, ui, form, common);
        } else {
            quote_ui(context, ui, form, common, (at, row));
        }
    }
    let writes_new = form
        .as_ref()
        .is_some_and(|form| form.at >= common.quotes.len());
    if writes_new {
        form_ui(context, ui, form, common);
    } else if ui.button("Add quote").clicked() {
        *form = Some(QuoteForm {
            element: common.element.clone(),
            at: common.quotes.len(),
            source: context
                .editor
                .map()
                .sources()
                .next()
                .map(|source| source.id.clone()),
            new_source: String::new(),
            exact: String::new(),
            prefix: String::new(),
            suffix: String::new(),
            position: None,
        });
    }
}

fn quote_ui(
    context: &UiContext<'_>,
    ui: &mut Ui,
    form: &mut Option<QuoteForm>,
    common: &Common,
    (at, row): (usize, &QuoteRow),
) {
    let theme = context.theme;
    let bar = color32(theme.participant(1));
    let shown = Frame::NONE
        .fill(style::mix(theme.panel, theme.canvas, 0.7))
        .inner_margin(Margin {
            left: 12,
            right: 8,
            top: 8,
            bottom: 8,
        })
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.add(egui::Label::new(format!("“{}”", row.quote.exact)).wrap());
            let source = RichText::new(&row.source)
                .size(style::SMALL_PT)
                .color(color32(theme.secondary));
            ui.label(source);
            ui.horizontal(|ui| {
                let edit = ui.add(Button::new(RichText::new("Edit").size(style::SMALL_PT)).small());
                name_ui(&edit, &format!("Edit quote {}", at + 1));
                if edit.clicked() {
                    *form = Some(form_of(&common.element, at, &row.quote));
                }
                let remove = Button::new(RichText::new("Remove").size(style::SMALL_PT)).small();
                let remove = ui.add(remove);
                name_ui(&remove, &format!("Remove quote {}", at + 1));
                if remove.clicked() {
                    let mut quotes = quotes_of(common);
                    quotes.remove(at);
                    send(context, common, quotes);
                }
            });
        });
    let rect = shown.response.rect;
    let left = [rect.left_top(), rect.left_bottom()];
    ui.painter().line_segment(left, Stroke::new(3.0, bar));
}

fn form_of(element: &ElementId, at: usize, quote: &Quote) -> QuoteForm {
    QuoteForm {
        element: element.clone(),
        at,
        source: Some(quote.source.clone()),
        new_source: String::new(),
        exact: quote.exact.clone(),
        prefix: quote.prefix.clone(),
        suffix: quote.suffix.clone(),
        position: quote.position,
    }
}

fn quotes_of(common: &Common) -> Vec<Quote> {
    common.quotes.iter().map(|row| row.quote.clone()).collect()
}

fn send(context: &UiContext<'_>, common: &Common, quotes: Vec<Quote>) {
    context.send(Command::Set(Property::Quotes(
        common.element.clone(),
        quotes,
    )));
}

fn form_ui(context: &UiContext<'_>, ui: &mut Ui, open: &mut Option<QuoteForm>, common: &Common) {
    let Some(form) = open else { return };
    let field = |ui: &mut Ui, text: &mut String, name: &str, rows: usize| {
        let hint = RichText::new(name).color(color32(context.theme.secondary));
        let field = TextEdit::multiline(text)
            .desired_rows(rows)
            .hint_text(hint)
            .desired_width(f32::INFINITY);
        name_ui(&ui.add(field), name);
    };
    field(ui, &mut form.exact, "The phrase, letter for letter", 3);
    field(ui, &mut form.prefix, "What stands before it", 1);
    field(ui, &mut form.suffix, "What stands after it", 1);
    source_ui(context, ui, form);
    if form.source.is_none() {
        field(ui, &mut form.new_source, "Title of the source", 1);
    }
    let has_source = form.source.is_some() || !form.new_source.trim().is_empty();
    let is_whole = !form.exact.trim().is_empty() && has_source;
    let mut done = false;
    ui.horizontal(|ui| {
        if ui
            .add_enabled(is_whole, Button::new("Keep quote"))
            .clicked()
        {
            keep(context, form, common);
            done = true;
        }
        done |= ui.button("Cancel").clicked();
    });
    if done {
        *open = None;
    }
}

fn source_ui(context: &UiContext<'_>, ui: &mut Ui, form: &mut QuoteForm) {
    let map = context.editor.map();
    let title = |id: &SourceId| {
        let source = map.source(id);
        source.map_or_else(|| id.to_string(), |source| source.title.clone())
    };
    let selected = form.source.as_ref().map_or("New source".to_owned(), title);
    let combo = ComboBox::from_id_salt("quote-source")
        .selected_text(selected)
        .width(ui.available_width() - 8.0)
        .truncate()
        .show_ui(ui, |ui| {
            for source in map.sources() {
                ui.selectable_value(&mut form.source, Some(source.id.clone()), &source.title);
            }
            ui.selectable_value(&mut form.source, None, "New source");
        });
    name_ui(&combo.response, "Source");
}

fn keep(context: &UiContext<'_>, form: &QuoteForm, common: &Common) {
    let Some(source) = form.source.clone() else {
        let property = Property::QuoteFromNewSource(
            common.element.clone(),
            form.new_source.trim().to_owned(),
            form.exact.clone(),
        );
        context.send(Command::Set(property));
        return;
    };
    let quote = Quote {
        source,
        exact: form.exact.clone(),
        prefix: form.prefix.clone(),
        suffix: form.suffix.clone(),
        position: form.position,
    };
    let mut quotes = quotes_of(common);
    match quotes.get_mut(form.at) {
        Some(place) => *place = quote,
        None => quotes.push(quote),
    }
    send(context, common, quotes);
}
