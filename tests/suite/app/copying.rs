//! Parts of the map on the clipboard, as other programs take them.

use super::*;

const CTRL_SHIFT: Modifiers = Modifiers {
    shift: true,
    ..Modifiers::COMMAND
};

/// Cars, with a reason and a reason for that.
fn cars() -> Desk {
    let mut desk = Desk::with_claim("Ban cars");
    desk.press(Key::Tab);
    desk.type_claim("Air gets cleaner");
    desk.press(Key::Tab);
    desk.type_claim("Exhausts are poison");
    desk
}

fn picture(desk: &Desk) -> Pixels {
    let picture = desk.world.borrow_mut().picture.take();
    picture.expect("a picture is on the clipboard")
}

#[test]
fn the_selected_are_copied_as_a_picture_by_a_key_and_without_a_selection_the_view() {
    let mut desk = cars();
    desk.click_on_canvas("Air gets cleaner");
    desk.key(CTRL_SHIFT, Key::C);
    let one = picture(&desk);
    assert_eq!(one.rgba.len(), (one.width * one.height * 4) as usize);
    assert!(desk.has("Copied 1 claim as a picture of "));
    desk.press(Key::Escape);
    desk.key(CTRL_SHIFT, Key::C);
    let all = picture(&desk);
    assert!(desk.has("Copied 3 claims as a picture of "));
    assert!(all.height > 2 * one.height);
    let ground = &all.rgba[..4];
    assert!(all.rgba.chunks_exact(4).any(|pixel| pixel != ground));
}

#[test]
fn the_selected_are_copied_as_an_svg_file_named_for_the_map() {
    let mut desk = cars();
    desk.click_on_canvas("Ban cars");
    let other = desk.on_canvas("Air gets cleaner");
    other.click_modifiers(Modifiers::SHIFT);
    desk.run();
    desk.menu(&["Edit", "Copy as", "Copy as SVG file"]);
    let (name, svg) = desk.world.borrow().offered.clone().unwrap();
    assert_eq!(name, "ban-cars.svg");
    let svg = roxmltree::Document::parse(&svg).unwrap();
    assert_eq!(svg.root_element().tag_name().name(), "svg");
    let said = svg.descendants().filter_map(|node| node.text());
    let said: String = said.collect();
    assert!(said.contains("Ban cars") && said.contains("Air gets cleaner"));
    assert!(!said.contains("Exhausts are poison"), "{said}");
    assert!(desk.has("Copied 2 claims as the SVG file ban-cars.svg, "));
}

#[test]
fn the_whole_map_is_copied_as_text_whatever_is_selected_or_hidden() {
    let mut desk = cars();
    desk.click_on_canvas("Air gets cleaner");
    desk.key(Modifiers::COMMAND, Key::Period);
    desk.menu(&["Edit", "Copy as", "Copy the whole map as text"]);
    let text = desk.world.borrow().clipboard.text.clone();
    let lines: Vec<_> = text.lines().map(str::trim).collect();
    assert_eq!(lines.len(), 3, "{text}");
    assert!(lines[2].ends_with("Exhausts are poison"));
    desk.menu(&["Edit", "Copy as", "Copy the whole map as picture"]);
    assert!(desk.has("Copied 3 claims as a picture"));
    desk.press(Key::Escape);
    desk.key(CTRL_SHIFT, Key::C);
    assert!(desk.has("Copied 2 claims as a picture"));
}

#[test]
fn the_palette_copies_too() {
    let mut desk = cars();
    desk.key(Modifiers::COMMAND, Key::K);
    desk.harness
        .get_by_label("Search claims or commands")
        .type_text("whole map svg");
    desk.run();
    desk.press(Key::Enter);
    let offered = desk.world.borrow().offered.clone();
    assert!(offered.unwrap().1.contains("Exhausts are poison"));
}
