//! Which types type parameters must stand for so that two types match.
//!
//! In: pairs of types, at least one with type parameters. Out: whether they match, and what is
//! known about the parameters. Invariants: a type parameter is bound once, but may get a more
//! suitable type of the same structure later; recursion is limited.
//! Source: Spec: "Type unification"; gc 1.27.3 for interfaces and channels.

use super::lookup::{self, Lookup};
use super::memo::Memo;
use super::object::ObjId;
use super::predicates::{identical, is_exported, is_interface};
use super::store::{Signature, Struct, Type, TypeId, TypeStore};
use super::typeset::{common_underlying, is_subset, type_set};
use crate::source::Interner;
use crate::syntax::ast::ChanDir;

/// Deeper types do not match.
const MAX_DEPTH: u32 = 100;

/// How closely two types must match.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) struct Strictness {
    /// A value is assigned: what is inside of the types must match exactly.
    pub assign: bool,
    /// Only identical types match.
    pub exact: bool,
}

impl Strictness {
    /// Types with the same structure match.
    pub const LOOSE: Strictness = Strictness { assign: false, exact: false };
    /// See [`Strictness::assign`].
    pub const ASSIGN: Strictness = Strictness { assign: true, exact: false };
    /// See [`Strictness::exact`].
    pub const EXACT: Strictness = Strictness { assign: false, exact: true };

    fn inside(self) -> Strictness {
        Strictness { exact: self.exact || self.assign, ..self }
    }
}

/// What is known about some type parameters.
pub(super) struct Unifier<'a> {
    store: &'a TypeStore,
    interner: &'a Interner,
    params: Vec<TypeId>,
    /// The slot of each parameter; parameters that stand for each other share one.
    slots: Vec<usize>,
    types: Vec<Option<TypeId>>,
    /// Whether methods that interfaces share are looked at (since Go 1.21).
    interfaces: bool,
    /// Interfaces under comparison.
    pairs: Vec<(TypeId, TypeId)>,
    /// Pairs that match: one that does not is the end of the inference.
    matched: Memo<(TypeId, TypeId, Strictness), ()>,
    depth: u32,
}

impl<'a> Unifier<'a> {
    pub fn new(
        store: &'a TypeStore,
        interner: &'a Interner,
        params: &[TypeId],
        known: &[Option<TypeId>],
        interfaces: bool,
    ) -> Self {
        let types = (0..params.len()).map(|i| known.get(i).copied().flatten()).collect();
        Unifier {
            store,
            interner,
            params: params.to_vec(),
            slots: (0..params.len()).collect(),
            types,
            interfaces,
            pairs: Vec::new(),
            matched: Memo::default(),
            depth: 0,
        }
    }

    /// What the parameter at an index stands for, if known.
    pub fn at(&self, index: usize) -> Option<TypeId> {
        self.types[self.slots[index]]
    }

    /// Binds the parameter at an index.
    pub fn set(&mut self, index: usize, ty: TypeId) {
        let slot = self.slots[index];
        self.types[slot] = Some(ty);
    }

    /// How many parameters are unbound.
    pub fn unknown(&self) -> usize {
        (0..self.params.len()).filter(|&i| self.at(i).is_none()).count()
    }

    /// What all parameters stand for.
    pub fn inferred(&self) -> Vec<Option<TypeId>> {
        (0..self.params.len()).map(|i| self.at(i)).collect()
    }

    fn bound(&self, ty: TypeId) -> Option<usize> {
        let ty = self.store.unalias(ty);
        self.params.iter().position(|&p| p == ty)
    }

    /// Whether `x` and `y` match, once parameters are bound as far as necessary.
    pub fn unify(&mut self, x: TypeId, y: TypeId, how: Strictness) -> bool {
        if self.store.unalias(x) == self.store.unalias(y) {
            return true;
        }
        if self.matched.met((x, y, how)).is_some() {
            return true;
        }
        if self.depth >= MAX_DEPTH {
            return false;
        }
        self.depth += 1;
        let result = self.different(x, y, how);
        self.depth -= 1;
        if result {
            self.matched.note((x, y, how), ());
        }
        result
    }

