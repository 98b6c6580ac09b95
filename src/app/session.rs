//! The map's file: what it is, whether it is saved, and the steps of opening and saving.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, TryRecvError};
use std::time::Duration;

use super::action::FileAction;
use super::dialog::{Dialog, PathForm, sentence};
use super::outline_panel::OutlineState;
use super::ports::{Answer, Ask, Purpose};
use super::presenting::Presenting;
use super::shell::App;
use super::steps_panel::StepsState;
use crate::editor::Editor;
use crate::files::{self, Fingerprint, OpenError, Recent, SaveError};
use crate::formats::ron_map;
use crate::model::ArgumentMap;

/// An answer faster than this came from no hand: there is no dialog service.
const NO_DIALOG: Duration = Duration::from_millis(300);

/// A map without a title is named after this many words of what it argues for.
const FIRST_WORDS: usize = 6;

/// What is known of the map's file.
#[derive(Debug, Default)]
pub(super) struct Session {
    /// The file, once there is one.
    pub(super) path: Option<PathBuf>,
    /// What the file held when it was read or written last.
    fingerprint: Option<Fingerprint>,
    /// The file has comments that saving drops.
    has_comments: bool,
    /// Files opened lately, in memory.
    pub(super) recent: Vec<PathBuf>,
    store: Option<Recent>,
    /// What the system's dialog was asked and has not answered yet.
    pending: Option<Pending>,
    /// The path typed last and what it was taken for, to come back to if it does not do.
    typed: Option<(PathBuf, PathForm)>,
}

#[derive(Debug)]
struct Pending {
    answers: Receiver<Answer>,
    purpose: Purpose,
    file_name: String,
    then: Option<FileAction>,
}

impl Session {
    pub(super) fn new(store: Option<Recent>) -> Self {
        Self {
            recent: store.as_ref().map(Recent::files).unwrap_or_default(),
            store,
            ..Self::default()
        }
    }

    /// What the window is called.
    pub(super) fn title(&self, editor: &Editor) -> String {
        let name = self.name(editor);
        if editor.is_modified() {
            format!("{name} — edited")
        } else {
            name
        }
    }

    fn name(&self, editor: &Editor) -> String {
        let title = editor.map().heading().title.trim();
        if !title.is_empty() {
            return title.to_owned();
        }
        let stem = self.path.as_deref().and_then(Path::file_stem);
        stem.map_or_else(
            || "Untitled map".to_owned(),
            |stem| stem.to_string_lossy().into_owned(),
        )
    }

    /// Where the map stands with its file, for the status line.
    pub(super) fn saved_text(&self, editor: &Editor) -> &'static str {
        match (editor.is_modified(), &self.path) {
            (true, _) => "Not saved",
            (false, Some(_)) => "Saved",
            (false, None) => "No file yet",
        }
    }

    fn remember(&mut self, path: &Path) {
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        if let Some(store) = &self.store {
            // A list that cannot be written is not worth a word.
            store.remember(&path).ok();
        }
        self.recent.retain(|known| *known != path);
        self.recent.insert(0, path);
    }

    /// Takes a file that is gone out of the recent ones.
    fn forget(&mut self, path: &Path) {
        if let Some(store) = &self.store {
            store.forget(path).ok();
        }
        self.recent.retain(|known| known != path);
    }

    fn folder(&self) -> Option<PathBuf> {
        let path = self
            .path
            .as_deref()
            .or(self.recent.first().map(PathBuf::as_path))?;
        path.parent().map(Path::to_path_buf)
    }

    /// A name for a file: the present one, or one from the map's title.
    pub(super) fn file_name(&self, editor: &Editor, extension: &str) -> String {
        let stem = match self.path.as_deref().and_then(Path::file_stem) {
            Some(stem) => stem.to_string_lossy().into_owned(),
            None => file_stem_of(&title_of(editor.map())),
        };
        format!("{stem}.{extension}")
    }
}

/// What the map is about: its title, or else the first words of what it argues for.
fn title_of(map: &ArgumentMap) -> String {
    let title = map.heading().title.trim();
    if !title.is_empty() {
        return title.to_owned();
    }
    let contention = map.contentions().into_iter().next();
    let contention = contention.or_else(|| map.claims().next());
    let text = contention.map_or("", |claim| claim.text.as_str());
    let words: Vec<_> = text.split_whitespace().take(FIRST_WORDS).collect();
    words.join(" ")
}

