//! Functions that gc makes to call a method through another receiver.
//!
//! In: a package whose own functions are complete. Out: at the end of its function list, for each
//! type with methods that it mentions: promoted methods, methods of the value through a pointer,
//! interface methods as functions; then the functions behind method values (`T.M-fm`).
//! Invariants: a wrapper is made once; a method that the type itself declares with this receiver
//! has none; types of other packages have theirs there.
//! Source: gc 1.21 to 1.27, method wrappers. Wrappers of generic instances are not made here.

use super::devirtualize::{embedded_value, method_callee};
use super::{CallPass, PassContext, use_var};
use crate::ir::children::{body_roots, preorder};
use crate::ir::node::{
    CallKind, Expr, ExprId, ExprKind, Func, FuncId, FuncKind, FuncRef, Package, Stmt, StmtId, StmtKind, Var,
    VarClass, VarId,
};
use crate::ir::typefmt::{TypePrinter, link_prefix};
use crate::ir::visit::Node;
use crate::release::TailCalls;
use crate::source::{Pos, Symbol};
use crate::syntax::ast::BinaryOp;
use crate::types::layout::is_never_in_heap;
use crate::types::lookup::{MethodSetEntry, all_methods, method_set};
use crate::types::predicates::{deref, identical, is_exported, is_interface};
use crate::types::{Basic, ObjId, PackageId, Signature, Type, TypeId, TypeStore};
use rustc_hash::FxHashSet;

/// Adds all wrappers, and has `calls` look at each.
pub fn make_wrappers(package: &mut Package, cx: &PassContext<'_>, calls: &mut dyn CallPass) {
    let mut maker = Maker { cx, calls, made: FxHashSet::default() };
    let mut seen: FxHashSet<String> = FxHashSet::default();
    for &ty in &package.foreign_types {
        seen.insert(maker.printer(package).link_text(ty));
    }
    for ty in package.met_types.clone() {
        if maker.emits(package, ty) && seen.insert(maker.printer(package).link_text(ty)) {
            maker.wrap_type(package, ty);
        }
    }
    let method_values: Vec<(ExprId, ObjId)> = package
        .exprs
        .iter()
        .filter_map(|(_, expr)| match expr.kind {
            ExprKind::MethodValue { x, obj, .. } => Some((x, obj)),
            _ => None,
        })
        .collect();
    for &(receiver, obj) in &package.foreign_method_values {
        let key = maker.method_value_key(package, receiver, obj).1;
        maker.made.insert(key);
    }
    for (x, obj) in method_values {
        let receiver = package.exprs[x].ty;
        maker.wrap_method_value(package, receiver, obj);
    }
}

struct Maker<'a> {
    cx: &'a PassContext<'a>,
    calls: &'a mut dyn CallPass,
    /// Names of functions behind method values.
    made: FxHashSet<String>,
}

