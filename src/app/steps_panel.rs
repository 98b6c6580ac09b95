//! The steps panel: the steps of a view as pictures in a row, and what can be done with them.

use std::collections::BTreeSet;

use egui::epaint::StrokeKind;
use egui::{Align, Button, Id, Key, Layout, Modifiers, Rect, RichText, ScrollArea};
use egui::{Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::canvas::take_exactly;
use super::context::UiContext;
use super::fonts::{self, Families};
use super::outline_panel::head_ui;
use super::palette::name_ui;
use super::presenting::{Begin, Extent, Reel, Stage};
use super::step_fields::{Active, fields_ui};
use super::style::{self, color32};
use super::views_menu::views_ui;
use crate::edit::Operation;
use crate::edit::steps::{By, Camera, reading_order};
use crate::editor::Command;
use crate::model::{ElementId, View};

const PICTURE: egui::Vec2 = vec2(176.0, 99.0);
const GAP: f32 = 12.0;
const FIELDS: f32 = 360.0;
/// From this width on, the bar has room for its heading.
const ROOMY: f32 = 840.0;

/// What the panel remembers.
#[derive(Debug, Default)]
pub(super) struct StepsState {
    /// The name being typed for the view.
    pub(super) view_name: Option<String>,
    chosen: usize,
    reel: Reel,
    /// The chosen step is to be brought into sight.
    follows: bool,
    pub(super) active: Option<Active>,
}

impl StepsState {
    /// The number of the step chosen, counted from 0.
    pub(super) fn chosen(&self) -> usize {
        self.chosen
    }

    /// Chooses a step.
    pub(super) fn choose(&mut self, at: usize) {
        self.follows = self.chosen != at;
        self.chosen = at;
    }

    /// Takes over what was typed into a field and not yet committed.
    pub(super) fn take_pending(&mut self) -> Option<Command> {
        self.active.take()?.command()
    }
}

/// The operation as a command.
pub(super) fn staged(operation: Operation) -> Command {
    Command::Stage(Box::new(operation))
}

/// Draws the panel.
pub(super) fn steps_ui(
    context: &UiContext<'_>,
    ui: &mut Ui,
    state: &mut StepsState,
    families: &Families,
) {
    let view = context.editor.shown_view();
    state.reel.refresh(context.editor, &view.id);
    state.chosen = state.chosen.min(view.steps.len().saturating_sub(1));
    bar_ui(context, ui, state, view);
    ui.add_space(6.0);
    if view.steps.is_empty() {
        empty_ui(context, ui, view);
        return;
    }
    let all = ui.available_rect_before_wrap();
    let fields = FIELDS.min(all.width() * 0.45);
    let strip = Rect::from_min_max(all.min, pos2(all.right() - fields - 16.0, all.bottom()));
    let beside = Rect::from_min_max(pos2(all.right() - fields, all.top()), all.max);
    ui.scope_builder(egui::UiBuilder::new().max_rect(strip), |ui| {
        strip_ui(context, ui, state, (view, families));
    });
    ui.scope_builder(egui::UiBuilder::new().max_rect(beside), |ui| {
        fields_ui(context, ui, state, view);
    });
}

fn bar_ui(context: &UiContext<'_>, ui: &mut Ui, state: &mut StepsState, view: &View) {
    ui.horizontal(|ui| {
        // Where it is narrow, the buttons need the room of the word.
        if ui.available_width() >= ROOMY {
            head_ui(context, ui, "Steps");
        }
        views_ui(context, ui, ("steps", state), view);
        make_ui(context, ui, view);
        if !view.steps.is_empty() {
            actions_ui(context, ui, state, view);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let button = ui.add(Button::new("Present"));
            if button.on_hover_text("F5").clicked() {
                context.send(super::action::LookAction::Present(Begin::Here));
            }
        });
    });
}

fn make_ui(context: &UiContext<'_>, ui: &mut Ui, view: &View) {
    style::menu_button_ui(ui, "Make steps", |ui| {
        for (camera, suffix) in [
            (Camera::Keeps, ""),
            (Camera::Follows, ", the camera follows"),
        ] {
            for (title, by) in WAYS {
                if ui.button(format!("{title}{suffix}")).clicked() {
                    context.send(staged(Operation::MakeSteps(view.id.clone(), by, camera)));
                    ui.close();
                }
            }
            if camera == Camera::Keeps {
                ui.separator();
            }
        }
    });
}

const WAYS: [(&str, By); 4] = [
    ("In reading order", By::Reading),
    ("By participant", By::Participant),
    ("By branch", By::Branch),
    ("By depth", By::Depth),
];

