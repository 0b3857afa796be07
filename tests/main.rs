//! All integration tests, one module per stage.

mod corpus;
mod syntax;
mod types;
