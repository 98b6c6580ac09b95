//! The row of moves above the canvas: what can be added to the selected, and the search field.

use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Button, Layout, RichText, Stroke, Ui, vec2};

use super::action::{Action, LookAction};
use super::commands;
use super::context::UiContext;
use super::dialog::capitalized;
use super::palette::name_ui;
use super::steps_panel::StepsState;
use super::style::{self, color32, mix};
use super::views_menu::views_ui;
use crate::editor::{Availability, Command};
use crate::theme::{Accent, Theme};

const SEARCH_PX: f32 = 250.0;
const NARROW_SEARCH_PX: f32 = 110.0;

/// One button of the row.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Move {
    /// What it says, sign first.
    pub(super) title: &'static str,
    /// What it does.
    pub(super) command: Command,
    /// Its colours.
    pub(super) accent: Accent,
}

/// The moves that the row offers: four, and answering where a question is selected.
pub(super) fn moves(theme: &Theme, question_is_selected: bool) -> Vec<Move> {
    let one = |title, command, accent| Move {
        title,
        command,
        accent,
    };
    let mut moves = vec![
        one("+ Support", Command::AddSupport, theme.support),
        one("− Objection", Command::AddObjection, theme.objection),
        one("& Co-premise", Command::AddCoPremise, theme.support),
        one("⊘ Undercut", Command::AddUndercut, theme.undercut),
    ];
    if question_is_selected {
        moves.insert(0, one("? Answer", Command::AddAnswer, theme.answer));
    }
    moves
}

/// Draws the row.
pub(super) fn tool_row_ui(
    context: &UiContext<'_>,
    ui: &mut Ui,
    (question_is_selected, steps): (bool, &mut StepsState),
) {
    ui.horizontal_centered(|ui| {
        for item in moves(context.theme, question_is_selected) {
            move_ui(context, ui, &item);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            search_ui(context, ui);
            if ui.available_width() > 110.0 {
                tidy_ui(context, ui);
            }
            if ui.available_width() > 190.0 {
                let view = context.editor.shown_view();
                views_ui(context, ui, ("tools", steps), view);
            }
        });
    });
}

fn move_ui(context: &UiContext<'_>, ui: &mut Ui, item: &Move) {
    let availability = context.editor.availability(&item.command);
    let action = Action::Edit(item.command.clone());
    let keys = commands::entry_of(&action)
        .map(|entry| commands::keys_text(ui.ctx(), entry))
        .unwrap_or_default();
    let button = Button::new(words(item))
        .stroke(Stroke::new(1.0, color32(context.theme.line)))
        .corner_radius(7)
        .min_size(vec2(96.0, 28.0));
    let response = ui.add_enabled(availability == Availability::Enabled, button);
    let name = item
        .title
        .split_once(' ')
        .map_or(item.title, |(_, word)| word);
    name_ui(&response, name);
    let response = match availability {
        Availability::Enabled => response.on_hover_text(keys),
        Availability::Disabled(why) => response.on_disabled_hover_text(capitalized(&why)),
    };
    if response.clicked() {
        context.send(action);
    }
}

/// The button that tidies up, plainer than the moves.
fn tidy_ui(context: &UiContext<'_>, ui: &mut Ui) {
    let action = Action::Edit(Command::TidyUp);
    let Some(entry) = commands::entry_of(&action) else {
        return;
    };
    let is_enabled = context.availability(&action) == Availability::Enabled;
    let button = Button::new(entry.title)
        .stroke(Stroke::new(1.0, color32(context.theme.line)))
        .corner_radius(7)
        .min_size(vec2(76.0, 28.0));
    let response = ui.add_enabled(is_enabled, button);
    let response = response.on_hover_text(commands::keys_text(ui.ctx(), entry));
    if response.clicked() {
        context.send(action);
    }
}

/// Sign and word; the crossed circle is drawn smaller than the font has it, or it would shout.
fn words(item: &Move) -> LayoutJob {
    let mut job = LayoutJob::default();
    let format = |size_pt| TextFormat {
        font_id: super::fonts::semibold(size_pt),
        color: color32(item.accent.ink),
        valign: Align::Center,
        ..TextFormat::default()
    };
    let (sign, word) = item.title.split_once(' ').unwrap_or(("", item.title));
    let size = if sign == "⊘" {
        style::BODY_PT * 0.72
    } else {
        style::BODY_PT
    };
    job.append(sign, 0.0, format(size));
    job.append(word, 5.0, format(style::BODY_PT));
    job
}

fn search_ui(context: &UiContext<'_>, ui: &mut Ui) {
    let entry = commands::entry_of(&Action::Look(LookAction::Palette));
    let keys = entry
        .map(|entry| commands::keys_text(ui.ctx(), entry))
        .unwrap_or_default();
    let width = ui.available_width();
    if width < NARROW_SEARCH_PX {
        // Ctrl+K and the Edit menu still lead there.
        return;
    }
    let title = if width < SEARCH_PX {
        "Search"
    } else {
        "Search claims or commands"
    };
    let text = RichText::new(title).color(color32(context.theme.secondary));
    let button = Button::new(text)
        .shortcut_text(RichText::new(keys).color(color32(context.theme.secondary)))
        .fill(mix(context.theme.panel, context.theme.text, 0.06))
        .stroke(Stroke::NONE)
        .min_size(vec2(width.min(SEARCH_PX), 28.0));
    if ui.add(button).clicked() {
        context.send(LookAction::Palette);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::ThemeName;

    #[test]
    fn answering_is_offered_only_where_a_question_is_selected() {
        let theme = Theme::of(ThemeName::Light);
        let offers = |question| {
            moves(theme, question)
                .iter()
                .any(|item| item.command == Command::AddAnswer)
        };
        assert!(offers(true) && !offers(false));
        assert_eq!(moves(theme, false).len(), 4);
    }
}
