//! What every export of every map must stand, read from the files that the command line writes.
//!
//! Checks by other programs are passed over where these are not installed, and never on the build
//! server.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use kurbo::{Rect, Vec2};
use roxmltree::Document;

use rejoinder::deck::{Deck, DeckRequest};
use rejoinder::export::pdf::Paper;
use rejoinder::model::ViewId;
use rejoinder::scene::{Captions, Role, Scene, Shape};
use rejoinder::text::Fonts;
use rejoinder::theme::{Theme, ThemeName};

use super::corpus;
use super::drawing::{Drawing, MAPS, map_of};
use super::pdf::Pdf;

/// The exports that every map gives: the ends of their names, and the options that make them.
const EXPORTS: [(&str, &[&str]); 9] = [
    (".svg", &[]),
    ("-text.svg", &["--live-text", "--theme", "dark"]),
    (".png", &[]),
    (".html", &[]),
    (".pdf", &[]),
    ("-branches.pdf", &["--page", "a4", "--by-branch"]),
    (".pptx", &[]),
    ("-branches.pptx", &["--by-branch", "--page", "4:3"]),
    ("-tiles.pdf", &["--page", "a4", "--tile", "0.7"]),
];

/// And those of maps with steps.
const OF_STEPS: [(&str, &[&str]); 4] = [
    ("-steps.pdf", &["--steps", "--page", "16:9"]),
    ("-notes.pdf", &["--steps", "--notes"]),
    ("-steps.pptx", &["--steps"]),
    ("-clicks.pptx", &["--steps", "--builds"]),
];

fn export(folder: &Path, map: &str, end: &str, options: &[&str]) -> PathBuf {
    let file = folder.join(format!("{map}{end}"));
    let done = Command::new(env!("CARGO_BIN_EXE_rejoinder"))
        .current_dir(folder)
        .args(["export", &format!("{map}.ron"), "-o"])
        .arg(&file)
        .args(options)
        .output()
        .unwrap();
    let complaint = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{map}{end}: {complaint}");
    file
}

/// All exports of all maps in a folder, by what they are.
fn all_exports(folder: &Path) -> BTreeMap<String, PathBuf> {
    let mut files = BTreeMap::new();
    for (name, text) in corpus::files() {
        std::fs::write(folder.join(format!("{name}.ron")), &text).unwrap();
        let of_steps = OF_STEPS.iter().filter(|_| text.contains("Step("));
        for (end, options) in EXPORTS.iter().chain(of_steps) {
            // Spread out, the long text fills more sheets than anyone joins.
            if (name, *end) != ("odd", "-tiles.pdf") && (name, *end) != ("300-claims", "-tiles.pdf")
            {
                let file = export(folder, name, end, options);
                files.insert(format!("{name}{end}"), file);
            }
        }
    }
    files
}

fn ending(files: &BTreeMap<String, PathBuf>, end: &str) -> Vec<(String, PathBuf)> {
    let files = files.iter().filter(|(name, _)| name.ends_with(end));
    files
        .map(|(name, file)| (name.clone(), file.clone()))
        .collect()
}

/// Lets a program look at files; nothing where there is none, which is no excuse on the build
/// server.
#[expect(clippy::print_stderr, reason = "a check that is passed over says so")]
fn looked_at(program: &str, arguments: &[&str], files: &[(String, PathBuf)]) -> Option<String> {
    let done = Command::new(program)
        .args(arguments)
        .args(files.iter().map(|(_, file)| file))
        .output();
    let Ok(done) = done else {
        assert!(std::env::var_os("CI").is_none(), "{program} is missing");
        eprintln!("passed over: {program} is not installed");
        return None;
    };
    let said = [done.stdout, done.stderr].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    if said.contains("ModuleNotFoundError") && std::env::var_os("CI").is_none() {
        eprintln!("passed over: {program} lacks a module");
        return None;
    }
    assert!(done.status.success(), "{program}: {said}");
    Some(said)
}

