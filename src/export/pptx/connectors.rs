//! Connectors: presets that follow a route from site to site.
//!
//! Presets with one bend, or two around their middle, are drawn alike by all programs; with more,
//! programs bend them where they like. So longer routes are cut at bends, and their parts are glued
//! to small joints there, which also is where lines that share a stem meet.

use super::place::{Area, Spot};
use crate::export::xml::Markup as _;

/// Presets need some breadth to bend in.
const LEAST_EXTENT: i64 = 12_700;
/// A quarter of a turn, as the format has it.
const QUARTER_TURN: i64 = 5_400_000;

/// How a line is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Drawing {
    /// As a connector of this geometry, to be glued at both ends.
    Glued { transform: String, geometry: String },
    /// As a line of this geometry that holds on to nothing.
    Free { transform: String, geometry: String },
}

/// Finds how to draw a line whose ends lie on sites; it has no more bends than a part has.
pub(super) fn drawing(line: &[Spot]) -> Drawing {
    match line {
        [_, _] => straight(line),
        [start, next, .., end] if line.len() <= 4 && is_square(line) => {
            preset(line, start.x == next.x, (*start, *end))
        }
        _ => freeform(line),
    }
}

/// Whether all stretches run along the edges of the slide.
pub(super) fn is_square(line: &[Spot]) -> bool {
    let stretches = line.windows(2);
    stretches
        .filter_map(|pair| pair.first().zip(pair.last()))
        .all(|(from, to)| from.x == to.x || from.y == to.y)
}

/// What the ends of a route are glued to. Programs bend a line that leaves a site beside the
/// standard ones as they like, unless it is straight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sites {
    /// The start is a site beside the standard ones.
    pub(super) further_start: bool,
    /// The end is.
    pub(super) further_end: bool,
}

/// The places where a route is to be cut, as numbers of its points.
pub(super) fn cuts(route: &[Spot], sites: Sites, tolerance: i64) -> Vec<usize> {
    let last = route.len().saturating_sub(1);
    if last <= 1 {
        return Vec::new();
    }
    if last == 3 && bends_in_the_middle(route, tolerance) {
        let leaves_upright = matches!(route, [start, next, ..] if start.x == next.x);
        if leaves_upright || !(sites.further_start || sites.further_end) {
            return Vec::new();
        }
    }
    let mut cuts = Vec::new();
    let first = usize::from(sites.further_start);
    if first > 0 {
        cuts.push(first);
    }
    let stop = last - usize::from(sites.further_end);
    cuts.extend((first + 2..stop).step_by(2));
    if stop < last && !cuts.contains(&stop) {
        cuts.push(stop);
    }
    cuts
}

fn bends_in_the_middle(route: &[Spot], tolerance: i64) -> bool {
    let &[start, bend, _, end] = route else {
        return false;
    };
    let (off, reach) = if start.x == bend.x {
        (bend.y - start.y, end.y - start.y)
    } else {
        (bend.x - start.x, end.x - start.x)
    };
    (2 * off - reach).abs() <= 2 * tolerance
}

/// The route without points that bend nothing, its first and last stretch straight again after
/// its ends were moved to their sites.
pub(super) fn squared(route: &[Spot]) -> Vec<Spot> {
    let mut points = route.to_vec();
    points.dedup();
    for _ in 0..2 {
        if let [end, next, after, ..] = points.as_mut_slice() {
            // The second stretch says which way the first ran.
            if (after.x - next.x).abs() >= (after.y - next.y).abs() {
                next.x = end.x;
            } else {
                next.y = end.y;
            }
        }
        points.reverse();
    }
    let mut kept: Vec<Spot> = Vec::with_capacity(points.len());
    for point in points {
        while let [.., before, last] = kept.as_slice() {
            let is_straight = (before.x == last.x && last.x == point.x)
                || (before.y == last.y && last.y == point.y);
            if !is_straight {
                break;
            }
            kept.pop();
        }
        if kept.last() != Some(&point) {
            kept.push(point);
        }
    }
    kept
}

