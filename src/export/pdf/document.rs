//! Writes a document: its sheets, tags, bookmarks, links, and what it says of itself.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Arc;

use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::configure::validate::{Accessibility, Archival, ValidationError};
use krilla::configure::{Configuration, ConfigurationBuilder};
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::error::KrillaError;
use krilla::metadata::{DateTime, Metadata};
use krilla::page::PageSettings;
use krilla::tagging::{Identifier, Tag, TagGroup, TagTree};
use krilla::{Document, SerializeSettings};
use kurbo::{BezPath, Point, Shape as _};

use super::faces::Faces;
use super::order::drawing_order;
use super::outline::{brief, outline, target};
use super::paint::{PAGE, Painter};
use super::sheets::{Sheet, Tile, sheets};
use super::tags::{Said, shortened};
use super::{Attachment, PdfOptions, numbers};
use crate::export::{ExportError, Ground, Page, Watch};
use crate::scene::{Reading, Role, Scene, Stroke};
use crate::text::{Face, Paragraph, TextStyle};

/// Writes pages as one PDF; their texts were all set with the fonts of the first.
///
/// # Errors
/// [`ExportError`] if there is nothing to draw or an option is out of range.
pub fn export(pages: &[Page<'_>], options: &PdfOptions) -> Result<Vec<u8>, ExportError> {
    export_watched(pages, options, &mut |_, _| ControlFlow::Continue(()))
}

/// The same; `watch` is told which sheet is written, and may stop that.
///
/// # Errors
/// As [`export`], and [`ExportError::Stopped`].
pub fn export_watched(
    pages: &[Page<'_>],
    options: &PdfOptions,
    watch: Watch<'_>,
) -> Result<Vec<u8>, ExportError> {
    if !is_language(&options.language) {
        return Err(ExportError::Language(options.language.clone()));
    }
    let sheets = sheets(pages, options)?;
    let first = pages.first().ok_or(ExportError::Empty)?;
    let job = Job {
        pages,
        options,
        sheets: &sheets,
        readings: pages
            .iter()
            .map(|page| page.scene.reading_order())
            .collect(),
        closer: closer(pages),
    };
    let mut faces = Faces::new(first.fonts);
    let mut standard = Standard::Accessible;
    loop {
        faces.begin();
        let error = match job.write(standard, &mut faces, watch) {
            Ok(Some(bytes)) => return Ok(bytes),
            Ok(None) => return Err(ExportError::Stopped),
            Err(error) => error,
        };
        if !refuses_fonts(&error, &mut faces) {
            let weaker = standard.weaker();
            standard = weaker.ok_or_else(|| ExportError::Encoding(error.to_string()))?;
        }
    }
}

fn closer<'a>(pages: &'a [Page<'a>]) -> BTreeMap<&'a str, usize> {
    let mut closer = BTreeMap::new();
    for (number, page) in pages.iter().enumerate() {
        if let Some(detail) = page.detail {
            closer.entry(detail.key).or_insert(number);
        }
    }
    closer
}

/// Whether a text has the form of a language tag after RFC 3066.
fn is_language(tag: &str) -> bool {
    let is_part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    tag.split('-').all(is_part) && tag.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// What a document keeps to, from the most to the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standard {
    /// PDF/A-3a with PDF/UA-1.
    Accessible,
    /// PDF/A-3u with PDF/UA-1: characters may be private.
    Unicode,
    /// Any PDF.
    Plain,
}

impl Standard {
    const fn weaker(self) -> Option<Self> {
        match self {
            Self::Accessible => Some(Self::Unicode),
            Self::Unicode => Some(Self::Plain),
            Self::Plain => None,
        }
    }

    fn configuration(self) -> Configuration {
        let builder = ConfigurationBuilder::new();
        let builder = match self {
            Self::Accessible => builder
                .with_archival_validator(Archival::A3_A)
                .with_accessibility_validator(Accessibility::UA1),
            Self::Unicode => builder
                .with_archival_validator(Archival::A3_U)
                .with_accessibility_validator(Accessibility::UA1),
            Self::Plain => builder,
        };
        builder.finish().unwrap_or_default()
    }
}

/// Draws the fonts that an error is about as outlines from now on; false if it is about none.
fn refuses_fonts(error: &KrillaError, faces: &mut Faces<'_>) -> bool {
    match error {
        KrillaError::Font(font, _) => faces.refuse(font),
        KrillaError::Validation(errors) => {
            let mut refused = false;
            for (error, _) in errors {
                if let ValidationError::RestrictedLicense(font) = error {
                    refused |= faces.refuse(font);
                }
            }
            refused
        }
        _ => false,
    }
}

/// What is to be written.
struct Job<'a> {
    pages: &'a [Page<'a>],
    options: &'a PdfOptions,
    sheets: &'a [Sheet],
    /// Of each page.
    readings: Vec<Vec<Reading>>,
    /// The first page that shows an item closer, by its key.
    closer: BTreeMap<&'a str, usize>,
}

impl Job<'_> {
    /// Nothing if the watch stops it.
    fn write(
        &self,
        standard: Standard,
        faces: &mut Faces<'_>,
        watch: Watch<'_>,
    ) -> Result<Option<Vec<u8>>, KrillaError> {
        let mut document = Document::new_with(SerializeSettings {
            configuration: standard.configuration(),
            ..SerializeSettings::default()
        });
        document.set_metadata(self.metadata());
        if let Some(attachment) = &self.options.attachment {
            // Only a second file of the same name would be refused.
            document
                .embed_file(embedded(attachment))
                .unwrap_or_default();
        }
        let mut tree = TagTree::new();
        let mut number = usize::MAX;
        let mut order = Vec::new();
        for (at, sheet) in self.sheets.iter().enumerate() {
            if watch(at, self.sheets.len()).is_break() {
                return Ok(None);
            }
            let (Some(page), Some(reading)) =
                (self.pages.get(sheet.page), self.readings.get(sheet.page))
            else {
                continue;
            };
            if number != sheet.page {
                number = sheet.page;
                order = drawing_order(page, reading);
            }
            let said = self.sheet(&mut document, sheet, (page, reading, &order), faces);
            let nodes = said.nodes();
            if self.sheets.len() == 1 {
                for node in nodes {
                    tree.push(node);
                }
            } else if !nodes.is_empty() {
                tree.push(TagGroup::with_children(Tag::Section, nodes));
            }
        }
        document.set_tag_tree(tree);
        document.set_outline(outline(self.pages, self.sheets, &self.readings));
        document.finish().map(Some)
    }

    fn metadata(&self) -> Metadata {
        let scene = self.pages.first().map(|page| page.scene);
        let said = |text: Option<&str>| shortened(text.unwrap_or_default(), 1000);
        let title = match said(scene.map(Scene::title)) {
            title if title.is_empty() => "Argument map".to_owned(),
            title => title,
        };
        Metadata::new()
            .title(title)
            .description(said(scene.map(Scene::description)))
            .creator("Rejoinder".to_owned())
            .language(self.options.language.clone())
            .creation_date(date())
    }

    /// Draws a sheet.
    fn sheet<'p>(
        &'p self,
        document: &mut Document,
        sheet: &Sheet,
        (page, reading, order): (&'p Page<'p>, &'p [Reading], &[usize]),
        faces: &mut Faces<'_>,
    ) -> Said<'p> {
        let (width, height) = (
            numbers::pt(sheet.size.width),
            numbers::pt(sheet.size.height),
        );
        let settings = PageSettings::from_wh(width, height).unwrap_or_default();
        let mut paper = document.start_page_with(settings);
        let mut texts = BTreeMap::new();
        let mut surface = paper.surface();
        let ground = match self.options.ground {
            Ground::Theme => Some(page.scene.background()),
            Ground::Transparent => None,
        };
        let mut painter = Painter::new(&mut surface, faces, ground);
        painter.ground(sheet.size);
        let area = sheet.tile.as_ref().map(|tile| tile.area).or(sheet.picture);
        painter.clipped(area, |painter| {
            for &at in order {
                let item = page.scene.items().get(at);
                let shown = item.filter(|item| item.bounds_in_map().overlaps(sheet.frame));
                if let Some(item) = shown {
                    texts.insert(at, painter.item(item, sheet.place));
                }
            }
        });
        if let Some(tile) = &sheet.tile {
            joins(&mut painter, page, sheet, tile);
        }
        let notes = handout(&mut painter, page, sheet);
        surface.finish();
        let links = self.links(&mut paper, sheet, page, &texts);
        paper.finish();
        Said {
            page,
            reading,
            texts,
            links,
            notes,
        }
    }

    /// Links from what a sheet shows to the pages that show it closer, and from there back.
    fn links<T>(
        &self,
        paper: &mut krilla::page::Page<'_>,
        sheet: &Sheet,
        page: &Page<'_>,
        shown: &BTreeMap<usize, T>,
    ) -> BTreeMap<usize, Identifier> {
        let mut links = BTreeMap::new();
        for &at in shown.keys() {
            let Some(item) = page.scene.items().get(at) else {
                continue;
            };
            // A badge leads to where what it hides is shown.
            let folded = page.scene.item(&item.group.element);
            let key = folded.map_or(&item.group.key, |item| &item.group.key);
            let is_line = matches!(item.group.role, Role::Connector(_));
            let target = self.target_of(key, sheet.page).filter(|_| !is_line);
            let Some((to, alternative)) = target else {
                continue;
            };
            let Some(area) = numbers::rect(sheet.place.rect_on_page(item.body_in_map())) else {
                continue;
            };
            let link = LinkAnnotation::new(area, Target::Destination(to.into()));
            let link = Annotation::new_link(link, Some(alternative));
            links.insert(at, paper.add_tagged_annotation(link));
        }
        links
    }

    /// Where a click on an item of a page leads, and how that is said.
    fn target_of(
        &self,
        key: &str,
        from: usize,
    ) -> Option<(krilla::destination::XyzDestination, String)> {
        let is_about = |page: &Page<'_>| page.detail.is_some_and(|detail| detail.key == key);
        let here = self.pages.get(from)?;
        let (number, page) = if is_about(here) {
            let mut others = self.pages.iter().enumerate();
            others.find(|(_, page)| !is_about(page) && page.scene.item_by_key(key).is_some())?
        } else {
            let number = *self.closer.get(key)?;
            (number, self.pages.get(number)?)
        };
        let item = page.scene.item_by_key(key)?;
        let name = page.detail.map_or_else(
            || format!("Back to the overview: {}", brief(item)),
            |detail| format!("To the page: {}", shortened(detail.name, 200)),
        );
        Some((target(item, number, self.sheets), name))
    }
}

