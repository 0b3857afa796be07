//! Instantiated types, and whether type arguments satisfy constraints.
//!
//! In: `T[A, B]`. Out: an instance. Invariants: constraints are verified when all types are known.
//! Source: Spec: "Instantiations", "Satisfying a type constraint".

use super::check::Checker;
use super::decl::GENERICS;
use super::delay::Action;
use super::implements::satisfies;
use super::info::Mode;
use super::store::{Type, TypeId};
use super::subst::substitute;
use super::typeset::constraint_interface;
use crate::syntax::ast::{ExprId, List};

impl Checker<'_> {
    /// The type that `expr` denotes, generic or not.
    pub(super) fn generic_type(&mut self, expr: ExprId) -> TypeId {
        let ty = if self.enter() {
            self.type_inner(expr)
        } else {
            self.error(self.expr_at(expr).pos, "type nested too deeply");
            TypeId::INVALID
        };
        self.leave();
        if ty == TypeId::INVALID {
            self.mark_broken();
        }
        self.record_type(expr, Mode::Type, ty, None);
        ty
    }

    /// The type `x[indices]`.
    pub(super) fn instantiated_type(&mut self, x: ExprId, indices: List<ExprId>) -> TypeId {
        let pos = self.start_of(x);
        self.require(GENERICS, pos, |_| "type instantiation".to_owned());
        let generic = self.generic_type(x);
        if !self.is_invalid(generic) && !self.is_generic(generic) {
            let args = super::exprstring::expr_list_string(self.cx.sources, self.ast(), indices);
            let message = format!(
                "invalid operation: {}[{args}] ({} is not a generic type)",
                self.expr_string(x),
                self.type_string(generic)
            );
            self.error_at(x, message);
            return TypeId::INVALID;
        }
        if self.is_invalid(generic) {
            // An invalid alias stays what it is: without type arguments.
            return generic;
        }
        if !self.is_generic(generic) {
            return TypeId::INVALID;
        }
        let exprs = self.ast().list(indices);
        let Some(args) = self.type_list(exprs) else { return TypeId::INVALID };
        let is_alias = matches!(self.store.get(generic), Type::Alias { .. });
        if is_alias && !self.argument_count_fits(x, generic, args.len()) {
            return TypeId::INVALID;
        }
        let instance = self.store.instantiate(generic, args);
        let pos = self.pos(self.start_of(x));
        self.instance_pos.entry(instance).or_insert(pos);
        self.later(Action::Instance { x, args: indices, ty: instance });
        instance
    }

    /// The types that `exprs` denote, if all are valid.
    pub(super) fn type_list(&mut self, exprs: &[ExprId]) -> Option<Vec<TypeId>> {
        let types: Vec<TypeId> = exprs.iter().map(|&expr| self.var_type(expr)).collect();
        (!types.contains(&TypeId::INVALID)).then_some(types)
    }

    fn argument_count_fits(&mut self, x: ExprId, generic: TypeId, got: usize) -> bool {
        let want = self.store.type_params(generic).len();
        let problem = match got.cmp(&want) {
            std::cmp::Ordering::Less => "not enough",
            std::cmp::Ordering::Greater => "too many",
            std::cmp::Ordering::Equal => return true,
        };
        let name = match self.store.get(generic) {
            Type::Named(named) => self.name(self.object(named.obj).name),
            Type::Alias { obj, .. } => self.name(self.object(*obj).name),
            _ => "",
        };
        let message = format!("{problem} type arguments for type {name}: have {got}, want {want}");
        self.error(self.expr_at(x).pos, message);
        false
    }

    /// Verifies an instantiated type.
    pub(super) fn check_instance(&mut self, x: ExprId, args: List<ExprId>, ty: TypeId) {
        let types = self.store.type_args(ty).to_vec();
        let Some(generic) = self.store.generic_of(ty) else { return };
        self.info().expr_instance.insert(x, types.clone());
        if !self.argument_count_fits(x, generic, types.len()) {
            return;
        }
        let params = self.store.type_params(generic).to_vec();
        if let Err((i, why)) = self.verify_instance(&params, &types) {
            let pos = self.ast().list(args).get(i).map_or(self.expr_at(x).pos, |&arg| self.start_of(arg));
            self.soft_error(pos, why);
            self.mark_broken();
        } else {
            self.record_instantiation(self.expr_at(x).pos, &params, &types, Some(args));
        }
    }

    /// Whether type arguments satisfy the constraints of `params`; otherwise which one does not,
    /// and gc's words for why.
    pub(super) fn verify_instance(
        &mut self,
        params: &[TypeId],
        args: &[TypeId],
    ) -> Result<(), (usize, String)> {
        for (i, (&param, &arg)) in params.iter().zip(args).enumerate() {
            if self.valid_types.is_invalid(self.store, arg) {
                continue;
            }
            let bound = self.constraint_of(param);
            let bound = match self.is_interface(bound) || bound == TypeId::INVALID {
                true => bound,
                false => constraint_interface(self.store, param).unwrap_or(bound),
            };
            let bound = substitute(self.store, bound, params, args);
            self.declare_methods(arg);
            if let Err(why) = satisfies(self.type_cx(), arg, bound, self.env.language) {
                return Err((i, why));
            }
        }
        Ok(())
    }

    /// The constraint of a type parameter as written.
    pub(super) fn constraint_of(&self, param: TypeId) -> TypeId {
        self.store.constraint(param).unwrap_or(TypeId::INVALID)
    }

    /// Finds the types of the methods that `ty`, or what it points to, declares.
    pub(super) fn declare_methods(&mut self, ty: TypeId) {
        let (base, _) = self.deref(ty);
        for method in self.store.declared_methods(self.store.unalias(base)) {
            if self.known_type(method).is_none() {
                self.declare_object(method);
            }
        }
    }

    /// Verifies the instance `tuple` of the type parameters of `generic`, inferred or written at
    /// `pos`.
    pub(super) fn check_func_instance(
        &mut self,
        pos: u32,
        generic: TypeId,
        tuple: TypeId,
        args: Option<List<ExprId>>,
    ) {
        let Type::Tuple(types) = self.store.get(tuple) else { return };
        let params = self.store.type_params(generic).to_vec();
        if let Err((i, why)) = self.verify_instance(&params, types) {
            let written = args.and_then(|args| self.ast().list(args).get(i).copied());
            let pos = written.map_or(pos, |arg| self.start_of(arg));
            self.soft_error(pos, why);
            self.mark_broken();
        } else {
            self.record_instantiation(pos, &params, types, args);
        }
    }
}
