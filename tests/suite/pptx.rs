//! Decks read back: what stands on their slides and where, what connectors hold on to, and how
//! another program shows them.

mod builds;
mod office;
mod reader;

use std::collections::BTreeMap;

use rejoinder::deck::{Deck as Slides, DeckRequest};
use rejoinder::export::pdf::Paper;
use rejoinder::export::pptx::{DeckOptions, export, fit};
use rejoinder::export::{ExportError, Slide, deck};
use rejoinder::formats::{map_inside, ron_map};
use rejoinder::model::ArgumentMap;
use rejoinder::scene::{Role, Scene};
use rejoinder::text::Fonts;
use rejoinder::theme::{Theme, ThemeName};

pub(crate) use self::reader::Deck;
use self::reader::{connectors, shapes};
use super::corpus;
use super::drawing::{Drawing, EVERY_LOOK, MAPS, map_of};

/// Ends of connectors lie this close to their sites, in the units of the format: two points.
const NEAR: i64 = 25_400;

/// Maps of all kinds, by name.
fn maps() -> Vec<(String, ArgumentMap)> {
    let every_look = [("every look", map_of(EVERY_LOOK))];
    let maps = corpus::maps().into_iter().chain(every_look);
    maps.map(|(name, map)| (name.to_owned(), map)).collect()
}

/// The slides of a map's first view: one a step, or one of everything.
fn slides(map: &ArgumentMap, theme: ThemeName) -> Vec<Slide> {
    let fonts = Fonts::shipped();
    let deck = Slides::new(&DeckRequest {
        map,
        view: &map.main_view().id,
        theme: Theme::of(theme),
        fonts: &fonts,
    });
    deck.unwrap().for_slides(Paper::Slide).slides()
}

fn whole(map: ArgumentMap) -> Vec<Slide> {
    deck::whole_view(Drawing::new(map).picture(ThemeName::Light))
}

fn written(slides: &[Slide], options: &DeckOptions) -> Vec<u8> {
    export(slides, &Fonts::shipped(), options).unwrap().bytes
}

/// Text without white space and what XML cannot say.
fn bare(text: &str) -> String {
    let is_said = |c: &char| !c.is_whitespace() && !c.is_control() && *c != '\u{FFFE}';
    text.chars().filter(is_said).collect()
}

fn claims(scene: &Scene) -> impl Iterator<Item = &str> {
    let items = scene.items().iter();
    let claims = items.filter(|item| item.group.role == Role::Claim);
    claims.map(|item| item.group.title.as_str())
}

#[test]
fn every_deck_holds_together() {
    for (name, map) in maps() {
        for paper in [Paper::Slide, Paper::SlideFourThree] {
            let options = DeckOptions {
                paper,
                map: Some(ron_map::write(&map)),
                ..DeckOptions::default()
            };
            let slides = slides(&map, ThemeName::Light);
            let deck = Deck::of(&written(&slides, &options));
            deck.check();
            assert_eq!(deck.slide_count(), slides.len(), "{name}");
        }
    }
}

#[test]
fn every_claim_is_one_box_with_its_text_in_it_on_each_slide_that_shows_it() {
    for (name, map) in maps() {
        let slides = slides(&map, ThemeName::Light);
        let deck = Deck::of(&written(&slides, &DeckOptions::default()));
        for (at, slide) in slides.iter().enumerate() {
            let shapes = shapes(deck.slide(at + 1));
            for claim in claims(&slide.scene) {
                let claim = bare(claim);
                let holds = |text: &str| claim.is_empty() || bare(text).starts_with(&claim);
                let boxes = shapes.iter().filter(|it| it.name.starts_with("!!claim:"));
                let count = boxes.filter(|it| holds(&it.text)).count();
                let same = claims(&slide.scene).filter(|other| bare(other).starts_with(&claim));
                assert_eq!(count, same.count(), "{name}, slide {}: {claim}", at + 1);
            }
            let count = shapes
                .iter()
                .filter(|it| it.name.starts_with("!!claim:"))
                .count();
            assert_eq!(count, claims(&slide.scene).count(), "{name}");
        }
    }
}

