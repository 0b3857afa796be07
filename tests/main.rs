//! All integration tests, one module per stage.

mod corpus;
mod explain;
mod lower;
mod syntax;
mod types;
