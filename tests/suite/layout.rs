//! Layouts hold their promises for any map: nothing overlaps, nothing is hit, nothing is lost.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use kurbo::{Point, Rect};
use proptest::prelude::*;
use rejoinder::layout::{Connector, ConnectorPart, Layout, LayoutRequest, Side, layout};
use rejoinder::model::{
    ArgumentMap, Change, Choice, Claim, ClaimId, Direction, ElementId, Inference, InferenceId,
    OrderKey, Position, Record, Stance, Style, Target, View,
};
use rejoinder::text::Fonts;
use rejoinder::theme::Metrics;

mod known;

/// A step on small indices; everything is taken modulo what exists before it.
#[derive(Debug, Clone)]
struct Sketch {
    claim_count: usize,
    steps: Vec<StepSketch>,
}

#[derive(Debug, Clone)]
struct StepSketch {
    premises: Vec<usize>,
    target: usize,
    on_step: bool,
    attack: bool,
}

fn claim_id(index: usize) -> ClaimId {
    ClaimId::new(&format!("c{index}")).unwrap()
}

fn step_id(index: usize) -> InferenceId {
    InferenceId::new(&format!("s{index}")).unwrap()
}

fn added(record: impl Into<Record>) -> Change {
    let record = record.into();
    Change {
        id: record.id(),
        before: None,
        after: Some(record),
    }
}

fn map_of(sketch: &Sketch) -> ArgumentMap {
    let claims = (0..sketch.claim_count).map(|index| {
        let words = "words that fill the box ".repeat(index * 7 % 5);
        added(Claim::new(
            claim_id(index),
            OrderKey::of_index(index),
            words,
        ))
    });
    let steps = sketch.steps.iter().enumerate().map(|(index, step)| {
        let mut premises: Vec<ClaimId> = Vec::new();
        for premise in &step.premises {
            let id = claim_id(premise % sketch.claim_count);
            if !premises.contains(&id) {
                premises.push(id);
            }
        }
        let target = if step.on_step && index > 0 {
            Target::Inference(step_id(step.target % index))
        } else {
            Target::Claim(claim_id(step.target % sketch.claim_count))
        };
        let stance = if step.attack {
            Stance::Attack
        } else {
            Stance::Support
        };
        added(Inference::new(
            step_id(index),
            OrderKey::of_index(index),
            stance,
            premises,
            target,
        ))
    });
    let mut map = ArgumentMap::new();
    map.apply(&claims.chain(steps).collect::<Vec<_>>()).unwrap();
    map
}

/// Trees with co-premises, undercuts and a few further uses.
fn tree_like() -> impl Strategy<Value = Sketch> {
    let step = (any::<usize>(), 0..10_u8, any::<bool>(), 0..12_u8);
    proptest::collection::vec(step, 1..24).prop_map(|seeds| {
        let mut sketch = Sketch {
            claim_count: 1,
            steps: Vec::new(),
        };
        for (seed, kind, attack, extra) in seeds {
            let target = seed % sketch.claim_count;
            let mut premises = vec![sketch.claim_count];
            sketch.claim_count += 1;
            if extra == 0 {
                premises.push(sketch.claim_count);
                sketch.claim_count += 1;
            } else if extra == 1 {
                premises.push(seed / 7 % (sketch.claim_count - 1));
            }
            let on_step = kind < 2;
            let target = if on_step { seed / 3 } else { target };
            sketch.steps.push(StepSketch {
                premises,
                target,
                on_step,
                attack,
            });
        }
        sketch
    })
}

/// Anything at all: rings, self-attacks, claims that are used everywhere.
fn anything() -> impl Strategy<Value = Sketch> {
    let premises = proptest::collection::vec(any::<usize>(), 1..3);
    let step = (
        premises,
        any::<usize>(),
        proptest::bool::weighted(0.2),
        any::<bool>(),
    )
        .prop_map(|(premises, target, on_step, attack)| StepSketch {
            premises,
            target,
            on_step,
            attack,
        });
    (1_usize..10, proptest::collection::vec(step, 0..14))
        .prop_map(|(claim_count, steps)| Sketch { claim_count, steps })
}

