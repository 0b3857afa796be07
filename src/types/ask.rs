//! Short forms of the questions that the rules ask about types and constants.
//!
//! In: what [`Checker`] knows. Out: the answers of the modules that know the rules.

use super::assignable::{self, Value};
use super::check::Checker;
use super::constant::{self, Constant};
use super::lookup::{self, Lookup};
use super::operand::Operand;
use super::store::{Basic, Type, TypeId};
use super::typestring::{Places, Qualifier, TypeCx, type_string};
use super::{convertible, predicates, representable, typeset};
use crate::source::{Interner, Symbol};
use crate::syntax::ast::{BinaryOp, UnaryOp};

impl<'a> Checker<'a> {
    /// The names of the session.
    pub(super) fn interner(&self) -> &'a Interner {
        &self.cx.sources.interner
    }

    /// What naming a type depends on.
    pub(super) fn type_cx(&self) -> TypeCx<'a> {
        let places = Places { sources: self.cx.sources, joins_line_names: self.cx.rules.joins_line_names };
        let cx = TypeCx::new(self.store, self.interner(), self.package);
        let ambiguous = self.store.package(self.package).ambiguous_names.get();
        let qualifier = ambiguous
            .map_or(cx.qualifier, |ambiguous| Qualifier::Relative { package: self.package, ambiguous });
        TypeCx { places: Some(places), qualifier, ..cx }
    }

    /// `ty` as messages spell it.
    pub(super) fn type_string(&self, ty: TypeId) -> String {
        type_string(self.type_cx(), ty)
    }

    /// `value` as messages spell it.
    pub(super) fn constant_string(&self, value: &Constant) -> String {
        value.to_string()
    }

    pub(super) fn is_untyped(&self, ty: TypeId) -> bool {
        predicates::is_untyped(self.store, ty)
    }

    pub(super) fn is_boolean(&self, ty: TypeId) -> bool {
        predicates::is_boolean(self.store, ty)
    }

    pub(super) fn is_integer(&self, ty: TypeId) -> bool {
        predicates::is_integer(self.store, ty)
    }

    pub(super) fn is_numeric(&self, ty: TypeId) -> bool {
        predicates::is_numeric(self.store, ty)
    }

    pub(super) fn is_string(&self, ty: TypeId) -> bool {
        predicates::is_string(self.store, ty)
    }

    pub(super) fn is_bytes(&self, ty: TypeId) -> bool {
        predicates::is_bytes(self.store, ty)
    }

    /// Whether `ty` is boolean, or a type parameter that permits only such types; likewise below.
    pub(super) fn all_boolean(&self, ty: TypeId) -> bool {
        predicates::all_basic(self.store, ty, Basic::is_boolean)
    }

    pub(super) fn all_basic(&self, ty: TypeId, test: impl Fn(Basic) -> bool) -> bool {
        predicates::all_basic(self.store, ty, test)
    }

    pub(super) fn all_integer(&self, ty: TypeId) -> bool {
        predicates::all_basic(self.store, ty, Basic::is_integer)
    }

    pub(super) fn all_unsigned(&self, ty: TypeId) -> bool {
        predicates::all_basic(self.store, ty, Basic::is_unsigned)
    }

    pub(super) fn all_numeric(&self, ty: TypeId) -> bool {
        predicates::all_basic(self.store, ty, Basic::is_numeric)
    }

    pub(super) fn all_string(&self, ty: TypeId) -> bool {
        predicates::all_basic(self.store, ty, Basic::is_string)
    }

    pub(super) fn all_ordered(&self, ty: TypeId) -> bool {
        predicates::all_basic(self.store, ty, Basic::is_ordered)
    }

    pub(super) fn all_numeric_or_string(&self, ty: TypeId) -> bool {
        predicates::all_basic(self.store, ty, |b| b.is_numeric() || b.is_string())
    }

    /// Whether `ty` is a type parameter that permits no type at all.
    pub(super) fn has_empty_set(&self, ty: TypeId) -> bool {
        self.is_type_param(ty)
            && typeset::constraint_interface(self.store, ty)
                .is_some_and(|interface| typeset::type_set(self.store, interface).is_empty())
    }

    /// The underlying type of `ty`, or the one that all types share which a type parameter
    /// permits. Invalid when there is none.
    pub(super) fn common_underlying(&self, ty: TypeId) -> TypeId {
        typeset::common_underlying(self.store, ty).unwrap_or(TypeId::INVALID)
    }

    /// Why there is no common underlying type, in gc's words.
    pub(super) fn no_common_type(&self, ty: TypeId) -> Option<String> {
        typeset::common_underlying(self.store, ty).err().map(|why| why.text(self.type_cx()))
    }

    /// The underlying types that `ty` permits, in order; `None` for a type parameter without
    /// specific types.
    pub(super) fn permitted_types(&self, ty: TypeId) -> Option<Vec<(TypeId, TypeId)>> {
        let mut types = Vec::new();
        typeset::for_all(self.store, ty, |found| {
            types.extend(found);
            found.is_some()
        })
        .then_some(types)
    }

    pub(super) fn is_const_type(&self, ty: TypeId) -> bool {
        predicates::is_const_type(self.store, ty)
    }

    pub(super) fn is_interface(&self, ty: TypeId) -> bool {
        predicates::is_interface(self.store, ty)
    }

    pub(super) fn is_interface_pointer(&self, ty: TypeId) -> bool {
        predicates::is_interface_pointer(self.store, ty)
    }

    pub(super) fn interface_pointer_text(&self, ty: TypeId) -> String {
        lookup::interface_pointer_text(self.type_cx(), ty)
    }

    pub(super) fn has_nil(&self, ty: TypeId) -> bool {
        predicates::has_nil(self.store, ty)
    }

    pub(super) fn is_comparable(&self, ty: TypeId) -> bool {
        predicates::comparable(self.store, ty)
    }

    /// Why values of `ty` cannot be compared; empty when there is nothing to add.
    pub(super) fn why_incomparable(&self, ty: TypeId) -> String {
        let why = match predicates::why_incomparable(self.store, ty) {
            Some(predicates::Incomparable::Array(ty)) if !self.words().arrays_keep_names => {
                Some(predicates::Incomparable::Array(self.store.underlying(ty)))
            }
            why => why,
        };
        why.map_or_else(String::new, |why| why.text(self.type_cx()))
    }

    pub(super) fn identical(&self, a: TypeId, b: TypeId) -> bool {
        predicates::identical(self.store, self.interner(), a, b)
    }

    pub(super) fn default_type(&self, ty: TypeId) -> TypeId {
        predicates::default_type(self.store, ty)
    }

    pub(super) fn max_type(&self, a: TypeId, b: TypeId) -> Option<TypeId> {
        predicates::max_type(self.store, a, b)
    }

    /// What `x.name` means for an `x` of type `ty`.
    pub(super) fn lookup_member(
        &self,
        ty: TypeId,
        addressable: bool,
        name: Symbol,
        fold_case: bool,
    ) -> Lookup {
        lookup::lookup_field_or_method(
            self.store,
            self.interner(),
            ty,
            addressable,
            self.package,
            name,
            fold_case,
        )
    }

    /// Whether a value of interface type `interface` can hold a `ty`; or gc's words for why not.
    pub(super) fn assertable(&self, interface: TypeId, ty: TypeId) -> Result<(), String> {
        if self.is_interface(ty) {
            return Ok(());
        }
        match lookup::missing_method(self.store, self.interner(), ty, interface, false) {
            None => Ok(()),
            Some(missing) => Err(missing.text(self.type_cx(), ty, interface)),
        }
    }

    /// Whether `x` can be assigned to a variable of type `ty`; or why not, if there is more to say.
    pub(super) fn assignable(&self, x: &Operand, ty: TypeId) -> Result<(), String> {
        assignable::assignable(self.type_cx(), &self.cx.sizes, value_of(x), ty)
    }

    /// Whether `x` can be assigned to a variable of type `ty`.
    pub(super) fn is_assignable(&self, x: &Operand, ty: TypeId) -> bool {
        self.assignable(x, ty).is_ok()
    }

    /// Whether the value `x` can be converted to `ty`; or why not, if there is more to say.
    pub(super) fn convertible(&self, x: &Operand, ty: TypeId) -> Result<(), String> {
        convertible::convertible(self.type_cx(), &self.cx.sizes, value_of(x), ty, self.env.language)
    }

    /// `value` as a value of type `basic`, if it is one.
    pub(super) fn represent(&self, value: &Constant, basic: Basic) -> Option<Constant> {
        representable::representable(value, basic, &self.cx.sizes).ok()
    }

    pub(super) fn represents(&self, value: &Constant, basic: Basic) -> bool {
        self.represent(value, basic).is_some()
    }

    /// The integer that `value` is, if it fits.
    pub(super) fn int64_of(&self, value: &Constant) -> Option<i64> {
        value.to_int()?.to_i64()
    }

    pub(super) fn constant_unary(&self, op: UnaryOp, x: &Constant, ty: TypeId) -> Constant {
        let unsigned = predicates::is_unsigned(self.store, ty);
        let bits = if unsigned { self.size_of(ty).map(|size| size as u32 * 8) } else { None };
        constant::unary_op(op, x, bits)
    }

    pub(super) fn constant_binary(
        &self,
        x: &Constant,
        op: BinaryOp,
        y: &Constant,
        integer: bool,
    ) -> Constant {
        constant::binary_op(x, op, y, integer)
    }

    pub(super) fn constant_shift(&self, x: &Constant, op: BinaryOp, count: u32) -> Constant {
        constant::shift(x, op, u64::from(count))
    }

    pub(super) fn constant_compare(&self, x: &Constant, op: BinaryOp, y: &Constant) -> Constant {
        Constant::Bool(constant::compare(x, op, y))
    }

    /// Bytes of a value of type `ty`, unless it is too large.
    pub(super) fn size_of(&self, ty: TypeId) -> Option<i64> {
        self.cx.sizes.size_of(self.store, self.interner(), ty)
    }

    /// Alignment of `ty` in bytes.
    pub(super) fn align_of(&self, ty: TypeId) -> i64 {
        self.cx.sizes.align_of(self.store, self.interner(), ty)
    }

    /// Offset in bytes of the field that `path` leads to.
    pub(super) fn offset_of(&self, mut ty: TypeId, path: &[u32]) -> Option<i64> {
        let mut offset = 0i64;
        for &index in path {
            let Type::Struct(structure) = self.store.under(ty) else { return None };
            let offsets = self.cx.sizes.offsets_of(self.store, self.interner(), structure);
            offset = offset.checked_add((*offsets.get(index as usize)?)?)?;
            ty = structure.fields[index as usize].ty;
        }
        Some(offset)
    }
}

/// What the rules of assignment look at.
fn value_of(x: &Operand) -> Value<'_> {
    Value { mode: x.mode, ty: x.ty, constant: x.is_constant().then_some(&x.value) }
}
