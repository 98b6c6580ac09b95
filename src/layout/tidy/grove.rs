//! A forest that can be changed: siblings in another order, boxes under another of their uses.
//!
//! Its nodes keep the numbers they had when it was read, whatever becomes of the order; growing
//! it yields the kernel's tree. What a step attacks never changes, nor do the roots.

use crate::layout::cross::Crossing;
use crate::layout::tree::{Arrangement, NONE, Node, Role, Tree};

/// How reasons stand below a box.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::layout) enum Stand {
    /// Side by side.
    #[default]
    Row,
    /// In columns; these places among the siblings begin the second and further ones.
    Columns(Vec<u32>),
}

/// A connector that leaves the trees, by the numbers of its ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::layout) struct Link {
    pub(in crate::layout) from: u32,
    pub(in crate::layout) to: u32,
    /// Whether the tree's connector from the same box could change places with it.
    pub(in crate::layout) is_use: bool,
}

/// A forest to be changed.
#[derive(Debug, Clone)]
pub(in crate::layout) struct Grove {
    nodes: Vec<Node>,
    kids: Vec<Vec<u32>>,
    roots: Vec<u32>,
    stands: Vec<Stand>,
    links: Vec<Link>,
    /// Connectors to one target are of one family.
    shares_targets: bool,
}

/// The kernel's tree of a grove.
#[derive(Debug)]
pub(in crate::layout) struct Grown {
    pub(in crate::layout) tree: Tree,
    pub(in crate::layout) arrangement: Arrangement,
    pub(in crate::layout) crossings: Vec<Crossing>,
    /// The number in the grove of each node, and the node of each number.
    pub(in crate::layout) numbers: Vec<u32>,
    pub(in crate::layout) places: Vec<u32>,
}

impl Grove {
    /// Reads a tree; `is_use` says whether a box could hang by a crossing instead.
    pub(in crate::layout) fn new(
        tree: &Tree,
        arrangement: &Arrangement,
        crossings: &[Crossing],
        shares_targets: bool,
    ) -> Self {
        let numbers = 0..tree.len() as u32;
        let kids: Vec<Vec<u32>> = numbers.map(|node| tree.children(node).collect()).collect();
        let stands = kids.iter().enumerate().map(|(node, kids)| {
            if !arrangement.in_columns[node] || kids.is_empty() {
                return Stand::Row;
            }
            let starts = (1..kids.len()).filter(|&at| arrangement.starts_column[kids[at] as usize]);
            Stand::Columns(starts.map(|at| at as u32).collect())
        });
        let links = crossings.iter().map(|crossing| {
            let (from, to) = (
                tree.nodes[crossing.from as usize],
                tree.nodes[crossing.to as usize],
            );
            let hangs = from.parent != NONE && !from.is_mark;
            let is_use =
                hangs && from.role != Role::Undercut && (to.is_mark == is_mark(tree, &from));
            Link {
                from: crossing.from,
                to: crossing.to,
                is_use,
            }
        });
        Self {
            nodes: tree.nodes.clone(),
            stands: stands.collect(),
            roots: tree.roots().collect(),
            links: links.collect(),
            kids,
            shares_targets,
        }
    }

    pub(in crate::layout) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Of all boxes and marks.
    pub(in crate::layout) fn area(&self) -> f64 {
        self.nodes.iter().map(|node| node.size.area()).sum()
    }

    pub(in crate::layout) fn links(&self) -> &[Link] {
        &self.links
    }

    pub(in crate::layout) fn kids(&self, number: u32) -> &[u32] {
        &self.kids[number as usize]
    }

    pub(in crate::layout) fn stand(&self, number: u32) -> &Stand {
        &self.stands[number as usize]
    }

    pub(in crate::layout) fn parent(&self, number: u32) -> u32 {
        self.nodes[number as usize].parent
    }

    pub(in crate::layout) fn is_mark(&self, number: u32) -> bool {
        self.nodes[number as usize].is_mark
    }

    /// The node and what it hangs on, up to its root.
    pub(in crate::layout) fn way_up(&self, number: u32) -> Vec<u32> {
        let mut way = vec![number];
        let mut up = self.parent(number);
        while up != NONE {
            way.push(up);
            up = self.parent(up);
        }
        way
    }

    /// Moves a node among those siblings that are what it is to their parent.
    pub(in crate::layout) fn move_to(&mut self, number: u32, place: usize) {
        let parent = self.parent(number);
        if parent == NONE {
            return;
        }
        let range = self.range_of(number);
        let kids = &mut self.kids[parent as usize];
        kids.retain(|&kid| kid != number);
        let place = place.clamp(range.start, range.end - 1);
        kids.insert(place, number);
    }

