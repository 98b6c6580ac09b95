//! Builds a scene from a map and its layout, and takes over every group that nothing changed in.

use std::collections::BTreeMap;
use std::sync::Arc;

use kurbo::{Point, Rect, Vec2};

use super::display::Caption;
use super::draft::{
    BadgeDraft, BoxKind, CaptionDraft, ClaimDraft, ConnectorDraft, Draft, Loose, MarkDraft, Placed,
    SignedText, Sketch, StepKind, local, local_size,
};
use super::group::Ends;
use super::stems::Stems;
use super::{Details, Group, Item, Scene, SceneRequest, draw, words};
use crate::layout::{Connector, ConnectorPart, HiddenBadge, PlacedClaim, PlacedMark, Port};
use crate::model::{Claim, Holder, ParticipantId, Target, reads};
use crate::theme::{Color, Theme};

/// Draws a map that has been laid out. Total: what the layout names and the map does not hold is
/// left out.
pub fn build(request: &SceneRequest<'_>) -> Scene {
    let sketcher = Sketcher::new(request);
    let layout = request.layout;
    let mut items = Vec::with_capacity(
        layout.claims.len() + layout.marks.len() + layout.connectors.len() + layout.badges.len(),
    );
    let mut stems = Stems::default();
    let connectors = layout.connectors.iter();
    items.extend(connectors.filter_map(|it| sketcher.connector(it, &mut stems, None)));
    let claims = layout.claims.iter();
    items.extend(claims.filter_map(|it| sketcher.claim(it, None)));
    items.extend(layout.marks.iter().filter_map(|it| sketcher.mark(it, None)));
    items.extend(layout.badges.iter().map(|it| sketcher.badge(it, None)));
    Scene::new(items, caption(request), sketcher.theme, request.details)
}

/// What the scene says of itself.
pub(super) fn caption(request: &SceneRequest<'_>) -> Caption {
    Caption {
        title: request.map.heading().title.clone(),
        description: words::of_map(request.map, request.layout),
    }
}

/// The group that drew an item before.
type Before<'g> = Option<&'g Arc<Group>>;

/// Draws one item after the other; each may be given the group that drew it before.
pub(super) struct Sketcher<'a> {
    request: &'a SceneRequest<'a>,
    pub(super) theme: Arc<Theme>,
    /// The scene before, if its groups can be taken over at all.
    pub(super) previous: Option<&'a Scene>,
    colors: BTreeMap<&'a ParticipantId, Color>,
}

impl<'a> Sketcher<'a> {
    pub(super) fn new(request: &'a SceneRequest<'a>) -> Self {
        let previous = request.previous.filter(|scene| {
            **scene.theme() == *request.theme && scene.details() == request.details
        });
        let theme = previous.map_or_else(
            || Arc::new(request.theme.clone()),
            |scene| Arc::clone(scene.theme()),
        );
        let palette = request.theme.participants.iter().cycle();
        let participants = request.map.participants().map(|it| &it.id);
        Self {
            request,
            theme,
            previous,
            colors: participants.zip(palette.copied()).collect(),
        }
    }

    pub(super) fn claim(&self, placed: &PlacedClaim, before: Before<'_>) -> Option<Item> {
        let claim = self.request.map.claim(&placed.id)?;
        let frame = placed.rect;
        let quotes = placed
            .quotes
            .as_ref()
            .filter(|_| self.request.details == Details::Canvas)
            .map(|count| SignedText::new(count.sign_at, count.text_at, &count.text, frame));
        let draft = ClaimDraft {
            size: local_size(frame),
            text: Placed::new(placed.text_at, &placed.text, frame),
            captions: self.captions(claim, placed),
            quotes,
            kind: box_kind(claim, placed.headline),
            pinned: placed.pinned && self.request.details == Details::Canvas,
        };
        let sketch = Sketch {
            key: format!("claim:{}", placed.id),
            element: placed.id.clone().into(),
            title: claim.text.clone(),
            description: words::of_claim(self.request.map, claim, placed.headline),
            draft: Draft::Claim(draft),
        };
        Some(self.item(frame.origin(), sketch, before))
    }

    fn captions(&self, claim: &Claim, placed: &PlacedClaim) -> Vec<CaptionDraft> {
        let draft = |caption: &crate::layout::PlacedCaption| {
            let held = claim.held_by.get(caption.holder_index)?;
            let color = match &held.holder {
                Holder::Analyst => None,
                Holder::Participant(id) => self.colors.get(id).copied(),
            };
            let label =
                SignedText::new(caption.dot_at, caption.text_at, &caption.text, placed.rect);
            Some(CaptionDraft {
                attitude: held.attitude,
                color,
                label,
            })
        };
        placed.captions.iter().filter_map(draft).collect()
    }

