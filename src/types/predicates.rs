//! Questions about one or two types.
//!
//! In: types. Out: yes or no, or why not.
//! Invariants: aliases never matter; an underlying type that is not known yet answers like an
//! invalid one. Answers take time linear in the types, whatever cycles they have.
//! Source: Spec: "Properties of types and values", "Comparison operators".

use super::lookup;
use super::memo::Memo;
use super::object::{ObjId, Object, PackageId};
use super::store::{Basic, Interface, Signature, Struct, Type, TypeId, TypeStore};
use super::typeset::{self, for_all};
use super::typestring::{TypeCx, type_string};
use crate::source::{Interner, Symbol};
use rustc_hash::FxHashSet;

/// Deepest nesting of types that questions follow; deeper types are taken as different.
pub(super) const MAX_DEPTH: u32 = 1000;

impl Basic {
    /// Whether values are `true` and `false`.
    pub fn is_boolean(self) -> bool {
        matches!(self, Basic::Bool | Basic::UntypedBool)
    }

    /// Whether it is an integer type, `uintptr` and untyped runes included.
    pub fn is_integer(self) -> bool {
        use Basic::*;
        match self {
            Int | Int8 | Int16 | Int32 | Int64 | Rune | UntypedInt | UntypedRune => true,
            _ => self.is_unsigned(),
        }
    }

    /// Whether it is an integer type without negative values.
    pub fn is_unsigned(self) -> bool {
        use Basic::*;
        matches!(self, Uint | Uint8 | Uint16 | Uint32 | Uint64 | Uintptr | Byte)
    }

    /// Whether it is a floating-point type.
    pub fn is_float(self) -> bool {
        matches!(self, Basic::Float32 | Basic::Float64 | Basic::UntypedFloat)
    }

    /// Whether it is a complex type.
    pub fn is_complex(self) -> bool {
        matches!(self, Basic::Complex64 | Basic::Complex128 | Basic::UntypedComplex)
    }

    /// Whether it is a string type.
    pub fn is_string(self) -> bool {
        matches!(self, Basic::String | Basic::UntypedString)
    }

    /// Whether it is an integer, floating-point or complex type.
    pub fn is_numeric(self) -> bool {
        self.is_integer() || self.is_float() || self.is_complex()
    }

    /// Whether `<` applies.
    pub fn is_ordered(self) -> bool {
        self.is_integer() || self.is_float() || self.is_string()
    }

    /// Whether constants may have it.
    pub fn is_const_type(self) -> bool {
        self.is_boolean() || self.is_numeric() || self.is_string()
    }

    /// Whether it waits for its context to give it a type.
    pub fn is_untyped(self) -> bool {
        use Basic::*;
        matches!(
            self,
            UntypedBool
                | UntypedInt
                | UntypedRune
                | UntypedFloat
                | UntypedComplex
                | UntypedString
                | UntypedNil
        )
    }

    /// The type that a constant or value of this type has when its context gives it none.
    pub fn default_type(self) -> Basic {
        match self {
            Basic::UntypedBool => Basic::Bool,
            Basic::UntypedInt => Basic::Int,
            Basic::UntypedRune => Basic::Rune,
            Basic::UntypedFloat => Basic::Float64,
            Basic::UntypedComplex => Basic::Complex128,
            Basic::UntypedString => Basic::String,
            _ => self,
        }
    }

    /// Without the two names that are aliases: `byte` is `uint8`, `rune` is `int32`.
    pub fn canonical(self) -> Basic {
        match self {
            Basic::Byte => Basic::Uint8,
            Basic::Rune => Basic::Int32,
            _ => self,
        }
    }
}

/// The predeclared type under `ty`.
pub fn basic(store: &TypeStore, ty: TypeId) -> Option<Basic> {
    match store.under(ty) {
        Type::Basic(basic) => Some(*basic),
        _ => None,
    }
}

/// Whether `ty` is a predeclared type that passes `test`, or a type parameter that permits only
/// such types.
pub fn all_basic(store: &TypeStore, ty: TypeId, test: impl Fn(Basic) -> bool) -> bool {
    for_all(store, ty, |found| match found.map(|(_, under)| store.get(under)) {
        Some(Type::Basic(basic)) => test(*basic),
        _ => false,
    })
}

/// Whether `ty` is anything but invalid.
pub fn is_valid(store: &TypeStore, ty: TypeId) -> bool {
    store.unalias(ty) != TypeId::INVALID
}

