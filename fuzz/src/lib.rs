//! Fuzzing goesc; README.md tells how.

pub mod mutate;
pub mod targets;