#[test]
fn connectors_are_glued_at_both_ends_to_sites_where_they_end() {
    for (name, map) in maps() {
        let deck = Deck::of(&written(&whole(map), &DeckOptions::default()));
        let shapes = shapes(deck.slide(1));
        let by_id: BTreeMap<u32, _> = shapes.iter().map(|it| (it.id, it)).collect();
        for connector in connectors(deck.slide(1)) {
            for (id, site, at) in connector.ends {
                let shape = by_id[&id];
                let [x, y, width, height] = shape.area;
                let lies = match site {
                    0 => [x + width / 2, y],
                    1 => [x, y + height / 2],
                    2 => [x + width / 2, y + height],
                    3 => [x + width, y + height / 2],
                    further => {
                        let (is_across, along) = shape.sites[further - 4];
                        if is_across {
                            [x + along, at[1]]
                        } else {
                            [at[0], y + along]
                        }
                    }
                };
                let on_edge = (at[0] - x).abs() <= NEAR
                    || (at[0] - x - width).abs() <= NEAR
                    || (at[1] - y).abs() <= NEAR
                    || (at[1] - y - height).abs() <= NEAR;
                let is_near = lies.iter().zip(at).all(|(a, b)| (a - b).abs() <= NEAR);
                assert!(is_near && on_edge, "{name}: {connector:?} of {shape:?}");
            }
        }
    }
}

#[test]
fn every_connector_of_a_whole_map_is_glued() {
    for (name, map) in maps() {
        let slides = whole(map);
        let deck = export(&slides, &Fonts::shipped(), &DeckOptions::default()).unwrap();
        assert_eq!(deck.free, Vec::<String>::new(), "{name}");
    }
}

#[test]
fn nothing_moves_between_slides_of_one_frame_and_names_and_numbers_stay() {
    for (name, text) in MAPS {
        let slides = slides(&map_of(text), ThemeName::Light);
        let deck = Deck::of(&written(&slides, &DeckOptions::default()));
        let mut seen: BTreeMap<String, u32> = BTreeMap::new();
        let mut places: BTreeMap<(String, String), [i64; 4]> = BTreeMap::new();
        for (at, slide) in slides.iter().enumerate() {
            for shape in shapes(deck.slide(at + 1)) {
                let id = *seen.entry(shape.name.clone()).or_insert(shape.id);
                assert_eq!(id, shape.id, "{name}: {}", shape.name);
                if shape.name.starts_with("!!claim:") || shape.name.starts_with("!!mark:") {
                    let frame = format!("{:?}", slide.frame);
                    let key = (frame, shape.name.clone());
                    let place = *places.entry(key).or_insert(shape.area);
                    assert_eq!(place, shape.area, "{name}: {}", shape.name);
                }
            }
        }
    }
}

#[test]
fn slides_have_titles_notes_descriptions_and_a_gentle_change() {
    let slides = slides(&map_of(MAPS[0].1), ThemeName::Light);
    assert!(slides.len() > 5);
    let deck = Deck::of(&written(&slides, &DeckOptions::default()));
    for (at, slide) in slides.iter().enumerate() {
        let part = deck.slide(at + 1);
        assert!(part.contains("<p:ph type=\"title\"/>"));
        let notes = bare(&deck.notes(at + 1));
        assert_eq!(notes, bare(&slide.notes), "{}", slide.title);
        for shape in shapes(part) {
            assert!(!shape.description.is_empty(), "{shape:?}");
        }
        let is_first = at == 0;
        assert_eq!(
            part.contains("<p159:morph option=\"byObject\"/>"),
            !is_first
        );
        assert_eq!(part.contains("<p:fade/>"), !is_first);
    }
}

#[test]
fn co_premises_are_grouped_with_their_mark() {
    let drawing = Drawing::every_look();
    let slides = deck::whole_view(drawing.picture(ThemeName::Light));
    let deck = Deck::of(&written(&slides, &DeckOptions::default()));
    let slide = deck.slide(1);
    assert_eq!(slide.matches("<p:grpSp>").count(), 1);
    let (_, group) = slide.split_once("<p:grpSp>").unwrap();
    let (group, _) = group.split_once("</p:grpSp>").unwrap();
    assert_eq!(group.matches("name=\"!!claim:").count(), 2);
    assert_eq!(group.matches("name=\"!!mark:").count(), 1);
    assert!(group.contains("descr=\"2 co-premises\""));
}

