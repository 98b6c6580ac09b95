//! Decks read back: their parts, what refers to what, and where shapes and texts stand.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;

use roxmltree::{Document, Node};

/// The parts of a deck by name.
pub(crate) struct Deck {
    parts: BTreeMap<String, Vec<u8>>,
}

/// A shape of a slide that has a place of its own, in the units of the format.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Placed {
    pub(super) id: u32,
    pub(super) name: String,
    pub(super) text: String,
    /// Left, top, width, height.
    pub(super) area: [i64; 4],
    /// The further sites, each on its edge: whether along the width, and how far.
    pub(super) sites: Vec<(bool, i64)>,
    pub(super) description: String,
}

/// A connector: what its ends are glued to, and where they lie.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glued {
    pub(super) name: String,
    pub(super) ends: [(u32, usize, [i64; 2]); 2],
}

impl Deck {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let mut parts = BTreeMap::new();
        let mut rest = bytes;
        while let Some(head) = rest.strip_prefix(b"PK\x03\x04") {
            let half = |at: usize| usize::from(u16::from_le_bytes([head[at], head[at + 1]]));
            let length = u32::from_le_bytes(head[14..18].try_into().unwrap()) as usize;
            let start = 26 + half(22);
            let name = String::from_utf8(head[26..start].to_vec()).unwrap();
            let packed = &head[start..start + length];
            let mut part = Vec::new();
            flate2::read::DeflateDecoder::new(packed)
                .read_to_end(&mut part)
                .unwrap();
            assert!(parts.insert(name, part).is_none(), "a part stands twice");
            rest = &head[start + length..];
        }
        assert!(rest.starts_with(b"PK\x01\x02"));
        Self { parts }
    }

    pub(crate) fn part(&self, name: &str) -> &str {
        let part = self.parts.get(name).unwrap_or_else(|| panic!("{name}"));
        std::str::from_utf8(part).unwrap()
    }

    /// How wide slides are, in the units of the format.
    pub(super) fn width(&self) -> i64 {
        let part = Document::parse(self.part("ppt/presentation.xml")).unwrap();
        let size = named(part.root_element(), "sldSz").next();
        number(size.unwrap(), "cx")
    }

    pub(crate) fn slide_count(&self) -> usize {
        let slides = self.parts.keys();
        slides
            .filter(|name| name.starts_with("ppt/slides/slide"))
            .count()
    }

    pub(crate) fn slide(&self, number: usize) -> &str {
        self.part(&format!("ppt/slides/slide{number}.xml"))
    }

    pub(super) fn notes(&self, number: usize) -> String {
        let part = self.part(&format!("ppt/notesSlides/notesSlide{number}.xml"));
        texts(Document::parse(part).unwrap().root_element()).join("\n")
    }

    /// Every part is XML, everything that is referred to is there, and no number stands twice.
    pub(super) fn check(&self) {
        for (name, part) in &self.parts {
            let text = std::str::from_utf8(part).unwrap();
            let document = Document::parse(text).unwrap_or_else(|error| panic!("{name}: {error}"));
            if name.contains("_rels/") {
                self.check_relations(name, &document);
            }
            if name.starts_with("ppt/slides/slide") {
                let ids: Vec<_> = named(document.root_element(), "cNvPr")
                    .filter_map(|node| node.attribute("id"))
                    .collect();
                let different: BTreeSet<_> = ids.iter().collect();
                assert_eq!(different.len(), ids.len(), "{name}");
            }
        }
        let types = Document::parse(self.part("[Content_Types].xml")).unwrap();
        for listed in named(types.root_element(), "Override") {
            let name = listed.attribute("PartName").unwrap();
            self.part(name.trim_start_matches('/'));
        }
    }

    fn check_relations(&self, name: &str, document: &Document<'_>) {
        let (folder, _) = name.split_once("_rels/").unwrap();
        for relation in named(document.root_element(), "Relationship") {
            let target = relation.attribute("Target").unwrap();
            let mut path: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
            for part in target.split('/') {
                if part == ".." {
                    path.pop();
                } else {
                    path.push(part);
                }
            }
            self.part(&path.join("/"));
        }
    }
}

fn named<'a, 'input: 'a>(
    node: Node<'a, 'input>,
    name: &'a str,
) -> impl Iterator<Item = Node<'a, 'input>> {
    node.descendants()
        .filter(move |node| node.tag_name().name() == name)
}

fn texts(node: Node<'_, '_>) -> Vec<String> {
    let paragraphs = named(node, "p").filter(|node| {
        node.tag_name().namespace() != node.parent().and_then(|it| it.tag_name().namespace())
    });
    paragraphs
        .map(|paragraph| {
            let runs = named(paragraph, "t").filter_map(|run| run.text());
            runs.collect::<String>()
        })
        .collect()
}

fn number(node: Node<'_, '_>, name: &str) -> i64 {
    node.attribute(name)
        .map_or(0, |value| value.parse().unwrap())
}

fn area(node: Node<'_, '_>) -> Option<[i64; 4]> {
    let place = named(node, "xfrm").next()?;
    let from = named(place, "off").next()?;
    let size = named(place, "ext").next()?;
    Some([
        number(from, "x"),
        number(from, "y"),
        number(size, "cx"),
        number(size, "cy"),
    ])
}

/// The shapes of a slide that have places of their own, in order.
pub(super) fn shapes(slide: &str) -> Vec<Placed> {
    let document = Document::parse(slide).unwrap();
    let shapes = named(document.root_element(), "sp");
    shapes
        .filter_map(|shape| {
            let label = named(shape, "cNvPr").next().unwrap();
            let guides = named(shape, "gd").filter_map(|guide| {
                let name = guide.attribute("name")?.strip_prefix('s')?;
                name.parse::<usize>().ok()?;
                let formula = guide.attribute("fmla")?.strip_prefix("*/ ")?;
                let mut parts = formula.split(' ');
                let is_across = parts.next()? == "w";
                Some((is_across, parts.next()?.parse().ok()?))
            });
            Some(Placed {
                id: label.attribute("id")?.parse().ok()?,
                name: label.attribute("name")?.to_owned(),
                text: texts(shape).join("\n"),
                area: area(shape)?,
                sites: guides.collect(),
                description: label.attribute("descr").unwrap_or_default().to_owned(),
            })
        })
        .collect()
}

/// The connectors of a slide.
pub(super) fn connectors(slide: &str) -> Vec<Glued> {
    let document = Document::parse(slide).unwrap();
    let connectors = named(document.root_element(), "cxnSp");
    connectors
        .map(|connector| {
            let label = named(connector, "cNvPr").next().unwrap();
            let place = named(connector, "xfrm").next().unwrap();
            let [x, y, width, height] = area(connector).unwrap();
            let turned = number(place, "rot") == 5_400_000;
            let (across, down) = (number(place, "flipH") == 1, number(place, "flipV") == 1);
            let corner = |is_end: bool| {
                let dx = if is_end == across { -width } else { width };
                let dy = if is_end == down { -height } else { height };
                let (dx, dy) = if turned { (-dy, dx) } else { (dx, dy) };
                [x + width / 2 + dx / 2, y + height / 2 + dy / 2]
            };
            let glue = |tag: &str, at: [i64; 2]| {
                let glue = named(connector, tag).next();
                let glue = glue.unwrap_or_else(|| panic!("{tag} of {label:?}"));
                (number(glue, "id") as u32, number(glue, "idx") as usize, at)
            };
            Glued {
                name: label.attribute("name").unwrap().to_owned(),
                ends: [glue("stCxn", corner(false)), glue("endCxn", corner(true))],
            }
        })
        .collect()
}
