//! `go f(x)` and `defer f(x)` where trees do not have them in normal form yet: the analysis makes
//! the literals that call `f`.
//!
//! In: such statements. Out: for each the literal that captures copies of
//! the operands; the copies are in [`Prepared::copies`], their uses in the call.
//! Source: gc 1.21, go and defer statements in escape analysis.

use super::builder::Context;
use super::prepare::{self, OperandCopy, Prepared, copy_operand};
use crate::ir::{
    BuiltinOp, CallKind, Expr, ExprId, ExprKind, Func, FuncId, FuncKind, LitKind, Package, StmtId, StmtKind,
    Var, VarClass, VarId,
};
use crate::source::Pos;
use crate::types::{Basic, Type, TypeId};

/// Where an operand stands in a call.
#[derive(Clone, Copy)]
enum Slot {
    Fun,
    Receiver,
    Arg(usize),
    /// An element of the slice literal that is argument `.0`.
    Elem(usize, usize),
    /// The pointer that this conversion hides.
    Inside(ExprId),
}

/// The call of `stmt` that has to be wrapped, if it is a `go` or `defer` statement with such a call.
pub(super) fn wrapped_call(cx: Context<'_>, package: &Package, stmt: StmtId) -> Option<ExprId> {
    if cx.rules.go_defer_wrapped {
        return None;
    }
    match package.stmts[stmt].kind {
        StmtKind::Go(call) | StmtKind::Defer { call, .. } => {
            Some(call).filter(|&c| !is_plain(cx, package, c))
        }
        _ => None,
    }
}

/// Whether the call is of a function without parameters and results.
fn is_plain(cx: Context<'_>, package: &Package, call: ExprId) -> bool {
    let ExprKind::Call { kind: CallKind::Func, fun, .. } = package.exprs[call].kind else { return false };
    matches!(cx.types.under(package.exprs[fun].ty), Type::Signature(s)
        if s.params.is_empty() && s.results.is_empty())
}

/// Wraps the call of a statement of `func`; `keeps` tells whether it keeps pointers alive.
pub(super) fn wrap(
    cx: Context<'_>,
    package: &mut Package,
    func: FuncId,
    (stmt, call): (StmtId, ExprId),
    keeps: bool,
    prepared: &mut Prepared,
) {
    let pos = package.stmts[stmt].pos;
    let kind = match package.stmts[stmt].kind {
        StmtKind::Go(_) => FuncKind::GoWrapper,
        _ => FuncKind::DeferWrapper,
    };
    let wrapper = package.funcs.alloc(Func {
        outer: Some(func),
        body: Some(Vec::new()),
        ..Func::new(package.funcs[func].name, pos, kind, TypeId::INVALID)
    });
    let call_pos = package.exprs[call].pos;
    if let ExprKind::Call { fun, .. } = package.exprs[call].kind {
        prepared.callees.insert(call, fun);
    }
    for (slot, operand) in slots(cx, package, call, keeps) {
        let at = match slot {
            Slot::Elem(arg, _) => argument(package, call, arg).map_or(call_pos, |arg| package.exprs[arg].pos),
            Slot::Inside(conversion) => package.exprs[conversion].pos,
            _ => call_pos,
        };
        let copy = copy_operand(cx, package, func, operand, at, prepared);
        let captured = capture(package, wrapper, copy.var, at);
        replace(package, call, slot, captured);
        let key = match slot {
            Slot::Inside(conversion) => conversion,
            _ => captured,
        };
        let keeps_pointer = key != captured;
        prepared.copies.insert(key, OperandCopy { captured: true, keeps_pointer, ..copy });
    }
    if let ExprKind::Builtin { op: BuiltinOp::Recover, .. } = package.exprs[call].kind {
        // The frame of the function that recovers is an argument, too.
        let ty = cx.types.add(Type::Pointer(Basic::Int32.id()));
        let frame = package.expr(ExprKind::Nil, ty, call_pos);
        let copy = copy_operand(cx, package, func, frame, call_pos, prepared);
        let captured = capture(package, wrapper, copy.var, call_pos);
        prepared.copies.insert(captured, OperandCopy { captured: true, ..copy });
        if let ExprKind::Builtin { args, .. } = &mut package.exprs[call].kind {
            args.push(captured);
        }
    }
    let closure = package.exprs.alloc(Expr {
        kind: ExprKind::Closure(wrapper),
        ty: cx.types.add(Type::Signature(crate::types::Signature::default())),
        pos,
        implicit: false,
    });
    prepared.wrappers.insert(stmt, closure);
}

