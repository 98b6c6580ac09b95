//! Packs the rows of a picture (RFC 1950 and 1951): bytes, and runs that are told, not looked for.

use super::codes::{Codes, codes, lengths};

/// A block has about so many tokens, and codes of its own.
const BLOCK: usize = 1 << 16;
/// The longest stretch that one code repeats.
const LONGEST: usize = 258;
/// The symbol of that.
const LONGEST_SYMBOL: usize = 285;
/// The symbol that ends a block.
const END: usize = 256;
/// The sum that ends a stream counts in this ring (RFC 1950, 8.2).
const RING: u64 = 65_521;
/// After so many bytes the sum is brought back into the ring; 64 bits hold it until then.
const ADDED: usize = 1 << 20;
/// The order in which the lengths of the codes of lengths stand.
const ORDER: [usize; 19] = [
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
];

/// So many bytes, at least three, like those that lie so far back; before them other bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    bytes: u32,
    count: u32,
    back: Back,
}

/// How far back what is repeated lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Back {
    Byte,
    Pixel,
}

/// Takes rows of a picture, less than 4 GiB of them, and is the part of the stream that holds them.
pub(super) struct Packer {
    bytes_per_pixel: usize,
    /// Bytes that no run repeats, up to the next block.
    bytes: Vec<u8>,
    /// Those of them before the first run, and so on.
    runs: Vec<Run>,
    /// How many of the bytes stand before a run.
    told: usize,
    /// Zeros that were told and not yet written.
    zeros: usize,
    /// The pixel before, and how often it came again.
    pixel: [u8; 4],
    repeats: usize,
    sum: Sum,
    out: Bits,
}

/// Some rows, packed.
pub(super) struct Packed {
    bytes: Vec<u8>,
    sum: Sum,
}

/// What begins the stream: a window of 32 KiB, and the fastest of ways.
pub(super) const BEGIN: [u8; 2] = [0x78, 0x01];

impl Packed {
    /// What of the stream it is.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// What ends the stream of parts that follow each other.
pub(super) fn end(parts: &[Packed]) -> [u8; 6] {
    let mut sum = Sum {
        low: 1,
        ..Sum::default()
    };
    for part in parts {
        sum.join(&part.sum);
    }
    let [a, b, c, d] = sum.said().to_be_bytes();
    // An empty block of the fixed codes is the last.
    [0x03, 0x00, a, b, c, d]
}

impl Packer {
    /// An empty stream; rows have this many bytes for a pixel, 3 or 4.
    pub(super) fn new(bytes_per_pixel: usize) -> Self {
        Self {
            bytes_per_pixel,
            bytes: Vec::with_capacity(BLOCK + LONGEST),
            runs: Vec::new(),
            told: 0,
            zeros: 0,
            pixel: [0; 4],
            repeats: 0,
            sum: Sum::default(),
            out: Bits {
                bytes: Vec::with_capacity(1 << 20),
                ..Bits::default()
            },
        }
    }

    /// Begins a row that is filtered in this way (PNG, 9.2).
    pub(super) fn row(&mut self, filter: u8) {
        self.settle();
        self.bytes.push(filter);
        if self.bytes.len() + self.runs.len() >= BLOCK {
            self.block();
        }
    }

    /// So many pixels that filtering left nothing of.
    pub(super) fn nothing(&mut self, pixel_count: usize) {
        if pixel_count == 0 {
            return;
        }
        self.settle_repeats();
        self.pixel = [0; 4];
        self.zeros += pixel_count * self.bytes_per_pixel;
    }

    /// A pixel after filtering; beyond its bytes it is zero.
    pub(super) fn pixel(&mut self, pixel: [u8; 4]) {
        if pixel == [0; 4] {
            self.nothing(1);
        } else if pixel == self.pixel {
            self.repeats += 1;
        } else {
            self.settle();
            self.pixel = pixel;
            let own = self.bytes_per_pixel;
            self.bytes
                .extend_from_slice(pixel.get(..own).unwrap_or_default());
        }
    }

