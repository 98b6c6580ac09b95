//! Finds places on a line for items that keep an order and distances, within walls.
//!
//! Where there is no room for all distances, those of the items concerned shrink alike.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Something to be placed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Item {
    /// Where it is now, between the walls.
    pub(super) at: f64,
    /// Where it would like to be.
    pub(super) wish: f64,
    pub(super) walls: [f64; 2],
    /// Wished distances from the walls.
    pub(super) gaps: [f64; 2],
}

/// Says that some items have too little room.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Squeeze {
    /// The item next to the wall at the larger coordinate.
    pub(super) last: usize,
    pub(super) missing: f64,
    /// The share of the wished distances that they get.
    pub(super) share: f64,
}

/// Items with an order between some of them.
pub(super) struct Solver<'a> {
    items: &'a [Item],
    apart: f64,
    /// Items before their successors.
    order: Vec<u32>,
    /// For each item, those right after it.
    next_from: Vec<u32>,
    next: Vec<u32>,
    /// The group of items that lack room together, if this one does.
    group: Vec<u32>,
    /// The share of the wished distances that each group gets.
    shares: Vec<f64>,
    low: Vec<f64>,
    high: Vec<f64>,
}

const ROOMY: u32 = u32::MAX;
/// How often items with room left are given more.
const ROUNDS: usize = 5;
/// Items have room left that could be moved by this share of the wished distance.
const SLACK: f64 = 0.1;

/// Places for all items, where each pair says that the first lies `apart` before the second.
pub(super) fn solve(items: &[Item], pairs: &[(u32, u32)], apart: f64) -> (Vec<f64>, Vec<Squeeze>) {
    let mut solver = Solver::new(items, pairs, apart);
    solver.bound();
    let mut squeezes = solver.group_the_tight();
    solver.share_out();
    for (squeeze, &share) in squeezes.iter_mut().zip(&solver.shares) {
        squeeze.share = share;
    }
    (solver.placed(), squeezes)
}

impl<'a> Solver<'a> {
    fn new(items: &'a [Item], pairs: &[(u32, u32)], apart: f64) -> Self {
        let order = ordered(items, pairs);
        let mut rank = vec![0_u32; items.len()];
        for (place, &item) in order.iter().enumerate() {
            rank[item as usize] = place as u32;
        }
        // Pairs that close a ring are turned round.
        let turned = |&(one, two): &(u32, u32)| {
            if rank[one as usize] < rank[two as usize] {
                (one, two)
            } else {
                (two, one)
            }
        };
        let (next_from, next) = grouped(items.len(), pairs.iter().map(turned));
        Self {
            items,
            apart,
            order,
            next_from,
            next,
            group: vec![ROOMY; items.len()],
            shares: Vec::new(),
            low: vec![0.0; items.len()],
            high: vec![0.0; items.len()],
        }
    }

    fn share(&self, item: usize) -> f64 {
        let group = self.group[item];
        if group == ROOMY {
            1.0
        } else {
            self.shares[group as usize]
        }
    }

    fn distance(&self, one: usize, two: usize) -> f64 {
        if self.group[one] != ROOMY && self.group[two] != ROOMY {
            self.apart * self.share(one).min(self.share(two))
        } else {
            self.apart
        }
    }

    fn after(&self, item: usize) -> std::ops::Range<usize> {
        self.next_from[item] as usize..self.next_from[item + 1] as usize
    }

    /// The least and the greatest place that each item can take.
    fn bound(&mut self) {
        for (index, item) in self.items.iter().enumerate() {
            let share = self.share(index);
            self.low[index] = item.walls[0] + item.gaps[0] * share;
            self.high[index] = item.walls[1] - item.gaps[1] * share;
        }
        for place in 0..self.order.len() {
            let one = self.order[place] as usize;
            for edge in self.after(one) {
                let two = self.next[edge] as usize;
                let low = self.low[one] + self.distance(one, two);
                self.low[two] = self.low[two].max(low);
            }
        }
        for place in (0..self.order.len()).rev() {
            let one = self.order[place] as usize;
            for edge in self.after(one) {
                let two = self.next[edge] as usize;
                let high = self.high[two] - self.distance(one, two);
                self.high[one] = self.high[one].min(high);
            }
        }
    }

