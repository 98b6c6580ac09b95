//! Previews of exports: what is shown beforehand is what comes out.

use std::ops::ControlFlow;

use kurbo::Size;
use rejoinder::deck::{Deck, DeckRequest};
use rejoinder::export::pdf::{self, Paper, PdfOptions, Talk};
use rejoinder::export::pptx::{self, DeckOptions};
use rejoinder::export::{ExportError, Page, PictureOptions, PictureSize, Preview, Slide, png};
use rejoinder::text::Fonts;
use rejoinder::theme::{Theme, ThemeName};

use super::drawing::{Drawing, MAPS, map_of};
use super::pdf::tools::{Pixels, output, pixels_of_png, pixels_of_ppm, share_that_differs};

/// The steps of the first shipped map.
fn steps(fonts: &Fonts) -> Vec<Slide> {
    let map = map_of(MAPS[0].1);
    let deck = Deck::new(&DeckRequest {
        map: &map,
        view: &map.main_view().id,
        theme: Theme::of(ThemeName::Light),
        fonts,
    });
    deck.unwrap().slides()
}

/// Each sheet as it is previewed and as another program draws the document.
fn assert_sheets_are_alike(pages: &[Page<'_>], options: &PdfOptions, what: &str) {
    let bytes = pdf::export(pages, options).unwrap();
    let previews = pdf::previews(pages, options).unwrap();
    assert_eq!(
        previews.len(),
        pdf::fit(pages, options).unwrap().sheet_count,
        "{what}"
    );
    for (at, preview) in previews.iter().enumerate() {
        let number = (at + 1).to_string();
        let arguments = ["-r", "72", "-f", &number, "-l", &number, "-"];
        let Some(theirs) = output("pdftoppm", &arguments, &bytes) else {
            return;
        };
        let theirs = pixels_of_ppm(&theirs);
        let ours = preview.pixels(preview.size()).unwrap();
        let ours = Pixels::of_preview(&ours);
        let (ours, theirs) = (ours.common(&theirs), theirs.common(&ours));
        let share = share_that_differs(&theirs, &ours);
        assert!(share < 0.002, "{what}, sheet {number}: {share} differ");
    }
}

#[test]
fn the_preview_of_a_picture_is_the_picture() {
    for (name, text) in MAPS {
        let drawing = Drawing::new(map_of(text));
        let scene = drawing.picture(ThemeName::Dark);
        let page = Page::of(&scene, &drawing.fonts);
        let options = PictureOptions {
            size: PictureSize::WidthPx(1200),
            ..PictureOptions::default()
        };
        let preview = Preview::of_picture(page, &options).unwrap();
        assert_eq!(preview.size(), png::size(&page, &options).unwrap());
        let shown = preview.pixels(preview.size()).unwrap();
        let written = png::export(&page, &options).unwrap();
        let (shown, written) = (Pixels::of_preview(&shown), pixels_of_png(&written));
        let share = share_that_differs(&shown, &written);
        assert!(share < 0.0005, "{name}: {share} of the pixels differ");
    }
}

#[test]
fn a_preview_is_as_large_as_its_room_allows() {
    let drawing = Drawing::every_look();
    let scene = drawing.picture(ThemeName::Light);
    let page = Page::of(&scene, &drawing.fonts);
    let preview = Preview::of_picture(page, &PictureOptions::default()).unwrap();
    let shown = preview.pixels(Size::new(300.0, 5000.0)).unwrap();
    assert_eq!(shown.width, 300);
    let ratio = preview.size().height / preview.size().width;
    assert!((f64::from(shown.height) - 300.0 * ratio).abs() < 1.0);
}

#[test]
fn sheets_of_steps_of_handouts_and_of_tiles_are_previewed_as_they_are_printed() {
    let fonts = Fonts::shipped();
    let slides = steps(&fonts);
    let pages: Vec<Page<'_>> = slides.iter().map(|slide| slide.page(&fonts)).collect();
    let on = |paper| PdfOptions {
        paper,
        ..PdfOptions::default()
    };
    assert_sheets_are_alike(&pages[5..7], &on(Paper::Slide), "steps");
    let talk = |slide: &Slide| Talk {
        title: slide.title.clone(),
        notes: slide.notes.clone(),
    };
    let handout = PdfOptions {
        talks: slides[..3].iter().map(talk).collect(),
        ..on(Paper::A4)
    };
    assert_sheets_are_alike(&pages[..3], &handout, "handout");
    let last = &pages[pages.len() - 1..];
    let tiles = PdfOptions {
        tile_scale: Some(0.7),
        ..on(Paper::A4Landscape)
    };
    assert_sheets_are_alike(last, &tiles, "tiles");
}

#[test]
fn slides_are_previewed_with_their_titles_and_nothing_of_the_map_above_them() {
    let fonts = Fonts::shipped();
    let slides = steps(&fonts);
    let previews = pptx::previews(&slides, &fonts, &DeckOptions::default()).unwrap();
    assert_eq!(previews.len(), slides.len());
    let size = previews[3].size();
    let shown = previews[3].pixels(size).unwrap();
    let untitled: Vec<Slide> = slides
        .iter()
        .map(|slide| Slide {
            title: ".".to_owned(),
            ..slide.clone()
        })
        .collect();
    let without = pptx::previews(&untitled, &fonts, &DeckOptions::default()).unwrap();
    let without = without[3].pixels(size).unwrap();
    let band = shown.width as usize * 4 * 48;
    assert_ne!(shown.rgba[..band], without.rgba[..band], "the title");
    assert_eq!(shown.rgba[band..], without.rgba[band..], "the map");
    let ground = &without.rgba[..4];
    let right = without.rgba[..band].chunks_exact(4).enumerate();
    let mut right = right.filter(|(at, _)| at % without.width as usize > 100);
    assert!(right.all(|(_, pixel)| pixel == ground));
}

#[test]
fn who_watches_is_told_of_each_page_and_slide_and_can_stop_there() {
    let fonts = Fonts::shipped();
    let slides = steps(&fonts);
    let pages: Vec<Page<'_>> = slides.iter().map(|slide| slide.page(&fonts)).collect();
    let mut told = Vec::new();
    let mut watch = |at, count| {
        told.push((at, count));
        if at == 2 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let document = pdf::export_watched(&pages, &PdfOptions::default(), &mut watch);
    assert_eq!(document, Err(ExportError::Stopped));
    let deck = pptx::export_watched(&slides, &fonts, &DeckOptions::default(), &mut watch);
    assert_eq!(deck, Err(ExportError::Stopped));
    let count = slides.len();
    let each = [(0, count), (1, count), (2, count)];
    assert_eq!(told, [each, each].concat());
}
