//! The real interface without a display, driven as people and assistive technology do: by label.

mod copying;
mod desk;
mod exporting;
mod map_panel;
mod mishaps;
mod presenting;
mod tidying;
mod viewing;

use std::path::{Path, PathBuf};
use std::time::Duration;

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, ViewportCommand};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use rejoinder::app::{Purpose, Screens};
use rejoinder::editor::Editor;
use rejoinder::export::Pixels;
use rejoinder::files;
use rejoinder::model::{ArgumentMap, Claim, Inference, Stance, Target};
use rejoinder::theme::ThemeName;

use desk::{AtOnce, BY_HAND, Desk, FakeFolders, NO_SERVICE, WhenTold};

fn find<'a>(map: &'a ArgumentMap, text: &str) -> &'a Claim {
    map.claims().find(|claim| claim.text == text).unwrap()
}

fn only_step(map: &ArgumentMap) -> &Inference {
    assert_eq!(map.inference_count(), 1);
    map.inferences().next().unwrap()
}

#[test]
fn an_empty_canvas_offers_three_starts() {
    let desk = Desk::new();
    for start in ["New claim", "Open a file…", "Shipped maps"] {
        assert!(desk.has(start), "{start}");
    }
}

#[test]
fn enter_on_an_empty_canvas_starts_the_first_claim() {
    let mut desk = Desk::new();
    desk.press(Key::Enter);
    desk.type_claim("Cities need trees");
    let texts: Vec<_> = desk
        .map()
        .claims()
        .map(|claim| claim.text.clone())
        .collect();
    assert_eq!(texts, ["Cities need trees"]);
}

#[test]
fn a_shipped_map_opens_from_the_file_menu() {
    let mut desk = Desk::new();
    desk.menu(&["File", "Shipped maps", "Drezner"]);
    assert!(desk.map().claim_count() > 10);
    assert!(!desk.see(Editor::is_modified));
    desk.harness.get_by(|node| {
        node.role() == Role::TreeItem
            && node.label().as_deref() == Some("Deadlines have been missed")
    });
    assert!(desk.has("claims ·"));
}

#[test]
fn a_first_claim_is_typed_on_the_canvas_and_kept_by_enter() {
    let desk = Desk::with_claim("Talks have failed");
    assert_eq!(desk.texts(), ["Talks have failed"]);
    desk.on_canvas("Talks have failed");
    assert!(desk.see(Editor::is_modified));
}

#[test]
fn tab_adds_a_support_and_shift_tab_an_objection() {
    let mut desk = Desk::with_claim("Ban cars");
    desk.press(Key::Tab);
    desk.type_claim("Air gets cleaner");
    let map = desk.map();
    assert_eq!(only_step(&map).stance, Stance::Support);
    desk.click_on_canvas("Ban cars");
    desk.key(Modifiers::SHIFT, Key::Tab);
    desk.type_claim("Shops lose trade");
    let map = desk.map();
    let target = Target::Claim(find(&map, "Ban cars").id.clone());
    let stances: Vec<_> = map
        .bearing_on(&target.element())
        .map(|step| step.stance)
        .collect();
    assert_eq!(stances, [Stance::Support, Stance::Attack]);
}

#[test]
fn the_tool_row_adds_a_co_premise_and_an_undercut_to_the_step() {
    let mut desk = Desk::with_claim("Ban cars");
    desk.click("Support");
    desk.type_claim("Air gets cleaner");
    desk.click("Co-premise");
    desk.type_claim("Clean air saves lives");
    let map = desk.map();
    assert_eq!(only_step(&map).premises.len(), 2);
    desk.click("Undercut");
    desk.type_claim("Lorries would stay");
    let map = desk.map();
    let undercut = map.inferences().find(|step| step.stance == Stance::Attack);
    assert!(matches!(undercut.unwrap().target, Target::Inference(_)));
}

#[test]
fn a_question_is_answered_by_tab_and_by_the_button_that_appears_for_it() {
    let mut desk = Desk::new();
    assert!(desk.harness.query_by_label("Answer").is_none());
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::Enter);
    desk.type_claim("What should be done?");
    desk.press(Key::Tab);
    desk.type_claim("Nothing");
    let map = desk.map();
    assert_eq!(only_step(&map).stance, Stance::Answer);
    desk.click_on_canvas("What should be done?");
    desk.click("Answer");
    desk.type_claim("Everything");
    assert_eq!(desk.map().inference_count(), 2);
}

