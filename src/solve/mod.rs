//! Placeholder of the solve stage.
