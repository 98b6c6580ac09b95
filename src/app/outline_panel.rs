//! Draws the outline and takes its clicks and keys.

use std::collections::BTreeSet;

use egui::{
    Align, Align2, Color32, EventFilter, Id, Key, Modifiers, Rect, RichText, ScrollArea, Sense,
    TextEdit, Ui, pos2, vec2,
};

use super::canvas::{canvas_id, take_exactly};
use super::context::UiContext;
use super::fonts;
use super::outline::{OutlineData, OutlineRow, RowKind};
use super::palette::name_ui;
use super::style::{self, color32};
use crate::editor::Command;
use crate::model::{ElementId, Role};
use crate::theme::Theme;

/// How much is seen of a row whose claim the view hides.
const OUTSIDE: f32 = 0.55;
const ROW_PX: f32 = 25.0;
const INDENT_PX: f32 = 13.0;

/// What the outline remembers: the filter, what was folded by hand, and its rows until the map
/// changes.
#[derive(Debug, Default)]
pub(super) struct OutlineState {
    filter: String,
    /// Branches that are folded here though open on the canvas, or the other way round.
    toggled: BTreeSet<ElementId>,
    data: OutlineData,
    made_for: Option<(u64, String, BTreeSet<ElementId>)>,
    /// Claims that would stand better after tidying up.
    poor: BTreeSet<ElementId>,
    shown_primary: Option<ElementId>,
}

/// The id of the filter's field.
pub(super) fn filter_id() -> Id {
    Id::unique("outline-filter")
}

/// The id that has the keyboard while the outline is the pane in use.
pub(super) fn list_id() -> Id {
    Id::unique("outline-list")
}

/// Draws the panel.
pub(super) fn outline_ui(context: &UiContext<'_>, ui: &mut Ui, state: &mut OutlineState) {
    head_ui(context, ui, "Outline");
    filter_ui(context, ui, state);
    // Another map is seen from its first row, wherever the last one was scrolled to.
    let first_row = state.made_for.is_none().then_some(0);
    state.refresh(context);
    ui.add_space(2.0);
    let primary = context.editor.selection().primary().cloned();
    let follow = primary != state.shown_primary;
    state.shown_primary.clone_from(&primary);
    let wanted = primary
        .filter(|_| follow)
        .and_then(|element| state.data.position(&element))
        .or(first_row);
    let has_focus = list_keys_ui(context, ui, state);
    list_ui(context, ui, state, wanted, has_focus);
}

/// The field that filters; Escape empties it and goes back to the canvas.
fn filter_ui(context: &UiContext<'_>, ui: &mut Ui, state: &mut OutlineState) {
    let is_typed_in = ui.memory(|memory| memory.has_focus(filter_id()));
    if is_typed_in && ui.input_mut(|input| take_exactly(input, Modifiers::NONE, Key::Escape)) {
        state.filter.clear();
        ui.memory_mut(|memory| memory.request_focus(canvas_id()));
    }
    let field = TextEdit::singleline(&mut state.filter)
        .id(filter_id())
        .hint_text("Filter…")
        .background_color(style::mix(context.theme.panel, context.theme.text, 0.05))
        .desired_width(f32::INFINITY);
    let response = ui.add(field);
    name_ui(&response, "Filter the outline");
    if response.has_focus() {
        // Otherwise egui takes the keyboard away before the field hears of Escape.
        let with_escape = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            escape: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(filter_id(), with_escape));
    }
}

/// The head of a section, in capitals.
pub(super) fn head_ui(context: &UiContext<'_>, ui: &mut Ui, title: &str) {
    ui.label(
        RichText::new(title.to_uppercase())
            .font(fonts::semibold(style::HEAD_PT))
            .color(color32(context.theme.secondary)),
    );
}

impl OutlineState {
    fn refresh(&mut self, context: &UiContext<'_>) {
        let key = (
            context.editor.revision(),
            self.filter.clone(),
            self.toggled.clone(),
        );
        let poor = context.editor.poor_choices().iter();
        self.poor = poor.cloned().map(ElementId::Claim).collect();
        if self.made_for.as_ref() == Some(&key) {
            return;
        }
        let map = context.editor.map();
        let folded = &context.editor.shown_view().collapsed ^ &self.toggled;
        self.data = OutlineData::from_map(map, &self.filter, &folded);
        self.made_for = Some(key);
    }

    fn toggle(&mut self, element: &ElementId) {
        if !self.toggled.remove(element) {
            self.toggled.insert(element.clone());
        }
    }
}

