//! The parts that every deck has: master, layout, notes, properties, and how they hang together.

use super::place::{Area, Places, emu};
use super::themes::color_map;
use crate::export::xml::{Markup as _, escaped};
use crate::theme::Theme;

/// What begins every XML part.
pub(super) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// The vocabularies of slides.
pub(super) const NAMESPACES: &str = " xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"";
const TREE: &str = "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>\
    <a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/><a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"0\" cy=\"0\"/></a:xfrm></p:grpSpPr>";
/// A page of notes, upright, in the units of the format.
const NOTES_SIZE: (i64, i64) = (6_858_000, 9_144_000);
const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

/// How a slide comes on: what stays stays, and the rest is faded in; where a program knows no such
/// thing, all is faded.
pub(super) fn transition(is_first: bool) -> &'static str {
    if is_first {
        return "";
    }
    "<mc:AlternateContent xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\">\
     <mc:Choice xmlns:p159=\"http://schemas.microsoft.com/office/powerpoint/2015/09/main\" Requires=\"p159\">\
     <p:transition spd=\"med\"><p159:morph option=\"byObject\"/></p:transition></mc:Choice>\
     <mc:Fallback><p:transition spd=\"med\"><p:fade/></p:transition></mc:Fallback></mc:AlternateContent>"
}

/// The relations of a part: ids, kinds and targets.
pub(super) fn relations(relations: &[(String, &str, String)]) -> String {
    let mut out = format!(
        "{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    );
    for (id, kind, target) in relations {
        let kind = if kind.starts_with("http") {
            (*kind).to_owned()
        } else {
            format!("{KINDS}{kind}")
        };
        out.put(format_args!(
            "<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\"/>"
        ));
    }
    out += "</Relationships>";
    out
}

/// One relation.
pub(super) fn relation<'k>(id: &str, kind: &'k str, target: &str) -> (String, &'k str, String) {
    (id.to_owned(), kind, target.to_owned())
}

/// The kinds of all parts.
pub(super) fn content_types(slide_count: usize, has_map: bool) -> String {
    const PRESENTATION: &str = "application/vnd.openxmlformats-officedocument.presentationml.";
    let mut out = format!(
        "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    );
    let mut add = |name: &str, kind: &str| {
        out.put(format_args!(
            "<Override PartName=\"/{name}\" ContentType=\"{kind}+xml\"/>"
        ));
    };
    let of_deck = |kind: &str| format!("{PRESENTATION}{kind}");
    add("ppt/presentation.xml", &of_deck("presentation.main"));
    add("ppt/slideMasters/slideMaster1.xml", &of_deck("slideMaster"));
    add("ppt/slideLayouts/slideLayout1.xml", &of_deck("slideLayout"));
    add("ppt/notesMasters/notesMaster1.xml", &of_deck("notesMaster"));
    add("ppt/presProps.xml", &of_deck("presProps"));
    add("ppt/viewProps.xml", &of_deck("viewProps"));
    add("ppt/tableStyles.xml", &of_deck("tableStyles"));
    for number in 1..=2 {
        add(
            &format!("ppt/theme/theme{number}.xml"),
            "application/vnd.openxmlformats-officedocument.theme",
        );
    }
    for number in 1..=slide_count {
        add(&format!("ppt/slides/slide{number}.xml"), &of_deck("slide"));
        add(
            &format!("ppt/notesSlides/notesSlide{number}.xml"),
            &of_deck("notesSlide"),
        );
    }
    add(
        "docProps/core.xml",
        "application/vnd.openxmlformats-package.core-properties",
    );
    add(
        "docProps/app.xml",
        "application/vnd.openxmlformats-officedocument.extended-properties",
    );
    if has_map {
        add(
            "customXml/itemProps1.xml",
            "application/vnd.openxmlformats-officedocument.customXmlProperties",
        );
    }
    out += "</Types>";
    out
}

/// The presentation itself; its slides have the relations after the two masters'.
pub(super) fn presentation(places: &Places, slide_count: usize, language: &str) -> String {
    let mut slides = String::new();
    for number in 0..slide_count {
        let id = 256 + number;
        let relation = number + 10;
        slides.put(format_args!(
            "<p:sldId id=\"{id}\" r:id=\"rId{relation}\"/>"
        ));
    }
    let (width, height) = (emu(places.size.width), emu(places.size.height));
    let (notes_width, notes_height) = NOTES_SIZE;
    let language = escaped(language);
    let mut levels = String::new();
    for level in 1..=9 {
        levels.put(format_args!(
            "<a:lvl{level}pPr algn=\"l\" rtl=\"0\"><a:defRPr lang=\"{language}\" sz=\"1800\">{TEXT_INK}{THEME_FONTS}</a:defRPr></a:lvl{level}pPr>"
        ));
    }
    format!(
        "{HEAD}<p:presentation{NAMESPACES} saveSubsetFonts=\"1\"><p:sldMasterIdLst><p:sldMasterId id=\"2147483648\" r:id=\"rId1\"/></p:sldMasterIdLst>\
         <p:notesMasterIdLst><p:notesMasterId r:id=\"rId2\"/></p:notesMasterIdLst><p:sldIdLst>{slides}</p:sldIdLst>\
         <p:sldSz cx=\"{width}\" cy=\"{height}\"/><p:notesSz cx=\"{notes_width}\" cy=\"{notes_height}\"/>\
         <p:defaultTextStyle>{levels}</p:defaultTextStyle></p:presentation>"
    )
}

const TEXT_INK: &str = "<a:solidFill><a:schemeClr val=\"tx1\"/></a:solidFill>";
const THEME_FONTS: &str =
    "<a:latin typeface=\"+mn-lt\"/><a:ea typeface=\"+mn-ea\"/><a:cs typeface=\"+mn-cs\"/>";

fn title_placeholder(transform: &str) -> String {
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Title\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"title\"/></p:nvPr></p:nvSpPr><p:spPr>{transform}</p:spPr>\
         <p:txBody><a:bodyPr lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"ctr\"><a:normAutofit/></a:bodyPr><a:lstStyle/><a:p><a:endParaRPr/></a:p></p:txBody></p:sp>"
    )
}

