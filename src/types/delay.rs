//! What has to wait until more is known.
//!
//! In: function bodies and checks that need complete types. Out: they are done in the order in
//! which they were put off, each where it was put off.
//! Invariants: nothing waits beyond the end of the statement that put it off, so that names
//! still mean the same.

use super::check::{Checker, Env};
use super::object::ObjId;
use super::scope::ScopeId;
use super::store::{Basic, Type, TypeId};
use crate::syntax::ast::{BlockId, ExprId, InterfaceElem, List};

/// A check that was put off, and where.
#[derive(Clone, Copy, Debug)]
pub(super) struct Delayed {
    /// Where the checker was.
    pub env: Env,
    /// What to do.
    pub action: Action,
}

/// What can be put off.
#[derive(Clone, Copy, Debug)]
pub(super) enum Action {
    /// Check a body against a signature; the scope holds the parameters.
    Body { scope: ScopeId, signature: TypeId, body: BlockId },
    /// The type of a variable must not be a constraint.
    VarType { expr: ExprId, ty: TypeId },
    /// A map's key type must be comparable.
    MapKey { expr: ExprId, key: TypeId },
    /// An embedded field's type must be neither a pointer nor a pointer to an interface.
    Embedded { pos: u32, ty: TypeId },
    /// The methods of an interface must be distinct.
    Interface { ty: TypeId, elements: List<InterfaceElem> },
    /// The methods that an interface embeds must not clash.
    EmbeddedMethods { ty: TypeId, elements: List<InterfaceElem> },
    /// A defined type must not contain itself.
    ValidType { obj: ObjId },
    /// A receiver must be a type of this package, or a pointer to one.
    Receiver { base: ExprId, recv: ObjId },
    /// The terms of a union must make sense.
    Union { expr: ExprId, ty: TypeId },
    /// Type arguments must satisfy the constraints of a generic type.
    Instance { x: ExprId, args: List<ExprId>, ty: TypeId },
    /// Type arguments, some of them written out, must satisfy the constraints of a function.
    FuncInstance { pos: u32, generic: TypeId, tuple: TypeId, args: Option<List<ExprId>> },
    /// Fields and methods of a type must have different names.
    FieldsAndMethods { ty: TypeId },
}

impl Checker<'_> {
    /// Puts `action` off.
    pub(super) fn later(&mut self, action: Action) {
        self.delayed.push(Some(Delayed { env: self.env, action }));
    }

    /// Does everything that was put off since there were `top` entries, and what that puts off.
    pub(super) fn process_delayed(&mut self, top: usize) {
        let saved = self.env;
        let mut next = top;
        while next < self.delayed.len() {
            if let Some(delayed) = self.delayed[next].take() {
                self.env = delayed.env;
                self.perform(delayed.action);
            }
            next += 1;
        }
        self.delayed.truncate(top);
        self.env = saved;
    }

    fn perform(&mut self, action: Action) {
        match action {
            Action::Body { scope, signature, body } => self.function_body(scope, signature, body),
            Action::VarType { expr, ty } => self.check_var_type(expr, ty),
            Action::MapKey { expr, key } => {
                if !self.is_comparable(key) {
                    let why = if self.is_type_param(key) { " (missing comparable constraint)" } else { "" };
                    let message = format!("invalid map key type {}{why}", self.type_string(key));
                    self.error_at(expr, message);
                }
            }
            Action::Embedded { pos, ty } => self.check_embedded(pos, ty),
            Action::Interface { ty, elements } => self.check_interface(ty, elements),
            Action::EmbeddedMethods { ty, elements } => self.duplicate_methods(ty, elements, true),
            Action::ValidType { obj } => self.check_valid_type(obj),
            Action::Receiver { base, recv } => self.check_receiver(base, recv),
            Action::Union { expr, ty } => self.check_union(expr, ty),
            Action::Instance { x, args, ty } => self.check_instance(x, args, ty),
            Action::FuncInstance { pos, generic, tuple, args } => {
                self.check_func_instance(pos, generic, tuple, args);
            }
            Action::FieldsAndMethods { ty } => self.check_fields_and_methods(ty),
        }
    }

    fn check_embedded(&mut self, pos: u32, ty: TypeId) {
        let (base, is_pointer) = self.deref(ty);
        match self.store.under(base) {
            Type::TypeParam { .. } => {
                self.error(pos, "embedded field type cannot be a (pointer to a) type parameter");
            }
            Type::Basic(Basic::UnsafePointer) => {
                self.error(pos, "embedded field type cannot be unsafe.Pointer");
            }
            Type::Pointer(_) => self.error(pos, "embedded field type cannot be a pointer"),
            Type::Interface(_) if is_pointer => {
                self.error(pos, "embedded field type cannot be a pointer to an interface");
            }
            _ => {}
        }
    }

    /// `T` of `*T`, and whether there was a star.
    pub(super) fn deref(&self, ty: TypeId) -> (TypeId, bool) {
        match self.store.get(self.store.unalias(ty)) {
            Type::Pointer(base) => (*base, true),
            _ => (ty, false),
        }
    }
}
