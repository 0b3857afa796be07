//! Which types implement which interfaces, and satisfy which constraints.
//!
//! In: a type and an interface. Out: yes, or gc's words for why not.
//! Source: Spec: "Implementing an interface", "Satisfying a type constraint"; gc 1.27.3 for
//! wording.

use super::lookup::{MissingMethod, interface_methods, interface_pointer_text, missing_method};
use super::predicates::{self, MAX_DEPTH, identical, is_interface_pointer};
use super::store::{Type, TypeId, TypeStore};
use super::typeset::{Term, constraint_interface, includes, is_subset, type_set};
use super::typestring::{Qualifier, TypeCx, type_string};
use crate::source::Interner;
use rustc_hash::FxHashSet;

/// Whether `v` implements interface `t`; otherwise gc's words for why not:
/// `T does not implement I (missing method M)`.
pub fn implements(cx: TypeCx<'_>, v: TypeId, t: TypeId) -> Result<(), String> {
    match why_not(cx.store, cx.interner, v, t, None) {
        None => Ok(()),
        Some(why) => Err(why.text(cx, v, t, "implement")),
    }
}

/// Whether `v` satisfies constraint `t` in Go 1.`language`; otherwise gc's words for why not.
pub fn satisfies(cx: TypeCx<'_>, v: TypeId, t: TypeId, language: u8) -> Result<(), String> {
    match why_not(cx.store, cx.interner, v, t, Some(language)) {
        None => Ok(()),
        Some(why) => Err(why.text(cx, v, t, "satisfy")),
    }
}

/// Like [`implements`], without the words.
pub fn does_implement(store: &TypeStore, interner: &Interner, v: TypeId, t: TypeId) -> bool {
    why_not(store, interner, v, t, None).is_none()
}

enum NotImplemented {
    NoInterface,
    EmptySet,
    Missing(MissingMethod),
    Comparable,
    ComparableSince(u8),
    NotSubset,
    MissingTilde(TypeId),
    Mentioned,
    MissingTerm(Vec<Term>),
}

impl NotImplemented {
    fn text(self, cx: TypeCx<'_>, v: TypeId, t: TypeId, verb: &str) -> String {
        let (from, to) = (type_string(cx, v), type_string(cx, t));
        let detail = match self {
            NotImplemented::NoInterface if is_interface_pointer(cx.store, t) => interface_pointer_text(cx, t),
            NotImplemented::NoInterface => format!("{to} is not an interface"),
            NotImplemented::EmptySet => return format!("cannot {verb} {to} (empty type set)"),
            NotImplemented::Missing(missing) => {
                return format!("{from} does not {verb} {to} {}", missing.text(cx, v, t));
            }
            NotImplemented::Comparable => return format!("{from} does not {verb} comparable"),
            NotImplemented::ComparableSince(minor) => {
                return format!("{from} to {verb} comparable requires go1.{minor} or later");
            }
            NotImplemented::NotSubset => return format!("{from} does not {verb} {to}"),
            NotImplemented::MissingTilde(ty) => {
                format!("possibly missing ~ for {} in {to}", type_string(cx, ty))
            }
            NotImplemented::Mentioned => {
                format!("{to} mentions {from}, but {from} is not in the type set of {to}")
            }
            NotImplemented::MissingTerm(terms) => {
                // gc spells terms with import paths.
                let paths = TypeCx { qualifier: Qualifier::Paths, ..cx };
                let spell = |term: &Term| {
                    format!("{}{}", if term.tilde { "~" } else { "" }, type_string(paths, term.ty))
                };
                let terms: Vec<String> = terms.iter().map(spell).collect();
                format!("{from} missing in {}", terms.join(" | "))
            }
        };
        format!("{from} does not {verb} {to} ({detail})")
    }
}

/// Interfaces satisfy `comparable` since Go 1.20.
const COMPARABLE_INTERFACES: u8 = 20;

