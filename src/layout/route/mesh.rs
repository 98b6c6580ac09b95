//! The mesh of tracks: lines along the middle of corridors, and the places where they meet.
//!
//! Every gap between two boxes that stand above or beside each other is passed by a track across
//! it, so that places that are joined in free space are joined in the mesh. Lines that are drawn
//! already divide a corridor, with a track on either side of each.

use super::blocks::Blocks;
use super::corridors::{Corridor, MARGIN, corridors};
use super::pieces::Pieces;
use super::search::CROSSING;
use crate::layout::both::both;

/// Wider corridors have a track near each side instead of one in the middle.
const WIDE: f64 = 84.0;
/// How far from the side.
const NEAR: f64 = 24.0;
/// Corridors that open into longer ones need a track of their own if they are so wide.
const DEEP: f64 = 48.0;
/// Drawn lines nearer to each other than this have no track between them.
const SLIT: f64 = 5.0;
/// Corridors narrower than this are avoided.
const NARROW: f64 = 20.0;
/// How much longer a way through a narrow corridor counts.
const NARROW_FACTOR: f64 = 2.0;
/// What following a track costs that is full, for every line too many.
const CROWD: f32 = 30.0;
/// How much longer finding tracks beside a box takes than what is usual for a thing.
const TRACKS_WEIGH: usize = 4;
/// Nodes at most.
const MOST_NODES: usize = 3_000_000;
/// Of how many tracks one keeps its nodes far from boxes, where there are too many.
const STRIDE: usize = 16;
/// Tracks of one corridor at most.
const SHARES: usize = 8;

/// A line along an axis that routes may follow.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Track {
    /// Where it lies across its axis.
    pub(super) at: f64,
    pub(super) from: f64,
    pub(super) to: f64,
    /// How wide the room is in which its routes will be spread.
    pub(super) width: f64,
    /// Its first place in the order of its axis, and how many follow.
    pub(super) first: u32,
    pub(super) count: u32,
}

/// No node, no goal.
pub(super) const NONE: u32 = u32::MAX;

/// A place where two tracks meet; its neighbours are those before and after it on the level
/// track, then those on the upright one.
#[derive(Debug, Clone, Copy, PartialEq)]
#[repr(align(64))]
pub(super) struct Node {
    pub(super) at: [f32; 2],
    pub(super) next: [u32; 4],
    /// How far they are, to either direction.
    pub(super) step: [f32; 4],
    /// What going there costs, all lines crossed included.
    pub(super) cost: [f32; 4],
    /// Whether lines are crossed on the way there.
    pub(super) crosses: [bool; 4],
}

/// Tracks and the nodes where they meet.
#[derive(Debug)]
pub(super) struct Mesh {
    /// By axis, sorted by where they lie.
    pub(super) tracks: [Vec<Track>; 2],
    /// Sorted by level track, and from left to right.
    pub(super) nodes: Vec<Node>,
    /// Nodes track by track, by axis.
    pub(super) order: [Vec<u32>; 2],
    /// Where each node stands in the order of the upright tracks.
    place: Vec<u32>,
    /// Pieces that cross the edge from each place in an order to the next.
    crossed_from: [Vec<u32>; 2],
    crossed: [Vec<u32>; 2],
    /// How many more routes the edge from each place takes without crowding.
    room: [Vec<i16>; 2],
}

impl Mesh {
    pub(super) fn new(blocks: &Blocks, pieces: &Pieces, apart: f64) -> Self {
        let (levels, uprights) = both(
            blocks.all.len() * TRACKS_WEIGH,
            || tracks(blocks, pieces, 0),
            || tracks(blocks, pieces, 1),
        );
        let mut mesh = Self {
            tracks: [levels, uprights],
            nodes: Vec::new(),
            order: [Vec::new(), Vec::new()],
            place: Vec::new(),
            crossed_from: [Vec::new(), Vec::new()],
            crossed: [Vec::new(), Vec::new()],
            room: [Vec::new(), Vec::new()],
        };
        mesh.join(blocks);
        for axis in 0..2 {
            mesh.note_crossed(pieces, axis);
            mesh.link(pieces, axis, apart);
        }
        mesh
    }

    /// Which tracks meet, of those that are asked for; nothing if that is too much to keep.
    fn meetings(
        &self,
        asks_for: impl Fn(&(usize, &Track), &(usize, &Track)) -> bool,
    ) -> Option<Vec<(u32, u32)>> {
        let levels = &self.tracks[0];
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        for upright in self.tracks[1].iter().enumerate() {
            let first = levels.partition_point(|level| level.at < upright.1.from);
            for level in levels.iter().enumerate().skip(first) {
                if level.1.at > upright.1.to {
                    break;
                }
                let meets = level.1.from <= upright.1.at && upright.1.at <= level.1.to;
                if meets && asks_for(&level, &upright) {
                    pairs.push((level.0 as u32, upright.0 as u32));
                }
            }
            if pairs.len() > MOST_NODES {
                return None;
            }
        }
        Some(pairs)
    }

