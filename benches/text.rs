//! How long it takes to set the texts of a large map, in milliseconds: medians of eleven rounds.
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::hint::black_box;
use std::time::Instant;

use rejoinder::text::{Face, Fonts, TextStyle};

const CLAIM: TextStyle = TextStyle {
    face: Face::Regular,
    size: 13.5,
    line_height: 18.225,
};
const WORDS: &str = include_str!("../maps/drezner-on-minilateralism.ron");

fn main() {
    let claims = claims(10_000, 100);
    let every = |set: &dyn Fn(&Fonts, &str)| {
        median(|| {
            let fonts = Fonts::shipped();
            for claim in &claims {
                set(&fonts, claim);
            }
        })
    };
    let once = every(&|fonts, claim| {
        black_box(fonts.paragraph(claim, CLAIM, 212.0));
    });
    let tried = every(&|fonts, claim| {
        for width in [f64::INFINITY, 252.0, 226.0] {
            black_box(fonts.line_widths(claim, CLAIM, width));
        }
        black_box(fonts.paragraph(claim, CLAIM, 212.0));
    });
    println!("10,000 claims of 100 characters, one width: {once:.0} ms");
    println!("10,000 claims of 100 characters, the best of three widths: {tried:.0} ms");
}

/// Claims of the words of a shipped map in an order without pattern, the same on every run.
fn claims(count: usize, length: usize) -> Vec<String> {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let mut state: usize = 1;
    let mut next = || {
        state = state.wrapping_mul(48_271) % 0x7FFF_FFFF;
        words.get(state % words.len()).copied().unwrap_or("word")
    };
    (0..count)
        .map(|_| {
            let mut claim = next().to_owned();
            while claim.len() < length {
                claim.push(' ');
                claim.push_str(next());
            }
            claim
        })
        .collect()
}

fn median(mut round: impl FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..11)
        .map(|_| {
            let start = Instant::now();
            round();
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}
