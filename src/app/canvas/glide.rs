//! Motion: after an edit, boxes glide from where they were seen to where they belong.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use kurbo::{Point, Vec2};

use crate::editor::{Camera, Editor};
use crate::model::ElementId;
use crate::scene::{Item, Role};

/// How long a change of the layout takes to settle.
const GLIDE_S: f64 = 0.16;
/// How much longer the camera takes to a place that is a window away or farther.
const FAR_S: f64 = 0.24;

/// Where items were seen last, and how far they still are from where they belong.
#[derive(Debug, Default)]
pub(in crate::app) struct Glide {
    seen_revision: Option<u64>,
    seen_camera_serial: u64,
    seen_camera: Camera,
    /// Offsets in the scene seen last of what was near the window, by a digest of the element.
    seen: BTreeMap<u64, Vec2>,
    /// Where each moved item started, relative to where it belongs, in map units.
    starts: BTreeMap<u64, Vec2>,
    camera_start: Option<Camera>,
    started_s: f64,
    lasts_s: f64,
}

/// How the ends of an item are moved while it glides.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Shift {
    /// At the item's start: of a box, all of it.
    pub(super) from: Vec2,
    /// At the end of a connector.
    pub(super) to: Vec2,
}

impl Glide {
    /// Notes what changed since the last frame; with motion off everything is at once in place.
    /// True while something still moves.
    pub(in crate::app) fn refresh(&mut self, editor: &Editor, now_s: f64, moves: bool) -> bool {
        let (camera, serial) = (editor.camera(), editor.glide_serial());
        let is_sent = serial != self.seen_camera_serial;
        let is_revised = self.seen_revision != Some(editor.revision());
        // A glide that is under way goes on from where it is.
        let glides = is_sent || self.camera_start.is_some();
        let glides = glides && moves && camera != self.seen_camera;
        if is_revised {
            let shown = if glides { self.seen_camera } else { camera };
            self.note_scene(editor, shown, now_s, moves);
        } else if is_sent {
            let left = self.share_left(now_s);
            self.starts.values_mut().for_each(|start| *start *= left);
        }
        if is_revised || is_sent {
            self.camera_start = glides.then_some(self.seen_camera);
            self.started_s = now_s;
            self.lasts_s = GLIDE_S + FAR_S * self.farness(editor);
        }
        self.seen_camera_serial = serial;
        if !moves || self.progress(now_s) >= 1.0 {
            self.starts.clear();
            self.camera_start = None;
        }
        self.seen_camera = self.camera(camera, now_s);
        self.is_moving()
    }

    /// How far the camera has to go: 0 for nowhere, 1 for a window or farther.
    fn farness(&self, editor: &Editor) -> f64 {
        let Some(start) = self.camera_start else {
            return 0.0;
        };
        let window = editor.canvas_size();
        let middle = Point::new(window.width / 2.0, window.height / 2.0);
        let goal = editor.camera();
        let way = goal.to_screen(start.to_map(middle)) - middle;
        (way.hypot() / window.width.hypot(window.height).max(1.0)).min(1.0)
    }

    /// Notes where items start from, as seen through the camera that is shown now.
    fn note_scene(&mut self, editor: &Editor, camera: Camera, now_s: f64, moves: bool) {
        let is_first = self.seen_revision.is_none();
        self.seen_revision = Some(editor.revision());
        let left = self.share_left(now_s);
        let mut starts = BTreeMap::new();
        let mut seen = BTreeMap::new();
        let typed = editor.draft().map(|draft| draft.element);
        // What is farther away than a window cannot be seen to glide.
        let window = editor.visible_rect();
        let near = window.inflate(window.width(), window.height());
        for item in editor.scene().visible(near) {
            if matches!(item.group.role, Role::Connector(_)) {
                continue;
            }
            let key = digest(&item.group.element);
            if let Some(before) = self.seen.get(&key)
                && moves
                && !is_first
                && typed.as_ref() != Some(&item.group.element)
            {
                let residue = self.starts.get(&key).copied().unwrap_or_default() * left;
                let on_screen = (*before + residue) * self.seen_camera.zoom + self.seen_camera.pan;
                let start = (on_screen - camera.pan) / camera.zoom - item.offset;
                if start.hypot() > 0.5 {
                    starts.insert(key, start);
                }
            }
            seen.insert(key, item.offset);
        }
        self.seen = seen;
        self.starts = starts;
    }

