//! All integration tests, one module per stage.

mod corpus;
mod lower;
mod syntax;
mod types;
