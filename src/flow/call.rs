//! Calls: who is called, and where arguments and results go.

use super::builder::{Builder, PendingClosure};
use super::graph::{Graph, Place, Reason};
use super::hole::Hole;
use super::tags::{Leaks, Sink};
use crate::ir::pass::benchmark_loops::KEEP_ALIVE;
use crate::ir::static_value::callee_named;
use crate::ir::{CallKind, ExprId, ExprKind, FuncId, FuncRef, LitKind, StmtId, VarId};
use crate::types::{Type, TypeId};

impl Builder<'_> {
    /// Evaluates the call `x`, its results into `results`; `None` when nobody uses them.
    pub fn call(&mut self, results: Option<&[Hole]>, x: ExprId) {
        let package = self.package;
        match &package.exprs[x].kind {
            ExprKind::InlinedCall { body, results: vars, .. } => {
                self.stmts(body);
                for (i, &var) in vars.iter().enumerate() {
                    let hole = results.and_then(|holes| holes.get(i)).copied();
                    self.expr(hole.unwrap_or(self.discard_hole()), var);
                }
            }
            ExprKind::Call { kind: CallKind::Func, fun, args, .. } => {
                let named = self.prepared.callees.get(&x).copied().unwrap_or(*fun);
                let callees = self.callees(named);
                if let [FuncRef::Local(func)] = callees[..]
                    && !self.cx.rules.tracks_mutation
                    && matches!(package.exprs[named].kind, ExprKind::Closure(_))
                {
                    let node = self.node_of(func);
                    self.graph.funcs[node].results_lost = false;
                }
                self.results_of_batch(results, &callees);
                let hole = self.callee_hole(results, x, callees.is_empty());
                self.copies(false, *fun);
                self.expr(hole, *fun);
                let escapes = callees.iter().any(|&func| self.uintptr_rules(func).1);
                let copied = self.escape_helper(&callees);
                for (i, &arg) in args.iter().enumerate() {
                    let hole = match copied {
                        Some(escapes) if escapes => self.heap(),
                        Some(_) => self.discard_hole(),
                        // Since 1.22 copies come before the hole that the argument goes to.
                        None if self.cx.rules.go_defer_wrapped => {
                            self.copies(escapes, arg);
                            self.merged_param_hole(results, &callees, i)
                        }
                        None => {
                            let hole = self.merged_param_hole(results, &callees, i);
                            self.copies(escapes, arg);
                            hole
                        }
                    };
                    self.argument(hole, x, arg);
                }
            }
            ExprKind::Call { kind: CallKind::Interface, fun, args, .. } => {
                if let ExprKind::DotInterface { x: receiver, .. } = package.exprs[*fun].kind {
                    self.copies(false, receiver);
                    self.argument(self.heap(), x, receiver);
                }
                for &arg in args {
                    self.copies(false, arg);
                    self.argument(self.heap(), x, arg);
                }
            }
            _ => {}
        }
    }

    /// `go` and `defer`: the closure lives on the heap, or (`stays`) until the function returns.
    pub fn go_or_defer(&mut self, id: StmtId, call: ExprId, stays: bool) {
        let hole = if stays {
            let discard = self.discard_hole();
            self.later(discard)
        } else {
            self.heap()
        };
        if let Some(init) = self.package.expr_init.get(call) {
            self.stmts(init);
        }
        if let Some(&closure) = self.prepared.wrappers.get(&id) {
            self.wrapped_call(hole, call, closure);
        } else if let ExprKind::Call { kind: CallKind::Func, fun, .. } = self.package.exprs[call].kind {
            self.expr(hole, fun);
        }
    }

    /// A call that happens later: its operands were copied, and `closure` captures the copies.
    fn wrapped_call(&mut self, hole: Hole, call: ExprId, closure: ExprId) {
        match self.package.exprs[call].kind {
            ExprKind::Builtin { .. } => self.builtin(self.discard_hole(), call),
            _ => self.call(None, call),
        }
        let ExprKind::Closure(func) = self.package.exprs[closure].kind else { return };
        let hole = self.spill(hole, closure);
        self.closures.push(PendingClosure { hole, func });
    }

    /// The functions that `fun` may name, if all are known.
    fn callees(&mut self, fun: ExprId) -> Vec<FuncRef> {
        let package = self.package;
        if let Some(func) = callee_named(package, fun) {
            return vec![func];
        }
        let rules = self.cx.rules;
        let definitions = self.definitions.get(package, self.cx.types, self.walk.func);
        let value = definitions.static_value(package, fun, rules.captured_static_values);
        if let Some(func) = callee_named(package, value) {
            return vec![func];
        }
        match package.exprs[value].kind {
            ExprKind::Var(var) if rules.several_callees => {
                let callees = definitions.assigned_callees(package, var);
                let special = |&func: &FuncRef| {
                    let (keep, escapes) = self.uintptr_rules(func);
                    keep || escapes
                };
                if callees.iter().any(special) { Vec::new() } else { callees }
            }
            _ => Vec::new(),
        }
    }

    /// Whether `func` is analysed in this batch, so that arguments flow straight into it.
    fn in_batch(&self, func: FuncRef) -> Option<FuncId> {
        let FuncRef::Local(id) = func else { return None };
        let node = *self.func_node.get(&id)?;
        self.graph.funcs[node].in_batch.then_some(id)
    }

    fn results_of_batch(&mut self, results: Option<&[Hole]>, callees: &[FuncRef]) {
        let Some(holes) = results else { return };
        for &func in callees {
            let Some(func) = self.in_batch(func) else { continue };
            let package = self.package;
            for (i, &var) in package.funcs[func].results.iter().enumerate() {
                let Some(&hole) = holes.get(i) else { continue };
                self.result_var(hole, var);
            }
        }
    }

    fn result_var(&mut self, mut hole: Hole, var: VarId) {
        if hole.derefs >= 0 && !self.cx.has_pointers(self.package.vars[var].ty) {
            hole.dst = Graph::BLANK;
        }
        let loc = self.loc_of(var);
        self.graph.flow(hole, loc);
    }

    /// Where the callee operand goes: if it is not known and its results matter, what it captures
    /// may reach them.
    fn callee_hole(&mut self, results: Option<&[Hole]>, x: ExprId, unknown: bool) -> Hole {
        let matters = results.is_some_and(|holes| holes.iter().any(|hole| hole.dst != Graph::BLANK));
        if unknown && matters {
            self.note(self.callee(), Place::Expr(x), Reason::CalleeOperand)
        } else {
            self.discard_hole()
        }
    }

    fn merged_param_hole(&mut self, results: Option<&[Hole]>, callees: &[FuncRef], i: usize) -> Hole {
        if callees.is_empty() {
            return self.heap();
        }
        let holes: Vec<Hole> = callees.iter().map(|&func| self.param_hole(results, func, i)).collect();
        self.tee(&holes)
    }

    /// The hole for argument `i` (the receiver counts) of a call of `func`.
    pub fn param_hole(&mut self, results: Option<&[Hole]>, func: FuncRef, i: usize) -> Hole {
        if let Some(func) = self.in_batch(func) {
            return match self.package.funcs[func].params.get(i) {
                Some(&var) if !matches!(self.cx.names.text(self.package.vars[var].name), "" | "_") => {
                    Hole::to(self.loc_of(var))
                }
                _ => self.discard_hole(),
            };
        }
        let summary = self.summaries.get(self.cx.imports, func);
        let leaks = summary.map_or(Leaks::UNKNOWN, |summary| summary.param(i));
        let mut holes = Vec::new();
        for (sink, hole) in
            [(Sink::Heap, self.heap()), (Sink::Mutator, self.mutator()), (Sink::Callee, self.callee())]
        {
            if let Some(level) = leaks.get(sink) {
                holes.push(hole.shift(level as i32));
            }
        }
        for (i, level) in leaks.results() {
            if let Some(hole) = results.and_then(|holes| holes.get(i)) {
                holes.push(hole.shift(level as i32));
            }
        }
        self.tee(&holes)
    }

    /// Whether `func` keeps pointers behind `uintptr` arguments alive, and lets them escape.
    fn uintptr_rules(&self, func: FuncRef) -> (bool, bool) {
        uintptr_rules(self.package, self.summaries.get(self.cx.imports, func), func)
    }

    /// Makes the copies that come before `arg` is evaluated. Pointers behind `uintptr` arguments
    /// are kept alive that way, and escape if `escapes`.
    pub fn copies(&mut self, escapes: bool, arg: ExprId) {
        if self.prepared.copies.is_empty() {
            return;
        }
        let package = self.package;
        let operands = match &package.exprs[arg].kind {
            ExprKind::CompositeLit { kind: LitKind::Slice { .. }, elems } => {
                elems.iter().map(|elem| elem.value).collect()
            }
            _ => vec![arg],
        };
        for operand in operands {
            let Some(&copy) = self.prepared.copies.get(&operand) else { continue };
            let loc = self.new_var_loc(copy.var);
            self.stmts(&copy.stmts);
            self.graph.locs[loc].captured = copy.captured;
            if !copy.keeps_pointer {
                continue;
            }
            let hole = if escapes {
                self.note(self.heap(), Place::Expr(operand), Reason::UintptrEscapes)
            } else {
                self.mutator()
            };
            self.graph.flow(hole, loc);
        }
    }

    /// For a call whose arguments go nowhere, or of the library's helper whose argument must not be
    /// on the stack: whether the argument escapes.
    fn escape_helper(&self, callees: &[FuncRef]) -> Option<bool> {
        if let &[FuncRef::Runtime(name)] = callees
            && self.cx.names.text(name) == KEEP_ALIVE
        {
            return Some(false);
        }
        let (path, prefix) = self.cx.rules.escape_helper?;
        let &[FuncRef::Local(func)] = callees else { return None };
        let func = &self.package.funcs[func];
        let package = self.cx.types.object(func.obj?).package?;
        let &[_, value] = func.params.as_slice() else { return None };
        let called = self.cx.names.text(func.name).starts_with(prefix);
        (called && self.cx.types.package(package).path == path)
            .then(|| self.has_other_pointers(self.package.vars[value].ty, 64))
    }

    /// Whether values of type `ty` hold pointers other than strings'.
    fn has_other_pointers(&self, ty: TypeId, depth: u32) -> bool {
        let Some(depth) = depth.checked_sub(1) else { return true };
        if !self.cx.has_pointers(ty) || self.is_basic(ty, crate::types::Basic::String) {
            return false;
        }
        match self.cx.types.under(ty) {
            Type::Struct(s) => s.fields.iter().any(|f| self.has_other_pointers(f.ty, depth)),
            Type::Array { elem, .. } => self.has_other_pointers(*elem, depth),
            _ => true,
        }
    }
}

/// Whether `func` keeps pointers behind `uintptr` arguments alive, and lets them escape.
pub(super) fn uintptr_rules(
    package: &crate::ir::Package,
    summary: Option<&super::tags::FuncSummary>,
    func: FuncRef,
) -> (bool, bool) {
    if let FuncRef::Local(id) = func {
        let f = &package.funcs[id];
        let keep = match f.instance_without_source() {
            Some(_) => summary.is_some_and(|s| s.uintptr_keep_alive),
            None => f.pragma.uintptr_keep_alive || (f.body.is_none() && summary.is_some()),
        };
        return (keep, f.pragma.uintptr_escapes);
    }
    summary.map_or((false, false), |s| (s.uintptr_keep_alive, s.uintptr_escapes))
}
