//! Decks as LibreOffice shows them. Passed over, with a line that says so, where it is not
//! installed, and never on the build server.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rejoinder::export::pptx::DeckOptions;
use rejoinder::export::{PictureOptions, PictureSize, Slide, png};
use rejoinder::scene::Role;
use rejoinder::text::Fonts;
use rejoinder::theme::ThemeName;

use super::super::corpus;
use super::super::drawing::{MAPS, map_of};
use super::super::pdf::tools::{
    Pixels, pixels_of_png, pixels_of_ppm, share_beyond, share_that_differs,
};
use super::builds::naims_case;
use super::reader::{Deck, connectors, shapes};
use super::{maps, slides, whole, written};

/// Whether the other program finds the font that decks name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Installed {
    OurFont,
    NotOurFont,
}

/// Converts decks that lie in a folder; false where there is no such program.
#[expect(clippy::print_stderr, reason = "a test that is passed over says so")]
fn convert(folder: &Path, decks: &[PathBuf], to: &str, installed: Installed) -> bool {
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/fonts");
    let fonts = match installed {
        Installed::OurFont => format!("<dir>{}</dir>", assets.display()),
        Installed::NotOurFont => {
            let pattern =
                "<pattern><patelt name=\"family\"><string>Inter</string></patelt></pattern>";
            format!("<selectfont><rejectfont>{pattern}</rejectfont></selectfont>")
        }
    };
    let configuration = folder.join("fonts.conf");
    let text = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig>\
         <include ignore_missing=\"yes\">/etc/fonts/fonts.conf</include>{fonts}</fontconfig>"
    );
    fs::write(&configuration, text).unwrap();
    let profile = folder.join("profile");
    let started = Command::new("soffice")
        .arg(format!(
            "-env:UserInstallation=file://{}",
            profile.display()
        ))
        .args(["--headless", "--convert-to", to, "--outdir"])
        .arg(folder)
        .args(decks)
        .env("FONTCONFIG_FILE", &configuration)
        .output();
    let Ok(done) = started else {
        assert!(std::env::var_os("CI").is_none(), "soffice is not installed");
        eprintln!("passed over: soffice is not installed");
        return false;
    };
    let complaint = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{complaint}");
    true
}

fn output(program: &str, arguments: &[&str], file: &Path) -> Vec<u8> {
    let done = Command::new(program)
        .args(arguments)
        .arg(file)
        .args((program == "pdftotext").then_some("-"))
        .output()
        .unwrap();
    assert!(done.status.success(), "{program}");
    done.stdout
}

fn named(text: &str, name: &str) -> f64 {
    let (_, rest) = text.split_once(&format!("{name}=\"")).unwrap();
    rest.split('"').next().unwrap().parse().unwrap()
}

/// The words of a page as `pdftotext` sees them: left, middle and right in points.
fn words(file: &Path, page: usize) -> Vec<[f64; 3]> {
    let page = page.to_string();
    let found = output("pdftotext", &["-bbox", "-f", &page, "-l", &page], file);
    let found = String::from_utf8_lossy(&found).into_owned();
    let words = found
        .lines()
        .filter(|line| line.trim().starts_with("<word"));
    words
        .map(|word| {
            let middle = f64::midpoint(named(word, "yMin"), named(word, "yMax"));
            [named(word, "xMin"), middle, named(word, "xMax")]
        })
        .collect()
}

#[test]
fn text_stays_in_its_box_with_our_font_and_without() {
    let folder = tempfile::tempdir().unwrap();
    let mut decks = Vec::new();
    for (name, map) in maps() {
        let file = folder
            .path()
            .join(format!("{}.pptx", name.replace(' ', "-")));
        let slides = slides(&map, ThemeName::Light);
        fs::write(&file, written(&slides, &DeckOptions::default())).unwrap();
        decks.push((name, file, slides));
    }
    let files: Vec<_> = decks.iter().map(|(_, file, _)| file.clone()).collect();
    for installed in [Installed::OurFont, Installed::NotOurFont] {
        if !convert(folder.path(), &files, "pdf", installed) {
            return;
        }
        for (name, file, slides) in &decks {
            let deck = Deck::of(&fs::read(file).unwrap());
            for number in 1..=slides.len() {
                let boxes = shapes(deck.slide(number));
                let boxes: Vec<_> = boxes
                    .iter()
                    .map(|shape| shape.area.map(|length| length as f64 / 12_700.0))
                    .collect();
                let top = boxes
                    .iter()
                    .map(|area| area[1])
                    .fold(f64::INFINITY, f64::min);
                for word in words(&file.with_extension("pdf"), number) {
                    let [left, middle, right] = word;
                    let holds = |[x, y, width, height]: &[f64; 4]| {
                        (y..=&(y + height)).contains(&&middle)
                            && left >= x - 0.5
                            && right <= x + width + 0.5
                    };
                    // Above the map stands the title.
                    let is_held = middle < top || boxes.iter().any(holds);
                    assert!(is_held, "{name}, slide {number}, {installed:?}: {word:?}");
                }
            }
        }
    }
}

/// At this resolution texts of the shipped maps are a few pixels high.
const DPI: f64 = 120.0;

/// At most this share of pixels may have another colour than all pixels around them in the other
/// picture: corners are rounded here and not there, and texts smoothed otherwise.
const TOLERATED: f64 = 0.005;

