//! What follows from the document: layout and scene, made anew only when it has changed.

use crate::edit::Document;
use crate::layout::{Layout, LayoutRequest, layout};
use crate::model::ArgumentMap;
use crate::scene::{Details, Scene, SceneRequest, build};
use crate::text::Fonts;
use crate::theme::{Theme, ThemeName};

/// Layout and scene of one revision of the document.
#[derive(Debug)]
pub(super) struct Drawn {
    revision: u64,
    serial: u64,
    theme: ThemeName,
    layout: Layout,
    scene: Scene,
}

impl Drawn {
    pub(super) fn new<P: Clone>(document: &Document<P>, fonts: &Fonts, theme: ThemeName) -> Self {
        let layout = lay_out(document.map(), fonts, theme);
        let scene = draw(document.map(), &layout, theme, None);
        Self {
            revision: document.revision(),
            serial: 0,
            theme,
            layout,
            scene,
        }
    }

    /// What follows from another document, with a serial that was not used before.
    pub(super) fn of_other<P: Clone>(&self, document: &Document<P>, fonts: &Fonts) -> Self {
        Self {
            serial: self.serial + 1,
            ..Self::new(document, fonts, self.theme)
        }
    }

    pub(super) fn layout(&self) -> &Layout {
        &self.layout
    }

    pub(super) fn scene(&self) -> &Scene {
        &self.scene
    }

    pub(super) fn theme(&self) -> ThemeName {
        self.theme
    }

    /// Differs whenever the scene may differ.
    pub(super) fn serial(&self) -> u64 {
        self.serial
    }

    /// Follows the document; false if it has not changed.
    pub(super) fn follow<P: Clone>(&mut self, document: &Document<P>, fonts: &Fonts) -> bool {
        if self.revision == document.revision() {
            return false;
        }
        self.revision = document.revision();
        self.layout = lay_out(document.map(), fonts, self.theme);
        self.redraw(document.map());
        true
    }

    pub(super) fn set_theme<P: Clone>(&mut self, document: &Document<P>, theme: ThemeName) {
        if self.theme != theme {
            self.theme = theme;
            self.redraw(document.map());
        }
    }

    fn redraw(&mut self, map: &ArgumentMap) {
        self.scene = draw(map, &self.layout, self.theme, Some(&self.scene));
        self.serial += 1;
    }
}

fn lay_out(map: &ArgumentMap, fonts: &Fonts, theme: ThemeName) -> Layout {
    layout(&LayoutRequest {
        map,
        view: map.main_view(),
        metrics: &Theme::of(theme).metrics,
        fonts,
    })
}

fn draw(map: &ArgumentMap, layout: &Layout, theme: ThemeName, previous: Option<&Scene>) -> Scene {
    build(&SceneRequest {
        map,
        layout,
        theme: Theme::of(theme),
        details: Details::Canvas,
        previous,
    })
}
