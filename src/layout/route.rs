//! Routes connectors that leave the trees around boxes and marks.
//!
//! A search over free cells finds a short way with few bends and crossings; then every stretch
//! of it takes a free track. Connectors are routed one after the other in order.

use kurbo::{Point, Rect, Size};

use super::cells::Cells;
use super::compose::Parts;
use super::connect::{Link, straightened};
use super::crowd::Crowd;
use super::graph::Node;
use super::place::{Places, with_skirt};
use super::placed::Side;
use super::search::{End, Search, Way};
use super::tracks::{Along, Stretch, Tracks};

/// Routes the given connectors: the step's to its target, or a premise's to its step.
pub(super) fn cross_links(
    parts: &Parts<'_>,
    places: &Places,
    tree: &[Link],
    others: &[(usize, Option<usize>)],
) -> Vec<Link> {
    if others.is_empty() {
        return Vec::new();
    }
    let mut router = Router {
        parts,
        places,
        tree,
        space: Space::new(parts, places, tree, parts.gaps.track),
        narrow: None,
        tracks: Tracks::default(),
    };
    for link in tree {
        router.take(link.step, &link.points);
    }
    let search = Search::new(others.len());
    others
        .iter()
        .map(|&(step, premise)| {
            let link = router.link(&search, step, premise);
            router.take(step, &link.points);
            link
        })
        .collect()
}

/// Boxes and marks with some space around them, the brackets between marks and premises, where
/// there is no room for others, and the arrowheads.
fn obstacles(parts: &Parts<'_>, places: &Places, tree: &[Link], clearance: f64) -> Vec<Rect> {
    let shown = |(rect, skirt): (&Rect, &Size)| with_skirt(*rect, *skirt);
    let claims = places.claims.iter().zip(&parts.sizes.claim_skirts);
    let marks = places.marks.iter().zip(&parts.sizes.mark_skirts);
    let claim_shown = |i: &usize| parts.forest.claim_visible[*i];
    let mark_shown = |i: &usize| parts.forest.step_visible[*i];
    let claims = claims
        .enumerate()
        .filter(|(i, _)| claim_shown(i))
        .map(|(_, both)| shown(both));
    let marks = marks
        .enumerate()
        .filter(|(i, _)| mark_shown(i))
        .map(|(_, both)| shown(both));
    let boxes = claims.chain(marks);
    let boxes = boxes.map(|rect| rect.inflate(clearance, clearance));
    let brackets = tree.iter().filter(|link| link.premise.is_some());
    let brackets = brackets.filter_map(|link| {
        let (first, rest) = link.points.split_first()?;
        let whole = Rect::from_points(*first, *first);
        let whole = rest
            .iter()
            .fold(whole, |whole, point| whole.union_pt(*point));
        Some(whole.inflate(1.0, 0.0))
    });
    let conclusions = tree.iter().filter(|link| link.premise.is_none());
    let arrowheads = conclusions.filter_map(|link| arrowhead(link, parts.gaps.above_mark));
    boxes.chain(brackets).chain(arrowheads).collect()
}

/// The ground of a connector's arrowhead, which is about half as long as the space given.
fn arrowhead(link: &Link, space: f64) -> Option<Rect> {
    let [.., before, end] = link.points[..] else {
        return None;
    };
    let length = (space * 0.6).min((before - end).hypot());
    let base = end + (before - end).normalize() * length;
    let (along, across) = (0.0, space / 4.0);
    let is_level = (before.y - end.y).abs() < 1e-6;
    let (dx, dy) = if is_level {
        (along, across)
    } else {
        (across, along)
    };
    Some(Rect::from_points(base, end).inflate(dx, dy)).filter(Rect::is_finite)
}

/// The free space at some distance from everything.
struct Space {
    cells: Cells,
    crowd: Crowd,
    clearance: f64,
}

impl Space {
    fn new(parts: &Parts<'_>, places: &Places, tree: &[Link], clearance: f64) -> Self {
        let obstacles = obstacles(parts, places, tree, clearance);
        let cells = Cells::around(&obstacles);
        let crowd = Crowd::new(&cells);
        Self {
            cells,
            crowd,
            clearance,
        }
    }
}

struct Router<'a> {
    parts: &'a Parts<'a>,
    places: &'a Places,
    tree: &'a [Link],
    space: Space,
    /// Space closer to the boxes, for connectors that find no way otherwise.
    narrow: Option<Space>,
    tracks: Tracks,
}

