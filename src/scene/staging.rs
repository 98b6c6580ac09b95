//! Draws one step of a view: what is hidden is not there, some of the rest stands out or steps
//! back, and every box stands where it stands when all of them are seen.

use std::collections::BTreeSet;
use std::sync::Arc;

use kurbo::{Point, Rect};

use super::group::{Shape, Stroke};
use super::stems::cut;
use super::{Group, Item, Role, Scene, SceneRequest, build, digest, draw};
use crate::layout::{Connector, ConnectorPart, Layout, Port};
use crate::model::ElementId;
use crate::theme::{Color, Theme};

/// How far what steps back goes towards the canvas.
pub const FADING: f64 = 0.72;
/// The border of a box that stands out is at least so wide.
const BOX_WEIGHT: f64 = 2.6;
/// The lines of a step that stands out, as a multiple of their usual width.
const LINE_WEIGHT: f64 = 1.7;

/// What pages and screens show beyond a frame, as a share of its longer side.
const MARGIN: f64 = 0.06;

/// A line that would end so close to the border of what is drawn goes on to it, in map units.
const HAIR: f64 = 24.0;
/// A line towards what is not drawn leads so far beyond what is kept, and is no longer there.
const LEAD: f64 = 20.0;
/// Or stops so far from it.
const SHORT: f64 = 2.0;
const LONGEST_LEAD: f64 = 40.0;

/// What can be seen at a step, and how.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Staging {
    /// What can be seen.
    pub visible: BTreeSet<ElementId>,
    /// What stands out.
    pub emphasised: BTreeSet<ElementId>,
    /// What steps back.
    pub faded: BTreeSet<ElementId>,
    /// Where boxes are left out, so that none is cut; all are drawn where nothing is said.
    pub cut: Option<Cut>,
}

/// How much of a map is drawn around a frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cut {
    /// Boxes and marks that are not wholly in here and on the page are left out.
    pub kept: Rect,
    /// What the page or the screen shows; lines run on to its border.
    pub page: Rect,
}

impl Cut {
    /// The connector as far as the page shows it: an end beyond the page leads off it, and one that
    /// is not kept on the page is led towards.
    fn leading_off(self, connector: &Connector, missing: &Port) -> Connector {
        let mut connector = connector.clone();
        let leads_back = *missing == connector.from;
        if leads_back {
            connector.points.reverse();
        }
        if self.page.contains(missing.at) {
            let border = self.kept.inflate(LEAD, LEAD).intersect(self.page);
            end_at(&mut connector.points, border, 0.0);
            // What runs along the border is no help.
            shorten(&mut connector.points, self.kept);
        } else {
            let margin = MARGIN * self.page.width().max(self.page.height());
            end_at(&mut connector.points, self.page, margin);
        }
        if connector.points.last() == Some(&missing.at) {
            // It stops short of what is not drawn, and is drawn so.
            cut(&mut connector.points, SHORT).unwrap_or_default();
        }
        if leads_back {
            connector.points.reverse();
        }
        connector
    }
}

/// Ends a line where it first leaves a rectangle, or so much further on; one that ends within the height of a mark
/// of its border, on a box that the border cuts, goes on to there.
fn end_at(points: &mut Vec<Point>, border: Rect, beyond: f64) {
    let leaves = points.windows(2).position(|pair| match pair {
        [from, to] => border.contains(*from) && !border.contains(*to),
        _ => false,
    });
    points.truncate(leaves.map_or(points.len(), |at| at + 2));
    let [.., before, end] = points.as_mut_slice() else {
        return;
    };
    let on = (*end - *before).normalize();
    let further = *end + on * if leaves.is_some() { 0.0 } else { HAIR };
    if !border.contains(further) {
        // Lines are orthogonal, so that the nearest point lies on them.
        let x = further.x.clamp(border.x0, border.x1);
        let y = further.y.clamp(border.y0, border.y1);
        *end = Point::new(x, y) + on * beyond;
    }
}

/// Leaves a line only so much outside of a rectangle.
fn shorten(points: &mut Vec<Point>, inner: Rect) {
    let inside = points.iter().rposition(|point| inner.contains(*point));
    let last_inside = inside.unwrap_or_default();
    let mut left = LONGEST_LEAD;
    for at in last_inside + 1..points.len() {
        let (Some(&from), Some(&to)) = (points.get(at - 1), points.get(at)) else {
            return;
        };
        let length = (to - from).hypot();
        if length > left {
            points.truncate(at + 1);
            if let Some(end) = points.last_mut() {
                *end = from + (to - from) * (left / length);
            }
            return;
        }
        left -= length;
    }
}

