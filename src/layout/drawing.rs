//! Places and connects: the kernel's way from an arranged tree to boxes and lines.

use kurbo::{Point, Rect};

use super::compose::{Composed, Parts, Room, compose};
use super::connect::{TreeLine, tree_lines};
use super::cross::{Crossing, Routed, cross_lines, widened};
use super::gaps::Gaps;
use super::place::{Anchors, place};
use super::route::Trail;
use super::tree::{Arrangement, NONE, Role, Tree};

/// So often at most is room made for connectors.
const PASSES: usize = 3;
/// Nodes times crossings from which on it is made once.
const LARGE: usize = 5_000_000;

/// What is to be drawn, and how it stands.
#[derive(Clone, Copy)]
pub(super) struct Plan<'a> {
    pub(super) tree: &'a Tree,
    pub(super) arrangement: &'a Arrangement,
    pub(super) gaps: &'a Gaps,
    pub(super) anchors: Anchors<'a>,
    /// What leaves the trees.
    pub(super) crossings: &'a [Crossing],
}

/// Where everything stands and runs, by node.
#[derive(Debug)]
pub(super) struct Drawing {
    pub(super) boxes: Vec<Rect>,
    pub(super) lines: Vec<TreeLine>,
    /// Crossings, those that pins tore off last, and their routes.
    pub(super) crossings: Vec<Crossing>,
    pub(super) routes: Vec<Routed>,
}

/// A drawing with a given room.
struct Pass {
    drawing: Drawing,
    /// The room that connectors would like to have.
    wider: Option<Room>,
    /// Whether some can hardly be told apart without it.
    is_cramped: bool,
    /// How to find the same routes again.
    trails: Vec<Option<Trail>>,
}

/// Boxes that stand, without lines.
pub(super) struct Standing {
    composed: Composed,
    pub(super) boxes: Vec<Rect>,
}

impl Plan<'_> {
    fn parts<'a>(&'a self, room: &'a Room) -> Parts<'a> {
        Parts {
            tree: self.tree,
            arrangement: self.arrangement,
            room,
            gaps: self.gaps,
        }
    }

    /// Places all boxes.
    pub(super) fn standing(&self, room: &Room) -> Standing {
        let parts = self.parts(room);
        let mut composed = compose(parts);
        let boxes = place(parts, &mut composed, &self.anchors);
        Standing { composed, boxes }
    }

    /// Places all boxes and draws the lines of the trees, nothing else.
    pub(super) fn sketch(&self) -> (Vec<Rect>, Vec<TreeLine>) {
        let room = Room::default();
        let Standing { composed, boxes } = self.standing(&room);
        let lines = tree_lines(self.parts(&room), &composed, &boxes);
        (boxes, lines)
    }

    /// Places and connects everything.
    pub(super) fn drawing(&self) -> Drawing {
        self.connected(self.standing(&Room::default()))
    }

    /// Connects what stands; where connectors want more room, everything is placed once more
    /// with that room, and again while they can hardly be told apart.
    pub(super) fn connected(&self, standing: Standing) -> Drawing {
        let mut pass = self.pass(standing, &Room::default(), &[]);
        let size = self.tree.len() * self.crossings.len();
        let passes = if size > LARGE { 1 } else { PASSES };
        for round in 0..passes {
            let Some(room) = pass.wider.take() else {
                break;
            };
            // Who is still cramped after that looks for other ways.
            let known: &[_] = if round == 0 { &pass.trails } else { &[] };
            pass = self.pass(self.standing(&room), &room, known);
            if !pass.is_cramped {
                break;
            }
        }
        pass.drawing
    }

    fn pass(&self, standing: Standing, room: &Room, trails: &[Option<Trail>]) -> Pass {
        let parts = self.parts(room);
        let Standing { composed, boxes } = standing;
        let lines = tree_lines(parts, &composed, &boxes);
        let mut crossings = self.crossings.to_vec();
        crossings.extend(torn(self.tree, &lines));
        let found = cross_lines(parts, &boxes, &lines, &crossings, trails);
        let drawing = Drawing {
            boxes,
            lines,
            crossings,
            routes: found.routes,
        };
        Pass {
            drawing,
            wider: widened(room, &found.wants, self.tree.len()),
            is_cramped: found.is_cramped,
            trails: found.trails,
        }
    }
}

/// Connectors of the tree whose ends a pin moved apart.
fn torn(tree: &Tree, lines: &[TreeLine]) -> impl Iterator<Item = Crossing> {
    let nodes = tree.nodes.iter().enumerate().zip(lines);
    let torn = nodes.filter(|((_, node), line)| node.parent != NONE && line.points.is_empty());
    torn.map(|((index, node), _)| Crossing {
        from: index as u32,
        to: node.parent,
        family: if node.role == Role::Premise {
            node.parent
        } else {
            index as u32
        },
    })
}

impl Drawing {
    /// The points of the line from a node to its parent; none where there is no line.
    pub(super) fn line(&self, node: u32) -> &[Point] {
        self.lines
            .get(node as usize)
            .map_or(&[], |line| &*line.points)
    }
}
