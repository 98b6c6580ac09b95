//! Improves chosen rows and columns by trying others, one claim at a time, on composed trees.
//!
//! Shape curves know boxes and not outlines; what they chose can be bettered by hill climbing,
//! with an effort that is the same for maps of every size.

use super::compose::{Parts, Standing, compose};

/// Nodes that all trials of one layout may compose together.
const EFFORT: usize = 24_000;
/// Columns that a trial may hang reasons in at most.
const COLUMNS: u32 = 4;
/// What a change must win, as a share, to be worth being different.
const GAIN: f64 = 0.004;

/// Choices at least as good as the given ones, for trees of these roots in this frame.
pub(super) fn refine(
    parts: &Parts<'_>,
    roots: &[usize],
    frame: (f64, f64),
    choices: Vec<Standing>,
) -> Vec<Standing> {
    let steps = &parts.forest.steps_of_claim;
    let claims: Vec<usize> = (0..choices.len())
        .filter(|&claim| steps[claim].len() > 1)
        .collect();
    let mut climb = Climb {
        parts,
        roots,
        frame,
        trials: EFFORT / parts.forest.order.len().max(1),
        least: misfit(extent(parts, roots, &choices), frame),
        choices,
    };
    let mut is_better = true;
    while is_better && climb.trials > 0 {
        let before = climb.least;
        for &claim in &claims {
            climb.better(claim, steps[claim].len());
        }
        is_better = climb.least < before;
    }
    climb.choices
}

struct Climb<'a> {
    parts: &'a Parts<'a>,
    roots: &'a [usize],
    frame: (f64, f64),
    trials: usize,
    least: f64,
    choices: Vec<Standing>,
}

impl Climb<'_> {
    fn better(&mut self, claim: usize, reason_count: usize) {
        let most = COLUMNS.min(reason_count as u32 - 1);
        let options = (1..=most).map(Standing::Columns);
        for option in std::iter::once(Standing::Row).chain(options) {
            let kept = self.choices[claim];
            if option == kept || self.trials == 0 {
                continue;
            }
            self.trials -= 1;
            self.choices[claim] = option;
            let misfit = misfit(extent(self.parts, self.roots, &self.choices), self.frame);
            if misfit < self.least * (1.0 - GAIN) {
                self.least = misfit;
            } else {
                self.choices[claim] = kept;
            }
        }
    }
}

/// How much too large a drawing is for its frame; the side that matters less counts a little.
pub(super) fn misfit(extent: (f64, f64), frame: (f64, f64)) -> f64 {
    let (width, height) = (extent.0 / frame.0, extent.1 / frame.1);
    width.max(height) + 0.1 * width.min(height)
}

/// How wide and high the trees are with these choices.
pub(super) fn extent(parts: &Parts<'_>, roots: &[usize], choices: &[Standing]) -> (f64, f64) {
    let mut composed = compose(&Parts { choices, ..*parts });
    let outlines: Vec<_> = roots
        .iter()
        .filter_map(|&root| composed.outlines[root])
        .collect();
    let (_, row) = composed.contours.row(&outlines, parts.gaps.tree);
    row.map_or((0.0, 0.0), |row| {
        (row.span.1 - row.span.0, row.height - parts.gaps.below)
    })
}
