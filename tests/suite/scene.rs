//! Scenes from outside: what is drawn, what edits redraw, what lies under the pointer.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use expect_test::expect_file;
use kurbo::{Point, Rect, Shape as _, Vec2};
use rejoinder::layout::{ConnectorPart, Side};
use rejoinder::model::{Change, ClaimId, ElementId, InferenceId, Record, RecordId};
use rejoinder::scene::{Group, Hit, Item, Part, Role, Scene, Shape, Stroke, dump};
use rejoinder::theme::{Theme, ThemeName};

use super::drawing::{Drawing, MAPS, item, map_of};

fn claim(id: &str) -> ElementId {
    ClaimId::new(id).unwrap().into()
}

fn step(id: &str) -> ElementId {
    InferenceId::new(id).unwrap().into()
}

fn groups(scene: &Scene) -> BTreeMap<&str, &Arc<Group>> {
    let items = scene.items().iter();
    items
        .map(|item| (item.group.key.as_str(), &item.group))
        .collect()
}

fn set_text(drawing: &Drawing, id: &str, text: &str) -> Drawing {
    let id = RecordId::Claim(ClaimId::new(id).unwrap());
    let before = drawing.map.record(&id);
    let Some(Record::Claim(old)) = &before else {
        panic!("there is such a claim");
    };
    let mut new = (**old).clone();
    text.clone_into(&mut new.text);
    let mut map = drawing.map.clone();
    let after = Some(Record::from(new));
    map.apply(&[Change { id, before, after }]).unwrap();
    Drawing::new(map)
}

#[test]
fn the_dump_of_every_look_is_as_recorded() {
    let drawing = Drawing::every_look();
    expect_file!["../golden/every_look.scene.txt"].assert_eq(&dump(&drawing.scene()));
}

#[test]
fn the_dumps_of_the_shipped_maps_are_as_recorded() {
    for (name, text) in MAPS {
        let drawing = Drawing::new(map_of(text));
        let golden = format!(
            "{}/tests/golden/{name}.scene.txt",
            env!("CARGO_MANIFEST_DIR")
        );
        expect_file![golden].assert_eq(&dump(&drawing.scene()));
    }
}

#[test]
fn every_item_of_the_shipped_maps_has_a_key_of_its_own_and_lies_in_the_bounds() {
    for (name, text) in MAPS {
        let drawing = Drawing::new(map_of(text));
        let scene = drawing.scene();
        let keys: BTreeSet<_> = scene.items().iter().map(|item| &item.group.key).collect();
        assert_eq!(keys.len(), scene.items().len(), "{name}");
        for claim in drawing.map.claims() {
            let rect = scene.rect_of(&claim.id.clone().into()).unwrap();
            assert!(scene.bounds().contains_rect(rect), "{name}: {}", claim.id);
        }
    }
}

#[test]
fn changing_a_word_redraws_that_claim_and_what_speaks_of_it_alone() {
    let before = Drawing::every_look();
    let after = set_text(&before, "steep", "It is sleep");
    let first = before.scene();
    let second = after.scene_after(Some(&first));
    let (old, new) = (groups(&first), groups(&second));
    let redrawn: Vec<_> = new
        .iter()
        .filter(|(key, group)| !old.get(*key).is_some_and(|old| Arc::ptr_eq(old, group)))
        .map(|(key, _)| *key)
        .collect();
    // The marks speak the claim's text in their descriptions.
    assert_eq!(
        redrawn,
        ["claim:steep", "mark:also", "mark:backing", "mark:but"]
    );
    assert_ne!(old["claim:steep"].revision, new["claim:steep"].revision);
    assert_eq!(old["mark:but"].revision, new["mark:but"].revision);
    assert_eq!(second, after.scene(), "a reused scene is the fresh one");
}

#[test]
fn moving_everything_redraws_nothing() {
    let mut drawing = Drawing::every_look();
    let first = drawing.scene();
    let shift = Vec2::new(117.3, -40.1);
    for claim in &mut drawing.layout.claims {
        claim.rect = claim.rect + shift;
        claim.text_at += shift;
        for caption in &mut claim.captions {
            caption.dot_at += shift;
            caption.text_at += shift;
        }
        if let Some(count) = &mut claim.quotes {
            count.sign_at += shift;
            count.text_at += shift;
        }
    }
    for connector in &mut drawing.layout.connectors {
        connector.from.at += shift;
        connector.to.at += shift;
        for point in &mut connector.points {
            *point += shift;
        }
    }
    let second = drawing.scene_after(Some(&first));
    for (old, new) in first.items().iter().zip(second.items()) {
        assert!(Arc::ptr_eq(&old.group, &new.group), "{}", old.group.key);
        if matches!(old.group.role, Role::Claim) {
            assert!((new.offset - old.offset - shift).hypot() < 1e-9);
        }
    }
}

