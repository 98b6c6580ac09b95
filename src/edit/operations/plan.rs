//! What every operation works with: the map as the transaction leaves it so far, fresh ids, and
//! the tidying of views at the end.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::columns;
use super::order::Gap;
use crate::edit::{IdSource, Transaction};
use crate::model::{
    ArgumentMap, Claim, ClaimId, ElementId, Inference, InferenceId, OrderKey, ParticipantId,
    Record, RecordId, SourceId, Stance, Target, View, ViewId,
};

/// A transaction that is ready to be applied, and what to tell the user.
#[derive(Debug, Clone, PartialEq)]
pub struct Planned {
    /// The changes under their name.
    pub transaction: Transaction,
    /// What to select afterwards; empty where the selection stays as it is. Of what was added,
    /// the first is what the user goes on with.
    pub focus: Vec<ElementId>,
    /// A sentence without a full stop for the user in passing, where something is worth saying.
    pub remark: Option<String>,
}

/// A sentence without a full stop: why the operation cannot be done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct CannotPlan(pub String);

pub(super) fn refuse<T>(reason: impl Into<String>) -> Result<T, CannotPlan> {
    Err(CannotPlan(reason.into()))
}

/// A transaction in the making.
pub(super) struct Plan<'a> {
    pub(super) map: &'a ArgumentMap,
    /// The view in which it is looked at.
    shown: ViewId,
    ids: &'a mut dyn IdSource,
    transaction: Transaction,
    /// Where the home of a claim goes when the step it named no longer has it as a premise.
    rehomed: BTreeMap<(ClaimId, InferenceId), InferenceId>,
    /// The sibling beside which a step was put on purpose.
    beside: BTreeMap<InferenceId, InferenceId>,
    /// The view's columns are meant as they are, whatever becomes of the order of reasons.
    columns_are_given: bool,
    /// Ids given out, whether or not their records are in the transaction yet.
    reserved: BTreeSet<String>,
    /// Order keys given out, so that two gaps that are one give no key twice.
    placed: BTreeSet<OrderKey>,
}

impl<'a> Plan<'a> {
    /// Plans for a map that is looked at in this view, or in the first where it has no such view.
    pub(super) fn new(map: &'a ArgumentMap, shown: &ViewId, ids: &'a mut dyn IdSource) -> Self {
        Self {
            map,
            shown: map.view(shown).unwrap_or(map.main_view()).id.clone(),
            ids,
            transaction: Transaction::new(""),
            rehomed: BTreeMap::new(),
            beside: BTreeMap::new(),
            columns_are_given: false,
            reserved: BTreeSet::new(),
            placed: BTreeSet::new(),
        }
    }

    /// A string that names nothing in the map, and that this plan has not given out yet.
    fn fresh(&mut self, hint: &str) -> String {
        loop {
            let id = self.ids.fresh(self.map, hint);
            if self.reserve(&id) {
                return id;
            }
        }
    }

    /// Takes the id for a new record; false if something bears it.
    pub(super) fn reserve(&mut self, id: &str) -> bool {
        !self.map.is_taken(id) && self.reserved.insert(id.to_owned())
    }

    /// The next key in the gap that this plan has not given out yet.
    pub(super) fn place(&mut self, gap: &mut Gap) -> OrderKey {
        loop {
            let key = gap.next();
            if self.placed.insert(key.clone()) {
                return key;
            }
        }
    }

    pub(super) fn fresh_claim_id(&mut self, hint: &str) -> ClaimId {
        let id = self.fresh(hint);
        ClaimId::new(&id).expect("id sources give legal ids")
    }

    pub(super) fn fresh_inference_id(&mut self, hint: &str) -> InferenceId {
        let id = self.fresh(hint);
        InferenceId::new(&id).expect("id sources give legal ids")
    }

    pub(super) fn fresh_participant_id(&mut self, hint: &str) -> ParticipantId {
        let id = self.fresh(hint);
        ParticipantId::new(&id).expect("id sources give legal ids")
    }

    pub(super) fn fresh_source_id(&mut self, hint: &str) -> SourceId {
        let id = self.fresh(hint);
        SourceId::new(&id).expect("id sources give legal ids")
    }

    pub(super) fn fresh_view_id(&mut self, hint: &str) -> ViewId {
        let id = self.fresh(hint);
        ViewId::new(&id).expect("id sources give legal ids")
    }

