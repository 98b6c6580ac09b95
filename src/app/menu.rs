//! The menu bar, drawn from the table of commands.

use std::path::{Path, PathBuf};

use egui::containers::menu::MenuConfig;
use egui::{Align, Layout, RichText, Ui};

use super::action::{Action, FileAction};
use super::commands::{COPYING, Entry, Place, TABLE, VIEWING};
use super::context::UiContext;
use super::style::{self, color32};
use super::views_menu;
use crate::editor::Command;

/// More steps than these do not fit a menu.
const STEPS_SHOWN: usize = 20;

/// What the menus show beside the table.
#[derive(Debug, Default)]
pub(super) struct MenuData {
    /// Files opened or saved lately, the latest first.
    pub(super) recent: Vec<PathBuf>,
    /// Names and titles of the shipped maps.
    pub(super) shipped: Vec<(String, String)>,
    /// The window's title.
    pub(super) title: String,
}

/// Draws the bar: menus at the left, the map's title in the middle.
pub(super) fn menu_bar_ui(context: &UiContext<'_>, ui: &mut Ui, data: &MenuData) {
    let config = MenuConfig::new().style(style::menu);
    egui::MenuBar::new().config(config).ui(ui, |ui| {
        ui.menu_button("File", |ui| file_menu_ui(context, ui, data));
        ui.menu_button("Edit", |ui| {
            let groups = |from: u8, to: u8| {
                move |place| match place {
                    Place::Edit(group) if (from..=to).contains(&group) => Some(group),
                    _ => None,
                }
            };
            groups_ui(context, ui, groups(0, COPYING - 1));
            ui.separator();
            ui.menu_button("Copy as", |ui| {
                groups_ui(context, ui, groups(COPYING, COPYING + 1));
            });
            ui.menu_button("Undo history", |ui| history_ui(context, ui));
        });
        ui.menu_button("Map", |ui| {
            groups_ui(context, ui, |place| match place {
                Place::Map(group) => Some(group),
                _ => None,
            });
        });
        ui.menu_button("View", |ui| {
            let groups = |from: u8, to: u8| {
                move |place| match place {
                    Place::View(group) if (from..=to).contains(&group) => Some(group),
                    _ => None,
                }
            };
            groups_ui(context, ui, groups(0, 3));
            ui.separator();
            ui.menu_button("Views", |ui| {
                views_list_ui(context, ui);
                ui.separator();
                groups_ui(context, ui, groups(VIEWING, VIEWING));
            });
            ui.menu_button("Layout", |ui| groups_ui(context, ui, groups(5, 7)));
            ui.menu_button("Theme", |ui| groups_ui(context, ui, groups(4, 4)));
        });
        ui.menu_button("Help", |ui| {
            groups_ui(context, ui, |place| match place {
                Place::Help(group) => Some(group),
                _ => None,
            });
        });
        title_ui(context, ui, &data.title);
    });
}

fn title_ui(context: &UiContext<'_>, ui: &mut Ui, title: &str) {
    let rest = ui.available_rect_before_wrap();
    let centre = ui.ctx().content_rect().center().x;
    let half = (centre - rest.left()).min(rest.right() - centre);
    if half < 60.0 {
        return;
    }
    let middle = egui::Rect::from_center_size(
        egui::pos2(centre, rest.center().y),
        egui::vec2(half * 2.0, rest.height()),
    );
    let layout = Layout::centered_and_justified(egui::Direction::LeftToRight);
    ui.scope_builder(
        egui::UiBuilder::new()
            .max_rect(middle)
            .layout(layout.with_cross_align(Align::Center)),
        |ui| {
            let text = RichText::new(title).color(color32(context.theme.secondary));
            ui.add(egui::Label::new(text).truncate());
        },
    );
}

fn groups_ui(context: &UiContext<'_>, ui: &mut Ui, group_of: impl Fn(Place) -> Option<u8>) {
    let mut last = None;
    for entry in TABLE {
        let Some(group) = group_of(entry.place) else {
            continue;
        };
        if last.is_some_and(|last| last != group) {
            ui.separator();
        }
        last = Some(group);
        context.menu_item(ui, entry);
    }
}

fn file_menu_ui(context: &UiContext<'_>, ui: &mut Ui, data: &MenuData) {
    let in_group = |group: u8| move |entry: &&Entry| entry.place == Place::File(group);
    for entry in TABLE.iter().filter(in_group(0)) {
        context.menu_item(ui, entry);
    }
    ui.add_enabled_ui(!data.recent.is_empty(), |ui| {
        ui.menu_button("Open recent", |ui| {
            for path in &data.recent {
                let button = ui.button(short_path(path));
                if button.on_hover_text(path.display().to_string()).clicked() {
                    context.send(FileAction::OpenPath(path.clone()));
                    ui.close();
                }
            }
        });
    });
    ui.menu_button("Shipped maps", |ui| shipped_ui(context, ui, &data.shipped));
    for group in 1..=3 {
        ui.separator();
        for entry in TABLE.iter().filter(in_group(group)) {
            context.menu_item(ui, entry);
        }
    }
}

/// Buttons for the shipped maps.
pub(super) fn shipped_ui(context: &UiContext<'_>, ui: &mut Ui, shipped: &[(String, String)]) {
    for (name, title) in shipped {
        if ui.button(title).clicked() {
            context.send(FileAction::OpenShipped(name.clone()));
            ui.close();
        }
    }
}

/// The views of the map, the one on the canvas marked.
fn views_list_ui(context: &UiContext<'_>, ui: &mut Ui) {
    let map = context.editor.map();
    let shown = &context.editor.shown_view().id;
    for view in map.views() {
        if ui
            .radio(view.id == *shown, views_menu::title(map, view))
            .clicked()
        {
            context.send(Command::ShowView(view.id.clone()));
            ui.close();
        }
    }
}

fn history_ui(context: &UiContext<'_>, ui: &mut Ui) {
    let history = context.editor.history();
    let steps: Vec<_> = history
        .undo_steps()
        .map(|step| step.name.as_str())
        .collect();
    if steps.is_empty() {
        ui.label("Nothing to undo");
    }
    for (at, step) in steps.iter().take(STEPS_SHOWN).enumerate() {
        if ui.button(format!("Undo {step}")).clicked() {
            for _ in 0..=at {
                context.send(Action::Edit(Command::Undo));
            }
            ui.close();
        }
    }
}

fn short_path(path: &Path) -> String {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    let folder = path.parent().and_then(Path::file_name);
    match (name, folder) {
        (Some(name), Some(folder)) => format!("{name}  ·  {}", folder.to_string_lossy()),
        (Some(name), None) => name,
        (None, _) => path.display().to_string(),
    }
}
