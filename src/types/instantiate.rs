//! Instances of generic types, and their methods.
//!
//! In: a generic type and type arguments. Out: the instance; what it is defined as, and the types
//! of its methods, follow when first asked for.
//! Invariants: the same generic type with arguments that are spelled alike is the same instance,
//! so that types that contain instances of themselves stay finite. Instances with arguments that
//! are identical but spelled otherwise are identical. That holds for any number of threads.
//! Source: Spec: "Instantiations".

use super::memo::Memo;
use super::object::{ObjId, Object, ObjectKind};
use super::store::{Named, Signature, Type, TypeId, TypeStore};
use super::subst::substitute;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};
use std::sync::{OnceLock, RwLock};

/// Type arguments nest at most so deep: types that are defined by ever larger instances of
/// themselves end there.
const MAX_NESTING: u32 = 60;

/// A generic type has at most so many instances that mention no shapes: lowering, which makes those
/// that do, makes no more than the program needs.
const MAX_INSTANCES: usize = 20_000;

/// All instances that were made so far.
#[derive(Debug, Default)]
pub(super) struct Instances {
    /// The instances whose generic type and arguments hash alike, in the order in which they were made.
    by_spelling: FxHashMap<u64, Vec<TypeId>>,
    /// How many instances without shapes each generic type has.
    counts: FxHashMap<TypeId, usize>,
    methods: FxHashMap<(TypeId, ObjId), ObjId>,
    /// The instance and the declared method behind a method of an instance.
    origins: FxHashMap<ObjId, (TypeId, ObjId)>,
}

impl TypeStore {
    /// The instance of a generic type or alias with `args`, one for each of its type parameters.
    /// Invalid beyond limits that only types without end reach.
    pub fn instantiate(&self, generic: TypeId, args: Vec<TypeId>) -> TypeId {
        let key = self.spelling_hash(generic, &args);
        let same =
            |&i: &TypeId| self.generic_of(i) == Some(generic) && self.spelled_alike(self.type_args(i), &args);
        let mut compared = 0;
        let known = self.instances_like(key, compared);
        if let Some(&found) = known.iter().find(|&i| same(i)) {
            return found;
        }
        compared += known.len();
        let counts = !args.iter().any(|&arg| self.mentions_shape(arg));
        let count = self.lock_instances().counts.get(&generic).copied().unwrap_or(0);
        if counts && count >= MAX_INSTANCES
            || args.iter().any(|&arg| self.is_nested_deeper(arg, MAX_NESTING, &mut Memo::default()))
        {
            return TypeId::INVALID;
        }
        let instance = Some((generic, args.clone()));
        let ty = match self.get(generic) {
            Type::Named(named) => Type::Named(Named {
                obj: named.obj,
                underlying: OnceLock::new(),
                methods: RwLock::default(),
                type_params: OnceLock::new(),
                instance,
                supply: None,
            }),
            Type::Alias { obj, .. } => {
                Type::Alias { obj: *obj, actual: OnceLock::new(), type_params: OnceLock::new(), instance }
            }
            _ => return TypeId::INVALID,
        };
        let id = self.add(ty);
        // Nothing is compared while others wait. When another thread was faster its instance counts.
        loop {
            {
                let mut instances = self.lock_instances();
                let like = instances.by_spelling.entry(key).or_default();
                if like.len() == compared {
                    like.push(id);
                    *instances.counts.entry(generic).or_default() += usize::from(counts);
                    return id;
                }
            }
            let new = self.instances_like(key, compared);
            if let Some(&found) = new.iter().find(|&i| same(i)) {
                return found;
            }
            compared += new.len();
        }
    }

    /// The instances with this hash, without the first `known` ones.
    fn instances_like(&self, key: u64, known: usize) -> Vec<TypeId> {
        let instances = self.lock_instances();
        instances.by_spelling.get(&key).and_then(|like| like.get(known..)).unwrap_or_default().to_vec()
    }

    /// Whether more than `limit` types are nested in each other.
    fn is_nested_deeper(&self, ty: TypeId, limit: u32, within: &mut Memo<TypeId, u32>) -> bool {
        if within.met(ty).is_some_and(|enough| enough <= limit) {
            return false;
        }
        let Some(rest) = limit.checked_sub(1) else { return true };
        let mut deeper = |&ty: &TypeId| self.is_nested_deeper(ty, rest, within);
        let is_deeper = match self.get(ty) {
            Type::Pointer(elem) | Type::Slice(elem) => deeper(elem),
            Type::Array { elem, .. } | Type::Chan { elem, .. } => deeper(elem),
            Type::Map { key, value } => deeper(key) || deeper(value),
            Type::Struct(s) => s.fields.iter().any(|f| deeper(&f.ty)),
            Type::Signature(s) => s.params.iter().chain(&s.results).any(|&v| deeper(&self.type_of(v))),
            _ => self.type_args(ty).iter().any(deeper),
        };
        if !is_deeper {
            within.note(ty, limit);
        }
        is_deeper
    }

