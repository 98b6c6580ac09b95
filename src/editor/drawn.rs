//! What follows from the document: layout and scene, made anew only when it has changed.

use super::viewing::{part_shown, view_shown};
use crate::edit::Document;
use crate::layout::{Layout, LayoutRequest, Layouter};
use crate::model::{ArgumentMap, ElementId, Timeline, View, ViewId};
use crate::scene::{Builder, Details, Scene, SceneRequest, Staging, stage};
use crate::text::Fonts;
use crate::theme::{Theme, ThemeName};

/// Layout and scene of one revision of the document.
#[derive(Debug)]
pub(super) struct Drawn {
    revision: u64,
    serial: u64,
    theme: ThemeName,
    /// The view that is drawn, if it is not the first.
    view: Option<ViewId>,
    layouter: Layouter,
    builder: Builder,
    /// The same scene with what the view lets stand out, if it does.
    staged: Option<Scene>,
}

impl Drawn {
    pub(super) fn new<P: Clone>(document: &Document<P>, fonts: &Fonts, theme: ThemeName) -> Self {
        let mut drawn = Self {
            revision: document.revision(),
            serial: 0,
            theme,
            view: None,
            layouter: Layouter::default(),
            builder: Builder::default(),
            staged: None,
        };
        drawn.draw_anew(document, fonts);
        drawn
    }

    /// What follows from another document, with a serial that was not used before.
    pub(super) fn of_other<P: Clone>(&self, document: &Document<P>, fonts: &Fonts) -> Self {
        Self {
            serial: self.serial + 1,
            ..Self::new(document, fonts, self.theme)
        }
    }

    pub(super) fn layout(&self) -> &Layout {
        self.layouter.layout()
    }

    pub(super) fn scene(&self) -> &Scene {
        let scene = self.staged.as_ref().or(self.builder.scene());
        scene.expect("it was drawn when it was made")
    }

    /// The index of an element among the claims or the marks of the layout, most likely.
    pub(super) fn place_in_layout(&self, element: &ElementId) -> Option<usize> {
        let layout = self.layout();
        let before = match element {
            ElementId::Claim(_) => layout.connectors.len(),
            ElementId::Inference(_) => layout.connectors.len() + layout.claims.len(),
        };
        self.scene().position(element)?.checked_sub(before)
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
        self.draw_anew(document, fonts);
        self.serial += 1;
        true
    }

    /// Draws another view; false if it is drawn already.
    pub(super) fn set_view<P: Clone>(
        &mut self,
        document: &Document<P>,
        fonts: &Fonts,
        view: Option<&ViewId>,
    ) -> bool {
        if self.view.as_ref() == view {
            return false;
        }
        self.view = view.cloned();
        self.revision = document.revision();
        self.draw_anew(document, fonts);
        self.serial += 1;
        true
    }

    fn draw_anew<P: Clone>(&mut self, document: &Document<P>, fonts: &Fonts) {
        let map = document.map();
        let part = part_shown(map, view_shown(map, self.view.as_ref()));
        let map = part.as_ref().unwrap_or(map);
        self.lay_out(map, fonts);
        self.draw(map);
    }

    pub(super) fn set_theme<P: Clone>(&mut self, document: &Document<P>, theme: ThemeName) {
        if self.theme != theme {
            self.theme = theme;
            let map = document.map();
            let part = part_shown(map, view_shown(map, self.view.as_ref()));
            self.draw(part.as_ref().unwrap_or(map));
            self.serial += 1;
        }
    }

    fn lay_out(&mut self, map: &ArgumentMap, fonts: &Fonts) {
        self.layouter.follow(&LayoutRequest {
            map,
            view: view_shown(map, self.view.as_ref()),
            metrics: &Theme::of(self.theme).metrics,
            fonts,
        });
    }

