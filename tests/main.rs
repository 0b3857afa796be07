//! All integration tests, one module per stage.

mod cli;
mod corpus;
mod equality;
mod layers;
mod lower;
mod solve;
mod syntax;
mod types;
