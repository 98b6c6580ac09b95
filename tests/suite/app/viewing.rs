//! Views on the canvas: what they show, and how they are made and changed.

use rejoinder::model::ElementId;
use rejoinder::scene::Role;

use super::*;

/// Cars, with a reason and an objection.
fn cars() -> Desk {
    let mut desk = Desk::with_claim("Ban cars");
    desk.press(Key::Tab);
    desk.type_claim("Air gets cleaner");
    desk.click_on_canvas("Ban cars");
    desk.key(Modifiers::SHIFT, Key::Tab);
    desk.type_claim("Shops lose trade");
    desk
}

fn on_canvas(desk: &Desk) -> Vec<String> {
    let map = desk.map();
    let drawn = desk.see(|editor| {
        let items = editor.scene().items().iter();
        let claims = items.filter(|item| item.group.role == Role::Claim);
        let claims = claims.filter_map(|item| item.group.element.as_claim().cloned());
        claims.collect::<Vec<_>>()
    });
    let texts = drawn.iter().map(|id| map.claim(id).unwrap().text.clone());
    let mut texts: Vec<_> = texts.collect();
    texts.sort();
    texts
}

fn select(desk: &mut Desk, texts: &[&str]) {
    desk.press(Key::Escape);
    for text in texts {
        desk.on_canvas(text).click_modifiers(Modifiers::SHIFT);
        desk.run();
    }
}

const ALL: [&str; 3] = ["Air gets cleaner", "Ban cars", "Shops lose trade"];

#[test]
fn showing_only_the_selected_makes_a_view_that_is_on_the_canvas_and_says_what_it_hides() {
    let mut desk = cars();
    select(&mut desk, &["Ban cars", "Air gets cleaner"]);
    desk.menu(&["View", "Views", "Show only the selected"]);
    assert_eq!(on_canvas(&desk), ["Air gets cleaner", "Ban cars"]);
    assert!(desk.has("1 claim hidden in this view"));
    assert!(desk.has("View 2 shows 2 claims"));
    assert_eq!(desk.map().claim_count(), 3, "nothing is deleted");
    desk.click("Go to the view: Whole map");
    assert_eq!(on_canvas(&desk), ALL);
    assert!(!desk.has("hidden in this view"));
    desk.menu(&["View", "Views", "View 2"]);
    assert_eq!(on_canvas(&desk), ["Air gets cleaner", "Ban cars"]);
    desk.click("Show all");
    assert_eq!(on_canvas(&desk), ALL);
    assert_eq!(desk.map().views().count(), 2);
}

#[test]
fn hiding_and_showing_in_a_view_are_steps_that_undo_takes_back() {
    let mut desk = cars();
    select(&mut desk, &["Shops lose trade"]);
    desk.key(Modifiers::COMMAND, Key::H);
    assert_eq!(on_canvas(&desk), ["Air gets cleaner", "Ban cars"]);
    select(&mut desk, &["Air gets cleaner"]);
    desk.key(Modifiers::COMMAND, Key::H);
    assert_eq!(on_canvas(&desk), ["Ban cars"]);
    assert!(desk.see(|editor| editor.selection().is_empty()));
    assert_eq!(
        desk.map().views().count(),
        2,
        "the view that is shown changes"
    );
    desk.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(on_canvas(&desk), ["Air gets cleaner", "Ban cars"]);
    desk.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(on_canvas(&desk), ALL);
    assert_eq!(desk.map().views().count(), 1);
    desk.key(Modifiers::COMMAND, Key::Y);
    assert_eq!(on_canvas(&desk), ["Air gets cleaner", "Ban cars"]);
}

#[test]
fn what_is_added_in_a_view_is_seen_there_and_in_the_whole_map() {
    let mut desk = cars();
    select(&mut desk, &["Ban cars"]);
    desk.menu(&["View", "Views", "Show only the selected"]);
    desk.click_on_canvas("Ban cars");
    desk.press(Key::Tab);
    desk.type_claim("Streets get quieter");
    assert_eq!(on_canvas(&desk), ["Ban cars", "Streets get quieter"]);
    desk.click("Go to the view: Whole map");
    assert_eq!(on_canvas(&desk).len(), 4);
}

