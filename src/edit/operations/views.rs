//! The views of a map: adding, naming and removing them, and what part of the map they show.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::plan::{CannotPlan, Plan, Planned, refuse};
use crate::model::{ArgumentMap, ClaimId, Frame, Record, RecordId, View, ViewId};

impl Plan<'_> {
    /// The view as the transaction leaves it.
    pub(super) fn view(&self, id: &ViewId) -> Result<Arc<View>, CannotPlan> {
        match self.record(&RecordId::View(id.clone())) {
            Some(Record::View(view)) => Ok(view),
            _ => refuse("That view is no longer in the map"),
        }
    }

    pub(super) fn change_view(
        &mut self,
        id: &ViewId,
        change: impl FnOnce(&mut View),
    ) -> Result<(), CannotPlan> {
        let mut view = View::clone(&*self.view(id)?);
        change(&mut view);
        self.put(view);
        Ok(())
    }
}

/// The new view looks like the one that people come from.
pub(super) fn add_view(
    mut plan: Plan<'_>,
    name: &str,
    only: Option<&BTreeSet<ClaimId>>,
) -> Result<Planned, CannotPlan> {
    let name = free_name(plan.map, None, name)?;
    check_claims(&plan, only)?;
    let id = plan.fresh_view_id(&name);
    let first = plan.shown_view();
    let order = plan.map.last_order(&RecordId::View(id.clone()));
    plan.put(View {
        id,
        order,
        name,
        only: only.cloned(),
        emphasised: BTreeSet::new(),
        pinned: if only.is_none() {
            first.pinned.clone()
        } else {
            std::collections::BTreeMap::new()
        },
        choices: if only.is_none() {
            first.choices.clone()
        } else {
            None
        },
        frame: Frame::Whole,
        steps: Vec::new(),
        ..View::clone(&first)
    });
    Ok(plan.finish("add view"))
}

/// The new view is called as the other is, with the next number that is free.
pub(super) fn duplicate(mut plan: Plan<'_>, id: &ViewId) -> Result<Planned, CannotPlan> {
    let view = plan.view(id)?;
    let base = match view.name.trim() {
        "" => "View",
        name => name,
    };
    let is_taken = |name: &str| plan.map.views().any(|view| view.title() == name);
    let mut names = (2_usize..).map(|number| format!("{base} {number}"));
    let Some(name) = names.find(|name| !is_taken(name)) else {
        return refuse("There are too many views of this name");
    };
    let id = plan.fresh_view_id(&name);
    let order = plan.map.last_order(&RecordId::View(id.clone()));
    plan.put(View {
        id,
        order,
        name,
        ..View::clone(&view)
    });
    Ok(plan.finish("duplicate view"))
}

pub(super) fn set_name(mut plan: Plan<'_>, id: &ViewId, name: &str) -> Result<Planned, CannotPlan> {
    let name = free_name(plan.map, Some(id), name)?;
    plan.change_view(id, |view| view.name = name)?;
    Ok(plan.finish("rename view"))
}

pub(super) fn set_theme(
    mut plan: Plan<'_>,
    id: &ViewId,
    theme: &str,
) -> Result<Planned, CannotPlan> {
    plan.change_view(id, |view| theme.clone_into(&mut view.theme))?;
    Ok(plan.finish("change theme of view"))
}

pub(super) fn set_only(
    mut plan: Plan<'_>,
    id: &ViewId,
    only: Option<&BTreeSet<ClaimId>>,
) -> Result<Planned, CannotPlan> {
    check_claims(&plan, only)?;
    if *id == plan.map.main_view().id && only.is_some() {
        return refuse("The first view shows the whole map; add another view for a part of it");
    }
    plan.change_view(id, |view| view.only = only.cloned())?;
    Ok(plan.finish("change what the view shows"))
}

pub(super) fn remove_view(mut plan: Plan<'_>, id: &ViewId) -> Result<Planned, CannotPlan> {
    plan.view(id)?;
    if *id == plan.map.main_view().id {
        return refuse("The first view is the map itself and stays");
    }
    plan.remove(RecordId::View(id.clone()));
    Ok(plan.finish("remove view"))
}

/// A name without white space around it, which no other view has.
fn free_name(map: &ArgumentMap, own: Option<&ViewId>, name: &str) -> Result<String, CannotPlan> {
    let name = name.trim();
    if name.is_empty() {
        return refuse("A view needs a name");
    }
    let mut others = map.views().filter(|view| Some(&view.id) != own);
    if others.any(|view| view.title() == name) {
        return refuse(format!("There is a view called {name} already"));
    }
    Ok(name.to_owned())
}

fn check_claims(plan: &Plan<'_>, only: Option<&BTreeSet<ClaimId>>) -> Result<(), CannotPlan> {
    let Some(only) = only else { return Ok(()) };
    if only.is_empty() {
        return refuse("A view shows at least one claim");
    }
    for claim in only {
        plan.claim(claim)?;
    }
    Ok(())
}
