//! Pages for browsers read back: their text, their data, and that nothing in them breaks out.

use roxmltree::Document;
use serde_json::Value;

use rejoinder::deck::{Deck, DeckRequest, remarks};
use rejoinder::export::html::{HtmlOptions, Opening, Presentation, export};
use rejoinder::export::{Lettering, Page, PictureOptions, svg};
use rejoinder::formats::{map_inside, ron_map};
use rejoinder::model::ArgumentMap;
use rejoinder::text::Fonts;
use rejoinder::theme::{Theme, ThemeName};

use super::drawing::{EVERY_LOOK, MAPS, map_of, map_of_texts};

fn written(map: &ArgumentMap, options: &HtmlOptions) -> String {
    let fonts = Fonts::shipped();
    let deck = Deck::new(&DeckRequest {
        map,
        view: &map.main_view().id,
        theme: Theme::of(ThemeName::Light),
        fonts: &fonts,
    });
    let deck = deck.unwrap();
    let numbers = 0..deck.len();
    let slides: Vec<_> = numbers.filter_map(|at| deck.slide_and_around(at)).collect();
    let presentation = Presentation {
        whole: Page::of(deck.whole(), &fonts),
        slides: &slides,
        remarks: &remarks(map),
    };
    String::from_utf8(export(&presentation, options).unwrap()).unwrap()
}

fn odd_map() -> ArgumentMap {
    let long = "word ".repeat(4000);
    map_of_texts(&[
        "plain & <b>tags</b> ]]> \"quoted\" 'q' </script><script>alert(1)</script>",
        "</template></svg></style><!-- --> &amp; &#0; ${x} `y` \\u003c",
        "שלום עולם, זה טענה ארוכה בעברית",
        "controls \u{1}\u{7}\u{1b}[31m \u{85} \u{FFFE} \u{FDD0} \r\n end",
        "emoji 🙂 👩‍👩‍👧‍👦 🇩🇪",
        &long,
    ])
}

fn between<'t>(text: &'t str, opening: &str, closing: &str) -> &'t str {
    let (_, rest) = text.split_once(opening).unwrap();
    rest.split_once(closing).unwrap().0
}

fn picture(page: &str) -> String {
    let inside = between(page, "<svg ", "</svg>");
    format!("<svg {inside}</svg>")
}

fn data(page: &str) -> Value {
    let opening = "<script type=\"application/json\" id=\"data\">";
    serde_json::from_str(between(page, opening, "</script>")).unwrap()
}

fn bare(text: &str) -> String {
    let is_said =
        |c: &char| !c.is_whitespace() && !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FDD0}');
    text.chars().filter(is_said).collect()
}

#[test]
fn every_claim_stands_once_as_text_in_the_picture() {
    let maps = MAPS.map(|(_, text)| map_of(text));
    for map in maps.into_iter().chain([odd_map(), map_of(EVERY_LOOK)]) {
        let page = written(&map, &HtmlOptions::default());
        let picture = picture(&page);
        let picture = Document::parse(&picture).unwrap();
        let boxes = picture
            .descendants()
            .filter(|node| node.attribute("class") == Some("claim"));
        let found: Vec<_> = boxes
            .map(|node| {
                let text = node
                    .descendants()
                    .find(|it| it.has_tag_name(("http://www.w3.org/2000/svg", "text")));
                let text = text.map(|it| {
                    it.descendants()
                        .filter_map(|it| it.text().filter(|_| it.is_text()))
                        .collect::<String>()
                });
                bare(&text.unwrap_or_default())
            })
            .collect();
        let scene_claims = map
            .claims()
            .filter(|claim| page.contains(&format!("data-key=\"claim:{}\"", claim.id)));
        let mut count = 0;
        for claim in scene_claims {
            let wanted = bare(&claim.text);
            assert!(found.contains(&wanted), "{wanted}");
            count += 1;
        }
        assert_eq!(found.len(), count);
    }
}

#[test]
fn no_text_of_a_map_ends_what_it_stands_in() {
    let map = odd_map();
    let options = HtmlOptions {
        map: Some(ron_map::write(&map)),
        ..HtmlOptions::default()
    };
    let page = written(&map, &options);
    for (tag, count) in [("script", 2), ("style", 1), ("template", 1), ("svg", 1)] {
        assert_eq!(page.matches(&format!("<{tag}")).count(), count, "<{tag}");
        assert_eq!(page.matches(&format!("</{tag}")).count(), count, "</{tag}");
    }
    assert_eq!(page.matches("<!--").count(), 0);
    let is_bad = |c: char| c.is_control() && c != '\n';
    let lines: Vec<_> = page.chars().filter(|c| is_bad(*c)).collect();
    assert_eq!(lines, Vec::<char>::new());
    let inside = map_inside(page.as_bytes(), "it").unwrap();
    assert_eq!(String::from_utf8_lossy(&inside), ron_map::write(&map));
}

