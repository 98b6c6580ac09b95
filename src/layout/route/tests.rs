//! Routes on small and on random grounds.

use kurbo::{Point, Rect, Vec2};
use proptest::prelude::*;

use super::{Errand, Gate, Ground, Line, Routing, Trail, route};
use crate::layout::placed::Side;

const APART: f64 = 8.0;

/// An errand from any side of one box to any side of another.
fn errand(boxes: &[Rect], start: usize, end: usize) -> Errand {
    let gates = |rect: Rect| {
        let (middle, x, y) = (rect.center(), [rect.x0, rect.x1], [rect.y0, rect.y1]);
        [
            (Side::Top, Point::new(middle.x, y[0])),
            (Side::Bottom, Point::new(middle.x, y[1])),
            (Side::Left, Point::new(x[0], middle.y)),
            (Side::Right, Point::new(x[1], middle.y)),
        ]
        .map(|(side, at)| Gate {
            side,
            at,
            cost: 0.0,
        })
        .to_vec()
    };
    Errand {
        ends: [start as u32, end as u32],
        family: (start * boxes.len() + end) as u32,
        gates: [gates(boxes[start]), gates(boxes[end])],
        has_arrow: true,
    }
}

fn routed(boxes: &[Rect], lines: &[Line], errands: &[Errand]) -> Routing {
    routed_by(boxes, lines, errands, &[])
}

fn routed_by(
    boxes: &[Rect],
    lines: &[Line],
    errands: &[Errand],
    trails: &[Option<Trail>],
) -> Routing {
    let ground = Ground {
        boxes,
        lines,
        clearance: APART,
        apart: APART,
    };
    route(&ground, errands, trails)
}

/// Whether a line passes through the inside of a box.
fn hits(points: &[Point], rect: Rect) -> bool {
    let inside = rect.inset(-0.01);
    points.windows(2).any(|pair| {
        let stretch = Rect::from_points(pair[0], pair[1]);
        stretch.x0 < inside.x1
            && stretch.x1 > inside.x0
            && stretch.y0 < inside.y1
            && stretch.y1 > inside.y0
    })
}

fn is_square(points: &[Point]) -> bool {
    let mut pairs = points.windows(2);
    pairs.all(|pair| (pair[0].x == pair[1].x) != (pair[0].y == pair[1].y))
}

fn is_on_border(point: Point, rect: Rect) -> bool {
    let grown = rect.inflate(1e-6, 1e-6);
    grown.contains(point) && !rect.inset(-1e-6).contains(point)
}

/// Boxes in a grid of fields, each somewhere in its own, with gaps as narrow as ten units.
fn boxes_in_fields() -> impl Strategy<Value = Vec<Rect>> {
    let field = (0.0..1.0_f64, 0.0..1.0_f64, 20.0..250.0_f64, 15.0..150.0_f64);
    (1..6_usize, prop::collection::vec(field, 2..24)).prop_map(|(columns, fields)| {
        let place = |(index, (x, y, width, height)): (usize, (f64, f64, f64, f64))| {
            let left = (index % columns) as f64 * 260.0 + x * (250.0 - width);
            let top = (index / columns) as f64 * 160.0 + y * (150.0 - height);
            Rect::new(left, top, left + width, top + height)
        };
        fields.into_iter().enumerate().map(place).collect()
    })
}

