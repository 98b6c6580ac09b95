//! The connectors of a slide: cut where no preset goes on, and glued to boxes and joints.

use std::collections::{BTreeMap, BTreeSet};

use super::boxes::{Label, line};
use super::colors::{Palette, fill};
use super::connectors::{Drawing, Sites, cuts, drawing, freeform, is_square, squared};
use super::place::{Area, Spot};
use super::sites::Outline;
use super::slide::Numbers;
use super::text::Hand;
use super::timing::Drawn;
use crate::export::xml::Markup as _;
use crate::scene::{Ends, Item, Role, Scene, Shape, Stroke};

/// Connectors that meet a box closer together than this share a site, in map units.
const SAME_SITE: f64 = 0.75;
/// Names of what a connector joins are cut to so many characters.
const NAME_LENGTH: usize = 60;

/// Writes the connectors of a slide.
pub(super) struct Wiring<'a> {
    pub(super) scene: &'a Scene,
    pub(super) hand: Hand<'a>,
    pub(super) numbers: &'a mut Numbers,
    /// The part of the slide that lines may lead off to.
    pub(super) sheet: Area,
    /// The keys of what steps back.
    pub(super) faded: &'a BTreeSet<String>,
    /// The boxes by key; they get the sites that connectors need.
    pub(super) outlines: BTreeMap<&'a str, Outline>,
    pub(super) joints: BTreeMap<String, Outline>,
    /// What is glued to nothing, in words.
    pub(super) free: Vec<String>,
    /// All that was written.
    pub(super) drawn: Vec<Drawn>,
    /// Of each joint what lines through it go on with, itself included, by place in the above.
    pub(super) beyond: BTreeMap<String, Vec<usize>>,
}

/// A shape and the number of one of its sites.
type Glue = Option<(u32, usize)>;

/// One line to be written.
struct Wire<'w> {
    key: &'w str,
    description: &'w str,
    start: Glue,
    end: Glue,
    has_arrow: bool,
}

