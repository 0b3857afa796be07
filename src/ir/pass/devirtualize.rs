//! Calls of interface methods on values whose dynamic type is known.
//!
//! In: functions before or while their calls are inlined. Out: such a call calls the method of
//! the dynamic type, on a type assertion of the interface value; each is noted in
//! [`Package::notes`].
//! Invariants: the call of a `go` or `defer` statement is left alone; parameters, results and
//! package-level variables have no known dynamic type.
//! Source: gc 1.21 to 1.27, static devirtualization. Up to 1.25 the value must be a conversion, or
//! a variable defined by one and never assigned again; since 1.26 all values that a variable may
//! hold are looked at.

use super::benchmark_loops::may_have_loops;
use super::call_sites::{Marked, postorder_of_calls};
use super::{CallPass, PassContext};
use crate::ir::batch::batches;
use crate::ir::children::{body_roots, preorder};
use crate::ir::features::Features;
use crate::ir::node::{
    AssignOp, CallKind, ConvKind, ExprId, ExprKind, FieldRef, FuncId, FuncRef, Package, PassNote, StmtId,
    StmtKind, VarClass, VarId,
};
use crate::ir::static_value::{Definitions, outermost};
use crate::ir::visit::Node;
use crate::release::DevirtualizeOrder;
use crate::source::{Pos, Symbol};
use crate::types::implements::does_implement;
use crate::types::lookup::{MethodSetEntry, method_set};
use crate::types::predicates::{identical, is_interface};
use crate::types::{ObjId, Type, TypeId, TypeStore};
use rustc_hash::{FxHashMap, FxHashSet};

/// How many assignments are followed from one variable to the next.
const MAX_CHAIN: u32 = 200;

/// What is remembered from call to call.
#[derive(Debug, Default)]
pub struct Devirtualizer {
    /// What variables of interface type are assigned, apart from `nil`.
    assigned: FxHashMap<VarId, Vec<Assigned>>,
    /// Where results of calls ended up: variable, position in [`Self::assigned`], result.
    call_results: FxHashMap<ExprId, Vec<(VarId, usize, usize)>>,
    /// Functions whose assignments are known.
    analyzed: FxHashSet<FuncId>,
    /// Single definitions by outermost function.
    definitions: FxHashMap<FuncId, Definitions>,
}

/// A call that was replaced.
#[derive(Clone, Copy, Debug)]
pub struct Replaced<'a> {
    /// The call.
    pub call: ExprId,
    /// What took its place.
    pub roots: &'a [Node],
    /// Its results.
    pub results: &'a [ExprId],
    /// The variables that were made are this and those after it.
    pub first: VarId,
}

/// A value that a variable is assigned.
#[derive(Clone, Copy, Debug)]
enum Assigned {
    /// Anything.
    Unknown,
    /// Something of a concrete type.
    Concrete(TypeId),
    /// This.
    Value(ExprId),
}

/// The dynamic type of a value.
#[derive(Clone, Copy)]
enum Dynamic {
    Unknown,
    /// Always nil, or only what is being looked at.
    Nothing,
    Type(TypeId),
}

/// Makes interface calls direct and replaces none.
#[derive(Debug)]
pub struct OnlyDevirtualize<'a> {
    cx: PassContext<'a>,
    wrappers: Devirtualizer,
}

impl<'a> OnlyDevirtualize<'a> {
    /// What is done to one package.
    pub fn new(cx: PassContext<'a>) -> Self {
        OnlyDevirtualize { cx, wrappers: Devirtualizer::default() }
    }
}

