//! Finds items by place and by element.

use std::collections::HashMap;

use kurbo::Rect;

use super::{Item, Role};
use crate::model::ElementId;

/// So many items share a block.
const BLOCK: usize = 64;
/// No item.
const NONE: u32 = u32::MAX;

/// Bounds of items in the map. Neighbours in the list of items are neighbours in the map, mostly,
/// so that the bounds of every so many together tell where to look.
#[derive(Debug, Clone, Default)]
pub(super) struct Places {
    each: Vec<Rect>,
    blocks: Vec<Rect>,
    whole: Rect,
}

impl Places {
    pub(super) fn new(each: Vec<Rect>) -> Self {
        let union = |rects: &[Rect]| rects.iter().copied().reduce(|all, one| all.union(one));
        let blocks: Vec<Rect> = each.chunks(BLOCK).filter_map(union).collect();
        Self {
            whole: union(&blocks).unwrap_or_default(),
            each,
            blocks,
        }
    }

    /// The bounds of all.
    pub(super) fn whole(&self) -> Rect {
        self.whole
    }

    /// Positions of items whose bounds touch the rectangle, ascending.
    pub(super) fn touching(&self, rect_in_map: Rect) -> Vec<usize> {
        let mut found = Vec::new();
        for (index, (block, each)) in self.blocks.iter().zip(self.each.chunks(BLOCK)).enumerate() {
            if touch(*block, rect_in_map) {
                let at = each.iter().enumerate();
                let at = at.filter(|(_, bounds)| touch(**bounds, rect_in_map));
                found.extend(at.map(|(at, _)| index * BLOCK + at));
            }
        }
        found
    }
}

fn touch(one: Rect, other: Rect) -> bool {
    one.x0 <= other.x1 && other.x0 <= one.x1 && one.y0 <= other.y1 && other.y0 <= one.y1
}

/// Where boxes and marks stand in the list of items. Each element has a number of its own, so that
/// an edit looks nothing up but what comes and goes.
#[derive(Debug, Clone, Default)]
pub(super) struct Elements {
    numbers: HashMap<ElementId, u32>,
    /// Positions by number.
    at: Vec<u32>,
    /// Numbers by position.
    of_items: Vec<u32>,
}

impl Elements {
    pub(super) fn new(items: &[Item]) -> Self {
        let mut elements = Self::default();
        for item in items {
            elements.push(item, None);
        }
        elements
    }

    /// The position of a box or mark.
    pub(super) fn find(&self, element: &ElementId) -> Option<usize> {
        let number = self.numbers.get(element)?;
        let at = self.at.get(*number as usize)?;
        Some(*at as usize)
    }

    /// Starts a new list of items; they are pushed one after the other.
    pub(super) fn restart(&mut self) -> Vec<u32> {
        let fresh = Vec::with_capacity(self.of_items.len() + 8);
        std::mem::replace(&mut self.of_items, fresh)
    }

    /// Adds an item; one that was in the list before keeps its number.
    pub(super) fn push(&mut self, item: &Item, before: Option<u32>) {
        let number = match before {
            Some(number) => number,
            None if matches!(item.group.role, Role::Claim | Role::Mark) => {
                self.number(&item.group.element)
            }
            None => NONE,
        };
        if let Some(at) = self.at.get_mut(number as usize) {
            *at = self.of_items.len() as u32;
        }
        self.of_items.push(number);
    }

    fn number(&mut self, element: &ElementId) -> u32 {
        if let Some(&known) = self.numbers.get(element) {
            return known;
        }
        let number = self.at.len() as u32;
        self.at.push(NONE);
        self.numbers.insert(element.clone(), number);
        number
    }

    /// Forgets what was in the list before and is no longer.
    pub(super) fn forget(&mut self, item: &Item) {
        let element = &item.group.element;
        let Some(&number) = self.numbers.get(element) else {
            return;
        };
        let at = self.at.get(number as usize).copied().unwrap_or(NONE);
        if self.of_items.get(at as usize) != Some(&number) {
            self.numbers.remove(element);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_touches_a_rectangle_is_found_in_order() {
        let square = |index: usize| {
            let x = (index * 37 % 1_000) as f64;
            Rect::new(x, 0.0, x + 5.0, 5.0)
        };
        let each: Vec<Rect> = (0..1_000).map(square).collect();
        let places = Places::new(each.clone());
        for reach in [
            Rect::new(40.0, 2.0, 61.0, 3.0),
            Rect::new(-9.0, -9.0, 0.0, 0.0),
        ] {
            let expected: Vec<usize> = (0..each.len())
                .filter(|&at| touch(each[at], reach))
                .collect();
            assert_eq!(places.touching(reach), expected);
            assert!(!expected.is_empty());
        }
    }
}
