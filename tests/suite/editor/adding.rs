//! Adding each kind of reason by its key, and picking among several steps.

use rejoinder::editor::{Command, DropKind, Heading};
use rejoinder::model::ElementId;

use super::desk::{CTRL, Desk, NONE, claim, step};

/// Gives the command on the element, types a text and confirms.
fn add(desk: &mut Desk, on: ElementId, command: Command) {
    desk.select(&[on]).key(command);
    assert!(
        desk.editor.draft().is_some(),
        "the new claim opens for typing"
    );
    desk.types("New").key(Command::Commit);
    assert_eq!(desk.editor.draft(), None);
}

#[test]
fn tab_on_a_claim_adds_a_support_and_shift_tab_an_objection() {
    let mut desk = Desk::debate();
    add(&mut desk, claim("poll"), Command::AddByTab);
    add(&mut desk, claim("poll"), Command::AddByShiftTab);
    assert_eq!(
        desk.reasons(&claim("poll")),
        ["Support: New", "Attack: New"]
    );
    assert_eq!(desk.editor.undo_name(), Some("add objection"));
}

#[test]
fn tab_on_a_mark_adds_a_co_premise_and_shift_tab_an_undercut() {
    let mut desk = Desk::debate();
    add(&mut desk, step("wanted"), Command::AddByTab);
    add(&mut desk, step("wanted"), Command::AddByShiftTab);
    assert_eq!(desk.premises("wanted").len(), 2);
    assert_eq!(desk.reasons(&step("wanted")), ["Attack: New"]);
    assert_eq!(desk.editor.undo_name(), Some("add undercut"));
}

#[test]
fn tab_on_a_question_adds_an_answer() {
    let mut desk = Desk::debate();
    add(&mut desk, claim("issue"), Command::AddByTab);
    let answers = desk.reasons(&claim("issue"));
    assert_eq!(answers, ["Answer: At the narrows", "Answer: New"]);
}

#[test]
fn each_command_adds_its_kind() {
    let mut desk = Desk::debate();
    add(&mut desk, claim("poll"), Command::AddSupport);
    add(&mut desk, claim("poll"), Command::AddObjection);
    add(&mut desk, claim("issue"), Command::AddAnswer);
    add(&mut desk, step("costly"), Command::AddSupport);
    assert_eq!(desk.reasons(&claim("poll")).len(), 2);
    assert_eq!(desk.reasons(&claim("issue")).len(), 2);
    assert_eq!(desk.reasons(&step("costly")), ["Support: New"]);
    assert_eq!(desk.editor.undo_name(), Some("add backing"));
}

#[test]
fn undercut_and_co_premise_on_a_claim_act_on_the_step_that_it_feeds() {
    let mut desk = Desk::debate();
    add(&mut desk, claim("cost"), Command::AddCoPremise);
    add(&mut desk, claim("cost"), Command::AddUndercut);
    assert_eq!(desk.premises("costly").len(), 2);
    assert_eq!(desk.reasons(&step("costly")), ["Attack: New"]);
}

#[test]
fn a_claim_that_feeds_no_step_says_why_it_takes_no_co_premise() {
    let mut desk = Desk::debate();
    desk.select(&[claim("top")]);
    assert_eq!(
        desk.why_not(&Command::AddCoPremise),
        "co-premise: the selected claim feeds no step"
    );
    assert_eq!(
        desk.why_not(&Command::AddUndercut),
        "undercut: the selected claim feeds no step"
    );
    let before = desk.ron();
    desk.key(Command::AddUndercut);
    assert_eq!(desk.toast(), "undercut: the selected claim feeds no step");
    assert_eq!(desk.ron(), before);
}

#[test]
fn nothing_selected_is_given_as_the_reason() {
    let mut desk = Desk::debate();
    desk.key(Command::ClearSelection);
    for command in [
        Command::AddSupport,
        Command::AddObjection,
        Command::AddUndercut,
    ] {
        assert!(
            desk.why_not(&command)
                .ends_with("select a claim or a step first")
        );
    }
    assert_eq!(
        desk.why_not(&Command::Delete),
        "delete: nothing is selected"
    );
}

#[test]
fn a_question_takes_answers_and_no_reasons() {
    let mut desk = Desk::debate();
    desk.select(&[claim("issue")]);
    assert_eq!(desk.why_not(&Command::AddAnswer), "");
    assert!(
        desk.why_not(&Command::AddSupport)
            .starts_with("support: a question is only answered")
    );
    desk.select(&[claim("top")]);
    assert!(
        desk.why_not(&Command::AddAnswer)
            .starts_with("answer: only a question")
    );
}

/// "middle" supports the contention and, besides, speaks against the cost.
fn with_two_steps() -> Desk {
    let mut desk = Desk::debate();
    let (from, onto) = (claim("middle"), claim("cost"));
    desk.drop_into(&from, &onto, DropKind::Objection, CTRL);
    assert_eq!(desk.map().uses(from.as_claim().unwrap()).count(), 2);
    desk.select(&[from]);
    desk
}

#[test]
fn among_several_steps_the_user_picks_one_by_number() {
    let mut desk = with_two_steps();
    desk.key(Command::AddUndercut);
    let prompts = desk.overlay().picks;
    assert_eq!(prompts.len(), 2, "both marks are numbered");
    assert!(
        desk.editor
            .status()
            .contains("Pick the step for the undercut")
    );
    assert!(desk.editor.draft().is_none());
    let second = prompts[1].inference.clone();
    desk.key(Command::PickStep(2))
        .types("Hm")
        .key(Command::Commit);
    assert_eq!(desk.reasons(&second.into()), ["Attack: Hm"]);
}