/// The same for every document, so that the same map gives the same bytes; the standards want one.
fn date() -> DateTime {
    DateTime::new(1980)
        .month(1)
        .day(1)
        .hour(0)
        .minute(0)
        .second(0)
}

fn embedded(attachment: &Attachment) -> EmbeddedFile {
    EmbeddedFile {
        path: attachment.name.clone(),
        mime_type: MimeType::new(&attachment.media_type).or_else(|| MimeType::new("text/plain")),
        description: Some(attachment.description.clone()),
        association_kind: AssociationKind::Source,
        data: attachment.bytes.clone().into(),
        modification_date: Some(date()),
        compress: Some(true),
        location: None,
    }
}

/// Draws the border of a handout's picture and what is said; gives the handles of the words.
fn handout(
    painter: &mut Painter<'_, '_, '_>,
    page: &Page<'_>,
    sheet: &Sheet,
) -> Vec<(Identifier, bool)> {
    if let Some(picture) = sheet.picture.filter(|picture| picture.area() > 0.0) {
        let stroke = Stroke {
            color: page.scene.theme().box_border,
            width: 0.75,
            dashes: vec![],
        };
        painter.path(&picture.to_path(0.1), (None, Some(&stroke)), PAGE);
        painter.close();
    }
    let notes = sheet.notes.iter().filter_map(|note| {
        let handle = painter.words(&note.paragraph, note.at, note.color)?;
        Some((handle, note.is_head))
    });
    notes.collect()
}