/// The length on which two lines lie within a unit of each other, side by side.
fn shared(one: &[Point], two: &[Point]) -> f64 {
    let mut sum = 0.0;
    for a in one.windows(2) {
        for b in two.windows(2) {
            let (a, b) = (Rect::from_points(a[0], a[1]), Rect::from_points(b[0], b[1]));
            let overlap = |a: (f64, f64), b: (f64, f64)| a.1.min(b.1) - a.0.max(b.0);
            let (x, y) = (
                overlap((a.x0, a.x1), (b.x0, b.x1)),
                overlap((a.y0, a.y1), (b.y0, b.y1)),
            );
            let is_level = a.height() == 0.0 && b.height() == 0.0;
            let is_upright = a.width() == 0.0 && b.width() == 0.0;
            if is_level && (a.y0 - b.y0).abs() < 1.0 {
                sum += x.max(0.0);
            } else if is_upright && (a.x0 - b.x0).abs() < 1.0 {
                sum += y.max(0.0);
            }
        }
    }
    sum
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn routes_join_their_boxes_and_miss_all_others(
        boxes in boxes_in_fields(),
        pairs in prop::collection::vec((0..24_usize, 0..24_usize), 1..20),
    ) {
        let errands: Vec<Errand> = pairs
            .iter()
            .map(|&(start, end)| errand(&boxes, start % boxes.len(), end % boxes.len()))
            .collect();
        let routing = routed(&boxes, &[], &errands);
        prop_assert_eq!(routing.routes.len(), errands.len());
        for (route, errand) in routing.routes.iter().zip(&errands) {
            prop_assert!(is_square(&route.points), "{:?}", route.points);
            for rect in &boxes {
                prop_assert!(!hits(&route.points, *rect), "{:?} {rect:?}", route.points);
            }
            let ends = [route.points.first().unwrap(), route.points.last().unwrap()];
            for (point, node) in ends.into_iter().zip(errand.ends) {
                prop_assert!(is_on_border(*point, boxes[node as usize]));
            }
        }
        prop_assert_eq!(routing, routed(&boxes, &[], &errands));
    }

    #[test]
    fn routes_that_were_found_before_are_found_again_once_boxes_have_made_room(
        boxes in boxes_in_fields(),
        pairs in prop::collection::vec((0..24_usize, 0..24_usize), 8..30),
        wider in 0.0..60.0_f64,
    ) {
        let errands = |boxes: &[Rect]| -> Vec<Errand> {
            let ends = pairs.iter().map(|&(start, end)| (start % boxes.len(), end % boxes.len()));
            ends.map(|(start, end)| errand(boxes, start, end)).collect()
        };
        let before = routed(&boxes, &[], &errands(&boxes));
        let apart = |rect: &Rect| {
            let fields = Vec2::new((rect.x0 / 260.0).floor(), (rect.y0 / 160.0).floor());
            *rect + fields * wider
        };
        let boxes: Vec<Rect> = boxes.iter().map(apart).collect();
        let errands = errands(&boxes);
        let routes = routed_by(&boxes, &[], &errands, &before.trails).routes;
        for (route, errand) in routes.iter().zip(&errands) {
            prop_assert!(is_square(&route.points), "{:?}", route.points);
            for rect in &boxes {
                prop_assert!(!hits(&route.points, *rect), "{:?} {rect:?}", route.points);
            }
            let ends = [route.points.first().unwrap(), route.points.last().unwrap()];
            for (point, node) in ends.into_iter().zip(errand.ends) {
                prop_assert!(is_on_border(*point, boxes[node as usize]));
            }
        }
    }

    #[test]
    fn boxes_pinned_onto_each_other_are_no_obstacle_to_an_answer(
        boxes in prop::collection::vec((0.0..300.0_f64, 0.0..300.0_f64), 2..12),
        pairs in prop::collection::vec((0..12_usize, 0..12_usize), 1..12),
    ) {
        let boxes: Vec<Rect> = boxes
            .into_iter()
            .map(|(x, y)| Rect::new(x, y, x + 200.0, y + 80.0))
            .collect();
        let errands: Vec<Errand> = pairs
            .iter()
            .map(|&(start, end)| errand(&boxes, start % boxes.len(), end % boxes.len()))
            .collect();
        for route in routed(&boxes, &[], &errands).routes {
            prop_assert!(route.points.iter().all(|point| point.is_finite()));
        }
    }
}

/// Two rows of boxes with a wide corridor between them.
fn two_rows() -> Vec<Rect> {
    let row = |y: f64| {
        (0..4)
            .map(move |i| f64::from(i) * 300.0)
            .map(move |x| (x, y))
    };
    let corners = row(0.0).chain(row(200.0));
    corners
        .map(|(x, y)| Rect::new(x, y, x + 220.0, y + 80.0))
        .collect()
}

#[test]
fn parallel_lines_keep_apart() {
    let boxes = two_rows();
    let errands = [(0, 7), (1, 6), (4, 3), (5, 2), (0, 3), (4, 7)];
    let errands = errands.map(|(start, end)| errand(&boxes, start, end));
    let routes = routed(&boxes, &[], &errands).routes;
    for (index, one) in routes.iter().enumerate() {
        for two in &routes[index + 1..] {
            assert_eq!(shared(&one.points, &two.points), 0.0, "{one:?} {two:?}");
        }
    }
}

