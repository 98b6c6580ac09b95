//! Many short lists in one piece of memory.

use std::ops::Index;

/// Lists of indices, by index.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Lists {
    /// Where each list starts, and at last where the last one ends.
    starts: Vec<u32>,
    items: Vec<usize>,
}

impl Default for Lists {
    fn default() -> Self {
        Self {
            starts: vec![0],
            items: Vec::new(),
        }
    }
}

impl Lists {
    /// Room for so many lists.
    pub(super) fn with_capacity(count: usize) -> Self {
        let mut starts = Vec::with_capacity(count + 1);
        starts.push(0);
        Self {
            starts,
            items: Vec::with_capacity(count),
        }
    }

    /// Adds a list.
    pub(super) fn push(&mut self, list: impl IntoIterator<Item = usize>) {
        self.items.extend(list);
        self.starts.push(self.items.len() as u32);
    }

    /// As many lists as said, of the items that go with their index, in the order given; pairs
    /// are walked twice.
    pub(super) fn grouped(
        count: usize,
        pairs: impl Iterator<Item = (usize, usize)> + Clone,
    ) -> Self {
        let mut starts = vec![0_u32; count + 1];
        for (list, _) in pairs.clone() {
            starts[list + 1] += 1;
        }
        for list in 0..count {
            starts[list + 1] += starts[list];
        }
        let mut items = vec![0; starts[count] as usize];
        let mut next = starts.clone();
        for (list, item) in pairs {
            items[next[list] as usize] = item;
            next[list] += 1;
        }
        Self { starts, items }
    }

    pub(super) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &[usize]> + Clone {
        (0..self.len()).map(|list| &self[list])
    }

    /// The same lists, empty where `keeps` says so.
    pub(super) fn kept(&self, keeps: impl Fn(usize) -> bool) -> Self {
        if (0..self.len()).all(&keeps) {
            return self.clone();
        }
        let mut out = Self::with_capacity(self.len());
        for (index, list) in self.iter().enumerate() {
            out.push(list.iter().copied().filter(|_| keeps(index)));
        }
        out
    }
}

impl Index<usize> for Lists {
    type Output = [usize];

    #[inline]
    fn index(&self, list: usize) -> &[usize] {
        &self.items[self.starts[list] as usize..self.starts[list + 1] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_grouped_in_the_order_in_which_they_come() {
        let pairs = [(2, 5), (0, 1), (2, 3)];
        let lists = Lists::grouped(4, pairs.into_iter());
        let found: Vec<_> = lists.iter().collect();
        assert_eq!(found, [&[1][..], &[], &[5, 3], &[]]);
        assert_eq!(lists.kept(|index| index == 0)[2], [0_usize; 0]);
    }
}
