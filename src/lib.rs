//! Go's escape analysis without Go.
//!
//! The pipeline, each stage a module that uses only the ones to its left:
//!
//! `source → syntax → types → ir → inline → flow → solve → facts → report → load → driver → guide → playground → cli`
//!
//! - [`source`] holds the texts, positions and names; [`syntax`] turns a text into a tree and a
//!   list of errors, never just an error; [`types`] decides what every expression is.
//! - [`ir`] is a typed tree in which everything the source leaves implicit is a node.
//! - [`flow`] builds the pointer-flow graph of one batch of functions from it, [`solve`] decides
//!   heap or stack on that graph, [`report`] is the only module that words a verdict.
//!
//! Nothing is global and the library reads no file by itself: texts come in through
//! [`source::SourceMap`].

pub mod catalogue;
mod parallel;
pub mod release;
pub mod source;

pub mod syntax;

pub mod types;

pub mod ir;

pub mod inline;

pub mod flow;
pub mod solve;

pub mod facts;

pub mod report;

pub mod load;

#[cfg(feature = "cli")]
pub mod cli;
pub mod driver;
pub mod guide;
pub mod playground;
