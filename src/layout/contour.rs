//! Outlines of subtrees, and packing subtrees into a row along them.
//!
//! A contour is a list of segments from top to bottom, each as far left or right as its stretch
//! of the subtree reaches. Contours are linked lists with relative offsets, so that putting a
//! box on top, moving a subtree and joining two all cost constant time, and packing a row costs
//! the height of what it consumes: linear over a whole tree, as in van der Ploeg, "Drawing
//! non-layered tidy trees in linear time" (2014), whose threads these lists are.

const NONE: usize = usize::MAX;

/// A stretch of a contour.
#[derive(Debug, Clone, Copy)]
struct Segment {
    height: f64,
    /// How far its edge lies right of the edge of the segment before.
    step: f64,
    next: usize,
}

/// One side of a subtree, from its top down; positions are relative to the subtree's anchor.
#[derive(Debug, Clone, Copy)]
pub(super) struct Contour {
    head: usize,
    tail: usize,
    /// Edge of the last segment.
    tail_at: f64,
}

/// Both sides of a subtree; both contours are equally high.
#[derive(Debug, Clone, Copy)]
pub(super) struct Outline {
    left: Contour,
    right: Contour,
    /// Height of the contours: the subtree's, and the space kept free below it.
    pub(super) height: f64,
    /// Leftmost and rightmost edge.
    pub(super) span: (f64, f64),
}

/// A walker down a contour.
#[derive(Debug, Clone, Copy)]
struct Cursor {
    segment: usize,
    /// Edge of the segment.
    at: f64,
    /// Where the segment ends, from the top of the contour.
    bottom: f64,
}

/// All segments of all contours of one layout.
#[derive(Debug, Default)]
pub(super) struct Contours {
    segments: Vec<Segment>,
}

impl Contours {
    fn segment(&mut self, height: f64, step: f64, next: usize) -> usize {
        self.segments.push(Segment { height, step, next });
        self.segments.len() - 1
    }

    /// The outline of one rectangle from `span.0` to `span.1`.
    pub(super) fn rectangle(&mut self, height: f64, span: (f64, f64)) -> Outline {
        let mut side = |at| {
            let head = self.segment(height, at, NONE);
            Contour {
                head,
                tail: head,
                tail_at: at,
            }
        };
        Outline {
            left: side(span.0),
            right: side(span.1),
            height,
            span,
        }
    }

    /// Puts a rectangle on top; afterwards positions are relative to an anchor from which the
    /// outline's own lies `shift` to the right.
    pub(super) fn cap(
        &mut self,
        outline: Outline,
        shift: f64,
        height: f64,
        span: (f64, f64),
    ) -> Outline {
        let left = self.cap_side(outline.left, shift, height, span.0);
        let right = self.cap_side(outline.right, shift, height, span.1);
        let low = span.0.min(outline.span.0 + shift);
        let high = span.1.max(outline.span.1 + shift);
        Outline {
            left,
            right,
            height: outline.height + height,
            span: (low, high),
        }
    }

    fn cap_side(&mut self, side: Contour, shift: f64, height: f64, at: f64) -> Contour {
        self.segments[side.head].step += shift - at;
        let head = self.segment(height, at, side.head);
        Contour {
            head,
            tail: side.tail,
            tail_at: side.tail_at + shift,
        }
    }

    /// Moves the anchor: afterwards the outline lies `shift` further right of it.
    pub(super) fn shifted(&mut self, outline: Outline, shift: f64) -> Outline {
        self.segments[outline.left.head].step += shift;
        self.segments[outline.right.head].step += shift;
        Outline {
            left: Contour {
                tail_at: outline.left.tail_at + shift,
                ..outline.left
            },
            right: Contour {
                tail_at: outline.right.tail_at + shift,
                ..outline.right
            },
            height: outline.height,
            span: (outline.span.0 + shift, outline.span.1 + shift),
        }
    }

    /// Makes the outline lower or higher at its bottom, by at most the height of its last box.
    pub(super) fn trimmed(&mut self, outline: Outline, by: f64) -> Outline {
        self.segments[outline.left.tail].height -= by;
        self.segments[outline.right.tail].height -= by;
        Outline {
            height: outline.height - by,
            ..outline
        }
    }

