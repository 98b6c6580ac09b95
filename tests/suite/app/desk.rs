//! The application without a display, with a hand and stand-ins for the system.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use egui::accesskit::Role;
use egui::{Key, Modifiers, ViewportCommand};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use rejoinder::app::{
    Answer, App, Ask, Clipboard, Dialogs, Folders, Jobs, Ports, Settings, Startup, SystemMotion,
    WallClock,
};
use rejoinder::edit::SequentialIds;
use rejoinder::editor::{Editor, PasteContents};
use rejoinder::export::Pixels;
use rejoinder::model::ArgumentMap;
use rejoinder::text::Fonts;

/// What the stand-ins for the system share with the test.
pub(super) struct World {
    pub(super) answers: VecDeque<Answer>,
    pub(super) asked: Vec<Ask>,
    pub(super) clipboard: PasteContents,
    pub(super) picture: Option<Pixels>,
    /// The name and the text of a file on the clipboard.
    pub(super) offered: Option<(String, String)>,
}

/// Remembers what it showed; it can be broken.
#[derive(Default)]
pub(super) struct FakeFolders {
    pub(super) shown: Mutex<Vec<PathBuf>>,
    pub(super) is_broken: bool,
}

impl Folders for FakeFolders {
    fn show(&self, folder: &Path) -> bool {
        self.shown.lock().unwrap().push(folder.to_owned());
        !self.is_broken
    }
}

pub(super) struct FakeDialogs(Rc<RefCell<World>>);

impl Dialogs for FakeDialogs {
    fn ask(&mut self, ask: Ask, wake: Box<dyn Fn() + Send>) -> Receiver<Answer> {
        let (sender, receiver) = channel();
        let mut world = self.0.borrow_mut();
        world.asked.push(ask);
        let answer = world.answers.pop_front();
        sender
            .send(answer.expect("the test says what each dialog answers"))
            .unwrap();
        wake();
        receiver
    }
}

/// Five past two in the afternoon, always.
pub(super) struct FakeClock;

impl WallClock for FakeClock {
    fn now(&self) -> (i8, i8) {
        (14, 5)
    }
}

/// Does its work at once.
pub(super) struct AtOnce;

impl Jobs for AtOnce {
    fn start(&mut self, job: Job) {
        job();
    }
}

type Job = Box<dyn FnOnce() + Send>;

/// Does its work when the test says so.
#[derive(Clone, Default)]
pub(super) struct WhenTold(Rc<RefCell<Vec<Job>>>);

impl Jobs for WhenTold {
    fn start(&mut self, job: Job) {
        self.0.borrow_mut().push(job);
    }
}

impl WhenTold {
    pub(super) fn work(&self) {
        for job in self.0.take() {
            job();
        }
    }
}

pub(super) struct FakeClipboard(Rc<RefCell<World>>);

impl Clipboard for FakeClipboard {
    fn put(&mut self, text: &str, map_ron: &str) -> bool {
        self.0.borrow_mut().clipboard = PasteContents {
            text: text.to_owned(),
            map_ron: Some(map_ron.to_owned()),
        };
        true
    }

    fn put_text(&mut self, text: &str) -> bool {
        self.0.borrow_mut().clipboard = PasteContents {
            text: text.to_owned(),
            map_ron: None,
        };
        true
    }

    fn put_picture(&mut self, picture: Pixels) -> bool {
        self.0.borrow_mut().picture = Some(picture);
        true
    }

    fn put_file(&mut self, name: &str, text: &str) -> bool {
        self.0.borrow_mut().offered = Some((name.to_owned(), text.to_owned()));
        true
    }

    fn take(&mut self, _text: Option<String>) -> PasteContents {
        self.0.borrow().clipboard.clone()
    }
}

/// The application and a hand.
pub(super) struct Desk {
    pub(super) harness: Harness<'static>,
    pub(super) app: Rc<RefCell<Option<App>>>,
    pub(super) world: Rc<RefCell<World>>,
    pub(super) folders: Arc<FakeFolders>,
    pub(super) folder: tempfile::TempDir,
}

pub(super) const NO_SERVICE: Duration = Duration::from_millis(20);
pub(super) const BY_HAND: Duration = Duration::from_secs(2);

impl Desk {
    pub(super) fn new() -> Self {
        Self::of_size(1280.0, 800.0)
    }

    pub(super) fn of_size(width: f32, height: f32) -> Self {
        Self::with_jobs(width, height, Box::new(AtOnce))
    }

    pub(super) fn with_jobs(width: f32, height: f32, jobs: Box<dyn Jobs>) -> Self {
        Self::with_system(width, height, (jobs, FakeFolders::default()))
    }

