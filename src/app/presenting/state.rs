//! Where a presentation stands, and what the speaker's asks make of it.

use std::sync::Arc;

use kurbo::{Rect, Vec2};

use super::keys::Ask;
use super::reel::{Extent, Reel};
use super::screens::{Screens, Seats, Stand};
use super::stage::{Passage, fitted};
use crate::export::Slide;
use crate::model::ViewId;

/// The picture is never shown nearer or farther than this many times its frame.
const NEAREST: f64 = 12.0;

/// So long after a number went to its step at once, Enter still belongs to it.
const ENTER_ENDS_NUMBER_S: f64 = 2.0;

/// Whether slides are on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::app) enum Showing {
    /// Nothing is presented.
    #[default]
    Off,
    /// The slide fills the window.
    Running,
    /// The map is being edited; the place is kept.
    Paused,
}

/// A presentation.
#[derive(Debug, Default)]
pub(in crate::app) struct Presenting {
    pub(in crate::app) showing: Showing,
    pub(in crate::app) at: usize,
    pub(super) view: Option<ViewId>,
    pub(super) reel: Reel,
    pub(super) is_black: bool,
    /// The picture chosen in the overview, while that is open.
    pub(super) overview: Option<usize>,
    /// Pictures in a row of the overview.
    pub(super) across: usize,
    /// The number typed so far.
    pub(super) typed: Option<usize>,
    /// When a number went to its step without waiting for Enter.
    pub(super) numbered_s: Option<f64>,
    /// Where the speaker looks instead of the step's frame.
    pub(super) free: Option<Rect>,
    pub(super) has_speaker: bool,
    pub(super) screens: Screens,
    pub(super) seats: Seats,
    /// Where the window stood before, to come back to.
    pub(super) came_from: Option<Stand>,
    pub(super) passage: Option<Passage>,
    /// Since when the talk runs.
    pub(super) since_s: f64,
}

/// What is left for the window to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Duty {
    /// Nothing more.
    None,
    /// The presentation is over.
    End,
    /// The map is to be edited.
    Edit,
    /// Full screen or not.
    FullScreen,
    /// To the screen of this number.
    Screen(usize),
}

impl Presenting {
    /// Begins, or goes on.
    pub(super) fn begin(&mut self, view: ViewId, at: usize, now_s: f64) {
        if self.showing == Showing::Off {
            self.since_s = now_s;
            self.seats = Seats::of(&self.screens);
        }
        self.showing = Showing::Running;
        self.view = Some(view);
        self.at = at;
        self.is_black = false;
        self.overview = None;
        self.typed = None;
        self.free = None;
        self.passage = None;
    }

    /// What the camera takes in now, when it has arrived.
    pub(super) fn frame(&mut self) -> Rect {
        let slide = self.reel.slide(self.at, Extent::Framed);
        let own = slide.map_or_else(|| self.reel.whole(), |slide| slide.frame);
        self.free.unwrap_or(own)
    }

    /// The slide as it is shown: where the speaker looks around, with all there is.
    pub(super) fn slide(&mut self) -> Option<Arc<Slide>> {
        let extent = if self.free.is_some() {
            Extent::Everything
        } else {
            Extent::Framed
        };
        self.reel.slide(self.at, extent)
    }

    /// Does what was asked; the picture lies in a part of the window.
    pub(super) fn take(&mut self, ask: Ask, in_screen: egui::Rect, now_s: f64) -> Duty {
        let numbered_s = self.numbered_s.take();
        match ask {
            Ask::Enter
                if numbered_s.is_some_and(|since_s| now_s - since_s < ENTER_ENDS_NUMBER_S) => {}
            Ask::Escape => return self.escape(now_s),
            Ask::End => return Duty::End,
            Ask::Edit => return Duty::Edit,
            Ask::FullScreen => return Duty::FullScreen,
            Ask::NextScreen => {
                if self.seats.send_on(&self.screens) {
                    return Duty::Screen(self.seats.slides);
                }
            }
            Ask::Speaker => {
                self.has_speaker = !self.has_speaker;
                if self.has_speaker && self.seats.part(&self.screens) {
                    return Duty::Screen(self.seats.slides);
                }
            }
            Ask::Black => self.is_black = !self.is_black,
            Ask::Overview => {
                self.overview = match self.overview {
                    Some(_) => None,
                    None => Some(self.at),
                };
            }
            Ask::Digit(digit) => self.type_digit(digit, now_s),
            Ask::Enter => self.enter(now_s),
            Ask::Zoom(factor, at) => self.zoom(factor, at, in_screen),
            Ask::Pan(by) => self.pan(by, in_screen),
            Ask::Reframe => self.look(None, now_s),
            _ => self.walk(ask, now_s),
        }
        Duty::None
    }

