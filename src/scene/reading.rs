//! The order of reading: each contention, then the steps on it, each with its premises and what
//! bears on them in turn.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::Draft;
use super::{Item, Role, Scene};
use crate::model::ElementId;

/// A place in the order of reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// Place in the scene's list of items: a claim, a mark or a badge.
    pub item: usize,
    /// 0 for what bears on nothing, one more for each step on the way from there: a step on a
    /// claim is one deeper than the claim, its premises and the steps on it one deeper than it, and
    /// a badge one deeper than what it stands at.
    pub depth: usize,
}

impl Scene {
    /// The title, every claim, mark and badge once, in the order of reading, and the legend. Cycles
    /// are entered at the claim that comes first.
    pub fn reading_order(&self) -> Vec<Reading> {
        let caption = |key: &str| {
            let at = self.items().iter().rposition(|item| item.group.key == key);
            at.map(|item| Reading { item, depth: 0 })
        };
        let title = caption("caption:title").into_iter();
        let legend = caption("caption:legend");
        title.chain(self.argument_order()).chain(legend).collect()
    }

    fn argument_order(&self) -> Vec<Reading> {
        let web = Web::of(self);
        let mut walk = Walk {
            web: &web,
            seen: BTreeSet::new(),
            order: Vec::new(),
        };
        let claims = || {
            let drawn = web.drawn.iter();
            drawn.filter(|(element, _)| matches!(element, ElementId::Claim(_)))
        };
        let mut tops: Vec<_> = claims()
            .filter(|(element, _)| !web.premises.contains(*element))
            .collect();
        tops.sort_by_key(|(_, at)| **at);
        for (top, _) in tops {
            walk.from(top);
        }
        // Cycles have no top, and steps whose target is hidden hang from nothing.
        let mut all: Vec<_> = web.drawn.iter().collect();
        all.sort_by_key(|(_, at)| **at);
        for (element, _) in all {
            walk.from(element);
        }
        walk.order
    }
}

/// What bears on what, as far as it is drawn.
struct Web<'s> {
    /// Places of the boxes and marks.
    drawn: BTreeMap<&'s ElementId, usize>,
    badges: BTreeMap<&'s ElementId, usize>,
    /// Of each element the steps on it, in the order of their marks.
    steps_on: BTreeMap<&'s ElementId, Vec<&'s ElementId>>,
    premises_of: BTreeMap<&'s ElementId, Vec<&'s ElementId>>,
    premises: BTreeSet<&'s ElementId>,
}

impl<'s> Web<'s> {
    fn of(scene: &'s Scene) -> Self {
        let mut web = Self {
            drawn: BTreeMap::new(),
            badges: BTreeMap::new(),
            steps_on: BTreeMap::new(),
            premises_of: BTreeMap::new(),
            premises: BTreeSet::new(),
        };
        for (at, item) in scene.items().iter().enumerate() {
            let element = &item.group.element;
            match &item.group.role {
                Role::Claim | Role::Mark => drop(web.drawn.insert(element, at)),
                Role::Badge { .. } => drop(web.badges.insert(element, at)),
                Role::Caption => {}
                Role::Connector(ends) if ends.concludes() => {
                    web.steps_on
                        .entry(&ends.to.element)
                        .or_default()
                        .push(element);
                }
                // A further use of a claim leads to where the claim stands, and is read there.
                Role::Connector(_) if leaves_the_tree(item) => {}
                Role::Connector(ends) => {
                    let premise = &ends.from.element;
                    web.premises_of.entry(element).or_default().push(premise);
                    web.premises.insert(premise);
                }
            }
        }
        let drawn = &web.drawn;
        for steps in web.steps_on.values_mut() {
            steps.sort_by_key(|step| drawn.get(step).copied());
        }
        web
    }
}

fn leaves_the_tree(item: &Item) -> bool {
    matches!(&item.group.draft, Draft::Connector(connector) if connector.crosses)
}

struct Walk<'w, 's> {
    web: &'w Web<'s>,
    seen: BTreeSet<&'s ElementId>,
    order: Vec<Reading>,
}

impl<'s> Walk<'_, 's> {
    /// Goes depth first; a chain may be longer than the stack is deep.
    fn from(&mut self, top: &'s ElementId) {
        let mut ahead = vec![(top, 0)];
        while let Some((element, depth)) = ahead.pop() {
            let Some(&item) = self.web.drawn.get(element) else {
                continue;
            };
            if !self.seen.insert(element) {
                continue;
            }
            self.order.push(Reading { item, depth });
            if let Some(&item) = self.web.badges.get(element) {
                let depth = depth + 1;
                self.order.push(Reading { item, depth });
            }
            let premises = self.web.premises_of.get(element).into_iter().flatten();
            let steps = self.web.steps_on.get(element).into_iter().flatten();
            let next: Vec<_> = premises
                .chain(steps)
                .map(|next| (*next, depth + 1))
                .collect();
            ahead.extend(next.into_iter().rev());
        }
    }
}