    fn is_moving(&self) -> bool {
        !self.starts.is_empty() || self.camera_start.is_some()
    }

    fn progress(&self, now_s: f64) -> f64 {
        ((now_s - self.started_s) / self.lasts_s.max(GLIDE_S)).clamp(0.0, 1.0)
    }

    /// The share of the way that is left, easing out.
    fn share_left(&self, now_s: f64) -> f64 {
        (1.0 - self.progress(now_s)).powi(3)
    }

    /// The camera as it is to be shown now.
    pub(in crate::app) fn camera(&self, goal: Camera, now_s: f64) -> Camera {
        let Some(start) = self.camera_start else {
            return goal;
        };
        let left = self.share_left(now_s);
        Camera {
            pan: goal.pan + (start.pan - goal.pan) * left,
            zoom: goal.zoom + (start.zoom - goal.zoom) * left,
        }
    }

    /// How far an item is from where it belongs.
    pub(super) fn shift(&self, item: &Item, now_s: f64) -> Shift {
        if self.starts.is_empty() {
            return Shift::default();
        }
        let left = self.share_left(now_s);
        let of = |element: &ElementId| {
            let start = self.starts.get(&digest(element)).copied();
            start.unwrap_or_default() * left
        };
        match &item.group.role {
            Role::Connector(ends) => Shift {
                from: of(&ends.from.element),
                to: of(&ends.to.element),
            },
            Role::Claim | Role::Mark | Role::Badge { .. } | Role::Caption => {
                let both = of(&item.group.element);
                Shift {
                    from: both,
                    to: both,
                }
            }
        }
    }
}

fn digest(element: &ElementId) -> u64 {
    let mut hasher = DefaultHasher::new();
    element.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use kurbo::Size;

    use super::*;
    use crate::edit::SequentialIds;
    use crate::editor::Command;
    use crate::files;
    use crate::formats::ron_map;
    use crate::text::Fonts;
    use crate::theme::ThemeName;

    /// A map that is much larger than its window, at its contention.
    fn large() -> (Editor, ElementId) {
        let text = files::shipped_map("drezner-on-minilateralism")
            .unwrap()
            .text;
        let map = ron_map::read(text.as_bytes(), "a test").unwrap().map;
        let top = ElementId::Claim(map.contentions()[0].id.clone());
        let fonts = Arc::new(Fonts::shipped());
        let ids = Box::new(SequentialIds::default());
        let mut editor = Editor::new(map, fonts, ThemeName::Light, ids);
        editor.set_canvas_size(Size::new(700.0, 500.0));
        drop(editor.command(Command::Select(vec![top.clone()])));
        (editor, top)
    }

    fn seen_at(glide: &Glide, editor: &Editor, element: &ElementId, now_s: f64) -> Vec2 {
        let camera = glide.camera(editor.camera(), now_s);
        let item = editor.scene().item(element).unwrap();
        (item.offset + glide.shift(item, now_s).from) * camera.zoom + camera.pan
    }

    #[test]
    fn the_camera_sets_out_to_a_new_claim_from_where_everything_was_seen() {
        let (mut editor, top) = large();
        let mut glide = Glide::default();
        glide.refresh(&editor, 0.0, true);
        let before = seen_at(&glide, &editor, &top, 0.0);
        drop(editor.command(Command::AddSupport));
        assert!(glide.refresh(&editor, 1.0, true));
        assert!((seen_at(&glide, &editor, &top, 1.0) - before).hypot() < 0.01);
        glide.refresh(&editor, 1.1, true);
        let under_way = glide.camera(editor.camera(), 1.1);
        assert_ne!(
            under_way,
            editor.camera(),
            "it takes its time to a place far away"
        );
        drop(editor.type_text("A"));
        glide.refresh(&editor, 1.1, true);
        assert_eq!(
            glide.camera(editor.camera(), 1.1),
            under_way,
            "typing does not send it back"
        );
        glide.refresh(&editor, 2.0, true);
        assert_eq!(glide.camera(editor.camera(), 2.0), editor.camera());
    }
}
