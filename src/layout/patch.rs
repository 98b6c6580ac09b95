//! How a layout follows from the one before it, so that what was drawn of that can be kept.

use std::collections::BTreeMap;
use std::sync::Arc;

use kurbo::Point;

/// What became of one entry of a layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It is as it was.
    Same,
    /// It is the same drawing somewhere else.
    Moved,
    /// It looks or reads otherwise, or is new.
    Changed,
}

/// One entry of a layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heir {
    /// Its index in the layout before; `None` if it is new.
    pub from: Option<u32>,
    /// What became of it.
    pub fate: Fate,
}

impl Heir {
    /// One that is what stood there before.
    fn same(from: usize) -> Self {
        Self {
            from: Some(from as u32),
            fate: Fate::Same,
        }
    }

    /// So many of which none has changed.
    pub(super) fn all_same(count: usize) -> Vec<Self> {
        (0..count).map(Self::same).collect()
    }
}

/// Where every entry of a layout comes from, by index.
#[derive(Debug, Clone, Default)]
pub struct Patch {
    /// Claims.
    pub claims: Vec<Heir>,
    /// Marks.
    pub marks: Vec<Heir>,
    /// Connectors; those that share a target change together.
    pub connectors: Vec<Heir>,
    /// Tells this layout from all others of its kind.
    pub(super) after: Edition,
    /// The layout before.
    pub(super) before: Option<Edition>,
}

/// One layout among those that were made one after the other.
#[derive(Debug, Clone, Default)]
pub struct Edition(Arc<()>);

impl PartialEq for Edition {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Patch {
    /// The layout that it leads to.
    pub fn after(&self) -> &Edition {
        &self.after
    }

    /// Whether it leads on from this layout.
    pub fn follows(&self, edition: &Edition) -> bool {
        self.before.as_ref() == Some(edition)
    }
}

/// A length on a fine grid: the same drawing somewhere else must not differ by what
/// floating-point subtraction leaves behind.
pub fn on_grid(length: f64) -> f64 {
    // Lengths are often multiples of small powers of two: mending those first keeps what lies
    // half way between two points of the grid from going now one way, now the other.
    let mended = rounded(length * 1_048_576.0) / 4096.0;
    rounded(mended) / 256.0
}

/// Rounds half away from zero; the library's own is a call on most machines.
fn rounded(value: f64) -> f64 {
    if value.abs() < 1e15 {
        (value + 0.5_f64.copysign(value)) as i64 as f64
    } else {
        value
    }
}

/// Whether two lines are the same drawing, each from its own start, on the grid.
pub(super) fn is_same_shape(one: &[Point], other: &[Point]) -> bool {
    let ([from, ..], [other_from, ..]) = (one, other) else {
        return one.len() == other.len();
    };
    one.len() == other.len()
        && one.iter().zip(other).all(|(point, other)| {
            on_grid(point.x - from.x) == on_grid(other.x - other_from.x)
                && on_grid(point.y - from.y) == on_grid(other.y - other_from.y)
        })
}

/// Brings a list into the order of `keys`, where `known` are the keys of what it holds, and makes
/// what is missing by its index; the result says where each comes from, and which keys went.
pub(super) fn rearrange<K: Ord + Copy, T>(
    entries: &mut Vec<T>,
    known: &mut Vec<K>,
    keys: Vec<K>,
    mut make: impl FnMut(usize) -> T,
) -> (Vec<Heir>, Vec<K>) {
    let pairs = || known.iter().zip(&keys);
    let ahead = pairs().take_while(|(one, other)| one == other).count();
    let ends = known[ahead..].iter().rev().zip(keys[ahead..].iter().rev());
    let behind = ends.take_while(|(one, other)| one == other).count();
    let kept = Heir::same;
    let mut heirs: Vec<Heir> = Vec::with_capacity(keys.len());
    heirs.extend((0..ahead).map(kept));
    let middle = ahead..known.len() - behind;
    let old = entries.splice(middle.clone(), std::iter::empty());
    let mut pool: BTreeMap<K, (usize, T)> = known[middle.clone()]
        .iter()
        .zip(middle.clone().zip(old))
        .map(|(key, entry)| (*key, entry))
        .collect();
    let mut between = Vec::with_capacity(keys.len() - ahead - behind);
    for &key in &keys[ahead..keys.len() - behind] {
        if let Some((from, entry)) = pool.remove(&key) {
            heirs.push(kept(from));
            between.push(entry);
        } else {
            heirs.push(Heir {
                from: None,
                fate: Fate::Changed,
            });
            between.push(make(ahead + between.len()));
        }
    }
    entries.splice(ahead..ahead, between);
    heirs.extend((middle.end..known.len()).map(kept));
    *known = keys;
    (heirs, pool.into_keys().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_follow_their_keys_and_say_where_they_come_from() {
        let mut known = vec![1, 2, 3, 4, 5];
        let mut entries = vec!["a", "b", "c", "d", "e"];
        let keys = vec![1, 4, 2, 9, 5];
        let (heirs, gone) = rearrange(&mut entries, &mut known, keys, |_| "new");
        assert_eq!(gone, [3]);
        assert_eq!(entries, ["a", "d", "b", "new", "e"]);
        let from: Vec<_> = heirs.iter().map(|heir| heir.from).collect();
        assert_eq!(from, [Some(0), Some(3), Some(1), None, Some(4)]);
    }

    #[test]
    fn lengths_half_way_on_the_grid_go_one_way_wherever_they_are_taken() {
        let tie = 3.0 / 512.0 + 14.0;
        for at in [0.1, 117.3, -40_000.7, 1e6 / 3.0] {
            assert_eq!(on_grid((at + tie) - at), on_grid(tie));
        }
    }
}
