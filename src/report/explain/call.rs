//! Arguments of calls: who is called, and what becomes of the argument.
//!
//! In: the note that a value is a call's argument. Out: an [`Act`].
//! Invariants: the parameter is named only where the call itself shows which one it is.

use super::path::{Leg, Teller};
use super::{Act, Fate};
use crate::flow::{Graph, LocId, Origin, Sink};
use crate::ir::static_value::callee_named;
use crate::ir::{BuiltinOp, CallKind, ExprId, ExprKind, FuncRef, VarId};

impl Teller<'_, '_> {
    /// An argument of a call: of whom, and what becomes of it.
    pub fn passed(&self, leg: &Leg, call: ExprId, is_last: bool, inner: Option<ExprId>, dst: LocId) -> Act {
        let (scope, graph) = (self.scope, self.batch.graph);
        let (kind, fun, args) = match &scope.ir.exprs[call].kind {
            ExprKind::Call { kind, fun, args, .. } => (*kind, *fun, args),
            ExprKind::Builtin { op: BuiltinOp::Append, args, .. } if is_last && dst == Graph::HEAP => {
                let slice = args.first().and_then(|&x| scope.places.short_text(scope.strip(x)));
                return Act::Appended(slice.map(str::to_owned));
            }
            ExprKind::Builtin { op, .. } => {
                let name = scope.places.callee_text(call).or_else(|| builtin_name(*op));
                return Act::Builtin(name.map(str::to_owned));
            }
            ExprKind::MethodValue { .. } => {
                return Act::BoundReceiver(scope.places.short_text(call).map(str::to_owned));
            }
            _ => {
                let callee = scope.places.callee_text(call).map(str::to_owned);
                return Act::Passed { callee, receiver: false, fate: Fate::Unknown };
            }
        };
        let var = leg.src.and_then(|src| match graph.locs[src].origin {
            Origin::Var(var) => Some(var),
            _ => None,
        });
        let allocation = leg.src.and_then(|src| match graph.locs[src].origin {
            Origin::Expr(expr) => Some(expr),
            _ => None,
        });
        let index = self.argument(kind, args, inner.or(allocation), var);
        let (target, is_method) = self.callee(kind, fun, leg.src);
        let callee = scope.callee_name(call).or_else(|| match target {
            // What calls the method behind a method value is written as that.
            Callee::TypeParameterMethod => scope.places.short_text(call).map(str::to_owned),
            _ => None,
        });
        let called_on = |fun: ExprId| match scope.ir.exprs[fun].kind {
            ExprKind::DotInterface { x, .. } => scope.mentions(x, inner.or(allocation), var),
            _ => false,
        };
        let receiver = is_method && index == Some(0) || index.is_none() && called_on(fun);
        let fate = match target {
            Callee::Method => Fate::UnknownMethod,
            Callee::TypeParameterMethod => Fate::TypeParameterMethod,
            Callee::Value => Fate::UnknownFunction,
            Callee::Known(func) => self.fate(func, index, is_last, dst),
        };
        Act::Passed { callee, receiver, fate }
    }

    /// Which argument the value is part of; by the expression that it comes from, else by the
    /// variable.
    fn argument(
        &self,
        kind: CallKind,
        args: &[ExprId],
        inner: Option<ExprId>,
        var: Option<VarId>,
    ) -> Option<usize> {
        if let ([_], CallKind::Func) = (args, kind) {
            return Some(0);
        }
        let by_expr = || args.iter().position(|&a| self.scope.mentions(a, inner, None));
        let by_var = || {
            let mut all = args.iter().enumerate().filter(|&(_, &a)| self.scope.mentions(a, None, var));
            match (all.next(), all.next()) {
                (Some((i, _)), None) => Some(i),
                _ => None,
            }
        };
        inner.and_then(|_| by_expr()).or_else(|| var.and_then(|_| by_var()))
    }

    /// Who is called by the function that holds `src`, and whether as a method.
    fn callee(&self, kind: CallKind, fun: ExprId, src: Option<LocId>) -> (Callee, bool) {
        let scope = self.scope;
        if kind == CallKind::Interface {
            return (Callee::Method, false);
        }
        if scope.is_type_parameter_method(fun) {
            return (Callee::TypeParameterMethod, true);
        }
        if let Some(func) = callee_named(scope.ir, fun) {
            let is_method = matches!(scope.ir.exprs[fun].kind, ExprKind::MethodExpr { .. });
            return (Callee::Known(func), is_method);
        }
        // A variable whose functions are all known: one that keeps its argument, if any.
        let graph = self.batch.graph;
        let node = src.and_then(|src| graph.locs[src].func);
        let Some(func) = node.and_then(|node| graph.funcs[node].func) else { return (Callee::Value, false) };
        let callees = scope.known_callees(func, fun);
        let keeps =
            |func: &&FuncRef| match func {
                FuncRef::Local(id) => scope.summaries.local.get(id).is_some_and(|summary| {
                    summary.params.iter().any(|leaks| leaks.get(Sink::Heap).is_some())
                }),
                _ => true,
            };
        match callees.iter().find(keeps).or(callees.first()) {
            Some(&func) => (Callee::Known(func), false),
            None => (Callee::Value, false),
        }
    }

    fn fate(&self, func: FuncRef, index: Option<usize>, is_last: bool, dst: LocId) -> Fate {
        let (scope, graph) = (self.scope, self.batch.graph);
        let param = match func {
            FuncRef::Local(id) => index.and_then(|i| scope.ir.funcs[id].params.get(i).copied()),
            _ => None,
        };
        let name = param.and_then(|var| scope.var_name(var)).map(str::to_owned);
        if is_last
            && let Origin::Var(var) = graph.locs[dst].origin
            && scope.ir.funcs[scope.ir.vars[var].func].params.contains(&var)
        {
            return match scope.var_name(var) {
                Some(name) => Fate::Becomes(name.to_owned()),
                None => Fate::Unknown,
            };
        }
        let leaks = match (func, index) {
            (FuncRef::Local(id), Some(i)) => scope.summaries.local.get(&id).map(|s| s.param(i)),
            _ => None,
        };
        if is_last && dst == Graph::HEAP {
            if let FuncRef::Local(id) = func
                && scope.ir.funcs[id].body.is_none()
            {
                return Fate::NoBody;
            }
            if let FuncRef::Local(_) = func {
                return Fate::Leaks(name, leaks.and_then(|l| l.get(Sink::Heap)).unwrap_or(0));
            }
            return Fate::Leaks(None, 0);
        }
        Fate::Returns(leaks.and_then(|l| l.results().map(|(_, level)| level).min()).unwrap_or(0))
    }
}

/// The builtins that values go through, as Go calls them.
fn builtin_name(op: BuiltinOp) -> Option<&'static str> {
    Some(match op {
        BuiltinOp::Append => "append",
        BuiltinOp::Copy => "copy",
        BuiltinOp::Max => "max",
        BuiltinOp::Min => "min",
        BuiltinOp::Panic => "panic",
        BuiltinOp::Print => "print",
        BuiltinOp::Println => "println",
        BuiltinOp::UnsafeAdd => "unsafe.Add",
        BuiltinOp::UnsafeSlice => "unsafe.Slice",
        BuiltinOp::UnsafeSliceData => "unsafe.SliceData",
        BuiltinOp::UnsafeString => "unsafe.String",
        BuiltinOp::UnsafeStringData => "unsafe.StringData",
        _ => return None,
    })
}

/// Who is called.
enum Callee {
    Method,
    TypeParameterMethod,
    Value,
    Known(FuncRef),
}
