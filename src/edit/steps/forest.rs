//! The claims of a map in reading order, each where it has its home.

use std::collections::BTreeSet;

use crate::edit::operations::home;
use crate::model::{ArgumentMap, ClaimId, ElementId, Inference, InferenceId};

/// A claim at its place.
#[derive(Debug, Clone)]
pub(super) struct Grown {
    pub(super) id: ClaimId,
    /// How many claims stand above it.
    pub(super) depth: usize,
    /// The inference under which it stands; none at the top of a tree.
    pub(super) home: Option<InferenceId>,
}

/// All claims that can be seen, depth first: contentions, then other tops, then what goes round
/// in circles.
#[derive(Debug)]
pub(super) struct Forest {
    pub(super) claims: Vec<Grown>,
}

impl Forest {
    pub(super) fn of(map: &ArgumentMap) -> Self {
        let mut walk = Walk {
            map,
            seen: BTreeSet::new(),
            claims: Vec::new(),
        };
        let contentions = map.contentions();
        let marked = contentions
            .iter()
            .filter(|claim| home(map, map.main_view(), &claim.id).is_none());
        let free = map
            .claims()
            .filter(|claim| home(map, map.main_view(), &claim.id).is_none());
        let tops: Vec<&ClaimId> = marked.copied().chain(free).map(|claim| &claim.id).collect();
        for top in tops {
            walk.from(top);
        }
        walk.skip_what_is_hidden();
        for claim in map.claims() {
            walk.from(&claim.id);
        }
        Self {
            claims: walk.claims,
        }
    }
}

struct Walk<'m> {
    map: &'m ArgumentMap,
    seen: BTreeSet<&'m ClaimId>,
    claims: Vec<Grown>,
}

impl<'m> Walk<'m> {
    /// Goes depth first without recursion: a chain may be longer than the stack is deep.
    fn from(&mut self, top: &'m ClaimId) {
        let mut ahead = vec![(top, 0, None)];
        while let Some((id, depth, home)) = ahead.pop() {
            if !self.seen.insert(id) {
                continue;
            }
            let element = ElementId::Claim(id.clone());
            self.claims.push(Grown {
                id: id.clone(),
                depth,
                home,
            });
            let below = self.below(&element);
            let below = below.into_iter().rev();
            ahead.extend(below.map(|(claim, step)| (claim, depth + 1, Some(step.clone()))));
        }
    }

    /// The premises at home under the inferences on an element, each inference followed by those
    /// on it.
    fn below(&self, element: &ElementId) -> Vec<(&'m ClaimId, &'m InferenceId)> {
        let map = self.map;
        let collapsed = &map.main_view().collapsed;
        let mut found = Vec::new();
        let mut open: Vec<&Inference> = Vec::new();
        let mut next = Some(element.clone());
        loop {
            if let Some(element) = next.filter(|element| !collapsed.contains(element)) {
                open.extend(map.bearing_on(&element).rev());
            }
            let Some(step) = open.pop() else {
                return found;
            };
            let premises = step.premises.iter();
            let at_home =
                premises.filter(|claim| home(map, map.main_view(), claim) == Some(&step.id));
            found.extend(at_home.map(|claim| (claim, &step.id)));
            next = Some(ElementId::Inference(step.id.clone()));
        }
    }

    /// Claims below a collapsed element are not seen, and are no trees of their own.
    fn skip_what_is_hidden(&mut self) {
        let collapsed = self.map.main_view().collapsed.iter().cloned();
        let hidden =
            crate::edit::operations::branch(self.map, self.map.main_view(), collapsed.clone());
        let collapsed: BTreeSet<ElementId> = collapsed.collect();
        for claim in self.map.claims() {
            let element = ElementId::Claim(claim.id.clone());
            if hidden.contains(&element) && !collapsed.contains(&element) {
                self.seen.insert(&claim.id);
            }
        }
    }
}
