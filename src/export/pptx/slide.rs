//! One slide: title, connectors, and boxes in the order of reading, co-premises in groups.

use std::collections::{BTreeMap, BTreeSet};

use super::boxes::{Label, borders, outline, question_sign, shape};
use super::captions::caption;
use super::colors::Palette;
use super::parts::{NAMESPACES, transition};
use super::place::{Area, Place};
use super::sites::Outline;
use super::text::Hand;
use super::timing::{Drawn, timing};
use super::wires::Wiring;
use crate::export::Slide;
use crate::export::xml::{Markup as _, escaped};
use crate::scene::{Item, Role, Scene};

/// Numbers of shapes: the same for the same key on every slide.
pub(super) struct Numbers {
    of_keys: BTreeMap<String, u32>,
    /// Steps with several premises on some slide, whose boxes are grouped on all.
    linked: BTreeSet<String>,
}

impl Numbers {
    pub(super) fn of(slides: &[Slide]) -> Self {
        let mut numbers = Self {
            of_keys: BTreeMap::new(),
            linked: BTreeSet::new(),
        };
        for slide in slides {
            let mut premises: BTreeMap<&str, usize> = BTreeMap::new();
            for item in slide.scene.items() {
                numbers.add(&item.group.key);
                numbers.add(&sign_key(item));
                if item.group.role == Role::Caption {
                    for part in 0..=item.group.shapes.len() {
                        numbers.add(&part_key(item, part));
                    }
                }
                if let Role::Connector(ends) = &item.group.role
                    && !ends.concludes()
                {
                    *premises.entry(item.group.element.as_str()).or_default() += 1;
                }
            }
            let linked = premises.into_iter().filter(|(_, count)| *count > 1);
            for (step, _) in linked {
                numbers.linked.insert(step.to_owned());
                numbers.add(&group_key(step));
            }
        }
        numbers
    }

    /// The number of a key, which has one from now on.
    pub(super) fn add(&mut self, key: &str) -> u32 {
        // Below are the slide itself and its title.
        let next = self.of_keys.len() as u32 + 10;
        *self.of_keys.entry(key.to_owned()).or_insert(next)
    }

    fn number(&self, key: &str) -> u32 {
        self.of_keys.get(key).copied().unwrap_or_default()
    }
}

fn sign_key(item: &Item) -> String {
    format!("sign:{}", item.group.element.as_str())
}

fn part_key(item: &Item, part: usize) -> String {
    format!("{}:{part}", item.group.key)
}

fn group_key(step: &str) -> String {
    format!("premises:{step}")
}

/// A slide that was written.
pub(super) struct Written {
    pub(super) xml: String,
    /// The names of what is drawn and glued to nothing.
    pub(super) free: Vec<String>,
}

/// Writes slides one after the other.
pub(super) struct Writer<'a> {
    pub(super) numbers: &'a mut Numbers,
    /// The part of a slide that lines may lead off to.
    pub(super) sheet: Area,
    pub(super) language: &'a str,
    /// Of the keys of items the relation that leads to the slide that shows each closer.
    pub(super) links: &'a BTreeMap<&'a str, String>,
}

impl Writer<'_> {
    /// Writes a slide below its title; `is_first` says that nothing comes before it.
    pub(super) fn slide(
        &mut self,
        slide: &Slide,
        place: Place,
        title: &str,
        is_first: bool,
    ) -> Written {
        let palette = Palette::new(slide.scene.theme());
        let hand = Hand {
            place,
            palette: &palette,
            language: self.language,
        };
        let mut wiring = Wiring {
            scene: &slide.scene,
            hand,
            faded: &slide.faded,
            sheet: self.sheet,
            outlines: outlines(&slide.scene, &hand, self.numbers),
            numbers: self.numbers,
            joints: BTreeMap::new(),
            free: Vec::new(),
            drawn: Vec::new(),
            beyond: BTreeMap::new(),
        };
        let connectors = wiring.connectors();
        let Wiring {
            outlines,
            free,
            numbers,
            drawn,
            ..
        } = wiring;
        let mut sheet = Sheet {
            numbers,
            links: self.links,
            slide,
            hand,
            outlines,
            drawn,
        };
        let boxes = sheet.boxes();
        let timing = timing(&sheet.drawn, &slide.builds, &slide.faded, &slide.emphasised);
        let mut xml = String::with_capacity(connectors.len() + boxes.len() + 2048);
        xml.put(format_args!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<p:sld{NAMESPACES}><p:cSld><p:spTree>\
             <p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>\
             <p:grpSpPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/><a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"0\" cy=\"0\"/></a:xfrm></p:grpSpPr>\n\
             {title}{connectors}{boxes}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>{}{timing}</p:sld>",
            transition(is_first)
        ));
        Written { xml, free }
    }
}

fn outlines<'s>(
    scene: &'s Scene,
    hand: &Hand<'_>,
    numbers: &Numbers,
) -> BTreeMap<&'s str, Outline> {
    let items = scene.items().iter();
    let outlines = items.filter_map(|item| {
        let key = item.group.key.as_str();
        Some((key, outline(item, numbers.number(key), hand)?))
    });
    outlines.collect()
}

struct Sheet<'a> {
    numbers: &'a Numbers,
    links: &'a BTreeMap<&'a str, String>,
    slide: &'a Slide,
    hand: Hand<'a>,
    /// By key.
    outlines: BTreeMap<&'a str, Outline>,
    /// All that was written.
    drawn: Vec<Drawn>,
}

