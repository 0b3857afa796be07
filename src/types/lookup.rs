//! Fields and methods of types, and which types implement which interfaces.
//!
//! In: a type and a name, or a type and an interface. Out: what the name selects, or why the type
//! does not implement the interface.
//! Invariants: methods come exported ones first, then by name, then by import path: gc's order,
//! and independent of ids. A method whose type is not known yet is taken to have the right one.
//! Source: Spec: "Selectors", "Method sets", "Implementing an interface"; gc 1.27.3 for wording.

use super::object::{ObjId, Object, ObjectKind, PackageId};
use super::predicates::{self, identical, is_exported, is_interface_pointer, same_name};
use super::store::{Interface, MethodSpec, Type, TypeId, TypeStore};
use super::typeset::constraint_interface;
use super::typestring::{TypeCx, method_string, type_string};
use crate::source::{Interner, Symbol};
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::cmp::Ordering;

/// What a name selects from a type.
#[derive(Clone, PartialEq, Debug)]
pub enum Lookup {
    /// A field.
    Field {
        /// The field.
        obj: ObjId,
        /// Field index at each step; the last is its own.
        path: Vec<u32>,
        /// Whether a pointer was followed on the way.
        indirect: bool,
    },
    /// A method, declared or of an interface.
    Method {
        /// The method.
        obj: ObjId,
        /// Field index at each step to the embedded value that has the method.
        path: Vec<u32>,
        /// Whether a pointer was followed on the way.
        indirect: bool,
    },
    /// Several fields or methods at the same depth.
    Ambiguous {
        /// The path to one of them.
        path: Vec<u32>,
    },
    /// A method that needs a pointer, but there is none and the operand has no address.
    PointerReceiver,
    /// Nothing.
    NotFound,
}

impl Lookup {
    /// The field or method, when there is just one that applies.
    pub fn obj(&self) -> Option<ObjId> {
        match self {
            Lookup::Field { obj, .. } | Lookup::Method { obj, .. } => Some(*obj),
            _ => None,
        }
    }
}

/// What `x.name` means for an `x` of type `ty`, written in `package`. With `fold_case`, upper
/// and lower case do not matter, nor does the package.
pub fn lookup_field_or_method(
    store: &TypeStore,
    interner: &Interner,
    ty: TypeId,
    addressable: bool,
    package: PackageId,
    name: Symbol,
    fold_case: bool,
) -> Lookup {
    let wanted = Wanted { store, interner, package: Some(package), name, fold_case };
    if let Type::Named(_) = store.get(store.unalias(ty))
        && let Type::Pointer(_) = store.under(ty)
    {
        // A defined pointer type has the fields of what it points to, but no methods.
        return match wanted.search(store.underlying(ty), false) {
            Lookup::Method { .. } | Lookup::PointerReceiver => Lookup::NotFound,
            other => other,
        };
    }
    wanted.search(ty, addressable)
}

/// Whether a declared method has a pointer receiver; false while its type is not known.
pub fn has_pointer_receiver(store: &TypeStore, method: ObjId) -> bool {
    match store.get(store.type_of(store.declared_origin(method))) {
        Type::Signature(signature) => {
            signature.recv.is_some_and(|recv| predicates::deref(store, store.type_of(recv)).1)
        }
        _ => false,
    }
}

/// A declared method of a defined type, by name; embedded ones are not looked at.
pub fn declared_method(
    store: &TypeStore,
    interner: &Interner,
    ty: TypeId,
    package: Option<PackageId>,
    name: Symbol,
) -> Option<ObjId> {
    Wanted { store, interner, package, name, fold_case: false }.declared(ty)
}

struct Wanted<'a> {
    store: &'a TypeStore,
    interner: &'a Interner,
    package: Option<PackageId>,
    name: Symbol,
    fold_case: bool,
}

/// A type reached through embedded fields.
struct Embedded {
    ty: TypeId,
    /// The type that embeds it, and the index of its field there.
    from: Option<(u32, u32)>,
    indirect: bool,
    /// Whether it was reached more than once at this depth.
    multiple: bool,
}

