//! Steps from map to file: on the slides, pictures and pages of a view no box moves.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use rejoinder::deck::{Deck, DeckRequest};
use rejoinder::edit::steps::{By, Camera};
use rejoinder::edit::{Operation, SequentialIds};
use rejoinder::export::Slide;
use rejoinder::export::pdf::{self, Paper, PdfOptions};
use rejoinder::export::pptx::{self, DeckOptions};
use rejoinder::formats::ron_map;
use rejoinder::model::{ArgumentMap, ElementId};
use rejoinder::scene::{Captions, Role};
use rejoinder::text::Fonts;
use rejoinder::theme::{Theme, ThemeName};

const DREZNER: &str = include_str!("../../maps/drezner-on-minilateralism.ron");
const MICRO: &str = include_str!("../../maps/microlateralism.ron");

fn map_of(text: &str) -> ArgumentMap {
    ron_map::read(text.as_bytes(), "map").unwrap().map
}

fn deck(map: &ArgumentMap) -> Deck {
    let request = DeckRequest {
        map,
        view: &map.main_view().id.clone(),
        theme: Theme::of(ThemeName::Light),
        fonts: &Fonts::shipped(),
    };
    Deck::new(&request).unwrap()
}

fn with_steps(text: &str, by: By) -> ArgumentMap {
    let mut map = map_of(text);
    let operation = Operation::MakeSteps(map.main_view().id.clone(), by, Camera::Keeps);
    let planned = operation.plan(&map, &mut SequentialIds::default()).unwrap();
    let changes: Vec<_> = planned.transaction.changes().cloned().collect();
    map.apply(&changes).unwrap();
    map
}

/// Where every box and mark of a slide stands in the map.
fn places(slide: &Slide) -> BTreeMap<String, String> {
    let items = slide.scene.items().iter();
    let place = items.map(|item| {
        let at = format!("{:?}", item.body_in_map());
        (item.group.key.clone(), at)
    });
    place.filter(|(key, _)| !key.starts_with("edge:")).collect()
}

#[test]
fn no_box_moves_in_the_map_from_step_to_step() {
    for text in [DREZNER, MICRO] {
        let map = map_of(text);
        let deck = deck(&map);
        assert_eq!(deck.len(), map.main_view().steps.len());
        let whole = places(&Slide::of_whole(deck.whole().clone()));
        for slide in deck.slides() {
            for (key, at) in places(&slide) {
                assert_eq!(whole.get(&key), Some(&at), "{key} on {}", slide.title);
            }
        }
    }
}