    fn walk(&mut self, ask: Ask, now_s: f64) {
        let last = self.reel.len().saturating_sub(1);
        let from = self.overview.unwrap_or(self.at);
        let across = if self.overview.is_some() {
            self.across.max(1)
        } else {
            1
        };
        let to = match ask {
            Ask::Next => from + 1,
            Ask::Back => from.saturating_sub(1),
            Ask::Down => from + across,
            Ask::Up => from.saturating_sub(across),
            Ask::Last => last,
            Ask::Go(to) => to,
            _ => 0,
        };
        let to = to.min(last);
        if self.overview.is_some() && !matches!(ask, Ask::Go(_)) {
            self.overview = Some(to);
        } else {
            self.go(to, now_s);
        }
    }

    /// Shows a step.
    pub(super) fn go(&mut self, to: usize, now_s: f64) {
        let to = to.min(self.reel.len().saturating_sub(1));
        self.is_black = false;
        self.overview = None;
        self.typed = None;
        if to == self.at && self.free.is_none() {
            return;
        }
        let frame = self.seen_frame(now_s);
        self.passage = self.slide().map(|slide| Passage::new(slide, frame, now_s));
        self.at = to;
        self.free = None;
    }

    /// Looks somewhere else, or back at the step's own frame, on the way there.
    fn look(&mut self, at: Option<Rect>, now_s: f64) {
        if self.free == at {
            return;
        }
        let frame = self.seen_frame(now_s);
        self.passage = self.slide().map(|slide| Passage::new(slide, frame, now_s));
        self.free = at;
    }

    /// What the camera takes in at this moment, on its way or not.
    fn seen_frame(&mut self, now_s: f64) -> Rect {
        let frame = self.frame();
        let passage = self.passage.as_ref();
        passage.map_or(frame, |passage| passage.frame(frame, now_s))
    }

    fn escape(&mut self, now_s: f64) -> Duty {
        if self.typed.take().is_some() || self.overview.take().is_some() {
            return Duty::None;
        }
        if self.is_black {
            self.is_black = false;
            return Duty::None;
        }
        if self.free.is_some() {
            self.look(None, now_s);
            return Duty::None;
        }
        Duty::End
    }

    fn enter(&mut self, now_s: f64) {
        match (self.typed, self.overview) {
            (Some(number), _) => self.go(number.saturating_sub(1), now_s),
            (None, Some(chosen)) => self.go(chosen, now_s),
            (None, None) => self.walk(Ask::Next, now_s),
        }
    }

    /// A number that can only mean one step is taken at once; Enter ends the others.
    fn type_digit(&mut self, digit: usize, now_s: f64) {
        let count = self.reel.len();
        let number = self.typed.unwrap_or(0) * 10 + digit;
        if number == 0 || number > count {
            self.typed = None;
        } else if number * 10 > count {
            self.go(number - 1, now_s);
            self.numbered_s = Some(now_s);
        } else {
            self.typed = Some(number);
        }
    }

    fn zoom(&mut self, factor: f64, at: Option<egui::Pos2>, in_screen: egui::Rect) {
        let frame = self.frame();
        let whole = self.reel.whole().union(frame);
        let place = fitted(frame, in_screen);
        let held = at.map_or(frame.center(), |at| place.to_map(at));
        let smallest = whole.size() / (4.0 * NEAREST);
        let scale = 1.0 / factor;
        let size = frame.size() * scale;
        let too_near = size.width < smallest.width && factor > 1.0;
        let too_far = size.width > whole.width() * 1.5 && factor < 1.0;
        if too_near || too_far || !factor.is_finite() || factor <= 0.0 {
            return;
        }
        let origin = held + (frame.origin() - held) * scale;
        self.passage = None;
        self.free = Some(Rect::from_origin_size(origin, size));
    }

    fn pan(&mut self, by: egui::Vec2, in_screen: egui::Rect) {
        let frame = self.frame();
        let zoom = fitted(frame, in_screen).zoom;
        let by = Vec2::new(f64::from(by.x), f64::from(by.y)) / zoom.max(1e-6);
        self.passage = None;
        self.free = Some(frame - by);
    }
}
