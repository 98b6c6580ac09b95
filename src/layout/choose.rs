//! Chooses rows or columns for all claims together, so that the map fills its frame well.
//!
//! Every subtree has a shape curve, its Pareto-best pairs of width and height, after Stockmeyer,
//! "Optimal orientations of cells in slicing floorplan designs" (1983). Curves are combined from
//! the leaves up, with boxes for outlines; where columns break is found for each height by
//! dynamic programming, as lines of a paragraph are. The best shapes of the whole are then
//! composed, and the one that really fits best wins. Near-linear in the number of claims.

use super::compose::{Parts, Room, compose};
use super::contour::level;
use super::curves::{Curves, Effort};
use super::gaps::Gaps;
use super::tree::{Arrangement, Tree};

/// How much larger than its boxes with their gaps a map comes out at about.
const SPREAD: f64 = 2.8;

/// A whole that is larger than its frame by this factor gets a larger one.
const TOO_LARGE: f64 = 1.2;
/// How often a frame is tried, at most.
const TRIES: usize = 3;

/// Width and height of a shape of the whole, and the limit that leads to it.
type Whole = (f64, f64, f64);

/// The arrangement that makes the whole as large as it can be in a frame of this proportion.
pub(super) fn choose(
    tree: &Tree,
    gaps: &Gaps,
    frame: (f64, f64),
    has_crossings: bool,
) -> Arrangement {
    let effort = Effort::for_map(tree.len(), has_crossings);
    let room = &Room::default();
    let mut best: Option<(f64, Arrangement)> = None;
    for &spread in effort.spreads() {
        let scale = (area(tree, gaps) * spread / (frame.0 * frame.1)).sqrt();
        let (curves, mut whole) = curves_within(tree, gaps, effort, frame, scale);
        // Subtrees reach into each other, so that a drawing is smaller than its shape; those
        // tried before tell by how much.
        let mut share = (1.0, 1.0);
        for _ in 0..effort.candidates() {
            let fit = |shape: &Whole| misfit((shape.0 * share.0, shape.1 * share.1), frame);
            let shapes = whole.iter().enumerate();
            let Some((next, _)) = shapes.min_by(|one, two| fit(one.1).total_cmp(&fit(two.1)))
            else {
                break;
            };
            let (width, height, limit) = whole.remove(next);
            let arrangement = curves.arrangement(limit);
            let parts = Parts {
                tree,
                arrangement: &arrangement,
                room,
                gaps,
            };
            let drawn = extent(parts);
            share = (drawn.0 / width.max(1.0), drawn.1 / height.max(1.0));
            let misfit = misfit(drawn, frame);
            if best.as_ref().is_none_or(|(least, _)| misfit < *least) {
                best = Some((misfit, arrangement));
            }
        }
    }
    best.map_or_else(|| Arrangement::rows(tree.len()), |(_, best)| best)
}

/// Shape curves for a frame so many times larger, and the shapes of the whole.
///
/// Shapes that exceed the frame are left out on the way, so that the others lie close together.
/// Where the whole comes out larger by far, good ones were among those: the frame was too small.
fn curves_within<'a>(
    tree: &'a Tree,
    gaps: &'a Gaps,
    effort: Effort,
    frame: (f64, f64),
    scale: f64,
) -> (Curves<'a>, Vec<Whole>) {
    let (mut scale, mut tries) = (scale, 0);
    loop {
        tries += 1;
        let curves = Curves::new(tree, gaps, effort, (frame.0 * scale, frame.1 * scale));
        let whole = curves.whole();
        let sizes = whole.iter().map(|shape| misfit((shape.0, shape.1), frame));
        let size = sizes.fold(f64::INFINITY, f64::min);
        if whole.is_empty() || size <= scale * TOO_LARGE || tries == TRIES {
            return (curves, whole);
        }
        scale = size;
    }
}

impl Effort {
    /// Shapes of the whole that are composed before one is chosen.
    fn candidates(self) -> usize {
        match self {
            Self::Great => 6,
            Self::Fair => 4,
            Self::Small => 2,
        }
    }

    /// The spreads to try; where there is time for it more than one.
    fn spreads(self) -> &'static [f64] {
        match self {
            Self::Great => &[SPREAD, SPREAD * 0.85, SPREAD * 1.2],
            Self::Fair | Self::Small => &[SPREAD],
        }
    }
}

/// The area of all boxes with the gaps around them.
fn area(tree: &Tree, gaps: &Gaps) -> f64 {
    let boxes = tree.nodes.iter().filter(|node| !node.is_mark);
    let (count, width) = boxes.fold((0, 0.0), |(count, width), node| {
        (count + 1, width + node.outer.width)
    });
    let usual_width = width / f64::from(count.max(1));
    let area = tree.nodes.iter().map(|node| {
        if node.is_mark {
            (usual_width + gaps.sibling) * (node.outer.height + gaps.below_hanging_mark)
        } else {
            (node.outer.width + gaps.sibling) * (node.outer.height + gaps.column)
        }
    });
    area.sum::<f64>().max(1.0)
}

/// How much too large a drawing is for its frame; the side that matters less counts a little.
fn misfit(extent: (f64, f64), frame: (f64, f64)) -> f64 {
    let (width, height) = (extent.0 / frame.0, extent.1 / frame.1);
    width.max(height) + 0.02 * width.min(height)
}

/// How wide and high the trees are.
fn extent(parts: Parts<'_>) -> (f64, f64) {
    let mut composed = compose(parts);
    let trees = composed.roots.iter();
    let outlines: Vec<_> = trees
        .filter(|&&(root, _)| !parts.tree.is_leaf(root))
        .map(|&(_, outline)| outline)
        .collect();
    let mut at = Vec::new();
    let row = composed
        .contours
        .row(level(&outlines), parts.gaps.tree, &mut at);
    row.map_or((0.0, 0.0), |row| (row.span.1 - row.span.0, row.height))
}