impl CallPass for OnlyDevirtualize<'_> {
    fn package(&mut self, package: &mut Package) {
        let cx = &self.cx;
        if !package.func_list.iter().any(|&func| looks_into(package, cx, func)) {
            return;
        }
        let mut state = Devirtualizer::default();
        let list = package.func_list.clone();
        let batched = |package: &Package| {
            batches(package, cx.rules, cx.names).into_iter().flat_map(|batch| batch.funcs).collect::<Vec<_>>()
        };
        let rounds: Vec<FuncId> = match cx.rules.devirtualize_order {
            DevirtualizeOrder::List | DevirtualizeOrder::ListPreorder => list,
            DevirtualizeOrder::Batches => batched(package),
            DevirtualizeOrder::ListThenBatches => list.into_iter().chain(batched(package)).collect(),
        };
        let mut done = FxHashSet::default();
        for func in rounds {
            let notes = package.notes.len();
            state.function(package, cx, func);
            if !done.insert(func) {
                // Loops that are left alone were noted the first time.
                let is_new = |note: &PassNote| !matches!(note, PassNote::LeftAlone { .. });
                let again = package.notes.split_off(notes);
                package.notes.extend(again.into_iter().filter(is_new));
            }
        }
    }

    fn wrapper(&mut self, package: &mut Package, func: FuncId) {
        self.wrappers.function(package, &self.cx, func);
    }

    fn is_inlinable(&self, _: &Package, _: ObjId) -> bool {
        false
    }
}

/// Whether a function has interface calls, or loops that are noted on the way.
fn looks_into(package: &Package, cx: &PassContext<'_>, func: FuncId) -> bool {
    let notes_loops = cx.rules.inline.benchmark_loops_are_left_alone && may_have_loops(package, cx);
    notes_loops || package.funcs[func].features.has(Features::INTERFACE_CALL)
}

impl Devirtualizer {
    /// Devirtualizes the calls of one function.
    pub fn function(&mut self, package: &mut Package, cx: &PassContext<'_>, func: FuncId) {
        if !looks_into(package, cx, func) {
            return;
        }
        let roots = body_roots(package, func);
        let calls = match cx.rules.devirtualize_order {
            DevirtualizeOrder::ListPreorder => {
                let mut calls = Vec::new();
                preorder(package, &roots, &mut |node| {
                    if let Node::Expr(expr) = node {
                        calls.push(expr);
                    }
                    true
                });
                calls
            }
            _ => postorder_of_calls(package, cx, &roots, &mut Marked::Everything),
        };
        for call in calls {
            self.call(package, cx, func, call);
        }
    }

    /// Devirtualizes `call` in `func`, if it is an interface call and the dynamic type is known.
    pub fn call(&mut self, package: &mut Package, cx: &PassContext<'_>, func: FuncId, call: ExprId) {
        let ExprKind::Call { kind: CallKind::Interface, fun, go_defer: false, .. } = package.exprs[call].kind
        else {
            return;
        };
        let ExprKind::DotInterface { x, name, .. } = package.exprs[fun].kind else { return };
        let Some(ty) = self.dynamic_type(package, cx, func, x) else { return };
        let interface = package.exprs[x].ty;
        if cx.types.is_shape(cx.types.unalias(ty)) {
            return;
        }
        let pos = package.exprs[call].pos;
        let shaped_receiver = cx.types.mentions_shape(ty);
        if shaped_receiver || cx.types.mentions_shape(interface) {
            let ty = if shaped_receiver { ty } else { interface };
            package.notes.push(PassNote::NotDevirtualized { pos, call, ty, shaped_receiver });
            return;
        }
        let methods = method_set(cx.types, cx.names, ty);
        if let Some(method) = methods.iter().find(|m| m.name == name) {
            rewrite(package, cx, call, ty, method);
        }
    }

    /// Tells about a call in `func` that was replaced by the body of its callee.
    pub fn inlined(&mut self, package: &Package, cx: &PassContext<'_>, func: FuncId, replaced: Replaced<'_>) {
        let Replaced { call, roots, results, first } = replaced;
        if let Some(definitions) = self.definitions.get_mut(&outermost(package, func)) {
            definitions.grow(package, cx.types, roots, first);
        }
        if !self.analyzed.contains(&func) {
            return;
        }
        self.analyze(package, cx, roots);
        for (var, position, result) in self.call_results.remove(&call).unwrap_or_default() {
            let slot = self.assigned.get_mut(&var).and_then(|list| list.get_mut(position));
            if let (Some(slot), Some(&value)) = (slot, results.get(result)) {
                *slot = Assigned::Value(value);
            }
        }
    }

