//! Turns egui's events over the canvas into the editor's pointer events.
//!
//! Every event is passed on with its own position: sums of egui's drag deltas lose the motion
//! before a drag is recognised and the motion of the frame of the release.

use egui::{Context, Event, LayerId, Pos2, Rect};

use super::place::Place;
use crate::editor::{Button, Editor, Effect, Modifiers, PointerEvent, PointerKind};

/// Presses at most this far apart can be a double click.
const DOUBLE_CLICK_PX: f32 = 6.0;

/// What the pointer is doing over the canvas, as far as egui's events need remembering.
#[derive(Debug, Default)]
pub(in crate::app) struct Hand {
    /// Buttons pressed over the canvas and not yet released.
    down: Vec<Button>,
    last_press: Option<Press>,
    is_over: bool,
}

#[derive(Debug, Clone, Copy)]
struct Press {
    at: Pos2,
    button: Button,
    time_s: f64,
    count: u8,
}

impl Hand {
    /// Whether a button that went down over the canvas is still down.
    pub(in crate::app) fn is_down(&self) -> bool {
        !self.down.is_empty()
    }

    /// Passes this frame's events on; parts of the canvas covered by fields keep theirs. The
    /// result says whether a press landed on the canvas, and what the editor asks for.
    pub(in crate::app) fn take_events(
        &mut self,
        ctx: &Context,
        editor: &mut Editor,
        place: &Place,
        covered: &[Rect],
    ) -> (bool, Vec<Effect>) {
        let open = |at: Pos2| is_open(ctx, place.canvas_in_screen, covered, at);
        let (events, modifiers, time_s) = ctx.input(|input| {
            let mut modifiers = of_egui(input.modifiers);
            modifiers.space = input.key_down(egui::Key::Space);
            (input.raw.events.clone(), modifiers, input.time)
        });
        let mut effects = Vec::new();
        let mut pressed = false;
        for event in events {
            let Some((kind, at)) = self.translate(&event, time_s, &open) else {
                continue;
            };
            pressed |= matches!(kind, PointerKind::Press(..));
            effects.extend(editor.pointer(PointerEvent {
                kind,
                at_in_screen: place.local(at),
                modifiers,
            }));
        }
        effects.extend(wheel(ctx, editor, place, modifiers, &open));
        (pressed, effects)
    }

    fn translate(
        &mut self,
        event: &Event,
        time_s: f64,
        open: &impl Fn(Pos2) -> bool,
    ) -> Option<(PointerKind, Pos2)> {
        match *event {
            Event::PointerMoved(at) => self.moved(at, open(at)),
            Event::PointerButton {
                pos,
                button,
                pressed: true,
                ..
            } => {
                let button = known(button)?;
                open(pos).then(|| (self.press(button, pos, time_s), pos))
            }
            Event::PointerButton { pos, button, .. } => {
                let button = known(button)?;
                let held = self.down.iter().position(|down| *down == button)?;
                self.down.remove(held);
                Some((PointerKind::Release(button), pos))
            }
            Event::PointerGone if self.is_over && !self.is_down() => {
                self.is_over = false;
                Some((PointerKind::Leave, Pos2::ZERO))
            }
            _ => None,
        }
    }

    fn moved(&mut self, at: Pos2, is_open: bool) -> Option<(PointerKind, Pos2)> {
        if is_open || self.is_down() {
            self.is_over = true;
            return Some((PointerKind::Move, at));
        }
        let was_over = std::mem::take(&mut self.is_over);
        was_over.then_some((PointerKind::Leave, at))
    }

    fn press(&mut self, button: Button, at: Pos2, time_s: f64) -> PointerKind {
        let again = self.last_press.filter(|last| {
            last.button == button
                && last.at.distance(at) < DOUBLE_CLICK_PX
                && time_s - last.time_s < DOUBLE_CLICK_S
        });
        // A third press starts anew, so that two double clicks in a row are two.
        let count = match again {
            Some(last) if last.count == 1 => 2,
            _ => 1,
        };
        self.last_press = Some(Press {
            at,
            button,
            time_s,
            count,
        });
        self.down.push(button);
        PointerKind::Press(button, count)
    }
}

const DOUBLE_CLICK_S: f64 = 0.4;

/// Whether a point belongs to the canvas: on it, and under no popup, dialog or field.
fn is_open(ctx: &Context, canvas: Rect, covered: &[Rect], at: Pos2) -> bool {
    canvas.contains(at)
        && !covered.iter().any(|rect| rect.contains(at))
        && ctx
            .layer_id_at(at)
            .is_none_or(|layer| layer == LayerId::background())
        && ctx.memory(|memory| memory.top_modal_layer().is_none())
}

fn wheel(
    ctx: &Context,
    editor: &mut Editor,
    place: &Place,
    modifiers: Modifiers,
    open: &impl Fn(Pos2) -> bool,
) -> Vec<Effect> {
    let Some(at) = ctx.pointer_hover_pos().filter(|at| open(*at)) else {
        return Vec::new();
    };
    let (factor, scroll) = ctx.input(|input| (input.zoom_delta(), input.smooth_scroll_delta()));
    let mut send = |kind| {
        editor.pointer(PointerEvent {
            kind,
            at_in_screen: place.local(at),
            modifiers,
        })
    };
    let mut effects = Vec::new();
    if factor != 1.0 {
        effects.extend(send(PointerKind::Zoom(f64::from(factor))));
    }
    if scroll != egui::Vec2::ZERO {
        let by = kurbo::Vec2::new(f64::from(scroll.x), f64::from(scroll.y));
        effects.extend(send(PointerKind::Scroll(by)));
    }
    effects
}

fn known(button: egui::PointerButton) -> Option<Button> {
    match button {
        egui::PointerButton::Primary => Some(Button::Primary),
        egui::PointerButton::Middle => Some(Button::Middle),
        egui::PointerButton::Secondary => Some(Button::Secondary),
        egui::PointerButton::Extra1 | egui::PointerButton::Extra2 => None,
    }
}

fn of_egui(modifiers: egui::Modifiers) -> Modifiers {
    Modifiers {
        shift: modifiers.shift,
        command: modifiers.command,
        space: false,
    }
}
