//! What dropping would do: found for every movement, said by the status line, done on release.

use std::collections::{BTreeMap, BTreeSet};

use kurbo::{Point, Vec2};

use super::siblings::{Slot, slot_among_premises, slot_at};
use super::zones;
use crate::edit::operations::{Attachment, Side, home};
use crate::edit::{Operation, SequentialIds};
use crate::editor::phrases::{quoted, quoted_premises};
use crate::editor::{DropKind, DropZone, Editor};
use crate::model::{ClaimId, ElementId, Inference, InferenceId, Position};

/// What the hand carries.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Load {
    /// Claims, each with its reasons.
    Claims(Vec<ClaimId>),
    /// A step with its premises.
    Step(InferenceId),
}

/// Whether what is carried leaves its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// It goes where it is dropped.
    Move,
    /// It stays, and is used once more where it is dropped.
    FurtherUse,
}

/// What release would do.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Drop {
    /// The element whose zones are shown.
    pub(super) target: Option<ElementId>,
    pub(super) zones: Vec<DropZone>,
    /// The line between siblings.
    pub(super) insertion: Option<(Point, Point)>,
    /// What is done on release; empty where what is carried springs back.
    pub(super) operations: Vec<Operation>,
    /// What release would do, or why it would do nothing.
    pub(super) says: String,
}

impl Load {
    pub(super) fn claims(&self, editor: &Editor) -> Vec<ClaimId> {
        match self {
            Self::Claims(claims) => claims.clone(),
            Self::Step(step) => {
                let step = editor.map().inference(step);
                step.map_or_else(Vec::new, |step| step.premises.clone())
            }
        }
    }

    fn has_question(&self, editor: &Editor) -> bool {
        let claims = self.claims(editor);
        let mut claims = claims.iter().filter_map(|id| editor.map().claim(id));
        claims.any(crate::model::Claim::is_question)
    }

    fn noun(&self, editor: &Editor) -> String {
        match self {
            Self::Claims(claims) => match claims.as_slice() {
                [only] => quoted(editor.map(), &ElementId::Claim(only.clone())),
                many => format!("{} claims", many.len()),
            },
            Self::Step(step) => quoted_premises(editor.map(), step),
        }
    }

    fn is_plural(&self, editor: &Editor) -> bool {
        self.claims(editor).len() > 1
    }

    /// The operations that attach what is carried.
    fn attach(&self, to: &Attachment, manner: Manner, editor: &Editor) -> Vec<Operation> {
        let to = to.clone();
        let goes_behind = matches!(
            &to,
            Attachment::Beside {
                side: Side::After,
                ..
            }
        );
        let mut operations: Vec<_> = match (self, manner) {
            (Self::Step(step), Manner::Move) => vec![Operation::MoveStep {
                step: step.clone(),
                to,
            }],
            (Self::Claims(claims), Manner::Move) => claims
                .iter()
                .map(|claim| Operation::MoveClaim {
                    claim: claim.clone(),
                    from: None,
                    to: to.clone(),
                })
                .collect(),
            (_, Manner::FurtherUse) => self
                .claims(editor)
                .into_iter()
                .map(|claim| Operation::AddUse {
                    claim,
                    to: to.clone(),
                })
                .collect(),
        };
        if goes_behind {
            // Each goes right behind the sibling, so the first has to go last.
            operations.reverse();
        }
        operations.extend(self.unpin(manner, editor));
        operations
    }

    /// A pinned box that is moved into the tree stands there.
    fn unpin(&self, manner: Manner, editor: &Editor) -> Option<Operation> {
        let pinned = &editor.shown_view().pinned;
        let claims = self.claims(editor).into_iter();
        let pinned: BTreeSet<_> = claims
            .filter(|claim| pinned.contains_key(claim))
            .map(ElementId::Claim)
            .collect();
        (manner == Manner::Move && !pinned.is_empty()).then_some(Operation::Unpin(pinned))
    }
}

