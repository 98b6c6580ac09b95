//! How far some work beside the window is, over the lower edge of the canvas, with a button that
//! ends it.

use egui::{Align2, Area, Button, Context, Frame, Id, Margin, ProgressBar, vec2};

use super::palette::name_ui;
use super::style::{color32, mix};
use crate::theme::Theme;

/// What is told of some work.
pub(super) struct Progress<'a> {
    /// Tells it from other work that may be under way.
    pub(super) name: &'a str,
    /// What is done: "Exporting".
    pub(super) title: &'a str,
    /// The share that is done, from 0 to 1.
    pub(super) share: f64,
    /// The same in words; may be empty.
    pub(super) said: String,
    /// The user wants it to end, and it has not done so yet.
    pub(super) is_ending: bool,
}

/// What the progress of one work takes from the room of others.
pub(super) const HEIGHT: f32 = 54.0;

/// Draws the progress at the bottom of a part of the canvas; true when the user wants the work to
/// end.
pub(super) fn progress_ui(
    ctx: &Context,
    theme: &Theme,
    room_in_screen: egui::Rect,
    progress: &Progress<'_>,
) -> bool {
    let from_centre = room_in_screen.center().x - ctx.content_rect().center().x;
    let from_bottom = room_in_screen.bottom() - ctx.content_rect().bottom() - 14.0;
    let shown = Area::new(Id::unique(progress.name))
        .order(egui::Order::Foreground)
        .anchor(Align2::CENTER_BOTTOM, vec2(from_centre, from_bottom))
        .show(ctx, |ui| {
            Frame::popup(ui.style())
                .fill(color32(theme.panel))
                .inner_margin(Margin::symmetric(14, 9))
                .show(ui, |ui| {
                    ui.horizontal(|ui| {
                        ui.label(progress.title);
                        let track = mix(theme.panel, theme.text, 0.14);
                        ui.visuals_mut().extreme_bg_color = track;
                        let bar = ProgressBar::new(progress.share as f32)
                            .desired_width(150.0)
                            .desired_height(6.0)
                            .fill(color32(theme.selection));
                        let bar = ui.add(bar);
                        name_ui(&bar, &format!("{}: share that is done", progress.title));
                        ui.label(&progress.said);
                        let title = if progress.is_ending {
                            "Cancelling…"
                        } else {
                            "Cancel"
                        };
                        let cancel = Button::new(title).shortcut_text("Esc");
                        let cancel = ui.add_enabled(!progress.is_ending, cancel);
                        name_ui(&cancel, title);
                        cancel.clicked()
                    })
                    .inner
                })
                .inner
        });
    shown.inner
}
