//! Watches the solver and writes its steps down.
//!
//! In: the graphs of a package, which are solved once more. Out: a [`Trace`].

use super::build::node_id;
use super::{BatchTrace, EdgeId, Step, Trace};
use crate::flow::{Attrs, FuncIdx, Graph, LocId, Sink};
use crate::ir::Package;
use crate::ir::literal_name::without_checksum;
use crate::release::Rules;
use crate::solve::{BatchAnalysis, Observer, Options, PackageAnalysis, worklist};
use crate::source::Interner;
use std::collections::{BTreeMap, VecDeque};

/// How the batches that `wanted` asks for are solved, of those that an analysis has.
pub fn trace(
    (rules, names): (&Rules, &Interner),
    import_path: &str,
    package: &Package,
    analysis: &PackageAnalysis,
    wanted: impl Fn(u32) -> bool,
) -> Trace {
    let batches = analysis.batches.iter().zip(0u32..).filter(|&(_, number)| wanted(number));
    let options = Options::new(rules, false);
    let batches = batches.map(|(batch, number)| batch_trace(names, package, batch, number, &options));
    Trace { import_path: import_path.to_owned(), batches: batches.collect() }
}

fn batch_trace(
    names: &Interner,
    package: &Package,
    batch: &BatchAnalysis,
    number: u32,
    options: &Options,
) -> BatchTrace {
    let graph = &batch.graph;
    let mut first_edge = Vec::with_capacity(graph.locs.len());
    let mut count = 0u32;
    let mut marks = BTreeMap::new();
    for (id, loc) in graph.locs.iter() {
        first_edge.push(count);
        count += loc.edges.len() as u32;
        if loc.attrs != Attrs::NONE {
            marks.insert(node_id(number, id), loc.attrs);
        }
    }
    let trace = BatchTrace { batch: number, marks, ..BatchTrace::default() };
    let mut recorder = Recorder { names, package, graph, first_edge, trace };
    worklist::solve_watched(graph, options, &mut recorder);
    recorder.trace
}

/// Writes down what it is told.
struct Recorder<'a> {
    names: &'a Interner,
    package: &'a Package,
    graph: &'a Graph,
    /// The number of the first edge into each location.
    first_edge: Vec<u32>,
    trace: BatchTrace,
}

impl Recorder<'_> {
    fn id(&self, loc: LocId) -> super::NodeId {
        node_id(self.trace.batch, loc)
    }
}

impl Observer for Recorder<'_> {
    fn start(&mut self, roots: &VecDeque<LocId>) {
        self.trace.queue = roots.iter().map(|&loc| self.id(loc)).collect();
    }

    fn walk(&mut self, root: LocId) {
        self.trace.steps.push(Step::Walk { root: self.id(root) });
    }

    fn reach(&mut self, loc: LocId, from: LocId, edge: usize, derefs: i32) {
        let first = self.first_edge.get(from.into_raw().into_u32() as usize).copied().unwrap_or_default();
        let edge = EdgeId { batch: self.trace.batch, at_once: false, number: first + edge as u32 };
        let (node, to) = (self.id(loc), self.id(from));
        self.trace.steps.push(Step::Reach { node, to, edge, derefs });
    }

    fn mark(&mut self, loc: LocId, root: LocId, new: Attrs) {
        let (node, root) = (self.id(loc), self.id(root));
        self.trace.steps.push(Step::Mark { node, root, new });
    }

    fn leak(&mut self, param: LocId, root: LocId, sink: Sink, derefs: u32) {
        let (node, root) = (self.id(param), self.id(root));
        self.trace.steps.push(Step::Leak { node, root, sink, derefs });
    }

    fn enqueue(&mut self, loc: LocId, last: bool) {
        self.trace.steps.push(Step::Enqueue { node: self.id(loc), last });
    }

    fn lose_results(&mut self, func: FuncIdx) {
        let func = self.graph.funcs[func].func;
        let name = func.map_or("", |func| self.names.text(self.package.funcs[func].name));
        self.trace.steps.push(Step::LoseResults { function: without_checksum(name) });
    }
}
