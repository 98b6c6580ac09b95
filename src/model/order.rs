//! Order keys: positions that can always be subdivided, so that inserting moves nobody else.

/// A record's place among its kind, compared lexicographically.
///
/// Digits are base 2³²; a key never ends in zero, so there is room between any two keys.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrderKey(Vec<u32>);

/// The distance between neighbours in a file that was just read.
const STRIDE: u32 = 1 << 12;

impl OrderKey {
    /// The key of the record at `index` in a file; good for a million records a kind.
    pub fn of_index(index: usize) -> Self {
        let wide = (index as u64 + 1) * u64::from(STRIDE);
        match u32::try_from(wide) {
            Ok(digit) if digit < u32::MAX => Self(vec![digit]),
            _ => Self(vec![u32::MAX, (index as u32).max(1)]),
        }
    }

    /// A key strictly between the two, where `None` is the open end.
    ///
    /// # Panics
    /// Never; where `low` is not below `high` the key stands right after `low`.
    pub fn between(low: Option<&Self>, high: Option<&Self>) -> Self {
        let low = low.map_or(&[][..], |key| &key.0);
        let high = high.map(|key| &key.0[..]).filter(|high| low < *high);
        let mut digits = Vec::with_capacity(low.len() + 1);
        let mut bounded_by = high;
        for depth in 0.. {
            let floor = low.get(depth).copied().unwrap_or(0);
            let ceiling = match bounded_by {
                Some(high) => u64::from(high.get(depth).copied().unwrap_or(0)),
                None => u64::from(u32::MAX) + 1,
            };
            let gap = ceiling.saturating_sub(u64::from(floor));
            if gap > 1 {
                // A new digit starts in the middle, for others may come on either side.
                let is_new = depth >= low.len() && high.is_some();
                let step = if bounded_by.is_some() || is_new {
                    gap
                } else {
                    gap.min(u64::from(STRIDE) * 2)
                };
                digits.push((u64::from(floor) + step / 2) as u32);
                return Self(digits);
            }
            digits.push(floor);
            if gap == 1 {
                bounded_by = None;
            }
        }
        Self(digits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_always_room_between_two_keys() {
        let mut low = OrderKey::of_index(0);
        let high = OrderKey::of_index(1);
        for _ in 0..200 {
            let middle = OrderKey::between(Some(&low), Some(&high));
            assert!(low < middle && middle < high);
            low = middle;
        }
        let mut high = OrderKey::of_index(1);
        let low = OrderKey::of_index(0);
        for _ in 0..200 {
            let middle = OrderKey::between(Some(&low), Some(&high));
            assert!(low < middle && middle < high);
            high = middle;
        }
    }

    #[test]
    fn keys_stay_short_when_thousands_are_put_at_one_place() {
        let (first, second) = (OrderKey::of_index(0), OrderKey::of_index(1));
        let (mut above, mut below, mut start) = (first.clone(), second.clone(), first.clone());
        for _ in 0..5_000 {
            let next = OrderKey::between(Some(&above), Some(&second));
            assert!(above < next && next < second);
            above = next;
            let next = OrderKey::between(Some(&first), Some(&below));
            assert!(first < next && next < below);
            below = next;
            let next = OrderKey::between(None, Some(&start));
            assert!(next < start);
            start = next;
        }
        assert!(above.0.len() <= 2, "{}", above.0.len());
        assert!(below.0.len() <= 170, "{}", below.0.len());
        assert!(start.0.len() <= 170, "{}", start.0.len());
    }

    #[test]
    fn open_ends_go_before_the_first_and_after_the_last() {
        let mut first = OrderKey::of_index(0);
        let mut last = OrderKey::of_index(0);
        for _ in 0..200 {
            let before = OrderKey::between(None, Some(&first));
            assert!(before < first);
            first = before;
            let after = OrderKey::between(Some(&last), None);
            assert!(after > last);
            last = after;
        }
    }

    #[test]
    fn keys_of_indices_ascend() {
        let keys: Vec<_> = [
            0, 1, 2, 1_000_000, 1_048_573, 1_048_574, 1_048_575, 2_000_000,
        ]
        .into_iter()
        .map(OrderKey::of_index)
        .collect();
        assert!(keys.is_sorted_by(|a, b| a < b), "{keys:?}");
    }
}