fn any_view() -> impl Strategy<Value = View> {
    let columns = proptest::option::of(proptest::collection::vec(0..4_u32, 10));
    (any::<bool>(), any::<bool>(), columns).prop_map(|(classic, right, columns)| {
        let mut view = ArgumentMap::new().main_view().clone();
        view.style = if classic {
            Style::Classic
        } else {
            Style::Compact
        };
        view.direction = if right {
            Direction::Right
        } else {
            Direction::Down
        };
        view.choices = columns.map(|columns| {
            let chosen = columns
                .iter()
                .enumerate()
                .filter(|(_, columns)| **columns > 0);
            let every = |count: u32| (0..24).filter(move |at| at % (5 - count) == 0);
            let begins = |columns: u32| match columns {
                1 => Vec::new(),
                more => every(more).map(|at| step_id(at as usize)).collect(),
            };
            chosen
                .map(|(index, columns)| (claim_id(index), Choice::Columns(begins(*columns))))
                .collect()
        });
        view
    })
}

fn lay_out(map: &ArgumentMap, view: &View) -> Layout {
    static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::shipped);
    let metrics = Metrics::default();
    layout(&LayoutRequest {
        map,
        view,
        metrics: &metrics,
        fonts: &FONTS,
    })
}

/// Boxes and marks by element.
fn places(layout: &Layout) -> BTreeMap<ElementId, Rect> {
    let claims = layout
        .claims
        .iter()
        .map(|claim| (claim.id.clone().into(), claim.rect));
    let marks = layout
        .marks
        .iter()
        .map(|mark| (mark.id.clone().into(), mark.rect));
    claims.chain(marks).collect()
}

fn overlap(one: Rect, two: Rect) -> bool {
    let shared = one.intersect(two);
    shared.width() > 0.01 && shared.height() > 0.01
}

fn overlaps(layout: &Layout) -> Vec<(ElementId, ElementId)> {
    let all: Vec<_> = places(layout).into_iter().collect();
    let badges = layout
        .badges
        .iter()
        .map(|badge| (badge.element.clone(), badge.rect));
    let all: Vec<_> = all.into_iter().chain(badges).collect();
    let pinned = |element: &ElementId| {
        layout
            .claims
            .iter()
            .any(|claim| claim.pinned && element.as_claim() == Some(&claim.id))
    };
    let mut found = Vec::new();
    for (index, (one, rect)) in all.iter().enumerate() {
        for (two, other) in &all[index + 1..] {
            if overlap(*rect, *other) && !(pinned(one) && pinned(two)) {
                found.push((one.clone(), two.clone()));
            }
        }
    }
    found
}

fn is_on_side(rect: Rect, side: Side, at: Point) -> bool {
    let near = |one: f64, two: f64| (one - two).abs() < 0.01;
    let within_x = at.x > rect.x0 - 0.01 && at.x < rect.x1 + 0.01;
    let within_y = at.y > rect.y0 - 0.01 && at.y < rect.y1 + 0.01;
    match side {
        Side::Top => near(at.y, rect.y0) && within_x,
        Side::Bottom => near(at.y, rect.y1) && within_x,
        Side::Left => near(at.x, rect.x0) && within_y,
        Side::Right => near(at.x, rect.x1) && within_y,
    }
}

fn assert_ends_are_right(map: &ArgumentMap, layout: &Layout) {
    let places = places(layout);
    for connector in &layout.connectors {
        let step = map.inference(&connector.inference).unwrap();
        let mark = ElementId::from(step.id.clone());
        let (from, to) = match &connector.part {
            ConnectorPart::Premise(premise) => (premise.clone().into(), mark),
            ConnectorPart::Conclusion => (mark, step.target.element()),
        };
        assert_eq!(
            (&connector.from.element, &connector.to.element),
            (&from, &to)
        );
        let ends = [
            (&connector.from, connector.points.first()),
            (&connector.to, connector.points.last()),
        ];
        for (port, point) in ends {
            assert_eq!(Some(&port.at), point, "{connector:?}");
            let rect = places[&port.element];
            assert!(
                is_on_side(rect, port.side, port.at),
                "{connector:?} on {rect:?}"
            );
        }
    }
}

fn assert_lines_are_square(connector: &Connector) {
    assert!(connector.points.len() >= 2, "{connector:?}");
    for pair in connector.points.windows(2) {
        let is_level = (pair[0].y - pair[1].y).abs() < 1e-6;
        let is_upright = (pair[0].x - pair[1].x).abs() < 1e-6;
        assert!(is_level || is_upright, "{connector:?}");
    }
}

