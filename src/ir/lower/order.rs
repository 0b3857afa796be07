//! The order in which gc meets package-level objects, which decides the order of literals.
//!
//! In: the types and objects that initialisers, declarations and bodies mention. Out: the functions
//! whose bodies are to be lowered, instances of generic ones included, in the order in which gc
//! learns of them; it reads the bodies last to first.
//! Invariants: a function is met once; a type brings the methods that it declares with it; what
//! another package declares is looked through for instances that it mentions.
//! Source: gc 1.27.3: objects are read on first use, bodies are put on a stack.

use super::generic::{Body, Generic, Unshaped};
use super::{Lowering, Mentioned};
use crate::ir::node::{FuncId, FuncKind};
use crate::ir::pass::wrappers::is_runtime;
use crate::types::{ObjId, ObjectKind, Selection, Type, TypeId, VarKind};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// What was met so far.
#[derive(Debug, Default)]
pub(in crate::ir) struct Met {
    objects: FxHashSet<ObjId>,
    types: FxHashSet<(TypeId, Side)>,
    /// Defined types whose underlying types are being met, and whether these mention them.
    open: FxHashMap<TypeId, bool>,
    /// Functions and methods whose bodies are to be lowered.
    pub funcs: Vec<MetFunc>,
}

/// A function whose body is to be lowered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::ir) enum MetFunc {
    /// A declared one.
    Declared(ObjId),
    /// An instance.
    Instance(FuncId),
}

/// Who mentions something.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Side {
    /// The package, or generic code in an instance of its own.
    Own,
    /// A declaration of another package: that package has made the wrappers of its types.
    Foreign,
}

impl Met {
    /// Adds an instance of a generic function.
    pub fn push_instance(&mut self, func: FuncId) {
        self.funcs.push(MetFunc::Instance(func));
    }
}

/// One step of the walk over types and objects.
enum Step {
    Object(ObjId),
    Type(TypeId),
    /// The underlying type of a defined one.
    Underlying(TypeId),
    /// The methods of a defined type whose underlying type was met.
    Methods(TypeId),
    /// An instance of a generic type.
    Instance(TypeId),
    /// A method of an instance.
    InstanceMethod(ObjId),
    /// A function whose signature was met.
    Func(ObjId),
    /// A method of an instance whose signature was met.
    InstanceFunc(ObjId),
    /// A type whose parts were met.
    Done(TypeId),
}

impl<'a> Lowering<'a> {
    /// Meets a type.
    pub fn meet_type(&mut self, ty: TypeId) {
        self.meet(Step::Type(ty));
    }

    /// Meets the parts of a function type.
    pub fn meet_signature(&mut self, ty: TypeId) {
        let mut steps = Vec::new();
        self.steps_of_signature(ty, &mut steps);
        for step in steps {
            self.meet(step);
        }
    }

    /// Meets the receiver of a method and the method's parameters and results.
    pub fn meet_method(&mut self, selection: &Selection, recv: TypeId) {
        self.meet_type(recv);
        if let Type::Signature(signature) = self.cx.types.get(self.obj_type(selection.obj)) {
            for &var in signature.params.iter().chain(&signature.results) {
                self.meet_type(self.cx.types.type_of(var));
            }
        }
    }

    /// Meets a package-level object.
    pub fn meet_object(&mut self, obj: ObjId) {
        self.meet(Step::Object(obj));
    }

    /// Meets an instance without mentioning its type, as its shape is.
    pub fn meet_object_of(&mut self, instance: TypeId) {
        if self.recorder.is_some()
            || !self.instances.types.insert(self.shaper.link_text(instance))
            || self.shaper.has_cut.get()
        {
            return;
        }
        self.meet(Step::Instance(instance));
    }

    /// Whether meeting something once more changes nothing.
    fn is_met(&self, step: &Step) -> bool {
        match step {
            Step::Type(ty) => self.met.types.contains(&(*ty, Side::Own)) && !self.met.open.contains_key(ty),
            _ => false,
        }
    }

    fn meet(&mut self, first: Step) {
        if self.recorder.is_some() {
            return;
        }
        if self.is_met(&first) {
            return;
        }
        self.meet_from(first, Side::Own);
    }

