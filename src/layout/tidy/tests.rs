//! What tidying up promises, and that it keeps it.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::*;
use crate::layout::{Connector, Layout, layout};
use crate::model::{
    ArgumentMap, Change, Claim, ElementId, Inference, OrderKey, Position, Record, Stance, View,
};
use crate::text::Fonts;
use crate::theme::Metrics;

fn claim_id(name: &str) -> ClaimId {
    ClaimId::new(name).unwrap()
}

fn added(record: impl Into<Record>) -> Change {
    let record = record.into();
    Change {
        id: record.id(),
        before: None,
        after: Some(record),
    }
}

/// A map of lines like `b c > a`: b and c together support a. Steps are named after their line.
fn map_of(text: &str) -> ArgumentMap {
    let mut claims: Vec<&str> = Vec::new();
    let mut steps = Vec::new();
    for (index, line) in text.lines().map(str::trim).enumerate() {
        let (premises, target) = line.split_once(" > ").unwrap();
        let premises: Vec<&str> = premises.split(' ').collect();
        for &name in std::iter::once(&target).chain(&premises) {
            if !claims.contains(&name) {
                claims.push(name);
            }
        }
        steps.push(added(Inference::new(
            InferenceId::new(&format!("step{index}")).unwrap(),
            OrderKey::of_index(index),
            Stance::Support,
            premises.into_iter().map(claim_id).collect(),
            Target::Claim(claim_id(target)),
        )));
    }
    let claims = claims.iter().enumerate().map(|(index, name)| {
        let text = format!("The claim that is called {name} and says a little more");
        added(Claim::new(claim_id(name), OrderKey::of_index(index), text))
    });
    let mut map = ArgumentMap::new();
    map.apply(&claims.chain(steps).collect::<Vec<_>>()).unwrap();
    map
}

fn request<'a>(map: &'a ArgumentMap, view: &'a View) -> LayoutRequest<'a> {
    static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::shipped);
    static METRICS: LazyLock<Metrics> = LazyLock::new(Metrics::default);
    LayoutRequest {
        map,
        view,
        metrics: &METRICS,
        fonts: &FONTS,
    }
}

fn tidied(map: &ArgumentMap, view: &View) -> Tidied {
    tidy(&request(map, view), &mut |_| ControlFlow::Continue(())).unwrap()
}

/// The map and its view with the proposal carried out.
fn carried_out(map: &ArgumentMap, view: &View, tidied: &Tidied) -> (ArgumentMap, View) {
    let mut steps: Vec<Inference> = map.inferences().cloned().collect();
    for (target, order) in &tidied.orders {
        let places: Vec<usize> = (0..steps.len())
            .filter(|&step| steps[step].target == *target)
            .collect();
        let mut sorted: Vec<Inference> = places.iter().map(|&place| steps[place].clone()).collect();
        sorted.sort_by_key(|step| order.iter().position(|id| *id == step.id));
        for (place, step) in places.into_iter().zip(sorted) {
            steps[place] = step;
        }
    }
    for (index, step) in steps.iter_mut().enumerate() {
        step.order = OrderKey::of_index(index);
        if let Some((_, premises)) = tidied.premises.iter().find(|(id, _)| *id == step.id) {
            step.premises.clone_from(premises);
        }
    }
    let claims = map.claims().cloned().map(added);
    let changes: Vec<Change> = claims.chain(steps.into_iter().map(added)).collect();
    let mut after = ArgumentMap::new();
    after.apply(&changes).unwrap();
    let view = View {
        choices: Some(tidied.choices.clone()),
        homes: tidied.homes.clone(),
        ..view.clone()
    };
    (after, view)
}

/// Every two connectors without a common end, and every two of their stretches.
fn crossings(layout: &Layout) -> usize {
    let ends = |connector: &Connector| -> BTreeSet<ElementId> {
        let ends = [&connector.from.element, &connector.to.element];
        ends.into_iter().cloned().collect()
    };
    let mut count = 0;
    for (index, one) in layout.connectors.iter().enumerate() {
        for two in &layout.connectors[..index] {
            if !ends(one).is_disjoint(&ends(two)) {
                continue;
            }
            for a in one.points.windows(2) {
                for b in two.points.windows(2) {
                    let is_between = |x: f64, p: f64, q: f64| p.min(q) < x && x < p.max(q);
                    let crosses = |level: &[kurbo::Point], upright: &[kurbo::Point]| {
                        level[0].y == level[1].y
                            && upright[0].x == upright[1].x
                            && is_between(upright[0].x, level[0].x, level[1].x)
                            && is_between(level[0].y, upright[0].y, upright[1].y)
                    };
                    count += usize::from(crosses(a, b) || crosses(b, a));
                }
            }
        }
    }
    count
}

