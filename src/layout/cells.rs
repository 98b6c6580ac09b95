//! Cuts the space between boxes into cells that connectors can pass through.
//!
//! A sweep from top to bottom keeps the free stretches of the line; a stretch that stays the same
//! is one cell. Cells touch others above and below, never at their sides.

use kurbo::{Point, Rect};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

/// Far beyond every box.
const FAR: f64 = 1e9;

/// A free rectangle.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub(super) rect: Rect,
    /// Cells that touch its top edge, then those that touch its bottom edge.
    pub(super) above: Vec<usize>,
    pub(super) below: Vec<usize>,
}

/// All free cells of a drawing.
#[derive(Debug, Default)]
pub(super) struct Cells {
    cells: Vec<Cell>,
    tree: RTree<GeomWithData<Rectangle<[f64; 2]>, usize>>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Stretch {
    from: f64,
    to: f64,
    cell: usize,
}

impl Cells {
    /// Cuts up everything outside the obstacles, which may overlap.
    pub(super) fn around(obstacles: &[Rect]) -> Self {
        let mut starts: Vec<&Rect> = obstacles.iter().collect();
        starts.sort_by(|one, two| one.y0.total_cmp(&two.y0).then(one.x0.total_cmp(&two.x0)));
        let mut levels: Vec<f64> = obstacles
            .iter()
            .flat_map(|rect| [rect.y0, rect.y1])
            .collect();
        levels.sort_by(f64::total_cmp);
        levels.dedup();
        let mut sweep = Sweep::default();
        sweep.advance(-FAR);
        let mut next = 0;
        for y in levels {
            sweep.active.retain(|rect| rect.y1 > y);
            while let Some(rect) = starts.get(next).filter(|rect| rect.y0 <= y) {
                let at = sweep.active.partition_point(|other| other.x0 <= rect.x0);
                sweep.active.insert(at, **rect);
                next += 1;
            }
            sweep.advance(y);
        }
        sweep.finish()
    }

    pub(super) fn cell(&self, index: usize) -> &Cell {
        &self.cells[index]
    }

    pub(super) fn count(&self) -> usize {
        self.cells.len()
    }

    /// The cells that a straight stretch passes through or touches.
    pub(super) fn touching(&self, a: Point, b: Point) -> impl Iterator<Item = usize> {
        let corners = ([a.x.min(b.x), a.y.min(b.y)], [a.x.max(b.x), a.y.max(b.y)]);
        let envelope = AABB::from_corners(corners.0, corners.1);
        let found = self.tree.locate_in_envelope_intersecting(&envelope);
        let found: Vec<usize> = found.map(|cell| cell.data).collect();
        found.into_iter()
    }

    /// A cell that the point lies in or on the edge of.
    pub(super) fn at(&self, point: Point) -> Option<usize> {
        let at = self.tree.locate_all_at_point(&[point.x, point.y]);
        at.map(|found| found.data).min()
    }
}

#[derive(Default)]
struct Sweep {
    active: Vec<Rect>,
    line: Vec<Stretch>,
    cells: Vec<Cell>,
}

impl Sweep {
    /// Closes and opens cells at `y`, as the active obstacles say.
    fn advance(&mut self, y: f64) {
        let free = free_stretches(&self.active);
        let old = std::mem::take(&mut self.line);
        let mut unchanged = old.iter().peekable();
        for &(from, to) in &free {
            while unchanged.next_if(|stretch| stretch.from < from).is_some() {}
            let same = unchanged
                .peek()
                .filter(|stretch| stretch.from == from && stretch.to == to);
            let cell = same.map_or_else(
                || {
                    self.cells.push(Cell {
                        rect: Rect::new(from, y, to, FAR),
                        above: Vec::new(),
                        below: Vec::new(),
                    });
                    self.cells.len() - 1
                },
                |stretch| stretch.cell,
            );
            self.line.push(Stretch { from, to, cell });
        }
        self.link(&old, y);
    }

    fn link(&mut self, old: &[Stretch], y: f64) {
        let mut first = 0;
        for stretch in old {
            while self
                .line
                .get(first)
                .is_some_and(|new| new.to < stretch.from)
            {
                first += 1;
            }
            let touching = self.line[first..]
                .iter()
                .take_while(|new| new.from <= stretch.to);
            let mut is_closed = true;
            for new in touching {
                if new.cell == stretch.cell {
                    is_closed = false;
                    break;
                }
                if new.to.min(stretch.to) >= new.from.max(stretch.from) {
                    self.cells[stretch.cell].below.push(new.cell);
                    self.cells[new.cell].above.push(stretch.cell);
                }
            }
            if is_closed {
                self.cells[stretch.cell].rect.y1 = y;
            }
        }
    }

    fn finish(self) -> Cells {
        let entry = |(index, cell): (usize, &Cell)| {
            let corners = ([cell.rect.x0, cell.rect.y0], [cell.rect.x1, cell.rect.y1]);
            GeomWithData::new(Rectangle::from_corners(corners.0, corners.1), index)
        };
        let tree = RTree::bulk_load(self.cells.iter().enumerate().map(entry).collect());
        Cells {
            cells: self.cells,
            tree,
        }
    }
}

/// What the obstacles, sorted by left edge, leave free of the line.
fn free_stretches(active: &[Rect]) -> Vec<(f64, f64)> {
    let mut free = Vec::with_capacity(active.len() + 1);
    let mut from = -FAR;
    for rect in active {
        if rect.x0 > from {
            free.push((from, rect.x0));
        }
        from = from.max(rect.x1);
    }
    free.push((from, FAR));
    free
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_free_and_cover_what_lies_between_boxes() {
        let boxes = [
            Rect::new(0.0, 0.0, 10.0, 10.0),
            Rect::new(20.0, 5.0, 30.0, 15.0),
        ];
        let cells = Cells::around(&boxes);
        for x in -5..35 {
            for y in -5..20 {
                let point = Point::new(f64::from(x) + 0.5, f64::from(y) + 0.5);
                let is_free = !boxes.iter().any(|rect| rect.contains(point));
                assert_eq!(cells.at(point).is_some(), is_free, "{point:?}");
            }
        }
    }

    #[test]
    fn cells_touch_those_above_and_below() {
        let cells = Cells::around(&[Rect::new(0.0, 0.0, 10.0, 10.0)]);
        let find = |x, y| cells.at(Point::new(x, y)).map(|index| cells.cell(index));
        let (left, above) = (find(-5.0, 5.0).unwrap(), find(5.0, -5.0).unwrap());
        assert_eq!(above.below.len(), 2);
        assert_eq!((left.above.len(), left.below.len()), (1, 1));
    }
}
