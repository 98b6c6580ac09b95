//! The slides of a view as they are now: made when they are first looked at, kept until the map
//! or the look changes.

use std::collections::BTreeMap;
use std::sync::Arc;

use kurbo::Rect;

use crate::deck::{Deck, DeckRequest};
use crate::editor::Editor;
use crate::export::Slide;
use crate::model::{ArgumentMap, ViewId};
use crate::theme::{Theme, ThemeName};

/// The slides of a view, kept.
#[derive(Debug, Default)]
pub(in crate::app) struct Reel {
    made_for: Option<(u64, ViewId, ThemeName)>,
    deck: Option<Deck>,
    slides: BTreeMap<(usize, Extent), Arc<Slide>>,
}

/// How much of a step is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::app) enum Extent {
    /// What the frame does not cut.
    Framed,
    /// All that can be seen, wherever it stands.
    Everything,
}

impl Reel {
    /// Follows the map. While something is typed or dragged it waits, so that writing stays quick.
    pub(in crate::app) fn refresh(&mut self, editor: &Editor, view: &ViewId) {
        let theme = theme_of(editor, view);
        let key = (editor.revision(), view.clone(), theme);
        let is_same_view = self
            .made_for
            .as_ref()
            .is_some_and(|(_, made, look)| made == view && *look == theme);
        let waits = is_same_view && editor.document().pending().is_some();
        if waits || self.made_for.as_ref() == Some(&key) {
            return;
        }
        self.made_for = Some(key);
        self.slides.clear();
        self.deck = Deck::new(&DeckRequest {
            map: editor.map(),
            view,
            theme: Theme::of(theme),
            fonts: editor.fonts(),
        });
    }

    /// How many slides there are.
    pub(in crate::app) fn len(&self) -> usize {
        self.deck.as_ref().map_or(0, Deck::len)
    }

    /// The part of the map that is shown.
    pub(in crate::app) fn map(&self) -> Option<&ArgumentMap> {
        self.deck.as_ref().map(Deck::map)
    }

    /// All that the view shows.
    pub(in crate::app) fn whole(&self) -> Rect {
        let bounds = self.deck.as_ref().map(|deck| deck.whole().bounds());
        bounds.unwrap_or(Rect::new(0.0, 0.0, 1.0, 1.0))
    }

    /// A slide, if there is one of this number.
    pub(in crate::app) fn slide(&mut self, at: usize, extent: Extent) -> Option<Arc<Slide>> {
        let deck = self.deck.as_ref()?;
        if let Some(slide) = self.slides.get(&(at, extent)) {
            return Some(Arc::clone(slide));
        }
        let slide = match extent {
            Extent::Framed => deck.slide(at),
            Extent::Everything => deck.slide_and_around(at),
        };
        let slide = Arc::new(slide?);
        self.slides.insert((at, extent), Arc::clone(&slide));
        Some(slide)
    }
}

/// The theme that the view is meant for, or else the window's.
pub(in crate::app) fn theme_of(editor: &Editor, view: &ViewId) -> ThemeName {
    let view = editor.map().view(view);
    let own = view.and_then(|view| view.theme.parse().ok());
    own.unwrap_or(editor.theme().name)
}