/// Elements that a connector runs through, its own ends included.
fn hits(layout: &Layout, connector: &Connector) -> Vec<ElementId> {
    let mut hits = Vec::new();
    for (element, rect) in places(layout) {
        let inside = rect.inset(-0.5);
        let through = connector.points.windows(2).any(|pair| {
            let line = Rect::from_points(pair[0], pair[1]);
            line.x0 < inside.x1 && line.x1 > inside.x0 && line.y0 < inside.y1 && line.y1 > inside.y0
        });
        if through {
            hits.push(element);
        }
    }
    hits
}

fn assert_holds(map: &ArgumentMap, layout: &Layout) {
    assert_eq!(overlaps(layout), []);
    assert_ends_are_right(map, layout);
    for connector in &layout.connectors {
        assert_lines_are_square(connector);
        assert_eq!(hits(layout, connector), [], "{connector:?}");
    }
    let numbers = layout
        .connectors
        .iter()
        .flat_map(|connector| &connector.points);
    assert!(numbers.copied().all(Point::is_finite));
    assert!(layout.bounds.is_finite());
}

fn assert_everything_is_placed_once(map: &ArgumentMap, layout: &Layout) {
    let mut claims: Vec<_> = layout.claims.iter().map(|claim| &claim.id).collect();
    claims.sort();
    let mut wanted: Vec<_> = map.claims().map(|claim| &claim.id).collect();
    wanted.sort();
    assert_eq!(claims, wanted);
    assert_eq!(layout.marks.len(), map.inference_count());
    let premises: usize = map.inferences().map(|step| step.premises.len()).sum();
    assert_eq!(layout.connectors.len(), map.inference_count() + premises);
}

