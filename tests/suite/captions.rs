//! What stands around pictures: titles, sources and legends.

use rejoinder::export::deck::whole_view;
use rejoinder::export::pptx::{DeckOptions, export};
use rejoinder::model::ArgumentMap;
use rejoinder::scene::{Captions, Scene};
use rejoinder::theme::ThemeName;

use super::drawing::{Drawing, MAPS, item, map_of};

fn captioned() -> (Drawing, Scene, Scene) {
    let drawing = Drawing::new(map_of(MAPS[0].1));
    let plain = drawing.picture(ThemeName::Light);
    let scene = plain.captioned(&drawing.map, &drawing.fonts, Captions::ALL);
    (drawing, plain, scene)
}

#[test]
fn a_picture_says_its_title_its_sources_and_what_its_signs_mean() {
    let (drawing, _, scene) = captioned();
    let title = &item(&scene, "caption:title").group.title;
    assert!(title.starts_with(&drawing.map.heading().title), "{title}");
    for source in drawing.map.sources() {
        assert!(title.contains(&source.title), "{title}");
        assert!(title.contains(&source.author), "{title}");
    }
    let legend = &item(&scene, "caption:legend").group.title;
    for meaning in ["supports", "objects", "attacks a step"] {
        assert!(legend.contains(meaning), "{legend}");
    }
    assert!(!legend.contains("answers"), "{legend}");
    for participant in drawing.map.participants() {
        assert!(legend.contains(&participant.name), "{legend}");
    }
}

#[test]
fn captions_move_nothing_and_lie_on_nothing() {
    let (_, plain, scene) = captioned();
    for before in plain.items() {
        let after = item(&scene, &before.group.key);
        assert_eq!(after.bounds_in_map(), before.bounds_in_map());
    }
    let title = item(&scene, "caption:title").bounds_in_map();
    let legend = item(&scene, "caption:legend").bounds_in_map();
    assert!(title.y1 < plain.bounds().y0);
    assert!(legend.y0 > plain.bounds().y1);
    let whole = scene.bounds();
    assert!((whole.x1 - plain.bounds().x1).abs() < 1e-6);
}

#[test]
fn captions_are_read_before_and_after_the_argument() {
    let (_, plain, scene) = captioned();
    let order = scene.reading_order();
    let key = |at: usize| scene.items()[order[at].item].group.key.as_str();
    assert_eq!(key(0), "caption:title");
    assert_eq!(key(order.len() - 1), "caption:legend");
    assert_eq!(order.len(), plain.reading_order().len() + 2);
}

#[test]
fn a_map_without_claims_has_nothing_around_it() {
    let drawing = Drawing::new(ArgumentMap::new());
    let scene = drawing.picture(ThemeName::Light);
    let captioned = scene.captioned(&drawing.map, &drawing.fonts, Captions::ALL);
    assert_eq!(captioned.items().len(), 0);
}

#[test]
fn the_legend_of_a_slide_names_the_sources_too() {
    let (drawing, plain, _) = captioned();
    let captions = Captions {
        title: false,
        legend: true,
    };
    let scene = plain.captioned(&drawing.map, &drawing.fonts, captions);
    assert!(scene.item_by_key("caption:title").is_none());
    let legend = &item(&scene, "caption:legend").group.title;
    assert!(legend.contains("Source: Daniel W. Drezner"), "{legend}");
    let slides = whole_view(scene);
    let deck = export(&slides, &drawing.fonts, &DeckOptions::default());
    assert_eq!(deck.unwrap().free, Vec::<String>::new());
}
