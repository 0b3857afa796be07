//! Type parameters and their constraints.
//!
//! In: type parameter lists of declarations and receivers. Out: type parameters, declared in the
//! current scope. Invariants: all parameters of a list are declared before a constraint is
//! looked at. Source: Spec: "Type parameter declarations", "Method declarations".

use super::check::Checker;
use super::decl::GENERICS;
use super::delay::Action;
use super::object::ObjectKind;
use super::store::{Interface, Type, TypeId};
use super::subst::substitute;
use crate::syntax::ast::{BinaryOp, ExprId, ExprKind, Field, Ident, List};
use std::sync::OnceLock;

impl Checker<'_> {
    /// Declares the type parameters of a list. `bind` gets them before their constraints are known.
    pub(super) fn type_params(
        &mut self,
        list: List<Field>,
        bind: impl FnOnce(&Self, &[TypeId]),
    ) -> Vec<TypeId> {
        let fields = self.ast().list(list);
        let blank = self.store.universe().blank;
        let mut params = Vec::with_capacity(fields.len());
        for (i, field) in fields.iter().enumerate() {
            let name = field.name.unwrap_or(Ident { name: blank, offset: self.start_of(field.ty) });
            params.push(self.type_param(name, i as u32));
        }
        bind(self, &params);
        let outer = std::mem::replace(&mut self.env.in_type_params, true);
        let mut previous: Option<(ExprId, TypeId)> = None;
        for (field, &param) in fields.iter().zip(&params) {
            let bound = match previous {
                Some((expr, bound)) if expr == field.ty => bound,
                _ => self.constraint(field.ty),
            };
            previous = Some((field.ty, bound));
            self.set_constraint(param, bound);
        }
        self.env.in_type_params = outer;
        params
    }

    fn type_param(&mut self, name: Ident, index: u32) -> TypeId {
        let obj = self.new_object(ObjectKind::TypeName, name.name, name.offset, None);
        let (constraint, interface) = (OnceLock::new(), OnceLock::new());
        let ty = self.store.add(Type::TypeParam { obj, index, constraint, interface, supply: None });
        self.set_type(obj, ty);
        self.declare(self.env.scope, Some(name.offset), obj);
        ty
    }

    fn set_constraint(&self, param: TypeId, bound: TypeId) {
        if let Type::TypeParam { constraint, .. } = self.store.get(param) {
            let _ = constraint.set(bound);
        }
    }

    fn constraint(&mut self, expr: ExprId) -> TypeId {
        if matches!(self.expr_at(expr).kind, ExprKind::Tilde(_) | ExprKind::Binary { op: BinaryOp::Or, .. }) {
            let union = self.union(expr);
            let interface = Interface { embedded: vec![union], implicit: true, ..Interface::default() };
            let ty = self.store.add(Type::Interface(interface));
            self.record_type(expr, super::Mode::Type, ty, None);
            return ty;
        }
        let bound = self.type_expr(expr);
        if self.is_type_param(bound) {
            self.error_at(expr, "cannot use a type parameter as constraint");
            return TypeId::INVALID;
        }
        bound
    }

    /// The type of a receiver `T[P1, P2]`, written as `receiver` with its `brackets` inside, and
    /// the type parameters that it declares.
    pub(super) fn generic_receiver(&mut self, receiver: ExprId, brackets: ExprId) -> (TypeId, Vec<TypeId>) {
        let ExprKind::Index { x: base, indices } = self.expr_at(brackets).kind else {
            return (TypeId::INVALID, Vec::new());
        };
        let generic = self.receiver_base_type(base);
        let blank = self.store.universe().blank;
        let mut params = Vec::new();
        for (i, &index) in self.ast().list(indices).iter().enumerate() {
            let offset = self.start_of(index);
            let name = match self.expr_at(index).kind {
                ExprKind::Name(name) => Ident { name, offset },
                _ => {
                    let text = self.expr_string(index);
                    self.error(offset, format!("receiver type parameter {text} must be an identifier"));
                    Ident { name: blank, offset }
                }
            };
            let param = self.type_param(name, i as u32);
            if let Type::TypeParam { obj, .. } = *self.store.get(param) {
                self.info().expr_use.insert(index, obj);
            }
            self.record_type(index, super::Mode::Type, param, None);
            params.push(param);
        }
        let Some(generic) = generic else { return (TypeId::INVALID, params) };
        let declared = self.store.type_params(generic);
        if declared.len() == params.len() {
            for (&param, &declared) in params.iter().zip(declared) {
                let bound = self.store.constraint(declared);
                self.instantiations.unite(param, declared);
                if let Some(bound) = bound {
                    let bound = substitute(self.store, bound, self.store.type_params(generic), &params);
                    self.set_constraint(param, bound);
                }
            }
        } else {
            let (got, want) = (params.len(), declared.len());
            let s = if got == 1 { "" } else { "s" };
            let message =
                format!("receiver declares {got} type parameter{s}, but receiver base type declares {want}");
            self.error_at(base, message);
        }
        let pos = self.start_of(base);
        self.require(GENERICS, pos, |_| "type instantiation".to_owned());
        let instance = self.store.instantiate(generic, params.clone());
        let pos = self.pos(self.start_of(receiver));
        self.instance_pos.entry(instance).or_insert(pos);
        self.info().expr_instance.insert(base, params.clone());
        self.record_receiver(receiver, brackets, instance);
        let is_pointer = self.unpack_receiver(receiver).0;
        let ty = if is_pointer { self.store.add(Type::Pointer(instance)) } else { instance };
        (ty, params)
    }

    fn receiver_base_type(&mut self, base: ExprId) -> Option<TypeId> {
        let generic = self.generic_type(base);
        match self.store.get(generic) {
            _ if self.is_invalid(generic) => None,
            Type::Named(_) if self.is_generic(generic) => Some(generic),
            Type::Alias { .. } if self.is_generic(generic) => {
                let text = self.type_string(generic);
                self.error_at(base, format!("cannot define new methods on generic alias type {text}"));
                None
            }
            _ => {
                let text = self.type_string(generic);
                self.error_at(base, format!("{text} is not a generic type"));
                None
            }
        }
    }

    /// Enters the types of the parts of a generic receiver.
    fn record_receiver(&mut self, mut expr: ExprId, brackets: ExprId, instance: TypeId) {
        let is_pointer = self.unpack_receiver(expr).0;
        let mut ty = if is_pointer { self.store.add(Type::Pointer(instance)) } else { instance };
        loop {
            self.record_type(expr, super::Mode::Type, ty, None);
            match self.expr_at(expr).kind {
                _ if expr == brackets => return,
                ExprKind::Paren(inner) => expr = inner,
                ExprKind::Star(inner) => {
                    expr = inner;
                    ty = instance;
                }
                _ => return,
            }
        }
    }

    /// Reports, of a type declared through an alias, that it is an instance.
    pub(super) fn check_alias_receiver(&mut self, base: ExprId, mut ty: TypeId) -> bool {
        loop {
            ty = match *self.store.get(ty) {
                Type::Pointer(elem) => elem,
                Type::Alias { ref actual, .. } => {
                    let Some(&actual) = actual.get() else { return true };
                    let (inner, _) = self.deref(actual);
                    if self.store.generic_of(inner).is_some() {
                        let text = self.type_string(inner);
                        let message = format!("cannot define new methods on instantiated type {text}");
                        self.error_at(base, message);
                        return false;
                    }
                    inner
                }
                _ => return true,
            };
        }
    }

    /// Whether `ty` is a generic type or alias that needs type arguments.
    pub(super) fn is_generic(&self, ty: TypeId) -> bool {
        matches!(self.store.get(ty), Type::Named(_) | Type::Alias { .. })
            && !self.store.type_params(ty).is_empty()
    }

    pub(super) fn is_type_param(&self, ty: TypeId) -> bool {
        super::predicates::is_type_param(self.store, ty)
    }

    /// Checks later what cannot be known before all types are complete.
    pub(super) fn later_union(&mut self, expr: ExprId, ty: TypeId) {
        self.later(Action::Union { expr, ty });
    }
}
