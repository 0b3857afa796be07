//! Placeholder of the report stage.
