//! Decides heap or stack on a pointer-flow graph.
//!
//! In: a [`Graph`](crate::flow::Graph). Out: a [`Solution`]: what each location must be, where
//! each parameter leaks, and, if asked for, the findings in gc's order with their paths.
//! Invariants: the solver reads integers only, never code; [`naive`] gives the same attributes
//! and leaks as [`worklist`].

mod leaks;
pub mod naive;
mod outlives;
pub mod package;
pub mod worklist;

pub use package::{BatchAnalysis, PackageAnalysis, analyze_package};

use crate::flow::{Attrs, Graph, Leaks, LocId, NoteId};
use crate::release::{Rules, WalkOrder};
use la_arena::ArenaMap;

/// What the solver does differently from release to release.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Options {
    /// See [`Rules::walk_order`].
    pub order: WalkOrder,
    /// See [`Rules::tracks_mutation`].
    pub tracks_mutation: bool,
    /// See [`Rules::leak_before_escape`].
    pub leak_before_escape: bool,
    /// See [`Rules::max_tagged_results`].
    pub max_results: usize,
    /// Whether to keep the findings with their paths.
    pub explain: bool,
}

impl Options {
    /// What `rules` ask for.
    pub fn new(rules: &Rules, explain: bool) -> Self {
        Options {
            order: rules.walk_order,
            tracks_mutation: rules.tracks_mutation,
            leak_before_escape: rules.leak_before_escape,
            max_results: rules.max_tagged_results,
            explain,
        }
    }
}

/// What the solver found out.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Solution {
    /// What each location must be.
    pub attrs: ArenaMap<LocId, Attrs>,
    /// Where each parameter leaks to, not yet optimized.
    pub leaks: ArenaMap<LocId, Leaks>,
    /// Findings in gc's order; empty unless asked for.
    pub findings: Vec<Finding>,
}

impl Solution {
    /// Whether `loc` must be on the heap.
    pub fn escapes(&self, loc: LocId) -> bool {
        self.attrs.get(loc).is_some_and(|a| a.has(Attrs::ESCAPES))
    }
}

/// One explained decision of the solver.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// What was decided.
    pub kind: FindingKind,
    /// What it is about.
    pub loc: LocId,
    /// What it flows to.
    pub root: LocId,
    /// How it flows there, from `loc` to `root`.
    pub path: Vec<Hop>,
    /// Whether the path runs in a circle and was cut short.
    pub truncated: bool,
}

/// The kinds of [`Finding`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FindingKind {
    /// The location must be on the heap.
    Escapes,
    /// The parameter's value flows out of its function, after that many loads.
    Leaks(u32),
}

/// One edge of a path.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hop {
    /// Where the value goes.
    pub dst: LocId,
    /// Where it comes from.
    pub src: LocId,
    /// Loads on the way, -1 for the address.
    pub derefs: i32,
    /// The innermost note of the edge.
    pub why: Option<NoteId>,
}

/// The attributes and leaks that every location starts with.
fn start(graph: &Graph) -> Solution {
    let mut solution = Solution::default();
    for (id, loc) in graph.locs.iter() {
        solution.attrs.insert(id, loc.attrs);
        if loc.is_param {
            solution.leaks.insert(id, loc.leaks);
        }
    }
    solution
}
