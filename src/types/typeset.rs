//! Which types a constraint permits.
//!
//! In: interfaces with embedded types and unions, type parameters. Out: the permitted types as a
//! list of terms, and questions about all of them. Methods are looked up elsewhere.
//! Invariants: a set is remembered once everything it depends on is known; the terms of a set
//! are disjoint. Source: Spec: "Interface types", "Core types" and its successors in Go 1.25.

use super::predicates::{self, MAX_DEPTH, identical_by_name};
use super::store::{Interface, Type, TypeId, TypeStore};
use crate::syntax::ast::ChanDir;
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// Unions have at most so many terms, also when interfaces in them are replaced by their terms.
pub(super) const MAX_TERMS: usize = 100;

/// `T`, or `~T`: all types with underlying type `T`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Term {
    /// Whether there is a tilde.
    pub tilde: bool,
    /// The type.
    pub ty: TypeId,
}

/// The types that an interface permits, as far as its methods do not matter.
#[derive(Clone, Debug, Default)]
pub struct TypeSet {
    /// The permitted types; `None` permits all.
    pub terms: Option<Vec<Term>>,
    /// Whether only comparable types are permitted; says nothing more when there are terms.
    pub comparable: bool,
}

impl TypeSet {
    /// Whether it permits no type at all.
    pub fn is_empty(&self) -> bool {
        self.terms.as_ref().is_some_and(Vec::is_empty)
    }

    /// The permitted types, when they are listed and there are any.
    pub fn specific(&self) -> Option<&[Term]> {
        self.terms.as_deref().filter(|terms| !terms.is_empty())
    }

    /// Whether it is more than a set of methods.
    pub fn is_constraint(&self) -> bool {
        self.comparable || self.terms.is_some()
    }
}

/// The types that interface `ty` permits; all types when it is no interface.
pub fn type_set(store: &TypeStore, ty: TypeId) -> Cow<'_, TypeSet> {
    let mut sets = Sets { store, open: Vec::new(), partial: FxHashMap::default(), complete: true };
    sets.of_type(ty)
}

/// Whether a union has too many terms once interfaces in it are replaced by their own.
pub(super) fn has_too_many_terms(store: &TypeStore, terms: &[(bool, TypeId)]) -> bool {
    let mut sets = Sets { store, open: Vec::new(), partial: FxHashMap::default(), complete: true };
    let terms: Vec<Term> = terms.iter().map(|&(tilde, ty)| Term { tilde, ty }).collect();
    sets.all_terms(&terms).is_some_and(|all| all.len() > MAX_TERMS)
}

/// The interface that a type parameter is constrained by, or an interface type itself.
pub fn constraint_interface(store: &TypeStore, ty: TypeId) -> Option<TypeId> {
    let under = store.underlying(ty);
    match store.get(under) {
        Type::Interface(_) => Some(under),
        Type::TypeParam { interface, .. } => {
            if let Some(&known) = interface.get() {
                return Some(known);
            }
            let Some(bound) = store.constraint(under) else { return Some(TypeId::EMPTY_INTERFACE) };
            let known = store.underlying(bound);
            let found = match store.get(known) {
                _ if known == TypeId::INVALID => return Some(TypeId::EMPTY_INTERFACE),
                Type::Interface(_) => known,
                Type::TypeParam { .. } => TypeId::EMPTY_INTERFACE,
                _ => {
                    let embedded = vec![bound];
                    store.add(Type::Interface(Interface { embedded, implicit: true, ..Interface::default() }))
                }
            };
            Some(*interface.get_or_init(|| found))
        }
        _ => None,
    }
}

/// Whether `test` holds for the underlying type of `ty`; for a type parameter, for each type it
/// permits and its underlying type. Without listed types `test` gets `None`.
pub fn for_all(
    store: &TypeStore,
    ty: TypeId,
    mut test: impl FnMut(Option<(TypeId, TypeId)>) -> bool,
) -> bool {
    if !predicates::is_type_param(store, ty) {
        return test(Some((ty, store.underlying(ty))));
    }
    let interface = constraint_interface(store, ty).unwrap_or(TypeId::EMPTY_INTERFACE);
    match type_set(store, interface).specific() {
        None => test(None),
        Some(terms) => terms.iter().all(|term| test(Some((term.ty, store.underlying(term.ty))))),
    }
}

