//! The speaker's window: this step and the next, the notes, and how long the talk has been going.

use std::time::Duration;

use egui::{Button, CentralPanel, Context, Frame, Margin, Rect, RichText, ScrollArea, Ui};
use egui::{Vec2, ViewportBuilder, ViewportId, vec2};

use super::keys::{self, Ask};
use super::overview::picture_ui;
use super::reel::Extent;
use super::state::Presenting;
use crate::app::fonts;
use crate::app::palette::name_ui;
use crate::app::shell::App;
use crate::app::style::color32;
use crate::theme::Theme;

/// Notes are read from a step away.
const NOTES_PT: f32 = 17.0;
/// From this width on, the buttons stand beside the clock.
const ROOMY: f32 = 860.0;

/// Draws the window, and takes what the speaker asks for there.
pub(super) fn speaker_ui(app: &mut App, ctx: &Context) -> Vec<Ask> {
    let presenting = &app.presenting;
    let place = presenting
        .screens
        .place(presenting.seats.speaker, ctx.pixels_per_point());
    let room = place.map(|(_, room)| room);
    let room = room.or(ctx.input(|input| input.viewport().monitor_size));
    let mut builder = ViewportBuilder::default()
        .with_title("Presenter")
        .with_inner_size(window_size(room));
    if let Some((at, _)) = place {
        builder = builder.with_position(at);
    }
    let mut asks = Vec::new();
    let now_s = ctx.time();
    ctx.show_viewport_immediate(
        ViewportId::from_hash_of("presenter"),
        builder,
        |ui, class| {
            let ctx = ui.ctx().clone();
            let is_window = class != egui::ViewportClass::EmbeddedWindow;
            if is_window {
                asks.extend(keys::take(&ctx));
            }
            if ctx.input(|input| input.viewport().close_requested()) {
                asks.push(Ask::Speaker);
            }
            let theme = app.editor.theme();
            let frame = Frame::NONE
                .fill(color32(theme.panel))
                .inner_margin(Margin::same(16));
            if is_window {
                CentralPanel::default()
                    .frame(frame)
                    .show(ui, |ui| contents_ui(app, ui, theme, (now_s, &mut asks)));
            } else {
                ui.set_min_size(vec2(720.0, 420.0));
                contents_ui(app, ui, theme, (now_s, &mut asks));
            }
            ctx.request_repaint_after(Duration::from_secs_f64(1.0 - now_s.fract()));
        },
    );
    asks
}

fn contents_ui(app: &mut App, ui: &mut Ui, theme: &Theme, (now_s, asks): (f64, &mut Vec<Ask>)) {
    bar_ui(app, ui, theme, (now_s, asks));
    ui.add_space(8.0);
    let all = ui.available_rect_before_wrap();
    let left = all.width() * 0.58;
    let this = sixteen_by_nine(Rect::from_min_size(
        all.min,
        vec2(left - 12.0, all.height()),
    ));
    let next_at = all.min + vec2(left + 12.0, 0.0);
    let next = sixteen_by_nine(Rect::from_min_size(
        next_at,
        vec2(all.width() - left - 12.0, all.height()),
    ));
    let at = app.presenting.at;
    picture_ui(app, ui, theme, (at, this));
    if at + 1 < app.presenting.reel.len() {
        picture_ui(app, ui, theme, (at + 1, next));
    } else {
        let text = "This is the last step";
        let font = fonts::regular(14.0);
        let color = color32(theme.secondary);
        let middle = egui::Align2::CENTER_CENTER;
        ui.painter().text(next.center(), middle, text, font, color);
    }
    let bottom = this.bottom().max(next.bottom()) + 34.0;
    let notes = Rect::from_min_max(egui::pos2(all.left(), bottom), all.max);
    let slide = app.presenting.reel.slide(at, Extent::Framed);
    let said = slide.map_or_else(String::new, |slide| slide.notes.clone());
    ui.scope_builder(egui::UiBuilder::new().max_rect(notes), |ui| {
        ScrollArea::vertical()
            .auto_shrink(false)
            .id_salt(("notes", at))
            .show(ui, |ui| notes_ui(ui, theme, &said));
    });
}

