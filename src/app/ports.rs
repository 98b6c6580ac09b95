//! What the application needs of the system, as traits, so that tests can stand in for it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::editor::PasteContents;
use crate::export::{Format, Pixels};

/// A question for the system's file dialog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// What for.
    pub purpose: Purpose,
    /// Where to start.
    pub folder: Option<PathBuf>,
    /// The name offered.
    pub file_name: String,
}

/// What a file is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To open a map.
    Open,
    /// To save the map.
    Save,
    /// To export.
    Export(Format),
}

/// What the dialog answered, and how long that took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The file, or nothing if it was cancelled or there is no dialog.
    pub path: Option<PathBuf>,
    /// From asking to answering.
    pub after: Duration,
}

/// File dialogs.
pub trait Dialogs {
    /// Asks, without waiting; the answer arrives in the channel, and then `wake` is called.
    fn ask(&mut self, ask: Ask, wake: Box<dyn Fn() + Send>) -> Receiver<Answer>;
}

/// What shows folders.
pub trait Folders: Send + Sync {
    /// Shows a folder, and returns when that has worked or failed; false if nothing can show it.
    fn show(&self, folder: &Path) -> bool;
}

/// The system's clipboard.
pub trait Clipboard {
    /// Puts a text and our own map beside it; false if it could not.
    fn put(&mut self, text: &str, map_ron: &str) -> bool;
    /// Puts a text alone; false if it could not.
    fn put_text(&mut self, text: &str) -> bool;
    /// Puts a picture; false if it could not.
    fn put_picture(&mut self, picture: Pixels) -> bool;
    /// Puts a file of this name, and where that is not possible its text; false if it could not.
    fn put_file(&mut self, name: &str, text: &str) -> bool;
    /// What it holds; `text` is what egui read already.
    fn take(&mut self, text: Option<String>) -> PasteContents;
}

/// Work that takes long enough to notice.
pub trait Jobs {
    /// Starts the work and returns at once.
    fn start(&mut self, job: Box<dyn FnOnce() + Send>);
}

/// The clock on the wall.
pub trait WallClock {
    /// Hours and minutes where the user is.
    fn now(&self) -> (i8, i8);
}

/// The system's clock in the system's time zone.
#[derive(Debug)]
struct SystemClock;

impl WallClock for SystemClock {
    fn now(&self) -> (i8, i8) {
        let now = jiff::ZonedDateTime::now();
        (now.hour(), now.minute())
    }
}

/// Everything outside.
pub struct Ports {
    /// The time of day, for speakers.
    pub clock: Box<dyn WallClock>,
    /// Work beside the window.
    pub jobs: Box<dyn Jobs>,
    /// File dialogs.
    pub dialogs: Box<dyn Dialogs>,
    /// What shows folders.
    pub folders: Arc<dyn Folders>,
    /// The clipboard.
    pub clipboard: Box<dyn Clipboard>,
}

impl Ports {
    /// The real ones.
    pub fn system() -> Self {
        Self {
            clock: Box::new(SystemClock),
            jobs: Box::new(Threads),
            dialogs: Box::new(NativeDialogs),
            folders: Arc::new(super::folders::DesktopFolders),
            clipboard: Box::new(super::clipboard::SystemClipboard::default()),
        }
    }
}

/// A thread for each job.
#[derive(Debug)]
struct Threads;

impl Jobs for Threads {
    fn start(&mut self, job: Box<dyn FnOnce() + Send>) {
        // Where there is no thread to be had, the job's channel closes, and its owner says so.
        thread::Builder::new().spawn(job).ok();
    }
}

/// The system's own dialogs, each on a thread, because a stuck portal may hang.
#[derive(Debug)]
struct NativeDialogs;

impl Dialogs for NativeDialogs {
    fn ask(&mut self, ask: Ask, wake: Box<dyn Fn() + Send>) -> Receiver<Answer> {
        let (sender, receiver) = channel();
        let asked_at = Instant::now();
        let spawned = thread::Builder::new()
            .name("file dialog".to_owned())
            .spawn({
                let sender = sender.clone();
                move || {
                    answer(&sender, show(&ask), asked_at);
                    wake();
                }
            });
        if spawned.is_err() {
            answer(&sender, None, asked_at);
        }
        receiver
    }
}

fn answer(sender: &Sender<Answer>, path: Option<PathBuf>, asked_at: Instant) {
    let after = asked_at.elapsed();
    // The window may be gone by now, and then nobody waits for the answer.
    sender.send(Answer { path, after }).ok();
}

fn show(ask: &Ask) -> Option<PathBuf> {
    let mut dialog = rfd::FileDialog::new();
    if let Some(folder) = &ask.folder {
        dialog = dialog.set_directory(folder);
    }
    match ask.purpose {
        Purpose::Open => dialog
            .set_title("Open a map")
            .add_filter("Argument maps", &["ron"])
            .add_filter(
                "Exports with a map inside",
                &["pdf", "pptx", "html", "svg", "png"],
            )
            .pick_file(),
        Purpose::Save => dialog
            .set_title("Save the map")
            .set_file_name(&ask.file_name)
            .add_filter("Argument maps", &["ron"])
            .save_file(),
        Purpose::Export(format) => {
            let title = format.title();
            dialog
                .set_title(format!("Export as {title}"))
                .set_file_name(&ask.file_name)
                .add_filter(format!("{title} files"), &[format.ending()])
                .save_file()
        }
    }
}