/// See [`Basic::is_boolean`].
pub fn is_boolean(store: &TypeStore, ty: TypeId) -> bool {
    basic(store, ty).is_some_and(Basic::is_boolean)
}

/// See [`Basic::is_numeric`].
pub fn is_numeric(store: &TypeStore, ty: TypeId) -> bool {
    basic(store, ty).is_some_and(Basic::is_numeric)
}

/// See [`Basic::is_integer`].
pub fn is_integer(store: &TypeStore, ty: TypeId) -> bool {
    basic(store, ty).is_some_and(Basic::is_integer)
}

/// See [`Basic::is_unsigned`].
pub fn is_unsigned(store: &TypeStore, ty: TypeId) -> bool {
    basic(store, ty).is_some_and(Basic::is_unsigned)
}

/// See [`Basic::is_float`].
pub fn is_float(store: &TypeStore, ty: TypeId) -> bool {
    basic(store, ty).is_some_and(Basic::is_float)
}

/// See [`Basic::is_complex`].
pub fn is_complex(store: &TypeStore, ty: TypeId) -> bool {
    basic(store, ty).is_some_and(Basic::is_complex)
}

/// See [`Basic::is_string`].
pub fn is_string(store: &TypeStore, ty: TypeId) -> bool {
    basic(store, ty).is_some_and(Basic::is_string)
}

/// See [`Basic::is_ordered`].
pub fn is_ordered(store: &TypeStore, ty: TypeId) -> bool {
    basic(store, ty).is_some_and(Basic::is_ordered)
}

/// See [`Basic::is_const_type`].
pub fn is_const_type(store: &TypeStore, ty: TypeId) -> bool {
    basic(store, ty).is_some_and(Basic::is_const_type)
}

/// See [`Basic::is_untyped`].
pub fn is_untyped(store: &TypeStore, ty: TypeId) -> bool {
    matches!(store.get(ty), Type::Basic(basic) if basic.is_untyped())
}

/// Whether `ty` does not depend on its context.
pub fn is_typed(store: &TypeStore, ty: TypeId) -> bool {
    !is_untyped(store, ty)
}

/// Whether `ty` is untyped and numeric.
pub fn is_untyped_numeric(store: &TypeStore, ty: TypeId) -> bool {
    matches!(store.get(ty), Type::Basic(basic) if basic.is_untyped() && basic.is_numeric())
}

/// Whether `ty` is an interface type, and not a type parameter.
pub fn is_interface(store: &TypeStore, ty: TypeId) -> bool {
    matches!(store.under(ty), Type::Interface(_))
}

/// Whether `ty` is a pointer to an interface or type parameter, which is rarely what was meant.
pub fn is_interface_pointer(store: &TypeStore, ty: TypeId) -> bool {
    matches!(store.under(ty), Type::Pointer(elem) if is_interface(store, *elem) || is_type_param(store, *elem))
}

/// Whether `ty` is a type parameter.
pub fn is_type_param(store: &TypeStore, ty: TypeId) -> bool {
    matches!(store.get(store.unalias(ty)), Type::TypeParam { .. })
}

/// Whether `ty` has a name: predeclared, defined, or a type parameter.
pub fn has_name(store: &TypeStore, ty: TypeId) -> bool {
    matches!(store.get(store.unalias(ty)), Type::Basic(_) | Type::Named(_) | Type::TypeParam { .. })
}

/// Whether `nil` is a value of `ty`.
pub fn has_nil(store: &TypeStore, ty: TypeId) -> bool {
    match store.under(ty) {
        Type::Basic(basic) => matches!(basic, Basic::UnsafePointer | Basic::UntypedNil),
        Type::Slice(_)
        | Type::Pointer(_)
        | Type::Signature(_)
        | Type::Map { .. }
        | Type::Chan { .. }
        | Type::Interface(_) => true,
        Type::TypeParam { .. } => for_all(store, ty, |t| t.is_some_and(|(t, _)| has_nil(store, t))),
        _ => false,
    }
}

/// Whether `ty` is a slice of bytes (`[]byte` and what has it as underlying type).
pub fn is_bytes(store: &TypeStore, ty: TypeId) -> bool {
    matches!(store.under(ty), Type::Slice(elem) if basic(store, *elem).map(Basic::canonical) == Some(Basic::Uint8))
}

/// Whether `ty` is a slice of runes.
pub fn is_runes(store: &TypeStore, ty: TypeId) -> bool {
    matches!(store.under(ty), Type::Slice(elem) if basic(store, *elem).map(Basic::canonical) == Some(Basic::Int32))
}

