//! Initialisers that are calls of functions that return one expression.
//!
//! In: an inlined call whose body is one `return` of one value. Out: that value with the
//! arguments in place of the parameters, for as long as somebody looks at it.
//! Invariants: unless the value is laid out as data, all nodes are as they were.
//! Source: gc 1.21 to 1.27, static initialisation with inlined calls.

use super::PassContext;
use super::static_init::{any, has_side_effects, is_side_effect};
use crate::ir::children::postorder;
use crate::ir::node::{AssignOp, ConvKind, ExprId, ExprKind, LitKind, Package, StmtKind, VarId};
use crate::ir::visit::Node;
use crate::types::{Constant, Type, TypeId};
use num_bigint::BigInt;
use rustc_hash::FxHashMap;

/// Hands `lay_out` the value of the inlined call `call`, with arguments in place of parameters, if
/// it has such a value. Puts the parameters back if that says no.
pub(super) fn with_argument_values(
    package: &mut Package,
    cx: &PassContext<'_>,
    call: ExprId,
    lay_out: impl FnOnce(&mut Package, ExprId) -> bool,
) -> bool {
    let Some((args, result)) = simple_call(package, call) else { return false };
    let mut undo = Undo::default();
    if substitute(package, cx, &args, result, &mut undo) && lay_out(package, result) {
        return true;
    }
    undo.run(package);
    false
}

/// Parameters with their arguments, and what is returned.
type Simple = (FxHashMap<VarId, ExprId>, ExprId);

fn simple_call(package: &Package, call: ExprId) -> Option<Simple> {
    let ExprKind::InlinedCall { body, .. } = &package.exprs[call].kind else { return None };
    let [bind] = package.expr_init.get(call)?[..] else { return None };
    let StmtKind::AssignList { op: AssignOp::Pairs, lhs: params, rhs: args, .. } = &package.stmts[bind].kind
    else {
        return None;
    };
    let [block, end] = body[..] else { return None };
    let StmtKind::Label(end) = package.stmts[end].kind else { return None };
    let StmtKind::Block(list) = &package.stmts[block].kind else { return None };
    let [declare, assign, jump] = list[..] else { return None };
    let StmtKind::Declare(var) = package.stmts[declare].kind else { return None };
    let StmtKind::AssignList { lhs, rhs, .. } = &package.stmts[assign].kind else { return None };
    let ([target], [result]) = (&lhs[..], &rhs[..]) else { return None };
    let is_result = matches!(package.exprs[*target].kind, ExprKind::Var(target) if target == var);
    let jumps = matches!(package.stmts[jump].kind, StmtKind::Goto(label) if label == end);
    if !is_result || !jumps {
        return None;
    }
    let mut values = FxHashMap::default();
    for (&param, &arg) in params.iter().zip(args) {
        if has_side_effects(package, arg) {
            return None;
        }
        if let ExprKind::Var(var) = package.exprs[param].kind {
            if package.vars[var].addr_taken {
                return None;
            }
            values.insert(var, arg);
        }
    }
    let mut uses: FxHashMap<VarId, u32> = FxHashMap::default();
    let captures = any(package, *result, &|node| match node {
        Node::Expr(x) => match package.exprs[x].kind {
            ExprKind::Closure(func) => !package.funcs[func].closure_vars.is_empty(),
            _ => false,
        },
        _ => false,
    });
    if captures {
        return None;
    }
    for node in postorder(package, &[Node::Expr(*result)]) {
        if let Node::Expr(x) = node
            && let ExprKind::Var(var) = package.exprs[x].kind
        {
            *uses.entry(var).or_default() += 1;
        }
    }
    let repeatable =
        |(var, &arg): (&VarId, &ExprId)| uses.get(var).copied().unwrap_or(0) <= 1 || can_repeat(package, arg);
    values.iter().all(repeatable).then_some((values, *result))
}

/// Whether the value is the same however often it is evaluated.
fn can_repeat(package: &Package, x: ExprId) -> bool {
    !any(package, x, &|node| {
        let makes_something_new = match node {
            Node::Expr(x) => matches!(
                package.exprs[x].kind,
                ExprKind::MakeChan { .. }
                    | ExprKind::MakeMap { .. }
                    | ExprKind::CompositeLit { kind: LitKind::Map | LitKind::Slice { .. }, .. }
                    | ExprKind::New(_)
                    | ExprKind::PtrLit(_)
                    | ExprKind::Conv { kind: ConvKind::StringToBytes | ConvKind::StringToRunes, .. }
            ),
            _ => false,
        };
        makes_something_new || is_side_effect(package, node)
    })
}

