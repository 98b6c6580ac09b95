//! Drop zones: the places on a claim or mark where what is carried can be dropped.

use kurbo::{Point, Rect, Size};

use crate::edit::operations::Attachment;
use crate::editor::{DropKind, DropZone, Editor};
use crate::model::{ElementId, Stance, Target};

/// The least size of a zone in screen points, so that its word can be read.
const ZONE_PX: Size = Size::new(96.0, 30.0);
/// How far zones reach over the edge of a box, and how far a mark draws, in screen points.
const ZONE_REACH_PX: f64 = 8.0;

/// What can be dropped on an element, in the order of its zones from left to right.
pub(super) fn kinds_on(editor: &Editor, target: &ElementId) -> &'static [DropKind] {
    let map = editor.map();
    match target {
        ElementId::Claim(id) if map.claim(id).is_some_and(crate::model::Claim::is_question) => {
            &[DropKind::Answer]
        }
        ElementId::Claim(_) => &[DropKind::Support, DropKind::Objection],
        ElementId::Inference(id) => match map.inference(id).map(|step| step.stance) {
            Some(Stance::Answer) => &[DropKind::Undercut],
            _ => &[DropKind::CoPremise, DropKind::Undercut],
        },
    }
}

/// The element that something carried to a point would be dropped on: the one whose zones are
/// shown while the pointer stays over them, then marks near the pointer, then boxes.
pub(super) fn target_at(
    editor: &Editor,
    at_in_map: Point,
    shown: Option<&ElementId>,
) -> Option<ElementId> {
    if let Some(shown) = shown
        && area_of(editor, shown).is_some_and(|area| area.contains(at_in_map))
    {
        return Some(shown.clone());
    }
    let reach = ZONE_REACH_PX / editor.camera.zoom;
    let near = Rect::from_center_size(at_in_map, (2.0 * reach, 2.0 * reach));
    let elements = editor.scene().in_rect(near);
    let mark = elements
        .iter()
        .rev()
        .find(|element| element.as_inference().is_some());
    let box_under = || {
        elements.iter().rev().find(|element| {
            let rect = editor.scene().rect_of(element);
            rect.is_some_and(|rect| rect.contains(at_in_map))
        })
    };
    mark.or_else(box_under).cloned()
}

/// The zones on an element; the one that the point is in, or nearest to, is highlighted.
pub(super) fn zones_on(editor: &Editor, target: &ElementId, at_in_map: Point) -> Vec<DropZone> {
    let Some(area) = area_of(editor, target) else {
        return Vec::new();
    };
    let kinds = kinds_on(editor, target);
    let width = area.width() / kinds.len() as f64;
    let at = ((at_in_map.x - area.x0) / width).floor();
    let chosen = at.clamp(0.0, kinds.len() as f64 - 1.0) as usize;
    let zones = kinds.iter().enumerate().map(|(index, kind)| {
        let x = area.x0 + width * index as f64;
        DropZone {
            rect: Rect::new(x, area.y0, x + width, area.y1),
            kind: *kind,
            highlighted: index == chosen,
        }
    });
    zones.collect()
}

fn area_of(editor: &Editor, target: &ElementId) -> Option<Rect> {
    let rect = editor.scene().rect_of(target)?;
    let zoom = editor.camera.zoom;
    let kind_count = kinds_on(editor, target).len() as f64;
    let reach = ZONE_REACH_PX / zoom.max(1.0);
    let size = Size::new(
        (rect.width() + 2.0 * reach).max(kind_count * ZONE_PX.width / zoom),
        (rect.height() + 2.0 * reach).max(ZONE_PX.height / zoom),
    );
    Some(Rect::from_center_size(rect.center(), size))
}

/// Where dropping on an element in this way attaches to.
pub(super) fn attachment(target: &ElementId, kind: DropKind) -> Attachment {
    let reason = |stance| Attachment::Reason {
        target: Target::from(target.clone()),
        stance,
    };
    match (kind, target) {
        (DropKind::CoPremise, ElementId::Inference(step)) => Attachment::CoPremise(step.clone()),
        (DropKind::Answer, _) => reason(Stance::Answer),
        (DropKind::Support | DropKind::CoPremise, _) => reason(Stance::Support),
        (DropKind::Objection | DropKind::Undercut, _) => reason(Stance::Attack),
    }
}