/// The element type of a pointer, and whether it was one; a defined pointer type counts as
/// something else.
pub fn deref(store: &TypeStore, ty: TypeId) -> (TypeId, bool) {
    match store.get(store.unalias(ty)) {
        Type::Pointer(elem) => (*elem, true),
        _ => (ty, false),
    }
}

/// The type of an untyped operand whose context gives it none; other types are returned as is.
pub fn default_type(store: &TypeStore, ty: TypeId) -> TypeId {
    match store.get(ty) {
        Type::Basic(basic) if basic.is_untyped() => basic.default_type().id(),
        _ => ty,
    }
}

/// The type of an operation on two operands, at least one of them untyped: their common type, or
/// the larger of two untyped numeric types. `None` when they do not mix.
pub fn max_type(store: &TypeStore, a: TypeId, b: TypeId) -> Option<TypeId> {
    match (store.get(a), store.get(b)) {
        _ if a == b => Some(a),
        (Type::Basic(x), Type::Basic(y)) => {
            let fits = |b: Basic| b.is_untyped() && b.is_numeric();
            (fits(*x) && fits(*y)).then(|| x.max(y).id())
        }
        _ => None,
    }
}

/// Whether the name starts with an upper-case letter.
pub fn is_exported(interner: &Interner, name: Symbol) -> bool {
    is_exported_name(interner.text(name))
}

/// Whether `name` starts with an upper-case letter.
pub fn is_exported_name(name: &str) -> bool {
    match name.as_bytes().first() {
        Some(b) if b.is_ascii() => b.is_ascii_uppercase(),
        // Title-case letters are upper case to Rust's `is_uppercase` never, to Go neither.
        _ => name.chars().next().is_some_and(char::is_uppercase),
    }
}

/// Whether two packages are the same one.
pub fn same_package(a: Option<PackageId>, b: Option<PackageId>) -> bool {
    a == b
}

/// Whether a name of `object` is the name `name` used in `package`: unexported names differ from
/// package to package.
pub fn same_name(interner: &Interner, object: &Object, package: Option<PackageId>, name: Symbol) -> bool {
    object.name == name && (object.package == package || is_exported(interner, name))
}

/// Whether two types are identical.
///
/// Spec: "Type identity".
pub fn identical(store: &TypeStore, interner: &Interner, a: TypeId, b: TypeId) -> bool {
    Comparer::new(store, Some(interner), true).identical(a, b)
}

/// Like [`identical`], but unexported names of different packages count as the same.
pub(super) fn identical_by_name(store: &TypeStore, a: TypeId, b: TypeId) -> bool {
    Comparer::new(store, None, true).identical(a, b)
}

/// Like [`identical`], but struct tags do not matter.
pub fn identical_ignore_tags(store: &TypeStore, interner: &Interner, a: TypeId, b: TypeId) -> bool {
    Comparer::new(store, Some(interner), false).identical(a, b)
}

struct Comparer<'a> {
    store: &'a TypeStore,
    /// Without names no method sets are computed, and all names are taken as exported.
    interner: Option<&'a Interner>,
    tags: bool,
    /// Interfaces under comparison, taken as identical until found different.
    pairs: Vec<(TypeId, TypeId)>,
    /// Type parameters of generic signatures under comparison that stand for each other.
    renamed: Vec<(TypeId, TypeId)>,
    /// Pairs that are identical: one that is not is the end of the comparison.
    same: Memo<(TypeId, TypeId), ()>,
    depth: u32,
}

impl<'a> Comparer<'a> {
    fn new(store: &'a TypeStore, interner: Option<&'a Interner>, tags: bool) -> Self {
        Comparer {
            store,
            interner,
            tags,
            pairs: Vec::new(),
            renamed: Vec::new(),
            same: Memo::default(),
            depth: 0,
        }
    }

    fn identical(&mut self, a: TypeId, b: TypeId) -> bool {
        let (a, b) = (self.store.unalias(a), self.store.unalias(b));
        if a == b {
            return true;
        }
        if self.same.met((a, b)).is_some() {
            return true;
        }
        if self.depth >= MAX_DEPTH {
            return false;
        }
        self.depth += 1;
        let same = self.structure(a, b);
        self.depth -= 1;
        if same {
            self.same.note((a, b), ());
        }
        same
    }

