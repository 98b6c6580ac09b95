//! Exporting from the window, and opening what was exported.

use std::fs;

use egui::{Key, Modifiers};

use super::{BY_HAND, Desk};

#[test]
fn a_document_is_exported_and_how_its_text_comes_out_is_told() {
    let mut desk = Desk::with_claim("Ban cars");
    desk.key(Modifiers::COMMAND, Key::E);
    desk.click("PDF");
    assert!(desk.has("pt on A4 landscape"), "it is told before");
    desk.click("Each branch on a page of its own too");
    let file = desk.file("cars.pdf");
    desk.answer(Some(&file), BY_HAND);
    desk.click("Choose the file…");
    desk.run();
    assert!(fs::read(&file).unwrap().starts_with(b"%PDF-1.7"));
    let told = format!("Exported to {}: 1 page, smallest text ", file.display());
    assert!(desk.has(&told));
    assert!(desk.has("pt on A4 landscape"));
}

#[test]
fn the_map_inside_of_an_export_is_opened_as_one_without_a_file() {
    let mut desk = Desk::with_claim("Ban cars");
    desk.key(Modifiers::COMMAND, Key::E);
    desk.click("PDF");
    let document = desk.file("cars.pdf");
    desk.answer(Some(&document), BY_HAND);
    desk.click("Choose the file…");
    let before = fs::read(&document).unwrap();
    let map = desk.file("cars.ron");
    desk.save_to(&map);
    desk.answer(Some(&document), BY_HAND);
    desk.key(Modifiers::COMMAND, Key::O);
    assert_eq!(desk.texts(), ["Ban cars"]);
    desk.on_canvas("Ban cars");
    fs::remove_file(&map).unwrap();
    desk.save_to(&map);
    assert!(map.exists(), "saving asked for a file");
    assert_eq!(fs::read(&document).unwrap(), before);
}
