//! Writes a deck: its slides and notes, the parts around them, and the map.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use super::options::DeckOptions;
use super::parts::{self, relation, relations};
use super::place::{Area, Places};
use super::slide::{Numbers, Writer, title};
use super::themes;
use crate::export::zip::Archive;
use crate::export::{ExportError, Slide, Watch};
use crate::scene::Role;
use crate::text::{Face, Fonts, TextStyle};

/// The size of titles in points; long ones are set smaller, down to the least.
const TITLE_PT: f64 = 24.0;
const LEAST_TITLE_PT: f64 = 12.0;

/// A deck that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deck {
    /// The file.
    pub bytes: Vec<u8>,
    /// What lines join that are glued to nothing: they lead off their slide, or run as no connector
    /// does.
    pub free: Vec<String>,
}

/// Writes slides as one PPTX; their texts were all set with these fonts.
///
/// # Errors
/// [`ExportError`] if there is nothing to draw or an option is out of range.
pub fn export(slides: &[Slide], fonts: &Fonts, options: &DeckOptions) -> Result<Deck, ExportError> {
    export_watched(
        slides,
        fonts,
        options,
        &mut |_, _| ControlFlow::Continue(()),
    )
}

/// The same; `watch` is told which slide is written, and may stop that.
///
/// # Errors
/// As [`export`], and [`ExportError::Stopped`].
pub fn export_watched(
    slides: &[Slide],
    fonts: &Fonts,
    options: &DeckOptions,
    watch: Watch<'_>,
) -> Result<Deck, ExportError> {
    let first = slides.first().ok_or(ExportError::Empty)?;
    if slides.iter().all(|slide| slide.scene.items().is_empty()) {
        return Err(ExportError::Empty);
    }
    let places = Places::of(slides, options)?;
    let theme = first.scene.theme();
    let count = slides.len();
    let mut archive = Archive::default();
    let has_map = options.map.is_some();
    archive.add(
        "[Content_Types].xml",
        parts::content_types(count, has_map).as_bytes(),
    )?;
    archive.add("_rels/.rels", package_relations().as_bytes())?;
    let name = title_of(first);
    let properties = parts::core_properties(&name, first.scene.description());
    archive.add("docProps/core.xml", properties.as_bytes())?;
    archive.add("docProps/app.xml", parts::app_properties().as_bytes())?;
    let presentation = parts::presentation(&places, count, &options.language);
    archive.add("ppt/presentation.xml", presentation.as_bytes())?;
    let held = presentation_relations(count, has_map);
    archive.add("ppt/_rels/presentation.xml.rels", held.as_bytes())?;
    for (name, tag) in [("presProps", "presentationPr"), ("viewProps", "viewPr")] {
        archive.add(
            &format!("ppt/{name}.xml"),
            parts::empty_part(tag).as_bytes(),
        )?;
    }
    archive.add("ppt/tableStyles.xml", parts::table_styles().as_bytes())?;
    add_masters(&mut archive, &places, theme)?;
    let free = add_slides(&mut archive, (slides, fonts), options, &places, watch)?;
    if let Some(map) = &options.map {
        add_map(&mut archive, map)?;
    }
    Ok(Deck {
        bytes: archive.finish()?,
        free,
    })
}

