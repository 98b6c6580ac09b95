//! Any text is a list, each row at most one deeper than the row above it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rejoinder::formats::outline_text;

fuzz_target!(|text: &str| {
    let mut deepest = 0;
    for row in outline_text::parse(text) {
        assert!(row.depth <= deepest);
        assert!(!row.text.is_empty());
        deepest = row.depth + 1;
    }
});
