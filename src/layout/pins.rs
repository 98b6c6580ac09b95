//! Puts pinned claims where the user put them, and moves everything else out of their way.

use kurbo::{Point, Rect, Vec2};

use super::compose::{Composed, Parts};
use super::graph::Node;
use super::place::{Places, with_skirt};

/// Whether the claim, or one that it stands under, is pinned.
pub(super) fn is_under_pin(parts: &Parts<'_>, claim: usize) -> bool {
    let mut claim = claim;
    loop {
        if parts.pinned[claim] {
            return true;
        }
        let Some(mut step) = parts.forest.home[claim] else {
            return false;
        };
        claim = loop {
            match parts.targets[step] {
                Node::Claim(claim) => break claim,
                Node::Step(next) => step = next,
            }
        };
    }
}

/// Takes a placing that ignores pins to one that honours them.
///
/// Each pinned claim and what hangs from it is an island, and so is the rest. Islands are settled
/// one after the other: from its top down, what would stand on a pinned box or on an island that
/// is settled moves down, and the rest of its island with it.
pub(super) fn settle(
    parts: &Parts<'_>,
    composed: &Composed,
    pins: &[Option<Point>],
    places: Places,
) -> Places {
    let mut islands = Islands::new(parts);
    let pinned: Vec<usize> = (0..pins.len())
        .filter(|&claim| parts.pinned[claim] && parts.forest.claim_visible[claim])
        .collect();
    let mut out = moved_to_pins(parts, composed, &islands, pins, places);
    let mut taken: Vec<Rect> = pinned.iter().map(|&claim| out.claims[claim]).collect();
    for island in 0..islands.members.len() {
        let members = std::mem::take(&mut islands.members[island]);
        settle_island(parts, members, &mut out, &mut taken);
    }
    out
}

struct Islands {
    of_claim: Vec<usize>,
    of_step: Vec<usize>,
    /// The main island first; without the pinned claims.
    members: Vec<Vec<Node>>,
}

impl Islands {
    fn new(parts: &Parts<'_>) -> Self {
        let mut islands = Self {
            of_claim: vec![0; parts.sizes.claims.len()],
            of_step: vec![0; parts.sizes.marks.len()],
            members: vec![Vec::new()],
        };
        for &node in &parts.forest.order {
            match node {
                Node::Claim(claim) if parts.pinned[claim] => {
                    islands.of_claim[claim] = islands.members.len();
                    islands.members.push(Vec::new());
                }
                Node::Claim(claim) => {
                    let island = parts.forest.home[claim].map_or(0, |home| islands.of_step[home]);
                    islands.of_claim[claim] = island;
                    islands.members[island].push(node);
                }
                Node::Step(step) => {
                    let island = match parts.targets[step] {
                        Node::Claim(claim) => islands.of_claim[claim],
                        Node::Step(target) => islands.of_step[target],
                    };
                    islands.of_step[step] = island;
                    islands.members[island].push(node);
                }
            }
        }
        islands
    }
}

fn moved_to_pins(
    parts: &Parts<'_>,
    composed: &Composed,
    islands: &Islands,
    pins: &[Option<Point>],
    main: Places,
) -> Places {
    let mut tops = vec![Point::ZERO; pins.len()];
    for (claim, pin) in pins.iter().enumerate() {
        if let Some(pin) = pin {
            tops[claim] = *pin + Vec2::new(parts.sizes.claims[claim].width / 2.0, 0.0);
        }
    }
    let mut places = super::place::descend(parts, composed, &tops);
    for (claim, rect) in main.claims.into_iter().enumerate() {
        if islands.of_claim[claim] == 0 {
            places.claims[claim] = rect;
        }
    }
    for (step, rect) in main.marks.into_iter().enumerate() {
        if islands.of_step[step] == 0 {
            places.marks[step] = rect;
        }
    }
    places
}

fn settle_island(
    parts: &Parts<'_>,
    mut members: Vec<Node>,
    out: &mut Places,
    taken: &mut Vec<Rect>,
) {
    let top = |node: &Node, out: &Places| match *node {
        Node::Claim(claim) => out.claims[claim].y0,
        Node::Step(step) => out.marks[step].y0,
    };
    members.sort_by(|one, two| top(one, out).total_cmp(&top(two, out)).then(one.cmp(two)));
    let obstacles = Obstacles::new(taken, parts.gaps.column);
    let mut down = 0.0;
    for node in members {
        let (rect, skirt) = match node {
            Node::Claim(claim) => (&mut out.claims[claim], parts.sizes.claim_skirts[claim]),
            Node::Step(step) => (&mut out.marks[step], parts.sizes.mark_skirts[step]),
        };
        let with_skirt = with_skirt(*rect, skirt);
        down = obstacles.clearance(with_skirt, down);
        *rect = *rect + Vec2::new(0.0, down);
        taken.push(with_skirt + Vec2::new(0.0, down));
    }
}

/// What is taken, sorted so that what lies in the way is found fast.
struct Obstacles {
    /// Inflated by the space to keep, sorted by left edge.
    rects: Vec<Rect>,
    widest: f64,
}

impl Obstacles {
    fn new(taken: &[Rect], space: f64) -> Self {
        let mut rects: Vec<_> = taken
            .iter()
            .map(|rect| rect.inflate(space, space))
            .collect();
        rects.sort_by(|one, two| one.x0.total_cmp(&two.x0).then(one.y0.total_cmp(&two.y0)));
        let widest = rects.iter().map(Rect::width).fold(0.0, f64::max);
        Self { rects, widest }
    }

    /// How far down the box must go, at least `down`, to stand free.
    fn clearance(&self, rect: Rect, down: f64) -> f64 {
        let from = self
            .rects
            .partition_point(|other| other.x0 <= rect.x0 - self.widest);
        let to = self.rects.partition_point(|other| other.x0 < rect.x1);
        let mut near: Vec<_> = self.rects[from.min(to)..to]
            .iter()
            .filter(|other| other.x1 > rect.x0)
            .collect();
        near.sort_by(|one, two| one.y0.total_cmp(&two.y0));
        let mut down = down;
        for other in near {
            if rect.y0 + down < other.y1 && other.y0 < rect.y1 + down {
                down = other.y1 - rect.y0;
            }
        }
        down
    }
}