    /// What was packed, up to a whole byte.
    pub(super) fn finish(mut self) -> Packed {
        self.settle();
        self.block();
        self.out.align();
        Packed {
            bytes: self.out.bytes,
            sum: self.sum,
        }
    }

    fn settle(&mut self) {
        self.settle_repeats();
        self.pixel = [0; 4];
        match std::mem::take(&mut self.zeros) {
            count @ ..=3 => self.bytes.extend((0..count).map(|_| 0)),
            count => {
                self.bytes.push(0);
                self.run(count - 1, Back::Byte);
            }
        }
    }

    fn settle_repeats(&mut self) {
        let count = std::mem::take(&mut self.repeats);
        if count > 0 {
            self.run(count * self.bytes_per_pixel, Back::Pixel);
        }
    }

    fn run(&mut self, count: usize, back: Back) {
        self.runs.push(Run {
            bytes: (self.bytes.len() - self.told) as u32,
            count: count as u32,
            back,
        });
        self.told = self.bytes.len();
    }

    /// Writes what is to be written as a block with codes of its own.
    fn block(&mut self) {
        let mut counts = [0_u32; 286];
        counts[END] = 1;
        let mut backs = [0_u32; 4];
        for byte in &self.bytes {
            counts[usize::from(*byte)] += 1;
        }
        for run in &self.runs {
            let (longest, rest) = pieces(run.count as usize);
            counts[LONGEST_SYMBOL] += longest as u32;
            backs[self.back(run.back)] += longest as u32;
            for length in rest.into_iter().filter(|length| *length > 0) {
                counts[length_symbol(length).0] += 1;
                backs[self.back(run.back)] += 1;
            }
        }
        let (of_symbols, of_backs) = (lengths(&counts, 15), lengths(&backs, 15));
        self.out.put(2 << 1, 3);
        self.out.tables(&of_symbols, &of_backs);
        let (symbols, backs) = (codes(&of_symbols), codes(&of_backs));
        let (bytes, runs) = (
            std::mem::take(&mut self.bytes),
            std::mem::take(&mut self.runs),
        );
        let mut left = bytes.as_slice();
        for run in &runs {
            let (now, later) = left.split_at(left.len().min(run.bytes as usize));
            left = later;
            self.out.bytes(&symbols, now);
            self.out
                .again(run.count as usize, &symbols, backs[self.back(run.back)]);
            self.sum.add(now);
            self.add_run(run, now);
        }
        self.out.bytes(&symbols, left);
        self.sum.add(left);
        self.out.code(&symbols, END);
        (self.bytes, self.runs, self.told) = (bytes, runs, 0);
        self.bytes.clear();
        self.runs.clear();
    }

    /// Adds what a run repeats to the sum, which are zeros or the last pixel.
    fn add_run(&mut self, run: &Run, before: &[u8]) {
        if run.back == Back::Byte {
            self.sum.add_zeros(run.count as usize);
            return;
        }
        let start = before.len().saturating_sub(self.bytes_per_pixel);
        let pixel = before.get(start..).unwrap_or_default();
        for _ in 0..run.count as usize / self.bytes_per_pixel {
            self.sum.add(pixel);
        }
    }

    fn back(&self, back: Back) -> usize {
        match back {
            Back::Byte => 0,
            Back::Pixel => self.bytes_per_pixel - 1,
        }
    }
}

/// The sum that ends a stream, or what a part adds to it.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    low: u64,
    high: u64,
    /// So many bytes were added since it was in its ring.
    since: usize,
    /// So many bytes were added in all, in the ring.
    count: u64,
}

impl Sum {
    fn add(&mut self, bytes: &[u8]) {
        let (mut low, mut high) = (self.low, self.high);
        for byte in bytes {
            low += u64::from(*byte);
            high += low;
        }
        (self.low, self.high) = (low, high);
        self.passed(bytes.len());
    }

