//! The preview of an export: one page as it will be, and the way to the others.

use egui::epaint::StrokeKind;
use egui::{Align2, Button, Color32, Key, Modifiers, Rect, Stroke, Ui, pos2, vec2};

use super::preview::{Previewing, Shown};
use crate::app::canvas::take_exactly;
use crate::app::fonts;
use crate::app::palette::name_ui;
use crate::app::style::{self, color32, mix};
use crate::export::Format;
use crate::theme::Theme;

/// The row of the page's number and its buttons.
const BAR: f32 = 40.0;
/// Around the page.
const AIR: f32 = 14.0;
/// A square of the ground behind what is transparent.
const SQUARE: f32 = 9.0;

/// Draws the page and the row below it.
pub(super) fn preview_ui(ui: &mut Ui, theme: &Theme, preview: &mut Previewing, rect: Rect) {
    let table = Rect::from_min_max(rect.min, pos2(rect.right(), rect.bottom() - BAR));
    let ground = mix(theme.panel, theme.text, 0.09);
    ui.painter().rect_filled(table, 6.0, ground);
    let room = table.shrink(AIR);
    let scale = ui.ctx().pixels_per_point();
    let px = |length: f32| (length * scale).floor().max(1.0) as u32;
    preview.room = (px(room.width()), px(room.height()));
    if let Some(why) = preview.refused() {
        words_ui(ui, theme, room, &crate::app::dialog::sentence(why));
    } else if let Some(shown) = preview.shown() {
        page_ui(ui, theme, shown, (room, scale));
    }
    if let Some((at, count)) = preview.working() {
        let text = if count > 1 {
            format!("Drawing {} of {count}…", (at + 1).min(count))
        } else {
            "Drawing…".to_owned()
        };
        let font = fonts::regular(style::SMALL_PT);
        let at = table.right_bottom() - vec2(10.0, 6.0);
        let color = color32(theme.secondary);
        ui.painter()
            .text(at, Align2::RIGHT_BOTTOM, text, font, color);
    }
    let bar = Rect::from_min_max(pos2(rect.left(), table.bottom()), rect.max);
    bar_ui(ui, theme, preview, bar);
}

fn words_ui(ui: &Ui, theme: &Theme, room: Rect, words: &str) {
    let font = fonts::regular(style::BODY_PT);
    let color = color32(theme.secondary);
    let width = room.width().min(360.0);
    let galley = ui.painter().layout(words.to_owned(), font, color, width);
    let at = Align2::CENTER_CENTER.anchor_size(room.center(), galley.size());
    ui.painter().galley(at.min, galley, color);
}

fn page_ui(ui: &mut Ui, theme: &Theme, shown: &Shown, (room, scale): (Rect, f32)) {
    let [width, height] = shown.texture.size();
    let size = vec2(width as f32, height as f32) / scale;
    // While a page of another size is drawn, the one before fills the room.
    let fit = (room.width() / size.x).min(room.height() / size.y).min(1.0);
    let page = Rect::from_center_size(room.center(), size * fit);
    checks(ui, theme, page);
    let response = ui.put(
        page,
        egui::Image::new((shown.texture.id(), page.size())).fit_to_exact_size(page.size()),
    );
    name_ui(&response, "Preview of the page");
    let border = Stroke::new(1.0, color32(theme.box_border));
    ui.painter()
        .rect_stroke(page, 0.0, border, StrokeKind::Outside);
}

/// What lies behind a page that has no ground.
fn checks(ui: &Ui, theme: &Theme, page: Rect) {
    let painter = ui.painter().with_clip_rect(page.intersect(ui.clip_rect()));
    painter.rect_filled(page, 0.0, Color32::WHITE);
    let dark = mix(theme.line, theme.secondary, 0.12);
    let (columns, rows) = (page.width() / SQUARE, page.height() / SQUARE);
    for row in 0..rows.ceil() as usize {
        for column in (row % 2..columns.ceil() as usize).step_by(2) {
            let at = page.min + vec2(column as f32 * SQUARE, row as f32 * SQUARE);
            painter.rect_filled(Rect::from_min_size(at, vec2(SQUARE, SQUARE)), 0.0, dark);
        }
    }
}

/// The number and the title of the page, between the ways to those beside it.
fn bar_ui(ui: &mut Ui, theme: &Theme, preview: &mut Previewing, bar: Rect) {
    let Some(shown) = preview.shown() else { return };
    let (at, count) = (shown.page, shown.count);
    let noun = match shown.format {
        Format::Pdf => "Page",
        Format::Pptx => "Slide",
        Format::Svg | Format::Png | Format::Html => "Picture",
    };
    let mut words = format!("{noun} {} of {count}", at + 1);
    let title = shown.title.split_whitespace().collect::<Vec<_>>().join(" ");
    let said = shown.size.iter().chain(Some(&title));
    for part in said.filter(|part| !part.is_empty()) {
        words = format!("{words} · {part}");
    }
    let mut to = None;
    // Keys may be faster than the drawing.
    let at = preview.page.min(count.saturating_sub(1));
    if count > 1 {
        let size = vec2(34.0, 28.0);
        let beside = |x: f32| Rect::from_center_size(pos2(x, bar.center().y + 4.0), size);
        let back = ui
            .add_enabled_ui(at > 0, |ui| {
                ui.put(beside(bar.left() + 17.0), Button::new("←"))
            })
            .inner;
        name_ui(&back, "Previous page");
        let next = ui
            .add_enabled_ui(at + 1 < count, |ui| {
                ui.put(beside(bar.right() - 17.0), Button::new("→"))
            })
            .inner;
        name_ui(&next, "Next page");
        if back.on_hover_text("Page up").clicked() {
            to = at.checked_sub(1);
        }
        if next.on_hover_text("Page down").clicked() {
            to = Some(at + 1);
        }
        to = to.or_else(|| key(ui, at, count));
    }
    let middle = Rect::from_min_max(
        pos2(bar.left() + 42.0, bar.top() + 8.0),
        pos2(bar.right() - 42.0, bar.bottom()),
    );
    let text = egui::RichText::new(words).color(color32(theme.text));
    ui.put(
        middle,
        egui::Label::new(text)
            .truncate()
            .halign(egui::Align::Center),
    );
    if let Some(to) = to {
        preview.page = to;
        ui.ctx().request_repaint();
    }
}

fn key(ui: &Ui, at: usize, count: usize) -> Option<usize> {
    let is_typing = ui.ctx().text_edit_focused();
    let pressed =
        |key: Key| ui.input_mut(|input| take_exactly(input, Modifiers::NONE, key)) && !is_typing;
    if pressed(Key::PageDown) && at + 1 < count {
        return Some(at + 1);
    }
    if pressed(Key::PageUp) {
        return at.checked_sub(1);
    }
    None
}
