//! Composes subtrees bottom-up: where everything stands relative to what it bears on.
//!
//! Every node has an anchor, the middle of the top of its box or mark. Composing a node yields
//! the offsets of its children's anchors from its own, the way each step's connector leaves, and
//! the outline of the subtree; outlines never overlap, so that neither do boxes.

use std::ops::Range;

use kurbo::{Size, Vec2};

use super::contour::{Contours, Outline};
use super::gaps::Gaps;
use super::graph::{Forest, Node};
use super::ports::{Channel, channel};
use crate::model::Stance;

/// How the reasons of one claim stand, as it is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// In one row.
    Row,
    /// In this many columns; at least one.
    Columns(u32),
}

/// Sizes in the frame of the placing; no text, no ids.
#[derive(Debug, Clone, Default)]
pub(super) struct Sizes {
    pub(super) claims: Vec<Size>,
    pub(super) marks: Vec<Size>,
    /// Room for a badge below a claim, its distance included; zero for most.
    pub(super) claim_skirts: Vec<Size>,
    /// Room for a badge below a mark, its distance included; zero for most.
    pub(super) mark_skirts: Vec<Size>,
}

/// What is composed.
pub(super) struct Parts<'a> {
    pub(super) forest: &'a Forest,
    pub(super) sizes: &'a Sizes,
    pub(super) stances: &'a [Stance],
    pub(super) targets: &'a [Node],
    pub(super) choices: &'a [Standing],
    /// Where further columns begin, as places among the reasons of a claim, if it is remembered.
    pub(super) breaks: &'a [Option<Vec<usize>>],
    /// Claims whose place is given; their subtrees are composed on their own.
    pub(super) pinned: &'a [bool],
    pub(super) gaps: Gaps,
}

impl Parts<'_> {
    /// Whether undercuts stand below the premises of the step that they attack: in columns, and
    /// where the way around the premises is short.
    pub(super) fn undercuts_hang(&self, step: usize, step_hangs: bool) -> bool {
        let mut premises = self.forest.premises_at_home(step);
        let is_leaf =
            |claim: usize| self.pinned[claim] || self.forest.steps_of_claim[claim].is_empty();
        step_hangs && premises.all(is_leaf)
    }
}

/// How a step's connector leaves its mark for the target; offsets are from the target's anchor.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Exit {
    /// Up from the mark, along, and up into the target's bottom.
    Up { port_x: f64, bend_y: f64 },
    /// Left from the mark, up the spine, along, and up into the target's bottom.
    Spine {
        spine_x: f64,
        port_x: f64,
        bend_y: f64,
    },
    /// Up from the mark and left into the right side of the attacked mark.
    Beside { port_y: f64 },
    /// Up from the mark, right, up beside everything, and left into the attacked mark.
    Around {
        rise: f64,
        track_x: f64,
        port_y: f64,
    },
}

/// Relative places of a whole forest.
pub(super) struct Composed {
    /// From the home step's anchor to the claim's; nothing for roots.
    pub(super) claim_offsets: Vec<Vec2>,
    /// From the target's anchor to the step's.
    pub(super) step_offsets: Vec<Vec2>,
    pub(super) exits: Vec<Option<Exit>>,
    /// Where further columns begin, as places among the reasons of each claim.
    pub(super) breaks: Vec<Vec<usize>>,
    /// Outlines of subtrees that hang on nothing: roots and pinned claims.
    pub(super) outlines: Vec<Option<Outline>>,
    pub(super) contours: Contours,
}

