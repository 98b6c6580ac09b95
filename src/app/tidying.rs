//! Tidying up beside the window: starts the work, shows how far it is, and takes what comes of it.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::Duration;

use egui::{Context, Key, Modifiers};

use super::canvas;
use super::progress::{Progress, progress_ui};
use super::shell::App;
use crate::editor::{Command, TidyJob};
use crate::layout::Tidied;
use crate::model::ClaimId;
use crate::theme::Theme;

/// Work that ends sooner shows no progress.
const SHOWN_AFTER_S: f64 = 0.2;
/// How often progress is drawn.
const REFRESHED_MS: u64 = 50;
/// The map rests so long before anyone looks for poor choices.
const SETTLED_S: f64 = 1.0;
/// Maps with fewer steps than this have hardly another way to stand.
const FEW_STEPS: usize = 3;
/// Shares are passed between threads as this many parts.
const WHOLE: f64 = 1_000_000.0;

/// What is being worked out.
#[derive(Debug, Default)]
pub(super) struct Tidying {
    running: Option<Running>,
    looking: Option<Receiver<(TidyJob, Vec<ClaimId>)>>,
    /// The revision of the editor that was seen last, and since when.
    seen: Option<(u64, f64)>,
    /// The revision that was looked through last.
    looked_through: Option<u64>,
}

#[derive(Debug)]
struct Running {
    found: Receiver<(TidyJob, Option<Tidied>)>,
    done: Arc<AtomicU32>,
    is_stopped: Arc<AtomicBool>,
    since_s: f64,
}

impl Running {
    fn share(&self) -> f64 {
        f64::from(self.done.load(Ordering::Relaxed)) / WHOLE
    }
}

impl App {
    /// Starts to tidy up, unless that is under way.
    pub(super) fn start_tidying(&mut self, ctx: &Context) {
        if self.tidying.running.is_some() {
            return;
        }
        let (sender, found) = channel();
        let done = Arc::new(AtomicU32::new(0));
        let is_stopped = Arc::new(AtomicBool::new(false));
        self.tidying.running = Some(Running {
            found,
            done: Arc::clone(&done),
            is_stopped: Arc::clone(&is_stopped),
            since_s: ctx.time(),
        });
        let job = self.editor.tidy_job();
        let wake = ctx.clone();
        self.ports.jobs.start(Box::new(move || {
            let tidied = job.tidy(&mut |share| {
                done.store((share.clamp(0.0, 1.0) * WHOLE) as u32, Ordering::Relaxed);
                if is_stopped.load(Ordering::Relaxed) {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            });
            // The window may be gone by now.
            sender.send((job, tidied)).ok();
            wake.request_repaint();
        }));
        ctx.request_repaint();
    }

    /// Takes what was worked out, and Escape, which stops the work.
    pub(super) fn poll_tidying(&mut self, ctx: &Context) {
        let Some(running) = &self.tidying.running else {
            return;
        };
        let is_typing = self.editor.draft().is_some() || ctx.text_edit_focused();
        let is_covered = self.dialog.is_some() || egui::Popup::is_any_open(ctx);
        if !is_typing && !is_covered {
            let pressed =
                ctx.input_mut(|input| canvas::take_exactly(input, Modifiers::NONE, Key::Escape));
            if pressed {
                running.is_stopped.store(true, Ordering::Relaxed);
            }
        }
        let found = match running.found.try_recv() {
            Err(TryRecvError::Empty) => {
                ctx.request_repaint_after(Duration::from_millis(REFRESHED_MS));
                return;
            }
            Err(TryRecvError::Disconnected) => {
                self.tidying.running = None;
                self.toasts.say("Tidy up ended early; try again");
                return;
            }
            Ok(found) => found,
        };
        let was_stopped = running.is_stopped.load(Ordering::Relaxed);
        self.tidying.running = None;
        match found {
            (job, Some(tidied)) if !was_stopped => {
                let command = Command::TakeTidied(Box::new((job, tidied)));
                self.apply(command.into(), ctx);
            }
            _ => self
                .toasts
                .say("Tidy up was cancelled; the map is as it was"),
        }
    }

    /// Looks for branches that have grown poor once the map has come to rest.
    pub(super) fn look_for_poor_choices(&mut self, ctx: &Context) {
        if let Some(looking) = &self.tidying.looking {
            match looking.try_recv() {
                Err(TryRecvError::Empty) => return,
                Err(TryRecvError::Disconnected) => {}
                Ok((job, poor)) => self.editor.set_poor_choices(&job, poor),
            }
            self.tidying.looking = None;
        }
        let revision = self.editor.revision();
        let now_s = ctx.time();
        let since_s = match self.tidying.seen {
            Some((seen, since_s)) if seen == revision => since_s,
            _ => {
                self.tidying.seen = Some((revision, now_s));
                now_s
            }
        };
        let is_at_rest = self.editor.draft().is_none() && !self.editor.is_hand_busy();
        if self.tidying.looked_through == Some(revision) || !is_at_rest {
            return;
        }
        let map = self.editor.map();
        if map.inference_count() < FEW_STEPS || self.editor.shown_view().choices.is_none() {
            // Such a map stands as the layout would have it now.
            self.tidying.looked_through = Some(revision);
            return;
        }
        let left_s = since_s + SETTLED_S - now_s;
        if left_s > 0.0 {
            ctx.request_repaint_after(Duration::from_secs_f64(left_s));
            return;
        }
        self.tidying.looked_through = Some(revision);
        self.start_looking(ctx);
    }

    fn start_looking(&mut self, ctx: &Context) {
        let job = self.editor.tidy_job();
        let (sender, looking) = channel();
        self.tidying.looking = Some(looking);
        let wake = ctx.clone();
        self.ports.jobs.start(Box::new(move || {
            let poor = job.poor_choices();
            // The window may be gone by now.
            sender.send((job, poor)).ok();
            wake.request_repaint();
        }));
    }
}

impl Tidying {
    /// Whether the work is under way.
    pub(super) fn is_running(&self) -> bool {
        self.running.is_some()
    }

    /// Draws how far the work is, with a button that stops it.
    pub(super) fn ui(&self, ctx: &Context, theme: &Theme, room_in_screen: egui::Rect) {
        let Some(running) = &self.running else {
            return;
        };
        if ctx.time() - running.since_s < SHOWN_AFTER_S {
            return;
        }
        let share = running.share();
        let progress = Progress {
            name: "tidying",
            title: "Tidying up",
            share,
            said: format!("{:>3} %", (share * 100.0).round()),
            is_ending: running.is_stopped.load(Ordering::Relaxed),
        };
        if progress_ui(ctx, theme, room_in_screen, &progress) {
            running.is_stopped.store(true, Ordering::Relaxed);
        }
    }
}
