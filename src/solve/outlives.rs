//! When does one location live longer than another?

use crate::flow::{Attrs, FuncIdx, Graph, LocId};
use la_arena::ArenaMap;

/// Whether what is stored in `l` may survive `other`, were `other` on the stack.
/// `lost` tells the literals whose results may reach callers that nobody watches.
pub(super) fn outlives(
    graph: &Graph,
    attrs: &ArenaMap<LocId, Attrs>,
    lost: &ArenaMap<FuncIdx, bool>,
    l: LocId,
    other: LocId,
) -> bool {
    if attrs.get(l).is_some_and(|a| a.has(Attrs::ESCAPES)) {
        return true;
    }
    if l == Graph::MUTATOR || l == Graph::CALLEE {
        return false;
    }
    let (left, right) = (&graph.locs[l], &graph.locs[other]);
    let (Some(left_func), Some(right_func)) = (left.func, right.func) else { return false };
    if left.result.is_some() {
        // A caller may do anything with a result, unless all callers are within `other`'s function.
        let watched = graph.contains_closure(right_func, left_func)
            && !lost.get(left_func).copied().unwrap_or(graph.funcs[left_func].results_lost);
        return !watched;
    }
    (left_func == right_func && left.loop_depth < right.loop_depth)
        || graph.contains_closure(left_func, right_func)
}