/// Composes all subtrees; linear in the number of nodes.
pub(super) fn compose(parts: &Parts<'_>) -> Composed {
    let (claims, steps) = (parts.sizes.claims.len(), parts.sizes.marks.len());
    let mut composer = Composer {
        parts,
        hangs: hangs(parts),
        step_outlines: vec![None; steps],
        out: Composed {
            claim_offsets: vec![Vec2::ZERO; claims],
            step_offsets: vec![Vec2::ZERO; steps],
            exits: vec![None; steps],
            breaks: vec![Vec::new(); claims],
            outlines: vec![None; claims],
            contours: Contours::default(),
        },
    };
    for &node in parts.forest.order.iter().rev() {
        match node {
            Node::Claim(claim) => {
                let outline = composer.claim(claim);
                composer.out.outlines[claim] = Some(outline);
            }
            Node::Step(step) => {
                let outline = composer.step(step);
                composer.step_outlines[step] = Some(outline);
            }
        }
    }
    composer.out
}

/// Whether each step hangs in a column, as the claim at the end of its targets chose.
fn hangs(parts: &Parts<'_>) -> Vec<bool> {
    let mut hangs = vec![false; parts.targets.len()];
    for &node in &parts.forest.order {
        if let Node::Step(step) = node {
            hangs[step] = match parts.targets[step] {
                Node::Claim(claim) => parts.choices[claim] != Standing::Row,
                Node::Step(target) => hangs[target],
            };
        }
    }
    hangs
}

struct Composer<'a> {
    parts: &'a Parts<'a>,
    hangs: Vec<bool>,
    step_outlines: Vec<Option<Outline>>,
    out: Composed,
}

/// Steps of a claim that hang on spines side by side.
struct Column {
    /// Each with the offset of its anchor from the column's first spine, and its spine's index.
    steps: Vec<(usize, Vec2, usize)>,
    spines: Vec<f64>,
    has_spine: bool,
}