/// The master of all slides, with the ground and where titles stand.
pub(super) fn master(theme: &Theme, places: &Places) -> String {
    let area = Area::of_points(places.title);
    let transform = format!(
        "{}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>",
        area.transform("a:xfrm", "")
    );
    let size = (2400.0 * places.enlargement).round() as i64;
    let title = title_placeholder(&transform);
    let mut levels = String::new();
    for level in 1..=9 {
        levels.put(format_args!(
            "<a:lvl{level}pPr><a:defRPr sz=\"1800\">{TEXT_INK}{THEME_FONTS}</a:defRPr></a:lvl{level}pPr>"
        ));
    }
    format!(
        "{HEAD}<p:sldMaster{NAMESPACES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val=\"bg2\"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>\
         <p:spTree>{TREE}{title}</p:spTree></p:cSld>{}<p:sldLayoutIdLst><p:sldLayoutId id=\"2147483649\" r:id=\"rId1\"/></p:sldLayoutIdLst>\
         <p:txStyles><p:titleStyle><a:lvl1pPr algn=\"l\"><a:defRPr sz=\"{size}\" b=\"1\">{TEXT_INK}<a:latin typeface=\"+mj-lt\"/><a:ea typeface=\"+mj-ea\"/><a:cs typeface=\"+mj-cs\"/></a:defRPr></a:lvl1pPr></p:titleStyle>\
         <p:bodyStyle>{levels}</p:bodyStyle><p:otherStyle>{levels}</p:otherStyle></p:txStyles></p:sldMaster>",
        color_map(theme)
    )
}

