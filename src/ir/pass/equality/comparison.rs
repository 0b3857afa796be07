//! How values of a type are compared.
//!
//! In: types. Out: whether plain memory, something that the runtime has a function for, or a
//! function of the type's own.
//! Invariants: a type nested too deeply counts as not comparable.
//! Source: gc 1.21 to 1.27, kinds of equality of types.

use super::PassContext;
use crate::ir::node::FieldRef;
use crate::types::lookup::all_methods;
use crate::types::{Basic, Struct, StructField, Type, TypeId};
use rustc_hash::{FxHashMap, FxHashSet};

/// Nesting of structs and arrays beyond which nothing is compared.
const MAX_DEPTH: u32 = 256;

/// How values are compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Comparison {
    /// Not at all.
    Never,
    /// Byte by byte.
    Memory,
    /// By a function of the runtime.
    Runtime(Part),
    /// By a function of the type's own.
    Special,
}

/// What the runtime can compare and hash besides memory.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Part {
    String,
    Interface,
    EmptyInterface,
    Float32,
    Float64,
    Complex64,
    Complex128,
}

impl Part {
    /// The runtime's hash function.
    pub fn hash(self) -> &'static str {
        match self {
            Part::String => "strhash",
            Part::Interface => "interhash",
            Part::EmptyInterface => "nilinterhash",
            Part::Float32 => "f32hash",
            Part::Float64 => "f64hash",
            Part::Complex64 => "c64hash",
            Part::Complex128 => "c128hash",
        }
    }
}

/// How values of `ty` are compared.
pub(super) fn comparison(cx: &PassContext<'_>, ty: TypeId) -> Comparison {
    Search { cx, known: FxHashMap::default(), depth: 0 }.comparison(ty)
}

/// One look through a type; parts that occur often are looked at once.
struct Search<'a, 'c> {
    cx: &'a PassContext<'c>,
    known: FxHashMap<TypeId, Comparison>,
    depth: u32,
}

impl Search<'_, '_> {
    fn comparison(&mut self, ty: TypeId) -> Comparison {
        let ty = self.cx.types.underlying(ty);
        if let Some(&known) = self.known.get(&ty) {
            return known;
        }
        if self.depth >= MAX_DEPTH {
            return Comparison::Never;
        }
        self.depth += 1;
        let found = self.look(ty);
        self.depth -= 1;
        self.known.insert(ty, found);
        found
    }

    fn look(&mut self, ty: TypeId) -> Comparison {
        let cx = self.cx;
        match cx.types.get(ty) {
            Type::Basic(basic) => match basic {
                Basic::Invalid => Comparison::Never,
                Basic::String | Basic::UntypedString => Comparison::Runtime(Part::String),
                Basic::Float32 => Comparison::Runtime(Part::Float32),
                Basic::Float64 | Basic::UntypedFloat => Comparison::Runtime(Part::Float64),
                Basic::Complex64 => Comparison::Runtime(Part::Complex64),
                Basic::Complex128 | Basic::UntypedComplex => Comparison::Runtime(Part::Complex128),
                _ => Comparison::Memory,
            },
            Type::Pointer(_) | Type::Chan { .. } => Comparison::Memory,
            Type::Interface(_) if all_methods(cx.types, cx.names, ty).is_empty() => {
                Comparison::Runtime(Part::EmptyInterface)
            }
            Type::Interface(_) => Comparison::Runtime(Part::Interface),
            Type::Array { len, elem } => match (self.comparison(*elem), len) {
                (plain @ (Comparison::Never | Comparison::Memory), _) => plain,
                (_, 0) => Comparison::Memory,
                (single, 1) => single,
                _ => Comparison::Special,
            },
            Type::Struct(s) => match &s.fields[..] {
                [only] if cx.names.text(only.name) != "_" => self.comparison(only.ty),
                _ => self.fields(ty, s),
            },
            _ => Comparison::Never,
        }
    }

    fn fields(&mut self, ty: TypeId, fields: &Struct) -> Comparison {
        let each: Vec<Comparison> = fields.fields.iter().map(|f| self.comparison(f.ty)).collect();
        if each.contains(&Comparison::Never) {
            return Comparison::Never;
        }
        let named = |f: &StructField| self.cx.names.text(f.name) != "_";
        let plain = each.iter().all(|&c| c == Comparison::Memory) && fields.fields.iter().all(named);
        let layout = FieldLayout::of(self.cx, ty);
        let gap = (0..fields.fields.len()).any(|i| layout.is_padded(i));
        if plain && !gap { Comparison::Memory } else { Comparison::Special }
    }
}

/// Whether comparing values of `ty` may panic: there is an interface in it.
pub(super) fn can_panic(cx: &PassContext<'_>, ty: TypeId) -> bool {
    let mut seen = FxHashSet::default();
    let mut todo = vec![ty];
    while let Some(ty) = todo.pop() {
        let ty = cx.types.underlying(ty);
        match cx.types.get(ty) {
            Type::Interface(_) => return true,
            Type::Array { elem, .. } if seen.insert(ty) => todo.push(*elem),
            Type::Struct(s) if seen.insert(ty) => {
                todo.extend(s.fields.iter().filter(|f| cx.names.text(f.name) != "_").map(|f| f.ty));
            }
            _ => {}
        }
    }
    false
}

/// A field of a struct.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field {
    pub field: FieldRef,
    pub ty: TypeId,
    pub blank: bool,
    /// In bytes.
    pub offset: i64,
    /// In bytes.
    pub size: i64,
}

impl Field {
    /// Where the field ends, in bytes.
    pub fn end(&self) -> i64 {
        self.offset.saturating_add(self.size)
    }
}

/// The fields of a struct and where they are.
#[derive(Clone, Debug)]
pub(super) struct FieldLayout {
    pub fields: Vec<Field>,
    /// Size of the struct, in bytes.
    pub size: i64,
}

impl FieldLayout {
    /// The fields of `ty`; none if it is no struct.
    pub fn of(cx: &PassContext<'_>, ty: TypeId) -> FieldLayout {
        let size = size_of(cx, ty);
        let Type::Struct(s) = cx.types.under(ty) else { return FieldLayout { fields: Vec::new(), size } };
        let offsets = cx.sizes.offsets_of(cx.types, cx.names, s);
        let field = |(i, f): (usize, &StructField)| Field {
            field: FieldRef { obj: f.obj, name: f.name, index: i as u32 },
            ty: f.ty,
            blank: cx.names.text(f.name) == "_",
            offset: offsets.get(i).copied().flatten().unwrap_or(0),
            size: size_of(cx, f.ty),
        };
        FieldLayout { fields: s.fields.iter().enumerate().map(field).collect(), size }
    }

    /// Whether there is a gap after field `i`.
    pub fn is_padded(&self, i: usize) -> bool {
        let end = self.fields.get(i + 1).map_or(self.size, |next| next.offset);
        self.fields[i].end() != end
    }
}

/// Size of `ty` in bytes; 0 when it is too large.
pub(super) fn size_of(cx: &PassContext<'_>, ty: TypeId) -> i64 {
    cx.sizes.size_of(cx.types, cx.names, ty).unwrap_or(0)
}
