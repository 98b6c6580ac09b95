//! Outlines of subtrees, and packing subtrees into a row along them.
//!
//! A contour is a list of segments from top to bottom, each as far left or right as its stretch
//! of the subtree reaches. Contours are linked lists with relative offsets, so that putting a
//! box on top, moving a subtree and joining two all cost constant time, and packing a row costs
//! the height of what it consumes: linear over a whole tree, as in van der Ploeg, "Drawing
//! non-layered tidy trees in linear time" (2014), whose threads these lists are. The first
//! comparison may move a subtree to the left too, the later mend of the published code.

const NONE: u32 = u32::MAX;

/// A stretch of two contours, the left and the right side of a box, or of one of them.
#[derive(Debug, Clone, Copy)]
struct Segment {
    height: f64,
    /// How far its edge lies right of the edge of the segment before, on each side.
    step: [f64; 2],
    next: [u32; 2],
}

/// A side of a box, and the contour that runs along it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Left = 0,
    Right = 1,
}
use Side::{Left, Right};

/// One side of a subtree, from its top down; positions are relative to the subtree's anchor.
#[derive(Debug, Clone, Copy, Default)]
struct Contour {
    head: u32,
    tail: u32,
    /// Edge of the last segment.
    tail_at: f64,
}

impl Contour {
    fn shifted(self, shift: f64) -> Self {
        Self {
            tail_at: self.tail_at + shift,
            ..self
        }
    }
}

/// Both sides of a subtree; both contours are equally high.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Outline {
    left: Contour,
    right: Contour,
    pub(super) height: f64,
    /// Leftmost and rightmost edge.
    pub(super) span: (f64, f64),
    /// What stands to the right keeps beyond this edge at any depth; for most of no effect.
    pub(super) reach: f64,
}

impl Outline {
    /// Says where its segments are once so many stand before them.
    pub(super) fn move_segments(&mut self, by: usize) {
        for contour in [&mut self.left, &mut self.right] {
            contour.head += by as u32;
            contour.tail += by as u32;
        }
    }
}

/// Outlines that are as high as they are.
pub(super) fn level(outlines: &[Outline]) -> impl Iterator<Item = (&Outline, f64)> {
    outlines.iter().map(|outline| (outline, 0.0))
}

/// A walker down a contour.
#[derive(Debug, Clone, Copy)]
struct Cursor {
    segment: u32,
    /// Edge of the segment.
    at: f64,
    /// Where the segment ends, from the top of the contour.
    bottom: f64,
}

/// All segments of all contours of one layout, and the room to pack rows in.
#[derive(Debug, Default)]
pub(super) struct Contours {
    segments: Vec<Segment>,
    spread: Spread,
    /// Depth and index of those in the row that are deeper than all to the right of them.
    deepest: Vec<(f64, usize)>,
}

impl Contours {
    /// Room for the contours of so many boxes.
    pub(super) fn with_capacity(count: usize) -> Self {
        Self {
            segments: Vec::with_capacity(count * 2),
            ..Self::default()
        }
    }

    /// How many segments there are.
    pub(super) fn len(&self) -> usize {
        self.segments.len()
    }

    /// Takes over the segments of others, after its own.
    pub(super) fn extend(&mut self, others: Self) {
        let by = self.segments.len() as u32;
        let moved = others.segments.into_iter().map(|mut segment| {
            for next in &mut segment.next {
                *next = if *next == NONE { NONE } else { *next + by };
            }
            segment
        });
        self.segments.extend(moved);
    }

    #[inline]
    fn segment(&mut self, height: f64, step: [f64; 2], next: [u32; 2]) -> u32 {
        self.segments.push(Segment { height, step, next });
        self.segments.len() as u32 - 1
    }

    /// The outline of one rectangle from `span.0` to `span.1`.
    #[inline]
    pub(super) fn rectangle(&mut self, height: f64, span: (f64, f64)) -> Outline {
        let head = self.segment(height, [span.0, span.1], [NONE; 2]);
        let side = |tail_at| Contour {
            head,
            tail: head,
            tail_at,
        };
        Outline {
            left: side(span.0),
            right: side(span.1),
            height,
            span,
            reach: f64::NEG_INFINITY,
        }
    }

