//! Why values stay on the stack, and what functions do with their parameters.
//!
//! In: a solved batch. Out: a [`StayReason`] for a location, a [`Contract`] for each parameter
//! that gc has a line for.
//! Invariants: a reason names only what the graph or the call that holds the value shows.

use super::describe::{Batch, Scope};
use super::{Contract, Function, Holder, Leak, LeakResult, LiteralKind, Said, StayReason, ValueKind};
use crate::flow::{LocId, Origin, Sink};
use crate::ir::visit::operands;
use crate::ir::{CallKind, ExprId, ExprKind, FuncId, FuncKind, VarId};
use crate::types::layout;
use rustc_hash::FxHashMap;

/// How many names a reason lists.
const MAX_NAMES: usize = 4;

/// Where values are used: the call of which an expression is an argument.
#[derive(Debug, Default)]
pub(super) struct Uses {
    call_of: FxHashMap<ExprId, ExprId>,
    /// Expressions that a variable's address is taken in, by variable.
    address_of: FxHashMap<VarId, Vec<ExprId>>,
}

impl Uses {
    /// Reads all expressions of a package.
    pub fn new(scope: &Scope<'_>) -> Self {
        let mut uses = Uses::default();
        for (id, expr) in scope.ir.exprs.iter() {
            match &expr.kind {
                ExprKind::Call { fun, args, .. } => {
                    uses.call_of.insert(scope.strip(*fun), id);
                    for &arg in args {
                        uses.add_argument(scope, arg, id);
                    }
                }
                ExprKind::AddrOf(x) => {
                    if let ExprKind::Var(var) = scope.ir.exprs[*x].kind {
                        uses.address_of.entry(scope.ir.canonical(var)).or_default().push(id);
                    }
                }
                _ => {}
            }
        }
        uses
    }

    /// An argument, without conversions; of the slice of variadic arguments, its elements, too.
    fn add_argument(&mut self, scope: &Scope<'_>, mut arg: ExprId, call: ExprId) {
        self.call_of.insert(arg, call);
        if let ExprKind::CompositeLit { .. } = scope.ir.exprs[arg].kind
            && scope.ir.exprs[arg].implicit
        {
            operands(scope.ir, arg, &mut |x| {
                self.call_of.insert(x, call);
            });
        }
        while let ExprKind::Conv { x, .. } = scope.ir.exprs[arg].kind {
            self.call_of.insert(x, call);
            arg = x;
        }
    }
}

/// Why `loc` stays.
pub(super) fn reason(scope: &Scope<'_>, batch: Batch<'_>, uses: &Uses, loc: LocId) -> StayReason {
    let graph = batch.graph;
    let mut names: Vec<Holder> = Vec::new();
    let is_new = |names: &[Holder], holder: &Holder| !names.contains(holder);
    let mut closures = false;
    let mut arguments = false;
    let mut other = false;
    for (dst, target) in graph.locs.iter() {
        if !target.edges.iter().any(|edge| edge.src == loc && edge.derefs < 0) {
            continue;
        }
        match target.origin {
            Origin::Var(var) => match holder(scope, var) {
                Some(holder) if is_new(&names, &holder) => names.push(holder),
                Some(_) => {}
                None => other = true,
            },
            Origin::Expr(_) if scope.closure_func(graph, dst).is_some() => closures = true,
            Origin::Expr(expr) if scope.value_kind(expr) == ValueKind::VariadicArguments => arguments = true,
            Origin::Expr(expr) => match scope.places.short_text(expr) {
                Some(text) => {
                    let holder = Holder::Named(text.to_owned());
                    if is_new(&names, &holder) {
                        names.push(holder);
                    }
                }
                None => other = true,
            },
            Origin::Mutator | Origin::Callee => {}
            _ => other = true,
        }
    }
    // The slice of arguments has no name: it is told by the call, if that is all there is.
    other |= arguments && !names.is_empty();
    let call = match graph.locs[loc].origin {
        Origin::Expr(expr) => uses.call_of.get(&expr).map(|&call| (expr, call)),
        Origin::Var(var) => match uses.address_of.get(&var).map(Vec::as_slice) {
            Some([only]) => uses.call_of.get(only).map(|&call| (*only, call)),
            _ => None,
        },
        _ => None,
    };
    if let Some((expr, call)) = call {
        let ExprKind::Call { kind, fun, ref args, .. } = scope.ir.exprs[call].kind else {
            return StayReason::NeverKept;
        };
        if scope.strip(fun) == expr {
            return StayReason::CalledHere;
        }
        if names.is_empty()
            && kind == CallKind::Func
            && let Some(callee) = scope.callee_name(call)
        {
            let is_method = matches!(scope.ir.exprs[fun].kind, ExprKind::MethodExpr { .. });
            let receiver =
                is_method && args.first().is_some_and(|&first| scope.mentions(first, Some(expr), None));
            return if receiver { StayReason::CalledOn(callee) } else { StayReason::PassedTo(callee) };
        }
    }
    match () {
        () if names.is_empty() && closures && !other => StayReason::Captured,
        () if !names.is_empty() && names.len() <= MAX_NAMES && !other => StayReason::OnlyTo(names, closures),
        () => StayReason::NeverKept,
    }
}

