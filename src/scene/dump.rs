//! A scene as text: stable, coarse, and made to be compared by people.

use std::fmt::Write as _;

use kurbo::Rect;

use super::group::Shape;
use super::{Item, Role, Scene};

/// One line an item in painting order: key, box in whole map units, lines of text.
pub fn dump(scene: &Scene) -> String {
    let mut out = String::new();
    line(&mut out, &format!("{:?}", scene.title()));
    line(&mut out, scene.description());
    for item in scene.items() {
        line(&mut out, &describe(item));
    }
    out
}

fn line(out: &mut String, text: &str) {
    writeln!(out, "{text}").expect("writing to a string cannot fail");
}

fn describe(item: &Item) -> String {
    let group = &item.group;
    match &group.role {
        Role::Connector(ends) => {
            let points: Vec<_> = ends
                .points
                .iter()
                .map(|point| *point + item.offset)
                .map(|point| format!("{},{}", whole(point.x), whole(point.y)))
                .collect();
            let arrow = if ends.arrow { " arrow" } else { "" };
            format!("{} {}{arrow}", group.key, points.join(" "))
        }
        Role::Claim | Role::Mark | Role::Badge { .. } | Role::Caption => {
            let lines = group.shapes.iter().flat_map(text_lines);
            let words: Vec<_> = lines.map(|text| format!("{text:?}")).collect();
            let place = place(item.body_in_map());
            format!("{} {place} {}", group.key, words.join(" "))
        }
    }
}

fn text_lines(shape: &Shape) -> Vec<String> {
    let Shape::Text { paragraph, .. } = shape else {
        return Vec::new();
    };
    let lines = paragraph.lines.iter();
    lines
        .filter_map(|line| paragraph.text.get(line.range.clone()))
        .map(str::to_owned)
        .collect()
}

fn place(rect: Rect) -> String {
    format!(
        "{},{} {}×{}",
        whole(rect.x0),
        whole(rect.y0),
        whole(rect.width()),
        whole(rect.height())
    )
}

fn whole(value: f64) -> i64 {
    value.round() as i64
}
