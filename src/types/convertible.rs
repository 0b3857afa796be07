//! Which values can be converted to a type.
//!
//! In: like [`super::assignable`], constants apart: see
//! [`super::representable::convert_constant`]. Out: yes, or gc's words for why not.
//! Source: Spec: "Conversions"; gc 1.27.3 for wording.

use super::assignable::{Value, assignable};
use super::predicates::{basic, identical, identical_ignore_tags, is_bytes, is_runes, is_type_param};
use super::sizes::Sizes;
use super::store::{Basic, Type, TypeId};
use super::typeset::for_all;
use super::typestring::{TypeCx, type_string};

/// Whether `x`, if it is not a constant or `target` no type of constants, can be converted to
/// `target` in Go 1.`language`. The words for why not may be empty.
pub fn convertible(
    cx: TypeCx<'_>,
    sizes: &Sizes,
    x: Value<'_>,
    target: TypeId,
    language: u8,
) -> Result<(), String> {
    let Err(cause) = assignable(cx, sizes, x, target) else { return Ok(()) };
    let store = cx.store;
    if is_type_param(store, x.ty) || is_type_param(store, target) {
        return with_params(cx, sizes, x, target, language, cause);
    }
    let (v, t) = (store.underlying(x.ty), store.underlying(target));
    let same_but_tags = |a: TypeId, b: TypeId| identical_ignore_tags(store, cx.interner, a, b);
    if same_but_tags(v, t) {
        return Ok(());
    }
    if let (Type::Pointer(from), Type::Pointer(to)) =
        (store.get(store.unalias(x.ty)), store.get(store.unalias(target)))
        && same_but_tags(store.underlying(*from), store.underlying(*to))
        && !is_type_param(store, *from)
        && !is_type_param(store, *to)
    {
        return Ok(());
    }
    let (from, to) = (basic(store, v), basic(store, t));
    let both = |test: fn(Basic) -> bool| from.is_some_and(test) && to.is_some_and(test);
    let is_text = |ty: TypeId| is_bytes(store, ty) || is_runes(store, ty);
    let is_address =
        |ty: TypeId| matches!(store.get(ty), Type::Pointer(_)) || basic(store, ty) == Some(Basic::Uintptr);
    let fits = both(|b| b.is_integer() || b.is_float())
        || both(Basic::is_complex)
        || (from.is_some_and(Basic::is_integer) || is_text(v)) && to.is_some_and(Basic::is_string)
        || from.is_some_and(Basic::is_string) && is_text(t)
        || is_address(v) && to == Some(Basic::UnsafePointer)
        || from == Some(Basic::UnsafePointer) && is_address(t);
    if fits {
        return Ok(());
    }
    let Type::Slice(elem) = store.get(v) else { return Err(cause) };
    let (array, since, what) = match store.get(t) {
        Type::Pointer(array) => (*array, 17, "array pointer"),
        _ => (t, 20, "array"),
    };
    match store.under(array) {
        Type::Array { elem: to, .. } if identical(store, cx.interner, *elem, *to) => {
            if language >= since {
                Ok(())
            } else {
                Err(format!("conversion of slice to {what} requires go1.{since} or later"))
            }
        }
        _ => Err(cause),
    }
}

/// Like [`convertible`], where one of the types is a type parameter: each type that it permits
/// must be convertible.
fn with_params(
    cx: TypeCx<'_>,
    sizes: &Sizes,
    x: Value<'_>,
    target: TypeId,
    language: u8,
    cause: String,
) -> Result<(), String> {
    let store = cx.store;
    let permitted = |ty: TypeId| {
        let mut types = Vec::new();
        let known = for_all(store, ty, |found| {
            types.extend(found.map(|(ty, _)| ty));
            found.is_some()
        });
        if known && !types.is_empty() { Some(types) } else { None }
    };
    let (Some(from), Some(to)) = (permitted(x.ty), permitted(target)) else { return Err(cause) };
    let spell = |ty: TypeId, of: TypeId| match is_type_param(store, of) {
        true => format!("{} (in {})", type_string(cx, ty), type_string(cx, store.unalias(of))),
        false => type_string(cx, of),
    };
    let to_spelled = |ty: TypeId| match is_type_param(store, target) {
        true => {
            let param = type_string(cx, store.unalias(target));
            format!("type {} (in {param})", type_string(cx, ty))
        }
        false => format!("type {}", type_string(cx, target)),
    };
    for &v in &from {
        for &t in &to {
            if let Err(why) = convertible(cx, sizes, Value { ty: v, ..x }, t, language) {
                let why = if why.is_empty() { cause.clone() } else { why };
                let message = format!("cannot convert {} to {}", spell(v, x.ty), to_spelled(t));
                return Err(if why.is_empty() { message } else { format!("{message}\n\t{why}") });
            }
        }
    }
    Ok(())
}
