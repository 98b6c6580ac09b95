//! Turns the forest of a map into the kernel's tree of boxes and marks.

use kurbo::Size;

use super::graph::{Forest, Links, Node as Element};
use super::tree::{NONE, Node, Role, Tree};
use crate::model::Stance;

/// A tree, and whose node is whose.
#[derive(Debug, Default)]
pub(super) struct Planted {
    pub(super) tree: Tree,
    /// What each node stands for.
    pub(super) elements: Vec<Element>,
    /// The node of each claim and of each step; [`NONE`] where it is hidden.
    pub(super) claims: Vec<u32>,
    pub(super) steps: Vec<u32>,
}

/// Plants everything visible, without sizes yet; what is pinned stands as a root, after all others.
pub(super) fn plant(
    forest: &Forest,
    links: &Links,
    stances: &[Stance],
    pinned: &[bool],
) -> Planted {
    let count = forest.order.len();
    let mut planting = Planting {
        forest,
        stances,
        pinned,
        out: Planted {
            tree: Tree::with_capacity(count),
            elements: Vec::with_capacity(count),
            claims: vec![NONE; links.uses.len()],
            steps: vec![NONE; links.targets.len()],
        },
        open: Vec::new(),
    };
    for &root in &forest.roots {
        if !pinned[root] {
            planting.grow(root);
        }
    }
    for &element in &forest.order {
        if let Element::Claim(claim) = element
            && pinned[claim]
        {
            planting.grow(claim);
        }
    }
    planting.out.tree.close();
    planting.out
}

struct Planting<'a> {
    forest: &'a Forest,
    stances: &'a [Stance],
    pinned: &'a [bool],
    out: Planted,
    open: Vec<(Element, u32)>,
}

impl Planting<'_> {
    fn grow(&mut self, root: usize) {
        self.open.push((Element::Claim(root), NONE));
        while let Some((element, parent)) = self.open.pop() {
            match element {
                Element::Claim(claim) => self.claim(claim, parent),
                Element::Step(step) => self.step(step, parent),
            }
        }
    }

    fn claim(&mut self, claim: usize, parent: u32) {
        let role = if parent == NONE {
            Role::Root
        } else {
            Role::Premise
        };
        let node = Node::leaf(role, Size::ZERO);
        let node = self.push(Element::Claim(claim), parent, node);
        self.out.claims[claim] = node;
        let steps = self.forest.steps_of_claim[claim].iter().rev();
        self.open
            .extend(steps.map(|&step| (Element::Step(step), node)));
    }

    fn step(&mut self, step: usize, parent: u32) {
        let on_mark = self.out.tree.nodes[parent as usize].is_mark;
        let role = if on_mark {
            Role::Undercut
        } else {
            Role::Reason
        };
        let node = Node {
            is_mark: true,
            stance: self.stances[step],
            ..Node::leaf(role, Size::ZERO)
        };
        let node = self.push(Element::Step(step), parent, node);
        self.out.steps[step] = node;
        let under = self.forest.steps_of_step[step].iter().rev();
        self.open
            .extend(under.map(|&step| (Element::Step(step), node)));
        let premises = self.forest.premises_at_home(step).rev();
        let in_tree = premises.filter(|&premise| !self.pinned[premise]);
        self.open
            .extend(in_tree.map(|premise| (Element::Claim(premise), node)));
    }

    fn push(&mut self, element: Element, parent: u32, node: Node) -> u32 {
        self.out.elements.push(element);
        self.out.tree.push(parent, node)
    }
}
