//! Where the map stands on slides: one size for all of a deck, lengths in the format's small units.

use kurbo::{Point, Rect, Size, Vec2};

use super::options::{DeckOptions, smallest_text};
use crate::export::{ExportError, Slide};

/// The units of the format to the point.
pub(super) const EMU_PER_PT: f64 = 12_700.0;
/// A map much smaller than its slide is not blown up further.
const LARGEST_SCALE: f64 = 3.0;
/// Programs set no text smaller than a point, and draw no arrowhead smaller than four: slides
/// become larger before it comes to that.
const SMALLEST_TEXT_PT: f64 = 3.0;
/// No side of a slide may be longer, in points.
const LONGEST_SIDE_PT: f64 = 4032.0;
/// The title, from the top of the slide.
const TITLE_TOP_PT: f64 = 12.0;
const TITLE_HEIGHT_PT: f64 = 36.0;

/// The size of the slides of a deck, and what stands where on each.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Places {
    /// In points.
    pub(super) size: Size,
    /// How much larger than usual the slides are.
    pub(super) enlargement: f64,
    /// Where titles stand, in points.
    pub(super) title: Rect,
    /// Of each slide the points of a slide of usual size for each map unit.
    pub(super) scales_pt: Vec<f64>,
    /// Of each slide where the map stands.
    pub(super) of_slides: Vec<Place>,
}

impl Places {
    pub(super) fn of(slides: &[Slide], options: &DeckOptions) -> Result<Self, ExportError> {
        let usual = options
            .paper
            .size_pt()
            .filter(|_| options.paper.is_slide())
            .ok_or(ExportError::NoSlide(options.paper))?;
        let margin = options.margin_pt;
        let side_margin = margin.max(12.0);
        let title = Rect::new(
            side_margin,
            TITLE_TOP_PT,
            usual.width - side_margin,
            TITLE_TOP_PT + TITLE_HEIGHT_PT,
        );
        let top = title.y1 + 6.0;
        let area = Rect::new(margin, top, usual.width - margin, usual.height - margin);
        if !(0.0..=200.0).contains(&margin) {
            return Err(ExportError::Margin(margin));
        }
        let mut scales_pt = Vec::with_capacity(slides.len());
        for slide in slides {
            scales_pt.push(scale(slide.frame, area)?);
        }
        let texts = slides.iter().zip(&scales_pt);
        let smallest = texts
            .filter_map(|(slide, scale)| Some(smallest_text(slide)? * scale))
            .fold(f64::INFINITY, f64::min);
        let most = LONGEST_SIDE_PT / usual.max_side();
        let enlargement = (SMALLEST_TEXT_PT / smallest).clamp(1.0, most);
        let places = slides.iter().zip(&scales_pt);
        let places = places.map(|(slide, scale)| {
            let origin = area.center() - slide.frame.center().to_vec2() * *scale;
            Place {
                scale: scale * enlargement,
                origin: origin.to_vec2() * enlargement,
            }
        });
        if slides.is_empty() {
            return Err(ExportError::Empty);
        }
        Ok(Self {
            size: usual * enlargement,
            enlargement,
            title: title.scale_from_origin(enlargement),
            of_slides: places.collect(),
            scales_pt,
        })
    }
}

impl Places {
    /// The part of a slide that lines may lead off to.
    pub(super) fn below_title(&self) -> Rect {
        Rect::new(0.0, self.title.y1, self.size.width, self.size.height)
    }
}

fn scale(frame: Rect, area: Rect) -> Result<f64, ExportError> {
    let frame = frame.abs();
    if !frame.is_finite() || frame.area() <= 0.0 {
        return Err(ExportError::Empty);
    }
    let across = area.width() / frame.width();
    let down = area.height() / frame.height();
    Ok(across.min(down).min(LARGEST_SCALE))
}

/// Where the map stands on a slide.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Place {
    /// Points for each map unit.
    pub(super) scale: f64,
    /// Where the map's origin lies, in points.
    pub(super) origin: Vec2,
}

