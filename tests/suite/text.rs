//! Text as readers see it: the same lines everywhere, in the right order, in fonts that have it.
use std::sync::Arc;

use epaint::text::{FontData, FontDefinitions, LayoutJob, TextOptions};
use epaint::{Color32, FontFamily, FontId};
use proptest::prelude::*;
use rejoinder::text::{Face, FaceData, FaceId, FontSource, Fonts, Line, Paragraph, TextStyle};

const CLAIM: TextStyle = TextStyle {
    face: Face::Regular,
    size: 13.5,
    line_height: 18.0,
};

fn set(text: &str, max_width: f64) -> Arc<Paragraph> {
    Fonts::shipped().paragraph(text, CLAIM, max_width)
}

fn words_of(paragraph: &Paragraph) -> Vec<&str> {
    let of = |line: &Line| &paragraph.text[line.range.clone()];
    paragraph.lines.iter().map(of).collect()
}

/// The characters of a line from left to right.
fn as_seen(paragraph: &Paragraph, line: &Line) -> String {
    let glyphs = line.runs.iter().flat_map(|run| &run.glyphs);
    glyphs
        .filter_map(|glyph| paragraph.text[glyph.cluster..].chars().next())
        .collect()
}

#[test]
fn a_tab_is_a_wide_space_and_not_the_box_for_what_is_in_no_font() {
    let fonts = Fonts::shipped();
    let paragraph = fonts.paragraph("a\tb", CLAIM, f64::INFINITY);
    let runs = paragraph.lines[0].runs.iter();
    let glyphs: Vec<_> = runs.flat_map(|run| &run.glyphs).collect();
    let space = fonts.space(Face::Regular.id()).unwrap();
    let tab = glyphs.iter().find(|glyph| glyph.cluster == 1).unwrap();
    assert_eq!(tab.id, space.0);
    assert!((tab.advance - 4.0 * space.1 * 13.5).abs() < 1e-6);
}

#[test]
fn a_known_claim_always_has_the_same_lines() {
    let text =
        "Universal bodies confer real legitimacy, though they are slow and it is hard to measure";
    let lines = [
        "Universal bodies confer real",
        "legitimacy, though they are slow",
        "and it is hard to measure",
    ];
    assert_eq!(words_of(&set(text, 212.0)), lines);
    let fonts = Fonts::shipped();
    for width in [90.0, f64::INFINITY, 300.0, 212.0] {
        fonts.paragraph(text, CLAIM, width);
    }
    assert_eq!(words_of(&fonts.paragraph(text, CLAIM, 212.0)), lines);
}

#[test]
fn a_paragraph_fits_its_own_width() {
    for text in [
        "The need for collaboration has soared",
        "3 - 4 (A - B), “quoted”…",
        "AVAVA To.",
    ] {
        let natural = set(text, f64::INFINITY);
        let again = set(text, natural.width);
        assert_eq!(again.lines.len(), 1, "{text}");
    }
}

#[test]
fn hard_breaks_and_empty_lines_are_kept() {
    assert_eq!(
        words_of(&set("one\n\ntwo\n", 200.0)),
        ["one", "", "two", ""]
    );
    assert_eq!(set("one\n\ntwo\n", 200.0).height, 4.0 * 18.0);
}

#[test]
fn a_word_wider_than_the_box_is_broken_between_letters_as_people_see_them() {
    let text = "Donau\u{308}dampfschifffahrtsgesellschaft";
    let paragraph = set(text, 60.0);
    assert!(paragraph.lines.len() > 2);
    assert_eq!(words_of(&paragraph).concat(), text);
    assert!(
        !words_of(&paragraph)
            .iter()
            .any(|line| line.starts_with('\u{308}'))
    );
}

#[test]
fn overridden_text_reads_from_right_to_left() {
    let paragraph = set("ab \u{202E}(cd) 12\u{202C} ef", f64::INFINITY);
    assert_eq!(as_seen(&paragraph, &paragraph.lines[0]), "ab 21 )dc( ef");
}

#[test]
fn a_hebrew_text_starts_at_the_right_and_keeps_its_numbers_and_names() {
    let paragraph = set("אבג IMF 1990 דה", 300.0);
    let line = &paragraph.lines[0];
    assert_eq!(as_seen(&paragraph, line), "הד IMF 1990 גבא");
    assert!((line.x + line.width - 300.0).abs() < 1e-9);
    assert!((paragraph.width - 300.0).abs() < 1e-9);
    let alone = set("אבג", f64::INFINITY);
    assert_eq!(alone.lines[0].x, 0.0);
}

#[test]
fn hebrew_within_english_stays_where_it_is() {
    let paragraph = set("He said שלום עולם, twice", f64::INFINITY);
    let line = &paragraph.lines[0];
    assert_eq!(as_seen(&paragraph, line), "He said םלוע םולש, twice");
    assert_eq!(line.x, 0.0);
}

