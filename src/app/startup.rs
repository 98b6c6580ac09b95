//! Opens the window, or says in a sentence why there is none and what would help.

use std::any::Any;
use std::panic;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use super::ports::Ports;
use super::settings::Settings;
use super::shell::{App, Startup};
use crate::edit::RandomIds;
use crate::files::StateFolder;
use crate::text::{Fonts, SystemFonts};

/// Why there is no window, in a sentence for people.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct NoWindow(String);

/// Libraries that are loaded when the window opens, what their absence looks like in errors, and
/// the Debian package that has them.
const LIBRARIES: [(&str, &str, &str); 7] = [
    ("xkbcommon-x11", "libxkbcommon-x11", "libxkbcommon-x11-0"),
    ("xcursor", "libXcursor", "libxcursor1"),
    ("libxi", "libXi", "libxi6"),
    ("x11-xcb", "libX11-xcb", "libx11-xcb1"),
    ("libx11", "libX11", "libx11-6"),
    ("wayland", "libwayland-client", "libwayland-client0"),
    ("gl", "OpenGL", "libgl1 libgl1-mesa-dri"),
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
    let lower = error.to_lowercase();
    let missing = LIBRARIES.iter().find(|(sign, ..)| lower.contains(sign));
    let words = match missing {
        Some((_, library, package)) => format!(
            "the window needs the library {library}, which could not be used here; on Debian and \
             Ubuntu: apt-get install {package} ({error})"
        ),
        None => format!(
            "the window could not be opened ({error}); check that DISPLAY or WAYLAND_DISPLAY \
             names a running display, and on Debian and Ubuntu that libxcursor1 libxi6 \
             libx11-xcb1 libxkbcommon-x11-0 libgl1 are installed"
        ),
    };
    NoWindow(words)
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

/// The application as eframe runs it.
struct Window(App);

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
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
    fn a_missing_library_is_named_with_its_package() {
        let error = explain("Library libxkbcommon-x11.so could not be loaded");
        assert!(
            error
                .to_string()
                .contains("apt-get install libxkbcommon-x11-0")
        );
        let error = explain("something else");
        assert!(error.to_string().contains("something else"));
    }
}
