//! All integration tests, one module per stage.

mod corpus;
mod explain;
mod syntax;
mod types;