impl Composer<'_> {
    fn claim(&mut self, claim: usize) -> Outline {
        let steps = &self.parts.forest.steps_of_claim[claim];
        if steps.is_empty() {
            return self.leaf(claim);
        }
        match self.parts.choices[claim] {
            Standing::Row => self.row(claim, steps),
            Standing::Columns(count) => {
                let split = self.split(claim, steps, count as usize);
                self.columns(claim, steps, &split)
            }
        }
    }

    fn leaf(&mut self, claim: usize) -> Outline {
        let size = self.parts.sizes.claims[claim];
        let skirt = self.parts.sizes.claim_skirts[claim];
        let height = size.height + skirt.height + self.parts.gaps.below;
        let width = size.width.max(skirt.width);
        self.out
            .contours
            .rectangle(height, (-width / 2.0, width / 2.0))
    }

    fn row(&mut self, claim: usize, steps: &[usize]) -> Outline {
        let size = self.parts.sizes.claims[claim];
        let outlines: Vec<_> = steps
            .iter()
            .filter_map(|&step| self.step_outlines[step])
            .collect();
        let (at, row) = self.out.contours.row(&outlines, self.parts.gaps.sibling);
        let Some(row) = row else {
            return self.leaf(claim);
        };
        let middle = middle(&at);
        let entries: Vec<_> = at.iter().map(|x| x - middle).collect();
        let channel = channel(
            &entries,
            size.width / 2.0,
            self.parts.gaps.port,
            &self.parts.gaps,
        );
        for ((&step, &x), ascent) in steps.iter().zip(&entries).zip(&channel.ascents) {
            self.out.step_offsets[step] = Vec2::new(x, size.height + channel.height);
            self.out.exits[step] = Some(Exit::Up {
                port_x: ascent.port_x,
                bend_y: size.height + ascent.bend_y,
            });
        }
        self.under_claim(claim, row, -middle, &entries, &channel)
    }

    /// Puts the channel and the claim's box on top of what stands below.
    fn under_claim(
        &mut self,
        claim: usize,
        below: Outline,
        shift: f64,
        entries: &[f64],
        channel: &Channel,
    ) -> Outline {
        let size = self.parts.sizes.claims[claim];
        let half = size.width / 2.0;
        let first = entries.first().copied().unwrap_or(0.0).min(-half);
        let last = entries.last().copied().unwrap_or(0.0).max(half);
        let contours = &mut self.out.contours;
        let outline = contours.cap(below, shift, channel.height, (first, last));
        contours.cap(outline, 0.0, size.height, (-half, half))
    }

    fn columns(&mut self, claim: usize, steps: &[usize], split: &[Range<usize>]) -> Outline {
        let size = self.parts.sizes.claims[claim];
        let gaps = self.parts.gaps;
        let (columns, outlines): (Vec<_>, Vec<_>) = split
            .iter()
            .map(|range| match &steps[range.clone()] {
                // A column of one needs no spine.
                [step] if split.len() > 1 => self.column_of_one(*step),
                steps => self.column(steps),
            })
            .unzip();
        let (at, row) = self.out.contours.row(&outlines, gaps.column);
        let Some(row) = row else {
            return self.leaf(claim);
        };
        let is_single = columns.len() == 1;
        let shift = if is_single {
            gaps.spine - size.width / 2.0
        } else {
            -(row.span.0 + row.span.1) / 2.0
        };
        let spines = columns.iter().zip(&at);
        let entries: Vec<f64> = spines
            .flat_map(|(column, at)| column.spines.iter().map(move |spine| at + spine + shift))
            .collect();
        let channel = channel(&entries, size.width / 2.0, gaps.spine_track, &gaps);
        let mut first_spine = 0;
        for (column, &at) in columns.iter().zip(&at) {
            for &(step, offset, spine) in &column.steps {
                let down = Vec2::new(at + shift, size.height + channel.height);
                let entry = first_spine + spine;
                self.out.step_offsets[step] = offset + down;
                let port_x = channel.ascents[entry].port_x;
                let bend_y = size.height + channel.ascents[entry].bend_y;
                self.out.exits[step] = Some(if column.has_spine {
                    Exit::Spine {
                        spine_x: entries[entry],
                        port_x,
                        bend_y,
                    }
                } else {
                    Exit::Up { port_x, bend_y }
                });
            }
            first_spine += column.spines.len();
        }
        self.under_claim(claim, row, shift, &entries, &channel)
    }

    /// Splits steps into consecutive columns: the remembered ones, or else of about equal height.
    fn split(&mut self, claim: usize, steps: &[usize], count: usize) -> Vec<Range<usize>> {
        if let Some(Some(breaks)) = self.parts.breaks.get(claim) {
            self.out.breaks[claim].clone_from(breaks);
            return ranges_between(breaks, steps.len());
        }
        let heights: Vec<f64> = steps
            .iter()
            .map(|&step| self.step_outlines[step].map_or(0.0, |outline| outline.height))
            .collect();
        let ranges = split_evenly(&heights, count);
        self.out.breaks[claim] = ranges.iter().skip(1).map(|range| range.start).collect();
        ranges
    }

    fn column_of_one(&mut self, step: usize) -> (Column, Outline) {
        let outline = self.step_outlines[step];
        let outline = outline.unwrap_or_else(|| self.out.contours.rectangle(0.0, (0.0, 0.0)));
        let column = Column {
            steps: vec![(step, Vec2::ZERO, 0)],
            spines: vec![0.0],
            has_spine: false,
        };
        (column, outline)
    }

    fn column(&mut self, steps: &[usize]) -> (Column, Outline) {
        let gaps = self.parts.gaps;
        let runs = runs(steps.iter().map(|&step| self.parts.stances[step]));
        let run_count = runs.last().map_or(1, |last| last + 1);
        let track = gaps
            .spine_track
            .min(gaps.spine_track * 6.0 / run_count as f64);
        // The spine that reaches lowest is leftmost, so that no elbow crosses a spine.
        let spines: Vec<f64> = (0..run_count).map(|i| track * i as f64).collect();
        let left = track * (run_count - 1) as f64 + gaps.indent;
        let mut column = Column {
            steps: Vec::with_capacity(steps.len()),
            spines,
            has_spine: true,
        };
        let mut whole: Option<Outline> = None;
        for (&step, run) in steps.iter().zip(runs) {
            let Some(outline) = self.step_outlines[step] else {
                continue;
            };
            let shift = left - outline.span.0;
            let outline = self.out.contours.shifted(outline, shift);
            let top = whole.map_or(0.0, |whole| whole.height - gaps.below + gaps.column);
            column
                .steps
                .push((step, Vec2::new(shift, top), run_count - 1 - run));
            whole = Some(match whole {
                None => outline,
                Some(whole) => {
                    let whole = self.out.contours.trimmed(whole, gaps.below - gaps.column);
                    self.out.contours.stacked(whole, outline)
                }
            });
        }
        let whole = whole.unwrap_or_else(|| self.out.contours.rectangle(0.0, (0.0, 0.0)));
        (column, self.out.contours.with_straight_left(whole, 0.0))
    }

    fn step(&mut self, step: usize) -> Outline {
        let under = &self.parts.forest.steps_of_step[step];
        let main = self.premises(step);
        if under.is_empty() {
            main
        } else if self.parts.undercuts_hang(step, self.hangs[step]) {
            self.undercuts_below(step, main, under)
        } else {
            self.undercuts_beside(step, main, under)
        }
    }

    /// The mark over the premises that stand under it.
    fn premises(&mut self, step: usize) -> Outline {
        let gaps = self.parts.gaps;
        let size = self.parts.sizes.marks[step];
        let half = (size.width / 2.0 - gaps.mark_slack).max(0.0);
        let premises: Vec<_> = self.premises_in_tree(step).collect();
        let outlines: Vec<_> = premises
            .iter()
            .filter_map(|&premise| self.out.outlines[premise])
            .collect();
        let (at, row) = self.out.contours.row(&outlines, gaps.sibling);
        let Some(row) = row else {
            let skirt = self.parts.sizes.mark_skirts[step];
            let height = size.height + skirt.height + gaps.below;
            let half = half.max(skirt.width / 2.0 - gaps.mark_slack);
            return self.out.contours.rectangle(height, (-half, half));
        };
        let mut shift = -middle(&at);
        if let ([premise], true) = (&premises[..], self.hangs[step]) {
            shift = (self.parts.sizes.claims[*premise].width - size.width).max(0.0) / 2.0;
        }
        let below_mark = if self.hangs[step] {
            gaps.below_mark_in_column(premises.len())
        } else {
            gaps.below_mark
        };
        for (&premise, x) in premises.iter().zip(&at) {
            self.out.claim_offsets[premise] = Vec2::new(x + shift, size.height + below_mark);
        }
        let first = at.first().map_or(0.0, |x| x + shift).min(-half);
        let last = at.last().map_or(0.0, |x| x + shift).max(half);
        let contours = &mut self.out.contours;
        let outline = contours.cap(row, shift, below_mark, (first, last));
        contours.cap(outline, 0.0, size.height, (-half, half))
    }

    fn premises_in_tree(&self, step: usize) -> impl Iterator<Item = usize> {
        let premises = self.parts.forest.premises_at_home(step);
        premises.filter(|&premise| !self.parts.pinned[premise])
    }

    fn undercuts_beside(&mut self, step: usize, main: Outline, under: &[usize]) -> Outline {
        let gaps = self.parts.gaps;
        let drop = self.parts.sizes.marks[step].height / 2.0 + gaps.undercut_drop;
        let mut outlines = vec![main];
        for &undercut in under {
            if let Some(outline) = self.step_outlines[undercut] {
                outlines.push(self.out.contours.cap(outline, 0.0, drop, (0.0, 0.0)));
            }
        }
        let (at, row) = self.out.contours.row(&outlines, gaps.sibling);
        let ports = self.mark_ports(step, under);
        for ((&undercut, &x), port_y) in under.iter().zip(at.iter().skip(1)).zip(ports) {
            self.out.step_offsets[undercut] = Vec2::new(x, drop);
            self.out.exits[undercut] = Some(Exit::Beside { port_y });
        }
        row.unwrap_or(main)
    }

    fn undercuts_below(&mut self, step: usize, main: Outline, under: &[usize]) -> Outline {
        let gaps = self.parts.gaps;
        let left = main.span.0 + gaps.undercut_indent;
        let mut whole = main;
        let mut tracks = Vec::new();
        let mut track_run = usize::MAX;
        let mut track_x: f64 = 0.0;
        let runs = runs(under.iter().map(|&undercut| self.parts.stances[undercut]));
        for (&undercut, run) in under.iter().zip(runs) {
            let Some(outline) = self.step_outlines[undercut] else {
                continue;
            };
            let shift = left - outline.span.0;
            let top = whole.height - gaps.below + gaps.column;
            let outline = self.out.contours.shifted(outline, shift);
            let trimmed = self.out.contours.trimmed(whole, gaps.below - gaps.column);
            whole = self.out.contours.stacked(trimmed, outline);
            let clear = whole.span.1 + gaps.track * 1.75;
            track_x = if run == track_run {
                track_x
            } else {
                track_x.max(clear)
            }
            .max(clear);
            track_run = run;
            whole.span.1 = track_x;
            self.out.step_offsets[undercut] = Vec2::new(shift, top);
            tracks.push((undercut, run));
        }
        let ports = self.mark_ports(step, under);
        let width = |run| gaps.track * run as f64;
        for ((undercut, run), port_y) in tracks.into_iter().zip(ports) {
            let rise = gaps.column / 2.0;
            let track_x = track_x + width(run);
            self.out.exits[undercut] = Some(Exit::Around {
                rise,
                track_x,
                port_y,
            });
        }
        let runs = track_x + width(track_run.min(under.len()));
        whole.span.1 = whole.span.1.max(runs);
        self.out.contours.boxed(whole)
    }

    /// Heights on a mark's side for the connectors that end there, the nearest one lowest.
    fn mark_ports(&self, step: usize, under: &[usize]) -> Vec<f64> {
        let middle = self.parts.sizes.marks[step].height / 2.0;
        let runs = runs(under.iter().map(|&undercut| self.parts.stances[undercut]));
        let last = runs.last().copied().unwrap_or(0);
        let port = |run: usize| match (last, run) {
            (0, _) => middle,
            (_, 0) => middle + self.parts.gaps.mark_port,
            _ => middle - self.parts.gaps.mark_port,
        };
        runs.into_iter().map(port).collect()
    }
}