/// Expressions as they were before they were replaced.
#[derive(Default)]
struct Undo(Vec<(ExprId, crate::ir::Expr)>);

impl Undo {
    fn set(&mut self, package: &mut Package, x: ExprId, new: crate::ir::Expr) {
        let old = std::mem::replace(&mut package.exprs[x], new);
        self.0.push((x, old));
    }

    fn run(self, package: &mut Package) {
        for (x, old) in self.0.into_iter().rev() {
            package.exprs[x] = old;
        }
    }
}

/// Replaces parameters in `result`, and folds what becomes constant by that. False if that is too
/// difficult.
fn substitute(
    package: &mut Package,
    cx: &PassContext<'_>,
    args: &FxHashMap<VarId, ExprId>,
    result: ExprId,
    undo: &mut Undo,
) -> bool {
    for node in postorder(package, &[Node::Expr(result)]) {
        let Node::Expr(x) = node else { continue };
        match package.exprs[x].kind.clone() {
            ExprKind::Var(var) => {
                if let Some(&arg) = args.get(&var) {
                    let arg = package.exprs[arg].clone();
                    undo.set(package, x, arg);
                }
            }
            ExprKind::Conv { kind: ConvKind::Number, x: operand } => {
                let ExprKind::Literal(value) = &package.exprs[operand].kind else { continue };
                let (from, to) = (package.exprs[operand].ty, package.exprs[x].ty);
                let Some(value) = truncated(cx, value, from, to) else { return false };
                let new =
                    crate::ir::Expr { kind: ExprKind::Literal(value), ..package.exprs[operand].clone() };
                undo.set(package, x, crate::ir::Expr { ty: to, ..new });
            }
            ExprKind::Concat(parts) => {
                if let Some(new) = joined(package, &parts) {
                    let kind = match new[..] {
                        [one] => package.exprs[one].kind.clone(),
                        _ => ExprKind::Concat(new),
                    };
                    let new = crate::ir::Expr { kind, ..package.exprs[x].clone() };
                    undo.set(package, x, new);
                }
            }
            _ => {}
        }
    }
    true
}

/// A constant converted at run time.
fn truncated(cx: &PassContext<'_>, value: &Constant, from: TypeId, to: TypeId) -> Option<Constant> {
    let (Type::Basic(source), Type::Basic(target)) = (cx.types.under(from), cx.types.under(to)) else {
        return None;
    };
    if source == target {
        return Some(value.clone());
    }
    if !source.is_integer() || !target.is_integer() {
        return None;
    }
    let value = match value {
        Constant::Int(value) => BigInt::from(*value),
        Constant::BigInt(value) => value.as_ref().clone(),
        _ => return None,
    };
    let bits = cx.sizes.bytes_of(cx.types, cx.names, to) * 8;
    let range = BigInt::from(1) << bits;
    let mut value = ((value % &range) + &range) % &range;
    if !target.is_unsigned() && value >= (BigInt::from(1) << (bits - 1)) {
        value -= range;
    }
    Some(Constant::from_int(value))
}

/// Strings with constants that follow each other joined; `None` if there are none.
fn joined(package: &mut Package, parts: &[ExprId]) -> Option<Vec<ExprId>> {
    let mut new: Vec<ExprId> = Vec::new();
    for &part in parts {
        let previous = new.last().copied();
        if let (Some(previous), ExprKind::Literal(Constant::String(right))) =
            (previous, &package.exprs[part].kind)
            && let ExprKind::Literal(Constant::String(left)) = &package.exprs[previous].kind
        {
            let value = Constant::String([&left[..], &right[..]].concat().into());
            let (ty, pos) = (package.exprs[previous].ty, package.exprs[previous].pos);
            let whole = package.expr(ExprKind::Literal(value), ty, pos);
            new.pop();
            new.push(whole);
        } else {
            new.push(part);
        }
    }
    (new.len() < parts.len()).then_some(new)
}