    /// Puts a rectangle on top; afterwards positions are relative to an anchor from which the
    /// outline's own lies `shift` to the right.
    #[inline]
    pub(super) fn cap(
        &mut self,
        outline: &Outline,
        shift: f64,
        height: f64,
        span: (f64, f64),
    ) -> Outline {
        let (left, right) = (outline.left, outline.right);
        self.segments[left.head as usize].step[Left as usize] += shift - span.0;
        self.segments[right.head as usize].step[Right as usize] += shift - span.1;
        let head = self.segment(height, [span.0, span.1], [left.head, right.head]);
        let side = |below: Contour| Contour {
            head,
            tail: below.tail,
            tail_at: below.tail_at + shift,
        };
        Outline {
            left: side(left),
            right: side(right),
            height: outline.height + height,
            span: (
                span.0.min(outline.span.0 + shift),
                span.1.max(outline.span.1 + shift),
            ),
            reach: f64::NEG_INFINITY,
        }
    }

    #[inline]
    fn shift(&mut self, outline: &Outline, shift: f64) {
        self.segments[outline.left.head as usize].step[Left as usize] += shift;
        self.segments[outline.right.head as usize].step[Right as usize] += shift;
    }

    /// Moves the anchor: afterwards the outline lies `shift` further right of it.
    #[inline]
    pub(super) fn shifted(&mut self, outline: Outline, shift: f64) -> Outline {
        self.shift(&outline, shift);
        Outline {
            left: outline.left.shifted(shift),
            right: outline.right.shifted(shift),
            height: outline.height,
            span: (outline.span.0 + shift, outline.span.1 + shift),
            reach: outline.reach + shift,
        }
    }

    #[inline]
    fn raise(&mut self, outline: &Outline, by: f64) {
        self.segments[outline.left.head as usize].height += by;
        if outline.right.head != outline.left.head {
            self.segments[outline.right.head as usize].height += by;
        }
    }

    /// Makes what is on top of the outline higher.
    #[inline]
    pub(super) fn raised(&mut self, outline: Outline, by: f64) -> Outline {
        self.raise(&outline, by);
        Outline {
            height: outline.height + by,
            ..outline
        }
    }

    /// Puts `below` under `above`; both are relative to one anchor.
    pub(super) fn stacked(&mut self, above: Outline, below: Outline) -> Outline {
        Outline {
            left: self.joined(Left, above.left, below.left),
            right: self.joined(Right, above.right, below.right),
            height: above.height + below.height,
            span: (
                above.span.0.min(below.span.0),
                above.span.1.max(below.span.1),
            ),
            reach: above.reach.max(below.reach),
        }
    }

    fn joined(&mut self, side: Side, above: Contour, below: Contour) -> Contour {
        self.segments[below.head as usize].step[side as usize] -= above.tail_at;
        self.segments[above.tail as usize].next[side as usize] = below.head;
        Contour {
            head: above.head,
            tail: below.tail,
            tail_at: below.tail_at,
        }
    }

    /// As this outline, but with a straight left side at `at`.
    pub(super) fn with_straight_left(&mut self, outline: Outline, at: f64) -> Outline {
        let head = self.segment(outline.height, [at; 2], [NONE; 2]);
        let left = Contour {
            head,
            tail: head,
            tail_at: at,
        };
        let low = outline.span.0.min(at);
        Outline {
            left,
            span: (low, outline.span.1),
            ..outline
        }
    }

    #[inline]
    fn start(&self, side: Side, contour: Contour, shift: f64) -> Cursor {
        let segment = &self.segments[contour.head as usize];
        Cursor {
            segment: contour.head,
            at: segment.step[side as usize] + shift,
            bottom: segment.height,
        }
    }

    #[inline]
    fn advance(&self, side: Side, cursor: Cursor) -> Option<Cursor> {
        let next = self.segments[cursor.segment as usize].next[side as usize];
        let segment = self.segments.get(next as usize)?;
        Some(Cursor {
            segment: next,
            at: cursor.at + segment.step[side as usize],
            bottom: cursor.bottom + segment.height,
        })
    }