impl<'a> Maker<'a> {
    fn printer<'p>(&self, package: &'p Package) -> TypePrinter<'p>
    where
        'a: 'p,
    {
        TypePrinter {
            types: self.cx.types,
            names: self.cx.names,
            package: package.package,
            local_type: &package.local_type,
            rules: self.cx.rules,
        }
    }

    /// Whether wrappers of the type belong here: unnamed types, instances of generic types, and
    /// types that this package declares.
    fn emits(&self, package: &Package, ty: TypeId) -> bool {
        match self.cx.types.get(ty) {
            Type::Named(named) if named.instance.is_some() || self.cx.types.is_shape(ty) => true,
            Type::Named(_) if ty == TypeId::ERROR => is_runtime(self.cx.types, package.package),
            Type::Named(named) => self.cx.types.object(named.obj).package == Some(package.package),
            _ => true,
        }
    }

    fn wrap_type(&mut self, package: &mut Package, ty: TypeId) {
        let types = self.cx.types;
        if is_interface(types, ty) {
            let methods = all_methods(types, self.cx.names, ty).into_owned();
            for method in methods {
                let entry = MethodSetEntry {
                    name: method.name,
                    obj: method.obj,
                    path: Vec::new(),
                    indirect: false,
                    ptr_recv: false,
                };
                self.wrap_method(package, ty, &entry, None);
            }
            return;
        }
        let pointer = types.add(Type::Pointer(ty));
        let pointer_to_pointer = types.add(Type::Pointer(pointer));
        let never_in_heap = is_never_in_heap(types, ty);
        let of_value: FxHashSet<ObjId> =
            method_set(types, self.cx.names, ty).into_iter().map(|m| m.obj).collect();
        for method in method_set(types, self.cx.names, pointer) {
            if of_value.contains(&method.obj) {
                self.wrap_method(package, ty, &method, None);
            }
            self.wrap_method(package, pointer, &method, Some(ty));
            // A pointer to what is never in the heap is no pointer in an interface.
            if never_in_heap {
                self.wrap_method(package, pointer_to_pointer, &method, None);
            }
        }
    }

    /// Makes the method of `receiver`, unless it is declared so. `elem` is what a pointer points to.
    fn wrap_method(
        &mut self,
        package: &mut Package,
        receiver: TypeId,
        method: &MethodSetEntry,
        elem: Option<TypeId>,
    ) {
        let (types, names) = (self.cx.types, self.cx.names);
        let declared = self.receiver_of(method.obj).filter(|_| !self.is_interface_method(method));
        if declared.is_some_and(|d| identical(types, names, d, receiver)) {
            return;
        }
        let name = self.wrapper_name(package, receiver, method.obj, "");
        let func = self.new_func(package, &name, FuncKind::MethodWrapper, method.obj);
        package.funcs[func].home = self.owner(receiver);
        let this = self.declare_receiver(package, func, receiver, method, declared.is_some());
        declare_params(package, self.cx, func, method.obj, (1, self.owner(receiver)));
        let mut body = Vec::new();
        let simple = elem.is_some_and(|e| declared.is_some_and(|d| identical(types, names, d, e)));
        if simple {
            body.push(self.panic_when_nil(package, this));
        }
        body.extend(self.call(package, func, this, method));
        package.funcs[func].body = Some(body);
        self.finish(package, func);
    }

    /// Has the calls in a wrapper looked at; that may reveal method values.
    fn finish(&mut self, package: &mut Package, func: FuncId) {
        self.calls.wrapper(package, func);
        let mut todo = vec![func];
        let mut revealed = Vec::new();
        while let Some(func) = todo.pop() {
            preorder(package, &body_roots(package, func), &mut |node| {
                if let Node::Expr(expr) = node {
                    match package.exprs[expr].kind {
                        ExprKind::MethodValue { x, obj, .. } => revealed.push((x, obj)),
                        ExprKind::Closure(literal) => todo.push(literal),
                        _ => {}
                    }
                }
                true
            });
        }
        for (x, obj) in revealed {
            let receiver = package.exprs[x].ty;
            self.wrap_method_value(package, receiver, obj);
        }
        package.func_list.push(func);
    }

    /// The name of the function behind a method value, and the same with the path of its package.
    fn method_value_key(&self, package: &Package, receiver: TypeId, obj: ObjId) -> (String, String) {
        let name = self.wrapper_name(package, receiver, obj, "-fm");
        let owner = self.owner(receiver).map_or("", |owner| self.cx.types.package(owner).path.as_str());
        let key = format!("{owner}.{name}");
        (name, key)
    }

    fn wrap_method_value(&mut self, package: &mut Package, receiver: TypeId, obj: ObjId) {
        let (name, key) = self.method_value_key(package, receiver, obj);
        if !self.made.insert(key) {
            return;
        }
        let func = self.new_func(package, &name, FuncKind::MethodValueWrapper, obj);
        package.funcs[func].home = self.owner(receiver);
        let this_name = self.cx.names.intern(".this");
        let this = new_var(package, func, this_name, Pos::AUTOGENERATED, receiver, VarClass::Param);
        package.funcs[func].closure_param = Some(this);
        declare_params(package, self.cx, func, obj, (0, self.owner(receiver)));
        let pointer = deref(self.cx.types, receiver).1;
        let entry = MethodSetEntry {
            name: self.cx.types.object(obj).name,
            obj,
            path: Vec::new(),
            indirect: pointer,
            ptr_recv: pointer && !is_interface(self.cx.types, receiver),
        };
        let body = self.call(package, func, this, &entry);
        package.funcs[func].body = Some(body);
        self.finish(package, func);
    }

    fn new_func(&self, package: &mut Package, name: &str, kind: FuncKind, method: ObjId) -> FuncId {
        package.funcs.alloc(Func {
            dup_ok: true,
            ..Func::new(self.cx.names.intern(name), Pos::AUTOGENERATED, kind, self.cx.types.type_of(method))
        })
    }

    /// The receiver is called as in the method's declaration; that of an interface's method has
    /// no name.
    fn declare_receiver(
        &self,
        package: &mut Package,
        func: FuncId,
        receiver: TypeId,
        method: &MethodSetEntry,
        declared: bool,
    ) -> VarId {
        let types = self.cx.types;
        let object = match self.signature(method.obj) {
            Some(Signature { recv: Some(recv), .. }) if declared => Some(types.object(*recv)),
            _ => None,
        };
        let named = object.filter(|o| !matches!(self.cx.names.text(o.name), "" | "_"));
        let name = match named {
            _ if self.cx.rules.wrapper_params_dotted => self.cx.names.intern(".this"),
            Some(object) => {
                let name = self.cx.names.text(object.name);
                qualified_name(package.package, self.cx, object.package, name)
            }
            None => qualified_name(package.package, self.cx, self.owner(receiver), "~p0"),
        };
        let pos = object.map_or(Pos::AUTOGENERATED, |o| o.pos);
        let var = new_var(package, func, name, pos, receiver, VarClass::Param);
        package.funcs[func].vars.push(var);
        package.funcs[func].params.push(var);
        package.funcs[func].has_receiver = true;
        var
    }

    /// `if this == nil { runtime.panicwrap() }`
    fn panic_when_nil(&self, package: &mut Package, this: VarId) -> StmtId {
        let pos = Pos::AUTOGENERATED;
        let x = use_var(package, this, pos);
        let ty = package.exprs[x].ty;
        let y = package.expr(ExprKind::Nil, ty, pos);
        let cond = package.expr(ExprKind::Binary { op: BinaryOp::Eq, x, y }, Basic::Bool.id(), pos);
        let panicwrap = FuncRef::Runtime(self.cx.names.intern("panicwrap"));
        let signature = self.cx.types.add(Type::Signature(Signature::default()));
        let fun = package.expr(ExprKind::Func(panicwrap), signature, pos);
        let kind = call_kind(CallKind::Func, fun, Vec::new(), false);
        let call = package.expr(kind, TypeId::EMPTY_TUPLE, pos);
        let then = vec![package.stmt(StmtKind::Expr(call), pos)];
        package.stmt(StmtKind::If { cond, then, els: Vec::new() }, pos)
    }

    /// `return this.path.M(params)`; a tail call returns nothing that escape analysis sees.
    fn call(&self, package: &mut Package, func: FuncId, this: VarId, method: &MethodSetEntry) -> Vec<StmtId> {
        let pos = Pos::AUTOGENERATED;
        let mut this = use_var(package, this, pos);
        if let (elem, true) = deref(self.cx.types, package.exprs[this].ty)
            && deref(self.cx.types, elem).1
        {
            this = package.implicit(ExprKind::Deref(this), elem, pos);
        }
        let Some(receiver) = embedded_value(package, self.cx.types, this, &method.path, pos) else {
            return Vec::new();
        };
        let Some((fun, receiver)) = method_callee(package, self.cx, receiver, method, pos) else {
            return Vec::new();
        };
        let kind = if receiver.is_some() { CallKind::Func } else { CallKind::Interface };
        let params: Vec<VarId> = {
            let func = &package.funcs[func];
            func.params.iter().skip(usize::from(func.has_receiver)).copied().collect()
        };
        let mut args: Vec<ExprId> = receiver.into_iter().collect();
        for param in params {
            args.push(use_var(package, param, pos));
        }
        let tail = self.is_tail_call(package, this, method);
        finish_call(package, self.cx, func, (kind, fun, args), tail)
    }

    fn is_tail_call(&self, package: &Package, this: ExprId, method: &MethodSetEntry) -> bool {
        let through_pointer = deref(self.cx.types, package.exprs[this].ty).1;
        if !through_pointer || method.path.is_empty() {
            return false;
        }
        if self.is_interface_method(method) {
            return self.cx.rules.tail_calls == TailCalls::All;
        }
        self.cx.rules.tail_calls != TailCalls::None
            && method.ptr_recv
            && !self.calls.is_inlinable(package, method.obj)
    }

    fn is_interface_method(&self, method: &MethodSetEntry) -> bool {
        match self.receiver_of(method.obj) {
            Some(receiver) => is_interface(self.cx.types, receiver),
            None => true,
        }
    }

    fn signature(&self, func: ObjId) -> Option<&'a Signature> {
        signature(self.cx, func)
    }

    /// The declared receiver's type.
    fn receiver_of(&self, method: ObjId) -> Option<TypeId> {
        self.signature(method)?.recv.map(|recv| self.cx.types.type_of(recv))
    }

    /// The package whose type has the method; none for unnamed types.
    fn owner(&self, receiver: TypeId) -> Option<PackageId> {
        let types = self.cx.types;
        match types.get(types.unalias(deref(types, receiver).0)) {
            Type::Named(named) => types.object(named.obj).package,
            _ => None,
        }
    }

    /// `(*T).M`, `T.M`, `struct { T }.M`; an unexported method of another package than the
    /// receiver's has its path in between.
    fn wrapper_name(&self, package: &Package, receiver: TypeId, method: ObjId, suffix: &str) -> String {
        let types = self.cx.types;
        let printer = self.printer(package);
        let (mut base, mut stars) = (receiver, 0);
        while let (elem, true) = deref(types, base) {
            base = elem;
            stars += 1;
        }
        let mut name = printer.receiver_text(base);
        if stars > 0 {
            name = format!("({}{name})", "*".repeat(stars));
        }
        let owner = self.owner(receiver);
        let object = types.object(method);
        if !is_exported(self.cx.names, object.name)
            && object.package != owner
            && let Some(package) = object.package
        {
            name.push('.');
            name.push_str(&link_prefix(&types.package(package).path));
        }
        name + "." + self.cx.names.text(object.name) + suffix
    }
}