/// Reads a page as browsers do, and fails at the first error.
const HTML_PARSER: &str = "import html5lib, sys\n\
    for name in sys.argv[1:]:\n    \
    html5lib.HTMLParser(strict=True).parse(open(name, encoding='utf-8').read())\n";

#[test]
fn every_export_of_every_map_is_valid() {
    let folder = tempfile::tempdir().unwrap();
    let files = all_exports(folder.path());
    for (name, file) in ending(&files, ".svg") {
        let text = std::fs::read_to_string(file).unwrap();
        Document::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    for (name, file) in ending(&files, ".png") {
        let file = std::io::BufReader::new(std::fs::File::open(file).unwrap());
        let mut reader = ::png::Decoder::new(file).read_info().unwrap();
        while let Some(row) = reader
            .next_row()
            .unwrap_or_else(|it| panic!("{name}: {it}"))
        {
            assert!(!row.data().is_empty());
        }
    }
    for pdf in ending(&files, ".pdf") {
        looked_at("qpdf", &["--check"], &[pdf]);
    }
    let pages = ending(&files, ".html");
    looked_at("/usr/bin/python3", &["-c", HTML_PARSER], &pages);
    let decks = ending(&files, ".pptx");
    let checker = std::env::var("REJOINDER_PPTX_CHECK")
        .unwrap_or_else(|_| "../shared/tools/pptx-check/check.py".to_owned());
    if Path::new(&checker).exists() {
        let said = looked_at("/usr/bin/python3", &[&checker], &decks);
        let fine = |said: String| said.matches(": 0 problems").count();
        assert_eq!(said.map_or(decks.len(), fine), decks.len());
    }
}

#[test]
fn the_same_map_gives_the_same_files() {
    let folders = [(), ()].map(|()| tempfile::tempdir().unwrap());
    let [one, other] = folders.each_ref().map(|folder| all_exports(folder.path()));
    for (name, file) in one {
        let bytes = std::fs::read(file).unwrap();
        assert!(bytes == std::fs::read(&other[&name]).unwrap(), "{name}");
    }
}

/// Text without white space and what files cannot say.
fn bare(text: &str) -> String {
    let is_said = |c: &char| {
        !c.is_whitespace()
            && !c.is_control()
            && !matches!(
                c,
                '\u{FFFE}' | '\u{202A}'..='\u{202E}' | '\u{200E}' | '\u{200F}'
            )
    };
    text.chars().filter(is_said).collect()
}

fn claims(scene: &Scene) -> Vec<String> {
    let claims = scene.items().iter();
    let claims = claims.filter(|item| item.group.role == Role::Claim);
    claims.map(|item| bare(&item.group.title)).collect()
}

/// How often each claim should be found: as often as it is part of one.
fn assert_once(name: &str, claims: &[String], found: &str) {
    for claim in claims {
        let wanted = claims.iter().map(|it| it.matches(claim.as_str()).count());
        assert_eq!(
            found.matches(claim.as_str()).count(),
            wanted.sum::<usize>(),
            "{name}: {claim}"
        );
    }
}

#[test]
fn every_claim_is_visible_text_once_on_each_page_that_shows_it() {
    let folder = tempfile::tempdir().unwrap();
    for (name, map) in corpus::maps() {
        let text = rejoinder::formats::ron_map::write(&map);
        std::fs::write(folder.path().join(format!("{name}.ron")), text).unwrap();
        let drawing = Drawing::new(map.clone());
        let all = claims(&drawing.picture(ThemeName::Light));
        let file = export(folder.path(), name, "-text.svg", &["--live-text"]);
        let svg = std::fs::read_to_string(file).unwrap();
        let svg = Document::parse(&svg).unwrap();
        let texts = svg
            .descendants()
            .filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "text")));
        let texts = texts.flat_map(|node| {
            node.descendants()
                .filter_map(|it| it.text().filter(|_| it.is_text()))
        });
        assert_once(name, &all, &bare(&texts.collect::<String>()));
        // What other programs make of scripts that mix directions is theirs; our own reader says
        // what the file says.
        if name != "odd" {
            let file = export(folder.path(), name, ".pdf", &["--page", "a4"]);
            let pdf = [(name.to_owned(), file)];
            if let Some(found) = looked_at("sh", &["-c", "pdftotext -raw \"$0\" -"], &pdf) {
                assert_once(name, &all, &bare(&found));
            }
        }
    }
    let (name, text) = MAPS[0];
    std::fs::write(folder.path().join("talk.ron"), text).unwrap();
    let file = export(
        folder.path(),
        "talk",
        "-steps.pdf",
        &["--steps", "--page", "16:9"],
    );
    for (at, slide) in deck(text, "main").slides().iter().enumerate() {
        let page = format!("pdftotext -raw -f {0} -l {0} \"$0\" -", at + 1);
        let file = [(name.to_owned(), file.clone())];
        let Some(found) = looked_at("sh", &["-c", &page], &file) else {
            return;
        };
        let found = bare(&found);
        let all = claims(&deck(text, "main").slides().last().unwrap().scene);
        let here = claims(&slide.scene);
        assert_once(name, &here, &found);
        for gone in all.iter().filter(|claim| !here.contains(claim)) {
            assert!(
                !found.contains(gone.as_str()),
                "{name}, page {}: {gone}",
                at + 1
            );
        }
    }
}

