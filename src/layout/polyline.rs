//! Lines of a few points, held in place.

use std::ops::Deref;

use kurbo::Point;

/// Up to five points; connectors of the trees bend no more than three times.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Polyline {
    points: [Point; Self::MOST],
    count: u8,
}

impl Polyline {
    const MOST: usize = 5;

    /// The same line without points that repeat or lie on the way.
    pub(super) fn straightened(points: &[Point]) -> Self {
        let mut line = Self::default();
        for &point in points {
            line.push_straight(point);
        }
        line
    }

    pub(super) fn clear(&mut self) {
        self.count = 0;
    }

    fn push_straight(&mut self, point: Point) {
        let is_near = |one: f64, other: f64| (one - other).abs() < 1e-9;
        if let [.., last] = self[..]
            && is_near(last.x, point.x)
            && is_near(last.y, point.y)
        {
            return;
        }
        if let [.., before, last] = self[..] {
            let on_way = |a: f64, b: f64, c: f64| is_near(a, b) && is_near(b, c);
            if on_way(before.x, last.x, point.x) || on_way(before.y, last.y, point.y) {
                self.count -= 1;
            }
        }
        if let Some(free) = self.points.get_mut(usize::from(self.count)) {
            *free = point;
            self.count += 1;
        }
    }
}

impl Deref for Polyline {
    type Target = [Point];

    fn deref(&self) -> &[Point] {
        &self.points[..usize::from(self.count)]
    }
}
