//! What the dialog shows of an export before it is written: page after page, drawn beside the
//! window.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::Duration;

use egui::{ColorImage, Context, TextureHandle, TextureOptions};
use kurbo::Size;

use super::drawn::Legibility;
use super::exposure::{Drawn, Exposure};
use super::form::ExportForm;
use super::watch::{Failed, Watch};
use crate::app::ports::Jobs;
use crate::export::{Format, Pixels};

/// How often the share that is done is shown.
const REFRESHED_MS: u64 = 100;

/// The preview of a dialog.
#[derive(Default)]
pub(in crate::app) struct Previewing {
    /// The page that is to be shown, counted from 0.
    pub(super) page: usize,
    /// How large it may be, in pixels.
    pub(super) room: (u32, u32),
    asked: Option<Wanted>,
    running: Option<Running>,
    drawn: Option<Arc<Drawn>>,
    shown: Option<Shown>,
    refused: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
struct Wanted {
    form: ExportForm,
    page: usize,
    room: (u32, u32),
}

struct Running {
    seen: Receiver<Result<Seen, Failed>>,
    watch: Arc<Watch>,
}

struct Seen {
    drawn: Arc<Drawn>,
    page: usize,
    count: usize,
    title: String,
    size: Option<String>,
    legibility: Option<Legibility>,
    pixels: Pixels,
}

/// A page on show.
pub(super) struct Shown {
    pub(super) texture: TextureHandle,
    pub(super) page: usize,
    pub(super) count: usize,
    pub(super) format: Format,
    pub(super) title: String,
    /// How large a picture is, in words.
    pub(super) size: Option<String>,
    pub(super) legibility: Option<Legibility>,
}

impl Previewing {
    /// The page on show, if one is.
    pub(super) fn shown(&self) -> Option<&Shown> {
        self.shown.as_ref().filter(|_| self.refused.is_none())
    }

    /// Why there is nothing to show.
    pub(super) fn refused(&self) -> Option<&str> {
        self.refused.as_deref()
    }

    /// How far drawing is, while it goes on: the page under way and the number of pages.
    pub(super) fn working(&self) -> Option<(usize, usize)> {
        self.running.as_ref().map(|running| running.watch.seen())
    }

    /// The pages as they were drawn last, if they are still those of this form.
    pub(super) fn drawn(&self, form: &ExportForm) -> Option<Arc<Drawn>> {
        let drawn = self.drawn.as_ref()?;
        (drawn.form == *form).then(|| Arc::clone(drawn))
    }

    /// Follows the form: takes what was drawn, and has drawn what is wanted now.
    pub(super) fn refresh(
        &mut self,
        ctx: &Context,
        jobs: &mut dyn Jobs,
        (exposure, form): (&Exposure, &ExportForm),
    ) {
        self.take(ctx);
        let wanted = Wanted {
            form: form.clone(),
            page: self.page,
            room: self.room,
        };
        if self.room.0 == 0 || self.asked.as_ref() == Some(&wanted) {
            return;
        }
        if let Some(running) = &self.running {
            running.watch.stop();
            ctx.request_repaint_after(Duration::from_millis(REFRESHED_MS));
            return;
        }
        self.start(ctx, jobs, exposure, wanted);
        self.take(ctx);
    }

    fn start(&mut self, ctx: &Context, jobs: &mut dyn Jobs, exposure: &Exposure, wanted: Wanted) {
        let (sender, seen) = channel();
        let watch = Arc::new(Watch::default());
        self.running = Some(Running {
            seen,
            watch: Arc::clone(&watch),
        });
        self.asked = Some(wanted.clone());
        let known = self.drawn(&wanted.form);
        let exposure = exposure.clone();
        let wake = ctx.clone();
        jobs.start(Box::new(move || {
            // The dialog may be gone by now.
            sender.send(look(&exposure, known, &wanted, &watch)).ok();
            wake.request_repaint();
        }));
    }

    fn take(&mut self, ctx: &Context) {
        let Some(running) = &self.running else { return };
        let seen = match running.seen.try_recv() {
            Err(TryRecvError::Empty) => {
                ctx.request_repaint_after(Duration::from_millis(REFRESHED_MS));
                return;
            }
            Err(TryRecvError::Disconnected) => Err(Failed::Why(
                "the preview ended early; change something to see it again".to_owned(),
            )),
            Ok(seen) => seen,
        };
        self.running = None;
        match seen {
            Ok(seen) => self.show(ctx, seen),
            Err(Failed::Stopped) => self.asked = None,
            Err(Failed::Why(why)) => self.refused = Some(why),
        }
        ctx.request_repaint();
    }

    fn show(&mut self, ctx: &Context, seen: Seen) {
        let size = [seen.pixels.width as usize, seen.pixels.height as usize];
        let image = ColorImage::from_rgba_unmultiplied(size, &seen.pixels.rgba);
        let texture = ctx.load_texture("export-preview", image, TextureOptions::LINEAR);
        if let Some(asked) = self.asked.as_mut().filter(|asked| asked.page == self.page) {
            // There may be fewer pages than there were.
            asked.page = seen.page;
            self.page = seen.page;
        }
        self.refused = None;
        let format = seen.drawn.form.format;
        self.drawn = Some(seen.drawn);
        self.shown = Some(Shown {
            texture,
            page: seen.page,
            count: seen.count,
            format,
            title: seen.title,
            size: seen.size,
            legibility: seen.legibility,
        });
    }
}

fn look(
    exposure: &Exposure,
    known: Option<Arc<Drawn>>,
    wanted: &Wanted,
    watch: &Watch,
) -> Result<Seen, Failed> {
    let drawn = match known {
        Some(drawn) => drawn,
        None => Arc::new(exposure.draw(&wanted.form, watch)?),
    };
    watch.go_on()?;
    let count = drawn.count()?;
    let page = wanted.page.min(count.saturating_sub(1));
    let room = Size::new(f64::from(wanted.room.0), f64::from(wanted.room.1));
    Ok(Seen {
        page,
        count,
        title: drawn.title(page),
        size: drawn.size_said(page)?,
        legibility: drawn.legibility(),
        pixels: drawn.picture(page, room)?,
        drawn,
    })
}