/// Why `v` does not implement `t`; with a language version, why it does not satisfy it.
fn why_not(
    store: &TypeStore,
    interner: &Interner,
    v: TypeId,
    t: TypeId,
    constraint: Option<u8>,
) -> Option<NotImplemented> {
    let (under_v, under_t) = (store.underlying(v), store.underlying(t));
    let invalid = |ty: TypeId| store.underlying(ty) == TypeId::INVALID;
    if invalid(under_v)
        || invalid(under_t)
        || matches!(store.get(under_v), Type::Pointer(elem) if invalid(*elem))
    {
        return None;
    }
    let Type::Interface(interface) = store.get(under_t) else { return Some(NotImplemented::NoInterface) };
    let wanted = type_set(store, under_t);
    if !wanted.is_constraint() && interface_methods(store, interner, interface).is_empty() {
        return None;
    }
    let own = constraint_interface(store, v).map(|interface| type_set(store, interface));
    if own.as_ref().is_some_and(|own| own.is_empty()) {
        return None;
    }
    if wanted.is_empty() {
        return Some(NotImplemented::EmptySet);
    }
    if let Some(missing) = missing_method(store, interner, v, t, true)
        && !has_invalid_embedded(store, v, &mut FxHashSet::default(), 0)
    {
        return Some(NotImplemented::Missing(missing));
    }
    if let Some(terms) = &wanted.terms {
        match own {
            Some(own) if !is_subset(store, &own, &wanted) => return Some(NotImplemented::NotSubset),
            Some(_) => {}
            None if terms.iter().any(|&term| includes(store, term, v)) => {}
            None => return Some(why_missing(store, interner, under_t, terms, v)),
        }
    }
    let strict = match &wanted.terms {
        None => wanted.comparable,
        Some(terms) => terms.iter().all(|term| predicates::strictly_comparable(store, term.ty)),
    };
    if !strict || predicates::strictly_comparable(store, v) {
        return None;
    }
    match constraint {
        Some(language) if predicates::comparable(store, v) => (language < COMPARABLE_INTERFACES)
            .then_some(NotImplemented::ComparableSince(COMPARABLE_INTERFACES)),
        _ => Some(NotImplemented::Comparable),
    }
}

fn why_missing(
    store: &TypeStore,
    interner: &Interner,
    interface: TypeId,
    terms: &[Term],
    v: TypeId,
) -> NotImplemented {
    let would_fit = |term: &&Term| {
        !term.tilde
            && identical(store, interner, term.ty, store.underlying(term.ty))
            && includes(store, Term { tilde: true, ty: term.ty }, v)
    };
    if let Some(term) = terms.iter().find(would_fit) {
        NotImplemented::MissingTilde(term.ty)
    } else if mentions(store, interner, interface, v, 0) {
        NotImplemented::Mentioned
    } else {
        NotImplemented::MissingTerm(terms.to_vec())
    }
}

/// Whether an interface lists `wanted` as written.
fn mentions(store: &TypeStore, interner: &Interner, ty: TypeId, wanted: TypeId, depth: u32) -> bool {
    if depth >= MAX_DEPTH {
        return false;
    }
    let inner = |ty: TypeId| mentions(store, interner, ty, wanted, depth + 1);
    match store.get(ty) {
        Type::Interface(interface) => interface.embedded.iter().any(|&e| inner(e)),
        Type::Union(terms) => terms.iter().any(|&(_, term)| inner(term)),
        _ => identical(store, interner, ty, wanted),
    }
}

/// Whether a struct, or what a pointer to it points to, embeds something invalid: then nobody
/// knows which methods it has.
fn has_invalid_embedded(store: &TypeStore, ty: TypeId, seen: &mut FxHashSet<TypeId>, depth: u32) -> bool {
    let base = match store.under(ty) {
        Type::Pointer(elem) => *elem,
        _ => ty,
    };
    let under = store.underlying(base);
    match store.get(under) {
        Type::Struct(s) if depth < MAX_DEPTH && seen.insert(under) => s.fields.iter().any(|f| {
            f.embedded
                && (!predicates::is_valid(store, f.ty) || has_invalid_embedded(store, f.ty, seen, depth + 1))
        }),
        _ => false,
    }
}

/// Whether a value of interface type `v` can hold a `t`; otherwise gc's words for why not.
pub fn assertable(cx: TypeCx<'_>, v: TypeId, t: TypeId) -> Result<(), String> {
    if predicates::is_interface(cx.store, t) { Ok(()) } else { implements(cx, t, v) }
}