impl Router<'_> {
    fn take(&mut self, step: usize, points: &[Point]) {
        self.tracks.take(step, points);
        let Space { cells, crowd, .. } = &mut self.space;
        crowd.take(cells, step, points);
    }

    fn link(&mut self, search: &Search, step: usize, premise: Option<usize>) -> Link {
        if let Some(link) = self.link_in(&self.space, search, step, premise) {
            return link;
        }
        let clearance = self.parts.gaps.track / 4.0;
        let narrow = self.narrow.take();
        let narrow =
            narrow.unwrap_or_else(|| Space::new(self.parts, self.places, self.tree, clearance));
        let link = self.link_in(&narrow, search, step, premise);
        self.narrow = Some(narrow);
        link.unwrap_or_else(|| self.straight_link(step, premise))
    }

    fn link_in(
        &self,
        space: &Space,
        search: &Search,
        step: usize,
        premise: Option<usize>,
    ) -> Option<Link> {
        let room = Room {
            parts: self.parts,
            places: self.places,
            space,
        };
        let (starts, ends) = room.ends(step, premise);
        let way = search.find(&space.cells, &space.crowd, step, &starts, &ends)?;
        let drawing = Drawing {
            room,
            tracks: &self.tracks,
            owner: step,
            way: &way,
        };
        let points = straightened(drawing.points(premise.is_none()));
        let (from, to) = (way.start.side, way.end.side);
        Some(Link {
            step,
            premise,
            from,
            to,
            points,
            crosses: true,
        })
    }

    /// A way for when everything is closed in: up or down, along, and on.
    fn straight_link(&self, step: usize, premise: Option<usize>) -> Link {
        let mark = self.places.marks[step];
        let (from, to) = match (premise, self.parts.targets[step]) {
            (Some(claim), _) => (self.places.claims[claim], mark),
            (None, Node::Claim(claim)) => (mark, self.places.claims[claim]),
            (None, Node::Step(target)) => (mark, self.places.marks[target]),
        };
        let start = Point::new(from.center().x, from.y0);
        let end = Point::new(to.center().x, to.y1);
        let y = f64::midpoint(start.y, end.y);
        let points = vec![start, Point::new(start.x, y), Point::new(end.x, y), end];
        let points = straightened(points);
        Link {
            step,
            premise,
            from: Side::Top,
            to: Side::Bottom,
            points,
            crosses: true,
        }
    }
}

/// Where connectors may start and end in a space.
#[derive(Clone, Copy)]
struct Room<'a> {
    parts: &'a Parts<'a>,
    places: &'a Places,
    space: &'a Space,
}

