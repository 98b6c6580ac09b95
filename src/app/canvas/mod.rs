//! The canvas: paints the scene and its overlay, passes the pointer on, shows the text being typed.

mod access;
mod glide;
mod grid;
mod input;
mod minimap;
mod overlay;
mod paint;
mod place;
mod typing;

use std::time::Duration;

use egui::epaint::StrokeKind;
use egui::{CursorIcon, EventFilter, Id, Painter, Rect, Response, Sense, Stroke, Ui, UiBuilder};

pub(super) use place::Place;
pub(super) use typing::{put_off_end, take_exactly, take_keys as take_typing_keys};

use super::action::Panel;
use super::context::UiContext;
use super::context_menu::{MenuPlace, context_menu_ui};
use super::fonts::Families;
use super::style::{self, color32};
use crate::editor::{Editor, Effect, Overlay, PointerShape};
use crate::model::ArgumentMap;
use crate::scene::Item;
use crate::theme::Color;
use glide::{Glide, Shift};
use input::Hand;
use overlay::OverlayBrush;
use paint::{Brush, Sizes};
use typing::Typing;

/// After the last change of the zoom, text is drawn at its exact size again.
const SETTLES_S: f64 = 0.15;

/// What the canvas keeps between frames.
#[derive(Debug, Default)]
pub(super) struct Canvas {
    rect: Option<Rect>,
    covered: Vec<Rect>,
    hand: Hand,
    glide: Glide,
    typing: Typing,
    shown_zoom: f64,
    zoomed_s: f64,
    menu: MenuPlace,
}

/// What drawing the canvas gives back.
#[derive(Debug, Default)]
pub(super) struct CanvasOutput {
    /// The text in the in-place field, if it changed.
    pub(super) typed: Option<String>,
    /// The point of the map that the minimap asks to see.
    pub(super) look_at: Option<kurbo::Point>,
}

/// The canvas's id, which has the keyboard while the canvas is the pane in use.
pub(super) fn canvas_id() -> Id {
    Id::unique("canvas")
}

impl Canvas {
    /// Opens the menu of what is selected beside it, as a key asks.
    pub(super) fn open_menu(&mut self) {
        self.menu = MenuPlace::Asked;
    }

    /// Where the canvas was drawn last.
    pub(super) fn rect(&self) -> Option<Rect> {
        self.rect
    }

    /// Passes the pointer's events to the editor, before anything is drawn.
    pub(super) fn take_input(&mut self, ctx: &egui::Context, editor: &mut Editor) -> Vec<Effect> {
        let Some(rect) = self.rect else {
            return Vec::new();
        };
        let place = place(rect, editor.camera());
        let covered = std::mem::take(&mut self.covered);
        let (pressed, effects) = self.hand.take_events(ctx, editor, &place, &covered);
        self.covered = covered;
        if pressed {
            ctx.memory_mut(|memory| memory.request_focus(canvas_id()));
        }
        effects
    }

    /// Draws everything.
    pub(super) fn ui(
        &mut self,
        context: &UiContext<'_>,
        ui: &mut Ui,
        families: &Families,
        moves: bool,
    ) -> CanvasOutput {
        // A view can have a look of its own.
        let context = &UiContext {
            theme: context.editor.theme(),
            ..*context
        };
        let rect = ui.available_rect_before_wrap();
        self.rect = Some(rect);
        self.covered.clear();
        let now_s = ui.ctx().time();
        let moves = moves && !self.hand.is_down();
        if self.glide.refresh(context.editor, now_s, moves) {
            ui.ctx().request_repaint();
        }
        let place = place(rect, self.glide.camera(context.editor.camera(), now_s));
        let response = interact_ui(ui, rect);
        let sizes = self.sizes(ui, place.zoom, now_s);
        self.paint(context, ui, families, &place, sizes);
        access::nodes_ui(context, ui, &place);
        if response.contains_pointer() || self.hand.is_down() {
            ui.ctx()
                .set_cursor_icon(cursor(context.editor.pointer_shape()));
        }
        self.fields_ui(context, ui, families, &place, &response)
    }

    /// Whether text sizes may be exact; while the zoom changes they are not.
    fn sizes(&mut self, ui: &Ui, zoom: f64, now_s: f64) -> Sizes {
        if zoom != self.shown_zoom {
            let is_first = self.shown_zoom == 0.0;
            self.shown_zoom = zoom;
            self.zoomed_s = if is_first { -SETTLES_S } else { now_s };
        }
        let left_s = self.zoomed_s + SETTLES_S - now_s;
        if left_s <= 0.0 {
            return Sizes::Exact;
        }
        ui.ctx()
            .request_repaint_after(Duration::from_secs_f64(left_s));
        Sizes::Stepped
    }

    fn paint(
        &self,
        context: &UiContext<'_>,
        ui: &Ui,
        families: &Families,
        place: &Place,
        sizes: Sizes,
    ) {
        let theme = context.theme;
        let rect = place.canvas_in_screen;
        let painter = ui.painter().with_clip_rect(rect);
        painter.rect_filled(rect, 0.0, color32(theme.canvas));
        grid::paint(&painter, place, theme.metrics.grid, color32(theme.dots));
        let brush = Brush {
            painter: &painter,
            place: *place,
            families,
            background: theme.canvas,
            sizes,
            typed: context.editor.draft().map(|draft| draft.element),
            map: context.editor.map(),
        };
        let now_s = ui.ctx().time();
        for item in context.editor.scene().visible(place.visible_in_map()) {
            brush.item(item, self.glide.shift(item, now_s));
        }
        let overlay = context.editor.overlay();
        paint_ghosts(context, &brush, &overlay);
        let over = OverlayBrush {
            painter: &painter,
            place: *place,
            theme,
        };
        over.paint(&overlay);
    }

