//! Documents parsed back: what their pages say and where, their tags, bookmarks and attachments.

mod reader;
pub(crate) mod tools;

use std::collections::BTreeSet;

use kurbo::Rect;
use rejoinder::export::pdf::{Attachment, Paper, PdfOptions, export, fit};
use rejoinder::export::{ExportError, Page};
use rejoinder::formats::ron_map;
use rejoinder::model::ArgumentMap;
use rejoinder::scene::{Role, Scene, Shape};
use rejoinder::text::{Fonts, SystemFonts};
use rejoinder::theme::ThemeName;

pub(crate) use self::reader::Pdf;
use self::reader::{Shown, Value};
use super::drawing::{Drawing, EVERY_LOOK, MAPS, map_of, map_of_texts};

fn page<'a>(scene: &'a Scene, drawing: &'a Drawing) -> Page<'a> {
    Page::of(scene, &drawing.fonts)
}

fn on(paper: Paper) -> PdfOptions {
    PdfOptions {
        paper,
        ..PdfOptions::default()
    }
}

fn tiled(scale: f64) -> PdfOptions {
    PdfOptions {
        tile_scale: Some(scale),
        ..on(Paper::A4)
    }
}

fn exported(drawing: &Drawing, options: &PdfOptions) -> Vec<u8> {
    let scene = drawing.picture(ThemeName::Light);
    export(&[page(&scene, drawing)], options).unwrap()
}

