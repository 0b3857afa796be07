//! Placeholder of the types stage.