/// What to call a variable that holds an address.
fn holder(scope: &Scope<'_>, var: VarId) -> Option<Holder> {
    let name = scope.var_name(var)?.to_owned();
    Some(match scope.inlined.parameter_of(var) {
        Some((call, receiver)) => Holder::Parameter { name, callee: scope.inlined_callee(call), receiver },
        None => Holder::Named(name),
    })
}

/// What `func` does with each of its parameters that gc has a line for. `functions` are those that
/// the source declares.
pub(super) fn contracts(
    scope: &Scope<'_>,
    batch: Batch<'_>,
    func: FuncId,
    functions: &[Function],
    said: impl Fn(VarId) -> Vec<Said>,
) -> Vec<Contract> {
    let f = &scope.ir.funcs[func];
    if f.kind.is_wrapper() || f.dup_ok {
        return Vec::new();
    }
    let Some(summary) = scope.summaries.local.get(&func) else { return Vec::new() };
    let contract = |(i, &var): (usize, &VarId)| {
        let v = &scope.ir.vars[var];
        let escapes = batch.var_loc.get(&var).is_some_and(|&loc| batch.solution.escapes(loc));
        let as_integers = f.pragma.uintptr_escapes && v.variadic;
        if escapes || as_integers || !layout::has_pointers(scope.types, v.ty) {
            return None;
        }
        let says = said(var);
        if says.is_empty() {
            return None;
        }
        // gc has lines for `_` where there is no body.
        let blank = || (f.body.is_none() && scope.names.text(v.name) == "_").then_some("_");
        let param = scope.var_name(var).or_else(blank)?.to_owned();
        let leaks = summary.param(i);
        let mut found = Vec::new();
        if let Some(loads) = leaks.get(Sink::Heap) {
            found.push(Leak { result: None, loads });
        }
        for (result, loads) in leaks.results() {
            let name = f.results.get(result).and_then(|&var| scope.var_name(var));
            let name = match name {
                Some(name) => LeakResult::Named(name.to_owned()),
                None if f.results.len() == 1 => LeakResult::Only,
                None => LeakResult::Number(result + 1),
            };
            found.push(Leak { result: Some(name), loads });
        }
        let literal = match f.kind {
            FuncKind::RangeBody => Some(LiteralKind::LoopBody),
            kind => kind.is_literal().then_some(LiteralKind::Written),
        };
        let spot = scope.places.var(var)?;
        // A literal is told with the function whose text it is in, however often that was copied.
        let name = match literal {
            None => scope.names.text(f.name).to_owned(),
            Some(_) => {
                let around = functions.iter().find(|function| function.whole.contains(spot));
                around.map(|function| function.name.clone()).unwrap_or_default()
            }
        };
        Some(Contract { func: name, literal, param, spot, leaks: found, says })
    };
    f.params.iter().enumerate().filter_map(contract).collect()
}
