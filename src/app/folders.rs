//! Showing a folder as the system does, and saying where it is when nothing does.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use egui::Context;

use super::ports::Folders;
use super::shell::App;

/// A folder that is being shown.
#[derive(Debug)]
pub(super) struct Opening {
    folder: PathBuf,
    is_shown: Receiver<bool>,
}

impl App {
    /// Shows a folder in the system's own way.
    pub(super) fn open_folder(&mut self, folder: PathBuf, ctx: &Context) {
        let (sender, is_shown) = channel();
        let folders = self.ports.folders.clone();
        let (shown, wake) = (folder.clone(), ctx.clone());
        self.opening = Some(Opening { folder, is_shown });
        self.ports.jobs.start(Box::new(move || {
            // The window may be gone by now.
            sender.send(folders.show(&shown)).ok();
            wake.request_repaint();
        }));
        self.poll_folder(ctx);
    }

    /// Says where a folder is that nothing here shows.
    pub(super) fn poll_folder(&mut self, ctx: &Context) {
        let Some(opening) = &self.opening else { return };
        let is_shown = match opening.is_shown.try_recv() {
            Err(TryRecvError::Empty) => return,
            Err(TryRecvError::Disconnected) => false,
            Ok(is_shown) => is_shown,
        };
        let folder = opening.folder.display().to_string();
        self.opening = None;
        if !is_shown {
            let text = format!("No program here shows folders; this one is {folder}");
            self.toasts.say(text);
            ctx.request_repaint();
        }
    }
}

/// The program of the desktop that shows folders.
#[derive(Debug)]
pub(super) struct DesktopFolders;

impl Folders for DesktopFolders {
    fn show(&self, folder: &Path) -> bool {
        let program = if cfg!(target_os = "macos") {
            "open"
        } else if cfg!(target_os = "windows") {
            "explorer"
        } else {
            "xdg-open"
        };
        // What it says is not for the terminal that the window was started from.
        let status = Command::new(program)
            .arg(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        // The one of Windows never says that it went well.
        status.is_ok_and(|status| status.success() || cfg!(target_os = "windows"))
    }
}