    fn missing(&self, item: usize) -> f64 {
        self.low[item] - self.high[item]
    }

    /// Groups items without room that push each other.
    fn group_the_tight(&mut self) -> Vec<Squeeze> {
        let mut root: Vec<u32> = (0..self.items.len() as u32).collect();
        let is_tight: Vec<bool> = (0..root.len())
            .map(|item| self.missing(item) > 1e-6)
            .collect();
        for one in (0..root.len()).filter(|&one| is_tight[one]) {
            for edge in self.after(one) {
                let two = self.next[edge];
                if is_tight[two as usize] {
                    let (a, b) = (find(&mut root, one as u32), find(&mut root, two));
                    root[a.max(b) as usize] = a.min(b);
                }
            }
        }
        let mut squeezes: Vec<Squeeze> = Vec::new();
        for item in (0..root.len()).filter(|&item| is_tight[item]) {
            let head = find(&mut root, item as u32) as usize;
            if self.group[head] == ROOMY {
                self.group[head] = squeezes.len() as u32;
                self.shares.push(1.0);
                squeezes.push(Squeeze {
                    last: item,
                    missing: 0.0,
                    share: 1.0,
                });
            }
            self.group[item] = self.group[head];
            let missing = self.missing(item);
            let squeeze = &mut squeezes[self.group[item] as usize];
            if missing > squeeze.missing + 1e-9 {
                (squeeze.last, squeeze.missing) = (item, missing);
            }
        }
        for squeeze in &mut squeezes {
            squeeze.last = self.pushed_last(squeeze.last);
        }
        squeezes
    }

    /// The item at the wall that bounds this one from above.
    fn pushed_last(&self, item: usize) -> usize {
        let mut item = item;
        'walk: loop {
            for edge in self.after(item) {
                let two = self.next[edge] as usize;
                if self.high[two] - self.distance(item, two) <= self.high[item] + 1e-9 {
                    item = two;
                    continue 'walk;
                }
            }
            return item;
        }
    }

    /// Finds for every group the largest share at which all of it has room; those of its items
    /// that have room left then get more.
    fn share_out(&mut self) {
        let mut least = vec![0.0; self.shares.len()];
        for round in 0..ROUNDS {
            if least.is_empty() {
                return;
            }
            least = self.largest_shares(least);
            if round + 1 < ROUNDS && !self.part(&mut least) {
                break;
            }
        }
        self.shares = least;
        self.bound();
    }

    /// The largest shares from these on at which all groups have room.
    fn largest_shares(&mut self, mut least: Vec<f64>) -> Vec<f64> {
        let count = least.len();
        let mut most = vec![1.0; count];
        for _ in 0..8 {
            let bounds = least.iter().zip(&most);
            let middles = bounds.map(|(least, most)| f64::midpoint(*least, *most));
            self.shares = middles.collect();
            self.bound();
            let mut is_tight = vec![false; count];
            for item in 0..self.items.len() {
                let group = self.group[item];
                if group != ROOMY && self.missing(item) > 1e-6 {
                    is_tight[group as usize] = true;
                }
            }
            for (group, share) in self.shares.iter().enumerate() {
                let bound = if is_tight[group] {
                    &mut most
                } else {
                    &mut least
                };
                bound[group] = *share;
            }
        }
        self.shares.clone_from(&least);
        self.bound();
        least
    }

    /// Makes new groups of items that could have more than their group; whether there are any.
    fn part(&mut self, least: &mut Vec<f64>) -> bool {
        let slack = self.apart * SLACK;
        let is_loose: Vec<bool> = (0..self.items.len())
            .map(|item| self.group[item] != ROOMY && -self.missing(item) > slack)
            .collect();
        let mut root: Vec<u32> = (0..self.items.len() as u32).collect();
        for one in (0..root.len()).filter(|&one| is_loose[one]) {
            for edge in self.after(one) {
                let two = self.next[edge];
                if is_loose[two as usize] && self.group[one] == self.group[two as usize] {
                    let (a, b) = (find(&mut root, one as u32), find(&mut root, two));
                    root[a.max(b) as usize] = a.min(b);
                }
            }
        }
        let known = least.len();
        let mut named: Vec<u32> = vec![ROOMY; root.len()];
        for item in (0..root.len()).filter(|&item| is_loose[item]) {
            let head = find(&mut root, item as u32) as usize;
            if named[head] == ROOMY {
                named[head] = least.len() as u32;
                least.push(least[self.group[item] as usize]);
            }
            self.group[item] = named[head];
        }
        self.shares.clone_from(least);
        least.len() > known
    }

    /// The mean of the placings that start from either wall, which keeps all distances too.
    fn placed(&self) -> Vec<f64> {
        let wish = |item: usize| {
            let (low, high) = (self.low[item], self.high[item]);
            self.items[item].wish.min(high).max(low)
        };
        let mut up: Vec<f64> = (0..self.items.len()).map(wish).collect();
        let mut down = up.clone();
        for &one in &self.order {
            for edge in self.after(one as usize) {
                let two = self.next[edge] as usize;
                let least = up[one as usize] + self.distance(one as usize, two);
                up[two] = up[two].max(least);
            }
        }
        for &one in self.order.iter().rev() {
            for edge in self.after(one as usize) {
                let two = self.next[edge] as usize;
                let most = down[two] - self.distance(one as usize, two);
                down[one as usize] = down[one as usize].min(most);
            }
        }
        let both = up.into_iter().zip(down).zip(self.items);
        both.map(|((up, down), item)| {
            let [low, high] = item.walls;
            f64::midpoint(up, down).min(high).max(low)
        })
        .collect()
    }
}