/// Why the types that a type parameter permits do not share an underlying type.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoCommonType {
    /// None are listed.
    NoSpecificType,
    /// These two differ.
    Different(TypeId, TypeId),
    /// These channels have different elements.
    ChannelElements(TypeId, TypeId),
    /// These channels have different directions.
    ChannelDirections(TypeId, TypeId),
}

impl NoCommonType {
    /// gc's words.
    pub fn text(self, cx: super::typestring::TypeCx<'_>) -> String {
        let spell = |ty| super::typestring::type_string(cx, ty);
        match self {
            NoCommonType::NoSpecificType => "no specific type".to_owned(),
            NoCommonType::Different(a, b) => {
                format!("{} and {} have different underlying types", spell(a), spell(b))
            }
            NoCommonType::ChannelElements(a, b) => {
                format!("channels {} and {} have different element types", spell(a), spell(b))
            }
            NoCommonType::ChannelDirections(a, b) => {
                format!("channels {} and {} have conflicting directions", spell(a), spell(b))
            }
        }
    }
}

/// The underlying type of `ty`; for a type parameter the one that all permitted types share.
/// Channels may differ in direction, as long as one direction suits all.
pub fn common_underlying(store: &TypeStore, ty: TypeId) -> Result<TypeId, NoCommonType> {
    let mut common: Option<(TypeId, TypeId)> = None;
    let mut problem = None;
    for_all(store, ty, |found| {
        let Some((ty, under)) = found else {
            problem = Some(NoCommonType::NoSpecificType);
            return false;
        };
        let Some((first, first_under)) = common else {
            common = Some((ty, under));
            return true;
        };
        if let (Type::Chan { dir: d, elem: x }, Type::Chan { dir: e, elem: y }) =
            (store.get(first_under), store.get(under))
        {
            if !identical_by_name(store, *x, *y) {
                problem = Some(NoCommonType::ChannelElements(first, ty));
            } else if d != e && *d == ChanDir::Both {
                common = Some((ty, under));
            } else if d != e && *e != ChanDir::Both {
                problem = Some(NoCommonType::ChannelDirections(first, ty));
            }
        } else if !identical_by_name(store, first_under, under) {
            problem = Some(NoCommonType::Different(first, ty));
        }
        problem.is_none()
    });
    match (problem, common) {
        (Some(problem), _) => Err(problem),
        (None, Some((_, under))) => Ok(under),
        (None, None) => Err(NoCommonType::NoSpecificType),
    }
}

/// Whether a term permits `ty`.
pub fn includes(store: &TypeStore, term: Term, ty: TypeId) -> bool {
    let ty = if term.tilde { store.underlying(ty) } else { ty };
    let own = if term.tilde { store.underlying(term.ty) } else { term.ty };
    identical_by_name(store, own, ty)
}

/// Whether every type that `a` permits is permitted by `b`.
pub fn is_subset(store: &TypeStore, a: &TypeSet, b: &TypeSet) -> bool {
    let Some(theirs) = &b.terms else { return true };
    let Some(ours) = &a.terms else { return false };
    ours.iter().all(|&x| theirs.iter().any(|&y| is_subterm(store, x, y)))
}

/// Whether some type is permitted by both terms.
pub fn overlap(store: &TypeStore, a: Term, b: Term) -> bool {
    is_subterm(store, a, b) || is_subterm(store, b, a)
}

fn is_subterm(store: &TypeStore, a: Term, b: Term) -> bool {
    (b.tilde || !a.tilde) && includes(store, b, a.ty)
}

struct Sets<'a> {
    store: &'a TypeStore,
    /// Interfaces whose sets are being found, outermost first.
    open: Vec<TypeId>,
    /// Sets that depend on something unknown, and so cannot be remembered for longer.
    partial: FxHashMap<TypeId, TypeSet>,
    complete: bool,
}

