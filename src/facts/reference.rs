//! References to objects of any package.
//!
//! In: an object. Out: bytes, and back: by number in its own package, by name in others; methods by
//! the type that declares them.

use super::bytes::{Broken, Input, Output, Read};
use super::format::OWN_PACKAGE;
use super::read::Reader;
use super::write::{PackageWriter, Written};
use crate::source::Symbol;
use crate::types::{ObjId, ObjectKind, PackageId, Type, TypeId};

/// How bodies refer to an object.
pub(super) enum ObjectRef {
    /// As something declared.
    Declared(Vec<u8>),
    /// As a method of an instance, by what it is declared as.
    OfInstance(TypeId, Vec<u8>),
    /// As what a type has under a name.
    ByName(Option<PackageId>, Symbol),
}

/// How objects are referred to.
mod tag {
    pub const OBJECT: u64 = 0;
    pub const METHOD: u64 = 1;
}

impl PackageWriter<'_> {
    /// How an object is referred to in bodies.
    pub fn object_ref(&mut self, obj: ObjId) -> Written<ObjectRef> {
        let types = self.cx.types;
        if let Some((instance, declared)) = types.method_origin(obj) {
            return Ok(ObjectRef::OfInstance(instance, self.reference(declared)?));
        }
        let object = types.object(obj);
        let is_member = object.package.is_some_and(|home| types.member(home, object.name) == Some(obj));
        if matches!(object.kind, ObjectKind::Var(_)) && !is_member {
            // The compiler made it.
            let mut out = Output::default();
            out.uint(tag::OBJECT);
            out.uint(OWN_PACKAGE);
            out.uint(self.object_number(obj).into());
            return Ok(ObjectRef::Declared(out.0));
        }
        match (self.reference(obj), &object.kind) {
            (Ok(bytes), _) => Ok(ObjectRef::Declared(bytes)),
            (Err(_), ObjectKind::Func) => Ok(ObjectRef::ByName(object.package, object.name)),
            (Err(problem), _) => Err(problem),
        }
    }

    /// An object of this or another package.
    fn reference(&mut self, obj: ObjId) -> Written<Vec<u8>> {
        let types = self.cx.types;
        let object = types.object(obj);
        let mut out = Output::default();
        let recv = match (&object.kind, types.get(types.type_of(obj))) {
            (ObjectKind::Func, Type::Signature(signature)) => signature.recv,
            _ => None,
        };
        let Some(recv) = recv else {
            let package = object.package.ok_or("a predeclared object")?;
            if !matches!(
                object.kind,
                ObjectKind::Func | ObjectKind::Var(_) | ObjectKind::Const(_) | ObjectKind::TypeName
            ) || types.member(package, object.name) != Some(obj) && !self.is_local_type(obj)
            {
                return Err("an object that nobody else can name".into());
            }
            let tag = self.package(Some(package));
            out.uint(tag::OBJECT);
            out.uint(tag);
            match tag {
                OWN_PACKAGE => out.uint(self.object_number(obj).into()),
                _ => {
                    let name = self.member_name(obj);
                    out.uint(self.string(&name).into());
                }
            }
            return Ok(out.0);
        };
        let (base, _) = crate::types::predicates::deref(types, types.type_of(recv));
        let base = types.generic_of(base).unwrap_or(base);
        let Type::Named(named) = types.get(base) else { return Err("a method of nothing".into()) };
        if !types.declared_methods(base).contains(&obj) {
            return Err("a method of an instance".into());
        }
        out.uint(tag::METHOD);
        out.0.extend(self.reference(named.obj)?);
        self.symbol(&mut out, object.name);
        Ok(out.0)
    }
}

impl Reader<'_> {
    /// The object that is referred to next.
    pub fn next_object(&self, input: &mut Input<'_>, depth: u32) -> Read<ObjId> {
        match input.uint()? {
            tag::OBJECT => match input.uint()? {
                OWN_PACKAGE => self.object(input.index()?),
                other => {
                    let name = self.facts.text(input.index()?)?;
                    self.library.object(self.store, self.other(other)?, name, self.depth)
                }
            },
            tag::METHOD if depth == 0 => {
                let ty = self.store.type_of(self.next_object(input, depth + 1)?);
                let name = self.next_symbol(input)?;
                let methods = self.store.declared_methods(ty);
                methods.into_iter().find(|&method| self.store.object(method).name == name).ok_or(Broken)
            }
            _ => Err(Broken),
        }
    }
}
