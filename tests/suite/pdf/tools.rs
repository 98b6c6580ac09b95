//! Documents as other programs see them: `qpdf`, `pdftotext` and `pdftoppm`.
//!
//! The checks are passed over where a program is not installed, and never on the build server.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use rejoinder::export::pdf::{Paper, PdfOptions};
use rejoinder::export::{PictureOptions, PictureSize, png};
use rejoinder::theme::ThemeName;

use super::super::drawing::{Drawing, EVERY_LOOK, MAPS, map_of};
use super::{bare, exported, on, page, texts};

/// The output of a program that was given a file on its standard input; nothing where there is no
/// such program, which is no excuse on the build server.
pub(crate) fn output(program: &str, arguments: &[&str], input: &[u8]) -> Option<Vec<u8>> {
    let started = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut child) = started else {
        assert!(
            std::env::var_os("CI").is_none(),
            "{program} is not installed"
        );
        return None;
    };
    child.stdin.take().unwrap().write_all(input).unwrap();
    let done = child.wait_with_output().unwrap();
    let complaint = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{program}: {complaint}");
    Some(done.stdout)
}

/// A file is needed: the checker wants to go back and forth in it.
fn with_file<T>(bytes: &[u8], work: impl FnOnce(&Path) -> T) -> T {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("document.pdf");
    std::fs::write(&file, bytes).unwrap();
    work(&file)
}

/// `qpdf` finds nothing wrong.
pub(super) fn check(bytes: &[u8]) {
    with_file(bytes, |file| {
        output("qpdf", &["--check", file.to_str().unwrap()], &[]);
    });
}

#[test]
fn qpdf_finds_nothing_wrong_with_any_map_on_any_paper() {
    for (_, text) in MAPS.into_iter().chain([("", EVERY_LOOK)]) {
        let drawing = Drawing::new(map_of(text));
        check(&exported(&drawing, &PdfOptions::default()));
        check(&exported(&drawing, &super::tiled(1.0)));
    }
    let drawing = Drawing::every_look();
    for paper in Paper::ALL {
        check(&exported(&drawing, &on(paper)));
    }
}

#[test]
fn pdftotext_finds_every_claim_whole_once() {
    for (name, text) in MAPS.into_iter().chain([("every look", EVERY_LOOK)]) {
        let drawing = Drawing::new(map_of(text));
        for paper in [Paper::Fit, Paper::A4, Paper::Slide] {
            let bytes = exported(&drawing, &on(paper));
            for order in [&["-raw"][..], &[]] {
                let arguments = [order, &["-", "-"]].concat();
                let Some(found) = output("pdftotext", &arguments, &bytes) else {
                    return;
                };
                let found = bare(&String::from_utf8(found).unwrap());
                for claim in &drawing.layout.claims {
                    let claim = bare(&drawing.map.claim(&claim.id).unwrap().text);
                    let count = found.matches(&claim).count();
                    assert_eq!(count, 1, "{name} on {paper}: {claim}");
                }
            }
        }
    }
}

#[test]
fn pdftotext_reads_a_map_in_the_order_of_the_argument() {
    for (name, text) in MAPS {
        let drawing = Drawing::new(map_of(text));
        let bytes = exported(&drawing, &on(Paper::A4Landscape));
        let Some(found) = output("pdftotext", &["-raw", "-", "-"], &bytes) else {
            return;
        };
        let expected = texts(&drawing.picture(ThemeName::Light)).concat();
        let found = bare(&String::from_utf8(found).unwrap());
        assert_eq!(found, bare(&expected), "{name}");
    }
}

/// Pixels whose colours differ by more than this, of 255, are another colour and no matter of how
/// edges are smoothed.
const TOLERANCE: u8 = 96;

#[test]
fn pages_look_like_our_pictures() {
    let themes = [
        ThemeName::Light,
        ThemeName::Dark,
        ThemeName::Print,
        ThemeName::Contrast,
    ];
    let every_look = themes.map(|theme| ("every look", EVERY_LOOK, theme));
    let shipped = (MAPS[0].0, MAPS[0].1, ThemeName::Light);
    for (name, text, theme) in every_look.into_iter().chain([shipped]) {
        let drawing = Drawing::new(map_of(text));
        let scene = drawing.picture(theme);
        let whole = page(&scene, &drawing);
        let bytes = super::export(&[whole], &PdfOptions::default()).unwrap();
        let Some(theirs) = output("pdftoppm", &["-r", "72", "-"], &bytes) else {
            return;
        };
        let ours = png::export(&whole, &PictureOptions::default()).unwrap();
        let share = share_that_differs(&pixels_of_ppm(&theirs), &pixels_of_png(&ours));
        assert!(
            share < 0.002,
            "{name} {theme}: {share} of the pixels differ"
        );
    }
}

#[test]
fn pages_of_any_map_look_like_our_pictures() {
    for (name, map) in super::super::corpus::maps() {
        let drawing = Drawing::new(map);
        let scene = drawing.picture(ThemeName::Light);
        let whole = page(&scene, &drawing);
        let bytes = super::export(&[whole], &PdfOptions::default()).unwrap();
        // Large maps are compared in small pictures.
        let width = "1600";
        let arguments = ["-scale-to-x", width, "-scale-to-y", "-1", "-"];
        let Some(theirs) = output("pdftoppm", &arguments, &bytes) else {
            return;
        };
        let theirs = pixels_of_ppm(&theirs);
        let options = PictureOptions {
            size: PictureSize::WidthPx(1600),
            ..PictureOptions::default()
        };
        let ours = pixels_of_png(&png::export(&whole, &options).unwrap());
        // The last row is where rounding differs.
        let height = theirs.height().min(ours.height());
        assert!(theirs.height().abs_diff(ours.height()) <= 2, "{name}");
        let like = ours.rows(height);
        let share = share_that_differs(&theirs.rows(height), &like);
        assert!(share < 0.002, "{name}: {share} of the pixels differ");
    }
}

