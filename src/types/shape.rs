//! Shapes: what instances of generic code are compiled for instead of their type arguments.
//!
//! In: the spelling of a type argument's underlying type. Out: a defined type, which belongs to a
//! package of its own. Invariants: each package that is compiled makes its own shapes, so that
//! nothing depends on who was first; those of one name are identical.
//! Source: gc 1.21 to 1.27: types named `go.shape.T`.

use super::memo::Memo;
use super::object::{Object, ObjectKind, PackageId};
use super::store::{Named, Type, TypeId, TypeStore};
use crate::source::{Pos, Symbol};
use std::sync::{OnceLock, RwLock};

/// The path of the package that shapes belong to.
pub const SHAPE_PACKAGE: &str = "go.shape";

/// Types nested deeper mention no shapes.
const MAX_DEPTH: u32 = 100;

/// What all shapes share.
#[derive(Debug, Default)]
pub(super) struct Shapes {
    package: OnceLock<PackageId>,
}

impl TypeStore {
    /// The package that shapes belong to.
    pub fn shape_package(&self) -> PackageId {
        *self.shapes.package.get_or_init(|| self.add_package(SHAPE_PACKAGE))
    }

    /// A new shape, whose underlying type is spelled `name`.
    pub fn new_shape(&self, name: Symbol, underlying: TypeId) -> TypeId {
        let obj = self.add_object(Object {
            kind: ObjectKind::TypeName,
            name,
            pos: Pos::NONE,
            package: Some(self.shape_package()),
            ty: OnceLock::new(),
        });
        let id = self.add(Type::Named(Named {
            obj,
            underlying: OnceLock::from(underlying),
            methods: RwLock::default(),
            type_params: OnceLock::new(),
            instance: None,
            supply: None,
        }));
        let _ = self.object(obj).ty.set(id);
        id
    }

    /// Whether `ty` is a shape.
    pub fn is_shape(&self, ty: TypeId) -> bool {
        match (self.get(ty), self.shapes.package.get()) {
            (Type::Named(named), Some(&package)) => self.object(named.obj).package == Some(package),
            _ => false,
        }
    }

    /// Whether two defined types are the same shape, perhaps made by different packages.
    pub(super) fn are_same_shape(&self, a: &Named, b: &Named) -> bool {
        let (a, b) = (self.object(a.obj), self.object(b.obj));
        a.name == b.name && a.package == b.package && a.package == self.shapes.package.get().copied()
    }

    /// Whether `ty` mentions a shape, as itself, as a part or as a type argument.
    pub fn mentions_shape(&self, ty: TypeId) -> bool {
        self.mentions_shape_at(ty, 0, &mut Memo::default())
    }

    /// `without` are parts that mention none.
    fn mentions_shape_at(&self, ty: TypeId, depth: u32, without: &mut Memo<TypeId, ()>) -> bool {
        if depth > MAX_DEPTH || without.met(ty).is_some() {
            return false;
        }
        let mut has = |ty: TypeId| self.mentions_shape_at(ty, depth + 1, without);
        let found = match self.get(ty) {
            Type::Named(named) => match &named.instance {
                Some((_, args)) => args.iter().any(|&arg| has(arg)),
                None => self.is_shape(ty),
            },
            Type::Alias { .. } => has(self.unalias(ty)),
            Type::Pointer(elem) | Type::Slice(elem) => has(*elem),
            Type::Array { elem, .. } | Type::Chan { elem, .. } => has(*elem),
            Type::Map { key, value } => has(*key) || has(*value),
            Type::Struct(s) => s.fields.iter().any(|f| has(f.ty)),
            Type::Tuple(parts) => parts.iter().any(|&part| has(part)),
            Type::Signature(s) => s.params.iter().chain(&s.results).any(|&var| has(self.type_of(var))),
            Type::Interface(i) => {
                i.methods.iter().any(|m| has(m.signature)) || i.embedded.iter().any(|&t| has(t))
            }
            Type::Basic(_) | Type::TypeParam { .. } | Type::Union(_) => false,
        };
        if !found {
            without.note(ty, ());
        }
        found
    }
}
