//! Maps that are too large for a page, split into an overview and branches that can be read.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use roxmltree::Document;

use super::drawing::{MAPS, map_of};
use super::generated::Debate;
use super::pdf::Pdf;
use super::pptx::Deck;

/// What the command line says of a split export.
fn split(folder: &Path, map: &str, output: &str, options: &[&str]) -> String {
    let done = Command::new(env!("CARGO_BIN_EXE_rejoinder"))
        .current_dir(folder)
        .args(["export", map, "--by-branch", "-o", output])
        .args(options)
        .output()
        .unwrap();
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    String::from_utf8(done.stdout).unwrap()
}

#[test]
fn every_page_of_a_split_map_can_be_read_in_the_hand() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in MAPS {
        std::fs::write(folder.path().join("map.ron"), text).unwrap();
        for page in ["a4", "a4-landscape", "letter", "letter-landscape"] {
            let said = split(folder.path(), "map.ron", "map.pdf", &["--page", page]);
            assert!(!said.contains("hard to read"), "{name}: {said}");
        }
    }
}

#[test]
fn slides_of_a_split_map_are_small_only_where_one_reason_fills_them() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in MAPS {
        std::fs::write(folder.path().join("map.ron"), text).unwrap();
        for page in ["16:9", "4:3"] {
            let said = split(folder.path(), "map.ron", "map.pptx", &["--page", page]);
            let Some((_, small)) = said.split_once("hard to read: ") else {
                continue;
            };
            // A claim, with one reason of two premises at most, or an attack on that.
            for named in small.split(" pt, ").skip(1) {
                let count: usize = named.split(' ').next().unwrap().parse().unwrap();
                assert!(count <= 4, "{name}: {said}");
            }
        }
    }
}

#[test]
fn every_claim_and_step_of_a_large_map_is_on_a_page_that_can_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let debate = Debate {
        claim_count: 300,
        cross_percent: 8,
        seed: 7,
    };
    let map = debate.map();
    let text = rejoinder::formats::ron_map::write(&map);
    std::fs::write(folder.path().join("map.ron"), text).unwrap();
    for page in ["a4", "letter"] {
        let said = split(folder.path(), "map.ron", "map.pdf", &["--page", page]);
        assert!(!said.contains("hard to read"), "{said}");
        let pdf = Pdf::of(&std::fs::read(folder.path().join("map.pdf")).unwrap());
        let shown: BTreeSet<String> = (pdf.pages().into_iter())
            .flat_map(|sheet| super::pdf::tagged(&pdf.shown(sheet)))
            .collect();
        for claim in map.claims() {
            assert!(shown.contains(claim.text.trim()), "{}", claim.text);
        }
    }
    for page in ["16:9", "4:3"] {
        let said = split(folder.path(), "map.ron", "map.pptx", &["--page", page]);
        assert!(!said.contains("hard to read"), "{said}");
        let deck = Deck::of(&std::fs::read(folder.path().join("map.pptx")).unwrap());
        let slides: Vec<String> = (1..=deck.slide_count())
            .map(|at| deck.slide(at).to_owned())
            .collect();
        for step in map.inferences() {
            let mark = format!("name=\"!!mark:{}\"", step.id);
            assert!(slides.iter().any(|slide| slide.contains(&mark)), "{mark}");
        }
    }
}

#[test]
fn pages_of_a_split_map_lead_to_each_other_and_none_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in MAPS {
        std::fs::write(folder.path().join("map.ron"), text).unwrap();
        split(folder.path(), "map.ron", "map.pptx", &[]);
        let deck = Deck::of(&std::fs::read(folder.path().join("map.pptx")).unwrap());
        let mut reached = BTreeSet::from([1]);
        let mut open = vec![1];
        while let Some(at) = open.pop() {
            let jumps = deck.slide(at).matches("ppaction://hlinksldjump").count();
            let mut next = targets(&deck, at);
            assert!(jumps >= next.len(), "{name}, slide {at}");
            let is_overview = (2..=at).all(|at| is_further(deck.slide(at)));
            let leads_back = next.iter().any(|to| *to < at);
            assert!(is_overview || leads_back, "{name}, slide {at}");
            // Pages of one claim are numbered, and follow each other.
            if at < deck.slide_count() && is_further(deck.slide(at + 1)) {
                next.insert(at + 1);
            }
            open.extend(next.into_iter().filter(|to| reached.insert(*to)));
        }
        assert_eq!(reached.len(), deck.slide_count(), "{name}: {reached:?}");
    }
}

fn is_further(slide: &str) -> bool {
    (2..30).any(|number| slide.contains(&format!("({number} of ")))
}

fn targets(deck: &Deck, at: usize) -> BTreeSet<usize> {
    let part = format!("ppt/slides/_rels/slide{at}.xml.rels");
    let relations = Document::parse(deck.part(&part)).unwrap();
    let targets = relations
        .descendants()
        .filter_map(|node| node.attribute("Target"));
    let numbers = targets.filter_map(|target| target.strip_prefix("slide")?.strip_suffix(".xml"));
    numbers.map(|number| number.parse().unwrap()).collect()
}

#[test]
fn a_small_map_that_is_split_has_a_page_for_each_reason() {
    let folder = tempfile::tempdir().unwrap();
    let map = r#"ArgumentMap(version: 3,
        claims: [Claim(id: "a", text: "A"), Claim(id: "b", text: "B"), Claim(id: "c", text: "C")],
        inferences: [Inference(id: "s", stance: Support, premises: ["b"], target: Claim("a")),
            Inference(id: "t", stance: Attack, premises: ["c"], target: Claim("a"))])"#;
    assert_eq!(map_of(map).claim_count(), 3);
    std::fs::write(folder.path().join("map.ron"), map).unwrap();
    let said = split(folder.path(), "map.ron", "map.pdf", &["--page", "a4"]);
    assert!(said.starts_with("map.pdf: 3 pages"), "{said}");
}

#[test]
fn a_ring_of_claims_is_split_without_end_or_loss() {
    let folder = tempfile::tempdir().unwrap();
    let claims: Vec<String> = (0..40)
        .map(|at| format!("Claim(id: \"c{at}\", text: \"Claim {at} of a ring of many\")"))
        .collect();
    let steps: Vec<String> = (0..40)
        .map(|at| {
            let next = (at + 1) % 40;
            format!(
                "Inference(id: \"s{at}\", stance: Support, premises: [\"c{next}\"], target: Claim(\"c{at}\"))"
            )
        })
        .collect();
    let map = format!(
        "ArgumentMap(version: 3, claims: [{}], inferences: [{}])",
        claims.join(", "),
        steps.join(", ")
    );
    std::fs::write(folder.path().join("map.ron"), map).unwrap();
    let said = split(folder.path(), "map.ron", "map.pptx", &[]);
    assert!(!said.contains("hard to read"), "{said}");
    let deck = Deck::of(&std::fs::read(folder.path().join("map.pptx")).unwrap());
    for at in 0..40 {
        let mark = format!("name=\"!!mark:s{at}\"");
        let slides = (1..=deck.slide_count()).map(|slide| deck.slide(slide));
        assert!(
            slides.into_iter().any(|slide| slide.contains(&mark)),
            "{mark}"
        );
    }
}