#[test]
fn shipped_steps_show_everything_in_the_end_and_all_have_titles_and_notes() {
    for text in [DREZNER, MICRO] {
        let map = map_of(text);
        let steps = &map.main_view().steps;
        let named: usize = steps.iter().map(|step| step.appears.len()).sum();
        assert_eq!(named, map.claim_count());
        for step in steps {
            assert!(!step.title.is_empty() && !step.notes.is_empty());
        }
        let slides = deck(&map).slides();
        let shown: BTreeSet<String> = slides
            .iter()
            .flat_map(|it| places(it).into_keys())
            .collect();
        let whole = places(&Slide::of_whole(deck(&map).whole().clone()));
        let missing: Vec<_> = whole.keys().filter(|key| !shown.contains(*key)).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}

#[test]
fn all_text_of_the_shipped_talks_can_be_read_from_the_back_of_a_room() {
    let fonts = Fonts::shipped();
    for map in [DREZNER, MICRO].map(map_of) {
        for view in map.views() {
            let request = DeckRequest {
                map: &map,
                view: &view.id,
                theme: Theme::of(ThemeName::Light),
                fonts: &fonts,
            };
            let captioned = |deck: Deck, title: bool| -> Vec<Slide> {
                let captions = Captions {
                    title,
                    legend: true,
                };
                let slides = deck.slides().into_iter();
                let slides = slides.map(|slide| deck.captioned(slide, &fonts, captions));
                slides.collect()
            };
            let deck = || Deck::new(&request).unwrap();
            let slides = captioned(deck().for_slides(Paper::Slide), false);
            let fit = pptx::fit(&slides, &DeckOptions::default()).unwrap();
            let names: Vec<_> = slides.iter().map(|slide| slide.title.clone()).collect();
            assert_eq!(fit.warning(16.0, &names), None, "{}", view.id);
            let slides = captioned(deck().for_pages(Paper::Slide), true);
            let pages: Vec<_> = slides.iter().map(|slide| slide.page(&fonts)).collect();
            let options = PdfOptions {
                paper: Paper::Slide,
                ..PdfOptions::default()
            };
            let fit = pdf::fit(&pages, &options).unwrap();
            assert_eq!(fit.warning(16.0, &names), None, "{}", view.id);
        }
    }
}

#[test]
fn a_slide_shows_what_has_appeared_and_nothing_else() {
    let map = with_steps(DREZNER, By::Reading);
    let deck = deck(&map);
    let first = deck.slide(0).unwrap();
    assert_eq!(first.scene.items().len(), 1);
    assert_eq!(first.frame, deck.whole().bounds());
    let mut before = 0;
    for slide in deck.slides() {
        let count = places(&slide).len();
        assert!(count > before, "{} adds nothing", slide.title);
        before = count;
    }
}

#[test]
fn what_is_cut_by_a_frame_is_left_out_and_lines_end_at_its_border() {
    let map = map_of(DREZNER);
    let deck = deck(&map);
    for (number, slide) in deck.slides().into_iter().enumerate() {
        let drawn: Vec<&ElementId> = (slide.scene.items().iter())
            .filter(|item| !item.group.key.starts_with("edge:"))
            .map(|item| {
                let body = item.body_in_map();
                assert_eq!(slide.frame.union(body), slide.frame, "{}", item.group.key);
                &item.group.element
            })
            .collect();
        for item in slide.scene.items() {
            let Role::Connector(ends) = &item.group.role else {
                continue;
            };
            for end in [&ends.from, &ends.to] {
                let at = end.at + item.offset;
                let inside = deck.kept(number).inset(-9.0).contains(at);
                let is_joined = drawn.contains(&&end.element);
                // Or where a box begins that the frame cuts.
                let cut = deck.whole().rect_of(&end.element).unwrap();
                let is_at_cut = cut.inflate(2.5, 2.5).contains(at);
                assert!(is_joined || !inside || is_at_cut, "{}", item.group.key);
                assert!(is_joined || end == &ends.from || !ends.arrow);
            }
        }
    }
}

#[test]
fn a_mark_or_claim_that_is_seen_never_loses_its_lines() {
    for text in [DREZNER, MICRO] {
        let map = map_of(text);
        let deck = deck(&map).for_slides(Paper::Slide);
        for (number, slide) in deck.slides().iter().enumerate() {
            let around = deck.slide_and_around(number).unwrap();
            let drawn: Vec<&ElementId> = (slide.scene.items().iter())
                .filter(|item| !item.group.key.starts_with("edge:"))
                .map(|item| &item.group.element)
                .collect();
            for item in around.scene.items() {
                let Role::Connector(ends) = &item.group.role else {
                    continue;
                };
                let is_tied = [&ends.from, &ends.to].map(|end| drawn.contains(&&end.element));
                let is_there = slide.scene.item_by_key(&item.group.key).is_some();
                assert_eq!(is_there, is_tied.contains(&true), "{}", item.group.key);
            }
        }
    }
}

#[test]
fn emphasis_and_fading_change_the_look_and_not_the_place() {
    let mut map = with_steps(MICRO, By::Depth);
    let view = map.main_view().id.clone();
    let at = map.main_view().steps.len() - 1;
    let mut step = map.main_view().steps[at].clone();
    let claim = |id: &str| ElementId::Claim(rejoinder::model::ClaimId::new(id).unwrap());
    let plain = deck(&map).slide(at).unwrap();
    step.emphasised.insert(claim("deadlock"));
    step.faded.insert(claim("frustrated"));
    let operation = Operation::SetStep {
        view,
        at,
        step: Box::new(step),
    };
    let planned = operation.plan(&map, &mut SequentialIds::default()).unwrap();
    let changes: Vec<_> = planned.transaction.changes().cloned().collect();
    map.apply(&changes).unwrap();
    let slide = deck(&map).slide(at).unwrap();
    assert_eq!(places(&slide), places(&plain));
    assert!(slide.emphasised.contains("claim:deadlock"));
    // The step from a faded premise alone fades with it.
    for key in [
        "claim:frustrated",
        "mark:lack-frustrates",
        "edge:lack-frustrates",
    ] {
        assert!(slide.faded.contains(key), "{key}");
    }
    // A pale line never lies on one that does not fade.
    let lines = slide.scene.items().iter();
    let lines = lines.filter(|item| item.group.key.starts_with("edge:"));
    let fades: Vec<bool> = lines
        .map(|item| slide.faded.contains(&item.group.key))
        .collect();
    assert!(fades.contains(&true) && fades.is_sorted_by(|one, next| one >= next));
    let differs = |key: &str| {
        let shapes = |slide: &Slide| slide.scene.item_by_key(key).unwrap().group.shapes.clone();
        shapes(&slide) != shapes(&plain)
    };
    assert!(differs("claim:deadlock") && differs("claim:frustrated"));
    assert!(!differs("claim:new-configurations"));
}

fn rejoinder(folder: &Path, arguments: &[&str]) -> (bool, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_rejoinder"))
        .current_dir(folder)
        .args(arguments)
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(said).unwrap())
}