impl Staging {
    /// Whether an item of the scene stands out.
    pub fn is_emphasised(&self, item: &Item) -> bool {
        self.emphasised.contains(&item.group.element)
    }

    /// Whether an item of the scene steps back: it is said to, or is the line of a premise that is.
    pub fn is_faded(&self, item: &Item) -> bool {
        let premise = match &item.group.role {
            Role::Connector(ends) => premise(&ends.part),
            Role::Claim | Role::Mark | Role::Badge { .. } | Role::Caption => None,
        };
        self.faded.contains(&item.group.element)
            || premise.is_some_and(|premise| self.faded.contains(&premise))
    }

    fn fades(&self, connector: &Connector) -> bool {
        let step = ElementId::Inference(connector.inference.clone());
        let premise = premise(&connector.part);
        self.faded.contains(&step) || premise.is_some_and(|it| self.faded.contains(&it))
    }

    /// The connector as far as it is seen; none where it is not, or where nothing it joins is drawn.
    fn shown(&self, connector: &Connector, drawn: &BTreeSet<ElementId>) -> Option<Connector> {
        let step = ElementId::Inference(connector.inference.clone());
        let premise = premise(&connector.part);
        let is_seen = self.visible.contains(&step)
            && premise.is_none_or(|premise| self.visible.contains(&premise));
        let has_end = |port: &Port| drawn.contains(&port.element);
        let ends = (has_end(&connector.from), has_end(&connector.to));
        match (ends, self.cut) {
            _ if !is_seen => None,
            ((true, true), _) => Some(connector.clone()),
            ((true, false), Some(cut)) => Some(cut.leading_off(connector, &connector.to)),
            ((false, true), Some(cut)) => Some(cut.leading_off(connector, &connector.from)),
            _ => None,
        }
    }

    fn sees(&self, element: ElementId, rect: Rect) -> Option<ElementId> {
        let is_whole = |cut: Cut| {
            let kept = cut.kept.intersect(cut.page);
            kept.union(rect) == kept
        };
        let is_seen = self.visible.contains(&element) && self.cut.is_none_or(is_whole);
        is_seen.then_some(element)
    }
}

fn premise(part: &ConnectorPart) -> Option<ElementId> {
    match part {
        ConnectorPart::Premise(claim) => Some(ElementId::Claim(claim.clone())),
        ConnectorPart::Conclusion => None,
    }
}

/// Draws what can be seen of a layout at a step.
pub fn stage(request: &SceneRequest<'_>, staging: &Staging) -> Scene {
    let layout = seen(request.layout, staging);
    let scene = build(&SceneRequest {
        layout: &layout,
        ..*request
    });
    let theme = Arc::clone(scene.theme());
    // Heads of lines that step back are not to lie on others.
    let depth = |item: &Item| match item.group.role {
        Role::Connector(_) if staging.is_faded(item) => 0,
        Role::Connector(_) => 1,
        _ => 2,
    };
    scene.redrawn(depth, |item| {
        if staging.is_faded(item) {
            Some(changed(item, |_, shape| faded(shape, theme.canvas)))
        } else if staging.is_emphasised(item) {
            let role = &item.group.role;
            Some(changed(item, |at, shape| {
                emphasised(shape, at == 0, role, &theme)
            }))
        } else {
            None
        }
    })
}

fn seen(layout: &Layout, staging: &Staging) -> Layout {
    let claims = layout.claims.iter();
    let claims = claims.filter_map(|placed| staging.sees(placed.id.clone().into(), placed.rect));
    let marks = layout.marks.iter();
    let marks = marks.filter_map(|placed| staging.sees(placed.id.clone().into(), placed.rect));
    let mut drawn: BTreeSet<ElementId> = claims.chain(marks).collect();
    leave_out_stray_marks(&mut drawn, &layout.connectors);
    let connectors = layout.connectors.iter();
    let mut connectors: Vec<_> = connectors
        .filter_map(|placed| staging.shown(placed, &drawn))
        .collect();
    // Of lines that share a stem, the first draws it: that must not be one that steps back.
    // And of lines that fade out, the longer ones lie on the shorter.
    connectors.sort_by_key(|placed| {
        let length = cut_length(placed);
        (placed.crosses, staging.fades(placed), length)
    });
    let has = |element: ElementId| drawn.contains(&element);
    let claims = layout.claims.iter();
    let marks = layout.marks.iter();
    let badges = layout.badges.iter();
    Layout {
        claims: claims
            .filter(|placed| has(placed.id.clone().into()))
            .cloned()
            .collect(),
        marks: marks
            .filter(|placed| has(placed.id.clone().into()))
            .cloned()
            .collect(),
        connectors,
        badges: badges
            .filter(|placed| has(placed.element.clone()))
            .cloned()
            .collect(),
        bounds: layout.bounds,
        ..Layout::default()
    }
}

