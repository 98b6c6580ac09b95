//! Presenting and the steps panel, by keys and by label.

use rejoinder::formats::ron_map;

use super::*;

const SHIFT: Modifiers = Modifiers::SHIFT;

const NOT_EITHER_OR: &str =
    "Though Naím sets it up this way, the choice between the two is not either/or";

/// A desk with a shipped map that has steps.
fn desk_with(name: &str) -> Desk {
    let mut desk = Desk::new();
    let text = files::shipped_map(name).unwrap().text;
    let path = desk.file("talk.ron");
    std::fs::write(&path, text).unwrap();
    desk.app.borrow_mut().as_mut().unwrap().open_at_start(path);
    desk.run();
    desk
}

fn drezner() -> Desk {
    desk_with("drezner-on-minilateralism")
}

fn press(desk: &mut Desk, key: Key) {
    desk.key(Modifiers::NONE, key);
}

/// What the slide on the screen is called.
fn slide(desk: &Desk) -> Option<String> {
    let nodes = desk.harness.query_all_by_role(Role::Image);
    let mut names = nodes.filter_map(|node| node.accesskit_node().label());
    names.find(|name| name.starts_with("Step "))
}

fn step_count(desk: &Desk) -> usize {
    desk.map().main_view().steps.len()
}

/// The slide on the screen is that of this step of the first view.
fn assert_at(desk: &Desk, step: usize) {
    let slide = slide(desk).unwrap_or_default();
    let named = format!("Step {step} of {}: ", step_count(desk));
    assert!(slide.starts_with(&named), "{slide}");
}

fn titles(desk: &Desk) -> Vec<String> {
    let map = desk.map();
    let steps = map.main_view().steps.iter();
    steps.map(|step| step.title.clone()).collect()
}

#[test]
fn keys_clickers_and_digits_walk_through_the_steps() {
    let mut desk = drezner();
    press(&mut desk, Key::F5);
    assert_at(&desk, 1);
    for key in [Key::PageDown, Key::ArrowRight, Key::Space] {
        press(&mut desk, key);
    }
    assert_at(&desk, 4);
    press(&mut desk, Key::PageUp);
    assert_at(&desk, 3);
    press(&mut desk, Key::Num8);
    assert_at(&desk, 8);
    // Whoever is used to ending numbers with Enter stays where the number led.
    press(&mut desk, Key::Enter);
    assert_at(&desk, 8);
    press(&mut desk, Key::Num1);
    assert_at(&desk, 8);
    press(&mut desk, Key::Num2);
    assert_at(&desk, 12);
    press(&mut desk, Key::Num1);
    press(&mut desk, Key::Enter);
    assert_at(&desk, 1);
    press(&mut desk, Key::End);
    press(&mut desk, Key::PageDown);
    assert_at(&desk, step_count(&desk));
    press(&mut desk, Key::Escape);
    assert_eq!(slide(&desk), None);
    assert!(desk.has("OUTLINE"));
}

#[test]
fn escape_takes_back_one_thing_after_the_other() {
    let mut desk = drezner();
    press(&mut desk, Key::F5);
    press(&mut desk, Key::Plus);
    press(&mut desk, Key::B);
    press(&mut desk, Key::O);
    assert!(desk.has("Go to step 5"));
    press(&mut desk, Key::Escape);
    assert!(!desk.has("Go to step 5"));
    press(&mut desk, Key::Escape);
    press(&mut desk, Key::Escape);
    assert_at(&desk, 1);
    press(&mut desk, Key::Escape);
    assert_eq!(slide(&desk), None);
}

#[test]
fn the_overview_leads_to_any_step() {
    let mut desk = drezner();
    press(&mut desk, Key::F5);
    press(&mut desk, Key::O);
    press(&mut desk, Key::ArrowRight);
    press(&mut desk, Key::Enter);
    assert_at(&desk, 2);
    press(&mut desk, Key::O);
    desk.menu(&["Go to step 9"]);
    assert_at(&desk, 9);
}

#[test]
fn the_speaker_sees_this_step_and_the_next_with_notes() {
    let mut desk = drezner();
    desk.key(Modifiers::COMMAND, Key::F5);
    assert_at(&desk, 1);
    assert!(desk.has("14:05"), "the time of day");
    assert!(desk.has("Moisés Naím has a proposal"));
    desk.click("Next");
    assert!(desk.has("Naím argues from two premises together"));
    press(&mut desk, Key::S);
    assert!(!desk.has("Naím argues from two premises together"));
}

