//! The visible part of a map on dense indices, with a home for every claim that is used.
//!
//! Homes make the hypergraph a forest: a claim stands under the step of its home, a step under
//! what it bears on. Claims and steps keep their index in the map's order, visible or not.

use std::collections::{BTreeSet, VecDeque};

use super::both::both;
use super::lists::Lists;

/// A claim or a step, by index in the map's order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Node {
    Claim(usize),
    Step(usize),
}

/// Who bears on whom, without anything that has a size.
#[derive(Debug, Clone, Default)]
pub(super) struct Links {
    /// Premises of each step.
    pub(super) premises: Lists,
    /// What each step bears on.
    pub(super) targets: Vec<Node>,
    /// Steps that bear on each claim, siblings in order.
    pub(super) on_claim: Lists,
    /// Steps that bear on each step, siblings in order.
    pub(super) on_step: Lists,
    /// Steps that each claim is a premise of, in order.
    pub(super) uses: Lists,
}

/// What the view says that changes the shape of the forest.
#[derive(Debug, Clone, Default)]
pub(super) struct Folding {
    pub(super) claim_collapsed: Vec<bool>,
    pub(super) step_collapsed: Vec<bool>,
    /// The home that the view names.
    pub(super) homes: Vec<Option<usize>>,
}

impl Folding {
    /// Whether nothing is folded.
    fn is_open(&self) -> bool {
        let mut folded = self.claim_collapsed.iter().chain(&self.step_collapsed);
        folded.all(|is_collapsed| !is_collapsed)
    }
}

/// The forest of homes over what is visible.
#[derive(Debug, Clone, Default)]
pub(super) struct Forest {
    pub(super) claim_visible: Vec<bool>,
    pub(super) step_visible: Vec<bool>,
    /// The step that a claim stands under; `None` for roots and hidden claims.
    pub(super) home: Vec<Option<usize>>,
    /// Claims without a home, in order.
    pub(super) roots: Vec<usize>,
    /// Visible nodes, depth first; parents before children.
    pub(super) order: Vec<Node>,
    /// Visible steps on each claim, in order; none where it is collapsed.
    pub(super) steps_of_claim: Lists,
    /// Visible steps on each step, in order; none where it is collapsed.
    pub(super) steps_of_step: Lists,
    /// Visible premises of each visible step, in order; none where it is collapsed.
    pub(super) premises: Lists,
}

impl Links {
    /// Links of so many claims, and of steps given as premises and target in order.
    pub(super) fn new(claim_count: usize, steps: impl Iterator<Item = (Vec<usize>, Node)>) -> Self {
        let mut premises = Lists::default();
        let mut targets = Vec::new();
        for (of_step, target) in steps {
            premises.push(of_step);
            targets.push(target);
        }
        Self::of(claim_count, premises, targets)
    }

    /// Links of so many claims, and of steps by their premises and targets.
    pub(super) fn of(claim_count: usize, premises: Lists, targets: Vec<Node>) -> Self {
        let on_claim = targets.iter().enumerate().filter_map(|(step, target)| {
            let Node::Claim(claim) = *target else {
                return None;
            };
            Some((claim, step))
        });
        let on_step = targets.iter().enumerate().filter_map(|(step, target)| {
            let Node::Step(target) = *target else {
                return None;
            };
            Some((target, step))
        });
        let of_steps = premises.iter().enumerate();
        let uses = of_steps.flat_map(|(step, list)| list.iter().map(move |&claim| (claim, step)));
        let ((on_claim, on_step), uses) = both(
            claim_count,
            || {
                let on_claim = Lists::grouped(claim_count, on_claim);
                (on_claim, Lists::grouped(targets.len(), on_step))
            },
            || Lists::grouped(claim_count, uses),
        );
        Self {
            premises,
            targets,
            on_claim,
            on_step,
            uses,
        }
    }

    /// How many claims hang below, whether visible or not, that `visible` does not show.
    pub(super) fn hidden_below(&self, node: Node, visible: &[bool]) -> usize {
        let mut claim_seen = BTreeSet::new();
        let mut step_seen = BTreeSet::new();
        let mut open = vec![node];
        let mut count = 0;
        while let Some(node) = open.pop() {
            let steps = match node {
                Node::Claim(claim) => &self.on_claim[claim],
                Node::Step(step) => {
                    for &premise in &self.premises[step] {
                        if !visible[premise] && claim_seen.insert(premise) {
                            count += 1;
                            open.push(Node::Claim(premise));
                        }
                    }
                    &self.on_step[step]
                }
            };
            for &step in steps {
                if step_seen.insert(step) {
                    open.push(Node::Step(step));
                }
            }
        }
        count
    }

