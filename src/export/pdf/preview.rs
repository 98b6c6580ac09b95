//! The sheets of a document, to be looked at before it is written.

use kurbo::Shape as _;

use super::PdfOptions;
use super::document::{join_marks, join_note};
use super::sheets::{Sheet, sheets};
use crate::export::pixels::ground_of;
use crate::export::{ExportError, Page, Preview};
use crate::scene::{Shape, Stroke};

/// The sheets in order, as they will come out.
///
/// # Errors
/// [`ExportError`] if there is nothing to draw or an option is out of range.
pub fn previews<'a>(
    pages: &[Page<'a>],
    options: &PdfOptions,
) -> Result<Vec<Preview<'a>>, ExportError> {
    let sheets = sheets(pages, options)?;
    let previews = sheets.iter().filter_map(|sheet| {
        let page = *pages.get(sheet.page)?;
        Some(Preview {
            page,
            ground: ground_of(&page, options.ground),
            size: sheet.size,
            scale: sheet.place.scale,
            origin: sheet.place.origin,
            area: sheet.tile.as_ref().map(|tile| tile.area).or(sheet.picture),
            over: over(&page, sheet),
        })
    });
    Ok(previews.collect())
}

/// What stands on the paper beside the map: marks of joins, the frame of a handout, its words.
fn over(page: &Page<'_>, sheet: &Sheet) -> Vec<Shape> {
    let theme = page.scene.theme();
    let mut over = Vec::new();
    if let Some(tile) = &sheet.tile {
        let (path, stroke) = join_marks(page, sheet, tile);
        over.push(outlined(path, stroke));
        if let Some((paragraph, at)) = join_note(page, sheet, tile) {
            over.push(Shape::Text {
                paragraph,
                at,
                color: theme.secondary,
            });
        }
    }
    if let Some(picture) = sheet.picture.filter(|picture| picture.area() > 0.0) {
        let stroke = Stroke {
            color: theme.box_border,
            width: 0.75,
            dashes: vec![],
        };
        over.push(outlined(picture.to_path(0.1), stroke));
    }
    over.extend(sheet.notes.iter().map(|note| Shape::Text {
        paragraph: note.paragraph.clone(),
        at: note.at,
        color: note.color,
    }));
    over
}

fn outlined(path: kurbo::BezPath, stroke: Stroke) -> Shape {
    Shape::Path {
        path,
        fill: None,
        stroke: Some(stroke),
    }
}