#[test]
fn a_view_folds_and_stands_out_on_its_own_and_the_first_stays_as_it_is() {
    let mut desk = cars();
    select(&mut desk, &["Ban cars", "Air gets cleaner"]);
    desk.menu(&["View", "Views", "Show only the selected"]);
    desk.click_on_canvas("Ban cars");
    desk.key(Modifiers::COMMAND, Key::Period);
    assert_eq!(on_canvas(&desk), ["Ban cars"]);
    desk.menu(&["View", "Views", "Let the selected stand out"]);
    let map = desk.map();
    let top: ElementId = find(&map, "Ban cars").id.clone().into();
    let (first, second) = (map.main_view(), map.views().nth(1).unwrap());
    assert!(first.collapsed.is_empty() && first.emphasised.is_empty());
    assert!(second.collapsed.contains(&top) && second.emphasised.contains(&top));
    let width = |desk: &Desk| {
        let id = &top;
        desk.see(|editor| {
            let item = editor.scene().item(id).unwrap();
            format!("{:?}", item.group.shapes.first())
        })
    };
    let emphasised = width(&desk);
    desk.menu(&["View", "Views", "Let the selected stand out"]);
    assert_ne!(width(&desk), emphasised, "it looks otherwise on the canvas");
}

#[test]
fn a_view_has_a_theme_and_a_name_of_its_own_and_can_be_removed() {
    let mut desk = cars();
    select(&mut desk, &["Ban cars"]);
    desk.menu(&["View", "Views", "Show only the selected"]);
    desk.click("View on the canvas");
    desk.menu(&["Theme of this view", "Dark"]);
    assert_eq!(desk.see(|editor| editor.theme().name), ThemeName::Dark);
    desk.click("Go to the view: Whole map");
    assert_eq!(desk.see(|editor| editor.theme().name), ThemeName::Light);
    desk.menu(&["View", "Views", "View 2"]);
    desk.press(Key::Escape);
    desk.click("View on the canvas");
    desk.click("Remove this view");
    desk.run();
    assert_eq!(desk.map().views().count(), 1);
    assert_eq!(on_canvas(&desk), ALL);
}

#[test]
fn a_shipped_view_of_a_part_shows_just_that_part() {
    let mut desk = Desk::new();
    desk.menu(&["File", "Shipped maps", "Drezner"]);
    let map = desk.map();
    let part = map.views().nth(1).unwrap();
    let shown = part.only.as_ref().unwrap().len();
    desk.click("View on the canvas");
    let title = part.title().to_owned();
    desk.menu(&[&title]);
    assert_eq!(on_canvas(&desk).len(), shown);
    let hidden = map.claim_count() - shown;
    assert!(desk.has(&format!("{hidden} claims hidden in this view")));
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::T);
    assert_eq!(
        on_canvas(&desk).len(),
        shown,
        "tidying up keeps to the part"
    );
}

#[test]
fn the_palette_goes_to_a_view() {
    let mut desk = Desk::new();
    desk.menu(&["File", "Shipped maps", "Drezner"]);
    desk.key(Modifiers::COMMAND, Key::K);
    desk.harness
        .get_by_label("Search claims or commands")
        .type_text("view case");
    desk.run();
    desk.press(Key::Enter);
    let shown = desk.see(|editor| editor.shown_view().title().to_owned());
    assert_eq!(shown, "Naím’s case");
}

#[test]
fn another_map_is_outlined_from_its_top_though_the_last_one_was_scrolled() {
    let mut desk = Desk::of_size(1280.0, 500.0);
    let rows = |desk: &Desk, title: &str| {
        let rows = desk
            .harness
            .query_all_by_role(egui::accesskit::Role::TreeItem);
        rows.filter(|row| {
            row.accesskit_node()
                .label()
                .is_some_and(|label| label.starts_with(title))
        })
        .count()
    };
    desk.menu(&["File", "Shipped maps", "Forms of"]);
    assert!(rows(&desk, "Which form of") > 0);
    desk.press(Key::F6);
    desk.harness.key_press(Key::End);
    desk.harness.run_steps(60);
    assert_eq!(rows(&desk, "Which form of"), 0);
    desk.menu(&["File", "Shipped maps", "Drezner"]);
    assert!(rows(&desk, "Minilateralism instead") > 0);
}

#[test]
fn a_view_like_the_shown_one_is_added_and_shown() {
    let mut desk = Desk::with_claim("Ban cars");
    desk.click("View on the canvas");
    desk.menu(&["New view like this one"]);
    assert_eq!(desk.map().views().count(), 2);
    let shown = desk.see(|editor| editor.shown_view().title().to_owned());
    assert_eq!(shown, "View 2");
    assert!(desk.has("This is View 2"));
    desk.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(desk.map().views().count(), 1);
    desk.on_canvas("Ban cars");
}
