//! Which values can be converted to a type.
//!
//! In: like [`super::assignable`], constants apart: see
//! [`super::representable::convert_constant`]. Out: yes, or gc's words for why not.
//! Source: Spec: "Conversions"; gc 1.27.3 for wording.

use super::assignable::{Value, assignable};
use super::predicates::{basic, identical, identical_ignore_tags, is_bytes, is_runes};
use super::sizes::Sizes;
use super::store::{Basic, Type, TypeId};
use super::typestring::TypeCx;

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
    let (v, t) = (store.underlying(x.ty), store.underlying(target));
    let same_but_tags = |a: TypeId, b: TypeId| identical_ignore_tags(store, cx.interner, a, b);
    if same_but_tags(v, t) {
        return Ok(());
    }
    if let (Type::Pointer(from), Type::Pointer(to)) =
        (store.get(store.unalias(x.ty)), store.get(store.unalias(target)))
        && same_but_tags(store.underlying(*from), store.underlying(*to))
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
