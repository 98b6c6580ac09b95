//! A table of records of one kind: looked up by id, walked in order.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Claim, Inference, OrderKey, Participant, Source, View};
use super::{ClaimId, InferenceId, ParticipantId, SourceId, ViewId};

/// A record that lives in a [`Table`].
pub(super) trait Row {
    type Id: Ord + Clone;

    fn id(&self) -> &Self::Id;
    fn order(&self) -> &OrderKey;
}

macro_rules! row {
    ($row:ident, $id:ident) => {
        impl Row for $row {
            type Id = $id;

            fn id(&self) -> &$id {
                &self.id
            }

            fn order(&self) -> &OrderKey {
                &self.order
            }
        }
    };
}
row!(Participant, ParticipantId);
row!(Source, SourceId);
row!(Claim, ClaimId);
row!(Inference, InferenceId);
row!(View, ViewId);

/// Records by id, and by order key (ties by id).
#[derive(Debug, Clone)]
pub(super) struct Table<R: Row> {
    by_id: BTreeMap<R::Id, Arc<R>>,
    /// The id is never `None` here; a `None` stands before all records of a key when searching.
    in_order: BTreeMap<(OrderKey, Option<R::Id>), Arc<R>>,
}

impl<R: Row> Default for Table<R> {
    fn default() -> Self {
        Self {
            by_id: BTreeMap::new(),
            in_order: BTreeMap::new(),
        }
    }
}

impl<R: Row> Table<R> {
    pub(super) fn find(&self, id: &R::Id) -> Option<&Arc<R>> {
        self.by_id.get(id)
    }

    pub(super) fn has(&self, id: &str) -> bool
    where
        R::Id: Borrow<str>,
    {
        self.by_id.contains_key(id)
    }

    pub(super) fn len(&self) -> usize {
        self.by_id.len()
    }

    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = &Arc<R>> {
        self.in_order.values()
    }

    /// The key of the first record after this key.
    pub(super) fn order_after(&self, order: &OrderKey) -> Option<&OrderKey> {
        let after = self.in_order.range((order.clone(), None)..);
        after.map(|((key, _), _)| key).find(|key| *key > order)
    }

    /// The key of the last record before this key.
    pub(super) fn order_before(&self, order: &OrderKey) -> Option<&OrderKey> {
        let before = self.in_order.range(..(order.clone(), None));
        before.map(|((key, _), _)| key).next_back()
    }

    /// The key of the last record.
    pub(super) fn last_order(&self) -> Option<&OrderKey> {
        self.in_order.last_key_value().map(|((key, _), _)| key)
    }

    pub(super) fn insert(&mut self, row: Arc<R>) {
        self.remove(&row.id().clone());
        let place = (row.order().clone(), Some(row.id().clone()));
        self.in_order.insert(place, Arc::clone(&row));
        self.by_id.insert(row.id().clone(), row);
    }

    pub(super) fn remove(&mut self, id: &R::Id) -> Option<Arc<R>> {
        let row = self.by_id.remove(id)?;
        self.in_order
            .remove(&(row.order().clone(), Some(id.clone())));
        Some(row)
    }
}
