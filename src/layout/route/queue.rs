//! A queue for searches in which ranks hardly ever fall: buckets by rank, the newest first.

/// How many units of rank one bucket holds; who is first within it makes no difference.
const WIDTH: f32 = 16.0;
/// How far below the first rank others may lie and still be told apart.
const BELOW: f32 = 1024.0;
/// Buckets at most; what ranks beyond them is taken in no order.
const MOST: usize = 1 << 17;

/// Items by rank, lowest first.
#[derive(Debug, Default)]
pub(super) struct Queue {
    buckets: Vec<Vec<u32>>,
    base: Option<f32>,
    /// No item is in a bucket before this one, or after the last.
    first: usize,
    last: usize,
    count: usize,
}

impl Queue {
    pub(super) fn clear(&mut self) {
        for bucket in self.buckets.iter_mut().take(self.last + 1).skip(self.first) {
            bucket.clear();
        }
        *self = Self {
            buckets: std::mem::take(&mut self.buckets),
            ..Self::default()
        };
    }

    pub(super) fn push(&mut self, rank: f32, item: u32) {
        let base = *self.base.get_or_insert(rank - BELOW);
        // What ranks below what was taken already is taken next.
        let bucket = ((rank - base) / WIDTH) as usize;
        let bucket = bucket.clamp(self.first, MOST.max(self.first));
        if bucket >= self.buckets.len() {
            self.buckets.resize_with(bucket + 1, Vec::new);
        }
        self.buckets[bucket].push(item);
        self.last = self.last.max(bucket);
        self.count += 1;
    }

    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// What no item ranks below, about.
    pub(super) fn floor(&self) -> f32 {
        self.base
            .map_or(0.0, |base| base + self.first as f32 * WIDTH)
    }

    pub(super) fn pop(&mut self) -> Option<u32> {
        while self.first <= self.last {
            if let Some(item) = self.buckets.get_mut(self.first)?.pop() {
                self.count -= 1;
                return Some(item);
            }
            self.first += 1;
        }
        self.first = self.last;
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_come_by_rank_whatever_came_before() {
        let mut queue = Queue::default();
        for _ in 0..2 {
            queue.clear();
            for (rank, item) in [(500.0, 1), (90.0, 2), (1e9, 3), (540.0, 4)] {
                queue.push(rank, item);
            }
            assert_eq!(queue.pop(), Some(2));
            queue.push(80.0, 5);
            let rest: Vec<u32> = std::iter::from_fn(|| queue.pop()).collect();
            assert_eq!(rest, [5, 1, 4, 3]);
            queue.push(1.0, 6);
        }
    }
}
