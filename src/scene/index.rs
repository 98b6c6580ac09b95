//! Finds items by place (an R-tree over their bounds), by element and by key.

use std::collections::BTreeMap;

use kurbo::Rect;
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use super::{Item, Role};
use crate::model::ElementId;

/// Positions in the list of items.
#[derive(Debug, Clone)]
pub(super) struct Index {
    places: RTree<GeomWithData<Rectangle<[f64; 2]>, usize>>,
    elements: BTreeMap<ElementId, usize>,
    keys: BTreeMap<String, usize>,
}

impl Index {
    pub(super) fn new(items: &[Item]) -> Self {
        let placed = items.iter().enumerate().map(|(at, item)| {
            let bounds = item.bounds_in_map();
            let rectangle = Rectangle::from_aabb(envelope(bounds));
            GeomWithData::new(rectangle, at)
        });
        let drawn = items
            .iter()
            .enumerate()
            .filter(|(_, item)| matches!(item.group.role, Role::Claim | Role::Mark));
        Self {
            places: RTree::bulk_load(placed.collect()),
            elements: drawn
                .map(|(at, item)| (item.group.element.clone(), at))
                .collect(),
            keys: items
                .iter()
                .enumerate()
                .map(|(at, item)| (item.group.key.clone(), at))
                .collect(),
        }
    }

    /// Positions of items whose bounds touch the rectangle, ascending.
    pub(super) fn touching(&self, rect_in_map: Rect) -> Vec<usize> {
        let mut found: Vec<_> = self
            .places
            .locate_in_envelope_intersecting(&envelope(rect_in_map))
            .map(|place| place.data)
            .collect();
        found.sort_unstable();
        found
    }

    pub(super) fn by_element(&self, element: &ElementId) -> Option<usize> {
        self.elements.get(element).copied()
    }

    pub(super) fn by_key(&self, key: &str) -> Option<usize> {
        self.keys.get(key).copied()
    }
}

fn envelope(rect: Rect) -> AABB<[f64; 2]> {
    AABB::from_corners([rect.x0, rect.y0], [rect.x1, rect.y1])
}