#[test]
fn a_broken_right_to_left_text_is_ordered_line_by_line() {
    let paragraph = set("\u{202E}one two three", 40.0);
    let seen: Vec<_> = paragraph
        .lines
        .iter()
        .map(|line| as_seen(&paragraph, line))
        .collect();
    assert_eq!(seen, ["eno", "owt", "eerht"]);
}

#[test]
fn control_characters_draw_nothing_and_take_no_room() {
    let plain = set("ab", f64::INFINITY);
    let noisy = set("a\u{0}\u{1}\u{7F}\u{200E}b\u{2069}", f64::INFINITY);
    assert_eq!(noisy.width, plain.width);
    let glyphs: usize = noisy.lines[0].runs.iter().map(|run| run.glyphs.len()).sum();
    assert_eq!(glyphs, 2);
}

#[test]
fn sizes_that_are_none_still_give_lines() {
    for size in [0.0, -3.0, f64::NAN, f64::INFINITY] {
        for max_width in [f64::NAN, -1.0, 0.0] {
            let style = TextStyle {
                size,
                line_height: size,
                ..CLAIM
            };
            let paragraph = Fonts::shipped().paragraph("a word", style, max_width);
            assert!(paragraph.width.is_finite() && paragraph.height > 0.0);
        }
    }
}

#[test]
fn long_texts_of_anything_are_set_to_their_end() {
    let patterns = [
        ("word ", 1_000_000),
        ("a", 200_000),
        ("ש", 100_000),
        ("שלום 12 ", 100_000),
        ("1 ", 100_000),
        ("\u{301}", 100_000),
        ("👩\u{200D}👩", 100_000),
        ("字", 100_000),
        ("\n", 100_000),
        ("\u{202E}a\u{202C}", 100_000),
        ("(", 50_000),
    ];
    for (pattern, bytes) in patterns {
        let text = pattern.repeat(bytes / pattern.len());
        let paragraph = set(&text, 212.0);
        let end = paragraph.lines.last().unwrap().range.end;
        assert!(end + 1 >= text.len(), "{pattern:?} ends at {end}");
    }
}

/// Draws what the shipped faces lack with a copy of one of them.
struct Stand;

impl FontSource for Stand {
    fn face_for(&self, cluster: &str, _wanted: Face) -> Option<u32> {
        (!cluster.contains('字')).then_some(7)
    }

    fn load(&self, number: u32) -> Option<FaceData> {
        let bytes: &[u8] = include_bytes!("../../assets/fonts/Inter-Italic.ttf");
        (number == 7).then(|| FaceData {
            bytes: Arc::new(bytes),
            index: 0,
            name: "Stand-in".to_owned(),
        })
    }
}

#[test]
fn what_the_shipped_faces_lack_comes_from_the_source_and_is_told() {
    let fonts = Fonts::with_source(Box::new(Stand));
    let paragraph = fonts.paragraph("see שלום 字", CLAIM, f64::INFINITY);
    let faces: Vec<_> = paragraph.lines[0]
        .runs
        .iter()
        .map(|run| (run.face, run.rtl))
        .collect();
    let fallback = FaceId(11);
    assert_eq!(
        faces,
        [(FaceId(0), false), (fallback, true), (FaceId(0), false)]
    );
    assert_eq!(fonts.missing("see שלום 字"), ['字']);
    let told = fonts.beyond_shipped("see ש");
    assert_eq!(told.len(), 1);
    assert_eq!(
        (told[0].character, told[0].face.as_str()),
        ('ש', "Stand-in")
    );
    assert_eq!(fonts.face_data(fallback).unwrap().name, "Stand-in");
    assert_eq!(fonts.face_ids().last(), Some(&fallback));
}

/// The width of one line as the canvas paints it, in points.
fn painted(view: &mut epaint::text::FontsView<'_>, text: &str, face: Face, size: f32) -> f64 {
    let font = FontId::new(size, FontFamily::Name(format!("{face:?}").into()));
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font, Color32::BLACK);
    job.round_output_to_gui = false;
    let galley = view.layout_job(job);
    f64::from(galley.intrinsic_size().x)
}

fn painter_fonts() -> epaint::text::Fonts {
    let fonts = Fonts::shipped();
    let mut definitions = FontDefinitions::empty();
    for face in Face::ALL {
        let name = format!("{face:?}");
        let data = fonts
            .face_data(face.id())
            .expect("shipped faces have files");
        let bytes = (*data.bytes).as_ref().to_vec();
        definitions
            .font_data
            .insert(name.clone(), Arc::new(FontData::from_owned(bytes)));
        definitions
            .families
            .insert(FontFamily::Name(name.clone().into()), vec![name]);
    }
    epaint::text::Fonts::new(TextOptions::default(), definitions)
}

