//! What every panel is given: shared borrows to read, and an outbox for what the user asks.

use egui::text::{LayoutJob, TextFormat};

use super::action::{Action, FileAction, LookAction, Outbox, Panel};
use super::commands::{self, Entry};
use super::dialog::capitalized;
use super::fonts;
use super::settings::Settings;
use super::style::{self, color32};
use crate::editor::{Availability, Editor};
use crate::theme::Theme;

/// Read-only surroundings of a panel.
#[derive(Clone, Copy)]
pub(super) struct UiContext<'a> {
    pub(super) editor: &'a Editor,
    pub(super) theme: &'a Theme,
    pub(super) settings: &'a Settings,
    pub(super) outbox: &'a Outbox,
}

impl UiContext<'_> {
    /// Asks for something; it is applied before the next frame is drawn.
    pub(super) fn send(&self, action: impl Into<Action>) {
        self.outbox.send(action);
    }

    /// Whether the action can be done now, and if not, why.
    pub(super) fn availability(&self, action: &Action) -> Availability {
        match action {
            Action::Edit(command) => self.editor.availability(command),
            Action::CopyAs(..)
            | Action::File(FileAction::Export)
            | Action::Look(LookAction::Present(_) | LookAction::PresentWithNotes)
                if self.editor.map().claim_count() == 0 =>
            {
                Availability::Disabled("the map has no claims yet".to_owned())
            }
            Action::CopyAs(..)
            | Action::File(_)
            | Action::Look(_)
            | Action::Paste
            | Action::PasteText(_) => Availability::Enabled,
        }
    }

    /// The title of a row of the table as it stands now: undo and redo name their step.
    pub(super) fn title(&self, entry: &Entry) -> String {
        use crate::editor::Command;
        let step = match &entry.action {
            Action::Edit(Command::Undo) => self.editor.undo_name(),
            Action::Edit(Command::Redo) => self.editor.redo_name(),
            _ => None,
        };
        match step {
            Some(step) => format!("{} {step}", entry.title),
            None => entry.title.to_owned(),
        }
    }

    /// Whether the row shows something switched on, and is.
    pub(super) fn is_checked(&self, entry: &Entry) -> Option<bool> {
        use super::action::LookAction;
        use crate::editor::Command;
        let view = self.editor.shown_view();
        match &entry.action {
            Action::Look(LookAction::Toggle(panel)) => Some(self.is_open(*panel)),
            Action::Look(LookAction::Theme(choice)) => Some(self.settings.theme == *choice),
            Action::Look(LookAction::ReduceMotion) => Some(self.settings.reduce_motion),
            Action::Edit(Command::SetStyle(style)) => Some(view.style == *style),
            Action::Edit(Command::SetDirection(direction)) => Some(view.direction == *direction),
            Action::Edit(Command::SetAspect(aspect)) => Some(view.aspect == *aspect),
            Action::Edit(Command::SetAspectToCanvas) => {
                Some(view.aspect == self.editor.canvas_aspect())
            }
            _ => None,
        }
    }

    fn is_open(&self, panel: Panel) -> bool {
        self.settings.is_open(panel)
    }

    /// The title behind a tick, which takes its room also where it is not shown.
    fn ticked(&self, entry: &Entry, is_on: bool) -> LayoutJob {
        let format = |color| TextFormat::simple(fonts::regular(style::BODY_PT), color);
        let text = color32(self.theme.text);
        let tick = if is_on {
            text
        } else {
            egui::Color32::TRANSPARENT
        };
        let mut job = LayoutJob::default();
        job.append("✓", 0.0, format(tick));
        job.append(&self.title(entry), 8.0, format(text));
        job
    }

    /// A button of a menu for a row of the table; asks for it when clicked.
    pub(super) fn menu_item(&self, ui: &mut egui::Ui, entry: &Entry) -> egui::Response {
        let availability = self.availability(&entry.action);
        let enabled = availability == Availability::Enabled;
        let keys = commands::keys_text(ui.ctx(), entry);
        let checked = self.is_checked(entry);
        let button = match checked {
            Some(is_on) => egui::Button::new(self.ticked(entry, is_on)),
            None => egui::Button::new(self.title(entry)),
        };
        let mut response = ui.add_enabled(enabled, button.shortcut_text(keys));
        if let Some(is_on) = checked {
            name_check(&response, entry.title, is_on);
        }
        if let Availability::Disabled(why) = availability {
            response = response.on_disabled_hover_text(capitalized(&why));
        }
        if response.clicked() {
            self.send(entry.action.clone());
            ui.close();
        }
        response
    }
}

/// Tells assistive technology what the tick says, which is drawn either way.
fn name_check(response: &egui::Response, title: &str, is_on: bool) {
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_label(title.to_owned());
        node.set_toggled(is_on.into());
    });
}
