//! The editor: one document on one canvas, driven by commands, the pointer and typed text.

use std::sync::Arc;

use kurbo::{Rect, Size};

use super::{Availability, Camera, Command, Draft, Effect, Overlay, PointerEvent, Selection};
use crate::layout::{Layout, LayoutRequest, layout};
use crate::model::{ArgumentMap, ElementId};
use crate::scene::{Details, Scene, SceneRequest, build};
use crate::text::Fonts;
use crate::theme::{Theme, ThemeName};

/// How much there is, for the status line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Claims and questions in the map.
    pub claim_count: usize,
    /// Claims and questions that collapsed branches hide.
    pub hidden_count: usize,
    /// Steps in the map.
    pub step_count: usize,
    /// Selected claims and steps.
    pub selected_count: usize,
}

/// One document on one canvas.
pub struct Editor {
    map: ArgumentMap,
    fonts: Arc<Fonts>,
    theme: ThemeName,
    selection: Selection,
    camera: Camera,
    canvas: Size,
    layout: Layout,
    scene: Scene,
}

impl Editor {
    /// Opens a map.
    pub fn new(map: ArgumentMap, fonts: Arc<Fonts>, theme: ThemeName) -> Self {
        let layout = lay_out(&map, &fonts, theme);
        let scene = draw(&map, &layout, theme, None);
        Self {
            map,
            fonts,
            theme,
            selection: Selection::default(),
            camera: Camera::default(),
            canvas: Size::new(800.0, 600.0),
            layout,
            scene,
        }
    }

    /// Does what the user asks.
    pub fn command(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::Select(elements) => self.selection = Selection::of(elements),
            Command::ToggleSelected(element) => self.selection.toggle(element),
            Command::ClearSelection => self.selection = Selection::default(),
            _ => {}
        }
        Vec::new()
    }

    /// Whether a command can be given now, and if not, why.
    pub fn availability(&self, _command: &Command) -> Availability {
        Availability::Enabled
    }

    /// Takes one event of the pointer.
    pub fn pointer(&mut self, event: PointerEvent) -> Vec<Effect> {
        if let super::PointerKind::Press(super::Button::Primary, _) = event.kind {
            let hit = self.scene.hit(
                self.camera.to_map(event.at_in_screen),
                5.0 / self.camera.zoom,
            );
            self.selection = Selection::of(hit.map(|hit| hit.element));
        }
        Vec::new()
    }

    /// Takes the whole text of the field over the draft after each change.
    pub fn type_text(&mut self, _text: String) -> Vec<Effect> {
        Vec::new()
    }

    /// The text being typed, if any.
    pub fn draft(&self) -> Option<Draft> {
        None
    }

    /// The map as it is shown, with what is being typed or dragged.
    pub fn map(&self) -> &ArgumentMap {
        &self.map
    }

    /// Where everything stands.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// What to paint.
    pub fn scene(&self) -> &Scene {
        &self.scene
    }

    /// What to paint over it.
    pub fn overlay(&self) -> Overlay {
        Overlay::default()
    }

    /// The fonts that texts are set in.
    pub fn fonts(&self) -> &Arc<Fonts> {
        &self.fonts
    }

    /// The theme.
    pub fn theme(&self) -> &'static Theme {
        Theme::of(self.theme)
    }

    /// Draws everything in another theme; no box moves.
    pub fn set_theme(&mut self, theme: ThemeName) {
        self.theme = theme;
        self.scene = draw(&self.map, &self.layout, theme, None);
    }

    /// Where the camera is, or is going.
    pub fn camera(&self) -> Camera {
        self.camera
    }

    /// A number that changes when the camera should glide to its place instead of being there.
    pub fn glide_serial(&self) -> u64 {
        0
    }

    /// The size of the canvas in screen points.
    pub fn canvas_size(&self) -> Size {
        self.canvas
    }

    /// Takes the size of the canvas; the first one decides what an opened map shows.
    pub fn set_canvas_size(&mut self, size: Size) {
        self.canvas = size;
    }

    /// What the canvas shows of the map.
    pub fn visible_rect(&self) -> Rect {
        self.camera.visible_rect(self.canvas)
    }

    /// What is selected.
    pub fn selection(&self) -> &Selection {
        &self.selection
    }

    /// What the pointer is over.
    pub fn hovered(&self) -> Option<&ElementId> {
        None
    }

    /// What the keys do in the present state; while dragging, what release would do.
    pub fn status(&self) -> String {
        String::new()
    }

    /// How much there is.
    pub fn counts(&self) -> Counts {
        Counts::default()
    }

    /// The step that undo would take back: "add objection".
    pub fn undo_name(&self) -> Option<&str> {
        None
    }

    /// The step that redo would repeat.
    pub fn redo_name(&self) -> Option<&str> {
        None
    }

    /// Names of the steps that can be taken back, the latest first.
    pub fn undo_names(&self) -> Vec<&str> {
        Vec::new()
    }

    /// Whether there is something that the file does not have.
    pub fn is_modified(&self) -> bool {
        false
    }

    /// Says that the file now holds the map.
    pub fn mark_saved(&mut self) {}

    /// Says that no file holds this map, as after a recovery.
    pub fn mark_unsaved(&mut self) {}

    /// A number that differs whenever the map as shown may differ.
    pub fn revision(&self) -> u64 {
        0
    }

    /// Opens another map in place of this one; the history starts afresh.
    pub fn replace_map(&mut self, map: ArgumentMap) {
        self.layout = lay_out(&map, &self.fonts, self.theme);
        self.scene = draw(&map, &self.layout, self.theme, None);
        self.map = map;
    }

    /// Whether the minimap helps: part of the map is out of sight.
    pub fn is_minimap_useful(&self) -> bool {
        false
    }
}

fn lay_out(map: &ArgumentMap, fonts: &Fonts, theme: ThemeName) -> Layout {
    layout(&LayoutRequest {
        map,
        view: map.main_view(),
        metrics: &Theme::of(theme).metrics,
        fonts,
    })
}

fn draw(map: &ArgumentMap, layout: &Layout, theme: ThemeName, previous: Option<&Scene>) -> Scene {
    build(&SceneRequest {
        map,
        layout,
        theme: Theme::of(theme),
        details: Details::Canvas,
        previous,
    })
}