fn argument(package: &Package, call: ExprId, i: usize) -> Option<ExprId> {
    match &package.exprs[call].kind {
        ExprKind::Call { args, .. } | ExprKind::Builtin { args, .. } => args.get(i).copied(),
        _ => None,
    }
}

/// The operands that have to be copied, in gc's order.
fn slots(cx: Context<'_>, package: &Package, call: ExprId, keeps: bool) -> Vec<(Slot, ExprId)> {
    let mut found = Vec::new();
    let copied = |slot: Slot, x: ExprId| match package.exprs[x].kind {
        ExprKind::Conv { x: pointer, .. } if keeps && prepare::hides_pointer(cx, package, x) => {
            Some((Slot::Inside(x), pointer))
        }
        _ => must_copy(package, x).then_some((slot, x)),
    };
    let mut operand = |slot: Slot, x: ExprId| match &package.exprs[x].kind {
        ExprKind::CompositeLit { kind: LitKind::Slice { .. }, elems } if let Slot::Arg(i) = slot => {
            found.extend(elems.iter().enumerate().filter_map(|(j, e)| copied(Slot::Elem(i, j), e.value)));
        }
        _ => found.extend(copied(slot, x)),
    };
    match &package.exprs[call].kind {
        ExprKind::Call { kind, fun, args, .. } => {
            match (kind, &package.exprs[*fun].kind) {
                (CallKind::Interface, ExprKind::DotInterface { x, .. }) => operand(Slot::Receiver, *x),
                _ => operand(Slot::Fun, *fun),
            }
            args.iter().enumerate().for_each(|(i, &arg)| operand(Slot::Arg(i), arg));
        }
        ExprKind::Builtin { args, .. } => {
            args.iter().enumerate().for_each(|(i, &arg)| operand(Slot::Arg(i), arg));
        }
        _ => {}
    }
    found
}

fn must_copy(package: &Package, x: ExprId) -> bool {
    !matches!(
        package.exprs[x].kind,
        ExprKind::Literal(_) | ExprKind::Nil | ExprKind::MethodExpr { .. } | ExprKind::Func(_)
    )
}

/// The use in `wrapper` of what it captures of `var`.
fn capture(package: &mut Package, wrapper: FuncId, var: VarId, pos: Pos) -> ExprId {
    let (name, ty) = (package.vars[var].name, package.vars[var].ty);
    let captured = package.vars.alloc(Var {
        outer: Some(var),
        auto_temp: true,
        ..Var::new(name, pos, ty, wrapper, VarClass::Local)
    });
    package.funcs[wrapper].closure_vars.push(captured);
    package.expr(ExprKind::Var(captured), ty, pos)
}

fn replace(package: &mut Package, call: ExprId, slot: Slot, value: ExprId) {
    let holder = match (slot, &package.exprs[call].kind) {
        (Slot::Receiver, ExprKind::Call { fun, .. }) => Some(*fun),
        (Slot::Elem(i, _), _) => argument(package, call, i),
        (Slot::Inside(conversion), _) => Some(conversion),
        _ => Some(call),
    };
    let Some(holder) = holder else { return };
    match (slot, &mut package.exprs[holder].kind) {
        (Slot::Fun, ExprKind::Call { fun, .. }) => *fun = value,
        (Slot::Inside(_), ExprKind::Conv { x, .. }) => *x = value,
        (Slot::Receiver, ExprKind::DotInterface { x, .. }) => *x = value,
        (Slot::Arg(i), ExprKind::Call { args, .. } | ExprKind::Builtin { args, .. }) => {
            args.iter_mut().skip(i).take(1).for_each(|arg| *arg = value);
        }
        (Slot::Elem(_, j), ExprKind::CompositeLit { elems, .. }) => {
            elems.iter_mut().skip(j).take(1).for_each(|elem| elem.value = value);
        }
        _ => {}
    }
}
