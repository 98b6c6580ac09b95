//! Viewing: which view of the map is on the canvas, and which claims that view shows.

use std::collections::BTreeSet;

use super::{Editor, Selection};
use crate::edit::{CannotPlan, IdSource, Operation, Planned, view_map};
use crate::model::{ArgumentMap, ClaimId, ElementId, View, ViewId};

/// The view of this id, or the first where there is none of it.
pub(super) fn view_shown<'m>(map: &'m ArgumentMap, id: Option<&ViewId>) -> &'m View {
    let chosen = id.and_then(|id| map.view(id));
    chosen.unwrap_or(map.main_view())
}

/// What a view shows of a map, if that is a part of it.
pub(super) fn part_shown(map: &ArgumentMap, view: &View) -> Option<ArgumentMap> {
    view.only.as_ref()?;
    view_map(map, &view.id)
}

impl Editor {
    /// The view in which the map is shown: the one chosen, or the first.
    pub fn shown_view(&self) -> &View {
        view_shown(self.map(), self.chosen_view.as_ref())
    }

    /// Holds an operation against the map as it is shown.
    pub(super) fn plan(
        &self,
        operation: &Operation,
        ids: &mut dyn IdSource,
    ) -> Result<Planned, CannotPlan> {
        operation.plan_in(self.map(), &self.shown_view().id, ids)
    }

    /// How many claims the view is not to show.
    pub(super) fn outside_count(&self) -> usize {
        let view = self.shown_view();
        if view.only.is_none() {
            return 0;
        }
        self.map()
            .claims()
            .filter(|claim| !view.shows(&claim.id))
            .count()
    }

    /// Shows another view, from where the camera stands on opening it.
    pub(super) fn show_view(&mut self, view: Option<ViewId>) {
        let first = self.map().main_view().id.clone();
        let view = view.filter(|id| *id != first && self.map().view(id).is_some());
        self.chosen_view = view;
        self.follow_view();
    }

    /// Draws what is chosen, if something else is drawn.
    fn follow_view(&mut self) {
        let view = self.chosen_view.as_ref();
        if self.drawn.set_view(&self.document, &self.fonts, view) {
            self.hover = None;
            self.poor.clear();
            self.select_seen();
            self.aim_at_opening();
        }
    }

    /// Selects no longer what the view hides, so that keys act on nothing out of sight.
    fn select_seen(&mut self) {
        let view = self.shown_view();
        let is_seen = |element: &&ElementId| match element {
            ElementId::Claim(claim) => view.shows(claim),
            ElementId::Inference(_) => self.scene().rect_of(element).is_some(),
        };
        let elements = self.selection.elements().iter();
        let seen: Vec<ElementId> = elements.filter(is_seen).cloned().collect();
        if seen.len() < self.selection.len() {
            self.selection = Selection::of(seen);
        }
    }

    /// The selected claims, and those that the selected steps join.
    fn claims_meant(&self) -> BTreeSet<ClaimId> {
        let mut claims = BTreeSet::new();
        for element in self.selection.elements() {
            match element {
                ElementId::Claim(claim) => drop(claims.insert(claim.clone())),
                ElementId::Inference(step) => {
                    let step = self.map().inference(step);
                    claims.extend(step.into_iter().flat_map(|step| step.premises.clone()));
                }
            }
        }
        claims
    }

    pub(super) fn show_only_selected(&mut self) {
        let claims = self.claims_meant();
        self.limit_view(claims);
    }

    pub(super) fn hide_selected(&mut self) {
        let hidden = self.claims_meant();
        let view = self.shown_view();
        let claims = self.map().claims().map(|claim| &claim.id);
        let left = claims.filter(|id| view.shows(id) && !hidden.contains(*id));
        let left: BTreeSet<ClaimId> = left.cloned().collect();
        self.limit_view(left);
    }

    pub(super) fn show_all_claims(&mut self) {
        let view = self.shown_view().id.clone();
        if self.edit(&Operation::SetViewOnly(view, None)) {
            self.zoom_to_fit();
        }
    }

    /// Lets the view show these claims alone. The first view stays whole, so a new one is made.
    fn limit_view(&mut self, claims: BTreeSet<ClaimId>) {
        let view = self.shown_view().id.clone();
        if view == self.map().main_view().id {
            let name = self.free_view_name();
            self.add_view(&name, claims);
            return;
        }
        if self.edit(&Operation::SetViewOnly(view, Some(claims))) {
            self.select_seen();
            self.zoom_to_fit();
        }
    }

    /// Adds a view of these claims and shows it.
    pub(super) fn add_view(&mut self, name: &str, claims: BTreeSet<ClaimId>) {
        let count = claims.len();
        let add = Operation::AddView {
            name: name.to_owned(),
            only: Some(claims),
        };
        if self.edit_and_show_added(&add) {
            let noun = if count == 1 { "claim" } else { "claims" };
            self.toast(format!("{name} shows {count} {noun}"));
        }
    }

    /// Adds a view just like the one that is shown, and shows it.
    pub(super) fn duplicate_view(&mut self) {
        let view = self.shown_view().id.clone();
        let camera = self.camera;
        if self.edit_and_show_added(&Operation::DuplicateView(view)) {
            self.camera = camera;
            let name = self.shown_view().title().to_owned();
            self.toast(format!("This is {name}, a copy to be changed"));
        }
    }

    /// Does what adds a view, and shows that; false if it cannot be done.
    fn edit_and_show_added(&mut self, add: &Operation) -> bool {
        let before: BTreeSet<ViewId> = self.map().views().map(|view| view.id.clone()).collect();
        if !self.edit(add) {
            return false;
        }
        let views = self.map().views().map(|view| view.id.clone());
        let added: Vec<ViewId> = views.filter(|id| !before.contains(id)).collect();
        self.show_view(added.into_iter().next());
        true
    }

    /// "View 2", or the next number that no view is called by.
    pub fn free_view_name(&self) -> String {
        let mut number = self.map().views().count() + 1;
        loop {
            let name = format!("View {number}");
            if self.map().views().all(|view| view.title() != name) {
                return name;
            }
            number += 1;
        }
    }
}
