//! The RON format from outside: golden files, small differences, hostile input.

use rejoinder::formats::ron_map;

#[test]
fn the_golden_file_is_read_and_written_back_letter_for_letter() {
    let golden = include_str!("../golden/every_field.ron");
    let read = ron_map::read(golden.as_bytes(), "every_field.ron").unwrap();
    assert_eq!(ron_map::write(&read.map), golden);
}
