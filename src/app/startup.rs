//! Opens the window, or says in a sentence why there is none and what would help.

use std::any::Any;
use std::panic;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use super::motion::SystemMotion;
use super::ports::Ports;
use super::presenting::Screens;
use super::settings::Settings;
use super::shell::{App, Startup};
use crate::edit::RandomIds;
use crate::files::StateFolder;
use crate::text::{Fonts, SystemFonts};

/// Why there is no window, in a sentence for people.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct NoWindow(String);

/// Libraries that are loaded when the window opens on X11, and the Debian packages that have them.
const LIBRARIES: [(&str, &str); 7] = [
    ("libX11.so.6", "libx11-6"),
    ("libX11-xcb.so.1", "libx11-xcb1"),
    ("libXcursor.so.1", "libxcursor1"),
    ("libXi.so.6", "libxi6"),
    ("libxkbcommon.so.0", "libxkbcommon0"),
    ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    ("libGL.so.1", "libgl1"),
];

/// Opens the window on a file, or on an empty map, and returns when it is closed.
///
/// # Errors
/// [`NoWindow`] without a display, or where a system library is missing.
pub fn run(file: Option<PathBuf>) -> Result<(), NoWindow> {
    let has_display = ["WAYLAND_DISPLAY", "WAYLAND_SOCKET", "DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()));
    if cfg!(all(unix, not(target_os = "macos"))) && !has_display {
        return Err(NoWindow(
            "there is no display to open a window on; set DISPLAY or WAYLAND_DISPLAY, or use the \
             commands that need none (rejoinder --help)"
                .to_owned(),
        ));
    }
    let said = Arc::new(Mutex::new(String::new()));
    let opened = without_noise(&said, move || open_window(file));
    match opened {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(explain(&error.to_string())),
        Err(panicked) => {
            let said = said.lock().unwrap_or_else(PoisonError::into_inner).clone();
            if said.is_empty() || !is_about_the_system(&said) {
                panic::resume_unwind(panicked);
            }
            Err(explain(&said))
        }
    }
}

/// Runs the window; what a panic of the window system says is kept instead of printed.
fn without_noise<R>(
    said: &Arc<Mutex<String>>,
    run: impl FnOnce() -> R,
) -> Result<R, Box<dyn Any + Send>> {
    let earlier = panic::take_hook();
    let kept = Arc::clone(said);
    panic::set_hook(Box::new(move |info| {
        let text = info.to_string();
        if is_about_the_system(&text) {
            *kept.lock().unwrap_or_else(PoisonError::into_inner) = text;
        } else {
            earlier(info);
        }
    }));
    panic::catch_unwind(panic::AssertUnwindSafe(run))
}

fn is_about_the_system(text: &str) -> bool {
    let text = text.to_lowercase();
    [
        "library", "dlopen", "libx", "xkb", "x11", "wayland", "egl", "glx", "opengl", "winit",
    ]
    .iter()
    .any(|word| text.contains(word))
}

fn explain(error: &str) -> NoWindow {
    let error = without_place(error);
    if error.contains("connection to X server") {
        let display = std::env::var("DISPLAY").unwrap_or_default();
        return NoWindow(format!(
            "no display answers at DISPLAY={display}; start one, or name another in DISPLAY"
        ));
    }
    let missing = missing_libraries(&library_folders());
    if missing.is_empty() {
        return NoWindow(format!(
            "the window could not be opened: {error}; on Debian and Ubuntu it needs the packages \
             libxcursor1 libxi6 libx11-xcb1 libxkbcommon-x11-0 libgl1 and a running display"
        ));
    }
    let names: Vec<_> = missing.iter().map(|(library, _)| *library).collect();
    let packages: Vec<_> = missing.iter().map(|(_, package)| *package).collect();
    NoWindow(format!(
        "the window needs {}, which this system lacks; on Debian and Ubuntu: apt-get install {}",
        names.join(" and "),
        packages.join(" "),
    ))
}

/// What an error says, without the place in somebody's source where it arose.
fn without_place(error: &str) -> String {
    let said = match error.rsplit_once(".rs:") {
        Some((_, rest)) => rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':'),
        None => error,
    };
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The libraries that are in none of the folders.
fn missing_libraries(folders: &[PathBuf]) -> Vec<(&'static str, &'static str)> {
    let is_missing = |library: &str| !folders.iter().any(|at| at.join(library).is_file());
    LIBRARIES
        .into_iter()
        .filter(|(library, _)| is_missing(library))
        .collect()
}

/// Where the system keeps libraries.
fn library_folders() -> Vec<PathBuf> {
    let named = std::env::var_os("LD_LIBRARY_PATH").unwrap_or_default();
    let mut folders: Vec<_> = std::env::split_paths(&named).collect();
    for root in ["/lib", "/usr/lib", "/usr/local/lib", "/lib64", "/usr/lib64"] {
        folders.push(root.into());
        let triple = format!("{}-linux-gnu", std::env::consts::ARCH);
        folders.push(PathBuf::from(root).join(triple));
    }
    folders
}

fn open_window(file: Option<PathBuf>) -> eframe::Result {
    let viewport = egui::ViewportBuilder::default()
        .with_title("Rejoinder")
        .with_app_id("rejoinder")
        .with_inner_size([1360.0, 840.0])
        .with_min_inner_size([480.0, 320.0])
        .with_drag_and_drop(true);
    let options = eframe::NativeOptions {
        viewport,
        renderer: eframe::Renderer::Glow,
        ..eframe::NativeOptions::default()
    };
    eframe::run_native(
        "Rejoinder",
        options,
        Box::new(|creation| {
            let state = StateFolder::of_user();
            let settings = state.as_ref().map_or_else(Settings::in_memory, |folder| {
                Settings::load(folder.path().join("window"))
            });
            let startup = Startup {
                fonts: Fonts::with_source(Box::new(SystemFonts::default())),
                settings,
                state,
                ports: Ports::system(),
                motion: SystemMotion::ask(),
                ids: Box::new(RandomIds::new(random)),
            };
            let mut app = App::new(&creation.egui_ctx, startup);
            match file {
                Some(file) => app.open_at_start(file),
                None => app.greet(),
            }
            Ok(Box::new(Window(app)))
        }),
    )
}

/// A number that nobody else has; the clock stands in where the system has no randomness.
fn random() -> u64 {
    getrandom::u64().unwrap_or_else(|_| {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        since.map_or(0, |since| since.as_nanos() as u64)
    })
}

/// The screens that the window can be on.
fn screens_of(frame: &eframe::Frame) -> Screens {
    let Some(window) = frame.winit_window() else {
        return Screens::default();
    };
    let all: Vec<_> = window.available_monitors().collect();
    let own = window.current_monitor();
    let own = all.iter().position(|screen| Some(screen) == own.as_ref());
    let in_px = all.iter().map(|screen| {
        let (at, size) = (screen.position(), screen.size());
        let corner = egui::pos2(at.x as f32, at.y as f32);
        egui::Rect::from_min_size(corner, egui::vec2(size.width as f32, size.height as f32))
    });
    Screens {
        in_px: in_px.collect(),
        own: own.unwrap_or_default(),
    }
}

/// The application as eframe runs it.
struct Window(App);

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
        self.0.set_screens(screens_of(frame));
        self.0.ui(ui);
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.0.on_exit();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_libraries_are_named_with_their_packages() {
        let folder = tempfile::tempdir().unwrap();
        for (library, _) in LIBRARIES {
            std::fs::write(folder.path().join(library), "").unwrap();
        }
        let folders = [folder.path().to_owned()];
        assert!(missing_libraries(&folders).is_empty());
        std::fs::remove_file(folder.path().join("libXi.so.6")).unwrap();
        assert_eq!(missing_libraries(&folders), [("libXi.so.6", "libxi6")]);
    }

    #[test]
    fn errors_lose_the_place_in_the_source_where_they_arose() {
        let raw = "os error at /a/b/mod.rs:788: Failed to load one of xlib's shared libraries";
        let said = without_place(raw);
        assert_eq!(said, "Failed to load one of xlib's shared libraries");
        assert_eq!(without_place("no GPU"), "no GPU");
    }
}
