//! Generic code whose source is not at hand.
//!
//! In: what a [`SuppliedGenerics`] knows about a generic object. Out: the layout of its
//! dictionaries; and of an instance whatever its body would mention, in the same order.
//! Invariants: an instance without source has no body, and is in no list of functions to compile.

use super::{Dict, Env, Generic, Layout};
use crate::ir::lower::{Lowered, Lowering};
use crate::ir::node::FuncId;
use crate::source::{FileId, Pos, Symbol};
use crate::types::{ObjId, Type, TypeId, TypeStore};
use std::sync::Arc;
use std::sync::Mutex;

/// A source of what lowering a generic declaration found out.
pub trait SuppliedGenerics: std::fmt::Debug + Sync {
    /// What dictionaries of a generic type or function hold.
    fn dictionary(&self, types: &TypeStore, obj: ObjId) -> Option<Dictionary>;
    /// What the body of a generic function or method mentions.
    fn mentions(&self, types: &TypeStore, obj: ObjId) -> Vec<Mention>;
}

/// What dictionaries of a generic object hold; types mention the type parameters of its
/// declaration.
#[derive(Clone, Debug, Default)]
pub struct Dictionary {
    /// Methods of type parameters: which parameter, and the method's name.
    pub methods: Vec<(usize, Symbol)>,
    /// Dictionaries of other generic functions or types.
    pub subdicts: Vec<(ObjId, Vec<TypeId>)>,
    /// Types.
    pub rtypes: Vec<TypeId>,
    /// Pairs of a type and the interface type that it is converted to.
    pub itabs: Vec<(TypeId, TypeId)>,
    /// Words that nothing is known about.
    pub unknown: usize,
}

/// What lowering a body meets.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Mention {
    /// A type.
    Type(TypeId),
    /// A package-level object.
    Object(ObjId),
    /// A generic function, or method with type parameters of its own, and type arguments.
    Func(ObjId, Vec<TypeId>),
    /// An instance of a generic type, of which a method is called.
    Instance(TypeId),
}

/// What was found out about one generic object: see [`crate::ir::Package::generics`].
#[derive(Clone, Debug, Default)]
pub struct GenericFindings {
    /// What stands for type parameters in what follows, and for which one.
    pub placeholders: Vec<(TypeId, usize)>,
    /// Its dictionaries.
    pub dictionary: Dictionary,
    /// What bodies mention: its own, or those of the type's methods.
    pub mentions: Vec<(ObjId, Vec<Mention>)>,
}

impl Lowering<'_> {
    /// Whether an object's package is there without source.
    pub fn is_supplied(&self, obj: ObjId) -> bool {
        let package = self.cx.types.object(obj).package;
        package.is_some_and(|package| self.cx.types.package(package).supply.is_some())
    }

    /// The environment of an object that has no place in any source.
    fn supplied_env(&self, params: Vec<TypeId>, args: Vec<TypeId>, generic: Generic) -> Env {
        let dict = Dict { generic, args: args.clone(), shaped: true, layout: None };
        let known = Mutex::default();
        Env { params, args, dict, file: NOWHERE, span: 0..0, known }
    }

    /// The layout of the dictionaries of a generic object without source; `args` are type arguments
    /// of any instance.
    pub fn supplied_layout(&mut self, generic: Generic, obj: ObjId, args: &[TypeId]) -> Layout {
        let types = self.cx.types;
        let found = self.cx.generics.and_then(|generics| generics.dictionary(types, obj)).unwrap_or_default();
        let placeholder = |(i, &arg): (usize, &TypeId)| {
            types.new_shape(self.intern(&format!("${i}")), types.underlying(arg))
        };
        let placeholders: Vec<TypeId> = args.iter().enumerate().map(placeholder).collect();
        let params = match generic {
            Generic::Type(ty) => types.type_params(ty).to_vec(),
            Generic::Func(obj) => declared_params(types, obj),
        };
        let env = self.supplied_env(params, placeholders.clone(), generic);
        let keeps_args = self.shaper.keeps_args.replace(true);
        let fill = |ty: TypeId| self.shaper.translate(&env, ty);
        let subdict = |(obj, args): &(ObjId, Vec<TypeId>)| {
            (generic_of(types, *obj), args.iter().map(|&arg| fill(arg)).collect())
        };
        let layout = Layout {
            placeholders: placeholders.into_iter().zip(0..).collect(),
            methods: found.methods,
            subdicts: found.subdicts.iter().map(subdict).collect(),
            rtypes: found.rtypes.iter().map(|&ty| fill(ty)).collect(),
            itabs: found.itabs.iter().map(|&(src, dst)| (fill(src), fill(dst))).collect(),
            unknown: found.unknown,
            ..Layout::default()
        };
        self.shaper.keeps_args.set(keeps_args);
        layout
    }

    /// Meets what the body of an instance without source mentions.
    pub fn supplied_body(&mut self, decl: ObjId, env: Arc<Env>) {
        let types = self.cx.types;
        let mentions = self.cx.generics.map(|generics| generics.mentions(types, decl)).unwrap_or_default();
        let outer = self.env.replace(env);
        for mention in mentions {
            match mention {
                Mention::Type(ty) => {
                    let ty = self.translate(ty);
                    self.meet_type(ty);
                }
                Mention::Object(obj) => self.meet_object(obj),
                Mention::Func(obj, args) => {
                    let args = self.translate_all(&args);
                    let derived = args.iter().any(|&arg| self.shaper.has_shape(arg));
                    if !derived {
                        self.func_instance(obj, &args, false);
                    }
                    self.func_instance(obj, &args, true);
                    if !derived {
                        self.static_dict(generic_of(types, obj), &args, Pos::OUTSIDE);
                    }
                }
                Mention::Instance(ty) => {
                    let instance = self.translate(ty);
                    let derived = self.shaper.has_shape(instance);
                    self.shaped_type(instance);
                    if let (Some(generic), false) = (types.generic_of(instance), derived) {
                        let args = types.type_args(instance).to_vec();
                        self.static_dict(Generic::Type(generic), &args, Pos::OUTSIDE);
                    }
                }
            }
        }
        self.env = outer;
    }

    /// The body of an instance without source and without shapes: it calls the one with shapes.
    pub fn supplied_call(&mut self, func: FuncId, body: &super::Body) -> Lowered<()> {
        let frames = std::mem::take(&mut self.frames);
        let outer = self.env.replace(body.env.clone());
        let result = self.call_shaped(func, body);
        self.env = outer;
        self.frames = frames;
        result
    }

    /// Notes what a body mentions, while it is only looked through.
    pub fn note_mention(&mut self, mention: Mention) {
        let Some(recorder) = &mut self.recorder else { return };
        if let Some((_, mentions)) = recorder.findings.mentions.last_mut()
            && !mentions.contains(&mention)
        {
            mentions.push(mention);
        }
    }
}

/// A file that no declaration is in.
const NOWHERE: FileId = FileId(u32::MAX - 3);

/// The type parameters that a function's declaration names, those of its receiver first.
pub(in crate::ir) fn declared_params(types: &TypeStore, func: ObjId) -> Vec<TypeId> {
    match types.get(types.type_of(func)) {
        Type::Signature(s) => s.recv_type_params.iter().chain(&s.type_params).copied().collect(),
        _ => Vec::new(),
    }
}

/// The generic object that is declared as `obj`.
fn generic_of(types: &TypeStore, obj: ObjId) -> Generic {
    match types.object(obj).kind {
        crate::types::ObjectKind::TypeName => Generic::Type(types.type_of(obj)),
        _ => Generic::Func(obj),
    }
}
