//! Decides heap or stack on a pointer-flow graph.
//!
//! In: a [`Graph`]. Out: a [`Solution`]: what each location must be, where
//! each parameter leaks, and, if asked for, the findings in gc's order with their paths.
//! Invariants: the solver reads integers only, never code; [`naive`] gives the same attributes
//! and leaks as [`worklist`].

mod leaks;
pub mod naive;
pub mod observe;
mod outlives;
pub mod package;
pub mod worklist;

pub use observe::{Nobody, Observer};
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::{Edge, FuncNode, Location, Origin, Sink};
    use la_arena::{Idx, RawIdx};
    use proptest::prelude::*;

    /// A location of a random graph: function, depth, parameter, result, literal.
    type RandomLoc = (usize, u32, bool, Option<u32>, Option<usize>, bool);

    fn graph(
        tracks_mutation: bool,
        funcs: &[Option<usize>],
        locs: &[RandomLoc],
        edges: &[(usize, usize, i32)],
    ) -> Graph {
        let mut graph = Graph::new(tracks_mutation);
        for (i, outer) in funcs.iter().enumerate() {
            let outer = outer.map(|o| o % (i + 1)).filter(|&o| o < i);
            graph.funcs.alloc(FuncNode {
                func: None,
                outer: outer.map(|o| Idx::from_raw(RawIdx::from_u32(o as u32))),
                results: Vec::new(),
                results_lost: !tracks_mutation,
                in_batch: true,
            });
        }
        let func = |i: usize| Idx::from_raw(RawIdx::from_u32((i % funcs.len()) as u32));
        for &(f, depth, is_param, result, closure, persists) in locs {
            let mut loc = Location::new(Origin::Temp);
            loc.func = Some(func(f));
            loc.loop_depth = depth;
            loc.is_param = is_param;
            loc.result = result.filter(|_| !is_param);
            loc.closure = closure.map(func).filter(|_| !is_param && result.is_none());
            if persists {
                loc.attrs.insert(Attrs::PERSISTS);
            }
            let is_result = loc.result.is_some();
            let id = graph.locs.alloc(loc);
            if is_result {
                graph.funcs[func(f)].results.push(id);
            }
        }
        for &(dst, src, derefs) in edges {
            let dst = dst % (locs.len() + 3);
            let dst = if dst < 3 { dst } else { dst + 1 };
            let dst = Idx::from_raw(RawIdx::from_u32(dst as u32));
            let src = Idx::from_raw(RawIdx::from_u32((Graph::PSEUDO + src % locs.len()) as u32));
            if dst != src || derefs < 0 {
                graph.locs[dst].edges.push(Edge { src, derefs, why: None });
            }
        }
        graph
    }

    fn options(minor: &str) -> Options {
        let release = crate::release::Release::parse(minor);
        Options::new(&release.unwrap_or(crate::release::Release::NEWEST).rules(), true)
    }

    /// The verdicts and optimized leaks of a solution. What else holds of something that
    /// escapes does not matter.
    fn verdicts(solution: &Solution) -> (Vec<Attrs>, Vec<Leaks>) {
        (
            solution.attrs.values().map(|&a| if a.has(Attrs::ESCAPES) { Attrs::ALL } else { a }).collect(),
            solution.leaks.iter().map(|(_, l)| l.optimized()).collect(),
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]
        #[test]
        fn fast_is_naive(
            funcs in prop::collection::vec(prop::option::of(0usize..4), 1..4),
            locs in prop::collection::vec(
                (0usize..4, 0u32..4, prop::bool::weighted(0.3), prop::option::weighted(0.3, 0u32..7),
                 prop::option::weighted(0.2, 0usize..4), any::<bool>()),
                1..12,
            ),
            edges in prop::collection::vec((0usize..15, 0usize..12, -1i32..3), 0..30),
        ) {
            for release in ["1.21", "1.24", "1.27"] {
                let options = options(release);
                let graph = graph(options.tracks_mutation, &funcs, &locs, &edges);
                let (fast, naive) = (worklist::solve(&graph, &options), naive::solve(&graph, &options));
                prop_assert_eq!(verdicts(&fast), verdicts(&naive), "{}", release);
                for finding in &fast.findings {
                    let mut at = finding.loc;
                    for hop in &finding.path {
                        prop_assert_eq!(hop.src, at);
                        at = hop.dst;
                    }
                    prop_assert!(finding.truncated || at == finding.root);
                }
            }
        }
    }

    #[test]
    fn returned_address_escapes() {
        let options = options("1.27");
        // result 0 <- &x
        let graph = graph(
            true,
            &[None],
            &[(0, 1, false, Some(0), None, true), (0, 1, false, None, None, true)],
            &[(3, 1, -1)],
        );
        let solution = worklist::solve(&graph, &options);
        let x = Idx::from_raw(RawIdx::from_u32(5));
        assert!(solution.escapes(x));
        assert_eq!(solution.findings.len(), 1);
        assert_eq!(solution.findings[0].path.len(), 1);
    }

    #[test]
    fn parameter_leaks_to_result_after_one_load() {
        let options = options("1.27");
        let graph = graph(
            true,
            &[None],
            &[(0, 1, false, Some(0), None, true), (0, 1, true, None, None, true)],
            &[(3, 1, 1)],
        );
        let solution = worklist::solve(&graph, &options);
        let p = Idx::from_raw(RawIdx::from_u32(5));
        assert_eq!(solution.leaks.get(p).and_then(|l| l.get(Sink::Result(0))), Some(1));
        assert_eq!(solution.leaks.get(p).and_then(|l| l.get(Sink::Heap)), None);
    }
}