#[test]
fn another_theme_redraws_everything() {
    let drawing = Drawing::every_look();
    let light = drawing.scene();
    let dark = drawing.picture(ThemeName::Dark);
    let again = drawing.scene_after(Some(&dark));
    assert_eq!(again, light);
    for (light, dark) in light.items().iter().zip(dark.items()) {
        assert_ne!(
            light.group.revision, dark.group.revision,
            "{}",
            light.group.key
        );
    }
}

#[test]
fn quotes_are_counted_on_the_canvas_alone() {
    let drawing = Drawing::every_look();
    let count = |scene: &Scene| item(scene, "claim:shorter").group.shapes.len();
    let picture = drawing.picture(ThemeName::Light);
    assert_eq!(count(&drawing.scene()), count(&picture) + 2);
}

#[test]
fn the_pointer_finds_marks_before_boxes_and_boxes_before_connectors() {
    let drawing = Drawing::every_look();
    let scene = drawing.scene();
    for element in [claim("high"), claim("which"), step("why"), step("undercut")] {
        let centre = scene.rect_of(&element).unwrap().center();
        let part = Part::Body;
        assert_eq!(scene.hit(centre, 6.0), Some(Hit { element, part }));
    }
    let badge = item(&scene, "badge:low").body_in_map().center();
    let hit = scene.hit(badge, 6.0).unwrap();
    assert_eq!((hit.element, hit.part), (claim("low"), Part::Badge));
    let far = scene.bounds().origin() - Vec2::new(50.0, 50.0);
    assert_eq!(scene.hit(far, 6.0), None);
}

#[test]
fn a_connector_is_hit_within_six_units_and_not_at_ten() {
    let drawing = Drawing::every_look();
    let scene = drawing.scene();
    let connector = item(&scene, "edge:answer-high");
    let middle = vertical_middle(connector);
    let at = |distance: f64| scene.hit(middle + Vec2::new(distance, 0.0), 6.0);
    let expected = Hit {
        element: step("answer-high"),
        part: Part::Connector(ConnectorPart::Conclusion),
    };
    assert_eq!(at(0.0), Some(expected.clone()));
    assert_eq!(at(5.5), Some(expected));
    assert_eq!(at(10.0), None);
}

/// The middle of the last stretch, which runs up to the target.
fn vertical_middle(connector: &Item) -> Point {
    let Role::Connector(ends) = &connector.group.role else {
        panic!("a connector");
    };
    let [.., before, end] = ends.points.as_slice() else {
        panic!("a line");
    };
    assert_eq!(before.x, end.x);
    before.midpoint(*end) + connector.offset
}

#[test]
fn the_side_borders_of_a_box_are_told_from_its_inside() {
    let drawing = Drawing::every_look();
    let scene = drawing.scene();
    let rect = scene.rect_of(&claim("free")).unwrap();
    let part = |x: f64| {
        scene
            .hit(Point::new(x, rect.center().y), 4.0)
            .map(|hit| hit.part)
    };
    assert_eq!(part(rect.x0 + 2.0), Some(Part::Border(Side::Left)));
    assert_eq!(part(rect.x1 + 2.0), Some(Part::Border(Side::Right)));
    assert_eq!(part(rect.x0 + 6.0), Some(Part::Body));
    assert_eq!(part(rect.x1 + 6.0), None);
}

#[test]
fn a_marquee_takes_the_boxes_and_marks_it_touches() {
    let drawing = Drawing::every_look();
    let scene = drawing.scene();
    let (high, mark) = (claim("high"), step("answer-high"));
    let around = scene
        .rect_of(&high)
        .unwrap()
        .union(scene.rect_of(&mark).unwrap());
    let found = scene.in_rect(around.inflate(1.0, 1.0));
    assert!(found.contains(&high) && found.contains(&mark), "{found:?}");
    assert!(!found.contains(&claim("free")), "{found:?}");
    let everything = scene.in_rect(scene.bounds());
    let drawn = drawing.layout.claims.len() + drawing.layout.marks.len();
    assert_eq!(everything.len(), drawn);
    assert_eq!(scene.in_rect(Rect::new(-9e5, -9e5, -8e5, -8e5)), []);
}

#[test]
fn what_is_visible_is_what_touches_the_window_in_painting_order() {
    let drawing = Drawing::new(map_of(MAPS[0].1));
    let scene = drawing.scene();
    let all = scene.bounds();
    for (x, y) in [(0.1, 0.1), (0.5, 0.2), (0.9, 0.9)] {
        let corner = all.origin() + Vec2::new(all.width() * x, all.height() * y);
        let window = Rect::from_origin_size(corner, (300.0, 200.0));
        let seen: Vec<_> = scene.visible(window).map(|item| &item.group.key).collect();
        let touching: Vec<_> = scene
            .items()
            .iter()
            .filter(|item| item.bounds_in_map().overlaps(window))
            .map(|item| &item.group.key)
            .collect();
        assert_eq!(seen, touching);
    }
}