/// How long a line is that stops short of what it joins, in hundredths; the longest is any other.
fn cut_length(connector: &Connector) -> u64 {
    let points = &connector.points;
    let ends = [points.first(), points.last()];
    if ends == [Some(&connector.from.at), Some(&connector.to.at)] {
        return u64::MAX;
    }
    let stretches = points.windows(2).map(|pair| match pair {
        [from, to] => (*to - *from).hypot(),
        _ => 0.0,
    });
    (stretches.sum::<f64>() * 100.0) as u64
}

/// Leaves out marks that nothing drawn is tied to: their boxes are beyond the frame.
fn leave_out_stray_marks(drawn: &mut BTreeSet<ElementId>, connectors: &[Connector]) {
    let mut tied = BTreeSet::new();
    for connector in connectors {
        let mark = ElementId::Inference(connector.inference.clone());
        let ends = [&connector.from.element, &connector.to.element];
        if ends
            .into_iter()
            .any(|end| *end != mark && drawn.contains(end))
        {
            tied.insert(mark);
        }
    }
    drawn.retain(|element| element.as_inference().is_none() || tied.contains(element));
}

/// The item with its shapes changed.
fn changed(item: &Item, change: impl Fn(usize, &Shape) -> Shape) -> Item {
    let group = &item.group;
    let shapes = group.shapes.iter().enumerate();
    let shapes: Vec<_> = shapes.map(|(at, shape)| change(at, shape)).collect();
    let bounds = shapes
        .iter()
        .map(draw::bounds_of)
        .reduce(|all, one| all.union(one));
    Item {
        offset: item.offset,
        group: Arc::new(Group {
            revision: digest::of_shapes(&shapes),
            bounds: bounds.unwrap_or(group.bounds),
            shapes,
            ..Group::clone(group)
        }),
    }
}

fn faded(shape: &Shape, canvas: Color) -> Shape {
    let pale = |color: Color| color.towards(canvas, FADING);
    let pale_line = |stroke: &Option<Stroke>| {
        stroke.as_ref().map(|stroke| Stroke {
            color: pale(stroke.color),
            ..stroke.clone()
        })
    };
    match shape {
        Shape::Box { rect, fill, stroke } => Shape::Box {
            rect: *rect,
            fill: fill.map(pale),
            stroke: pale_line(stroke),
        },
        Shape::Path { path, fill, stroke } => Shape::Path {
            path: path.clone(),
            fill: fill.map(pale),
            stroke: pale_line(stroke),
        },
        Shape::Text {
            paragraph,
            at,
            color,
        } => Shape::Text {
            paragraph: Arc::clone(paragraph),
            at: *at,
            color: pale(*color),
        },
        Shape::Gap { .. } => shape.clone(),
    }
}

/// A heavier border in the colour of text, or heavier lines: seen in grey as well.
fn emphasised(shape: &Shape, is_ground: bool, role: &Role, theme: &Theme) -> Shape {
    let mut shape = shape.clone();
    match &mut shape {
        Shape::Box {
            rect,
            stroke: Some(stroke),
            ..
        } if is_ground => {
            let added = BOX_WEIGHT.max(stroke.width * LINE_WEIGHT) - stroke.width;
            stroke.width += added;
            let radius = (rect.radii().top_left - added / 2.0).max(0.0);
            *rect = rect.rect().inset(-added / 2.0).to_rounded_rect(radius);
            if *role == Role::Claim {
                stroke.color = theme.text;
            }
        }
        Shape::Path {
            stroke: Some(stroke),
            ..
        } if matches!(role, Role::Connector(_)) => stroke.width *= LINE_WEIGHT,
        _ => {}
    }
    shape
}
