//! Placeholder of the load stage.