    /// The claim that the chain of a step's targets ends in, for every step.
    fn claims_at_end(&self) -> Vec<usize> {
        let mut ends: Vec<Option<usize>> = vec![None; self.targets.len()];
        let mut chain = Vec::new();
        for start in 0..self.targets.len() {
            let mut step = start;
            let end = loop {
                if let Some(end) = ends[step] {
                    break end;
                }
                chain.push(step);
                match self.targets[step] {
                    Node::Claim(claim) => break claim,
                    Node::Step(next) => step = next,
                }
            };
            for step in chain.drain(..) {
                ends[step] = Some(end);
            }
        }
        ends.into_iter().flatten().collect()
    }
}

/// What a walk from the roots met.
struct Reach {
    claim: Vec<bool>,
    step: Vec<bool>,
    /// The step by which a claim was met first.
    by: Vec<Option<usize>>,
    /// When a claim was met.
    rank: Vec<usize>,
    count: usize,
}

impl Reach {
    fn new(links: &Links) -> Self {
        Self {
            claim: vec![false; links.uses.len()],
            step: vec![false; links.targets.len()],
            by: vec![None; links.uses.len()],
            rank: vec![usize::MAX; links.uses.len()],
            count: 0,
        }
    }

    fn meet(&mut self, claim: usize, by: Option<usize>) -> bool {
        if self.claim[claim] {
            return false;
        }
        self.claim[claim] = true;
        self.by[claim] = by;
        self.rank[claim] = self.count;
        self.count += 1;
        true
    }

    fn walk_from(&mut self, links: &Links, root: usize, folding: Option<&Folding>) {
        let is_folded = |node| match (folding, node) {
            (None, _) => false,
            (Some(folding), Node::Claim(claim)) => folding.claim_collapsed[claim],
            (Some(folding), Node::Step(step)) => folding.step_collapsed[step],
        };
        if !self.meet(root, None) {
            return;
        }
        let mut open = VecDeque::from([Node::Claim(root)]);
        while let Some(node) = open.pop_front() {
            if is_folded(node) {
                continue;
            }
            let steps = match node {
                Node::Claim(claim) => &links.on_claim[claim],
                Node::Step(step) => {
                    for &premise in &links.premises[step] {
                        if self.meet(premise, Some(step)) {
                            open.push_back(Node::Claim(premise));
                        }
                    }
                    &links.on_step[step]
                }
            };
            for &step in steps {
                if !self.step[step] {
                    self.step[step] = true;
                    open.push_back(Node::Step(step));
                }
            }
        }
    }
}

/// Finds what is visible, and a home for each visible claim that is used.
pub(super) fn forest(links: &Links, folding: &Folding) -> Forest {
    let ends = links.claims_at_end();
    let (mut roots, whole) = roots(links, &ends);
    let reach = whole.filter(|_| folding.is_open());
    let reach = reach.unwrap_or_else(|| {
        let mut reach = Reach::new(links);
        for &root in &roots {
            reach.walk_from(links, root, Some(folding));
        }
        reach
    });
    // A ring may hang on a ring that was found later and comes first in order.
    roots.retain(|&root| reach.by[root].is_none());
    let home = homes(links, folding, &reach, &ends);
    let mut forest = Forest {
        steps_of_claim: unfolded(&links.on_claim, &folding.claim_collapsed, &reach.claim),
        steps_of_step: unfolded(&links.on_step, &folding.step_collapsed, &reach.step),
        premises: unfolded(&links.premises, &folding.step_collapsed, &reach.step),
        claim_visible: reach.claim,
        step_visible: reach.step,
        home,
        roots,
        order: Vec::new(),
    };
    forest.order = forest.depth_first();
    forest
}

fn unfolded(lists: &Lists, collapsed: &[bool], visible: &[bool]) -> Lists {
    lists.kept(|index| visible[index] && !collapsed[index])
}

/// Claims that are used nowhere, and one for each ring of claims that hangs on nothing; where
/// there is no such ring, also what a walk from them met, were nothing folded.
fn roots(links: &Links, ends: &[usize]) -> (Vec<usize>, Option<Reach>) {
    let claim_count = links.uses.len();
    let mut reach = Reach::new(links);
    let mut roots: Vec<usize> = (0..claim_count)
        .filter(|&claim| links.uses[claim].is_empty())
        .collect();
    for &root in &roots {
        reach.walk_from(links, root, None);
    }
    if reach.count == claim_count {
        return (roots, Some(reach));
    }
    let mut seen_from = vec![usize::MAX; claim_count];
    for start in 0..claim_count {
        if reach.claim[start] {
            continue;
        }
        let mut path = vec![];
        let mut claim = start;
        while seen_from[claim] != start {
            seen_from[claim] = start;
            path.push(claim);
            let Some(&up) = links.uses[claim].first() else {
                break;
            };
            claim = ends[up];
        }
        let ring_start = path.iter().position(|&c| c == claim).unwrap_or(0);
        let first = path[ring_start..].iter().min().copied().unwrap_or(start);
        roots.push(first);
        reach.walk_from(links, first, None);
    }
    roots.sort_unstable();
    (roots, None)
}

