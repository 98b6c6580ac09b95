//! Aiming the camera: on opening, by the zoom commands, and to keep an edit under the eye.

use std::collections::BTreeSet;

use kurbo::{Point, Rect, Size, Vec2};

use super::camera::ZOOM_STEP;
use super::{Camera, Editor};
use crate::edit::operations::ancestors;
use crate::model::ElementId;
use crate::scene::{Item, Role};

/// Text smaller than this on opening is not readable.
const READABLE_PX: f64 = 9.0;
/// Space above the contention when a map opens there, in screen points.
const OPENING_TOP: f64 = 48.0;

/// What moves less than this, in map units, has not moved.
const STILL: f64 = 0.5;

/// So many boxes in sight hold the picture still.
const MOST_HELD: usize = 8;

/// Where elements stood before an edit, the most important first.
pub(super) struct Anchor {
    held: Vec<(ElementId, Point)>,
    /// The camera stays where it is if any of them has not moved in the map.
    is_still: bool,
}

impl Editor {
    /// Takes the size of the canvas; an untouched camera is aimed anew. Otherwise the middle stays
    /// in the middle from left to right, the top at the top, and the selection in sight if it was.
    pub fn set_canvas_size(&mut self, size: Size) {
        if !size.is_finite() || size.width <= 0.0 || size.height <= 0.0 || size == self.view.size {
            return;
        }
        let seen = self.visible_rect();
        let selected = self.selected_rect().filter(|rect| seen.overlaps(*rect));
        let wider = size.width - self.view.size.width;
        self.view.size = size;
        if self.view.opened_with == Some(self.camera) {
            return self.aim_at_opening();
        }
        self.camera.pan_by(Vec2::new((wider / 2.0).round(), 0.0));
        if let Some(rect) = selected {
            self.camera.show(rect, size);
        }
    }

    /// Whether part of the map is out of sight, so that a minimap helps.
    pub fn is_minimap_useful(&self) -> bool {
        let bounds = self.scene().bounds();
        let seen = self.visible_rect().inflate(1.0, 1.0);
        seen.union(bounds) != seen
    }

    /// Puts the camera's middle on a point of the map, as the minimap does.
    pub fn look_at(&mut self, at_in_map: Point) {
        if at_in_map.is_finite() {
            self.camera = Camera::centred(at_in_map, self.camera.zoom, self.view.size);
        }
    }

    /// Shows all of a rectangle of the map, as large as it can be.
    pub fn look_at_all(&mut self, rect_in_map: Rect) {
        if rect_in_map.is_finite() {
            self.camera = Camera::fitting(rect_in_map, self.view.size);
            self.view.glide_serial += 1;
        }
    }

    /// Fitted to the window, or readable at the contention where that would be too small.
    pub(super) fn aim_at_opening(&mut self) {
        let bounds = self.scene().bounds();
        let fitted = Camera::fitting(bounds, self.view.size);
        let smallest = self.theme().metrics.caption_size;
        self.camera = if fitted.zoom * smallest >= READABLE_PX {
            fitted
        } else {
            let top = self.contention_top().unwrap_or_default();
            Camera {
                pan: Vec2::new(self.view.size.width / 2.0, OPENING_TOP) - top.to_vec2(),
                zoom: 1.0,
            }
        };
        self.view.opened_with = Some(self.camera);
        self.view.glide_serial += 1;
    }

    fn contention_top(&self) -> Option<Point> {
        let contentions = self.map().contentions();
        let first = contentions.first().map(|claim| claim.id.clone());
        let rect = match first {
            Some(id) => self.scene().rect_of(&ElementId::Claim(id)),
            None => self.layout().claims.first().map(|placed| placed.rect),
        };
        rect.map(|rect| Point::new(rect.center().x, rect.y0))
    }

    pub(super) fn zoom_to_fit(&mut self) {
        self.look_at_all(self.scene().bounds());
    }

    /// 100 %, keeping the selection, or else the middle of the canvas, in its place.
    pub(super) fn zoom_to_actual(&mut self) {
        self.zoom_by(1.0 / self.camera.zoom);
    }

    pub(super) fn zoom_in(&mut self) {
        self.zoom_by(ZOOM_STEP);
    }

    pub(super) fn zoom_out(&mut self) {
        self.zoom_by(1.0 / ZOOM_STEP);
    }

    fn zoom_by(&mut self, factor: f64) {
        let canvas = self.view.size.to_rect();
        let selected = self
            .selected_rect()
            .map(|rect| self.camera.to_screen(rect.center()))
            .filter(|at| canvas.contains(*at));
        self.camera
            .zoom_at(selected.unwrap_or(canvas.center()), factor);
        self.view.glide_serial += 1;
    }

    /// Brings the selection into sight, moving only as far as needed.
    pub(super) fn show_selection(&mut self) {
        if let Some(rect) = self.selected_rect() {
            self.show_rect(rect);
        }
    }

