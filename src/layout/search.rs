//! Searches a short way through free cells, with few bends and crossings (A*).

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use kurbo::Point;

use super::cells::Cells;
use super::crowd::Crowd;
use super::placed::Side;
use super::tracks::{Along, Stretch};

/// What a bend costs, in map units of way.
const BEND: f64 = 40.0;
/// What crossing another connector costs, in map units of way.
const CROSSING: f64 = 60.0;
/// States that one search may open, fewest and most.
const SHARE: (usize, usize) = (1_000, 12_000);

/// How hard a search tries.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Effort {
    /// What crossing another connector costs.
    crossing: f64,
    /// How much what is left counts against what is done; above 1 the search is faster and its
    /// way may be that much longer than the best.
    eagerness: f64,
    /// States that all searches of one layout may open together.
    states: usize,
}

/// First the best way, if that takes too long a good one, and else any way.
const EFFORTS: [Effort; 3] = [
    Effort {
        crossing: CROSSING,
        eagerness: 1.0,
        states: 60_000,
    },
    Effort {
        crossing: CROSSING,
        eagerness: 1.5,
        states: 200_000,
    },
    Effort {
        crossing: 0.0,
        eagerness: 6.0,
        states: 2_000_000,
    },
];

/// Where a connector may start or end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct End {
    pub(super) side: Side,
    /// On the border of the box.
    pub(super) at: Point,
    /// In the free cell next to it.
    pub(super) outside: Point,
    pub(super) cell: usize,
    pub(super) cost: f64,
}

impl End {
    pub(super) fn is_upright(&self) -> bool {
        matches!(self.side, Side::Top | Side::Bottom)
    }
}

/// A way: cells in turn, and where it enters each (the start first, the end last).
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Way {
    pub(super) start: End,
    pub(super) end: End,
    pub(super) cells: Vec<usize>,
    pub(super) xs: Vec<f64>,
}

/// The searches of one layout.
#[derive(Debug)]
pub(super) struct Search {
    count: usize,
}

#[derive(Debug, Clone, Copy)]
struct State {
    cell: usize,
    x: f64,
    y: f64,
    cost: f64,
    before: Option<usize>,
    start: usize,
    /// The end reached, if this is the last state.
    end: Option<usize>,
}

impl Search {
    /// Searches for so many connectors, which share the effort.
    pub(super) fn new(count: usize) -> Self {
        Self {
            count: count.max(1),
        }
    }

    /// A good way from one of the starts to one of the ends.
    pub(super) fn find(
        &self,
        cells: &Cells,
        crowd: &Crowd,
        owner: usize,
        starts: &[End],
        ends: &[End],
    ) -> Option<Way> {
        EFFORTS.into_iter().find_map(|effort| {
            let mut open = Open {
                cells,
                crowd,
                owner,
                ends,
                effort,
                states: Vec::new(),
                queue: BinaryHeap::new(),
                seen: BTreeMap::new(),
            };
            let most = (effort.states / self.count).clamp(SHARE.0, SHARE.1);
            open.search(starts, most)
        })
    }
}

struct Open<'a> {
    cells: &'a Cells,
    crowd: &'a Crowd,
    owner: usize,
    ends: &'a [End],
    effort: Effort,
    states: Vec<State>,
    queue: BinaryHeap<Reverse<(u64, usize)>>,
    seen: BTreeMap<(usize, u64), f64>,
}