fn empty_ui(context: &UiContext<'_>, ui: &mut Ui, view: &View) {
    ui.vertical_centered(|ui| {
        let text = "Steps show the map bit by bit, while every box stays where it is. They make themselves:";
        ui.label(RichText::new(text).color(color32(context.theme.secondary)));
    });
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        let free = ui.available_width() - 480.0;
        ui.add_space((free / 2.0).max(0.0));
        for (title, by) in WAYS {
            let button = ui.add(Button::new(title));
            name_ui(&button, &format!("Make steps: {title}"));
            if button.clicked() {
                context.send(staged(Operation::MakeSteps(
                    view.id.clone(),
                    by,
                    Camera::Keeps,
                )));
            }
        }
    });
}

/// What is done with the chosen step as a whole.
fn actions_ui(context: &UiContext<'_>, ui: &mut Ui, state: &mut StepsState, view: &View) {
    let (at, id) = (state.chosen, &view.id);
    let last = view.steps.len().saturating_sub(1);
    let moved = |to: usize| Operation::ReorderStep {
        view: id.clone(),
        from: at,
        to,
    };
    let can_split = view
        .steps
        .get(at)
        .is_some_and(|step| step.appears.len() > 1);
    let actions = [
        (
            "Earlier",
            at > 0,
            moved(at.saturating_sub(1)),
            at.saturating_sub(1),
        ),
        ("Later", at < last, moved((at + 1).min(last)), at + 1),
        (
            "Merge with next",
            at < last,
            Operation::MergeSteps(id.clone(), at),
            at,
        ),
        (
            "Split",
            can_split,
            Operation::SplitStep {
                view: id.clone(),
                at,
                later: later_part(context, view, at),
            },
            at,
        ),
        (
            "Add step",
            true,
            Operation::InsertStep(id.clone(), at + 1),
            at + 1,
        ),
        (
            "Remove",
            true,
            Operation::RemoveStep(id.clone(), at),
            at.saturating_sub(1),
        ),
    ];
    for (title, is_enabled, operation, then) in actions {
        let button = ui.add_enabled(is_enabled, Button::new(title).small());
        name_ui(&button, &format!("{title} (step {})", at + 1));
        let button = match title {
            "Earlier" => button.on_hover_text("Ctrl+Left on its picture, or drag it"),
            "Later" => button.on_hover_text("Ctrl+Right on its picture, or drag it"),
            _ => button,
        };
        if button.clicked() {
            if let Some(command) = state.take_pending() {
                context.send(command);
            }
            context.send(staged(operation));
            state.choose(then);
        }
    }
}

/// Where what the user selected parts the step: the part that is read first stays, the other
/// appears later, so that no claim is shown before what it bears on.
fn later_part(context: &UiContext<'_>, view: &View, at: usize) -> BTreeSet<ElementId> {
    let Some(step) = view.steps.get(at) else {
        return BTreeSet::new();
    };
    let is_selected = |element: &ElementId| context.editor.selection().contains(element);
    let (selected, others): (BTreeSet<_>, BTreeSet<_>) =
        step.appears.iter().cloned().partition(is_selected);
    if selected.is_empty() || others.is_empty() {
        return BTreeSet::new();
    }
    let order = reading_order(context.editor.map(), view);
    match order.iter().find(|element| step.appears.contains(element)) {
        Some(first) if selected.contains(first) => others,
        _ => selected,
    }
}

fn strip_ui(
    context: &UiContext<'_>,
    ui: &mut Ui,
    state: &mut StepsState,
    (view, families): (&View, &Families),
) {
    let follows = std::mem::take(&mut state.follows);
    ScrollArea::horizontal().auto_shrink(false).show(ui, |ui| {
        let count = view.steps.len();
        let size = vec2(count as f32 * (PICTURE.x + GAP) + GAP, PICTURE.y + 30.0);
        let (_, whole) = ui.allocate_space(size);
        let place = |at: usize| {
            let left = whole.left() + 4.0 + at as f32 * (PICTURE.x + GAP);
            Rect::from_min_size(pos2(left, whole.top() + 3.0), PICTURE)
        };
        for at in 0..count {
            let rect = place(at);
            picture_ui(context, ui, state, (view, families), (at, rect));
            if follows && at == state.chosen {
                ui.scroll_to_rect(rect.expand(GAP), None);
            }
        }
    });
}

fn picture_ui(
    context: &UiContext<'_>,
    ui: &mut Ui,
    state: &mut StepsState,
    (view, families): (&View, &Families),
    (at, rect): (usize, Rect),
) {
    let title = view.steps.get(at).map_or("", |step| step.title.as_str());
    let id = picture_id(view, at);
    let response = ui.interact(rect, id, Sense::click_and_drag());
    let is_chosen = at == state.chosen;
    let name = format!("Step {}: {title}", at + 1);
    response.widget_info(|| WidgetInfo::selected(egui::Role::Button, true, is_chosen, &name));
    if ui.is_rect_visible(rect) {
        paint_picture(ui, state, families, (at, rect));
        let width = if is_chosen || response.has_focus() {
            2.0
        } else {
            1.0
        };
        let theme = context.theme;
        let color = if width > 1.0 {
            theme.selection
        } else {
            theme.box_border
        };
        let line = Stroke::new(width, color32(color));
        ui.painter()
            .rect_stroke(rect, 4.0, line, StrokeKind::Outside);
        caption_ui(context, ui, rect, format!("{}  {title}", at + 1));
    }
    if response.clicked() {
        response.request_focus();
        choose(context, state, view, at);
    }
    if response.has_focus() {
        step_keys(context, ui, state, view);
    }
    drag_ui(context, ui, state, (view, &response), (at, rect));
}