/// Whether a package is the one that has the wrappers of predeclared types.
pub(in crate::ir) fn is_runtime(types: &TypeStore, package: PackageId) -> bool {
    types.package(package).path == "runtime"
}

/// Declares the parameters and results of the function or method `model` in `func`; the first
/// parameter is number `first`, and names that gc makes up belong to the package `owner`.
pub(super) fn declare_params(
    package: &mut Package,
    cx: &PassContext<'_>,
    func: FuncId,
    model: ObjId,
    (mut first, owner): (usize, Option<PackageId>),
) {
    let Some(signature) = signature(cx, model) else { return };
    let (types, names, rules) = (cx.types, cx.names, cx.rules);
    let local = package.package;
    let made_up = |text: &str| qualified_name(local, cx, owner, text);
    if let Some(&dict) = package.method_dict.get(&model) {
        let name = qualified_name(local, cx, types.object(model).package, ".dict");
        let pos = package.obj_func.get(&model).map_or(Pos::AUTOGENERATED, |&func| package.funcs[func].pos);
        let var = new_var(package, func, name, pos, dict, VarClass::Param);
        package.funcs[func].vars.push(var);
        package.funcs[func].params.push(var);
        first += 1;
    }
    let last = signature.params.last().filter(|_| signature.variadic);
    // Only a function that is compiled here has names for its results.
    let foreign =
        types.object(model).package != Some(package.package) && !package.obj_func.contains_key(&model);
    let params = signature.params.iter().enumerate().map(|p| (p, VarClass::Param));
    let results = signature.results.iter().enumerate().map(|r| (r, VarClass::Result));
    for ((i, obj), class) in params.chain(results) {
        let object = types.object(*obj);
        let result = class == VarClass::Result;
        let name = match names.text(object.name) {
            "" | "_" if rules.wrapper_params_dotted && (foreign || !result) => {
                names.intern(&format!(".anon{i}"))
            }
            text @ ("" | "_") if result => {
                let name = rules.unnamed_param(true, text == "_", i);
                if rules.wrapper_params_dotted { names.intern(&name) } else { made_up(&name) }
            }
            "" | "_" => made_up(&format!("~p{}", i + first)),
            text => qualified_name(local, cx, object.package, text),
        };
        let var = new_var(package, func, name, object.pos, types.type_of(*obj), class);
        package.vars[var].variadic = Some(obj) == last;
        let func = &mut package.funcs[func];
        func.vars.push(var);
        if result { func.results.push(var) } else { func.params.push(var) }
    }
}