    /// The only concrete type that the interface value may hold.
    fn dynamic_type(
        &mut self,
        package: &Package,
        cx: &PassContext<'_>,
        func: FuncId,
        x: ExprId,
    ) -> Option<TypeId> {
        if cx.rules.devirtualize_all_assignments {
            match self.dynamic(package, cx, x, &mut FxHashSet::default(), 0) {
                Dynamic::Type(ty) => {
                    does_implement(cx.types, cx.names, ty, package.exprs[x].ty).then_some(ty)
                }
                _ => None,
            }
        } else {
            let func = outermost(package, func);
            let definitions =
                self.definitions.entry(func).or_insert_with(|| Definitions::of(package, cx.types, func));
            let value = definitions.static_value(package, x, cx.rules.captured_static_values);
            match package.exprs[value].kind {
                ExprKind::Conv { kind: ConvKind::Interface, x } => {
                    Some(package.exprs[x].ty).filter(|&ty| !is_interface(cx.types, ty))
                }
                _ => None,
            }
        }
    }

    fn dynamic(
        &mut self,
        package: &Package,
        cx: &PassContext<'_>,
        mut x: ExprId,
        seen: &mut FxHashSet<VarId>,
        depth: u32,
    ) -> Dynamic {
        let var = loop {
            let expr = &package.exprs[x];
            let ty = match expr.kind {
                ExprKind::TypeAssert { ty, .. } => ty,
                _ => expr.ty,
            };
            if !is_interface(cx.types, ty) {
                return Dynamic::Type(ty);
            }
            x = match &expr.kind {
                ExprKind::Conv { kind: ConvKind::Nop | ConvKind::Interface, x } => *x,
                ExprKind::TypeAssert { x, .. } => *x,
                ExprKind::InlinedCall { results, .. } if results.len() == 1 => results[0],
                ExprKind::Var(var) => break package.canonical(*var),
                _ => return Dynamic::Unknown,
            };
        };
        let variable = &package.vars[var];
        if variable.class != VarClass::Local || variable.addr_taken || depth > MAX_CHAIN {
            return Dynamic::Unknown;
        }
        if !seen.insert(var) {
            return Dynamic::Nothing;
        }
        if self.analyzed.insert(variable.func) {
            let roots = body_roots(package, variable.func);
            self.analyze(package, cx, &roots);
        }
        let mut found: Option<TypeId> = None;
        for assigned in self.assigned.get(&var).cloned().unwrap_or_default() {
            let ty = match assigned {
                Assigned::Unknown => return Dynamic::Unknown,
                Assigned::Concrete(ty) => ty,
                Assigned::Value(value) => match self.dynamic(package, cx, value, seen, depth + 1) {
                    Dynamic::Unknown => return Dynamic::Unknown,
                    Dynamic::Nothing => continue,
                    Dynamic::Type(ty) => ty,
                },
            };
            if found.is_some_and(|other| !identical(cx.types, cx.names, other, ty)) {
                return Dynamic::Unknown;
            }
            found = Some(ty);
        }
        found.map_or(Dynamic::Nothing, Dynamic::Type)
    }

    /// Collects the assignments in `roots` and in the literals there.
    fn analyze(&mut self, package: &Package, cx: &PassContext<'_>, roots: &[Node]) {
        let mut todo = roots.to_vec();
        while !todo.is_empty() {
            let mut literals = Vec::new();
            preorder(package, &std::mem::take(&mut todo), &mut |node| {
                match node {
                    Node::Stmt(stmt) => self.assignments(package, cx, stmt),
                    Node::Expr(expr) => {
                        if let ExprKind::Closure(func) = package.exprs[expr].kind {
                            literals.push(func);
                        }
                    }
                    Node::Var(_) => {}
                }
                true
            });
            for func in literals {
                if self.analyzed.insert(func) {
                    todo.extend(body_roots(package, func));
                }
            }
        }
    }

