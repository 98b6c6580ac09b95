//! Outlines of boxes, and the sites on them that connectors are glued to.

use super::place::{Area, Spot};
use crate::export::xml::Markup as _;

/// The sites that every rounded rectangle has: in the middle of the top, left, bottom and right.
const STANDARD: [Edge; 4] = [Edge::Top, Edge::Left, Edge::Bottom, Edge::Right];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    Top,
    Left,
    Bottom,
    Right,
}

/// A box that connectors meet.
#[derive(Debug, Clone)]
pub(super) struct Outline {
    /// The number of the shape on its slide.
    pub(super) id: u32,
    pub(super) area: Area,
    /// The radius of its corners in hundred-thousandths of its shorter side.
    pub(super) corner: i64,
    /// Sites beside the standard ones, each with its distance from the top left corner.
    further: Vec<(Edge, i64)>,
}

impl Outline {
    pub(super) fn new(id: u32, area: Area, radius: i64) -> Self {
        let side = area.width.min(area.height).max(1);
        Self {
            id,
            area,
            corner: (radius * 100_000 / side).clamp(0, 50_000),
            further: Vec::new(),
        }
    }

    /// The radius of its corners as it is drawn.
    pub(super) fn radius(&self) -> i64 {
        self.area.width.min(self.area.height) * self.corner / 100_000
    }

    /// The number of the site where a line ends, and where it lies; lines that end closer together
    /// than the tolerance share one.
    pub(super) fn site(&mut self, at: Spot, tolerance: i64) -> (usize, Spot) {
        let edge = self.nearest(at);
        let along = self.along(edge, at);
        if (along - self.length(edge) / 2).abs() <= tolerance {
            let number = STANDARD.iter().position(|it| *it == edge);
            return (number.unwrap_or(0), self.spot(edge, self.length(edge) / 2));
        }
        let mut further = self.further.iter();
        let same =
            |(other, place): &(Edge, i64)| *other == edge && (place - along).abs() <= tolerance;
        let number = further.position(same).unwrap_or_else(|| {
            self.further.push((edge, along));
            self.further.len() - 1
        });
        let along = self.further.get(number).map_or(along, |site| site.1);
        (STANDARD.len() + number, self.spot(edge, along))
    }

    fn nearest(&self, at: Spot) -> Edge {
        let Area {
            x,
            y,
            width,
            height,
        } = self.area;
        let distance = |edge: &Edge| match edge {
            Edge::Top => (at.y - y).abs(),
            Edge::Bottom => (at.y - y - height).abs(),
            Edge::Left => (at.x - x).abs(),
            Edge::Right => (at.x - x - width).abs(),
        };
        let mut edges = STANDARD;
        edges.sort_by_key(distance);
        edges[0]
    }

    fn length(&self, edge: Edge) -> i64 {
        match edge {
            Edge::Top | Edge::Bottom => self.area.width,
            Edge::Left | Edge::Right => self.area.height,
        }
    }

    fn along(&self, edge: Edge, at: Spot) -> i64 {
        let along = match edge {
            Edge::Top | Edge::Bottom => at.x - self.area.x,
            Edge::Left | Edge::Right => at.y - self.area.y,
        };
        along.clamp(0, self.length(edge))
    }

    fn spot(&self, edge: Edge, along: i64) -> Spot {
        let Area {
            x,
            y,
            width,
            height,
        } = self.area;
        let (x, y) = match edge {
            Edge::Top => (x + along, y),
            Edge::Bottom => (x + along, y + height),
            Edge::Left => (x, y + along),
            Edge::Right => (x + width, y + along),
        };
        Spot { x, y }
    }

    /// Whether it is no preset.
    pub(super) fn is_custom(&self) -> bool {
        !self.further.is_empty()
    }

    /// The geometry: the preset, or the same drawn with all its sites.
    pub(super) fn geometry(&self) -> String {
        if self.is_custom() {
            self.custom()
        } else {
            format!(
                "<a:prstGeom prst=\"roundRect\"><a:avLst><a:gd name=\"adj\" fmla=\"val {}\"/></a:avLst></a:prstGeom>",
                self.corner
            )
        }
    }

    /// The preset's own formulas, so that its corners keep their shape when it is resized, and its
    /// text may use all of it.
    fn custom(&self) -> String {
        let mut guides = String::new();
        let mut sites = String::new();
        for (number, (edge, along)) in self.further.iter().enumerate() {
            let side = match edge {
                Edge::Top | Edge::Bottom => "w",
                Edge::Left | Edge::Right => "h",
            };
            let length = self.length(*edge).max(1);
            guides.put(format_args!(
                "<a:gd name=\"s{number}\" fmla=\"*/ {side} {along} {length}\"/>"
            ));
            let guide = format!("s{number}");
            let (angle, x, y) = match edge {
                Edge::Top => ("3cd4", guide.as_str(), "t"),
                Edge::Left => ("cd2", "l", guide.as_str()),
                Edge::Bottom => ("cd4", guide.as_str(), "b"),
                Edge::Right => ("0", "r", guide.as_str()),
            };
            sites.put(format_args!(
                "<a:cxn ang=\"{angle}\"><a:pos x=\"{x}\" y=\"{y}\"/></a:cxn>"
            ));
        }
        let corner = self.corner;
        format!(
            "<a:custGeom><a:avLst><a:gd name=\"adj\" fmla=\"val {corner}\"/></a:avLst><a:gdLst>\
             <a:gd name=\"a\" fmla=\"pin 0 adj 50000\"/><a:gd name=\"x1\" fmla=\"*/ ss a 100000\"/>\
             <a:gd name=\"x2\" fmla=\"+- r 0 x1\"/><a:gd name=\"y2\" fmla=\"+- b 0 x1\"/>{guides}\
             </a:gdLst><a:ahLst/><a:cxnLst>\
             <a:cxn ang=\"3cd4\"><a:pos x=\"hc\" y=\"t\"/></a:cxn>\
             <a:cxn ang=\"cd2\"><a:pos x=\"l\" y=\"vc\"/></a:cxn>\
             <a:cxn ang=\"cd4\"><a:pos x=\"hc\" y=\"b\"/></a:cxn>\
             <a:cxn ang=\"0\"><a:pos x=\"r\" y=\"vc\"/></a:cxn>{sites}</a:cxnLst>\
             <a:rect l=\"l\" t=\"t\" r=\"r\" b=\"b\"/><a:pathLst><a:path>\
             <a:moveTo><a:pt x=\"l\" y=\"x1\"/></a:moveTo>\
             <a:arcTo wR=\"x1\" hR=\"x1\" stAng=\"cd2\" swAng=\"cd4\"/>\
             <a:lnTo><a:pt x=\"x2\" y=\"t\"/></a:lnTo>\
             <a:arcTo wR=\"x1\" hR=\"x1\" stAng=\"3cd4\" swAng=\"cd4\"/>\
             <a:lnTo><a:pt x=\"r\" y=\"y2\"/></a:lnTo>\
             <a:arcTo wR=\"x1\" hR=\"x1\" stAng=\"0\" swAng=\"cd4\"/>\
             <a:lnTo><a:pt x=\"x1\" y=\"b\"/></a:lnTo>\
             <a:arcTo wR=\"x1\" hR=\"x1\" stAng=\"cd4\" swAng=\"cd4\"/>\
             <a:close/></a:path></a:pathLst></a:custGeom>"
        )
    }
}
