//! Views: how the map is looked at. They hold no argument and own nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::{ClaimId, ElementId, Frame, InferenceId, OrderKey, Step, ViewId};

/// Which family of layouts draws the view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Style {
    /// Reasons stand in rows or hang in columns, whichever keeps the map legible.
    #[default]
    Compact,
    /// Reasons always stand in a row.
    Classic,
}

/// Which way reasons lie from what they bear on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Direction {
    /// Contention on top, reasons below.
    #[default]
    Down,
    /// Contention at the left, reasons to the right.
    Right,
}

/// The proportions that a compact layout aims at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aspect {
    /// Width part; at least 1.
    pub width: u32,
    /// Height part; at least 1.
    pub height: u32,
}

impl Default for Aspect {
    fn default() -> Self {
        Self {
            width: 16,
            height: 9,
        }
    }
}

/// A pinned place, in map units: the top left corner of the box, y down, from the layout's origin.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Position {
    /// Rightwards.
    pub x: f64,
    /// Downwards.
    pub y: f64,
}

/// How the reasons of one claim stand.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Choice {
    /// In one row below it.
    Row,
    /// In indented columns below it. These reasons begin the second, the third and so on; with
    /// none there is one column. Each bears on the claim, and none stands twice. Operations keep
    /// them in the order of siblings and leave the first sibling out.
    Columns(Vec<InferenceId>),
}

/// A named way of looking at the map.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// Its id.
    pub id: ViewId,
    /// Its place in the file; the first view is shown on opening.
    pub order: OrderKey,
    /// What people call it; empty where the id will do.
    pub name: String,
    /// The claims that it shows, with the inferences between them; `None` for all.
    pub only: Option<BTreeSet<ClaimId>>,
    /// What stands out at every step.
    pub emphasised: BTreeSet<ElementId>,
    /// The name of the theme that it is meant for; empty for any.
    pub theme: String,
    /// What the camera takes in, until a step says otherwise.
    pub frame: Frame,
    /// How it is shown bit by bit; without any, all at once.
    pub steps: Vec<Step>,
    /// Compact or classic.
    pub style: Style,
    /// Which way reasons lie.
    pub direction: Direction,
    /// What a compact layout aims at.
    pub aspect: Aspect,
    /// Claims and inferences whose reasons are hidden.
    pub collapsed: BTreeSet<ElementId>,
    /// Boxes that stay where the user put them.
    pub pinned: BTreeMap<ClaimId, Position>,
    /// Box widths that the user chose, in map units.
    pub widths: BTreeMap<ClaimId, f64>,
    /// What the layout chose for the reasons of a claim. `None`: it has not chosen yet and may
    /// choose everywhere. `Some`: claims that are not named stand in a row.
    pub choices: Option<BTreeMap<ClaimId, Choice>>,
    /// Which use of a shared claim it stands under; claims not named stand under their first.
    pub homes: BTreeMap<ClaimId, InferenceId>,
}

impl View {
    /// A view with every setting at its default.
    pub fn new(id: ViewId, order: OrderKey) -> Self {
        Self {
            id,
            order,
            name: String::new(),
            only: None,
            emphasised: BTreeSet::new(),
            theme: String::new(),
            frame: Frame::default(),
            steps: Vec::new(),
            style: Style::default(),
            direction: Direction::default(),
            aspect: Aspect::default(),
            collapsed: BTreeSet::new(),
            pinned: BTreeMap::new(),
            widths: BTreeMap::new(),
            choices: None,
            homes: BTreeMap::new(),
        }
    }

    /// What people call it: its name, or its id where it has none.
    pub fn title(&self) -> &str {
        if self.name.trim().is_empty() {
            self.id.as_str()
        } else {
            &self.name
        }
    }

    /// Whether it shows a claim.
    pub fn shows(&self, claim: &ClaimId) -> bool {
        self.only.as_ref().is_none_or(|only| only.contains(claim))
    }

    /// Forgets everything said about an element; true if there was something to forget.
    pub fn forget(&mut self, element: &ElementId) -> bool {
        let mut found = self.collapsed.remove(element);
        found |= self.emphasised.remove(element);
        found |= self.frame.forget(element);
        for step in &mut self.steps {
            found |= step.forget(element);
        }
        match element {
            ElementId::Claim(claim) => {
                if let Some(only) = &mut self.only {
                    found |= only.remove(claim);
                }
                found |= self.pinned.remove(claim).is_some();
                found |= self.widths.remove(claim).is_some();
                found |= self.homes.remove(claim).is_some();
                if let Some(choices) = &mut self.choices {
                    found |= choices.remove(claim).is_some();
                }
            }
            ElementId::Inference(inference) => {
                let before = self.homes.len();
                self.homes.retain(|_, home| home != inference);
                found |= self.homes.len() != before;
                for breaks in self.breaks_mut() {
                    let before = breaks.len();
                    breaks.retain(|first| first != inference);
                    found |= breaks.len() != before;
                }
            }
        }
        found
    }

    /// Whether anything is said about the element.
    pub fn mentions(&self, element: &ElementId) -> bool {
        let shown = self.emphasised.iter().chain(self.frame.elements());
        let mut named = shown.chain(self.steps.iter().flat_map(Step::elements));
        if self.collapsed.contains(element) || named.any(|named| named == element) {
            return true;
        }
        match element {
            ElementId::Claim(claim) => {
                let only = self.only.as_ref();
                only.is_some_and(|only| only.contains(claim))
                    || self.pinned.contains_key(claim)
                    || self.widths.contains_key(claim)
                    || self.homes.contains_key(claim)
                    || self
                        .choices
                        .as_ref()
                        .is_some_and(|choices| choices.contains_key(claim))
            }
            ElementId::Inference(inference) => {
                self.homes.values().any(|home| home == inference)
                    || self.breaks().any(|breaks| breaks.contains(inference))
            }
        }
    }

    /// The reasons of a claim that begin a further column, if its reasons hang in columns.
    pub fn breaks_of(&self, claim: &ClaimId) -> Option<&[InferenceId]> {
        match self.choices.as_ref()?.get(claim)? {
            Choice::Columns(breaks) => Some(breaks),
            Choice::Row => None,
        }
    }

    fn breaks(&self) -> impl Iterator<Item = &Vec<InferenceId>> {
        let choices = self.choices.iter().flatten();
        choices.filter_map(|(_, choice)| match choice {
            Choice::Columns(breaks) => Some(breaks),
            Choice::Row => None,
        })
    }

    fn breaks_mut(&mut self) -> impl Iterator<Item = &mut Vec<InferenceId>> {
        let choices = self.choices.iter_mut().flatten();
        choices.filter_map(|(_, choice)| match choice {
            Choice::Columns(breaks) => Some(breaks),
            Choice::Row => None,
        })
    }
}