impl Wanted<'_> {
    fn matches(&self, obj: ObjId) -> bool {
        let object = self.store.object(obj);
        if self.fold_case && fold_equal(self.interner.text(object.name), self.interner.text(self.name)) {
            return true;
        }
        same_name(self.interner, object, self.package, self.name)
    }

    fn declared(&self, ty: TypeId) -> Option<ObjId> {
        let Type::Named(named) = self.store.get(ty) else { return None };
        if let Some((generic, _)) = &named.instance {
            let method = self.declared(*generic)?;
            return Some(self.store.instance_method(ty, method));
        }
        self.store.named_methods(named).iter().copied().find(|&m| self.matches(m))
    }

    /// Breadth first: the shallowest match counts, and only if it is the only one at its depth.
    fn search(&self, ty: TypeId, addressable: bool) -> Lookup {
        let store = self.store;
        if self.interner.text(self.name) == "_" {
            return Lookup::NotFound;
        }
        let (base, pointer) = predicates::deref(store, ty);
        if pointer && (predicates::is_interface(store, base) || predicates::is_type_param(store, base)) {
            return Lookup::NotFound;
        }
        let mut walk = Walk::new(store, self.interner, base, pointer);
        while let Some(level) = walk.level() {
            let mut found: Option<Lookup> = None;
            for at in level {
                let Some((ty, indirect, multiple)) = walk.enter(at) else { continue };
                let here = match self.declared(ty) {
                    Some(obj) => Some(Lookup::Method { obj, path: walk.path(at), indirect }),
                    None => self.member(&mut walk, at, ty, indirect, found.is_none()),
                };
                match here {
                    None => {}
                    Some(Lookup::Field { path, .. } | Lookup::Method { path, .. })
                        if multiple || found.is_some() =>
                    {
                        return Lookup::Ambiguous { path };
                    }
                    Some(Lookup::Ambiguous { path }) => return Lookup::Ambiguous { path },
                    here => found = here,
                }
            }
            match found {
                Some(Lookup::Method { obj, indirect, .. })
                    if !indirect && !addressable && has_pointer_receiver(store, obj) =>
                {
                    return Lookup::PointerReceiver;
                }
                Some(found) => return found,
                None => {}
            }
        }
        Lookup::NotFound
    }

    /// The field or interface method of that name in one type; queues its embedded fields.
    fn member(
        &self,
        walk: &mut Walk<'_>,
        at: u32,
        ty: TypeId,
        indirect: bool,
        queue: bool,
    ) -> Option<Lookup> {
        match self.store.under(ty) {
            Type::Struct(s) => {
                let mut found = None;
                for (i, field) in s.fields.iter().enumerate() {
                    let i = i as u32;
                    if (self.fold_case || field.name == self.name) && self.matches(field.obj) {
                        let mut path = walk.path(at);
                        path.push(i);
                        if found.is_some() {
                            return Some(Lookup::Ambiguous { path });
                        }
                        found = Some(Lookup::Field { obj: field.obj, path, indirect });
                    } else if queue && found.is_none() && field.embedded {
                        walk.push(field.ty, at, i);
                    }
                }
                found
            }
            Type::Interface(_) | Type::TypeParam { .. } => methods_of(self.store, self.interner, ty)
                .iter()
                .find(|m| self.matches(m.obj))
                .map(|m| Lookup::Method { obj: m.obj, path: walk.path(at), indirect }),
            _ => None,
        }
    }
}

/// Visits a type and what it embeds, one depth after the other.
struct Walk<'a> {
    store: &'a TypeStore,
    interner: &'a Interner,
    entries: Vec<Embedded>,
    /// Where the depth under construction starts.
    next: usize,
    seen: FxHashSet<TypeId>,
    seen_instances: Vec<TypeId>,
}

impl<'a> Walk<'a> {
    fn new(store: &'a TypeStore, interner: &'a Interner, ty: TypeId, indirect: bool) -> Self {
        let start = Embedded { ty: store.unalias(ty), from: None, indirect, multiple: false };
        Walk {
            store,
            interner,
            entries: vec![start],
            next: 0,
            seen: FxHashSet::default(),
            seen_instances: Vec::new(),
        }
    }

