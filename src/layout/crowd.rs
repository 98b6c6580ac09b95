//! Knows which connectors pass through each free cell, to count crossings fast.

use kurbo::Point;

use super::cells::Cells;
use super::tracks::{Along, Stretch};

#[derive(Debug, Clone, Copy)]
struct Line {
    stretch: Stretch,
    owner: usize,
}

/// Stretches of connectors by the cells that they pass through.
#[derive(Debug, Default)]
pub(super) struct Crowd {
    lines: Vec<Vec<Line>>,
}

impl Crowd {
    /// Nobody in any of the cells.
    pub(super) fn new(cells: &Cells) -> Self {
        Self {
            lines: vec![Vec::new(); cells.count()],
        }
    }

    /// Adds the stretches of a connector.
    pub(super) fn take(&mut self, cells: &Cells, owner: usize, points: &[Point]) {
        for pair in points.windows(2) {
            let stretch = Stretch::between(pair[0], pair[1]);
            for cell in cells.touching(pair[0], pair[1]) {
                self.lines[cell].push(Line { stretch, owner });
            }
        }
    }

    /// How many stretches of others this one, which stays in the cell, crosses at a right angle.
    pub(super) fn crossings(&self, cell: usize, owner: usize, stretch: Stretch) -> usize {
        let crosses = |line: &&Line| {
            let other = line.stretch;
            line.owner != owner
                && other.along != stretch.along
                && (stretch.from..=stretch.to).contains(&other.at)
                && (other.from..=other.to).contains(&stretch.at)
        };
        self.lines[cell].iter().filter(crosses).count()
    }
}

impl Stretch {
    fn between(a: Point, b: Point) -> Self {
        if (a.y - b.y).abs() <= (a.x - b.x).abs() {
            Self {
                along: Along::X,
                at: a.y,
                from: a.x.min(b.x),
                to: a.x.max(b.x),
            }
        } else {
            Self {
                along: Along::Y,
                at: a.x,
                from: a.y.min(b.y),
                to: a.y.max(b.y),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use kurbo::Rect;

    use super::*;

    #[test]
    fn crossings_count_lines_of_others_at_a_right_angle() {
        let cells = Cells::around(&[Rect::new(0.0, 0.0, 10.0, 10.0)]);
        let mut crowd = Crowd::new(&cells);
        crowd.take(&cells, 1, &[Point::new(30.0, 2.0), Point::new(30.0, 8.0)]);
        let cell = cells.at(Point::new(30.0, 5.0)).unwrap();
        let level = Stretch {
            along: Along::X,
            at: 5.0,
            from: 20.0,
            to: 40.0,
        };
        assert_eq!(crowd.crossings(cell, 2, level), 1);
        assert_eq!(crowd.crossings(cell, 1, level), 0);
        assert_eq!(crowd.crossings(cell, 2, Stretch { to: 25.0, ..level }), 0);
    }
}