#[test]
fn a_double_click_edits_the_text_and_escape_leaves_it_as_it_was() {
    let mut desk = Desk::with_claim("Ban cars");
    let at = desk.on_canvas("Ban cars").rect().center();
    desk.press(Key::Escape);
    for pressed in [true, false, true, false] {
        desk.harness.event(Event::PointerMoved(at));
        desk.harness.event(Event::PointerButton {
            pos: at,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        });
    }
    desk.run();
    desk.type_into_open_claim(" now");
    assert_eq!(desk.texts(), ["Ban cars now"]);
    desk.press(Key::Escape);
    assert_eq!(desk.texts(), ["Ban cars"]);
    assert!(desk.harness.query_by_label("Text on the canvas").is_none());
}

#[test]
fn going_to_another_field_keeps_what_was_typed_on_the_canvas() {
    let mut desk = Desk::with_claim("Ban cars");
    desk.press(Key::Enter);
    desk.type_into_open_claim(" now");
    desk.harness.get_by_label("Filter the outline").click();
    desk.run();
    assert_eq!(desk.texts(), ["Ban cars now"]);
    assert!(desk.harness.query_by_label("Text on the canvas").is_none());
    assert!(desk.harness.get_by_label("Filter the outline").is_focused());
}

#[test]
fn escape_on_a_new_empty_claim_leaves_no_trace() {
    let mut desk = Desk::with_claim("Ban cars");
    desk.press(Key::Tab);
    assert_eq!(desk.map().claim_count(), 2);
    desk.press(Key::Escape);
    assert_eq!(desk.texts(), ["Ban cars"]);
    assert_eq!(desk.map().inference_count(), 0);
}

#[test]
fn undo_names_its_step_in_the_menu_and_redo_brings_it_back() {
    let mut desk = Desk::with_claim("Ban cars");
    desk.key(Modifiers::SHIFT, Key::Tab);
    desk.type_claim("Shops lose trade");
    desk.menu(&["Edit"]);
    assert!(desk.has("Undo add objection"));
    desk.menu(&["Undo add objection"]);
    assert_eq!(desk.texts(), ["Ban cars"]);
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(desk.texts(), ["Ban cars", "Shops lose trade"]);
    desk.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(desk.texts(), ["Ban cars"]);
}

#[test]
fn saving_asks_for_a_file_once_and_clears_the_mark_of_the_title() {
    let mut desk = Desk::with_claim("Ban cars");
    assert!(desk.has("Untitled map — edited"));
    let file = desk.file("cars.ron");
    desk.save_to(&file);
    assert!(!desk.see(Editor::is_modified));
    assert!(!desk.has("edited"));
    assert_eq!(files::open(&file).unwrap().map, desk.map());
    desk.press(Key::Tab);
    desk.type_claim("Air gets cleaner");
    desk.key(Modifiers::COMMAND, Key::S);
    assert_eq!(files::open(&file).unwrap().map.claim_count(), 2);
    assert_eq!(desk.world.borrow().asked.len(), 1);
}

#[test]
fn a_cancelled_dialog_saves_nothing_and_says_nothing() {
    let mut desk = Desk::with_claim("Ban cars");
    desk.answer(None, BY_HAND);
    desk.key(Modifiers::COMMAND, Key::S);
    assert!(desk.see(Editor::is_modified));
    assert!(!desk.has("type the path"));
    let asked = desk.world.borrow().asked.clone();
    assert_eq!(asked[0].purpose, Purpose::Save);
}

#[test]
fn without_a_dialog_service_the_path_can_be_typed() {
    let mut desk = Desk::with_claim("Ban cars");
    desk.answer(None, NO_SERVICE);
    desk.key(Modifiers::COMMAND, Key::S);
    assert!(desk.has("type the path"));
    let file = desk.file("typed.ron");
    desk.key(Modifiers::COMMAND, Key::A);
    let path = file.display().to_string();
    desk.harness.get_by_label("Path").type_text(&path);
    desk.run();
    desk.press(Key::Enter);
    assert_eq!(files::open(&file).unwrap().map, desk.map());
}

#[test]
fn leaving_unsaved_work_asks_and_cancel_keeps_it() {
    let mut desk = Desk::with_claim("Ban cars");
    desk.key(Modifiers::COMMAND, Key::N);
    assert!(desk.has("Save the changes"));
    desk.click("Cancel");
    assert_eq!(desk.texts(), ["Ban cars"]);
    desk.key(Modifiers::COMMAND, Key::N);
    desk.click("Don’t save");
    assert!(desk.texts().is_empty());
}

#[test]
fn saving_from_the_question_goes_on_with_what_was_asked() {
    let mut desk = Desk::with_claim("Ban cars");
    let file = desk.file("cars.ron");
    desk.answer(Some(&file), BY_HAND);
    desk.key(Modifiers::COMMAND, Key::N);
    desk.click("Save");
    assert!(desk.texts().is_empty());
    assert_eq!(files::open(&file).unwrap().map.claim_count(), 1);
}