#[test]
fn a_picture_can_hold_its_letters_as_text() {
    let drawing = super::drawing::Drawing::new(odd_map());
    let scene = drawing.picture(ThemeName::Light);
    let page = Page::of(&scene, &drawing.fonts);
    let options = PictureOptions {
        lettering: Lettering::Text,
        ..PictureOptions::default()
    };
    let picture = String::from_utf8(svg::export(&page, &options).unwrap()).unwrap();
    let document = Document::parse(&picture).unwrap();
    let texts = document
        .descendants()
        .filter(|node| node.tag_name().name() == "text");
    let texts = texts.map(|node| {
        let parts = node.descendants().filter(roxmltree::Node::is_text);
        bare(&parts.filter_map(|part| part.text()).collect::<String>())
    });
    let texts: Vec<_> = texts.collect();
    for claim in drawing.map.claims() {
        assert!(texts.contains(&bare(&claim.text)), "{}", claim.text);
    }
    assert!(!picture.contains("<use"));
}

#[test]
fn a_page_takes_nothing_from_elsewhere() {
    let page = written(&map_of(MAPS[0].1), &HtmlOptions::default());
    for what in [" src=", "<link", "@import", "url(", "href=\"http"] {
        assert!(!page.contains(what), "{what}");
    }
    assert!(page.contains("default-src 'none'"));
}

#[test]
fn a_page_knows_the_steps_and_the_quotes_of_each_claim() {
    let map = map_of(MAPS[0].1);
    let page = written(&map, &HtmlOptions::default());
    let data = data(&page);
    let steps = data["steps"].as_array().unwrap();
    let view = map.main_view();
    assert_eq!(steps.len(), view.steps.len() + 1);
    assert_eq!(data["opens"], 0);
    for (step, shown) in view.steps.iter().zip(&steps[1..]) {
        assert_eq!(shown["title"].as_str().unwrap(), step.title);
        assert_eq!(shown["notes"].as_str().unwrap(), step.notes);
        assert!(!shown["show"].as_array().unwrap().is_empty());
    }
    let all = steps[0]["show"].as_array().unwrap().len();
    let last = steps.last().unwrap()["show"].as_array().unwrap().len();
    assert!(last <= all);
    for claim in map.claims() {
        let remark = &data["remarks"][format!("claim:{}", claim.id)];
        assert_eq!(remark["note"].as_str().unwrap(), claim.note);
        let quotes = remark["quotes"].as_array().unwrap();
        let quotes = quotes.iter().map(|quote| quote["text"].as_str().unwrap());
        let wanted = claim.quotes.iter().map(|quote| quote.exact.as_str());
        assert!(quotes.eq(wanted), "{}", claim.id);
    }
}

#[test]
fn a_talk_opens_at_its_first_step() {
    let options = HtmlOptions {
        opening: Opening::FirstStep,
        ..HtmlOptions::default()
    };
    let page = written(&map_of(MAPS[0].1), &options);
    assert_eq!(data(&page)["opens"], 1);
    let page = written(&map_of(EVERY_LOOK), &options);
    assert_eq!(data(&page)["opens"], 0);
}

#[test]
fn a_narrow_window_sees_what_a_step_is_about_as_large_as_it_can() {
    let page = written(&map_of(MAPS[0].1), &HtmlOptions::default());
    let data = data(&page);
    let steps = data["steps"].as_array().unwrap();
    let corners = |step: &Value, name: &str| -> Vec<f64> {
        let list = step[name].as_array().unwrap();
        list.iter().map(|number| number.as_f64().unwrap()).collect()
    };
    let mut narrower = 0;
    for step in steps {
        let (frame, core) = (corners(step, "frame"), corners(step, "core"));
        assert!(core[0] >= frame[0] - 0.01 && core[1] >= frame[1] - 0.01);
        assert!(core[0] + core[2] <= frame[0] + frame[2] + 0.01);
        assert!(core[1] + core[3] <= frame[1] + frame[3] + 0.01);
        narrower += usize::from(core[2] < 0.7 * frame[2]);
    }
    assert!(narrower > steps.len() / 3, "{narrower} of {}", steps.len());
}
