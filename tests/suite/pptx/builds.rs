//! Steps of one frame on one slide: what is there after each click, read from the file.

use std::collections::{BTreeMap, BTreeSet};

use rejoinder::deck::{Deck as Slides, DeckRequest};
use rejoinder::export::pptx::DeckOptions;
use rejoinder::export::{Build, Slide};
use rejoinder::model::{ArgumentMap, ViewId};
use rejoinder::text::Fonts;
use rejoinder::theme::{Theme, ThemeName};
use roxmltree::{Document, Node};

use super::super::drawing::{MAPS, map_of};
use super::reader::{Deck, shapes};
use super::{bare, claims, maps, written};

/// The view of one frame, with a step that lets some claims fade and one stand out, and one that
/// changes nothing.
pub(super) fn naims_case() -> Vec<Slide> {
    let step = "title: \"Execution has stalled\",";
    let said = format!(
        "{step} emphasised: [\"execution-stalled\"], faded: [\"deadlines-missed\", \"promises-broken\"],"
    );
    let pause = "Step(title: \"A pause\"), Step(\n                    title: \"Action has fallen far short\",";
    let text = MAPS[0].1.replace(step, &said);
    let (head, tail) = text.split_once("id: \"naims-case\"").unwrap();
    let last = "Step(\n                    title: \"Action has fallen far short\",";
    assert!(tail.contains(last));
    // Its frames go to what appears; here one takes in all.
    let tail = tail.replace(last, pause);
    let tail = tail
        .lines()
        .filter(|line| !line.trim().starts_with("frame: "));
    let tail = tail.collect::<Vec<_>>().join("\n");
    let text = format!("{head}id: \"naims-case\"{tail}");
    with_builds(&map_of(&text), "naims-case")
}

fn with_builds(map: &ArgumentMap, view: &str) -> Vec<Slide> {
    let fonts = Fonts::shipped();
    let deck = Slides::new(&DeckRequest {
        map,
        view: &ViewId::new(view).unwrap(),
        theme: Theme::of(ThemeName::Light),
        fonts: &fonts,
    });
    deck.unwrap().slides_with_builds()
}

/// An effect as a program that shows slides reads it.
#[derive(Debug, Clone, PartialEq)]
struct Effect {
    /// 0 before the first click.
    click: usize,
    shape: u32,
    class: String,
    preset: String,
    /// What it sets an opacity or a visibility to.
    to: String,
}

fn descendants<'a>(node: Node<'a, 'a>, name: &'a str) -> impl Iterator<Item = Node<'a, 'a>> {
    node.descendants()
        .filter(move |node| node.tag_name().name() == name)
}

fn effects(slide: &str) -> (usize, Vec<Effect>) {
    let document = Document::parse(slide).unwrap();
    let mut click = 0;
    let mut effects = Vec::new();
    for node in descendants(document.root_element(), "cTn") {
        let Some(class) = node.attribute("presetClass") else {
            continue;
        };
        click += usize::from(node.attribute("nodeType") == Some("clickEffect"));
        let shape = descendants(node, "spTgt").next().unwrap();
        let to = descendants(node, "strVal").next().unwrap();
        effects.push(Effect {
            click,
            shape: shape.attribute("spid").unwrap().parse().unwrap(),
            class: class.to_owned(),
            preset: node.attribute("presetID").unwrap().to_owned(),
            to: to.attribute("val").unwrap().to_owned(),
        });
    }
    (click, effects)
}

/// The numbers of the shapes that stand on the slide itself, and in groups.
fn numbers(slide: &str) -> BTreeMap<u32, Vec<(u32, String)>> {
    let document = Document::parse(slide).unwrap();
    let tree = descendants(document.root_element(), "spTree").next();
    let own = |node: Node<'_, '_>| {
        let label = descendants_of(node, "cNvPr");
        label.into_iter().next().unwrap()
    };
    let tops = tree
        .unwrap()
        .children()
        .filter(|node| ["sp", "cxnSp", "grpSp"].contains(&node.tag_name().name()));
    tops.map(|top| (own(top).0, descendants_of(top, "cNvPr")))
        .collect()
}

fn descendants_of(node: Node<'_, '_>, name: &str) -> Vec<(u32, String)> {
    let labels = node
        .descendants()
        .filter(|node| node.tag_name().name() == name);
    labels
        .map(|label| {
            let id = label.attribute("id").unwrap().parse().unwrap();
            (id, label.attribute("name").unwrap().to_owned())
        })
        .collect()
}

/// Of each step the keys of the claims and marks that are there, as the slide is shown.
fn shown(slide: &str, step_count: usize) -> Vec<BTreeSet<String>> {
    let numbers = numbers(slide);
    let (_, effects) = effects(slide);
    (0..step_count)
        .map(|click| {
            let is_there = |top: &u32| {
                let own = effects.iter().filter(|it| it.shape == *top);
                let mut changes = own.filter(|it| it.class != "emph");
                let first = changes.clone().next().is_none_or(|it| it.class == "exit");
                let last = changes.rfind(|it| it.click <= click);
                last.map_or(first, |last| last.class == "entr")
            };
            let there = numbers.iter().filter(|(top, _)| is_there(top));
            let names = there.flat_map(|(_, labels)| labels);
            let keys = names.filter_map(|(_, name)| name.strip_prefix("!!"));
            let is_box = |key: &&str| key.starts_with("claim:") || key.starts_with("mark:");
            keys.filter(is_box).map(str::to_owned).collect()
        })
        .collect()
}

fn boxes(build: &Build) -> BTreeSet<String> {
    let is_box = |key: &&String| key.starts_with("claim:") || key.starts_with("mark:");
    build.visible.iter().filter(is_box).cloned().collect()
}

