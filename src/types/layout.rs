//! What the memory of a type looks like to escape analysis.
//!
//! In: types. Out: whether a value holds pointers, whether it fits an interface's data word, its
//! size and alignment in bytes.
//! Invariants: a type that contains itself by value is an error of the program; it is cut off at
//! [`MAX_DEPTH`] and counts as empty.
//! Source: gc 1.21 to 1.27, `types`: sizes, pointers, direct interfaces.

use super::store::{Basic, Type, TypeId, TypeStore};

/// How deep values nest at most: `[1][1]…T` and structs in structs.
const MAX_DEPTH: u32 = 256;

/// Sizes of the target machine, in bytes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Target {
    /// Size of a pointer, `int` and `uintptr`.
    pub pointer: i64,
    /// Alignment of 64-bit numbers.
    pub align64: i64,
}

impl Target {
    /// 64-bit machines.
    pub const BITS64: Target = Target { pointer: 8, align64: 8 };
    /// 32-bit machines.
    pub const BITS32: Target = Target { pointer: 4, align64: 4 };
}

/// Size and alignment in bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SizeAlign {
    /// Bytes that a value takes.
    pub size: i64,
    /// What its address is a multiple of.
    pub align: i64,
}

/// Size in bytes of a value of type `ty`; saturates.
pub fn size_of(store: &TypeStore, target: Target, ty: TypeId) -> i64 {
    size_align(store, target, ty, MAX_DEPTH).size
}

/// Alignment in bytes of a value of type `ty`.
pub fn align_of(store: &TypeStore, target: Target, ty: TypeId) -> i64 {
    size_align(store, target, ty, MAX_DEPTH).align
}

/// Whether a value of type `ty` holds pointers.
pub fn has_pointers(store: &TypeStore, ty: TypeId) -> bool {
    pointers(store, ty, MAX_DEPTH)
}

/// Whether an interface holds a value of type `ty` in its data word, without allocating.
/// `one_word` is [`crate::release::Rules::one_word_direct`].
pub fn is_direct_interface(store: &TypeStore, target: Target, ty: TypeId, one_word: bool) -> bool {
    if one_word {
        size_of(store, target, ty) == target.pointer && is_one_pointer(store, ty, MAX_DEPTH)
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
        other => is_pointer_type(other),
    }
}

/// Whether a `ty` of one word's size is just a pointer; fields without size do not count.
fn is_one_pointer(store: &TypeStore, ty: TypeId, depth: u32) -> bool {
    let Some(depth) = depth.checked_sub(1) else { return false };
    match store.under(ty) {
        Type::Array { len, elem } => *len != 0 && is_one_pointer(store, *elem, depth),
        Type::Struct(s) => s.fields.iter().any(|f| is_one_pointer(store, f.ty, depth)),
        other => is_pointer_type(other),
    }
}

fn is_pointer_type(ty: &Type) -> bool {
    matches!(
        ty,
        Type::Pointer(_)
            | Type::Chan { .. }
            | Type::Map { .. }
            | Type::Signature(_)
            | Type::Basic(Basic::UnsafePointer)
    )
}

fn pointers(store: &TypeStore, ty: TypeId, depth: u32) -> bool {
    let Some(depth) = depth.checked_sub(1) else { return false };
    match store.under(ty) {
        Type::Basic(basic) => {
            matches!(basic, Basic::String | Basic::UnsafePointer | Basic::UntypedString | Basic::UntypedNil)
        }
        Type::Array { len, elem } => *len != 0 && pointers(store, *elem, depth),
        Type::Struct(s) => s.fields.iter().any(|f| pointers(store, f.ty, depth)),
        Type::Tuple(types) => types.iter().any(|&t| pointers(store, t, depth)),
        Type::Pointer(_)
        | Type::Slice(_)
        | Type::Map { .. }
        | Type::Chan { .. }
        | Type::Signature(_)
        | Type::Interface(_)
        | Type::TypeParam { .. }
        | Type::Union(_) => true,
        Type::Named(_) | Type::Alias { .. } => false,
    }
}

fn size_align(store: &TypeStore, target: Target, ty: TypeId, depth: u32) -> SizeAlign {
    let empty = SizeAlign { size: 0, align: 1 };
    let Some(depth) = depth.checked_sub(1) else { return empty };
    let words = |n: i64| SizeAlign { size: n * target.pointer, align: target.pointer };
    let plain = |size: i64| SizeAlign { size, align: size.min(target.align64) };
    match store.under(ty) {
        Type::Basic(basic) => match basic {
            Basic::Bool | Basic::UntypedBool | Basic::Int8 | Basic::Uint8 | Basic::Byte => plain(1),
            Basic::Int16 | Basic::Uint16 => plain(2),
            Basic::Int32 | Basic::Uint32 | Basic::Float32 | Basic::Rune | Basic::UntypedRune => plain(4),
            Basic::Int64 | Basic::Uint64 | Basic::Float64 | Basic::UntypedFloat => plain(8),
            Basic::Complex64 => SizeAlign { size: 8, align: 4 },
            Basic::Complex128 | Basic::UntypedComplex => SizeAlign { size: 16, align: target.align64 },
            Basic::Int | Basic::Uint | Basic::Uintptr | Basic::UnsafePointer => words(1),
            Basic::UntypedInt | Basic::UntypedNil => words(1),
            Basic::String | Basic::UntypedString => words(2),
            Basic::Invalid => empty,
        },
        Type::Pointer(_) | Type::Map { .. } | Type::Chan { .. } | Type::Signature(_) => words(1),
        Type::Slice(_) => words(3),
        Type::Interface(_) | Type::TypeParam { .. } | Type::Union(_) => words(2),
        Type::Array { len, elem } => {
            let elem = size_align(store, target, *elem, depth);
            SizeAlign { size: elem.size.saturating_mul((*len).max(0)), align: elem.align }
        }
        Type::Struct(s) => fields(store, target, s.fields.iter().map(|f| f.ty), true, depth),
        Type::Tuple(types) => fields(store, target, types.iter().copied(), false, depth),
        Type::Named(_) | Type::Alias { .. } => empty,
    }
}

/// Lays out fields one after the other; a struct that ends in a field without size is padded, so
/// that the field's address stays inside.
fn fields(
    store: &TypeStore,
    target: Target,
    types: impl Iterator<Item = TypeId>,
    pad_last: bool,
    depth: u32,
) -> SizeAlign {
    let mut all = SizeAlign { size: 0, align: 1 };
    let mut last = 1;
    for ty in types {
        let field = size_align(store, target, ty, depth);
        all.size = round_up(all.size, field.align).saturating_add(field.size);
        all.align = all.align.max(field.align);
        last = field.size;
    }
    if pad_last && last == 0 && all.size > 0 {
        all.size = all.size.saturating_add(1);
    }
    all.size = round_up(all.size, all.align);
    all
}

fn round_up(size: i64, align: i64) -> i64 {
    let rest = size % align.max(1);
    if rest == 0 { size } else { size.saturating_add(align - rest) }
}
