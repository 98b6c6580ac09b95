//! Keeps a copy of unsaved work, so that little is lost when the program ends without asking.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use super::dialog::Dialog;
use super::shell::App;
use super::status::plural;
use crate::editor::Editor;
use crate::files::{Leftover, Recovery, StateFolder};

/// The copy is at most this much older than the map.
const EVERY_S: f64 = 5.0;

/// The copy of this window, and what an earlier run left.
#[derive(Debug, Default)]
pub(super) struct Keeper {
    copy: Option<Arc<Recovery>>,
    leftover: Option<Leftover>,
    /// The state of the map that the copy holds.
    kept_revision: Option<u64>,
    kept_at_s: f64,
    is_writing: Arc<AtomicBool>,
}

impl Keeper {
    /// Finds what an earlier run left; without a folder nothing is kept.
    pub(super) fn new(folder: Option<&StateFolder>) -> Self {
        let Some(folder) = folder else {
            return Self::default();
        };
        let leftover = Leftover::all_in(folder).into_iter().next();
        Self {
            // Where no copy can be kept, the program works without.
            copy: Recovery::begin(folder).ok().map(Arc::new),
            leftover,
            ..Self::default()
        }
    }

    /// The question that an earlier run leaves open.
    pub(super) fn question(&self) -> Option<Dialog> {
        let leftover = self.leftover.as_ref()?;
        let changed = fs::metadata(&leftover.copy).and_then(|copy| copy.modified());
        let age = changed.ok().and_then(|time| time.elapsed().ok());
        let what = leftover_words(leftover.original.as_deref(), age);
        Some(Dialog::Leftover { what })
    }

    /// Brings the copy up to date from time to time, and drops it once the map is saved.
    pub(super) fn refresh(&mut self, ctx: &egui::Context, editor: &Editor, path: Option<&Path>) {
        let Some(copy) = &self.copy else { return };
        if !editor.is_modified() {
            if self.kept_revision.take().is_some() {
                copy.clear().ok();
            }
            return;
        }
        let revision = editor.document().revision();
        if self.kept_revision == Some(revision) || self.is_writing.load(Ordering::Acquire) {
            return;
        }
        let now_s = ctx.time();
        if self.kept_revision.is_some() && now_s < self.kept_at_s + EVERY_S {
            let left_s = self.kept_at_s + EVERY_S - now_s;
            ctx.request_repaint_after(Duration::from_secs_f64(left_s));
            return;
        }
        self.kept_revision = Some(revision);
        self.kept_at_s = now_s;
        self.is_writing.store(true, Ordering::Release);
        let (copy, is_writing) = (Arc::clone(copy), Arc::clone(&self.is_writing));
        let map = editor.document().committed_map().into_owned();
        let path = path.map(Path::to_path_buf);
        // A copy that cannot be written is the loss of a safety net, not of work.
        let spawned = thread::Builder::new().spawn(move || {
            copy.write(&map, path.as_deref()).ok();
            is_writing.store(false, Ordering::Release);
        });
        if spawned.is_err() {
            self.is_writing.store(false, Ordering::Release);
        }
    }

    /// Drops the copy: everything was saved or given up.
    pub(super) fn clear(&mut self) {
        if let Some(copy) = &self.copy {
            copy.clear().ok();
        }
    }
}

/// What was left, where it belongs, and when it was last changed.
fn leftover_words(original: Option<&Path>, age: Option<Duration>) -> String {
    let name = original.and_then(Path::file_name);
    let folder = original.and_then(Path::parent);
    let mut words = match (name, folder) {
        (Some(name), Some(folder)) if folder != Path::new("") => {
            let name = name.to_string_lossy();
            format!("the changes to {name} in {}", folder.display())
        }
        (Some(name), _) => format!("the changes to {}", name.to_string_lossy()),
        _ => "a map that has no file yet".to_owned(),
    };
    if let Some(age) = age {
        words.push_str(", last changed ");
        words.push_str(&ago(age));
    }
    words
}

fn ago(age: Duration) -> String {
    let minutes = usize::try_from(age.as_secs() / 60).unwrap_or(usize::MAX);
    let (count, unit) = match minutes {
        0 => return "less than a minute ago".to_owned(),
        1..60 => (minutes, "minute"),
        60..1440 => (minutes / 60, "hour"),
        _ => (minutes / 1440, "day"),
    };
    format!("{} ago", plural(count, unit))
}

impl App {
    /// Brings back what an earlier run did not save.
    pub(super) fn recover(&mut self) {
        let Some(leftover) = self.keeper.leftover.take() else {
            return;
        };
        match leftover.open() {
            Ok(map) => {
                self.replace(map, leftover.original.clone());
                self.editor.mark_unsaved();
                if let Some(copy) = &self.keeper.copy
                    && copy
                        .write(self.editor.map(), leftover.original.as_deref())
                        .is_ok()
                {
                    leftover.remove().ok();
                }
            }
            Err(error) => self.complain("The copy could not be opened", &error.to_string()),
        }
    }

    /// Deletes what an earlier run did not save.
    pub(super) fn drop_leftover(&mut self) {
        if let Some(leftover) = self.keeper.leftover.take() {
            leftover.remove().ok();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_left_is_named_with_its_folder_and_its_age() {
        let words = leftover_words(
            Some(Path::new("maps/city/cars.ron")),
            Some(Duration::from_secs(12 * 60 + 5)),
        );
        assert_eq!(
            words,
            "the changes to cars.ron in maps/city, last changed 12 minutes ago"
        );
        assert_eq!(leftover_words(None, None), "a map that has no file yet");
        assert_eq!(ago(Duration::from_hours(1)), "1 hour ago");
        assert_eq!(ago(Duration::from_hours(72)), "3 days ago");
    }
}
