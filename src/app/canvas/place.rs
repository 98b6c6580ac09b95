//! Where the map lies on the screen: the one conversion between map units and egui points.

use egui::{Pos2, Rect, vec2};

/// A camera applied to the canvas's rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::app) struct Place {
    /// Where the canvas lies in the window.
    pub(in crate::app) canvas_in_screen: Rect,
    /// Points per map unit.
    pub(in crate::app) zoom: f64,
    /// The map's origin, in points from the canvas's top left.
    pub(in crate::app) origin: kurbo::Vec2,
}

impl Place {
    /// A point of the map on the screen.
    pub(in crate::app) fn point(&self, in_map: kurbo::Point) -> Pos2 {
        let local = in_map.to_vec2() * self.zoom + self.origin;
        self.canvas_in_screen.min + vec2(local.x as f32, local.y as f32)
    }

    /// A rectangle of the map on the screen.
    pub(in crate::app) fn rect(&self, in_map: kurbo::Rect) -> Rect {
        Rect::from_min_max(
            self.point(in_map.origin()),
            self.point(kurbo::Point::new(in_map.x1, in_map.y1)),
        )
    }

    /// A length of the map on the screen.
    pub(in crate::app) fn length(&self, in_map: f64) -> f32 {
        (in_map * self.zoom) as f32
    }

    /// A point of the screen in the canvas's own points, as the editor takes it.
    pub(in crate::app) fn local(&self, in_screen: Pos2) -> kurbo::Point {
        let local = in_screen - self.canvas_in_screen.min;
        kurbo::Point::new(f64::from(local.x), f64::from(local.y))
    }

    /// A point in the canvas's own points, in the window.
    pub(in crate::app) fn in_window(self, local: kurbo::Point) -> Pos2 {
        self.canvas_in_screen.min + vec2(local.x as f32, local.y as f32)
    }

    /// A point of the screen in the map.
    pub(in crate::app) fn to_map(self, in_screen: Pos2) -> kurbo::Point {
        ((self.local(in_screen).to_vec2() - self.origin) / self.zoom).to_point()
    }

    /// The part of the map that is on the canvas.
    pub(in crate::app) fn visible_in_map(&self) -> kurbo::Rect {
        let from = self.to_map(self.canvas_in_screen.min);
        let to = self.to_map(self.canvas_in_screen.max);
        kurbo::Rect::from_points(from, to)
    }
}

#[cfg(test)]
mod tests {
    use egui::pos2;

    use super::*;

    #[test]
    fn a_point_comes_back_from_the_screen_where_it_was() {
        let place = Place {
            canvas_in_screen: Rect::from_min_max(pos2(250.0, 80.0), pos2(1090.0, 840.0)),
            zoom: 0.7,
            origin: kurbo::Vec2::new(33.0, -12.0),
        };
        let point = kurbo::Point::new(120.0, 360.0);
        assert!(place.to_map(place.point(point)).distance(point) < 1e-3);
    }
}
