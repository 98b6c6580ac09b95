//! Panels and panes: which are open, which fold away in a narrow window, and where the keyboard is.

use egui::Context;

use super::action::Panel;
use super::canvas;
use super::inspector_panel as inspector;
use super::outline_panel as outline;
use super::shell::App;

impl App {
    pub(super) fn toggle(&mut self, panel: Panel) {
        if self.is_shown(panel) {
            self.unfolded.retain(|open| *open != panel);
            if self.settings.is_open(panel) && !self.folds(panel) {
                self.settings.toggle(panel);
            }
        } else {
            self.show_panel(panel);
        }
        self.settings.save();
    }

    pub(super) fn show_panel(&mut self, panel: Panel) {
        if !self.settings.is_open(panel) {
            self.settings.toggle(panel);
        }
        if self.folds(panel) && !self.unfolded.contains(&panel) {
            // Two side panels leave no canvas in a narrow window.
            self.unfolded.clear();
            self.unfolded.push(panel);
        }
    }

    pub(super) fn folds(&self, panel: Panel) -> bool {
        matches!(panel, Panel::Inspector | Panel::Outline) && self.is_narrow
    }

    pub(super) fn is_shown(&self, panel: Panel) -> bool {
        self.settings.is_open(panel) && (!self.folds(panel) || self.unfolded.contains(&panel))
    }

    pub(super) fn move_pane(&mut self, ctx: &Context, by: isize) {
        let mut panes = vec![canvas::canvas_id()];
        if self.is_shown(Panel::Outline) {
            panes.push(outline::list_id());
        }
        if self.is_shown(Panel::Inspector) {
            panes.push(inspector::first_id(self.editor.selection().only()));
        }
        let focused = ctx.memory(egui::Memory::focused);
        let current = match focused {
            Some(id) if id == canvas::canvas_id() => 0,
            Some(id) if id == outline::list_id() || id == outline::filter_id() => 1,
            Some(_) => panes.len() - 1,
            None => 0,
        };
        let count = panes.len() as isize;
        let next = (current.min(panes.len() - 1) as isize + by).rem_euclid(count);
        if let Some(id) = panes.get(next as usize) {
            self.settle_typing();
            focus(ctx, *id);
        }
    }

    pub(super) fn shown_panels(&self) -> Vec<Panel> {
        [
            Panel::Outline,
            Panel::Inspector,
            Panel::ToolRow,
            Panel::StatusLine,
            Panel::Steps,
        ]
        .into_iter()
        .filter(|panel| self.is_shown(*panel))
        .collect()
    }
}

/// Gives the keyboard to a field or a pane.
pub(super) fn focus(ctx: &Context, id: egui::Id) {
    ctx.memory_mut(|memory| memory.request_focus(id));
    ctx.request_repaint();
}
