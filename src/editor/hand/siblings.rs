//! Places between siblings: where what is carried would be inserted among the reasons of a claim
//! or step, or among the co-premises of its own step.

use std::collections::BTreeSet;

use kurbo::{Point, Rect};

use crate::edit::operations::{Side, home};
use crate::editor::Editor;
use crate::model::{ClaimId, ElementId, InferenceId};

/// How far before the first and after the last sibling something can be dropped, in map units.
const OUTER_REACH: f64 = 44.0;
/// How far around the pointer siblings are looked for, in map units.
const SEARCH_REACH: f64 = 220.0;

/// A place beside a sibling, which is a step or a premise.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Slot<K> {
    pub(super) sibling: K,
    pub(super) side: Side,
    /// The line to draw there.
    pub(super) line: (Point, Point),
    /// How far the pointer is from the line.
    distance: f64,
}

/// The nearest place between siblings that the point is in.
pub(super) fn slot_at(editor: &Editor, at_in_map: Point) -> Option<Slot<InferenceId>> {
    let targets = targets_near(editor, at_in_map);
    let boxes_of = |target: &ElementId| -> Vec<(InferenceId, Rect)> {
        let steps = editor.map().bearing_on(target);
        steps
            .filter_map(|step| Some((step.id.clone(), box_of(editor, &step.id)?)))
            .collect()
    };
    let slots = targets
        .iter()
        .flat_map(|target| slots_of(&boxes_of(target), at_in_map));
    nearest(slots)
}

/// The nearest place between the premises of a step that the point is in.
pub(super) fn slot_among_premises(
    editor: &Editor,
    step: &InferenceId,
    at_in_map: Point,
) -> Option<Slot<ClaimId>> {
    let premises = editor.map().inference(step)?.premises.iter();
    let boxes: Vec<(ClaimId, Rect)> = premises
        .filter_map(|premise| {
            let rect = editor.scene().rect_of(&ElementId::Claim(premise.clone()))?;
            Some((premise.clone(), rect))
        })
        .collect();
    nearest(slots_of(&boxes, at_in_map).into_iter())
}

fn nearest<K>(slots: impl Iterator<Item = Slot<K>>) -> Option<Slot<K>> {
    slots.min_by(|one, other| one.distance.total_cmp(&other.distance))
}

/// What the claims near the point bear on.
fn targets_near(editor: &Editor, at: Point) -> BTreeSet<ElementId> {
    let near = Rect::from_center_size(at, (2.0 * SEARCH_REACH, 2.0 * SEARCH_REACH));
    let map = editor.map();
    let step_of = |element: ElementId| match element {
        ElementId::Claim(id) => home(map, editor.shown_view(), &id).cloned(),
        ElementId::Inference(id) => Some(id),
    };
    let near = editor.scene().in_rect(near).into_iter();
    near.filter_map(step_of)
        .filter_map(|step| map.inference(&step))
        .map(|step| step.target.element())
        .collect()
}

fn slots_of<K: Clone>(boxes: &[(K, Rect)], at: Point) -> Vec<Slot<K>> {
    let mut found = Vec::new();
    for pair in boxes.windows(2) {
        if let [(one, first), (other, second)] = pair {
            found.extend(between((one, *first), (other, *second), at));
        }
    }
    let is_row = match boxes {
        [(_, first), .., (_, last)] => beside(*first, *last),
        _ => true,
    };
    if let Some((step, rect)) = boxes.first() {
        found.extend(outer(step, *rect, Side::Before, is_row, at));
    }
    if let Some((step, rect)) = boxes.last() {
        found.extend(outer(step, *rect, Side::After, is_row, at));
    }
    found
}

/// The premises of a step that stand under it, or its mark where none is to be seen.
fn box_of(editor: &Editor, step: &InferenceId) -> Option<Rect> {
    let map = editor.map();
    let premises = map.inference(step)?.premises.iter();
    premises
        .filter(|premise| home(map, editor.shown_view(), premise) == Some(step))
        .filter_map(|premise| editor.scene().rect_of(&ElementId::Claim(premise.clone())))
        .reduce(|all, one| all.union(one))
        .or_else(|| editor.scene().rect_of(&ElementId::Inference(step.clone())))
}

/// Whether the two stand in one row.
fn beside(one: Rect, other: Rect) -> bool {
    one.y0 < other.y1 && other.y0 < one.y1
}

fn between<K: Clone>(one: (&K, Rect), other: (&K, Rect), at: Point) -> Vec<Slot<K>> {
    let (first, second) = (one.1, other.1);
    if beside(first, second) && first.x1 <= second.x0 {
        let (top, bottom) = (first.y0.min(second.y0), first.y1.max(second.y1));
        let gap = Rect::new(first.x1, top, second.x0, bottom);
        return vertical(other.0, Side::Before, gap, gap.center().x, at);
    }
    if first.y1 <= second.y0 && first.x0 < second.x1 && second.x0 < first.x1 {
        let (left, right) = (first.x0.min(second.x0), first.x1.max(second.x1));
        let gap = Rect::new(left, first.y1, right, second.y0);
        let y = (second.y0 - OUTER_REACH / 4.0).max(gap.center().y);
        return horizontal(other.0, Side::Before, gap, y, at);
    }
    let mut slots = outer(one.0, first, Side::After, false, at);
    slots.extend(outer(other.0, second, Side::Before, false, at));
    slots
}

/// The place before the first or after the last.
fn outer<K: Clone>(key: &K, rect: Rect, side: Side, is_row: bool, at: Point) -> Vec<Slot<K>> {
    let middle = OUTER_REACH / 4.0;
    match (is_row, side) {
        (true, Side::Before) => {
            let gap = Rect::new(rect.x0 - OUTER_REACH, rect.y0, rect.x0, rect.y1);
            vertical(key, side, gap, rect.x0 - middle, at)
        }
        (true, Side::After) => {
            let gap = Rect::new(rect.x1, rect.y0, rect.x1 + OUTER_REACH, rect.y1);
            vertical(key, side, gap, rect.x1 + middle, at)
        }
        (false, Side::Before) => {
            let gap = Rect::new(rect.x0, rect.y0 - OUTER_REACH, rect.x1, rect.y0);
            horizontal(key, side, gap, rect.y0 - middle, at)
        }
        (false, Side::After) => {
            let gap = Rect::new(rect.x0, rect.y1, rect.x1, rect.y1 + OUTER_REACH);
            horizontal(key, side, gap, rect.y1 + middle, at)
        }
    }
}

fn vertical<K: Clone>(key: &K, side: Side, gap: Rect, x: f64, at: Point) -> Vec<Slot<K>> {
    let line = (Point::new(x, gap.y0), Point::new(x, gap.y1));
    slot(key, side, gap, line, (at.x - x).abs(), at)
}

fn horizontal<K: Clone>(key: &K, side: Side, gap: Rect, y: f64, at: Point) -> Vec<Slot<K>> {
    let line = (Point::new(gap.x0, y), Point::new(gap.x1, y));
    slot(key, side, gap, line, (at.y - y).abs(), at)
}

fn slot<K: Clone>(
    key: &K,
    side: Side,
    gap: Rect,
    line: (Point, Point),
    distance: f64,
    at: Point,
) -> Vec<Slot<K>> {
    if !gap.contains(at) {
        return Vec::new();
    }
    vec![Slot {
        sibling: key.clone(),
        side,
        line,
        distance,
    }]
}