    /// The generic type or alias behind an instance.
    pub fn generic_of(&self, ty: TypeId) -> Option<TypeId> {
        match self.get(ty) {
            Type::Named(Named { instance: Some((generic, _)), .. })
            | Type::Alias { instance: Some((generic, _)), .. } => Some(*generic),
            _ => None,
        }
    }

    /// The type arguments of an instance; none of other types.
    pub fn type_args(&self, ty: TypeId) -> &[TypeId] {
        match self.get(ty) {
            Type::Named(Named { instance: Some((_, args)), .. })
            | Type::Alias { instance: Some((_, args)), .. } => args,
            _ => &[],
        }
    }

    /// The type parameters of a generic type, alias or function that is not instantiated.
    pub fn type_params(&self, ty: TypeId) -> &[TypeId] {
        match self.get(ty) {
            Type::Named(Named { type_params, .. }) | Type::Alias { type_params, .. } => {
                type_params.get().map_or(&[], |p| p)
            }
            Type::Signature(signature) => &signature.type_params,
            _ => &[],
        }
    }

    /// The declared methods of a defined type, in source order; none of other types.
    pub fn declared_methods(&self, ty: TypeId) -> Vec<ObjId> {
        let Type::Named(named) = self.get(ty) else { return Vec::new() };
        match &named.instance {
            None => self.named_methods(named).into_owned(),
            Some((generic, _)) => {
                let declared = self.declared_methods(*generic);
                declared.into_iter().map(|m| self.instance_method(ty, m)).collect()
            }
        }
    }

    /// The method of `instance` that its generic type declares as `method`.
    pub fn instance_method(&self, instance: TypeId, method: ObjId) -> ObjId {
        if let Some(&known) = self.lock_instances().methods.get(&(instance, method)) {
            return known;
        }
        let declared = self.object(method);
        let mut instances = self.lock_instances();
        if let Some(&known) = instances.methods.get(&(instance, method)) {
            return known;
        }
        let own = self.add_object(Object {
            kind: ObjectKind::Func,
            name: declared.name,
            pos: declared.pos,
            package: declared.package,
            ty: OnceLock::new(),
        });
        instances.methods.insert((instance, method), own);
        instances.origins.insert(own, (instance, method));
        own
    }

    /// The declared method behind a method of an instance; other objects as they are.
    pub fn declared_origin(&self, method: ObjId) -> ObjId {
        self.lock_instances().origins.get(&method).map_or(method, |&(_, declared)| declared)
    }

    /// The instance and the declared method behind a method of an instance.
    pub fn method_origin(&self, method: ObjId) -> Option<(TypeId, ObjId)> {
        self.lock_instances().origins.get(&method).copied()
    }

    /// The type of a method of an instance, once that of the declared method is known.
    pub(super) fn instance_method_type(&self, method: ObjId) -> Option<TypeId> {
        let (instance, declared) = *self.lock_instances().origins.get(&method)?;
        let general = self.object(declared).ty.get().copied()?;
        let Type::Signature(signature) = self.get(general) else { return Some(general) };
        let ty = self.method_signature(general, signature, self.type_args(instance));
        Some(*self.object(method).ty.get_or_init(|| ty))
    }

    /// The type of a method once the receiver has type arguments. Constraints of the method's own
    /// type parameters may mention those of the receiver.
    fn method_signature(&self, general: TypeId, signature: &Signature, args: &[TypeId]) -> TypeId {
        let (params, own) = (&signature.recv_type_params, &signature.type_params);
        let bound = |param: TypeId| self.constraint(param);
        let changes = |&param: &TypeId| {
            bound(param).is_some_and(|bound| substitute(self, bound, params, args) != bound)
        };
        if !own.iter().any(changes) {
            return substitute(self, general, params, args);
        }
        let fresh: Vec<TypeId> = own
            .iter()
            .map(|&param| match *self.get(param) {
                Type::TypeParam { obj, index, .. } => self.add(Type::TypeParam {
                    obj,
                    index,
                    constraint: OnceLock::new(),
                    interface: OnceLock::new(),
                    supply: None,
                }),
                _ => param,
            })
            .collect();
        let from = [&params[..], own].concat();
        let to = [args, &fresh].concat();
        for (&old, &new) in own.iter().zip(&fresh) {
            if let (Some(bound), Type::TypeParam { constraint, .. }) = (bound(old), self.get(new)) {
                let _ = constraint.set(substitute(self, bound, &from, &to));
            }
        }
        let ty = substitute(self, general, &from, &to);
        match self.get(ty) {
            Type::Signature(plain) => {
                self.add(Type::Signature(Signature { type_params: fresh, ..plain.clone() }))
            }
            _ => ty,
        }
    }

