//! What could make a connector across branches shorter, or cross less.

use super::grove::{Grove, Stand};

/// So many levels above an end of a connector are looked at.
const LEVELS: usize = 16;

/// A change of the forest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Move {
    /// Puts nodes at these places among their siblings, one after the other.
    Order(Vec<(u32, usize)>),
    /// Turns the siblings below a node around.
    Turn(u32),
    /// Hangs a box by this link, first or last among its new siblings.
    Rehome(usize, bool),
    /// Sets how reasons stand below a box.
    Stand(u32, Stand),
}

impl Move {
    /// Whether the forest is another one now.
    pub(super) fn apply(&self, grove: &mut Grove) -> bool {
        match self {
            Self::Order(moves) => {
                let mut is_other = false;
                for &(node, place) in moves {
                    let before = grove.place_of(node);
                    grove.move_to(node, place);
                    is_other |= grove.place_of(node) != before;
                }
                is_other
            }
            Self::Turn(node) => {
                grove.turn(*node);
                grove.kids(*node).len() > 1
            }
            Self::Rehome(link, is_last) => grove.rehome(*link, *is_last),
            Self::Stand(node, stand) => {
                let is_other = grove.stand(*node) != stand;
                grove.set_stand(*node, stand.clone());
                is_other
            }
        }
    }
}

/// Changes that bear on a link, those that promise most first.
pub(super) fn moves_for(grove: &Grove, link: usize, may_stand: bool) -> Vec<Move> {
    let of = grove.links()[link];
    let (mut from, mut to) = (grove.way_up(of.from), grove.way_up(of.to));
    let mut common = None;
    while let (Some(one), Some(two)) = (from.last(), to.last())
        && one == two
    {
        common = from.pop();
        to.pop();
    }
    let mut moves = vec![Move::Rehome(link, false), Move::Rehome(link, true)];
    let sides = [from.as_slice(), to.as_slice()];
    meet(grove, sides, &mut moves);
    for way in sides {
        let below_common = usize::from(common.is_some() && !sides.contains(&[].as_slice()));
        let within = &way[..way.len().saturating_sub(below_common)];
        for &node in within.iter().take(LEVELS) {
            let range = grove.range_of(node);
            moves.push(Move::Order(vec![(node, range.start)]));
            moves.push(Move::Order(vec![(node, range.end.saturating_sub(1))]));
        }
    }
    let stems = from.iter().take(LEVELS).chain(to.iter().take(LEVELS));
    let stems: Vec<u32> = stems.copied().chain(common).collect();
    for &node in &stems {
        if grove.kids(node).len() > 1 {
            moves.push(Move::Turn(node));
        }
    }
    if may_stand {
        for &node in &stems {
            stands(grove, node, &mut moves);
        }
    }
    moves
}

/// Brings the two branches that a link joins beside each other, and its ends to the facing sides.
fn meet(grove: &Grove, [from, to]: [&[u32]; 2], moves: &mut Vec<Move>) {
    let (Some((&one, from)), Some((&two, to))) = (from.split_last(), to.split_last()) else {
        return;
    };
    if grove.range_of(one) != grove.range_of(two) {
        return;
    }
    let (at_one, at_two) = (grove.place_of(one), grove.place_of(two));
    let last = |node: u32| grove.range_of(node).end.saturating_sub(1);
    let facing = |left: &[u32], right: &[u32]| -> Vec<(u32, usize)> {
        let left = left.iter().map(|&node| (node, last(node)));
        left.chain(right.iter().map(|&node| (node, grove.range_of(node).start)))
            .collect()
    };
    // Taking the one away moves the other one up where it stood behind.
    let beside = |at: usize, of: usize| {
        if at < of { [of - 1, of] } else { [of, of + 1] }
    };
    let [before_two, after_two] = beside(at_one, at_two);
    let [before_one, after_one] = beside(at_two, at_one);
    for (node, place, is_left) in [
        (one, before_two, true),
        (one, after_two, false),
        (two, before_one, false),
        (two, after_one, true),
    ] {
        let ends = if is_left {
            facing(from, to)
        } else {
            facing(to, from)
        };
        let mut all = vec![(node, place)];
        moves.push(Move::Order(all.clone()));
        all.extend(&ends);
        moves.push(Move::Order(all));
    }
    let is_left = at_one < at_two;
    let ends = if is_left {
        facing(from, to)
    } else {
        facing(to, from)
    };
    moves.push(Move::Order(ends));
}

/// Other ways to stand for the reasons of a box: a row, one column, two or three of them.
fn stands(grove: &Grove, node: u32, moves: &mut Vec<Move>) {
    let count = grove.kids(node).len();
    if grove.is_mark(node) || count == 0 {
        return;
    }
    let mut offer = |stand: Stand| {
        if grove.stand(node) != &stand {
            moves.push(Move::Stand(node, stand));
        }
    };
    offer(Stand::Row);
    offer(Stand::Columns(Vec::new()));
    for columns in 2..=3_usize.min(count.saturating_sub(1)) {
        let starts = (1..columns).map(|column| (column * count / columns) as u32);
        offer(Stand::Columns(starts.collect()));
    }
    if let Stand::Columns(starts) = grove.stand(node) {
        for (index, &start) in starts.iter().enumerate() {
            for moved in [start.saturating_sub(1), start + 1] {
                let mut starts = starts.clone();
                starts[index] = moved;
                let is_apart = starts.is_sorted_by(|one, two| one < two);
                if moved > 0 && (moved as usize) < count && is_apart {
                    moves.push(Move::Stand(node, Stand::Columns(starts)));
                }
            }
        }
    }
}
