//! Lays out plain graphs, boxes and arrows without text: what other layout engines are given.
//!
//! The same kernel as for maps. The first edge of a box is the one by which it hangs in a tree,
//! further ones are cross edges; junctions stand for the marks of steps.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use kurbo::{Point, Rect, Size, Vec2};

use super::choose::choose;
use super::compose::Room;
use super::cross::Crossing;
use super::drawing::{Plan, Standing};
use super::frame::Frame;
use super::gaps::Gaps;
use super::graph::{self, Folding, Forest, Links};
use super::place::Anchors;
use super::tidy::{Grove, Soil, tend};
use super::tree::{Arrangement, NONE, Node, Role, Tree};
use crate::model::{Aspect, Direction, Stance, Style};

/// A graph of boxes; edges run from a reason to what it is about.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlainGraph {
    /// Widths and heights.
    pub boxes: Vec<Size>,
    /// Boxes that stand for the mark of a step; none or one entry for each box.
    pub junctions: Vec<bool>,
    /// Source and target of each edge, as indices of boxes.
    pub edges: Vec<(usize, usize)>,
    /// Edges that attack the step whose junction they end on.
    pub undercuts: Vec<usize>,
}

/// How a plain graph is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PlainLook {
    /// Compact or classic.
    pub style: Style,
    /// Which way reasons lie.
    pub direction: Direction,
    /// What a compact layout aims at.
    pub aspect: Aspect,
}

/// Where the reasons of a box stand: `None` in a row, else the reasons that begin the second
/// and further columns.
pub type PlainChoice = Option<Vec<usize>>;

/// A plain graph laid out.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PlainLayout {
    /// The boxes, in order.
    pub boxes: Vec<Rect>,
    /// A polyline for each edge, from source to target.
    pub lines: Vec<Vec<Point>>,
    /// The choice for each box.
    pub choices: Vec<PlainChoice>,
}

/// A plain graph whose boxes have found their homes.
pub struct PlainForest<'a> {
    graph: &'a PlainGraph,
    frame: Frame,
    tree: Tree,
    /// The box of each node, the node of each box, and the edge by which a node hangs.
    box_of: Vec<usize>,
    node_of: Vec<u32>,
    edge_of: Vec<usize>,
    gaps: Gaps,
    /// Edges that leave the trees, and the edge of each.
    crossings: Vec<Crossing>,
    crossing_of: Vec<usize>,
}

/// A plain graph whose boxes stand.
pub struct PlainPlaced<'a> {
    forest: &'a PlainForest<'a>,
    arrangement: Arrangement,
    anchors: Anchors<'a>,
    standing: Standing,
}

impl PlainPlaced<'_> {
    /// Draws all edges, those that leave the trees around the boxes.
    pub fn connected(self) -> PlainLayout {
        let forest = self.forest;
        let plan = forest.plan(&self.arrangement, self.anchors);
        let drawing = plan.connected(self.standing);
        let mut out = PlainLayout {
            boxes: vec![Rect::ZERO; drawing.boxes.len()],
            lines: vec![Vec::new(); forest.graph.edges.len()],
            choices: forest.choices(&self.arrangement),
        };
        for (node, rect) in drawing.boxes.iter().enumerate() {
            out.boxes[forest.box_of[node]] = forest.frame.rect(*rect);
        }
        let in_view = |points: Vec<Point>| {
            let points = points.into_iter();
            points.map(|point| forest.frame.point(point)).collect()
        };
        for (node, &edge) in forest.edge_of.iter().enumerate() {
            if let Some(line) = out.lines.get_mut(edge) {
                *line = in_view(drawing.line(node as u32).to_vec());
            }
        }
        for (route, &edge) in drawing.routes.into_iter().zip(&forest.crossing_of) {
            out.lines[edge] = in_view(route.points);
        }
        out
    }
}

impl<'a> PlainForest<'a> {
    /// Finds a home for every box.
    pub fn new(graph: &'a PlainGraph, direction: Direction) -> Self {
        let steps = graph.edges.iter();
        let links = Links::new(
            graph.boxes.len(),
            steps.map(|&(from, to)| (vec![from], graph::Node::Claim(to))),
        );
        let folding = Folding {
            claim_collapsed: vec![false; graph.boxes.len()],
            step_collapsed: vec![false; graph.edges.len()],
            homes: vec![None; graph.boxes.len()],
        };
        let forest = graph::forest(&links, &folding);
        let mut plain = Self {
            graph,
            frame: Frame { direction },
            tree: Tree::with_capacity(graph.boxes.len()),
            box_of: Vec::with_capacity(graph.boxes.len()),
            node_of: vec![NONE; graph.boxes.len()],
            edge_of: Vec::with_capacity(graph.boxes.len()),
            gaps: Gaps::plain(),
            crossings: Vec::new(),
            crossing_of: Vec::new(),
        };
        plain.grow(&forest);
        plain.cross();
        plain
    }