#[test]
fn no_text_leaves_its_box() {
    for (name, map) in corpus::maps() {
        let drawing = Drawing::new(map);
        let scene = drawing.picture(ThemeName::Light);
        for item in scene.items() {
            if matches!(item.group.role, Role::Connector(_) | Role::Caption) {
                continue;
            }
            for shape in &item.group.shapes {
                let Shape::Text { paragraph, at, .. } = shape else {
                    continue;
                };
                for line in &paragraph.lines {
                    let line = Rect::new(line.x, 0.0, line.x + line.width, paragraph.height);
                    let line = line + at.to_vec2();
                    let inside = item.group.body.inflate(0.5, 0.5);
                    assert!(inside.union(line) == inside, "{name}: {}", item.group.title);
                }
            }
        }
    }
}

#[test]
fn no_text_leaves_its_page() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in corpus::files() {
        std::fs::write(folder.path().join(format!("{name}.ron")), text).unwrap();
        for page in ["fit", "a4", "16:9"] {
            let file = export(folder.path(), name, ".pdf", &["--page", page]);
            let files = [(name.to_owned(), file)];
            let arguments = ["-c", "pdftotext -bbox \"$0\" -"];
            let Some(found) = looked_at("sh", &arguments, &files) else {
                return;
            };
            let number = |line: &str, name: &str| -> f64 {
                let (_, rest) = line.split_once(&format!(" {name}=\"")).unwrap();
                rest.split('"').next().unwrap().parse().unwrap()
            };
            let (mut width, mut height) = (0.0, 0.0);
            for line in found.lines().map(str::trim) {
                if line.starts_with("<page ") {
                    (width, height) = (number(line, "width"), number(line, "height"));
                }
                if line.starts_with("<word ") {
                    let is_inside = number(line, "xMin") >= -0.5
                        && number(line, "yMin") >= -0.5
                        && number(line, "xMax") <= width + 0.5
                        && number(line, "yMax") <= height + 0.5;
                    assert!(is_inside, "{name} on {page}: {line}");
                }
            }
        }
    }
}

fn deck(text: &str, view: &str) -> Deck {
    let fonts = Fonts::shipped();
    let deck = Deck::new(&DeckRequest {
        map: &map_of(text),
        view: &ViewId::new(view).unwrap(),
        theme: Theme::of(ThemeName::Light),
        fonts: &fonts,
    });
    deck.unwrap()
}

