//! All integration tests, one module per stage.

mod corpus;
mod equality;
mod lower;
mod syntax;
mod types;