/// Presses a key, and tells which screen the slides are sent to by that.
fn screen_after(desk: &mut Desk, (modifiers, key): (Modifiers, Key)) -> Option<usize> {
    let input = desk.harness.input_mut();
    input.events.push(Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers,
    });
    let mut sent = Vec::new();
    for _ in 0..3 {
        desk.harness.step();
        sent.extend(desk.commands());
    }
    sent.iter().find_map(|command| match command {
        ViewportCommand::SetMonitor(screen) => Some(*screen),
        _ => None,
    })
}

#[test]
fn with_two_screens_the_slides_and_the_speaker_are_apart() {
    let mut desk = drezner();
    let screen =
        |at: f32| egui::Rect::from_min_size(egui::pos2(at, 0.0), egui::vec2(1920.0, 1080.0));
    let screens = Screens {
        in_px: vec![screen(0.0), screen(1920.0)],
        own: 0,
    };
    desk.app.borrow_mut().as_mut().unwrap().set_screens(screens);
    let (alone, with_notes) = ((Modifiers::NONE, Key::F5), (Modifiers::COMMAND, Key::F5));
    let plain = |key| (Modifiers::NONE, key);
    assert_eq!(screen_after(&mut desk, alone), None, "on the window’s own");
    assert_eq!(screen_after(&mut desk, plain(Key::S)), Some(1));
    assert_eq!(screen_after(&mut desk, plain(Key::M)), Some(0));
    assert_eq!(screen_after(&mut desk, plain(Key::M)), Some(1));
    press(&mut desk, Key::Escape);
    assert_eq!(screen_after(&mut desk, with_notes), Some(1));
    press(&mut desk, Key::E);
    assert_eq!(
        screen_after(&mut desk, (SHIFT, Key::F5)),
        None,
        "it is there"
    );
}

#[test]
fn with_one_screen_the_slides_stay() {
    let mut desk = drezner();
    assert_eq!(screen_after(&mut desk, (Modifiers::COMMAND, Key::F5)), None);
    assert_eq!(screen_after(&mut desk, (Modifiers::NONE, Key::M)), None);
}

#[test]
fn the_map_is_edited_in_the_middle_and_the_talk_goes_on_at_its_place() {
    let mut desk = drezner();
    press(&mut desk, Key::F5);
    press(&mut desk, Key::Num9);
    press(&mut desk, Key::E);
    assert!(desk.has("The presentation waits at step 9"));
    let claim_count = desk.map().claim_count();
    desk.click_on_canvas(NOT_EITHER_OR);
    desk.key(Modifiers::COMMAND, Key::Num2);
    desk.type_claim("They might be reformed");
    assert_eq!(desk.map().claim_count(), claim_count + 1);
    desk.key(SHIFT, Key::F5);
    assert_at(&desk, 9);
    press(&mut desk, Key::Escape);
    assert!(!desk.has("The presentation waits"));
}

