//! The solver that gc uses: shortest paths from each location in turn, in gc's order.
//!
//! From a root, walk the edges backwards and count loads; taking an address counts one down, and
//! what was reached by address continues with none. Whatever changes a location's attributes
//! makes it a root again. The order decides which of several explanations gets found.

use super::leaks::leak_to;
use super::observe::{Nobody, Observer};
use super::outlives::outlives;
use super::{Finding, FindingKind, Hop, Options, Solution, start};
use crate::flow::{Attrs, FuncIdx, Graph, LocId};
use crate::release::WalkOrder;
use la_arena::ArenaMap;
use std::collections::VecDeque;

/// Solves `graph`.
pub fn solve(graph: &Graph, options: &Options) -> Solution {
    solve_watched(graph, options, &mut Nobody)
}

/// Solves `graph` and tells `observer` every step.
pub fn solve_watched(graph: &Graph, options: &Options, observer: &mut impl Observer) -> Solution {
    let mut solver = Solver {
        graph,
        options,
        observer,
        solution: start(graph),
        lost: ArenaMap::default(),
        roots: VecDeque::with_capacity(graph.locs.len()),
        is_root: vec![false; graph.locs.len()],
        reached: vec![Reached::default(); graph.locs.len()],
        walk: 0,
    };
    for loc in graph.real_locs().rev() {
        solver.roots.push_back(loc);
    }
    for loc in [Graph::MUTATOR, Graph::CALLEE, Graph::HEAP] {
        solver.roots.push_front(loc);
    }
    for &loc in &solver.roots {
        solver.is_root[index(loc)] = true;
    }
    solver.observer.start(&solver.roots);
    let mut queue = VecDeque::new();
    while let Some(root) = solver.roots.pop_front() {
        solver.is_root[index(root)] = false;
        solver.walk_from(root, &mut queue);
    }
    solver.solution
}

fn index(loc: LocId) -> usize {
    loc.into_raw().into_u32() as usize
}

/// How the current walk reached a location.
#[derive(Clone, Copy, Default)]
struct Reached {
    /// The walk that reached it; 0 is none.
    walk: u32,
    /// The walk whose queue holds it.
    queued: u32,
    derefs: i32,
    /// The location it flows into next, and which of its edges.
    next: Option<(LocId, usize)>,
}

struct Solver<'a, O> {
    graph: &'a Graph,
    options: &'a Options,
    observer: &'a mut O,
    solution: Solution,
    /// Literals whose results nobody watches any more.
    lost: ArenaMap<FuncIdx, bool>,
    /// Locations to walk from; the next one is in front.
    roots: VecDeque<LocId>,
    is_root: Vec<bool>,
    reached: Vec<Reached>,
    walk: u32,
}

