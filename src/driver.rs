//! Runs the stages over packages.
