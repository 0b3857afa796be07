//! Types of one package, each made when it is first asked for.
//!
//! In: the bytes of types and of lists of type parameters. Out: types in a store.
//! Invariants: types that mention themselves, or are nested too deeply, are errors; so a damaged
//! file cannot make reading endless.

use super::{MAX_DEPTH, Reader};
use crate::facts::bytes::{Broken, Input, Read};
use crate::facts::format::{NO_PACKAGE, OWN_PACKAGE, PREDECLARED, kind};
use crate::syntax::ast::ChanDir;
use crate::types::{
    Interface, MethodSpec, ObjectKind, Signature, Struct, StructField, SupplyId, Type, TypeId, VarKind,
};
use std::sync::OnceLock;

/// Most type parameters of one declaration.
const MAX_PARAMS: usize = 1 << LIST_SHIFT;
/// Where the number of a list stands in the number of a type parameter.
const LIST_SHIFT: u32 = 8;

impl<'a> Reader<'a> {
    /// A list of type parameters by its number plus one; 0 for none.
    pub(super) fn list_with(&self, number: u32) -> Read<Option<Vec<TypeId>>> {
        number.checked_sub(1).map(|number| self.list(number).map(<[TypeId]>::to_vec)).transpose()
    }

    /// The type parameters of a list.
    pub fn list(&self, number: u32) -> Read<&'a [TypeId]> {
        let slot = self.facts.made_lists.get(number as usize).ok_or(Broken)?;
        if let Some(made) = slot.get() {
            return Ok(made);
        }
        let mut input = Input::new(self.facts.lists.get(&self.facts.data, number)?);
        let package = self.package(OWN_PACKAGE)?;
        let mut index = 0;
        let params = input.list(|input| {
            let name = self.next_name(input)?;
            let _constraint = input.index()?;
            let obj = self.add(ObjectKind::TypeName, name, package, None);
            let supply = SupplyId { package: self.number, index: number << LIST_SHIFT | index };
            let ty = self.store.add(Type::TypeParam {
                obj,
                index,
                constraint: OnceLock::new(),
                interface: OnceLock::new(),
                supply: Some(supply),
            });
            let _ = self.store.object(obj).ty.set(ty);
            index += 1;
            Ok(ty)
        })?;
        if params.len() > MAX_PARAMS {
            return Err(Broken);
        }
        Ok(slot.get_or_init(|| params))
    }

    /// The constraint of a type parameter.
    pub fn constraint(&self, index: u32) -> Read<TypeId> {
        let (list, index) = (index >> LIST_SHIFT, index as usize & (MAX_PARAMS - 1));
        let mut input = Input::new(self.facts.lists.get(&self.facts.data, list)?);
        let constraints = input.list(|input| {
            self.next_name(input)?;
            input.index()
        })?;
        self.type_at(*constraints.get(index).ok_or(Broken)?)
    }

    /// The type whose number comes next.
    pub fn next_type(&self, input: &mut Input<'_>) -> Read<TypeId> {
        self.type_at(input.index()?)
    }

    /// The type with a number.
    pub fn type_at(&self, number: u32) -> Read<TypeId> {
        self.nested(number, u32::MAX, MAX_DEPTH)
    }

    /// The type with a number, mentioned by the type `outer`.
    fn nested(&self, number: u32, outer: u32, depth: u32) -> Read<TypeId> {
        let Some(index) = number.checked_sub(PREDECLARED) else { return Ok(TypeId(number)) };
        let slot = self.facts.made_types.get(index as usize).ok_or(Broken)?;
        if let Some(&made) = slot.get() {
            return Ok(made);
        }
        if number >= outer {
            return Err(Broken);
        }
        let depth = depth.checked_sub(1).ok_or(Broken)?;
        let mut input = Input::new(self.facts.types.get(&self.facts.data, index)?);
        let input = &mut input;
        let one = |input: &mut Input<'_>| self.nested(input.index()?, number, depth);
        let ty = match input.uint()? {
            kind::OBJECT => {
                let id = match input.uint()? {
                    NO_PACKAGE => return Err(Broken),
                    OWN_PACKAGE => {
                        let obj = self.deeper()?.object(input.index()?)?;
                        self.store.type_of(obj)
                    }
                    other => {
                        let name = self.facts.text(input.index()?)?;
                        let depth = self.deeper()?.depth;
                        self.store.type_of(self.library.object(
                            self.store,
                            self.other(other)?,
                            name,
                            depth,
                        )?)
                    }
                };
                if id == TypeId::INVALID {
                    return Err(Broken);
                }
                return Ok(*slot.get_or_init(|| id));
            }
            kind::INSTANCE => {
                let generic = one(input)?;
                let args = input.list(one)?;
                let id = self.store.instantiate(generic, args);
                if id == TypeId::INVALID {
                    return Err(Broken);
                }
                return Ok(*slot.get_or_init(|| id));
            }
            kind::TYPE_PARAM => {
                let (list, at) = (input.index()?, input.index()?);
                let id = *self.list(list)?.get(at as usize).ok_or(Broken)?;
                return Ok(*slot.get_or_init(|| id));
            }
            kind::SHAPE => {
                let name = self.next_symbol(input)?;
                let under = one(input)?;
                if matches!(self.store.get(under), Type::Named(_) | Type::Alias { .. }) {
                    return Err(Broken);
                }
                return Ok(*slot.get_or_init(|| self.store.new_shape(name, under)));
            }
            kind::POINTER => Type::Pointer(one(input)?),
            kind::SLICE => Type::Slice(one(input)?),
            kind::ARRAY => {
                let elem = one(input)?;
                Type::Array { len: input.int()?, elem }
            }
            kind::CHAN => {
                let elem = one(input)?;
                let dir = match input.uint()? {
                    0 => ChanDir::Both,
                    1 => ChanDir::Send,
                    2 => ChanDir::Recv,
                    _ => return Err(Broken),
                };
                Type::Chan { dir, elem }
            }
            kind::MAP => {
                let key = one(input)?;
                Type::Map { key, value: one(input)? }
            }
            kind::TUPLE => Type::Tuple(input.list(one)?),
            kind::STRUCT => {
                let fields = input.list(|input| {
                    let name = self.next_name(input)?;
                    let package = self.package(input.uint()?)?;
                    let embedded = input.bool()?;
                    let tag = input.bytes()?.into();
                    let ty = one(input)?;
                    let kind = if embedded { VarKind::Embedded } else { VarKind::Field };
                    let obj = self.add(ObjectKind::Var(kind), name, package, Some(ty));
                    Ok(StructField { obj, name: name.0, ty, embedded, tag })
                })?;
                Type::Struct(Struct { fields })
            }
            kind::INTERFACE => {
                let implicit = input.bool()?;
                let methods = input.list(|input| {
                    let name = self.next_name(input)?;
                    let package = self.package(input.uint()?)?;
                    let signature = one(input)?;
                    let obj = self.add(ObjectKind::Func, name, package, Some(signature));
                    Ok(MethodSpec { obj, name: name.0, signature })
                })?;
                let embedded = input.list(one)?;
                Type::Interface(Interface { methods, embedded, implicit, ..Interface::default() })
            }
            kind::SIGNATURE => {
                let recv_type_params = self.list_with(input.index()?)?.unwrap_or_default();
                let type_params = self.list_with(input.index()?)?.unwrap_or_default();
                let variadic = input.bool()?;
                let mut vars = |kind: VarKind| {
                    input.list(|input| {
                        let package = self.package(input.uint()?)?;
                        let name = self.next_name(input)?;
                        let ty = one(input)?;
                        Ok(self.add(ObjectKind::Var(kind), name, package, Some(ty)))
                    })
                };
                let recv = vars(VarKind::Receiver)?.pop();
                let params = vars(VarKind::Param)?;
                let results = vars(VarKind::Result)?;
                Type::Signature(Signature { recv, params, results, variadic, type_params, recv_type_params })
            }
            kind::UNION => {
                let terms = input.list(|input| Ok((input.bool()?, one(input)?)))?;
                Type::Union(terms)
            }
            _ => return Err(Broken),
        };
        let id = self.store.add(ty);
        Ok(*slot.get_or_init(|| id))
    }
}
