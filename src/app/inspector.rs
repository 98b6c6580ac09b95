//! The inspector: the properties of what is selected.

use egui::{Id, Ui};

use super::context::UiContext;

/// The inspector's own state.
#[derive(Debug, Default)]
pub(super) struct InspectorState {}

pub(super) fn first_id() -> Id {
    Id::unique("inspector-first")
}

pub(super) fn inspector_ui(_context: &UiContext<'_>, ui: &mut Ui, _state: &mut InspectorState) {
    ui.label("Inspector");
}
