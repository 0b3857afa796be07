//! All integration tests, one module per stage.

mod cli;
mod corpus;
mod flow;
mod explain;
mod ir;
mod equality;
mod layers;
mod lower;
mod syntax;
mod types;
