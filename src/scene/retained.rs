//! Builds the scenes of a map that is being edited: what a patch leaves alone is not even looked
//! at again.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use kurbo::{Point, Rect};

use super::build::{Sketcher, build, caption};
use super::index::Places;
use super::stems::Stems;
use super::{Group, Item, Role, Scene, SceneRequest};
use crate::layout::{Edition, Fate, Heir, Patch};
use crate::model::ElementId;

/// Keeps the scene of one layout until the next one follows. Its scenes are those of
/// [`build()`](super::build()), whatever it built before.
#[derive(Debug, Default)]
pub struct Builder {
    drawn: Option<Drawn>,
}

/// A scene and the layout that it draws.
#[derive(Debug)]
struct Drawn {
    scene: Scene,
    edition: Edition,
    /// Bounds of every item from its own origin.
    bounds: Vec<Rect>,
}

impl Builder {
    /// Draws a layout, which the patch leads to; what the request names as the scene before is
    /// passed over for what this builder drew last.
    ///
    /// # Panics
    /// Never: it has a scene as soon as it has drawn one.
    pub fn follow(&mut self, request: &SceneRequest<'_>, patch: &Patch) -> &Scene {
        let (followed, before) = match self.drawn.take() {
            Some(drawn) if drawn.is_followed_by(request, patch) => {
                (drawn.followed(request, patch), None)
            }
            Some(drawn) => (None, Some(drawn.scene)),
            None => (None, None),
        };
        let drawn = followed.unwrap_or_else(|| {
            let scene = build(&SceneRequest {
                previous: before.as_ref(),
                ..*request
            });
            Drawn {
                bounds: scene.items.iter().map(|item| item.group.bounds).collect(),
                edition: patch.after().clone(),
                scene,
            }
        });
        &self.drawn.insert(drawn).scene
    }

    /// What was drawn last.
    pub fn scene(&self) -> Option<&Scene> {
        self.drawn.as_ref().map(|drawn| &drawn.scene)
    }
}

impl Drawn {
    fn is_followed_by(&self, request: &SceneRequest<'_>, patch: &Patch) -> bool {
        patch.follows(&self.edition)
            && **self.scene.theme() == *request.theme
            && self.scene.details() == request.details
    }

    /// The scene after the patch; none if the layout names what the map lacks.
    fn followed(mut self, request: &SceneRequest<'_>, patch: &Patch) -> Option<Self> {
        let items = std::mem::take(&mut self.scene.items);
        let mut succession = Succession {
            before: items.into_iter().map(Some).collect(),
            bounds_before: std::mem::take(&mut self.bounds),
            numbers_before: self.scene.elements.restart(),
            scene: self.scene,
            bounds: Vec::new(),
        };
        succession.draw(request, patch)?;
        let Succession {
            mut scene,
            before,
            bounds,
            ..
        } = succession;
        for gone in before.iter().flatten() {
            scene.elements.forget(gone);
        }
        let items = scene.items.iter().zip(&bounds);
        let each = items.map(|(item, bounds)| *bounds + item.offset).collect();
        scene.places = Places::new(each);
        scene.caption = caption(request);
        scene.keys = OnceLock::new();
        Some(Self {
            scene,
            edition: patch.after().clone(),
            bounds,
        })
    }
}

/// One scene becoming the next.
struct Succession {
    scene: Scene,
    bounds: Vec<Rect>,
    /// Items of the scene before that were not taken over yet.
    before: Vec<Option<Item>>,
    bounds_before: Vec<Rect>,
    numbers_before: Vec<u32>,
}

impl Succession {
    /// Draws all items in order; nothing if the layout names what the map lacks.
    fn draw(&mut self, request: &SceneRequest<'_>, patch: &Patch) -> Option<()> {
        let layout = request.layout;
        let mut sketcher = Sketcher::new(request);
        sketcher.theme = Arc::clone(self.scene.theme());
        sketcher.previous = None;
        let [lines, claims, marks] = self.starts();
        let mut stems = Stems::default();
        for (placed, heir) in layout.connectors.iter().zip(&patch.connectors) {
            let at = placed.points.first().copied()?;
            self.next(*heir, lines, at, |before| {
                sketcher.connector(placed, &mut stems, before)
            })?;
        }
        for (placed, heir) in layout.claims.iter().zip(&patch.claims) {
            let at = placed.rect.origin();
            self.next(*heir, claims, at, |before| sketcher.claim(placed, before))?;
        }
        for (placed, heir) in layout.marks.iter().zip(&patch.marks) {
            let at = placed.rect.origin();
            self.next(*heir, marks, at, |before| sketcher.mark(placed, before))?;
        }
        let badges = self.badges();
        for placed in &layout.badges {
            let item = sketcher.badge(placed, badges.get(&placed.element));
            self.push(item, None);
        }
        Some(())
    }

    /// Where connectors, claims and marks begin in the scene before.
    fn starts(&self) -> [usize; 3] {
        let rank = |item: &Option<Item>| match item.as_ref().map(|item| &item.group.role) {
            Some(Role::Connector(_)) => 0,
            Some(Role::Claim) => 1,
            Some(Role::Mark) => 2,
            Some(Role::Badge { .. } | Role::Caption) | None => 3,
        };
        [0, 1, 2].map(|least| self.before.partition_point(|item| rank(item) < least))
    }

    /// Takes over or draws the next item, which stands at a place.
    fn next(
        &mut self,
        heir: Heir,
        start: usize,
        at: Point,
        draw: impl FnOnce(Option<&Arc<Group>>) -> Option<Item>,
    ) -> Option<()> {
        let from = heir.from.map(|from| start + from as usize);
        let before = from.and_then(|from| self.before.get_mut(from)?.take());
        let known = from.zip(before);
        let number = known
            .as_ref()
            .and_then(|(from, _)| self.numbers_before.get(*from).copied());
        match known {
            Some((from, item)) if heir.fate != Fate::Changed => {
                let bounds = self.bounds_before.get(from).copied().unwrap_or_default();
                let offset = match heir.fate {
                    Fate::Same => item.offset,
                    Fate::Moved | Fate::Changed => at.to_vec2(),
                };
                let item = Item {
                    offset,
                    group: item.group,
                };
                self.scene.elements.push(&item, number);
                self.bounds.push(bounds);
                self.scene.items.push(item);
            }
            known => {
                let item = draw(known.as_ref().map(|(_, item)| &item.group))?;
                self.push(item, number);
            }
        }
        Some(())
    }

    fn push(&mut self, item: Item, number: Option<u32>) {
        self.scene.elements.push(&item, number);
        self.bounds.push(item.group.bounds);
        self.scene.items.push(item);
    }

    /// The badges of the scene before, which are few.
    fn badges(&mut self) -> BTreeMap<ElementId, Arc<Group>> {
        let badges = self.before.iter_mut().rev();
        let is_badge = |item: &Item| matches!(item.group.role, Role::Badge { .. });
        let badges = badges.map_while(|slot| slot.take_if(|item| is_badge(item)));
        badges
            .map(|item| (item.group.element.clone(), item.group))
            .collect()
    }
}
