//! A desk to try the editor at: a map, a canvas, a pointer and keys.

use std::sync::Arc;

use kurbo::{Point, Rect, Size};
use rejoinder::edit::SequentialIds;
use rejoinder::editor::{
    Availability, Button, Command, DropKind, Editor, Effect, Modifiers, Overlay, PointerEvent,
    PointerKind,
};
use rejoinder::formats::ron_map;
use rejoinder::model::{ArgumentMap, ClaimId, ElementId, InferenceId};
use rejoinder::text::Fonts;
use rejoinder::theme::ThemeName;

/// A contention with a linked support that is undercut, a support with a reason of its own, and
/// an objection; beside it a question with an answer, and a free claim.
pub(crate) const DEBATE: &str = r#"ArgumentMap(
    version: 1,
    title: "Debate",
    claims: [
        Claim(id: "top", text: "The bridge should be built", contention: true),
        Claim(id: "left", text: "Ferries are slow"),
        Claim(id: "right", text: "Slow transport costs jobs"),
        Claim(id: "doubt", text: "Jobs depend on more than transport"),
        Claim(id: "middle", text: "Two towns want it"),
        Claim(id: "poll", text: "A poll says so"),
        Claim(id: "cost", text: "It costs too much"),
        Claim(id: "issue", text: "Where should it stand?", kind: Question),
        Claim(id: "narrows", text: "At the narrows"),
        Claim(id: "free", text: "The sea is rough"),
    ],
    inferences: [
        Inference(id: "linked", stance: Support, premises: ["left", "right"], target: Claim("top")),
        Inference(id: "undercut", stance: Attack, premises: ["doubt"], target: Inference("linked")),
        Inference(id: "wanted", stance: Support, premises: ["middle"], target: Claim("top")),
        Inference(id: "polled", stance: Support, premises: ["poll"], target: Claim("middle")),
        Inference(id: "costly", stance: Attack, premises: ["cost"], target: Claim("top")),
        Inference(id: "placed", stance: Answer, premises: ["narrows"], target: Claim("issue")),
    ],
    views: [View(id: "main", choices: {})],
)
"#;

pub(crate) const SHIFT: Modifiers = Modifiers {
    shift: true,
    command: false,
    space: false,
};
pub(crate) const CTRL: Modifiers = Modifiers {
    shift: false,
    command: true,
    space: false,
};
pub(crate) const NONE: Modifiers = Modifiers {
    shift: false,
    command: false,
    space: false,
};

pub(crate) struct Desk {
    pub(crate) editor: Editor,
    pub(crate) effects: Vec<Effect>,
}

pub(crate) fn claim(id: &str) -> ElementId {
    ElementId::Claim(ClaimId::new(id).unwrap())
}

pub(crate) fn step(id: &str) -> ElementId {
    ElementId::Inference(InferenceId::new(id).unwrap())
}

pub(crate) fn read(ron: &str) -> ArgumentMap {
    ron_map::read(ron.as_bytes(), "test").unwrap().map
}

impl Desk {
    pub(crate) fn with(map: ArgumentMap) -> Self {
        let fonts = Arc::new(Fonts::shipped());
        let ids = Box::new(SequentialIds::default());
        let mut editor = Editor::new(map, fonts, ThemeName::Light, ids);
        editor.set_canvas_size(Size::new(1600.0, 1000.0));
        Self {
            editor,
            effects: Vec::new(),
        }
    }

    pub(crate) fn debate() -> Self {
        Self::with(read(DEBATE))
    }

    pub(crate) fn empty() -> Self {
        Self::with(ArgumentMap::new())
    }

    pub(crate) fn map(&self) -> &ArgumentMap {
        self.editor.map()
    }

    pub(crate) fn ron(&self) -> String {
        ron_map::write(self.map())
    }

    pub(crate) fn key(&mut self, command: Command) -> &mut Self {
        self.effects = self.editor.command(command);
        self
    }

    pub(crate) fn types(&mut self, text: &str) -> &mut Self {
        self.effects = self.editor.type_text(text);
        self
    }

    pub(crate) fn select(&mut self, elements: &[ElementId]) -> &mut Self {
        self.key(Command::Select(elements.to_vec()))
    }

    pub(crate) fn event(&mut self, kind: PointerKind, at: Point, held: Modifiers) -> &mut Self {
        self.effects = self.editor.pointer(PointerEvent {
            kind,
            at_in_screen: at,
            modifiers: held,
        });
        self
    }

    pub(crate) fn press(&mut self, at: Point, held: Modifiers) -> &mut Self {
        self.event(PointerKind::Press(Button::Primary, 1), at, held)
    }

    pub(crate) fn moves(&mut self, at: Point, held: Modifiers) -> &mut Self {
        self.event(PointerKind::Move, at, held)
    }

