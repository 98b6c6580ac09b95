//! Changes a forest step by step, as long as its drawing becomes clearer.
//!
//! Siblings are sorted by arcs first; then changes that bear on a connector across branches are
//! tried, many by a guess and the most promising ones as they would really be drawn. Effort is
//! counted, not timed, so that equal forests end alike.

use std::cmp::Reverse;
use std::ops::ControlFlow;

use super::arcs::sort_by_arcs;
use super::grove::Grove;
use super::moves::moves_for;
use super::soil::Soil;
use super::worth::Worth;

/// How much larger than it must be a drawing may become, if that leaves it large enough.
const LARGER: f64 = 1.12;
/// Sizes that differ by less are the same.
const ROUGHLY: f64 = 1.000_1;
/// What all drawings and guesses together may cost: so much, and more for each node.
const EFFORT: f64 = 200_000.0;
const EFFORT_A_NODE: f64 = 80.0;
const EFFORT_AT_MOST: f64 = 400_000.0;
/// How often what was found is taken for a new start, at most.
const ROUNDS: usize = 4;
/// The share of it that may be spent before anything is drawn.
const RUSH: f64 = 0.4;
/// How often a forest that cannot be bettered is shaken.
const KICKS: usize = 1_000;
/// How many of the changes that bear on a connector are drawn, the most promising ones.
const TRIALS: usize = 8;

/// A forest, and what its drawing is worth.
#[derive(Debug, Clone)]
pub(in crate::layout) struct Tended {
    pub(in crate::layout) grove: Grove,
    pub(in crate::layout) worth: Worth,
}

/// Is told the share of the work that is done, and says whether to go on.
type Watch<'w> = dyn FnMut(f64) -> ControlFlow<()> + 'w;

/// What the forest is worth as it is, and a clearer one if there is one; `None` if stopped.
pub(in crate::layout) fn tend(
    grove: Grove,
    soil: &Soil<'_>,
    watch: &mut Watch<'_>,
) -> Option<(Worth, Tended)> {
    let before = soil.worth(&grove.grown());
    let mut known = Tended {
        grove,
        worth: before.clone(),
    };
    // What was found is a start like any other: it is good when nothing notably better is found
    // from there, so that tidying up once more changes nothing.
    let mut done = 0.0;
    for _ in 0..ROUNDS {
        let mut watch_round = |share: f64| watch(done + (1.0 - done) * share / 2.0);
        let best = climb(&known, soil, &mut watch_round)?;
        if !best.worth.is_notably_better_than(&known.worth) {
            break;
        }
        known = best;
        done = f64::midpoint(done, 1.0);
    }
    Some((before, known))
}

/// The clearest forest that is found from there; `None` if stopped.
fn climb(known: &Tended, soil: &Soil<'_>, watch: &mut Watch<'_>) -> Option<Tended> {
    let mut climber = Climber {
        limit: known.worth.size,
        effort: (EFFORT + EFFORT_A_NODE * known.grove.len() as f64).min(EFFORT_AT_MOST),
        spent: 0.0,
        best: known.clone(),
        soil,
        watch,
    };
    climber.start()?;
    if !climber.best.grove.links().is_empty() {
        climber.rush(climber.best.grove.clone(), RUSH)?;
        climber.settle()?;
        for kick in 0..KICKS {
            if climber.is_spent(1.0) {
                break;
            }
            climber.kick(kick)?;
        }
    }
    Some(climber.best)
}

struct Climber<'a, 'w> {
    soil: &'a Soil<'a>,
    watch: &'a mut Watch<'w>,
    best: Tended,
    /// The largest size allowed.
    limit: f64,
    effort: f64,
    spent: f64,
}

impl Climber<'_, '_> {
    fn is_spent(&self, share: f64) -> bool {
        self.spent >= self.effort * share
    }

    /// Adds up what was done; `None` if that is enough for the one who watches.
    fn spend(&mut self, cost: f64) -> Option<()> {
        self.spent += cost;
        let share = (self.spent / self.effort).min(1.0);
        (self.watch)(share).is_continue().then_some(())
    }

    /// The forest with rows and columns chosen anew and siblings sorted, whatever is best.
    fn start(&mut self) -> Option<()> {
        let mut sorted = self.best.grove.clone();
        if self.soil.has_columns {
            let mut anew = self.best.grove.clone();
            self.soil.arrange(&mut anew);
            let worth = self.soil.worth(&anew.grown());
            let larger = self.soil.largest().min(worth.size * LARGER);
            self.limit = larger.max(worth.size.min(self.limit));
            self.take(anew, worth);
        }
        sort_by_arcs(&mut sorted);
        self.offer_both(sorted)?;
        Some(())
    }

