//! What escape analysis asks about the memory of a type beside its size.
//!
//! In: types that are complete, because answers are remembered. Out: whether a value holds pointers,
//! whether it fits an interface's data word.
//! Invariants: a type that contains itself by value is an error of the program; it is cut off at
//! `MAX_DEPTH` and counts as empty.
//! Source: gc 1.21 to 1.27, `types`: pointers, direct interfaces.

use super::object::{ObjId, PackageId};
use super::sizes::Sizes;
use super::store::{Basic, Fact, Type, TypeId, TypeStore};
use crate::source::Interner;
use rustc_hash::FxHashSet;

/// How deep values nest at most: `[1][1]…T` and structs in structs.
const MAX_DEPTH: u32 = 256;

/// Where releases declare the type that says that what contains it is never in the heap.
pub const NOT_IN_HEAP_PACKAGES: [&str; 2] = ["internal/runtime/sys", "runtime/internal/sys"];
/// What contains it is never in the heap: pointers to it are none for the garbage collector.
const NOT_IN_HEAP_TYPE: &str = "nih";

impl TypeStore {
    /// Learns whose values are never in the heap, if `package` declares it.
    pub fn note_not_in_heap(&self, package: PackageId, names: &Interner) {
        if NOT_IN_HEAP_PACKAGES.contains(&self.package(package).path.as_str())
            && let Some(obj) = self.member(package, names.intern(NOT_IN_HEAP_TYPE))
        {
            let _ = self.not_in_heap.set(obj);
        }
    }
}

/// Whether a value of type `ty` holds pointers.
pub fn has_pointers(store: &TypeStore, ty: TypeId) -> bool {
    store.fact(ty, Fact::HasPointers, || pointers(store, ty, MAX_DEPTH, &mut FxHashSet::default()))
}

/// Whether an interface holds a value of type `ty` in its data word, without allocating.
/// `one_word` is [`crate::release::Rules::one_word_direct`].
pub fn is_direct_interface(
    store: &TypeStore,
    names: &Interner,
    sizes: Sizes,
    ty: TypeId,
    one_word: bool,
) -> bool {
    if one_word {
        sizes.size_of(store, names, ty) == Some(sizes.word_size)
            && is_one_pointer(store, ty, MAX_DEPTH, &mut FxHashSet::default())
    } else {
        is_pointer_alone(store, ty, MAX_DEPTH)
    }
}

/// Whether `ty` is a pointer, or a struct or array of exactly one such.
fn is_pointer_alone(store: &TypeStore, ty: TypeId, depth: u32) -> bool {
    let Some(depth) = depth.checked_sub(1) else { return false };
    match store.under(ty) {
        Type::Array { len: 1, elem } => is_pointer_alone(store, *elem, depth),
        Type::Struct(s) if s.fields.len() == 1 => is_pointer_alone(store, s.fields[0].ty, depth),
        other => is_pointer_type(store, other),
    }
}

/// Whether a `ty` of one word's size is just a pointer; fields without size do not count.
fn is_one_pointer(store: &TypeStore, ty: TypeId, depth: u32, without: &mut FxHashSet<TypeId>) -> bool {
    let Some(depth) = depth.checked_sub(1) else { return false };
    let under = store.underlying(ty);
    match store.get(under) {
        Type::Array { len, elem } => *len != 0 && is_one_pointer(store, *elem, depth, without),
        Type::Struct(s) => {
            without.insert(under) && s.fields.iter().any(|f| is_one_pointer(store, f.ty, depth, without))
        }
        other => is_pointer_type(store, other),
    }
}

fn is_pointer_type(store: &TypeStore, ty: &Type) -> bool {
    match ty {
        Type::Pointer(elem) => !is_never_in_heap(store, *elem),
        _ => matches!(
            ty,
            Type::Chan { .. } | Type::Map { .. } | Type::Signature(_) | Type::Basic(Basic::UnsafePointer)
        ),
    }
}

/// Whether values of type `ty` are never in the heap.
pub fn is_never_in_heap(store: &TypeStore, ty: TypeId) -> bool {
    let Some(&marker) = store.not_in_heap.get() else { return false };
    let contains = || contains(store, ty, marker, MAX_DEPTH, &mut FxHashSet::default());
    store.fact(ty, Fact::NeverInHeap, contains)
}

/// Whether a value of type `ty` contains one of the type that `marker` declares; `without` are
/// structs that do not.
fn contains(
    store: &TypeStore,
    ty: TypeId,
    marker: ObjId,
    depth: u32,
    without: &mut FxHashSet<TypeId>,
) -> bool {
    let Some(depth) = depth.checked_sub(1) else { return false };
    if let Type::Named(named) = store.get(store.unalias(ty))
        && named.obj == marker
    {
        return true;
    }
    let under = store.underlying(ty);
    match store.get(under) {
        Type::Array { elem, .. } => contains(store, *elem, marker, depth, without),
        Type::Struct(s) => {
            without.insert(under) && s.fields.iter().any(|f| contains(store, f.ty, marker, depth, without))
        }
        _ => false,
    }
}

/// `without` are structs that were looked at and have none: types double in size without much text.
fn pointers(store: &TypeStore, ty: TypeId, depth: u32, without: &mut FxHashSet<TypeId>) -> bool {
    let Some(depth) = depth.checked_sub(1) else { return false };
    let under = store.underlying(ty);
    match store.get(under) {
        Type::Basic(basic) => {
            matches!(basic, Basic::String | Basic::UnsafePointer | Basic::UntypedString | Basic::UntypedNil)
        }
        Type::Array { len, elem } => *len != 0 && pointers(store, *elem, depth, without),
        Type::Struct(s) => {
            without.insert(under) && s.fields.iter().any(|f| pointers(store, f.ty, depth, without))
        }
        Type::Tuple(types) => types.iter().any(|&t| pointers(store, t, depth, without)),
        Type::Pointer(elem) | Type::Slice(elem) => !is_never_in_heap(store, *elem),
        Type::Map { .. }
        | Type::Chan { .. }
        | Type::Signature(_)
        | Type::Interface(_)
        | Type::TypeParam { .. }
        | Type::Union(_) => true,
        Type::Named(_) | Type::Alias { .. } => false,
    }
}
