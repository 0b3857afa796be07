//! Untyped operands and the types their context gives them.
//!
//! In: an operand and the type that is expected. Out: the operand with its new type, and the
//! recorded types of its sub-expressions changed accordingly.
//! Source: Spec: "Constants", "Constant expressions", "Operators" (shifts).

use super::check::Checker;
use super::constant::Constant;
use super::info::Mode;
use super::operand::{Operand, Source};
use super::store::{Basic, Type, TypeId};
use crate::syntax::ast::{BinaryOp, ExprId, ExprKind};

/// Why an untyped operand cannot have a type.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Misfit {
    /// A number with a fraction, for an integer type.
    Truncated,
    /// A number that is too large.
    Overflows,
    /// Something else altogether.
    Other,
}

impl Checker<'_> {
    /// The type that `x` has where `target` is expected, and its value in that type when that
    /// changes it.
    pub(super) fn implicit_type(
        &mut self,
        x: &Operand,
        target: TypeId,
    ) -> Result<(TypeId, Option<Constant>), Misfit> {
        if !x.is_valid() || !self.is_untyped(x.ty) || self.store.unalias(target) == TypeId::INVALID {
            return Ok((x.ty, None));
        }
        if self.is_untyped(target) {
            return self.max_type(x.ty, target).map(|ty| (ty, None)).ok_or(Misfit::Other);
        }
        if x.is_nil() {
            return if self.has_nil(target) { Ok((target, None)) } else { Err(Misfit::Other) };
        }
        match self.store.under(target) {
            Type::Basic(basic) => {
                if x.is_constant() {
                    let value = self.representation(x, *basic)?;
                    return Ok((target, Some(value)));
                }
                let fits = match self.store.get(x.ty) {
                    Type::Basic(Basic::UntypedBool) => self.is_boolean(target),
                    Type::Basic(Basic::UntypedString) => self.is_string(target),
                    Type::Basic(Basic::UntypedNil) => false,
                    _ => self.is_numeric(target),
                };
                if fits { Ok((target, None)) } else { Err(Misfit::Other) }
            }
            Type::TypeParam { .. } => {
                let fits = self.permitted_types(target).is_some_and(|types| {
                    types.iter().all(|&(_, under)| self.implicit_type(x, under).is_ok())
                });
                if fits { Ok((target, None)) } else { Err(Misfit::Other) }
            }
            // A value in an interface has a type of its own.
            Type::Interface(_) if self.is_empty_interface(target) => Ok((self.default_type(x.ty), None)),
            _ => Err(Misfit::Other),
        }
    }

    /// The value of the constant `x` as a value of `basic`.
    pub(super) fn representation(&mut self, x: &Operand, basic: Basic) -> Result<Constant, Misfit> {
        if let Some(value) = self.represent(&x.value, basic) {
            return Ok(value);
        }
        if !self.is_numeric(x.ty) || !basic.is_numeric() {
            Err(Misfit::Other)
        } else if !self.is_integer(x.ty) && basic.is_integer() {
            Err(Misfit::Truncated)
        } else {
            Err(Misfit::Overflows)
        }
    }

    /// Checks that the constant `x` is a value of `basic`, and makes it one.
    pub(super) fn make_representable(&mut self, x: &mut Operand, basic: Basic, shown: TypeId) {
        match self.representation(x, basic) {
            Ok(value) => x.value = value,
            Err(misfit) => {
                self.report_misfit(misfit, x, shown);
                x.invalidate();
            }
        }
    }

    fn report_misfit(&mut self, misfit: Misfit, x: &Operand, target: TypeId) {
        let (text, target) = (self.describe(x), self.type_string(target));
        let message = match misfit {
            Misfit::Truncated => format!("{text} truncated to {target}"),
            Misfit::Overflows => format!("{text} overflows {target}"),
            Misfit::Other => format!("cannot convert {text} to type {target}"),
        };
        self.error(self.operand_pos(x), message);
    }

    /// Gives an untyped operand the type `target`.
    pub(super) fn convert_untyped(&mut self, x: &mut Operand, target: TypeId) {
        match self.implicit_type(x, target) {
            Ok((ty, value)) => self.settle(x, ty, value),
            Err(misfit) => {
                let shown = self.store.underlying(target);
                self.report_misfit(misfit, x, shown);
                x.invalidate();
            }
        }
    }

    /// Gives `x` a type and value found by [`Checker::implicit_type`].
    pub(super) fn settle(&mut self, x: &mut Operand, ty: TypeId, value: Option<Constant>) {
        if let Some(value) = value {
            if let Some(expr) = x.expr()
                && let Some(info) = self.untyped.get_mut(&(self.env.file, expr))
            {
                info.value = Some(value.clone());
            }
            x.value = value;
        }
        if ty != x.ty {
            x.ty = ty;
            if let Some(expr) = x.expr() {
                self.update_type(expr, ty, false);
            }
        }
    }

    /// Gives an expression, and the operands that determine its type, the type `ty`. An untyped
    /// `ty` stays open unless it is `is_final`.
    pub(super) fn update_type(&mut self, expr: ExprId, ty: TypeId, is_final: bool) {
        // Operators associate to the left: an explicit stack keeps long chains from nesting.
        // Operands come before the expression itself.
        enum Step {
            Enter(ExprId),
            Leave(ExprId),
        }
        let mut steps = vec![Step::Enter(expr)];
        while let Some(step) = steps.pop() {
            let id = match step {
                Step::Leave(id) => {
                    if !self.update_one(id, ty, is_final) {
                        return;
                    }
                    continue;
                }
                Step::Enter(id) => id,
            };
            let Some(old) = self.untyped.get(&(self.env.file, id)) else { continue };
            steps.push(Step::Leave(id));
            let is_constant = old.value.is_some();
            match self.expr_at(id).kind {
                ExprKind::Paren(x) => steps.push(Step::Enter(x)),
                ExprKind::Unary { x, .. } if !is_constant => steps.push(Step::Enter(x)),
                ExprKind::Binary { op, x, y } if !is_constant && !op.is_comparison() => {
                    if !matches!(op, BinaryOp::Shl | BinaryOp::Shr) {
                        steps.push(Step::Enter(y));
                    }
                    steps.push(Step::Enter(x));
                }
                _ => {}
            }
        }
    }

    fn update_one(&mut self, expr: ExprId, ty: TypeId, is_final: bool) -> bool {
        let key = (self.env.file, expr);
        if !is_final && self.is_untyped(ty) {
            if let Some(info) = self.untyped.get_mut(&key) {
                info.ty = self.store.underlying(ty);
            }
            return true;
        }
        let Some(old) = self.untyped.remove(&key) else { return true };
        if old.is_shift_operand && !self.all_integer(ty) {
            let message = format!(
                "invalid operation: shifted operand {} (type {}) must be integer",
                self.expr_string(expr),
                self.type_string(ty)
            );
            self.error_at(expr, message);
            return true;
        }
        let mut value = old.value.clone();
        if let Some(constant) = old.value {
            let mut x = Operand { mode: old.mode, ty: old.ty, value: constant, source: Source::Expr(expr) };
            self.convert_untyped(&mut x, ty);
            if !x.is_valid() {
                return true;
            }
            value = Some(x.value);
        }
        self.record_type(expr, old.mode, ty, value);
        true
    }

    /// Gives untyped operands of a binary operation the type of the other one.
    pub(super) fn match_types(&mut self, x: &mut Operand, y: &mut Operand) {
        if !self.may_match(x, y) {
            return;
        }
        self.convert_untyped(x, y.ty);
        if x.is_valid() {
            self.convert_untyped(y, x.ty);
            if !y.is_valid() {
                x.invalidate();
            }
        }
    }

    fn may_match(&self, x: &Operand, y: &Operand) -> bool {
        if !self.is_untyped(x.ty) && !self.is_untyped(y.ty) {
            return false;
        }
        if self.words().numbers_match_numbers && self.all_numeric(x.ty) != self.all_numeric(y.ty) {
            return false;
        }
        if self.is_interface(x.ty) || self.is_interface(y.ty) {
            return true;
        }
        if self.all_boolean(x.ty) != self.all_boolean(y.ty) || self.all_string(x.ty) != self.all_string(y.ty)
        {
            return false;
        }
        if x.mode == Mode::Nil {
            return self.has_nil(y.ty);
        }
        if y.mode == Mode::Nil {
            return self.has_nil(x.ty);
        }
        let is_pointer = |ty| matches!(self.store.under(ty), Type::Pointer(_));
        !is_pointer(x.ty) && !is_pointer(y.ty)
    }
}