#[test]
fn opening_over_unsaved_work_asks_once_when_the_file_is_chosen() {
    let mut desk = Desk::with_claim("Ban cars");
    let file = desk.file("other.ron");
    std::fs::write(&file, "ArgumentMap(version: 1, title: \"Other\")").unwrap();
    desk.answer(Some(&file), BY_HAND);
    desk.key(Modifiers::COMMAND, Key::O);
    assert!(desk.has("Save the changes"));
    assert_eq!(
        desk.texts(),
        ["Ban cars"],
        "nothing is lost before the answer"
    );
    desk.click("Don’t save");
    assert!(
        desk.texts().is_empty(),
        "the other map is open without asking again"
    );
}

#[test]
fn closing_the_window_with_unsaved_work_asks_first() {
    let mut desk = Desk::with_claim("Ban cars");
    desk.close_window();
    assert!(desk.commands().contains(&ViewportCommand::CancelClose));
    desk.run();
    desk.click("Don’t save");
    let closes = |desk: &Desk| desk.commands().contains(&ViewportCommand::Close);
    assert!(closes(&desk) || desk.texts().is_empty() || !desk.has("Save the changes"));
}

#[test]
fn a_file_changed_by_another_program_is_replaced_only_on_purpose() {
    let mut desk = Desk::with_claim("Ban cars");
    let file = desk.file("cars.ron");
    desk.save_to(&file);
    let theirs = std::fs::read_to_string(&file)
        .unwrap()
        .replace("Ban", "Keep");
    std::fs::write(&file, &theirs).unwrap();
    desk.press(Key::Tab);
    desk.type_claim("Air gets cleaner");
    desk.key(Modifiers::COMMAND, Key::S);
    assert!(desk.has("another program changed this file") || desk.has("Another program"));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), theirs);
    desk.click("Replace it");
    assert_eq!(files::open(&file).unwrap().map, desk.map());
}

#[test]
fn comments_in_the_file_go_only_after_a_warning() {
    let mut desk = Desk::with_claim("Ban cars");
    let file = desk.file("cars.ron");
    desk.save_to(&file);
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, format!("// by hand\n{text}")).unwrap();
    desk.answer(Some(&file), BY_HAND);
    desk.key(Modifiers::COMMAND, Key::O);
    desk.click_on_canvas("Ban cars");
    desk.press(Key::Tab);
    desk.type_claim("Air gets cleaner");
    desk.key(Modifiers::COMMAND, Key::S);
    assert!(desk.has("without the comments"));
    assert!(std::fs::read_to_string(&file).unwrap().contains("by hand"));
    desk.click("Save without them");
    assert!(!std::fs::read_to_string(&file).unwrap().contains("by hand"));
}

#[test]
fn a_broken_file_is_refused_in_words_and_the_map_stays() {
    let mut desk = Desk::new();
    let file = desk.file("broken.ron");
    std::fs::write(&file, "ArgumentMap(\n  claims: [\n").unwrap();
    desk.answer(Some(&file), BY_HAND);
    desk.key(Modifiers::COMMAND, Key::O);
    assert!(desk.has("The map could not be opened"));
    assert!(desk.has("broken.ron"));
    desk.click("OK");
    assert!(desk.has("New claim"));
}

#[test]
fn a_file_dropped_on_the_window_opens() {
    let mut desk = Desk::with_claim("Ban cars");
    let file = desk.file("cars.ron");
    desk.save_to(&file);
    desk.key(Modifiers::COMMAND, Key::N);
    assert!(desk.texts().is_empty());
    let dropped = Dropped(file);
    desk.harness
        .input_mut()
        .dropped_files
        .push(std::sync::Arc::new(dropped));
    desk.run();
    assert_eq!(desk.texts(), ["Ban cars"]);
}

#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

#[test]
fn the_palette_finds_claims_and_commands() {
    let mut desk = Desk::with_claim("Ban cars");
    desk.press(Key::Tab);
    desk.type_claim("Air gets cleaner");
    desk.key(Modifiers::COMMAND, Key::K);
    desk.harness
        .get_by_label("Search claims or commands")
        .type_text("ban");
    desk.run();
    desk.press(Key::Enter);
    let selected = desk
        .see(|editor| editor.selection().only().cloned())
        .unwrap();
    assert_eq!(selected.as_claim(), Some(&find(&desk.map(), "Ban cars").id));
    desk.key(Modifiers::COMMAND, Key::K);
    desk.harness
        .get_by_label("Search claims or commands")
        .type_text("dark theme");
    desk.run();
    desk.press(Key::Enter);
    assert_eq!(desk.see(|editor| editor.theme().name), ThemeName::Dark);
}