    /// Makes nodes where tracks meet. If there are too many of them, as where boxes stand on a
    /// slant, most of those that are far from all boxes are left out.
    fn join(&mut self, blocks: &Blocks) {
        let pairs = self.meetings(|_, _| true).unwrap_or_else(|| {
            let settled = blocks.settled();
            let is_near = |level: &(usize, &Track), upright: &(usize, &Track)| {
                let is_kept = level.0.is_multiple_of(STRIDE) && upright.0.is_multiple_of(STRIDE);
                is_kept || settled[blocks.bucket_at(upright.1.at, level.1.at)]
            };
            self.meetings(is_near).unwrap_or_default()
        });
        // Uprights come from left to right, so that sorting by level keeps them in that order.
        let [levels, uprights] = &mut self.tracks;
        let by_level = sorted_by(levels, pairs.len(), |index| pairs[index].0);
        let pairs: Vec<(u32, u32)> = by_level.iter().map(|&i| pairs[i as usize]).collect();
        self.order[0] = (0..pairs.len() as u32).collect();
        self.order[1] = sorted_by(uprights, pairs.len(), |index| pairs[index].1);
        self.place = vec![0; pairs.len()];
        for (place, &node) in self.order[1].iter().enumerate() {
            self.place[node as usize] = place as u32;
        }
        let node = |&(level, upright): &(u32, u32)| Node {
            at: [
                uprights[upright as usize].at as f32,
                levels[level as usize].at as f32,
            ],
            next: [NONE; 4],
            step: [0.0; 4],
            cost: [0.0; 4],
            crosses: [false; 4],
        };
        self.nodes = pairs.iter().map(node).collect();
    }

    fn note_crossed(&mut self, pieces: &Pieces, axis: usize) {
        let mut found: Vec<(u32, u32)> = Vec::new();
        let tracks = &self.tracks[axis];
        for (index, piece) in pieces.along[1 - axis].iter().enumerate() {
            let first = tracks.partition_point(|track| track.at <= piece.from);
            for track in &tracks[first..] {
                if track.at >= piece.to {
                    break;
                }
                if track.count < 2 || track.from >= piece.at || track.to <= piece.at {
                    continue;
                }
                let before = self.before(axis, track, piece.at);
                if before > 0 && before < track.count {
                    found.push((track.first + before - 1, index as u32));
                }
            }
        }
        let mut from = vec![0_u32; self.nodes.len() + 1];
        for (edge, _) in &found {
            from[*edge as usize + 1] += 1;
        }
        for edge in 1..from.len() {
            from[edge] += from[edge - 1];
        }
        let mut next = from.clone();
        let mut crossed = vec![0_u32; found.len()];
        for (edge, piece) in found {
            crossed[next[edge as usize] as usize] = piece;
            next[edge as usize] += 1;
        }
        self.crossed_from[axis] = from;
        self.crossed[axis] = crossed;
    }

    /// Makes neighbours of the nodes on each track.
    fn link(&mut self, pieces: &Pieces, axis: usize, apart: f64) {
        self.room[axis] = vec![0; self.nodes.len()];
        for track in &self.tracks[axis] {
            let factor = if track.width < NARROW {
                NARROW_FACTOR
            } else {
                1.0
            };
            let room = (track.width / apart - 1.0).clamp(1.0, 1e4) as i16;
            for place in track.first..(track.first + track.count).saturating_sub(1) {
                let order = &self.order[axis];
                let (one, two) = (order[place as usize], order[place as usize + 1]);
                let crossed = self.crossed(axis, place);
                let lines = crossed
                    .iter()
                    .map(|&piece| f64::from(pieces.along[1 - axis][piece as usize].count));
                let crossing = lines.sum::<f64>() * CROSSING;
                let crosses = !crossed.is_empty();
                let from = self.nodes[one as usize].at[axis];
                let length = self.nodes[two as usize].at[axis] - from;
                let cost = (f64::from(length) * factor + crossing) as f32;
                for (node, next, side) in [(one, two, 1), (two, one, 0)] {
                    let node = &mut self.nodes[node as usize];
                    node.next[axis * 2 + side] = next;
                    node.step[axis * 2 + side] = if side == 1 { length } else { -length };
                    node.cost[axis * 2 + side] = cost;
                    node.crosses[axis * 2 + side] = crosses;
                }
                self.room[axis][place as usize] = room;
            }
        }
    }

    /// How many nodes of a track come before a place along it.
    pub(super) fn before(&self, axis: usize, track: &Track, at: f64) -> u32 {
        let nodes = &self.order[axis][track.first as usize..(track.first + track.count) as usize];
        let is_before = |&node: &u32| f64::from(self.nodes[node as usize].at[axis]) < at;
        nodes.partition_point(is_before) as u32
    }

    /// The place in its order of the edge from a node to its neighbour on a side.
    fn edge(&self, node: u32, side: usize) -> u32 {
        let place = if side < 2 {
            node
        } else {
            self.place[node as usize]
        };
        place - u32::from(side.is_multiple_of(2))
    }