/// A line's look without its colour.
fn line_of(scene: &Scene, key: &str) -> (String, Vec<f64>) {
    let stroke = strokes(&item(scene, key).group).next().unwrap();
    (format!("{:.2}", stroke.width), stroke.dashes.clone())
}

fn strokes(group: &Group) -> impl Iterator<Item = &Stroke> {
    group.shapes.iter().filter_map(|shape| match shape {
        Shape::Box { stroke, .. } | Shape::Path { stroke, .. } => stroke.as_ref(),
        Shape::Gap { .. } | Shape::Text { .. } => None,
    })
}

#[test]
fn printed_without_colour_lines_still_tell_the_stances_apart() {
    let drawing = Drawing::every_look();
    let scene = drawing.picture(ThemeName::Print);
    let keys = ["edge:backing", "edge:but", "edge:undercut", "edge:why"];
    let looks: BTreeSet<_> = keys
        .iter()
        .map(|key| format!("{:?}", line_of(&scene, key)))
        .collect();
    assert_eq!(looks.len(), keys.len(), "{looks:?}");
    for item in scene.items() {
        for stroke in strokes(&item.group) {
            let (r, g, b) = (stroke.color.r, stroke.color.g, stroke.color.b);
            assert!(r == g && g == b, "{} has a coloured line", item.group.key);
        }
    }
}

#[test]
fn implicit_claims_have_dashed_borders_and_headlines_heavier_ones() {
    let drawing = Drawing::every_look();
    let scene = drawing.scene();
    let border = |key: &str| strokes(&item(&scene, key).group).next().unwrap().clone();
    let plain = border("claim:steep");
    assert!(plain.dashes.is_empty());
    assert!(!border("claim:told").dashes.is_empty());
    assert!(border("claim:which").width > plain.width);
    assert!(border("claim:which").color != plain.color);
}

#[test]
fn undercuts_are_dash_dot_and_implicit_steps_plain_dashes() {
    let drawing = Drawing::every_look();
    let scene = drawing.scene();
    assert!(line_of(&scene, "edge:but").1.is_empty());
    assert_eq!(line_of(&scene, "edge:why").1.len(), 2);
    let dash_dot = line_of(&scene, "edge:undercut").1;
    assert_eq!(dash_dot.len(), 4);
    assert!(dash_dot[0] > 2.0 * dash_dot[2], "{dash_dot:?}");
}

#[test]
fn arrowheads_end_on_the_border_of_what_they_point_at() {
    let drawing = Drawing::new(map_of(MAPS[0].1));
    let scene = drawing.scene();
    let theme = Theme::of(ThemeName::Light);
    for item in scene.items() {
        let Role::Connector(ends) = &item.group.role else {
            continue;
        };
        let head = item.group.shapes.last().unwrap();
        let Shape::Path { path, fill, .. } = head else {
            panic!("a path");
        };
        assert_eq!(fill.is_some(), ends.arrow, "{}", item.group.key);
        if !ends.arrow {
            continue;
        }
        let target = scene.rect_of(&ends.to.element).unwrap();
        let head = path.bounding_box() + item.offset;
        let gap = match ends.to.side {
            Side::Top => target.y0 - head.y1,
            Side::Left => target.x0 - head.x1,
            Side::Bottom => head.y0 - target.y1,
            Side::Right => head.x0 - target.x1,
        };
        assert!((-1.0..=0.0).contains(&gap), "{}: {gap}", item.group.key);
        let longest = head.width().max(head.height());
        assert!(longest <= theme.metrics.arrow.0 + 1.0);
    }
}

#[test]
fn marks_and_claims_say_what_they_are() {
    let drawing = Drawing::every_look();
    let scene = drawing.scene();
    let said = |key: &str| {
        let group = &item(&scene, key).group;
        (group.title.clone(), group.description.clone())
    };
    assert_eq!(
        said("claim:high").1,
        "Contention, asserted by Ann, denied by Bob, left open by Cyd, asserted by the analyst."
    );
    assert_eq!(said("claim:which").1, "Question with one answer at most.");
    assert_eq!(
        said("claim:shorter"),
        (
            "It is shorter".to_owned(),
            "Claim, asserted by Ann, 1 quote.".to_owned()
        )
    );
    let (word, sentence) = said("mark:but");
    assert_eq!(word, "but");
    assert!(sentence.contains("“It is steep”") && sentence.contains("“The high road”"));
}

#[test]
fn nothing_is_drawn_of_an_empty_map() {
    let drawing = Drawing::new(rejoinder::model::ArgumentMap::new());
    let scene = drawing.scene();
    assert!(scene.items().is_empty());
    assert_eq!(scene.bounds(), Rect::ZERO);
    assert_eq!(scene.hit(Point::ZERO, 6.0), None);
}
