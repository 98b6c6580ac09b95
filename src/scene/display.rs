//! The scene: items in painting order, found by place or by element.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use kurbo::{Point, Rect};

use super::index::{Elements, Places};
use super::{Details, Group, Hit, Item, Role};
use crate::model::ElementId;
use crate::theme::{Color, Theme};

/// A whole drawing.
#[derive(Debug, Clone)]
pub struct Scene {
    pub(super) items: Vec<Item>,
    pub(super) places: Places,
    pub(super) elements: Elements,
    pub(super) caption: Caption,
    theme: Arc<Theme>,
    details: Details,
    /// Positions by key, once they are asked for.
    pub(super) keys: OnceLock<BTreeMap<String, usize>>,
}

/// What a scene says of itself beside its items.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Caption {
    pub(super) title: String,
    pub(super) description: String,
}

impl Scene {
    pub(super) fn new(
        items: Vec<Item>,
        caption: Caption,
        theme: Arc<Theme>,
        details: Details,
    ) -> Self {
        Self {
            places: Places::new(items.iter().map(Item::bounds_in_map).collect()),
            elements: Elements::new(&items),
            items,
            caption,
            theme,
            details,
            keys: OnceLock::new(),
        }
    }

    /// The same drawing with these items alone, each where it was.
    #[must_use]
    pub fn only(&self, keep: impl Fn(&Item) -> bool) -> Self {
        let items = self.items.iter().filter(|item| keep(item)).cloned();
        Self::new(
            items.collect(),
            self.caption.clone(),
            Arc::clone(&self.theme),
            self.details,
        )
    }

    /// The same drawing with some items in another look, the lowest of depth at the back.
    pub(super) fn redrawn(
        mut self,
        depth: impl Fn(&Item) -> u8,
        redraw: impl Fn(&Item) -> Option<Item>,
    ) -> Self {
        self.items.sort_by_key(depth);
        let items = self.items.into_iter();
        let items = items.map(|item| redraw(&item).unwrap_or(item));
        Self::new(items.collect(), self.caption, self.theme, self.details)
    }

    /// The same drawing with something above, which is read first, and something below it.
    pub(super) fn with(&self, above: Option<Item>, below: Option<Item>) -> Self {
        let items = self.items.iter().cloned();
        let items = items.chain(above).chain(below);
        Self::new(
            items.collect(),
            self.caption.clone(),
            Arc::clone(&self.theme),
            self.details,
        )
    }

    /// Items back to front: connectors, boxes, marks, badges, captions.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// Bounds of all items in the map, strokes included; zero when the scene is empty.
    pub fn bounds(&self) -> Rect {
        self.places.whole()
    }

    /// Ground.
    pub fn background(&self) -> Color {
        self.theme.canvas
    }

    /// The map's title; may be empty.
    pub fn title(&self) -> &str {
        &self.caption.title
    }

    /// What the map holds, in a sentence.
    pub fn description(&self) -> &str {
        &self.caption.description
    }

    /// The theme it was drawn with.
    pub fn theme(&self) -> &Arc<Theme> {
        &self.theme
    }

    /// What it shows.
    pub fn details(&self) -> Details {
        self.details
    }

    /// Items that touch a rectangle of the map, back to front.
    pub fn visible(&self, rect_in_map: Rect) -> impl Iterator<Item = &Item> {
        self.places
            .touching(rect_in_map)
            .into_iter()
            .filter_map(|at| self.items.get(at))
    }

    /// What lies under a point: marks and badges before boxes, boxes before connectors. A
    /// connector, and a box's left and right border, are hit within the tolerance (map units).
    pub fn hit(&self, point_in_map: Point, tolerance: f64) -> Option<Hit> {
        let reach = Rect::from_center_size(point_in_map, (2.0 * tolerance, 2.0 * tolerance));
        let candidates = self.places.touching(reach);
        let hits = candidates.into_iter().rev().filter_map(|at| {
            let item = self.items.get(at)?;
            super::hit::hit_item(item, point_in_map, tolerance)
        });
        hits.min_by(|one, other| one.0.total_cmp(&other.0))
            .map(|(_, hit)| hit)
    }

    /// The claims and marks whose bodies a marquee touches, in painting order, each once.
    pub fn in_rect(&self, rect_in_map: Rect) -> Vec<ElementId> {
        self.visible(rect_in_map)
            .filter(|item| matches!(item.group.role, Role::Claim | Role::Mark))
            .filter(|item| item.body_in_map().overlaps(rect_in_map))
            .map(|item| item.group.element.clone())
            .collect()
    }

    /// The item that draws an element's box or mark.
    pub fn item(&self, element: &ElementId) -> Option<&Item> {
        self.elements
            .find(element)
            .and_then(|at| self.items.get(at))
    }

    /// Where the item that draws an element's box or mark stands among the items.
    pub fn position(&self, element: &ElementId) -> Option<usize> {
        self.elements.find(element)
    }

    /// An element's box or mark in the map.
    pub fn rect_of(&self, element: &ElementId) -> Option<Rect> {
        self.item(element).map(Item::body_in_map)
    }

    /// The item with this key.
    pub fn item_by_key(&self, key: &str) -> Option<&Item> {
        self.keys().get(key).and_then(|at| self.items.get(*at))
    }

    pub(super) fn group_by_key(&self, key: &str) -> Option<&Arc<Group>> {
        self.item_by_key(key).map(|item| &item.group)
    }

    fn keys(&self) -> &BTreeMap<String, usize> {
        self.keys.get_or_init(|| {
            let items = self.items.iter().enumerate();
            items
                .map(|(at, item)| (item.group.key.clone(), at))
                .collect()
        })
    }
}

impl PartialEq for Scene {
    fn eq(&self, other: &Self) -> bool {
        self.items == other.items
            && self.caption == other.caption
            && self.details == other.details
            && self.theme == other.theme
    }
}