/// A title as the stem of a file's name.
fn file_stem_of(title: &str) -> String {
    let mut stem = String::new();
    for c in title.chars().filter(|c| !matches!(c, '’' | '\'')) {
        if c.is_alphanumeric() {
            stem.extend(c.to_lowercase());
        } else if !stem.ends_with('-') && !stem.is_empty() {
            stem.push('-');
        }
    }
    let stem = stem.trim_end_matches('-');
    let stem: String = stem.chars().take(60).collect();
    if stem.is_empty() {
        "map".to_owned()
    } else {
        stem
    }
}

impl App {
    /// Does what was asked of files, asking first where unsaved work would be lost: for another
    /// map once it is chosen, since choosing alone loses nothing.
    pub(super) fn file_action(&mut self, action: FileAction, ctx: &egui::Context) {
        self.settle_typing();
        let leaves = matches!(
            action,
            FileAction::New
                | FileAction::OpenPath(_)
                | FileAction::OpenShipped(_)
                | FileAction::Quit
        );
        if leaves && self.editor.is_modified() {
            self.dialog = Some(Dialog::Unsaved { then: action });
        } else {
            self.proceed(action, ctx);
        }
    }

    /// Does it, with nothing to lose.
    pub(super) fn proceed(&mut self, action: FileAction, ctx: &egui::Context) {
        match action {
            FileAction::New => self.replace(ArgumentMap::new(), None),
            FileAction::Open => self.ask(Purpose::Open, None, ctx),
            FileAction::TypePath => self.type_path(Purpose::Open, None, None),
            FileAction::OpenPath(path) => self.open(&path),
            FileAction::OpenShipped(name) => self.open_shipped(&name),
            FileAction::Save => self.save(None, ctx),
            FileAction::SaveAs => self.ask(Purpose::Save, None, ctx),
            FileAction::Export => self.open_export(),
            FileAction::OpenFolder(folder) => self.open_folder(folder, ctx),
            FileAction::Quit => self.quit(ctx),
        }
    }

    pub(super) fn replace(&mut self, map: ArgumentMap, path: Option<PathBuf>) {
        self.editor.replace_map(map);
        self.presenting = Presenting::default();
        self.steps = StepsState::default();
        self.outline = OutlineState::default();
        self.toasts.dismiss();
        self.session.path = path;
        self.session.fingerprint = None;
        self.session.has_comments = false;
    }

    fn open(&mut self, path: &Path) {
        match files::open(path) {
            Ok(opened) if opened.is_inside => {
                self.replace(opened.map, None);
                let text = "This is the map inside of the file; Save asks where to keep it";
                self.toasts.say(text.to_owned());
                self.tell_missing_characters();
            }
            Ok(opened) => {
                self.replace(opened.map, Some(path.to_owned()));
                self.session.fingerprint = Some(opened.fingerprint);
                self.session.has_comments = opened.has_comments;
                self.session.remember(path);
                self.tell_missing_characters();
            }
            Err(error) => {
                if matches!(error, OpenError::Missing(_)) {
                    self.session.forget(path);
                }
                self.refuse(path, "The map could not be opened", &error.to_string());
            }
        }
    }

    /// Says which characters no font has, for they are drawn as boxes.
    pub(super) fn tell_missing_characters(&mut self) {
        let map = self.editor.map();
        let mut missing: Vec<char> = map
            .claims()
            .flat_map(|claim| self.editor.fonts().missing(&claim.text))
            .collect();
        missing.sort_unstable();
        missing.dedup();
        if missing.is_empty() {
            return;
        }
        let shown: Vec<_> = missing
            .iter()
            .take(6)
            .map(|c| format!("U+{:04X}", u32::from(*c)))
            .collect();
        let text = format!(
            "No installed font has {}, so boxes stand for them",
            shown.join(", ")
        );
        self.toasts.say(text);
    }

    /// Opens the file that the program was started with.
    pub fn open_at_start(&mut self, path: PathBuf) {
        let is_missing = matches!(files::open(&path), Err(OpenError::Missing(_)));
        if is_missing {
            self.dialog = Some(Dialog::Missing { path });
        } else {
            self.open(&path);
        }
    }

