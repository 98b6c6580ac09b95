//! Picking: a claim feeds several steps, and one of them is to be picked on the canvas.

use super::{Hand, idle};
use crate::edit::Operation;
use crate::editor::{
    Button, Command, Editor, Heading, Overlay, PickPrompt, PointerEvent, PointerKind,
};
use crate::model::{ElementId, InferenceId, Stance, Target};

/// What is done with the step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::editor) enum Purpose {
    /// It gets a premise more.
    CoPremise,
    /// It is attacked.
    Undercut,
}

impl Purpose {
    /// The word of the interface.
    pub(in crate::editor) fn word(self) -> &'static str {
        match self {
            Self::CoPremise => "co-premise",
            Self::Undercut => "undercut",
        }
    }

    pub(in crate::editor) fn operation(self, step: InferenceId) -> Operation {
        match self {
            Self::CoPremise => Operation::AddCoPremise(step),
            Self::Undercut => Operation::AddReason {
                target: Target::Inference(step),
                stance: Stance::Attack,
            },
        }
    }
}

/// The steps to pick from; the one at `at` is what Enter takes.
#[derive(Debug, Clone)]
pub(in crate::editor) struct Picking {
    purpose: Purpose,
    steps: Vec<InferenceId>,
    at: usize,
}

impl Picking {
    pub(in crate::editor) fn begin(purpose: Purpose, steps: Vec<InferenceId>) -> Self {
        Self {
            purpose,
            steps,
            at: 0,
        }
    }

    /// A click on one of the marks (or a connector of it) picks; a click elsewhere gives up.
    pub(super) fn after(mut self, editor: &mut Editor, event: &PointerEvent) -> Hand {
        let hit = idle::hit_at(editor, event.at_in_screen).map(|hit| hit.element);
        let place = hit.and_then(|hit| match hit {
            ElementId::Inference(id) => self.steps.iter().position(|step| *step == id),
            ElementId::Claim(_) => None,
        });
        match (event.kind, place) {
            (PointerKind::Press(Button::Primary, _), Some(place)) => {
                self.take(editor, place);
                std::mem::take(&mut editor.hand)
            }
            (PointerKind::Press(..), None) => Hand::Idle,
            (PointerKind::Move, Some(place)) => {
                self.at = place;
                Hand::Picking(self)
            }
            _ => Hand::Picking(self),
        }
    }

    /// The keys: arrows go round, Enter takes, a digit takes its step.
    pub(in crate::editor) fn after_command(mut self, editor: &mut Editor, command: &Command) {
        let count = self.steps.len();
        match command {
            Command::Move(Heading::Left | Heading::Up) => {
                self.at = (self.at + count - 1) % count;
                editor.hand = Hand::Picking(self);
            }
            Command::Move(_) => {
                self.at = (self.at + 1) % count;
                editor.hand = Hand::Picking(self);
            }
            Command::PickStep(number) if (1..=count).contains(number) => {
                self.take(editor, number - 1);
            }
            Command::Commit | Command::EditText => {
                let at = self.at;
                self.take(editor, at);
            }
            _ => editor.hand = Hand::Picking(self),
        }
    }

    fn take(self, editor: &mut Editor, place: usize) {
        if let Some(step) = self.steps.into_iter().nth(place) {
            editor.add_and_type(&self.purpose.operation(step));
        }
    }

    /// What the keys do.
    pub(in crate::editor) fn says(&self) -> String {
        format!(
            "Pick the step for the {}: click a mark, press its number, or arrows and Enter; \
             Escape cancels",
            self.purpose.word()
        )
    }

    pub(in crate::editor) fn show(&self, editor: &Editor, overlay: &mut Overlay) {
        let prompts = self.steps.iter().enumerate().filter_map(|(index, step)| {
            let element = ElementId::Inference(step.clone());
            Some(PickPrompt {
                inference: step.clone(),
                rect: editor.scene().rect_of(&element)?,
                number: index + 1,
                highlighted: index == self.at,
            })
        });
        overlay.picks = prompts.collect();
    }
}