    fn different(&mut self, mut x: TypeId, mut y: TypeId, how: Strictness) -> bool {
        // A bound parameter goes to the left, a defined type to the right.
        if self.is_named(x) || self.bound(y).is_some() {
            std::mem::swap(&mut x, &mut y);
        }
        if !how.exact
            && self.is_named(y)
            && self.is_literal(x)
            && !(self.interfaces && is_interface(self.store, x))
        {
            y = self.store.underlying(y);
            if self.store.unalias(x) == y {
                return true;
            }
        }
        match (self.bound(x), self.bound(y)) {
            (Some(i), Some(j)) => return self.join(i, j, how),
            (Some(i), None) => return self.bind(i, y, how),
            _ => {}
        }
        if self.interfaces && !how.exact {
            match (is_interface(self.store, x), is_interface(self.store, y)) {
                (true, true) => return self.shared_methods(x, y),
                (true, false) => return self.has_methods(y, x),
                (false, true) => return self.has_methods(x, y),
                (false, false) => {}
            }
        }
        if self.is_param(y) {
            std::mem::swap(&mut x, &mut y);
        }
        self.structure(x, y, how)
    }

    fn is_named(&self, ty: TypeId) -> bool {
        matches!(self.store.get(self.store.unalias(ty)), Type::Named(_))
    }

    fn is_param(&self, ty: TypeId) -> bool {
        super::predicates::is_type_param(self.store, ty)
    }

    /// Whether `ty` can be an underlying type: predeclared types count, as they are what the types
    /// of a constraint may have in common.
    fn is_literal(&self, ty: TypeId) -> bool {
        !matches!(self.store.get(self.store.unalias(ty)), Type::Named(_) | Type::TypeParam { .. })
    }

    fn join(&mut self, i: usize, j: usize, how: Strictness) -> bool {
        let (a, b) = (self.slots[i], self.slots[j]);
        if a == b {
            return true;
        }
        if let (Some(x), Some(y)) = (self.types[a], self.types[b]) {
            return self.unify(x, y, how);
        }
        let (keep, drop) = if self.types[a].is_some() { (a, b) } else { (b, a) };
        for slot in &mut self.slots {
            if *slot == drop {
                *slot = keep;
            }
        }
        true
    }

    fn bind(&mut self, index: usize, y: TypeId, how: Strictness) -> bool {
        let Some(x) = self.at(index) else {
            self.set(index, y);
            return true;
        };
        if !self.unify(x, y, how) {
            return false;
        }
        let (x_interface, y_interface) = (is_interface(self.store, x), is_interface(self.store, y));
        let (x_named, y_named) = (self.is_named(x), self.is_named(y));
        if x_interface && y_interface {
            if x_named && y_named {
                return identical(self.store, self.interner, x, y);
            }
            let count = |ty| lookup::all_methods(self.store, self.interner, ty).len();
            if count(x) != count(y) {
                return false;
            }
        } else if x_interface || y_interface {
            return false;
        }
        if !how.exact && !x_named {
            // A defined type, or a channel with a direction, suits more assignments.
            let directed =
                matches!(self.store.under(y), Type::Chan { dir: ChanDir::Send | ChanDir::Recv, .. });
            if y_named || directed {
                self.set(index, y);
            }
        }
        true
    }

    fn same_sets(&self, x: TypeId, y: TypeId) -> bool {
        let (a, b) = (type_set(self.store, x), type_set(self.store, y));
        a.comparable == b.comparable && is_subset(self.store, &a, &b) && is_subset(self.store, &b, &a)
    }

    fn same_name(&self, a: ObjId, b: ObjId) -> bool {
        let (a, b) = (self.store.object(a), self.store.object(b));
        a.name == b.name && (a.package == b.package || is_exported(self.interner, a.name))
    }

    /// Methods of the smaller of two interfaces must match those of the other.
    fn shared_methods(&mut self, x: TypeId, y: TypeId) -> bool {
        if !self.same_sets(x, y) {
            return false;
        }
        let pair = (x.min(y), x.max(y));
        if self.pairs.contains(&pair) {
            return true;
        }
        let mut few = lookup::all_methods(self.store, self.interner, x).into_owned();
        let mut many = lookup::all_methods(self.store, self.interner, y).into_owned();
        if few.len() > many.len() {
            std::mem::swap(&mut few, &mut many);
        }
        self.pairs.push(pair);
        let same = few.iter().all(|m| {
            let other = many.iter().find(|n| self.same_name(m.obj, n.obj)).map(|n| n.signature);
            other.is_some_and(|other| self.unify(m.signature, other, Strictness::EXACT))
        });
        self.pairs.pop();
        same
    }

