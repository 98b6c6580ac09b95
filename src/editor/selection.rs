//! The selection: claims and inferences in the order in which they were picked.

use crate::model::{ArgumentMap, ClaimId, ElementId, InferenceId};

/// What is selected; the last one picked is the one that keys act on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection {
    elements: Vec<ElementId>,
}

impl Selection {
    /// These elements, each once.
    pub fn of(elements: impl IntoIterator<Item = ElementId>) -> Self {
        let mut seen = std::collections::BTreeSet::new();
        let elements = elements
            .into_iter()
            .filter(|element| seen.insert(element.clone()))
            .collect();
        Self { elements }
    }

    /// One element.
    pub fn one(element: impl Into<ElementId>) -> Self {
        Self {
            elements: vec![element.into()],
        }
    }

    /// All of it, the last one picked last.
    pub fn elements(&self) -> &[ElementId] {
        &self.elements
    }

    /// The element that keys act on.
    pub fn primary(&self) -> Option<&ElementId> {
        self.elements.last()
    }

    /// The element, if exactly one is selected.
    pub fn only(&self) -> Option<&ElementId> {
        match self.elements.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }

    /// The selected claims.
    pub fn claims(&self) -> impl Iterator<Item = &ClaimId> {
        self.elements.iter().filter_map(ElementId::as_claim)
    }

    /// The selected inferences.
    pub fn inferences(&self) -> impl Iterator<Item = &InferenceId> {
        self.elements.iter().filter_map(ElementId::as_inference)
    }

    /// Whether the element is selected; costs the size of the selection.
    pub fn contains(&self, element: &ElementId) -> bool {
        self.elements.contains(element)
    }

    /// Whether nothing is selected.
    pub fn is_empty(&self) -> bool {
        self.elements.is_empty()
    }

    /// How many elements are selected.
    pub fn len(&self) -> usize {
        self.elements.len()
    }

    /// Adds the element, or takes it out.
    pub fn toggle(&mut self, element: ElementId) {
        if self.contains(&element) {
            self.elements.retain(|selected| *selected != element);
        } else {
            self.elements.push(element);
        }
    }

    /// Drops what the map does not have.
    pub(super) fn retain_existing(&mut self, map: &ArgumentMap) {
        self.elements.retain(|element| match element {
            ElementId::Claim(id) => map.claim(id).is_some(),
            ElementId::Inference(id) => map.inference(id).is_some(),
        });
    }
}