impl<'a> Sets<'a> {
    fn of_type(&mut self, ty: TypeId) -> Cow<'a, TypeSet> {
        let store = self.store;
        let under = store.underlying(ty);
        let Type::Interface(interface) = store.get(under) else { return Cow::Owned(TypeSet::default()) };
        if let Some(known) = interface.type_set.get() {
            return Cow::Borrowed(known);
        }
        if under == super::lookup::comparable_interface(store) {
            return Cow::Owned(TypeSet { terms: None, comparable: true });
        }
        if let Some(known) = self.partial.get(&under) {
            self.complete = false;
            return Cow::Owned(known.clone());
        }
        if self.open.contains(&under) || self.open.len() as u32 >= MAX_DEPTH {
            return Cow::Owned(TypeSet::default());
        }
        let outer = std::mem::replace(&mut self.complete, true);
        self.open.push(under);
        let set = self.of_interface(interface);
        self.open.pop();
        let complete = std::mem::replace(&mut self.complete, outer);
        self.complete &= complete;
        if complete {
            return Cow::Borrowed(interface.type_set.get_or_init(|| set));
        }
        self.partial.insert(under, set.clone());
        Cow::Owned(set)
    }

    fn of_interface(&mut self, interface: &Interface) -> TypeSet {
        let store = self.store;
        let mut all = TypeSet::default();
        for &embedded in &interface.embedded {
            let under = store.underlying(embedded);
            let set = match store.get(under) {
                Type::Interface(_) => self.of_type(under),
                Type::Union(terms) => {
                    let terms: Vec<Term> = terms.iter().map(|&(tilde, ty)| Term { tilde, ty }).collect();
                    Cow::Owned(TypeSet { terms: self.of_union(&terms), comparable: false })
                }
                _ if under == TypeId::INVALID => {
                    self.complete = false;
                    continue;
                }
                _ => Cow::Owned(TypeSet {
                    terms: Some(vec![Term { tilde: false, ty: embedded }]),
                    comparable: false,
                }),
            };
            all = self.intersect(all, &set);
        }
        all
    }

    /// The terms of a union; one that is too large permits everything, so that nothing follows.
    fn of_union(&mut self, terms: &[Term]) -> Option<Vec<Term>> {
        self.all_terms(terms).filter(|all| all.len() <= MAX_TERMS)
    }

    fn all_terms(&mut self, terms: &[Term]) -> Option<Vec<Term>> {
        let mut all: Vec<Term> = Vec::new();
        for &term in terms {
            let under = self.store.underlying(term.ty);
            match self.store.get(under) {
                Type::Interface(_) => {
                    let set = self.of_type(under);
                    for &term in set.terms.as_ref()? {
                        self.add(&mut all, term);
                    }
                }
                _ if under == TypeId::INVALID => self.complete = false,
                // An error elsewhere; it permits nothing.
                _ if term.tilde && !identical_by_name(self.store, term.ty, under) => {}
                _ => self.add(&mut all, term),
            }
        }
        Some(all)
    }

    fn add(&self, all: &mut Vec<Term>, term: Term) {
        if all.iter().any(|&other| is_subterm(self.store, term, other)) {
            return;
        }
        all.retain(|&other| !is_subterm(self.store, other, term));
        all.push(term);
    }

    fn intersect(&self, a: TypeSet, b: &TypeSet) -> TypeSet {
        let comparable = a.comparable || b.comparable;
        let terms = match (a.terms, &b.terms) {
            (None, None) => return TypeSet { terms: None, comparable },
            (Some(terms), None) => terms,
            (None, Some(terms)) => terms.clone(),
            (Some(xs), Some(ys)) => {
                let mut both = Vec::new();
                for &x in &xs {
                    for &y in ys {
                        if is_subterm(self.store, x, y) {
                            self.add(&mut both, x);
                        } else if is_subterm(self.store, y, x) {
                            self.add(&mut both, y);
                        }
                    }
                }
                both
            }
        };
        let keep = |term: &Term| !comparable || predicates::strictly_comparable(self.store, term.ty);
        TypeSet { terms: Some(terms.into_iter().filter(keep).collect()), comparable: false }
    }
}
