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
        let curves = Curves::new(tree, gaps, effort, (frame.0 * scale, frame.1 * scale));
        let mut whole = curves.whole();
        let fit = |shape: &(f64, f64, f64)| misfit((shape.0, shape.1), frame);
        whole.sort_by(|one, two| fit(one).total_cmp(&fit(two)));
        for &(_, _, limit) in whole.iter().take(effort.candidates()) {
            let arrangement = curves.arrangement(limit);
            let parts = Parts {
                tree,
                arrangement: &arrangement,
                room,
                gaps,
            };
            let misfit = misfit(extent(parts), frame);
            if best.as_ref().is_none_or(|(least, _)| misfit < *least) {
                best = Some((misfit, arrangement));
            }
        }
    }
    best.map_or_else(|| Arrangement::rows(tree.len()), |(_, best)| best)
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