    fn assignments(&mut self, package: &Package, cx: &PassContext<'_>, stmt: StmtId) {
        match &package.stmts[stmt].kind {
            StmtKind::Assign { lhs, rhs: Some(rhs), .. } => {
                if let ExprKind::Call { .. } = package.exprs[*rhs].kind {
                    self.call_result(package, cx, *lhs, *rhs, 0);
                } else {
                    self.assign(package, cx, *lhs, Assigned::Value(*rhs));
                }
            }
            StmtKind::AssignList { op: AssignOp::Pairs, lhs, rhs, .. } => {
                for (&target, &value) in lhs.iter().zip(rhs) {
                    self.assign(package, cx, target, Assigned::Value(value));
                }
            }
            StmtKind::AssignList { op: AssignOp::Call, lhs, rhs, .. } => {
                let Some(&value) = rhs.first() else { return };
                for (i, &target) in lhs.iter().enumerate() {
                    match &package.exprs[value].kind {
                        ExprKind::InlinedCall { results, .. } => {
                            let result = results.get(i).map_or(Assigned::Unknown, |&r| Assigned::Value(r));
                            self.assign(package, cx, target, result);
                        }
                        _ => self.call_result(package, cx, target, value, i),
                    }
                }
            }
            StmtKind::AssignList { op, lhs, rhs, .. } => {
                let (Some(&target), Some(&value)) = (lhs.first(), rhs.first()) else { return };
                let assigned = match op {
                    AssignOp::TypeAssert => Assigned::Value(value),
                    _ => Assigned::Concrete(first_component(cx.types, package.exprs[value].ty)),
                };
                self.assign(package, cx, target, assigned);
                if let Some(&ok) = lhs.get(1) {
                    self.assign(package, cx, ok, Assigned::Unknown);
                }
            }
            StmtKind::Range { key, value, x, .. } => {
                let (keys, values) = range_types(cx.types, package.exprs[*x].ty);
                for (target, ty) in [(key, keys), (value, values)] {
                    if let Some(target) = *target {
                        let assigned = ty.map_or(Assigned::Unknown, Assigned::Concrete);
                        self.assign(package, cx, target, assigned);
                    }
                }
            }
            StmtKind::TypeSwitch { x, cases, .. } => {
                for var in cases.iter().filter_map(|case| case.var) {
                    self.assign_var(package, cx, var, Assigned::Value(*x));
                }
            }
            _ => {}
        }
    }

    fn call_result(
        &mut self,
        package: &Package,
        cx: &PassContext<'_>,
        target: ExprId,
        call: ExprId,
        result: usize,
    ) {
        let ExprKind::Call { fun, .. } = package.exprs[call].kind else { return };
        let ty = match cx.types.under(package.exprs[fun].ty) {
            Type::Signature(signature) => signature.results.get(result).map(|&r| cx.types.type_of(r)),
            _ => None,
        };
        let assigned = ty.map_or(Assigned::Unknown, Assigned::Concrete);
        let Some((var, position)) = self.assign(package, cx, target, assigned) else { return };
        if ty.is_some_and(|ty| is_interface(cx.types, ty)) {
            self.call_results.entry(call).or_default().push((var, position, result));
        }
    }

    fn assign(
        &mut self,
        package: &Package,
        cx: &PassContext<'_>,
        target: ExprId,
        assigned: Assigned,
    ) -> Option<(VarId, usize)> {
        match package.exprs[target].kind {
            ExprKind::Var(var) => self.assign_var(package, cx, var, assigned),
            _ => None,
        }
    }

    fn assign_var(
        &mut self,
        package: &Package,
        cx: &PassContext<'_>,
        var: VarId,
        assigned: Assigned,
    ) -> Option<(VarId, usize)> {
        let var = package.canonical(var);
        let variable = &package.vars[var];
        if variable.class != VarClass::Local || !is_interface(cx.types, variable.ty) {
            return None;
        }
        let assigned = match assigned {
            Assigned::Concrete(ty) if is_interface(cx.types, ty) => Assigned::Unknown,
            Assigned::Value(value) if matches!(package.exprs[value].kind, ExprKind::Nil) => return None,
            other => other,
        };
        let list = self.assigned.entry(var).or_default();
        list.push(assigned);
        Some((var, list.len() - 1))
    }
}

