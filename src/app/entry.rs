//! Rows of the table of commands, and the short ways to write them down.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::action::{Action, CopyExtent, CopyKind, FileAction, LookAction};
use crate::editor::Command;
use crate::model::Aspect;

/// Where a command stands in the menu bar; the number is its group within the menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// File.
    File(u8),
    /// Edit.
    Edit(u8),
    /// Map.
    Map(u8),
    /// View.
    View(u8),
    /// Help.
    Help(u8),
    /// In no menu: keys of the canvas.
    Keys,
}

/// When the keys of a command count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// Always, even while a text is being typed.
    Anywhere,
    /// Whenever no text field has the keyboard.
    NotTyping,
    /// While the canvas has the keyboard.
    Canvas,
}

/// A row of the table.
#[derive(Debug)]
pub(super) struct Entry {
    /// Sentence case, no full stop, `…` on what asks more.
    pub(super) title: &'static str,
    /// Its menu.
    pub(super) place: Place,
    /// When its keys count.
    pub(super) scope: Scope,
    /// Its keys; the first is the one shown.
    pub(super) keys: &'static [KeyboardShortcut],
    /// What it does.
    pub(super) action: Action,
}

pub(super) const CTRL: Modifiers = Modifiers::COMMAND;
pub(super) const SHIFT: Modifiers = Modifiers::SHIFT;
pub(super) const CTRL_SHIFT: Modifiers = Modifiers {
    shift: true,
    ..Modifiers::COMMAND
};
pub(super) const ALT: Modifiers = Modifiers::ALT;
pub(super) const NONE: Modifiers = Modifiers::NONE;

pub(super) const fn key(modifiers: Modifiers, key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(modifiers, key)
}

pub(super) const fn edit(
    title: &'static str,
    place: Place,
    scope: Scope,
    keys: &'static [KeyboardShortcut],
    command: Command,
) -> Entry {
    Entry {
        title,
        place,
        scope,
        keys,
        action: Action::Edit(command),
    }
}

pub(super) const fn file(
    title: &'static str,
    group: u8,
    keys: &'static [KeyboardShortcut],
    action: FileAction,
) -> Entry {
    Entry {
        title,
        place: Place::File(group),
        scope: Scope::Anywhere,
        keys,
        action: Action::File(action),
    }
}

pub(super) const fn look(
    title: &'static str,
    place: Place,
    keys: &'static [KeyboardShortcut],
    action: LookAction,
) -> Entry {
    Entry {
        title,
        place,
        scope: Scope::Anywhere,
        keys,
        action: Action::Look(action),
    }
}

/// A row that puts a part of the map onto the clipboard.
pub(super) const fn copy(
    title: &'static str,
    group: u8,
    keys: &'static [KeyboardShortcut],
    kind: CopyKind,
    extent: CopyExtent,
) -> Entry {
    Entry {
        title,
        place: Place::Edit(group),
        scope: Scope::NotTyping,
        keys,
        action: Action::CopyAs(kind, extent),
    }
}

/// A row about how the map is laid out.
pub(super) const fn arrange(title: &'static str, group: u8, command: Command) -> Entry {
    edit(title, Place::View(group), Scope::Anywhere, &[], command)
}

pub(super) const fn fill(width: u32, height: u32) -> Command {
    Command::SetAspect(Aspect { width, height })
}
