//! What an empty canvas says: one sentence and three ways to start.

use egui::{Button, Rect, RichText, Ui, UiBuilder, vec2};

use super::action::FileAction;
use super::context::UiContext;
use super::fonts;
use super::menu;
use super::style::color32;
use crate::editor::Command;

const SIZE: egui::Vec2 = vec2(540.0, 150.0);

/// Draws the welcome in the middle of the canvas; gives the part of the canvas that it covers.
pub(super) fn welcome_ui(
    context: &UiContext<'_>,
    ui: &mut Ui,
    canvas_in_screen: Rect,
    shipped: &[(String, String)],
) -> Rect {
    let rect = Rect::from_center_size(canvas_in_screen.center(), SIZE)
        .intersect(canvas_in_screen.shrink(8.0));
    let layout = egui::Layout::top_down(egui::Align::Center);
    ui.scope_builder(UiBuilder::new().max_rect(rect).layout(layout), |ui| {
        let sentence = "A map starts with one claim and grows by reasons for and against it.";
        let text = RichText::new(sentence)
            .font(fonts::regular(15.0))
            .color(color32(context.theme.secondary));
        ui.label(text);
        ui.add_space(14.0);
        let start = |title: &'static str| Button::new(title).min_size(vec2(220.0, 32.0));
        let accent = context.theme.selection;
        let first = start("New claim").stroke(egui::Stroke::new(1.5, color32(accent)));
        if ui.add(first).clicked() {
            context.send(Command::AddClaim);
        }
        if ui.add(start("Open a file…")).clicked() {
            context.send(FileAction::Open);
        }
        let button = start("Shipped maps");
        egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
            menu::shipped_ui(context, ui, shipped);
        });
    });
    rect
}