    /// The entries of the next depth, types that occur several times merged.
    fn level(&mut self) -> Option<std::ops::Range<u32>> {
        let start = self.next;
        if self.entries.len() - start > 1 {
            let mut index: FxHashMap<TypeId, usize> = FxHashMap::default();
            let mut kept = start;
            for i in start..self.entries.len() {
                let ty = self.entries[i].ty;
                let known = index.get(&ty).copied().or_else(|| {
                    self.is_instance(ty)
                        .then(|| (start..kept).find(|&k| self.same(self.entries[k].ty, ty)))?
                });
                match known {
                    Some(k) => self.entries[k].multiple = true,
                    None => {
                        index.insert(ty, kept);
                        self.entries.swap(kept, i);
                        kept += 1;
                    }
                }
            }
            self.entries.truncate(kept);
        }
        self.next = self.entries.len();
        (start < self.next).then_some(start as u32..self.next as u32)
    }

    /// The entry's type, whether a pointer leads to it, and whether it is there several times;
    /// `None` for a defined type that a smaller depth has.
    fn enter(&mut self, at: u32) -> Option<(TypeId, bool, bool)> {
        let Embedded { ty, indirect, multiple, .. } = self.entries[at as usize];
        if let Type::Named(named) = self.store.get(ty) {
            if !self.seen.insert(ty) {
                return None;
            }
            if named.instance.is_some() {
                if self.seen_instances.iter().any(|&seen| self.same(seen, ty)) {
                    return None;
                }
                self.seen_instances.push(ty);
            }
        }
        Some((ty, indirect, multiple))
    }

    fn push(&mut self, field: TypeId, at: u32, index: u32) {
        let (ty, pointer) = predicates::deref(self.store, field);
        let Embedded { indirect, multiple, .. } = self.entries[at as usize];
        self.entries.push(Embedded {
            ty: self.store.unalias(ty),
            from: Some((at, index)),
            indirect: indirect || pointer,
            multiple,
        });
    }

    fn path(&self, at: u32) -> Vec<u32> {
        let mut path = Vec::new();
        let mut entry = &self.entries[at as usize];
        while let Some((from, index)) = entry.from {
            path.push(index);
            entry = &self.entries[from as usize];
        }
        path.reverse();
        path
    }

    fn is_instance(&self, ty: TypeId) -> bool {
        matches!(self.store.get(ty), Type::Named(named) if named.instance.is_some())
    }

    fn same(&self, a: TypeId, b: TypeId) -> bool {
        identical(self.store, self.interner, a, b)
    }
}

fn fold_equal(a: &str, b: &str) -> bool {
    if a.is_ascii() && b.is_ascii() {
        return a.eq_ignore_ascii_case(b);
    }
    let fold = |c: char| c.to_uppercase().flat_map(char::to_lowercase);
    a.chars().flat_map(fold).eq(b.chars().flat_map(fold))
}

/// gc's order of methods.
pub(super) fn method_order(store: &TypeStore, interner: &Interner, a: &Object, b: &Object) -> Ordering {
    let exported = |o: &Object| is_exported(interner, o.name);
    let path = |o: &Object| o.package.map(|p| store.package(p).path.as_str());
    exported(b)
        .cmp(&exported(a))
        .then_with(|| interner.text(a.name).cmp(interner.text(b.name)))
        .then_with(|| if exported(a) { Ordering::Equal } else { path(a).cmp(&path(b)) })
}

/// What makes two method names the same one.
fn method_key(store: &TypeStore, interner: &Interner, obj: ObjId) -> (Symbol, Option<PackageId>) {
    let object = store.object(obj);
    (object.name, object.package.filter(|_| !is_exported(interner, object.name)))
}

/// The interface behind `comparable`.
pub(super) fn comparable_interface(store: &TypeStore) -> TypeId {
    store.underlying(TypeId::COMPARABLE)
}

/// All methods of an interface type, embedded ones included, in gc's order; none when `ty` is no
/// interface. When something embedded is not known yet the answer is partial and not remembered.
pub fn all_methods<'a>(store: &'a TypeStore, interner: &Interner, ty: TypeId) -> Cow<'a, [MethodSpec]> {
    match store.under(ty) {
        Type::Interface(interface) => interface_methods(store, interner, interface),
        _ => Cow::Borrowed(&[]),
    }
}

/// All methods of an interface type, or of a type parameter's constraint.
pub(super) fn methods_of<'a>(store: &'a TypeStore, interner: &Interner, ty: TypeId) -> Cow<'a, [MethodSpec]> {
    all_methods(store, interner, constraint_interface(store, ty).unwrap_or(TypeId::INVALID))
}