    /// Meets what an inlined body of another package mentions; `generic` if that is an instance.
    pub fn meet_mentioned(&mut self, mentioned: &Mentioned, generic: bool) {
        let first = match mentioned {
            // Export data has no shapes: they come with the instances that it mentions.
            &Mentioned::Type(ty) if !generic && self.shaper.has_shape(ty) => return,
            &Mentioned::Type(ty) => Step::Type(ty),
            &Mentioned::Object(obj) => Step::Object(obj),
            Mentioned::Instance(obj, args) => {
                self.func_instance(*obj, args, true);
                return;
            }
        };
        self.meet_from(first, if generic { Side::Own } else { Side::Foreign });
    }

    fn meet_from(&mut self, first: Step, side: Side) {
        let mut todo = vec![(first, side)];
        let mut steps = Vec::new();
        while let Some((step, mut side)) = todo.pop() {
            match step {
                Step::Func(obj) => self.met.funcs.push(MetFunc::Declared(obj)),
                Step::InstanceFunc(obj) => self.meet_instance_method(obj),
                Step::Instance(ty) => {
                    side = Side::Own;
                    self.met.open.insert(ty, false);
                    steps.push(Step::Underlying(self.cx.types.underlying(ty)));
                    steps.push(Step::Methods(ty));
                }
                Step::InstanceMethod(obj) => {
                    side = Side::Own;
                    self.steps_of_object(obj, &mut side, &mut steps);
                }
                Step::Type(ty) => {
                    if let Some(mentioned) = self.met.open.get_mut(&ty) {
                        let first = !std::mem::replace(mentioned, true);
                        if first && self.cx.rules.types_met_by_name && side == Side::Own {
                            self.pkg.met_types.push(ty);
                        }
                    }
                    if self.met.types.insert((ty, side)) {
                        self.steps_of_type(ty, &mut steps);
                        let may_have_methods = match self.cx.types.get(ty) {
                            Type::Struct(_) | Type::Interface(_) => true,
                            Type::Named(named) if named.instance.is_some() => {
                                !self.met.open.contains_key(&ty)
                            }
                            _ => self.cx.types.is_shape(ty),
                        };
                        steps.extend(may_have_methods.then_some(Step::Done(ty)));
                    }
                }
                Step::Underlying(ty) => self.steps_of_type(ty, &mut steps),
                Step::Methods(ty) => self.steps_of_methods(ty, &mut steps),
                Step::Done(ty) => match side {
                    _ if ty == TypeId::ERROR && is_runtime(self.cx.types, self.own.checked.package) => {
                        self.pkg.met_types.push(ty);
                    }
                    Side::Own => self.pkg.met_types.push(ty),
                    Side::Foreign => self.pkg.foreign_types.push(ty),
                },
                Step::Object(obj) => {
                    if self.met.objects.insert(obj) {
                        self.steps_of_object(obj, &mut side, &mut steps);
                    }
                }
            }
            // The first step added is the first to be taken.
            todo.extend(steps.drain(..).rev().map(|step| (step, side)));
        }
    }

    /// The methods of a type, and the type itself.
    ///
    /// A receiver mentions the type, so it is met before what else the methods mention, unless it
    /// was mentioned already when nothing but its name was known; up to Go 1.26 even that counts.
    fn steps_of_methods(&mut self, ty: TypeId, todo: &mut Vec<Step>) {
        let types = self.cx.types;
        let instance = types.generic_of(ty).is_some();
        let shaped = instance && self.shaper.has_shape(ty);
        if instance && !shaped {
            self.instances.unshaped.push(Unshaped::Type(ty));
        }
        let step = |method: ObjId| match instance {
            true => Step::InstanceMethod(method),
            false => Step::Object(method),
        };
        let mentioned = self.met.open.remove(&ty) == Some(true);
        let mut methods: Vec<Step> = Vec::new();
        for method in types.declared_methods(ty) {
            methods.push(step(method));
            methods.extend(instance.then_some(Step::InstanceFunc(method)));
        }
        if shaped {
            if !methods.is_empty() {
                // Receivers mention the type parameters.
                todo.extend(types.type_args(ty).iter().map(|&arg| Step::Type(arg)));
            }
            todo.extend(methods);
        } else if mentioned {
            todo.extend(methods);
            todo.push(Step::Done(ty));
        } else {
            todo.push(Step::Done(ty));
            todo.extend(methods);
        }
    }