    fn fields_ui(
        &mut self,
        context: &UiContext<'_>,
        ui: &mut Ui,
        families: &Families,
        place: &Place,
        response: &Response,
    ) -> CanvasOutput {
        let mut output = CanvasOutput::default();
        let mut over = ui.new_child(UiBuilder::new().max_rect(place.canvas_in_screen));
        over.set_clip_rect(place.canvas_in_screen);
        style::set_colors(over.visuals_mut(), context.theme);
        let typed = &mut output.typed;
        self.covered
            .extend(self.typing.ui(context, &mut over, families, place, typed));
        let shows_minimap = context.settings.is_open(Panel::Minimap)
            && context.editor.is_minimap_useful()
            && place.canvas_in_screen.width() > 300.0;
        if shows_minimap {
            let work = work_in_screen(context, place);
            let rect = minimap::minimap_rect(place.canvas_in_screen, work);
            output.look_at = minimap::minimap_ui(context, &mut over, place, rect);
            self.covered.push(rect);
        }
        if !self.hand.is_down() && context.editor.draft().is_none() {
            let beside = work_in_screen(context, place)
                .map_or(place.canvas_in_screen.center(), |work| work.left_bottom());
            let beside = place.canvas_in_screen.shrink(8.0).clamp(beside);
            context_menu_ui(context, response, &mut self.menu, beside);
        }
        output
    }

    /// Adds a part of the canvas that is covered by buttons this frame.
    pub(super) fn cover(&mut self, rect: Rect) {
        self.covered.push(rect);
    }
}

/// Paints items that are no part of the canvas: a slide, or a small picture of one.
pub(super) fn paint_still<'i>(
    painter: &Painter,
    place: &Place,
    families: &Families,
    (map, background): (&ArgumentMap, Color),
    items: impl Iterator<Item = &'i Item>,
) {
    let brush = Brush {
        painter,
        place: *place,
        families,
        background,
        sizes: Sizes::Exact,
        typed: None,
        map,
    };
    for item in items {
        brush.item(item, Shift::default());
    }
}

fn cursor(shape: PointerShape) -> CursorIcon {
    match shape {
        PointerShape::Arrow => CursorIcon::Default,
        PointerShape::Pointing => CursorIcon::PointingHand,
        PointerShape::Grabbing => CursorIcon::Grabbing,
        PointerShape::Width => CursorIcon::ResizeHorizontal,
        PointerShape::Connecting => CursorIcon::Crosshair,
    }
}

/// Paints what is dragged where the pointer carries it: the selected boxes to be read, lifted off
/// the ground by a shadow, and what moves along with them as faint frames.
fn paint_ghosts(context: &UiContext<'_>, brush: &Brush<'_>, overlay: &Overlay) {
    let mut painter = brush.painter.clone();
    painter.set_opacity(0.94);
    let brush = Brush {
        painter: &painter,
        typed: None,
        ..*brush
    };
    let selection = context.editor.selection();
    let is_lifted = |element| selection.contains(element);
    let (lifted, along): (Vec<_>, Vec<_>) = overlay
        .ghosts
        .iter()
        .partition(|(element, _)| is_lifted(element));
    for (_, rect) in along {
        paint_faint_frame(context, &brush, brush.place.rect(*rect));
    }
    for (element, rect) in lifted {
        if let Some(item) = context.editor.scene().item(element) {
            let by = rect.origin() - item.body_in_map().origin();
            let shadow = brush.painter.ctx().global_style().visuals.window_shadow;
            let corner = brush.place.length(context.theme.metrics.box_corner);
            let at = brush.place.rect(*rect);
            painter.add(shadow.as_shape(at, corner));
            brush.item(item, Shift { from: by, to: by });
        }
    }
}

fn paint_faint_frame(context: &UiContext<'_>, brush: &Brush<'_>, at: Rect) {
    let theme = context.theme;
    brush.painter.rect(
        at,
        brush.place.length(theme.metrics.box_corner),
        color32(theme.panel).gamma_multiply(0.25),
        Stroke::new(1.2, color32(theme.selection).gamma_multiply(0.6)),
        StrokeKind::Inside,
    );
}

fn interact_ui(ui: &Ui, rect: Rect) -> Response {
    let id = canvas_id();
    let response = ui.interact(rect, id, Sense::click_and_drag());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Canvas, true, "Canvas"));
    let all_keys = EventFilter {
        tab: true,
        horizontal_arrows: true,
        vertical_arrows: true,
        escape: true,
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, all_keys));
    response
}

/// The box being typed in, or the one that is selected.
fn work_in_screen(context: &UiContext<'_>, place: &Place) -> Option<Rect> {
    let primary = context.editor.selection().primary()?;
    let rect = context.editor.scene().rect_of(primary)?;
    Some(place.rect(rect))
}

fn place(canvas_in_screen: Rect, camera: crate::editor::Camera) -> Place {
    Place {
        canvas_in_screen,
        zoom: camera.zoom,
        origin: camera.pan,
    }
}
