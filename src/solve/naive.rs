//! The solver that is obviously right: relax everything until nothing changes.
//!
//! It stays as the oracle of [`super::worklist`]; it explains nothing.

use super::leaks::leak_to;
use super::outlives::outlives;
use super::{Options, Solution, start};
use crate::flow::{Attrs, FuncIdx, Graph, LocId, Sink};
use la_arena::ArenaMap;

/// Solves `graph`; [`Solution::findings`] stays empty.
pub fn solve(graph: &Graph, options: &Options) -> Solution {
    let mut solution = start(graph);
    let mut lost: ArenaMap<FuncIdx, bool> = ArenaMap::default();
    loop {
        let before = (solution.clone(), lost.clone());
        for (root, _) in graph.locs.iter() {
            lose_results(graph, options, &solution, &mut lost, root);
            let distances = distances(graph, &solution, root);
            for (loc, &derefs) in distances.iter() {
                conclude(graph, options, &mut solution, &lost, root, loc, derefs);
            }
        }
        if before.0 == solution && before.1.iter().eq(lost.iter()) {
            return solution;
        }
    }
}

fn attrs(solution: &Solution, loc: LocId) -> Attrs {
    solution.attrs.get(loc).copied().unwrap_or_default()
}

fn lose_results(
    graph: &Graph,
    options: &Options,
    solution: &Solution,
    lost: &mut ArenaMap<FuncIdx, bool>,
    root: LocId,
) {
    if let Some(func) = graph.locs[root].closure
        && options.tracks_mutation
        && graph.funcs[func].in_batch
        && attrs(solution, root).has(Attrs::CALLS)
    {
        lost.insert(func, true);
    }
}

/// The fewest loads from each location to `root`, -1 for its address.
fn distances(graph: &Graph, solution: &Solution, root: LocId) -> ArenaMap<LocId, i32> {
    let mut distances: ArenaMap<LocId, i32> = ArenaMap::default();
    distances.insert(root, 0);
    loop {
        let mut changed = false;
        for (dst, loc) in graph.locs.iter() {
            let Some(&reached) = distances.get(dst) else { continue };
            if dst != root && attrs(solution, dst).has(Attrs::ESCAPES) {
                continue;
            }
            for edge in &loc.edges {
                let derefs = reached.max(0).saturating_add(edge.derefs);
                if attrs(solution, edge.src).has(Attrs::ESCAPES) {
                    continue;
                }
                if distances.get(edge.src).is_none_or(|&old| derefs < old) {
                    distances.insert(edge.src, derefs);
                    changed = true;
                }
            }
        }
        if !changed {
            return distances;
        }
    }
}

fn conclude(
    graph: &Graph,
    options: &Options,
    solution: &mut Solution,
    lost: &ArenaMap<FuncIdx, bool>,
    root: LocId,
    loc: LocId,
    derefs: i32,
) {
    let root_attrs = attrs(solution, root);
    let leaves = outlives(graph, &solution.attrs, lost, root, loc);
    let mut now = attrs(solution, loc);
    if derefs < 0 && leaves {
        now.insert(graph.escape);
    }
    if derefs < 0 && root_attrs.has(Attrs::PERSISTS) {
        now.insert(Attrs::PERSISTS);
    }
    if derefs <= 0 {
        now.insert(root_attrs.and(Attrs::MUTATES.with(Attrs::CALLS)));
    }
    if graph.locs[loc].is_param {
        let derefs = derefs.max(0) as u32;
        let mut leaks = solution.leaks.get(loc).copied().unwrap_or_default();
        if leaves {
            leak_to(graph, &solution.attrs, &mut leaks, options.max_results, loc, root, derefs);
        }
        if root_attrs.has(Attrs::MUTATES) {
            leaks.add(Sink::Mutator, derefs);
        }
        if root_attrs.has(Attrs::CALLS) {
            leaks.add(Sink::Callee, derefs);
        }
        solution.leaks.insert(loc, leaks);
    }
    solution.attrs.insert(loc, now);
}