/// A name, with its package if that is not the `local` one.
fn qualified_name(local: PackageId, cx: &PassContext<'_>, package: Option<PackageId>, name: &str) -> Symbol {
    let Some(foreign) = package.filter(|&p| p != local) else { return cx.names.intern(name) };
    let package = cx.types.package(foreign);
    let qualifier = package.name.get().map_or(package.path.as_str(), |&name| cx.names.text(name));
    cx.names.intern(&format!("{qualifier}.{name}"))
}

/// The body of `func` that makes one call, and returns what it returns. What a tail call returns
/// escape analysis does not see.
pub(super) fn finish_call(
    package: &mut Package,
    cx: &PassContext<'_>,
    func: FuncId,
    (kind, fun, args): (CallKind, ExprId, Vec<ExprId>),
    tail: bool,
) -> Vec<StmtId> {
    let pos = Pos::AUTOGENERATED;
    let spread = package.funcs[func].params.last().is_some_and(|&p| package.vars[p].variadic);
    let results = package.funcs[func].results.clone();
    let types: Vec<TypeId> = results.iter().map(|&r| package.vars[r].ty).collect();
    let ty = match types[..] {
        [] => TypeId::EMPTY_TUPLE,
        [one] => one,
        _ => cx.types.add(Type::Tuple(types.clone())),
    };
    let expr = Expr { kind: call_kind(kind, fun, args, spread), ty, pos, implicit: false };
    let call = package.exprs.alloc(expr);
    match results[..] {
        [] => vec![package.stmt(StmtKind::Expr(call), pos)],
        _ if tail => vec![package.stmt(StmtKind::Expr(call), pos)],
        [_] => vec![package.stmt(StmtKind::Return(vec![call]), pos)],
        _ => return_several(package, cx, func, call, &types),
    }
}

