//! The palette: type a few letters, find a claim or a command, press Enter.

use egui::{Id, Key, Modal, RichText, ScrollArea, TextEdit, Ui, vec2};

use super::action::Action;
use super::commands::{self, Entry, Place, TABLE};
use super::context::UiContext;
use super::dialog::capitalized;
use super::style::color32;
use super::views_menu;
use crate::editor::{Availability, Command};
use crate::model::{ArgumentMap, ElementId};

/// More rows than these are not read.
const ROWS: usize = 40;

/// The palette's own state.
#[derive(Debug, Default)]
pub(super) struct Palette {
    is_open: bool,
    typed: String,
    chosen: usize,
}

/// One row of the palette.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    /// What it says.
    pub(super) title: String,
    /// Keys of a command, or "claim".
    pub(super) hint: String,
    /// What choosing it asks for.
    pub(super) action: Action,
    /// Why it cannot be chosen.
    pub(super) disabled: Option<String>,
}

/// How well the typed words match a title: all words must occur; early and whole ones count more.
fn score(title: &str, typed: &str) -> Option<usize> {
    let title = title.to_lowercase();
    let mut total = 0;
    for word in typed.split_whitespace() {
        let at = title.find(&word.to_lowercase())?;
        let starts_word = at == 0 || title.as_bytes().get(at - 1) == Some(&b' ');
        total += at.min(99) + if starts_word { 0 } else { 100 };
    }
    Some(total)
}

/// The rows for what was typed: commands and claims, best first.
pub(super) fn rows(context: &UiContext<'_>, ctx: &egui::Context, typed: &str) -> Vec<Row> {
    let mut found: Vec<(usize, Row)> = Vec::new();
    for entry in TABLE.iter().filter(|entry| entry.place != Place::Keys) {
        let row = command_row(context, ctx, entry);
        if let Some(score) = score(&row.title, typed) {
            found.push((score, row));
        }
    }
    if !typed.trim().is_empty() {
        found.extend(view_rows(context.editor.map(), typed));
        found.extend(claim_rows(context.editor.map(), typed));
    }
    found.sort_by_key(|(score, _)| *score);
    found.into_iter().map(|(_, row)| row).take(ROWS).collect()
}

fn command_row(context: &UiContext<'_>, ctx: &egui::Context, entry: &Entry) -> Row {
    let disabled = match context.availability(&entry.action) {
        Availability::Enabled => None,
        Availability::Disabled(why) => Some(why),
    };
    Row {
        title: context.title(entry),
        hint: commands::keys_text(ctx, entry),
        action: entry.action.clone(),
        disabled,
    }
}

fn view_rows(map: &ArgumentMap, typed: &str) -> Vec<(usize, Row)> {
    let rows = map.views().filter_map(|view| {
        let title = format!("Go to the view {}", views_menu::title(map, view));
        let row = Row {
            hint: "view".to_owned(),
            action: Action::Edit(Command::ShowView(view.id.clone())),
            disabled: None,
            title,
        };
        Some((score(&row.title, typed)?, row))
    });
    rows.collect()
}

fn claim_rows(map: &ArgumentMap, typed: &str) -> Vec<(usize, Row)> {
    map.claims()
        .filter_map(|claim| {
            let by_text = score(&claim.text, typed);
            let by_label = score(&claim.label, typed).filter(|_| !claim.label.is_empty());
            let best = by_text.into_iter().chain(by_label).min()?;
            let select = Command::Select(vec![ElementId::Claim(claim.id.clone())]);
            let kind = if claim.is_question() {
                "question"
            } else {
                "claim"
            };
            let row = Row {
                title: claim.text.replace('\n', " "),
                hint: kind.to_owned(),
                action: Action::Edit(select),
                disabled: None,
            };
            Some((best, row))
        })
        .collect()
}

impl Palette {
    pub(super) fn open(&mut self) {
        *self = Self {
            is_open: true,
            ..Self::default()
        };
    }

    pub(super) fn is_open(&self) -> bool {
        self.is_open
    }

