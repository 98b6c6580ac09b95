//! Whether the system asks for less motion: GTK's and KDE's settings, and GNOME's by its own tool.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

/// What the system asks; the answer may come a little later.
#[derive(Debug, Clone, Default)]
pub struct SystemMotion(Arc<AtomicBool>);

impl SystemMotion {
    /// A system that asks for less.
    pub fn reduced() -> Self {
        Self(Arc::new(AtomicBool::new(true)))
    }

    /// Asks the system, on a thread, because a settings service may be slow to start.
    pub fn ask() -> Self {
        let answer = Self::default();
        let told = Arc::clone(&answer.0);
        let spawned = thread::Builder::new().spawn(move || {
            let config = std::env::var_os("XDG_CONFIG_HOME").map(PathBuf::from);
            let home = std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".config"));
            let by_file = config.or(home).is_some_and(|folder| files_ask(&folder));
            told.store(by_file || gnome_asks(), Ordering::Relaxed);
        });
        drop(spawned);
        answer
    }

    /// Whether nothing should glide.
    pub fn is_reduced(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

fn files_ask(config: &Path) -> bool {
    let files = [
        ("gtk-4.0/settings.ini", "gtk-enable-animations"),
        ("gtk-3.0/settings.ini", "gtk-enable-animations"),
        ("kdeglobals", "AnimationDurationFactor"),
    ];
    files.iter().any(|(file, key)| {
        let text = std::fs::read_to_string(config.join(file)).unwrap_or_default();
        is_off(&text, key)
    })
}

/// Whether a line sets the key to nothing.
fn is_off(text: &str, key: &str) -> bool {
    text.lines().any(|line| {
        line.split_once('=').is_some_and(|(name, value)| {
            name.trim() == key && matches!(value.trim(), "0" | "false" | "0.0")
        })
    })
}

fn gnome_asks() -> bool {
    let asked = Command::new("gsettings")
        .args(["get", "org.gnome.desktop.interface", "enable-animations"])
        .output();
    asked.is_ok_and(|answer| answer.stdout.trim_ascii() == b"false")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_files_can_ask_for_less_motion() {
        let folder = tempfile::tempdir().unwrap();
        assert!(!files_ask(folder.path()));
        std::fs::write(
            folder.path().join("kdeglobals"),
            "[KDE]\nAnimationDurationFactor=0\n",
        )
        .unwrap();
        assert!(files_ask(folder.path()));
        assert!(!is_off(
            "gtk-enable-animations = true",
            "gtk-enable-animations"
        ));
    }
}
