//! Which values can be assigned to variables of a type.
//!
//! In: how a value may be used, its type and constant value, and the type of the variable.
//! Out: yes, or gc's words for why not (empty when there are none).
//! Source: Spec: "Assignability"; gc 1.27.3 for wording.

use super::constant::Constant;
use super::implements::{does_implement, implements};
use super::info::Mode;
use super::predicates::{
    has_name, has_nil, identical, is_boolean, is_interface_pointer, is_numeric, is_string, is_type_param,
    is_untyped,
};
use super::representable::representable;
use super::sizes::Sizes;
use super::store::{Basic, Type, TypeId};
use super::typeset::for_all;
use super::typestring::{TypeCx, type_string};
use crate::syntax::ast::ChanDir;

/// A value that is to be assigned or converted.
#[derive(Clone, Copy, Debug)]
pub struct Value<'a> {
    /// How it may be used.
    pub mode: Mode,
    /// Its type.
    pub ty: TypeId,
    /// Its value, when constant.
    pub constant: Option<&'a Constant>,
}

/// Whether `x` can be assigned to a variable of type `target`.
pub fn assignable(cx: TypeCx<'_>, sizes: &Sizes, x: Value<'_>, target: TypeId) -> Result<(), String> {
    let store = cx.store;
    let (v, t) = (store.unalias(x.ty), store.unalias(target));
    if x.mode == Mode::Invalid || v == TypeId::INVALID || t == TypeId::INVALID {
        return Ok(());
    }
    let verdict = |fits: bool| if fits { Ok(()) } else { Err(String::new()) };
    if is_untyped(store, v) {
        return verdict(v == t || untyped_fits(cx, sizes, x, t));
    }
    let same = |a: TypeId, b: TypeId| identical(store, cx.interner, a, b);
    if same(v, t) {
        return Ok(());
    }
    let unnamed = !has_name(store, v) || !has_name(store, t);
    let (from_param, to_param) = (is_type_param(store, v), is_type_param(store, t));
    if from_param || to_param {
        return with_params(cx, sizes, x, v, (t, target));
    }
    if unnamed && same(store.underlying(v), store.underlying(t)) {
        return Ok(());
    }
    if matches!(store.under(t), Type::Interface(_)) || is_interface_pointer(store, t) {
        return implements(cx, v, t);
    }
    match (store.under(v), store.under(t)) {
        (Type::Interface(_), _) if does_implement(store, cx.interner, t, v) => {
            Err("need type assertion".to_owned())
        }
        (Type::Chan { dir: ChanDir::Both, elem: from }, Type::Chan { elem: to, .. }) => {
            verdict(unnamed && same(*from, *to))
        }
        _ => verdict(false),
    }
}

/// Like [`assignable`], where one of the types, which differ, is a type parameter; the target comes
/// without aliases, and as written.
fn with_params(
    cx: TypeCx<'_>,
    sizes: &Sizes,
    x: Value<'_>,
    v: TypeId,
    (t, target): (TypeId, TypeId),
) -> Result<(), String> {
    let store = cx.store;
    let (from_param, to_param) = (is_type_param(store, v), is_type_param(store, t));
    if (matches!(store.under(t), Type::Interface(_)) || is_interface_pointer(store, t))
        && let verdict = implements(cx, v, t)
        && (verdict.is_ok() || !from_param)
    {
        return verdict;
    }
    if matches!(store.under(v), Type::Interface(_)) && does_implement(store, cx.interner, t, v) {
        return Err("need type assertion".to_owned());
    }
    let spell = |ty: TypeId| type_string(cx, ty);
    let add = |message: String, cause: String| match cause.is_empty() {
        true => message,
        false => format!("{message}\n\t{cause}"),
    };
    let mut result = Err(String::new());
    if to_param && !has_name(store, v) {
        for_all(store, t, |found| {
            let Some((ty, _)) = found else { return false };
            result = assignable(cx, sizes, x, ty).map_err(|cause| {
                add(format!("cannot assign {} to {} (in {})", spell(x.ty), spell(ty), spell(t)), cause)
            });
            result.is_ok()
        });
    } else if from_param && !has_name(store, t) {
        for_all(store, v, |found| {
            let Some((ty, _)) = found else { return false };
            result = assignable(cx, sizes, Value { ty, ..x }, t).map_err(|cause| {
                add(format!("cannot assign {} (in {}) to {}", spell(ty), spell(v), spell(target)), cause)
            });
            result.is_ok()
        });
    }
    result
}

/// Whether an untyped value can become one of type `target`.
fn untyped_fits(cx: TypeCx<'_>, sizes: &Sizes, x: Value<'_>, target: TypeId) -> bool {
    let store = cx.store;
    let Type::Basic(untyped) = store.get(store.unalias(x.ty)) else { return false };
    if *untyped == Basic::UntypedNil {
        return has_nil(store, target);
    }
    match store.under(target) {
        Type::Basic(basic) if basic.is_untyped() => untyped.is_numeric() && basic.is_numeric(),
        Type::Basic(basic) => match x.constant {
            Some(constant) => representable(constant, *basic, sizes).is_ok(),
            None => match untyped {
                Basic::UntypedBool => is_boolean(store, target),
                Basic::UntypedString => is_string(store, target),
                _ => is_numeric(store, target),
            },
        },
        Type::TypeParam { .. } => {
            for_all(store, target, |found| found.is_some_and(|(ty, _)| untyped_fits(cx, sizes, x, ty)))
        }
        // Only the empty interface takes any type, so only there the default type will do.
        Type::Interface(_) => does_implement(store, cx.interner, TypeId::EMPTY_INTERFACE, target),
        _ => false,
    }
}