#[test]
fn outline_and_canvas_share_the_selection() {
    let mut desk = Desk::with_claim("Ban cars");
    desk.press(Key::Tab);
    desk.type_claim("Air gets cleaner");
    let row = |desk: &Desk, text: &str| {
        desk.harness
            .get_by(|node| node.role() == Role::TreeItem && node.label().as_deref() == Some(text))
            .accesskit_node()
            .is_selected()
    };
    assert_eq!(row(&desk, "Air gets cleaner"), Some(true));
    desk.harness
        .get_by(|node| node.role() == Role::TreeItem && node.label().as_deref() == Some("because"))
        .click();
    desk.run();
    assert!(desk.see(|editor| editor.selection().inferences().count() == 1));
    desk.click_on_canvas("Ban cars");
    assert_eq!(row(&desk, "Ban cars"), Some(true));
}

#[test]
fn the_inspector_changes_the_text_in_one_step() {
    let mut desk = Desk::with_claim("Ban cars");
    desk.harness.get_by_label("Text").focus();
    desk.run();
    desk.key(Modifiers::COMMAND, Key::A);
    desk.harness.get_by_label("Text").type_text("Ban lorries");
    desk.run();
    desk.click("Implicit");
    assert_eq!(desk.texts(), ["Ban lorries"]);
    assert!(find(&desk.map(), "Ban lorries").implicit);
    desk.click_on_canvas("Ban lorries");
    desk.key(Modifiers::COMMAND, Key::Z);
    desk.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(desk.texts(), ["Ban cars"]);
}

#[test]
fn the_inspector_speaks_the_selected_step() {
    let mut desk = Desk::with_claim("Ban cars");
    desk.press(Key::Tab);
    desk.type_claim("Air gets cleaner");
    desk.click_on_canvas("because");
    assert!(desk.has("“Ban cars”, because “Air gets cleaner”."));
}

#[test]
fn what_is_copied_is_pasted_and_other_programs_get_a_list() {
    let mut desk = Desk::with_claim("Ban cars");
    desk.harness.event(Event::Copy);
    desk.run();
    let text = desk.world.borrow().clipboard.text.clone();
    assert!(text.contains("Ban cars"), "{text}");
    desk.press(Key::Escape);
    desk.harness.event(Event::Paste(text));
    desk.run();
    assert_eq!(desk.map().claim_count(), 2);
}

#[test]
fn panels_close_with_a_key_and_f6_goes_round_the_panes() {
    let mut desk = Desk::with_claim("Ban cars");
    assert!(desk.has("OUTLINE"));
    desk.press(Key::F6);
    assert!(
        desk.harness
            .get_by_role_and_label(Role::Tree, "Outline")
            .is_focused()
    );
    desk.press(Key::F6);
    assert!(desk.harness.get_by_label("Text").is_focused());
    desk.press(Key::F7);
    assert!(!desk.has("OUTLINE"));
    desk.press(Key::F7);
    assert!(desk.has("OUTLINE"));
}

#[test]
fn a_narrow_window_folds_its_panels_until_one_is_asked_for() {
    let mut desk = Desk::of_size(900.0, 600.0);
    assert!(!desk.has("OUTLINE") && !desk.has("MAP"));
    desk.press(Key::F8);
    assert!(desk.has("MAP"));
}

#[test]
fn keys_typed_into_a_field_do_nothing_to_the_map() {
    let mut desk = Desk::with_claim("Ban cars");
    desk.harness.get_by_label("Filter the outline").focus();
    desk.run();
    desk.press(Key::Delete);
    desk.press(Key::Backspace);
    desk.key(Modifiers::COMMAND, Key::D);
    assert_eq!(desk.texts(), ["Ban cars"]);
}

#[test]
fn an_export_asks_how_and_where_and_writes_the_picture() {
    let mut desk = Desk::with_claim("Ban cars");
    desk.key(Modifiers::COMMAND, Key::E);
    desk.click("SVG");
    let file = desk.file("cars.svg");
    desk.answer(Some(&file), BY_HAND);
    desk.click("Choose the file…");
    let picture = std::fs::read_to_string(&file).unwrap();
    assert!(picture.contains("<svg") && picture.contains("Ban cars"));
}

#[test]
fn nothing_is_repainted_while_nothing_happens() {
    let mut desk = Desk::with_claim("Ban cars");
    desk.harness.run_steps(3);
    let output = desk.harness.output();
    let delay = output.viewport_output[&egui::ViewportId::ROOT].repaint_delay;
    assert!(delay > Duration::from_hours(1), "{delay:?}");
}