    pub(super) fn with_system(
        width: f32,
        height: f32,
        (jobs, folders): (Box<dyn Jobs>, FakeFolders),
    ) -> Self {
        let folders = Arc::new(folders);
        let world = Rc::new(RefCell::new(World {
            answers: VecDeque::new(),
            asked: Vec::new(),
            clipboard: PasteContents {
                text: String::new(),
                map_ron: None,
            },
            picture: None,
            offered: None,
        }));
        let app = Rc::new(RefCell::new(None));
        let (made, drawn) = (Rc::clone(&app), Rc::clone(&app));
        let ports = Ports {
            clock: Box::new(FakeClock),
            jobs,
            dialogs: Box::new(FakeDialogs(Rc::clone(&world))),
            folders: folders.clone(),
            clipboard: Box::new(FakeClipboard(Rc::clone(&world))),
        };
        let mut harness = Harness::builder()
            .with_size([width, height])
            .with_os(egui::os::OperatingSystem::Nix)
            .with_max_steps(12)
            .with_step_dt(1.0 / 60.0)
            .with_context_setup(move |ctx| {
                let startup = Startup {
                    fonts: Fonts::shipped(),
                    settings: Settings::in_memory(),
                    state: None,
                    ports,
                    motion: SystemMotion::reduced(),
                    ids: Box::new(SequentialIds::default()),
                };
                *made.borrow_mut() = Some(App::new(ctx, startup));
            })
            .build_ui(move |ui| {
                let mut app = drawn.borrow_mut();
                app.as_mut().expect("the application was made first").ui(ui);
            });
        harness.run();
        Self {
            harness,
            app,
            world,
            folders,
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// With one claim of this text, selected.
    pub(super) fn with_claim(text: &str) -> Self {
        let mut desk = Self::new();
        desk.click("New claim");
        desk.type_claim(text);
        desk
    }

    pub(super) fn run(&mut self) {
        self.harness.run();
    }

    pub(super) fn click(&mut self, label: &str) {
        self.harness.get_by_label(label).click();
        self.run();
    }

    /// Clicks the claim or mark of this text on the canvas.
    pub(super) fn click_on_canvas(&mut self, text: &str) {
        self.on_canvas(text).click();
        self.run();
    }

    pub(super) fn on_canvas<'a>(&'a self, text: &'a str) -> egui_kittest::Node<'a> {
        self.harness.get_by(move |node| {
            node.role() == Role::ListItem && node.label().as_deref() == Some(text)
        })
    }

    pub(super) fn menu(&mut self, path: &[&str]) {
        for label in path {
            let found = self.harness.get_all_by_label_contains(label).next();
            found.unwrap_or_else(|| panic!("no {label}")).click();
            self.run();
        }
    }

    pub(super) fn key(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.run();
    }

    pub(super) fn press(&mut self, key: Key) {
        self.key(Modifiers::NONE, key);
    }

    /// Types into the field that is open on the canvas, and keeps the text.
    pub(super) fn type_claim(&mut self, text: &str) {
        self.type_into_open_claim(text);
        self.press(Key::Enter);
    }

    pub(super) fn type_into_open_claim(&mut self, text: &str) {
        self.harness
            .get_by_label("Text on the canvas")
            .type_text(text);
        self.run();
    }

    pub(super) fn see<R>(&self, look: impl FnOnce(&Editor) -> R) -> R {
        look(self.app.borrow().as_ref().unwrap().editor())
    }

    pub(super) fn map(&self) -> ArgumentMap {
        self.see(|editor| editor.map().clone())
    }

    pub(super) fn texts(&self) -> Vec<String> {
        self.map()
            .claims()
            .map(|claim| claim.text.clone())
            .collect()
    }

    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(super) fn answer(&self, path: Option<&Path>, after: Duration) {
        let path = path.map(Path::to_path_buf);
        self.world
            .borrow_mut()
            .answers
            .push_back(Answer { path, after });
    }

    pub(super) fn save_to(&mut self, path: &Path) {
        self.answer(Some(path), BY_HAND);
        self.key(Modifiers::COMMAND, Key::S);
    }

    pub(super) fn has(&self, label: &str) -> bool {
        self.harness
            .query_all_by_label_contains(label)
            .next()
            .is_some()
    }

    pub(super) fn commands(&self) -> Vec<ViewportCommand> {
        let output = self.harness.output();
        let root = &output.viewport_output[&egui::ViewportId::ROOT];
        root.commands.clone()
    }

    pub(super) fn close_window(&mut self) {
        let root = self.harness.input().viewport_id;
        let input = self.harness.input_mut();
        let info = input.viewports.get_mut(&root).unwrap();
        info.events.push(egui::ViewportEvent::Close);
        self.harness.step();
    }
}
