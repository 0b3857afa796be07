//! The only place that words a verdict.

pub mod errors;