    fn structure(&mut self, a: TypeId, b: TypeId) -> bool {
        let store = self.store;
        match (store.get(a), store.get(b)) {
            (Type::Basic(x), Type::Basic(y)) => x.canonical() == y.canonical(),
            (Type::Named(x), Type::Named(y)) => match (&x.instance, &y.instance) {
                (Some((x, x_args)), Some((y, y_args))) => self.identical(*x, *y) && self.all(x_args, y_args),
                // The ids differ, so the declarations do; but each package makes its own shapes.
                _ => store.are_same_shape(x, y),
            },
            (Type::Pointer(x), Type::Pointer(y)) | (Type::Slice(x), Type::Slice(y)) => self.identical(*x, *y),
            (Type::Array { len: m, elem: x }, Type::Array { len: n, elem: y }) => {
                (m == n || *m < 0 || *n < 0) && self.identical(*x, *y)
            }
            (Type::Map { key: k, value: x }, Type::Map { key: l, value: y }) => {
                self.identical(*k, *l) && self.identical(*x, *y)
            }
            (Type::Chan { dir: d, elem: x }, Type::Chan { dir: e, elem: y }) => {
                d == e && self.identical(*x, *y)
            }
            (Type::Struct(x), Type::Struct(y)) => self.structs(x, y),
            (Type::Tuple(x), Type::Tuple(y)) => self.all(x, y),
            (Type::Signature(x), Type::Signature(y)) => self.signatures(x, y),
            (Type::Interface(x), Type::Interface(y)) => self.interfaces((a, x), (b, y)),
            (Type::Union(x), Type::Union(y)) => {
                x.len() == y.len() && x.iter().zip(y).all(|(x, y)| x.0 == y.0 && self.identical(x.1, y.1))
            }
            (Type::TypeParam { .. }, Type::TypeParam { .. }) => self.renamed.contains(&(a, b)),
            _ => false,
        }
    }

    fn all(&mut self, a: &[TypeId], b: &[TypeId]) -> bool {
        a.len() == b.len() && a.iter().zip(b).all(|(&x, &y)| self.identical(x, y))
    }

    fn structs(&mut self, a: &Struct, b: &Struct) -> bool {
        a.fields.len() == b.fields.len()
            && a.fields.iter().zip(&b.fields).all(|(f, g)| {
                f.embedded == g.embedded
                    && (!self.tags || f.tag == g.tag)
                    && self.same_id(f.obj, f.name, g.obj, g.name)
                    && self.identical(f.ty, g.ty)
            })
    }

    fn signatures(&mut self, a: &Signature, b: &Signature) -> bool {
        if a.variadic != b.variadic || a.type_params.len() != b.type_params.len() {
            return false;
        }
        let known = self.renamed.len();
        self.renamed.extend(a.type_params.iter().copied().zip(b.type_params.iter().copied()));
        let bound = |ty: TypeId| self.store.constraint(ty).unwrap_or(TypeId::INVALID);
        let bounds: Vec<(TypeId, TypeId)> =
            self.renamed[known..].iter().map(|&(x, y)| (bound(x), bound(y))).collect();
        let same = bounds.into_iter().all(|(x, y)| self.identical(x, y))
            && self.vars(&a.params, &b.params)
            && self.vars(&a.results, &b.results);
        if self.renamed.len() > known {
            self.renamed.truncate(known);
            self.same.clear();
        }
        same
    }

    fn vars(&mut self, a: &[ObjId], b: &[ObjId]) -> bool {
        let store = self.store;
        a.len() == b.len()
            && a.iter().zip(b).all(|(&x, &y)| self.identical(store.type_of(x), store.type_of(y)))
    }

    fn interfaces(&mut self, (a, x): (TypeId, &Interface), (b, y): (TypeId, &Interface)) -> bool {
        let pair = (a.min(b), a.max(b));
        if self.pairs.contains(&pair) {
            return true;
        }
        let store = self.store;
        if a == lookup::comparable_interface(store) || b == lookup::comparable_interface(store) {
            return false;
        }
        let Some(interner) = self.interner else {
            return x.methods.len() == y.methods.len()
                && x.methods
                    .iter()
                    .zip(&y.methods)
                    .all(|(m, n)| m.name == n.name && m.signature == n.signature)
                && self.all(&x.embedded, &y.embedded);
        };
        if !(x.embedded.is_empty() && y.embedded.is_empty()) {
            let (set, other) = (typeset::type_set(store, a), typeset::type_set(store, b));
            if set.comparable != other.comparable
                || !typeset::is_subset(store, &set, &other)
                || !typeset::is_subset(store, &other, &set)
            {
                return false;
            }
        }
        let xs = lookup::interface_methods(store, interner, x);
        let ys = lookup::interface_methods(store, interner, y);
        if xs.len() != ys.len() {
            return false;
        }
        self.pairs.push(pair);
        let same = xs.iter().zip(ys.iter()).all(|(m, n)| {
            self.same_id(m.obj, m.name, n.obj, n.name) && self.identical(m.signature, n.signature)
        });
        self.pairs.pop();
        same
    }