/// The named or first visible use of each claim, mended where homes would run in a ring.
fn homes(links: &Links, folding: &Folding, reach: &Reach, ends: &[usize]) -> Vec<Option<usize>> {
    let open = |step: &usize| reach.step[*step] && !folding.step_collapsed[*step];
    let mut home: Vec<Option<usize>> = (0..links.uses.len())
        .map(|claim| {
            reach.by[claim]?;
            let named = folding.homes[claim]
                .filter(|step| open(step) && links.premises[*step].contains(&claim));
            named.or_else(|| links.uses[claim].iter().copied().find(|step| open(step)))
        })
        .collect();
    let mut settled = vec![false; home.len()];
    let mut on_path = vec![usize::MAX; home.len()];
    let mut path = Vec::new();
    for start in 0..home.len() {
        loop {
            path.clear();
            let mut claim = start;
            while !settled[claim] && on_path[claim] != start {
                on_path[claim] = start;
                path.push(claim);
                match home[claim] {
                    Some(step) => claim = ends[step],
                    None => break,
                }
            }
            let in_ring = !settled[claim] && home[claim].is_some();
            if !in_ring {
                break;
            }
            // The claim met first on the way from the roots goes back to where it was met.
            let from = path.iter().position(|&c| c == claim).unwrap_or(0);
            let Some(&mended) = path[from..].iter().min_by_key(|&&c| reach.rank[c]) else {
                break;
            };
            home[mended] = reach.by[mended];
            for &claim in &path {
                on_path[claim] = usize::MAX;
            }
        }
        for &claim in &path {
            settled[claim] = true;
        }
    }
    home
}

impl Forest {
    /// Premises that have their home at this step, in order.
    pub(super) fn premises_at_home(&self, step: usize) -> impl DoubleEndedIterator<Item = usize> {
        let premises = self.premises[step].iter().copied();
        premises.filter(move |&premise| self.home[premise] == Some(step))
    }

    fn depth_first(&self) -> Vec<Node> {
        let mut order = Vec::new();
        let mut open = Vec::new();
        for &root in &self.roots {
            open.push(Node::Claim(root));
            while let Some(node) = open.pop() {
                order.push(node);
                match node {
                    Node::Claim(claim) => {
                        let steps = self.steps_of_claim[claim].iter().rev();
                        open.extend(steps.map(|&step| Node::Step(step)));
                    }
                    Node::Step(step) => {
                        let steps = self.steps_of_step[step].iter().rev();
                        open.extend(steps.map(|&step| Node::Step(step)));
                        open.extend(self.premises_at_home(step).rev().map(Node::Claim));
                    }
                }
            }
        }
        order
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The forest over steps given as premises and target claim.
    fn forest_of(
        claim_count: usize,
        steps: &[(&[usize], usize)],
        homes: &[(usize, usize)],
    ) -> Forest {
        let steps = steps
            .iter()
            .map(|(premises, target)| (premises.to_vec(), Node::Claim(*target)));
        let links = Links::new(claim_count, steps);
        let mut folding = Folding {
            claim_collapsed: vec![false; claim_count],
            step_collapsed: vec![false; links.targets.len()],
            homes: vec![None; claim_count],
        };
        for &(claim, home) in homes {
            folding.homes[claim] = Some(home);
        }
        forest(&links, &folding)
    }

    #[test]
    fn a_shared_claim_stands_under_its_first_use_or_the_named_one() {
        let steps: &[(&[usize], usize)] = &[(&[1], 0), (&[2], 0), (&[2], 1)];
        assert_eq!(forest_of(3, steps, &[]).home[2], Some(1));
        assert_eq!(forest_of(3, steps, &[(2, 2)]).home[2], Some(2));
    }

    #[test]
    fn a_ring_that_hangs_on_nothing_starts_at_its_first_claim() {
        let forest = forest_of(3, &[(&[1], 2), (&[2], 1), (&[0], 1)], &[]);
        assert_eq!(forest.roots, [1]);
        assert_eq!(forest.home, [Some(2), None, Some(1)]);
    }

    #[test]
    fn a_claim_that_attacks_itself_is_a_root() {
        let forest = forest_of(1, &[(&[0], 0)], &[]);
        assert_eq!((forest.roots, forest.home), (vec![0], vec![None]));
    }

    #[test]
    fn homes_named_in_a_ring_are_mended() {
        let steps: &[(&[usize], usize)] = &[(&[1], 0), (&[1], 2), (&[2], 1)];
        let forest = forest_of(3, steps, &[(1, 1), (2, 2)]);
        assert_eq!(forest.home, [None, Some(0), Some(2)]);
        assert_eq!(forest.order.len(), 6);
    }
}