    /// What an instance is defined as, once that of its generic type is known.
    pub(super) fn expand(&self, ty: TypeId) -> Option<TypeId> {
        let generic = self.generic_of(ty)?;
        let (slot, general) = match (self.get(ty), self.get(generic)) {
            (Type::Named(own), Type::Named(generic)) => (&own.underlying, self.known_underlying(generic)),
            (Type::Alias { actual: own, .. }, Type::Alias { actual, .. }) => (own, actual.get().copied()),
            _ => return None,
        };
        let (params, args) = (self.type_params(generic), self.type_args(ty));
        let actual = match params.len() == args.len() {
            true => substitute(self, general?, params, args),
            false => TypeId::INVALID,
        };
        Some(*slot.get_or_init(|| actual))
    }

    fn lock_instances(&self) -> std::sync::MutexGuard<'_, Instances> {
        self.instances.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    pub(super) fn spelled_alike(&self, a: &[TypeId], b: &[TypeId]) -> bool {
        let mut same = Memo::default();
        a.len() == b.len() && a.iter().zip(b).all(|(&a, &b)| self.same_spelling(a, b, 0, &mut same))
    }

    /// A number that is the same for arguments that are spelled alike.
    pub(super) fn spelling_hash(&self, generic: TypeId, args: &[TypeId]) -> u64 {
        let mut hasher = FxHasher::default();
        generic.hash(&mut hasher);
        let mut parts = 0;
        args.iter().for_each(|&arg| self.hash_spelling(arg, 0, &mut parts, &mut hasher));
        hasher.finish()
    }

    /// Hashes what [`TypeStore::same_spelling`] compares, but not what is nested deeply, nor more
    /// than the first of many parts.
    fn hash_spelling(&self, ty: TypeId, depth: u32, parts: &mut u32, hasher: &mut FxHasher) {
        const MAX_DEPTH: u32 = 8;
        const MAX_PARTS: u32 = 500;
        if depth >= MAX_DEPTH || *parts >= MAX_PARTS {
            return;
        }
        *parts += 1;
        let kind = self.get(ty);
        std::mem::discriminant(kind).hash(hasher);
        let mut nested = |ty: TypeId| self.hash_spelling(ty, depth + 1, parts, hasher);
        match kind {
            Type::Pointer(elem) | Type::Slice(elem) | Type::Chan { elem, .. } => nested(*elem),
            Type::Map { key, value } => {
                nested(*key);
                nested(*value);
            }
            Type::Tuple(types) => types.iter().for_each(|&ty| nested(ty)),
            Type::Union(terms) => terms.iter().for_each(|&(_, ty)| nested(ty)),
            Type::Interface(interface) if interface.methods.is_empty() => {
                interface.embedded.iter().for_each(|&ty| nested(ty));
            }
            Type::Array { len, elem } => {
                nested(*elem);
                len.hash(hasher);
            }
            Type::Struct(s) => {
                for field in &s.fields {
                    field.name.hash(hasher);
                    self.hash_spelling(field.ty, depth + 1, parts, hasher);
                }
            }
            Type::Signature(signature) => {
                for vars in [&signature.params, &signature.results] {
                    vars.len().hash(hasher);
                    for &var in vars {
                        self.object(var).name.hash(hasher);
                        self.hash_spelling(self.type_of(var), depth + 1, parts, hasher);
                    }
                }
            }
            _ => match self.generic_of(ty) {
                Some(generic) => {
                    generic.hash(hasher);
                    let args = self.type_args(ty);
                    args.iter().for_each(|&arg| self.hash_spelling(arg, depth + 1, parts, hasher));
                }
                None => ty.hash(hasher),
            },
        }
    }

