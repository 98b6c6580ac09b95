//! The integration tests as one binary: a module a subject.
mod architecture;
mod formats;
mod hostile;
mod seeds;
mod text;
