//! Short notes of what happened, which go away by themselves.

use std::time::Duration;

use egui::epaint::StrokeKind;
use egui::{Align2, Area, Context, Id, Label, Order, Rect, Sense, Stroke, WidgetInfo, pos2, vec2};

use super::action::Action;
use super::fonts;
use super::style::{self, color32};
use crate::theme::Theme;

/// How long a note stays.
const STAYS_S: f64 = 5.0;
/// How long a note stays that offers something to do.
const OFFERS_S: f64 = 12.0;
/// Longer notes have several lines.
const WIDTH: f32 = 520.0;
/// More than these at once would hide the map.
const AT_ONCE: usize = 3;

/// The notes on show, oldest first.
#[derive(Debug, Default)]
pub(super) struct Toasts {
    notes: Vec<Note>,
}

#[derive(Debug)]
struct Note {
    text: String,
    /// What a button on it is called and does.
    offer: Option<(&'static str, Action)>,
    until_s: Option<f64>,
}

impl Toasts {
    /// Shows a note; it takes the place of an older one about the same thing.
    pub(super) fn say(&mut self, text: impl Into<String>) {
        self.add(Note {
            text: text.into(),
            offer: None,
            until_s: None,
        });
    }

    /// Shows a note with a button that does something more.
    pub(super) fn say_offering(
        &mut self,
        text: impl Into<String>,
        label: &'static str,
        action: impl Into<Action>,
    ) {
        self.add(Note {
            text: text.into(),
            offer: Some((label, action.into())),
            until_s: None,
        });
    }

    fn add(&mut self, note: Note) {
        self.notes
            .retain(|other| topic(&other.text) != topic(&note.text));
        self.notes.push(note);
        if self.notes.len() > AT_ONCE {
            self.notes.remove(0);
        }
    }

    /// Takes back all notes on what was done, because it no longer stands.
    pub(super) fn dismiss(&mut self) {
        self.notes.clear();
    }

    /// How much of the canvas the notes take, from its lower edge.
    pub(super) fn height(&self, ctx: &Context) -> f32 {
        let shown = ctx.memory(|memory| memory.area_rect(toasts_id()));
        let shown = shown.filter(|_| !self.notes.is_empty());
        shown.map_or(0.0, |area| area.height() + 8.0)
    }

    /// Draws the notes above the lower edge of the canvas.
    ///
    /// What the user takes up of what they offer.
    pub(super) fn ui(
        &mut self,
        ctx: &Context,
        theme: &Theme,
        canvas_in_screen: egui::Rect,
    ) -> Option<Action> {
        let now = ctx.time();
        for note in &mut self.notes {
            let stays_s = if note.offer.is_some() {
                OFFERS_S
            } else {
                STAYS_S
            };
            note.until_s.get_or_insert(now + stays_s);
        }
        self.notes
            .retain(|note| note.until_s.is_none_or(|until| until > now));
        let ends = self.notes.iter().filter_map(|note| note.until_s);
        let first = ends.reduce(f64::min)?;
        ctx.request_repaint_after(Duration::from_secs_f64((first - now).max(0.02)));
        let from_centre = canvas_in_screen.center().x - ctx.content_rect().center().x;
        let from_bottom = canvas_in_screen.bottom() - ctx.content_rect().bottom() - 16.0;
        Area::new(toasts_id())
            .order(Order::Foreground)
            .interactable(self.notes.iter().any(|note| note.offer.is_some()))
            .anchor(Align2::CENTER_BOTTOM, vec2(from_centre, from_bottom))
            .show(ctx, |ui| {
                // As wide for one note as for several, so that each stands in the middle.
                ui.set_width((WIDTH + 30.0).min(ctx.content_rect().width()));
                let mut taken = None;
                for note in &self.notes {
                    taken = note_ui(ui, theme, note).or(taken);
                }
                taken
            })
            .inner
    }
}

fn toasts_id() -> Id {
    Id::unique("toasts")
}

/// What a note is about: its first word says what was done, such as “Saved” or “Copied”.
fn topic(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or_default()
}

fn note_ui(ui: &mut egui::Ui, theme: &Theme, note: &Note) -> Option<Action> {
    let margin = vec2(14.0, 8.0);
    let font = fonts::regular(style::BODY_PT);
    let ink = color32(theme.panel);
    let offer = note.offer.as_ref().map(|(label, action)| {
        let font = fonts::semibold(style::BODY_PT);
        let galley = ui.painter().layout_no_wrap((*label).to_owned(), font, ink);
        (galley, *label, action)
    });
    let beside = offer
        .as_ref()
        .map_or(0.0, |(galley, ..)| galley.size().x + 24.0);
    let room = (ui.available_width() - 2.0 * margin.x - beside).max(40.0);
    let galley = ui.painter().layout(note.text.clone(), font, ink, room);
    let size = galley.size() + 2.0 * margin + vec2(beside, 0.0);
    let (_, row) = ui.allocate_space(vec2(ui.available_width(), size.y));
    let ground = Rect::from_center_size(row.center(), size);
    ui.painter().rect(
        ground,
        8.0,
        color32(theme.text),
        Stroke::new(1.0, color32(theme.box_border)),
        StrokeKind::Inside,
    );
    let inner = ground.shrink2(margin);
    let words = Rect::from_min_size(inner.min, galley.size());
    ui.put(words, Label::new(galley));
    let (galley, label, action) = offer?;
    let at = Rect::from_min_size(
        pos2(inner.right() - galley.size().x, inner.top()),
        galley.size(),
    );
    let button = ui.interact(
        at.expand2(vec2(8.0, 6.0)),
        Id::unique(("toast", label)),
        Sense::click(),
    );
    button.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, label));
    ui.painter().galley(at.min, galley, ink);
    let line = Stroke::new(if button.hovered() { 2.0 } else { 1.0 }, ink);
    ui.painter().hline(at.x_range(), at.bottom() + 1.0, line);
    button.clicked().then(|| action.clone())
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