impl<O: Observer> Solver<'_, O> {
    fn attrs(&self, loc: LocId) -> Attrs {
        self.solution.attrs.get(loc).copied().unwrap_or_default()
    }

    fn add_root(&mut self, loc: LocId) {
        if std::mem::replace(&mut self.is_root[index(loc)], true) {
            return;
        }
        let last = self.options.order == WalkOrder::EscapingFirst && !self.attrs(loc).has(Attrs::ESCAPES);
        match last {
            true => self.roots.push_back(loc),
            false => self.roots.push_front(loc),
        }
        self.observer.enqueue(loc, last);
    }

    /// Once a literal may be called by anyone, what it returns may go anywhere.
    fn lose_results(&mut self, root: LocId) {
        let Some(func) = self.graph.locs[root].closure else { return };
        let node = &self.graph.funcs[func];
        if !self.options.tracks_mutation || !self.attrs(root).has(Attrs::CALLS) || !node.in_batch {
            return;
        }
        if !self.lost.get(func).copied().unwrap_or(node.results_lost) {
            self.lost.insert(func, true);
            self.observer.lose_results(func);
            for &result in &node.results {
                self.add_root(result);
            }
        }
    }

    fn walk_from(&mut self, root: LocId, queue: &mut VecDeque<LocId>) {
        self.walk += 1;
        let walk = self.walk;
        self.observer.walk(root);
        self.reached[index(root)] = Reached { walk, queued: 0, derefs: 0, next: None };
        self.lose_results(root);
        queue.clear();
        queue.push_back(root);
        let last_first = self.options.order == WalkOrder::LastFirst;
        while let Some(loc) = if last_first { queue.pop_back() } else { queue.pop_front() } {
            self.reached[index(loc)].queued = 0;
            let derefs = self.reached[index(loc)].derefs;
            if !self.visit(root, loc, derefs) {
                continue;
            }
            let graph = self.graph;
            for (i, edge) in graph.locs[loc].edges.iter().enumerate() {
                if self.attrs(edge.src).has(Attrs::ESCAPES) {
                    continue;
                }
                let derefs = derefs.max(0).saturating_add(edge.derefs);
                let reached = &mut self.reached[index(edge.src)];
                if reached.walk == walk && reached.derefs <= derefs {
                    continue;
                }
                reached.walk = walk;
                reached.derefs = derefs;
                reached.next = Some((loc, i));
                self.observer.reach(edge.src, loc, i, derefs);
                if last_first || reached.queued != walk {
                    reached.queued = walk;
                    queue.push_back(edge.src);
                }
            }
        }
    }

    /// Draws the conclusions from `loc` flowing to `root`; false if its edges need no following.
    fn visit(&mut self, root: LocId, loc: LocId, derefs: i32) -> bool {
        let is_address = derefs < 0;
        let derefs = derefs.max(0);
        let root_attrs = self.attrs(root);
        let old = self.attrs(loc);
        let is_param = self.graph.locs[loc].is_param;
        let leaves =
            (is_address || is_param) && outlives(self.graph, &self.solution.attrs, &self.lost, root, loc);

        let mut new = Attrs::NONE;
        if is_address {
            if leaves {
                new.insert(self.graph.escape);
            }
            if root_attrs.has(Attrs::PERSISTS) {
                new.insert(Attrs::PERSISTS);
            }
        }
        if derefs == 0 {
            new.insert(root_attrs.and(Attrs::MUTATES.with(Attrs::CALLS)));
        }

        if leaves && self.options.explain && !old.has(Attrs::ESCAPES) {
            let mut kinds = [
                is_address.then_some(FindingKind::Escapes),
                is_param.then_some(FindingKind::Leaks(derefs as u32)),
            ];
            if self.options.leak_before_escape {
                kinds.reverse();
            }
            for kind in kinds.into_iter().flatten() {
                self.explain(kind, root, loc);
            }
        }
        if is_param {
            self.leak(root, loc, derefs as u32, leaves, root_attrs);
        }

        if new.without(old) != Attrs::NONE {
            self.observer.mark(loc, root, new.without(old));
            self.solution.attrs.insert(loc, old.with(new));
            self.add_root(loc);
        }
        !new.has(Attrs::ESCAPES) || old.has(Attrs::ESCAPES)
    }

    fn leak(&mut self, root: LocId, param: LocId, derefs: u32, leaves: bool, root_attrs: Attrs) {
        use crate::flow::Sink;
        let before = self.solution.leaks.get(param).copied().unwrap_or_default();
        let mut leaks = before;
        if leaves {
            let max = self.options.max_results;
            leak_to(self.graph, &self.solution.attrs, &mut leaks, max, param, root, derefs);
        }
        if root_attrs.has(Attrs::MUTATES) {
            leaks.add(Sink::Mutator, derefs);
        }
        if root_attrs.has(Attrs::CALLS) {
            leaks.add(Sink::Callee, derefs);
        }
        if leaks != before {
            for (sink, derefs) in leaks.iter().filter(|&(sink, derefs)| before.get(sink) != Some(derefs)) {
                self.observer.leak(param, root, sink, derefs);
            }
        }
        self.solution.leaks.insert(param, leaks);
    }

    fn explain(&mut self, kind: FindingKind, root: LocId, loc: LocId) {
        let mut path = Vec::new();
        let mut truncated = false;
        let mut src = loc;
        while let Some((dst, i)) = self.reached[index(src)].next {
            if path.len() > self.graph.locs.len() || path.iter().any(|hop: &Hop| hop.src == src) {
                truncated = true;
                break;
            }
            let edge = self.graph.locs[dst].edges[i];
            path.push(Hop { dst, src, derefs: edge.derefs, why: edge.why });
            if dst == root {
                break;
            }
            src = dst;
        }
        self.solution.findings.push(Finding { kind, loc, root, path, truncated });
    }
}
