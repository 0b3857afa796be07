//! What a call calls, as far as inlining knows.

use super::{BIG_LIMIT, BUDGET, Candidate, Context};
use crate::ir::static_value::{Definitions, outermost};
use crate::ir::visit::Node;
use crate::ir::{ExprId, ExprKind, FuncId, FuncRef, Package, VarId};
use crate::types::predicates::identical;
use crate::types::{ObjId, Type};
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// Finds out what calls call; remembers what it read of bodies.
#[derive(Debug, Default)]
pub struct Callees {
    definitions: FxHashMap<FuncId, Rc<Definitions>>,
}

impl Callees {
    /// The function that a callee expression in `caller` stands for.
    pub fn resolve(
        &mut self,
        package: &Package,
        cx: &Context<'_>,
        caller: FuncId,
        fun: ExprId,
    ) -> Option<FuncRef> {
        let plain = matches!(
            package.exprs[fun].kind,
            ExprKind::Func(_) | ExprKind::MethodExpr { .. } | ExprKind::Closure(_)
        );
        let value = if plain {
            fun
        } else {
            let outer = outermost(package, caller);
            let definitions = self
                .definitions
                .entry(outer)
                .or_insert_with(|| Rc::new(Definitions::of(package, cx.types, outer)));
            definitions.static_value(package, fun, cx.rules.captured_static_values)
        };
        match package.exprs[value].kind {
            ExprKind::Func(func) => Some(func),
            ExprKind::MethodExpr { recv, target, .. } => {
                let declared = receiver_type(package, cx, target)?;
                identical(cx.types, cx.names, declared, recv).then_some(target)
            }
            ExprKind::Closure(func) => {
                let first = package.funcs[func].closure_vars.first();
                let outer = first.and_then(|&var| package.vars[var].outer);
                let elsewhere = outer.is_some_and(|outer| package.vars[outer].func != caller);
                (!elsewhere || !cx.rules.inline.limits_count_in_costs).then_some(FuncRef::Local(func))
            }
            _ => None,
        }
    }

    /// Learns about code of `func` that took the place of a call; its variables are `first` and
    /// those after it.
    pub fn grown(&mut self, package: &Package, cx: &Context<'_>, func: FuncId, roots: &[Node], first: VarId) {
        if let Some(definitions) = self.definitions.get_mut(&outermost(package, func)) {
            Rc::make_mut(definitions).grow(package, cx.types, roots, first);
        }
    }

    /// Forgets what it read of the function that `func` stands in: its body changed.
    pub fn forget(&mut self, package: &Package, func: FuncId) {
        self.definitions.remove(&outermost(package, func));
    }
}

/// The type of the receiver that a method is declared with.
fn receiver_type(package: &Package, cx: &Context<'_>, func: FuncRef) -> Option<crate::types::TypeId> {
    match func {
        FuncRef::Local(func) => {
            let f = &package.funcs[func];
            if f.imported {
                return declared_receiver(cx, f.signature);
            }
            let receiver = f.params.first().filter(|_| f.has_receiver)?;
            Some(package.vars[*receiver].ty)
        }
        FuncRef::Extern(obj) => declared_receiver(cx, cx.types.type_of(obj)),
        FuncRef::Runtime(_) => None,
    }
}

fn declared_receiver(cx: &Context<'_>, signature: crate::types::TypeId) -> Option<crate::types::TypeId> {
    match cx.types.get(signature) {
        Type::Signature(signature) => signature.recv.map(|recv| cx.types.type_of(recv)),
        _ => None,
    }
}

impl Candidate {
    /// What a callee may cost where it is called by a function, a big one or not.
    pub fn limit(&self, cx: &Context<'_>, in_big: bool) -> u32 {
        let limit = if in_big { BIG_LIMIT } else { BUDGET };
        if self.literal && cx.rules.inline.literal_limit_doubled { limit * 2 } else { limit }
    }
}

/// Where a function comes from: the path of its package and its name with the receiver.
pub(super) struct Origin<'a> {
    pub path: &'a str,
    pub name: &'a str,
}

/// The origin of a function that a callee names.
pub(super) fn origin<'a>(package: &'a Package, cx: &Context<'a>, func: FuncRef) -> Option<Origin<'a>> {
    let (obj, name): (ObjId, _) = match func {
        FuncRef::Local(func) => (package.funcs[func].obj?, package.funcs[func].name),
        FuncRef::Extern(obj) => (obj, cx.types.object(obj).name),
        FuncRef::Runtime(name) => return Some(Origin { path: "runtime", name: cx.names.text(name) }),
    };
    let home = cx.types.object(obj).package?;
    Some(Origin { path: &cx.types.package(home).path, name: cx.names.text(name) })
}

/// Whether the compiler compiles this call in place.
pub fn is_intrinsic_call(package: &Package, cx: &Context<'_>, fun: ExprId) -> bool {
    let ExprKind::Func(func) = package.exprs[fun].kind else { return false };
    let Some(origin) = origin(package, cx, func) else { return false };
    cx.rules.release.is_intrinsic(origin.path, origin.name)
}
