//! Turns the frame of the placing, in which reasons lie below, into the view's direction.

use kurbo::{Point, Rect, Size, Vec2};

use super::Side;
use crate::model::{Aspect, Direction};

/// Swaps the axes where reasons lie to the right; its own inverse.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    pub(super) direction: Direction,
}

impl Frame {
    pub(super) fn point(self, point: Point) -> Point {
        match self.direction {
            Direction::Down => point,
            Direction::Right => Point::new(point.y, point.x),
        }
    }

    /// Width and height of what the placing aims at.
    pub(super) fn proportion(self, aspect: Aspect) -> (f64, f64) {
        let size = Size::new(f64::from(aspect.width), f64::from(aspect.height));
        let size = self.size(size);
        (size.width.max(1.0), size.height.max(1.0))
    }

    pub(super) fn vector(self, vector: Vec2) -> Vec2 {
        self.point(vector.to_point()).to_vec2()
    }

    pub(super) fn size(self, size: Size) -> Size {
        self.vector(size.to_vec2()).to_size()
    }

    pub(super) fn rect(self, rect: Rect) -> Rect {
        Rect::from_origin_size(self.point(rect.origin()), self.size(rect.size()))
    }

    pub(super) fn side(self, side: Side) -> Side {
        match (self.direction, side) {
            (Direction::Down, side) => side,
            (Direction::Right, Side::Top) => Side::Left,
            (Direction::Right, Side::Left) => Side::Top,
            (Direction::Right, Side::Bottom) => Side::Right,
            (Direction::Right, Side::Right) => Side::Bottom,
        }
    }
}
