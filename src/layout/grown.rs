//! What follows from who bears on whom and from the view, whatever the texts: the trees of a map,
//! how reasons stand, and what is a headline, pinned or folded.

use std::borrow::Cow;

use kurbo::{Point, Size, Vec2};

use super::LayoutRequest;
use super::both::both;
use super::choose::choose;
use super::cross::Crossing;
use super::drawing::Plan;
use super::frame::Frame;
use super::gaps::Gaps;
use super::graph::{self, Forest, Links, Node};
use super::measure::ClaimLook;
use super::place::Anchors;
use super::plant::{Planted, plant};
use super::reading::Reading;
use super::sight::Sight;
use super::tree::{Arrangement, NONE};
use crate::model::{Direction, Role, Stance, Style, View};

/// The shape of a map, by ranks and nodes.
#[derive(Debug)]
pub(super) struct Grown {
    pub(super) links: Links,
    pub(super) forest: Forest,
    pub(super) planted: Planted,
    /// How reasons stand; `None` where that depends on the sizes of boxes.
    remembered: Option<Arrangement>,
    /// What leaves the trees.
    pub(super) crossings: Vec<Crossing>,
    /// How each claim is shown, and what each step is.
    pub(super) looks: Vec<ClaimLook>,
    pub(super) roles: Vec<Role>,
    /// Folded elements, with how many claims they hide.
    pub(super) folded: Vec<(Node, usize)>,
    /// Where nodes are pinned; empty where none is.
    pub(super) pins: Vec<Option<Point>>,
    /// The node of the first contention.
    first: Option<u32>,
    pub(super) frame: Frame,
}

impl Grown {
    /// Grows trees from links, which are those of the reading.
    pub(super) fn new(
        request: &LayoutRequest<'_>,
        reading: &Reading,
        links: Links,
        sight: &Sight,
    ) -> Self {
        let view = request.view;
        let frame = Frame {
            direction: view.direction,
        };
        let count = reading.claims.records.len();
        let ((folding, forest), (stances, headlines, roles)) = both(
            count,
            || {
                let folding = sight.folding(reading);
                let forest = graph::forest(&links, &folding);
                (folding, forest)
            },
            || {
                let stances = reading.stances();
                let headlines = reading.headlines(&links, &stances);
                let roles = roles(&links, &stances);
                (stances, headlines, roles)
            },
        );
        let looks = looks(&headlines, reading, sight);
        let pinned: Vec<bool> = looks.iter().map(|look| look.pinned).collect();
        let planted = plant(&forest, &links, &stances, &pinned);
        let first = headlines.iter().position(|is_headline| *is_headline);
        let first = first.map(|claim| planted.claims[claim]);
        let mut pins = Vec::new();
        for (claim, at) in sight.pins(reading) {
            pins.resize(planted.tree.len(), None);
            if let Some(pin) = pins.get_mut(planted.claims[claim] as usize) {
                *pin = Some(frame.point(Point::new(at.x, at.y)));
            }
        }
        let (remembered, (crossings, folded)) = both(
            count,
            || remembered(view, reading, sight, &planted),
            || {
                let crossings = crossings(&forest, &planted);
                (crossings, folded(&links, &folding, &forest))
            },
        );
        Self {
            remembered,
            crossings,
            roles,
            folded,
            first: first.filter(|&node| node != NONE),
            links,
            forest,
            planted,
            looks,
            pins,
            frame,
        }
    }

    /// The node of an element.
    pub(super) fn node(&self, element: Node) -> u32 {
        match element {
            Node::Claim(claim) => self.planted.claims[claim],
            Node::Step(step) => self.planted.steps[step],
        }
    }

    /// The sizes of all nodes, box and box with badge.
    pub(super) fn sizes(&self) -> Vec<(Size, Size)> {
        let nodes = self.planted.tree.nodes.iter();
        nodes.map(|node| (node.size, node.outer)).collect()
    }

    /// Takes over sizes in the view, box and box with badge, of every element.
    pub(super) fn resize(&mut self, sizes: impl Fn(Node) -> Size) {
        let nodes = self.planted.tree.nodes.iter_mut();
        for (node, &element) in nodes.zip(&self.planted.elements) {
            node.size = self.frame.size(sizes(element));
            node.outer = node.size;
        }
    }