    /// Draws the palette over everything, if it is open.
    pub(super) fn ui(&mut self, context: &UiContext<'_>, ctx: &egui::Context) {
        if !self.is_open {
            return;
        }
        let rows = rows(context, ctx, &self.typed);
        self.take_keys(ctx, rows.len());
        let area = Modal::default_area(Id::unique("palette"))
            .anchor(egui::Align2::CENTER_TOP, vec2(0.0, 84.0));
        let modal = Modal::new(Id::unique("palette"))
            .area(area)
            .backdrop_color(egui::Color32::TRANSPARENT)
            .show(ctx, |ui| self.contents_ui(context, ui, &rows));
        let chosen = modal.inner;
        if let Some(row) = chosen.and_then(|at| rows.get(at)) {
            context.send(row.action.clone());
            self.is_open = false;
        } else if modal.should_close() {
            self.is_open = false;
        }
    }

    fn take_keys(&mut self, ctx: &egui::Context, count: usize) {
        let last = count.saturating_sub(1);
        ctx.input_mut(|input| {
            if input.consume_key(egui::Modifiers::NONE, Key::ArrowDown) {
                self.chosen = (self.chosen + 1).min(last);
            }
            if input.consume_key(egui::Modifiers::NONE, Key::ArrowUp) {
                self.chosen = self.chosen.saturating_sub(1);
            }
        });
        self.chosen = self.chosen.min(last);
    }

    /// Draws field and rows; the row that was chosen.
    fn contents_ui(&mut self, context: &UiContext<'_>, ui: &mut Ui, rows: &[Row]) -> Option<usize> {
        let width = 560.0_f32.min(ui.ctx().content_rect().width() - 60.0);
        ui.set_width(width);
        let field = ui.add(
            TextEdit::singleline(&mut self.typed)
                .id(Id::unique("palette-field"))
                .hint_text("Search claims or commands")
                .desired_width(width),
        );
        name_ui(&field, "Search claims or commands");
        if field.changed() {
            self.chosen = 0;
        }
        let enter = ui.input(|input| input.key_pressed(Key::Enter));
        field.request_focus();
        let mut chosen = (enter && is_choosable(rows.get(self.chosen))).then_some(self.chosen);
        ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
            for (at, row) in rows.iter().enumerate() {
                if self.row_ui(context, ui, at, row) {
                    chosen = Some(at);
                }
            }
            if rows.is_empty() {
                ui.label(RichText::new("Nothing found").color(color32(context.theme.secondary)));
            }
        });
        chosen
    }

    fn row_ui(&self, context: &UiContext<'_>, ui: &mut Ui, at: usize, row: &Row) -> bool {
        let is_chosen = at == self.chosen;
        let hint = RichText::new(&row.hint).color(color32(context.theme.secondary));
        let button = egui::Button::new(row.title.as_str())
            .right_text(hint)
            .selected(is_chosen)
            .frame_when_inactive(is_chosen)
            .truncate()
            .min_size(vec2(ui.available_width(), 26.0));
        let mut response = ui.add_enabled(row.disabled.is_none(), button);
        if is_chosen && ui.input(|input| input.events.iter().any(is_key)) {
            response.scroll_to_me(None);
        }
        if let Some(why) = &row.disabled {
            response = response.on_disabled_hover_text(capitalized(why));
        }
        response.clicked()
    }
}

fn is_key(event: &egui::Event) -> bool {
    matches!(event, egui::Event::Key { .. })
}

fn is_choosable(row: Option<&Row>) -> bool {
    row.is_some_and(|row| row.disabled.is_none())
}

/// Gives a text field its accessible name.
pub(super) fn name_ui(response: &egui::Response, name: &str) {
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_label(name.to_owned());
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_words_must_occur_and_beginnings_come_first() {
        assert_eq!(score("Add support", "object"), None);
        assert!(score("Add support", "supp add").is_some());
        assert!(score("Add support", "sup") < score("Backsupport", "sup"));
        assert_eq!(score("Zoom to fit", ""), Some(0));
    }
}