fn straight(route: &[Spot]) -> Drawing {
    let area = Area::around(route);
    let &[start, end] = route else {
        return freeform(route);
    };
    Drawing::Glued {
        transform: area.transform("a:xfrm", &flips(end.x < start.x, end.y < start.y)),
        geometry: "<a:prstGeom prst=\"straightConnector1\"><a:avLst/></a:prstGeom>".to_owned(),
    }
}

fn flips(across: bool, down: bool) -> String {
    let across = if across { " flipH=\"1\"" } else { "" };
    let down = if down { " flipV=\"1\"" } else { "" };
    format!("{across}{down}")
}

/// The preset with this many bends. Presets leave sideways; a route that leaves upwards or
/// downwards is one that was turned.
fn preset(route: &[Spot], is_upright: bool, (start, end): (Spot, Spot)) -> Drawing {
    let across = end.x - start.x;
    let down = end.y - start.y;
    // In the preset's own frame, before it is turned and mirrored.
    let (along, aside) = if is_upright {
        (down, -across)
    } else {
        (across, down)
    };
    let width = along.abs().max(LEAST_EXTENT);
    let height = aside.abs().max(LEAST_EXTENT);
    let (is_backwards, is_upwards) = (along < 0, aside < 0);
    let local = |spot: Spot| {
        let (x, y) = (spot.x - start.x, spot.y - start.y);
        let (x, y) = if is_upright { (y, -x) } else { (x, y) };
        (
            if is_backwards { -x } else { x },
            if is_upwards { -y } else { y },
        )
    };
    let share = |length: i64, whole: i64| {
        let share = length as f64 * 100_000.0 / whole as f64;
        share.round() as i64
    };
    let mut adjustments = String::new();
    let bends = route.get(1..route.len() - 1).unwrap_or_default();
    // The last bend follows from the others and the end.
    for (number, bend) in bends.iter().enumerate().take(bends.len() - 1) {
        let (x, y) = local(*bend);
        let value = if number % 2 == 0 {
            share(x, width)
        } else {
            share(y, height)
        };
        let name = number + 1;
        adjustments.put(format_args!(
            "<a:gd name=\"adj{name}\" fmla=\"val {value}\"/>"
        ));
    }
    let preset = bends.len() + 1;
    let center_x = start.x + across / 2;
    let center_y = start.y + down / 2;
    let area = Area {
        x: center_x - width / 2,
        y: center_y - height / 2,
        width,
        height,
    };
    let turn = if is_upright {
        format!(" rot=\"{QUARTER_TURN}\"")
    } else {
        String::new()
    };
    let attributes = format!("{turn}{}", flips(is_backwards, is_upwards));
    Drawing::Glued {
        transform: area.transform("a:xfrm", &attributes),
        geometry: format!(
            "<a:prstGeom prst=\"bentConnector{preset}\"><a:avLst>{adjustments}</a:avLst></a:prstGeom>"
        ),
    }
}

pub(super) fn freeform(route: &[Spot]) -> Drawing {
    let area = Area::around(route);
    let (width, height) = (area.width.max(1), area.height.max(1));
    let mut path = String::new();
    for (number, spot) in route.iter().enumerate() {
        let tag = if number == 0 { "moveTo" } else { "lnTo" };
        let (x, y) = (spot.x - area.x, spot.y - area.y);
        path.put(format_args!(
            "<a:{tag}><a:pt x=\"{x}\" y=\"{y}\"/></a:{tag}>"
        ));
    }
    Drawing::Free {
        transform: area.transform("a:xfrm", ""),
        geometry: format!(
            "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l=\"0\" t=\"0\" r=\"r\" b=\"b\"/>\
             <a:pathLst><a:path w=\"{width}\" h=\"{height}\" fill=\"none\">{path}</a:path></a:pathLst></a:custGeom>"
        ),
    }
}