/// Where each claim's text starts in the map.
fn starts_in_map(scene: &Scene) -> BTreeMap<String, Vec2> {
    let items = scene.items().iter();
    let items = items.filter(|item| item.group.role == Role::Claim);
    let starts = items.filter_map(|item| {
        let found = item.group.shapes.iter().find_map(|shape| match shape {
            Shape::Text { paragraph, at, .. } => {
                let line = paragraph.lines.first()?;
                Some(at.to_vec2() + Vec2::new(line.x, line.baseline) + item.offset)
            }
            _ => None,
        });
        Some((bare(&item.group.title), found?))
    });
    starts.collect()
}

#[test]
fn on_pages_of_steps_claims_stand_where_the_map_has_them() {
    let folder = tempfile::tempdir().unwrap();
    let text = MAPS[0].1;
    std::fs::write(folder.path().join("talk.ron"), text).unwrap();
    for view in ["main", "naims-case"] {
        let options = ["--steps", "--view", view, "--page", "16:9"];
        let file = export(folder.path(), "talk", &format!("-{view}.pdf"), &options);
        let pdf = Pdf::of(&std::fs::read(file).unwrap());
        let deck = deck(text, view).for_pages(Paper::Slide);
        let in_map = starts_in_map(deck.whole());
        let mut places: BTreeMap<(String, String), (f64, f64)> = BTreeMap::new();
        assert_eq!(pdf.pages().len(), deck.len());
        for (at, page) in pdf.pages().into_iter().enumerate() {
            let shown = pdf.shown(page);
            let starts = shown.iter().filter_map(|shown| {
                let text = bare(&shown.text);
                Some((text.clone(), *in_map.get(&text)?, *shown.starts.first()?))
            });
            let starts: Vec<_> = starts.collect();
            let frame = deck.frame(at);
            let Some((_, first_in_map, first)) = starts.first() else {
                continue;
            };
            let off = |(in_map, on_page): (Vec2, (f64, f64))| {
                let seen = Vec2::new(on_page.0 - first.0, on_page.1 - first.1);
                (in_map - *first_in_map, seen)
            };
            let offs = starts
                .iter()
                .map(|(_, in_map, on_page)| off((*in_map, *on_page)));
            let widest = offs.max_by(|one, other| one.0.hypot().total_cmp(&other.0.hypot()));
            let scale = widest.map_or(1.0, |(moved, seen)| seen.hypot() / moved.hypot().max(1e-6));
            for (text, in_map, on_page) in &starts {
                // Where the frame is the same, so is the place.
                let key = (format!("{frame:?}"), text.clone());
                let place = *places.entry(key).or_insert(*on_page);
                let moved = (place.0 - on_page.0).abs() + (place.1 - on_page.1).abs();
                assert!(moved < 0.01, "{view}, page {}: {text}", at + 1);
                // And elsewhere the same place of the map.
                let (moved, seen) = off((*in_map, *on_page));
                assert!(
                    (moved * scale - seen).hypot() < 0.1,
                    "{view} {at}: {moved:?} {seen:?}"
                );
            }
        }
    }
}

#[test]
fn a_legend_stands_below_every_step_and_on_no_claim() {
    let fonts = Fonts::shipped();
    for (name, text) in MAPS {
        let deck = deck(text, "main").for_slides(Paper::Slide);
        let mut rooms: BTreeMap<String, Rect> = BTreeMap::new();
        for at in 0..deck.len() {
            let slide = deck.slide(at).unwrap();
            let frame = slide.frame;
            let slide = deck.captioned(slide, &fonts, Captions::ALL);
            let legend = slide.scene.item_by_key("caption:legend").unwrap();
            assert_eq!(slide.frame.union(legend.body_in_map()), slide.frame);
            for item in slide.scene.items() {
                if matches!(item.group.role, Role::Claim | Role::Mark) {
                    let lies = item.body_in_map().overlaps(legend.bounds_in_map());
                    assert!(!lies, "{name}, {}: {}", slide.title, item.group.key);
                }
            }
            // Where frames are equal, so is what is left for them.
            let room = *rooms.entry(format!("{frame:?}")).or_insert(slide.frame);
            assert_eq!(room, slide.frame, "{name}, {}", slide.title);
        }
    }
}