    /// Packs outlines side by side, each as much higher on top as it says and then all tops level,
    /// `gap` apart at the closest; `at` becomes where the anchors stand. Both are relative to the
    /// first anchor.
    pub(super) fn row<'o>(
        &mut self,
        outlines: impl IntoIterator<Item = (&'o Outline, f64)>,
        gap: f64,
        at: &mut Vec<f64>,
    ) -> Option<Outline> {
        let mut outlines = outlines.into_iter();
        at.clear();
        let (row, by) = outlines.next()?;
        let mut row = self.raised(*row, by);
        at.push(0.0);
        self.deepest.clear();
        self.deepest.push((row.height, 0));
        for (outline, by) in outlines {
            let x = self.append(&mut row, (outline, by), at.len(), gap);
            at.push(x);
        }
        self.spread.apply(at);
        Some(row)
    }

    /// Adds the outline, so much higher, to the row; how far right of the row's anchor it stands.
    #[inline]
    fn append(
        &mut self,
        row: &mut Outline,
        (outline, by): (&Outline, f64),
        index: usize,
        gap: f64,
    ) -> f64 {
        self.raise(outline, by);
        let height = outline.height + by;
        let mut of_row = self.start(Right, row.right, gap);
        let mut of_new = self.start(Left, outline.left, 0.0);
        let beyond = row.reach + gap - outline.span.0;
        let mut at = (of_row.at - of_new.at).max(beyond);
        let mut low = self.deepest.len();
        // The rest of whichever side is longer continues the contour of both.
        let (rest_of_row, rest_of_new) = loop {
            while low > 1 && self.deepest[low - 1].0 < of_row.bottom - 1e-9 {
                low -= 1;
            }
            let push = of_row.at - (of_new.at + at);
            if push > 0.0 {
                self.spread.push(self.deepest[low - 1].1, index, push);
                at += push;
            }
            let (row_ends, new_ends) = (of_row.bottom, of_new.bottom);
            let next_of_row = if row_ends <= new_ends {
                self.advance(Right, of_row)
            } else {
                Some(of_row)
            };
            let next_of_new = if new_ends <= row_ends {
                self.advance(Left, of_new)
            } else {
                Some(of_new)
            };
            match (next_of_row, next_of_new) {
                (Some(next_of_row), Some(next_of_new)) => {
                    of_row = next_of_row;
                    of_new = next_of_new;
                }
                rest => break rest,
            }
        };
        self.shift(outline, at);
        let (new_left, new_right) = (outline.left.shifted(at), outline.right.shifted(at));
        if let Some(rest) = rest_of_new
            && height > row.height
        {
            let rest = Cursor {
                at: rest.at + at,
                ..rest
            };
            row.left = self.continued(Left, row.left, (rest, row.height), new_left);
        }
        row.right = match rest_of_row {
            Some(rest) if row.height > height => {
                let rest = Cursor {
                    at: rest.at - gap,
                    ..rest
                };
                self.continued(Right, new_right, (rest, height), row.right)
            }
            _ => new_right,
        };
        while let Some(&(depth, _)) = self.deepest.last()
            && depth <= height
        {
            self.deepest.pop();
        }
        self.deepest.push((height, index));
        row.height = row.height.max(height);
        row.span.0 = row.span.0.min(outline.span.0 + at);
        row.span.1 = row.span.1.max(outline.span.1 + at);
        row.reach = row.reach.max(outline.reach + at);
        at
    }

    /// The contour, which ends at a height, and below it what is left of the other one from the
    /// cursor on.
    fn continued(
        &mut self,
        side: Side,
        contour: Contour,
        (rest, from): (Cursor, f64),
        other: Contour,
    ) -> Contour {
        let next = self.segments[rest.segment as usize].next;
        let step = rest.at - contour.tail_at;
        let cut = self.segment(rest.bottom - from, [step; 2], next);
        self.segments[contour.tail as usize].next[side as usize] = cut;
        let tail = if rest.segment == other.tail {
            cut
        } else {
            other.tail
        };
        Contour {
            head: contour.head,
            tail,
            tail_at: other.tail_at,
        }
    }
}

