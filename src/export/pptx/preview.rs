//! The slides of a deck, to be looked at before it is written.

use kurbo::Point;

use super::DeckOptions;
use super::export::{title_of, title_size};
use super::place::Places;
use crate::export::{ExportError, Preview, Slide};
use crate::scene::Shape;
use crate::text::{Face, Fonts, TextStyle};

/// The slides in order, as they will come out.
///
/// # Errors
/// [`ExportError`] if there is nothing to draw or an option is out of range.
pub fn previews<'a>(
    slides: &'a [Slide],
    fonts: &'a Fonts,
    options: &DeckOptions,
) -> Result<Vec<Preview<'a>>, ExportError> {
    let places = Places::of(slides, options)?;
    let previews = slides
        .iter()
        .zip(&places.of_slides)
        .map(|(slide, place)| Preview {
            page: slide.page(fonts),
            ground: Some(slide.scene.background()),
            size: places.size,
            scale: place.scale,
            origin: place.origin,
            area: Some(places.below_title()),
            over: vec![title(slide, fonts, &places)],
        });
    Ok(previews.collect())
}

fn title(slide: &Slide, fonts: &Fonts, places: &Places) -> Shape {
    let words = title_of(slide);
    let size = title_size(&words, fonts, places) as f64 / 100.0;
    let style = TextStyle {
        face: Face::Bold,
        size,
        line_height: size * 1.2,
    };
    let paragraph = fonts.paragraph(&words, style, places.title.width());
    let top = places.title.center().y - paragraph.height / 2.0;
    Shape::Text {
        at: Point::new(places.title.x0, top),
        paragraph,
        color: slide.scene.theme().text,
    }
}
