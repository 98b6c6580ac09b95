//! All steps at a glance: pictures in rows, one of them chosen.

use egui::epaint::StrokeKind;
use egui::{Align2, Id, Rect, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::keys::Ask;
use super::reel::Extent;
use super::stage::Stage;
use crate::app::fonts;
use crate::app::shell::App;
use crate::app::style::{self, color32};
use crate::theme::Theme;

const GAP: f32 = 18.0;
const TITLE: f32 = 24.0;
/// More pictures in a row would show nothing.
const MOST_ACROSS: usize = 7;

/// Draws the pictures; a click goes to a step.
pub(super) fn overview_ui(app: &mut App, ui: &mut Ui, theme: &Theme, whole: Rect) -> Vec<Ask> {
    let chosen = app.presenting.overview.unwrap_or_default();
    let count = app.presenting.reel.len();
    let across = across(count, whole);
    app.presenting.across = across;
    let size = size(across, whole);
    let row_height = size.y + TITLE + GAP;
    let rows_seen = ((whole.height() - GAP) / row_height).floor().max(1.0) as usize;
    let first_row = (chosen / across + 1).saturating_sub(rows_seen);
    let mut asks = Vec::new();
    for at in (first_row * across)..count.min((first_row + rows_seen) * across) {
        let (row, column) = (at / across - first_row, at % across);
        let corner = pos2(
            whole.left() + GAP + column as f32 * (size.x + GAP),
            whole.top() + GAP + row as f32 * row_height,
        );
        let rect = Rect::from_min_size(corner, size);
        let title = picture_ui(app, ui, theme, (at, rect));
        let response = ui.interact(rect, Id::unique(("overview", at)), Sense::click());
        let name = format!("Go to step {}: {title}", at + 1);
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &name));
        if response.clicked() {
            asks.push(Ask::Go(at));
        }
        let (width, color) = if at == chosen {
            (3.0, theme.selection)
        } else {
            (1.0, theme.box_border)
        };
        let line = Stroke::new(width, color32(color));
        ui.painter()
            .rect_stroke(rect, 4.0, line, StrokeKind::Outside);
    }
    asks
}

fn size(across: usize, whole: Rect) -> egui::Vec2 {
    let width = (whole.width() - GAP) / across as f32 - GAP;
    vec2(width, width * 9.0 / 16.0)
}

/// As few pictures in a row as let all be seen; where they are too many, the chosen one is.
fn across(count: usize, whole: Rect) -> usize {
    let fits = |across: &usize| {
        let rows = count.div_ceil(*across) as f32;
        rows * (size(*across, whole).y + TITLE + GAP) + GAP <= whole.height()
    };
    (3..=MOST_ACROSS).find(fits).unwrap_or(MOST_ACROSS)
}

/// Draws the picture of a step and its title below.
pub(super) fn picture_ui(
    app: &mut App,
    ui: &Ui,
    theme: &Theme,
    (at, rect): (usize, Rect),
) -> String {
    let slide = app.presenting.reel.slide(at, Extent::Framed);
    let Some((slide, map)) = slide.zip(app.presenting.reel.map()) else {
        return String::new();
    };
    let stage = Stage {
        painter: ui.painter(),
        families: &app.families,
        map,
    };
    stage.still(&slide, slide.frame, rect);
    let mut job = egui::text::LayoutJob::simple(
        format!("{}  {}", at + 1, slide.title),
        fonts::regular(style::BODY_PT),
        color32(theme.secondary),
        rect.width(),
    );
    job.wrap.max_rows = 1;
    let galley = ui.painter().layout_job(job);
    let below = Align2::LEFT_TOP.anchor_size(rect.left_bottom() + vec2(0.0, 5.0), galley.size());
    ui.painter()
        .galley(below.min, galley, color32(theme.secondary));
    slide.title.clone()
}