    /// Collects the edges that are not in the tree.
    fn cross(&mut self) {
        let mut in_tree = vec![false; self.graph.edges.len()];
        for &edge in &self.edge_of {
            if let Some(in_tree) = in_tree.get_mut(edge) {
                *in_tree = true;
            }
        }
        for (edge, &(from, to)) in self.graph.edges.iter().enumerate() {
            if !in_tree[edge] {
                self.crossing_of.push(edge);
                self.crossings.push(Crossing {
                    from: self.node_of[from],
                    to: self.node_of[to],
                    family: edge as u32,
                });
            }
        }
    }

    fn grow(&mut self, forest: &Forest) {
        let mut is_undercut = vec![false; self.graph.edges.len()];
        for &edge in &self.graph.undercuts {
            if let Some(is_undercut) = is_undercut.get_mut(edge) {
                *is_undercut = true;
            }
        }
        let mut open: Vec<(usize, u32, usize)> = Vec::new();
        for &root in &forest.roots {
            open.push((root, NONE, usize::MAX));
            while let Some((index, parent, edge)) = open.pop() {
                let role = self.role(parent, index, is_undercut.get(edge) == Some(&true));
                let node = self.push(index, parent, edge, role);
                let edges = forest.steps_of_claim[index].iter().rev().copied();
                let at_home = edges.filter_map(|edge| {
                    let reason = self.graph.edges[edge].0;
                    (forest.home[reason] == Some(edge)).then_some((reason, node, edge))
                });
                // The first to be popped come last: premises before what attacks the step.
                let (undercuts, others): (Vec<_>, Vec<_>) =
                    at_home.partition(|&(_, _, edge)| is_undercut[edge]);
                open.extend(undercuts.into_iter().chain(others));
            }
        }
        self.tree.close();
    }

    fn is_junction(&self, index: usize) -> bool {
        self.graph.junctions.get(index) == Some(&true)
    }

    fn role(&self, parent: u32, index: usize, is_undercut: bool) -> Role {
        if parent == NONE {
            return Role::Root;
        }
        let on_mark = self.tree.nodes[parent as usize].is_mark;
        match (on_mark, is_undercut || self.is_junction(index)) {
            (false, _) => Role::Reason,
            (true, false) => Role::Premise,
            (true, true) => Role::Undercut,
        }
    }

    fn push(&mut self, index: usize, parent: u32, edge: usize, role: Role) -> u32 {
        let size = self.frame.size(self.graph.boxes[index]);
        let node = Node {
            is_mark: self.is_junction(index),
            stance: Stance::Support,
            ..Node::leaf(role, size)
        };
        let node = self.tree.push(parent, node);
        self.box_of.push(index);
        self.edge_of.push(edge);
        self.node_of[index] = node;
        node
    }

    /// The same graph with siblings in other orders and boxes under other uses, so that it is
    /// clearer as drawn, and how everything stands then; `None` if `watch`, which is told the
    /// share done so far, stops it.
    pub fn tidied(
        &self,
        look: PlainLook,
        choices: Option<&[PlainChoice]>,
        watch: &mut dyn FnMut(f64) -> ControlFlow<()>,
    ) -> Option<(Self, Vec<PlainChoice>)> {
        let arrangement = self.arrangement(look, choices, &self.gaps);
        let anchors = Anchors::default();
        let grove = Grove::new(&self.tree, &arrangement, &self.crossings, false);
        let soil = Soil {
            gaps: &self.gaps,
            frame: self.frame.proportion(look.aspect),
            has_columns: look.style == Style::Compact && self.frame.direction == Direction::Down,
            anchors,
            area: grove.area(),
        };
        let (_, tended) = tend(grove, &soil, watch)?;
        Some(self.regrown(&tended.grove))
    }

