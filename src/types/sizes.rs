//! Sizes, alignments and field offsets, as gc lays types out.
//!
//! In: types that are valid and complete. Out: bytes.
//! Invariants: takes time linear in the types; what does not fit 63 bits is "too large", never
//! a wrong number.
//! Source: Spec: "Size and alignment guarantees"; gc 1.27.3: layout of structs.

use super::predicates::MAX_DEPTH;
use super::store::{Basic, Named, Struct, Type, TypeId, TypeStore};
use crate::source::Interner;
use rustc_hash::FxHashMap;

/// What an architecture determines about layout.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sizes {
    /// Bytes of a pointer, `int` and `uint`.
    pub word_size: i64,
    /// Largest alignment in bytes.
    pub max_align: i64,
}

/// Size and alignment of a type, in bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Layout {
    /// Size; `None` when it does not fit 63 bits.
    pub size: Option<i64>,
    /// Alignment, at least 1.
    pub align: i64,
}

impl Sizes {
    /// Layout on `amd64`.
    pub const AMD64: Sizes = Sizes { word_size: 8, max_align: 8 };
    /// Layout on `arm64`.
    pub const ARM64: Sizes = Sizes::AMD64;
    /// Layout on `386`.
    pub const I386: Sizes = Sizes { word_size: 4, max_align: 4 };

    /// Layout on the architecture that Go calls `arch`.
    pub fn for_arch(arch: &str) -> Option<Sizes> {
        Some(match arch {
            "amd64" | "arm64" | "loong64" | "mips64" | "mips64le" | "ppc64" | "ppc64le" | "riscv64"
            | "s390x" | "sparc64" | "wasm" => Sizes::AMD64,
            "386" | "arm" | "mips" | "mipsle" => Sizes::I386,
            "amd64p32" => Sizes { word_size: 4, max_align: 8 },
            _ => return None,
        })
    }

    /// Size of a predeclared type; untyped ones count as their default type.
    pub fn basic_size(self, basic: Basic) -> i64 {
        use Basic::*;
        match basic.default_type() {
            Bool | Int8 | Uint8 | Byte => 1,
            Int16 | Uint16 => 2,
            Int32 | Uint32 | Rune | Float32 => 4,
            Int64 | Uint64 | Float64 | Complex64 => 8,
            Complex128 => 16,
            String => 2 * self.word_size,
            _ => self.word_size,
        }
    }

    /// Size of `ty`; `None` when it is too large.
    pub fn size_of(self, store: &TypeStore, interner: &Interner, ty: TypeId) -> Option<i64> {
        self.layout(store, interner, ty).size
    }

    /// Size of `ty`, for comparing with limits: the largest number when it is too large.
    pub fn bytes_of(self, store: &TypeStore, interner: &Interner, ty: TypeId) -> i64 {
        self.size_of(store, interner, ty).unwrap_or(i64::MAX)
    }

    /// Alignment of `ty`.
    pub fn align_of(self, store: &TypeStore, interner: &Interner, ty: TypeId) -> i64 {
        self.layout(store, interner, ty).align
    }

    /// Size and alignment of `ty`.
    pub fn layout(self, store: &TypeStore, interner: &Interner, ty: TypeId) -> Layout {
        Computation { sizes: self, store, interner, known: FxHashMap::default(), depth: 0 }.layout(ty)
    }

    /// Where the fields of a struct start; `None` for those beyond 63 bits.
    pub fn offsets_of(self, store: &TypeStore, interner: &Interner, ty: &Struct) -> Vec<Option<i64>> {
        let mut computation =
            Computation { sizes: self, store, interner, known: FxHashMap::default(), depth: 0 };
        let mut offsets = Vec::with_capacity(ty.fields.len());
        computation.fields(ty.fields.iter().map(|f| f.ty), |offset| offsets.push(offset));
        offsets
    }
}

struct Computation<'a> {
    sizes: Sizes,
    store: &'a TypeStore,
    interner: &'a Interner,
    /// Layouts of structs found so far; too large while under computation.
    known: FxHashMap<TypeId, Layout>,
    depth: u32,
}

impl Computation<'_> {
    fn layout(&mut self, ty: TypeId) -> Layout {
        const TOO_LARGE: Layout = Layout { size: None, align: 1 };
        let word = self.sizes.word_size;
        let words = |n: i64| Layout { size: Some(n * word), align: word };
        let store = self.store;
        match store.under(ty) {
            Type::Basic(basic) if basic.is_string() => words(2),
            Type::Basic(basic) => {
                let size = self.sizes.basic_size(*basic);
                let natural = if basic.is_complex() { size / 2 } else { size };
                Layout { size: Some(size), align: natural.clamp(1, self.sizes.max_align) }
            }
            Type::Interface(_) => words(2),
            Type::Slice(_) => words(3),
            Type::Array { len, elem } => {
                if self.depth >= MAX_DEPTH {
                    return TOO_LARGE;
                }
                self.depth += 1;
                let elem = self.layout(*elem);
                self.depth -= 1;
                let size =
                    if *len <= 0 { Some(0) } else { elem.size.and_then(|size| size.checked_mul(*len)) };
                Layout { size, align: elem.align }
            }
            Type::Struct(s) => {
                if let Some(&known) = self.known.get(&ty) {
                    return known;
                }
                if self.depth >= MAX_DEPTH {
                    return TOO_LARGE;
                }
                self.known.insert(ty, TOO_LARGE);
                self.depth += 1;
                let mut layout = self.fields(s.fields.iter().map(|f| f.ty), |_| {});
                self.depth -= 1;
                if s.fields.is_empty() && self.is_align64(ty) {
                    layout.align = 8;
                }
                self.known.insert(ty, layout);
                layout
            }
            // Several results, as if they were a struct.
            Type::Tuple(types) => self.fields(types.iter().copied(), |_| {}),
            _ => Layout { size: Some(word), align: word.min(self.sizes.max_align) },
        }
    }

    /// The layout of a struct with fields of these types; calls `found` with the offset of each.
    fn fields(&mut self, types: impl Iterator<Item = TypeId>, mut found: impl FnMut(Option<i64>)) -> Layout {
        let mut end = Some(0);
        let mut align = 1;
        let mut last = Some(1);
        for ty in types {
            let layout = self.layout(ty);
            let offset = end.and_then(|end| align_up(end, layout.align));
            found(offset);
            align = align.max(layout.align);
            last = layout.size;
            end = offset.zip(last).and_then(|(offset, size)| offset.checked_add(size));
        }
        // The address of a field at the end must not be the address of what follows the struct.
        if last == Some(0) && end.is_some_and(|end| end > 0) {
            end = end.and_then(|end| end.checked_add(1));
        }
        Layout { size: end.and_then(|end| align_up(end, align)), align }
    }

    /// Whether `ty` is the empty struct by which package sync/atomic asks for alignment.
    fn is_align64(&self, ty: TypeId) -> bool {
        let Type::Named(Named { obj, .. }) = self.store.get(self.store.unalias(ty)) else { return false };
        let object = self.store.object(*obj);
        let Some(package) = object.package else { return false };
        matches!(self.store.package(package).path.as_str(), "sync/atomic" | "internal/runtime/atomic")
            && self.interner.text(object.name) == "align64"
    }
}

fn align_up(offset: i64, align: i64) -> Option<i64> {
    Some(offset.checked_add(align - 1)? / align * align)
}
