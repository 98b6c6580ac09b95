//! The camera: which part of the map the canvas shows, and how large.

use kurbo::{Point, Rect, Size, Vec2};

/// Smallest and largest zoom.
pub const ZOOM_LIMITS: (f64, f64) = (0.01, 4.0);
/// What one press of a zoom key multiplies the zoom by.
pub const ZOOM_STEP: f64 = 1.25;
/// Space that fitting leaves free around the map, in screen points.
const FIT_MARGIN: f64 = 32.0;

/// A place and a scale: `screen = map × zoom + pan`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Camera {
    /// Where the map's origin lies on the canvas, in screen points.
    pub pan: Vec2,
    /// Screen points a map unit.
    pub zoom: f64,
}

impl Default for Camera {
    fn default() -> Self {
        Self {
            pan: Vec2::ZERO,
            zoom: 1.0,
        }
    }
}

impl Camera {
    /// A point of the map on the canvas.
    pub fn to_screen(&self, at_in_map: Point) -> Point {
        (at_in_map.to_vec2() * self.zoom + self.pan).to_point()
    }

    /// A point of the canvas in the map.
    pub fn to_map(&self, at_in_screen: Point) -> Point {
        ((at_in_screen.to_vec2() - self.pan) / self.zoom).to_point()
    }

    /// A rectangle of the map on the canvas.
    pub fn rect_to_screen(&self, rect_in_map: Rect) -> Rect {
        Rect::from_points(
            self.to_screen(rect_in_map.origin()),
            self.to_screen(Point::new(rect_in_map.x1, rect_in_map.y1)),
        )
    }

    /// What a canvas of this size shows of the map.
    pub fn visible_rect(&self, canvas: Size) -> Rect {
        Rect::from_points(
            self.to_map(Point::ZERO),
            self.to_map(Point::new(canvas.width, canvas.height)),
        )
    }

    /// Moves the picture; motion that is not finite is ignored.
    pub fn pan_by(&mut self, by_in_screen: Vec2) {
        if by_in_screen.is_finite() {
            self.pan += by_in_screen;
        }
    }

    /// Multiplies the zoom and keeps the place under a point of the canvas where it is; factors
    /// that are not finite and positive are ignored.
    pub fn zoom_at(&mut self, at_in_screen: Point, factor: f64) {
        if !factor.is_finite() || factor <= 0.0 || !at_in_screen.is_finite() {
            return;
        }
        let held_in_map = self.to_map(at_in_screen);
        self.zoom = (self.zoom * factor).clamp(ZOOM_LIMITS.0, ZOOM_LIMITS.1);
        self.pan = at_in_screen.to_vec2() - held_in_map.to_vec2() * self.zoom;
    }

    /// The camera that shows all of a rectangle in the middle of a canvas, at most at 100 %.
    pub fn fitting(rect_in_map: Rect, canvas: Size) -> Self {
        let free = Size::new(
            (canvas.width - 2.0 * FIT_MARGIN).max(1.0),
            (canvas.height - 2.0 * FIT_MARGIN).max(1.0),
        );
        let zoom = (free.width / rect_in_map.width().max(1.0))
            .min(free.height / rect_in_map.height().max(1.0))
            .clamp(ZOOM_LIMITS.0, 1.0);
        Self::centred(rect_in_map.center(), zoom, canvas)
    }

    /// The camera that shows a point of the map in the middle of a canvas.
    pub fn centred(at_in_map: Point, zoom: f64, canvas: Size) -> Self {
        let middle = Vec2::new(canvas.width / 2.0, canvas.height / 2.0);
        Self {
            pan: middle - at_in_map.to_vec2() * zoom,
            zoom,
        }
    }

    /// The largest zoom at which a rectangle of this size can be shown with the space around it.
    pub(super) fn zoom_that_shows(size_in_map: Size, canvas: Size) -> f64 {
        let free = |extent: f64| extent - 2.0 * show_margin(extent);
        (free(canvas.width) / size_in_map.width.max(1.0))
            .min(free(canvas.height) / size_in_map.height.max(1.0))
    }

    /// Moves only as far as needed for a rectangle of the map to be seen; where it is larger than
    /// the canvas, its top left is seen.
    pub fn show(&mut self, rect_in_map: Rect, canvas: Size) {
        let rect = self.rect_to_screen(rect_in_map);
        let by_x = nudge(rect.x0, rect.x1, canvas.width);
        let by_y = nudge(rect.y0, rect.y1, canvas.height);
        self.pan_by(Vec2::new(by_x, by_y));
    }
}

/// Space that is kept between what is shown and the canvas's edge, in screen points.
const SHOW_MARGIN: f64 = 24.0;

fn show_margin(extent: f64) -> f64 {
    SHOW_MARGIN.min(extent / 8.0)
}

fn nudge(low: f64, high: f64, extent: f64) -> f64 {
    let margin = show_margin(extent);
    let (first, last) = (margin, extent - margin);
    if low < first || high - low > last - first {
        first - low
    } else if high > last {
        last - high
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CANVAS: Size = Size::new(800.0, 600.0);

    #[test]
    fn zooming_keeps_the_place_under_the_pointer() {
        let mut camera = Camera {
            pan: Vec2::new(13.0, -70.0),
            zoom: 0.7,
        };
        let pointer = Point::new(311.0, 207.0);
        let before = camera.to_map(pointer);
        for factor in [1.3, 0.2, 5.0, 100.0, 1e-9] {
            camera.zoom_at(pointer, factor);
            assert!(camera.to_map(pointer).distance(before) < 1e-9);
        }
        assert_eq!(camera.zoom, ZOOM_LIMITS.0);
    }

    #[test]
    fn a_camera_ignores_what_is_not_a_number() {
        let mut camera = Camera::default();
        camera.zoom_at(Point::ZERO, f64::NAN);
        camera.zoom_at(Point::ZERO, 0.0);
        camera.zoom_at(Point::new(f64::INFINITY, 0.0), 2.0);
        camera.pan_by(Vec2::new(f64::NAN, 1.0));
        assert_eq!(camera, Camera::default());
    }

    #[test]
    fn fitting_shows_all_and_never_enlarges() {
        let large = Rect::new(-3000.0, 0.0, 1000.0, 900.0);
        let camera = Camera::fitting(large, CANVAS);
        let shown = camera.visible_rect(CANVAS);
        assert!(shown.contains(large.origin()) && shown.contains(Point::new(1000.0, 900.0)));
        assert_eq!(
            Camera::fitting(Rect::new(0.0, 0.0, 10.0, 10.0), CANVAS).zoom,
            1.0
        );
    }

    #[test]
    fn showing_moves_no_more_than_needed() {
        let mut camera = Camera::default();
        camera.show(Rect::new(100.0, 100.0, 300.0, 200.0), CANVAS);
        assert_eq!(camera.pan, Vec2::ZERO);
        camera.show(Rect::new(700.0, 100.0, 900.0, 200.0), CANVAS);
        assert_eq!(camera.pan, Vec2::new(-124.0, 0.0));
    }
}
