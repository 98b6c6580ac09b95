//! Says in the words of the map what became of its forest.

use std::collections::BTreeMap;

use super::Tidied;
use super::grove::{Grove, Stand};
use crate::layout::arrange::Ready;
use crate::layout::graph::Node as Element;
use crate::layout::tree::{NONE, Role};
use crate::model::{Choice, ClaimId, InferenceId, Target};

/// A forest that was changed, and the map it was read from.
#[derive(Clone, Copy)]
pub(super) struct Naming<'a> {
    ready: &'a Ready,
    grove: &'a Grove,
}

impl<'a> Naming<'a> {
    pub(super) fn new(ready: &'a Ready, grove: &'a Grove) -> Self {
        Self { ready, grove }
    }

    pub(super) fn tidied(self, crossings: (usize, usize)) -> Tidied {
        let mut tidied = Tidied {
            orders: Vec::new(),
            premises: Vec::new(),
            choices: self.choices(),
            homes: self.homes(),
            crossings,
        };
        for (node, &element) in self.ready.grown.planted.elements.iter().enumerate() {
            tidied.orders.extend(self.order(node as u32, element));
            if let Element::Step(step) = element {
                tidied.premises.extend(self.premises(node as u32, step));
            }
        }
        tidied
    }

    fn step(self, step: usize) -> InferenceId {
        self.ready.reading.steps.records[step].id.clone()
    }

    fn claim(self, claim: usize) -> ClaimId {
        self.ready.reading.claims.records[claim].id.clone()
    }

    /// The steps among these nodes.
    fn steps(self, nodes: impl Iterator<Item = u32>) -> Vec<usize> {
        let elements = nodes.map(|node| self.ready.grown.planted.elements[node as usize]);
        let steps = elements.filter_map(|element| match element {
            Element::Step(step) => Some(step),
            Element::Claim(_) => None,
        });
        steps.collect()
    }

    /// The reasons of a claim, or what bears on a step, if their order changed.
    fn order(self, node: u32, element: Element) -> Option<(Target, Vec<InferenceId>)> {
        let before = self.steps(self.ready.grown.planted.tree.children(node));
        let after = self.steps(self.grove.kids(node).iter().copied());
        if before == after {
            return None;
        }
        let target = match element {
            Element::Claim(claim) => Target::Claim(self.claim(claim)),
            Element::Step(step) => Target::Inference(self.step(step)),
        };
        Some((
            target,
            after.into_iter().map(|step| self.step(step)).collect(),
        ))
    }

    /// The premises of a step, if those that stand there changed their order.
    fn premises(self, mark: u32, step: usize) -> Option<(InferenceId, Vec<ClaimId>)> {
        let kids = self.grove.kids(mark).iter();
        let home = kids.filter_map(
            |&kid| match self.ready.grown.planted.elements[kid as usize] {
                Element::Claim(claim) => Some(claim),
                Element::Step(_) => None,
            },
        );
        let home: Vec<usize> = home.collect();
        let before = &self.ready.grown.links.premises[step];
        let mut next = home.iter();
        let after: Vec<usize> = before
            .iter()
            .map(|premise| {
                let here = home.contains(premise).then(|| next.next()).flatten();
                here.copied().unwrap_or(*premise)
            })
            .collect();
        let changed = after != *before;
        changed.then(|| {
            let names = after.into_iter().map(|claim| self.claim(claim));
            (self.step(step), names.collect())
        })
    }

    fn choices(self) -> BTreeMap<ClaimId, Choice> {
        let mut choices = BTreeMap::new();
        for (node, &element) in self.ready.grown.planted.elements.iter().enumerate() {
            let kids = self.grove.kids(node as u32);
            if let (Element::Claim(claim), Stand::Columns(starts)) =
                (element, self.grove.stand(node as u32))
                && !kids.is_empty()
            {
                let starts = starts
                    .iter()
                    .filter_map(|&at| kids.get(at as usize))
                    .copied();
                let starts = self.steps(starts).into_iter();
                let starts = starts.map(|step| self.step(step)).collect();
                choices.insert(self.claim(claim), Choice::Columns(starts));
            }
        }
        choices
    }

    /// The home of every claim that is used more than once.
    fn homes(self) -> BTreeMap<ClaimId, InferenceId> {
        let grown = &self.ready.grown;
        let mut homes = BTreeMap::new();
        for (claim, &home) in grown.forest.home.iter().enumerate() {
            if grown.links.uses[claim].len() < 2 {
                continue;
            }
            let node = grown.planted.claims[claim];
            let parent = if node == NONE {
                NONE
            } else {
                self.grove.parent(node)
            };
            let hangs =
                parent != NONE && grown.planted.tree.nodes[node as usize].role == Role::Premise;
            let step = match grown.planted.elements.get(parent as usize) {
                Some(&Element::Step(step)) if hangs => Some(step),
                _ => home,
            };
            if let Some(step) = step {
                homes.insert(self.claim(claim), self.step(step));
            }
        }
        homes
    }
}