    /// The places at which siblings stand that are to their parent what this node is.
    pub(in crate::layout) fn range_of(&self, number: u32) -> std::ops::Range<usize> {
        let parent = self.parent(number);
        let Some(kids) = self.kids.get(parent as usize) else {
            return 0..1;
        };
        let split = self.split(kids);
        if self.nodes[number as usize].role == Role::Undercut {
            split..kids.len()
        } else {
            0..split
        }
    }

    /// How many come before the undercuts.
    fn split(&self, kids: &[u32]) -> usize {
        kids.partition_point(|&kid| self.nodes[kid as usize].role != Role::Undercut)
    }

    pub(in crate::layout) fn place_of(&self, number: u32) -> usize {
        let parent = self.parent(number);
        let kids = self.kids.get(parent as usize);
        let place = kids.and_then(|kids| kids.iter().position(|&kid| kid == number));
        place.unwrap_or(0)
    }

    /// Turns the order of those siblings around.
    pub(in crate::layout) fn turn(&mut self, number: u32) {
        let split = self.split(&self.kids[number as usize]);
        self.kids[number as usize][..split].reverse();
    }

    pub(in crate::layout) fn set_stand(&mut self, number: u32, stand: Stand) {
        self.stands[number as usize] = stand;
    }

    /// Makes a box hang by a link, and its connector of the tree a link; false if it would hang
    /// on itself.
    pub(in crate::layout) fn rehome(&mut self, link: usize, is_last: bool) -> bool {
        let Link { from, to, is_use } = self.links[link];
        if !is_use || self.way_up(to).contains(&from) {
            return false;
        }
        let parent = self.parent(from);
        self.kids[parent as usize].retain(|&kid| kid != from);
        self.nodes[from as usize].parent = to;
        let split = self.split(&self.kids[to as usize]);
        let at = if is_last { split } else { 0 };
        self.kids[to as usize].insert(at, from);
        self.links[link].to = parent;
        true
    }

    /// Takes the arrangement of the grown tree as its own.
    pub(in crate::layout) fn arrange(&mut self, grown: &Grown, arrangement: &Arrangement) {
        for (node, &number) in grown.numbers.iter().enumerate() {
            let kids = &self.kids[number as usize];
            let starts = |at: &usize| {
                let node = grown.places[kids[*at] as usize];
                arrangement.starts_column[node as usize]
            };
            self.stands[number as usize] = if arrangement.in_columns[node] && !kids.is_empty() {
                let starts = (1..kids.len()).filter(starts);
                Stand::Columns(starts.map(|at| at as u32).collect())
            } else {
                Stand::Row
            };
        }
    }

    /// The kernel's tree, depth first.
    pub(in crate::layout) fn grown(&self) -> Grown {
        let count = self.nodes.len();
        let mut grown = Grown {
            tree: Tree::with_capacity(count),
            arrangement: Arrangement::rows(count),
            crossings: Vec::with_capacity(self.links.len()),
            numbers: Vec::with_capacity(count),
            places: vec![NONE; count],
        };
        let mut open: Vec<u32> = self.roots.iter().rev().copied().collect();
        while let Some(number) = open.pop() {
            let of = self.nodes[number as usize];
            let parent = grown.places.get(of.parent as usize).copied();
            let node = grown.tree.push(parent.unwrap_or(NONE), of);
            grown.places[number as usize] = node;
            grown.numbers.push(number);
            open.extend(self.kids[number as usize].iter().rev());
        }
        grown.tree.close();
        self.stand_in(&mut grown);
        for (index, link) in self.links.iter().enumerate() {
            let [from, to] = [link.from, link.to].map(|end| grown.places[end as usize]);
            let family = if self.shares_targets {
                to
            } else {
                index as u32
            };
            grown.crossings.push(Crossing { from, to, family });
        }
        grown
    }

    fn stand_in(&self, grown: &mut Grown) {
        for (number, stand) in self.stands.iter().enumerate() {
            let (Stand::Columns(starts), kids) = (stand, &self.kids[number]) else {
                continue;
            };
            if kids.is_empty() {
                continue;
            }
            grown.arrangement.in_columns[grown.places[number] as usize] = true;
            for &start in starts {
                if let Some(&kid) = kids.get(start as usize) {
                    let kid = grown.places[kid as usize];
                    grown.arrangement.starts_column[kid as usize] = true;
                }
            }
        }
    }
}

fn is_mark(tree: &Tree, of: &Node) -> bool {
    tree.nodes
        .get(of.parent as usize)
        .is_some_and(|parent| parent.is_mark)
}
