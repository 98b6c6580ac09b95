//! Motion: after an edit, boxes glide from where they were seen to where they belong.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use kurbo::Vec2;

use crate::editor::{Camera, Editor};
use crate::model::ElementId;
use crate::scene::{Item, Role};

/// How long a change of the layout takes to settle.
const GLIDE_S: f64 = 0.16;

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
        let camera = editor.camera();
        if self.seen_revision != Some(editor.revision()) {
            self.note_scene(editor, camera, now_s, moves);
        }
        let serial = editor.glide_serial();
        if serial != self.seen_camera_serial {
            self.seen_camera_serial = serial;
            if moves && camera != self.seen_camera {
                self.camera_start = Some(self.seen_camera);
                self.started_s = now_s;
            }
        }
        if !moves || self.progress(now_s) >= 1.0 {
            self.starts.clear();
            self.camera_start = None;
        }
        self.seen_camera = self.camera(camera, now_s);
        self.is_moving()
    }

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
        self.started_s = now_s;
    }

    fn is_moving(&self) -> bool {
        !self.starts.is_empty() || self.camera_start.is_some()
    }

    fn progress(&self, now_s: f64) -> f64 {
        ((now_s - self.started_s) / GLIDE_S).clamp(0.0, 1.0)
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