#[test]
fn lines_of_one_way_that_need_not_cross_do_not() {
    // From the left boxes, one above the other, to the right ones in the same order.
    let boxes: Vec<Rect> = [0.0, 600.0]
        .into_iter()
        .flat_map(|x| [0.0, 100.0, 200.0].map(|y| Rect::new(x, y, x + 100.0, y + 60.0)))
        .collect();
    let errands = [(0, 3), (1, 4), (2, 5)].map(|(start, end)| errand(&boxes, start, end));
    let routes = routed(&boxes, &[], &errands).routes;
    let bends: usize = routes.iter().map(|route| route.points.len() - 2).sum();
    assert_eq!(bends, 0, "{routes:?}");
}

#[test]
fn a_line_goes_through_the_only_slit() {
    // A ring of boxes around the start with one gap of ten units.
    let boxes = [
        Rect::new(0.0, 0.0, 100.0, 50.0),
        Rect::new(-200.0, -200.0, 300.0, -150.0),
        Rect::new(-200.0, -150.0, -150.0, 250.0),
        Rect::new(250.0, -150.0, 300.0, 250.0),
        Rect::new(-200.0, 250.0, 40.0, 300.0),
        Rect::new(50.0, 250.0, 300.0, 300.0),
        Rect::new(0.0, -400.0, 100.0, -350.0),
    ];
    let routing = routed(&boxes, &[], &[errand(&boxes, 0, 6)]);
    let points = &routing.routes[0].points;
    assert!(boxes.iter().all(|rect| !hits(points, *rect)), "{points:?}");
    let mut stretches = points.windows(2);
    assert!(stretches.any(|pair| pair[0].x == 45.0 && pair[0].y.max(pair[1].y) >= 300.0));
}

#[test]
fn drawn_lines_are_crossed_where_fewest_lie() {
    // A trunk of nine lines, and one of them that goes on further down.
    let boxes = [
        Rect::new(0.0, 0.0, 60.0, 40.0),
        Rect::new(400.0, 0.0, 460.0, 40.0),
        Rect::new(240.0, 100.0, 360.0, 140.0),
    ];
    let trunk = |end: u32| Line {
        ends: [10 + end, 9],
        points: vec![
            Point::new(230.0, -300.0),
            Point::new(230.0, if end == 0 { 200.0 } else { 60.0 }),
        ],
    };
    let lines: Vec<Line> = (0..9).map(trunk).collect();
    let points = routed(&boxes, &lines, &[errand(&boxes, 0, 1)]).routes[0]
        .points
        .clone();
    let at_trunk = points
        .windows(2)
        .find(|pair| (pair[0].x - 230.0) * (pair[1].x - 230.0) < 0.0)
        .unwrap();
    assert!(at_trunk[0].y > 60.0, "{points:?}");
}

#[test]
fn a_corridor_that_is_too_narrow_asks_for_room() {
    let boxes = [
        Rect::new(0.0, -900.0, 600.0, 100.0),
        Rect::new(0.0, 124.0, 600.0, 1_124.0),
        Rect::new(-200.0, 0.0, -100.0, 40.0),
        Rect::new(-200.0, 60.0, -100.0, 100.0),
        Rect::new(-200.0, 120.0, -100.0, 160.0),
        Rect::new(-200.0, 180.0, -100.0, 220.0),
        Rect::new(700.0, 0.0, 800.0, 40.0),
        Rect::new(700.0, 60.0, 800.0, 100.0),
        Rect::new(700.0, 120.0, 800.0, 160.0),
        Rect::new(700.0, 180.0, 800.0, 220.0),
    ];
    let errands = [(2, 6), (3, 7), (4, 8), (5, 9)].map(|(start, end)| errand(&boxes, start, end));
    let routing = routed(&boxes, &[], &errands);
    let between = routing.wants.iter().find(|want| want.node == 1);
    assert!(between.is_some_and(|want| want.side == Side::Top && want.extra > 0.0));
}

#[test]
fn a_thousand_boxes_joined_at_random_are_routed_without_a_hit() {
    let boxes: Vec<Rect> = (0..1_000)
        .map(|i| {
            let (x, y) = (f64::from(i % 40) * 260.0, f64::from(i / 40) * 160.0);
            let indent = f64::from(i * 7 % 30);
            Rect::new(x + indent, y, x + 220.0, y + 50.0 + f64::from(i * 13 % 70))
        })
        .collect();
    let errands: Vec<Errand> = (0..60)
        .map(|i| errand(&boxes, i * 397 % 1_000, (i * 631 + 11) % 1_000))
        .collect();
    let routing = routed(&boxes, &[], &errands);
    for route in &routing.routes {
        assert!(boxes.iter().all(|rect| !hits(&route.points, *rect)));
    }
    assert_eq!(routing, routed(&boxes, &[], &errands));
}
