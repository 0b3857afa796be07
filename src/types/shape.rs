//! Shapes: what instances of generic code are compiled for instead of their type arguments.
//!
//! In: the spelling of a type argument's underlying type. Out: one defined type for each, which
//! belongs to a package of its own.
//! Source: gc 1.21 to 1.27: types named `go.shape.T`.

use super::object::{Object, ObjectKind, PackageId};
use super::store::{Named, Type, TypeId, TypeStore};
use crate::source::{Pos, Symbol};
use rustc_hash::FxHashMap;
use std::sync::{Mutex, OnceLock, RwLock};

/// The path of the package that shapes belong to.
pub const SHAPE_PACKAGE: &str = "go.shape";

/// The shapes of a session.
#[derive(Debug, Default)]
pub(super) struct Shapes {
    package: OnceLock<PackageId>,
    by_name: Mutex<FxHashMap<Symbol, TypeId>>,
}

impl TypeStore {
    /// The package that shapes belong to.
    pub fn shape_package(&self) -> PackageId {
        *self.shapes.package.get_or_init(|| self.add_package(SHAPE_PACKAGE))
    }

    /// The shape whose underlying type is spelled `name`.
    pub fn shape(&self, name: Symbol, underlying: TypeId) -> TypeId {
        let mut by_name = self.shapes.by_name.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *by_name.entry(name).or_insert_with(|| self.new_shape(name, underlying))
    }

    /// A shape that is identical to no other.
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
}