/// Siblings are read in the author's order: along the row, or down the columns in turn.
fn assert_order_is_kept(map: &ArgumentMap, layout: &Layout, view: &View) {
    let places = places(layout);
    for claim in map.claims() {
        let marks: Vec<Rect> = map
            .bearing_on(&claim.id.clone().into())
            .map(|step| places[&step.id.clone().into()])
            .collect();
        for pair in marks.windows(2) {
            let is_right = pair[1].center().x > pair[0].center().x;
            let is_below = pair[1].y0 >= pair[0].y1;
            let in_order = match (layout.choices.get(&claim.id), view.direction) {
                (Some(_), _) => is_below || pair[1].x0 > pair[0].x0,
                (None, Direction::Down) => is_right,
                (None, Direction::Right) => pair[1].center().y > pair[0].center().y,
            };
            assert!(in_order, "{}: {marks:?}", claim.id);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn in_tree_like_maps_nothing_overlaps_and_every_connector_goes_around(
        sketch in tree_like(), view in any_view(),
    ) {
        let map = map_of(&sketch);
        let layout = lay_out(&map, &view);
        assert_everything_is_placed_once(&map, &layout);
        assert_order_is_kept(&map, &layout, &view);
        assert_holds(&map, &layout);
    }

    #[test]
    fn in_any_map_nothing_overlaps_and_every_connector_goes_around(
        sketch in anything(), view in any_view(),
    ) {
        let map = map_of(&sketch);
        let layout = lay_out(&map, &view);
        assert_everything_is_placed_once(&map, &layout);
        assert_order_is_kept(&map, &layout, &view);
        assert_holds(&map, &layout);
    }

    #[test]
    fn pinned_boxes_stay_and_the_rest_gives_way(
        sketch in tree_like(),
        mut view in any_view(),
        pins in proptest::collection::vec((0_usize..24, -600.0..600.0_f64, -400.0..400.0_f64), 1..6),
    ) {
        let map = map_of(&sketch);
        for (index, x, y) in pins {
            view.pinned.insert(claim_id(index % sketch.claim_count), Position { x, y });
        }
        let layout = lay_out(&map, &view);
        assert_everything_is_placed_once(&map, &layout);
        assert_eq!(overlaps(&layout), []);
        assert_ends_are_right(&map, &layout);
        for claim in layout.claims.iter().filter(|claim| claim.pinned) {
            let pin = view.pinned[&claim.id];
            prop_assert!((claim.rect.origin() - Point::new(pin.x, pin.y)).hypot() < 1e-6);
        }
    }

    #[test]
    fn equal_requests_give_equal_layouts(sketch in anything(), view in any_view()) {
        let map = map_of(&sketch);
        prop_assert_eq!(lay_out(&map, &view), lay_out(&map, &view));
    }

    #[test]
    fn collapsing_hides_what_is_seen_nowhere_else(
        sketch in tree_like(), mut view in any_view(), index in 0_usize..24,
    ) {
        let map = map_of(&sketch);
        let folded = claim_id(index % sketch.claim_count);
        view.collapsed.insert(folded.clone().into());
        let layout = lay_out(&map, &view);
        assert_holds(&map, &layout);
        let hidden = map.claim_count() - layout.claims.len();
        let counted = layout.badges.first().map_or(0, |badge| badge.hidden_count);
        prop_assert_eq!(hidden, counted);
        prop_assert!(layout.claims.iter().any(|claim| claim.id == folded));
    }

    #[test]
    fn remembered_choices_give_the_same_layout_as_the_choosing(sketch in tree_like()) {
        let map = map_of(&sketch);
        let mut view = map.main_view().clone();
        let chosen = lay_out(&map, &view);
        view.choices = Some(chosen.choices.clone());
        view.homes = chosen.homes.clone();
        prop_assert_eq!(lay_out(&map, &view), chosen);
    }
}

fn chain(length: usize) -> Sketch {
    let step = |index: usize| StepSketch {
        premises: vec![index + 1],
        target: index,
        on_step: false,
        attack: index.is_multiple_of(2),
    };
    Sketch {
        claim_count: length,
        steps: (0..length - 1).map(step).collect(),
    }
}

fn lay_out_sketch(sketch: &Sketch) -> (ArgumentMap, Layout) {
    let map = map_of(sketch);
    let layout = lay_out(&map, map.main_view());
    (map, layout)
}

#[test]
fn a_chain_of_thirty_thousand_claims_is_laid_out() {
    let (map, layout) = lay_out_sketch(&chain(30_000));
    assert_eq!(layout.claims.len(), map.claim_count());
    assert!(layout.bounds.is_finite());
}

#[test]
fn undercuts_of_undercuts_ten_thousand_deep_are_laid_out() {
    let step = |index: usize| StepSketch {
        premises: vec![index + 1],
        target: index.saturating_sub(1),
        on_step: index > 0,
        attack: true,
    };
    let sketch = Sketch {
        claim_count: 10_001,
        steps: (0..10_000).map(step).collect(),
    };
    let (map, layout) = lay_out_sketch(&sketch);
    assert_eq!(layout.marks.len(), map.inference_count());
    assert!(layout.bounds.is_finite());
}

#[test]
fn ten_thousand_reasons_of_one_claim_are_laid_out() {
    let step = |index: usize| StepSketch {
        premises: vec![index + 1],
        target: 0,
        on_step: false,
        attack: index.is_multiple_of(3),
    };
    let sketch = Sketch {
        claim_count: 10_001,
        steps: (0..10_000).map(step).collect(),
    };
    let (map, layout) = lay_out_sketch(&sketch);
    assert_eq!(layout.claims.len(), map.claim_count());
    assert!(layout.bounds.is_finite());
}

#[test]
fn a_map_in_which_every_claim_attacks_every_claim_is_laid_out() {
    let steps = (0..12 * 12).map(|index| StepSketch {
        premises: vec![index / 12],
        target: index % 12,
        on_step: false,
        attack: true,
    });
    let (map, layout) = lay_out_sketch(&Sketch {
        claim_count: 12,
        steps: steps.collect(),
    });
    assert_everything_is_placed_once(&map, &layout);
    assert_eq!(overlaps(&layout), []);
    assert_ends_are_right(&map, &layout);
}

#[test]
fn everything_pinned_on_one_spot_is_laid_out() {
    let map = map_of(&chain(30));
    let mut view = map.main_view().clone();
    for claim in map.claims() {
        view.pinned
            .insert(claim.id.clone(), Position { x: 0.0, y: 0.0 });
    }
    let layout = lay_out(&map, &view);
    assert_everything_is_placed_once(&map, &layout);
    assert_eq!(overlaps(&layout), []);
}

#[test]
fn an_empty_map_has_an_empty_layout() {
    let map = ArgumentMap::new();
    let layout = lay_out(&map, map.main_view());
    assert_eq!(layout, Layout::default());
}

#[test]
fn the_first_contentions_top_centre_is_the_origin() {
    for direction in [Direction::Down, Direction::Right] {
        let map = map_of(&chain(5));
        let mut view = map.main_view().clone();
        view.direction = direction;
        let layout = lay_out(&map, &view);
        let rect = layout.claims[0].rect;
        assert!(
            (rect.center().x).abs() < 1e-6 && rect.y0.abs() < 1e-6,
            "{rect:?}"
        );
    }
}
