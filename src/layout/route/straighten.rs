//! Takes out steps: where a line goes aside only to go on, it goes straight if there is room.

use super::Errand;
use super::bounds::bounds;
use super::course::Course;
use super::terrain::Terrain;

/// Steps between legs that lie on tracks are taken out up to this size; a line may leave its box
/// at any place of the side that allows it to go straight.
const STEP: f64 = 28.0;

/// Takes out all steps of a course for which there is room.
pub(super) fn straighten(terrain: &Terrain<'_>, errand: &Errand, course: &mut Course) {
    let mut step = 1;
    while step + 1 < course.legs.len() {
        if let Some(at) = straight_place(terrain, errand, course, step) {
            course.legs[step - 1].at = at;
            course.legs[step - 1].laid_at = at;
            course.legs.drain(step..=step + 1);
            step = 1;
        } else {
            step += 1;
        }
    }
}

/// Where the legs before and after a step can lie on one line.
fn straight_place(
    terrain: &Terrain<'_>,
    errand: &Errand,
    course: &Course,
    step: usize,
) -> Option<f64> {
    let [before, after] = [step - 1, step + 1];
    let heads = |leg: usize| {
        let (from, to) = course.run(leg);
        to - from
    };
    if heads(before) * heads(after) < 0.0 {
        return None;
    }
    let (one, two) = (course.legs[before].at, course.legs[after].at);
    let is_small = (one - two).abs() <= STEP;
    let moves_to = |leg: usize, at: f64| bounds(terrain, errand, course, leg).admits(at);
    let (is_first, is_last) = (before == 0, after + 1 == course.legs.len());
    if (is_first || is_small) && moves_to(before, two) {
        return Some(two);
    }
    if (is_last || is_small) && moves_to(after, one) {
        return Some(one);
    }
    None
}