    /// The claim as the transaction leaves it.
    pub(super) fn claim(&self, id: &ClaimId) -> Result<Arc<Claim>, CannotPlan> {
        match self.record(&RecordId::Claim(id.clone())) {
            Some(Record::Claim(claim)) => Ok(claim),
            _ => refuse("That claim is no longer in the map"),
        }
    }

    /// The inference as the transaction leaves it.
    pub(super) fn inference(&self, id: &InferenceId) -> Result<Arc<Inference>, CannotPlan> {
        match self.record(&RecordId::Inference(id.clone())) {
            Some(Record::Inference(inference)) => Ok(inference),
            _ => refuse("That step is no longer in the map"),
        }
    }

    /// The view in which the map is looked at, as it was before.
    pub(super) fn looked_at(&self) -> &'a View {
        self.map.view(&self.shown).unwrap_or(self.map.main_view())
    }

    /// The view in which the map is looked at, as the transaction leaves it.
    pub(super) fn shown_view(&self) -> Arc<View> {
        match self.record(&RecordId::View(self.shown.clone())) {
            Some(Record::View(view)) => view,
            _ => Arc::new(self.map.main_view().clone()),
        }
    }

    pub(super) fn record(&self, id: &RecordId) -> Option<Record> {
        self.transaction.record(self.map, id)
    }

    pub(super) fn put(&mut self, record: impl Into<Record>) {
        self.transaction.put(self.map, record);
    }

    /// Changes the view in which the map is looked at.
    pub(super) fn change_shown_view(&mut self, change: impl FnOnce(&mut View)) {
        let mut view = View::clone(&self.shown_view());
        change(&mut view);
        self.put(view);
    }

    pub(super) fn remove_claim(&mut self, id: &ClaimId) {
        self.transaction
            .remove(self.map, RecordId::Claim(id.clone()));
    }

    pub(super) fn remove_inference(&mut self, id: &InferenceId) {
        self.transaction
            .remove(self.map, RecordId::Inference(id.clone()));
    }

    /// Removes a record that no view mentions.
    pub(super) fn remove(&mut self, id: RecordId) {
        self.transaction.remove(self.map, id);
    }

    /// When the claim loses its use `from`, and that was its home, `to` becomes its home.
    pub(super) fn rehome(&mut self, claim: &ClaimId, from: &InferenceId, to: &InferenceId) {
        self.rehomed
            .insert((claim.clone(), from.clone()), to.clone());
    }

    /// Where the home of the claim goes if its use `from` goes.
    pub(super) fn rehomed_to(&self, claim: &ClaimId, from: &InferenceId) -> Option<InferenceId> {
        self.rehomed.get(&(claim.clone(), from.clone())).cloned()
    }

    /// Says that the operation itself says where columns begin.
    pub(super) fn give_columns(&mut self) {
        self.columns_are_given = true;
    }

    /// Whether the operation itself says where columns begin.
    pub(super) fn columns_are_given(&self) -> bool {
        self.columns_are_given
    }

    /// Says that the step was put beside this sibling, whose column it is to join.
    pub(super) fn stand_beside(&mut self, step: &InferenceId, sibling: &InferenceId) {
        self.beside.insert(step.clone(), sibling.clone());
    }

    /// The sibling beside which the step was put.
    pub(super) fn put_beside(&self, step: &InferenceId) -> Option<&InferenceId> {
        self.beside.get(step)
    }

    /// The steps that the transaction changes so far.
    pub(super) fn touched_inferences(&self) -> Vec<InferenceId> {
        self.transaction
            .changes()
            .filter_map(|change| match &change.id {
                RecordId::Inference(id) => Some(id.clone()),
                _ => None,
            })
            .collect()
    }

    /// Adds a step; its id is made from what it does.
    pub(super) fn add_inference(
        &mut self,
        order: OrderKey,
        stance: Stance,
        premises: Vec<ClaimId>,
        target: Target,
    ) -> InferenceId {
        let hint = match (stance, &target) {
            (Stance::Support, Target::Claim(_)) => "support",
            (Stance::Support, Target::Inference(_)) => "backing",
            (Stance::Attack, Target::Claim(_)) => "objection",
            (Stance::Attack, Target::Inference(_)) => "undercut",
            (Stance::Answer, _) => "answer",
        };
        let id = self.fresh_inference_id(hint);
        self.put(Inference::new(id.clone(), order, stance, premises, target));
        id
    }

    /// Ends planning: views forget what goes, and the transaction gets its name.
    pub(super) fn finish(mut self, name: impl Into<String>) -> Planned {
        self.tidy_views();
        self.show_added();
        self.transaction.name = name.into();
        Planned {
            transaction: self.transaction,
            focus: Vec::new(),
            remark: None,
        }
    }

    fn tidy_views(&mut self) {
        let gone: Vec<ElementId> = self.gone_elements();
        let views: Vec<ViewId> = self.map.views().map(|view| view.id.clone()).collect();
        for id in views {
            let Some(Record::View(view)) = self.record(&RecordId::View(id)) else {
                continue;
            };
            let homes = self.stale_homes(&view);
            let breaks = columns::settled(self, &view);
            let mentioned = gone.iter().any(|element| view.mentions(element));
            if !mentioned && homes.is_empty() && breaks.is_empty() {
                continue;
            }
            let mut tidied = View::clone(&view);
            columns::put_into(&mut tidied, breaks);
            for (claim, home) in homes {
                match home {
                    Some(home) => tidied.homes.insert(claim, home),
                    None => tidied.homes.remove(&claim),
                };
            }
            for element in &gone {
                tidied.forget(element);
            }
            self.put(tidied);
        }
    }

    /// What is added is seen where it is added, also in a view of a part of the map.
    fn show_added(&mut self) {
        let shown = self.shown_view();
        let Some(only) = &shown.only else { return };
        let added = self.transaction.changes().filter_map(|change| {
            let is_new = change.before.is_none() && change.after.is_some();
            match &change.id {
                RecordId::Claim(id) if is_new => Some(id.clone()),
                _ => None,
            }
        });
        let added: BTreeSet<ClaimId> = added.filter(|id| !only.contains(id)).collect();
        if !added.is_empty() {
            self.change_shown_view(|view| view.only.get_or_insert_default().extend(added));
        }
    }

    fn gone_elements(&self) -> Vec<ElementId> {
        self.transaction
            .changes()
            .filter(|change| change.after.is_none())
            .filter_map(|change| match &change.id {
                RecordId::Claim(id) => Some(ElementId::Claim(id.clone())),
                RecordId::Inference(id) => Some(ElementId::Inference(id.clone())),
                _ => None,
            })
            .collect()
    }

    /// Homes that the transaction made untrue, each with what takes its place.
    fn stale_homes(&self, view: &View) -> Vec<(ClaimId, Option<InferenceId>)> {
        let uses = |inference: &InferenceId, claim: &ClaimId| {
            self.inference(inference)
                .is_ok_and(|inference| inference.premises.contains(claim))
        };
        let stale = view.homes.iter().filter(|(claim, home)| {
            let id = RecordId::Inference((*home).clone());
            self.transaction.change(&id).is_some() && !uses(home, claim)
        });
        stale
            .map(|(claim, home)| {
                let next = self.rehomed.get(&(claim.clone(), home.clone()));
                let next = next.filter(|next| uses(next, claim));
                (claim.clone(), next.cloned())
            })
            .collect()
    }

    /// Lets a claim's box go back into the layout, if anything happens to the claim's uses.
    pub(super) fn unpin_if_changed(&mut self, claim: &ClaimId) {
        if !self.transaction.is_empty() && self.shown_view().pinned.contains_key(claim) {
            self.change_shown_view(|view| {
                view.pinned.remove(claim);
            });
        }
    }

    /// Shows the reasons of an element that is about to get another one.
    pub(super) fn expand(&mut self, element: &ElementId) {
        if self.shown_view().collapsed.contains(element) {
            self.change_shown_view(|view| {
                view.collapsed.remove(element);
            });
        }
    }
}

impl Planned {
    pub(super) fn with_focus(mut self, focus: impl IntoIterator<Item = ElementId>) -> Self {
        self.focus = focus.into_iter().collect();
        self
    }

    pub(super) fn with_remark(mut self, remark: Option<String>) -> Self {
        self.remark = remark;
        self
    }
}

/// "1 claim", "3 claims".
pub(super) fn counted(count: usize, noun: &str) -> String {
    if count == 1 {
        format!("1 {noun}")
    } else {
        format!("{count} {noun}s")
    }
}
