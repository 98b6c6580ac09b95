//! The stretches of the lines that are drawn already, those that lie on each other counted.

use super::Line;
use super::blocks::NOBODY;

/// A straight stretch on which some lines lie.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Piece {
    /// Where it lies across its axis.
    pub(super) at: f64,
    pub(super) from: f64,
    pub(super) to: f64,
    /// Nodes at which all of its lines end.
    pub(super) ends: [u32; 2],
    pub(super) count: u32,
}

impl Piece {
    /// Whether its lines end at one of these nodes.
    pub(super) fn is_of(&self, ends: [u32; 2]) -> bool {
        let [one, two] = self.ends;
        one == ends[0] || one == ends[1] || (two != NOBODY && (two == ends[0] || two == ends[1]))
    }
}

/// The pieces along each axis, by where they lie.
#[derive(Debug)]
pub(super) struct Pieces {
    pub(super) along: [Vec<Piece>; 2],
}

impl Pieces {
    pub(super) fn new(lines: &[Line]) -> Self {
        let mut along = [Vec::new(), Vec::new()];
        for line in lines {
            for pair in line.points.windows(2) {
                let (a, b) = (pair[0], pair[1]);
                let is_level = (a.y - b.y).abs() <= (a.x - b.x).abs();
                let (at, from, to) = if is_level {
                    (a.y, a.x.min(b.x), a.x.max(b.x))
                } else {
                    (a.x, a.y.min(b.y), a.y.max(b.y))
                };
                if (to - from).is_finite() && to - from > 1e-6 && at.is_finite() {
                    let ends = line.ends;
                    along[usize::from(!is_level)].push(Piece {
                        at,
                        from,
                        to,
                        ends,
                        count: 1,
                    });
                }
            }
        }
        Self {
            along: along.map(merged),
        }
    }

    /// Those along an axis that lie strictly between two places.
    pub(super) fn between(&self, axis: usize, low: f64, high: f64) -> &[Piece] {
        let all = &self.along[axis];
        let first = all.partition_point(|piece| piece.at <= low);
        let rest = &all[first..];
        let count = rest.partition_point(|piece| piece.at < high);
        &rest[..count]
    }

    /// How many lines a stretch along the axis crosses: of others, and of its own ends.
    pub(super) fn crossed(
        &self,
        axis: usize,
        at: f64,
        span: (f64, f64),
        ends: [u32; 2],
    ) -> (u32, u32) {
        let (mut others, mut own) = (0, 0);
        for piece in self.between(1 - axis, span.0, span.1) {
            if piece.from < at && at < piece.to {
                if piece.is_of(ends) {
                    own += piece.count;
                } else {
                    others += piece.count;
                }
            }
        }
        (others, own)
    }
}

/// Cuts up pieces of one end that lie on each other; sorted by where they lie.
fn merged(pieces: Vec<Piece>) -> Vec<Piece> {
    let keyed = pieces.into_iter().map(|piece| {
        let key = ((piece.at * 16.0).round() as i64, piece.ends[1]);
        (key, piece)
    });
    let mut keyed: Vec<_> = keyed.collect();
    keyed.sort_by(|(one_key, one), (two_key, two)| {
        let keys = one_key.cmp(two_key);
        keys.then(one.from.total_cmp(&two.from))
    });
    let mut out = Vec::with_capacity(keyed.len());
    for group in keyed.chunk_by(|one, two| one.0 == two.0) {
        cut_up(group, &mut out);
    }
    out.sort_by(|one, two| {
        let at = one.at.total_cmp(&two.at);
        at.then(one.from.total_cmp(&two.from))
    });
    out
}

fn cut_up(group: &[((i64, u32), Piece)], out: &mut Vec<Piece>) {
    if let [(_, piece)] = group {
        out.push(*piece);
        return;
    }
    let mut stops: Vec<(f64, i32, u32)> = group
        .iter()
        .flat_map(|(_, piece)| {
            [
                (piece.from, 1, piece.ends[0]),
                (piece.to, -1, piece.ends[0]),
            ]
        })
        .collect();
    stops.sort_by(|one, two| one.0.total_cmp(&two.0));
    let (at, end) = (group[0].1.at, group[0].1.ends[1]);
    let mut count = 0;
    let mut from = 0.0;
    // The sum of the ends is the end where one line is left.
    let mut ends = 0_u64;
    for (stop, change, node) in stops {
        if count > 0 && stop - from > 1e-6 {
            let first = if count == 1 { ends as u32 } else { NOBODY };
            out.push(Piece {
                at,
                from,
                to: stop,
                ends: [end, first],
                count: count as u32,
            });
        }
        if change > 0 {
            ends += u64::from(node);
        } else {
            ends -= u64::from(node);
        }
        count += change;
        from = stop;
    }
}
