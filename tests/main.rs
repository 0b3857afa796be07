//! All integration tests, one module per stage.

mod cli;
mod corpus;
mod explain;
mod ir;
mod layers;
mod lower;
mod solve;
mod syntax;
mod types;
