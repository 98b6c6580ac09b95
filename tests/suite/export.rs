//! Exports parsed back: what a picture holds, and what is refused.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::Mutex;

use kurbo::Rect;
use rejoinder::export::{ExportError, Ground, Page, PictureOptions, PictureSize, png, svg};
use rejoinder::model::ArgumentMap;
use rejoinder::scene::Scene;
use rejoinder::theme::{Color, Theme, ThemeName};

use super::drawing::{Drawing, EVERY_LOOK, MAPS, item, map_of, map_of_texts};

type Exporter = fn(&Page<'_>, &PictureOptions) -> Result<Vec<u8>, ExportError>;

impl Drawing {
    fn export(
        &self,
        export: Exporter,
        theme: ThemeName,
        options: &PictureOptions,
    ) -> Result<Vec<u8>, ExportError> {
        let scene = self.picture(theme);
        let page = Page::of(&scene, &self.fonts);
        export(&page, options)
    }

    fn svg(&self, options: &PictureOptions) -> String {
        let bytes = self.export(svg::export, ThemeName::Light, options).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    fn png(&self, options: &PictureOptions) -> Picture {
        Picture::of(&self.export(png::export, ThemeName::Light, options).unwrap())
    }
}

fn scaled(scale: f64) -> PictureOptions {
    PictureOptions {
        size: PictureSize::Scale(scale),
        ..PictureOptions::default()
    }
}

fn wide(width_px: u32) -> PictureOptions {
    PictureOptions {
        size: PictureSize::WidthPx(width_px),
        ..PictureOptions::default()
    }
}

fn transparent() -> PictureOptions {
    PictureOptions {
        ground: Ground::Transparent,
        ..PictureOptions::default()
    }
}

/// A decoded PNG.
struct Picture {
    width: u32,
    height: u32,
    per_meter: Option<(u32, u32)>,
    channels: usize,
    pixels: Vec<u8>,
}

impl Picture {
    fn of(bytes: &[u8]) -> Self {
        let decoder = ::png::Decoder::new(std::io::Cursor::new(bytes));
        let mut reader = decoder.read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        let info = reader.info();
        Self {
            width: info.width,
            height: info.height,
            per_meter: info.pixel_dims.map(|dims| (dims.xppu, dims.yppu)),
            channels: info.color_type.samples(),
            pixels,
        }
    }

    fn at(&self, x: f64, y: f64) -> Color {
        let start = (y as usize * self.width as usize + x as usize) * self.channels;
        let pixel = &self.pixels[start..start + self.channels];
        Color {
            r: pixel[0],
            g: pixel[1],
            b: pixel[2],
            a: pixel.get(3).copied().unwrap_or(255),
        }
    }
}

/// The titles of the groups, by the group's id.
fn titles(document: &roxmltree::Document<'_>) -> BTreeMap<String, String> {
    document
        .descendants()
        .filter(|node| node.has_tag_name("title"))
        .filter_map(|node| {
            let id = node.parent_element()?.attribute("id")?;
            Some((id.to_owned(), node.text().unwrap_or_default().to_owned()))
        })
        .collect()
}

#[test]
fn an_svg_of_each_shipped_map_says_every_claim_once_and_holds_nothing_active() {
    for (name, text) in MAPS {
        let drawing = Drawing::new(map_of(text));
        let svg = drawing.svg(&PictureOptions::default());
        let document = roxmltree::Document::parse(&svg).unwrap();
        let titles = titles(&document);
        for placed in &drawing.layout.claims {
            let text = &drawing.map.claim(&placed.id).unwrap().text;
            let count = titles.values().filter(|title| *title == text).count();
            assert_eq!(count, 1, "{name}: {text}");
        }
        let described = document
            .descendants()
            .filter(|node| node.has_tag_name("desc"));
        let drawn = drawing.layout.claims.len() + drawing.layout.marks.len();
        assert_eq!(described.count(), drawn + 1, "{name}");
        for node in document.descendants().filter(roxmltree::Node::is_element) {
            let tag = node.tag_name().name();
            let known = ["svg", "title", "desc", "defs", "g", "path", "rect", "use"];
            assert!(known.contains(&tag), "{name}: <{tag}>");
            for attribute in node.attributes() {
                assert!(!attribute.name().starts_with("on"), "{name}");
                assert!(attribute.name() != "style", "{name}");
            }
        }
    }
}

#[test]
fn an_svg_has_an_absolute_size_and_a_view_box_that_holds_everything() {
    let drawing = Drawing::every_look();
    let svg = drawing.svg(&scaled(2.0));
    let document = roxmltree::Document::parse(&svg).unwrap();
    let root = document.root_element();
    let number = |name: &str| -> f64 { root.attribute(name).unwrap().parse().unwrap() };
    let view_box: Vec<f64> = root
        .attribute("viewBox")
        .unwrap()
        .split(' ')
        .map(|number| number.parse().unwrap())
        .collect();
    assert_eq!(number("width"), 2.0 * view_box[2]);
    assert_eq!(number("height"), 2.0 * view_box[3]);
    let bounds = drawing.picture(ThemeName::Light).bounds();
    assert!(view_box[0] <= bounds.x0 - 24.0 && view_box[1] <= bounds.y0 - 24.0);
    assert!(view_box[0] + view_box[2] >= bounds.x1 + 24.0);
    assert!(view_box[1] + view_box[3] >= bounds.y1 + 24.0);
}

#[test]
fn an_svg_names_itself_for_readers_who_hear_it() {
    let svg = Drawing::every_look().svg(&PictureOptions::default());
    let document = roxmltree::Document::parse(&svg).unwrap();
    let root = document.root_element();
    let ids = ["aria-labelledby", "aria-describedby"].map(|by| root.attribute(by).unwrap());
    let said: Vec<_> = ids
        .into_iter()
        .map(|id| {
            let named = |node: &roxmltree::Node<'_, '_>| node.attribute("id") == Some(id);
            document.descendants().find(named).unwrap().text().unwrap()
        })
        .collect();
    assert_eq!(said[0], "Roads & <ways>");
    assert!(said[1].contains("claims"), "{said:?}");
}

/// Roles whose content is not read out to who hears the picture.
const CLOSED_ROLES: [&str; 3] = ["img", "graphics-symbol", "presentation"];

#[test]
fn the_claims_of_an_svg_are_heard_and_not_hidden_inside_one_image() {
    let svg = Drawing::every_look().svg(&PictureOptions::default());
    let document = roxmltree::Document::parse(&svg).unwrap();
    let titled: Vec<_> = document
        .descendants()
        .filter(|node| node.has_tag_name("g"))
        .filter(|node| node.children().any(|child| child.has_tag_name("title")))
        .collect();
    assert!(titled.len() > 10);
    for group in titled {
        for around in group.ancestors().skip(1) {
            let roles = around.attribute("role").unwrap_or("").split(' ');
            for role in roles {
                assert!(!CLOSED_ROLES.contains(&role), "{group:?} is inside {role}");
            }
            assert_eq!(around.attribute("aria-hidden"), None, "{group:?}");
        }
        assert_eq!(group.attribute("aria-hidden"), None);
    }
}

#[test]
fn ids_in_an_svg_are_unique_and_every_glyph_that_is_used_is_defined() {
    let svg = Drawing::every_look().svg(&PictureOptions::default());
    let document = roxmltree::Document::parse(&svg).unwrap();
    let mut ids: Vec<_> = document
        .descendants()
        .filter_map(|node| node.attribute("id"))
        .collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count);
    let xlink = "http://www.w3.org/1999/xlink";
    let uses: Vec<_> = document
        .descendants()
        .filter_map(|node| node.attribute((xlink, "href")))
        .collect();
    assert!(uses.len() > 100);
    for used in uses {
        assert!(ids.contains(&used.trim_start_matches('#')), "{used}");
    }
}

#[test]
fn any_text_makes_valid_xml_and_is_said_as_it_stands() {
    let long = "x".repeat(20_000);
    let texts = [
        "]]> <script>alert(1)</script> & \"quotes\" 'single' &amp;",
        "שלום world مرحبا 123",
        "emoji 🙂 👩‍👩‍👧‍👦 and astral 𝒳",
        "two\nlines\tand a tab",
        long.as_str(),
    ];
    let drawing = Drawing::new(map_of_texts(&texts));
    let svg = drawing.svg(&PictureOptions::default());
    let document = roxmltree::Document::parse(&svg).unwrap();
    let titles = titles(&document);
    for (at, text) in texts.iter().enumerate() {
        assert_eq!(titles[&format!("claim-c{at}")], *text);
    }
}

#[test]
fn characters_that_xml_forbids_are_left_out_of_what_is_said() {
    let text = "a\u{1}\u{0}b\u{c}\u{1b}[31mred\u{fffe}\u{ffff}c\u{202e}d";
    let drawing = Drawing::new(map_of_texts(&[text]));
    let svg = drawing.svg(&PictureOptions::default());
    let document = roxmltree::Document::parse(&svg).unwrap();
    assert_eq!(titles(&document)["claim-c0"], "ab[31mredc\u{202e}d");
    assert!(drawing.png(&PictureOptions::default()).width > 0);
}

#[test]
fn the_same_map_gives_the_same_bytes_every_time() {
    for text in [EVERY_LOOK, MAPS[0].1] {
        for export in [svg::export as Exporter, png::export] {
            let bytes = || {
                let drawing = Drawing::new(map_of(text));
                drawing
                    .export(export, ThemeName::Dark, &scaled(1.0))
                    .unwrap()
            };
            assert!(bytes() == bytes());
        }
    }
}

#[test]
fn a_png_has_the_size_and_resolution_asked_for() {
    let drawing = Drawing::every_look();
    let one = drawing.png(&scaled(1.0));
    assert_eq!(one.per_meter, Some((3780, 3780)));
    let three = drawing.png(&scaled(3.0));
    assert_eq!((three.width, three.height), (3 * one.width, 3 * one.height));
    assert_eq!(three.per_meter, Some((11339, 11339)));
    assert_eq!(drawing.png(&wide(777)).width, 777);
    assert_eq!(drawing.png(&wide(1)).width, 1);
}

#[test]
fn the_margin_widens_the_picture_on_all_sides() {
    let drawing = Drawing::every_look();
    let with = |margin: f64| {
        drawing.png(&PictureOptions {
            margin,
            ..PictureOptions::default()
        })
    };
    let (none, ten) = (with(0.0), with(10.0));
    assert_eq!((ten.width, ten.height), (none.width + 20, none.height + 20));
}

/// Where the top left of an item's body lies in a picture at scale 1.
fn place_of(scene: &Scene, key: &str) -> (f64, f64) {
    let origin = scene.bounds().inflate(24.0, 24.0).expand().origin();
    let at = item(scene, key).body_in_map().origin() - origin;
    (at.x, at.y)
}

#[test]
fn a_png_has_the_themes_colours_where_they_belong() {
    let drawing = Drawing::every_look();
    for theme in ThemeName::ALL {
        let tokens = Theme::of(theme);
        let scene = drawing.picture(theme);
        let bytes = drawing.export(png::export, theme, &scaled(1.0)).unwrap();
        let picture = Picture::of(&bytes);
        assert_eq!(picture.at(2.0, 2.0), tokens.canvas, "{theme}");
        let (x, y) = place_of(&scene, "claim:steep");
        assert_eq!(picture.at(x + 40.0, y + 6.0), tokens.box_fill, "{theme}");
        let (x, y) = place_of(&scene, "mark:but");
        assert_eq!(
            picture.at(x + 40.0, y + 4.0),
            tokens.objection.tint,
            "{theme}"
        );
    }
}

#[test]
fn the_text_of_a_png_is_drawn_with_edges_between_ink_and_ground() {
    let drawing = Drawing::new(map_of_texts(&["Hamburgefonstiv"]));
    let picture = drawing.png(&scaled(1.0));
    let tokens = Theme::of(ThemeName::Light);
    let scene = drawing.picture(ThemeName::Light);
    let body = item(&scene, "claim:c0").body_in_map();
    let (left, top) = place_of(&scene, "claim:c0");
    let mut full = 0;
    let mut between = 0;
    for y in 4..body.height() as u32 - 4 {
        for x in 4..body.width() as u32 - 4 {
            let color = picture.at(left + f64::from(x), top + f64::from(y));
            if color.r < tokens.text.r + 40 {
                full += 1;
            } else if color.r < 200 {
                between += 1;
            }
        }
    }
    assert!(full > 80, "{full} dark pixels");
    assert!(between > 80, "{between} pixels of edges");
}

#[test]
fn a_transparent_picture_has_no_ground_and_its_boxes_keep_theirs() {
    let drawing = Drawing::every_look();
    let picture = drawing.png(&transparent());
    assert_eq!(picture.at(2.0, 2.0).a, 0);
    let scene = drawing.picture(ThemeName::Light);
    let (x, y) = place_of(&scene, "claim:steep");
    assert_eq!(
        picture.at(x + 40.0, y + 6.0),
        Theme::of(ThemeName::Light).box_fill
    );
    let svg = drawing.svg(&transparent());
    let document = roxmltree::Document::parse(&svg).unwrap();
    let grounds = document
        .root_element()
        .children()
        .filter(|node| node.has_tag_name("rect"));
    assert_eq!(grounds.count(), 0);
}

#[test]
fn bands_join_without_a_seam() {
    let drawing = Drawing::new(map_of(MAPS[0].1));
    let scene = drawing.picture(ThemeName::Light);
    let mut frame = scene.bounds().expand();
    let options = PictureOptions {
        margin: 0.0,
        ..PictureOptions::default()
    };
    let picture = |frame: Rect| {
        let page = Page {
            frame: Some(frame),
            ..Page::of(&scene, &drawing.fonts)
        };
        Picture::of(&png::export(&page, &options).unwrap())
    };
    let whole = picture(frame);
    assert!(
        whole.width * whole.height > 2_000_000,
        "it has several bands"
    );
    // Cut off at the top, the bands fall elsewhere.
    let cut = 333;
    frame.y0 += f64::from(cut);
    let part = picture(frame);
    let skipped = (cut * whole.width) as usize * whole.channels;
    let rest = whole.pixels.iter().skip(skipped);
    assert_eq!(rest.len(), part.pixels.len());
    let stride = whole.width as usize * whole.channels;
    let rough: Vec<_> = rest
        .zip(&part.pixels)
        .enumerate()
        .filter(|(_, (one, other))| one.abs_diff(**other) > 24)
        .map(|(at, _)| at / stride)
        .collect();
    // A rounding or two may fall the other way; a seam would fill a row.
    assert!(rough.len() < 20, "rows with visible differences: {rough:?}");
}

#[test]
fn a_picture_tells_band_by_band_how_far_it_is_and_stops_where_it_is_told_to() {
    let texts: Vec<_> = (0..40).map(|_| "One of many free claims").collect();
    let drawing = Drawing::new(map_of_texts(&texts));
    let scene = drawing.picture(ThemeName::Light);
    let page = Page::of(&scene, &drawing.fonts);
    let told = Mutex::new(Vec::new());
    let watch = |at: usize, count: usize| {
        told.lock().unwrap().push((at, count));
        ControlFlow::Continue(())
    };
    let watched = png::export_watched(&page, &scaled(2.0), &watch).unwrap();
    assert_eq!(watched, png::export(&page, &scaled(2.0)).unwrap());
    let mut told = told.into_inner().unwrap();
    told.sort_unstable();
    let count = told[0].1;
    assert!(told.len() > 3 && told.len() <= count + 32);
    assert!(
        told.iter()
            .enumerate()
            .all(|(nth, (at, of))| nth == *at && *of == count)
    );
    let stopped = |at: usize, _: usize| match at {
        0..2 => ControlFlow::Continue(()),
        _ => ControlFlow::Break(()),
    };
    let error = png::export_watched(&page, &scaled(2.0), &stopped).unwrap_err();
    assert_eq!(error, ExportError::Stopped);
}

#[test]
fn an_empty_map_is_refused_in_words() {
    let drawing = Drawing::new(ArgumentMap::new());
    for export in [svg::export as Exporter, png::export] {
        let error = drawing
            .export(export, ThemeName::Light, &PictureOptions::default())
            .unwrap_err();
        assert_eq!(error, ExportError::Empty);
        assert!(error.to_string().contains("nothing to export yet"));
    }
}

#[test]
fn over_four_hundred_megapixels_is_refused_and_the_sizes_that_are_named_fit() {
    let texts: Vec<_> = (0..60).map(|_| "One of many free claims").collect();
    let drawing = Drawing::new(map_of_texts(&texts));
    let export = |options: &PictureOptions| drawing.export(png::export, ThemeName::Light, options);
    let error = export(&wide(4_000_000)).unwrap_err();
    assert!(error.to_string().contains("400 megapixels"), "{error}");
    let fitting = match error {
        ExportError::TooLarge {
            fitting_scale,
            fitting_width_px,
            ..
        } => {
            assert!((1.0..=4.0).contains(&fitting_scale));
            fitting_width_px
        }
        ExportError::TooLargeAtAnyScale {
            fitting_width_px, ..
        } => fitting_width_px,
        other => panic!("{other}"),
    };
    let bounds = drawing.picture(ThemeName::Light).bounds();
    let frame = bounds.inflate(24.0, 24.0).expand();
    let height = (f64::from(fitting) * frame.height() / frame.width()).ceil();
    let pixels = f64::from(fitting) * height;
    assert!(pixels <= 400e6 && pixels > 390e6, "{pixels}");
}

#[test]
fn options_out_of_range_are_refused() {
    let drawing = Drawing::every_look();
    let refused = |options: &PictureOptions| {
        let error = drawing.export(png::export, ThemeName::Light, options);
        error.unwrap_err().to_string()
    };
    for scale in [0.0, 0.5, 4.5, -1.0, f64::NAN, f64::INFINITY] {
        assert!(refused(&scaled(scale)).contains("from 1 to 4"), "{scale}");
    }
    assert!(refused(&wide(0)).contains("at least 1"));
    for margin in [-1.0, f64::NAN, 1e9] {
        let options = PictureOptions {
            margin,
            ..PictureOptions::default()
        };
        assert!(refused(&options).contains("margin"), "{margin}");
    }
}

#[test]
fn a_frame_shows_its_part_alone() {
    let drawing = Drawing::every_look();
    let scene = drawing.picture(ThemeName::Light);
    let frame = item(&scene, "claim:free").body_in_map();
    let page = Page {
        frame: Some(frame),
        ..Page::of(&scene, &drawing.fonts)
    };
    let svg = String::from_utf8(svg::export(&page, &PictureOptions::default()).unwrap()).unwrap();
    let document = roxmltree::Document::parse(&svg).unwrap();
    assert!(titles(&document).contains_key("claim-free"));
    assert!(!titles(&document).contains_key("claim-which"));
}

fn rejoinder(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rejoinder"))
        .args(arguments)
        .output()
        .unwrap()
}

fn exported(folder: &Path, arguments: &[&str]) -> Vec<u8> {
    let out = folder.join("out.svg");
    let map = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/every_look.ron");
    let mut all = vec!["export", map, "-o", out.to_str().unwrap()];
    all.extend(arguments);
    let output = rejoinder(&all);
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{complaint}");
    assert!(complaint.is_empty() && output.stdout.is_empty());
    std::fs::read(out).unwrap()
}

#[test]
fn the_command_line_exports_a_map_and_a_branch_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let whole = String::from_utf8(exported(folder.path(), &[])).unwrap();
    let branch = exported(folder.path(), &["--branch", "steep", "--theme", "print"]);
    let branch = String::from_utf8(branch).unwrap();
    let document = roxmltree::Document::parse(&whole).unwrap();
    assert!(titles(&document).contains_key("claim-high"));
    let document = roxmltree::Document::parse(&branch).unwrap();
    let claims: Vec<_> = titles(&document)
        .into_keys()
        .filter(|id| id.starts_with("claim-"))
        .collect();
    assert_eq!(claims, ["claim-shorter", "claim-steep"]);
}

