//! Any bytes are read or refused in one line, and what is read is written and read back the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rejoinder::formats::{remarks, ron_map};

fuzz_target!(|bytes: &[u8]| {
    match ron_map::read(bytes, "map.ron") {
        Ok(read) => {
            let written = ron_map::write(&read.map);
            let back = ron_map::read(written.as_bytes(), "map.ron");
            let back = back.expect("what was written is read").map;
            assert!(back == read.map, "it reads back different");
            assert_eq!(ron_map::write(&back), written);
            remarks(&back);
        }
        Err(error) => assert!(!error.to_string().contains('\n')),
    }
});
