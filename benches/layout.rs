//! Times layout alone, measuring included: whole maps and single edits, from 100 claims up.
//!
//! `cargo bench --no-default-features --bench layout [-- CLAIMS…]`

#![expect(
    clippy::print_stdout,
    reason = "a benchmark reports on standard output"
)]

#[path = "../tests/suite/generated.rs"]
mod generated;

use std::time::Instant;

use rejoinder::layout::{LayoutRequest, layout};
use rejoinder::model::{ArgumentMap, Change, Claim, ClaimId, Record, Style};
use rejoinder::text::Fonts;
use rejoinder::theme::Metrics;

use generated::Debate;

fn main() {
    let sizes: Vec<usize> = std::env::args()
        .filter_map(|arg| arg.parse().ok())
        .collect();
    let sizes = if sizes.is_empty() {
        vec![100, 1_000, 10_000, 100_000]
    } else {
        sizes
    };
    println!("claims  style    cross  first ms  median ms  edit ms");
    for &claim_count in &sizes {
        for style in [Style::Classic, Style::Compact] {
            for &cross_percent in crosses(claim_count) {
                report(claim_count, style, cross_percent);
            }
        }
    }
}

/// Shares of claims with a further use, in percent: the largest maps are trees alone, since
/// routing seven thousand connectors among a hundred thousand claims takes minutes.
fn crosses(claim_count: usize) -> &'static [usize] {
    if claim_count > 10_000 { &[0] } else { &[0, 7] }
}

fn debate(claim_count: usize, cross_percent: usize) -> ArgumentMap {
    let debate = Debate {
        claim_count,
        cross_percent,
        seed: 7,
    };
    debate.map()
}

fn report(claim_count: usize, style: Style, cross_percent: usize) {
    let mut map = debate(claim_count, cross_percent);
    let (metrics, fonts) = (Metrics::default(), Fonts::shipped());
    let mut view = map.main_view().clone();
    view.style = style;
    let run = |map: &ArgumentMap, view: &_| {
        let start = Instant::now();
        let layout = layout(&LayoutRequest {
            map,
            view,
            metrics: &metrics,
            fonts: &fonts,
        });
        (start.elapsed().as_secs_f64() * 1e3, layout)
    };
    let (first, laid_out) = run(&map, &view);
    let repeats = (20_000 / claim_count).clamp(3, 25);
    let whole = median((0..repeats).map(|_| run(&map, &view).0).collect());
    view.choices = Some(laid_out.choices);
    view.homes = laid_out.homes;
    let edits = (0..repeats).map(|round| {
        lengthen(&mut map, round * 7919 % claim_count);
        run(&map, &view).0
    });
    let edit = median(edits.collect());
    println!(
        "{claim_count:>6}  {style:<8?} {cross_percent:>4}%  {first:>8.2}  {whole:>9.2}  {edit:>7.2}"
    );
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn claim_id(index: usize) -> ClaimId {
    ClaimId::new(&format!("c{index}")).expect("letters and digits make an id")
}

fn lengthen(map: &mut ArgumentMap, index: usize) {
    let before = map
        .claim(&claim_id(index))
        .cloned()
        .expect("every index has a claim");
    let after = Claim {
        text: format!("{} indeed", before.text),
        ..before.clone()
    };
    let before = Record::from(before);
    let change = Change {
        id: before.id(),
        before: Some(before),
        after: Some(after.into()),
    };
    map.apply(&[change])
        .expect("a longer text keeps the invariants");
}
