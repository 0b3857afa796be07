//! Types as bytes.
//!
//! In: a type of the store. Out: its number in the package that is being written, and its bytes
//! there.
//! Invariants: a type comes after those that it mentions, apart from declared ones, which are
//! mentioned as objects.

use super::{PackageWriter, Written};
use crate::facts::bytes::Output;
use crate::facts::format::{NO_PACKAGE, OWN_PACKAGE, PREDECLARED, kind};
use crate::syntax::ast::ChanDir;
use crate::types::{ObjId, Signature, Type, TypeId};

impl PackageWriter<'_> {
    /// The number of a type.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn type_number(&mut self, ty: TypeId) -> Written<u32> {
        if ty == TypeId::INVALID {
            return Err("a declaration that is not fully known".into());
        }
        if ty.0 < PREDECLARED {
            return Ok(ty.0);
        }
        if let Some(&known) = self.type_number.get(&ty) {
            self.met_param |= self.with_params.contains(&known);
            return Ok(known);
        }
        let outer = std::mem::take(&mut self.met_param);
        let bytes = self.type_bytes(ty)?;
        let next = PREDECLARED + self.types.len() as u32;
        let is_param = matches!(self.cx.types.get(ty), Type::TypeParam { .. });
        // Constraints that were written once for several type parameters are spelled once, and
        // dictionaries have a type as often as generic code spells it.
        let alone = matches!(self.cx.types.get(ty), Type::Interface(_)) || self.met_param;
        let number = match alone {
            true => next,
            false => *self.type_of_bytes.entry(bytes.clone()).or_insert(next),
        };
        if number == next {
            self.types.push(bytes);
        }
        self.type_number.insert(ty, number);
        if self.met_param || is_param {
            self.with_params.insert(number);
        }
        self.met_param |= outer || is_param;
        Ok(number)
    }

    fn type_list(&mut self, out: &mut Output, types: &[TypeId]) -> Written<()> {
        out.len(types.len());
        for &ty in types {
            let number = self.type_number(ty)?;
            out.uint(number.into());
        }
        Ok(())
    }

    fn type_bytes(&mut self, ty: TypeId) -> Written<Vec<u8>> {
        let types = self.cx.types;
        let mut out = Output::default();
        let mut one = |writer: &mut Self, tag: u64, elem: TypeId| {
            let elem = writer.type_number(elem)?;
            out.uint(tag);
            out.uint(elem.into());
            Written::Ok(())
        };
        match types.get(ty) {
            Type::Basic(_) => return Err("a basic type that is not predeclared".into()),
            Type::Pointer(elem) => one(self, kind::POINTER, *elem)?,
            Type::Slice(elem) => one(self, kind::SLICE, *elem)?,
            Type::Array { len, elem } => {
                one(self, kind::ARRAY, *elem)?;
                out.int(*len);
            }
            Type::Chan { dir, elem } => {
                one(self, kind::CHAN, *elem)?;
                out.uint(match dir {
                    ChanDir::Both => 0,
                    ChanDir::Send => 1,
                    ChanDir::Recv => 2,
                });
            }
            Type::Map { key, value } => {
                one(self, kind::MAP, *key)?;
                let value = self.type_number(*value)?;
                out.uint(value.into());
            }
            Type::Tuple(items) => {
                out.uint(kind::TUPLE);
                self.type_list(&mut out, items)?;
            }
            Type::Named(_) | Type::Alias { .. } if types.generic_of(ty).is_some() => {
                let generic = types.generic_of(ty).unwrap_or(ty);
                if types.type_params(generic).len() != types.type_args(ty).len() {
                    return Err("a type declared in a generic function".into());
                }
                one(self, kind::INSTANCE, generic)?;
                self.type_list(&mut out, types.type_args(ty))?;
            }
            Type::Named(named) if types.is_shape(ty) => {
                let under = self.type_number(types.underlying(ty))?;
                out.uint(kind::SHAPE);
                self.symbol(&mut out, types.object(named.obj).name);
                out.uint(under.into());
            }
            Type::Named(crate::types::Named { obj, .. }) | Type::Alias { obj, .. } => {
                let declared = types.object(*obj);
                let package = self.package(declared.package);
                out.uint(kind::OBJECT);
                out.uint(package);
                match package {
                    NO_PACKAGE => return Err("a declared type without package".into()),
                    OWN_PACKAGE => out.uint(self.object_number(*obj).into()),
                    _ => {
                        let is_member = declared
                            .package
                            .is_some_and(|package| types.member(package, declared.name) == Some(*obj));
                        if !is_member && !self.is_local_type(*obj) {
                            return Err("a type that nobody else can name".into());
                        }
                        let name = self.member_name(*obj);
                        out.uint(self.string(&name).into());
                    }
                }
            }
            Type::Struct(structure) => {
                out.uint(kind::STRUCT);
                out.len(structure.fields.len());
                for field in &structure.fields {
                    self.name(&mut out, field.obj);
                    out.uint(self.package(types.object(field.obj).package));
                    out.uint(field.embedded.into());
                    out.bytes(&field.tag);
                    let number = self.type_number(field.ty)?;
                    out.uint(number.into());
                }
            }
            Type::Interface(interface) => {
                out.uint(kind::INTERFACE);
                out.uint(interface.implicit.into());
                out.len(interface.methods.len());
                for method in &interface.methods {
                    self.name(&mut out, method.obj);
                    out.uint(self.package(types.object(method.obj).package));
                    let number = self.type_number(method.signature)?;
                    out.uint(number.into());
                }
                self.type_list(&mut out, &interface.embedded)?;
            }
            Type::Signature(signature) => {
                out.uint(kind::SIGNATURE);
                self.signature(&mut out, signature)?;
            }
            Type::TypeParam { .. } => {
                let &(list, index) = self.params.get(&ty).ok_or("a type parameter of nothing")?;
                out.uint(kind::TYPE_PARAM);
                out.uint(list.into());
                out.uint(index.into());
            }
            Type::Union(terms) => {
                out.uint(kind::UNION);
                out.len(terms.len());
                for &(tilde, term) in terms {
                    out.uint(tilde.into());
                    let number = self.type_number(term)?;
                    out.uint(number.into());
                }
            }
        }
        Ok(out.0)
    }

    fn signature(&mut self, out: &mut Output, signature: &Signature) -> Written<()> {
        let types = self.cx.types;
        out.uint(self.list_number(&signature.recv_type_params));
        out.uint(self.list_number(&signature.type_params));
        out.uint(signature.variadic.into());
        let recv: Vec<ObjId> = signature.recv.into_iter().collect();
        for vars in [&recv, &signature.params, &signature.results] {
            out.len(vars.len());
            for &var in vars {
                out.uint(self.package(types.object(var).package));
                self.name(out, var);
                let number = self.type_number(types.type_of(var))?;
                out.uint(number.into());
            }
        }
        Ok(())
    }
}