impl Open<'_> {
    fn search(&mut self, starts: &[End], most: usize) -> Option<Way> {
        for (index, start) in starts.iter().enumerate() {
            self.push(State {
                cell: start.cell,
                x: start.outside.x,
                y: start.outside.y,
                cost: start.cost,
                before: None,
                start: index,
                end: None,
            });
        }
        while let Some(Reverse((_, index))) = self.queue.pop() {
            if self.states[index].end.is_some() {
                return self.way(index, starts);
            }
            if self.states.len() > most {
                return None;
            }
            self.finish_from(index, starts);
            self.spread_from(index, starts);
        }
        None
    }

    fn push(&mut self, state: State) {
        if state.end.is_none() {
            let key = (state.cell, state.x.to_bits());
            if self.seen.get(&key).is_some_and(|&cost| cost <= state.cost) {
                return;
            }
            self.seen.insert(key, state.cost);
        }
        let left = if state.end.is_some() {
            0.0
        } else {
            self.left(state)
        };
        let rank = ((state.cost + left * self.effort.eagerness) * 64.0).max(0.0) as u64;
        self.queue.push(Reverse((rank, self.states.len())));
        self.states.push(state);
    }

    /// The least that is left to go.
    fn left(&self, state: State) -> f64 {
        let far = |end: &End| {
            (end.outside.x - state.x).abs() + (end.outside.y - state.y).abs() + end.cost
        };
        self.ends.iter().map(far).fold(f64::INFINITY, f64::min)
    }

    /// What it costs to go level from the state to `x` within its cell.
    fn along(&self, state: State, x: f64, is_side_start: bool) -> f64 {
        if (x - state.x).abs() < 1e-6 {
            return 0.0;
        }
        let stretch = Stretch {
            along: Along::X,
            at: state.y,
            from: x.min(state.x),
            to: x.max(state.x),
        };
        let bends = if is_side_start { 1.0 } else { 2.0 };
        (x - state.x).abs() + bends * BEND + self.crossing_cost(state.cell, stretch)
    }

    fn upright(&self, cell: usize, x: f64, from: f64, to: f64) -> f64 {
        let stretch = Stretch {
            along: Along::Y,
            at: x,
            from: from.min(to),
            to: from.max(to),
        };
        (to - from).abs() + self.crossing_cost(cell, stretch)
    }

    fn crossing_cost(&self, cell: usize, stretch: Stretch) -> f64 {
        if self.effort.crossing <= 0.0 {
            return 0.0;
        }
        self.crowd.crossings(cell, self.owner, stretch) as f64 * self.effort.crossing
    }

    fn finish_from(&mut self, index: usize, starts: &[End]) {
        let state = self.states[index];
        let is_first = state.before.is_none();
        for (end_index, end) in self.ends.iter().enumerate() {
            if end.cell != state.cell {
                continue;
            }
            let from_side = is_first && !starts[state.start].is_upright();
            if from_side && !end.is_upright() && (end.outside.y - state.y).abs() > 1e-6 {
                continue;
            }
            let (x, y) = (end.outside.x, end.outside.y);
            let mut cost =
                state.cost + end.cost + self.along(state, x, from_side || !end.is_upright());
            cost += self.upright(
                state.cell,
                if end.is_upright() { x } else { state.x },
                state.y,
                y,
            );
            self.push(State {
                x,
                y,
                cost,
                before: Some(index),
                end: Some(end_index),
                ..state
            });
        }
    }

    fn spread_from(&mut self, index: usize, starts: &[End]) {
        let state = self.states[index];
        let from_side = state.before.is_none() && !starts[state.start].is_upright();
        let cell = self.cells.cell(state.cell);
        let here = cell.rect;
        let above = cell.above.iter().map(|&next| (next, here.y0));
        let below = cell.below.iter().map(|&next| (next, here.y1));
        for (next, y) in above.chain(below) {
            if state
                .before
                .is_some_and(|before| self.states[before].cell == next)
            {
                continue;
            }
            let there = self.cells.cell(next).rect;
            let (low, high) = (here.x0.max(there.x0), here.x1.min(there.x1));
            for x in self.crossing_places(state.x, low, high) {
                let cost = state.cost
                    + self.along(state, x, from_side)
                    + self.upright(state.cell, x, state.y, y);
                self.push(State {
                    cell: next,
                    x,
                    y,
                    cost,
                    before: Some(index),
                    start: state.start,
                    end: None,
                });
            }
        }
    }

    /// Where to cross a border: straight on, or at the level of an end.
    fn crossing_places(&self, x: f64, low: f64, high: f64) -> Vec<f64> {
        let mut places = vec![x.clamp(low, high.max(low))];
        for end in self.ends {
            let place = end.outside.x.clamp(low, high.max(low));
            if !places.contains(&place) {
                places.push(place);
            }
        }
        places
    }

    fn way(&self, last: usize, starts: &[End]) -> Option<Way> {
        let end = self.ends.get(self.states[last].end?)?;
        let mut xs = vec![end.outside.x];
        let mut cells = Vec::new();
        let mut at = self.states[last].before;
        while let Some(index) = at {
            let state = self.states[index];
            cells.push(state.cell);
            xs.push(state.x);
            at = state.before;
        }
        cells.reverse();
        xs.reverse();
        let start = *starts.get(self.states[last].start)?;
        Some(Way {
            start,
            end: *end,
            cells,
            xs,
        })
    }
}