#[test]
fn a_branch_can_be_a_step_and_opens_where_the_view_has_it_folded() {
    let folder = tempfile::tempdir().unwrap();
    for (id, expected) in [
        ("undercut", &["high", "not-always", "shorter", "told"][..]),
        ("low", &["hidden", "low"][..]),
    ] {
        let svg = String::from_utf8(exported(folder.path(), &["--branch", id])).unwrap();
        let document = roxmltree::Document::parse(&svg).unwrap();
        let claims: Vec<_> = titles(&document)
            .into_keys()
            .filter_map(|id| Some(id.strip_prefix("claim-")?.to_owned()))
            .collect();
        assert_eq!(claims, expected, "{id}");
    }
}

#[test]
fn the_command_line_says_what_is_wrong_with_an_export() {
    let folder = tempfile::tempdir().unwrap();
    let map = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/every_look.ron");
    let out = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let refused = |name: &str, more: &[&str]| {
        let name = out(name);
        let mut all = vec!["export", map, "-o", &name];
        all.extend(more);
        let output = rejoinder(&all);
        assert_eq!(output.status.code(), Some(2));
        assert!(!Path::new(&name).exists());
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(refused("out.gif", &[]).contains(".svg, .png, .pdf, .pptx or .html"));
    assert!(refused("out.svg", &["--branch", "nowhere"]).contains("`nowhere`"));
    assert!(refused("out.png", &["--scale", "9"]).contains("from 1 to 4"));
    assert!(refused("out.png", &["--width", "900000"]).contains("megapixels"));
    assert!(refused("out.svg", &["--theme", "pink"]).contains("pink"));
}

#[test]
fn connectors_are_grouped_but_say_nothing() {
    let drawing = Drawing::every_look();
    let svg = drawing.svg(&PictureOptions::default());
    let document = roxmltree::Document::parse(&svg).unwrap();
    let said = titles(&document);
    let edges = document
        .descendants()
        .filter_map(|node| node.attribute("id"))
        .filter(|id| id.starts_with("edge-"));
    assert_eq!(edges.clone().count(), drawing.layout.connectors.len());
    assert_eq!(edges.filter(|id| said.contains_key(*id)).count(), 0);
}