#[test]
fn runs_are_as_wide_as_the_canvas_paints_them_at_every_zoom() {
    let texts = [
        "The choice is not either/or: minilateral work happens inside universal institutions",
        "Tokyo, AVATAR (To. Wa) 3 - 4, A (B) “Yes”… fi ffl -> x4 12:30 – 50\u{202F}% a\u{2009}b é e\u{301}",
        "Tab\there, «guillemets» Ελληνικά и русский 1990s ½ №",
    ];
    let mut painter = painter_fonts();
    for zoom in [0.37, 1.0, 2.6] {
        let mut view = painter.with_pixels_per_point(1.5);
        for face in Face::ALL {
            let style = TextStyle { face, ..CLAIM };
            for text in texts {
                let paragraph = Fonts::shipped().paragraph(text, style, 120.0);
                for run in paragraph.lines.iter().flat_map(|line| &line.runs) {
                    let words = &text[run.range.clone()];
                    let painted = painted(&mut view, words, face, (CLAIM.size * zoom) as f32);
                    let difference = (painted / zoom - run.width).abs() / run.width.max(1.0);
                    assert!(difference < 1e-5, "{face:?} {words:?}: {difference:e}");
                }
            }
        }
    }
}

/// Text with what makes setting it hard.
fn any_text() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        4 => "[a-zA-Z]{1,9}",
        4 => Just(" ".to_owned()),
        1 => "[0-9(),.:;/“”–-]{1,4}",
        1 => "[\u{5D0}-\u{5EA}]{1,6}",
        1 => "[\u{627}-\u{64A}\u{301}\u{E33}\u{915}\u{94D}字]{1,4}",
        1 => "[\u{200D}\u{202A}-\u{202E}\u{2066}-\u{2069}\u{200B}\u{AD}\u{A0}\u{FE0F}\u{1F1E6}👩]{1,3}",
        1 => "[\n\r\t\u{0}\u{2028}\u{85}\u{1C}]",
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(part, 0..24).prop_map(|parts| parts.concat())
}

/// Spaces that hang, breaks, and what draws nothing beside them.
fn may_fall_between_lines(c: char) -> bool {
    c.is_whitespace() || c == '\u{200B}'
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn every_character_stands_on_exactly_one_line(text in any_text(), width in 0.0..300.0) {
        let paragraph = set(&text, width);
        let mut at = 0;
        for line in &paragraph.lines {
            prop_assert!(text[at..line.range.start].chars().all(may_fall_between_lines));
            prop_assert!(line.range.start <= line.range.end);
            at = line.range.end;
        }
        prop_assert!(text[at..].chars().all(may_fall_between_lines));
    }

    #[test]
    fn no_line_is_wider_than_asked_but_a_single_cluster(text in any_text(), width in 0.0..300.0) {
        use unicode_segmentation::UnicodeSegmentation;
        let paragraph = set(&text, width);
        for line in &paragraph.lines {
            let has_ink = |cluster: &&str| set(cluster, f64::INFINITY).lines.iter().any(|line| line.width > 0.0);
            let ink = text[line.range.clone()].graphemes(true).filter(has_ink).count();
            prop_assert!(line.width <= width + 1e-6 || ink <= 2, "{:?} is {}", &text[line.range.clone()], line.width);
        }
    }

    #[test]
    fn runs_lie_side_by_side_within_their_line(text in any_text(), width in 0.0..300.0) {
        let paragraph = set(&text, width);
        for line in &paragraph.lines {
            let mut x = 0.0;
            for run in &line.runs {
                prop_assert!((run.x - x).abs() < 1e-6);
                x += run.width;
                prop_assert!(run.range.start >= line.range.start && run.range.end <= line.range.end);
                prop_assert!(text.get(run.range.clone()).is_some());
                for glyph in &run.glyphs {
                    prop_assert!(run.range.contains(&glyph.cluster) && text.is_char_boundary(glyph.cluster));
                }
            }
            prop_assert!((x - line.width).abs() < 1e-6);
        }
    }

    #[test]
    fn a_paragraph_does_not_depend_on_what_was_set_before(text in any_text(), before in any_text(), width in 0.0..300.0) {
        let used = Fonts::shipped();
        used.paragraph(&before, CLAIM, width);
        used.paragraph(&text, CLAIM, width / 2.0);
        used.paragraph(&text, CLAIM, f64::INFINITY);
        prop_assert_eq!(used.paragraph(&text, CLAIM, width), set(&text, width));
    }

    #[test]
    fn measured_lines_are_as_wide_as_set_ones(text in any_text(), width in 0.0..300.0) {
        let fonts = Fonts::shipped();
        let measured = fonts.line_widths(&text, CLAIM, width);
        let set: Vec<_> = fonts.paragraph(&text, CLAIM, width).lines.iter().map(|line| line.width).collect();
        prop_assert_eq!(measured.len(), set.len());
        for (one, other) in measured.iter().zip(&set) {
            prop_assert!((one - other).abs() < 1e-9, "{} {}", one, other);
        }
    }

    #[test]
    fn breaks_are_the_same_at_every_scale(text in any_text(), width in 1.0..300.0, scale in 0.25..4.0) {
        let style = TextStyle { size: CLAIM.size * scale, line_height: CLAIM.line_height * scale, ..CLAIM };
        let scaled = Fonts::shipped().paragraph(&text, style, width * scale);
        let plain = set(&text, width);
        prop_assert_eq!(words_of(&scaled), words_of(&plain));
    }
}