/// See [`all_methods`].
pub fn interface_methods<'a>(
    store: &'a TypeStore,
    interner: &Interner,
    interface: &'a Interface,
) -> Cow<'a, [MethodSpec]> {
    if let Some(methods) = interface.all_methods.get() {
        return Cow::Borrowed(methods);
    }
    let mut methods = Vec::new();
    let mut complete = true;
    walk_interface(store, interface, |method, _| methods.push(method.clone()), &mut complete);
    let mut seen = FxHashSet::default();
    methods.retain(|m| seen.insert(method_key(store, interner, m.obj)));
    methods.sort_by(|a, b| method_order(store, interner, store.object(a.obj), store.object(b.obj)));
    if complete { Cow::Borrowed(interface.all_methods.get_or_init(|| methods)) } else { Cow::Owned(methods) }
}

/// Calls `found` for each method of `interface` and of what it embeds, with the index in
/// `interface.embedded` that leads to it. Every interface is visited once.
fn walk_interface<'a>(
    store: &'a TypeStore,
    interface: &'a Interface,
    mut found: impl FnMut(&'a MethodSpec, Option<usize>),
    complete: &mut bool,
) {
    interface.methods.iter().for_each(|m| found(m, None));
    let mut seen = FxHashSet::default();
    for (index, &embedded) in interface.embedded.iter().enumerate() {
        let mut stack = vec![embedded];
        while let Some(ty) = stack.pop() {
            let under = store.underlying(ty);
            *complete &= is_known(store, ty);
            match store.get(under) {
                Type::Interface(inner) if !std::ptr::eq(inner, interface) && seen.insert(under) => {
                    match inner.all_methods.get() {
                        Some(all) => all.iter().for_each(|m| found(m, Some(index))),
                        None => {
                            inner.methods.iter().for_each(|m| found(m, Some(index)));
                            stack.extend(inner.embedded.iter().rev());
                        }
                    }
                }
                _ => {}
            }
        }
    }
}

/// Whether the right sides of `ty`'s declaration and of aliases around it are known.
fn is_known(store: &TypeStore, mut ty: TypeId) -> bool {
    loop {
        match store.get(ty) {
            Type::Alias { actual, .. } => match actual.get() {
                Some(actual) => ty = *actual,
                None => return false,
            },
            Type::Named(named) => return store.known_underlying(named).is_some(),
            _ => return true,
        }
    }
}

/// Two methods of one name in an interface.
#[derive(Clone, PartialEq, Debug)]
pub struct DuplicateMethod {
    /// The second one.
    pub obj: ObjId,
    /// Index in [`Interface::embedded`] of what brings it; `None` when it is written out.
    pub embedded: Option<usize>,
    /// The first one.
    pub other: ObjId,
    /// Like `embedded`, for the first one.
    pub other_embedded: Option<usize>,
}

/// Methods of `interface` that clash: written twice, or embedded with different types. Without
/// `overlap`, methods embedded twice clash even if they are the same.
pub fn duplicate_methods(
    store: &TypeStore,
    interner: &Interner,
    interface: &Interface,
    overlap: bool,
) -> Vec<DuplicateMethod> {
    let mut first: FxHashMap<_, (ObjId, TypeId, Option<usize>)> = FxHashMap::default();
    let mut clashes = Vec::new();
    let mut add = |method: &MethodSpec, embedded: Option<usize>| {
        let key = method_key(store, interner, method.obj);
        let Some(&(other, signature, other_embedded)) = first.get(&key) else {
            first.insert(key, (method.obj, method.signature, embedded));
            return;
        };
        let clash = match embedded {
            None => method.obj != other,
            Some(_) if !overlap => true,
            Some(_) => method.obj != other && !identical(store, interner, method.signature, signature),
        };
        if clash {
            clashes.push(DuplicateMethod { obj: method.obj, embedded, other, other_embedded });
        }
    };
    if overlap {
        walk_interface(store, interface, add, &mut true);
    } else {
        interface.methods.iter().for_each(|method| add(method, None));
        for (index, &embedded) in interface.embedded.iter().enumerate() {
            for method in all_methods(store, interner, embedded).iter() {
                add(method, Some(index));
            }
        }
    }
    clashes
}

