//! Decks: what is shown slide after slide, each with its title, its part of the map and its notes.

use std::collections::BTreeSet;

use kurbo::Rect;

use super::{Detail, Page};
use crate::scene::Scene;
use crate::text::Fonts;

/// One slide, or one picture of a presentation.
#[derive(Debug, Clone)]
pub struct Slide {
    /// What it is called; may be empty.
    pub title: String,
    /// What it shows, and nothing that is hidden on it.
    pub scene: Scene,
    /// The part of the map that fills it, in map units. Where two slides have the same frame,
    /// nothing moves between them.
    pub frame: Rect,
    /// What the speaker says.
    pub notes: String,
    /// Keys of the items that stand out.
    pub emphasised: BTreeSet<String>,
    /// Keys of the items that step back.
    pub faded: BTreeSet<String>,
    /// The key of the item that it shows closer: on slides where that item stands as well, it
    /// leads here.
    pub detail: Option<String>,
    /// The steps that come on it one after the other at a click, the first of which is there from
    /// the start; none where the slide is one step.
    pub builds: Vec<Build>,
}

/// What can be seen at one of the steps that share a slide, and how, by the keys of items.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Build {
    /// What is there.
    pub visible: BTreeSet<String>,
    /// What stands out.
    pub emphasised: BTreeSet<String>,
    /// What steps back.
    pub faded: BTreeSet<String>,
}

impl Slide {
    /// A slide that shows all of a scene, under the title of its map and without notes.
    pub fn of_whole(scene: Scene) -> Self {
        Self {
            title: scene.title().trim().to_owned(),
            frame: scene.bounds(),
            scene,
            notes: String::new(),
            emphasised: BTreeSet::new(),
            faded: BTreeSet::new(),
            detail: None,
            builds: Vec::new(),
        }
    }

    /// The slide as a page of a document, or as a picture.
    pub fn page<'a>(&'a self, fonts: &'a Fonts) -> Page<'a> {
        Page {
            scene: &self.scene,
            fonts,
            frame: Some(self.frame),
            detail: self.detail.as_deref().map(|key| Detail {
                key,
                name: &self.title,
            }),
        }
    }
}

/// The deck of a view without steps: one slide of all that it shows.
pub fn whole_view(scene: Scene) -> Vec<Slide> {
    vec![Slide::of_whole(scene)]
}