    pub(crate) fn release(&mut self, at: Point, held: Modifiers) -> &mut Self {
        self.event(PointerKind::Release(Button::Primary), at, held)
    }

    pub(crate) fn click(&mut self, at: Point, held: Modifiers) -> &mut Self {
        self.press(at, held).release(at, held)
    }

    pub(crate) fn double_click(&mut self, at: Point) -> &mut Self {
        self.click(at, NONE);
        self.event(PointerKind::Press(Button::Primary, 2), at, NONE);
        self.release(at, NONE)
    }

    pub(crate) fn click_on(&mut self, element: &ElementId, held: Modifiers) -> &mut Self {
        let at = self.middle(element);
        self.click(at, held)
    }

    /// Presses, moves in two strides and stays there with the button down.
    pub(crate) fn carry(&mut self, from: Point, to: Point, held: Modifiers) -> &mut Self {
        self.press(from, held)
            .moves(from.midpoint(to), held)
            .moves(to, held)
    }

    pub(crate) fn drag(&mut self, from: Point, to: Point, held: Modifiers) -> &mut Self {
        self.carry(from, to, held).release(to, held)
    }

    /// Drags an element into the zone of this kind on another.
    pub(crate) fn drop_into(
        &mut self,
        what: &ElementId,
        target: &ElementId,
        kind: DropKind,
        held: Modifiers,
    ) -> &mut Self {
        let (from, over) = (self.middle(what), self.middle(target));
        self.carry(from, over, held);
        let zone = self.zone(kind);
        self.moves(zone, held).release(zone, held)
    }

    /// The middle of the zone of this kind, on the canvas.
    pub(crate) fn zone(&self, kind: DropKind) -> Point {
        let zones = self.overlay().drop_zones;
        let zone = zones.iter().find(|zone| zone.kind == kind);
        let zone = zone.unwrap_or_else(|| panic!("no zone for {kind:?} among {zones:?}"));
        self.editor.camera().to_screen(zone.rect.center())
    }

    pub(crate) fn overlay(&self) -> Overlay {
        self.editor.overlay()
    }

    pub(crate) fn rect(&self, element: &ElementId) -> Rect {
        let rect = self.editor.scene().rect_of(element);
        rect.unwrap_or_else(|| panic!("{element:?} is not on the canvas"))
    }

    pub(crate) fn middle(&self, element: &ElementId) -> Point {
        self.editor.camera().to_screen(self.rect(element).center())
    }

    pub(crate) fn on_screen(&self, element: &ElementId) -> Rect {
        self.editor.camera().rect_to_screen(self.rect(element))
    }

    /// A point of the canvas with nothing near it, and room for a box around it.
    pub(crate) fn empty_spot(&self) -> Point {
        let spot = Point::new(300.0, 880.0);
        let at_in_map = self.editor.camera().to_map(spot);
        let near = Rect::from_center_size(at_in_map, (400.0, 200.0));
        assert!(self.editor.scene().in_rect(near).is_empty());
        spot
    }

    pub(crate) fn selected(&self) -> Vec<&str> {
        let elements = self.editor.selection().elements().iter();
        elements.map(ElementId::as_str).collect()
    }

    pub(crate) fn toast(&self) -> &str {
        let toast = self.effects.iter().find_map(|effect| match effect {
            Effect::Toast(text) => Some(text.as_str()),
            Effect::Copy { .. } | Effect::TidyUp => None,
        });
        toast.unwrap_or("")
    }

    pub(crate) fn why_not(&self, command: &Command) -> String {
        match self.editor.availability(command) {
            Availability::Enabled => String::new(),
            Availability::Disabled(why) => why,
        }
    }

    pub(crate) fn text(&self, id: &str) -> &str {
        let claim = self.map().claim(&ClaimId::new(id).unwrap());
        claim.map_or("", |claim| claim.text.as_str())
    }

    pub(crate) fn has(&self, id: &str) -> bool {
        self.map().is_taken(id)
    }

    /// The steps that bear on an element: stance, and texts of the premises.
    pub(crate) fn reasons(&self, element: &ElementId) -> Vec<String> {
        let steps = self.map().bearing_on(element);
        let line = |step: &rejoinder::model::Inference| {
            let premises = step.premises.iter();
            let texts: Vec<_> = premises
                .map(|premise| self.text(premise.as_str()))
                .collect();
            format!("{:?}: {}", step.stance, texts.join(" & "))
        };
        steps.map(line).collect()
    }

    /// The claims that a step is made from.
    pub(crate) fn premises(&self, id: &str) -> Vec<&str> {
        let step = self.map().inference(&InferenceId::new(id).unwrap());
        let premises = step.map(|step| step.premises.iter());
        premises
            .into_iter()
            .flatten()
            .map(ClaimId::as_str)
            .collect()
    }
}
