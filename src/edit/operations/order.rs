//! Where new records go in the file: beside what they belong to, moving nobody else. Files are
//! ordered by the first view, whichever is looked at.

use std::collections::BTreeSet;

use super::branch::home;
use crate::model::{ArgumentMap, ElementId, Inference, OrderKey};

/// Hands out ascending order keys in the gap behind one key.
pub(super) struct Gap {
    low: OrderKey,
    high: Option<OrderKey>,
}

impl Gap {
    /// The gap among the claims behind this key.
    pub(super) fn among_claims(map: &ArgumentMap, low: OrderKey) -> Self {
        let high = map.claim_order_after(&low).cloned();
        Self { low, high }
    }

    /// The gap among the inferences behind this key.
    pub(super) fn among_inferences(map: &ArgumentMap, low: OrderKey) -> Self {
        let high = map.inference_order_after(&low).cloned();
        Self { low, high }
    }

    /// The gap behind the last claim.
    pub(super) fn after_claims(map: &ArgumentMap) -> Self {
        let low = map.claims().next_back();
        Self::open(low.map(|claim| claim.order.clone()))
    }

    /// The gap behind the last inference.
    pub(super) fn after_inferences(map: &ArgumentMap) -> Self {
        let low = map.inferences().next_back();
        Self::open(low.map(|inference| inference.order.clone()))
    }

    /// The gap behind this key, or all of it, with nothing above.
    pub(super) fn open(low: Option<OrderKey>) -> Self {
        let low = low.unwrap_or_else(|| OrderKey::of_index(0));
        Self { low, high: None }
    }

    /// The next key in the gap.
    pub(super) fn next(&mut self) -> OrderKey {
        self.low = OrderKey::between(Some(&self.low), self.high.as_ref());
        self.low.clone()
    }
}

/// Where a new reason of an element goes: behind the branch, among the claims and among the
/// inferences.
pub(super) struct Places {
    pub(super) claims: Gap,
    pub(super) inferences: Gap,
}

/// Looks for the end of an element's branch by going down along the last reason of each, so the
/// cost is in the depth of the branch and not in its size.
pub(super) fn behind_branch(map: &ArgumentMap, element: &ElementId) -> Places {
    let mut claim_order = own_claim_order(map, element);
    let mut inference_order = own_inference_order(map, element);
    let mut seen = BTreeSet::new();
    let mut next = Some(element.clone());
    while let Some(element) = next.take() {
        if !seen.insert(element.clone()) {
            break;
        }
        if let Some(last) = map.bearing_on(&element).next_back() {
            raise(&mut inference_order, &last.order);
            next = Some(ElementId::Inference(last.id.clone()));
        } else if let ElementId::Inference(id) = &element
            && let Some(inference) = map.inference(id)
        {
            next = last_premise_at_home(map, inference);
        }
        if let Some(ElementId::Claim(id)) = &next
            && let Some(claim) = map.claim(id)
        {
            raise(&mut claim_order, &claim.order);
        }
    }
    Places {
        claims: match claim_order {
            Some(order) => Gap::among_claims(map, order),
            None => Gap::after_claims(map),
        },
        inferences: match inference_order {
            Some(order) => Gap::among_inferences(map, order),
            None => Gap::after_inferences(map),
        },
    }
}

fn own_claim_order(map: &ArgumentMap, element: &ElementId) -> Option<OrderKey> {
    match element {
        ElementId::Claim(id) => map.claim(id).map(|claim| claim.order.clone()),
        ElementId::Inference(id) => {
            let last = map.inference(id)?.premises.last()?;
            map.claim(last).map(|claim| claim.order.clone())
        }
    }
}

fn own_inference_order(map: &ArgumentMap, element: &ElementId) -> Option<OrderKey> {
    match element {
        ElementId::Claim(id) => map.inference(home(map, map.main_view(), id)?),
        ElementId::Inference(id) => map.inference(id),
    }
    .map(|inference| inference.order.clone())
}

fn last_premise_at_home(map: &ArgumentMap, inference: &Inference) -> Option<ElementId> {
    inference
        .premises
        .iter()
        .rev()
        .find(|premise| home(map, map.main_view(), premise) == Some(&inference.id))
        .map(|premise| ElementId::Claim(premise.clone()))
}

fn raise(order: &mut Option<OrderKey>, to: &OrderKey) {
    if order.as_ref().is_none_or(|order| order < to) {
        *order = Some(to.clone());
    }
}
