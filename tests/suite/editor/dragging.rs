//! Dragging claims and steps, drawing connections, and setting widths.

use kurbo::{Point, Vec2};
use rejoinder::editor::{Command, DropKind, PointerKind};
use rejoinder::model::{ElementId, Position};

use super::desk::{CTRL, Desk, NONE, SHIFT, claim, step};

#[test]
fn drop_zones_on_a_claim_say_support_and_objection() {
    let mut desk = Desk::debate();
    let (from, onto) = (desk.middle(&claim("cost")), desk.middle(&claim("poll")));
    desk.carry(from, onto, NONE);
    let zones = desk.overlay().drop_zones;
    let labels: Vec<_> = zones.iter().map(|zone| zone.kind.label()).collect();
    assert_eq!(labels, ["support", "objection"]);
    assert_eq!(zones.iter().filter(|zone| zone.highlighted).count(), 1);
    assert!(!desk.overlay().ghosts.is_empty());
    desk.moves(desk.zone(DropKind::Objection), NONE);
    let chosen = desk.overlay().drop_zones;
    let chosen = chosen.iter().find(|zone| zone.highlighted).unwrap();
    assert_eq!(chosen.kind, DropKind::Objection);
    assert_eq!(
        desk.editor.status(),
        "Release to make “It costs too much” an objection to “A poll says so”"
    );
}

#[test]
fn drop_zones_on_a_mark_say_co_premise_and_undercut() {
    let mut desk = Desk::debate();
    let (from, onto) = (desk.middle(&claim("cost")), desk.middle(&step("wanted")));
    desk.carry(from, onto, NONE);
    let zones = desk.overlay().drop_zones;
    let labels: Vec<_> = zones.iter().map(|zone| zone.kind.label()).collect();
    assert_eq!(labels, ["co-premise", "undercut"]);
}

#[test]
fn a_claim_dropped_on_a_claim_becomes_its_support_or_objection_with_its_reasons() {
    let mut desk = Desk::debate();
    desk.drop_into(&claim("middle"), &claim("cost"), DropKind::Support, NONE);
    assert_eq!(desk.reasons(&claim("cost")), ["Support: Two towns want it"]);
    assert_eq!(desk.reasons(&claim("middle")), ["Support: A poll says so"]);
    assert_eq!(desk.editor.undo_name(), Some("move claim"));
    desk.drop_into(&claim("middle"), &claim("left"), DropKind::Objection, NONE);
    assert_eq!(desk.reasons(&claim("left")), ["Attack: Two towns want it"]);
    assert!(desk.reasons(&claim("cost")).is_empty());
}

#[test]
fn a_claim_dropped_on_a_mark_becomes_a_co_premise_or_an_undercut() {
    let mut desk = Desk::debate();
    desk.drop_into(&claim("cost"), &step("wanted"), DropKind::CoPremise, NONE);
    assert_eq!(desk.premises("wanted"), ["middle", "cost"]);
    desk.drop_into(&claim("free"), &step("polled"), DropKind::Undercut, NONE);
    assert_eq!(desk.reasons(&step("polled")), ["Attack: The sea is rough"]);
}

#[test]
fn a_claim_dropped_on_a_question_answers_it() {
    let mut desk = Desk::debate();
    desk.drop_into(&claim("free"), &claim("issue"), DropKind::Answer, NONE);
    let answers = desk.reasons(&claim("issue"));
    assert_eq!(
        answers,
        ["Answer: At the narrows", "Answer: The sea is rough"]
    );
}

#[test]
fn a_question_is_dropped_nowhere() {
    let mut desk = Desk::debate();
    let before = desk.ron();
    let (from, onto) = (desk.middle(&claim("issue")), desk.middle(&claim("top")));
    desk.carry(from, onto, NONE);
    assert_eq!(
        desk.editor.status(),
        "A question is answered and never a premise"
    );
    desk.release(onto, NONE);
    assert_eq!(desk.ron(), before);
}

#[test]
fn a_claim_cannot_be_moved_under_its_own_reasons() {
    let mut desk = Desk::debate();
    let before = desk.ron();
    let (from, onto) = (desk.middle(&claim("middle")), desk.middle(&claim("poll")));
    desk.carry(from, onto, NONE);
    assert_eq!(
        desk.editor.status(),
        "A claim cannot be moved under its own reasons"
    );
    assert!(desk.overlay().drop_zones.is_empty());
    desk.release(onto, NONE);
    assert_eq!(desk.ron(), before);
}

