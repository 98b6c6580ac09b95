//! Short notes of what happened, which go away by themselves.

use std::time::Duration;

use egui::epaint::StrokeKind;
use egui::{Align2, Area, Context, Id, Label, Order, Rect, Stroke, vec2};

use super::fonts;
use super::style::{self, color32};
use crate::theme::Theme;

/// How long a note stays.
const STAYS_S: f64 = 5.0;
/// Longer notes have several lines.
const WIDTH: f32 = 520.0;
/// More than these at once would hide the map.
const AT_ONCE: usize = 3;

/// The note that stays as long as a picture is being written.
pub(super) const EXPORTING: &str = "Exporting…";

/// The notes on show, oldest first.
#[derive(Debug, Default)]
pub(super) struct Toasts {
    notes: Vec<Note>,
}

#[derive(Debug)]
struct Note {
    text: String,
    until_s: Option<f64>,
}

impl Toasts {
    /// Shows a note; it takes the place of an older one about the same thing.
    pub(super) fn say(&mut self, text: impl Into<String>) {
        let text = text.into();
        self.notes.retain(|note| topic(&note.text) != topic(&text));
        let until_s = None;
        self.notes.push(Note { text, until_s });
        if self.notes.len() > AT_ONCE {
            self.notes.remove(0);
        }
    }

    /// Takes back all notes on what was done, because it no longer stands.
    pub(super) fn dismiss(&mut self) {
        self.notes.retain(|note| note.text == EXPORTING);
    }

    /// Takes a note back that is no longer true.
    pub(super) fn retract(&mut self, text: &str) {
        self.notes.retain(|note| note.text != text);
    }

    /// Draws the notes above the lower edge of the canvas.
    pub(super) fn ui(&mut self, ctx: &Context, theme: &Theme, canvas_in_screen: egui::Rect) {
        let now = ctx.time();
        for note in &mut self.notes {
            note.until_s.get_or_insert(now + STAYS_S);
        }
        self.notes
            .retain(|note| note.until_s.is_none_or(|until| until > now));
        let Some(first) = self
            .notes
            .iter()
            .filter_map(|note| note.until_s)
            .reduce(f64::min)
        else {
            return;
        };
        ctx.request_repaint_after(Duration::from_secs_f64((first - now).max(0.02)));
        let from_centre = canvas_in_screen.center().x - ctx.content_rect().center().x;
        let from_bottom = canvas_in_screen.bottom() - ctx.content_rect().bottom() - 16.0;
        Area::new(Id::unique("toasts"))
            .order(Order::Foreground)
            .interactable(false)
            .anchor(Align2::CENTER_BOTTOM, vec2(from_centre, from_bottom))
            .show(ctx, |ui| {
                // As wide for one note as for several, so that each stands in the middle.
                ui.set_width((WIDTH + 30.0).min(ctx.content_rect().width()));
                for note in &self.notes {
                    note_ui(ui, theme, &note.text);
                }
            });
    }
}

/// What a note is about: its first word says what was done, such as “Saved” or “Copied”.
fn topic(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or_default()
}

fn note_ui(ui: &mut egui::Ui, theme: &Theme, text: &str) {
    let margin = vec2(14.0, 8.0);
    let font = fonts::regular(style::BODY_PT);
    let room = (ui.available_width() - 2.0 * margin.x).max(40.0);
    let galley = ui
        .painter()
        .layout(text.to_owned(), font, color32(theme.panel), room);
    let size = galley.size() + 2.0 * margin;
    let (_, row) = ui.allocate_space(vec2(ui.available_width(), size.y));
    let ground = Rect::from_center_size(row.center(), size);
    ui.painter().rect(
        ground,
        8.0,
        color32(theme.text),
        Stroke::new(1.0, color32(theme.box_border)),
        StrokeKind::Inside,
    );
    ui.put(ground.shrink2(margin), Label::new(galley));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_note_takes_the_place_of_one_about_the_same_and_undo_clears_all() {
        let mut toasts = Toasts::default();
        toasts.say("Copied 2 claims");
        toasts.say("Nothing to undo");
        toasts.say("Copied 1 claim");
        let texts: Vec<_> = toasts.notes.iter().map(|note| &note.text).collect();
        assert_eq!(texts, ["Nothing to undo", "Copied 1 claim"]);
        toasts.dismiss();
        assert!(toasts.notes.is_empty());
    }
}