    /// Whether two types were written the same way. Interfaces other than the same one count as
    /// written differently. `known` are pairs that are the same: one that is not is the end.
    fn same_spelling(
        &self,
        a: TypeId,
        b: TypeId,
        depth: u32,
        known: &mut Memo<(TypeId, TypeId), ()>,
    ) -> bool {
        /// Deeper types count as different.
        const MAX_DEPTH: u32 = 100;
        if a == b || known.met((a, b)).is_some() {
            return true;
        }
        if depth >= MAX_DEPTH {
            return false;
        }
        let mut same = |a: TypeId, b: TypeId| self.same_spelling(a, b, depth + 1, known);
        let is_same = match (self.get(a), self.get(b)) {
            (Type::Pointer(a), Type::Pointer(b)) | (Type::Slice(a), Type::Slice(b)) => same(*a, *b),
            (Type::Array { len: m, elem: a }, Type::Array { len: n, elem: b }) => m == n && same(*a, *b),
            (Type::Map { key: k, value: a }, Type::Map { key: l, value: b }) => same(*k, *l) && same(*a, *b),
            (Type::Chan { dir: d, elem: a }, Type::Chan { dir: e, elem: b }) => d == e && same(*a, *b),
            (Type::Struct(a), Type::Struct(b)) => all(&a.fields, &b.fields, |f, g| {
                f.name == g.name
                    && f.embedded == g.embedded
                    && f.tag == g.tag
                    && self.object(f.obj).package == self.object(g.obj).package
                    && same(f.ty, g.ty)
            }),
            (Type::Signature(a), Type::Signature(b)) => {
                let mut vars = |a: &[ObjId], b: &[ObjId]| {
                    all(a, b, |&a, &b| {
                        self.object(a).name == self.object(b).name && same(self.type_of(a), self.type_of(b))
                    })
                };
                a.variadic == b.variadic
                    && a.type_params == b.type_params
                    && vars(&a.params, &b.params)
                    && vars(&a.results, &b.results)
            }
            (Type::Tuple(a), Type::Tuple(b)) => all(a, b, |&a, &b| same(a, b)),
            (Type::Interface(a), Type::Interface(b)) => {
                a.methods.is_empty()
                    && b.methods.is_empty()
                    && a.implicit == b.implicit
                    && all(&a.embedded, &b.embedded, |&a, &b| same(a, b))
            }
            (Type::Union(a), Type::Union(b)) => all(a, b, |a, b| a.0 == b.0 && same(a.1, b.1)),
            _ => match (self.generic_of(a), self.generic_of(b)) {
                (Some(x), Some(y)) => {
                    x == y && all(self.type_args(a), self.type_args(b), |&a, &b| same(a, b))
                }
                _ => false,
            },
        };
        if is_same {
            known.note((a, b), ());
        }
        is_same
    }
}

/// Whether two lists are of one length and `same` holds for what is at the same place.
fn all<T>(a: &[T], b: &[T], mut same: impl FnMut(&T, &T) -> bool) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Interner, Pos};
    use crate::types::universe::new_store;
    use std::sync::Barrier;

    #[test]
    fn threads_share_instances() {
        let names = Interner::default();
        let store = new_store(&names);
        let obj = store.add_object(Object {
            kind: ObjectKind::TypeName,
            name: names.intern("G"),
            pos: Pos::NONE,
            package: None,
            ty: OnceLock::new(),
        });
        let generic = store.add(Type::Named(Named {
            obj,
            underlying: OnceLock::new(),
            methods: RwLock::default(),
            type_params: OnceLock::new(),
            instance: None,
            supply: None,
        }));
        const THREADS: usize = 4;
        let barrier = Barrier::new(THREADS);
        let instances = |len: i64| {
            barrier.wait();
            let array = store.add(Type::Array { len, elem: TypeId::INVALID });
            let instance = store.instantiate(generic, vec![store.add(Type::Slice(array))]);
            (instance, store.instance_method(instance, obj))
        };
        let results: Vec<Vec<_>> = std::thread::scope(|scope| {
            let thread = |_| scope.spawn(|| (0..100).map(instances).collect());
            let threads: Vec<_> = (0..THREADS).map(thread).collect();
            threads.into_iter().map(|thread| thread.join().expect("no panic")).collect()
        });
        assert!(results.iter().all(|result| *result == results[0]));
        let mut distinct: Vec<TypeId> = results[0].iter().map(|&(instance, _)| instance).collect();
        distinct.sort();
        distinct.dedup();
        assert_eq!(distinct.len(), 100);
    }
}
