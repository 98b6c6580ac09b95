//! Tells assistive technology what is on the canvas: a node for each claim and mark in sight.

use egui::accesskit::{Action, Role as Part};
use egui::{Id, Rect, Sense, Ui, WidgetInfo};

use super::place::Place;
use crate::app::context::UiContext;
use crate::editor::Command;
use crate::model::ElementId;
use crate::scene::{Item, Role};

/// More nodes than these would cost more than painting.
const NODES: usize = 400;

/// The id of an element's node.
pub(in crate::app) fn node_id(element: &ElementId) -> Id {
    Id::unique(("element", element.as_str()))
}

/// Adds the nodes of the claims and marks in sight.
pub(super) fn nodes_ui(context: &UiContext<'_>, ui: &mut Ui, place: &Place) {
    let selection = context.editor.selection();
    let seen = context
        .editor
        .scene()
        .visible(place.visible_in_map())
        .filter(|item| matches!(item.group.role, Role::Claim | Role::Mark));
    for item in seen.take(NODES) {
        let rect = place
            .rect(item.body_in_map())
            .intersect(place.canvas_in_screen);
        if rect.is_positive() {
            let selected = selection.contains(&item.group.element);
            node_ui(context, ui, item, rect, selected);
        }
    }
}

fn node_ui(context: &UiContext<'_>, ui: &mut Ui, item: &Item, rect: Rect, selected: bool) {
    let element = &item.group.element;
    let id = node_id(element);
    let response = ui.interact(rect, id, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Part::ListItem, true, &item.group.title));
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_description(item.group.description.clone());
        node.set_selected(selected);
        node.add_action(Action::Click);
    });
    let is_asked = ui.input(|input| input.has_accesskit_action_request(id, Action::Click));
    if is_asked {
        context.send(Command::Select(vec![element.clone()]));
    }
}