fn middle(at: &[f64]) -> f64 {
    let first = at.first().copied().unwrap_or(0.0);
    let last = at.last().copied().unwrap_or(0.0);
    f64::midpoint(first, last)
}

/// Numbers neighbours of one stance alike, from zero.
fn runs(stances: impl Iterator<Item = Stance>) -> Vec<usize> {
    let mut run = 0;
    let mut before = None;
    stances
        .map(|stance| {
            if before.is_some_and(|before| before != stance) {
                run += 1;
            }
            before = Some(stance);
            run
        })
        .collect()
}

/// The ranges that these ascending places divide a list into.
fn ranges_between(breaks: &[usize], len: usize) -> Vec<Range<usize>> {
    let starts = std::iter::once(0).chain(breaks.iter().copied());
    let ends = breaks.iter().copied().chain(std::iter::once(len));
    starts.zip(ends).map(|(start, end)| start..end).collect()
}

/// Ranges of consecutive items with about equal sums, at most `count`, none empty.
pub(super) fn split_evenly(heights: &[f64], count: usize) -> Vec<Range<usize>> {
    let target = heights.iter().sum::<f64>() / count.max(1) as f64;
    let mut ranges = Vec::new();
    let (mut start, mut sum) = (0, 0.0);
    for (index, height) in heights.iter().enumerate() {
        if index > start && sum + height / 2.0 > target && ranges.len() + 1 < count {
            ranges.push(start..index);
            start = index;
            sum = 0.0;
        }
        sum += height;
    }
    ranges.push(start..heights.len());
    ranges
}
