//! Prefix codes for symbols by how often they occur (RFC 1951, 3.2.2).

/// A code for each symbol: its bits, the first to be written lowest, and how many there are.
pub(super) type Codes = Vec<(u16, u8)>;

/// How long the code of each symbol is, none for symbols that do not occur; at least two symbols
/// have one, since readers want a full tree.
pub(super) fn lengths(counts: &[u32], longest: u8) -> Vec<u8> {
    let mut used: Vec<(u64, usize)> = Vec::new();
    for (symbol, count) in counts.iter().enumerate() {
        if *count > 0 {
            used.push((u64::from(*count), symbol));
        }
    }
    let mut others = 0..counts.len();
    while used.len() < 2 {
        let Some(other) = others.next() else { break };
        if used.iter().all(|(_, symbol)| *symbol != other) {
            used.push((1, other));
        }
    }
    used.sort_unstable();
    let mut lengths = vec![0; counts.len()];
    let depths = limited(depths(&used), longest);
    for ((_, symbol), depth) in used.iter().zip(depths) {
        if let Some(length) = lengths.get_mut(*symbol) {
            *length = depth;
        }
    }
    lengths
}

/// The codes of these lengths.
pub(super) fn codes(lengths: &[u8]) -> Codes {
    let mut codes = vec![(0, 0); lengths.len()];
    let mut next = 0_u16;
    for length in 1..=15_u8 {
        next <<= 1;
        for (code, own) in codes.iter_mut().zip(lengths) {
            if *own == length {
                *code = (next.reverse_bits() >> (16 - length), length);
                next += 1;
            }
        }
    }
    codes
}

/// How deep each symbol lies in a tree of least weight (Huffman 1952); the rarest come first.
fn depths(used: &[(u64, usize)]) -> Vec<u8> {
    // Leaves, then the inner nodes in the order in which they come to be, which is by weight.
    let leaf_count = used.len();
    let mut weights: Vec<u64> = used.iter().map(|(count, _)| *count).collect();
    let mut parents = vec![0; (2 * leaf_count).saturating_sub(1)];
    let (mut leaf, mut inner) = (0, leaf_count);
    for node in leaf_count..parents.len() {
        let mut weight = 0;
        for _ in 0..2 {
            let leaf_weight = weights.get(leaf).filter(|_| leaf < leaf_count);
            let inner_weight = weights.get(inner).filter(|_| inner < node);
            let is_leaf = match (leaf_weight, inner_weight) {
                (Some(leaf), Some(inner)) => leaf <= inner,
                (leaf, _) => leaf.is_some(),
            };
            let taken = if is_leaf { &mut leaf } else { &mut inner };
            weight += weights.get(*taken).copied().unwrap_or_default();
            if let Some(parent) = parents.get_mut(*taken) {
                *parent = node;
            }
            *taken += 1;
        }
        weights.push(weight);
    }
    let mut depths = vec![0_u8; parents.len()];
    for node in (0..parents.len().saturating_sub(1)).rev() {
        let parent = parents.get(node).and_then(|parent| depths.get(*parent));
        let depth = parent.copied().unwrap_or_default().saturating_add(1);
        if let Some(own) = depths.get_mut(node) {
            *own = depth;
        }
    }
    depths.truncate(leaf_count);
    depths
}

/// The depths with none beyond the limit, and the tree still full; the deepest come first.
fn limited(mut depths: Vec<u8>, longest: u8) -> Vec<u8> {
    let share = |depth: u8| 1_u64 << (longest - depth);
    for depth in &mut depths {
        *depth = (*depth).min(longest);
    }
    let whole = 1_u64 << longest;
    let mut taken: u64 = depths.iter().map(|depth| share(*depth)).sum();
    // Too much is taken: the deepest that are above the limit go deeper.
    while taken > whole {
        let Some(depth) = depths.iter_mut().find(|depth| **depth < longest) else {
            break;
        };
        taken -= share(*depth) - share(*depth + 1);
        *depth += 1;
    }
    // And what is left over lets the most frequent rise.
    for depth in depths.iter_mut().rev() {
        while *depth > 1 && taken + share(*depth) <= whole {
            taken += share(*depth);
            *depth -= 1;
        }
    }
    depths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_full(lengths: &[u8]) -> bool {
        let used = lengths.iter().filter(|length| **length > 0);
        used.map(|length| 1_u64 << (15 - length)).sum::<u64>() == 1 << 15
    }

    #[test]
    fn frequent_symbols_have_short_codes_and_the_tree_is_full() {
        let found = lengths(&[90, 0, 5, 4, 1], 15);
        assert_eq!(found, [1, 0, 2, 3, 3]);
        assert!(is_full(&found));
        assert_eq!(codes(&found)[0], (0b0, 1));
        assert_eq!(codes(&found)[2], (0b01, 2));
        assert_eq!(codes(&found)[4], (0b111, 3));
    }

    #[test]
    fn a_single_symbol_has_another_beside_it() {
        assert_eq!(lengths(&[0, 0, 7], 15), [1, 0, 1]);
        assert_eq!(lengths(&[0, 0, 0], 15), [1, 1, 0]);
    }

    #[test]
    fn no_code_is_longer_than_the_limit() {
        let mut counts = vec![1_u32, 1];
        for at in 2..40 {
            counts.push(counts[at - 1].saturating_add(counts[at - 2]));
        }
        for longest in [7, 15] {
            let found = lengths(&counts, longest);
            assert_eq!(found.iter().max(), Some(&longest));
            assert!(is_full(&found), "{found:?}");
        }
    }
}