fn picture_id(view: &View, at: usize) -> Id {
    Id::unique(("step", view.id.as_str(), at))
}

fn paint_picture(ui: &Ui, state: &mut StepsState, families: &Families, (at, rect): (usize, Rect)) {
    let slide = state.reel.slide(at, Extent::Framed);
    if let Some((slide, map)) = slide.zip(state.reel.map()) {
        let painter = ui.painter().with_clip_rect(ui.clip_rect().intersect(rect));
        let stage = Stage {
            painter: &painter,
            families,
            map,
        };
        stage.still(&slide, slide.frame, rect);
    }
}

fn caption_ui(context: &UiContext<'_>, ui: &Ui, rect: Rect, text: String) {
    let color = color32(context.theme.secondary);
    let font = fonts::regular(style::SMALL_PT);
    let mut job = egui::text::LayoutJob::simple(text, font, color, rect.width());
    job.wrap.max_rows = 1;
    let galley = ui.painter().layout_job(job);
    ui.painter()
        .galley(rect.left_bottom() + vec2(0.0, 5.0), galley, color);
}

/// Chooses a step and selects what appears at it.
fn choose(context: &UiContext<'_>, state: &mut StepsState, view: &View, at: usize) {
    if let Some(command) = state.take_pending() {
        context.send(command);
    }
    state.choose(at);
    let appears = view.steps.get(at).map(|step| &step.appears);
    let appears: Vec<ElementId> = appears.into_iter().flatten().cloned().collect();
    if !appears.is_empty() {
        context.send(Command::Select(appears));
    }
}

fn step_keys(context: &UiContext<'_>, ui: &Ui, state: &mut StepsState, view: &View) {
    let last = view.steps.len().saturating_sub(1);
    let at = state.chosen;
    let moves = [
        (Key::ArrowLeft, at.checked_sub(1)),
        (Key::ArrowRight, Some(at + 1).filter(|to| *to <= last)),
    ];
    for (key, to) in moves {
        let is_pressed = ui.input_mut(|input| take_exactly(input, Modifiers::COMMAND, key));
        if let Some(to) = to.filter(|_| is_pressed) {
            reorder(context, ui, state, view, (at, to));
        }
    }
    let to = |key: Key| match key {
        Key::ArrowLeft => state.chosen.saturating_sub(1),
        Key::ArrowRight => (state.chosen + 1).min(last),
        Key::Home => 0,
        _ => last,
    };
    let keys = [Key::ArrowLeft, Key::ArrowRight, Key::Home, Key::End];
    let pressed = keys
        .into_iter()
        .find(|key| ui.input_mut(|input| take_exactly(input, Modifiers::NONE, *key)));
    if let Some(key) = pressed {
        let to = to(key);
        choose(context, state, view, to);
        let id = picture_id(view, to);
        ui.memory_mut(|memory| memory.request_focus(id));
    }
}

/// Moves a step; the keyboard goes along with its picture.
fn reorder(
    context: &UiContext<'_>,
    ui: &Ui,
    state: &mut StepsState,
    view: &View,
    (from, to): (usize, usize),
) {
    if let Some(command) = state.take_pending() {
        context.send(command);
    }
    context.send(staged(Operation::ReorderStep {
        view: view.id.clone(),
        from,
        to,
    }));
    state.choose(to);
    let id = picture_id(view, to);
    ui.memory_mut(|memory| memory.request_focus(id));
}

/// Dragging a picture moves its step: a line shows where to.
fn drag_ui(
    context: &UiContext<'_>,
    ui: &Ui,
    state: &mut StepsState,
    (view, response): (&View, &egui::Response),
    (at, rect): (usize, Rect),
) {
    let Some(pointer) = response.interact_pointer_pos() else {
        return;
    };
    if !response.dragged() && !response.drag_stopped() {
        return;
    }
    let pitch = PICTURE.x + GAP;
    let by = ((pointer.x - rect.left() + GAP / 2.0) / pitch).floor();
    let last = view.steps.len().saturating_sub(1);
    let before = (at as f32 + by).clamp(0.0, last as f32 + 1.0) as usize;
    let to = if before > at { before - 1 } else { before }.min(last);
    if response.drag_stopped() {
        if to != at {
            reorder(context, ui, state, view, (at, to));
        }
    } else {
        let x = rect.left() + (before as f32 - at as f32) * pitch - GAP / 2.0;
        let line = Stroke::new(2.5, color32(context.theme.selection));
        ui.painter().vline(x, rect.y_range(), line);
    }
}