#[test]
fn steps_are_made_moved_merged_split_and_removed_each_as_one_undoable_edit() {
    let mut desk = desk_with("multilateralism");
    press(&mut desk, Key::F11);
    desk.click("Make steps: By branch");
    let made = titles(&desk);
    assert!(made.len() > 3, "{made:?}");
    desk.click("Later (step 1)");
    assert_eq!(titles(&desk)[1], made[0]);
    desk.click("Merge with next (step 2)");
    assert_eq!(titles(&desk).len(), made.len() - 1);
    desk.click("Split (step 2)");
    assert_eq!(titles(&desk).len(), made.len());
    desk.click("Remove (step 2)");
    desk.click("Add step (step 1)");
    assert_eq!(titles(&desk)[1], "");
    for _ in 0..5 {
        desk.key(Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(titles(&desk), made);
    desk.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(titles(&desk), Vec::<String>::new());
}

#[test]
fn a_step_is_moved_by_keys_on_its_picture_and_goes_on_moving() {
    let mut desk = drezner();
    press(&mut desk, Key::F11);
    let before = titles(&desk);
    desk.menu(&["Step 2: "]);
    for _ in 0..2 {
        desk.key(Modifiers::COMMAND, Key::ArrowRight);
    }
    assert_eq!(titles(&desk)[3], before[1]);
    for _ in 0..5 {
        desk.key(Modifiers::COMMAND, Key::ArrowLeft);
    }
    assert_eq!(titles(&desk)[0], before[1], "and no farther than the first");
    assert_eq!(titles(&desk).len(), before.len());
}

#[test]
fn what_is_read_first_stays_first_when_a_step_is_split_with_it_selected() {
    let mut desk = desk_with("multilateralism");
    press(&mut desk, Key::F11);
    desk.click("Make steps: In reading order");
    let steps = |desk: &Desk| desk.map().main_view().steps.clone();
    let made = steps(&desk);
    // The picture of a step selects what appears there, which stays selected after merging.
    desk.menu(&["Step 2: "]);
    desk.click("Merge with next (step 2)");
    desk.click("Split (step 2)");
    let split = steps(&desk);
    assert_eq!(split[1].appears, made[1].appears);
    assert_eq!(split[2].appears, made[2].appears);
}

#[test]
fn a_title_and_notes_are_typed_and_kept() {
    let mut desk = drezner();
    press(&mut desk, Key::F11);
    desk.menu(&["Step 2: "]);
    desk.harness.get_by_label("Title of the step").focus();
    desk.run();
    desk.key(Modifiers::COMMAND, Key::A);
    desk.harness
        .event(Event::Text("Need and failure".to_owned()));
    desk.run();
    press(&mut desk, Key::Enter);
    assert_eq!(titles(&desk)[1], "Need and failure");
    desk.harness.get_by_label("Speaker’s notes").focus();
    desk.run();
    desk.key(Modifiers::COMMAND, Key::A);
    desk.harness.event(Event::Text("Say it slowly".to_owned()));
    desk.run();
    // What is still in the field is there when the talk begins.
    desk.key(Modifiers::COMMAND, Key::F5);
    desk.click("Next");
    assert!(desk.has("Say it slowly"));
    let notes = desk.map().main_view().steps[1].notes.clone();
    assert_eq!(notes, "Say it slowly");
}

#[test]
fn the_selected_appear_stand_out_and_fade_at_a_step() {
    let mut desk = drezner();
    press(&mut desk, Key::F11);
    desk.menu(&["Step 1: "]);
    press(&mut desk, Key::End);
    desk.click_on_canvas(NOT_EITHER_OR);
    desk.click("Fade");
    let last = step_count(&desk) - 1;
    let faded = desk.map().main_view().steps[last].faded.clone();
    assert_eq!(faded.len(), 1);
    desk.click("Fade");
    assert!(desk.map().main_view().steps[last].faded.is_empty());
    desk.click("Let appear");
    let steps = desk.map().main_view().steps.clone();
    assert_eq!(steps[last].appears, faded);
    assert!(!steps[8].appears.contains(faded.first().unwrap()));
    let text = ron_map::write(&desk.map());
    assert!(ron_map::read(text.as_bytes(), "map").is_ok());
}

#[test]
fn a_participants_case_becomes_a_view_with_steps_of_its_own() {
    let mut desk = drezner();
    press(&mut desk, Key::F11);
    desk.click("View of the map");
    desk.menu(&["New view: Daniel W. Drezner’s case"]);
    let map = desk.map();
    let case = map.views().last().unwrap();
    assert_eq!(case.title(), "Daniel W. Drezner’s case");
    assert!(case.steps.is_empty());
    let shown = case.only.as_ref().unwrap();
    assert!(shown.len() > 5 && shown.len() < map.claim_count());
    desk.click("View of the map");
    desk.menu(&["Daniel W. Drezner’s case", "Make steps: In reading order"]);
    let map = desk.map();
    let case = map.views().last().unwrap();
    let named = case.steps.iter().flat_map(|step| &step.appears);
    assert_eq!(named.count(), shown.len());
    press(&mut desk, Key::F5);
    let count = case.steps.len();
    let shown = slide(&desk).unwrap_or_default();
    assert!(shown.starts_with(&format!("Step 1 of {count}")), "{shown}");
    press(&mut desk, Key::Escape);
    desk.key(Modifiers::COMMAND, Key::Z);
    desk.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(desk.map().views().count(), 2);
}

#[test]
fn the_dialog_writes_a_page_for_each_step() {
    let mut desk = drezner();
    desk.key(Modifiers::COMMAND, Key::E);
    desk.click("PDF");
    desk.click("One page for each step");
    let file = desk.file("talk.pdf");
    desk.answer(Some(&file), BY_HAND);
    desk.click("Choose the file…");
    desk.run();
    assert!(desk.has(&format!("{} pages", step_count(&desk))));
}