    fn same_id(&self, a: ObjId, a_name: Symbol, b: ObjId, b_name: Symbol) -> bool {
        a == b
            || a_name == b_name
                && (self.store.object(a).package == self.store.object(b).package
                    || self.interner.is_none_or(|interner| is_exported(interner, a_name)))
    }
}

/// Why values of a type cannot be compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Incomparable {
    /// A struct has a field of this type.
    StructContaining(TypeId),
    /// This array type has such an element type.
    Array(TypeId),
    /// A type parameter permits types that cannot be compared.
    TypeParam,
    /// A type parameter permits no type at all.
    EmptySet,
    /// A slice, map, function or `nil`: the type itself says why.
    Kind,
}

impl Incomparable {
    /// gc's words; empty when gc has none.
    pub fn text(self, cx: TypeCx<'_>) -> String {
        match self {
            Incomparable::StructContaining(ty) => {
                format!("struct containing {} cannot be compared", type_string(cx, ty))
            }
            Incomparable::Array(ty) => format!("{} cannot be compared", type_string(cx, ty)),
            Incomparable::TypeParam => "incomparable types in type set".to_owned(),
            Incomparable::EmptySet => "empty type set".to_owned(),
            Incomparable::Kind => String::new(),
        }
    }
}

/// Whether values of `ty` can be compared; comparing interfaces may panic at run time.
///
/// Spec: "Comparison operators".
pub fn comparable(store: &TypeStore, ty: TypeId) -> bool {
    why_incomparable(store, ty).is_none()
}

/// Why values of `ty` cannot be compared.
pub fn why_incomparable(store: &TypeStore, ty: TypeId) -> Option<Incomparable> {
    incomparable(store, ty, true, &mut FxHashSet::default(), 0)
}

/// Whether comparing values of `ty` can never panic.
///
/// Spec: "strictly comparable".
pub fn strictly_comparable(store: &TypeStore, ty: TypeId) -> bool {
    incomparable(store, ty, false, &mut FxHashSet::default(), 0).is_none()
}

fn incomparable(
    store: &TypeStore,
    ty: TypeId,
    dynamic: bool,
    seen: &mut FxHashSet<TypeId>,
    depth: u32,
) -> Option<Incomparable> {
    match store.under(ty) {
        Type::Basic(Basic::UntypedNil) => Some(Incomparable::Kind),
        Type::Basic(_) | Type::Pointer(_) | Type::Chan { .. } => None,
        Type::Struct(s) => {
            // What is being looked at, or too deep to look at, adds no reason.
            if depth >= MAX_DEPTH || !seen.insert(ty) {
                return None;
            }
            let bad = s.fields.iter().find(|f| incomparable(store, f.ty, dynamic, seen, depth + 1).is_some());
            bad.map(|f| Incomparable::StructContaining(f.ty))
        }
        Type::Array { elem, .. } => {
            if depth >= MAX_DEPTH || !seen.insert(ty) {
                return None;
            }
            incomparable(store, *elem, dynamic, seen, depth + 1).map(|_| Incomparable::Array(ty))
        }
        Type::Interface(_) if dynamic => None,
        Type::Interface(_) | Type::TypeParam { .. } => {
            let interface = typeset::constraint_interface(store, ty)?;
            let set = typeset::type_set(store, interface);
            let comparable = match &set.terms {
                None => set.comparable,
                Some(terms) if terms.is_empty() => return Some(Incomparable::EmptySet),
                Some(_) if depth >= MAX_DEPTH => true,
                Some(terms) => {
                    terms.iter().all(|term| incomparable(store, term.ty, false, seen, depth + 1).is_none())
                }
            };
            match store.under(ty) {
                _ if comparable => None,
                Type::TypeParam { .. } => Some(Incomparable::TypeParam),
                _ => Some(Incomparable::Kind),
            }
        }
        _ => Some(Incomparable::Kind),
    }
}
