//! Placeholder of the flow stage.
