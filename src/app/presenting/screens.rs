//! The screens of the desk, and who sits where: the slides on one, the speaker's window on another.

use egui::{Context, Pos2, Rect, Vec2, ViewportCommand, ViewportId, vec2};

/// The speaker's window stands so far from the corner of its screen, in points.
const FROM_CORNER: Vec2 = vec2(32.0, 32.0);

/// The screens as the system lists them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Screens {
    /// Where each of them lies on the desk, in pixels.
    pub in_px: Vec<Rect>,
    /// Which of them the window is on.
    pub own: usize,
}

impl Screens {
    /// Where a window on a screen is put, where there are several, and how much room it has.
    pub(super) fn place(&self, screen: usize, pixels_per_point: f32) -> Option<(Pos2, Vec2)> {
        let in_px = self.in_px.get(screen).filter(|_| self.in_px.len() > 1)?;
        let at = in_px.min / pixels_per_point + FROM_CORNER;
        Some((at, in_px.size() / pixels_per_point - FROM_CORNER))
    }
}

/// Which screen shows what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Seats {
    pub(super) slides: usize,
    pub(super) speaker: usize,
}

impl Seats {
    /// Both where the window is.
    pub(super) fn of(screens: &Screens) -> Self {
        Self {
            slides: screens.own,
            speaker: screens.own,
        }
    }

    /// Sends the slides to another screen than the speaker's window; false if there is none, or
    /// they are there already.
    pub(super) fn part(&mut self, screens: &Screens) -> bool {
        self.slides == self.speaker && self.send_on(screens)
    }

    /// Sends the slides to the next screen, and the speaker's window away from it; false if there
    /// is only one.
    pub(super) fn send_on(&mut self, screens: &Screens) -> bool {
        let count = screens.in_px.len();
        if count < 2 {
            return false;
        }
        let before = self.slides;
        self.slides = (before + 1) % count;
        if self.speaker == self.slides {
            self.speaker = before;
        }
        true
    }
}

/// How the window stood before it filled a screen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stand {
    at: Pos2,
    is_maximized: bool,
}

impl Stand {
    /// As the window stands now; unknown on some systems.
    pub(super) fn of(ctx: &Context) -> Option<Self> {
        ctx.input(|input| {
            let window = input.viewport();
            Some(Self {
                at: window.outer_rect?.min,
                is_maximized: window.maximized.unwrap_or(false),
            })
        })
    }

    /// Puts the window there again, once it fills no screen any more.
    pub(super) fn restore(self, ctx: &Context) {
        ctx.send_viewport_cmd(ViewportCommand::OuterPosition(self.at));
        if self.is_maximized {
            ctx.send_viewport_cmd(ViewportCommand::Maximized(true));
        }
    }
}

/// Fills a screen with the main window. Some systems move no window that is as large as a screen.
pub(super) fn fill(ctx: &Context, screen: usize) {
    let commands = [
        ViewportCommand::Fullscreen(false),
        ViewportCommand::Maximized(false),
        ViewportCommand::SetMonitor(screen),
    ];
    for command in commands {
        ctx.send_viewport_cmd_to(ViewportId::ROOT, command);
    }
}

#[cfg(test)]
mod tests {
    use egui::pos2;

    use super::*;

    fn screens(count: usize) -> Screens {
        let one = |at: usize| {
            let corner = pos2(at as f32 * 1000.0, 0.0);
            Rect::from_min_size(corner, vec2(1000.0, 700.0))
        };
        Screens {
            in_px: (0..count).map(one).collect(),
            own: 0,
        }
    }

    #[test]
    fn slides_and_speaker_never_share_a_screen_where_there_are_two() {
        let two = screens(2);
        let mut seats = Seats::of(&two);
        assert!(seats.part(&two));
        assert_eq!((seats.slides, seats.speaker), (1, 0));
        assert!(!seats.part(&two), "they are apart");
        assert!(seats.send_on(&two));
        assert_eq!((seats.slides, seats.speaker), (0, 1));
    }

    #[test]
    fn with_one_screen_nothing_moves() {
        let one = screens(1);
        let mut seats = Seats::of(&one);
        assert!(!seats.part(&one) && !seats.send_on(&one));
        assert_eq!(one.place(0, 1.0), None, "the system chooses the place");
    }

    #[test]
    fn a_window_is_put_near_the_corner_of_its_screen() {
        let (at, room) = screens(2).place(1, 2.0).unwrap();
        assert_eq!(at, pos2(532.0, 32.0));
        assert_eq!(room, vec2(468.0, 318.0));
    }
}