    fn draw(&mut self, map: &ArgumentMap) {
        let request = SceneRequest {
            map,
            layout: self.layouter.layout(),
            theme: Theme::of(self.theme),
            details: Details::Canvas,
            previous: None,
        };
        let scene = self.builder.follow(&request, self.layouter.patch());
        let view = view_shown(map, self.view.as_ref());
        self.staged = staging(map, view).map(|staging| {
            let request = SceneRequest {
                previous: Some(scene),
                ..request
            };
            stage(&request, &staging)
        });
    }
}

/// How a view lets some of what it shows stand out, if it does.
fn staging(map: &ArgumentMap, view: &View) -> Option<Staging> {
    (!view.emphasised.is_empty()).then(|| Staging {
        visible: Timeline::new(map, view).visible(usize::MAX),
        emphasised: view.emphasised.clone(),
        ..Staging::default()
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::edit::SequentialIds;
    use crate::edit::laws::{Dice, any_operation, starting_map};
    use crate::layout::layout;
    use crate::scene::build;

    /// One thing that happens to a document.
    #[derive(Debug, Clone)]
    enum Event {
        Do(u64),
        Look(usize),
        Undo,
        Redo,
    }

    fn any_event() -> impl Strategy<Value = Event> {
        prop_oneof![
            6 => any::<u64>().prop_map(Event::Do),
            1 => any::<usize>().prop_map(Event::Look),
            1 => Just(Event::Undo),
            1 => Just(Event::Redo),
        ]
    }

    fn happen(document: &mut Document<()>, ids: &mut SequentialIds, event: &Event) {
        match event {
            Event::Do(seed) => {
                let operation = any_operation(document.map(), &mut Dice::new(*seed));
                if let Ok(planned) = operation.plan(document.map(), ids) {
                    document.commit(planned.transaction, (), ()).unwrap();
                }
            }
            Event::Look(_) => {}
            Event::Undo => drop(document.undo()),
            Event::Redo => drop(document.redo()),
        }
    }

    fn assert_drawn_as_anew(drawn: &Drawn, document: &Document<()>, fonts: &Fonts) {
        let part = part_shown(
            document.map(),
            view_shown(document.map(), drawn.view.as_ref()),
        );
        let map = part.as_ref().unwrap_or(document.map());
        let view = view_shown(map, drawn.view.as_ref());
        let anew = layout(&LayoutRequest {
            map,
            view,
            metrics: &Theme::of(drawn.theme).metrics,
            fonts,
        });
        assert_eq!(*drawn.layout(), anew);
        let request = SceneRequest {
            map,
            layout: &anew,
            theme: Theme::of(drawn.theme),
            details: Details::Canvas,
            previous: None,
        };
        let staging = staging(map, view);
        let scene = staging.map_or_else(|| build(&request), |staging| stage(&request, &staging));
        assert_eq!(*drawn.scene(), scene);
        assert_eq!(drawn.scene().bounds(), scene.bounds());
        for item in scene.items() {
            let element = &item.group.element;
            assert_eq!(drawn.scene().rect_of(element), scene.rect_of(element));
            let reach = item.bounds_in_map();
            let near: Vec<_> = drawn.scene().visible(reach).collect();
            assert_eq!(near, scene.visible(reach).collect::<Vec<_>>());
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_kept_from_edit_to_edit_is_what_would_be_drawn_anew(
            which in 0_u8..8,
            events in proptest::collection::vec(any_event(), 1..24),
        ) {
            let fonts = Fonts::shipped();
            let mut document = Document::new(starting_map(which));
            let mut ids = SequentialIds::default();
            let mut drawn = Drawn::new(&document, &fonts, ThemeName::Light);
            for event in &events {
                happen(&mut document, &mut ids, event);
                drawn.follow(&document, &fonts);
                if let Event::Look(at) = event {
                    let views: Vec<_> = document.map().views().collect();
                    let view = &views[at % views.len()].id;
                    drawn.set_view(&document, &fonts, Some(view));
                }
                assert_drawn_as_anew(&drawn, &document, &fonts);
            }
        }
    }
}
