//! Places composed subtrees in the map: trees side by side, loose claims in a block below them,
//! pinned claims where they were put, everything else out of their way.

use kurbo::{Point, Rect, Size, Vec2};

use super::compose::{Composed, Parts};
use super::graph::Node;
use super::pins;

/// Boxes and marks of everything visible, in the frame of the placing.
#[derive(Debug, Clone, Default)]
pub(super) struct Places {
    pub(super) claims: Vec<Rect>,
    pub(super) marks: Vec<Rect>,
}

/// A box with the room for its badge below it.
pub(super) fn with_skirt(rect: Rect, skirt: Size) -> Rect {
    if skirt.height <= 0.0 {
        return rect;
    }
    let half = rect.width().max(skirt.width) / 2.0;
    let middle = rect.center().x;
    Rect::new(
        middle - half,
        rect.y0,
        middle + half,
        rect.y1 + skirt.height,
    )
}

/// What is not said by the forest.
pub(super) struct Anchors<'a> {
    /// Top left corners of pinned claims, relative to the origin.
    pub(super) pins: &'a [Option<Point>],
    /// The claim whose place is the origin, and where in its box (0 to 1) the origin lies.
    pub(super) first: Option<usize>,
    pub(super) origin_in_box: Vec2,
}

/// Places all visible boxes and marks.
pub(super) fn place(parts: &Parts<'_>, composed: &mut Composed, anchors: &Anchors<'_>) -> Places {
    let mut tops = vec![Point::ZERO; parts.sizes.claims.len()];
    place_roots(parts, composed, &mut tops);
    let places = descend(parts, composed, &tops);
    let places = moved_to_origin(parts, places, anchors);
    if parts.pinned.contains(&true) {
        return pins::settle(parts, composed, anchors.pins, places);
    }
    places
}

fn place_roots(parts: &Parts<'_>, composed: &mut Composed, tops: &mut [Point]) {
    let unpinned = parts
        .forest
        .roots
        .iter()
        .copied()
        .filter(|&root| !parts.pinned[root]);
    let (trees, free): (Vec<_>, Vec<_>) = unpinned
        .partition(|&root| !parts.forest.steps_of_claim[root].is_empty() || has_badge(parts, root));
    let outlines: Vec<_> = trees
        .iter()
        .filter_map(|&root| composed.outlines[root])
        .collect();
    let (at, row) = composed.contours.row(&outlines, parts.gaps.tree);
    for (&root, &x) in trees.iter().zip(&at) {
        tops[root] = Point::new(x, 0.0);
    }
    let (span, below) = match row {
        Some(row) => (row.span, row.height - parts.gaps.below + parts.gaps.tree),
        None => ((0.0, 0.0), 0.0),
    };
    place_free(parts, &free, span, below, tops);
}

fn has_badge(parts: &Parts<'_>, claim: usize) -> bool {
    parts.sizes.claim_skirts[claim].height > 0.0
}

/// Rows of loose claims, about as wide as what stands above, or half as wide again as high.
fn place_free(parts: &Parts<'_>, free: &[usize], span: (f64, f64), top: f64, tops: &mut [Point]) {
    let gaps = &parts.gaps;
    let size = |claim: &usize| parts.sizes.claims[*claim];
    let area: f64 = free
        .iter()
        .map(|claim| (size(claim).width + gaps.sibling) * (size(claim).height + gaps.column))
        .sum();
    let width = (span.1 - span.0).max((area * 1.6).sqrt());
    let (mut x, mut y, mut row_height) = (span.0, top, 0.0_f64);
    for claim in free {
        let Size {
            width: w,
            height: h,
        } = size(claim);
        if x > span.0 && x + w > span.0 + width {
            x = span.0;
            y += row_height + gaps.column;
            row_height = 0.0;
        }
        tops[*claim] = Point::new(x + w / 2.0, y);
        x += w + gaps.sibling;
        row_height = row_height.max(h);
    }
}

/// Adds up offsets from the roots down.
pub(super) fn descend(parts: &Parts<'_>, composed: &Composed, tops: &[Point]) -> Places {
    let forest = parts.forest;
    let mut claim_tops = tops.to_vec();
    let mut mark_tops = vec![Point::ZERO; parts.sizes.marks.len()];
    for &node in &forest.order {
        match node {
            Node::Claim(claim) => {
                if let (Some(home), false) = (forest.home[claim], parts.pinned[claim]) {
                    claim_tops[claim] = mark_tops[home] + composed.claim_offsets[claim];
                }
            }
            Node::Step(step) => {
                let target = match parts.targets[step] {
                    Node::Claim(claim) => claim_tops[claim],
                    Node::Step(target) => mark_tops[target],
                };
                mark_tops[step] = target + composed.step_offsets[step];
            }
        }
    }
    let rects = |tops: &[Point], sizes: &[Size]| {
        let both = tops.iter().zip(sizes);
        both.map(|(&top, &size)| {
            Rect::from_origin_size(top - Vec2::new(size.width / 2.0, 0.0), size)
        })
        .collect()
    };
    Places {
        claims: rects(&claim_tops, &parts.sizes.claims),
        marks: rects(&mark_tops, &parts.sizes.marks),
    }
}

fn moved_to_origin(parts: &Parts<'_>, mut places: Places, anchors: &Anchors<'_>) -> Places {
    let in_main = |claim: &usize| !pins::is_under_pin(parts, *claim);
    let first = anchors.first.filter(in_main);
    let first = first.or_else(|| parts.forest.roots.iter().copied().find(in_main));
    let Some(first) = first else {
        return places;
    };
    let rect = places.claims[first];
    let within = anchors.origin_in_box;
    let origin = Vec2::new(
        rect.x0 + rect.width() * within.x,
        rect.y0 + rect.height() * within.y,
    );
    for rect in places.claims.iter_mut().chain(&mut places.marks) {
        *rect = *rect - origin;
    }
    places
}