    /// Offers a forest as it stands, and arranged anew.
    fn offer_both(&mut self, mut grove: Grove) -> Option<bool> {
        let mut is_taken = self.offer(grove.clone())?;
        if self.soil.has_columns {
            self.soil.arrange(&mut grove);
            is_taken |= self.offer(grove)?;
        }
        Some(is_taken)
    }

    /// Draws the forest and takes it if it is clearer; whether it was.
    fn offer(&mut self, grove: Grove) -> Option<bool> {
        self.spend(Soil::drawing_cost(&grove))?;
        let worth = self.soil.worth(&grove.grown());
        Some(self.take(grove, worth))
    }

    fn take(&mut self, grove: Grove, worth: Worth) -> bool {
        let fits = worth.size <= self.limit.max(self.best.worth.size);
        let was_too_large = self.best.worth.size > self.limit * ROUGHLY;
        let is_clearer = worth.cost() < self.best.worth.cost() - 1e-6;
        let is_better = fits
            && worth.crossings <= self.best.worth.crossings
            && (is_clearer || (was_too_large && worth.size < self.best.worth.size));
        if is_better {
            self.best = Tended { grove, worth };
        }
        is_better
    }

    /// Climbs by guesses alone from a forest on, and offers where that leads; whether it was
    /// taken.
    fn rush(&mut self, mut grove: Grove, share: f64) -> Option<bool> {
        let mut least = self.soil.guess(&grove.grown(), self.limit);
        let cost = Soil::guess_cost(&grove);
        loop {
            let before = least;
            for link in 0..grove.links().len() {
                let mut found = None;
                for step in moves_for(&grove, link, self.soil.has_columns) {
                    if self.is_spent(share) {
                        break;
                    }
                    let mut other = grove.clone();
                    if !step.apply(&mut other) {
                        continue;
                    }
                    self.spend(cost)?;
                    let guess = self.soil.guess(&other.grown(), self.limit);
                    if guess < least - 1e-6 {
                        least = guess;
                        found = Some(other);
                    }
                }
                grove = found.unwrap_or(grove);
            }
            if least > before - 0.5 || self.is_spent(share) {
                return self.offer_both(grove);
            }
        }
    }

    /// Goes round until nothing is gained.
    fn settle(&mut self) -> Option<()> {
        while self.round()? && !self.is_spent(1.0) {}
        Some(())
    }

    /// Makes some changes for the sake of one connector or two, gain or loss, and climbs again.
    fn kick(&mut self, kick: usize) -> Option<()> {
        let mut grove = self.best.grove.clone();
        let crossed = &self.best.worth.crossed;
        let mut links: Vec<usize> = (0..grove.links().len()).collect();
        links.sort_by_key(|&link| Reverse(crossed.get(link).copied().unwrap_or(0)));
        // A stride without a common divisor with small counts visits links and moves in turn.
        for turn in 0..2 {
            let link = links[(kick * 2 + turn) % links.len()];
            let moves = moves_for(&grove, link, self.soil.has_columns);
            if let Some(step) = moves.get((kick * 2 + turn) * 7919 % moves.len().max(1)) {
                step.apply(&mut grove);
            }
        }
        if self.rush(grove, 1.0)? {
            self.settle()?;
        }
        Some(())
    }

    /// Tries the most promising changes for every connector across branches, those that are
    /// crossed most first; whether one of them was for the better.
    fn round(&mut self) -> Option<bool> {
        let crossed = &self.best.worth.crossed;
        let mut links: Vec<usize> = (0..self.best.grove.links().len()).collect();
        links.sort_by_key(|&link| Reverse(crossed.get(link).copied().unwrap_or(0)));
        let mut is_better = false;
        for link in links {
            for grove in self.promising(link)? {
                if self.is_spent(1.0) {
                    return Some(is_better);
                }
                if self.offer(grove)? {
                    is_better = true;
                    break;
                }
            }
        }
        Some(is_better)
    }

    /// The forests that the most promising changes for a link lead to.
    fn promising(&mut self, link: usize) -> Option<Vec<Grove>> {
        let mut found = Vec::new();
        let cost = Soil::guess_cost(&self.best.grove);
        for step in moves_for(&self.best.grove, link, self.soil.has_columns) {
            let mut grove = self.best.grove.clone();
            if step.apply(&mut grove) && !self.is_spent(1.0) {
                self.spend(cost)?;
                found.push((self.soil.guess(&grove.grown(), self.limit), grove));
            }
        }
        found.sort_by(|one, two| one.0.total_cmp(&two.0));
        found.truncate(TRIALS);
        Some(found.into_iter().map(|(_, grove)| grove).collect())
    }
}