/// With another font other pixels are ink, and about as many: blocks of so many pixels are compared
/// by their mean colour.
const BLOCK: usize = 8;

/// Blocks whose mean colours differ by more than this, of 255, hold something else.
const MEAN: u8 = 24;

#[test]
fn slides_look_like_our_pictures_with_our_font_and_without() {
    let folder = tempfile::tempdir().unwrap();
    let decks: Vec<(&str, PathBuf, Slide)> = corpus::maps()
        .into_iter()
        .map(|(name, map)| {
            let file = folder.path().join(format!("{name}.pptx"));
            let slides = whole(map);
            fs::write(&file, written(&slides, &DeckOptions::default())).unwrap();
            (name, file, slides.into_iter().next().unwrap())
        })
        .collect();
    let files: Vec<_> = decks.iter().map(|(_, file, _)| file.clone()).collect();
    for installed in [Installed::OurFont, Installed::NotOurFont] {
        if !convert(folder.path(), &files, "pdf", installed) {
            return;
        }
        for (name, file, slide) in &decks {
            let (theirs, ours) = side_by_side(file, slide);
            // Letters of large maps are smaller than pixels, and scripts that we have none for are
            // drawn with others there.
            let is_shipped = MAPS.iter().any(|(shipped, _)| shipped == name);
            let is_exact = installed == Installed::OurFont && is_shipped;
            let (share, tolerated) = if is_exact {
                (share_that_differs(&theirs, &ours), TOLERATED)
            } else {
                let (theirs, ours) = (theirs.blurred(BLOCK), ours.blurred(BLOCK));
                (share_beyond(MEAN, &theirs, &ours), 2.0 * TOLERATED)
            };
            assert!(
                share < tolerated,
                "{name}, {installed:?}: {share} of the pixels differ"
            );
        }
    }
}

/// The map on a slide as another program draws it, and our picture of it as large.
fn side_by_side(file: &Path, slide: &Slide) -> (Pixels, Pixels) {
    let deck = Deck::of(&fs::read(file).unwrap());
    let width_pt = deck.width() as f64 / 12_700.0;
    // Slides of large maps are larger.
    let dpi = DPI.min(4000.0 / width_pt * 72.0);
    let theirs = output(
        "pdftoppm",
        &["-r", &dpi.to_string()],
        &file.with_extension("pdf"),
    );
    let theirs = pixels_of_ppm(&theirs);
    // A box says where the map lies on the slide.
    let items = slide.scene.items().iter();
    let mut claims = items.filter(|item| item.group.role == Role::Claim);
    let claim = claims.next().unwrap();
    let shapes = shapes(deck.slide(1));
    let shape = shapes
        .iter()
        .find(|it| it.name == format!("!!{}", claim.group.key));
    let pixels = shape
        .unwrap()
        .area
        .map(|it| it as f64 / 12_700.0 * dpi / 72.0);
    let body = claim.body_in_map();
    let scale = pixels[2] / body.width();
    let frame = slide.frame.expand();
    let ours = png::export(
        &slide.page(&Fonts::shipped()),
        &PictureOptions {
            margin: 0.0,
            size: PictureSize::WidthPx((frame.width() * scale).round() as u32),
            ..PictureOptions::default()
        },
    );
    let ours = pixels_of_png(&ours.unwrap());
    let x = (pixels[0] - (body.x0 - frame.x0) * scale).round() as usize;
    let y = (pixels[1] - (body.y0 - frame.y0) * scale).round() as usize;
    let ours = ours.rows(ours.height().min(theirs.height() - y));
    (theirs.part(x, y, &ours), ours)
}

#[test]
fn decks_keep_their_glue_in_another_format() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in MAPS {
        let file = folder.path().join(format!("{name}.pptx"));
        let bytes = written(&whole(map_of(text)), &DeckOptions::default());
        fs::write(&file, &bytes).unwrap();
        let files = [file.clone()];
        if !convert(folder.path(), &files, "fodp", Installed::OurFont) {
            return;
        }
        let converted = fs::read_to_string(file.with_extension("fodp")).unwrap();
        let deck = Deck::of(&bytes);
        let count = connectors(deck.slide(1)).len();
        let found = converted.split("<draw:connector ").skip(1);
        let found = found.filter_map(|rest| rest.split('>').next());
        let glued =
            found.filter(|it| it.contains("draw:start-shape=") && it.contains("draw:end-shape="));
        assert_eq!(glued.count(), count, "{name}");
    }
}

#[test]
fn clicks_stay_clicks_in_another_format() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("clicks.pptx");
    let slides = naims_case();
    fs::write(&file, written(&slides, &DeckOptions::default())).unwrap();
    let files = [file.clone()];
    if !convert(folder.path(), &files, "fodp", Installed::OurFont) {
        return;
    }
    let converted = fs::read_to_string(file.with_extension("fodp")).unwrap();
    let clicks = converted.matches("presentation:node-type=\"on-click\"");
    assert_eq!(clicks.count(), slides[0].builds.len() - 1);
    let effects = |name: &str| {
        let name = format!("presentation:preset-id=\"ooo-{name}\"");
        converted.matches(&name).count()
    };
    assert!(effects("entrance-fade-in") > 30);
    assert!(effects("emphasis-transparency") > 2);
    assert_eq!(effects("emphasis-line-color"), 2);
}
