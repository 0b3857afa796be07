//! Which functions of other packages a package passes on to its importers.
//!
//! In: a package with the functions of others that were inlined in it. Out: those of them that
//! its importers get to know: what a package exports mentions them, directly or through types,
//! methods, and bodies that can be copied.
//! Source: gc 1.21 to 1.27: what export data holds.

use super::Context;
use super::body::{Body, Links, Named};
use crate::ir::children::{body_roots, preorder};
use crate::ir::visit::Node;
use crate::ir::{Expr, ExprKind, FuncId, FuncKind, FuncRef, Package};
use crate::types::{ObjId, ObjectKind, Type, TypeId};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// What the search reads.
pub(super) struct Known<'a> {
    pub cx: &'a Context<'a>,
    pub package: &'a Package,
    pub links: &'a Links,
    /// Bodies of this package's functions that importers can copy.
    pub bodies: &'a FxHashMap<FuncId, Arc<Body>>,
    /// Functions of other packages that were inlined.
    pub inlined: &'a FxHashSet<ObjId>,
}

/// The functions of other packages that importers find the bodies of.
pub(super) fn passed_on(known: &Known<'_>) -> FxHashSet<ObjId> {
    let mut search = Search { known, found: FxHashSet::default(), seen: Seen::default(), todo: Vec::new() };
    if known.inlined.is_empty() {
        return search.found;
    }
    let mut instances: FxHashMap<ObjId, Vec<FuncId>> = FxHashMap::default();
    for (id, func) in known.package.funcs.iter() {
        if let Some(obj) = func.obj.filter(|_| func.dup_ok && func.kind == FuncKind::Declared) {
            instances.entry(obj).or_default().push(id);
        }
    }
    let (types, names) = (known.cx.types, known.cx.names);
    let members = types.package(known.package.package).members.get();
    for (&name, &obj) in members.into_iter().flatten() {
        if names.text(name).chars().next().is_some_and(char::is_uppercase) {
            search.todo.push(Item::Object(obj));
        }
    }
    while let Some(item) = search.todo.pop() {
        if search.found.len() == known.inlined.len() {
            break;
        }
        match item {
            Item::Object(obj) if search.seen.objects.insert(obj) => search.object(obj, &instances),
            Item::Type(ty) if search.seen.types.insert(ty) => search.ty(ty),
            Item::Func(func) if search.seen.funcs.insert(func) => search.func(func),
            _ => {}
        }
    }
    search.found
}

/// Something that importers get to know.
enum Item {
    Object(ObjId),
    Type(TypeId),
    /// A function of this package whose body they have in any case: an instance, a literal.
    Func(FuncId),
}

#[derive(Default)]
struct Seen {
    objects: FxHashSet<ObjId>,
    types: FxHashSet<TypeId>,
    funcs: FxHashSet<FuncId>,
}

struct Search<'a> {
    known: &'a Known<'a>,
    found: FxHashSet<ObjId>,
    seen: Seen,
    todo: Vec<Item>,
}

