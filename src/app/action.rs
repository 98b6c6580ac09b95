//! What menus, keys, panels and dialogs ask of the application; everything that changes goes through here.

use std::cell::RefCell;
use std::path::PathBuf;

use super::presenting::Begin;
use crate::editor::Command;

/// One thing asked for.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Something of the map, the selection or the camera.
    Edit(Command),
    /// Something of files and the window.
    File(FileAction),
    /// Something of panels and looks.
    Look(LookAction),
    /// Puts a part of the map onto the clipboard, as other programs take it.
    CopyAs(CopyKind, CopyExtent),
    /// Takes what the clipboard holds.
    Paste,
    /// Takes this text, and what the clipboard holds beside it.
    PasteText(String),
}

/// As what a map goes onto the clipboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CopyKind {
    /// A picture of pixels.
    Picture,
    /// An SVG file.
    Svg,
    /// An indented list.
    Text,
}

/// How much of a map goes onto the clipboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CopyExtent {
    /// The selected, or the view where nothing is selected.
    Selected,
    /// The whole map, also what the view hides.
    Everything,
}

/// Asks of files and the window.
#[derive(Debug, Clone, PartialEq)]
pub enum FileAction {
    /// An empty map.
    New,
    /// Asks for a file and opens it.
    Open,
    /// Opens the field where a path is typed.
    TypePath,
    /// Opens this file.
    OpenPath(PathBuf),
    /// Opens a copy of the shipped map of this name.
    OpenShipped(String),
    /// Writes the map to its file, asking for one if it has none.
    Save,
    /// Asks for a file and writes the map there.
    SaveAs,
    /// Asks how and where to export a picture.
    Export,
    /// Shows a folder in the system's own way.
    OpenFolder(PathBuf),
    /// Closes the window.
    Quit,
}

/// Asks of panels and looks.
#[derive(Debug, Clone, PartialEq)]
pub enum LookAction {
    /// Opens or closes a panel.
    Toggle(Panel),
    /// Moves the keyboard to the next pane.
    NextPane,
    /// Moves the keyboard to the pane before.
    PreviousPane,
    /// Moves the keyboard to the outline's filter.
    Filter,
    /// Opens the palette.
    Palette,
    /// Opens the menu of what is selected.
    ContextMenu,
    /// Chooses the theme.
    Theme(ThemeChoice),
    /// Switches motion off or on.
    ReduceMotion,
    /// Shows the steps full screen.
    Present(Begin),
    /// Shows the steps full screen, with a window for the speaker.
    PresentWithNotes,
    /// Ends the presentation that waits.
    EndPresentation,
    /// Shows all keys.
    Keys,
    /// Says what this application is.
    About,
}

/// What can be opened and closed around the canvas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Panel {
    /// The tree at the left.
    Outline,
    /// The properties at the right.
    Inspector,
    /// The four moves above.
    ToolRow,
    /// The line below.
    StatusLine,
    /// The small map in the corner.
    Minimap,
    /// The steps of a view, below.
    Steps,
}

/// Which theme is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ThemeChoice {
    /// Light or dark, as the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
    /// Black on white.
    Print,
    /// High contrast.
    Contrast,
}

impl From<Command> for Action {
    fn from(command: Command) -> Self {
        Self::Edit(command)
    }
}

impl From<FileAction> for Action {
    fn from(action: FileAction) -> Self {
        Self::File(action)
    }
}

impl From<LookAction> for Action {
    fn from(action: LookAction) -> Self {
        Self::Look(action)
    }
}

/// Where read-only panels leave what was asked for, until the next frame applies it.
#[derive(Debug, Default)]
pub(super) struct Outbox(RefCell<Vec<Action>>);

impl Outbox {
    pub(super) fn send(&self, action: impl Into<Action>) {
        self.0.borrow_mut().push(action.into());
    }

    pub(super) fn take(&self) -> Vec<Action> {
        self.0.take()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }
}
