//! All integration tests, one module per stage.

mod cache;
mod catalogue;
mod changes;
mod cli;
mod corpus;
mod equality;
mod explain;
mod facts;
mod flow;
mod graph;
mod guide;
mod imports;
mod inline;
mod ir;
mod layers;
mod load;
mod lower;
mod modules;
mod odd_files;
mod playground;
#[cfg(feature = "serve")]
mod serve;
mod syntax;
mod toolchain;
mod types;
mod verdicts;
mod verify;
mod why;
mod wrappers;