#[test]
fn every_step_that_can_be_picked_comes_into_sight() {
    let mut desk = with_two_steps();
    let marks: Vec<_> = desk
        .map()
        .uses(claim("middle").as_claim().unwrap())
        .collect();
    let marks: Vec<ElementId> = marks.iter().map(|step| step.id.clone().into()).collect();
    desk.editor.set_canvas_size(kurbo::Size::new(160.0, 120.0));
    desk.key(Command::AddUndercut);
    let canvas = kurbo::Rect::new(0.0, 0.0, 160.0, 120.0);
    for mark in marks {
        let shown = desk.on_screen(&mark);
        assert_eq!(shown.intersect(canvas), shown, "{mark:?} is out of sight");
    }
}

#[test]
fn arrows_and_enter_pick_a_step_and_a_click_on_the_mark_does_too() {
    let mut desk = with_two_steps();
    desk.key(Command::AddCoPremise)
        .key(Command::Move(Heading::Right));
    let chosen = desk.overlay().picks[1].clone();
    assert!(chosen.highlighted);
    desk.key(Command::Commit).types("More").key(Command::Commit);
    assert_eq!(desk.premises(chosen.inference.as_str()).len(), 2);

    desk.select(&[claim("middle")]).key(Command::AddUndercut);
    desk.click_on(&step("wanted"), NONE);
    desk.types("No").key(Command::Commit);
    assert_eq!(desk.reasons(&step("wanted")), ["Attack: No"]);
}

#[test]
fn escape_gives_up_picking_and_changes_nothing() {
    let mut desk = with_two_steps();
    let before = desk.ron();
    desk.key(Command::AddUndercut).key(Command::Cancel);
    assert!(desk.overlay().picks.is_empty());
    assert_eq!(desk.selected(), ["middle"]);
    assert_eq!(desk.ron(), before);
}

#[test]
fn double_clicking_empty_canvas_adds_a_free_claim_there() {
    let mut desk = Desk::debate();
    let spot = desk.empty_spot();
    desk.double_click(spot)
        .types("Out here")
        .key(Command::Commit);
    let new = desk.editor.selection().only().unwrap().clone();
    assert_eq!(desk.text(new.as_str()), "Out here");
    assert!(desk.on_screen(&new).contains(spot));
    assert_eq!(desk.map().uses(new.as_claim().unwrap()).count(), 0);
}

#[test]
fn the_first_claim_of_an_empty_map_stands_where_it_was_asked_for() {
    let mut desk = Desk::empty();
    let spot = kurbo::Point::new(500.0, 300.0);
    desk.double_click(spot)
        .types("A start")
        .key(Command::Commit);
    let new = desk.editor.selection().only().unwrap().clone();
    assert!(desk.on_screen(&new).contains(spot));
    assert!(desk.map().main_view().pinned.is_empty());
}

#[test]
fn questions_are_added_from_the_menu() {
    let mut desk = Desk::empty();
    desk.key(Command::AddQuestion)
        .types("Why?")
        .key(Command::Commit);
    assert!(desk.map().claims().next().unwrap().is_question());
    assert_eq!(desk.editor.undo_name(), Some("add question"));
}

#[test]
fn a_new_map_grows_by_hand_and_each_claim_comes_where_it_was_asked_for() {
    let mut desk = Desk::empty();
    desk.double_click(kurbo::Point::new(500.0, 300.0))
        .types("First")
        .key(Command::Commit);
    let first = desk.editor.selection().only().unwrap().clone();
    let spot = kurbo::Point::new(1100.0, 600.0);
    desk.double_click(spot).types("Second").key(Command::Commit);
    let second = desk.editor.selection().only().unwrap().clone();
    assert!(desk.on_screen(&second).contains(spot));
    for command in [Command::AddByTab, Command::AddByShiftTab] {
        let stood = desk.on_screen(&second);
        desk.select(std::slice::from_ref(&second))
            .key(command)
            .types("Reason");
        let stands = desk.on_screen(&second);
        assert!((stands.x0 - stood.x0).abs() + (stands.y0 - stood.y0).abs() < 1e-6);
        desk.key(Command::Commit);
    }
    assert_eq!(desk.reasons(&second), ["Support: Reason", "Attack: Reason"]);
    let boxes: Vec<_> = desk
        .editor
        .layout()
        .claims
        .iter()
        .map(|it| it.rect)
        .collect();
    for (n, one) in boxes.iter().enumerate() {
        for other in &boxes[n + 1..] {
            assert!(one.intersect(*other).area() == 0.0, "{one:?} {other:?}");
        }
    }
    assert!(desk.reasons(&first).is_empty());
}

#[test]
fn a_claim_added_by_command_stands_clear_of_every_tree_and_comes_into_sight() {
    for command in [Command::AddClaim, Command::AddQuestion] {
        let mut desk = Desk::debate();
        desk.editor.set_canvas_size(kurbo::Size::new(700.0, 450.0));
        desk.select(&[claim("poll")]).key(command);
        desk.types("By the way").key(Command::Commit);
        assert!(desk.map().main_view().pinned.is_empty());
        let new = desk.editor.selection().only().unwrap().clone();
        let canvas = desk.editor.canvas_size().to_rect();
        let stands = desk.on_screen(&new);
        assert_eq!(stands.intersect(canvas), stands, "in sight");
        let rect = desk.rect(&new);
        for placed in &desk.editor.layout().claims {
            let other = ElementId::Claim(placed.id.clone());
            let is_clear = rect.intersect(placed.rect).area() == 0.0;
            assert!(other == new || is_clear, "it lies over {other:?}");
        }
    }
}