    /// How reasons stand: as remembered, or as suits the view's proportions.
    pub(super) fn arrangement(
        &self,
        request: &LayoutRequest<'_>,
        gaps: &Gaps,
    ) -> Cow<'_, Arrangement> {
        if let Some(remembered) = &self.remembered {
            return Cow::Borrowed(remembered);
        }
        let frame = self.frame.proportion(request.view.aspect);
        let tree = &self.planted.tree;
        Cow::Owned(choose(tree, gaps, frame, !self.crossings.is_empty()))
    }

    /// What keeps the drawing where it is.
    pub(super) fn anchors(&self) -> Anchors<'_> {
        Anchors {
            pins: &self.pins,
            first: self.first,
            origin_in_box: self.frame.vector(Vec2::new(0.5, 0.0)),
        }
    }

    /// How the trees are to be drawn.
    pub(super) fn plan<'a>(&'a self, arrangement: &'a Arrangement, gaps: &'a Gaps) -> Plan<'a> {
        Plan {
            tree: &self.planted.tree,
            arrangement,
            gaps,
            anchors: self.anchors(),
            crossings: &self.crossings,
        }
    }
}

fn looks(headlines: &[bool], reading: &Reading, sight: &Sight) -> Vec<ClaimLook> {
    let plain = |&headline: &bool| ClaimLook {
        headline,
        pinned: false,
        width: None,
    };
    let mut looks: Vec<ClaimLook> = headlines.iter().map(plain).collect();
    for (claim, _) in sight.pins(reading) {
        looks[claim].pinned = true;
    }
    for (claim, width) in sight.widths(reading) {
        looks[claim].width = Some(width);
    }
    looks
}

/// The same as the map says of each step.
fn roles(links: &Links, stances: &[Stance]) -> Vec<Role> {
    let is_attacking = |claim: usize| {
        let mut uses = links.uses[claim].iter();
        uses.any(|&step| stances[step] == Stance::Attack)
    };
    let steps = stances.iter().zip(&links.targets);
    let role = |(stance, target): (&Stance, &Node)| match (stance, *target) {
        (Stance::Answer, _) => Role::Answer,
        (Stance::Support, Node::Claim(_)) => Role::Support,
        (Stance::Support, Node::Step(_)) => Role::Backing,
        (Stance::Attack, Node::Step(_)) => Role::Undercut,
        (Stance::Attack, Node::Claim(claim)) if is_attacking(claim) => Role::Rebuttal,
        (Stance::Attack, Node::Claim(_)) => Role::Objection,
    };
    steps.map(role).collect()
}

/// Premises that have their home elsewhere, or stand where they are pinned.
fn crossings(forest: &Forest, planted: &Planted) -> Vec<Crossing> {
    let mut crossings = Vec::new();
    for &element in &forest.order {
        let Node::Step(step) = element else {
            continue;
        };
        let mark = planted.steps[step];
        for &premise in &forest.premises[step] {
            let claim = planted.claims[premise];
            let in_tree = claim != NONE && planted.tree.nodes[claim as usize].parent == mark;
            if claim != NONE && !in_tree {
                crossings.push(Crossing {
                    from: claim,
                    to: mark,
                    family: mark,
                });
            }
        }
    }
    crossings
}

fn folded(links: &Links, folding: &graph::Folding, forest: &Forest) -> Vec<(Node, usize)> {
    let is_collapsed = |node: &&Node| match **node {
        Node::Claim(claim) => folding.claim_collapsed[claim],
        Node::Step(step) => folding.step_collapsed[step],
    };
    let collapsed = forest.order.iter().filter(is_collapsed);
    let counted = collapsed.map(|&node| (node, links.hidden_below(node, &forest.claim_visible)));
    counted.filter(|&(_, count)| count > 0).collect()
}

fn remembered(
    view: &View,
    reading: &Reading,
    sight: &Sight,
    planted: &Planted,
) -> Option<Arrangement> {
    let tree = &planted.tree;
    let mut arrangement = Arrangement::rows(tree.len());
    if view.style != Style::Compact || view.direction != Direction::Down {
        return Some(arrangement);
    }
    view.choices.as_ref()?;
    for claim in sight.columns(reading) {
        let node = planted.claims[claim];
        if node != NONE && !tree.is_leaf(node) {
            arrangement.in_columns[node as usize] = true;
        }
    }
    for (claim, step) in sight.starts(reading) {
        let (node, start) = (planted.claims[claim], planted.steps[step]);
        let is_later = start != NONE
            && tree.nodes[start as usize].parent == node
            && start != node.saturating_add(1);
        if is_later {
            arrangement.starts_column[start as usize] = true;
        }
    }
    Some(arrangement)
}
