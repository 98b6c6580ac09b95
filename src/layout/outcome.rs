//! Writes what was placed and connected into a layout: of the one before only what changed.

use std::collections::BTreeMap;

use kurbo::{Point, Rect, Vec2};

use super::both::both;
use super::findings::{Findings, LineKey};
use super::graph::Node;
use super::measure::Put;
use super::patch::{Edition, Fate, Heir, Patch, on_grid, rearrange};
use super::{Connector, Layout, PlacedClaim, PlacedMark};
use crate::model::Choice;

/// The layout, with who stands behind each of its entries.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    pub(super) layout: Layout,
    pub(super) patch: Patch,
    /// The numbers of the records, by index in the layout.
    claims: Vec<u32>,
    marks: Vec<u32>,
    lines: Vec<LineKey>,
    /// Claims in columns with the steps that begin one, as numbers, each list after its length.
    columns: Vec<u32>,
    homes: Vec<(u32, u32)>,
}

impl Outcome {
    /// Writes what was found over what stood here.
    pub(super) fn follow(&mut self, found: Findings<'_>) {
        self.patch.before = Some(std::mem::take(&mut self.patch.after));
        self.patch.after = Edition::default();
        let (layout, patch) = (&mut self.layout, &mut self.patch);
        let (claims, marks) = (&mut self.claims, &mut self.marks);
        let (placed, connectors) = (
            (&mut layout.claims, &mut layout.marks),
            &mut layout.connectors,
        );
        let count = found.drawing.boxes.len();
        let lines = || follow_lines(found, connectors, &mut self.lines);
        let boxes = || {
            let claims = follow_claims(found, placed.0, claims);
            (claims, follow_marks(found, placed.1, marks))
        };
        (patch.connectors, (patch.claims, patch.marks)) = both(count, lines, boxes);
        if found.is_same_drawing {
            return;
        }
        self.layout.badges.clear();
        let badges = found.badges.iter();
        let badges = badges.map(|(node, badge)| found.badge(*node, badge.clone()));
        self.layout.badges.extend(badges);
        self.follow_choices(found);
        self.follow_homes(found);
        self.layout.bounds = found.bounds(&self.layout.badges);
    }

    /// Claims in columns, for the view to remember.
    fn follow_choices(&mut self, found: Findings<'_>) {
        let columns = found.columns();
        if columns == self.columns {
            return;
        }
        let before = lists_of(&self.columns);
        let now = lists_of(&columns);
        let (claims, steps) = (&found.reading.claims, &found.reading.steps);
        if before.keys().any(|claim| !now.contains_key(claim)) {
            let in_columns = now.keys().map(|&&claim| found.claim_id(claim));
            let in_columns: std::collections::BTreeSet<_> = in_columns.collect();
            let choices = &mut self.layout.choices;
            choices.retain(|claim, _| in_columns.contains(claim));
        }
        for (&claim, starts) in &now {
            if before.get(claim) != Some(starts) {
                let id = claims.records[claims.ranks[*claim as usize] as usize]
                    .id
                    .clone();
                let starts = starts
                    .iter()
                    .map(|&step| steps.ranks[step as usize] as usize);
                let starts = starts.map(|rank| steps.records[rank].id.clone());
                let choice = Choice::Columns(starts.collect());
                self.layout.choices.insert(id, choice);
            }
        }
        self.columns = columns;
    }

    /// The homes of shared claims, for the view to remember.
    fn follow_homes(&mut self, found: Findings<'_>) {
        let homes = found.homes();
        if homes != self.homes {
            let (claims, steps) = (&found.reading.claims, &found.reading.steps);
            let ids = homes.iter().map(|&(claim, step)| {
                let claim = claims.ranks[claim as usize] as usize;
                let step = steps.ranks[step as usize] as usize;
                (
                    claims.records[claim].id.clone(),
                    steps.records[step].id.clone(),
                )
            });
            self.layout.homes = ids.collect();
            self.homes = homes;
        }
    }
}

/// Writes the claims that were found; what became of each.
fn follow_claims(
    found: Findings<'_>,
    claims: &mut Vec<PlacedClaim>,
    known: &mut Vec<u32>,
) -> Vec<Heir> {
    let numbers = &found.reading.claims.numbers;
    let ranks = found.order().filter_map(|element| match element {
        Node::Claim(claim) => Some(claim),
        Node::Step(_) => None,
    });
    let standing = ranks.map(|claim| (numbers[claim], found.place(Node::Claim(claim))));
    let standing: Vec<_> = standing.collect();
    let measured = |number| found.measures.claim(number);
    follow_boxes(claims, known, &standing, measured)
}