fn find(root: &mut [u32], item: u32) -> u32 {
    let mut item = item;
    while root[item as usize] != item {
        root[item as usize] = root[root[item as usize] as usize];
        item = root[item as usize];
    }
    item
}

/// Pairs by their first, in linear time.
fn grouped(count: usize, pairs: impl Iterator<Item = (u32, u32)> + Clone) -> (Vec<u32>, Vec<u32>) {
    let mut from = vec![0_u32; count + 1];
    for (one, _) in pairs.clone() {
        from[one as usize + 1] += 1;
    }
    for index in 0..count {
        from[index + 1] += from[index];
    }
    let mut next = from.clone();
    let mut grouped = vec![0_u32; from[count] as usize];
    for (one, two) in pairs {
        let place = &mut next[one as usize];
        grouped[*place as usize] = two;
        *place += 1;
    }
    (from, grouped)
}

/// All items, each after those that come before it (Kahn 1962); of those that are free to come
/// next the lowest, and where pairs form a ring the lowest of those that are left.
fn ordered(items: &[Item], pairs: &[(u32, u32)]) -> Vec<u32> {
    let (next_from, next) = grouped(items.len(), pairs.iter().copied());
    let mut waits = vec![0_u32; items.len()];
    for (_, two) in pairs {
        waits[*two as usize] += 1;
    }
    let mut by_place: Vec<u32> = (0..items.len() as u32).collect();
    by_place.sort_by(|&one, &two| {
        let at = |item: u32| items[item as usize].at;
        at(one).total_cmp(&at(two)).then(one.cmp(&two))
    });
    let mut rank = vec![0_u32; items.len()];
    for (place, &item) in by_place.iter().enumerate() {
        rank[item as usize] = place as u32;
    }
    let free = |item: &u32| waits[*item as usize] == 0;
    let mut ready: BinaryHeap<Reverse<u32>> = by_place
        .iter()
        .filter(|item| free(item))
        .map(|&item| Reverse(rank[item as usize]))
        .collect();
    let mut is_done = vec![false; items.len()];
    let mut order = Vec::with_capacity(items.len());
    let mut lowest = 0;
    while order.len() < items.len() {
        let place = match ready.pop() {
            Some(Reverse(place)) => place as usize,
            None => lowest,
        };
        let item = by_place[place] as usize;
        if is_done[item] {
            lowest += usize::from(place == lowest);
            continue;
        }
        is_done[item] = true;
        order.push(item as u32);
        for &two in &next[next_from[item] as usize..next_from[item + 1] as usize] {
            let waits = &mut waits[two as usize];
            *waits = waits.saturating_sub(1);
            if *waits == 0 {
                ready.push(Reverse(rank[two as usize]));
            }
        }
    }
    order
}
