//! The pointer-flow graph of one batch of mutually recursive functions.
//!
//! In: lowered functions, and what is known about the functions that they call. Out: [`Graph`],
//! which `solve` reads and never changes.
//! Invariants: see [`graph`]; building never fails, a variable that nobody declared gets its
//! location when it is first met.
//! Source: gc 1.21 to 1.27, escape analysis.

mod assign;
pub mod builder;
mod builtin;
mod call;
mod closure;
pub mod dump;
pub mod event;
mod expr;
mod go_wrap;
pub mod graph;
pub mod hole;
pub mod literals;
pub mod location;
pub mod prepare;
pub mod size;
mod stmt;
pub mod tags;
mod unsafety;

pub use builder::{Context, DefinitionCache};
pub use dump::dump_graph;
pub use event::Event;
pub use graph::{Edge, FuncIdx, FuncNode, Graph, Note, NoteId, Place, Reason};
pub use hole::Hole;
pub use location::{Attrs, LocId, Location, Origin};
pub use tags::{FuncSummary, Imports, Leaks, NoImports, Sink, Summaries};
