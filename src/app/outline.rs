//! The outline: the map as a tree of claims and steps, in step with the selection.

use egui::{Id, Ui};

use super::context::UiContext;

/// The outline's own state.
#[derive(Debug, Default)]
pub(super) struct OutlineState {}

pub(super) fn filter_id() -> Id {
    Id::unique("outline-filter")
}

pub(super) fn list_id() -> Id {
    Id::unique("outline-list")
}

pub(super) fn outline_ui(_context: &UiContext<'_>, ui: &mut Ui, _state: &mut OutlineState) {
    ui.label("Outline");
}