#[test]
fn colours_and_fonts_come_from_the_theme_of_the_deck() {
    for theme in ThemeName::ALL {
        let slides = slides(&map_of(MAPS[0].1), theme);
        let deck = Deck::of(&written(&slides, &DeckOptions::default()));
        let own = (1..=slides.len()).map(|at| {
            let slide = deck.slide(at);
            assert!(!slide.contains("typeface="), "{theme}");
            slide.matches("<a:srgbClr").count()
        });
        assert_eq!(own.sum::<usize>(), 0, "{theme}");
        let part = deck.part("ppt/theme/theme1.xml");
        let ink = Theme::of(theme).support.ink.to_hex();
        let entry = format!("<a:accent1><a:srgbClr val=\"{}\"/></a:accent1>", &ink[1..]);
        assert!(part.contains(&entry), "{theme}: {entry}");
        assert!(part.contains("<a:latin typeface=\"Inter\""));
    }
}

#[test]
fn the_same_map_gives_the_same_bytes_and_comes_back_from_them() {
    for (name, map) in maps() {
        let text = ron_map::write(&map);
        let options = DeckOptions {
            map: Some(text.clone()),
            ..DeckOptions::default()
        };
        let bytes = written(&slides(&map, ThemeName::Light), &options);
        assert!(
            bytes == written(&slides(&map, ThemeName::Light), &options),
            "{name}"
        );
        let inside = map_inside(&bytes, "it").unwrap();
        assert_eq!(String::from_utf8_lossy(&inside), text, "{name}");
    }
}

#[test]
fn an_item_leads_to_the_slide_that_shows_it_closer_and_back() {
    let drawing = Drawing::new(map_of(MAPS[0].1));
    let scene = drawing.picture(ThemeName::Light);
    let mark = scene
        .items()
        .iter()
        .find(|item| item.group.role == Role::Mark);
    let key = mark.unwrap().group.key.clone();
    let mut slides = deck::whole_view(scene.clone());
    slides.push(Slide {
        detail: Some(key.clone()),
        ..Slide::of_whole(scene)
    });
    let deck = Deck::of(&written(&slides, &DeckOptions::default()));
    deck.check();
    for (at, other) in [(1, 2), (2, 1)] {
        let slide = deck.slide(at);
        assert_eq!(slide.matches("ppaction://hlinksldjump").count(), 1);
        let relations = deck.part(&format!("ppt/slides/_rels/slide{at}.xml.rels"));
        assert!(relations.contains(&format!("Target=\"slide{other}.xml\"")));
    }
}

#[test]
fn what_is_told_of_the_smallest_text_stands_on_the_slide() {
    let slides = whole(map_of(MAPS[0].1));
    let told = fit(&slides, &DeckOptions::default()).unwrap();
    let deck = Deck::of(&written(&slides, &DeckOptions::default()));
    let sizes = deck.slide(1).split(" sz=\"").skip(1);
    let sizes = sizes.filter_map(|rest| rest.split('"').next()?.parse::<f64>().ok());
    let smallest = sizes.fold(f64::INFINITY, f64::min) / 100.0;
    let said = told.smallest().unwrap();
    assert!((said - smallest).abs() < 0.05, "{said} {smallest}");
    assert!(!told.is_at_least(16.0));
}

#[test]
fn what_is_no_slide_is_refused() {
    let slides = whole(map_of(MAPS[0].1));
    let options = DeckOptions {
        paper: Paper::A4,
        ..DeckOptions::default()
    };
    let refused = export(&slides, &Fonts::shipped(), &options);
    assert_eq!(refused.unwrap_err(), ExportError::NoSlide(Paper::A4));
    let refused = export(&[], &Fonts::shipped(), &DeckOptions::default());
    assert_eq!(refused.unwrap_err(), ExportError::Empty);
}
