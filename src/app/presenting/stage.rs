//! Paints a slide: where the camera is, and what fades in and out on the way from the one before.

use std::sync::Arc;

use egui::Painter;
use kurbo::Rect;

use crate::app::canvas::{Place, paint_still};
use crate::app::fonts::Families;
use crate::app::style::color32;
use crate::export::Slide;
use crate::model::ArgumentMap;
use crate::scene::Item;

/// How long a step takes to come.
const COMES_S: f64 = 0.36;
/// What is left free around a frame, as a share of the screen.
const MARGIN: f64 = 0.03;

/// The way from one slide to the next.
#[derive(Debug, Clone)]
pub(super) struct Passage {
    from: Arc<Slide>,
    frame: Rect,
    since_s: f64,
}

impl Passage {
    /// Begins where the picture stood.
    pub(super) fn new(from: Arc<Slide>, frame: Rect, since_s: f64) -> Self {
        Self {
            from,
            frame,
            since_s,
        }
    }

    /// The share of the way that is done, easing in and out; 1 when it is over.
    pub(super) fn share(&self, now_s: f64) -> f64 {
        let share = ((now_s - self.since_s) / COMES_S).clamp(0.0, 1.0);
        share * share * (3.0 - 2.0 * share)
    }

    /// Where the camera is on its way to a frame.
    pub(super) fn frame(&self, to: Rect, now_s: f64) -> Rect {
        let share = self.share(now_s);
        let mix = |from: f64, to: f64| from + (to - from) * share;
        Rect::new(
            mix(self.frame.x0, to.x0),
            mix(self.frame.y0, to.y0),
            mix(self.frame.x1, to.x1),
            mix(self.frame.y1, to.y1),
        )
    }
}

/// Where the map lies when a frame fills a part of the window.
pub(in crate::app) fn fitted(frame: Rect, in_screen: egui::Rect) -> Place {
    let (width, height) = (f64::from(in_screen.width()), f64::from(in_screen.height()));
    let free = 1.0 - 2.0 * MARGIN;
    let zoom = (width * free / frame.width().max(1.0)).min(height * free / frame.height().max(1.0));
    let middle = kurbo::Vec2::new(width / 2.0, height / 2.0);
    Place {
        canvas_in_screen: in_screen,
        zoom,
        origin: middle - frame.center().to_vec2() * zoom,
    }
}

/// What painting a slide needs.
pub(in crate::app) struct Stage<'a> {
    pub(in crate::app) painter: &'a Painter,
    pub(in crate::app) families: &'a Families,
    pub(in crate::app) map: &'a ArgumentMap,
}

impl Stage<'_> {
    /// Paints a slide at rest, filling a part of the window.
    pub(in crate::app) fn still(&self, slide: &Slide, frame: Rect, in_screen: egui::Rect) {
        self.ground(slide, in_screen);
        let place = fitted(frame, in_screen);
        self.items(slide, slide.scene.items(), &place, 1.0);
    }

    /// Paints a slide on its way.
    pub(super) fn passing(
        &self,
        slide: &Slide,
        frame: Rect,
        in_screen: egui::Rect,
        (passage, now_s): (&Passage, f64),
    ) {
        self.ground(slide, in_screen);
        let place = fitted(passage.frame(frame, now_s), in_screen);
        let share = passage.share(now_s) as f32;
        let before = &passage.from.scene;
        let leaves = |item: &&Item| slide.scene.item_by_key(&item.group.key).is_none();
        let leaving = before.items().iter().filter(leaves);
        self.items(slide, leaving, &place, 1.0 - share);
        for item in slide.scene.items() {
            match before.item_by_key(&item.group.key) {
                Some(old) if old.group.revision == item.group.revision => {
                    self.items(slide, [item], &place, 1.0);
                }
                Some(old) => {
                    self.items(slide, [old], &place, 1.0);
                    self.items(slide, [item], &place, share);
                }
                None => self.items(slide, [item], &place, share),
            }
        }
    }

    fn ground(&self, slide: &Slide, in_screen: egui::Rect) {
        let color = color32(slide.scene.background());
        self.painter.rect_filled(in_screen, 0.0, color);
    }

    fn items<'i>(
        &self,
        slide: &Slide,
        items: impl IntoIterator<Item = &'i Item>,
        place: &Place,
        opacity: f32,
    ) {
        let mut painter = self.painter.with_clip_rect(place.canvas_in_screen);
        painter.multiply_opacity(opacity);
        let ground = slide.scene.background();
        let seen = place.visible_in_map();
        let items = items.into_iter();
        let items = items.filter(|item| item.bounds_in_map().overlaps(seen));
        paint_still(&painter, place, self.families, (self.map, ground), items);
    }
}
