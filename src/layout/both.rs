//! Does two things at once where that pays.

use std::thread;

/// From how many things on a second thread is worth its start.
const LARGE: usize = 4_000;

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