    /// Puts `below` under `above`; both are relative to one anchor.
    pub(super) fn stacked(&mut self, above: Outline, below: Outline) -> Outline {
        Outline {
            left: self.joined(above.left, below.left),
            right: self.joined(above.right, below.right),
            height: above.height + below.height,
            span: (
                above.span.0.min(below.span.0),
                above.span.1.max(below.span.1),
            ),
        }
    }

    fn joined(&mut self, above: Contour, below: Contour) -> Contour {
        self.segments[below.head].step -= above.tail_at;
        self.segments[above.tail].next = below.head;
        Contour {
            head: above.head,
            tail: below.tail,
            tail_at: below.tail_at,
        }
    }

    /// An outline with straight sides at the span, as high as this one.
    pub(super) fn boxed(&mut self, outline: Outline) -> Outline {
        self.rectangle(outline.height, outline.span)
    }

    /// As this outline, but with a straight left side at `at`.
    pub(super) fn with_straight_left(&mut self, outline: Outline, at: f64) -> Outline {
        let head = self.segment(outline.height, at, NONE);
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

    fn start(&self, side: Contour, shift: f64) -> Cursor {
        let segment = self.segments[side.head];
        Cursor {
            segment: side.head,
            at: segment.step + shift,
            bottom: segment.height,
        }
    }

    fn advance(&self, cursor: Cursor) -> Option<Cursor> {
        let next = self.segments[cursor.segment].next;
        let segment = self.segments.get(next)?;
        Some(Cursor {
            segment: next,
            at: cursor.at + segment.step,
            bottom: cursor.bottom + segment.height,
        })
    }

    /// Packs outlines side by side, all tops level, `gap` apart at the closest. Yields where the
    /// anchors stand and the outline of all, both relative to the first anchor.
    pub(super) fn row(&mut self, outlines: &[Outline], gap: f64) -> (Vec<f64>, Option<Outline>) {
        let Some(&first) = outlines.first() else {
            return (Vec::new(), None);
        };
        let mut row = Row {
            at: vec![0.0],
            spread: Spread::new(outlines.len()),
            outline: first,
            deepest: vec![(first.height, 0)],
        };
        for &outline in &outlines[1..] {
            self.append(&mut row, outline, gap);
        }
        let at = row.spread.applied(row.at);
        (at, Some(row.outline))
    }

    fn append(&mut self, row: &mut Row, outline: Outline, gap: f64) {
        let index = row.at.len();
        let mut of_row = self.start(row.outline.right, gap);
        let mut of_new = self.start(outline.left, 0.0);
        let mut moved: Option<f64> = None;
        let mut low = row.deepest.len();
        // The rest of whichever side is longer continues the contour of both.
        let (rest_of_row, rest_of_new) = loop {
            while low > 1 && row.deepest[low - 1].0 < of_row.bottom - 1e-9 {
                low -= 1;
            }
            let push = of_row.at - (of_new.at + moved.unwrap_or(0.0));
            if moved.is_none() || push > 0.0 {
                if moved.is_some() {
                    row.spread.push(row.deepest[low - 1].1, index, push);
                }
                moved = Some(moved.unwrap_or(0.0) + push);
            }
            let (row_ends, new_ends) = (of_row.bottom, of_new.bottom);
            let next_of_row = if row_ends <= new_ends {
                self.advance(of_row)
            } else {
                Some(of_row)
            };
            let next_of_new = if new_ends <= row_ends {
                self.advance(of_new)
            } else {
                Some(of_new)
            };
            match (next_of_row, next_of_new) {
                (Some(next_of_row), Some(next_of_new)) => {
                    of_row = next_of_row;
                    of_new = next_of_new;
                }
                (rest_of_row, rest_of_new) => break (rest_of_row, rest_of_new),
            }
        };
        let at = moved.unwrap_or(0.0);
        row.at.push(at);
        let placed = self.shifted(outline, at);
        self.join_row(
            row,
            placed,
            rest_of_row,
            rest_of_new.map(|rest| Cursor {
                at: rest.at + at,
                ..rest
            }),
            gap,
        );
        while row
            .deepest
            .last()
            .is_some_and(|&(depth, _)| depth <= placed.height)
        {
            row.deepest.pop();
        }
        row.deepest.push((placed.height, index));
    }

    fn join_row(
        &mut self,
        row: &mut Row,
        placed: Outline,
        rest_of_row: Option<Cursor>,
        rest_of_new: Option<Cursor>,
        gap: f64,
    ) {
        let old = row.outline;
        let left = match rest_of_new {
            Some(rest) if placed.height > old.height => {
                self.continued(old.left, rest, old.height, placed.left)
            }
            _ => old.left,
        };
        let right = match rest_of_row {
            Some(rest) if old.height > placed.height => {
                let rest = Cursor {
                    at: rest.at - gap,
                    ..rest
                };
                self.continued(placed.right, rest, placed.height, old.right)
            }
            _ => placed.right,
        };
        row.outline = Outline {
            left,
            right,
            height: old.height.max(placed.height),
            span: (old.span.0.min(placed.span.0), old.span.1.max(placed.span.1)),
        };
    }

    /// `side`, which ends at `from`, and below it what is left of `other` from the cursor on.
    fn continued(&mut self, side: Contour, rest: Cursor, from: f64, other: Contour) -> Contour {
        let next = self.segments[rest.segment].next;
        let cut = self.segment(rest.bottom - from, rest.at - side.tail_at, next);
        self.segments[side.tail].next = cut;
        let tail = if rest.segment == other.tail {
            cut
        } else {
            other.tail
        };
        Contour {
            head: side.head,
            tail,
            tail_at: other.tail_at,
        }
    }
}

/// A row that grows to the right.
struct Row {
    at: Vec<f64>,
    spread: Spread,
    outline: Outline,
    /// Depth and index of those that are deeper than all to the right of them.
    deepest: Vec<(f64, usize)>,
}

/// Room that pushes made between siblings, shared evenly among those in between.
struct Spread {
    rate: Vec<f64>,
    offset: Vec<f64>,
}

impl Spread {
    fn new(len: usize) -> Self {
        Self {
            rate: vec![0.0; len + 1],
            offset: vec![0.0; len + 1],
        }
    }

