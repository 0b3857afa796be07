//! What gc reads when it copies the bodies of other packages' functions.
//!
//! In: what such bodies mention, after a package was lowered. Out: the types that come with it, so
//! that they have their wrappers; instances whose bodies other packages have compiled.
//! Source: gc 1.21 to 1.27: bodies of inlined functions are read from export data.

use super::Lowering;
use super::order::MetFunc;
use crate::ir::node::{ExprKind, FuncId, FuncRef, Package};
use crate::types::{ObjId, TypeId};
use rustc_hash::FxHashSet;

/// Something that an inlined body mentions.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Mentioned {
    /// A type.
    Type(TypeId),
    /// A package-level object.
    Object(ObjId),
    /// An instance of a function, compiled for these shapes.
    Instance(ObjId, Vec<TypeId>),
}

/// Reads on where lowering stopped.
pub struct Reader<'a>(pub(super) Lowering<'a>);

impl std::fmt::Debug for Reader<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader").finish_non_exhaustive()
    }
}

impl Reader<'_> {
    /// Meets what a body of another package mentions; `generic` if that is an instance. Returns
    /// the instances of functions and methods that are new.
    pub fn read(&mut self, package: &mut Package, all: &[Mentioned], generic: bool) -> Vec<FuncId> {
        let lowering = &mut self.0;
        std::mem::swap(&mut lowering.pkg, package);
        for mentioned in all {
            lowering.meet_mentioned(mentioned, generic);
        }
        let mut new = Vec::new();
        loop {
            if let Some(unshaped) = lowering.instances.unshaped.pop() {
                lowering.make_shape_of(unshaped);
                continue;
            }
            match lowering.met.funcs.pop() {
                Some(MetFunc::Instance(func)) => {
                    lowering.read_only(func);
                    new.push(func);
                }
                // All that the package declares was met before.
                Some(MetFunc::Declared(_)) => {}
                None => break,
            }
        }
        std::mem::swap(&mut lowering.pkg, package);
        new
    }
}

impl Lowering<'_> {
    /// Meets what the body of an instance mentions, which another package has compiled.
    fn read_only(&mut self, func: FuncId) {
        let (functions, errors) = (self.pkg.func_list.len(), self.pkg.errors.len());
        if let Some(body) = self.instances.bodies.get(&func).cloned() {
            self.instance_body(func, &body);
        }
        self.pkg.func_list.truncate(functions);
        self.pkg.errors.truncate(errors);
        let f = &mut self.pkg.funcs[func];
        f.imported = true;
        f.body = None;
        (f.params, f.results, f.vars) = (Vec::new(), Vec::new(), Vec::new());
    }
}

/// What `body`, a function in arenas of its own with the functions that it names, mentions.
pub fn mentioned(body: &Package, declared: &dyn Fn(FuncId) -> Option<ObjId>) -> Vec<Mentioned> {
    let mut all: Vec<Mentioned> = body.vars.iter().map(|(_, var)| Mentioned::Type(var.ty)).collect();
    for (_, expr) in body.exprs.iter() {
        match expr.kind {
            ExprKind::Global(obj) | ExprKind::Func(FuncRef::Extern(obj)) => all.push(Mentioned::Object(obj)),
            ExprKind::Func(FuncRef::Local(func)) => {
                let f = &body.funcs[func];
                match (f.obj, &f.shape_args) {
                    (Some(obj), Some(args)) => all.push(Mentioned::Instance(obj, args.clone())),
                    _ => all.extend(declared(func).map(Mentioned::Object)),
                }
            }
            ExprKind::MethodExpr { recv: ty, .. } | ExprKind::Type(ty) | ExprKind::New(ty) => {
                all.push(Mentioned::Type(ty));
            }
            _ => {}
        }
        all.push(Mentioned::Type(expr.ty));
    }
    let mut seen = FxHashSet::default();
    all.retain(|mentioned| seen.insert(mentioned.clone()));
    all
}
