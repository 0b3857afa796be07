//! Convertibility (temporary).
use super::predicates as p;
use super::store::{Basic, Type, TypeId};
use super::typestring::TypeCx;
/// Whether a value that is not assignable can be converted.
pub fn convertible(cx: TypeCx<'_>, v: TypeId, t: TypeId, _language: u8) -> Result<(), String> {
    let (store, interner) = (cx.store, cx.interner);
    let (vu, tu) = (store.underlying(v), store.underlying(t));
    let same = |a, b| p::identical_ignore_tags(store, interner, store.underlying(a), store.underlying(b));
    if same(v, t) {
        return Ok(());
    }
    if let (Type::Pointer(a), Type::Pointer(b)) = (store.get(store.unalias(v)), store.get(store.unalias(t)))
        && same(*a, *b)
    {
        return Ok(());
    }
    let number = |ty| p::is_integer(store, ty) || p::is_float(store, ty);
    let bytes = |ty| p::is_bytes(store, ty) || p::is_runes(store, ty);
    let is_unsafe = |ty: TypeId| matches!(store.get(ty), Type::Basic(Basic::UnsafePointer));
    let pointer =
        |ty: TypeId| matches!(store.get(ty), Type::Pointer(_) | Type::Basic(Basic::Uintptr | Basic::UnsafePointer));
    let ok = number(vu) && number(tu)
        || p::is_complex(store, vu) && p::is_complex(store, tu)
        || p::is_string(store, tu) && (p::is_integer(store, vu) || bytes(vu))
        || p::is_string(store, vu) && bytes(tu)
        || is_unsafe(tu) && pointer(vu)
        || is_unsafe(vu) && pointer(tu);
    if ok {
        return Ok(());
    }
    if let Type::Slice(elem) = store.get(vu) {
        let array = match store.get(tu) {
            Type::Pointer(base) => store.underlying(*base),
            _ => tu,
        };
        if let Type::Array { elem: other, .. } = store.get(array)
            && p::identical(store, interner, *elem, *other)
        {
            return Ok(());
        }
    }
    Err(String::new())
}