/// A method that values of a type have.
#[derive(Clone, PartialEq, Debug)]
pub struct MethodSetEntry {
    /// Its name.
    pub name: Symbol,
    /// The method: declared, or of an embedded interface.
    pub obj: ObjId,
    /// Field index at each step to the embedded value that has the method; empty for a method
    /// of the type itself.
    pub path: Vec<u32>,
    /// Whether a pointer is followed on the way; true at least when the type is a pointer.
    pub indirect: bool,
    /// Whether its receiver is a pointer.
    pub ptr_recv: bool,
}

/// The method set of `ty`, in gc's order.
///
/// Spec: "Method sets".
pub fn method_set(store: &TypeStore, interner: &Interner, ty: TypeId) -> Vec<MethodSetEntry> {
    let (base, pointer) = predicates::deref(store, ty);
    if pointer && predicates::is_interface(store, base) {
        return Vec::new();
    }
    // `None` marks names that stand for a field or are ambiguous at their smallest depth.
    let mut names: FxHashMap<(Symbol, Option<PackageId>), Option<MethodSetEntry>> = FxHashMap::default();
    let mut walk = Walk::new(store, interner, base, pointer);
    while let Some(level) = walk.level() {
        let mut here: FxHashMap<(Symbol, Option<PackageId>), Option<MethodSetEntry>> = FxHashMap::default();
        for at in level {
            let Some((ty, indirect, multiple)) = walk.enter(at) else { continue };
            let mut add = |obj: ObjId, entry: Option<MethodSetEntry>| {
                let key = method_key(store, interner, obj);
                here.entry(key).and_modify(|e| *e = None).or_insert(entry);
            };
            let method = |obj: ObjId, path: Vec<u32>| {
                let name = store.object(obj).name;
                let ptr_recv = has_pointer_receiver(store, obj);
                Some(MethodSetEntry { name, obj, path, indirect, ptr_recv }).filter(|_| !multiple)
            };
            for m in store.declared_methods(ty) {
                add(m, method(m, walk.path(at)));
            }
            match store.under(ty) {
                Type::Struct(s) => {
                    for (i, field) in s.fields.iter().enumerate() {
                        add(field.obj, None);
                        if field.embedded {
                            walk.push(field.ty, at, i as u32);
                        }
                    }
                }
                Type::Interface(_) | Type::TypeParam { .. } => methods_of(store, interner, ty)
                    .iter()
                    .for_each(|m| add(m.obj, method(m.obj, walk.path(at)))),
                _ => {}
            }
        }
        for (key, entry) in here {
            names.entry(key).or_insert(entry);
        }
    }
    let mut entries: Vec<_> = names
        .into_values()
        .flatten()
        .filter(|e| (e.indirect || !e.ptr_recv) && interner.text(e.name) != "_")
        .collect();
    entries.sort_by(|a, b| method_order(store, interner, store.object(a.obj), store.object(b.obj)));
    entries
}

/// A method that a type would need to implement an interface.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MissingMethod {
    /// The interface's method.
    pub method: ObjId,
    /// What is wrong.
    pub why: Missing,
}

/// Why a type does not have an interface's method.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Missing {
    /// There is none.
    NotFound,
    /// There is one whose name differs in upper and lower case.
    WrongName(ObjId),
    /// There is one, but it is unexported and of another package.
    Unexported,
    /// There is one of another type.
    WrongType(ObjId),
    /// There are several.
    Ambiguous,
    /// There is one of the pointer type.
    PointerReceiver,
    /// It is a field.
    Field,
}

impl MissingMethod {
    /// Whether the method is there, but with another type or receiver.
    pub fn is_wrong_type(self) -> bool {
        matches!(self.why, Missing::WrongType(_) | Missing::PointerReceiver)
    }

