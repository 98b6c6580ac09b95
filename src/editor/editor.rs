//! The editor: one document on one canvas, driven by commands, the pointer and typed text.

use std::sync::Arc;

use kurbo::{Point, Rect, Size};

use super::drawn::Drawn;
use super::hand::Hand;
use super::{Camera, Effect, Selection};
use crate::edit::{Document, History, IdSource};
use crate::layout::Layout;
use crate::model::{ArgumentMap, ClaimId, ElementId, ViewId};
use crate::scene::{Hit, Scene};
use crate::text::Fonts;
use crate::theme::{Theme, ThemeName};

/// How much there is, for the status line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Claims and questions in the map.
    pub claim_count: usize,
    /// Claims and questions that collapsed branches hide.
    pub hidden_count: usize,
    /// Claims and questions among those that the view is not to show.
    pub outside_count: usize,
    /// Steps in the map.
    pub step_count: usize,
    /// Selected claims and steps.
    pub selected_count: usize,
}

/// One document on one canvas.
pub struct Editor {
    pub(super) document: Document<Selection>,
    pub(super) ids: Box<dyn IdSource>,
    pub(super) fonts: Arc<Fonts>,
    pub(super) drawn: Drawn,
    /// The view that was chosen, if it is not the first.
    pub(super) chosen_view: Option<ViewId>,
    pub(super) selection: Selection,
    pub(super) camera: Camera,
    pub(super) view: CanvasView,
    pub(super) hand: Hand,
    /// Where the pointer hovers, if it does.
    pub(super) pointer_in_screen: Option<Point>,
    pub(super) hover: Option<Hit>,
    pub(super) effects: Vec<Effect>,
    /// Claims whose rows and columns have grown poor, as was worked out last.
    pub(super) poor: Vec<ClaimId>,
    /// Counts typings, so that each has a number of its own.
    pub(super) typing_serial: u64,
}

/// What the camera knows of the canvas.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct CanvasView {
    pub(super) size: Size,
    /// The camera that the map was opened with, until the user moves it.
    pub(super) opened_with: Option<Camera>,
    /// Counts jumps of the camera that may glide.
    pub(super) glide_serial: u64,
}

impl Editor {
    /// Opens a map; ids of what is added come from `ids`.
    pub fn new(
        map: ArgumentMap,
        fonts: Arc<Fonts>,
        theme: ThemeName,
        ids: Box<dyn IdSource>,
    ) -> Self {
        let document = Document::new(map);
        let drawn = Drawn::new(&document, &fonts, theme);
        let view = CanvasView {
            size: Size::new(1024.0, 640.0),
            opened_with: None,
            glide_serial: 0,
        };
        let mut editor = Self {
            document,
            ids,
            fonts,
            drawn,
            chosen_view: None,
            selection: Selection::default(),
            camera: Camera::default(),
            view,
            hand: Hand::Idle,
            pointer_in_screen: None,
            hover: None,
            effects: Vec::new(),
            poor: Vec::new(),
            typing_serial: 0,
        };
        editor.aim_at_opening();
        editor
    }

    /// Opens another map in place of this one; the history starts afresh.
    pub fn replace_map(&mut self, map: ArgumentMap) {
        self.document = Document::new(map);
        self.chosen_view = None;
        self.drawn = self.drawn.of_other(&self.document, &self.fonts);
        self.selection = Selection::default();
        self.hand = Hand::Idle;
        self.hover = None;
        self.poor.clear();
        self.aim_at_opening();
    }

    /// The document: the map, its history, and what is not yet a step.
    pub fn document(&self) -> &Document<Selection> {
        &self.document
    }

    /// The map as it is shown, with what is being typed or dragged.
    pub fn map(&self) -> &ArgumentMap {
        self.document.map()
    }

    /// Where everything stands.
    pub fn layout(&self) -> &Layout {
        self.drawn.layout()
    }

    /// What to paint.
    pub fn scene(&self) -> &Scene {
        self.drawn.scene()
    }

    /// A number that differs whenever the scene may differ.
    pub fn revision(&self) -> u64 {
        self.drawn.serial()
    }

    /// The fonts that texts are set in.
    pub fn fonts(&self) -> &Arc<Fonts> {
        &self.fonts
    }

    /// The theme.
    pub fn theme(&self) -> &'static Theme {
        Theme::of(self.drawn.theme())
    }

    /// Draws everything in another theme; no box moves.
    pub fn set_theme(&mut self, theme: ThemeName) {
        self.drawn.set_theme(&self.document, theme);
    }

    /// Where the camera is, or is gliding to.
    pub fn camera(&self) -> Camera {
        self.camera
    }

    /// A number that changes when the camera may glide to its place instead of being there.
    pub fn glide_serial(&self) -> u64 {
        self.view.glide_serial
    }

    /// The size of the canvas in screen points.
    pub fn canvas_size(&self) -> Size {
        self.view.size
    }

    /// What the canvas shows of the map.
    pub fn visible_rect(&self) -> Rect {
        self.camera.visible_rect(self.view.size)
    }

    /// What is selected.
    pub fn selection(&self) -> &Selection {
        &self.selection
    }

    /// What the pointer is over.
    pub fn hovered(&self) -> Option<&ElementId> {
        self.hover.as_ref().map(|hit| &hit.element)
    }

    /// How much there is.
    pub fn counts(&self) -> Counts {
        let claim_count = self.map().claim_count();
        Counts {
            claim_count,
            hidden_count: claim_count.saturating_sub(self.layout().claims.len()),
            outside_count: self.outside_count(),
            step_count: self.map().inference_count(),
            selected_count: self.selection.len(),
        }
    }

    /// The steps done and taken back.
    pub fn history(&self) -> &History<Selection> {
        self.document.history()
    }

    /// The step that undo would take back: "add objection".
    pub fn undo_name(&self) -> Option<&str> {
        self.document.undo_name()
    }

    /// The step that redo would repeat.
    pub fn redo_name(&self) -> Option<&str> {
        self.document.redo_name()
    }

    /// Whether there is something that the file does not have.
    pub fn is_modified(&self) -> bool {
        self.document.is_modified()
    }

    /// Says that the file now holds the map; commit first what is being typed.
    pub fn mark_saved(&mut self) {
        self.document.mark_saved();
    }

    /// Says that no file holds this map, as after a recovery.
    pub fn mark_unsaved(&mut self) {
        self.document.mark_unsaved();
    }

    pub(super) fn toast(&mut self, text: impl Into<String>) {
        self.effects.push(Effect::Toast(text.into()));
    }
}