impl Wiring<'_> {
    /// All connectors of the slide.
    pub(super) fn connectors(&mut self) -> String {
        let mut out = String::new();
        for item in self.scene.items() {
            if let Role::Connector(ends) = &item.group.role {
                self.connector(item, ends, &mut out);
            }
        }
        out
    }

    fn connector(&mut self, item: &Item, ends: &Ends, out: &mut String) {
        let place = self.hand.place;
        let points = ends.points.iter().map(|point| *point + item.offset);
        let mut route: Vec<Spot> = points.map(|point| place.point(point)).collect();
        let tolerance = place.length(SAME_SITE).max(1);
        let from = self.scene.item(&ends.from.element);
        let mut start = self.glue(from, route.first_mut(), tolerance);
        let to = self.scene.item(&ends.to.element);
        let end = self.glue(to, route.last_mut(), tolerance);
        let route = squared(&route);
        let description = self.joined(ends);
        if start.is_none() || end.is_none() {
            self.lead_off(item, ends.arrow, &description, &route, out);
            return;
        }
        let mut key = item.group.key.clone();
        let mut passed: Vec<String> = Vec::new();
        let is_further = |glue: Glue| glue.is_some_and(|(_, site)| site >= 4);
        let sites = Sites {
            further_start: is_further(start),
            further_end: is_further(end),
        };
        let parts = parts(&route, sites, tolerance);
        let part_count = parts.len();
        for (at, mut part) in parts.into_iter().enumerate() {
            if at > 0 {
                part.reverse();
                start = self.glue_to_joint(&key, part.as_mut_slice());
                part.reverse();
            }
            let is_last = at + 1 == part_count;
            let joint = part
                .last()
                .map(|corner| self.joint_key(item, ends, *corner));
            let Some(joint) = joint.filter(|_| !is_last) else {
                let wire = Wire {
                    key: &key,
                    description: &description,
                    start,
                    end,
                    has_arrow: ends.arrow,
                };
                self.write(item, &wire, &part, out);
                self.lie_beyond(&passed, &[self.drawn.len() - 1]);
                break;
            };
            let is_new = !self.joints.contains_key(&joint);
            if is_new {
                let corner = part.last().copied();
                self.add_joint(&joint, corner.unwrap_or(Spot { x: 0, y: 0 }), item, out);
                self.lie_beyond(&passed, &[self.drawn.len() - 1]);
                self.beyond
                    .insert(joint.clone(), vec![self.drawn.len() - 1]);
            }
            let wire = Wire {
                key: &key,
                description: &description,
                start,
                end: self.glue_to_joint(&joint, part.as_mut_slice()),
                has_arrow: false,
            };
            self.write(item, &wire, &part, out);
            self.lie_beyond(&passed, &[self.drawn.len() - 1]);
            // From here on another connector leads to the same end.
            if !is_new {
                let shared = self.beyond.get(&joint).cloned().unwrap_or_default();
                for at in &shared {
                    if let Some(drawn) = self.drawn.get_mut(*at) {
                        drawn.owners.insert(item.group.key.clone());
                    }
                }
                self.lie_beyond(&passed, &shared);
                break;
            }
            passed.push(joint.clone());
            key = joint;
        }
    }

    /// Says that lines through these joints go on with what was drawn.
    fn lie_beyond(&mut self, joints: &[String], drawn: &[usize]) {
        for joint in joints {
            if let Some(beyond) = self.beyond.get_mut(joint) {
                beyond.extend(drawn);
            }
        }
    }

    fn drew(&mut self, id: u32, item: &Item, is_listed: bool) {
        self.drawn.push(Drawn {
            id,
            owners: BTreeSet::from([item.group.key.clone()]),
            is_listed,
            border: None,
        });
    }

    /// A line that leads to what the slide does not show, as far as the slide goes.
    fn lead_off(
        &mut self,
        item: &Item,
        has_arrow: bool,
        description: &str,
        route: &[Spot],
        out: &mut String,
    ) {
        let is_inside = |spot: &Spot| self.sheet.holds(*spot);
        let ends_inside = route.last().is_some_and(is_inside);
        let mut route = route.to_vec();
        if !route.first().is_some_and(is_inside) {
            route.reverse();
        }
        let inside = route.iter().take_while(|spot| is_inside(spot)).count();
        let beyond = route.get(inside).map(|spot| self.sheet.nearest(*spot));
        route.truncate(inside);
        if route.is_empty() {
            return;
        }
        route.extend(beyond);
        if ends_inside && beyond.is_some() {
            route.reverse();
        }
        let wire = Wire {
            key: &item.group.key,
            description,
            start: None,
            end: None,
            has_arrow: has_arrow && ends_inside,
        };
        self.write(item, &wire, &route, out);
    }

    /// A joint's key says where it stands in the map and what lines through it lead to.
    fn joint_key(&self, item: &Item, ends: &Ends, corner: Spot) -> String {
        let place = self.hand.place;
        let units = |length: i64, origin: f64| {
            let in_map = (length as f64 / super::place::EMU_PER_PT - origin) / place.scale;
            in_map.round() as i64
        };
        let (x, y) = (
            units(corner.x, place.origin.x),
            units(corner.y, place.origin.y),
        );
        let target = ends.to.element.as_str();
        let kind = item.group.step();
        format!("joint:{target}:{kind:?}:{x}:{y}").to_lowercase()
    }

    /// A dot as wide as the line, where the parts of a route meet.
    fn add_joint(&mut self, key: &str, corner: Spot, item: &Item, out: &mut String) {
        let stroke = stroke(item);
        let width = stroke.map_or(1.0, |stroke| stroke.width);
        let half = (self.hand.place.length(width) / 2).max(1);
        let area = Area {
            x: corner.x - half,
            y: corner.y - half,
            width: 2 * half,
            height: 2 * half,
        };
        let outline = Outline::new(self.numbers.add(key), area, half);
        let label = Label {
            id: outline.id,
            name: &format!("!!{key}"),
            description: "Joint of lines",
            link: None,
        };
        let color = self.color(item);
        out.put(format_args!(
            "<p:sp><p:nvSpPr>{}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{}{}{}<a:ln><a:noFill/></a:ln></p:spPr></p:sp>\n",
            label.properties(),
            area.transform("a:xfrm", ""),
            outline.geometry(),
            fill(&color)
        ));
        self.drew(outline.id, item, true);
        self.joints.insert(key.to_owned(), outline);
    }

    /// Lets a line end at the edge of a joint instead of in its middle.
    fn glue_to_joint(&mut self, key: &str, line: &mut [Spot]) -> Glue {
        let outline = self.joints.get_mut(key)?;
        let half = outline.area.width / 2;
        let [.., before, end] = line else {
            return None;
        };
        let edge = Spot {
            x: end.x + (before.x - end.x).signum() * half,
            y: end.y + (before.y - end.y).signum() * half,
        };
        let (site, spot) = outline.site(edge, half);
        *end = spot;
        Some((outline.id, site))
    }

    /// Moves an end of a route to a site of what stands there.
    fn glue(&mut self, item: Option<&Item>, end: Option<&mut Spot>, tolerance: i64) -> Glue {
        let outline = self.outlines.get_mut(item?.group.key.as_str())?;
        let end = end?;
        let (site, spot) = outline.site(*end, tolerance);
        *end = spot;
        Some((outline.id, site))
    }

    fn write(&mut self, item: &Item, wire: &Wire<'_>, route: &[Spot], out: &mut String) {
        let label = Label {
            id: self.numbers.add(&format!("line:{}", wire.key)),
            name: &format!("!!{}", wire.key.replacen("joint:", "stem:", 1)),
            description: wire.description,
            link: None,
        };
        let properties = label.properties();
        let line = self.line(item, wire.has_arrow);
        let glued = |tag: &str, end: Glue| {
            end.map_or_else(String::new, |(id, site)| {
                format!("<a:{tag} id=\"{id}\" idx=\"{site}\"/>")
            })
        };
        let line_drawn = if wire.start.is_some() && wire.end.is_some() {
            drawing(&squared(route))
        } else {
            freeform(route)
        };
        self.drew(label.id, item, matches!(line_drawn, Drawing::Free { .. }));
        match line_drawn {
            Drawing::Glued {
                transform,
                geometry,
            } => out.put(format_args!(
                "<p:cxnSp><p:nvCxnSpPr>{properties}<p:cNvCxnSpPr>{}{}</p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr>\
                 <p:spPr>{transform}{geometry}{line}</p:spPr></p:cxnSp>\n",
                glued("stCxn", wire.start),
                glued("endCxn", wire.end)
            )),
            Drawing::Free {
                transform,
                geometry,
            } => {
                self.free.push(wire.description.to_owned());
                out.put(format_args!(
                    "<p:sp><p:nvSpPr>{properties}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>\
                     <p:spPr>{transform}{geometry}<a:noFill/>{line}</p:spPr></p:sp>\n"
                ));
            }
        }
    }

    fn color(&self, item: &Item) -> String {
        let is_faded = self.faded.contains(&item.group.key);
        item.group.step().map_or_else(
            || self.hand.palette.color(self.scene.theme().text, false),
            |kind| Palette::ink(kind, is_faded),
        )
    }

    fn line(&self, item: &Item, has_arrow: bool) -> String {
        let Some(stroke) = stroke(item) else {
            return String::new();
        };
        let arrow = if has_arrow {
            self.arrow(stroke)
        } else {
            String::new()
        };
        line(stroke, &self.color(item), &arrow, &self.hand)
    }

    /// An arrowhead of about the map's size: programs know three, as multiples of a line's width,
    /// and take thin lines for two points wide.
    fn arrow(&self, stroke: &Stroke) -> String {
        let place = self.hand.place;
        let (length, breadth) = self.scene.theme().metrics.arrow;
        let width = (stroke.width * place.scale).max(2.0);
        let size = |wanted: f64| {
            let times = wanted * place.scale / width;
            match times {
                ..2.5 => "sm",
                2.5..4.0 => "med",
                _ => "lg",
            }
        };
        let (length, breadth) = (size(length), size(breadth));
        format!("<a:tailEnd type=\"triangle\" w=\"{breadth}\" len=\"{length}\"/>")
    }

    /// What a connector joins, in words.
    fn joined(&self, ends: &Ends) -> String {
        let name = |element| {
            let title = self.scene.item(element);
            let title = title.map(|item| item.group.title.as_str());
            let title = title.unwrap_or_default().trim();
            if title.chars().count() <= NAME_LENGTH {
                return title.to_owned();
            }
            let start: String = title.chars().take(NAME_LENGTH - 1).collect();
            format!("{}…", start.trim_end())
        };
        let (from, to) = (name(&ends.from.element), name(&ends.to.element));
        format!("From “{from}” to “{to}”")
    }
}

fn stroke(item: &Item) -> Option<&Stroke> {
    item.group.shapes.iter().find_map(|shape| match shape {
        Shape::Path { stroke, .. } => stroke.as_ref(),
        Shape::Box { .. } | Shape::Gap { .. } | Shape::Text { .. } => None,
    })
}

/// The route in parts that presets follow, each from where the one before ends.
fn parts(route: &[Spot], sites: Sites, tolerance: i64) -> Vec<Vec<Spot>> {
    if !is_square(route) {
        return vec![route.to_vec()];
    }
    let mut parts = Vec::new();
    let mut from = 0;
    for cut in cuts(route, sites, tolerance) {
        parts.push(route.get(from..=cut).unwrap_or_default().to_vec());
        from = cut;
    }
    parts.push(route.get(from..).unwrap_or_default().to_vec());
    parts
}
