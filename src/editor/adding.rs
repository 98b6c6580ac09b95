//! Adding: claims and reasons that open for typing at once.

use kurbo::{Point, Vec2};

use super::hand::{Hand, Picking, Purpose};
use super::{Command, Editor};
use crate::edit::Operation;
use crate::edit::operations::steps_fed_by;
use crate::model::{ClaimKind, ElementId, InferenceId, Position, Stance, Target};

/// About half of the height of a box that is still empty, in map units.
const HALF_EMPTY_BOX: f64 = 22.0;

impl Editor {
    /// Adds a reason for, against, or in answer to what keys act on.
    pub(super) fn add_reason(&mut self, stance: Stance) {
        if let Some(element) = self.selection.primary().cloned() {
            let target = Target::from(element);
            self.add_and_type(&Operation::AddReason { target, stance });
        }
    }

    /// Adds to the step that is meant, or lets the user pick one of several.
    pub(super) fn add_to_step(&mut self, purpose: Purpose) {
        let mut steps = self.steps_meant(purpose);
        match steps.len() {
            0 => {}
            1 => {
                if let Some(step) = steps.pop() {
                    self.add_and_type(&purpose.operation(step));
                }
            }
            _ => {
                self.show_steps(&steps);
                self.hand = Hand::Picking(Picking::begin(purpose, steps));
            }
        }
    }

    /// Brings all these marks into sight, so that any of them can be picked.
    fn show_steps(&mut self, steps: &[InferenceId]) {
        let scene = self.scene();
        let marks = steps
            .iter()
            .filter_map(|step| scene.rect_of(&ElementId::Inference(step.clone())));
        if let Some(all) = marks.reduce(|all, mark| all.union(mark)) {
            self.show_whole(all);
        }
    }

    /// The selected step, or the steps that the selected claim feeds; for a co-premise without
    /// answers, which have one premise each.
    pub(super) fn steps_meant(&self, purpose: Purpose) -> Vec<InferenceId> {
        let steps = match self.selection.primary() {
            None => Vec::new(),
            Some(ElementId::Inference(step)) => vec![step.clone()],
            Some(ElementId::Claim(claim)) => steps_fed_by(self.map(), claim),
        };
        let takes = |step: &InferenceId| {
            let step = self.map().inference(step);
            let is_answer = step.is_some_and(|step| step.stance == Stance::Answer);
            purpose == Purpose::Undercut || !is_answer
        };
        steps.into_iter().filter(takes).collect()
    }

    /// What Tab and Shift+Tab add to what is selected.
    pub(super) fn meant_by_tab(&self, command: &Command) -> Command {
        let is_shifted = *command == Command::AddByShiftTab;
        match (self.selection.primary(), is_shifted) {
            (Some(ElementId::Inference(_)), false) => Command::AddCoPremise,
            (Some(ElementId::Inference(_)), true) => Command::AddUndercut,
            (Some(ElementId::Claim(id)), false) if self.is_question(id) => Command::AddAnswer,
            (_, false) => Command::AddSupport,
            (_, true) => Command::AddObjection,
        }
    }

    pub(super) fn is_question(&self, claim: &crate::model::ClaimId) -> bool {
        let claim = self.map().claim(claim);
        claim.is_some_and(crate::model::Claim::is_question)
    }

    /// Adds a free claim or question where the layout finds room; the first one of a map comes
    /// to the middle of the canvas.
    pub(super) fn add_claim_in_sight(&mut self, kind: ClaimKind) {
        if self.map().claim_count() == 0 {
            let middle = self.visible_rect().center();
            self.add_claim_at(kind, middle);
        } else {
            self.add_and_type(&Operation::AddClaim { kind, at: None });
        }
    }

    /// Adds a free claim or question with the middle of its box at a point that the user chose,
    /// pinned there. The first one of a map is the origin of its layout, so there the camera moves
    /// instead of a pin.
    pub(super) fn add_claim_at(&mut self, kind: ClaimKind, at_in_map: Point) {
        if self.map().claim_count() > 0 {
            let at = Some(self.place_of_new_box(at_in_map));
            self.add_and_type(&Operation::AddClaim { kind, at });
            return;
        }
        let at_in_screen = self.camera.to_screen(at_in_map);
        self.add_and_type(&Operation::AddClaim { kind, at: None });
        if let Some(placed) = self.layout().claims.first() {
            let stands = self.camera.to_screen(placed.rect.center());
            self.camera.pan_by(at_in_screen - stands);
        }
    }

    /// The top left corner of a box with its middle at a point, on whole map units.
    fn place_of_new_box(&self, middle_in_map: Point) -> Position {
        let half_width = self.theme().metrics.box_width / 2.0;
        let corner = middle_in_map - Vec2::new(half_width, HALF_EMPTY_BOX);
        Position {
            x: corner.x.round(),
            y: corner.y.round(),
        }
    }

    pub(super) fn edit_selected_text(&mut self) {
        if let Some(element) = self.selection.primary().cloned() {
            self.start_typing(&element);
        } else if self.map().claim_count() == 0 {
            self.add_claim_in_sight(ClaimKind::Assertion);
        }
    }
}
