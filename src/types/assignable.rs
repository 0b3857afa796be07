//! Assignability (temporary).
use super::lookup;
use super::predicates as p;
use super::store::{Type, TypeId};
use super::typestring::TypeCx;
use crate::syntax::ast::ChanDir;
/// Whether a typed value of `v` can be assigned.
pub fn assignable(cx: TypeCx<'_>, v: TypeId, t: TypeId) -> Result<(), String> {
    let (store, interner) = (cx.store, cx.interner);
    if p::identical(store, interner, v, t) {
        return Ok(());
    }
    let (vu, tu) = (store.underlying(v), store.underlying(t));
    if p::identical(store, interner, vu, tu) && (!p::has_name(store, v) || !p::has_name(store, t)) {
        return Ok(());
    }
    if p::is_interface(store, t) || p::is_interface_pointer(store, tu) {
        return lookup::implements(cx, v, t);
    }
    if p::is_interface(store, v) && lookup::does_implement(store, interner, t, v) {
        return Err("need type assertion".to_owned());
    }
    if let (Type::Chan { dir: ChanDir::Both, elem: a }, Type::Chan { elem: b, .. }) =
        (store.get(vu), store.get(tu))
        && p::identical(store, interner, *a, *b)
        && (!p::has_name(store, v) || !p::has_name(store, t))
    {
        return Ok(());
    }
    Err(String::new())
}