/// Takes the keys while the outline has the keyboard.
fn list_keys_ui(context: &UiContext<'_>, ui: &Ui, state: &mut OutlineState) -> bool {
    let rect = ui.available_rect_before_wrap();
    let response = ui.interact(rect, list_id(), Sense::focusable_noninteractive());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Tree, true, "Outline"));
    if !response.has_focus() {
        return false;
    }
    let arrows = EventFilter {
        horizontal_arrows: true,
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(list_id(), arrows));
    let take = |key| ui.input_mut(|input| take_exactly(input, Modifiers::NONE, key));
    let primary = context.editor.selection().primary();
    let at = primary.and_then(|element| state.data.position(element));
    let last = state.data.rows.len().saturating_sub(1);
    let mut go = None;
    if take(Key::ArrowDown) {
        go = Some(at.map_or(0, |at| (at + 1).min(last)));
    }
    if take(Key::ArrowUp) {
        go = Some(at.map_or(0, |at| at.saturating_sub(1)));
    }
    if take(Key::Home) {
        go = Some(0);
    }
    if take(Key::End) {
        go = Some(last);
    }
    let row = at.and_then(|at| state.data.rows.get(at)).cloned();
    let (left, right) = (take(Key::ArrowLeft), take(Key::ArrowRight));
    if let Some(row) = row {
        let hidden = row.folded_count.unwrap_or_default();
        if (left && row.folded_count == Some(0)) || (right && hidden > 0) {
            state.toggle(&row.element);
        }
        if take(Key::Enter) {
            context.send(Command::EditText);
        }
        if take(Key::Delete) {
            context.send(Command::Delete);
        }
    }
    if let Some(row) = go.and_then(|at| state.data.rows.get(at)) {
        context.send(Command::Select(vec![row.element.clone()]));
    }
    true
}

fn list_ui(
    context: &UiContext<'_>,
    ui: &mut Ui,
    state: &mut OutlineState,
    wanted: Option<usize>,
    has_focus: bool,
) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let height = ui.available_height();
    let mut area = ScrollArea::vertical().auto_shrink(false).max_height(height);
    if let Some(at) = wanted {
        let id = ui.make_persistent_id(egui::IdSalt::new("outline-rows"));
        let seen = egui::scroll_area::State::load(ui.ctx(), id)
            .map_or(0.0, |state| state.clamped_offset().y);
        let top = at as f32 * ROW_PX;
        if top < seen || top + ROW_PX > seen + height {
            area = area.vertical_scroll_offset((top - height / 2.0).max(0.0));
        }
    }
    let mut toggled = None;
    if state.data.rows.is_empty() {
        let word = if state.filter.trim().is_empty() {
            "No claims yet"
        } else {
            "Nothing found"
        };
        ui.label(RichText::new(word).color(color32(context.theme.secondary)));
    }
    area.id_salt("outline-rows")
        .show_rows(ui, ROW_PX, state.data.rows.len(), |ui, range| {
            for row in state.data.rows.get(range).unwrap_or_default() {
                let is_poor = row.kind != RowKind::Again && state.poor.contains(&row.element);
                if row_ui(context, ui, row, has_focus, is_poor) {
                    toggled = Some(row.element.clone());
                }
            }
        });
    if let Some(element) = toggled {
        state.toggle(&element);
    }
}

/// Draws a row; true if its triangle was clicked.
fn row_ui(
    context: &UiContext<'_>,
    ui: &mut Ui,
    row: &OutlineRow,
    has_focus: bool,
    is_poor: bool,
) -> bool {
    let theme = context.theme;
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW_PX));
    let id = Id::unique(("outline", row.element.as_str(), row.occurrence));
    let response = ui.interact(rect, id, Sense::CLICK);
    let is_selected = context.editor.selection().contains(&row.element);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TreeItem, true, &row.title));
    ui.ctx()
        .accesskit_node_builder(id, |node| node.set_selected(is_selected));
    let fill = if is_selected {
        style::mix(
            theme.panel,
            theme.selection,
            if has_focus { 0.22 } else { 0.13 },
        )
    } else if response.hovered() {
        style::mix(theme.panel, theme.text, 0.04)
    } else {
        Color32::TRANSPARENT
    };
    ui.painter().rect_filled(rect, 5.0, fill);
    let x = rect.left() + 6.0 + indent(row.depth);
    let sign = Rect::from_center_size(pos2(x + 6.0, rect.center().y), vec2(14.0, ROW_PX));
    let view = context.editor.shown_view();
    let is_outside = row.element.as_claim().is_some_and(|id| !view.shows(id));
    ui.set_opacity(if is_outside { OUTSIDE } else { 1.0 });
    paint_sign(ui, theme, row.kind, sign);
    let mut room = right_room(row, ui.rect_contains_pointer(rect));
    if is_poor {
        room = paint_poor(ui, theme, rect, room);
    }
    paint_title(
        ui,
        theme,
        row,
        x + 17.0,
        rect.with_max_x(rect.right() - room),
    );
    ui.set_opacity(1.0);
    let response = if is_poor {
        response.on_hover_text("Would stand better after Tidy up")
    } else if is_outside {
        response.on_hover_text("Hidden in this view")
    } else {
        response
    };
    let folds = row.folded_count.is_some() && fold_ui(context, ui, row, rect);
    if response.clicked() {
        let several = ui.input(|input| input.modifiers.command || input.modifiers.shift);
        context.send(if several {
            Command::ToggleSelected(row.element.clone())
        } else {
            Command::Select(vec![row.element.clone()])
        });
        ui.memory_mut(|memory| memory.request_focus(list_id()));
    }
    if response.double_clicked() {
        context.send(Command::EditText);
    }
    folds
}

