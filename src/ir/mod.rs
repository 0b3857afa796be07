//! Placeholder of the ir stage.
