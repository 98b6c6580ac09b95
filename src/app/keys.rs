//! Keys: finds what a press asks for in the table of commands, wherever the keyboard is.

use egui::{Context, Event, Key, Modifiers};

use super::action::{Action, Outbox};
use super::canvas;
use super::commands::{Entry, Scope, TABLE};
use crate::editor::{Command, Editor};
use crate::model::ElementId;

/// Takes the keys that ask for something out of this frame's input.
///
/// `has_left_field` says that this frame's Escape ended the typing in some field, so that it asks
/// nothing of the canvas.
pub(super) fn take(ctx: &Context, editor: &Editor, outbox: &Outbox, has_left_field: bool) {
    if egui::Popup::is_any_open(ctx) {
        // An open menu takes Escape and the arrows itself.
        return;
    }
    let typing_in_place = editor
        .draft()
        .is_some_and(|_| ctx.text_edit_focused() || canvas_has_focus(ctx));
    if typing_in_place {
        canvas::take_typing_keys(ctx, outbox);
    }
    let is_typing = ctx.text_edit_focused();
    let on_canvas = !is_typing && !has_left_field && canvas_has_focus(ctx);
    for entry in TABLE {
        let counts = match entry.scope {
            Scope::Anywhere => true,
            Scope::NotTyping => !is_typing,
            Scope::Canvas => on_canvas,
        };
        if counts && pressed(ctx, entry) {
            outbox.send(entry.action.clone());
        }
    }
    if !is_typing {
        take_clipboard_events(ctx, outbox);
    }
    if on_canvas {
        take_home(ctx, editor, outbox);
        take_digits(ctx, editor, outbox);
    }
}

/// The keys of the digits, each at its value.
pub(super) const DIGITS: [Key; 10] = [
    Key::Num0,
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
];

/// While a step is to be picked, its number picks it.
fn take_digits(ctx: &Context, editor: &Editor, outbox: &Outbox) {
    if editor.overlay().picks.is_empty() {
        return;
    }
    for (number, digit) in DIGITS.into_iter().enumerate().skip(1) {
        if ctx.input_mut(|input| canvas::take_exactly(input, Modifiers::NONE, digit)) {
            outbox.send(Command::PickStep(number));
        }
    }
}

/// Whether the canvas has the keyboard; it has it too when nothing else does.
pub(super) fn canvas_has_focus(ctx: &Context) -> bool {
    ctx.memory(|memory| memory.focused().is_none_or(|id| id == canvas::canvas_id()))
}

fn pressed(ctx: &Context, entry: &Entry) -> bool {
    entry.keys.iter().any(|shortcut| {
        let loose = matches!(shortcut.logical_key, Key::Plus | Key::Equals | Key::Minus);
        ctx.input_mut(|input| {
            if loose {
                // On some keyboards these need Shift.
                input.consume_shortcut(shortcut)
            } else {
                canvas::take_exactly(input, shortcut.modifiers, shortcut.logical_key)
            }
        })
    })
}

/// The system's copy, cut and paste, whichever keys stand for them.
fn take_clipboard_events(ctx: &Context, outbox: &Outbox) {
    let events = ctx.input_mut(|input| {
        let (taken, kept) = std::mem::take(&mut input.events)
            .into_iter()
            .partition(|event| matches!(event, Event::Copy | Event::Cut | Event::Paste(_)));
        input.events = kept;
        let taken: Vec<Event> = taken;
        taken
    });
    for event in events {
        match event {
            Event::Copy => outbox.send(Command::Copy),
            Event::Cut => outbox.send(Command::Cut),
            Event::Paste(text) => outbox.send(Action::PasteText(text)),
            _ => {}
        }
    }
}

/// Home goes to the first contention, or the first claim where there is none.
fn take_home(ctx: &Context, editor: &Editor, outbox: &Outbox) {
    if !ctx.input_mut(|input| canvas::take_exactly(input, Modifiers::NONE, Key::Home)) {
        return;
    }
    let map = editor.map();
    let first = map.contentions().first().map(|claim| claim.id.clone());
    let first = first.or_else(|| map.claims().next().map(|claim| claim.id.clone()));
    if let Some(first) = first {
        outbox.send(Command::Select(vec![ElementId::Claim(first)]));
    }
}
