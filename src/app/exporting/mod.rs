//! Exporting from the window: a dialog with a true preview, and the work beside the window, with
//! its progress and its end.

mod drawn;
mod exposure;
mod form;
mod form_ui;
mod options_ui;
mod preview;
mod preview_ui;
mod replacing;
mod watch;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::Duration;

use egui::{Context, Key, Modifiers};

pub(super) use exposure::Exposure;
pub(super) use form::{ExportForm, What};
pub(super) use form_ui::export_form_ui;

use super::action::FileAction;
use super::canvas;
use super::dialog::Dialog;
use super::ports::Purpose;
use super::progress::{Progress, progress_ui};
use super::shell::App;
use crate::files;
use crate::scene::Captions;
use crate::theme::Theme;
use exposure::Drawn;
use preview::Previewing;
use watch::{Failed, Watch};

/// Work that ends sooner shows no progress.
const SHOWN_AFTER_S: f64 = 0.2;
/// How often progress is drawn.
const REFRESHED_MS: u64 = 50;

/// What is exported, and how far that is.
#[derive(Default)]
pub(super) struct Exporting {
    /// The options chosen last.
    form: ExportForm,
    exposure: Option<Exposure>,
    preview: Previewing,
    running: Option<Running>,
}

struct Running {
    path: PathBuf,
    done: Receiver<Result<Done, Failed>>,
    watch: Arc<Watch>,
    since_s: f64,
}

/// What was written.
struct Done {
    files: Vec<PathBuf>,
    told: Option<String>,
}

impl App {
    /// Opens the dialog, for the map as it is now.
    pub(super) fn open_export(&mut self) {
        if self.editor.map().claim_count() == 0 {
            self.toasts
                .say("There is nothing to export yet: the map has no claims");
            return;
        }
        let exposure = Exposure::of(&self.editor);
        let mut form = self.exporting.form.clone();
        form.view = Some(self.view_to_export());
        form.forget_selection();
        self.exporting.preview = Previewing::default();
        self.exporting.exposure = Some(exposure);
        self.dialog = Some(Dialog::Export(Box::new(form)));
    }

    /// The view that is worked on.
    pub(super) fn view_to_export(&self) -> crate::model::ViewId {
        self.editor.shown_view().id.clone()
    }

    /// What stands around pictures, as it was chosen last.
    pub(super) fn captions_chosen(&self) -> Captions {
        Captions {
            title: self.exporting.form.with_title,
            legend: self.exporting.form.with_legend,
        }
    }

    /// Keeps the preview of the open dialog up with its options.
    pub(super) fn refresh_preview(&mut self, ctx: &Context) {
        let Some(Dialog::Export(form)) = &self.dialog else {
            return;
        };
        let exporting = &mut self.exporting;
        if let Some(exposure) = &exporting.exposure {
            let jobs = &mut *self.ports.jobs;
            exporting.preview.refresh(ctx, jobs, (exposure, form));
        }
    }

    /// Remembers what was chosen in the dialog, for the next time.
    pub(super) fn keep_choices(&mut self, form: ExportForm) {
        self.exporting.form = form;
    }

    /// Asks where the export goes.
    pub(super) fn export(&mut self, form: ExportForm, ctx: &Context) {
        let purpose = Purpose::Export(form.format);
        self.keep_choices(form);
        self.settings.save();
        self.ask(purpose, None, ctx);
    }

    /// Exports to this file, and asks before that takes the place of files other than the one that
    /// the user was asked about.
    pub(super) fn export_asking(&mut self, path: PathBuf, asked: Option<&Path>, ctx: &Context) {
        let offer = form::Offer::of(&self.editor);
        let files = replacing::files_of(&self.exporting.form, &offer, &path);
        let is_unasked = |file: &PathBuf| asked != Some(file) && file.is_file();
        let there: Vec<PathBuf> = files.into_iter().filter(is_unasked).collect();
        match replacing::told(&there) {
            Some(what) => {
                let format = self.exporting.form.format;
                self.dialog = Some(Dialog::Replace { path, format, what });
            }
            None => self.export_to(path, ctx),
        }
    }

    /// Exports to this file, beside the window.
    pub(super) fn export_to(&mut self, path: PathBuf, ctx: &Context) {
        if self.exporting.running.is_some() {
            self.toasts.say("Another export is still under way");
            return;
        }
        let exposure = Exposure::of(&self.editor);
        let form = self.exporting.form.clone();
        let known = self.exporting.exposure.as_ref();
        let known = known.filter(|known| known.is_same(&exposure));
        let known = known.and_then(|_| self.exporting.preview.drawn(&form));
        let (sender, done) = channel();
        let watch = Arc::new(Watch::default());
        self.exporting.running = Some(Running {
            path: path.clone(),
            done,
            watch: Arc::clone(&watch),
            since_s: ctx.time(),
        });
        let wake = ctx.clone();
        self.ports.jobs.start(Box::new(move || {
            let done = written(&exposure, known, &form, (&path, &watch));
            // The window may be gone by now.
            sender.send(done).ok();
            wake.request_repaint();
        }));
        self.poll_export(ctx);
    }

