//! Routes on small and on random grounds.