impl Place {
    /// A point of the map on the slide.
    pub(super) fn point(self, in_map: Point) -> Spot {
        let at = in_map.to_vec2() * self.scale + self.origin;
        Spot {
            x: emu(at.x),
            y: emu(at.y),
        }
    }

    /// A rectangle of the map on the slide.
    pub(super) fn area(self, in_map: Rect) -> Area {
        let from = self.point(in_map.origin());
        let to = self.point(Point::new(in_map.x1, in_map.y1));
        Area {
            x: from.x,
            y: from.y,
            width: (to.x - from.x).max(1),
            height: (to.y - from.y).max(1),
        }
    }

    /// A length of the map in the units of the format.
    pub(super) fn length(self, in_map: f64) -> i64 {
        emu(in_map * self.scale)
    }

    /// A size of text in hundredths of a point; never above what it is, and a whole number of
    /// hundredths of a millimetre, in which some programs count.
    pub(super) fn text_size(self, in_map: f64) -> i64 {
        const TO_MILLIMETRES: f64 = 127.0 / 360.0;
        let metric = (in_map * self.scale * 100.0 * TO_MILLIMETRES + 1e-6).floor();
        let hundredths = (metric / TO_MILLIMETRES).ceil() as i64;
        hundredths.clamp(100, 400_000)
    }

    /// What a text of this size comes out at, as a part of what it is in the map.
    pub(super) fn text_share(self, in_map: f64) -> f64 {
        self.text_size(in_map) as f64 / (in_map * self.scale * 100.0)
    }
}

/// Points in the units of the format.
pub(super) fn emu(points: f64) -> i64 {
    (points * EMU_PER_PT).round() as i64
}

/// A point on a slide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) x: i64,
    pub(super) y: i64,
}

/// A rectangle on a slide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) x: i64,
    pub(super) y: i64,
    pub(super) width: i64,
    pub(super) height: i64,
}

impl Area {
    /// A rectangle in points.
    pub(super) fn of_points(rect: Rect) -> Self {
        Self {
            x: emu(rect.x0),
            y: emu(rect.y0),
            width: emu(rect.width()),
            height: emu(rect.height()),
        }
    }

    /// Whether a point lies in it.
    pub(super) fn holds(self, spot: Spot) -> bool {
        self.nearest(spot) == spot
    }

    /// The point of it that lies nearest.
    pub(super) fn nearest(self, spot: Spot) -> Spot {
        Spot {
            x: spot.x.clamp(self.x, self.x + self.width),
            y: spot.y.clamp(self.y, self.y + self.height),
        }
    }

    /// The smallest that holds both.
    pub(super) fn union(self, other: Self) -> Self {
        let x = self.x.min(other.x);
        let y = self.y.min(other.y);
        Self {
            x,
            y,
            width: (self.x + self.width).max(other.x + other.width) - x,
            height: (self.y + self.height).max(other.y + other.height) - y,
        }
    }

    /// The smallest that holds these points.
    pub(super) fn around(spots: &[Spot]) -> Self {
        let xs = || spots.iter().map(|spot| spot.x);
        let ys = || spots.iter().map(|spot| spot.y);
        let (x, y) = (xs().min().unwrap_or(0), ys().min().unwrap_or(0));
        Self {
            x,
            y,
            width: xs().max().unwrap_or(0) - x,
            height: ys().max().unwrap_or(0) - y,
        }
    }

    /// As the element that says where a group lies, whose shapes lie where they say.
    pub(super) fn group_transform(self) -> String {
        let Self {
            x,
            y,
            width,
            height,
        } = self;
        let children = format!(
            "<a:chOff x=\"{x}\" y=\"{y}\"/><a:chExt cx=\"{width}\" cy=\"{height}\"/></a:xfrm>"
        );
        self.transform("a:xfrm", "").replace("</a:xfrm>", &children)
    }

    /// As the element that says where a shape lies.
    pub(super) fn transform(self, tag: &str, attributes: &str) -> String {
        let Self {
            x,
            y,
            width,
            height,
        } = self;
        format!(
            "<{tag}{attributes}><a:off x=\"{x}\" y=\"{y}\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></{tag}>"
        )
    }
}
