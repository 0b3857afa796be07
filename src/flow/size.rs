//! Reasons to be on the heap that no flow explains: sizes.

use super::builder::Context;
use super::graph::Reason;
use super::location::Origin;
use crate::ir::static_value::int_value;
use crate::ir::{ExprId, ExprKind, Package, VarClass, VarId};
use crate::types::{Type, TypeId};
use rustc_hash::{FxHashMap, FxHashSet};

/// Why what `origin` stands for must be on the heap, if its size says so. `by_ref` are the
/// variables that literals capture by reference, `replaced` the operands that have a known value.
pub fn heap_reason(
    cx: Context<'_>,
    package: &Package,
    by_ref: &FxHashSet<VarId>,
    replaced: &FxHashMap<ExprId, ExprId>,
    origin: Origin,
) -> Option<Reason> {
    let (ty, expr) = match origin {
        Origin::Var(var) => {
            let var = &package.vars[var];
            if var.class != VarClass::Local {
                return None;
            }
            (var.ty, None)
        }
        Origin::Expr(expr) => (package.exprs[expr].ty, Some(expr)),
        _ => return None,
    };
    let too_aligned = |ty: TypeId| cx.sizes.align_of(cx.types, cx.names, ty) > cx.sizes.word_size;
    if cx.size_of(ty) > cx.rules.max_explicit_var {
        return Some(Reason::TooLarge);
    }
    if too_aligned(ty) {
        return Some(Reason::TooAligned);
    }
    let limit = cx.rules.max_implicit_var;
    let words = |n: i64| n.saturating_mul(cx.sizes.word_size);
    match &package.exprs[expr?].kind {
        ExprKind::New(_) | ExprKind::PtrLit(_) => {
            let Type::Pointer(elem) = cx.types.under(ty) else { return None };
            if cx.size_of(*elem) > limit {
                Some(Reason::TooLarge)
            } else {
                too_aligned(*elem).then_some(Reason::TooAligned)
            }
        }
        ExprKind::Closure(func) => {
            let captured = package.funcs[*func].closure_vars.iter().map(|&var| {
                let var = package.canonical(var);
                if by_ref.contains(&var) { words(1) } else { cx.size_of(package.vars[var].ty) }
            });
            let size = captured.fold(words(1), i64::saturating_add);
            (size > limit).then_some(Reason::TooLarge)
        }
        ExprKind::MethodValue { x, .. } => {
            let size = words(1).saturating_add(cx.size_of(package.exprs[*x].ty));
            (size > limit).then_some(Reason::TooLarge)
        }
        ExprKind::MakeSlice { len, cap } => {
            let Type::Slice(elem) = cx.types.under(ty) else { return None };
            let count = cap.unwrap_or(*len);
            let count = replaced.get(&count).copied().unwrap_or(count);
            slice_reason(cx, package, cx.size_of(*elem), count)
        }
        _ => None,
    }
}

fn slice_reason(cx: Context<'_>, package: &Package, elem: i64, count: ExprId) -> Option<Reason> {
    if elem == 0 && cx.rules.zero_size_slice_escapes {
        return Some(Reason::ZeroSizedElement);
    }
    let count = int_value(package, count).filter(|&n| i32::try_from(n).is_ok());
    match count {
        None => cx.rules.unknown_size_escapes.then_some(Reason::NonConstantSize),
        Some(count) => (elem > 0 && count > cx.rules.max_implicit_var / elem).then_some(Reason::TooLarge),
    }
}