    pub(super) fn show_rect(&mut self, rect_in_map: Rect) {
        let before = self.camera;
        self.camera.show(rect_in_map, self.view.size);
        if self.camera != before {
            self.view.glide_serial += 1;
        }
    }

    /// Brings the whole of a rectangle into sight, from farther away only where it must be.
    pub(super) fn show_whole(&mut self, rect_in_map: Rect) {
        let fitting = Camera::fitting(rect_in_map, self.view.size);
        if fitting.zoom < self.camera.zoom {
            self.camera = fitting;
            self.view.glide_serial += 1;
        } else {
            self.show_rect(rect_in_map);
        }
    }

    /// The box of the element that keys act on, or of the nearest one above it that is not hidden.
    fn selected_rect(&self) -> Option<Rect> {
        let primary = self.selection.primary()?;
        let scene = self.scene();
        scene.rect_of(primary).or_else(|| {
            let above = ancestors(self.map(), self.shown_view(), primary);
            above.iter().find_map(|above| scene.rect_of(above))
        })
    }

    /// Where the elements of most interest stand now: those given, then the selected and what
    /// they stand under, then whatever is nearest to the middle of the canvas.
    pub(super) fn anchor(&self, first: &[ElementId]) -> Anchor {
        let mut wanted: Vec<ElementId> = first.to_vec();
        if let Some(primary) = self.selection.primary() {
            wanted.push(primary.clone());
            wanted.extend(ancestors(self.map(), self.shown_view(), primary));
        }
        let held = |element: ElementId| {
            let rect = self.scene().rect_of(&element)?;
            Some((element, hold_of(rect)))
        };
        let mut held: Vec<_> = wanted.into_iter().filter_map(held).collect();
        held.extend(self.central());
        Anchor {
            held,
            is_still: false,
        }
    }

    /// The same without elements that are meant to move, and without marks, which move with
    /// what they stand for.
    pub(super) fn anchor_apart_from(
        &self,
        moving: &BTreeSet<ElementId>,
        first: &[ElementId],
    ) -> Anchor {
        self.anchor(first).apart_from(moving)
    }

    /// The boxes in sight, those nearest to the middle first; they hold the picture still when
    /// everything of more interest goes.
    fn central(&self) -> Vec<(ElementId, Point)> {
        let seen = self.visible_rect();
        let is_box = |item: &&Item| matches!(item.group.role, Role::Claim | Role::Mark);
        let mut boxes: Vec<_> = self
            .scene()
            .visible(seen)
            .filter(is_box)
            .map(|item| (item, item.body_in_map()))
            .filter(|(_, body)| body.overlaps(seen))
            .map(|(item, body)| (hold_of(body), item))
            .collect();
        let middle = seen.center();
        let nearer = |one: &(Point, &Item), other: &(Point, &Item)| {
            let (one, other) = ((one.0 - middle).hypot2(), (other.0 - middle).hypot2());
            one.total_cmp(&other)
        };
        if boxes.len() > MOST_HELD {
            boxes.select_nth_unstable_by(MOST_HELD, nearer);
            boxes.truncate(MOST_HELD);
        }
        boxes.sort_by(nearer);
        let held = boxes.into_iter();
        held.map(|(at, item)| (item.group.element.clone(), at))
            .collect()
    }

    /// Lays out and draws what has changed, and keeps the anchor where it was on the canvas.
    pub(super) fn refresh(&mut self, anchor: &Anchor) {
        if !self.drawn.follow(&self.document, &self.fonts) {
            return;
        }
        let mut moves = anchor.held.iter().filter_map(|(element, before)| {
            let rect = self.scene().rect_of(element)?;
            Some(hold_of(rect) - *before)
        });
        let first = moves.next();
        let is_still = |moved: Vec2| moved.hypot() < STILL;
        let stays = anchor.is_still && first.into_iter().chain(moves).any(is_still);
        if let Some(moved) = first.filter(|_| !stays) {
            self.camera.pan_by(-moved * self.camera.zoom);
        }
        self.hover = None;
    }
}

impl Anchor {
    /// Without elements that are meant to move, and without marks.
    fn apart_from(mut self, moving: &BTreeSet<ElementId>) -> Self {
        self.held
            .retain(|(element, _)| element.as_claim().is_some() && !moving.contains(element));
        self
    }

    /// For boxes that are pinned or let go: the rest of the picture holds still where it can.
    pub(super) fn still_apart_from(self, moving: &BTreeSet<ElementId>) -> Self {
        Self {
            is_still: true,
            ..self.apart_from(moving)
        }
    }
}

/// The point of a box that stays under the eye while it grows.
fn hold_of(rect: Rect) -> Point {
    Point::new(rect.center().x, rect.y0)
}