impl<'a> Sheet<'a> {
    fn scene(&self) -> &'a Scene {
        &self.slide.scene
    }

    fn is_faded(&self, item: &Item) -> bool {
        self.slide.faded.contains(&item.group.key)
    }

    fn boxes(&mut self) -> String {
        let items = self.scene().items();
        let groups = self.groups();
        let mut written: BTreeSet<usize> = BTreeSet::new();
        let mut out = String::new();
        for reading in self.scene().reading_order() {
            if written.contains(&reading.item) {
                continue;
            }
            let Some(item) = items.get(reading.item) else {
                continue;
            };
            if item.group.role == Role::Caption {
                let number = |part| self.numbers.number(&part_key(item, part));
                out += &caption(item, &self.hand, &number);
                continue;
            }
            let group = groups
                .iter()
                .find(|(_, members)| members.contains(&reading.item));
            if let Some((step, members)) = group {
                out += &self.group(step, members);
                written.extend(members);
            } else {
                out += &self.item(item).1;
                written.insert(reading.item);
            }
        }
        out
    }

    /// Of each step with several premises its mark and their boxes; a box is in the first of them.
    fn groups(&self) -> Vec<(&'a str, Vec<usize>)> {
        let scene = self.scene();
        let mut taken: BTreeSet<usize> = BTreeSet::new();
        let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for item in scene.items() {
            let step = item.group.element.as_str();
            if !self.numbers.linked.contains(step) {
                continue;
            }
            let Role::Connector(ends) = &item.group.role else {
                continue;
            };
            let members = if ends.concludes() {
                [scene.position(&item.group.element), None]
            } else {
                [
                    scene.position(&item.group.element),
                    scene.position(&ends.from.element),
                ]
            };
            for member in members.into_iter().flatten() {
                if taken.insert(member) {
                    groups.entry(step).or_default().push(member);
                }
            }
        }
        let groups = groups.into_iter().filter(|(_, members)| {
            let members = members.iter().filter_map(|at| scene.items().get(*at));
            members.clone().count() > 1 && self.come_as_one(members)
        });
        groups.collect()
    }

    /// Whether nothing that the slide shows at a click parts these.
    fn come_as_one<'i>(&self, mut members: impl Iterator<Item = &'i Item>) -> bool {
        let Some(first) = members.next() else {
            return true;
        };
        let rest: Vec<_> = members.collect();
        self.slide.builds.iter().all(|build| {
            let of = |item: &Item| {
                let key = &item.group.key;
                let is_usual = build.emphasised.contains(key)
                    == self.slide.emphasised.contains(key)
                    && build.faded.contains(key) == self.slide.faded.contains(key);
                let is_there = build.visible.contains(key);
                (is_there, is_usual || !is_there)
            };
            of(first).1 && rest.iter().all(|item| of(item) == of(first))
        })
    }

    fn group(&mut self, step: &str, members: &[usize]) -> String {
        let items = self.scene().items();
        let before = self.drawn.len();
        let members = members.iter().filter_map(|at| items.get(*at));
        let mut area: Option<Area> = None;
        let mut inside = String::new();
        let mut premise_count = 0;
        for item in members {
            let (its_area, xml) = self.item(item);
            inside += &xml;
            premise_count += usize::from(item.group.role == Role::Claim);
            area = match (area, its_area) {
                (Some(area), Some(its)) => Some(area.union(its)),
                (known, its) => known.or(its),
            };
        }
        let Some(area) = area else { return inside };
        // What is in a group comes with it.
        let owners = self.drawn.drain(before..).flat_map(|it| it.owners);
        let owners = owners.collect();
        let key = group_key(step);
        let description = format!("{premise_count} co-premises");
        let label = Label {
            id: self.numbers.number(&key),
            name: &format!("!!{key}"),
            description: &description,
            link: None,
        };
        self.drawn.push(Drawn {
            id: label.id,
            owners,
            is_listed: false,
            border: None,
        });
        format!(
            "<p:grpSp><p:nvGrpSpPr>{}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>{}</p:grpSpPr>\n{inside}</p:grpSp>\n",
            label.properties(),
            area.group_transform()
        )
    }

    /// A box, and the sign on its border if it has one.
    fn item(&mut self, item: &Item) -> (Option<Area>, String) {
        let key = item.group.key.as_str();
        let Some(outline) = self.outlines.get(key) else {
            return (None, String::new());
        };
        let is_faded = self.is_faded(item);
        // The text of a shape is read out as it stands; what it says beyond that is its description.
        let label = Label {
            id: outline.id,
            name: &format!("!!{key}"),
            description: &item.group.description,
            link: self.links.get(key).cloned(),
        };
        let mut xml = shape(item, outline, &label, is_faded, &self.hand);
        let mut area = outline.area;
        let owners = BTreeSet::from([key.to_owned()]);
        self.drawn.push(Drawn {
            id: label.id,
            owners: owners.clone(),
            is_listed: true,
            border: borders(item, &self.hand),
        });
        let sign_key = sign_key(item);
        let label = Label {
            id: self.numbers.number(&sign_key),
            name: &format!("!!{sign_key}"),
            description: "Question",
            link: None,
        };
        if item.group.role == Role::Claim
            && let Some((sign_area, sign)) = question_sign(item, &label, is_faded, &self.hand)
        {
            area = area.union(sign_area);
            xml += &sign;
            self.drawn.push(Drawn {
                id: label.id,
                owners,
                is_listed: true,
                border: None,
            });
        }
        (Some(area), xml)
    }
}

/// The title of a slide in its placeholder.
pub(super) fn title(text: &str, size: i64, language: &str) -> String {
    let text = escaped(text);
    let language = escaped(language);
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Title\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"title\"/></p:nvPr></p:nvSpPr><p:spPr/>\
         <p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr lang=\"{language}\" sz=\"{size}\" dirty=\"0\"/><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>\n"
    )
}