    fn regrown(&self, grove: &Grove) -> (Self, Vec<PlainChoice>) {
        let grown = grove.grown();
        let (edge_of, crossing_of) = self.edges_in(grove);
        let numbers = || grown.numbers.iter().map(|&number| number as usize);
        let forest = Self {
            graph: self.graph,
            frame: self.frame,
            box_of: numbers().map(|number| self.box_of[number]).collect(),
            edge_of: numbers().map(|number| edge_of[number]).collect(),
            node_of: self
                .node_of
                .iter()
                .map(|&number| grown.places.get(number as usize).copied().unwrap_or(NONE))
                .collect(),
            gaps: self.gaps,
            crossings: grown.crossings,
            crossing_of,
            tree: grown.tree,
        };
        let choices = forest.choices(&grown.arrangement);
        (forest, choices)
    }

    /// The edge by which each node hangs and the edge of each crossing in a grove where boxes may
    /// hang under other uses.
    fn edges_in(&self, grove: &Grove) -> (Vec<usize>, Vec<usize>) {
        let mut edge_of = self.edge_of.clone();
        let mut crossing_of = self.crossing_of.clone();
        let mut of_box: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (index, link) in grove.links().iter().enumerate() {
            of_box.entry(link.from).or_default().push(index);
        }
        for (node, links) in of_box {
            let is_same = |&index: &usize| self.crossings[index].to == grove.links()[index].to;
            if links.iter().all(is_same) {
                continue;
            }
            let parent = self.tree.nodes[node as usize].parent;
            let crossings = links
                .iter()
                .map(|&index| (self.crossings[index].to, self.crossing_of[index]));
            let mut edges: Vec<(u32, usize)> = crossings.collect();
            edges.push((parent, self.edge_of[node as usize]));
            let mut take = |to: u32| {
                let at = edges.iter().position(|&(end, _)| end == to)?;
                Some(edges.remove(at).1)
            };
            for index in links {
                if let Some(edge) = take(grove.links()[index].to) {
                    crossing_of[index] = edge;
                }
            }
            if let Some(edge) = take(grove.parent(node)) {
                edge_of[node as usize] = edge;
            }
        }
        (edge_of, crossing_of)
    }

    /// Chooses, and places all boxes; earlier choices are kept where they are given.
    pub fn placed(&self, look: PlainLook, choices: Option<&[PlainChoice]>) -> PlainPlaced<'_> {
        let arrangement = self.arrangement(look, choices, &self.gaps);
        let anchors = Anchors {
            origin_in_box: self.frame.vector(Vec2::new(0.5, 0.0)),
            ..Anchors::default()
        };
        let standing = self.plan(&arrangement, anchors).standing(&Room::default());
        PlainPlaced {
            forest: self,
            arrangement,
            anchors,
            standing,
        }
    }

    fn plan<'p>(&'p self, arrangement: &'p Arrangement, anchors: Anchors<'p>) -> Plan<'p> {
        Plan {
            tree: &self.tree,
            arrangement,
            gaps: &self.gaps,
            anchors,
            crossings: &self.crossings,
        }
    }

    /// Which way reasons lie.
    pub fn direction(&self) -> Direction {
        self.frame.direction
    }

    /// Whether edges leave the trees.
    pub fn has_crossings(&self) -> bool {
        !self.crossings.is_empty()
    }

    fn arrangement(
        &self,
        look: PlainLook,
        choices: Option<&[PlainChoice]>,
        gaps: &Gaps,
    ) -> Arrangement {
        if look.style == Style::Classic || self.frame.direction == Direction::Right {
            return Arrangement::rows(self.tree.len());
        }
        let Some(choices) = choices else {
            let frame = (f64::from(look.aspect.width), f64::from(look.aspect.height));
            return choose(&self.tree, gaps, frame, !self.crossings.is_empty());
        };
        let mut arrangement = Arrangement::rows(self.tree.len());
        for (node, &index) in self.box_of.iter().enumerate() {
            let Some(Some(starts)) = choices.get(index) else {
                continue;
            };
            arrangement.in_columns[node] = !self.tree.is_leaf(node as u32);
            for &start in starts {
                if let Some(&start) = self.node_of.get(start)
                    && start != NONE
                {
                    arrangement.starts_column[start as usize] = true;
                }
            }
        }
        arrangement
    }

    fn choices(&self, arrangement: &Arrangement) -> Vec<PlainChoice> {
        let mut choices = vec![None; self.graph.boxes.len()];
        for (node, &index) in self.box_of.iter().enumerate() {
            if arrangement.in_columns[node] {
                let starts = self.tree.children(node as u32);
                let starts = starts.filter(|&start| arrangement.starts_column[start as usize]);
                let starts = starts.map(|start| self.box_of[start as usize]).collect();
                choices[index] = Some(starts);
            }
        }
        choices
    }
}