#[test]
fn ctrl_drag_adds_a_further_use_and_moves_nothing() {
    let mut desk = Desk::debate();
    desk.drop_into(&claim("poll"), &claim("cost"), DropKind::Objection, CTRL);
    assert_eq!(desk.reasons(&claim("cost")), ["Attack: A poll says so"]);
    assert_eq!(desk.reasons(&claim("middle")), ["Support: A poll says so"]);
    assert_eq!(desk.editor.undo_name(), Some("use claim again"));
    let poll = claim("poll");
    assert_eq!(desk.map().uses(poll.as_claim().unwrap()).count(), 2);
}

#[test]
fn dropped_between_siblings_a_reason_is_put_there() {
    let mut desk = Desk::debate();
    let order = |desk: &Desk| {
        let top = claim("top");
        let steps = desk.map().bearing_on(&top);
        steps.map(|step| step.id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(order(&desk), ["linked", "wanted", "costly"]);
    let gap = desk.on_screen(&claim("middle")).origin() + Vec2::new(-8.0, 6.0);
    let from = desk.middle(&claim("cost"));
    desk.carry(from, gap, NONE);
    assert!(desk.overlay().insertion.is_some(), "a line shows where");
    assert!(
        desk.editor
            .status()
            .starts_with("Release to put “It costs too much” here")
    );
    desk.release(gap, NONE);
    assert_eq!(order(&desk), ["linked", "costly", "wanted"]);
    let (cost, middle) = (desk.rect(&claim("cost")), desk.rect(&claim("middle")));
    assert!(cost.x1 <= middle.x0, "it stands there");
    desk.key(Command::Undo);
    assert_eq!(order(&desk), ["linked", "wanted", "costly"]);
}

#[test]
fn dropped_between_co_premises_a_premise_is_put_there() {
    let mut desk = Desk::debate();
    desk.drop_into(&claim("free"), &step("linked"), DropKind::CoPremise, NONE);
    assert_eq!(desk.premises("linked"), ["left", "right", "free"]);
    let gap = desk.on_screen(&claim("right")).origin() + Vec2::new(-8.0, 6.0);
    let from = desk.middle(&claim("free"));
    desk.carry(from, gap, NONE);
    assert!(desk.editor.status().ends_with("here in its step"));
    desk.release(gap, NONE);
    assert_eq!(desk.premises("linked"), ["left", "free", "right"]);
    assert_eq!(desk.editor.undo_name(), Some("reorder premises"));
}

#[test]
fn several_claims_dropped_behind_a_sibling_keep_their_order() {
    let mut desk = Desk::debate();
    desk.select(&[claim("poll"), claim("free")]);
    let gap = desk.on_screen(&claim("cost"));
    let gap = Point::new(gap.x1 + 8.0, gap.y0 + 6.0);
    let from = desk.middle(&claim("free"));
    desk.drag(from, gap, NONE);
    let reasons = desk.reasons(&claim("top"));
    assert_eq!(reasons.len(), 5, "{reasons:?}");
    assert!(reasons[3].ends_with("A poll says so"), "{reasons:?}");
    assert!(reasons[4].ends_with("The sea is rough"), "{reasons:?}");
}

#[test]
fn dropped_beside_itself_a_reason_stays() {
    let mut desk = Desk::debate();
    let before = desk.ron();
    let from = desk.middle(&claim("cost"));
    let cost = desk.on_screen(&claim("cost"));
    desk.drag(from, Point::new(cost.x0 - 10.0, from.y), NONE);
    assert_eq!(desk.ron(), before);
    assert_eq!(desk.editor.undo_name(), None);
}

#[test]
fn dropped_on_empty_canvas_a_claim_springs_back() {
    let mut desk = Desk::debate();
    let (before, stood) = (desk.ron(), desk.on_screen(&claim("cost")));
    let (from, spot) = (desk.middle(&claim("cost")), desk.empty_spot());
    desk.carry(from, spot, NONE);
    assert!(desk.editor.status().starts_with("Release to put it back"));
    desk.release(spot, NONE);
    assert_eq!(desk.ron(), before);
    assert_eq!(desk.on_screen(&claim("cost")), stood);
    assert_eq!(desk.editor.undo_name(), None);
}

#[test]
fn with_shift_a_claim_is_pinned_where_it_is_dropped_on_whole_units() {
    let mut desk = Desk::debate();
    let from = desk.middle(&claim("cost"));
    let moved = Vec2::new(233.3, 160.7);
    let stood = desk.on_screen(&claim("cost"));
    desk.drag(from, from + moved, SHIFT);
    let id = claim("cost");
    let place = desk.map().main_view().pinned[id.as_claim().unwrap()];
    assert_eq!((place.x, place.y), (place.x.round(), place.y.round()));
    let stands = desk.on_screen(&claim("cost"));
    assert!((stands.origin() - (stood.origin() + moved)).hypot() <= 1.5);
    assert_eq!(desk.editor.undo_name(), Some("pin box"));
    assert_eq!(desk.why_not(&Command::Unpin), "");
    desk.key(Command::Unpin);
    assert!(desk.map().main_view().pinned.is_empty());
    assert!(!desk.why_not(&Command::Unpin).is_empty());
}

#[test]
fn a_pinned_box_moves_without_shift_and_is_free_again_in_the_tree() {
    let mut desk = Desk::debate();
    let spot = desk.empty_spot();
    desk.double_click(spot).types("Loose").key(Command::Commit);
    let loose = desk.editor.selection().only().unwrap().clone();
    let pinned = |desk: &Desk| -> Option<Position> {
        desk.map()
            .main_view()
            .pinned
            .get(loose.as_claim().unwrap())
            .copied()
    };
    let before = pinned(&desk).unwrap();
    desk.drag(spot, spot + Vec2::new(-50.0, 40.0), NONE);
    assert_ne!(pinned(&desk).unwrap(), before);
    desk.drop_into(&loose, &claim("poll"), DropKind::Support, NONE);
    assert_eq!(pinned(&desk), None);
    assert_eq!(desk.reasons(&claim("poll")), ["Support: Loose"]);
}

#[test]
fn dragging_a_mark_moves_its_premises_together() {
    let mut desk = Desk::debate();
    desk.drop_into(&step("linked"), &claim("cost"), DropKind::Support, NONE);
    let linked = "Support: Ferries are slow & Slow transport costs jobs";
    assert_eq!(desk.reasons(&claim("cost")), [linked]);
    assert_eq!(desk.reasons(&claim("top")).len(), 2);
    assert_eq!(
        desk.reasons(&step("linked")).len(),
        1,
        "its undercut comes along"
    );
}

#[test]
fn escape_cancels_any_drag() {
    let mut desk = Desk::debate();
    let before = desk.ron();
    let (cost, poll) = (desk.middle(&claim("cost")), desk.middle(&claim("poll")));
    for held in [NONE, CTRL, SHIFT] {
        desk.carry(cost, poll, held).key(Command::Cancel);
        assert!(desk.overlay().drop_zones.is_empty());
        assert!(desk.overlay().ghosts.is_empty());
        desk.release(poll, held);
        assert_eq!(desk.ron(), before);
    }
    assert_eq!(desk.selected(), ["cost"]);
}

#[test]
fn the_last_movement_counts_though_it_comes_with_the_release() {
    let mut desk = Desk::debate();
    let from = desk.middle(&claim("cost"));
    let over = desk.middle(&claim("poll"));
    desk.press(from, NONE)
        .release(over - Vec2::new(40.0, 0.0), NONE);
    assert_eq!(desk.reasons(&claim("poll")), ["Support: It costs too much"]);
}

#[test]
fn several_selected_claims_are_dragged_together() {
    let mut desk = Desk::debate();
    desk.select(&[claim("poll"), claim("free"), claim("cost")]);
    desk.drop_into(&claim("cost"), &claim("right"), DropKind::Support, NONE);
    let reasons = desk.reasons(&claim("right"));
    assert_eq!(reasons.len(), 3, "{reasons:?}");
    desk.key(Command::Undo);
    assert!(desk.reasons(&claim("right")).is_empty());
    assert_eq!(desk.editor.undo_name(), None, "it was one step");
}

/// Presses on the handle of a claim and carries the line to a point.
fn draw(desk: &mut Desk, from: &ElementId, to: Point) {
    let over = desk.middle(from);
    desk.moves(over, NONE);
    let handle = desk.overlay().connect_handle.unwrap();
    assert_eq!(ElementId::Claim(handle.claim), *from);
    let start = desk.editor.camera().to_screen(handle.center);
    desk.carry(start, to, NONE);
    assert!(desk.overlay().connection.is_some());
}

#[test]
fn a_connection_is_drawn_from_a_claims_handle_to_a_claim_or_a_mark() {
    let mut desk = Desk::debate();
    let over = desk.middle(&claim("poll"));
    draw(&mut desk, &claim("free"), over);
    let zone = desk.zone(DropKind::Objection);
    desk.release(zone, NONE);
    assert_eq!(desk.reasons(&claim("poll")), ["Attack: The sea is rough"]);
    let over = desk.middle(&step("costly"));
    draw(&mut desk, &claim("free"), over);
    let zone = desk.zone(DropKind::CoPremise);
    desk.release(zone, NONE);
    assert_eq!(desk.premises("costly"), ["cost", "free"]);
}

#[test]
fn a_connection_may_close_a_circle() {
    let mut desk = Desk::debate();
    let over = desk.middle(&claim("poll"));
    draw(&mut desk, &claim("top"), over);
    let zone = desk.zone(DropKind::Support);
    desk.release(zone, NONE);
    assert_eq!(
        desk.reasons(&claim("poll")),
        ["Support: The bridge should be built"]
    );
    assert!(!desk.toast().is_empty(), "the circle is told");
}

#[test]
fn a_connection_to_nowhere_or_cancelled_changes_nothing() {
    let mut desk = Desk::debate();
    let before = desk.ron();
    let (spot, over) = (desk.empty_spot(), desk.middle(&claim("poll")));
    draw(&mut desk, &claim("free"), spot);
    desk.release(spot, NONE);
    draw(&mut desk, &claim("free"), over);
    desk.key(Command::Cancel).release(over, NONE);
    assert_eq!(desk.ron(), before);
}

#[test]
fn the_handle_stays_while_the_pointer_is_on_its_outer_half() {
    let mut desk = Desk::debate();
    desk.key(Command::ClearSelection);
    desk.moves(desk.middle(&claim("poll")), NONE);
    let handle = desk.overlay().connect_handle.unwrap();
    let outer = handle.center - Vec2::new(0.0, handle.radius * 0.9);
    desk.moves(desk.editor.camera().to_screen(outer), NONE);
    assert_eq!(desk.overlay().connect_handle, Some(handle));
}

#[test]
fn a_zone_that_cannot_be_used_is_not_highlighted() {
    let mut desk = Desk::debate();
    let (from, onto) = (desk.middle(&claim("cost")), desk.middle(&step("costly")));
    desk.carry(from, onto, NONE);
    desk.moves(desk.zone(DropKind::Undercut), NONE);
    let zones = desk.overlay().drop_zones;
    assert!(
        zones.iter().all(|zone| !zone.highlighted),
        "{}",
        desk.editor.status()
    );
    let before = desk.ron();
    desk.release(desk.zone(DropKind::Undercut), NONE);
    assert_eq!(desk.ron(), before);
}

#[test]
fn a_question_has_no_handle() {
    let mut desk = Desk::debate();
    desk.moves(desk.middle(&claim("issue")), NONE);
    assert_eq!(desk.overlay().connect_handle, None);
}

#[test]
fn the_border_of_the_selected_claim_sets_its_width() {
    let mut desk = Desk::debate();
    desk.click_on(&claim("poll"), NONE);
    assert_eq!(desk.overlay().resize_handles.len(), 2);
    let before = desk.on_screen(&claim("poll"));
    let border = Point::new(before.x1, before.center().y);
    desk.carry(border, border + Vec2::new(40.3, 0.0), NONE);
    let wide = desk.on_screen(&claim("poll"));
    assert!(
        wide.width() > before.width() + 70.0,
        "it follows while the button is down"
    );
    assert!(desk.editor.status().starts_with("Release to make the box"));
    desk.release(border + Vec2::new(40.3, 0.0), NONE);
    let widths = &desk.map().main_view().widths;
    let width = widths[claim("poll").as_claim().unwrap()];
    assert_eq!(width, width.round());
    assert_eq!(desk.editor.undo_name(), Some("change width"));
    desk.key(Command::Undo);
    assert!(desk.map().main_view().widths.is_empty());
    assert_eq!(desk.editor.undo_name(), None, "it was one step");
}

#[test]
fn escape_gives_the_width_back() {
    let mut desk = Desk::debate();
    let before = desk.ron();
    desk.click_on(&claim("poll"), NONE);
    let rect = desk.on_screen(&claim("poll"));
    let border = Point::new(rect.x1, rect.center().y);
    desk.carry(border, border + Vec2::new(60.0, 0.0), NONE)
        .key(Command::Cancel);
    assert_eq!(desk.ron(), before);
    assert_eq!(desk.on_screen(&claim("poll")), rect);
}

#[test]
fn the_map_can_be_scrolled_while_dragging() {
    let mut desk = Desk::debate();
    let (from, over) = (desk.middle(&claim("cost")), desk.middle(&claim("poll")));
    let by = Vec2::new(-200.0, -100.0);
    desk.carry(from, over + by, NONE);
    desk.event(PointerKind::Scroll(by), over + by, NONE);
    let zones = desk.overlay().drop_zones;
    assert_eq!(zones.len(), 2, "the claim came under the pointer");
}

#[test]
fn a_drop_that_would_change_nothing_is_not_promised() {
    for (what, target, kind) in [
        (claim("cost"), step("costly"), DropKind::CoPremise),
        (claim("left"), step("linked"), DropKind::CoPremise),
        (claim("middle"), claim("top"), DropKind::Support),
        (claim("cost"), claim("top"), DropKind::Objection),
        (step("linked"), claim("top"), DropKind::Support),
    ] {
        let mut desk = Desk::debate();
        let before = desk.ron();
        let (from, over) = (desk.middle(&what), desk.middle(&target));
        desk.carry(from, over, NONE);
        let zone = desk.zone(kind);
        desk.moves(zone, NONE);
        let status = desk.editor.status();
        assert!(status.ends_with("there already"), "{what:?}: {status}");
        let zones = desk.overlay().drop_zones;
        assert!(zones.iter().all(|zone| !zone.highlighted), "{what:?}");
        desk.release(zone, NONE);
        assert_eq!(desk.ron(), before, "{what:?}");
        assert_eq!(desk.editor.undo_name(), None);
    }
}

#[test]
fn one_of_several_co_premises_may_become_a_reason_of_its_own() {
    let mut desk = Desk::debate();
    desk.drop_into(&claim("left"), &claim("top"), DropKind::Support, NONE);
    assert_eq!(desk.premises("linked"), ["right"]);
    let reasons = desk.reasons(&claim("top"));
    assert!(reasons.contains(&"Support: Ferries are slow".to_owned()));
}

#[test]
fn a_pinned_box_dropped_where_it_belongs_is_unpinned() {
    let mut desk = Desk::debate();
    let from = desk.middle(&claim("cost"));
    let stood = desk.rect(&claim("cost"));
    desk.drag(from, from + Vec2::new(60.0, 180.0), SHIFT);
    desk.drop_into(&claim("cost"), &claim("top"), DropKind::Objection, NONE);
    assert!(desk.map().main_view().pinned.is_empty());
    assert_eq!(desk.rect(&claim("cost")), stood);
}

#[test]
fn a_carried_mark_is_named_by_its_ends() {
    let mut desk = Desk::debate();
    let (from, over) = (desk.middle(&step("costly")), desk.middle(&step("wanted")));
    desk.carry(from, over, NONE);
    desk.moves(desk.zone(DropKind::CoPremise), NONE);
    assert_eq!(
        desk.editor.status(),
        "Release to make “It costs too much” a co-premise of “Two towns want it”"
    );
    desk.moves(desk.zone(DropKind::Undercut), NONE);
    assert_eq!(
        desk.editor.status(),
        "Release to make “It costs too much” an undercut of the step from \
         “Two towns want it” to “The bridge should be built”"
    );
    desk.key(Command::Cancel);
    let (from, over) = (desk.middle(&step("linked")), desk.middle(&step("wanted")));
    desk.carry(from, over, NONE);
    desk.moves(desk.zone(DropKind::CoPremise), NONE);
    assert_eq!(
        desk.editor.status(),
        "Release to make “Ferries are slow” and “Slow transport costs jobs” co-premises of \
         “Two towns want it”"
    );
}
