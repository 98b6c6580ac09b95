//! The draft: what the surroundings need to show a text field over the text being typed.

use std::sync::Arc;

use kurbo::{Point, Rect, Size, Vec2};

use super::hand::{Hand, Typing};
use super::{Camera, Editor};
use crate::layout::{PlacedClaim, PlacedMark};
use crate::model::ElementId;
use crate::text::Paragraph;

/// Below this size on the screen, text is too small to type: the field opens enlarged.
const TYPABLE_PX: f64 = 9.0;

/// A text being typed. The field's caret and selection are the field's own; every change of its
/// text comes back by [`Editor::type_text`].
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The claim, or the step whose word is typed.
    pub element: ElementId,
    /// The text as typed so far.
    pub text: String,
    /// Tells one typing from the next, so that a field starts afresh.
    pub serial: u64,
    /// The box or mark on the canvas, enlarged where the camera shows it too small to read.
    pub box_in_screen: Rect,
    /// Top left of the text on the canvas.
    pub text_at_in_screen: Point,
    /// Screen points a map unit inside this box; the camera's zoom, or more where enlarged.
    pub zoom: f64,
    /// The width at which lines break, in map units; infinite on marks.
    pub wrap_width: f64,
    /// The text as set by the layout. On a mark whose word is empty it is the usual word.
    pub paragraph: Arc<Paragraph>,
}

impl Editor {
    /// The text being typed, if any.
    pub fn draft(&self) -> Option<Draft> {
        match &self.hand {
            Hand::Typing(typing) => self.draft_of(typing),
            _ => None,
        }
    }

    pub(super) fn draft_of(&self, typing: &Typing) -> Option<Draft> {
        let set = self.set_text(&typing.element)?;
        let zoom = if self.camera.zoom * set.paragraph.style.size < TYPABLE_PX {
            1.0
        } else {
            self.camera.zoom
        };
        let middle = self.camera.to_screen(set.rect.center());
        let size = set.rect.size() * zoom;
        let box_in_screen = self.kept_on_canvas(Rect::from_center_size(middle, size), zoom);
        Some(Draft {
            element: typing.element.clone(),
            text: typing.text.clone(),
            serial: typing.serial,
            box_in_screen,
            text_at_in_screen: box_in_screen.origin() + (set.text_at - set.rect.origin()) * zoom,
            zoom,
            wrap_width: set.wrap_width,
            paragraph: set.paragraph,
        })
    }

    /// Brings the box whose text is typed into sight, with some of what is around it where the
    /// camera has far to go. One that is larger than the canvas is zoomed
    /// out until it fits, or until its text is as small as can be typed; then its end is seen,
    /// where the caret is.
    pub(super) fn show_typed(&mut self, element: &ElementId) {
        let Some(SetText {
            rect, paragraph, ..
        }) = self.set_text(element)
        else {
            return;
        };
        let canvas = self.view.size;
        let seen = self.visible_rect();
        if !seen.overlaps(rect) {
            let air = (seen.size() - rect.size()) / 4.0;
            self.show_rect(rect.inflate(air.width.max(0.0), air.height.max(0.0)));
        }
        let smallest = TYPABLE_PX / paragraph.style.size;
        let zoom = Camera::zoom_that_shows(rect.size(), canvas).max(smallest);
        if zoom < self.camera.zoom {
            let held = self.camera.to_screen(rect.center());
            self.camera.zoom_at(held, zoom / self.camera.zoom);
            self.view.glide_serial += 1;
        }
        let shown = Camera::zoom_that_shows(Size::new(1.0, rect.height()), canvas);
        let height = rect.height() * (shown / self.camera.zoom).min(1.0);
        self.show_rect(Rect::new(rect.x0, rect.y1 - height, rect.x1, rect.y1));
    }

    /// An enlarged box would reach over the edge of the canvas.
    fn kept_on_canvas(&self, rect: Rect, zoom: f64) -> Rect {
        if zoom == self.camera.zoom {
            return rect;
        }
        let canvas = self.view.size;
        let by = Vec2::new(
            (canvas.width - rect.x1).min(0.0).max(-rect.x0),
            (canvas.height - rect.y1).min(0.0).max(-rect.y0),
        );
        rect + by
    }

    fn set_text(&self, element: &ElementId) -> Option<SetText> {
        let layout = self.layout();
        match element {
            ElementId::Claim(id) => {
                let is_meant = |placed: &&PlacedClaim| placed.id == *id;
                let known = self.drawn.place_in_layout(element);
                let known = known.and_then(|at| layout.claims.get(at)).filter(is_meant);
                let placed = known.or_else(|| layout.claims.iter().find(is_meant))?;
                let padding = self.theme().metrics.padding_x;
                Some(SetText {
                    rect: placed.rect,
                    text_at: placed.text_at,
                    wrap_width: placed.rect.width() - 2.0 * padding,
                    paragraph: Arc::clone(&placed.text),
                })
            }
            ElementId::Inference(id) => {
                let is_meant = |placed: &&PlacedMark| placed.id == *id;
                let known = self.drawn.place_in_layout(element);
                let known = known.and_then(|at| layout.marks.get(at)).filter(is_meant);
                let placed = known.or_else(|| layout.marks.iter().find(is_meant))?;
                Some(SetText {
                    rect: placed.rect,
                    text_at: placed.word_at,
                    wrap_width: f64::INFINITY,
                    paragraph: Arc::clone(&placed.word),
                })
            }
        }
    }
}

/// A text where the layout has put it.
struct SetText {
    rect: Rect,
    text_at: Point,
    wrap_width: f64,
    paragraph: Arc<Paragraph>,
}
