//! How far an export is, told from its thread to the window, and the wish to end it early.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Shared by the thread that works and the window that waits.
#[derive(Debug, Default)]
pub(in crate::app) struct Watch {
    at: AtomicUsize,
    count: AtomicUsize,
    is_stopped: AtomicBool,
    is_one_page: AtomicBool,
}

/// Why there is no export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::app) enum Failed {
    /// The user did not want it any more.
    Stopped,
    /// This went wrong.
    Why(String),
}

impl Watch {
    /// Says that this page is begun, counted from 0.
    ///
    /// # Errors
    /// [`Failed::Stopped`] if no more is wanted.
    pub(super) fn page(&self, at: usize, count: usize) -> Result<(), Failed> {
        self.at.store(at, Ordering::Relaxed);
        self.count.store(count, Ordering::Relaxed);
        self.go_on()
    }

    /// Says that so many pieces of one page are done.
    pub(super) fn piece(&self, at: usize, count: usize) -> ControlFlow<()> {
        self.is_one_page.store(true, Ordering::Relaxed);
        match self.page(at, count) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    }

    /// Whether what is counted are pieces of one page, and no pages.
    pub(super) fn is_one_page(&self) -> bool {
        self.is_one_page.load(Ordering::Relaxed)
    }

    /// # Errors
    /// [`Failed::Stopped`] if no more is wanted.
    pub(super) fn go_on(&self) -> Result<(), Failed> {
        if self.is_stopped.load(Ordering::Relaxed) {
            Err(Failed::Stopped)
        } else {
            Ok(())
        }
    }

    /// Asks the work to end.
    pub(super) fn stop(&self) {
        self.is_stopped.store(true, Ordering::Relaxed);
    }

    /// The page under way, counted from 0, and how many there are.
    pub(super) fn seen(&self) -> (usize, usize) {
        let count = self.count.load(Ordering::Relaxed);
        (self.at.load(Ordering::Relaxed).min(count), count)
    }
}