pub(super) fn title_of(slide: &Slide) -> String {
    let own = slide.title.trim();
    let of_map = slide.scene.title().trim();
    let title = if own.is_empty() { of_map } else { own };
    if title.is_empty() {
        "Argument map".to_owned()
    } else {
        title.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

fn package_relations() -> String {
    relations(&[
        relation("rId1", "officeDocument", "ppt/presentation.xml"),
        relation(
            "rId2",
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
            "docProps/core.xml",
        ),
        relation("rId3", "extended-properties", "docProps/app.xml"),
    ])
}

fn presentation_relations(count: usize, has_map: bool) -> String {
    let mut held = vec![
        relation("rId1", "slideMaster", "slideMasters/slideMaster1.xml"),
        relation("rId2", "notesMaster", "notesMasters/notesMaster1.xml"),
        relation("rId3", "theme", "theme/theme1.xml"),
        relation("rId4", "presProps", "presProps.xml"),
        relation("rId5", "viewProps", "viewProps.xml"),
        relation("rId6", "tableStyles", "tableStyles.xml"),
    ];
    if has_map {
        held.push(relation("rId7", "customXml", "../customXml/item1.xml"));
    }
    for number in 0..count {
        let id = format!("rId{}", number + 10);
        let target = format!("slides/slide{}.xml", number + 1);
        held.push(relation(&id, "slide", &target));
    }
    relations(&held)
}

fn add_masters(
    archive: &mut Archive,
    places: &Places,
    theme: &crate::theme::Theme,
) -> Result<(), ExportError> {
    let master = parts::master(theme, places);
    archive.add("ppt/slideMasters/slideMaster1.xml", master.as_bytes())?;
    let held = relations(&[
        relation("rId1", "slideLayout", "../slideLayouts/slideLayout1.xml"),
        relation("rId2", "theme", "../theme/theme1.xml"),
    ]);
    archive.add(
        "ppt/slideMasters/_rels/slideMaster1.xml.rels",
        held.as_bytes(),
    )?;
    archive.add(
        "ppt/slideLayouts/slideLayout1.xml",
        parts::layout().as_bytes(),
    )?;
    let held = relations(&[relation(
        "rId1",
        "slideMaster",
        "../slideMasters/slideMaster1.xml",
    )]);
    archive.add(
        "ppt/slideLayouts/_rels/slideLayout1.xml.rels",
        held.as_bytes(),
    )?;
    let notes = parts::notes_master();
    archive.add("ppt/notesMasters/notesMaster1.xml", notes.as_bytes())?;
    let held = relations(&[relation("rId1", "theme", "../theme/theme2.xml")]);
    archive.add(
        "ppt/notesMasters/_rels/notesMaster1.xml.rels",
        held.as_bytes(),
    )?;
    archive.add("ppt/theme/theme1.xml", themes::theme(theme).as_bytes())?;
    // Notes are printed on white paper whatever the slides look like.
    let light = crate::theme::Theme::of(crate::theme::ThemeName::Light);
    archive.add("ppt/theme/theme2.xml", themes::theme(light).as_bytes())
}

fn add_slides(
    archive: &mut Archive,
    (slides, fonts): (&[Slide], &Fonts),
    options: &DeckOptions,
    places: &Places,
    watch: Watch<'_>,
) -> Result<Vec<String>, ExportError> {
    let mut numbers = Numbers::of(slides);
    let mut free = Vec::new();
    let closer = closer(slides);
    for (at, (slide, place)) in slides.iter().zip(&places.of_slides).enumerate() {
        if watch(at, slides.len()).is_break() {
            return Err(ExportError::Stopped);
        }
        let links = links(slides, at, &closer);
        let mut writer = Writer {
            numbers: &mut numbers,
            sheet: Area::of_points(places.below_title()),
            language: &options.language,
            links: &links
                .iter()
                .map(|(key, to)| (*key, format!("rId{}", to + 10)))
                .collect(),
        };
        let name = title_of(slide);
        let size = title_size(&name, fonts, places);
        let heading = title(&name, size, &options.language);
        let written = writer.slide(slide, *place, &heading, at == 0);
        for line in written.free {
            if !free.contains(&line) {
                free.push(line);
            }
        }
        let number = at + 1;
        let path = format!("ppt/slides/slide{number}.xml");
        archive.add(&path, written.xml.as_bytes())?;
        let mut held = vec![
            relation("rId1", "slideLayout", "../slideLayouts/slideLayout1.xml"),
            relation(
                "rId2",
                "notesSlide",
                &format!("../notesSlides/notesSlide{number}.xml"),
            ),
        ];
        let targets: BTreeSet<_> = links.values().collect();
        for to in targets {
            let target = format!("slide{}.xml", to + 1);
            held.push(relation(&format!("rId{}", to + 10), "slide", &target));
        }
        let path = format!("ppt/slides/_rels/slide{number}.xml.rels");
        archive.add(&path, relations(&held).as_bytes())?;
        let notes = parts::notes(&slide.notes, &options.language);
        let path = format!("ppt/notesSlides/notesSlide{number}.xml");
        archive.add(&path, notes.as_bytes())?;
        let held = relations(&[
            relation("rId1", "notesMaster", "../notesMasters/notesMaster1.xml"),
            relation("rId2", "slide", &format!("../slides/slide{number}.xml")),
        ]);
        let path = format!("ppt/notesSlides/_rels/notesSlide{number}.xml.rels");
        archive.add(&path, held.as_bytes())?;
    }
    Ok(free)
}

/// The items of a slide that lead to the slides that show them closer, badges too, and the way back
/// from those to the first slide where they stand.
fn links<'s>(
    slides: &'s [Slide],
    at: usize,
    closer: &BTreeMap<&str, usize>,
) -> BTreeMap<&'s str, usize> {
    let mut links = BTreeMap::new();
    let Some(slide) = slides.get(at) else {
        return links;
    };
    for item in slide.scene.items() {
        if matches!(item.group.role, Role::Connector(_) | Role::Caption) {
            continue;
        }
        let folded = slide.scene.item(&item.group.element);
        let key = folded.map_or(&item.group.key, |item| &item.group.key);
        if slide.detail.as_ref() != Some(key)
            && let Some(to) = closer.get(key.as_str())
        {
            links.insert(item.group.key.as_str(), *to);
        }
    }
    if let Some(key) = slide.detail.as_deref() {
        let stands = |other: &Slide| {
            other.detail.as_deref() != Some(key) && other.scene.item_by_key(key).is_some()
        };
        let before = slides.iter().position(stands);
        links.extend(before.map(|before| (key, before)));
    }
    links
}

/// The first slide that shows each item closer, by its key.
fn closer(slides: &[Slide]) -> BTreeMap<&str, usize> {
    let mut closer = BTreeMap::new();
    for (at, slide) in slides.iter().enumerate() {
        if let Some(key) = slide.detail.as_deref() {
            closer.entry(key).or_insert(at);
        }
    }
    closer
}

/// The size of a title in hundredths of a point, so that it fits its line.
pub(super) fn title_size(title: &str, fonts: &Fonts, places: &Places) -> i64 {
    let style = TextStyle {
        face: Face::Bold,
        size: 1.0,
        line_height: 1.35,
    };
    let width = fonts.paragraph(title, style, f64::INFINITY).width.max(0.01);
    // A little less, for fonts that run wider.
    let fitting = 0.9 * places.title.width() / places.enlargement / width;
    let size = fitting.clamp(LEAST_TITLE_PT, TITLE_PT) * places.enlargement;
    (size * 100.0).floor() as i64
}

fn add_map(archive: &mut Archive, map: &str) -> Result<(), ExportError> {
    archive.add("customXml/item1.xml", parts::map_part(map).as_bytes())?;
    let held = relations(&[relation("rId1", "customXmlProps", "itemProps1.xml")]);
    archive.add("customXml/_rels/item1.xml.rels", held.as_bytes())?;
    archive.add(
        "customXml/itemProps1.xml",
        parts::map_properties().as_bytes(),
    )
}
