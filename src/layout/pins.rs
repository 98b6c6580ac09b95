//! Puts pinned claims where the user put them, and moves everything else out of their way.

use kurbo::{Rect, Vec2};

use super::compose::Parts;
use super::place::{Anchors, with_badge};

/// Takes a placing that ignores pins to one that honours them.
///
/// Each pinned claim and what hangs from it is an island, and so is the rest. Islands are settled
/// one after the other, the main one first: from its top down, what would stand on a pinned box
/// or on an island that is settled moves down, and the rest of its island with it.
pub(super) fn settle(parts: Parts<'_>, anchors: &Anchors<'_>, boxes: Vec<Rect>) -> Vec<Rect> {
    let mut boxes = boxes;
    let (mut main, mut islands, mut taken) = (Vec::new(), Vec::new(), Vec::new());
    for root in parts.tree.roots() {
        let subtree = root..parts.tree.nodes[root as usize].end;
        let Some(pin) = anchors.pin(root) else {
            main.extend(subtree);
            continue;
        };
        let by = pin - boxes[root as usize].origin();
        for node in subtree.clone() {
            boxes[node as usize] = boxes[node as usize] + by;
        }
        taken.push(boxes[root as usize]);
        islands.push(subtree.skip(1).collect());
    }
    settle_island(parts, main, &mut boxes, &mut taken);
    for island in islands {
        settle_island(parts, island, &mut boxes, &mut taken);
    }
    boxes
}

fn settle_island(
    parts: Parts<'_>,
    mut members: Vec<u32>,
    boxes: &mut [Rect],
    taken: &mut Vec<Rect>,
) {
    members.sort_by(|&one, &two| {
        let tops = (boxes[one as usize].y0, boxes[two as usize].y0);
        tops.0.total_cmp(&tops.1).then(one.cmp(&two))
    });
    let obstacles = Obstacles::new(taken, parts.gaps.column);
    let mut down = 0.0;
    for node in members {
        let rect = &mut boxes[node as usize];
        let with_badge = with_badge(parts, node, *rect);
        down = obstacles.clearance(with_badge, down);
        *rect = *rect + Vec2::new(0.0, down);
        taken.push(with_badge + Vec2::new(0.0, down));
    }
}

/// What is taken, sorted so that what lies in the way is found fast.
struct Obstacles {
    /// Inflated by the space to keep, sorted by left edge.
    rects: Vec<Rect>,
    widest: f64,
}

impl Obstacles {
    fn new(taken: &[Rect], space: f64) -> Self {
        let mut rects: Vec<_> = taken
            .iter()
            .map(|rect| rect.inflate(space, space))
            .collect();
        rects.sort_by(|one, two| one.x0.total_cmp(&two.x0).then(one.y0.total_cmp(&two.y0)));
        let widest = rects.iter().map(Rect::width).fold(0.0, f64::max);
        Self { rects, widest }
    }

    /// How far down the box must go, at least `down`, to stand free.
    fn clearance(&self, rect: Rect, down: f64) -> f64 {
        let from = self
            .rects
            .partition_point(|other| other.x0 <= rect.x0 - self.widest);
        let to = self.rects.partition_point(|other| other.x0 < rect.x1);
        let mut near: Vec<_> = self.rects[from.min(to)..to]
            .iter()
            .filter(|other| other.x1 > rect.x0)
            .collect();
        near.sort_by(|one, two| one.y0.total_cmp(&two.y0));
        let mut down = down;
        for other in near {
            if rect.y0 + down < other.y1 && other.y0 < rect.y1 + down {
                down = other.y1 - rect.y0;
            }
        }
        down
    }
}