/// Several results go through temporaries, as everywhere.
fn return_several(
    package: &mut Package,
    cx: &PassContext<'_>,
    func: FuncId,
    call: ExprId,
    types: &[TypeId],
) -> Vec<StmtId> {
    let pos = Pos::AUTOGENERATED;
    let (mut init, mut lhs, mut values) = (Vec::new(), Vec::new(), Vec::new());
    for &ty in types {
        let temp = super::new_temp(package, cx, func, ty, pos);
        init.push(package.stmt(StmtKind::Declare(temp), pos));
        lhs.push(use_var(package, temp, pos));
        values.push(use_var(package, temp, pos));
    }
    let op = crate::ir::node::AssignOp::Call;
    let kind = StmtKind::AssignList { op, lhs, rhs: vec![call], define: false };
    let assign = package.stmts.alloc(Stmt { kind, pos, init });
    let kind = StmtKind::Return(values);
    vec![package.stmts.alloc(Stmt { kind, pos, init: vec![assign] })]
}

fn signature<'a>(cx: &PassContext<'a>, func: ObjId) -> Option<&'a Signature> {
    match cx.types.get(cx.types.type_of(func)) {
        Type::Signature(signature) => Some(signature),
        _ => None,
    }
}

fn call_kind(kind: CallKind, fun: ExprId, args: Vec<ExprId>, spread: bool) -> ExprKind {
    ExprKind::Call { kind, fun, args, spread, go_defer: false }
}

fn new_var(
    package: &mut Package,
    func: FuncId,
    name: Symbol,
    pos: Pos,
    ty: TypeId,
    class: VarClass,
) -> VarId {
    package.vars.alloc(Var::new(name, pos, ty, func, class))
}