    fn steps_of_object(&mut self, obj: ObjId, side: &mut Side, todo: &mut Vec<Step>) {
        let types = self.cx.types;
        let object = types.object(obj);
        let own = object.package == Some(self.own.checked.package);
        if !own && *side == Side::Own && types.method_origin(obj).is_none() {
            *side = Side::Foreign;
        }
        let ty = types.type_of(obj);
        match object.kind {
            ObjectKind::Func => {
                self.steps_of_signature(ty, todo);
                todo.extend((own && types.method_origin(obj).is_none()).then_some(Step::Func(obj)));
            }
            ObjectKind::TypeName => match types.get(ty) {
                Type::Named(named) if named.type_params.get().is_none() => {
                    self.met.open.insert(ty, false);
                    todo.push(Step::Underlying(types.underlying(ty)));
                    todo.push(Step::Methods(ty));
                }
                Type::Named(_) => {}
                Type::Alias { actual, .. } => todo.extend(actual.get().map(|&t| Step::Type(t))),
                _ => todo.push(Step::Type(ty)),
            },
            ObjectKind::Const(_) | ObjectKind::Var(VarKind::Package) => todo.push(Step::Type(ty)),
            _ => {}
        }
    }

    /// A method of an instance: its body is to be lowered.
    fn meet_instance_method(&mut self, obj: ObjId) {
        let types = self.cx.types;
        let Some((instance, declared)) = types.method_origin(obj) else { return };
        let Some(generic) = types.generic_of(instance) else { return };
        let Type::Signature(signature) = types.get(types.type_of(obj)) else { return };
        if !signature.type_params.is_empty() || self.pkg.obj_func.contains_key(&obj) {
            return;
        }
        let shaped = self.shaper.has_shape(instance);
        let args = types.type_args(instance).to_vec();
        let recv = signature.recv.map_or(instance, |recv| types.type_of(recv));
        let name = self.method_name(recv, self.text(types.object(obj).name));
        let pos = self.declared_pos(declared);
        let func = self.new_func(&name, pos, FuncKind::Declared, types.type_of(obj));
        self.pkg.funcs[func].obj = Some(declared);
        self.pkg.funcs[func].dup_ok = true;
        self.pkg.funcs[func].shape_args = shaped.then(|| args.clone());
        self.pkg.obj_func.insert(obj, func);
        let env = Arc::new(self.instance_env(declared, Generic::Type(generic), args, shaped));
        if let Some(layout) = env.dict.layout.as_ref().filter(|_| shaped) {
            let array = self.dict_type(layout.words());
            let pointer = self.pointer_to(array);
            self.pkg.method_dict.insert(obj, pointer);
        }
        self.instances.bodies.insert(func, Body { decl: declared, env, receiver: Some(instance) });
        self.met.push_instance(func);
    }

    fn steps_of_signature(&self, ty: TypeId, todo: &mut Vec<Step>) {
        if let Type::Signature(sig) = self.cx.types.get(ty) {
            let all = sig.recv.iter().chain(&sig.params).chain(&sig.results);
            todo.extend(all.map(|&p| Step::Type(self.cx.types.type_of(p))));
        }
    }

    fn steps_of_type(&mut self, ty: TypeId, todo: &mut Vec<Step>) {
        match self.cx.types.get(ty) {
            Type::Named(named) if named.instance.is_some() => {
                // Type arguments are read first, before they turn into shapes.
                if let Some((_, args)) = &named.instance {
                    let written = self.shaper.written_args.borrow();
                    let args = written.get(&ty).unwrap_or(args);
                    todo.extend(args.iter().map(|&arg| Step::Type(arg)));
                }
                let new = self.instances.types.insert(self.shaper.link_text(ty));
                let new = new && !self.shaper.has_cut.get();
                todo.extend(new.then_some(Step::Instance(ty)));
            }
            Type::Named(_) if self.cx.types.is_shape(ty) => {}
            Type::Named(named) => todo.push(Step::Object(named.obj)),
            Type::Alias { obj, actual, instance, .. } => {
                if instance.is_none() {
                    todo.push(Step::Object(*obj));
                }
                let actual = actual.get().copied().unwrap_or_else(|| self.cx.types.unalias(ty));
                todo.push(Step::Type(actual));
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
