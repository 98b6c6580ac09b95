//! Boxes in a grid of buckets, to ask what stands next in some direction.

use kurbo::Rect;

/// No box.
pub(super) const NOBODY: u32 = u32::MAX;

/// A box by its low and high corner, `[x, y]`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Block {
    pub(super) low: [f64; 2],
    pub(super) high: [f64; 2],
    pub(super) node: u32,
}

/// What a look in some direction meets: where, and which node, if any within reach.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Wall {
    pub(super) at: f64,
    pub(super) node: u32,
}

/// All boxes that stand in the way.
#[derive(Debug)]
pub(super) struct Blocks {
    pub(super) all: Vec<Block>,
    /// Where each node stands in `all`.
    of_node: Vec<u32>,
    /// Around everything.
    pub(super) low: [f64; 2],
    pub(super) high: [f64; 2],
    size: f64,
    counts: [usize; 2],
    starts: Vec<u32>,
    entries: Vec<u32>,
}

impl Blocks {
    pub(super) fn new(boxes: &[Rect]) -> Self {
        let mut of_node = vec![NOBODY; boxes.len()];
        let mut all = Vec::with_capacity(boxes.len());
        for (node, rect) in boxes.iter().enumerate() {
            if rect.is_finite() && rect.width() > 0.0 && rect.height() > 0.0 {
                of_node[node] = all.len() as u32;
                all.push(Block {
                    low: [rect.x0, rect.y0],
                    high: [rect.x1, rect.y1],
                    node: node as u32,
                });
            }
        }
        let mut blocks = Self {
            all,
            of_node,
            low: [0.0; 2],
            high: [0.0; 2],
            size: 64.0,
            counts: [1; 2],
            starts: Vec::new(),
            entries: Vec::new(),
        };
        blocks.measure();
        blocks.fill();
        blocks
    }

    fn measure(&mut self) {
        let Some(first) = self.all.first() else {
            return;
        };
        (self.low, self.high) = (first.low, first.high);
        for block in &self.all {
            for axis in 0..2 {
                self.low[axis] = self.low[axis].min(block.low[axis]);
                self.high[axis] = self.high[axis].max(block.high[axis]);
            }
        }
        let (width, height) = (self.high[0] - self.low[0], self.high[1] - self.low[1]);
        let most = 2.0 * self.all.len() as f64;
        // Buckets of the size that gives two for each box, also where all stand in one row.
        let longest = width.max(height) / most;
        self.size = (width * height / most).sqrt().max(longest).max(64.0);
        self.counts = [width, height].map(|side| (side / self.size) as usize + 1);
    }

    fn fill(&mut self) {
        let cells = self.counts[0] * self.counts[1];
        let mut starts = vec![0_u32; cells + 1];
        for block in &self.all {
            self.cells_of(block, |cell| starts[cell + 1] += 1);
        }
        for cell in 0..cells {
            starts[cell + 1] += starts[cell];
        }
        let mut next = starts.clone();
        let mut entries = vec![0_u32; starts[cells] as usize];
        for (index, block) in self.all.iter().enumerate() {
            self.cells_of(block, |cell| {
                entries[next[cell] as usize] = index as u32;
                next[cell] += 1;
            });
        }
        (self.starts, self.entries) = (starts, entries);
    }

    fn cells_of(&self, block: &Block, mut each: impl FnMut(usize)) {
        for row in self.bucket(1, block.low[1])..=self.bucket(1, block.high[1]) {
            for column in self.bucket(0, block.low[0])..=self.bucket(0, block.high[0]) {
                each(row * self.counts[0] + column);
            }
        }
    }

    fn bucket(&self, axis: usize, at: f64) -> usize {
        let index = ((at - self.low[axis]) / self.size).max(0.0) as usize;
        index.min(self.counts[axis] - 1)
    }

    /// For each bucket, whether a box stands in it or beside it.
    pub(super) fn settled(&self) -> Vec<bool> {
        let [columns, rows] = self.counts;
        let mut settled = vec![false; columns * rows];
        for row in 0..rows {
            for column in 0..columns {
                let cell = row * columns + column;
                if self.starts[cell] == self.starts[cell + 1] {
                    continue;
                }
                for row in row.saturating_sub(1)..=(row + 1).min(rows - 1) {
                    for column in column.saturating_sub(1)..=(column + 1).min(columns - 1) {
                        settled[row * columns + column] = true;
                    }
                }
            }
        }
        settled
    }

    /// The bucket of a place.
    pub(super) fn bucket_at(&self, x: f64, y: f64) -> usize {
        self.bucket(1, y) * self.counts[0] + self.bucket(0, x)
    }

    /// The box of a node, if it has one.
    pub(super) fn of_node(&self, node: u32) -> Option<&Block> {
        self.all.get(*self.of_node.get(node as usize)? as usize)
    }

    /// What stands next along an axis, from somewhere, forwards or backwards, in the way of a
    /// front that reaches from `front.0` to `front.1` across the axis.
    pub(super) fn next(
        &self,
        axis: usize,
        from: f64,
        is_forward: bool,
        front: (f64, f64),
        reach: f64,
    ) -> Wall {
        let end = if is_forward {
            from + reach
        } else {
            from - reach
        };
        let mut wall = Wall {
            at: end,
            node: NOBODY,
        };
        if self.all.is_empty() {
            return wall;
        }
        let across = 1 - axis;
        let sides = (self.bucket(across, front.0), self.bucket(across, front.1));
        let last = self.bucket(axis, end);
        let mut bucket = self.bucket(axis, from);
        loop {
            for side in sides.0..=sides.1 {
                let cell = if axis == 0 {
                    side * self.counts[0] + bucket
                } else {
                    bucket * self.counts[0] + side
                };
                let range = self.starts[cell] as usize..self.starts[cell + 1] as usize;
                for &index in &self.entries[range] {
                    let block = &self.all[index as usize];
                    if block.low[across] >= front.1 || block.high[across] <= front.0 {
                        continue;
                    }
                    if is_forward && block.high[axis] > from + 1e-6 {
                        let at = block.low[axis].max(from);
                        if at < wall.at {
                            wall = Wall {
                                at,
                                node: block.node,
                            };
                        }
                    } else if !is_forward && block.low[axis] < from - 1e-6 {
                        let at = block.high[axis].min(from);
                        if at > wall.at {
                            wall = Wall {
                                at,
                                node: block.node,
                            };
                        }
                    }
                }
            }
            let is_met = wall.node != NOBODY && self.bucket(axis, wall.at) == bucket;
            if bucket == last || is_met {
                return wall;
            }
            if is_forward {
                bucket += 1;
            } else {
                bucket -= 1;
            }
        }
    }
}
