//! Exporting from the window, and opening what was exported.

use std::fs;

use super::*;

#[test]
fn a_document_is_exported_and_how_its_text_comes_out_is_told() {
    let mut desk = Desk::with_claim("Ban cars");
    desk.key(Modifiers::COMMAND, Key::E);
    desk.click("PDF");
    assert!(desk.has("pt on A4 landscape"), "it is told before");
    desk.click("The whole map, and each branch");
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

fn drezner(mut desk: Desk) -> Desk {
    let text = files::shipped_map("drezner-on-minilateralism")
        .unwrap()
        .text;
    let path = desk.file("talk.ron");
    fs::write(&path, text).unwrap();
    desk.app.borrow_mut().as_mut().unwrap().open_at_start(path);
    desk.run();
    desk
}

fn step_count(desk: &Desk) -> usize {
    desk.map().main_view().steps.len()
}

fn export_as(desk: &mut Desk, format: &str) {
    desk.key(Modifiers::COMMAND, Key::E);
    desk.click(format);
}

fn choose(desk: &mut Desk, name: &str) -> PathBuf {
    let file = desk.file(name);
    desk.answer(Some(&file), BY_HAND);
    desk.click("Choose the file…");
    desk.run();
    file
}

#[test]
fn the_preview_shows_page_by_page_what_will_be_written() {
    let mut desk = drezner(Desk::new());
    export_as(&mut desk, "PDF");
    let count = step_count(&desk);
    let shows = |desk: &Desk, noun: &str, at: usize, of: usize| {
        assert!(desk.has(&format!("{noun} {at} of {of}")), "{noun} {at}");
    };
    assert!(desk.has(&format!("Page 1 of {count} · Minilateralism")));
    desk.click("Next page");
    shows(&desk, "Page", 2, count);
    desk.press(Key::PageDown);
    shows(&desk, "Page", 3, count);
    desk.press(Key::PageUp);
    desk.press(Key::PageUp);
    desk.press(Key::PageUp);
    shows(&desk, "Page", 1, count);
    desk.click("PPTX");
    shows(&desk, "Slide", 1, count);
    desk.click("SVG");
    shows(&desk, "Picture", 1, 1);
    desk.click("One picture for each step");
    shows(&desk, "Picture", 1, count);
    desk.click("HTML");
    // The whole view and the steps.
    shows(&desk, "Picture", 1, count + 1);
}

#[test]
fn fewer_pages_than_before_show_the_last_of_them() {
    let mut desk = drezner(Desk::new());
    export_as(&mut desk, "PDF");
    let count = step_count(&desk);
    for _ in 1..count {
        desk.press(Key::PageDown);
    }
    assert!(desk.has(&format!("Page {count} of {count}")));
    desk.click("The whole map");
    assert!(desk.has("Page 1 of 1"));
}

#[test]
fn small_text_is_split_by_branch_on_one_click_and_can_be_read_then() {
    let mut desk = drezner(Desk::new());
    export_as(&mut desk, "PDF");
    desk.click("The whole map");
    assert!(desk.has("Under 8 pt it is hard to read."));
    desk.click("Split by branch");
    assert!(!desk.has("Page 1 of 1"));
    assert!(!desk.has("Split by branch") && !desk.has("hard to read"));
    let file = choose(&mut desk, "talk.pdf");
    assert!(fs::read(file).unwrap().starts_with(b"%PDF"));
}

#[test]
fn the_text_of_the_shipped_talk_needs_no_warning_on_slides() {
    let mut desk = drezner(Desk::new());
    export_as(&mut desk, "PPTX");
    assert!(desk.has("on 16:9") && !desk.has("hard to read"));
}

#[test]
fn only_the_selected_are_exported_and_no_other_claim_goes_along() {
    let mut desk = Desk::with_claim("Ban cars");
    desk.press(Key::Tab);
    desk.type_claim("Air gets cleaner");
    export_as(&mut desk, "SVG");
    desk.click("Only the selected (1 claim)");
    let file = choose(&mut desk, "part.svg");
    let picture = fs::read_to_string(file).unwrap();
    assert!(picture.contains("Air gets cleaner"));
    assert!(!picture.contains("Ban cars"));
}

#[test]
fn a_picture_for_each_step_is_written_under_numbered_names() {
    let mut desk = drezner(Desk::new());
    export_as(&mut desk, "PNG");
    desk.click("One picture for each step");
    desk.click("Width");
    let file = choose(&mut desk, "talk.png");
    assert!(!file.exists());
    for number in 1..=step_count(&desk) {
        let picture = fs::read(desk.file(&format!("talk-{number:02}.png"))).unwrap();
        assert_eq!(&picture[16..20], 1920_u32.to_be_bytes(), "its width");
    }
    assert!(desk.has(&format!("{} pictures", step_count(&desk))));
}

#[test]
fn an_export_that_is_cancelled_leaves_the_old_file() {
    let jobs = WhenTold::default();
    let mut desk = drezner(Desk::with_jobs(1280.0, 800.0, Box::new(jobs.clone())));
    let file = desk.file("talk.pdf");
    fs::write(&file, "old").unwrap();
    export_as(&mut desk, "PDF");
    choose(&mut desk, "talk.pdf");
    for _ in 0..20 {
        desk.harness.step();
    }
    assert!(desk.has("Exporting"));
    desk.harness.get_by_label("Cancel").click();
    for _ in 0..4 {
        desk.harness.step();
    }
    assert!(desk.has("Cancelling…"), "until the page under way is done");
    jobs.work();
    desk.run();
    assert!(!desk.has("Cancelling…"));
    assert!(desk.has("Export cancelled; the file is as it was"));
    assert_eq!(fs::read_to_string(&file).unwrap(), "old");
    assert!(!desk.has("Exported to"));
}

#[test]
fn the_folder_of_an_export_is_shown_from_its_note_or_by_itself() {
    let mut desk = Desk::with_claim("Ban cars");
    export_as(&mut desk, "SVG");
    choose(&mut desk, "cars.svg");
    assert!(desk.folders.shown.lock().unwrap().is_empty());
    desk.click("Open folder");
    let shown = desk.folders.shown.lock().unwrap().clone();
    assert_eq!(shown, [desk.folder.path()]);
    export_as(&mut desk, "SVG");
    desk.click("Open the folder when done");
    choose(&mut desk, "cars.svg");
    assert_eq!(desk.folders.shown.lock().unwrap().len(), 2);
}

#[test]
fn where_nothing_shows_folders_it_is_told_where_the_folder_is() {
    let broken = FakeFolders {
        is_broken: true,
        ..FakeFolders::default()
    };
    let mut desk = Desk::with_system(1280.0, 800.0, (Box::new(AtOnce), broken));
    desk.click("New claim");
    desk.type_claim("Ban cars");
    export_as(&mut desk, "SVG");
    choose(&mut desk, "cars.svg");
    desk.click("Open folder");
    let folder = desk.folder.path().display().to_string();
    assert!(desk.has(&format!(
        "No program here shows folders; this one is {folder}"
    )));
}

#[test]
fn the_dialog_is_used_by_keyboard_alone() {
    let mut desk = drezner(Desk::new());
    desk.key(Modifiers::COMMAND, Key::E);
    let is_focused = |desk: &Desk, label: &str| {
        let nodes = desk.harness.query_all_by_label(label);
        nodes.into_iter().any(|node| node.is_focused())
    };
    let walk_to = |desk: &mut Desk, label: &str| {
        for _ in 0..60 {
            if is_focused(desk, label) {
                return;
            }
            desk.press(Key::Tab);
        }
        panic!("Tab does not lead to {label}");
    };
    assert!(is_focused(&desk, "Choose the file…"), "ready for Enter");
    walk_to(&mut desk, "PDF");
    desk.press(Key::Space);
    walk_to(&mut desk, "The whole map");
    desk.press(Key::Space);
    assert!(desk.has("Page 1 of 1"));
    let file = desk.file("talk.pdf");
    desk.answer(Some(&file), BY_HAND);
    walk_to(&mut desk, "Choose the file…");
    desk.press(Key::Enter);
    desk.run();
    assert!(fs::read(&file).unwrap().starts_with(b"%PDF"));
}

#[test]
fn what_was_chosen_outlasts_a_click_beside_the_dialog_and_escape() {
    let mut desk = drezner(Desk::new());
    export_as(&mut desk, "SVG");
    desk.click("As text, to be searched and edited");
    let beside = egui::pos2(4.0, 400.0);
    desk.harness.hover_at(beside);
    desk.harness.drag_at(beside);
    desk.harness.drop_at(beside);
    desk.run();
    assert!(desk.has("Choose the file…"), "it stays open");
    desk.press(Key::Escape);
    assert!(!desk.has("Choose the file…"));
    desk.key(Modifiers::COMMAND, Key::E);
    let file = choose(&mut desk, "talk.svg");
    let picture = fs::read_to_string(file).unwrap();
    assert!(
        picture.contains("<text"),
        "still as SVG, with letters as text"
    );
}

#[test]
fn numbered_pictures_replace_others_only_when_that_is_meant() {
    let mut desk = drezner(Desk::new());
    let third = desk.file("talk-03.png");
    fs::write(&third, "old").unwrap();
    export_as(&mut desk, "PNG");
    desk.click("One picture for each step");
    choose(&mut desk, "talk.png");
    assert!(desk.has("There is a file “talk-03.png” in "));
    desk.press(Key::Escape);
    assert!(!desk.file("talk-01.png").exists());
    assert_eq!(fs::read_to_string(&third).unwrap(), "old");
    desk.key(Modifiers::COMMAND, Key::E);
    choose(&mut desk, "talk.png");
    desk.click("Replace");
    desk.run();
    assert!(fs::read(&third).unwrap().starts_with(b"\x89PNG"));
    assert!(desk.has(&format!("{} pictures", step_count(&desk))));
}

#[test]
fn a_typed_path_replaces_a_file_only_when_that_is_meant() {
    let mut desk = Desk::with_claim("Ban cars");
    let file = desk.file("cars.svg");
    fs::write(&file, "old").unwrap();
    export_as(&mut desk, "SVG");
    desk.answer(None, NO_SERVICE);
    desk.click("Choose the file…");
    desk.key(Modifiers::COMMAND, Key::A);
    let path = file.display().to_string();
    desk.harness.get_by_label("Path").type_text(&path);
    desk.run();
    desk.press(Key::Enter);
    assert!(desk.has("There is a file “cars.svg” in "));
    assert_eq!(fs::read_to_string(&file).unwrap(), "old");
    let other = desk.file("other.svg");
    desk.answer(Some(&other), BY_HAND);
    desk.click("Choose another…");
    desk.run();
    assert!(other.exists());
    assert_eq!(fs::read_to_string(&file).unwrap(), "old");
}

#[test]
fn an_empty_map_is_not_exported_and_that_is_said() {
    let mut desk = Desk::new();
    desk.key(Modifiers::COMMAND, Key::E);
    assert!(desk.has("There is nothing to export yet"));
    assert!(!desk.has("Choose the file…"));
}

#[test]
fn nothing_moves_up_while_there_is_no_picture_yet() {
    let jobs = WhenTold::default();
    let mut desk = drezner(Desk::with_jobs(1280.0, 800.0, Box::new(jobs.clone())));
    desk.harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    for _ in 0..4 {
        desk.harness.step();
    }
    let place = |desk: &Desk, label: &str| desk.harness.get_by_label(label).rect();
    let waiting = place(&desk, "Choose the file…");
    assert!(waiting.top() > place(&desk, "Goes along, to be opened again").bottom());
    jobs.work();
    desk.run();
    assert_eq!(place(&desk, "Choose the file…"), waiting);
}

#[test]
fn pages_are_turned_as_fast_as_the_keys_are_pressed() {
    let jobs = WhenTold::default();
    let mut desk = drezner(Desk::with_jobs(1280.0, 800.0, Box::new(jobs.clone())));
    let step = |desk: &mut Desk| (0..4).for_each(|_| desk.harness.step());
    let settle = |desk: &mut Desk| {
        for _ in 0..4 {
            jobs.work();
            step(desk);
        }
    };
    desk.harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    step(&mut desk);
    desk.harness.get_by_label("PDF").click();
    step(&mut desk);
    settle(&mut desk);
    let count = step_count(&desk);
    assert!(desk.has(&format!("Page 1 of {count}")));
    for _ in 0..3 {
        desk.harness.key_press(Key::PageDown);
        step(&mut desk);
    }
    settle(&mut desk);
    assert!(desk.has(&format!("Page 4 of {count}")));
}
