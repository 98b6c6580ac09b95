//! The document of the application: records in tables, with indexes, behind one mutator.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::invariants::{self, Refusal};
use super::table::{Row, Table};
use super::{
    Change, Claim, ClaimId, ElementId, Inference, InferenceId, OrderKey, Participant,
    ParticipantId, Record, RecordId, Source, SourceId, View, ViewId,
};

/// What the map says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Heading {
    /// The title; empty on a new map.
    pub title: String,
    /// Remarks of the analyst.
    pub note: String,
}

/// One argument map: a bipartite hypergraph of claims and inferences, and what they refer to.
///
/// Equality compares records and their order, not the keys that produce the order.
#[derive(Debug, Clone)]
pub struct ArgumentMap {
    heading: Arc<Heading>,
    participants: Table<Participant>,
    sources: Table<Source>,
    claims: Table<Claim>,
    inferences: Table<Inference>,
    views: Table<View>,
    /// Inferences by what they bear on, siblings in order.
    bearing_on: BTreeMap<ElementId, BTreeSet<(OrderKey, InferenceId)>>,
    /// Inferences by premise, in order.
    uses: BTreeMap<ClaimId, BTreeSet<(OrderKey, InferenceId)>>,
}

impl Default for ArgumentMap {
    fn default() -> Self {
        Self::new()
    }
}

impl ArgumentMap {
    /// The id of the view that every new map has.
    pub const MAIN_VIEW: &str = "main";

    /// A map without a title, claims or inferences, and with the view `main`.
    ///
    /// # Panics
    /// Never: `main` is a legal id.
    pub fn new() -> Self {
        let mut map = Self {
            heading: Arc::default(),
            participants: Table::default(),
            sources: Table::default(),
            claims: Table::default(),
            inferences: Table::default(),
            views: Table::default(),
            bearing_on: BTreeMap::new(),
            uses: BTreeMap::new(),
        };
        let main = ViewId::new(Self::MAIN_VIEW).expect("`main` is a legal id");
        map.views
            .insert(Arc::new(View::new(main, OrderKey::of_index(0))));
        map
    }

    /// A map of exactly these records; without a view among them it has an empty one.
    ///
    /// # Errors
    /// [`Refusal`] if the map would not keep the sentences of this room.
    pub fn of_records(records: impl IntoIterator<Item = Record>) -> Result<Self, Refusal> {
        let mut map = Self::new();
        let main = Record::from(map.main_view().clone());
        let mut changes: Vec<Change> = records
            .into_iter()
            .map(|record| Change {
                id: record.id(),
                before: map.record(&record.id()),
                after: Some(record),
            })
            .collect();
        let is_view = |change: &Change| matches!(change.after, Some(Record::View(_)));
        let keeps_main = changes.iter().any(|change| change.id == main.id());
        if !keeps_main && changes.iter().any(is_view) {
            changes.push(Change {
                id: main.id(),
                before: Some(main),
                after: None,
            });
        }
        map.apply(&changes)?;
        Ok(map)
    }

    /// Applies all changes, or none and says why; the result is the changes that undo them.
    ///
    /// Records are changed one after the other, and the invariants are held against the outcome,
    /// so a claim and the inference that needs it may come in any order. Costs are in the number
    /// of changes and of what they touch, not in the size of the map.
    ///
    /// # Errors
    /// [`Refusal`] if a record is not as `before` says, or the outcome would break an invariant.
    pub fn apply(&mut self, changes: &[Change]) -> Result<Vec<Change>, Refusal> {
        let mut done = Vec::with_capacity(changes.len());
        for change in changes {
            if let Err(refusal) = self.check_before(change) {
                self.revert(&done);
                return Err(refusal);
            }
            self.put(change);
            done.push(change.inverse());
        }
        if let Err(refusal) = invariants::check(self, changes) {
            self.revert(&done);
            return Err(refusal);
        }
        done.reverse();
        Ok(done)
    }

    fn check_before(&self, change: &Change) -> Result<(), Refusal> {
        let described = change.before.as_ref().or(change.after.as_ref());
        let consistent = [&change.before, &change.after]
            .into_iter()
            .flatten()
            .all(|record| record.id() == change.id);
        if described.is_none() || !consistent {
            return Err(Refusal::NotAChange(change.id.clone()));
        }
        if change.id == RecordId::Heading && change.after.is_none() {
            return Err(Refusal::Indispensable);
        }
        if self.record(&change.id) != change.before {
            return Err(Refusal::Stale(change.id.clone()));
        }
        if change.before.is_none() && self.is_taken(change.id.as_str()) {
            return Err(Refusal::DuplicateId(change.id.clone()));
        }
        Ok(())
    }