    /// Zeros need no loop.
    fn add_zeros(&mut self, count: usize) {
        if count > ADDED {
            // Brings it into the ring without counting.
            (self.low, self.high) = (self.low % RING, self.high % RING);
        }
        self.high += self.low * (count as u64 % RING);
        self.passed(count);
    }

    fn passed(&mut self, count: usize) {
        self.since += count;
        self.count += count as u64;
        if self.since >= ADDED {
            self.low %= RING;
            self.high %= RING;
            self.since = 0;
        }
    }

    /// Adds what follows and was summed from nothing.
    fn join(&mut self, next: &Self) {
        let count = next.count % RING;
        self.high = (self.high + self.low * count + next.high % RING) % RING;
        self.low = (self.low + next.low) % RING;
    }

    fn said(&self) -> u32 {
        (((self.high % RING) << 16) | (self.low % RING)) as u32
    }
}

/// A stretch as stretches of the greatest length, and two more, of which some may be nothing.
fn pieces(count: usize) -> (usize, [usize; 2]) {
    let (longest, rest) = (count / LONGEST, count % LONGEST);
    match rest {
        0 => (longest, [0, 0]),
        // Less than three cannot be said alone.
        1 | 2 if longest > 0 => (longest - 1, [LONGEST + rest - 3, 3]),
        rest => (longest, [rest, 0]),
    }
}

/// The symbol of a length, and what is said beside it: its bits and how many.
fn length_symbol(length: usize) -> (usize, u64, u32) {
    match length {
        ..=10 => (254 + length, 0, 0),
        LONGEST.. => (LONGEST_SYMBOL, 0, 0),
        _ => {
            let beyond = length - 3;
            let extra = beyond.ilog2() - 2;
            let symbol = 257 + 4 * (extra as usize + 1) + (beyond >> extra) - 4;
            (symbol, beyond as u64 & ((1 << extra) - 1), extra)
        }
    }
}

/// Bits, the first of each byte lowest.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    waiting: u64,
    count: u32,
}

impl Bits {
    /// Writes up to 32 bits.
    fn put(&mut self, bits: u64, count: u32) {
        self.waiting |= bits << self.count;
        self.count += count;
        if self.count >= 32 {
            let whole = self.waiting as u32;
            self.bytes.extend_from_slice(&whole.to_le_bytes());
            self.waiting >>= 32;
            self.count -= 32;
        }
    }

    fn code(&mut self, codes: &Codes, symbol: usize) {
        let (bits, count) = codes.get(symbol).copied().unwrap_or_default();
        self.put(u64::from(bits), u32::from(count));
    }

    fn bytes(&mut self, codes: &Codes, bytes: &[u8]) {
        let code = |byte: u8| codes.get(usize::from(byte)).copied().unwrap_or_default();
        // Two codes have at most 30 bits, and fit beside what waits.
        let mut pairs = bytes.chunks_exact(2);
        for pair in &mut pairs {
            let &[one, other] = pair else { continue };
            let ((one, one_length), (other, other_length)) = (code(one), code(other));
            let both = u64::from(one) | (u64::from(other) << one_length);
            self.put(both, u32::from(one_length + other_length));
        }
        for byte in pairs.remainder() {
            self.code(codes, usize::from(*byte));
        }
    }

    fn again(&mut self, count: usize, symbols: &Codes, (back, back_length): (u16, u8)) {
        let (longest, rest) = pieces(count);
        let (bits, length) = symbols[LONGEST_SYMBOL];
        let one = u64::from(bits) | u64::from(back) << length;
        let length = u32::from(length + back_length);
        let mut left = longest;
        if length > 0 && length <= 16 && left >= 2 {
            // As many as fit are written at once.
            let at_once = (32 / length) as usize;
            let many = (0..at_once as u32).fold(0, |all, at| all | one << (at * length));
            while left >= at_once {
                self.put(many, at_once as u32 * length);
                left -= at_once;
            }
        }
        for _ in 0..left {
            self.put(one, length);
        }
        for length in rest.into_iter().filter(|length| *length > 0) {
            let (symbol, extra, extra_count) = length_symbol(length);
            self.code(symbols, symbol);
            self.put(extra, extra_count);
            self.put(u64::from(back), u32::from(back_length));
        }
    }

