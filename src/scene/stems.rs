//! Finds the stretch that a connector shares with one drawn before it, so that each stretch of a
//! stem is drawn once: lines drawn over each other look heavier than lines drawn alone.

use std::collections::BTreeMap;

use kurbo::{Point, Vec2};

use super::draft::StepKind;
use crate::layout::Connector;
use crate::model::ElementId;

/// Only the latest lines to an end are compared: siblings in order leave a stem one by one.
const COMPARED: usize = 16;

/// The solid lines drawn so far, by look and by what they end on and where.
#[derive(Default)]
pub(super) struct Stems<'a> {
    drawn: BTreeMap<(&'a ElementId, StepKind, u64, u64), Vec<&'a [Point]>>,
}

impl<'a> Stems<'a> {
    /// The points from the start of the connector to where it joins a line drawn before, and an
    /// overlap on; all of its points where it joins none.
    pub(super) fn own_part(
        &mut self,
        connector: &'a Connector,
        kind: StepKind,
        overlap: f64,
    ) -> Vec<Point> {
        let points = connector.points.as_slice();
        let mut own = points.to_vec();
        let Some(end) = points.last() else { return own };
        let target = &connector.to.element;
        let key = (target, kind, end.x.to_bits(), end.y.to_bits());
        let before = self.drawn.entry(key).or_default();
        let shared = before
            .iter()
            .rev()
            .take(COMPARED)
            .map(|other| shared_length(points, other))
            .fold(0.0, f64::max);
        before.push(points);
        if shared > overlap {
            // The line may be as short as the overlap: then it is the same line, drawn whole.
            if cut(&mut own, shared - overlap).is_none() {
                return points.to_vec();
            }
        }
        own
    }
}

/// Takes this length off the end of a line; nothing where the line is no longer than that.
pub(super) fn cut(points: &mut Vec<Point>, length: f64) -> Option<()> {
    let mut left = length;
    loop {
        let &[.., before, end] = points.as_slice() else {
            return None;
        };
        let last = end - before;
        if last.hypot() > left {
            *points.last_mut()? = end - last.normalize() * left;
            return Some(());
        }
        left -= last.hypot();
        points.pop();
    }
}

/// How far two lines with the same end run together, measured from there.
fn shared_length(one: &[Point], other: &[Point]) -> f64 {
    let mut shared = 0.0;
    let steps = backwards(one).zip(backwards(other));
    for (step, other_step) in steps {
        let (length, other_length) = (step.hypot(), other_step.hypot());
        let same_way = step.cross(other_step).abs() < 1e-6 * length * other_length
            && step.dot(other_step) > 0.0;
        if !same_way {
            break;
        }
        shared += length.min(other_length);
        if (length - other_length).abs() > 1e-6 {
            break;
        }
    }
    shared
}

/// The stretches of a line from its end to its start, without empty ones.
fn backwards(points: &[Point]) -> impl Iterator<Item = Vec2> {
    let stretches = points.windows(2).rev();
    stretches
        .filter_map(|pair| match pair {
            &[start, end] => Some(start - end),
            _ => None,
        })
        .filter(|stretch| stretch.hypot() > 1e-9)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(points: &[(f64, f64)]) -> Vec<Point> {
        points.iter().map(|&at| Point::from(at)).collect()
    }

    #[test]
    fn lines_run_together_from_their_end_to_where_one_turns_off() {
        let stem = line(&[(0.0, 100.0), (0.0, 0.0)]);
        let branch = line(&[(20.0, 60.0), (0.0, 60.0), (0.0, 0.0)]);
        let elsewhere = line(&[(20.0, 0.0), (0.0, 0.0)]);
        assert_eq!(shared_length(&branch, &stem), 60.0);
        assert_eq!(shared_length(&stem, &stem), 100.0);
        assert_eq!(shared_length(&elsewhere, &stem), 0.0);
    }

    #[test]
    fn a_line_is_cut_across_its_bends() {
        let mut points = line(&[(20.0, 60.0), (0.0, 60.0), (0.0, 0.0)]);
        assert_eq!(cut(&mut points, 70.0), Some(()));
        assert_eq!(points, line(&[(20.0, 60.0), (10.0, 60.0)]));
        assert_eq!(cut(&mut points, 10.0), None);
    }
}