impl Search<'_> {
    fn object(&mut self, obj: ObjId, instances: &FxHashMap<ObjId, Vec<FuncId>>) {
        let known = self.known;
        let object = known.cx.types.object(obj);
        if let Some(&ty) = object.ty.get() {
            self.todo.push(Item::Type(ty));
        }
        if !matches!(object.kind, ObjectKind::Func) {
            return;
        }
        if known.inlined.contains(&obj) {
            self.found.insert(obj);
            if let Some(body) = known.cx.imported_body(obj) {
                self.body(&body);
            }
        }
        if let Some(body) = known.package.obj_func.get(&obj).and_then(|func| known.bodies.get(func)) {
            self.body(body);
        }
        let home = object.package;
        let mentions = if home == Some(known.package.package) {
            known.package.mentions.get(&obj).map_or(&[][..], Vec::as_slice)
        } else {
            home.map_or(&[][..], |home| known.cx.imports.mentions(home, obj))
        };
        self.todo.extend(mentions.iter().map(|&obj| Item::Object(obj)));
        self.todo.extend(instances.get(&obj).into_iter().flatten().map(|&func| Item::Func(func)));
    }

    fn body(&mut self, body: &Body) {
        self.todo.extend(body.ir.vars.iter().map(|(_, var)| Item::Type(var.ty)));
        for (_, expr) in body.ir.exprs.iter() {
            self.expr(expr, &|func| body.named_func(func));
        }
    }

    fn func(&mut self, func: FuncId) {
        let package = self.known.package;
        let f = &package.funcs[func];
        let vars = f.params.iter().chain(&f.vars).map(|&var| Item::Type(package.vars[var].ty));
        self.todo.extend(vars);
        preorder(package, &body_roots(package, func), &mut |node| {
            if let Node::Expr(expr) = node {
                self.expr(&package.exprs[expr], &Named::Private);
            }
            true
        });
    }

    fn expr(&mut self, expr: &Expr, named: &dyn Fn(FuncId) -> Named) {
        self.todo.push(Item::Type(expr.ty));
        let target = match expr.kind {
            ExprKind::Func(func) | ExprKind::InlinedCall { func, .. } => Some(func),
            ExprKind::MethodExpr { recv, target, .. } => {
                self.todo.push(Item::Type(recv));
                Some(target)
            }
            ExprKind::MethodValue { target, .. } => target,
            ExprKind::Closure(func) => Some(FuncRef::Local(func)),
            ExprKind::Global(obj) => {
                self.todo.push(Item::Object(obj));
                None
            }
            ExprKind::New(ty) | ExprKind::Type(ty) | ExprKind::TypeAssert { ty, .. } => {
                self.todo.push(Item::Type(ty));
                None
            }
            _ => None,
        };
        match target {
            Some(FuncRef::Extern(obj)) => self.todo.push(Item::Object(obj)),
            Some(FuncRef::Local(func)) => match named(func) {
                Named::Declared(obj) => self.todo.push(Item::Object(obj)),
                Named::Instance(name) => self.todo.extend(self.known.links.instance(name).map(Item::Func)),
                Named::Private(func) => self.own(func),
            },
            Some(FuncRef::Runtime(_)) | None => {}
        }
    }

    /// A function of this package that a body names.
    fn own(&mut self, func: FuncId) {
        let f = &self.known.package.funcs[func];
        match f.obj.filter(|_| f.kind == FuncKind::Declared && !f.dup_ok) {
            Some(obj) => self.todo.push(Item::Object(obj)),
            None => self.todo.push(Item::Func(func)),
        }
    }

    fn ty(&mut self, ty: TypeId) {
        let types = self.known.cx.types;
        let mut all = |list: &[TypeId]| self.todo.extend(list.iter().map(|&ty| Item::Type(ty)));
        match types.get(ty) {
            Type::Pointer(elem) | Type::Slice(elem) | Type::Array { elem, .. } | Type::Chan { elem, .. } => {
                all(&[*elem]);
            }
            Type::Map { key, value } => all(&[*key, *value]),
            Type::Tuple(list) => all(list),
            Type::Struct(fields) => fields.fields.iter().for_each(|field| all(&[field.ty])),
            Type::Signature(signature) => {
                for &var in signature.recv.iter().chain(&signature.params).chain(&signature.results) {
                    all(&[types.type_of(var)]);
                }
            }
            Type::Interface(_) => {
                for method in types_of_methods(self.known.cx, ty) {
                    all(&[method]);
                }
            }
            Type::Alias { .. } => all(&[types.unalias(ty)]),
            Type::Named(named) => {
                all(&[types.underlying(ty)]);
                match &named.instance {
                    Some((generic, args)) => {
                        all(&[*generic]);
                        all(args);
                    }
                    None => {
                        let methods = types.declared_methods(ty);
                        self.todo.extend(methods.into_iter().map(Item::Object));
                    }
                }
            }
            Type::Basic(_) | Type::TypeParam { .. } | Type::Union(_) => {}
        }
    }
}

fn types_of_methods(cx: &Context<'_>, ty: TypeId) -> Vec<TypeId> {
    let methods = crate::types::lookup::all_methods(cx.types, cx.names, ty);
    methods.iter().map(|method| cx.types.type_of(method.obj)).collect()
}