#[test]
fn after_each_click_a_slide_shows_what_its_step_shows() {
    let mut tried = vec![("a pause".to_owned(), naims_case())];
    for (name, map) in maps() {
        let view = map.main_view().id.as_str().to_owned();
        tried.push((name, with_builds(&map, &view)));
    }
    for (name, slides) in tried {
        let deck = Deck::of(&written(&slides, &DeckOptions::default()));
        deck.check();
        for (at, slide) in slides.iter().enumerate() {
            let part = deck.slide(at + 1);
            let clicks = slide.builds.len().saturating_sub(1);
            assert_eq!(effects(part).0, clicks, "{name}, slide {}", at + 1);
            let wanted: Vec<_> = slide.builds.iter().map(boxes).collect();
            assert_eq!(shown(part, slide.builds.len()), wanted, "{name}");
        }
    }
}

#[test]
fn every_claim_stands_once_on_a_slide_of_clicks() {
    let slides = naims_case();
    assert_eq!(slides.len(), 1);
    let deck = Deck::of(&written(&slides, &DeckOptions::default()));
    let shapes = shapes(deck.slide(1));
    for claim in claims(&slides[0].scene) {
        let holds = |text: &str| bare(text).starts_with(&bare(claim));
        let count = shapes.iter().filter(|shape| holds(&shape.text)).count();
        assert_eq!(count, 1, "{claim}");
    }
}

#[test]
fn a_line_is_there_as_soon_as_both_its_ends_are() {
    let slides = naims_case();
    let deck = Deck::of(&written(&slides, &DeckOptions::default()));
    let part = deck.slide(1);
    let numbers = numbers(part);
    let (_, effects) = effects(part);
    let top_of = |id: u32| {
        let mut tops = numbers.iter();
        let found = tops.find(|(_, labels)| labels.iter().any(|(own, _)| *own == id));
        *found.unwrap().0
    };
    let comes = |id: u32| {
        let mut own = effects.iter().filter(|it| it.shape == top_of(id));
        own.find(|it| it.class == "entr").map_or(0, |it| it.click)
    };
    for line in super::reader::connectors(part) {
        let id = numbers
            .values()
            .flatten()
            .find(|(_, name)| *name == line.name)
            .unwrap()
            .0;
        let ends = line.ends.map(|(id, ..)| comes(id));
        assert_eq!(comes(id), ends[0].max(ends[1]), "{}: {ends:?}", line.name);
    }
}

#[test]
fn what_stands_out_and_steps_back_does_so_at_its_click_and_no_longer() {
    let slides = naims_case();
    let deck = Deck::of(&written(&slides, &DeckOptions::default()));
    let part = deck.slide(1);
    let (_, effects) = effects(part);
    let id = |key: &str| {
        let shapes = shapes(part);
        let shape = shapes.iter().find(|it| it.name == format!("!!claim:{key}"));
        shape.unwrap().id
    };
    let of = |key: &str, preset: &str| {
        let own = effects.iter().filter(|it| it.shape == id(key));
        let own = own.filter(|it| it.class == "emph" && it.preset == preset);
        own.map(|it| (it.click, it.to.clone())).collect::<Vec<_>>()
    };
    let step = slides[0]
        .builds
        .iter()
        .position(|build| !build.faded.is_empty())
        .unwrap();
    let (faint, full) = ("0.28".to_owned(), "1.00".to_owned());
    let wanted = vec![(step, faint), (step + 1, full)];
    assert_eq!(of("deadlines-missed", "9"), wanted);
    assert_eq!(of("talks-failed", "9"), vec![]);
    let clicks: Vec<_> = of("execution-stalled", "7")
        .into_iter()
        .map(|(click, _)| click)
        .collect();
    assert_eq!(clicks, [step, step + 1]);
}

#[test]
fn effects_are_numbered_once_and_listed_with_shapes_that_are_there() {
    let slides = naims_case();
    let deck = Deck::of(&written(&slides, &DeckOptions::default()));
    let part = deck.slide(1);
    let document = Document::parse(part).unwrap();
    let root = document.root_element();
    let numbers_of_nodes: Vec<_> = descendants(root, "cTn")
        .map(|node| node.attribute("id").unwrap().to_owned())
        .collect();
    let different: BTreeSet<_> = numbers_of_nodes.iter().collect();
    assert_eq!(different.len(), numbers_of_nodes.len());
    let tops = numbers(part);
    let pair = |node: Node<'_, '_>, shape: &str| {
        let group = node.attribute("grpId")?.to_owned();
        Some((shape.to_owned(), group))
    };
    let mut grouped = BTreeSet::new();
    for node in descendants(root, "cTn").filter(|node| node.has_attribute("presetClass")) {
        let shape = descendants(node, "spTgt").next().unwrap();
        let shape = shape.attribute("spid").unwrap();
        assert!(tops.contains_key(&shape.parse().unwrap()), "{shape}");
        grouped.extend(pair(node, shape));
    }
    let listed = descendants(root, "bldP").filter_map(|node| pair(node, node.attribute("spid")?));
    assert_eq!(listed.collect::<BTreeSet<_>>(), grouped);
}

#[test]
fn what_is_said_at_each_click_stands_in_the_notes_under_its_title() {
    let slides = naims_case();
    assert_eq!(slides[0].notes.matches("Click: ").count(), 11);
    assert!(
        slides[0]
            .notes
            .contains("Click: 9. Execution has stalled\n")
    );
    let deck = Deck::of(&written(&slides, &DeckOptions::default()));
    assert_eq!(bare(&deck.notes(1)), bare(&slides[0].notes));
}
