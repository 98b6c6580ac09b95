//! Does two things at once where that pays.

use std::thread;

/// From how many things on a second thread is worth its start.
const LARGE: usize = 4_000;

/// The same where the halves must be put together again.
const HALVED: usize = 16_000;

/// Where so many things are parted to be worked on in halves: nowhere where that does not pay.
pub(super) fn half_of(things: usize) -> usize {
    if things < HALVED { 0 } else { things / 2 }
}

/// The results of both, side by side where there are many things to be done; they cannot tell.
pub(super) fn both<A: Send, B>(
    things: usize,
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B,
) -> (A, B) {
    if things < LARGE {
        return (one(), other());
    }
    thread::scope(|scope| {
        let beside = scope.spawn(one);
        let other = other();
        match beside.join() {
            Ok(one) => (one, other),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}
