//! The mesh of tracks: lines along the middle of corridors, and the places where they meet.
//!
//! Every gap between two boxes that stand above or beside each other is passed by a track across
//! it, so that places that are joined in free space are joined in the mesh. Lines that are drawn
//! already divide a corridor, with a track on either side of each.

use super::blocks::Blocks;
use super::corridors::{Corridor, MARGIN, corridors};
use super::pieces::Pieces;

/// Wider corridors have a track near each side instead of one in the middle.
const WIDE: f64 = 84.0;
/// How far from the side.
const NEAR: f64 = 24.0;
/// Corridors that open into longer ones need a track of their own if they are so wide.
const DEEP: f64 = 48.0;
/// Drawn lines nearer to each other than this have no track between them.
const SLIT: f64 = 5.0;
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

/// Tracks and the nodes where they meet.
#[derive(Debug)]
pub(super) struct Mesh {
    /// By axis, sorted by where they lie.
    pub(super) tracks: [Vec<Track>; 2],
    /// `[x, y]` of each node.
    pub(super) nodes: Vec<[f64; 2]>,
    /// The track of each axis through each node.
    pub(super) track_of: Vec<[u32; 2]>,
    /// Nodes track by track, by axis.
    pub(super) order: [Vec<u32>; 2],
    /// Where each node stands in those orders.
    pub(super) place: Vec<[u32; 2]>,
    /// Pieces that cross the edge from each place in an order to the next.
    crossed_from: [Vec<u32>; 2],
    crossed: [Vec<u32>; 2],
    /// How many routes follow that edge.
    pub(super) used: [Vec<u16>; 2],
    /// How many routes go straight through each node, by axis.
    pub(super) through: Vec<[u16; 2]>,
}

impl Mesh {
    pub(super) fn new(blocks: &Blocks, pieces: &Pieces) -> Self {
        let tracks = [0, 1].map(|axis| tracks(blocks, pieces, axis));
        let mut mesh = Self {
            tracks,
            nodes: Vec::new(),
            track_of: Vec::new(),
            order: [Vec::new(), Vec::new()],
            place: Vec::new(),
            crossed_from: [Vec::new(), Vec::new()],
            crossed: [Vec::new(), Vec::new()],
            used: [Vec::new(), Vec::new()],
            through: Vec::new(),
        };
        mesh.join();
        for axis in 0..2 {
            mesh.used[axis] = vec![0; mesh.nodes.len()];
            mesh.note_crossed(pieces, axis);
        }
        mesh.through = vec![[0; 2]; mesh.nodes.len()];
        mesh
    }

    /// Finds where tracks meet.
    fn join(&mut self) {
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        for (index, upright) in self.tracks[1].iter().enumerate() {
            let levels = &self.tracks[0];
            let first = levels.partition_point(|level| level.at < upright.from);
            for (offset, level) in levels[first..].iter().enumerate() {
                if level.at > upright.to {
                    break;
                }
                if level.from <= upright.at && upright.at <= level.to {
                    pairs.push(((first + offset) as u32, index as u32));
                }
            }
        }
        // Uprights come from left to right, so that sorting by level keeps them in that order.
        let [levels, uprights] = &mut self.tracks;
        let by_level = sorted_by(levels, pairs.len(), |index| pairs[index].0);
        let pairs: Vec<(u32, u32)> = by_level
            .iter()
            .map(|&index| pairs[index as usize])
            .collect();
        self.order[0] = (0..pairs.len() as u32).collect();
        self.order[1] = sorted_by(uprights, pairs.len(), |index| pairs[index].1);
        self.place = vec![[0; 2]; pairs.len()];
        for axis in 0..2 {
            for (place, &node) in self.order[axis].iter().enumerate() {
                self.place[node as usize][axis] = place as u32;
            }
        }
        let at = |&(level, upright): &(u32, u32)| {
            [
                self.tracks[1][upright as usize].at,
                self.tracks[0][level as usize].at,
            ]
        };
        self.nodes = pairs.iter().map(at).collect();
        self.track_of = pairs
            .into_iter()
            .map(|(level, upright)| [level, upright])
            .collect();
    }

    fn note_crossed(&mut self, pieces: &Pieces, axis: usize) {
        let mut found: Vec<(u32, u32)> = Vec::new();
        for (index, piece) in pieces.along[1 - axis].iter().enumerate() {
            let tracks = &self.tracks[axis];
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

    /// How many nodes of a track come before a place along it.
    pub(super) fn before(&self, axis: usize, track: &Track, at: f64) -> u32 {
        let nodes = &self.order[axis][track.first as usize..(track.first + track.count) as usize];
        nodes.partition_point(|&node| self.nodes[node as usize][axis] < at) as u32
    }

    /// Remembers a route along these nodes.
    pub(super) fn take(&mut self, nodes: &[u32]) {
        let mut arrived = None;
        for pair in nodes.windows(2) {
            let (one, two) = (pair[0] as usize, pair[1] as usize);
            let axis = usize::from(self.track_of[one][0] != self.track_of[two][0]);
            let edge = self.place[one][axis].min(self.place[two][axis]);
            let used = &mut self.used[axis][edge as usize];
            *used = used.saturating_add(1);
            if arrived == Some(axis) {
                let through = &mut self.through[one][axis];
                *through = through.saturating_add(1);
            }
            arrived = Some(axis);
        }
    }

    /// The pieces that cross the edge that begins at a place.
    pub(super) fn crossed(&self, axis: usize, place: u32) -> &[u32] {
        let from = &self.crossed_from[axis];
        let range = from[place as usize] as usize..from[place as usize + 1] as usize;
        &self.crossed[axis][range]
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
        out.push(Track {
            at,
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