    /// gc's words, in parentheses, for why `v` does not have the method of `t`.
    pub fn text(self, cx: TypeCx<'_>, v: TypeId, t: TypeId) -> String {
        let name = cx.interner.text(cx.store.object(self.method).name);
        let have_want = |title: &str, have: ObjId, paths: bool| {
            let (have, want) = (method_string(cx, have, paths), method_string(cx, self.method, paths));
            (have != want).then(|| format!("({title} {name})\n\t\thave {have}\n\t\twant {want}"))
        };
        match self.why {
            Missing::NotFound => {
                let pointer = [v, t].into_iter().find(|&ty| is_interface_pointer(cx.store, ty));
                match pointer {
                    Some(ty) => format!("({})", interface_pointer_text(cx, ty)),
                    None => format!("(missing method {name})"),
                }
            }
            Missing::WrongName(have) => have_want("missing method", have, false).unwrap_or_default(),
            Missing::Unexported => format!("(unexported method {name})"),
            Missing::WrongType(have) => have_want("wrong type for method", have, false)
                .or_else(|| have_want("wrong type for method", have, true))
                .unwrap_or_else(|| format!("(wrong type for method {name})")),
            Missing::Ambiguous => format!("(ambiguous selector {}.{name})", type_string(cx, v)),
            Missing::PointerReceiver => format!("(method {name} has pointer receiver)"),
            Missing::Field => format!("({}.{name} is a field, not a method)", type_string(cx, v)),
        }
    }
}

/// gc's words for a pointer to an interface where an interface was meant.
pub fn interface_pointer_text(cx: TypeCx<'_>, ty: TypeId) -> String {
    if matches!(cx.store.under(ty), Type::Pointer(elem) if predicates::is_type_param(cx.store, *elem)) {
        return format!("type {} is pointer to type parameter, not type parameter", type_string(cx, ty));
    }
    format!("type {} is pointer to interface, not interface", type_string(cx, ty))
}

/// The first method of interface `t`, in gc's order, that `v` does not have. When `v` is an
/// interface too and `is_static` is not set, methods it lacks are no reason: its dynamic type
/// may have them.
pub fn missing_method(
    store: &TypeStore,
    interner: &Interner,
    v: TypeId,
    t: TypeId,
    is_static: bool,
) -> Option<MissingMethod> {
    missing_method_by(store, interner, v, t, is_static, &mut |a, b| identical(store, interner, a, b))
}

/// Like [`missing_method`]; `same_type` tells whether the type of a method is the required one.
pub(super) fn missing_method_by(
    store: &TypeStore,
    interner: &Interner,
    v: TypeId,
    t: TypeId,
    is_static: bool,
    same_type: &mut dyn FnMut(TypeId, TypeId) -> bool,
) -> Option<MissingMethod> {
    let wanted = all_methods(store, interner, t);
    let mut has_type = |have: ObjId, want: &MethodSpec| {
        let ty = store.type_of(have);
        ty == TypeId::INVALID || want.signature == TypeId::INVALID || same_type(ty, want.signature)
    };
    let interface = constraint_interface(store, v).map(|_| methods_of(store, interner, v));
    let by_key: FxHashMap<_, ObjId> = interface
        .iter()
        .flat_map(|methods| methods.iter())
        .map(|m| (method_key(store, interner, m.obj), m.obj))
        .collect();
    wanted.iter().find_map(|want| {
        let missing = |why| Some(MissingMethod { method: want.obj, why });
        if interface.is_some() {
            return match by_key.get(&method_key(store, interner, want.obj)) {
                None if is_static => missing(Missing::NotFound),
                Some(&have) if !has_type(have, want) => missing(Missing::WrongType(have)),
                _ => None,
            };
        }
        let package = store.object(want.obj).package;
        let find =
            |fold_case| Wanted { store, interner, package, name: want.name, fold_case }.search(v, false);
        match find(false) {
            Lookup::Method { obj, .. } if has_type(obj, want) => None,
            Lookup::Method { obj, .. } => missing(Missing::WrongType(obj)),
            Lookup::Field { .. } => missing(Missing::Field),
            Lookup::Ambiguous { .. } => missing(Missing::Ambiguous),
            Lookup::PointerReceiver => missing(Missing::PointerReceiver),
            Lookup::NotFound => match find(true) {
                Lookup::Method { obj, .. } if store.object(obj).name == want.name => {
                    missing(Missing::Unexported)
                }
                Lookup::Method { obj, .. } => missing(Missing::WrongName(obj)),
                _ => missing(Missing::NotFound),
            },
        }
    })
}

/// Whether `obj` is a method or function.
pub fn is_func(store: &TypeStore, obj: ObjId) -> bool {
    matches!(store.object(obj).kind, ObjectKind::Func)
}
