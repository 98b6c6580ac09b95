//! Maps, layouts and scenes for tests, made the way the program makes them.

use rejoinder::formats::ron_map;
use rejoinder::layout::{Layout, LayoutRequest, layout};
use rejoinder::model::ArgumentMap;
use rejoinder::scene::{Details, Item, Scene, SceneRequest, build};
use rejoinder::text::Fonts;
use rejoinder::theme::{Theme, ThemeName};

/// A map with every kind of claim, step, attitude, badge and pin.
pub(crate) const EVERY_LOOK: &str = include_str!("../golden/every_look.ron");

/// The maps that ship, by name.
pub(crate) const MAPS: [(&str, &str); 4] = [
    (
        "drezner-on-minilateralism",
        include_str!("../../maps/drezner-on-minilateralism.ron"),
    ),
    (
        "forms-of-cooperation",
        include_str!("../../maps/forms-of-cooperation.ron"),
    ),
    (
        "microlateralism",
        include_str!("../../maps/microlateralism.ron"),
    ),
    (
        "multilateralism",
        include_str!("../../maps/multilateralism.ron"),
    ),
];

/// A map from its file's text.
pub(crate) fn map_of(text: &str) -> ArgumentMap {
    ron_map::read(text.as_bytes(), "a test").unwrap().map
}

/// A map of free claims with these texts, with the ids `c0`, `c1`, …
pub(crate) fn map_of_texts(texts: &[&str]) -> ArgumentMap {
    use rejoinder::model::{Change, Claim, ClaimId, OrderKey, Record};
    let mut map = ArgumentMap::new();
    let changes: Vec<_> = texts
        .iter()
        .enumerate()
        .map(|(at, text)| {
            let id = ClaimId::new(&format!("c{at}")).unwrap();
            let record = Record::from(Claim::new(id, OrderKey::of_index(at), *text));
            Change {
                id: record.id(),
                before: None,
                after: Some(record),
            }
        })
        .collect();
    map.apply(&changes).unwrap();
    map
}

/// A map that has been laid out and can be drawn in any way.
pub(crate) struct Drawing {
    pub(crate) map: ArgumentMap,
    pub(crate) fonts: Fonts,
    pub(crate) layout: Layout,
}

impl Drawing {
    pub(crate) fn new(map: ArgumentMap) -> Self {
        Self::with_fonts(map, Fonts::shipped())
    }

    pub(crate) fn with_fonts(map: ArgumentMap, fonts: Fonts) -> Self {
        let layout = layout(&LayoutRequest {
            map: &map,
            view: map.main_view(),
            metrics: &Theme::of(ThemeName::Light).metrics,
            fonts: &fonts,
        });
        Self { map, fonts, layout }
    }

    pub(crate) fn every_look() -> Self {
        Self::new(map_of(EVERY_LOOK))
    }

    /// As on the canvas, in the light theme.
    pub(crate) fn scene(&self) -> Scene {
        self.scene_after(None)
    }

    /// As on the canvas, after this scene.
    pub(crate) fn scene_after(&self, previous: Option<&Scene>) -> Scene {
        self.drawn(ThemeName::Light, Details::Canvas, previous)
    }

    /// As in exports.
    pub(crate) fn picture(&self, theme: ThemeName) -> Scene {
        self.drawn(theme, Details::Export, None)
    }

    fn drawn(&self, theme: ThemeName, details: Details, previous: Option<&Scene>) -> Scene {
        build(&SceneRequest {
            map: &self.map,
            layout: &self.layout,
            theme: Theme::of(theme),
            details,
            previous,
        })
    }
}

/// The item with this key.
pub(crate) fn item<'s>(scene: &'s Scene, key: &str) -> &'s Item {
    scene
        .item_by_key(key)
        .unwrap_or_else(|| panic!("the scene has {key}"))
}
