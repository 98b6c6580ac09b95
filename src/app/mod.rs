//! The window: an eframe shell around the headless editor.
//!
//! Every frame goes the same way: input becomes [`Action`]s, actions are applied to the
//! [`Editor`](crate::editor::Editor), and everything is drawn from it with shared borrows
//! ([`App::ui`]). Panels decide what they show as plain data first and arrange it second, and
//! send what the user asks through an outbox. One table of commands feeds menus, palette, tool
//! row, context menu, keys and help. Dialogs of the system and the clipboard are [`Ports`], so
//! that tests drive the real interface without a display.
//!
//! The room keeps no second copy of the map, lays nothing out and reads no file while drawing.

mod action;
mod canvas;
mod clipboard;
mod commands;
mod context;
mod context_menu;
mod copying;
mod dialog;
mod entry;
mod exporting;
mod folders;
mod fonts;
mod hidden;
mod inspector;
mod inspector_panel;
mod keys;
mod menu;
mod motion;
mod outline;
mod outline_panel;
mod palette;
mod panes;
mod participants_panel;
mod ports;
mod presenting;
mod progress;
mod quote_form;
mod recovery;
mod session;
mod settings;
mod shell;
mod source_form;
mod startup;
mod status;
mod step_fields;
mod steps_panel;
mod style;
mod tidying;
mod toasts;
mod tool_row;
mod views_menu;
mod welcome;

pub use action::{Action, CopyExtent, CopyKind, FileAction, LookAction, Panel, ThemeChoice};
pub use motion::SystemMotion;
pub use ports::{Answer, Ask, Clipboard, Dialogs, Folders, Jobs, Ports, Purpose, WallClock};
pub use presenting::{Begin, Screens};
pub use settings::Settings;
pub use shell::{App, Startup};
pub use startup::{NoWindow, run};