/// Room that pushes made between siblings, shared evenly among those in between.
#[derive(Debug, Default)]
struct Spread {
    rate: Vec<f64>,
    offset: Vec<f64>,
    is_used: bool,
}

impl Spread {
    /// `right` moved by `push` away from `left`: those between take their share.
    fn push(&mut self, left: usize, right: usize, push: f64) {
        if right - left < 2 {
            return;
        }
        self.is_used = true;
        if self.rate.len() <= right {
            self.rate.resize(right + 1, 0.0);
            self.offset.resize(right + 1, 0.0);
        }
        let share = push / (right - left) as f64;
        self.rate[left + 1] += share;
        self.rate[right] -= share;
        self.offset[right] -= share * (right - left - 1) as f64;
    }

    fn apply(&mut self, at: &mut [f64]) {
        if !std::mem::take(&mut self.is_used) {
            return;
        }
        let (mut rate, mut moved) = (0.0, 0.0);
        let changes = self.rate.iter_mut().zip(&mut self.offset);
        for (at, (change, offset)) in at.iter_mut().zip(changes) {
            rate += std::mem::take(change);
            moved += rate + std::mem::take(offset);
            *at += moved;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A narrow top of height 10 on a wide foot of height 10.
    fn bell(contours: &mut Contours) -> Outline {
        let foot = contours.rectangle(10.0, (-50.0, 50.0));
        contours.cap(&foot, 0.0, 10.0, (-10.0, 10.0))
    }

    fn row(contours: &mut Contours, outlines: &[Outline], gap: f64) -> (Vec<f64>, Outline) {
        let mut at = Vec::new();
        let row = contours.row(level(outlines), gap, &mut at);
        (at, row.unwrap())
    }

    #[test]
    fn neighbours_stand_the_gap_apart_where_they_are_closest() {
        let mut contours = Contours::default();
        let outlines = [bell(&mut contours), contours.rectangle(10.0, (-10.0, 10.0))];
        let (at, outline) = row(&mut contours, &outlines, 5.0);
        assert_eq!(at, [0.0, 25.0]);
        assert_eq!(outline.span, (-50.0, 50.0));
    }

    #[test]
    fn what_is_deeper_keeps_the_next_one_away_past_a_low_neighbour() {
        let mut contours = Contours::default();
        let low = contours.rectangle(10.0, (-10.0, 10.0));
        let outlines = [bell(&mut contours), low, bell(&mut contours)];
        let (at, _) = row(&mut contours, &outlines, 5.0);
        assert_eq!(at[2] - at[0], 105.0);
    }

    #[test]
    fn low_neighbours_share_the_room_between_deep_ones() {
        let mut contours = Contours::default();
        let mut outlines = vec![bell(&mut contours)];
        outlines.extend((0..2).map(|_| contours.rectangle(10.0, (-10.0, 10.0))));
        outlines.push(bell(&mut contours));
        let (at, _) = row(&mut contours, &outlines, 5.0);
        let steps: Vec<f64> = at.windows(2).map(|pair| pair[1] - pair[0]).collect();
        assert!(
            steps.iter().all(|step| (step - 35.0).abs() < 1e-9),
            "{at:?}"
        );
    }

    #[test]
    fn a_stack_is_as_high_as_its_parts_and_as_wide_as_the_widest() {
        let mut contours = Contours::default();
        let (above, below) = (bell(&mut contours), contours.rectangle(30.0, (0.0, 80.0)));
        let stack = contours.stacked(above, below);
        assert_eq!((stack.height, stack.span), (50.0, (-50.0, 80.0)));
        let beside = contours.rectangle(50.0, (0.0, 10.0));
        assert_eq!(row(&mut contours, &[stack, beside], 0.0).0, [0.0, 80.0]);
    }

    #[test]
    fn a_raised_outline_keeps_others_away_from_the_space_above_it() {
        let mut contours = Contours::default();
        let foot = contours.rectangle(10.0, (-50.0, 50.0));
        let foot = contours.raised(foot, 20.0);
        let low = contours.rectangle(20.0, (0.0, 10.0));
        assert_eq!(row(&mut contours, &[foot, low], 0.0).0, [0.0, 50.0]);
    }
}
