//! Places composed subtrees in the map: trees side by side, loose claims in a block below them,
//! pinned claims where they were put, everything else out of their way.

use kurbo::{Point, Rect, Vec2};

use super::compose::{Composed, Parts};
use super::pins;
use super::tree::NONE;

/// What the forest does not say.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Anchors<'a> {
    /// Top left corners of pinned roots, relative to the origin; empty where nothing is pinned.
    pub(super) pins: &'a [Option<Point>],
    /// The node whose place is the origin, and where in its box (0 to 1) the origin lies.
    pub(super) first: Option<u32>,
    pub(super) origin_in_box: Vec2,
}

impl Anchors<'_> {
    pub(super) fn pin(&self, node: u32) -> Option<Point> {
        self.pins.get(node as usize).copied().flatten()
    }
}

/// Places all boxes, by node.
pub(super) fn place(parts: Parts<'_>, composed: &mut Composed, anchors: &Anchors<'_>) -> Vec<Rect> {
    let mut tops = vec![Point::ZERO; composed.roots.len()];
    place_roots(parts, composed, anchors, &mut tops);
    move_to_origin(parts, composed, anchors, &mut tops);
    let boxes = descend(parts, composed, &tops);
    if anchors.pins.iter().any(Option::is_some) {
        return pins::settle(parts, anchors, boxes);
    }
    boxes
}

fn place_roots(
    parts: Parts<'_>,
    composed: &mut Composed,
    anchors: &Anchors<'_>,
    tops: &mut [Point],
) {
    let is_tree = |root: u32| {
        let node = &parts.tree.nodes[root as usize];
        !parts.tree.is_leaf(root) || node.outer.height > node.size.height
    };
    let (mut trees, mut free) = (Vec::new(), Vec::new());
    for (index, &(root, outline)) in composed.roots.iter().enumerate() {
        if anchors.pin(root).is_some() {
            continue;
        }
        if is_tree(root) {
            trees.push((index, outline));
        } else {
            free.push(index);
        }
    }
    let mut at = Vec::new();
    let outlines = trees.iter().map(|(_, outline)| (outline, 0.0));
    let row = composed.contours.row(outlines, parts.gaps.tree, &mut at);
    for (&(index, _), &x) in trees.iter().zip(&at) {
        tops[index] = Point::new(x, 0.0);
    }
    let (span, below) = match row {
        Some(row) => (row.span, row.height + parts.gaps.tree),
        None => ((0.0, 0.0), 0.0),
    };
    place_free(parts, composed, &free, (span, below), tops);
}

/// Rows of loose claims, about as wide as what stands above, or half as wide again as high.
fn place_free(
    parts: Parts<'_>,
    composed: &Composed,
    free: &[usize],
    (span, top): ((f64, f64), f64),
    tops: &mut [Point],
) {
    let gaps = parts.gaps;
    let size = |index: usize| parts.tree.nodes[composed.roots[index].0 as usize].size;
    let area: f64 = free
        .iter()
        .map(|&index| size(index))
        .map(|size| (size.width + gaps.sibling) * (size.height + gaps.column))
        .sum();
    let width = (span.1 - span.0).max((area * 1.6).sqrt());
    let (mut x, mut y, mut row_height) = (span.0, top, 0.0_f64);
    for &index in free {
        let (w, h) = (size(index).width, size(index).height);
        if x > span.0 && x + w > span.0 + width {
            x = span.0;
            y += row_height + gaps.column;
            row_height = 0.0;
        }
        tops[index] = Point::new(x + w / 2.0, y);
        x += w + gaps.sibling;
        row_height = row_height.max(h);
    }
}

/// Adds up offsets from the roots down.
fn descend(parts: Parts<'_>, composed: &Composed, tops: &[Point]) -> Vec<Rect> {
    let nodes = &parts.tree.nodes;
    let mut anchors: Vec<Point> = Vec::with_capacity(nodes.len());
    let mut roots = tops.iter();
    for (node, &offset) in nodes.iter().zip(&composed.offsets) {
        let anchor = if node.parent == NONE {
            roots.next().copied().unwrap_or_default()
        } else {
            anchors[node.parent as usize] + offset
        };
        anchors.push(anchor);
    }
    let boxes = nodes.iter().zip(anchors).map(|(node, at)| {
        let left = at.x - node.size.width / 2.0;
        Rect::new(left, at.y, left + node.size.width, at.y + node.size.height)
    });
    boxes.collect()
}

/// A node's box with the room for the badge below it.
pub(super) fn with_badge(parts: Parts<'_>, node: u32, rect: Rect) -> Rect {
    let outer = parts.tree.nodes[node as usize].outer;
    let half = rect.width().max(outer.width) / 2.0;
    let middle = rect.center().x;
    let bottom = rect.y0 + outer.height.max(rect.height());
    Rect::new(middle - half, rect.y0, middle + half, bottom)
}

/// Moves all trees so that the origin lies where it should in the first box.
fn move_to_origin(
    parts: Parts<'_>,
    composed: &Composed,
    anchors: &Anchors<'_>,
    tops: &mut [Point],
) {
    let in_main = |&node: &u32| anchors.pin(way_up(parts, node).1).is_none();
    let first = anchors.first.filter(in_main);
    let first = first.or_else(|| parts.tree.roots().find(in_main));
    let Some(first) = first else {
        return;
    };
    let (way, root) = way_up(parts, first);
    let root = composed.roots.iter().position(|&(node, _)| node == root);
    let top = root.map_or(Point::ZERO, |root| tops[root]);
    let way = way.iter().fold(Vec2::ZERO, |way, &node| {
        way + composed.offsets[node as usize]
    });
    let size = parts.tree.nodes[first as usize].size;
    let within = anchors.origin_in_box;
    let in_box = Vec2::new(size.width * (within.x - 0.5), size.height * within.y);
    let origin = (top + way + in_box).to_vec2();
    for top in tops {
        *top -= origin;
    }
}

/// The node and those that it hangs on but the root, and the root.
fn way_up(parts: Parts<'_>, node: u32) -> (Vec<u32>, u32) {
    let mut way = Vec::new();
    let mut root = node;
    while let Some(of) = parts.tree.nodes.get(root as usize)
        && of.parent != NONE
    {
        way.push(root);
        root = of.parent;
    }
    (way, root)
}