    pub(super) fn mark(&self, placed: &PlacedMark, before: Before<'_>) -> Option<Item> {
        let inference = self.request.map.inference(&placed.id)?;
        let frame = placed.rect;
        let draft = MarkDraft {
            size: local_size(frame),
            kind: step_kind(inference),
            implicit: inference.implicit,
            label: SignedText::new(placed.sign_at, placed.word_at, &placed.word, frame),
        };
        let sketch = Sketch {
            key: format!("mark:{}", placed.id),
            element: placed.id.clone().into(),
            title: placed.word.text.clone(),
            description: reads(self.request.map, inference),
            draft: Draft::Mark(draft),
        };
        Some(self.item(frame.origin(), sketch, before))
    }

    pub(super) fn connector<'l>(
        &self,
        placed: &'l Connector,
        stems: &mut Stems<'l>,
        before: Before<'_>,
    ) -> Option<Item> {
        let inference = self.request.map.inference(&placed.inference)?;
        let origin = placed.points.first().copied()?;
        let frame = Rect::from_origin_size(origin, (0.0, 0.0));
        let kind = step_kind(inference);
        let is_solid = !inference.implicit && kind != StepKind::Undercut;
        let (start, end) = (placed.points.first(), placed.points.last());
        let loose = match (start == Some(&placed.from.at), end == Some(&placed.to.at)) {
            (_, false) => Some(Loose::End),
            (false, true) => Some(Loose::Start),
            (true, true) => None,
        };
        // A line that fades out draws no stem for others.
        let drawn = if is_solid && loose.is_none() {
            stems.own_part(placed, kind, self.theme.metrics.connector_corner)
        } else {
            placed.points.clone()
        };
        let port = |port: &Port, at: Option<&Point>| Port {
            at: local(at.copied().unwrap_or(port.at), frame),
            ..port.clone()
        };
        let ends = Ends {
            part: placed.part.clone(),
            from: port(&placed.from, start),
            to: port(&placed.to, end),
            arrow: placed.part == ConnectorPart::Conclusion && loose != Some(Loose::End),
            points: placed.points.iter().map(|at| local(*at, frame)).collect(),
        };
        let key = match &placed.part {
            ConnectorPart::Premise(claim) => format!("edge:{}:{claim}", placed.inference),
            ConnectorPart::Conclusion => format!("edge:{}", placed.inference),
        };
        let sketch = Sketch {
            key,
            element: placed.inference.clone().into(),
            title: String::new(),
            description: String::new(),
            draft: Draft::Connector(ConnectorDraft {
                ends,
                drawn: drawn.iter().map(|at| local(*at, frame)).collect(),
                kind,
                implicit: inference.implicit,
                crosses: placed.crosses,
                loose,
            }),
        };
        Some(self.item(origin, sketch, before))
    }

    pub(super) fn badge(&self, placed: &HiddenBadge, before: Before<'_>) -> Item {
        let frame = placed.rect;
        let draft = BadgeDraft {
            size: local_size(frame),
            hidden_count: placed.hidden_count,
            label: SignedText::new(placed.sign_at, placed.text_at, &placed.text, frame),
        };
        let sketch = Sketch {
            key: format!("badge:{}", placed.element.as_str()),
            element: placed.element.clone(),
            title: placed.text.text.clone(),
            description: String::new(),
            draft: Draft::Badge(draft),
        };
        self.item(frame.origin(), sketch, before)
    }

    fn item(&self, origin: Point, sketch: Sketch, before: Before<'_>) -> Item {
        let offset: Vec2 = origin.to_vec2();
        let by_key = || self.previous?.group_by_key(&sketch.key);
        let kept = before.or_else(by_key);
        let kept = kept.filter(|group| is_drawn_from(group, &sketch));
        let group = match kept {
            Some(group) => Arc::clone(group),
            None => Arc::new(draw::draw(sketch, &self.theme)),
        };
        Item { offset, group }
    }
}

fn is_drawn_from(group: &Group, sketch: &Sketch) -> bool {
    group.element == sketch.element
        && group.draft == sketch.draft
        && group.title == sketch.title
        && group.description == sketch.description
}

fn box_kind(claim: &Claim, headline: bool) -> BoxKind {
    match (claim.is_question(), claim.implicit, headline) {
        (true, _, true) => BoxKind::HeadQuestion,
        (true, _, false) => BoxKind::Question,
        (false, true, true) => BoxKind::ImplicitHeadline,
        (false, true, false) => BoxKind::Implicit,
        (false, false, true) => BoxKind::Headline,
        (false, false, false) => BoxKind::Plain,
    }
}

fn step_kind(inference: &crate::model::Inference) -> StepKind {
    let on_step = matches!(inference.target, Target::Inference(_));
    StepKind::new(inference.stance, on_step)
}