/// Tidies, carries it out, and holds the outcome against what was promised.
fn check(map: &ArgumentMap, view: &View) -> Tidied {
    let tidied = tidied(map, view);
    assert!(tidied.crossings.1 <= tidied.crossings.0, "{tidied:?}");
    assert_eq!(crossings(&layout(&request(map, view))), tidied.crossings.0);
    let (after, view) = carried_out(map, view, &tidied);
    let drawn = layout(&request(&after, &view));
    assert_eq!(crossings(&drawn), tidied.crossings.1);
    tidied
}

/// Six reasons of a claim; the first and the fourth share a premise, and so on.
const FAR_APART: &str = "p > top
    q > top
    r > top
    u > top
    v > top
    w > top
    p1 > p
    p2 > p
    q1 > q
    q2 > q
    r1 > r
    r2 > r
    u1 > u
    u2 > u
    v1 > v
    v2 > v
    w1 > w
    w2 > w
    x > p1
    x > u2
    y > q1
    y > v2
    z > r1
    z > w2";

#[test]
fn branches_that_share_a_claim_come_to_stand_so_that_nothing_crosses() {
    let map = map_of(FAR_APART);
    let view = View {
        style: Style::Classic,
        ..map.main_view().clone()
    };
    let tidied = check(&map, &view);
    assert!(tidied.crossings.0 > 0);
    assert_eq!(tidied.crossings.1, 0);
}

#[test]
fn siblings_that_no_connector_concerns_keep_their_order() {
    let mut text = FAR_APART.to_owned();
    text.push_str("\nf > r2\ng > r2\nh > r2");
    let map = map_of(&text);
    let tidied = check(&map, map.main_view());
    let r2 = Target::Claim(claim_id("r2"));
    assert!(tidied.orders.iter().all(|(target, _)| *target != r2));
}

#[test]
fn a_tree_has_nothing_to_tidy() {
    let map = map_of("b > a\nc > a\nd > b\ne > b\nf g > c");
    let tidied = check(&map, map.main_view());
    assert_eq!((tidied.orders, tidied.premises), (Vec::new(), Vec::new()));
    assert_eq!(tidied.crossings, (0, 0));
}

#[test]
fn equal_maps_are_tidied_alike() {
    let map = map_of(FAR_APART);
    let view = map.main_view();
    assert_eq!(tidied(&map, view), tidied(&map, view));
}

#[test]
fn who_watches_sees_the_share_grow_and_may_stop_at_any_time() {
    let map = map_of(FAR_APART);
    let request = request(&map, map.main_view());
    let mut shares = Vec::new();
    let mut watch = |share| {
        shares.push(share);
        ControlFlow::Continue(())
    };
    assert!(tidy(&request, &mut watch).is_some());
    assert!(shares.is_sorted() && shares.iter().all(|share| (0.0..=1.0).contains(share)));
    for stop in [0, 1, shares.len() / 2] {
        let mut told = 0;
        let mut watch = |_| {
            told += 1;
            if told > stop {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        };
        assert_eq!(tidy(&request, &mut watch), None);
        assert_eq!(told, stop + 1);
    }
}

#[test]
fn circles_self_attacks_and_undercut_pins_are_tidied() {
    let map = map_of("a > a\nb > a\na > b\nc b > b\nd > c\na > d\ne > e");
    let mut view = map.main_view().clone();
    check(&map, &view);
    view.pinned
        .insert(claim_id("c"), Position { x: 300.0, y: -80.0 });
    check(&map, &view);
    view.collapsed.insert(claim_id("b").into());
    check(&map, &view);
}

#[test]
fn claims_that_all_bear_on_each_other_are_tidied_in_the_end() {
    let pairs = (0..16).flat_map(|one| (0..16).map(move |two| (one, two)));
    let pairs = pairs.filter(|(one, two)| one != two);
    let lines: Vec<String> = pairs.map(|(one, two)| format!("c{one} > c{two}")).collect();
    let map = map_of(&lines.join("\n"));
    let tidied = tidied(&map, map.main_view());
    assert!(tidied.crossings.1 <= tidied.crossings.0);
}

#[test]
fn choices_are_poor_once_much_more_stands_in_them() {
    let small = map_of("b > a\nc > a\nd > b\ne > b");
    let remembered = layout(&request(&small, small.main_view())).choices;
    let mut lines = vec!["b > a\nc > a\nd > b\ne > b".to_owned()];
    lines.extend((0..24).map(|more| format!("more{more} > b")));
    let large = map_of(&lines.join("\n"));
    let mut view = large.main_view().clone();
    view.choices = Some(remembered);
    let poor = poor_choices(&request(&large, &view));
    assert!(poor.contains(&claim_id("b")), "{poor:?}");
    view.choices = Some(layout(&request(&large, large.main_view())).choices);
    assert_eq!(poor_choices(&request(&large, &view)), []);
}