fn notes_ui(ui: &mut Ui, theme: &Theme, notes: &str) {
    for line in notes.lines() {
        // Quotes and their sources are looked up, not read out.
        let is_aside = line.starts_with('[') || line.starts_with("Source: ");
        let text = if is_aside {
            let small = fonts::regular(NOTES_PT * 0.76);
            RichText::new(line)
                .font(small)
                .color(color32(theme.secondary))
        } else {
            RichText::new(line).font(fonts::regular(NOTES_PT))
        };
        if line.trim().is_empty() {
            ui.add_space(NOTES_PT * 0.4);
        } else {
            ui.label(text);
        }
    }
}

fn bar_ui(app: &App, ui: &mut Ui, theme: &Theme, (now_s, asks): (f64, &mut Vec<Ask>)) {
    let is_roomy = ui.available_width() >= ROOMY;
    ui.horizontal(|ui| {
        let (at, count) = (app.presenting.at + 1, app.presenting.reel.len());
        let head = RichText::new(format!("Step {at} of {count}")).font(fonts::semibold(18.0));
        ui.label(head);
        ui.add_space(14.0);
        let since = clock(now_s - app.presenting.since_s);
        let since = RichText::new(since).font(fonts::semibold(18.0));
        let label = ui.label(since.color(color32(theme.secondary)));
        label.on_hover_text("How long the talk has been going");
        ui.add_space(2.0);
        ui.label(RichText::new("elapsed").color(color32(theme.secondary)));
        ui.add_space(14.0);
        let (hour, minute) = app.ports.clock.now();
        let time = RichText::new(format!("{hour:02}:{minute:02}")).font(fonts::regular(18.0));
        let label = ui.label(time.color(color32(theme.secondary)));
        label.on_hover_text("The time of day");
        if is_roomy {
            buttons_ui(&app.presenting, ui, asks);
        }
    });
    if !is_roomy {
        ui.horizontal(|ui| buttons_ui(&app.presenting, ui, asks));
    }
}

fn buttons_ui(presenting: &Presenting, ui: &mut Ui, asks: &mut Vec<Ask>) {
    let has_screens = presenting.screens.in_px.len() > 1;
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        let buttons = [
            ("End", "Esc", Ask::End),
            ("Other screen", "M", Ask::NextScreen),
            ("Edit the map", "E", Ask::Edit),
            ("Overview", "O", Ask::Overview),
            ("Black", "B", Ask::Black),
            ("Next", "Page down", Ask::Next),
            ("Back", "Page up", Ask::Back),
        ];
        for (title, key, ask) in buttons {
            let is_on = match ask {
                Ask::Black => presenting.is_black,
                Ask::Overview => presenting.overview.is_some(),
                _ => false,
            };
            let is_enabled = ask != Ask::NextScreen || has_screens;
            let button = ui.add_enabled(is_enabled, Button::new(title).selected(is_on));
            name_ui(&button, title);
            let button = button.on_disabled_hover_text("There is only one screen");
            if button.on_hover_text(key).clicked() {
                asks.push(ask);
            }
        }
    });
}

/// As large as notes are read well, or as the screen has room for beside its bars.
fn window_size(screen: Option<Vec2>) -> Vec2 {
    let room = screen.map_or(Vec2::INFINITY, |screen| screen - vec2(20.0, 60.0));
    vec2(980.0, 640.0).min(room.max(vec2(480.0, 320.0)))
}

/// The largest picture at the top of a rectangle that leaves room for notes.
fn sixteen_by_nine(room: Rect) -> Rect {
    let width = room.width().min(room.height() * 0.55 * 16.0 / 9.0);
    Rect::from_min_size(room.min, vec2(width, width * 9.0 / 16.0))
}

/// Hours, minutes and seconds.
fn clock(seconds: f64) -> String {
    let seconds = seconds.max(0.0) as u64;
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{:02}", seconds % 60)
    } else {
        format!("{minutes}:{:02}", seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_counts_hours_only_when_there_are_any() {
        assert_eq!(clock(65.9), "1:05");
        assert_eq!(clock(3_725.0), "1:02:05");
    }

    #[test]
    fn the_window_keeps_within_a_small_screen() {
        assert_eq!(window_size(None), vec2(980.0, 640.0));
        assert_eq!(window_size(Some(vec2(1920.0, 1080.0))), vec2(980.0, 640.0));
        assert_eq!(window_size(Some(vec2(853.0, 480.0))), vec2(833.0, 420.0));
    }
}