/// The places of the groups in an SVG, by id.
fn placed_in_svg(text: &str) -> BTreeMap<String, String> {
    let groups = text.split("<g id=\"").skip(1);
    let placed = groups.filter_map(|group| {
        let (id, rest) = group.split_once('"')?;
        let (_, rest) = rest.split_once("translate(")?;
        let (at, _) = rest.split_once(')')?;
        id.contains("claim").then(|| (id.to_owned(), at.to_owned()))
    });
    placed.collect()
}

#[test]
fn files_of_steps_with_equal_frames_have_their_boxes_in_equal_places() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    std::fs::write(path.join("map.ron"), MICRO).unwrap();
    let (done, said) = rejoinder(path, &["steps", "map.ron", "--by", "branch"]);
    assert!(done && said.contains("steps by branch"), "{said}");
    let (done, said) = rejoinder(path, &["export", "map.ron", "--steps", "-o", "talk.svg"]);
    assert!(done, "{said}");
    let files: Vec<_> = said.lines().map(str::to_owned).collect();
    assert_eq!(files.first().map(String::as_str), Some("talk-01.svg"));
    let texts = files
        .iter()
        .map(|file| std::fs::read_to_string(path.join(file)).unwrap());
    let texts: Vec<String> = texts.collect();
    let frame = |text: &str| {
        let (_, rest) = text.split_once("viewBox=\"").unwrap();
        rest.split_once('"').unwrap().0.to_owned()
    };
    let last = texts.last().unwrap();
    let all = placed_in_svg(last);
    assert_eq!(all.len(), map_of(MICRO).claim_count());
    for text in &texts {
        assert_eq!(frame(text), frame(last));
        for (id, at) in placed_in_svg(text) {
            assert_eq!(all.get(&id), Some(&at), "{id}");
        }
    }
}

/// Where a picture has the colour of boxes, which nothing else has.
fn is_box(path: &Path) -> Vec<bool> {
    let file = std::io::BufReader::new(std::fs::File::open(path).unwrap());
    let mut reader = ::png::Decoder::new(file).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut pixels).unwrap();
    let channels = reader.info().color_type.samples();
    let pixels = pixels.chunks_exact(channels);
    pixels.map(|pixel| pixel[..3] == [255; 3]).collect()
}

#[test]
fn pictures_of_steps_with_equal_frames_have_their_boxes_on_the_same_pixels() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    std::fs::write(path.join("map.ron"), MICRO).unwrap();
    let (done, said) = rejoinder(path, &["steps", "map.ron", "--by", "depth"]);
    assert!(done, "{said}");
    let export = ["export", "map.ron", "--steps", "--width", "1500"];
    let (done, said) = rejoinder(path, &[&export[..], &["-o", "talk.png"]].concat());
    assert!(done, "{said}");
    let pictures: Vec<_> = said.lines().map(|file| is_box(&path.join(file))).collect();
    for pair in pictures.windows(2) {
        let (before, after) = (&pair[0], &pair[1]);
        assert_eq!(before.len(), after.len());
        let stays = before
            .iter()
            .zip(after)
            .all(|(before, after)| !before || *after);
        assert!(stays, "what was a box is one still");
        let count = |picture: &[bool]| picture.iter().filter(|is_box| **is_box).count();
        assert!(
            count(before) > 1_000 && count(after) > count(before),
            "boxes are added"
        );
    }
}

#[test]
fn a_split_step_shares_its_title_and_what_is_said_between_its_halves() {
    let mut map = map_of(DREZNER);
    let view = map.main_view().id.clone();
    let at = 3;
    let before = map.main_view().steps[at].clone();
    assert!(before.notes.contains("[1]") && before.notes.contains("[2]"));
    let operation = Operation::SplitStep {
        view,
        at,
        later: BTreeSet::new(),
    };
    let planned = operation.plan(&map, &mut SequentialIds::default()).unwrap();
    let changes: Vec<_> = planned.transaction.changes().cloned().collect();
    map.apply(&changes).unwrap();
    let [first, later] = [at, at + 1].map(|at| &map.main_view().steps[at]);
    assert_eq!(first.title, format!("{} (1 of 2)", before.title));
    assert_eq!(later.title, format!("{} (2 of 2)", before.title));
    // Each says something, and quotes what it says, counted from 1.
    for step in [first, later] {
        let quoted = step.notes.lines().filter(|line| line.starts_with('['));
        let quoted: Vec<_> = quoted.collect();
        assert_eq!(quoted.len(), 1, "{}", step.notes);
        assert!(quoted[0].starts_with("[1] “"), "{}", step.notes);
        assert!(step.notes.contains(" [1]") && !step.notes.contains("[2]"));
        assert!(step.notes.ends_with("Foreign Policy"), "{}", step.notes);
    }
    assert_ne!(first.notes, later.notes);
}

