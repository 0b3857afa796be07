//! Types of instances: type parameters replaced, and shapes of type arguments.
//!
//! In: types as the checker knows them, and an [`Env`]. Out: the types that the IR shows.
//! Invariants: if one type argument of an instance mentions a shape, all are shapes.
//! Source: gc 1.21 to 1.27: which type arguments share an instance.

use super::Env;
use crate::ir::lower::LowerContext;
use crate::ir::typefmt::TypePrinter;
use crate::release::LongShapes;
use crate::source::Symbol;
use crate::types::subst::{MakeTypes, substitute_with};
use crate::types::typeset::{constraint_interface, type_set};
use crate::types::{Basic, Named, ObjId, PackageId, Type, TypeId};
use rustc_hash::{FxHashMap, FxHashSet};
use sha2::{Digest, Sha256};
use std::cell::{Cell, RefCell};
use std::sync::{OnceLock, RwLock};

/// Makes the types of instances.
pub(in crate::ir) struct Shaper<'a> {
    cx: LowerContext<'a>,
    package: PackageId,
    /// Shapes by the spelling of what they stand for.
    shapes: RefCell<FxHashMap<Symbol, TypeId>>,
    /// Instances whose underlying types are being made.
    open: RefCell<FxHashSet<TypeId>>,
    /// Instances that are complete.
    ready: RefCell<FxHashSet<TypeId>>,
    mentions: RefCell<FxHashMap<TypeId, bool>>,
    /// Types declared in generic functions, by declaration and type arguments.
    locals: RefCell<FxHashMap<(TypeId, Vec<TypeId>), TypeId>>,
    /// Numbers of types declared in functions.
    pub local_type: RefCell<FxHashMap<ObjId, u32>>,
    /// The type arguments of instances before they turned into shapes, by instance.
    pub written_args: RefCell<FxHashMap<TypeId, Vec<TypeId>>>,
    /// Whether type arguments stay as they are, see [`super::Layout`].
    pub keeps_args: Cell<bool>,
    /// Types in the place of shapes, see [`super::Layout`].
    pub placeholders: RefCell<FxHashMap<TypeId, TypeId>>,
    /// Whether a spelling was asked for that is too long: it is made from checksums.
    pub has_cut: Cell<bool>,
    /// Such spellings.
    cut: RefCell<FxHashMap<TypeId, String>>,
}

/// Types as one function's type parameters make them.
struct Translation<'s, 'a> {
    shaper: &'s Shaper<'a>,
    env: Option<&'s Env>,
}

impl<'a> Shaper<'a> {
    /// Nothing is made yet.
    pub fn new(cx: LowerContext<'a>, package: PackageId) -> Self {
        Shaper {
            cx,
            package,
            shapes: RefCell::default(),
            open: RefCell::default(),
            ready: RefCell::default(),
            mentions: RefCell::default(),
            locals: RefCell::default(),
            local_type: RefCell::default(),
            written_args: RefCell::default(),
            keeps_args: Cell::new(false),
            placeholders: RefCell::default(),
            has_cut: Cell::new(false),
            cut: RefCell::default(),
        }
    }

    /// The spelling that identifies a type.
    pub fn link_text(&self, ty: TypeId) -> String {
        if let Some(known) = self.cut.borrow().get(&ty) {
            self.has_cut.set(true);
            return known.clone();
        }
        let (text, cut) = self.with_printer(|printer| printer.bounded_link_text(ty));
        if cut {
            self.has_cut.set(true);
            self.cut.borrow_mut().insert(ty, text.clone());
        }
        text
    }

