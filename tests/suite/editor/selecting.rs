//! Selecting claims, marks and connectors by pointer and keys.

use kurbo::{Point, Vec2};
use rejoinder::editor::{Button, Command, Heading, PointerKind, PointerShape};
use rejoinder::layout::ConnectorPart;
use rejoinder::model::ElementId;

use super::desk::{Desk, NONE, SHIFT, claim, step};

#[test]
fn a_click_selects_and_a_click_on_the_canvas_selects_nothing() {
    let mut desk = Desk::debate();
    desk.click_on(&claim("cost"), NONE);
    assert_eq!(desk.selected(), ["cost"]);
    desk.click_on(&step("wanted"), NONE);
    assert_eq!(desk.selected(), ["wanted"]);
    let spot = desk.empty_spot();
    desk.click(spot, NONE);
    assert!(desk.selected().is_empty());
}

#[test]
fn a_connector_selects_its_step() {
    let mut desk = Desk::debate();
    let connectors = &desk.editor.layout().connectors;
    let drawn = connectors.iter().find(|connector| {
        connector.inference.as_str() == "costly" && connector.part == ConnectorPart::Conclusion
    });
    let points = &drawn.unwrap().points;
    let longest = points
        .windows(2)
        .max_by(|a, b| a[0].distance(a[1]).total_cmp(&b[0].distance(b[1])))
        .unwrap();
    let at = desk
        .editor
        .camera()
        .to_screen(longest[0].midpoint(longest[1]));
    desk.click(at, NONE);
    assert_eq!(desk.selected(), ["costly"]);
    assert!(!desk.overlay().selected_connectors.is_empty());
}

#[test]
fn shift_click_adds_and_takes_away() {
    let mut desk = Desk::debate();
    desk.click_on(&claim("cost"), NONE);
    desk.click_on(&claim("poll"), SHIFT);
    assert_eq!(desk.selected(), ["cost", "poll"]);
    desk.click_on(&claim("cost"), SHIFT);
    assert_eq!(desk.selected(), ["poll"]);
}

#[test]
fn clicking_one_of_several_selected_leaves_it_alone_selected() {
    let mut desk = Desk::debate();
    desk.select(&[claim("cost"), claim("poll")]);
    desk.click_on(&claim("cost"), NONE);
    assert_eq!(desk.selected(), ["cost"]);
}

#[test]
fn a_marquee_selects_what_it_touches_and_shift_adds() {
    let mut desk = Desk::debate();
    desk.select(&[claim("free")]);
    let poll = desk.on_screen(&claim("poll"));
    let (from, to) = (
        Point::new(poll.x0 - 12.0, poll.y1 + 30.0),
        Point::new(poll.x1 - 20.0, poll.y1 - 10.0),
    );
    desk.carry(from, to, SHIFT);
    assert!(desk.overlay().marquee.is_some());
    desk.release(to, SHIFT);
    assert_eq!(desk.selected(), ["free", "poll"]);
    desk.drag(from, to, NONE);
    assert_eq!(desk.selected(), ["poll"]);
    assert!(desk.overlay().marquee.is_none());
}

#[test]
fn escape_during_a_marquee_gives_the_selection_back() {
    let mut desk = Desk::debate();
    desk.select(&[claim("free")]);
    let spot = desk.empty_spot();
    desk.carry(spot, Point::new(3000.0, -2000.0), NONE);
    assert!(desk.selected().len() > 5);
    desk.key(Command::Cancel);
    assert_eq!(desk.selected(), ["free"]);
    desk.moves(spot, NONE);
    assert_eq!(desk.selected(), ["free"]);
}

#[test]
fn select_all_takes_every_claim_and_mark() {
    let mut desk = Desk::debate();
    desk.key(Command::SelectAll);
    let all = desk.map().claim_count() + desk.map().inference_count();
    assert_eq!(desk.selected().len(), all);
    assert_eq!(desk.editor.counts().selected_count, all);
    desk.key(Command::Cancel);
    assert!(desk.selected().is_empty());
}

#[test]
fn a_right_click_selects_what_the_menu_will_act_on() {
    let mut desk = Desk::debate();
    let (poll, cost) = (desk.middle(&claim("poll")), desk.middle(&claim("cost")));
    desk.event(PointerKind::Press(Button::Secondary, 1), poll, NONE);
    assert_eq!(desk.selected(), ["poll"]);
    desk.select(&[claim("poll"), claim("cost")]);
    desk.event(PointerKind::Press(Button::Secondary, 1), cost, NONE);
    assert_eq!(desk.selected(), ["poll", "cost"], "several stay selected");
}

