//! Remembers which lines are taken, so that connectors keep apart where they run in parallel.

use kurbo::Point;
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

type Taken = RTree<GeomWithData<Rectangle<[f64; 2]>, usize>>;

/// Which way a stretch of a connector runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Along {
    X,
    Y,
}

/// A straight stretch: where it lies across its direction, and from where to where it runs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stretch {
    pub(super) along: Along,
    pub(super) at: f64,
    pub(super) from: f64,
    pub(super) to: f64,
}

/// All stretches of connectors so far; those of one owner may share a line.
#[derive(Debug, Default)]
pub(super) struct Tracks {
    along_x: Taken,
    along_y: Taken,
}

impl Tracks {
    /// Takes the stretches of a connector.
    pub(super) fn take(&mut self, owner: usize, points: &[Point]) {
        for pair in points.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            let corners = ([a.x.min(b.x), a.y.min(b.y)], [a.x.max(b.x), a.y.max(b.y)]);
            let entry = GeomWithData::new(Rectangle::from_corners(corners.0, corners.1), owner);
            let is_level = (a.y - b.y).abs() <= (a.x - b.x).abs();
            let taken = if is_level {
                &mut self.along_x
            } else {
                &mut self.along_y
            };
            taken.insert(entry);
        }
    }

    /// The place nearest to the wanted one, from `low` to `high`, that keeps `apart` from the
    /// parallel stretches of others; the wanted one where there is no room.
    pub(super) fn free_place(
        &self,
        owner: usize,
        wanted: Stretch,
        bounds: (f64, f64),
        apart: f64,
    ) -> f64 {
        let (low, high) = bounds;
        let wanted_at = wanted.at.clamp(low, high.max(low));
        let near = self.parallel(owner, wanted, (low - apart, high + apart));
        // Taken places, inflated; what is free begins and ends at their edges.
        let is_free = |at: f64| near.iter().all(|taken| (taken - at).abs() >= apart - 1e-6);
        if is_free(wanted_at) {
            return wanted_at;
        }
        let edges = near.iter().flat_map(|taken| [taken - apart, taken + apart]);
        edges
            .filter(|at| (low..=high).contains(at) && is_free(*at))
            .min_by(|one, two| (one - wanted_at).abs().total_cmp(&(two - wanted_at).abs()))
            .unwrap_or_else(|| widest_gap(&near, low, high).unwrap_or(wanted_at))
    }

    fn parallel(&self, owner: usize, wanted: Stretch, bounds: (f64, f64)) -> Vec<f64> {
        let (low, high) = bounds;
        let (taken, from, to) = match wanted.along {
            Along::X => (&self.along_x, [wanted.from, low], [wanted.to, high]),
            Along::Y => (&self.along_y, [low, wanted.from], [high, wanted.to]),
        };
        let axis = usize::from(wanted.along == Along::X);
        let within = taken.locate_in_envelope_intersecting(&AABB::from_corners(from, to));
        let mut places: Vec<f64> = within
            .filter(|line| line.data != owner)
            .map(|line| line.geom().lower()[axis])
            .collect();
        places.sort_by(f64::total_cmp);
        places
    }
}

/// The middle of the widest gap between the places taken.
fn widest_gap(taken: &[f64], low: f64, high: f64) -> Option<f64> {
    let inside = taken.iter().copied().filter(|at| (low..=high).contains(at));
    let stops: Vec<f64> = std::iter::once(low).chain(inside).chain([high]).collect();
    let gaps = stops
        .windows(2)
        .map(|pair| (pair[1] - pair[0], f64::midpoint(pair[0], pair[1])));
    gaps.max_by(|one, two| one.0.total_cmp(&two.0))
        .map(|gap| gap.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(at: f64) -> Stretch {
        Stretch {
            along: Along::X,
            at,
            from: 0.0,
            to: 100.0,
        }
    }

    #[test]
    fn a_stretch_moves_aside_for_the_lines_of_others_alone() {
        let mut tracks = Tracks::default();
        tracks.take(1, &[Point::new(0.0, 50.0), Point::new(100.0, 50.0)]);
        assert_eq!(tracks.free_place(2, level(51.0), (0.0, 100.0), 8.0), 58.0);
        assert_eq!(tracks.free_place(1, level(51.0), (0.0, 100.0), 8.0), 51.0);
    }

    #[test]
    fn a_stretch_without_room_takes_the_middle_of_the_widest_gap() {
        let mut tracks = Tracks::default();
        tracks.take(1, &[Point::new(0.0, 2.0), Point::new(100.0, 2.0)]);
        assert_eq!(tracks.free_place(2, level(0.0), (0.0, 8.0), 8.0), 5.0);
    }
}