/// A picture without transparency, three bytes a pixel.
pub(crate) struct Pixels {
    width: usize,
    bytes: Vec<u8>,
}

impl Pixels {
    /// A picture without what is said of its opacity.
    pub(crate) fn of_preview(preview: &rejoinder::export::Pixels) -> Self {
        let pixels = preview.rgba.chunks_exact(4);
        Self {
            width: preview.width as usize,
            bytes: pixels.flat_map(|pixel| &pixel[..3]).copied().collect(),
        }
    }

    pub(crate) fn height(&self) -> usize {
        self.bytes.len() / 3 / self.width
    }

    /// What it has in common with a picture that rounding has made a little larger or smaller.
    pub(crate) fn common(&self, other: &Self) -> Self {
        assert!(self.width.abs_diff(other.width) <= 1);
        assert!(self.height().abs_diff(other.height()) <= 1);
        let width = self.width.min(other.width);
        let height = self.height().min(other.height());
        let rows = self.bytes.chunks_exact(self.width * 3).take(height);
        Self {
            width,
            bytes: rows.flat_map(|row| &row[..width * 3]).copied().collect(),
        }
    }

    /// So many rows from the top.
    pub(crate) fn rows(&self, count: usize) -> Self {
        Self {
            width: self.width,
            bytes: self.bytes[..count * self.width * 3].to_vec(),
        }
    }

    /// The picture in blocks of so many pixels each way, each of its mean colour.
    pub(crate) fn blurred(&self, block: usize) -> Self {
        let (width, height) = (self.width / block, self.height() / block);
        let mut bytes = Vec::with_capacity(width * height * 3);
        for at in 0..width * height * 3 {
            let (x, y, channel) = (at / 3 % width, at / 3 / width, at % 3);
            let mut sum = 0;
            for row in y * block..(y + 1) * block {
                for column in x * block..(x + 1) * block {
                    sum += usize::from(self.bytes[(row * self.width + column) * 3 + channel]);
                }
            }
            bytes.push((sum / (block * block)) as u8);
        }
        Self { width, bytes }
    }
    /// The part of a picture that is as large as another, from this column and row on.
    pub(crate) fn part(&self, x: usize, y: usize, like: &Self) -> Self {
        let height = like.bytes.len() / 3 / like.width;
        let row = |row: usize| {
            let start = ((y + row) * self.width + x) * 3;
            &self.bytes[start..start + like.width * 3]
        };
        Self {
            width: like.width,
            bytes: (0..height).flat_map(row).copied().collect(),
        }
    }
}

pub(crate) fn pixels_of_ppm(bytes: &[u8]) -> Pixels {
    let mut parts = bytes.splitn(4, u8::is_ascii_whitespace);
    let mut part = || {
        std::str::from_utf8(parts.next().unwrap())
            .unwrap()
            .to_owned()
    };
    assert_eq!(part(), "P6");
    let width = part().parse().unwrap();
    let height: usize = part().parse().unwrap();
    Pixels {
        width,
        bytes: bytes[bytes.len() - width * height * 3..].to_vec(),
    }
}

pub(crate) fn pixels_of_png(bytes: &[u8]) -> Pixels {
    let decoder = ::png::Decoder::new(std::io::Cursor::new(bytes));
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut pixels).unwrap();
    Pixels {
        width: reader.info().width as usize,
        bytes: pixels,
    }
}

/// Pixels count as different if none near them in the other picture has their colour, since lines
/// between two pixels may be drawn on either.
pub(crate) fn share_that_differs(one: &Pixels, other: &Pixels) -> f64 {
    share_beyond(TOLERANCE, one, other)
}

/// As above, where a colour is another from so much difference on.
pub(crate) fn share_beyond(tolerance: u8, one: &Pixels, other: &Pixels) -> f64 {
    assert_eq!(one.width, other.width);
    assert_eq!(one.bytes.len(), other.bytes.len());
    let height = one.bytes.len() / 3 / one.width;
    let at = |pixels: &Pixels, x: usize, y: usize| -> [u8; 3] {
        let start = (y * one.width + x) * 3;
        pixels.bytes[start..start + 3].try_into().unwrap()
    };
    let is_near = |x: usize, y: usize| {
        let wanted = at(one, x, y);
        (y.saturating_sub(1)..(y + 2).min(height)).any(|y| {
            (x.saturating_sub(1)..(x + 2).min(one.width)).any(|x| {
                let found = at(other, x, y);
                wanted
                    .iter()
                    .zip(found)
                    .all(|(a, b)| a.abs_diff(b) <= tolerance)
            })
        })
    };
    let differing = (0..height)
        .flat_map(|y| (0..one.width).map(move |x| (x, y)))
        .filter(|&(x, y)| !is_near(x, y));
    differing.count() as f64 / (one.width * height) as f64
}
