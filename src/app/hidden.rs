//! What the view on the canvas leaves out, said on the canvas, with the ways to see it.

use egui::{Button, Frame, Label, Margin, Rect, RichText, Stroke, Ui, UiBuilder, pos2, vec2};

use super::context::UiContext;
use super::palette::name_ui;
use super::status::plural;
use super::style::color32;
use super::views_menu;
use crate::editor::Command;

/// The widest that it may be.
const WIDTH: f32 = 520.0;

/// Says how many claims are hidden, if any are; gives the part of the canvas that it takes.
pub(super) fn hidden_ui(
    context: &UiContext<'_>,
    ui: &mut Ui,
    canvas_in_screen: Rect,
) -> Option<Rect> {
    let count = context.editor.counts().outside_count;
    if count == 0 || canvas_in_screen.width() < 200.0 {
        return None;
    }
    let (map, view) = (context.editor.map(), context.editor.shown_view());
    // Above where contentions stand when a map is opened.
    let corner = canvas_in_screen.min + vec2(8.0, 7.0);
    let right = (canvas_in_screen.right() - 12.0).min(corner.x + WIDTH);
    let room = Rect::from_min_max(corner, pos2(right, corner.y + 40.0));
    let shown = ui.scope_builder(UiBuilder::new().max_rect(room), |ui| {
        Frame::NONE
            .fill(color32(context.theme.panel))
            .stroke(Stroke::new(1.0, color32(context.theme.line)))
            .corner_radius(8)
            .inner_margin(Margin::symmetric(10, 3))
            .show(ui, |ui| {
                ui.horizontal(|ui| {
                    let claims = plural(count, "claim");
                    let words = format!("{claims} hidden in this view");
                    let label = ui.add(Label::new(RichText::new(words)).truncate());
                    label.on_hover_text(views_menu::title(map, view));
                    let all = ui.add(Button::new("Show all").small());
                    if all.on_hover_text("Lets the view show all claims").clicked() {
                        context.send(Command::ShowAllClaims);
                    }
                    let first = map.main_view();
                    if first.id != view.id {
                        let title = views_menu::title(map, first);
                        let back = ui.add(Button::new(&title).small());
                        name_ui(&back, &format!("Go to the view: {title}"));
                        let hint = "Leaves the view as it is and goes to the first";
                        if back.on_hover_text(hint).clicked() {
                            context.send(Command::ShowView(first.id.clone()));
                        }
                    }
                });
            })
            .response
            .rect
    });
    Some(shown.inner)
}