/// The one layout: a title and the map.
pub(super) fn layout() -> String {
    let title = title_placeholder("");
    format!(
        "{HEAD}<p:sldLayout{NAMESPACES} type=\"titleOnly\" preserve=\"1\"><p:cSld name=\"Map\"><p:spTree>{TREE}{title}</p:spTree></p:cSld>\
         <p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )
}

fn notes_shapes(paragraphs: &str, with_place: bool) -> String {
    let place = |x: i64, y: i64, width: i64, height: i64| {
        if with_place {
            let area = Area {
                x,
                y,
                width,
                height,
            };
            format!(
                "{}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>",
                area.transform("a:xfrm", "")
            )
        } else {
            String::new()
        }
    };
    let picture = place(685_800, 1_143_000, 5_486_400, 3_086_100);
    let text = place(685_800, 4_400_550, 5_486_400, 4_057_650);
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Slide\"/><p:cNvSpPr><a:spLocks noGrp=\"1\" noRot=\"1\" noChangeAspect=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"sldImg\"/></p:nvPr></p:nvSpPr><p:spPr>{picture}</p:spPr></p:sp>\
         <p:sp><p:nvSpPr><p:cNvPr id=\"3\" name=\"Notes\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"body\" idx=\"1\"/></p:nvPr></p:nvSpPr><p:spPr>{text}</p:spPr>\
         <p:txBody><a:bodyPr/><a:lstStyle/>{paragraphs}</p:txBody></p:sp>"
    )
}

/// The master of the pages of notes.
pub(super) fn notes_master() -> String {
    let shapes = notes_shapes("<a:p><a:endParaRPr/></a:p>", true);
    format!(
        "{HEAD}<p:notesMaster{NAMESPACES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:srgbClr val=\"FFFFFF\"/></a:solidFill><a:effectLst/></p:bgPr></p:bg><p:spTree>{TREE}{shapes}</p:spTree></p:cSld>\
         <p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\" accent3=\"accent3\" accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/>\
         <p:notesStyle><a:lvl1pPr><a:defRPr sz=\"1200\">{TEXT_INK}{THEME_FONTS}</a:defRPr></a:lvl1pPr></p:notesStyle></p:notesMaster>"
    )
}

/// What the speaker says with a slide.
pub(super) fn notes(text: &str, language: &str) -> String {
    let language = escaped(language);
    let mut paragraphs = String::new();
    for line in super::text::lines(text) {
        let line = escaped(line);
        if line.is_empty() {
            paragraphs += "<a:p><a:endParaRPr/></a:p>";
        } else {
            paragraphs.put(format_args!(
                "<a:p><a:r><a:rPr lang=\"{language}\" dirty=\"0\"/><a:t>{line}</a:t></a:r></a:p>"
            ));
        }
    }
    let shapes = notes_shapes(&paragraphs, false);
    format!(
        "{HEAD}<p:notes{NAMESPACES}><p:cSld><p:spTree>{TREE}{shapes}</p:spTree></p:cSld>\
         <p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    )
}

/// What the deck says of itself; it keeps no time, so that the same map gives the same bytes.
pub(super) fn core_properties(title: &str, description: &str) -> String {
    let (title, description) = (escaped(title), escaped(description));
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\
         <dc:title>{title}</dc:title><dc:description>{description}</dc:description></cp:coreProperties>"
    )
}

/// What wrote the deck.
pub(super) fn app_properties() -> String {
    format!(
        "{HEAD}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Application>Rejoinder</Application></Properties>"
    )
}

/// An otherwise empty part of the deck, of this tag.
pub(super) fn empty_part(tag: &str) -> String {
    format!("{HEAD}<p:{tag}{NAMESPACES}/>")
}

/// The styles of tables, of which there are none.
pub(super) fn table_styles() -> String {
    format!(
        "{HEAD}<a:tblStyleLst xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" def=\"{{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}}\"/>"
    )
}

/// The map that the deck shows, in a part that programs keep.
pub(super) fn map_part(map: &str) -> String {
    let map = escaped(map);
    format!("{HEAD}<argument-map xmlns=\"urn:rejoinder:argument-map\">{map}</argument-map>")
}

/// What identifies the part of the map.
pub(super) fn map_properties() -> String {
    format!(
        "{HEAD}<ds:datastoreItem ds:itemID=\"{{7A1E0B52-3C5D-4F0B-9E55-52454A4F494E}}\" xmlns:ds=\"http://schemas.openxmlformats.org/officeDocument/2006/customXml\">\
         <ds:schemaRefs><ds:schemaRef ds:uri=\"urn:rejoinder:argument-map\"/></ds:schemaRefs></ds:datastoreItem>"
    )
}
