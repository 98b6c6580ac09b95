//! Finds remembered rows and columns that no longer suit what stands in them.

use kurbo::Rect;

use crate::layout::LayoutRequest;
use crate::layout::arrange::Ready;
use crate::layout::choose::choose;
use crate::layout::compose::Room;
use crate::layout::graph::Node as Element;
use crate::layout::tree::{Arrangement, NONE, Tree};
use crate::model::{ClaimId, Direction, Style};

/// How many times as large as with new choices a branch, or the whole, is where they are poor.
const POOR: f64 = 1.25;
/// How many times as large the whole must be for branches to be poor: below that, what one branch
/// would win another would lose.
const WORTH_TELLING: f64 = 1.05;

/// Claims whose remembered choices have grown poor: the whole map is larger than with choices made
/// anew, and their branch, or the frame of the whole, by a quarter. Near-linear in the number of
/// claims.
pub fn poor_choices(request: &LayoutRequest<'_>) -> Vec<ClaimId> {
    let view = request.view;
    let has_columns = view.style == Style::Compact && view.direction == Direction::Down;
    if view.choices.is_none() || !has_columns {
        return Vec::new();
    }
    let ready = Ready::new(request);
    let tree = &ready.grown.planted.tree;
    let frame = ready.grown.frame.proportion(view.aspect);
    let anew = choose(tree, &ready.gaps, frame, !ready.grown.crossings.is_empty());
    let (had, would_have) = (
        branches(&ready, &ready.arrangement),
        branches(&ready, &anew),
    );
    let growth = needed(tree, &had, frame) / needed(tree, &would_have, frame).max(1.0);
    if growth < WORTH_TELLING {
        return Vec::new();
    }
    let is_poor_whole = growth > POOR;
    let is_poor = |node: usize| {
        let grew = had[node].area() > would_have[node].area() * POOR;
        differs(tree, node as u32, [&ready.arrangement, &anew]) && (grew || is_poor_whole)
    };
    let elements = ready.grown.planted.elements.iter().enumerate();
    let mut poor: Vec<ClaimId> = elements
        .filter_map(|(node, &element)| match element {
            Element::Claim(claim) if is_poor(node) => {
                Some(ready.reading.claims.records[claim].id.clone())
            }
            _ => None,
        })
        .collect();
    poor.sort();
    poor
}

/// What every branch takes up.
fn branches(ready: &Ready, arrangement: &Arrangement) -> Vec<Rect> {
    let plan = ready.grown.plan(arrangement, &ready.gaps);
    let mut branches = plan.standing(&Room::default()).boxes;
    for node in (0..branches.len()).rev() {
        let parent = ready.grown.planted.tree.nodes[node].parent;
        if parent != NONE {
            branches[parent as usize] = branches[parent as usize].union(branches[node]);
        }
    }
    branches
}

/// The size of the frame that holds the whole.
fn needed(tree: &Tree, branches: &[Rect], frame: (f64, f64)) -> f64 {
    let trees = tree.roots().map(|root| branches[root as usize]);
    let whole = trees.reduce(|one, two| one.union(two)).unwrap_or_default();
    (whole.width() / frame.0).max(whole.height() / frame.1)
}

/// Whether reasons stand below a node in another way.
fn differs(tree: &Tree, node: u32, [one, two]: [&Arrangement; 2]) -> bool {
    let index = node as usize;
    one.in_columns[index] != two.in_columns[index]
        || tree.children(node).any(|child| {
            let child = child as usize;
            one.starts_column[child] != two.starts_column[child]
        })
}
