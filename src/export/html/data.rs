//! What the page knows beside its picture, as JSON that can stand in HTML.

use std::collections::BTreeMap;

use kurbo::Rect;

use super::page::{Opening, Presentation};
use super::picture::Picture;
use crate::export::Slide;
use crate::export::xml::{Markup as _, number};
use crate::scene::{Item, Role};

/// The steps, the first of them the whole view, and the remarks on claims.
pub(super) fn data(
    presentation: &Presentation<'_>,
    picture: &Picture,
    margin: f64,
    opening: Opening,
) -> String {
    let whole = Slide::of_whole(presentation.whole.scene.clone());
    let mut steps = vec![step(&whole, picture, (margin, whole.frame))];
    // One slide of everything is the whole view once more.
    let slides = presentation.slides;
    if slides.len() > 1 {
        let slides = slides.iter();
        let slides = slides.map(|slide| step(slide, picture, (margin, core(presentation, slide))));
        steps.extend(slides);
    }
    let opens = usize::from(opening == Opening::FirstStep && steps.len() > 1);
    let mut remarks = Vec::new();
    for (key, remark) in presentation.remarks {
        let quotes = remark.quotes.iter().map(|quote| {
            object(&[
                ("text", text(&quote.text)),
                ("source", text(&quote.source)),
                ("url", text(&quote.url)),
            ])
        });
        let quotes: Vec<_> = quotes.collect();
        let item = presentation.whole.scene.item_by_key(key);
        let title = item.map_or("", |item| item.group.title.as_str());
        let by = item.map_or("", |item| item.group.description.as_str());
        let remark = object(&[
            ("text", text(title)),
            ("by", text(by)),
            ("note", text(&remark.note)),
            ("quotes", list(&quotes)),
        ]);
        remarks.push(format!("{}:{remark}", text(key)));
    }
    object(&[
        ("opens", opens.to_string()),
        ("steps", list(&steps)),
        ("remarks", format!("{{{}}}", remarks.join(","))),
    ])
}

/// What a narrow window shows of a step: the boxes and marks in its frame, or in that of all steps
/// of the same frame, so that nothing moves between these.
fn core(presentation: &Presentation<'_>, slide: &Slide) -> Rect {
    let slides = presentation.slides.iter();
    let alike = slides.filter(|other| other.frame == slide.frame);
    let bodies = alike.flat_map(|other| {
        let items = other.scene.items().iter();
        let bodies = items.filter(|item| matches!(item.group.role, Role::Claim | Role::Mark));
        bodies.map(Item::body_in_map)
    });
    let inside = bodies.filter(|body| slide.frame.union(*body) == slide.frame);
    let core = inside.reduce(|all, one| all.union(one));
    core.unwrap_or(slide.frame)
}

fn step(slide: &Slide, picture: &Picture, (margin, core): (f64, Rect)) -> String {
    let frame = slide.frame.inflate(margin, margin);
    let of = |keys: &dyn Fn(&str) -> bool| {
        let items = slide.scene.items().iter();
        let items = items.filter(|item| keys(&item.group.key));
        let numbers = items.filter_map(|item| picture.number(item));
        list(&numbers.map(|number| number.to_string()).collect::<Vec<_>>())
    };
    object(&[
        ("title", text(slide.title.trim())),
        ("notes", text(&slide.notes)),
        ("frame", corners(frame)),
        ("core", corners(core.inflate(margin, margin))),
        ("show", of(&|_| true)),
        ("faded", of(&|key| slide.faded.contains(key))),
        ("strong", of(&|key| slide.emphasised.contains(key))),
    ])
}

fn corners(frame: Rect) -> String {
    let parts = [frame.x0, frame.y0, frame.width(), frame.height()];
    list(&parts.map(number))
}

fn list(parts: &[String]) -> String {
    format!("[{}]", parts.join(","))
}

fn object(parts: &[(&str, String)]) -> String {
    let parts: Vec<_> = parts
        .iter()
        .map(|(name, value)| format!("\"{name}\":{value}"))
        .collect();
    format!("{{{}}}", parts.join(","))
}

/// A string of JSON in which nothing ends a script or begins a comment.
fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '<' | '>' | '&' | '\'' | '\u{2028}' | '\u{2029}' | '\u{FEFF}' => unicode(&mut out, c),
            c if c.is_control() || super::page::is_forbidden(c) => unicode(&mut out, c),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn unicode(out: &mut String, c: char) {
    for unit in c.encode_utf16(&mut [0; 2]) {
        out.put(format_args!("\\u{unit:04x}"));
    }
}

/// The remarks on claims by the keys of their boxes.
pub(super) type Remarks = BTreeMap<String, super::page::Remark>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_script_that_it_stands_in() {
        assert_eq!(
            text("</script><!-- ]]> & \"q\" \u{0}\u{fffe}🙂"),
            "\"\\u003c/script\\u003e\\u003c!-- ]]\\u003e \\u0026 \\\"q\\\" \\u0000\\ufffe🙂\""
        );
    }
}
