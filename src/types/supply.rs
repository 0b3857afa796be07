//! Packages whose declarations come from somewhere else than source.
//!
//! In: a [`Supplier`], which the store asks when it meets something that it does not know yet.
//! Out: members of packages, what defined types are, their methods, constraints.
//! Invariants: a supplier gives the same answer whenever it is asked, from any thread; what it
//! makes while it answers is in the store of the question.

use super::object::{ObjId, PackageId};
use super::store::{Named, Type, TypeId, TypeStore};
use crate::source::{Pos, Position, Symbol};
use std::borrow::Cow;

/// What a supplier calls something that it made.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct SupplyId {
    /// A package, as the supplier numbers them.
    pub package: u32,
    /// Something in it, as the supplier numbers them.
    pub index: u32,
}

/// A source of declarations.
pub trait Supplier: std::fmt::Debug + Send + Sync {
    /// The exported object of that name in a package.
    fn member(&self, store: &TypeStore, package: u32, name: Symbol) -> Option<ObjId>;
    /// The names of all members of a package.
    fn member_names(&self, store: &TypeStore, package: u32) -> Vec<Symbol>;
    /// The underlying type of a defined type.
    fn underlying(&self, store: &TypeStore, id: SupplyId) -> TypeId;
    /// The declared methods of a defined type, in source order.
    fn methods<'a>(&'a self, store: &'a TypeStore, id: SupplyId) -> &'a [ObjId];
    /// Where a place in a text that is not at hand is.
    fn position(&self, _: &TypeStore, _: Pos) -> Option<Position<'static>> {
        None
    }
    /// The constraint of a type parameter.
    fn constraint(&self, store: &TypeStore, id: SupplyId) -> TypeId;
}

impl TypeStore {
    /// Lets `supplier` answer for what it makes. Only the first one counts.
    pub fn set_supplier(&self, supplier: std::sync::Arc<dyn Supplier>) {
        let _ = self.supplier.set(supplier);
    }

    fn supplier(&self) -> Option<&dyn Supplier> {
        self.supplier.get().map(|supplier| &**supplier)
    }

    /// Where a place in a text that is not at hand is, if that is known.
    pub fn outside_position(&self, pos: Pos) -> Option<Position<'static>> {
        self.supplier()?.position(self, pos)
    }

    /// Whether the members of a package are known.
    pub fn has_members(&self, package: PackageId) -> bool {
        let package = self.package(package);
        package.members.get().is_some() || package.supply.is_some()
    }

    /// The package-level object of that name in a package.
    pub fn member(&self, package: PackageId, name: Symbol) -> Option<ObjId> {
        let package = self.package(package);
        match (package.members.get(), package.supply) {
            (Some(members), _) => members.get(&name).copied(),
            (None, Some(id)) => self.supplier()?.member(self, id, name),
            (None, None) => None,
        }
    }

    /// The names of a package's members, in any order.
    pub fn member_names(&self, package: PackageId) -> Vec<Symbol> {
        let package = self.package(package);
        match (package.members.get(), package.supply) {
            (Some(members), _) => members.keys().copied().collect(),
            (None, Some(id)) => self.supplier().map(|s| s.member_names(self, id)).unwrap_or_default(),
            (None, None) => Vec::new(),
        }
    }

    /// The underlying type of a defined type that is no instance, if it is known.
    pub fn known_underlying(&self, named: &Named) -> Option<TypeId> {
        named.underlying.get().copied().or_else(|| {
            let found = self.supplier()?.underlying(self, named.supply?);
            Some(*named.underlying.get_or_init(|| found))
        })
    }

    /// The declared methods of a defined type that is no instance, in source order.
    pub fn named_methods<'a>(&'a self, named: &'a Named) -> Cow<'a, [ObjId]> {
        if let (Some(id), Some(supplier)) = (named.supply, self.supplier()) {
            return Cow::Borrowed(supplier.methods(self, id));
        }
        Cow::Owned(named.methods.read().map(|methods| methods.clone()).unwrap_or_default())
    }

    /// The constraint of a type parameter as written, once it is known; `None` for other types.
    pub fn constraint(&self, param: TypeId) -> Option<TypeId> {
        let Type::TypeParam { constraint, supply, .. } = self.get(param) else { return None };
        constraint.get().copied().or_else(|| {
            let found = self.supplier()?.constraint(self, (*supply)?);
            Some(*constraint.get_or_init(|| found))
        })
    }
}
