//! Times opening a generated map, from the text of the file to the scene, and single edits of it.
//!
//! `cargo bench --no-default-features --bench open [-- CLAIMS…]`

#![expect(
    clippy::print_stdout,
    reason = "a benchmark reports on standard output"
)]

#[path = "../tests/suite/generated.rs"]
mod generated;

use std::time::Instant;

use rejoinder::edit::{Document, Operation, SequentialIds};
use rejoinder::formats::ron_map;
use rejoinder::layout::{LayoutRequest, layout};
use rejoinder::model::{ArgumentMap, ElementId, Stance, Target};
use rejoinder::scene::{Details, SceneRequest, build};
use rejoinder::text::Fonts;
use rejoinder::theme::{Metrics, Theme, ThemeName};

use generated::Debate;

fn main() {
    let sizes: Vec<usize> = std::env::args()
        .filter_map(|argument| argument.parse().ok())
        .collect();
    let sizes = if sizes.is_empty() {
        vec![300, 10_000]
    } else {
        sizes
    };
    for claim_count in sizes {
        let debate = Debate {
            claim_count,
            cross_percent: 3,
            seed: 1,
        };
        open(claim_count, &ron_map::write(&debate.map()));
    }
}

fn open(claim_count: usize, text: &str) {
    println!("{claim_count} claims, {} bytes", text.len());
    let read = || {
        ron_map::read(text.as_bytes(), "generated")
            .expect("what was written is read")
            .map
    };
    let map = read();
    edit(&map);
    let (metrics, theme) = (Metrics::default(), Theme::of(ThemeName::Light));
    // Texts are shaped anew each time, as on opening.
    let arrange = || {
        let fonts = Fonts::shipped();
        layout(&LayoutRequest {
            map: &map,
            view: map.main_view(),
            metrics: &metrics,
            fonts: &fonts,
        })
    };
    let placed = arrange();
    let draw = || {
        build(&SceneRequest {
            map: &map,
            layout: &placed,
            theme,
            details: Details::Canvas,
            previous: None,
        })
    };
    let parts = [
        ("file to map", median_ms(|| drop(read()))),
        ("map to layout", median_ms(|| drop(arrange()))),
        ("layout to scene", median_ms(|| drop(draw()))),
    ];
    for (what, ms) in parts {
        println!("  {what:<18} {ms:8.2} ms");
    }
    let whole: f64 = parts.iter().map(|(_, ms)| ms).sum();
    println!("  {:<18} {whole:8.2} ms", "file to scene");
}

fn edit(map: &ArgumentMap) {
    let claims: Vec<_> = map.claims().map(|claim| claim.id.clone()).collect();
    let middle = &claims[claims.len() / 2];
    let first = &claims[0];
    let target = |claim: &rejoinder::model::ClaimId| Operation::AddReason {
        target: Target::Claim(claim.clone()),
        stance: Stance::Attack,
    };
    let edits = [
        ("add objection", target(middle)),
        ("add at contention", target(first)),
        (
            "edit text",
            Operation::SetText(ElementId::Claim(middle.clone()), "Other words".to_owned()),
        ),
        (
            "delete branch",
            Operation::Delete([ElementId::Claim(middle.clone())].into()),
        ),
    ];
    let mut document = Document::new(map.clone());
    let mut ids = SequentialIds::default();
    for (what, operation) in edits {
        let ms = median_ms(|| {
            let planned = operation
                .plan(document.map(), &mut ids)
                .expect("the claim is there");
            document
                .commit(planned.transaction, (), ())
                .expect("planned edits fit");
            document.undo();
        });
        println!("  {what:<18} {ms:8.3} ms with undo");
    }
}

/// The median of some runs, in milliseconds.
fn median_ms(mut run: impl FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..7)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