    fn revert(&mut self, inverses: &[Change]) {
        for inverse in inverses.iter().rev() {
            self.put(inverse);
        }
    }

    fn put(&mut self, change: &Change) {
        match (&change.id, &change.after) {
            (_, Some(Record::Heading(heading))) => self.heading = Arc::clone(heading),
            (_, Some(Record::Participant(row))) => self.participants.insert(Arc::clone(row)),
            (_, Some(Record::Source(row))) => self.sources.insert(Arc::clone(row)),
            (_, Some(Record::Claim(row))) => self.claims.insert(Arc::clone(row)),
            (_, Some(Record::Inference(row))) => self.put_inference(Arc::clone(row)),
            (_, Some(Record::View(row))) => self.views.insert(Arc::clone(row)),
            (RecordId::Heading, None) => {}
            (RecordId::Participant(id), None) => drop(self.participants.remove(id)),
            (RecordId::Source(id), None) => drop(self.sources.remove(id)),
            (RecordId::Claim(id), None) => drop(self.claims.remove(id)),
            (RecordId::Inference(id), None) => self.remove_inference(id),
            (RecordId::View(id), None) => drop(self.views.remove(id)),
        }
    }

    fn put_inference(&mut self, inference: Arc<Inference>) {
        self.remove_inference(&inference.id);
        let entry = (inference.order.clone(), inference.id.clone());
        self.bearing_on
            .entry(inference.target.element())
            .or_default()
            .insert(entry.clone());
        for premise in &inference.premises {
            self.uses
                .entry(premise.clone())
                .or_default()
                .insert(entry.clone());
        }
        self.inferences.insert(inference);
    }

    fn remove_inference(&mut self, id: &InferenceId) {
        let Some(inference) = self.inferences.remove(id) else {
            return;
        };
        let entry = (inference.order.clone(), inference.id.clone());
        remove_entry(&mut self.bearing_on, &inference.target.element(), &entry);
        for premise in &inference.premises {
            remove_entry(&mut self.uses, premise, &entry);
        }
    }

    /// The map's own record.
    pub fn heading(&self) -> &Heading {
        &self.heading
    }

    /// Any record by id.
    pub fn record(&self, id: &RecordId) -> Option<Record> {
        match id {
            RecordId::Heading => Some(Record::Heading(Arc::clone(&self.heading))),
            RecordId::Participant(id) => {
                self.participants.find(id).cloned().map(Record::Participant)
            }
            RecordId::Source(id) => self.sources.find(id).cloned().map(Record::Source),
            RecordId::Claim(id) => self.claims.find(id).cloned().map(Record::Claim),
            RecordId::Inference(id) => self.inferences.find(id).cloned().map(Record::Inference),
            RecordId::View(id) => self.views.find(id).cloned().map(Record::View),
        }
    }

    /// Whether some record bears this id.
    pub fn is_taken(&self, id: &str) -> bool {
        self.claims.has(id)
            || self.inferences.has(id)
            || self.participants.has(id)
            || self.sources.has(id)
            || self.views.has(id)
    }

    /// A claim by id.
    pub fn claim(&self, id: &ClaimId) -> Option<&Claim> {
        self.claims.find(id).map(AsRef::as_ref)
    }

    /// An inference by id.
    pub fn inference(&self, id: &InferenceId) -> Option<&Inference> {
        self.inferences.find(id).map(AsRef::as_ref)
    }

    /// A participant by id.
    pub fn participant(&self, id: &ParticipantId) -> Option<&Participant> {
        self.participants.find(id).map(AsRef::as_ref)
    }

    /// A source by id.
    pub fn source(&self, id: &SourceId) -> Option<&Source> {
        self.sources.find(id).map(AsRef::as_ref)
    }

    /// A view by id.
    pub fn view(&self, id: &ViewId) -> Option<&View> {
        self.views.find(id).map(AsRef::as_ref)
    }

    /// The first view, which is shown on opening.
    ///
    /// # Panics
    /// Never: a map always has a view.
    pub fn main_view(&self) -> &View {
        self.views.iter().next().expect("a map always has a view")
    }

    /// Claims and questions in order.
    pub fn claims(&self) -> impl DoubleEndedIterator<Item = &Claim> {
        self.claims.iter().map(AsRef::as_ref)
    }

    /// Inferences in order.
    pub fn inferences(&self) -> impl DoubleEndedIterator<Item = &Inference> {
        self.inferences.iter().map(AsRef::as_ref)
    }