    /// Spells types as the linker sees them.
    pub fn with_printer<T>(&self, print: impl FnOnce(TypePrinter<'_>) -> T) -> T {
        let local_type = self.local_type.borrow();
        print(TypePrinter {
            types: self.cx.types,
            names: &self.cx.sources.interner,
            package: self.package,
            local_type: &local_type,
            rules: self.cx.rules,
        })
    }

    /// `ty` with the type parameters of `env` replaced.
    pub fn translate(&self, env: &Env, ty: TypeId) -> TypeId {
        let plain = self.cx.types.unalias(ty);
        let translation = Translation { shaper: self, env: Some(env) };
        let new = substitute_with(self.cx.types, plain, &env.params, &env.args, &translation);
        if new == plain { ty } else { new }
    }

    /// The instance of a generic type.
    pub fn instance(&self, generic: TypeId, args: Vec<TypeId>) -> TypeId {
        Translation { shaper: self, env: None }.instance(generic, args)
    }

    /// `ty` with placeholders replaced.
    pub fn fill(&self, ty: TypeId) -> TypeId {
        let translation = Translation { shaper: self, env: None };
        substitute_with(self.cx.types, ty, &[], &[], &translation)
    }

    /// Whether a type mentions a shape.
    pub fn has_shape(&self, ty: TypeId) -> bool {
        *self.mentions.borrow_mut().entry(ty).or_insert_with(|| self.cx.types.mentions_shape(ty))
    }

    /// The type arguments that an instance with `args` is compiled for: their shapes if `shaped` is
    /// asked for or one of them mentions a shape.
    pub fn shape_args(&self, params: &[TypeId], args: Vec<TypeId>, shaped: bool) -> Vec<TypeId> {
        if self.keeps_args.get() || !(shaped || args.iter().any(|&arg| self.has_shape(arg))) {
            return args;
        }
        let shape = |(i, arg): (usize, TypeId)| {
            let basic = params.get(i).is_some_and(|&param| self.is_basic_constraint(param));
            self.shape(arg, basic)
        };
        args.into_iter().enumerate().map(shape).collect()
    }

    /// Whether a type parameter's constraint has methods only.
    fn is_basic_constraint(&self, param: TypeId) -> bool {
        let interface = constraint_interface(self.cx.types, param);
        interface.is_none_or(|interface| {
            let set = type_set(self.cx.types, interface);
            set.terms.is_none() && !set.comparable
        })
    }

    /// The shape of a type argument; `basic` when its constraint has methods only, so that what a
    /// pointer points to does not matter.
    pub fn shape(&self, arg: TypeId, basic: bool) -> TypeId {
        let types = self.cx.types;
        let arg = types.unalias(arg);
        if types.is_shape(arg) {
            return self.shape_of(types.underlying(arg), basic);
        }
        if let Type::Named(named) = types.get(arg)
            && named.instance.is_some()
            && self.has_shape(arg)
            && (self.open.borrow().contains(&arg) || matches!(types.under(arg), Type::Interface(_)))
        {
            return arg;
        }
        self.shape_of(types.underlying(arg), basic)
    }

    fn shape_of(&self, under: TypeId, basic: bool) -> TypeId {
        let types = self.cx.types;
        let under = match types.get(under) {
            Type::Pointer(_) if basic => types.add(Type::Pointer(Basic::Uint8.id())),
            _ => under,
        };
        let name = shape_name(self.link_text(under), self.cx.rules.long_shapes);
        let name = self.cx.sources.interner.intern(&name);
        *self.shapes.borrow_mut().entry(name).or_insert_with(|| types.new_shape(name, under))
    }

    /// Fills in what an instance with shapes is defined as, and the types of its methods.
    fn complete(&self, generic: TypeId, instance: TypeId) {
        if !self.ready.borrow_mut().insert(instance) {
            return;
        }
        let types = self.cx.types;
        let (Type::Named(named), Type::Named(general)) = (types.get(instance), types.get(generic)) else {
            return;
        };
        let translation = Translation { shaper: self, env: None };
        let (params, args) = (types.type_params(generic), types.type_args(instance));
        // Also when another package has made the instance: what it mentions has to be noted here.
        if let Some(under) = types.known_underlying(general) {
            self.open.borrow_mut().insert(instance);
            let under = substitute_with(types, under, params, args, &translation);
            self.open.borrow_mut().remove(&instance);
            let _ = named.underlying.set(under);
        }
        for method in types.declared_methods(generic) {
            let own = types.instance_method(instance, method);
            let general = types.type_of(method);
            if let Type::Signature(signature) = types.get(general) {
                let params = &signature.recv_type_params;
                let ty = substitute_with(types, general, params, args, &translation);
                let _ = types.object(own).ty.set(ty);
            }
        }
    }
}

impl MakeTypes for Translation<'_, '_> {
    fn instance(&self, generic: TypeId, args: Vec<TypeId>) -> TypeId {
        let types = self.shaper.cx.types;
        let params = types.type_params(generic);
        let written = args.clone();
        let args = self.shaper.shape_args(params, args, false);
        if let Type::Alias { actual, .. } = types.get(generic) {
            let Some(&actual) = actual.get() else { return TypeId::INVALID };
            return substitute_with(types, actual, params, &args, self);
        }
        let shaped = !self.shaper.keeps_args.get() && args.iter().any(|&arg| self.shaper.has_shape(arg));
        let instance = types.instantiate(generic, args);
        if shaped {
            let mut all = self.shaper.written_args.borrow_mut();
            let known = all.entry(instance).or_default();
            for arg in written {
                if !known.contains(&arg) {
                    known.push(arg);
                }
            }
            drop(all);
            self.shaper.complete(generic, instance);
        }
        instance
    }