    /// The lengths of the codes, themselves in codes.
    fn tables(&mut self, symbols: &[u8], backs: &[u8]) {
        let all = || {
            symbols
                .iter()
                .chain(backs)
                .map(|length| usize::from(*length))
        };
        let mut counts = [0_u32; 19];
        for length in all() {
            counts[length] += 1;
        }
        let own = lengths(&counts, 7);
        self.put(symbols.len() as u64 - 257, 5);
        self.put(backs.len() as u64 - 1, 5);
        self.put(ORDER.len() as u64 - 4, 4);
        for symbol in ORDER {
            self.put(u64::from(own[symbol]), 3);
        }
        let own = codes(&own);
        for length in all() {
            self.code(&own, length);
        }
    }

    /// Goes on to a whole byte by an empty block.
    fn align(&mut self) {
        self.put(0, 3);
        let whole = self.count.div_ceil(8);
        let waiting = self.waiting.to_le_bytes();
        self.bytes.extend(waiting.into_iter().take(whole as usize));
        (self.waiting, self.count) = (0, 0);
        self.bytes.extend_from_slice(&[0x00, 0x00, 0xff, 0xff]);
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    fn unpacked(parts: &[Packed]) -> Vec<u8> {
        let packed = parts.iter().flat_map(|part| part.bytes.iter().copied());
        let packed: Vec<u8> = BEGIN.into_iter().chain(packed).chain(end(parts)).collect();
        let mut out = Vec::new();
        flate2::read::ZlibDecoder::new(packed.as_slice())
            .read_to_end(&mut out)
            .unwrap();
        out
    }

    #[test]
    fn what_was_packed_comes_back() {
        for bytes_per_pixel in [3, 4] {
            let mut parts = Vec::new();
            let mut packer = Packer::new(bytes_per_pixel);
            let mut wanted = Vec::new();
            let mut dice = 7_u32;
            for row in 0..300_u32 {
                if row % 90 == 1 {
                    let next = Packer::new(bytes_per_pixel);
                    parts.push(std::mem::replace(&mut packer, next).finish());
                }
                packer.row(2);
                wanted.push(2);
                for part in 0..40_u32 {
                    dice = dice.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    let count = (dice >> 16) as usize % [4, 90, 3000][(part % 3) as usize];
                    if (row + part) % 2 == 0 {
                        packer.nothing(count);
                        wanted.extend(vec![0; count * bytes_per_pixel]);
                        continue;
                    }
                    let [a, b, c, _] = dice.to_be_bytes();
                    let mut pixel = [a, b, c, a];
                    pixel[bytes_per_pixel..].fill(0);
                    for at in 0..count {
                        pixel[1] = if part % 5 == 0 { at as u8 } else { b };
                        packer.pixel(pixel);
                        wanted.extend(&pixel[..bytes_per_pixel]);
                    }
                }
            }
            parts.push(packer.finish());
            assert!(unpacked(&parts) == wanted);
        }
    }

    #[test]
    fn every_length_is_said_as_it_is() {
        for count in 1..1000 {
            let mut packer = Packer::new(3);
            packer.row(2);
            packer.pixel([1, 2, 3, 0]);
            packer.nothing(count);
            let bytes = unpacked(&[packer.finish()]);
            assert_eq!(bytes.len(), 4 + 3 * count);
            assert!(bytes[4..].iter().all(|byte| *byte == 0));
        }
    }

    #[test]
    fn emptiness_takes_next_to_no_room() {
        let mut packer = Packer::new(3);
        for _ in 0..1000 {
            packer.row(2);
            packer.nothing(10_000);
        }
        assert!(packer.finish().bytes.len() < 40_000);
    }
}