    /// The pieces that cross the edge from a node to its neighbour on a side.
    pub(super) fn crossed_beside(&self, node: u32, side: usize) -> &[u32] {
        self.crossed(side / 2, self.edge(node, side))
    }

    fn crossed(&self, axis: usize, place: u32) -> &[u32] {
        let from = &self.crossed_from[axis];
        let range = from[place as usize] as usize..from[place as usize + 1] as usize;
        &self.crossed[axis][range]
    }

    /// Remembers a route along these nodes.
    pub(super) fn take(&mut self, nodes: &[u32]) {
        let mut arrived = None;
        for pair in nodes.windows(2) {
            let (one, two) = (pair[0], pair[1]);
            let next = &self.nodes[one as usize].next;
            let Some(side) = next.iter().position(|&next| next == two) else {
                continue;
            };
            let axis = side / 2;
            let edge = self.edge(one, side);
            let room = &mut self.room[axis][edge as usize];
            *room = room.saturating_sub(1);
            if *room < 0 {
                self.nodes[one as usize].cost[side] += CROWD;
                self.nodes[two as usize].cost[side ^ 1] += CROWD;
            }
            if arrived == Some(axis) {
                self.pass(one, axis);
            }
            arrived = Some(axis);
        }
    }

    /// Remembers that a route goes straight through a node, which others would cross there.
    fn pass(&mut self, node: u32, axis: usize) {
        for side in [2 - axis * 2, 3 - axis * 2] {
            let next = self.nodes[node as usize].next[side];
            if next != NONE {
                self.nodes[node as usize].cost[side] += (CROSSING / 2.0) as f32;
                self.nodes[next as usize].cost[side ^ 1] += (CROSSING / 2.0) as f32;
            }
        }
    }
}

/// Sorts what lies on tracks by track, in linear time, and tells every track its share.
fn sorted_by(tracks: &mut [Track], count: usize, track_of: impl Fn(usize) -> u32) -> Vec<u32> {
    for index in 0..count {
        tracks[track_of(index) as usize].count += 1;
    }
    let mut first = 0;
    let mut next = Vec::with_capacity(tracks.len());
    for track in tracks {
        track.first = first;
        next.push(first);
        first += track.count;
    }
    let mut sorted = vec![0; count];
    for index in 0..count {
        let next = &mut next[track_of(index) as usize];
        sorted[*next as usize] = index as u32;
        *next += 1;
    }
    sorted
}

fn tracks(blocks: &Blocks, pieces: &Pieces, axis: usize) -> Vec<Track> {
    let mut out = Vec::new();
    let across = 1 - axis;
    let ends = (blocks.low[across] - MARGIN, blocks.high[across] + MARGIN);
    for corridor in corridors(blocks, axis) {
        let [low, high] = corridor.across;
        let share = match corridor.is_open {
            [false, false] => [low, high],
            [true, false] if high - low >= DEEP => [high - DEEP, high],
            [false, true] if high - low >= DEEP => [low, low + DEEP],
            _ => continue,
        };
        divide(
            &corridor,
            share,
            ends,
            pieces.between(axis, share[0], share[1]),
            &mut out,
        );
    }
    out.sort_by(|one, two| {
        let at = one.at.total_cmp(&two.at);
        at.then(one.from.total_cmp(&two.from))
    });
    out
}

/// Lays tracks between the drawn lines in a share of a corridor.
fn divide(
    corridor: &Corridor,
    share: [f64; 2],
    ends: (f64, f64),
    pieces: &[super::pieces::Piece],
    out: &mut Vec<Track>,
) {
    let inside = pieces
        .iter()
        .filter(|piece| piece.from < corridor.along.1 && piece.to > corridor.along.0);
    let stops = inside.map(|piece| piece.at).chain([share[1]]);
    let mut gaps: Vec<(f64, f64)> = Vec::new();
    let mut from = share[0];
    for stop in stops {
        if stop - from >= SLIT {
            gaps.push((from, stop));
        }
        from = stop;
    }
    if gaps.is_empty() {
        gaps.push((share[0], share[1]));
    }
    if gaps.len() > SHARES {
        gaps.sort_by(|one, two| (two.1 - two.0).total_cmp(&(one.1 - one.0)));
        gaps.truncate(SHARES);
    }
    let mut lay = |at: f64, width: f64| {
        // Nodes keep half as many digits.
        out.push(Track {
            at: f64::from(at as f32),
            from: corridor.along.0,
            to: corridor.along.1,
            width,
            first: 0,
            count: 0,
        });
    };
    for (low, high) in gaps {
        let width = high - low;
        if width < WIDE {
            lay(f64::midpoint(low, high), width);
            continue;
        }
        if low > ends.0 {
            lay(low + NEAR, width);
        }
        if high < ends.1 {
            lay(high - NEAR, width);
        }
    }
}