    fn known(&self, ty: TypeId) -> Option<TypeId> {
        self.env?.known(ty)
    }

    fn made(&self, ty: TypeId, new: TypeId) {
        if let Some(env) = self.env {
            env.remember(ty, new);
        }
    }

    fn defined(&self, ty: TypeId) -> TypeId {
        let types = self.shaper.cx.types;
        if let Some(&filled) = self.shaper.placeholders.borrow().get(&ty) {
            return filled;
        }
        let (Some(env), Type::Named(named)) = (self.env, types.get(ty)) else { return ty };
        let pos = types.object(named.obj).pos;
        if pos.file != env.file || !env.span.contains(&pos.offset) || env.args.is_empty() {
            return ty;
        }
        let key = (ty, env.args.clone());
        if let Some(&known) = self.shaper.locals.borrow().get(&key) {
            return known;
        }
        let local = types.add(Type::Named(Named {
            obj: named.obj,
            underlying: OnceLock::new(),
            methods: RwLock::default(),
            type_params: OnceLock::new(),
            instance: Some((ty, env.args.clone())),
            supply: None,
        }));
        self.shaper.locals.borrow_mut().insert(key, local);
        let under = substitute_with(types, types.underlying(ty), &env.params, &env.args, self);
        if let Type::Named(named) = types.get(local) {
            let _ = named.underlying.set(under);
        }
        local
    }
}

/// Spellings with more bytes than this are not names of shapes.
const MAX_SHAPE_NAME: usize = 500;

/// The name of the shape whose underlying type is spelled `text`.
fn shape_name(text: String, long: LongShapes) -> String {
    if text.len() <= MAX_SHAPE_NAME || long == LongShapes::Spelled {
        return text;
    }
    let mut sum: [u8; 32] = Sha256::digest(text.as_bytes()).into();
    match long {
        LongShapes::Spelled => {}
        LongShapes::Inverted => sum.iter_mut().for_each(|byte| *byte = !*byte),
        LongShapes::FirstXor(mask) => sum[0] ^= mask,
    }
    sum.iter().fold(String::with_capacity(64), |out, byte| out + &format!("{byte:02x}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_are_checksums() {
        let name = |len: usize, long| shape_name("x".repeat(len), long);
        assert_eq!(name(500, LongShapes::Inverted), "x".repeat(500));
        assert_eq!(name(501, LongShapes::Spelled), "x".repeat(501));
        let plain = name(501, LongShapes::FirstXor(0));
        assert_eq!(plain.len(), 64);
        assert_eq!(plain[2..], name(501, LongShapes::FirstXor(0xff))[2..]);
        assert_ne!(plain[..2], name(501, LongShapes::FirstXor(0xff))[..2]);
        assert_ne!(plain[2..], name(501, LongShapes::Inverted)[2..]);
    }
}
