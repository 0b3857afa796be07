//! Types with type arguments in place of type parameters.
//!
//! In: a type, type parameters and what stands for each. Out: the type with all of them replaced.
//! Invariants: a type that mentions none of the parameters is returned as it is, with its id.

use super::memo::Memo;
use super::object::{ObjId, Object, ObjectKind, VarKind};
use super::predicates::MAX_DEPTH;
use super::store::{Interface, MethodSpec, Signature, Struct, StructField, Type, TypeId, TypeStore};
use std::sync::OnceLock;

/// `ty` with each of `params` replaced by the type of `args` at its place. Nothing is replaced
/// when the numbers differ.
pub fn substitute(store: &TypeStore, ty: TypeId, params: &[TypeId], args: &[TypeId]) -> TypeId {
    if params.is_empty() || params.len() != args.len() {
        return ty;
    }
    substitute_with(store, ty, params, args, &Plain(store))
}

/// Like [`substitute`], but defined types are made by `make`; `params` may be empty.
pub fn substitute_with(
    store: &TypeStore,
    ty: TypeId,
    params: &[TypeId],
    args: &[TypeId],
    make: &dyn MakeTypes,
) -> TypeId {
    Substitution { store, params, args, make, depth: 0, memo: Memo::default() }.ty(ty)
}

/// How defined types are replaced.
pub trait MakeTypes {
    /// The instance of a generic type or alias.
    fn instance(&self, generic: TypeId, args: Vec<TypeId>) -> TypeId;

    /// What stands for a defined type without type arguments.
    fn defined(&self, ty: TypeId) -> TypeId;

    /// What `ty` was replaced by before.
    fn known(&self, ty: TypeId) -> Option<TypeId>;

    /// Notes what `ty` is replaced by.
    fn made(&self, ty: TypeId, new: TypeId);
}

/// Instances as the checker makes them.
struct Plain<'a>(&'a TypeStore);

impl MakeTypes for Plain<'_> {
    fn instance(&self, generic: TypeId, args: Vec<TypeId>) -> TypeId {
        self.0.instantiate(generic, args)
    }

    fn defined(&self, ty: TypeId) -> TypeId {
        ty
    }

    fn known(&self, _: TypeId) -> Option<TypeId> {
        None
    }

    fn made(&self, _: TypeId, _: TypeId) {}
}

struct Substitution<'a> {
    store: &'a TypeStore,
    params: &'a [TypeId],
    args: &'a [TypeId],
    make: &'a dyn MakeTypes,
    depth: u32,
    /// What parts were replaced by. A part that occurs twice stays one type.
    memo: Memo<TypeId, TypeId>,
}

