//! Decides which of two legs that were laid on one line lies before the other.
//!
//! Both are followed to where their ways part; the one that turns off to a side lies on that
//! side, so that they do not cross there.

use super::course::Course;

/// A leg of a course.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) course: &'a Course,
    pub(super) leg: usize,
}

/// Minus one if the first lies at the smaller coordinate, one if the second does, and zero if it
/// makes no difference.
pub(super) fn side(one: Place<'_>, two: Place<'_>) -> i32 {
    let forward = parting(one, two, 1);
    if forward == 0 {
        parting(one, two, -1)
    } else {
        forward
    }
}

/// A leg on the way in one direction.
#[derive(Clone, Copy)]
struct Walk<'a> {
    place: Place<'a>,
    /// Whether it follows the course to its end, or back to its start.
    is_onward: bool,
}

impl<'a> Walk<'a> {
    fn new(place: Place<'a>, direction: i32) -> Self {
        let (from, to) = place.course.laid_run(place.leg);
        let is_onward = (to > from) == (direction > 0);
        Self { place, is_onward }
    }

    /// From where to where it goes on its leg.
    fn run(&self) -> (f64, f64) {
        let (from, to) = self.place.course.laid_run(self.place.leg);
        if self.is_onward {
            (from, to)
        } else {
            (to, from)
        }
    }

    /// The next leg, and whether it goes to smaller (-1) or larger (1) coordinates.
    fn turned(&self) -> Option<(Walk<'a>, i32)> {
        let Place { course, leg } = self.place;
        let leg = if self.is_onward {
            leg + 1
        } else {
            leg.checked_sub(1)?
        };
        course.legs.get(leg)?;
        let next = Walk {
            place: Place { course, leg },
            is_onward: self.is_onward,
        };
        let (from, to) = next.run();
        Some((next, if to > from { 1 } else { -1 }))
    }
}

fn parting(one: Place<'_>, two: Place<'_>, direction: i32) -> i32 {
    let mut direction = direction;
    let (mut one, mut two) = (Walk::new(one, direction), Walk::new(two, direction));
    // Whether sides are now the other way round than where the walk began.
    let mut flip = 1;
    for _ in 0..one.place.course.legs.len() {
        let ahead = (one.run().1 - two.run().1) * f64::from(direction);
        if ahead < -0.5 {
            return one.turned().map_or(0, |(_, turn)| turn * flip);
        }
        if ahead > 0.5 {
            return two.turned().map_or(0, |(_, turn)| -turn * flip);
        }
        let (Some((next_one, turn_one)), Some((next_two, turn_two))) = (one.turned(), two.turned())
        else {
            return 0;
        };
        if turn_one != turn_two {
            return turn_one * flip;
        }
        flip *= -direction * turn_one;
        direction = turn_one;
        (one, two) = (next_one, next_two);
    }
    0
}