/// Deep rows move in less, so that their words still have room.
fn indent(depth: usize) -> f32 {
    let (near, far) = (depth.min(6), depth.clamp(6, 20) - 6);
    INDENT_PX * near as f32 + INDENT_PX * 0.4 * far as f32
}

fn fold_ui(context: &UiContext<'_>, ui: &Ui, row: &OutlineRow, rect: Rect) -> bool {
    let hidden = row.folded_count.unwrap_or_default();
    let at = pos2(rect.right() - 12.0, rect.center().y);
    let area = Rect::from_center_size(at, vec2(20.0, ROW_PX));
    let id = Id::unique(("outline-fold", row.element.as_str(), row.occurrence));
    let response = ui.interact(area, id, Sense::CLICK);
    let verb = if hidden > 0 { "Unfold" } else { "Fold" };
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::Button, true, format!("{verb} {}", row.title))
    });
    let color = color32(context.theme.secondary);
    let points = if hidden > 0 {
        vec![
            at + vec2(-2.5, -4.0),
            at + vec2(3.5, 0.0),
            at + vec2(-2.5, 4.0),
        ]
    } else {
        vec![
            at + vec2(-4.0, -2.5),
            at + vec2(4.0, -2.5),
            at + vec2(0.0, 3.5),
        ]
    };
    let shown = hidden > 0 || ui.rect_contains_pointer(rect);
    if shown {
        ui.painter().add(egui::Shape::convex_polygon(
            points,
            color,
            egui::Stroke::NONE,
        ));
    }
    if hidden > 0 {
        ui.painter().text(
            at - vec2(8.0, 0.0),
            Align2::RIGHT_CENTER,
            hidden,
            fonts::regular(style::SMALL_PT),
            color,
        );
    }
    response.clicked()
}

/// What the triangle and the count beside it take of a row, where they are shown.
fn right_room(row: &OutlineRow, is_pointed_at: bool) -> f32 {
    match row.folded_count {
        Some(hidden) if hidden > 0 => 44.0,
        Some(_) if is_pointed_at => 22.0,
        _ => 4.0,
    }
}

/// A small diamond at the right, and the room that is taken with it.
fn paint_poor(ui: &Ui, theme: &Theme, rect: Rect, room: f32) -> f32 {
    let at = pos2(rect.right() - room - 6.0, rect.center().y);
    let points = [
        vec2(0.0, -4.0),
        vec2(4.0, 0.0),
        vec2(0.0, 4.0),
        vec2(-4.0, 0.0),
    ];
    ui.painter().add(egui::Shape::closed_line(
        points.map(|by| at + by).to_vec(),
        egui::Stroke::new(1.3, color32(theme.selection)),
    ));
    room + 16.0
}

fn paint_title(ui: &Ui, theme: &Theme, row: &OutlineRow, x: f32, rect: Rect) {
    let color = match row.kind {
        RowKind::Again => color32(theme.secondary),
        _ => color32(theme.text),
    };
    let font = match row.kind {
        RowKind::Contention => fonts::semibold(style::BODY_PT),
        _ => fonts::regular(style::BODY_PT),
    };
    let title = if row.kind == RowKind::Again {
        format!("{} ↑", row.title)
    } else {
        row.title.clone()
    };
    let mut job = egui::text::LayoutJob::simple_singleline(title, font, color);
    job.wrap = egui::text::TextWrapping::truncate_at_width((rect.right() - x).max(16.0));
    job.halign = Align::LEFT;
    let galley = ui.painter().layout_job(job);
    let top = rect.center().y - galley.size().y / 2.0;
    ui.painter().galley(pos2(x, top), galley, color);
}

fn paint_sign(ui: &Ui, theme: &Theme, kind: RowKind, rect: Rect) {
    let painter = ui.painter();
    let centre = rect.center();
    let sign = |text: &str, accent: crate::theme::Accent| {
        // The font's crossed circle is larger than its letters.
        let scale = if text == "⊘" { 0.72 } else { 1.0 };
        painter.text(
            centre,
            Align2::CENTER_CENTER,
            text,
            fonts::semibold(style::BODY_PT * scale),
            color32(accent.ink),
        );
    };
    match kind {
        RowKind::Contention => {
            painter.circle_filled(centre, 4.5, color32(theme.text));
        }
        RowKind::Claim | RowKind::Again => {
            painter.circle_filled(centre, 1.6, color32(theme.secondary));
        }
        RowKind::Question => sign("?", theme.answer),
        RowKind::Step(role) => match role {
            Role::Support | Role::Backing => sign("+", theme.support),
            Role::Objection | Role::Rebuttal => sign("−", theme.objection),
            Role::Undercut => sign("⊘", theme.undercut),
            Role::Answer => sign("?", theme.answer),
        },
    }
}
