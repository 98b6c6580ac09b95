//! Cuts pages into sheets: what each shows, at which scale, and how it joins its neighbours.

use kurbo::{Point, Rect, Size, Vec2};

use super::PdfOptions;
use super::handout::{self, Note};
use crate::export::{ExportError, Fit, Kind, Page, PageFit};

/// No side of a page may be longer: readers give up beyond 200 inches.
const LONGEST_SIDE_PT: f64 = 14_400.0;
/// A map much smaller than its page is not blown up further: seen from afar, or held in the hand.
const LARGEST_SCALE: f64 = 4.0;
const LARGEST_SCALE_ON_PAPER: f64 = 1.6;
/// Neighbouring sheets show this much of each other.
const OVERLAP_PT: f64 = 36.0;
/// More sheets than anyone will join.
const MOST_SHEETS: usize = 500;

/// Where the drawing stands on a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Place {
    /// Points for each map unit.
    pub(super) scale: f64,
    /// Where the origin of the drawing comes to lie, in points.
    pub(super) origin: Vec2,
}

impl Place {
    pub(super) fn on_page(self, at: Point) -> Point {
        (at.to_vec2() * self.scale + self.origin).to_point()
    }

    pub(super) fn rect_on_page(self, rect: Rect) -> Rect {
        Rect::from_points(self.on_page(rect.origin()), self.on_page(corner(rect)))
    }

    /// The place of a group's own coordinates.
    pub(super) fn moved(self, offset: Vec2) -> Self {
        Self {
            origin: self.origin + offset * self.scale,
            ..self
        }
    }

    fn in_map(self, rect: Rect) -> Rect {
        let back = |at: Point| ((at.to_vec2() - self.origin) / self.scale).to_point();
        Rect::from_points(back(rect.origin()), back(corner(rect)))
    }
}

fn corner(rect: Rect) -> Point {
    Point::new(rect.x1, rect.y1)
}

/// One sheet of a document.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sheet {
    /// The number of the page that it shows, or shows a part of.
    pub(super) page: usize,
    /// In points.
    pub(super) size: Size,
    pub(super) place: Place,
    /// The part of the map that can be seen on it.
    pub(super) frame: Rect,
    /// Its part in a map that is spread over several.
    pub(super) tile: Option<Tile>,
    /// On a handout, where the picture stands, in points.
    pub(super) picture: Option<Rect>,
    /// On a handout, what is said.
    pub(super) notes: Vec<Note>,
}

/// A sheet among others that show one map.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tile {
    /// What may be drawn on, in points.
    pub(super) area: Rect,
    /// From 1.
    pub(super) row: usize,
    /// From 1.
    pub(super) column: usize,
    pub(super) row_count: usize,
    pub(super) column_count: usize,
}

impl Tile {
    /// Where it is to be cut or glued: in the middle of what neighbours share; left, top, right and
    /// bottom in points, none at the edge of the map.
    pub(super) fn joins(&self) -> [Option<f64>; 4] {
        let half = OVERLAP_PT / 2.0;
        [
            (self.column > 1).then_some(self.area.x0 + half),
            (self.row > 1).then_some(self.area.y0 + half),
            (self.column < self.column_count).then_some(self.area.x1 - half),
            (self.row < self.row_count).then_some(self.area.y1 - half),
        ]
    }
}