impl Room<'_> {
    fn ends(&self, step: usize, premise: Option<usize>) -> (Vec<End>, Vec<End>) {
        let mark = self.places.marks[step];
        match (premise, self.parts.targets[step]) {
            (Some(claim), _) => (self.ends_of_premise(claim), self.ends_of_mark(step)),
            (None, Node::Claim(claim)) => (self.exits_of(mark), self.ends_of_target(claim)),
            (None, Node::Step(target)) => {
                (self.exits_of(mark), self.sides(self.places.marks[target]))
            }
        }
    }

    /// An end on a side of a box, if there is a free cell outside.
    fn end(&self, rect: Rect, side: Side, along: f64, cost: f64) -> Option<End> {
        let out = self.space.clearance;
        let x = rect.x0 + rect.width() * along;
        let y = rect.y0 + rect.height() * along;
        let (at, outside) = match side {
            Side::Top => (Point::new(x, rect.y0), Point::new(x, rect.y0 - out)),
            Side::Bottom => (Point::new(x, rect.y1), Point::new(x, rect.y1 + out)),
            Side::Left => (Point::new(rect.x0, y), Point::new(rect.x0 - out, y)),
            Side::Right => (Point::new(rect.x1, y), Point::new(rect.x1 + out, y)),
        };
        let cell = self.space.cells.at(outside)?;
        Some(End {
            side,
            at,
            outside,
            cell,
            cost,
        })
    }

    fn ends_of_premise(&self, claim: usize) -> Vec<End> {
        let rect = self.places.claims[claim];
        let is_free_below = self.parts.forest.steps_of_claim[claim].is_empty();
        let below = if is_free_below { 10.0 } else { 60.0 };
        [
            self.end(rect, Side::Top, 0.25, 10.0),
            self.end(rect, Side::Top, 0.75, 10.0),
            self.end(rect, Side::Left, 0.5, 0.0),
            self.end(rect, Side::Right, 0.5, 0.0),
            self.end(rect, Side::Left, 0.25, 4.0),
            self.end(rect, Side::Right, 0.25, 4.0),
            self.end(rect, Side::Left, 0.75, 4.0),
            self.end(rect, Side::Right, 0.75, 4.0),
            self.end(rect, Side::Bottom, 0.75, below),
            self.end(rect, Side::Bottom, 0.25, below),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn ends_of_mark(&self, step: usize) -> Vec<End> {
        let rect = self.places.marks[step];
        let has_premises = self.parts.forest.premises_at_home(step).next().is_some();
        let has_undercuts = !self.parts.forest.steps_of_step[step].is_empty();
        [
            self.end(
                rect,
                Side::Bottom,
                0.5,
                if has_premises { 40.0 } else { 0.0 },
            ),
            self.end(
                rect,
                Side::Right,
                0.5,
                if has_undercuts { 200.0 } else { 20.0 },
            ),
            self.end(rect, Side::Left, 0.5, 30.0),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn ends_of_target(&self, claim: usize) -> Vec<End> {
        let rect = self.places.claims[claim];
        let ports = [0.5, 0.3, 0.7, 0.15, 0.85];
        let below = ports
            .iter()
            .filter_map(|&along| self.end(rect, Side::Bottom, along, 0.0));
        below.chain(self.sides(rect)).collect()
    }

    fn exits_of(&self, mark: Rect) -> Vec<End> {
        let top = self.end(mark, Side::Top, 0.5, 0.0);
        top.into_iter().chain(self.sides(mark)).collect()
    }

    fn sides(&self, rect: Rect) -> Vec<End> {
        [Side::Left, Side::Right]
            .into_iter()
            .filter_map(|side| self.end(rect, side, 0.5, 10.0))
            .collect()
    }
}

/// Turns a way into a line, every stretch on a track of its own.
struct Drawing<'a> {
    room: Room<'a>,
    tracks: &'a Tracks,
    owner: usize,
    way: &'a Way,
}

impl Drawing<'_> {
    fn points(&self, has_arrow: bool) -> Vec<Point> {
        let way = self.way;
        let xs = self.upright_tracks();
        let mut points = vec![way.start.at, way.start.outside];
        let last = way.cells.len() - 1;
        for (index, &cell) in way.cells.iter().enumerate() {
            let (from, to) = (xs[index], xs[index + 1]);
            if (from - to).abs() < 1e-6 {
                continue;
            }
            let y = if index == 0 && !way.start.is_upright() {
                way.start.outside.y
            } else if index == last && !way.end.is_upright() {
                way.end.outside.y
            } else {
                self.level_track(cell, (from, to), has_arrow && index == last)
            };
            points.push(Point::new(from, y));
            points.push(Point::new(to, y));
        }
        points.push(way.end.outside);
        points.push(way.end.at);
        squared(points)
    }

    /// Where the way crosses each border between cells, start and end included.
    fn upright_tracks(&self) -> Vec<f64> {
        let way = self.way;
        let mut xs = way.xs.clone();
        let count = xs.len();
        let mut first = 1;
        while first + 1 < count {
            let mut last = first;
            while last + 2 < count && (xs[last + 1] - xs[first]).abs() < 1e-6 {
                last += 1;
            }
            // Stretches that begin or end at a port stay with the port.
            let at_start = first == 1 && (xs[0] - xs[1]).abs() < 1e-6 && way.start.is_upright();
            let at_end = last + 2 == count
                && (xs[last] - xs[count - 1]).abs() < 1e-6
                && way.end.is_upright();
            if !at_start && !at_end {
                let (mut low, mut high) = (f64::NEG_INFINITY, f64::INFINITY);
                for border in first..=last {
                    let one = self.room.space.cells.cell(way.cells[border - 1]).rect;
                    let two = self.room.space.cells.cell(way.cells[border]).rect;
                    low = low.max(one.x0).max(two.x0);
                    high = high.min(one.x1).min(two.x1);
                }
                let ys = [way.cells[first - 1], way.cells[last]]
                    .map(|cell| self.room.space.cells.cell(cell).rect);
                let from = ys[0].y0.max(ys[1].y0).min(ys[0].y1.min(ys[1].y1));
                let to = ys[0].y0.max(ys[1].y0).max(ys[0].y1.min(ys[1].y1));
                let wanted = Stretch {
                    along: Along::Y,
                    at: xs[first],
                    from,
                    to,
                };
                let at = self.tracks.free_place(
                    self.owner,
                    wanted,
                    (low, high),
                    self.room.parts.gaps.track,
                );
                xs[first..=last].fill(at);
            }
            first = last + 1;
        }
        xs
    }

    fn level_track(&self, cell: usize, run: (f64, f64), has_arrow: bool) -> f64 {
        let rect = self.room.space.cells.cell(cell).rect;
        let arrow = if has_arrow && self.way.end.side == Side::Bottom {
            self.room.parts.gaps.track
        } else {
            0.0
        };
        let (low, high) = ((rect.y0 + arrow).min(rect.y1), rect.y1);
        let near = self.way.start.at.y.clamp(low, high);
        let middle = f64::midpoint(low, high);
        // In a high cell close to where the way came from, else in the middle of the gap.
        let wanted = if high - low > self.room.parts.gaps.sibling * 2.0 {
            near.clamp(
                low + self.room.space.clearance,
                high - self.room.space.clearance,
            )
        } else {
            middle
        };
        let stretch = Stretch {
            along: Along::X,
            at: wanted,
            from: run.0.min(run.1),
            to: run.0.max(run.1),
        };
        self.tracks
            .free_place(self.owner, stretch, (low, high), self.room.parts.gaps.track)
    }
}

/// Makes sure that every stretch is level or upright.
fn squared(points: Vec<Point>) -> Vec<Point> {
    let mut out: Vec<Point> = Vec::with_capacity(points.len() + 2);
    for point in points {
        if let Some(&last) = out.last() {
            let is_slanted = (last.x - point.x).abs() > 1e-6 && (last.y - point.y).abs() > 1e-6;
            if is_slanted {
                out.push(Point::new(last.x, point.y));
            }
        }
        out.push(point);
    }
    out
}
