//! Walking: the arrow keys move the selection to the nearest box or mark that way.

use kurbo::{Rect, Vec2};

use super::{Editor, Heading, Selection};
use crate::model::ElementId;

/// How much more a step sideways counts than a step ahead.
const SIDEWAYS: f64 = 2.0;

impl Editor {
    /// Selects everything visible.
    pub(super) fn select_all(&mut self) {
        let layout = self.drawn.layout();
        let marks = layout.marks.iter().map(|mark| mark.id.clone().into());
        let claims = layout.claims.iter().map(|claim| claim.id.clone().into());
        self.selection = Selection::of(marks.chain(claims));
    }

    /// Selects these and brings the last into sight.
    pub(super) fn select(&mut self, elements: Vec<ElementId>) {
        self.selection = Selection::of(elements);
        self.selection.retain_existing(self.document.map());
        self.show_selection();
    }

    /// Selects the neighbour that way; without a selection, the first claim.
    pub(super) fn walk(&mut self, heading: Heading) {
        let from = self
            .selection
            .primary()
            .and_then(|element| Some((element.clone(), self.scene().rect_of(element)?)));
        let next = match from {
            Some((element, rect)) => self.neighbour(&element, rect, heading),
            None => self
                .layout()
                .claims
                .first()
                .map(|claim| claim.id.clone().into()),
        };
        if let Some(next) = next {
            self.selection = Selection::one(next);
            self.show_selection();
        }
    }

    fn neighbour(&self, from: &ElementId, rect: Rect, heading: Heading) -> Option<ElementId> {
        let layout = self.layout();
        let claims = layout.claims.iter();
        let marks = layout.marks.iter();
        let all = claims
            .map(|claim| (ElementId::Claim(claim.id.clone()), claim.rect))
            .chain(marks.map(|mark| (ElementId::Inference(mark.id.clone()), mark.rect)));
        all.filter(|(element, _)| element != from)
            .filter_map(|(element, other)| Some((cost(rect, other, heading)?, element)))
            .min_by(|(one, _), (other, _)| one.total_cmp(other))
            .map(|(_, element)| element)
    }
}

/// How far it is to a box that way; `None` if it lies another way.
fn cost(from: Rect, to: Rect, heading: Heading) -> Option<f64> {
    let way = match heading {
        Heading::Up => Vec2::new(0.0, -1.0),
        Heading::Down => Vec2::new(0.0, 1.0),
        Heading::Left => Vec2::new(-1.0, 0.0),
        Heading::Right => Vec2::new(1.0, 0.0),
    };
    let centre = (to.center() - from.center()).dot(way);
    if centre <= 0.5 {
        return None;
    }
    let gap_x = (to.x0 - from.x1).max(from.x0 - to.x1).max(0.0);
    let gap_y = (to.y0 - from.y1).max(from.y0 - to.y1).max(0.0);
    let (ahead, sideways) = if way.x == 0.0 {
        (gap_y, gap_x)
    } else {
        (gap_x, gap_y)
    };
    if ahead == 0.0 && sideways > 0.0 {
        return None;
    }
    // Among boxes straight ahead, the one whose middle is nearest.
    let askew = ((to.center() - from.center()).cross(way)).abs() * 0.05;
    Some(ahead + SIDEWAYS * sideways + askew)
}