/// Says how pages would come out, without writing them.
///
/// # Errors
/// [`ExportError`] if there is nothing to draw or an option is out of range.
pub fn fit(pages: &[Page<'_>], options: &PdfOptions) -> Result<Fit, ExportError> {
    let sheets = sheets(pages, options)?;
    let of_pages = pages.iter().enumerate().map(|(number, page)| {
        let sheet = sheets.iter().find(|sheet| sheet.page == number);
        let shown = page.frame.unwrap_or(page.scene.bounds());
        let scale = sheet.map_or(1.0, |sheet| sheet.place.scale);
        PageFit::new(page.scene.visible(shown), scale)
    });
    Ok(Fit {
        kind: Kind::Page,
        sheet_count: sheets.len(),
        pages: of_pages.collect(),
    })
}

/// The sheets of all pages in order.
pub(super) fn sheets(pages: &[Page<'_>], options: &PdfOptions) -> Result<Vec<Sheet>, ExportError> {
    let margin = options.margin_pt.unwrap_or(options.paper.margin_pt());
    if !(0.0..=10_000.0).contains(&margin) {
        return Err(ExportError::Margin(margin));
    }
    let mut sheets = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        let shown = shown(page)?;
        if let Some(talk) = options.talks.get(number) {
            let paper = handout::paper(options.paper);
            let size = paper.size_pt().unwrap_or(Size::new(595.276, 841.89));
            sheets.extend(handout::sheets(number, (page, shown), size, talk));
            continue;
        }
        match (options.paper.size_pt(), options.tile_scale) {
            (None, None) => sheets.push(fitted(number, shown, margin)),
            (None, Some(_)) => return Err(ExportError::TilesWithoutPaper),
            (Some(size), None) => {
                let largest = if options.paper.is_slide() {
                    LARGEST_SCALE
                } else {
                    LARGEST_SCALE_ON_PAPER
                };
                sheets.push(whole(number, shown, size, (margin, largest))?);
            }
            (Some(size), Some(scale)) => {
                let area = printable(size, margin)?;
                tiles(&mut sheets, number, page, (shown, size, area), scale)?;
            }
        }
    }
    if sheets.is_empty() {
        return Err(ExportError::Empty);
    }
    Ok(sheets)
}

fn shown(page: &Page<'_>) -> Result<Rect, ExportError> {
    let shown = page.frame.unwrap_or(page.scene.bounds()).abs();
    let is_empty = page.scene.items().is_empty() && page.frame.is_none();
    if is_empty || !shown.is_finite() || shown.area() <= 0.0 {
        return Err(ExportError::Empty);
    }
    Ok(shown)
}

/// What a margin leaves of a paper.
fn printable(size: Size, margin: f64) -> Result<Rect, ExportError> {
    let area = size.to_rect().inset(-margin);
    // With less there is no room for a word.
    if area.width() < 72.0 || area.height() < 72.0 || margin * 2.0 >= size.min_side() {
        return Err(ExportError::Margin(margin));
    }
    Ok(area)
}

/// A sheet as large as what it shows and its margin, at full size where a page can be so large.
fn fitted(page: usize, shown: Rect, margin: f64) -> Sheet {
    let margin = margin.min(LONGEST_SIDE_PT / 4.0);
    // Whole units, so that lines fall where they do in pictures.
    let frame = shown.inflate(margin, margin).expand();
    let scale = (LONGEST_SIDE_PT / frame.size().max_side()).min(1.0);
    let size = frame.size() * scale;
    Sheet {
        page,
        // Readers refuse pages of less than 3 points.
        size: size.max(Size::new(3.0, 3.0)),
        place: Place {
            scale,
            origin: -frame.origin().to_vec2() * scale,
        },
        frame,
        tile: None,
        picture: None,
        notes: Vec::new(),
    }
}

fn whole(
    page: usize,
    shown: Rect,
    size: Size,
    (margin, largest): (f64, f64),
) -> Result<Sheet, ExportError> {
    let area = printable(size, margin)?;
    let scale = (area.width() / shown.width())
        .min(area.height() / shown.height())
        .min(largest);
    Ok(centred(page, shown, size, scale))
}

fn centred(page: usize, shown: Rect, size: Size, scale: f64) -> Sheet {
    let place = Place {
        scale,
        origin: (size / 2.0).to_vec2() - shown.center().to_vec2() * scale,
    };
    Sheet {
        page,
        size,
        place,
        frame: place.in_map(size.to_rect()),
        tile: None,
        picture: None,
        notes: Vec::new(),
    }
}

/// Sheets in rows, those without anything on them left out.
fn tiles(
    sheets: &mut Vec<Sheet>,
    number: usize,
    page: &Page<'_>,
    (shown, size, area): (Rect, Size, Rect),
    scale: f64,
) -> Result<(), ExportError> {
    if !(0.1..=10.0).contains(&scale) {
        return Err(ExportError::TileScale(scale));
    }
    let count = |length: f64, room: f64| {
        let step = room - OVERLAP_PT;
        ((length * scale - OVERLAP_PT) / step).ceil().max(1.0)
    };
    let (columns, rows) = (
        count(shown.width(), area.width()),
        count(shown.height(), area.height()),
    );
    if sheets.len() as f64 + columns * rows > MOST_SHEETS as f64 {
        return Err(ExportError::TooManySheets(columns * rows));
    }
    let step = area.size() - Size::new(OVERLAP_PT, OVERLAP_PT);
    let all =
        Size::new(columns * step.width, rows * step.height) + Size::new(OVERLAP_PT, OVERLAP_PT);
    let first = area.origin().to_vec2() + all.to_vec2() / 2.0 - shown.center().to_vec2() * scale;
    for row in 0..rows as usize {
        for column in 0..columns as usize {
            let back = Vec2::new(column as f64 * step.width, row as f64 * step.height);
            let place = Place {
                scale,
                origin: first - back,
            };
            let frame = place.in_map(area);
            if page.scene.visible(frame).next().is_some() {
                sheets.push(Sheet {
                    page: number,
                    size,
                    place,
                    frame,
                    tile: Some(Tile {
                        area,
                        row: row + 1,
                        column: column + 1,
                        row_count: rows as usize,
                        column_count: columns as usize,
                    }),
                    picture: None,
                    notes: Vec::new(),
                });
            }
        }
    }
    Ok(())
}