#[test]
fn hovering_shows_what_a_click_would_take() {
    let mut desk = Desk::debate();
    let at = desk.middle(&claim("poll"));
    desk.moves(at, NONE);
    assert_eq!(desk.editor.hovered(), Some(&claim("poll")));
    assert_eq!(desk.overlay().hovered.unwrap().0, claim("poll"));
    assert!(desk.overlay().connect_handle.is_some());
    desk.event(PointerKind::Leave, at, NONE);
    assert_eq!(desk.editor.hovered(), None);
}

#[test]
fn the_pointer_looks_like_what_it_would_do() {
    let mut desk = Desk::debate();
    let spot = desk.empty_spot();
    desk.moves(spot, NONE);
    assert_eq!(desk.editor.pointer_shape(), PointerShape::Arrow);
    desk.click_on(&claim("poll"), NONE);
    desk.moves(desk.middle(&claim("poll")), NONE);
    assert_eq!(desk.editor.pointer_shape(), PointerShape::Pointing);
    let poll = desk.on_screen(&claim("poll"));
    desk.moves(Point::new(poll.x1, poll.center().y), NONE);
    assert_eq!(desk.editor.pointer_shape(), PointerShape::Width);
    let handle = desk.overlay().connect_handle.unwrap().center;
    desk.moves(desk.editor.camera().to_screen(handle), NONE);
    assert_eq!(desk.editor.pointer_shape(), PointerShape::Connecting);
    desk.carry(poll.center(), spot, NONE);
    assert_eq!(desk.editor.pointer_shape(), PointerShape::Grabbing);
}

#[test]
fn arrows_walk_from_claim_to_mark_to_claim() {
    let mut desk = Desk::debate();
    desk.select(&[claim("poll")]);
    let mut seen = Vec::new();
    for _ in 0..4 {
        desk.key(Command::Move(Heading::Up));
        seen.push(desk.selected()[0].to_owned());
    }
    assert_eq!(seen, ["polled", "middle", "wanted", "top"]);
    desk.key(Command::Move(Heading::Up));
    assert_eq!(desk.selected(), ["top"], "there is nothing above");
}

#[test]
fn arrows_reach_every_claim_and_mark_of_the_shipped_maps() {
    for name in [
        "drezner-on-minilateralism",
        "forms-of-cooperation",
        "microlateralism",
        "multilateralism",
    ] {
        let path = format!("{}/maps/{name}.ron", env!("CARGO_MANIFEST_DIR"));
        let mut desk = Desk::with(super::desk::read(&std::fs::read_to_string(path).unwrap()));
        let all: Vec<ElementId> = {
            desk.key(Command::SelectAll);
            desk.editor.selection().elements().to_vec()
        };
        let mut reached = std::collections::BTreeSet::new();
        let mut open = vec![all[0].clone()];
        while let Some(element) = open.pop() {
            if !reached.insert(element.clone()) {
                continue;
            }
            for heading in [Heading::Up, Heading::Down, Heading::Left, Heading::Right] {
                desk.select(std::slice::from_ref(&element))
                    .key(Command::Move(heading));
                open.extend(desk.editor.selection().only().cloned());
            }
        }
        let missed: Vec<_> = all.iter().filter(|it| !reached.contains(*it)).collect();
        assert!(missed.is_empty(), "{name}: {missed:?}");
    }
}

#[test]
fn an_arrow_without_a_selection_begins_at_the_first_claim() {
    let mut desk = Desk::debate();
    desk.key(Command::Move(Heading::Down));
    assert_eq!(desk.selected(), ["top"]);
}

#[test]
fn a_press_that_hardly_moves_is_a_click() {
    let mut desk = Desk::debate();
    let at = desk.middle(&claim("cost"));
    let before = desk.ron();
    desk.press(at, NONE)
        .moves(at + Vec2::new(2.0, 2.0), NONE)
        .release(at + Vec2::new(2.0, 2.0), NONE);
    assert_eq!(desk.selected(), ["cost"]);
    assert!(desk.overlay().ghosts.is_empty());
    assert_eq!(desk.ron(), before);
}
