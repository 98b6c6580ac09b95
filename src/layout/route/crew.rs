//! Searches ways, several at once where that pays: [`Crew`].
//!
//! On a large mesh, errands are taken in batches. Those of one batch do not see each other's ways,
//! whoever searches them, so that the ways are the same on every machine.

use std::iter;
use std::num::NonZero;
use std::sync::OnceLock;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::Relaxed;
use std::thread;

use super::Errand;
use super::mesh::Mesh;
use super::search::{Found, Search};
use super::terrain::Terrain;
use super::trail::Trail;

/// How many errands a batch has.
const BATCH: usize = 24;
/// The same where their ways are known about, by trails.
const BATCH_OF_TRAILS: usize = 128;
/// From how many nodes on a mesh is large.
const LARGE: usize = 4_000;
/// So many search at once, at most.
const MOST: usize = 4;

/// What is to be searched.
#[derive(Clone, Copy)]
pub(super) struct Work<'a> {
    pub(super) terrain: &'a Terrain<'a>,
    pub(super) errands: &'a [Errand],
    pub(super) trails: &'a [Option<Trail>],
}

/// Those who search.
#[derive(Debug)]
pub(super) struct Crew {
    searches: Vec<Search>,
    batch: usize,
}

impl Crew {
    pub(super) fn new(mesh: &Mesh, work: Work<'_>) -> Self {
        let batch = if work.trails.is_empty() {
            BATCH
        } else {
            BATCH_OF_TRAILS
        };
        let is_large = mesh.nodes.len() >= LARGE && work.errands.len() > BATCH;
        let count = if is_large { processors().min(MOST) } else { 1 };
        Self {
            searches: (0..count).map(|_| Search::new(mesh)).collect(),
            batch: if is_large { batch } else { 1 },
        }
    }

    /// Searches ways in turn; each batch sees the ways of those before it.
    pub(super) fn search(
        &mut self,
        work: Work<'_>,
        mesh: &mut Mesh,
        turns: &[usize],
        mut each: impl FnMut(Found),
    ) {
        for batch in turns.chunks(self.batch) {
            for found in self.batch(work, mesh, batch) {
                mesh.take(&found.nodes);
                each(found);
            }
        }
    }

    fn batch(&mut self, work: Work<'_>, mesh: &Mesh, turns: &[usize]) -> Vec<Found> {
        // Whoever is free takes the next one, the longest first, so that all end together.
        let left = AtomicUsize::new(turns.len());
        let next = || {
            let taken = left.fetch_update(Relaxed, Relaxed, |left| left.checked_sub(1));
            taken.ok().map(|left| left - 1)
        };
        let share = |search: &mut Search| -> Vec<(usize, Found)> {
            let found = iter::from_fn(next).filter_map(|place| {
                let turn = turns[place];
                let errand = &work.errands[turn];
                let trail = work.trails.get(turn).and_then(Option::as_ref);
                let trail = trail.filter(|trail| trail.is_of(errand));
                let found = search.find(work.terrain, mesh, errand, trail, turn)?;
                Some((place, found))
            });
            found.collect()
        };
        let Some((own, others)) = self.searches.split_first_mut() else {
            return Vec::new();
        };
        let mut found = thread::scope(|scope| {
            let others = others.iter_mut();
            let shares: Vec<_> = others.map(|search| scope.spawn(|| share(search))).collect();
            let mut found = share(own);
            for other in shares {
                match other.join() {
                    Ok(other) => found.extend(other),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            found
        });
        found.sort_unstable_by_key(|(place, _)| *place);
        found.into_iter().map(|(_, found)| found).collect()
    }
}

/// How many can search at once here.
fn processors() -> usize {
    static COUNT: OnceLock<usize> = OnceLock::new();
    *COUNT.get_or_init(|| thread::available_parallelism().map_or(1, NonZero::get))
}
