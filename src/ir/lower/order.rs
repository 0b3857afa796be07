//! The order in which gc meets package-level objects, which decides the order of literals.
//!
//! In: the types and objects that initialisers and declarations mention. Out: the declared
//! functions in the order in which gc learns of their bodies; it reads the bodies last to first.
//! Invariants: a function is met once; a type brings the methods that it declares with it.
//! Source: gc 1.27.3: objects are read on first use, bodies are put on a stack.

use super::Lowering;
use crate::types::{ObjId, ObjectKind, Type, TypeId, VarKind};
use rustc_hash::{FxHashMap, FxHashSet};

/// What was met so far.
#[derive(Debug, Default)]
pub(in crate::ir) struct Met {
    objects: FxHashSet<ObjId>,
    types: FxHashSet<TypeId>,
    /// Defined types whose underlying types are being met, and whether these mention them.
    open: FxHashMap<TypeId, bool>,
    /// Declared functions and methods in the order in which they were met.
    pub funcs: Vec<ObjId>,
}

/// One step of the walk over types and objects.
enum Step {
    Object(ObjId),
    Type(TypeId),
    /// The underlying type of a defined one.
    Underlying(TypeId),
    /// The methods of a defined type whose underlying type was met.
    Methods(TypeId),
    /// A function whose signature was met.
    Func(ObjId),
    /// A type whose parts were met.
    Done(TypeId),
}

impl Lowering<'_> {
    /// Meets a type.
    pub fn meet_type(&mut self, ty: TypeId) {
        self.meet(Step::Type(ty));
    }

    /// Meets a package-level object.
    pub fn meet_object(&mut self, obj: ObjId) {
        self.meet(Step::Object(obj));
    }

    fn meet(&mut self, first: Step) {
        let mut todo = vec![first];
        while let Some(step) = todo.pop() {
            let mark = todo.len();
            match step {
                Step::Func(obj) => self.met.funcs.push(obj),
                Step::Type(ty) => {
                    if let Some(mentioned) = self.met.open.get_mut(&ty) {
                        let first = !std::mem::replace(mentioned, true);
                        if first && self.cx.rules.types_met_by_name {
                            self.pkg.met_types.push(ty);
                        }
                    }
                    if self.met.types.insert(ty) {
                        self.steps_of_type(ty, &mut todo);
                        let may_have_methods =
                            matches!(self.cx.types.get(ty), Type::Struct(_) | Type::Interface(_));
                        todo.extend(may_have_methods.then_some(Step::Done(ty)));
                    }
                }
                Step::Underlying(ty) => self.steps_of_type(ty, &mut todo),
                Step::Methods(ty) => self.steps_of_methods(ty, &mut todo),
                Step::Done(ty) => self.pkg.met_types.push(ty),
                Step::Object(obj) => {
                    if self.met.objects.insert(obj) {
                        self.steps_of_object(obj, &mut todo);
                    }
                }
            }
            // The first step added is the first to be taken.
            todo[mark..].reverse();
        }
    }

    /// The methods of a type, and the type itself.
    ///
    /// A receiver mentions the type, so it is met before what else the methods mention, unless it
    /// was mentioned already when nothing but its name was known; up to Go 1.26 even that counts.
    fn steps_of_methods(&mut self, ty: TypeId, todo: &mut Vec<Step>) {
        let Type::Named(named) = self.cx.types.get(ty) else { return };
        let methods = named.methods.read().map(|m| m.clone()).unwrap_or_default();
        let methods = methods.into_iter().map(Step::Object);
        if self.met.open.remove(&ty) == Some(true) {
            todo.extend(methods);
            todo.push(Step::Done(ty));
        } else {
            todo.push(Step::Done(ty));
            todo.extend(methods);
        }
    }

    fn steps_of_object(&mut self, obj: ObjId, todo: &mut Vec<Step>) {
        let object = self.cx.types.object(obj);
        if object.package != Some(self.checked.package) {
            return;
        }
        let ty = self.cx.types.type_of(obj);
        match object.kind {
            ObjectKind::Func => {
                self.steps_of_signature(ty, todo);
                todo.push(Step::Func(obj));
            }
            ObjectKind::TypeName => match self.cx.types.get(ty) {
                Type::Named(_) => {
                    self.met.open.insert(ty, false);
                    todo.push(Step::Underlying(self.cx.types.underlying(ty)));
                    todo.push(Step::Methods(ty));
                }
                Type::Alias { actual, .. } => todo.extend(actual.get().map(|&t| Step::Type(t))),
                _ => todo.push(Step::Type(ty)),
            },
            ObjectKind::Const(_) | ObjectKind::Var(VarKind::Package) => todo.push(Step::Type(ty)),
            _ => {}
        }
    }

    fn steps_of_signature(&self, ty: TypeId, todo: &mut Vec<Step>) {
        if let Type::Signature(sig) = self.cx.types.get(ty) {
            let all = sig.recv.iter().chain(&sig.params).chain(&sig.results);
            todo.extend(all.map(|&p| Step::Type(self.cx.types.type_of(p))));
        }
    }

    fn steps_of_type(&self, ty: TypeId, todo: &mut Vec<Step>) {
        match self.cx.types.get(ty) {
            Type::Named(named) => todo.push(Step::Object(named.obj)),
            Type::Alias { obj, actual, .. } => {
                todo.push(Step::Object(*obj));
                todo.extend(actual.get().map(|&t| Step::Type(t)));
            }
            Type::Pointer(elem) | Type::Slice(elem) => todo.push(Step::Type(*elem)),
            Type::Array { elem, .. } | Type::Chan { elem, .. } => todo.push(Step::Type(*elem)),
            Type::Map { key, value } => todo.extend([Step::Type(*key), Step::Type(*value)]),
            Type::Struct(s) => todo.extend(s.fields.iter().map(|f| Step::Type(f.ty))),
            Type::Tuple(types) => todo.extend(types.iter().map(|&t| Step::Type(t))),
            Type::Signature(_) => self.steps_of_signature(ty, todo),
            Type::Interface(iface) => {
                let mut methods: Vec<_> = iface.methods.iter().collect();
                methods.sort_by_key(|m| self.text(m.name));
                todo.extend(methods.iter().map(|m| Step::Type(m.signature)));
                todo.extend(iface.embedded.iter().map(|&t| Step::Type(t)));
            }
            Type::Basic(_) | Type::TypeParam { .. } | Type::Union(_) => {}
        }
    }
}
