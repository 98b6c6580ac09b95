//! When everything in a view appears, as the view's steps say it or let it follow.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use super::{ArgumentMap, ElementId, Inference, View};

/// The step at which each element of a view appears, counted from 0.
///
/// What a step names appears there. A claim that no step names appears together with what it bears
/// on, so that nothing of a view is lost, and a claim that bears on nothing is there from the
/// start. An inference appears once there are its target and a premise of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Timeline {
    appears: BTreeMap<ElementId, usize>,
}

impl Timeline {
    /// The timeline of a view of the map.
    pub fn new(map: &ArgumentMap, view: &View) -> Self {
        let mut named = BTreeMap::new();
        for (at, step) in view.steps.iter().enumerate() {
            for element in &step.appears {
                named.entry(element).or_insert(at);
            }
        }
        let mut settling = Settling {
            map,
            view,
            named,
            settled: BTreeMap::new(),
            ahead: BinaryHeap::new(),
        };
        settling.run();
        Self {
            appears: settling.settled,
        }
    }

    /// The step at which the element appears; nothing if the view does not show it.
    pub fn step_of(&self, element: &ElementId) -> Option<usize> {
        self.appears.get(element).copied()
    }

    /// Whether the element can be seen at a step.
    pub fn is_visible(&self, element: &ElementId, step: usize) -> bool {
        self.step_of(element).is_some_and(|from| from <= step)
    }

    /// What can be seen at a step.
    pub fn visible(&self, step: usize) -> BTreeSet<ElementId> {
        let visible = self.appears.iter().filter(|(_, from)| **from <= step);
        visible.map(|(element, _)| element.clone()).collect()
    }
}

/// Elements settle in the order in which they appear (Dijkstra's algorithm).
struct Settling<'m> {
    map: &'m ArgumentMap,
    view: &'m View,
    named: BTreeMap<&'m ElementId, usize>,
    settled: BTreeMap<ElementId, usize>,
    ahead: BinaryHeap<Reverse<(usize, ElementId)>>,
}

impl Settling<'_> {
    fn run(&mut self) {
        let shown = |id: &_| self.view.shows(id);
        let claims = self.map.claims().filter(|claim| shown(&claim.id));
        let claims: Vec<ElementId> = claims.map(|claim| claim.id.clone().into()).collect();
        for claim in &claims {
            let at = self.named.get(claim).copied();
            let starts = || self.is_unused(claim).then_some(0);
            if let Some(at) = at.or_else(starts) {
                self.ahead.push(Reverse((at, claim.clone())));
            }
        }
        self.settle();
        // What is left goes round in circles, or bears on what the view does not show.
        for claim in claims {
            if !self.settled.contains_key(&claim) {
                self.ahead.push(Reverse((0, claim)));
                self.settle();
            }
        }
    }

    fn is_unused(&self, claim: &ElementId) -> bool {
        let claim = claim.as_claim().into_iter();
        claim
            .flat_map(|claim| self.map.uses(claim))
            .next()
            .is_none()
    }

    fn settle(&mut self) {
        while let Some(Reverse((at, element))) = self.ahead.pop() {
            if self.settled.contains_key(&element) {
                continue;
            }
            self.settled.insert(element.clone(), at);
            let map = self.map;
            for inference in map.bearing_on(&element) {
                self.reach(inference);
            }
            if let ElementId::Claim(claim) = &element {
                for inference in map.uses(claim) {
                    self.appear(inference);
                }
            }
        }
    }

    /// From when on the inference may appear, if its target does.
    fn ready(&self, inference: &Inference) -> Option<usize> {
        let target = self.settled.get(&inference.target.element())?;
        let named = self.named.get(&ElementId::Inference(inference.id.clone()));
        Some(named.copied().unwrap_or(0).max(*target))
    }

    /// The target has appeared: premises that no step names come along.
    fn reach(&mut self, inference: &Inference) {
        let Some(ready) = self.ready(inference) else {
            return;
        };
        for premise in &inference.premises {
            let claim = ElementId::Claim(premise.clone());
            if self.view.shows(premise) && !self.named.contains_key(&claim) {
                self.ahead.push(Reverse((ready, claim)));
            }
        }
        self.appear(inference);
    }

    fn appear(&mut self, inference: &Inference) {
        let Some(ready) = self.ready(inference) else {
            return;
        };
        let premises = inference.premises.iter().cloned().map(ElementId::Claim);
        let first = premises
            .filter_map(|premise| self.settled.get(&premise).copied())
            .min();
        if let Some(first) = first {
            let element = ElementId::Inference(inference.id.clone());
            self.ahead.push(Reverse((ready.max(first), element)));
        }
    }
}
