//! What dictionaries hold.
//!
//! In: the body of a generic function, or the bodies of a generic type's methods. Out: a
//! [`Layout`]: what code compiled for shapes has to look up at run time.
//! Invariants: two type parameters are never mixed up, even if they stand for the same type: the
//! bodies are lowered, for this purpose alone, with a placeholder of its own for each. A type that
//! is written twice is in a dictionary twice, as in gc.
//! Source: gc 1.21 to 1.27: run-time dictionaries of unified IR.

use super::{Dict, Generic};
use crate::ir::lower::Lowering;
use crate::ir::node::Package;
use crate::source::{Pos, Symbol};
use crate::syntax::ast::ExprId;
use crate::types::{ObjId, Type, TypeId, predicates};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// An expression, and where it is: trees of single declarations may share a file.
pub(in crate::ir) type Place = (Pos, ExprId);

/// The contents of all dictionaries of one generic object, in order. Types mention placeholders.
#[derive(Clone, Debug, Default)]
pub(in crate::ir) struct Layout {
    /// Placeholders, and for which type parameter each stands.
    pub placeholders: Vec<(TypeId, usize)>,
    /// Methods of type parameters: which parameter, and the method's name.
    pub methods: Vec<(usize, Symbol)>,
    /// Dictionaries of other generic objects.
    pub subdicts: Vec<(Generic, Vec<TypeId>)>,
    /// Types.
    pub rtypes: Vec<TypeId>,
    /// Pairs of a type and the interface type that it is converted to.
    pub itabs: Vec<(TypeId, TypeId)>,
    /// Which method or dictionary an expression looks up, by its index in its list.
    pub uses: FxHashMap<Place, usize>,
}

impl Layout {
    /// Number of words of a dictionary.
    pub fn words(&self) -> usize {
        self.methods.len() + self.subdicts.len() + self.rtypes.len() + self.itabs.len()
    }
}

/// A layout under construction.
#[derive(Debug, Default)]
pub(in crate::ir) struct Recorder {
    layout: Layout,
}

impl<'a> Lowering<'a> {
    /// The layout of a generic object's dictionaries; `args` are type arguments of any instance.
    pub fn layout(&mut self, generic: Generic, args: &[TypeId]) -> Arc<Layout> {
        if let Some(known) = self.instances.layouts.get(&generic) {
            return known.clone();
        }
        let types = self.cx.types;
        let outer = self.recorder.replace(Recorder::default());
        let keeps_args = self.shaper.keeps_args.replace(true);
        let funcs = match generic {
            Generic::Func(obj) => vec![obj],
            Generic::Type(ty) => types.declared_methods(ty),
        };
        for func in funcs {
            self.record_func(func, generic, args);
        }
        self.shaper.keeps_args.set(keeps_args);
        let recorded = std::mem::replace(&mut self.recorder, outer);
        let Recorder { layout } = recorded.unwrap_or_default();
        let layout = Arc::new(layout);
        self.instances.layouts.insert(generic, layout.clone());
        layout
    }

    /// Each method of a type has type parameters of its own.
    fn record_func(&mut self, func: ObjId, generic: Generic, args: &[TypeId]) {
        let Type::Signature(signature) = self.cx.types.get(self.cx.types.type_of(func)) else { return };
        let own = !signature.type_params.is_empty();
        if own && matches!(generic, Generic::Type(_)) {
            return;
        }
        let types = self.cx.types;
        let placeholder = |(i, &arg): (usize, &TypeId)| {
            types.new_shape(self.intern(&format!("${i}")), types.underlying(arg))
        };
        let placeholders: Vec<TypeId> = args.iter().enumerate().map(placeholder).collect();
        if let Some(recorder) = &mut self.recorder {
            recorder.layout.placeholders.extend(placeholders.iter().copied().zip(0..));
        }
        let dict = Dict { generic, args: placeholders, shaped: true, layout: None };
        let Some((decl, saved)) = self.enter_decl(func, dict, None) else { return };
        let scratch = Package::new(self.pkg.package);
        let real = std::mem::replace(&mut self.pkg, scratch);
        // Whatever is wrong with it is reported where it is compiled.
        let _ = self.shaped_body(&decl);
        self.pkg = real;
        self.leave_decl(saved);
    }

    /// Notes that code looks up a type.
    pub fn look_up_type(&mut self, ty: TypeId) {
        if self.recorder.is_none() {
            return;
        }
        let ty = self.concrete_type(ty, None);
        if !self.shaper.has_shape(ty) {
            return;
        }
        if let Some(recorder) = &mut self.recorder
            && !recorder.layout.rtypes.contains(&ty)
        {
            recorder.layout.rtypes.push(ty);
        }
    }

    /// Notes that code looks up what a conversion of `src` to `dst` needs.
    pub fn look_up_conversion(&mut self, src: TypeId, dst: TypeId) {
        if self.recorder.is_none() {
            return;
        }
        let types = self.cx.types;
        let default = |ty: TypeId| predicates::default_type(types, types.unalias(ty));
        let (src, dst) = (default(src), default(dst));
        self.look_up_type(src);
        self.look_up_type(dst);
        if !self.shaper.has_shape(src) && !self.shaper.has_shape(dst) {
            return;
        }
        if let Some(recorder) = &mut self.recorder
            && !recorder.layout.itabs.contains(&(src, dst))
        {
            recorder.layout.itabs.push((src, dst));
        }
    }

    /// What an expression is known by.
    pub fn place(&self, expr: ExprId) -> Place {
        (Pos::new(self.ast().id, self.ast().exprs[expr].span.start), expr)
    }

    /// Notes that `expr` looks up the dictionary of another instance.
    pub fn look_up_dict(&mut self, expr: ExprId, generic: Generic, args: &[TypeId]) {
        let Some(recorder) = &self.recorder else { return };
        let known = recorder.layout.subdicts.iter().position(|(g, a)| *g == generic && a == args);
        let place = self.place(expr);
        let Some(recorder) = &mut self.recorder else { return };
        let layout = &mut recorder.layout;
        let index = known.unwrap_or_else(|| {
            layout.subdicts.push((generic, args.to_vec()));
            layout.subdicts.len() - 1
        });
        layout.uses.insert(place, index);
    }

    /// Notes that `expr` looks up a method of a type parameter.
    pub fn look_up_method(&mut self, expr: ExprId, param: usize, method: Symbol) {
        let place = self.place(expr);
        let Some(recorder) = &mut self.recorder else { return };
        let layout = &mut recorder.layout;
        let known = layout.methods.iter().position(|&m| m == (param, method));
        let index = known.unwrap_or_else(|| {
            layout.methods.push((param, method));
            layout.methods.len() - 1
        });
        layout.uses.insert(place, index);
    }
}
