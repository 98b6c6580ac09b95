//! Tidying up in the window: what it says, how it ends early, and how the layout is chosen.

use rejoinder::formats::ron_map;
use rejoinder::model::{Aspect, Style};

use super::*;

/// A map whose twelve reasons are remembered to stand in one long row.
fn long_row() -> String {
    let claims = (0..12).map(|at| format!("Claim(id: \"c{at}\", text: \"Reason number {at}\"),"));
    let steps = (0..12).map(|at| {
        format!(
            "Inference(id: \"s{at}\", stance: Support, premises: [\"c{at}\"], target: Claim(\"top\")),"
        )
    });
    format!(
        "ArgumentMap(version: 2, claims: [Claim(id: \"top\", text: \"Ban cars\"), {}], \
         inferences: [{}], views: [View(id: \"main\", choices: {{}})])",
        claims.collect::<String>(),
        steps.collect::<String>()
    )
}

fn open_long_row(desk: &mut Desk) {
    let path = desk.file("row.ron");
    std::fs::write(&path, long_row()).unwrap();
    desk.app.borrow_mut().as_mut().unwrap().open_at_start(path);
    desk.run();
}

fn tidy_key(desk: &mut Desk) {
    desk.key(CTRL_SHIFT, Key::T);
}

const CTRL_SHIFT: Modifiers = Modifiers {
    shift: true,
    ..Modifiers::COMMAND
};

fn wait(desk: &mut Desk, seconds: f64) {
    for _ in 0..(seconds * 60.0) as usize {
        desk.harness.step();
    }
}

#[test]
fn tidying_up_says_what_it_did_and_is_one_step_that_undo_takes_back() {
    let mut desk = Desk::new();
    open_long_row(&mut desk);
    let before = ron_map::write(&desk.map());
    desk.menu(&["Map", "Tidy up"]);
    assert!(desk.has("Tidied up: "));
    let top = find(&desk.map(), "Ban cars").id.clone();
    assert!(desk.map().main_view().breaks_of(&top).is_some());
    assert_eq!(
        desk.see(|editor| editor.undo_name().map(str::to_owned))
            .as_deref(),
        Some("tidy up")
    );
    tidy_key(&mut desk);
    assert!(desk.has("Nothing to tidy up"));
    desk.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(ron_map::write(&desk.map()), before);
    assert!(!desk.see(Editor::is_modified));
}

#[test]
fn escape_and_the_button_stop_tidying_up_and_leave_the_map_as_it_is() {
    for by_key in [true, false] {
        let jobs = WhenTold::default();
        let mut desk = Desk::with_jobs(1280.0, 800.0, Box::new(jobs.clone()));
        open_long_row(&mut desk);
        let before = desk.map();
        desk.harness.key_press_modifiers(CTRL_SHIFT, Key::T);
        wait(&mut desk, 0.1);
        assert!(!desk.has("Tidying up"), "short work shows nothing");
        wait(&mut desk, 0.5);
        assert!(desk.has("Tidying up"));
        if by_key {
            desk.harness.key_press(Key::Escape);
        } else {
            desk.harness.get_by_label("Cancel").click();
        }
        wait(&mut desk, 0.1);
        jobs.work();
        wait(&mut desk, 0.1);
        assert!(desk.has("Tidy up was cancelled"));
        assert!(!desk.has("Tidying up"));
        assert_eq!(desk.map(), before);
    }
}

#[test]
fn a_map_that_was_edited_meanwhile_is_not_tidied_up() {
    let jobs = WhenTold::default();
    let mut desk = Desk::with_jobs(1280.0, 800.0, Box::new(jobs.clone()));
    open_long_row(&mut desk);
    desk.harness.key_press_modifiers(CTRL_SHIFT, Key::T);
    wait(&mut desk, 0.1);
    desk.harness
        .key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    wait(&mut desk, 0.1);
    desk.harness
        .get_by_label("Text on the canvas")
        .type_text("Else");
    wait(&mut desk, 0.1);
    desk.harness.key_press(Key::Enter);
    wait(&mut desk, 0.1);
    let edited = desk.map();
    assert_eq!(edited.claim_count(), 14);
    jobs.work();
    wait(&mut desk, 0.1);
    assert!(desk.has("the map has changed meanwhile"));
    assert_eq!(desk.map(), edited);
}

#[test]
fn branches_that_have_grown_poor_are_told_when_the_map_rests_and_a_click_tidies_up() {
    let mut desk = Desk::new();
    open_long_row(&mut desk);
    assert!(!desk.has("1 branch"), "not while it has just changed");
    wait(&mut desk, 1.5);
    desk.click("1 branch would stand better after Tidy up");
    assert!(desk.has("Tidied up: "));
    wait(&mut desk, 6.5);
    assert!(!desk.has("would stand better"));
    let output = desk.harness.output();
    let delay = output.viewport_output[&egui::ViewportId::ROOT].repaint_delay;
    assert!(
        delay > Duration::from_hours(1),
        "looked through once: {delay:?}"
    );
}

#[test]
fn the_view_menu_sets_style_and_aspect_each_as_one_step_and_the_layout_chooses_anew() {
    let mut desk = Desk::new();
    open_long_row(&mut desk);
    desk.menu(&["View", "Layout", "Fill a page upright"]);
    let view = desk.map().main_view().clone();
    assert_eq!(
        view.aspect,
        Aspect {
            width: 210,
            height: 297
        }
    );
    assert_eq!(view.choices, None);
    let upright = desk.see(|editor| editor.layout().bounds.size().aspect_ratio_width());
    desk.menu(&["View", "Layout", "Fill a wide slide"]);
    let wide = desk.see(|editor| editor.layout().bounds.size().aspect_ratio_width());
    assert!(wide > upright, "{wide} {upright}");
    desk.menu(&["View", "Layout", "Fill the canvas as it is"]);
    let canvas = desk.see(Editor::canvas_size);
    let aspect = desk.map().main_view().aspect;
    let proportion = f64::from(aspect.width) / f64::from(aspect.height);
    assert!((proportion - canvas.width / canvas.height).abs() < 0.01);
    desk.menu(&["View", "Layout", "Classic layout"]);
    assert_eq!(desk.map().main_view().style, Style::Classic);
    for _ in 0..4 {
        desk.key(Modifiers::COMMAND, Key::Z);
    }
    assert!(!desk.see(Editor::is_modified));
    assert_eq!(
        desk.see(|editor| editor.undo_name().map(str::to_owned)),
        None
    );
}