    /// Type `ty` must have the methods of an interface.
    fn has_methods(&mut self, ty: TypeId, interface: TypeId) -> bool {
        let methods = lookup::all_methods(self.store, self.interner, interface).into_owned();
        methods.iter().all(|method| {
            let Some(package) = self.store.object(method.obj).package.or_else(|| self.any_package()) else {
                return false;
            };
            let found = lookup::lookup_field_or_method(
                self.store,
                self.interner,
                ty,
                false,
                package,
                method.name,
                false,
            );
            let Lookup::Method { obj, .. } = found else { return false };
            let have = self.store.type_of(obj);
            let generic = matches!(self.store.get(have), Type::Signature(s) if !s.type_params.is_empty());
            !generic && self.unify(method.signature, have, Strictness::EXACT)
        })
    }

    /// Some package, to look up exported names from.
    fn any_package(&self) -> Option<super::PackageId> {
        Some(self.store.universe().unsafe_package)
    }

    fn structure(&mut self, x: TypeId, y: TypeId, how: Strictness) -> bool {
        let store = self.store;
        let inside = how.inside();
        let (a, b) = (store.unalias(x), store.unalias(y));
        match (store.get(a), store.get(b)) {
            (Type::Basic(x), Type::Basic(y)) => x.canonical() == y.canonical(),
            (Type::Array { len: m, elem: x }, Type::Array { len: n, elem: y }) => {
                (m == n || *m < 0 || *n < 0) && self.unify(*x, *y, inside)
            }
            (Type::Slice(x), Type::Slice(y)) | (Type::Pointer(x), Type::Pointer(y)) => {
                self.unify(*x, *y, inside)
            }
            (Type::Map { key: k, value: x }, Type::Map { key: l, value: y }) => {
                self.unify(*k, *l, inside) && self.unify(*x, *y, inside)
            }
            (Type::Chan { dir: d, elem: x }, Type::Chan { dir: e, elem: y }) => {
                (!how.exact || d == e) && self.unify(*x, *y, inside)
            }
            (Type::Struct(x), Type::Struct(y)) => self.structs(x, y, inside),
            (Type::Tuple(x), Type::Tuple(y)) => {
                x.len() == y.len() && x.iter().zip(y).all(|(&x, &y)| self.unify(x, y, how))
            }
            (Type::Signature(x), Type::Signature(y)) => self.signatures(x, y, inside),
            (Type::Interface(_), Type::Interface(_)) => self.interfaces(a, b),
            (Type::Named(_), Type::Named(_)) => {
                let (xs, ys) = (store.type_args(a), store.type_args(b));
                xs.len() == ys.len()
                    && xs.iter().zip(ys).all(|(&x, &y)| self.unify(x, y, how))
                    && store.generic_of(a).is_some()
                    && store.generic_of(a) == store.generic_of(b)
            }
            (Type::TypeParam { .. }, _) => match common_underlying(store, a) {
                Ok(common) => self.unify(common, y, Strictness::ASSIGN),
                Err(_) => false,
            },
            _ => false,
        }
    }

    fn structs(&mut self, x: &Struct, y: &Struct, how: Strictness) -> bool {
        x.fields.len() == y.fields.len()
            && x.fields.iter().zip(&y.fields).all(|(f, g)| {
                f.embedded == g.embedded
                    && f.tag == g.tag
                    && self.same_name(f.obj, g.obj)
                    && self.unify(f.ty, g.ty, how)
            })
    }

    fn signatures(&mut self, x: &Signature, y: &Signature, how: Strictness) -> bool {
        x.variadic == y.variadic
            && self.vars(&x.params, &y.params, how)
            && self.vars(&x.results, &y.results, how)
    }

    fn vars(&mut self, x: &[ObjId], y: &[ObjId], how: Strictness) -> bool {
        let store = self.store;
        x.len() == y.len()
            && x.iter().zip(y).all(|(&x, &y)| self.unify(store.type_of(x), store.type_of(y), how))
    }

    fn interfaces(&mut self, a: TypeId, b: TypeId) -> bool {
        if !self.same_sets(a, b) {
            return false;
        }
        let pair = (a.min(b), a.max(b));
        if self.pairs.contains(&pair) {
            return true;
        }
        let xs = lookup::all_methods(self.store, self.interner, a).into_owned();
        let ys = lookup::all_methods(self.store, self.interner, b).into_owned();
        self.pairs.push(pair);
        let same = xs.len() == ys.len()
            && xs.iter().zip(&ys).all(|(m, n)| {
                self.same_name(m.obj, n.obj) && self.unify(m.signature, n.signature, Strictness::EXACT)
            });
        self.pairs.pop();
        same
    }
}