/// What a document cannot say is left out, as are differences of white space.
fn plain(text: &str) -> String {
    let mute = |c: char| {
        c.is_control()
            || matches!(c, '\u{61C}' | '\u{200E}'..='\u{200F}' | '\u{2028}'..='\u{202E}')
            || matches!(c, '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{FFFE}'..='\u{FFFF}')
    };
    let words = text.split(char::is_whitespace);
    let words = words.map(|word| word.chars().filter(|&c| !mute(c)).collect::<String>());
    words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The texts of a scene in the order of reading.
fn texts(scene: &Scene) -> Vec<String> {
    let items = scene
        .reading_order()
        .into_iter()
        .map(|it| &scene.items()[it.item]);
    let shapes = items.flat_map(|item| &item.group.shapes);
    let texts = shapes.filter_map(|shape| match shape {
        Shape::Text { paragraph, .. } => Some(plain(&paragraph.text)),
        _ => None,
    });
    texts.filter(|text| !text.is_empty()).collect()
}

pub(crate) fn tagged(shown: &[Shown]) -> Vec<String> {
    let tagged = shown.iter().filter(|shown| shown.mcid.is_some());
    tagged
        .map(|shown| plain(&shown.text))
        .filter(|text| !text.is_empty())
        .collect()
}

#[test]
fn every_text_of_a_shipped_map_comes_out_whole_once_and_in_the_order_of_reading() {
    for (name, text) in MAPS.into_iter().chain([("every look", EVERY_LOOK)]) {
        let drawing = Drawing::new(map_of(text));
        let pdf = Pdf::of(&exported(&drawing, &on(Paper::A4Landscape)));
        let shown = pdf.shown(pdf.pages()[0]);
        let expected = texts(&drawing.picture(ThemeName::Light));
        assert_eq!(tagged(&shown), expected, "{name}");
        for claim in &drawing.layout.claims {
            let claim = plain(&drawing.map.claim(&claim.id).unwrap().text);
            assert!(expected.contains(&claim), "{name}: {claim}");
        }
    }
}

#[test]
fn the_order_of_reading_starts_at_the_contention_and_ends_each_reason_before_the_next() {
    let drawing = Drawing::every_look();
    let scene = drawing.picture(ThemeName::Light);
    let order: Vec<_> = scene
        .reading_order()
        .into_iter()
        .map(|it| (it.depth, scene.items()[it.item].group.key.clone()))
        .collect();
    let place = |key: &str| {
        let found = order.iter().position(|(_, found)| found == key);
        found.unwrap_or_else(|| panic!("{key} in {order:?}"))
    };
    assert_eq!(order[0], (0, "claim:which".to_owned()));
    assert_eq!(order[place("claim:high")].0, 2);
    assert!(place("claim:high") < place("claim:steep"));
    assert!(place("claim:steep") < place("claim:low"));
    assert_eq!(order[place("badge:low")].0, 3);
    assert_eq!(order.last().unwrap(), &(0, "claim:free".to_owned()));
    let read: BTreeSet<_> = order.iter().map(|(_, key)| key).collect();
    let drawn = scene.items().iter();
    let drawn = drawn.filter(|item| !matches!(item.group.role, Role::Connector(_)));
    assert_eq!(read.len(), order.len(), "nothing is read twice");
    assert_eq!(read.len(), drawn.count(), "everything is read");
}

#[test]
fn tags_hold_each_text_once_under_headings_and_nested_lists() {
    let drawing = Drawing::every_look();
    let pdf = Pdf::of(&exported(&drawing, &PdfOptions::default()));
    let tags = pdf.tags();
    let shown = pdf.shown(pdf.pages()[0]);
    let handles = shown.iter().filter_map(|shown| shown.mcid);
    let held: Vec<u32> = tags.iter().flat_map(|(_, own)| own).copied().collect();
    assert_eq!(held, handles.collect::<Vec<_>>(), "in the order of drawing");
    let roles: Vec<_> = tags.iter().map(|(role, _)| role.as_str()).collect();
    assert_eq!(roles[..5], ["Document", "H1", "L", "LI", "Lbl"]);
    let count = |role: &str| roles.iter().filter(|found| **found == role).count();
    assert_eq!(count("H1"), 1);
    assert_eq!(count("Lbl"), drawing.layout.marks.len());
    assert_eq!(count("LI"), drawing.layout.marks.len());
}

#[test]
fn a_document_names_its_standards_its_title_and_its_language() {
    let drawing = Drawing::every_look();
    let options = PdfOptions {
        language: "de-CH".to_owned(),
        ..PdfOptions::default()
    };
    let pdf = Pdf::of(&exported(&drawing, &options));
    let root = pdf.root();
    assert_eq!(pdf.at(root, &["Lang"]).text(), "de-CH");
    let displayed = pdf.at(root, &["ViewerPreferences", "DisplayDocTitle"]);
    assert_eq!(displayed, &Value::Word("true".to_owned()));
    assert_eq!(pdf.at(pdf.info(), &["Title"]).text(), "Roads & <ways>");
    let metadata = pdf.stream(pdf.raw(root, "Metadata"));
    let metadata = std::str::from_utf8(metadata).unwrap();
    let document = roxmltree::Document::parse(metadata).unwrap();
    let said = |name: &str| {
        let mut nodes = document.descendants();
        let node = nodes.find(|node| node.tag_name().name() == name && node.text().is_some());
        node.and_then(|node| node.text()).map(str::to_owned)
    };
    assert_eq!(said("conformance").as_deref(), Some("A"));
    assert!(metadata.contains("<pdfaid:part>3</pdfaid:part>"));
    assert!(metadata.contains("<pdfuaid:part>1</pdfuaid:part>"));
    let refused = export(
        &[page(&drawing.picture(ThemeName::Light), &drawing)],
        &PdfOptions {
            language: "plain English".to_owned(),
            ..PdfOptions::default()
        },
    );
    assert!(matches!(refused, Err(ExportError::Language(_))));
}

#[test]
fn bookmarks_lead_to_the_contentions_and_their_main_reasons() {
    let drawing = Drawing::new(map_of(MAPS[0].1));
    let pdf = Pdf::of(&exported(&drawing, &PdfOptions::default()));
    let bookmarks = pdf.bookmarks();
    let contention = drawing.map.contentions()[0];
    assert!(
        contention
            .text
            .starts_with(bookmarks[0].1.trim_end_matches('…'))
    );
    let of_contention = contention.id.clone().into();
    let reasons = drawing.map.bearing_on(&of_contention);
    let premises: BTreeSet<_> = reasons.flat_map(|step| &step.premises).collect();
    let below: Vec<_> = bookmarks.iter().filter(|(depth, _)| *depth == 1).collect();
    assert_eq!(below.len(), premises.len());
    assert!(
        below
            .iter()
            .any(|(_, title)| title.contains("fool’s errand"))
    );
}

#[test]
fn the_map_goes_along_and_is_the_same_map() {
    let drawing = Drawing::new(map_of(MAPS[2].1));
    let text = ron_map::write(&drawing.map);
    let options = PdfOptions {
        attachment: Some(Attachment::of_map(text.clone())),
        ..PdfOptions::default()
    };
    let pdf = Pdf::of(&exported(&drawing, &options));
    let files = pdf.objects().filter(|(value, _)| {
        matches!(value, Value::Dict(_))
            && pdf
                .get(value, "Type")
                .is_some_and(|kind| kind.name() == "EmbeddedFile")
    });
    let files: Vec<_> = files.map(|(_, stream)| stream).collect();
    assert_eq!(files, [text.as_bytes()]);
    let names = pdf
        .at(pdf.root(), &["Names", "EmbeddedFiles", "Names"])
        .list();
    assert_eq!(names[0].text(), "argument-map.ron");
    assert_eq!(map_of(std::str::from_utf8(files[0]).unwrap()), drawing.map);
}

#[test]
fn pages_have_the_size_of_their_paper_and_no_text_comes_near_the_edge() {
    let drawing = Drawing::new(map_of(MAPS[0].1));
    for paper in Paper::ALL {
        let pdf = Pdf::of(&exported(&drawing, &on(paper)));
        let pages = pdf.pages();
        assert_eq!(pages.len(), 1);
        let (width, height) = pdf.size(pages[0]);
        if let Some(size) = paper.size_pt() {
            assert!((width - size.width).abs() < 0.01, "{paper}");
            assert!((height - size.height).abs() < 0.01, "{paper}");
        }
        let inside = Rect::new(0.0, 0.0, width, height).inset(-paper.margin_pt());
        for shown in pdf.shown(pages[0]) {
            for (x, y) in shown.starts {
                assert!(
                    inside.contains((x, y)),
                    "{paper}: {} at {x} {y}",
                    shown.text
                );
            }
        }
    }
}

#[test]
fn what_is_told_of_the_smallest_text_is_what_stands_on_the_page() {
    let drawing = Drawing::new(map_of(MAPS[1].1));
    let scene = drawing.picture(ThemeName::Print);
    for paper in Paper::ALL {
        let pages = [page(&scene, &drawing)];
        let told = fit(&pages, &on(paper)).unwrap();
        let pdf = Pdf::of(&export(&pages, &on(paper)).unwrap());
        let shown = pdf.shown(pdf.pages()[0]);
        let sizes = shown.iter().flat_map(|shown| &shown.sizes).copied();
        let smallest = sizes.reduce(f64::min).unwrap();
        assert!(
            (told.smallest().unwrap() - smallest).abs() < 0.01,
            "{paper}"
        );
        assert_eq!(told.sheet_count, 1);
    }
    let told = fit(&[page(&scene, &drawing)], &on(Paper::Slide)).unwrap();
    assert!(!told.is_at_least(16.0), "36 claims on one slide");
    assert!(
        told.said(Paper::Slide)
            .starts_with("1 page, smallest text ")
    );
    let one = Drawing::new(map_of_texts(&["A claim"]));
    let scene = one.picture(ThemeName::Print);
    let told = fit(&[page(&scene, &one)], &on(Paper::Slide)).unwrap();
    assert!(told.is_at_least(16.0), "one claim on one slide");
}

#[test]
fn a_map_larger_than_any_page_is_made_smaller() {
    let drawing = Drawing::new(map_of_texts(&[&"x".repeat(60_000), "free"]));
    let scene = drawing.picture(ThemeName::Light);
    assert!(scene.bounds().height() > 14_400.0, "{:?}", scene.bounds());
    let pdf = Pdf::of(&exported(&drawing, &PdfOptions::default()));
    let (width, height) = pdf.size(pdf.pages()[0]);
    assert!(height <= 14_400.0 && width >= 3.0, "{width} × {height}");
    assert_eq!(tagged(&pdf.shown(pdf.pages()[0])).len(), 2);
}

#[test]
fn sheets_to_be_joined_show_everything_at_full_size_and_say_where_they_belong() {
    let drawing = Drawing::new(map_of(MAPS[0].1));
    let scene = drawing.picture(ThemeName::Light);
    let pdf = Pdf::of(&exported(&drawing, &tiled(1.0)));
    let pages = pdf.pages();
    assert!(pages.len() > 4, "{}", pages.len());
    let mut found = BTreeSet::new();
    for sheet in &pages {
        let shown = pdf.shown(sheet);
        let notes: Vec<_> = shown
            .iter()
            .filter(|it| it.text.starts_with("Row "))
            .collect();
        assert_eq!(notes.len(), 1);
        assert!(notes[0].text.contains("column"), "{}", notes[0].text);
        assert_eq!(
            notes[0].mcid, None,
            "it belongs to the page and not to the map"
        );
        for size in shown.iter().flat_map(|it| &it.sizes) {
            assert!([8.0, 11.0, 11.5, 13.5].contains(size), "{size}");
        }
        found.extend(tagged(&shown));
    }
    assert_eq!(found, texts(&scene).into_iter().collect());
    let all = |options: &PdfOptions| fit(&[page(&scene, &drawing)], options);
    assert_eq!(all(&tiled(1.0)).unwrap().sheet_count, pages.len());
    assert!(matches!(
        all(&tiled(10.0)),
        Ok(_) | Err(ExportError::TooManySheets(_))
    ));
    for scale in [0.0, -1.0, f64::NAN, f64::INFINITY, 11.0] {
        assert!(
            matches!(all(&tiled(scale)), Err(ExportError::TileScale(_))),
            "{scale}"
        );
    }
    let no_paper = PdfOptions {
        tile_scale: Some(1.0),
        ..PdfOptions::default()
    };
    assert_eq!(all(&no_paper), Err(ExportError::TilesWithoutPaper));
}

#[test]
fn neighbouring_sheets_show_a_strip_of_each_other() {
    let drawing = Drawing::new(map_of(MAPS[0].1));
    let pdf = Pdf::of(&exported(&drawing, &tiled(2.0)));
    let starts = |sheet: &Value| -> Vec<(String, (f64, f64))> {
        let shown = pdf.shown(sheet).into_iter().filter(|it| it.mcid.is_some());
        shown.map(|it| (it.text, it.starts[0])).collect()
    };
    let pages = pdf.pages();
    let mut steps = BTreeSet::new();
    for pair in pages.windows(2) {
        let (one, other) = (starts(pair[0]), starts(pair[1]));
        for (text, (x, y)) in &one {
            if let Some((_, (to_x, to_y))) = other.iter().find(|(found, _)| found == text)
                && (y - to_y).abs() < 0.01
                && text.len() > 20
            {
                steps.insert(((x - to_x) * 10.0).round() as i64);
            }
        }
    }
    // What a sheet can show, less the strip: 595.276 − 2 × 28 − 36 points.
    assert_eq!(steps.into_iter().collect::<Vec<_>>(), [5033]);
}

/// Texts that break what is not prepared for them.
fn odd_texts() -> Vec<String> {
    [
        "plain & <b>tags</b> ]]> \"quoted\" <script>alert(1)</script>",
        "שלום עולם, זה טענה ארוכה בעברית עם מספרים 123 ועוד (קצת) מילים",
        "مرحبا بالعالم هذا ادعاء طويل باللغة العربية 456",
        "English, עברית mixed (in brackets) and العربية too",
        "emoji 🙂 👩‍👩‍👧‍👦 🇩🇪 👍🏽 in words",
        "controls \u{1}\u{7}\u{1b}[31m and a\ttab \u{202E}over\u{202C} \u{FEFF}mark \u{200B}zero",
        "日本語の主張はここにあります。とても長い文章です",
        "office affluent ffi waffle → ≠ e\u{301} Å ½",
        "private \u{E000} and \u{F0001} use, \u{FDD0} none",
        "line one\nline two\n\nline four",
        "non\u{A0}breaking\u{2009}thin\u{3000}wide",
        "क्षत्रिय नमस्ते สวัสดี",
        "soft\u{AD}hyphen co\u{2011}operation",
    ]
    .map(str::to_owned)
    .into_iter()
    .chain([
        format!("Z{}algo", "\u{301}".repeat(400)),
        "x".repeat(20_000),
        " ".to_owned(),
    ])
    .collect()
}

/// Characters that a document leaves out beside those that it cannot say.
fn bare(text: &str) -> String {
    let dropped = |c: &char| !c.is_whitespace() && !matches!(c, '\u{FDD0}' | '\u{FFFD}');
    plain(text).chars().filter(dropped).collect()
}

fn holds_odd_texts(fonts: Fonts) {
    let texts = odd_texts();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let drawing = Drawing::with_fonts(map_of_texts(&texts), fonts);
    let bytes = exported(&drawing, &PdfOptions::default());
    let pdf = Pdf::of(&bytes);
    let shown = pdf.shown(pdf.pages()[0]);
    let shown: Vec<_> = shown.iter().filter(|it| it.mcid.is_some()).collect();
    let shown: Vec<_> = shown.iter().map(|it| bare(&it.text)).collect();
    for text in &texts {
        let wanted = bare(text);
        let found = wanted.is_empty() || shown.contains(&wanted);
        assert!(found, "{text:?} in {shown:#?}");
    }
    let metadata = pdf.stream(pdf.raw(pdf.root(), "Metadata"));
    let metadata = std::str::from_utf8(metadata).unwrap();
    assert!(metadata.contains("<pdfuaid:part>1</pdfuaid:part>"));
    assert!(metadata.contains("<pdfaid:part>3</pdfaid:part>"));
    tools::check(&bytes);
}

#[test]
fn any_text_is_said_even_where_no_font_has_its_characters() {
    holds_odd_texts(Fonts::shipped());
}

#[test]
fn any_text_is_said_with_the_fonts_of_this_machine() {
    holds_odd_texts(Fonts::with_source(Box::new(SystemFonts::default())));
}

#[test]
fn a_title_of_any_kind_is_one_line_that_is_no_longer_than_a_reader_takes() {
    let text = format!(
        "ArgumentMap(version: 1, title: \"]]> \\u{{1}} <x> {}\", claims: [Claim(id: \"a\", text: \"A\")])",
        "ü".repeat(40_000)
    );
    let drawing = Drawing::new(map_of(&text));
    let pdf = Pdf::of(&exported(&drawing, &PdfOptions::default()));
    let title = pdf.at(pdf.info(), &["Title"]).text();
    assert!(title.starts_with("]]> <x> ü") && title.ends_with('…'));
    assert!(title.chars().count() <= 1000);
}

#[test]
fn a_chain_of_thousands_is_tagged_without_using_up_the_stack() {
    let count = 3_000;
    let claims: Vec<_> = (0..count)
        .map(|at| format!("Claim(id: \"c{at}\", text: \"Claim {at}\")"))
        .collect();
    let steps: Vec<_> = (1..count)
        .map(|at| {
            format!(
                "Inference(id: \"s{at}\", stance: Support, premises: [\"c{at}\"], target: Claim(\"c{}\"))",
                at - 1
            )
        })
        .collect();
    let text = format!(
        "ArgumentMap(version: 1, claims: [{}], inferences: [{}])",
        claims.join(", "),
        steps.join(", ")
    );
    let drawing = Drawing::new(map_of(&text));
    let pdf = Pdf::of(&exported(&drawing, &on(Paper::A4)));
    let shown = pdf.shown(pdf.pages()[0]);
    let held: Vec<u32> = pdf.tags().into_iter().flat_map(|(_, own)| own).collect();
    assert_eq!(held.len(), 2 * count - 1);
    assert_eq!(tagged(&shown).len(), held.len());
}

#[test]
fn an_empty_map_and_margins_without_room_are_refused() {
    let empty = Drawing::new(ArgumentMap::new());
    let scene = empty.picture(ThemeName::Light);
    let refused = export(&[page(&scene, &empty)], &PdfOptions::default());
    assert_eq!(refused, Err(ExportError::Empty));
    assert_eq!(export(&[], &PdfOptions::default()), Err(ExportError::Empty));
    let drawing = Drawing::every_look();
    let scene = drawing.picture(ThemeName::Light);
    for margin in [-1.0, f64::NAN, 1e9, 290.0] {
        let options = PdfOptions {
            margin_pt: Some(margin),
            ..on(Paper::A4)
        };
        let refused = export(&[page(&scene, &drawing)], &options);
        assert!(matches!(refused, Err(ExportError::Margin(_))), "{margin}");
    }
}
