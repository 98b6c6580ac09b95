//! Cuts the space between boxes into corridors, as long as they can be along an axis.
//!
//! A sweep across the axis keeps the free stretches of the sweeping line; a stretch that stays
//! the same is one corridor. A corridor that opens into a longer one is of little use by itself:
//! who passes along it can as well do so in the longer one.

use super::blocks::Blocks;

/// How far the space around all boxes reaches.
pub(super) const MARGIN: f64 = 240.0;

/// A free rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Corridor {
    /// From where to where along the axis.
    pub(super) along: (f64, f64),
    /// From where to where across it.
    pub(super) across: [f64; 2],
    /// Whether a longer corridor lies beyond each of its long sides.
    pub(super) is_open: [bool; 2],
}

/// All corridors along an axis, in the order in which they begin across it.
pub(super) fn corridors(blocks: &Blocks, axis: usize) -> Vec<Corridor> {
    let across = 1 - axis;
    let mut starts: Vec<u32> = (0..blocks.all.len() as u32).collect();
    let block = |index: u32| &blocks.all[index as usize];
    starts.sort_by(|&one, &two| block(one).low[across].total_cmp(&block(two).low[across]));
    let mut levels: Vec<f64> = blocks
        .all
        .iter()
        .flat_map(|block| [block.low[across], block.high[across]])
        .collect();
    levels.sort_by(f64::total_cmp);
    levels.dedup();
    let mut sweep = Sweep {
        ends: (blocks.low[axis] - MARGIN, blocks.high[axis] + MARGIN),
        active: Vec::new(),
        line: Vec::new(),
        before: Vec::new(),
        corridors: Vec::new(),
    };
    sweep.advance(blocks.low[across] - MARGIN);
    let mut next = 0;
    for level in levels {
        sweep.active.retain(|taken| taken.until > level);
        while let Some(&index) = starts.get(next) {
            let block = block(index);
            if block.low[across] > level {
                break;
            }
            let taken = Taken {
                from: block.low[axis],
                to: block.high[axis],
                until: block.high[across],
            };
            let at = sweep
                .active
                .partition_point(|other| other.from <= taken.from);
            sweep.active.insert(at, taken);
            next += 1;
        }
        sweep.advance(level);
    }
    let end = blocks.high[across] + MARGIN;
    for stretch in &sweep.line {
        sweep.corridors[stretch.corridor].across[1] = end;
    }
    sweep.corridors
}

struct Taken {
    from: f64,
    to: f64,
    until: f64,
}

#[derive(Clone, Copy)]
struct Stretch {
    from: f64,
    to: f64,
    corridor: usize,
}

struct Sweep {
    ends: (f64, f64),
    /// What the sweeping line passes through, by where it begins.
    active: Vec<Taken>,
    line: Vec<Stretch>,
    before: Vec<Stretch>,
    corridors: Vec<Corridor>,
}

impl Sweep {
    /// Ends corridors and begins others at a level.
    fn advance(&mut self, level: f64) {
        std::mem::swap(&mut self.line, &mut self.before);
        self.line.clear();
        let mut from = self.ends.0;
        for taken in &self.active {
            if taken.from > from {
                self.line.push(Stretch {
                    from,
                    to: taken.from,
                    corridor: usize::MAX,
                });
            }
            from = from.max(taken.to);
        }
        if from < self.ends.1 {
            self.line.push(Stretch {
                from,
                to: self.ends.1,
                corridor: usize::MAX,
            });
        }
        let mut old = 0;
        for stretch in &mut self.line {
            while self
                .before
                .get(old + 1)
                .is_some_and(|next| next.from <= stretch.from)
            {
                old += 1;
            }
            let near = self.before.get(old);
            let holder = near.filter(|old| old.from <= stretch.from && old.to >= stretch.to);
            match holder {
                Some(same) if same.from == stretch.from && same.to == stretch.to => {
                    stretch.corridor = same.corridor;
                }
                _ => {
                    stretch.corridor = self.corridors.len();
                    self.corridors.push(Corridor {
                        along: (stretch.from, stretch.to),
                        across: [level, f64::INFINITY],
                        is_open: [holder.is_some(), false],
                    });
                }
            }
        }
        let mut new = 0;
        for stretch in &self.before {
            while self
                .line
                .get(new + 1)
                .is_some_and(|next| next.from <= stretch.from)
            {
                new += 1;
            }
            let near = self.line.get(new);
            let holder = near.filter(|new| new.from <= stretch.from && new.to >= stretch.to);
            if holder.is_some_and(|holder| holder.corridor == stretch.corridor) {
                continue;
            }
            let ended = &mut self.corridors[stretch.corridor];
            ended.across[1] = level;
            ended.is_open[1] = holder.is_some();
        }
    }
}
