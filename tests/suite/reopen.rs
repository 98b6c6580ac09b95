//! Exports opened again by the map inside of them.

use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Output};

use rejoinder::export::deck::whole_view;
use rejoinder::export::html::{self, HtmlOptions, Presentation};
use rejoinder::export::pdf::{self, Attachment, PdfOptions};
use rejoinder::export::pptx::{self, DeckOptions};
use rejoinder::export::{Page, PictureOptions, png, svg};
use rejoinder::files;
use rejoinder::formats::{ReadError, map_inside, ron_map};
use rejoinder::theme::ThemeName;

use super::drawing::{Drawing, EVERY_LOOK, MAPS, map_of, map_of_texts};

/// Each kind of export of a drawing, with or without the map inside.
fn exports(drawing: &Drawing, map: Option<&str>) -> [(&'static str, Vec<u8>); 5] {
    let scene = drawing.picture(ThemeName::Light);
    let page = Page::of(&scene, &drawing.fonts);
    let pictures = PictureOptions {
        map: map.map(str::to_owned),
        ..PictureOptions::default()
    };
    let decks = DeckOptions {
        map: map.map(str::to_owned),
        ..DeckOptions::default()
    };
    let web = HtmlOptions {
        map: map.map(str::to_owned),
        ..HtmlOptions::default()
    };
    let presentation = Presentation {
        whole: page,
        slides: &[],
        remarks: &BTreeMap::new(),
    };
    let documents = PdfOptions {
        attachment: map.map(|map| Attachment::of_map(map.to_owned())),
        ..PdfOptions::default()
    };
    [
        ("svg", svg::export(&page, &pictures).unwrap()),
        ("png", png::export(&page, &pictures).unwrap()),
        ("pdf", pdf::export(&[page], &documents).unwrap()),
        (
            "pptx",
            pptx::export(&whole_view(scene.clone()), &drawing.fonts, &decks)
                .unwrap()
                .bytes,
        ),
        ("html", html::export(&presentation, &web).unwrap()),
    ]
}

#[test]
fn every_export_gives_its_map_back_whatever_the_texts_hold() {
    let odd = [
        "<b>&amp; ]]> \"quoted\" 'single' </metadata> \\ \\u{1}",
        "controls \u{1}\u{7}\u{1b} \u{202E}over\u{202C} \u{FEFF} \u{FFFE} \u{FDD0} \r\n end",
        "endstream endobj stream /EmbeddedFile ArgumentMap(",
        "שלום 🙂 e\u{301}",
    ];
    for map in [map_of_texts(&odd), map_of(EVERY_LOOK), map_of(MAPS[0].1)] {
        let drawing = Drawing::new(map);
        let text = ron_map::write(&drawing.map);
        for (kind, bytes) in exports(&drawing, Some(&text)) {
            let inside = map_inside(&bytes, kind).unwrap();
            assert_eq!(String::from_utf8_lossy(&inside), text, "{kind}");
        }
    }
}

#[test]
fn an_export_without_its_map_is_refused_with_what_to_do() {
    let drawing = Drawing::every_look();
    for (kind, bytes) in exports(&drawing, None) {
        let error = map_inside(&bytes, "it").unwrap_err();
        assert!(matches!(error, ReadError::NothingInside { .. }));
        let said = error.to_string();
        assert!(said.contains(&kind.to_uppercase()), "{said}");
        assert!(
            said.contains("export that again with the map attached"),
            "{said}"
        );
    }
}

#[test]
fn a_map_that_was_opened_inside_of_an_export_knows_that_it_has_no_file_of_its_own() {
    let drawing = Drawing::every_look();
    let text = ron_map::write(&drawing.map);
    let folder = tempfile::tempdir().unwrap();
    for (kind, bytes) in exports(&drawing, Some(&text)) {
        let path = folder.path().join(format!("export.{kind}"));
        fs::write(&path, bytes).unwrap();
        let opened = files::open(&path).unwrap();
        assert!(opened.is_inside, "{kind}");
        assert_eq!(opened.map, drawing.map, "{kind}");
    }
    let path = folder.path().join("map.ron");
    fs::write(&path, &text).unwrap();
    assert!(!files::open(&path).unwrap().is_inside);
}

fn rejoinder(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rejoinder"))
        .args(arguments)
        .output()
        .unwrap()
}

#[test]
fn the_command_line_checks_and_exports_what_is_inside_of_exports_and_rewrites_none() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let map = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/maps/drezner-on-minilateralism.ron"
    );
    let (document, again, bare) = (file("one.pdf"), file("two.pdf"), file("bare.pdf"));
    let picture = file("three.svg");
    for arguments in [
        &["export", map, "-o", &document][..],
        &["export", &document, "-o", &picture],
        &["export", &picture, "-o", &again],
        &["export", map, "-o", &bare, "--no-map"],
        &["check", &again],
    ] {
        let done = rejoinder(arguments);
        let complaint = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success(), "{arguments:?}: {complaint}");
    }
    assert_eq!(fs::read(&document).unwrap(), fs::read(&again).unwrap());
    let refused = rejoinder(&["check", &bare]);
    assert_eq!(refused.status.code(), Some(2));
    let complaint = String::from_utf8_lossy(&refused.stderr);
    assert!(
        complaint.contains("this PDF file has no map inside"),
        "{complaint}"
    );
    let before = fs::read(&document).unwrap();
    assert_eq!(rejoinder(&["fmt", &document]).status.code(), Some(2));
    assert_eq!(fs::read(&document).unwrap(), before);
}