    /// `right` moved by `push` away from `left`: those between take their share.
    fn push(&mut self, left: usize, right: usize, push: f64) {
        if right - left < 2 {
            return;
        }
        let share = push / (right - left) as f64;
        self.rate[left + 1] += share;
        self.rate[right] -= share;
        self.offset[right] -= share * (right - left - 1) as f64;
    }

    fn applied(self, mut at: Vec<f64>) -> Vec<f64> {
        let (mut rate, mut moved) = (0.0, 0.0);
        for (index, at) in at.iter_mut().enumerate() {
            rate += self.rate[index];
            moved += rate + self.offset[index];
            *at += moved;
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A narrow top of height 10 on a wide foot of height 10.
    fn bell(contours: &mut Contours) -> Outline {
        let foot = contours.rectangle(10.0, (-50.0, 50.0));
        contours.cap(foot, 0.0, 10.0, (-10.0, 10.0))
    }

    #[test]
    fn neighbours_stand_the_gap_apart_where_they_are_closest() {
        let mut contours = Contours::default();
        let row = [bell(&mut contours), contours.rectangle(10.0, (-10.0, 10.0))];
        let (at, outline) = contours.row(&row, 5.0);
        assert_eq!(at, [0.0, 25.0]);
        assert_eq!(outline.map(|outline| outline.span), Some((-50.0, 50.0)));
    }

    #[test]
    fn what_is_deeper_keeps_the_next_one_away_past_a_low_neighbour() {
        let mut contours = Contours::default();
        let low = contours.rectangle(10.0, (-10.0, 10.0));
        let row = [bell(&mut contours), low, bell(&mut contours)];
        let (at, _) = contours.row(&row, 5.0);
        assert_eq!(at[2] - at[0], 105.0);
    }

    #[test]
    fn low_neighbours_share_the_room_between_deep_ones() {
        let mut contours = Contours::default();
        let mut row = vec![bell(&mut contours)];
        row.extend((0..2).map(|_| contours.rectangle(10.0, (-10.0, 10.0))));
        row.push(bell(&mut contours));
        let (at, _) = contours.row(&row, 5.0);
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
        assert_eq!(contours.row(&[stack, beside], 0.0).0, [0.0, 80.0]);
    }
}