#[test]
fn pictures_that_are_replaced_are_named_and_an_empty_map_gives_none() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    std::fs::write(path.join("map.ron"), MICRO).unwrap();
    let arguments = ["export", "map.ron", "--steps", "-o", "talk.svg"];
    let (_, said) = rejoinder(path, &arguments);
    assert!(said.starts_with("talk-01.svg\n"), "{said}");
    std::fs::remove_file(path.join("talk-02.svg")).unwrap();
    let (_, said) = rejoinder(path, &arguments);
    assert!(
        said.starts_with("talk-01.svg (replaced)\ntalk-02.svg\n"),
        "{said}"
    );
    std::fs::write(path.join("empty.ron"), "ArgumentMap(version: 3)").unwrap();
    for output in ["e.svg", "e.png", "e.pdf", "e.pptx", "e.html"] {
        let (done, said) = rejoinder(path, &["export", "empty.ron", "-o", output]);
        assert!(
            !done && said.contains("there is nothing to export yet"),
            "{said}"
        );
        assert!(!path.join(output).exists());
    }
}

#[test]
fn a_view_without_steps_says_how_to_make_them() {
    let folder = tempfile::tempdir().unwrap();
    let map = "ArgumentMap(version: 3, claims: [Claim(id: \"a\", text: \"A\")])";
    std::fs::write(folder.path().join("map.ron"), map).unwrap();
    let (done, said) = rejoinder(
        folder.path(),
        &["export", "map.ron", "--steps", "-o", "t.pdf"],
    );
    assert!(
        !done && said.contains("rejoinder steps MAP --by reading"),
        "{said}"
    );
    let unknown = ["export", "map.ron", "--view", "nobody", "-o", "t.pdf"];
    let (done, said) = rejoinder(folder.path(), &unknown);
    assert!(
        !done && said.contains("there is no view `nobody`"),
        "{said}"
    );
}

#[test]
fn a_handout_has_a_page_a_step_and_more_where_notes_are_long() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let pages = |notes: &str| {
        let map = format!(
            "ArgumentMap(version: 3, claims: [Claim(id: \"a\", text: \"A\")], views: [View(id: \"main\", \
             steps: [Step(title: \"One\", appears: [\"a\"], notes: [{notes}]), Step()])])"
        );
        std::fs::write(path.join("map.ron"), map).unwrap();
        let arguments = ["export", "map.ron", "--steps", "--notes", "-o", "t.pdf"];
        let (done, said) = rejoinder(path, &arguments);
        assert!(done, "{said}");
        said
    };
    assert_eq!(pages("\"Say it\""), "t.pdf: a handout of 2 pages\n");
    let long = "\"A line that is said, with a quote [1]\", ".repeat(90);
    assert_eq!(pages(&long), "t.pdf: a handout of 4 pages\n");
    let other = ["export", "map.ron", "--steps", "--notes", "-o", "t.png"];
    let (done, said) = rejoinder(path, &other);
    assert!(
        !done && said.contains("--notes does nothing for .png"),
        "{said}"
    );
}

#[test]
fn what_a_view_emphasises_stands_out_in_its_pictures() {
    let folder = tempfile::tempdir().unwrap();
    let picture = |emphasised: &str| {
        let map = format!(
            "ArgumentMap(version: 3, claims: [Claim(id: \"a\", text: \"A\")], views: [View(id: \"main\"), \
             View(id: \"mine\", emphasised: [{emphasised}])])"
        );
        std::fs::write(folder.path().join("map.ron"), map).unwrap();
        let arguments = [
            "export", "map.ron", "--view", "mine", "--no-map", "-o", "t.svg",
        ];
        let (done, said) = rejoinder(folder.path(), &arguments);
        assert!(done, "{said}");
        std::fs::read_to_string(folder.path().join("t.svg")).unwrap()
    };
    let (plain, emphasised) = (picture(""), picture("\"a\""));
    assert_ne!(plain, emphasised);
    assert_eq!(placed_in_svg(&plain), placed_in_svg(&emphasised));
}