    /// Claims and questions in order, as they are shared: a record that is still the same one has
    /// not changed.
    pub fn claim_records(&self) -> impl DoubleEndedIterator<Item = &Arc<Claim>> {
        self.claims.iter()
    }

    /// Inferences in order, as they are shared.
    pub fn inference_records(&self) -> impl DoubleEndedIterator<Item = &Arc<Inference>> {
        self.inferences.iter()
    }

    /// Participants in order, as they are shared.
    pub fn participant_records(&self) -> impl DoubleEndedIterator<Item = &Arc<Participant>> {
        self.participants.iter()
    }

    /// A view as it is shared.
    pub fn view_record(&self, id: &ViewId) -> Option<&Arc<View>> {
        self.views.find(id)
    }

    /// Participants in order.
    pub fn participants(&self) -> impl DoubleEndedIterator<Item = &Participant> {
        self.participants.iter().map(AsRef::as_ref)
    }

    /// Sources in order.
    pub fn sources(&self) -> impl DoubleEndedIterator<Item = &Source> {
        self.sources.iter().map(AsRef::as_ref)
    }

    /// Views in order.
    pub fn views(&self) -> impl DoubleEndedIterator<Item = &View> {
        self.views.iter().map(AsRef::as_ref)
    }

    /// How many claims and questions there are.
    pub fn claim_count(&self) -> usize {
        self.claims.len()
    }

    /// How many inferences there are.
    pub fn inference_count(&self) -> usize {
        self.inferences.len()
    }

    /// The inferences that bear on an element, siblings in order.
    pub fn bearing_on(
        &self,
        element: &ElementId,
    ) -> impl DoubleEndedIterator<Item = &Inference> + use<'_> {
        let entries = self.bearing_on.get(element);
        entries
            .into_iter()
            .flatten()
            .filter_map(|(_, id)| self.inference(id))
    }

    /// The inferences that a claim is a premise of, in order.
    pub fn uses(&self, claim: &ClaimId) -> impl DoubleEndedIterator<Item = &Inference> + use<'_> {
        self.uses
            .get(claim)
            .into_iter()
            .flatten()
            .filter_map(|(_, id)| self.inference(id))
    }

    /// The order key of the claim that follows this key in the file.
    pub fn claim_order_after(&self, order: &OrderKey) -> Option<&OrderKey> {
        self.claims.order_after(order)
    }

    /// The order key of the inference that follows this key in the file.
    pub fn inference_order_after(&self, order: &OrderKey) -> Option<&OrderKey> {
        self.inferences.order_after(order)
    }

    /// The order key of the inference that precedes this key in the file.
    pub fn inference_order_before(&self, order: &OrderKey) -> Option<&OrderKey> {
        self.inferences.order_before(order)
    }

    /// An order key after all records of the same kind.
    pub fn last_order(&self, kind: &RecordId) -> OrderKey {
        let last = match kind {
            RecordId::Heading => None,
            RecordId::Participant(_) => self.participants.last_order(),
            RecordId::Source(_) => self.sources.last_order(),
            RecordId::Claim(_) => self.claims.last_order(),
            RecordId::Inference(_) => self.inferences.last_order(),
            RecordId::View(_) => self.views.last_order(),
        };
        OrderKey::between(last, None)
    }
}

fn remove_entry<K: Ord>(
    index: &mut BTreeMap<K, BTreeSet<(OrderKey, InferenceId)>>,
    key: &K,
    entry: &(OrderKey, InferenceId),
) {
    if let Some(entries) = index.get_mut(key) {
        entries.remove(entry);
        if entries.is_empty() {
            index.remove(key);
        }
    }
}

impl PartialEq for ArgumentMap {
    fn eq(&self, other: &Self) -> bool {
        self.heading == other.heading
            && same_rows(&self.participants, &other.participants)
            && same_rows(&self.sources, &other.sources)
            && same_rows(&self.claims, &other.claims)
            && same_rows(&self.inferences, &other.inferences)
            && same_rows(&self.views, &other.views)
    }
}

fn same_rows<R: Row + Clone + PartialEq + WithOrder>(left: &Table<R>, right: &Table<R>) -> bool {
    left.len() == right.len()
        && left.iter().zip(right.iter()).all(|(left, right)| {
            Arc::ptr_eq(left, right)
                || left == right
                || **left == R::clone(right).with_order(left.order().clone())
        })
}

trait WithOrder {
    fn with_order(self, order: OrderKey) -> Self;
}

macro_rules! with_order {
    ($($row:ident),*) => {
        $(impl WithOrder for $row {
            fn with_order(mut self, order: OrderKey) -> Self {
                self.order = order;
                self
            }
        })*
    };
}
with_order!(Participant, Source, Claim, Inference, View);