impl Drop {
    /// On the claim or mark under the pointer, if there is one: its zones and the operation of
    /// the highlighted one. `own` are the elements that move along.
    pub(super) fn on_element(
        editor: &Editor,
        load: &Load,
        manner: Manner,
        own: &BTreeSet<ElementId>,
        at_in_map: Point,
        shown: Option<&ElementId>,
    ) -> Option<Self> {
        let target = zones::target_at(editor, at_in_map, shown)?;
        if load.has_question(editor) {
            return Some(Self::refused("A question is answered and never a premise"));
        }
        if own.contains(&target) && manner == Manner::Move {
            let is_itself = match (&target, load) {
                (ElementId::Claim(claim), Load::Claims(claims)) => claims.contains(claim),
                (ElementId::Inference(step), Load::Step(carried)) => step == carried,
                _ => false,
            };
            return Some(if is_itself {
                Self::spring_back()
            } else {
                Self::refused("A claim cannot be moved under its own reasons")
            });
        }
        let zones = zones::zones_on(editor, &target, at_in_map);
        let kind = zones.iter().find(|zone| zone.highlighted)?.kind;
        let to = zones::attachment(&target, kind);
        let mut drop = if manner == Manner::Move && is_attached_already(editor, load, &to) {
            Self::there_already(editor, load)
        } else {
            Self::doing(editor, load.attach(&to, manner, editor), || {
                says(editor, load, manner, kind, &target)
            })
        };
        let is_possible = !drop.operations.is_empty();
        drop.zones = zones;
        for zone in &mut drop.zones {
            zone.highlighted &= is_possible;
        }
        drop.target = Some(target);
        Some(drop)
    }

    /// Between the siblings near the pointer, if there are any; beside itself it springs back.
    pub(super) fn between_siblings(
        editor: &Editor,
        load: &Load,
        manner: Manner,
        own: &BTreeSet<ElementId>,
        at_in_map: Point,
    ) -> Option<Self> {
        if load.has_question(editor) {
            return None;
        }
        let slot = slot_at(editor, at_in_map)?;
        if own.contains(&ElementId::Inference(slot.sibling.clone())) {
            return None;
        }
        if manner == Manner::Move && is_there_already(editor, load, &slot) {
            return Some(Self::spring_back());
        }
        let to = Attachment::Beside {
            sibling: slot.sibling.clone(),
            side: slot.side,
        };
        let mut drop = Self::doing(editor, load.attach(&to, manner, editor), || {
            format!("Release to put {} here", load.noun(editor))
        });
        drop.insertion = Some(slot.line);
        Some(drop)
    }

    /// Between the co-premises of its own step, for a single claim that is one of them.
    pub(super) fn among_premises(editor: &Editor, load: &Load, at_in_map: Point) -> Option<Self> {
        let Load::Claims(claims) = load else {
            return None;
        };
        let [claim] = claims.as_slice() else {
            return None;
        };
        let step = home(editor.map(), editor.shown_view(), claim)?;
        let premises = &editor.map().inference(step)?.premises;
        let slot = slot_among_premises(editor, step, at_in_map)?;
        let place = |id: &ClaimId| premises.iter().position(|premise| premise == id);
        let (from, beside) = (place(claim)?, place(&slot.sibling)?);
        let before = match slot.side {
            Side::Before => beside,
            Side::After => beside + 1,
        };
        // Counted without the claim itself.
        let to = if from < before { before - 1 } else { before };
        if premises.len() == 1 {
            return None;
        }
        if to == from {
            return Some(Self::spring_back());
        }
        let operation = Operation::MovePremise {
            step: step.clone(),
            premise: claim.clone(),
            to,
        };
        let mut drop = Self::doing(editor, vec![operation], || {
            format!("Release to put {} here in its step", load.noun(editor))
        });
        drop.insertion = Some(slot.line);
        Some(drop)
    }

    /// On empty canvas with Shift, or for boxes that are pinned already: pinned where they are
    /// carried to, on whole map units.
    pub(super) fn pin(editor: &Editor, load: &Load, moved: Vec2) -> Self {
        let scene = editor.scene();
        let place = |claim: ClaimId| {
            let rect = scene.rect_of(&ElementId::Claim(claim.clone()))?;
            let at = rect.origin() + moved;
            let place = Position {
                x: at.x.round(),
                y: at.y.round(),
            };
            Some((claim, place))
        };
        let claims = load.claims(editor).into_iter();
        let places: BTreeMap<_, _> = claims.filter_map(place).collect();
        Self::doing(editor, vec![Operation::Pin(places)], || {
            format!("Release to pin {} here", load.noun(editor))
        })
    }

    /// Does what was said; what it lands on stays under the eye, and what moved comes into sight.
    pub(super) fn release(&self, editor: &mut Editor, moving: &BTreeSet<ElementId>) {
        if self.operations.is_empty() {
            return;
        }
        let anchor = if matches!(self.operations.as_slice(), [Operation::Pin(_)]) {
            editor.anchor(&[]).still_apart_from(moving)
        } else {
            editor.anchor_apart_from(moving, self.target.as_slice())
        };
        if editor.edit_holding(&anchor, &self.operations) {
            editor.show_selection();
        }
    }

