//! Which functions gc copies in place of calls.
//!
//! In: the functions of a package as lowering left them (dead code removed), and what is known
//! about imported ones. Out: [`Candidates`]: what the body of each function costs, or why it is
//! never copied; [`Exported`] is what importers need of that.
//! Invariants: the order in which functions are looked at is gc's, because the cost of a call
//! depends on what is known about the callee by then.
//! Source: gc 1.21 to 1.27, without profiles and without instrumentation.

pub mod body;
mod callee;
mod candidates;
mod cost;
mod expand;
mod exports;
mod package;
mod pass;
mod reach;
mod relocate;
pub mod tree;

pub use callee::{Callees, is_intrinsic_call};
pub use candidates::{Candidate, Candidates};
pub use cost::is_big;
pub use exports::{Exported, Imports, Inlinable, NoImports};
pub use package::Inliner;
pub use pass::run_passes;
pub use tree::InlineTree;

use crate::release::Rules;
use crate::source::Interner;
use crate::types::TypeStore;
use crate::types::sizes::Sizes;

/// What inlining reads besides the package.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// All types.
    pub types: &'a TypeStore,
    /// All names.
    pub names: &'a Interner,
    /// The release.
    pub rules: &'a Rules,
    /// Sizes on the machine.
    pub sizes: Sizes,
    /// What is known about other packages.
    pub imports: &'a dyn Imports,
    /// Whether bodies are spelled out in the notes.
    pub spell: bool,
}

/// What a body may cost.
pub const BUDGET: u32 = 80;
/// What a call costs beside its nodes when nothing is known about the callee.
const CALL: i64 = 57;
/// Functions with this many nodes are big.
const BIG: u32 = 5000;
/// What may be copied into a big function.
const BIG_LIMIT: u32 = 20;