    /// Says how an export ended, once it has; Escape ends it early.
    pub(super) fn poll_export(&mut self, ctx: &Context) {
        let Some(running) = &self.exporting.running else {
            return;
        };
        let is_free = self.editor.draft().is_none() && !ctx.text_edit_focused();
        let is_covered = self.dialog.is_some() || egui::Popup::is_any_open(ctx);
        if is_free && !is_covered {
            let escaped =
                ctx.input_mut(|input| canvas::take_exactly(input, Modifiers::NONE, Key::Escape));
            if escaped {
                running.watch.stop();
            }
        }
        let ended = match running.done.try_recv() {
            Err(TryRecvError::Empty) => {
                ctx.request_repaint_after(Duration::from_millis(REFRESHED_MS));
                return;
            }
            Err(TryRecvError::Disconnected) => {
                Err(Failed::Why("the export ended early; try again".to_owned()))
            }
            Ok(ended) => ended,
        };
        let path = running.path.clone();
        self.exporting.running = None;
        match ended {
            Ok(done) => self.tell_exported(&done, ctx),
            Err(Failed::Stopped) => {
                let text = "Export cancelled; the file is as it was";
                self.toasts.say(text);
            }
            Err(Failed::Why(why)) => self.refuse(&path, "Nothing was exported", &why),
        }
    }

    fn tell_exported(&mut self, done: &Done, ctx: &Context) {
        let Some(first) = done.files.first() else {
            return;
        };
        let told = done.told.as_deref();
        let told = told.map_or_else(String::new, |told| format!(": {told}"));
        let text = format!("Exported to {}{told}", first.display());
        self.toasts.say_offering(
            text,
            "Open folder",
            FileAction::OpenFolder(folder_of(first)),
        );
        if self.settings.opens_folder {
            self.open_folder(folder_of(first), ctx);
        }
    }

    /// Draws how far an export is, with a button that ends it.
    pub(super) fn exporting_ui(&self, ctx: &Context, theme: &Theme, room_in_screen: egui::Rect) {
        let Some(running) = &self.exporting.running else {
            return;
        };
        if ctx.time() - running.since_s < SHOWN_AFTER_S {
            return;
        }
        let (at, count) = running.watch.seen();
        let progress = Progress {
            name: "exporting",
            title: "Exporting",
            share: if count > 0 {
                at as f64 / count as f64
            } else {
                0.0
            },
            said: if count > 1 && !running.watch.is_one_page() {
                format!("page {} of {count}", (at + 1).min(count))
            } else {
                String::new()
            },
            is_ending: running.watch.go_on().is_err(),
        };
        if progress_ui(ctx, theme, room_in_screen, &progress) {
            running.watch.stop();
        }
    }

    /// The preview of the dialog, and what there is to choose from.
    pub(super) fn export_surroundings(&mut self) -> Option<Surroundings<'_>> {
        let exposure = self.exporting.exposure.as_ref()?;
        Some(Surroundings {
            offer: &exposure.offer,
            preview: &mut self.exporting.preview,
            opens_folder: &mut self.settings.opens_folder,
        })
    }
}

/// What the dialog shows beside its options.
pub(super) struct Surroundings<'a> {
    offer: &'a form::Offer,
    preview: &'a mut Previewing,
    opens_folder: &'a mut bool,
}

fn folder_of(file: &Path) -> PathBuf {
    file.parent().map(Path::to_path_buf).unwrap_or_default()
}

/// Draws what is not drawn yet, and writes all files once all are made.
fn written(
    exposure: &Exposure,
    known: Option<Arc<Drawn>>,
    form: &ExportForm,
    (path, watch): (&Path, &Watch),
) -> Result<Done, Failed> {
    let drawn = match known {
        Some(drawn) => drawn,
        None => Arc::new(exposure.draw(form, watch)?),
    };
    watch.go_on()?;
    let written = drawn.write(watch)?;
    let files = files::numbered(path, written.files.len());
    for (file, bytes) in files.iter().zip(&written.files) {
        files::export_bytes(file, bytes).map_err(|error| Failed::Why(error.to_string()))?;
    }
    Ok(Done {
        files,
        told: written.told,
    })
}