    /// Shows a new user the first shipped map; others start empty.
    pub fn greet(&mut self) {
        let first = files::shipped_maps().first();
        if let Some(first) = first.filter(|_| self.session.recent.is_empty()) {
            self.open_shipped(first.name);
        }
    }

    /// Starts an empty map for a file that does not exist yet.
    pub(super) fn create_at(&mut self, path: PathBuf) {
        self.replace(ArgumentMap::new(), Some(path));
    }

    fn open_shipped(&mut self, name: &str) {
        let Some(shipped) = files::shipped_map(name) else {
            return;
        };
        match ron_map::read(shipped.text.as_bytes(), shipped.name) {
            Ok(read) => {
                self.replace(read.map, None);
                let text = "This is a copy; Save asks where to keep it".to_owned();
                self.toasts.say(text);
            }
            Err(error) => self.complain("The map could not be opened", &error.to_string()),
        }
    }

    /// Saves, then does what comes after; asks for a file, or about comments, where needed.
    pub(super) fn save(&mut self, then: Option<FileAction>, ctx: &egui::Context) {
        let Some(path) = self.session.path.clone() else {
            self.ask(Purpose::Save, then, ctx);
            return;
        };
        if self.session.has_comments {
            self.dialog = Some(Dialog::Comments { then });
            return;
        }
        self.save_to(&path, then, ctx);
    }

    /// Saves although the comments of the file go.
    pub(super) fn save_without_comments(&mut self, then: Option<FileAction>, ctx: &egui::Context) {
        self.session.has_comments = false;
        self.save(then, ctx);
    }

    fn save_to(&mut self, path: &Path, then: Option<FileAction>, ctx: &egui::Context) {
        let is_same = self.session.path.as_deref() == Some(path);
        let expected = self.session.fingerprint.as_ref().filter(|_| is_same);
        let done = files::save(path, self.editor.map(), expected);
        self.after_save(path, done, then, ctx);
    }

    /// Saves over whatever is there.
    pub(super) fn overwrite(&mut self, path: &Path, then: Option<FileAction>, ctx: &egui::Context) {
        let done = files::save_over(path, self.editor.map());
        self.after_save(path, done, then, ctx);
    }

    fn after_save(
        &mut self,
        path: &Path,
        done: Result<Fingerprint, SaveError>,
        then: Option<FileAction>,
        ctx: &egui::Context,
    ) {
        match done {
            Ok(fingerprint) => {
                self.session.fingerprint = Some(fingerprint);
                self.session.path = Some(path.to_owned());
                self.session.has_comments = false;
                self.session.remember(path);
                self.editor.mark_saved();
                self.toasts.dismiss();
                self.toasts.say(format!("Saved as {}", path.display()));
                if let Some(then) = then {
                    self.proceed(then, ctx);
                }
            }
            Err(error @ (SaveError::ChangedOnDisk(_) | SaveError::Exists(_))) => {
                self.dialog = Some(Dialog::Conflict {
                    path: path.to_owned(),
                    why: error.to_string(),
                    then,
                });
            }
            Err(error) => {
                let why = error.to_string();
                self.dialog = self
                    .typed_again(path, &why)
                    .or(Some(Dialog::NotSaved { why, then }));
            }
        }
    }

    /// Asks the system's dialog for a file.
    pub(super) fn ask(&mut self, purpose: Purpose, then: Option<FileAction>, ctx: &egui::Context) {
        let file_name = match purpose {
            Purpose::Open => String::new(),
            Purpose::Save => self.session.file_name(&self.editor, "ron"),
            Purpose::Export(format) => self.session.file_name(&self.editor, format.ending()),
        };
        let ask = Ask {
            purpose,
            folder: self.session.folder(),
            file_name: file_name.clone(),
        };
        let wake = ctx.clone();
        let answers = self
            .ports
            .dialogs
            .ask(ask, Box::new(move || wake.request_repaint()));
        self.session.pending = Some(Pending {
            answers,
            purpose,
            file_name,
            then,
        });
    }

    /// Takes the answer of the system's dialog, if it came.
    pub(super) fn poll_dialog(&mut self, ctx: &egui::Context) {
        let Some(pending) = self.session.pending.take() else {
            return;
        };
        match pending.answers.try_recv() {
            Ok(Answer {
                path: Some(path), ..
            }) => self.take_path(pending.purpose, path, pending.then, ctx),
            Ok(Answer { path: None, after }) if after >= NO_DIALOG => {}
            Ok(_) | Err(TryRecvError::Disconnected) => {
                let note = "The system shows no file dialog here, so type the path.";
                self.type_path(pending.purpose, pending.then, Some(note));
                self.offer_name(&pending.file_name);
            }
            Err(TryRecvError::Empty) => self.session.pending = Some(pending),
        }
    }