impl Substitution<'_> {
    fn ty(&mut self, ty: TypeId) -> TypeId {
        if self.depth >= MAX_DEPTH {
            return ty;
        }
        if let Some(known) = self.make.known(ty).or_else(|| self.memo.met(ty)) {
            return known;
        }
        self.depth += 1;
        let result = self.structure(ty);
        self.depth -= 1;
        self.memo.note(ty, result);
        self.make.made(ty, result);
        result
    }

    fn structure(&mut self, id: TypeId) -> TypeId {
        let store = self.store;
        let made = match store.get(id) {
            Type::Basic(_) => None,
            Type::TypeParam { .. } => {
                return self.params.iter().position(|&p| p == id).map_or(id, |i| self.args[i]);
            }
            Type::Named(_) => return self.instance(id),
            Type::Alias { instance: Some(_), .. } => return self.instance(id),
            Type::Alias { actual, .. } => {
                // An alias declared in a generic function may stand for something with parameters.
                let Some(&actual) = actual.get() else { return id };
                let replaced = self.ty(actual);
                return if replaced == actual { id } else { replaced };
            }
            Type::Pointer(elem) => self.one(*elem).map(Type::Pointer),
            Type::Slice(elem) => self.one(*elem).map(Type::Slice),
            Type::Array { len, elem } => self.one(*elem).map(|elem| Type::Array { len: *len, elem }),
            Type::Chan { dir, elem } => self.one(*elem).map(|elem| Type::Chan { dir: *dir, elem }),
            Type::Map { key, value } => {
                let (k, v) = (self.ty(*key), self.ty(*value));
                ((k, v) != (*key, *value)).then_some(Type::Map { key: k, value: v })
            }
            Type::Struct(s) => self.fields(s).map(|fields| Type::Struct(Struct { fields })),
            Type::Tuple(types) => self.list(types).map(Type::Tuple),
            Type::Signature(signature) => self.signature(signature).map(Type::Signature),
            Type::Interface(interface) => self.interface(interface).map(Type::Interface),
            Type::Union(terms) => {
                let new: Vec<_> = terms.iter().map(|&(tilde, term)| (tilde, self.ty(term))).collect();
                (&new != terms).then_some(Type::Union(new))
            }
        };
        made.map_or(id, |ty| store.add(ty))
    }

    fn one(&mut self, ty: TypeId) -> Option<TypeId> {
        let new = self.ty(ty);
        (new != ty).then_some(new)
    }

    fn list(&mut self, types: &[TypeId]) -> Option<Vec<TypeId>> {
        let new: Vec<TypeId> = types.iter().map(|&ty| self.ty(ty)).collect();
        (new != types).then_some(new)
    }

    fn instance(&mut self, id: TypeId) -> TypeId {
        let Some(generic) = self.store.generic_of(id) else { return self.make.defined(id) };
        let (params, args) = (self.store.type_params(generic), self.store.type_args(id));
        if !params.is_empty() && params.len() != args.len() {
            // An error elsewhere.
            return TypeId::INVALID;
        }
        match self.list(args) {
            Some(args) => self.make.instance(generic, args),
            None => id,
        }
    }

    fn fields(&mut self, s: &Struct) -> Option<Vec<StructField>> {
        let types: Vec<TypeId> = s.fields.iter().map(|f| self.ty(f.ty)).collect();
        if types.iter().zip(&s.fields).all(|(&ty, f)| ty == f.ty) {
            return None;
        }
        let field = |(f, ty): (&StructField, TypeId)| {
            let kind = if f.embedded { VarKind::Embedded } else { VarKind::Field };
            let obj = self.copy(f.obj, ObjectKind::Var(kind), ty);
            StructField { obj, ty, ..f.clone() }
        };
        Some(s.fields.iter().zip(types).map(field).collect())
    }

    fn copy(&self, obj: ObjId, kind: ObjectKind, ty: TypeId) -> ObjId {
        let old = self.store.object(obj);
        self.store.add_object(Object {
            kind,
            name: old.name,
            pos: old.pos,
            package: old.package,
            ty: OnceLock::from(ty),
        })
    }

    fn vars(&mut self, vars: &[ObjId]) -> Option<Vec<ObjId>> {
        let types: Vec<TypeId> = vars.iter().map(|&v| self.store.type_of(v)).collect();
        let new = self.list(&types)?;
        let copy = |(&var, ty): (&ObjId, TypeId)| match self.store.object(var).kind {
            _ if self.store.type_of(var) == ty => var,
            ObjectKind::Var(kind) => self.copy(var, ObjectKind::Var(kind), ty),
            _ => var,
        };
        Some(vars.iter().zip(new).map(copy).collect())
    }

    fn signature(&mut self, signature: &Signature) -> Option<Signature> {
        let recv = signature.recv.map(|recv| vec![recv]);
        let new_recv = recv.as_ref().and_then(|recv| self.vars(recv)).and_then(|new| new.first().copied());
        let params = self.vars(&signature.params);
        let results = self.vars(&signature.results);
        if new_recv.is_none() && params.is_none() && results.is_none() {
            return None;
        }
        Some(Signature {
            recv: new_recv.or(signature.recv),
            params: params.unwrap_or_else(|| signature.params.clone()),
            results: results.unwrap_or_else(|| signature.results.clone()),
            variadic: signature.variadic,
            type_params: signature.type_params.clone(),
            recv_type_params: Vec::new(),
        })
    }

    fn interface(&mut self, interface: &Interface) -> Option<Interface> {
        let signatures: Vec<TypeId> = interface.methods.iter().map(|m| m.signature).collect();
        let methods = self.list(&signatures);
        let embedded = self.list(&interface.embedded);
        if methods.is_none() && embedded.is_none() {
            return None;
        }
        let signatures = methods.unwrap_or(signatures);
        let method = |(m, signature): (&MethodSpec, TypeId)| match signature == m.signature {
            true => m.clone(),
            false => {
                MethodSpec { obj: self.copy(m.obj, ObjectKind::Func, signature), name: m.name, signature }
            }
        };
        Some(Interface {
            methods: interface.methods.iter().zip(signatures).map(method).collect(),
            embedded: embedded.unwrap_or_else(|| interface.embedded.clone()),
            implicit: interface.implicit,
            ..Interface::default()
        })
    }
}
