//! Typing: a text is changed in place, and the layout follows each change.

use super::{Hand, idle};
use crate::edit::Operation;
use crate::edit::operations::ancestors;
use crate::editor::edits::Outcome;
use crate::editor::{Button, Camera, Editor, Effect, PointerEvent, PointerKind, Selection};
use crate::model::ElementId;

/// A text being typed; the document holds it as the pending transaction.
#[derive(Debug, Clone)]
pub(in crate::editor) struct Typing {
    pub(in crate::editor) element: ElementId,
    pub(in crate::editor) text: String,
    pub(in crate::editor) serial: u64,
    /// What was selected before, for Escape and for undo.
    before: Selection,
    origin: Origin,
    /// Where the camera was before it went to a new claim.
    came_from: Option<Camera>,
}

/// What typing began with.
#[derive(Debug, Clone, PartialEq)]
enum Origin {
    /// A claim that is itself still pending.
    New,
    /// A text that stands in the map.
    Existing(String),
}

impl Editor {
    /// Takes the whole text of the field over the draft after each change.
    pub fn type_text(&mut self, text: impl Into<String>) -> Vec<Effect> {
        if let Hand::Typing(mut typing) = std::mem::take(&mut self.hand) {
            typing.text = plain(&text.into());
            if typing.element.as_inference().is_some() {
                typing.text = typing.text.replace('\n', " ");
            }
            typing.show(self);
            self.hand = Hand::Typing(typing);
        }
        std::mem::take(&mut self.effects)
    }

    /// Opens the text of a claim, or the word of a step.
    pub(in crate::editor) fn start_typing(&mut self, element: &ElementId) {
        let text = match element {
            ElementId::Claim(id) => self.map().claim(id).map(|claim| claim.text.clone()),
            ElementId::Inference(id) => self.map().inference(id).map(|step| step.word.clone()),
        };
        if let Some(text) = text
            && self.reveal(element)
        {
            let before = self.selection.clone();
            self.begin_typing(element.clone(), before, Origin::Existing(text));
        }
    }

    /// Shows the reasons of whatever hides an element; false if it cannot be seen even then.
    fn reveal(&mut self, element: &ElementId) -> bool {
        if self.scene().rect_of(element).is_none() {
            let collapsed = &self.shown_view().collapsed;
            let above = ancestors(self.map(), self.shown_view(), element).into_iter();
            let hiding = above.filter(|above| collapsed.contains(above)).collect();
            self.edit(&Operation::ToggleCollapsed(hiding));
        }
        self.scene().rect_of(element).is_some()
    }

    /// Adds a claim as the pending transaction and opens it for typing.
    pub(in crate::editor) fn add_and_type(&mut self, operation: &Operation) {
        let (anchor, camera) = (self.anchor(&[]), self.camera);
        let outcome = self.preview_all(std::slice::from_ref(operation));
        match outcome {
            Ok(outcome) => {
                self.refresh(&anchor);
                if let Some(element) = outcome.focus.into_iter().next() {
                    let before = self.selection.clone();
                    let glides = self.view.glide_serial;
                    self.begin_typing(element, before, Origin::New);
                    if let Hand::Typing(typing) = &mut self.hand
                        && glides != self.view.glide_serial
                    {
                        typing.came_from = Some(camera);
                    }
                }
            }
            Err(why) => {
                self.document.drop_preview();
                self.refresh(&anchor);
                self.toast(why.0);
            }
        }
    }

    fn begin_typing(&mut self, element: ElementId, before: Selection, origin: Origin) {
        self.typing_serial += 1;
        let text = match &origin {
            Origin::New => String::new(),
            Origin::Existing(text) => text.clone(),
        };
        self.selection = Selection::one(element.clone());
        self.show_typed(&element);
        self.hand = Hand::Typing(Typing {
            element,
            text,
            serial: self.typing_serial,
            before,
            origin,
            came_from: None,
        });
    }
}

impl Typing {
    /// A press elsewhere keeps the text and then does what it would have done; presses inside
    /// belong to the field.
    pub(super) fn after(self, editor: &mut Editor, event: &PointerEvent) -> Hand {
        let is_press = matches!(event.kind, PointerKind::Press(..));
        if is_press && !self.is_over_field(editor, event) {
            self.commit(editor);
            return idle::after(editor, event);
        }
        if event.kind == PointerKind::Move {
            editor.hover = idle::hit_at(editor, event.at_in_screen);
        }
        Hand::Typing(self)
    }

    fn is_over_field(&self, editor: &Editor, event: &PointerEvent) -> bool {
        let is_primary = matches!(event.kind, PointerKind::Press(Button::Primary, _));
        let draft = editor.draft_of(self);
        is_primary && draft.is_some_and(|draft| draft.box_in_screen.contains(event.at_in_screen))
    }

    /// Shows the text as it is typed.
    fn show(&self, editor: &mut Editor) {
        let anchor = editor.anchor(std::slice::from_ref(&self.element));
        let operation = Operation::SetText(self.element.clone(), self.text.clone());
        if let Err(why) = editor.amend(&operation) {
            editor.toast(why.0);
        }
        editor.refresh(&anchor);
        editor.show_typed(&self.element);
    }

    /// Keeps the text as one step, without space around it. A new claim without text leaves no
    /// trace; a claim that lost its text gets it back.
    pub(super) fn commit(mut self, editor: &mut Editor) {
        let trimmed = self.text.trim().to_owned();
        if trimmed.is_empty() && self.element.as_claim().is_some() {
            if self.origin != Origin::New {
                editor.toast("A claim needs a text, so it kept the one it had");
            }
            self.cancel(editor);
        } else if self.origin == Origin::Existing(trimmed.clone()) {
            self.drop_text(editor);
        } else {
            if trimmed != self.text {
                self.text = trimmed;
                self.show(editor);
            }
            let outcome = Outcome {
                focus: vec![self.element],
                remark: None,
            };
            editor.commit_outcome(self.before, outcome);
        }
    }

    /// Drops the text; a new claim leaves no trace, and the camera goes back to where it was.
    pub(super) fn cancel(self, editor: &mut Editor) {
        self.drop_text(editor);
        if self.origin == Origin::New {
            editor.selection = self.before;
        }
        if let Some(camera) = self.came_from {
            editor.camera = camera;
            editor.view.glide_serial += 1;
        }
    }

    fn drop_text(&self, editor: &mut Editor) {
        let anchor = editor.anchor(std::slice::from_ref(&self.element));
        editor.document.drop_preview();
        editor.refresh(&anchor);
    }
}

/// Typed or pasted text with one kind of line break and no other control characters.
fn plain(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars()
        .map(|c| if c == '\t' { ' ' } else { c })
        .filter(|c| *c == '\n' || !c.is_control())
        .collect()
}
