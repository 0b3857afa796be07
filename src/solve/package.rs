//! Analyses the functions of a package, batch by batch, callees first.
//!
//! In: lowered functions, and what is known about other packages. Out: [`PackageAnalysis`]:
//! per batch its graph and what the solver found out, and the summaries that importers need.

use super::{Options, Solution, worklist};
use crate::flow::builder::{self, Context, DefinitionCache};
use crate::flow::{
    Event, FuncSummary, Graph, Hole, Leaks, LocId, Origin, Place, Sink, Summaries, literals, prepare, size,
};
use crate::ir::batch::batches;
use crate::ir::bounds::elided_bounds;
use crate::ir::{ExprId, ExprKind, FuncId, Package, VarId};
use crate::types::{Basic, Type};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// The result of analysing a package.
#[derive(Debug, Default)]
pub struct PackageAnalysis {
    /// Its batches, in the order of analysis.
    pub batches: Vec<BatchAnalysis>,
    /// What callers need to know about each of its functions.
    pub summaries: Summaries,
    /// Index expressions that need no bounds check, in gc's order.
    pub elided_bounds: Vec<ExprId>,
}

/// The result of analysing one batch.
#[derive(Debug)]
pub struct BatchAnalysis {
    /// Its functions.
    pub funcs: Vec<FuncId>,
    /// What flows.
    pub graph: Graph,
    /// The location of each variable.
    pub var_loc: FxHashMap<VarId, LocId>,
    /// How many of the graph's events come before operands were replaced.
    pub events_before_literals: usize,
    /// Operands in whose place a known value is used, and that value.
    pub replaced: FxHashMap<ExprId, ExprId>,
    /// What the solver found out.
    pub solution: Solution,
}

/// Analyses `package`; `explain` keeps the paths of all findings.
pub fn analyze_package(cx: Context<'_>, package: &mut Package, explain: bool) -> PackageAnalysis {
    let mut analysis = PackageAnalysis::default();
    let mut definitions = DefinitionCache::default();
    for batch in batches(package, cx.rules, cx.names) {
        let result =
            analyze_batch(cx, package, &mut analysis.summaries, &mut definitions, batch.funcs, explain);
        analysis.batches.push(result);
    }
    analysis.elided_bounds = elided_bounds(package, cx.types, cx.names, cx.sizes);
    analysis
}

fn analyze_batch(
    cx: Context<'_>,
    package: &mut Package,
    summaries: &mut Summaries,
    definitions: &mut DefinitionCache,
    funcs: Vec<FuncId>,
    explain: bool,
) -> BatchAnalysis {
    let prepared = prepare::prepare(cx, package, summaries, definitions, &funcs);
    let built = builder::build(cx, package, summaries, definitions, &prepared, &funcs);
    prepared.declare(package);
    let (mut graph, var_loc) = (built.graph, built.var_loc);
    let by_ref: FxHashSet<VarId> = built.by_ref.into_iter().collect();
    for &var in &by_ref {
        package.vars[var].addr_taken = true;
    }
    let events_before_literals = graph.events.len();
    let replaced = reasons(cx, package, definitions, &by_ref, &mut graph);
    let solution = worklist::solve(&graph, &Options::new(cx.rules, explain));
    for &func in &funcs {
        let summary = summarize(cx, package, func, &var_loc, &solution);
        summaries.local.insert(func, Arc::new(summary));
    }
    BatchAnalysis { funcs, graph, var_loc, events_before_literals, replaced, solution }
}

/// Replaces operands by known values and moves to the heap what is too large.
fn reasons(
    cx: Context<'_>,
    package: &mut Package,
    definitions: &mut DefinitionCache,
    by_ref: &FxHashSet<VarId>,
    graph: &mut Graph,
) -> FxHashMap<ExprId, ExprId> {
    let mut replaced = FxHashMap::default();
    for loc in graph.real_locs() {
        let origin = graph.locs[loc].origin;
        let place = match origin {
            Origin::Var(var) => Place::Var(var),
            Origin::Expr(expr) => Place::Expr(expr),
            _ => continue,
        };
        let func = graph.locs[loc].func.and_then(|node| graph.funcs[node].func);
        if let (Origin::Expr(expr), Some(func)) = (origin, func)
            && let Some(found) = literals::replacement(cx, package, definitions, func, expr)
        {
            let literal = package.expr(ExprKind::Literal(found.value), found.ty, found.pos);
            replaced.insert(found.operand, literal);
        }
        if let Some(reason) = size::heap_reason(cx, package, by_ref, &replaced, origin) {
            let hole = graph.note(Hole::to(Graph::HEAP).addr(), place, reason);
            graph.flow(hole, loc);
        }
    }
    replaced
}

/// What callers of `func` need to know.
fn summarize(
    cx: Context<'_>,
    package: &Package,
    func: FuncId,
    var_loc: &FxHashMap<VarId, LocId>,
    solution: &Solution,
) -> FuncSummary {
    let f = &package.funcs[func];
    let params = f.params.iter().map(|&var| {
        let v = &package.vars[var];
        if !cx.has_pointers(v.ty) {
            return Leaks::UNKNOWN;
        }
        if f.body.is_none() {
            return body_less(cx, f.pragma.noescape);
        }
        if f.pragma.uintptr_escapes && v.variadic && is_uintptr_slice(cx, v.ty) {
            return Leaks::UNKNOWN;
        }
        let name = v.obj.map_or(v.name, |obj| cx.types.object(obj).name);
        if matches!(cx.names.text(name), "" | "_") {
            return Leaks::NONE;
        }
        let leaks = var_loc.get(&var).and_then(|&loc| solution.leaks.get(loc));
        leaks.copied().unwrap_or_default().optimized()
    });
    FuncSummary {
        params: params.collect(),
        results: f.results.len(),
        uintptr_keep_alive: f.body.is_none() || f.pragma.uintptr_keep_alive,
        uintptr_escapes: f.pragma.uintptr_escapes,
    }
}

/// A function without a body may do anything, unless `//go:noescape` promises that nothing
/// escapes.
fn body_less(cx: Context<'_>, noescape: bool) -> Leaks {
    if !noescape {
        return Leaks::UNKNOWN;
    }
    let mut leaks = Leaks::NONE;
    if cx.rules.tracks_mutation {
        leaks.add(Sink::Mutator, 0);
        leaks.add(Sink::Callee, 0);
    }
    leaks
}

fn is_uintptr_slice(cx: Context<'_>, ty: crate::types::TypeId) -> bool {
    match cx.types.under(ty) {
        Type::Slice(elem) => matches!(cx.types.under(*elem), Type::Basic(Basic::Uintptr)),
        _ => false,
    }
}

impl BatchAnalysis {
    /// Events from before and from after operands were replaced.
    pub fn events(&self) -> (&[Event], &[Event]) {
        self.graph.events.split_at(self.events_before_literals.min(self.graph.events.len()))
    }
}