/// Makes `call` one of a method of `ty`, and notes it.
fn rewrite(package: &mut Package, cx: &PassContext<'_>, call: ExprId, ty: TypeId, method: &MethodSetEntry) {
    let call_pos = package.exprs[call].pos;
    let ExprKind::Call { fun, .. } = package.exprs[call].kind else { return };
    let ExprKind::DotInterface { x, name, .. } = package.exprs[fun].kind else { return };
    let pos = package.exprs[fun].pos;
    let assert_pos = if cx.rules.devirtualize_all_assignments { call_pos } else { pos };
    let asserted = package.implicit(ExprKind::TypeAssert { x, ty, comma_ok: false }, ty, assert_pos);
    let Some(receiver) = embedded_value(package, cx.types, asserted, &method.path, pos) else { return };
    let receiver_type = package.exprs[receiver].ty;
    let partially = is_interface(cx.types, receiver_type);
    if let Some((fun, receiver)) = method_callee(package, cx, receiver, method, pos)
        && let ExprKind::Call { kind, fun: callee, args, .. } = &mut package.exprs[call].kind
    {
        *callee = fun;
        if let Some(receiver) = receiver {
            *kind = CallKind::Func;
            args.insert(0, receiver);
        }
        package.notes.push(PassNote::Devirtualized { pos: call_pos, recv: x, method: name, ty, partially });
    }
}

/// The embedded field of `x` at the end of `path`, dereferencing pointers on the way.
pub(super) fn embedded_value(
    package: &mut Package,
    types: &TypeStore,
    mut x: ExprId,
    path: &[u32],
    pos: Pos,
) -> Option<ExprId> {
    for &index in path {
        let (base, pointer) = crate::types::predicates::deref(types, package.exprs[x].ty);
        let Type::Struct(fields) = types.under(base) else { return None };
        let found = fields.fields.get(index as usize)?;
        let field = FieldRef { obj: found.obj, name: found.name, index };
        let kind = if pointer { ExprKind::DotPtr { x, field } } else { ExprKind::Dot { x, field } };
        x = package.implicit(kind, found.ty, pos);
    }
    Some(x)
}

/// The callee for a call of `method` on `receiver`, which is the embedded value that has it; and
/// the receiver as the first argument, unless the method is an interface's.
pub(super) fn method_callee(
    package: &mut Package,
    cx: &PassContext<'_>,
    receiver: ExprId,
    method: &MethodSetEntry,
    pos: Pos,
) -> Option<(ExprId, Option<ExprId>)> {
    let signature = cx.types.type_of(method.obj);
    let receiver_type = package.exprs[receiver].ty;
    let (name, obj): (Symbol, _) = (method.name, method.obj);
    if is_interface(cx.types, receiver_type) {
        let kind = ExprKind::DotInterface { x: receiver, name, obj };
        return Some((package.expr(kind, signature, pos), None));
    }
    let (base, pointer) = crate::types::predicates::deref(cx.types, receiver_type);
    let receiver = match (method.ptr_recv, pointer) {
        (true, false) => {
            let pointer_type = cx.types.add(Type::Pointer(receiver_type));
            package.implicit(ExprKind::AddrOf(receiver), pointer_type, pos)
        }
        (false, true) => package.implicit(ExprKind::Deref(receiver), base, pos),
        _ => receiver,
    };
    let recv = package.exprs[receiver].ty;
    let target = package.obj_func.get(&obj).map_or(FuncRef::Extern(obj), |&func| FuncRef::Local(func));
    let fun = package.expr(ExprKind::MethodExpr { recv, name, target, obj }, signature, pos);
    Some((fun, Some(receiver)))
}

fn first_component(types: &TypeStore, ty: TypeId) -> TypeId {
    match types.get(ty) {
        Type::Tuple(components) => components.first().copied().unwrap_or(TypeId::INVALID),
        _ => ty,
    }
}

/// Types of the two variables of a range loop over a `ty`; `None` where they have no methods.
fn range_types(types: &TypeStore, ty: TypeId) -> (Option<TypeId>, Option<TypeId>) {
    let (base, _) = crate::types::predicates::deref(types, ty);
    match types.under(base) {
        Type::Array { elem, .. } | Type::Slice(elem) => (None, Some(*elem)),
        Type::Chan { elem, .. } => (Some(*elem), None),
        Type::Map { key, value } => (Some(*key), Some(*value)),
        _ => (None, None),
    }
}
