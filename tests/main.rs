//! All integration tests, one module per stage.

mod corpus;
mod ir;
mod lower;
mod syntax;
mod types;