/// Writes the marks that were found; what became of each.
fn follow_marks(
    found: Findings<'_>,
    marks: &mut Vec<PlacedMark>,
    known: &mut Vec<u32>,
) -> Vec<Heir> {
    let numbers = &found.reading.steps.numbers;
    let ranks = found.order().filter_map(|element| match element {
        Node::Step(step) => Some(step),
        Node::Claim(_) => None,
    });
    let standing = ranks
        .clone()
        .map(|step| (numbers[step], found.place(Node::Step(step))));
    let standing: Vec<_> = standing.collect();
    let measured = |number| found.measures.mark(number);
    let mut heirs = follow_boxes(marks, known, &standing, measured);
    let reads_anew = found.reads_anew();
    if !reads_anew.is_empty() {
        for (heir, step) in heirs.iter_mut().zip(ranks) {
            if reads_anew.get(step) == Some(&true) {
                heir.fate = Fate::Changed;
            }
        }
    }
    heirs
}

/// Writes boxes, each by its number and where it stands; what became of each.
fn follow_boxes<'m, P: Put + 'm>(
    boxes: &mut Vec<P>,
    known: &mut Vec<u32>,
    standing: &[(u32, Point)],
    measured: impl Fn(u32) -> Option<(&'m P, bool)>,
) -> Vec<Heir> {
    let make = |index: usize| {
        let (number, _): (u32, Point) = standing[index];
        let measured = measured(number);
        measured.expect("what is visible was measured").0.clone()
    };
    let keys = standing.iter().map(|(number, _)| *number).collect();
    let (mut heirs, _) = rearrange(boxes, known, keys, make);
    let entries = boxes.iter_mut().zip(&mut heirs);
    for ((placed, heir), &(number, at)) in entries.zip(standing) {
        if let Some((measured, is_fresh)) = measured(number) {
            settle(placed, heir, measured, is_fresh, at);
        }
    }
    heirs
}

/// Writes the connectors that were found; what became of each.
fn follow_lines(
    found: Findings<'_>,
    connectors: &mut Vec<Connector>,
    known: &mut Vec<LineKey>,
) -> Vec<Heir> {
    let step_changed = found.changed_steps();
    if found.is_same_drawing && step_changed.is_empty() {
        return Heir::all_same(known.len());
    }
    let lines = found.lines();
    let keys: Vec<LineKey> = lines.iter().map(|line| found.line_key(line)).collect();
    let make = |index: usize| found.connector(&lines[index]);
    let (mut heirs, gone) = rearrange(connectors, known, keys, make);
    // Of lines that share a stretch one is drawn whole: unless all stay, or move as one, they
    // change together.
    let mut unsettled = vec![false; found.drawing.boxes.len()];
    for key in gone {
        if let Some(target) = unsettled.get_mut(found.node_of(key.to) as usize) {
            *target = true;
        }
    }
    let mut moves: Vec<Option<Vec2>> = vec![None; unsettled.len()];
    let mut last = None;
    for ((line, heir), connector) in lines.iter().zip(&mut heirs).zip(connectors) {
        if heir.from.is_some() {
            let (fate, by) = found.redraw(line, connector);
            let is_other = step_changed.get(found.step_of(line)) == Some(&true);
            let move_of_all = *moves[line.to as usize].get_or_insert(by);
            let stays = (move_of_all - by).hypot2() < 1e-12 && heir.from > last;
            heir.fate = if stays && !is_other {
                fate
            } else {
                Fate::Changed
            };
            last = last.max(heir.from);
        }
        unsettled[line.to as usize] |= heir.fate == Fate::Changed;
    }
    for (line, heir) in lines.iter().zip(&mut heirs) {
        if unsettled[line.to as usize] {
            heir.fate = Fate::Changed;
        }
    }
    heirs
}

/// Lists by what stands before them: an index, a length, and so many items.
fn lists_of(flat: &[u32]) -> BTreeMap<&u32, &[u32]> {
    let mut lists = BTreeMap::new();
    let mut rest = flat;
    while let [of, count, tail @ ..] = rest {
        let (list, next) = tail.split_at((*count as usize).min(tail.len()));
        lists.insert(of, list);
        rest = next;
    }
    lists
}

/// Puts what was measured where it stands now, and says what became of it.
fn settle<P: Put>(placed: &mut P, heir: &mut Heir, measured: &P, is_fresh: bool, at: Point) {
    let before = placed.rect();
    if is_fresh || heir.from.is_none() {
        heir.fate = Fate::Changed;
        placed.clone_from(measured);
        placed.put(measured, at);
    } else if before.origin() != at {
        placed.put(measured, at);
        heir.fate = moved(before, placed.rect());
    }
}

/// What became of a box that is somewhere else.
fn moved(before: Rect, after: Rect) -> Fate {
    let is_same = on_grid(before.width()) == on_grid(after.width())
        && on_grid(before.height()) == on_grid(after.height());
    if is_same { Fate::Moved } else { Fate::Changed }
}
