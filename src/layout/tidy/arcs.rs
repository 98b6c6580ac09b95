//! Sorts siblings so that connectors across branches cross less and are shorter in reading order.
//!
//! All boxes are thought to stand on one line, depth first, with connectors across branches as
//! arcs above it. Exchanging two neighbours changes only pairs of arcs that leave both branches,
//! and these are counted by merging sorted ends, as in counting inversions (Barth, Mutzel and
//! Jünger, "Simple and efficient bilayer cross counting", 2004).

use super::grove::Grove;
use crate::layout::tree::NONE;

/// What one box between the ends of an arc weighs against a crossing.
const LENGTH: f64 = 0.1;
/// How often all siblings are gone through.
const SWEEPS: usize = 4;
/// How many branches arcs may leave, all together; beyond that, arcs are passed over.
const MOST_LEFT: usize = 4_000_000;

/// Sorts siblings everywhere; near-linear in nodes, arcs and the depth between their ends.
pub(super) fn sort_by_arcs(grove: &mut Grove) {
    let mut line = Line::new(grove);
    for _ in 0..SWEEPS {
        let mut is_sorted = true;
        for parent in 0..grove.len() as u32 {
            is_sorted &= line.sort(grove, parent);
        }
        if is_sorted {
            break;
        }
    }
}

/// Boxes on one line.
struct Line {
    /// Where each node stands, and how many stand in its branch.
    at: Vec<u32>,
    size: Vec<u32>,
    /// For each node the far ends of arcs that leave its branch.
    far: Vec<Vec<u32>>,
}

/// Where the arcs of a branch end, left and right of it, from left to right.
#[derive(Default)]
struct Ends {
    left: Vec<u32>,
    right: Vec<u32>,
}

impl Line {
    fn new(grove: &Grove) -> Self {
        let grown = grove.grown();
        let count = grove.len();
        let mut line = Self {
            at: grown.places.clone(),
            size: vec![1; count],
            far: vec![Vec::new(); count],
        };
        for (node, of) in grown.tree.nodes.iter().enumerate() {
            line.size[grown.numbers[node] as usize] = of.end - node as u32;
        }
        line.collect(grove);
        line
    }

    fn collect(&mut self, grove: &Grove) {
        let mut left = 0;
        for link in grove.links() {
            for (near, far) in [(link.from, link.to), (link.to, link.from)] {
                let mut node = near;
                while node != NONE && !self.is_in(far, node) && left < MOST_LEFT {
                    self.far[node as usize].push(far);
                    node = grove.parent(node);
                    left += 1;
                }
            }
        }
    }

    fn is_in(&self, node: u32, branch: u32) -> bool {
        let from = self.at[branch as usize];
        (from..from + self.size[branch as usize]).contains(&self.at[node as usize])
    }

    /// Exchanges neighbours below a node until none gains; whether nothing changed.
    fn sort(&mut self, grove: &mut Grove, parent: u32) -> bool {
        let mut is_sorted = true;
        for _ in 0..grove.kids(parent).len() {
            let mut is_done = true;
            for place in 1..grove.kids(parent).len() {
                let (one, two) = (grove.kids(parent)[place - 1], grove.kids(parent)[place]);
                let is_bound =
                    self.far[one as usize].is_empty() && self.far[two as usize].is_empty();
                if is_bound || !grove.range_of(one).contains(&place) {
                    continue;
                }
                if self.gain(one, two) > 1e-6 {
                    self.exchange(grove, one, two);
                    grove.move_to(two, place - 1);
                    is_done = false;
                }
            }
            if is_done {
                break;
            }
            is_sorted = false;
        }
        is_sorted
    }

    /// What it saves to put the second of two neighbours first.
    fn gain(&self, one: u32, two: u32) -> f64 {
        let (first, second) = (self.ends(one, two), self.ends(two, one));
        let before = crossings(&first, &second);
        let after = crossings(&second, &first);
        let nearer = |ends: &Ends, of: u32| {
            let right = ends.right.len() as f64 - ends.left.len() as f64;
            right * f64::from(self.size[of as usize])
        };
        let shorter = nearer(&first, two) - nearer(&second, one);
        before as f64 - after as f64 + shorter * LENGTH
    }

    fn ends(&self, branch: u32, beside: u32) -> Ends {
        let mut ends = Ends::default();
        let from = self.at[branch as usize];
        for &far in &self.far[branch as usize] {
            let at = self.at[far as usize];
            if self.is_in(far, beside) {
                continue;
            }
            let of = if at < from {
                &mut ends.left
            } else {
                &mut ends.right
            };
            of.push(at);
        }
        ends.left.sort_unstable();
        ends.right.sort_unstable();
        ends
    }

    fn exchange(&mut self, grove: &Grove, one: u32, two: u32) {
        let (back, on) = (self.size[one as usize], self.size[two as usize]);
        self.shift(grove, two, |at| at - back);
        self.shift(grove, one, |at| at + on);
    }

    fn shift(&mut self, grove: &Grove, branch: u32, shifted: impl Fn(u32) -> u32) {
        let mut open = vec![branch];
        while let Some(node) = open.pop() {
            let at = &mut self.at[node as usize];
            *at = shifted(*at);
            open.extend(grove.kids(node));
        }
    }
}

/// How many arcs of two neighbouring branches cross.
fn crossings(first: &Ends, second: &Ends) -> usize {
    let same = before(&first.left, &second.left) + before(&first.right, &second.right);
    same + first.right.len() * second.left.len()
}

/// How many pairs have the end from the first list before that from the second.
fn before(first: &[u32], second: &[u32]) -> usize {
    let mut passed = 0;
    let counts = second.iter().map(|&end| {
        while first.get(passed).is_some_and(|&other| other < end) {
            passed += 1;
        }
        passed
    });
    counts.sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_in_order_are_counted_by_merging() {
        assert_eq!(before(&[1, 4, 4, 9], &[0, 4, 5, 10]), 1 + 3 + 4);
        assert_eq!(before(&[], &[1, 2]), 0);
    }
}