/// Draws where a sheet meets its neighbours, and which one it is.
fn joins(painter: &mut Painter<'_, '_, '_>, page: &Page<'_>, sheet: &Sheet, tile: &Tile) {
    let (marks, stroke) = join_marks(page, sheet, tile);
    painter.path(&marks, (None, Some(&stroke)), PAGE);
    if let Some((note, at)) = join_note(page, sheet, tile) {
        painter.page_note(&note, at, page.scene.theme().secondary, PAGE);
    }
}

/// The lines at which a sheet meets its neighbours.
pub(super) fn join_marks(page: &Page<'_>, sheet: &Sheet, tile: &Tile) -> (BezPath, Stroke) {
    let stroke = Stroke {
        color: page.scene.theme().secondary,
        width: 0.5,
        dashes: vec![],
    };
    let area = tile.area;
    let (width, height) = (sheet.size.width, sheet.size.height);
    let [left, top, right, bottom] = tile.joins();
    let mut marks = BezPath::new();
    let mut line = |from: (f64, f64), to: (f64, f64)| {
        marks.move_to(from);
        marks.line_to(to);
    };
    for x in [left, right].into_iter().flatten() {
        line((x, 0.0), (x, area.y0));
        line((x, area.y1), (x, height));
    }
    for y in [top, bottom].into_iter().flatten() {
        line((0.0, y), (area.x0, y));
        line((area.x1, y), (width, y));
    }
    (marks, stroke)
}

/// Which sheet of several it is, in words, where the margin has room for them.
pub(super) fn join_note(
    page: &Page<'_>,
    sheet: &Sheet,
    tile: &Tile,
) -> Option<(Arc<Paragraph>, Point)> {
    let style = TextStyle {
        face: Face::Regular,
        size: 8.0,
        line_height: 10.0,
    };
    let words = format!(
        "Row {} of {}, column {} of {}",
        tile.row, tile.row_count, tile.column, tile.column_count
    );
    let note = page.fonts.paragraph(&words, style, f64::INFINITY);
    let (width, bottom) = (sheet.size.width, tile.area.y1);
    let room = sheet.size.height - bottom;
    let at = Point::new(
        (width - note.width) / 2.0,
        bottom + (room - note.height) / 2.0,
    );
    (room >= note.height).then_some((note, at))
}
