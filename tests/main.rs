//! All integration tests, one module per stage.

mod corpus;
mod flow;
mod lower;
mod syntax;
mod types;