    /// Opens the field for a path.
    pub(super) fn type_path(
        &mut self,
        purpose: Purpose,
        then: Option<FileAction>,
        note: Option<&'static str>,
    ) {
        let folder = self
            .session
            .folder()
            .or_else(|| std::env::current_dir().ok());
        let text = folder.map_or_else(String::new, |folder| {
            format!("{}{}", folder.display(), std::path::MAIN_SEPARATOR)
        });
        self.dialog = Some(Dialog::Path(PathForm {
            purpose,
            text,
            note,
            error: None,
            then,
        }));
    }

    fn offer_name(&mut self, file_name: &str) {
        if let Some(Dialog::Path(form)) = &mut self.dialog {
            form.text.push_str(file_name);
        }
    }

    /// Takes a path that was typed.
    pub(super) fn take_typed_path(&mut self, form: &PathForm, ctx: &egui::Context) {
        let path = expand_home(form.text.trim());
        let path = match form.purpose {
            Purpose::Save => with_extension(path, "ron"),
            Purpose::Export(format) => with_extension(path, format.ending()),
            Purpose::Open => path,
        };
        self.session.typed = Some((path.clone(), form.clone()));
        self.take_path(form.purpose, path, form.then.clone(), ctx);
    }

    fn take_path(
        &mut self,
        purpose: Purpose,
        path: PathBuf,
        then: Option<FileAction>,
        ctx: &egui::Context,
    ) {
        match purpose {
            Purpose::Open => self.file_action(FileAction::OpenPath(path), ctx),
            Purpose::Save => self.save_to(&with_extension(path, "ron"), then, ctx),
            Purpose::Export(format) => {
                // The system's dialog has asked about the name that was chosen there.
                let is_typed = self
                    .session
                    .typed
                    .as_ref()
                    .is_some_and(|(typed, _)| *typed == path);
                let asked = (!is_typed).then(|| path.clone());
                let path = with_extension(path, format.ending());
                self.export_asking(path, asked.as_deref(), ctx);
            }
        }
    }

    /// Says what is wrong with a path: where it was typed, or else in a dialog of its own.
    pub(super) fn refuse(&mut self, path: &Path, title: &str, error: &str) {
        match self.typed_again(path, error) {
            Some(dialog) => self.dialog = Some(dialog),
            None => self.complain(title, error),
        }
    }

    /// The field in which this path was typed, as it was left; nothing if it came otherwise.
    fn typed_again(&mut self, path: &Path, error: &str) -> Option<Dialog> {
        let (_, form) = self.session.typed.take_if(|(typed, _)| typed == path)?;
        Some(Dialog::Path(PathForm {
            error: Some(sentence(error)),
            ..form
        }))
    }

    /// Says in a dialog what went wrong.
    pub(super) fn complain(&mut self, title: &str, error: &str) {
        self.dialog = Some(Dialog::Message {
            title: title.to_owned(),
            text: sentence(error),
        });
    }
}

fn expand_home(typed: &str) -> PathBuf {
    let home = std::env::var_os("HOME").map(PathBuf::from);
    match (typed.strip_prefix('~'), home) {
        (Some(rest), Some(home)) if rest.is_empty() || rest.starts_with('/') => {
            home.join(rest.trim_start_matches('/'))
        }
        _ => PathBuf::from(typed),
    }
}

fn with_extension(path: PathBuf, extension: &str) -> PathBuf {
    if path.extension().is_some() {
        return path;
    }
    path.with_extension(extension)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_becomes_a_file_name() {
        assert_eq!(
            file_stem_of("Drezner on Naím’s “minilateralism”"),
            "drezner-on-naíms-minilateralism"
        );
        assert_eq!(file_stem_of("  "), "map");
    }

    #[test]
    fn a_path_without_an_ending_gets_one() {
        assert_eq!(
            with_extension("a/b".into(), "ron"),
            PathBuf::from("a/b.ron")
        );
        assert_eq!(
            with_extension("b.txt".into(), "ron"),
            PathBuf::from("b.txt")
        );
    }
}