    pub(super) fn spring_back() -> Self {
        Self::refused("Release to put it back; hold Shift to pin it here, or drop it on a claim")
    }

    /// What would be attached as it is: only a pinned box goes back into its place.
    fn there_already(editor: &Editor, load: &Load) -> Self {
        let noun = load.noun(editor);
        if let Some(unpin) = load.unpin(Manner::Move, editor) {
            return Self::doing(editor, vec![unpin], || {
                format!("Release to unpin {noun}, back into place")
            });
        }
        let stands = if load.is_plural(editor) {
            "stand"
        } else {
            "stands"
        };
        Self::refused(&format!(
            "Release to put it back; {noun} {stands} there already"
        ))
    }

    pub(super) fn refused(why: &str) -> Self {
        Self {
            says: why.to_owned(),
            ..Self::default()
        }
    }

    /// Holds the first operation against the map, so that what cannot be done is said before.
    fn doing(editor: &Editor, operations: Vec<Operation>, says: impl FnOnce() -> String) -> Self {
        let mut scratch = SequentialIds::default();
        let first = operations.first();
        match first.map(|first| editor.plan(first, &mut scratch)) {
            Some(Err(why)) => Self::refused(&why.0),
            _ => Self {
                operations,
                says: says(),
                ..Self::default()
            },
        }
    }
}

/// Whether what is carried is attached in just this way, whatever its place among siblings.
fn is_attached_already(editor: &Editor, load: &Load, to: &Attachment) -> bool {
    let map = editor.map();
    let bears_so = |step: &Inference| match to {
        Attachment::Reason { target, stance } => step.target == *target && step.stance == *stance,
        Attachment::CoPremise(..) | Attachment::Beside { .. } => false,
    };
    match load {
        Load::Step(step) => map.inference(step).is_some_and(bears_so),
        Load::Claims(claims) => claims.iter().all(|claim| {
            let step = home(map, editor.shown_view(), claim).and_then(|step| map.inference(step));
            step.is_some_and(|step| match to {
                Attachment::CoPremise(into) => step.id == *into,
                _ => step.premises.len() == 1 && bears_so(step),
            })
        }),
    }
}

/// Whether dropping there would leave the order as it is.
fn is_there_already(editor: &Editor, load: &Load, slot: &Slot<InferenceId>) -> bool {
    let map = editor.map();
    let step = match load {
        Load::Step(step) => Some(step),
        Load::Claims(claims) => match claims.as_slice() {
            [only] => home(map, editor.shown_view(), only),
            _ => None,
        },
    };
    let Some(step) = step.and_then(|step| map.inference(step)) else {
        return false;
    };
    if matches!(load, Load::Claims(_)) && step.premises.len() > 1 {
        return false;
    }
    if step.id == slot.sibling {
        return true;
    }
    let siblings: Vec<_> = map
        .bearing_on(&step.target.element())
        .map(|sibling| &sibling.id)
        .collect();
    let place = |id: &InferenceId| siblings.iter().position(|sibling| *sibling == id);
    match (place(&step.id), place(&slot.sibling), slot.side) {
        (Some(own), Some(sibling), Side::Before) => own + 1 == sibling,
        (Some(own), Some(sibling), Side::After) => sibling + 1 == own,
        _ => false,
    }
}

fn says(
    editor: &Editor,
    load: &Load,
    manner: Manner,
    kind: DropKind,
    target: &ElementId,
) -> String {
    let (verb, noun) = match manner {
        Manner::Move => ("make", load.noun(editor)),
        Manner::FurtherUse => ("also use", load.noun(editor)),
    };
    let link = match manner {
        Manner::Move => "",
        Manner::FurtherUse => "as ",
    };
    let what = match kind {
        DropKind::CoPremise if load.is_plural(editor) => "co-premises",
        kind => kind.with_article(),
    };
    let of = match kind {
        DropKind::Objection | DropKind::Answer => "to",
        DropKind::CoPremise | DropKind::Support | DropKind::Undercut => "of",
    };
    let target = match (kind, target) {
        (DropKind::CoPremise, ElementId::Inference(step)) => quoted_premises(editor.map(), step),
        (_, target) => quoted(editor.map(), target),
    };
    format!("Release to {verb} {noun} {link}{what} {of} {target}")
}
