//! Follows the records of a map from edit to edit; one that is still the same one is known.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::sync::Arc;

use crate::model::{Claim, Inference};

/// No rank.
pub(super) const GONE: u32 = u32::MAX;

/// Records that a roll can call.
pub(super) trait Called {
    fn name(&self) -> &str;
}

impl Called for Claim {
    fn name(&self) -> &str {
        self.id.as_str()
    }
}

impl Called for Inference {
    fn name(&self) -> &str {
        self.id.as_str()
    }
}

/// Records in the map's order. Each id has a number that it keeps as long as the map has it, and
/// that no other id ever gets.
#[derive(Debug)]
pub(super) struct Roll<R> {
    /// In the map's order, which gives each its rank.
    pub(super) records: Vec<Arc<R>>,
    /// The number of each, by rank.
    pub(super) numbers: Vec<u32>,
    /// The rank of each, by number; [`GONE`] for those that the map no longer has.
    pub(super) ranks: Vec<u32>,
    by_name: HashMap<Box<str>, u32>,
    /// Ranks of those that are new or not the record they were.
    pub(super) changed: Vec<u32>,
    /// Whether any came, went or changed its rank.
    pub(super) is_rearranged: bool,
}

impl<R> Default for Roll<R> {
    fn default() -> Self {
        Self {
            records: Vec::new(),
            numbers: Vec::new(),
            ranks: Vec::new(),
            by_name: HashMap::new(),
            changed: Vec::new(),
            is_rearranged: false,
        }
    }
}

impl<R: Called> Roll<R> {
    /// Takes over what the map holds now.
    pub(super) fn follow<'m>(&mut self, now: impl Iterator<Item = &'m Arc<R>>)
    where
        R: 'm,
    {
        self.changed.clear();
        self.is_rearranged = false;
        let mut now = now.peekable();
        let mut rank = 0;
        while let Some(record) = now.peek() {
            let Some(known) = self.records.get_mut(rank) else {
                break;
            };
            if !Arc::ptr_eq(known, record) {
                if known.name() != record.name() {
                    break;
                }
                *known = Arc::clone(record);
                self.changed.push(rank as u32);
            }
            rank += 1;
            now.next();
        }
        if rank < self.records.len() || now.peek().is_some() {
            self.is_rearranged = true;
            self.rearrange(rank, now);
        }
    }

    /// The number of the id, if the map has it.
    pub(super) fn number(&self, id: &impl Borrow<str>) -> Option<u32> {
        self.by_name.get(id.borrow()).copied()
    }

    /// The rank of the id, if the map has it.
    pub(super) fn rank(&self, id: &impl Borrow<str>) -> Option<usize> {
        let number = self.number(id)?;
        self.ranks.get(number as usize).map(|&rank| rank as usize)
    }

    /// How many numbers were given so far.
    pub(super) fn number_count(&self) -> usize {
        self.ranks.len()
    }

    /// Takes over the rest, from a rank on.
    fn rearrange<'m>(&mut self, from: usize, rest: impl Iterator<Item = &'m Arc<R>>)
    where
        R: 'm,
    {
        let old_numbers = self.numbers.split_off(from);
        let mut old: Vec<_> = self.records.split_off(from).into_iter().map(Some).collect();
        let mut next = 0;
        for record in rest {
            let is_here = |old: &[Option<Arc<R>>], at: usize| {
                let known = old.get(at).and_then(Option::as_ref);
                known.is_some_and(|known| Arc::ptr_eq(known, record))
            };
            let here = [next, next + 1].into_iter().find(|&at| is_here(&old, at));
            let here = here.or_else(|| {
                let rank = self.rank(&record.name())?;
                let at = rank.checked_sub(from)?;
                is_here(&old, at).then_some(at)
            });
            if let Some(at) = here {
                self.records.extend(old[at].take());
                self.numbers.push(old_numbers[at]);
                next = at + 1;
            } else {
                self.changed.push(self.records.len() as u32);
                self.records.push(Arc::clone(record));
                let number = self.number(&record.name());
                let number = number.unwrap_or_else(|| self.enrol(record.name()));
                self.numbers.push(number);
            }
        }
        for &number in &old_numbers {
            self.ranks[number as usize] = GONE;
        }
        for (rank, &number) in self.numbers.iter().enumerate().skip(from) {
            self.ranks[number as usize] = rank as u32;
        }
        self.strike(&old_numbers, &old);
    }

    fn enrol(&mut self, name: &str) -> u32 {
        let number = self.ranks.len() as u32;
        self.ranks.push(GONE);
        self.by_name.insert(name.into(), number);
        number
    }

    /// Forgets those that the map no longer has.
    fn strike(&mut self, numbers: &[u32], left: &[Option<Arc<R>>]) {
        for (&number, record) in numbers.iter().zip(left) {
            if self.ranks[number as usize] == GONE
                && let Some(record) = record
            {
                self.by_name.remove(record.name());
            }
        }
    }
}
