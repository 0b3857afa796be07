//! Binary operators: arithmetic, comparisons, shifts.
//!
//! In: two operands. Out: one. Invariants: a chain `a + b + c + …` is checked without nesting.
//! Source: Spec: "Operators".

use super::check::Checker;
use super::constant::Constant;
use super::expr::NEW_NUMBERS;
use super::info::Mode;
use super::operand::{Operand, Source};
use super::store::{Basic, Type, TypeId};
use crate::syntax::ast::{BinaryOp, ExprId, ExprKind};

impl Checker<'_> {
    /// Checks a binary expression, whose left operand may be another one, and so on.
    pub(super) fn binary_chain(&mut self, id: ExprId) -> Operand {
        let mut spine = Vec::new();
        let mut left = id;
        while let ExprKind::Binary { op, x, y } = self.expr_at(left).kind {
            spine.push((left, op, x, y));
            left = x;
        }
        let mut x = self.expr(left);
        while let Some((expr, op, left, right)) = spine.pop() {
            x = self.binary_with(x, Some(expr), op, left, right);
            if !x.is_valid() {
                x = Operand::invalid(expr);
            }
            x.source = Source::Expr(expr);
            if !spine.is_empty() {
                self.record(&x);
            }
        }
        x
    }

    /// Checks `left op right`; without `expr` it is part of an assignment `left op= right`.
    pub(super) fn binary(&mut self, op: BinaryOp, left: ExprId, right: ExprId) -> Operand {
        let x = self.expr(left);
        self.binary_with(x, None, op, left, right)
    }

    fn binary_with(
        &mut self,
        mut x: Operand,
        expr: Option<ExprId>,
        op: BinaryOp,
        left: ExprId,
        right: ExprId,
    ) -> Operand {
        let mut y = self.expr(right);
        if !x.is_valid() {
            return x;
        }
        if !y.is_valid() {
            x.invalidate();
            x.source = y.source;
            return x;
        }
        if op.is_shift() {
            self.shift(&mut x, &mut y, expr, op);
            return x;
        }
        self.match_types(&mut x, &mut y);
        if !x.is_valid() {
            return x;
        }
        if op.is_comparison() {
            self.comparison(&mut x, &mut y, op, false);
            return x;
        }
        if !self.identical(x.ty, y.ty) {
            if x.ty != TypeId::INVALID && y.ty != TypeId::INVALID {
                let quoted = match expr {
                    Some(expr) => self.expr_string(expr),
                    None => format!("{} {}= {}", self.expr_string(left), op.text(), self.expr_string(right)),
                };
                let message = format!(
                    "invalid operation: {quoted} (mismatched types {} and {})",
                    self.type_string(x.ty),
                    self.type_string(y.ty)
                );
                self.error(self.operand_pos(&x), message);
            }
            x.invalidate();
            return x;
        }
        let defined = match op {
            BinaryOp::Add => self.all_numeric_or_string(x.ty),
            BinaryOp::Sub | BinaryOp::Mul | BinaryOp::Div => self.all_numeric(x.ty),
            BinaryOp::AndAnd | BinaryOp::OrOr => self.all_boolean(x.ty),
            _ => self.all_integer(x.ty),
        };
        if !defined {
            self.undefined_operator(&x, op.text());
            x.invalidate();
            return x;
        }
        if matches!(op, BinaryOp::Div | BinaryOp::Rem)
            && (x.is_constant() || self.all_integer(x.ty))
            && y.is_constant()
            && y.value.is_zero()
        {
            self.error(self.operand_pos(&y), "invalid operation: division by zero");
            x.invalidate();
            return x;
        }
        if x.is_constant() && y.is_constant() {
            if matches!(x.value, Constant::Unknown) || matches!(y.value, Constant::Unknown) {
                x.value = Constant::Unknown;
                return x;
            }
            let integer_division = op == BinaryOp::Div && self.is_integer(x.ty);
            x.value = self.constant_binary(&x.value, op, &y.value, integer_division);
            if let Some(expr) = expr {
                x.source = Source::Expr(expr);
                self.check_overflow(&mut x, expr);
            }
            return x;
        }
        x.mode = Mode::Value;
        x
    }

    /// Checks `x op y`; in a `switch`, that the case `x` can equal the tag `y`.
    pub(super) fn comparison(&mut self, x: &mut Operand, y: &mut Operand, op: BinaryOp, in_switch: bool) {
        if x.ty == TypeId::INVALID || y.ty == TypeId::INVALID {
            x.invalidate();
            return;
        }
        let op = if in_switch { BinaryOp::Eq } else { op };
        if let Err((on_x, cause)) = self.comparable_operands(x, y, op) {
            let mut wrong = if on_x { &*x } else { &*y };
            let cause = if cause.is_empty() && (self.is_type_param(x.ty) || self.is_type_param(y.ty)) {
                if !self.is_type_param(x.ty) {
                    wrong = y;
                }
                let ty = self.type_string(wrong.ty);
                format!("type parameter {ty} cannot use operator {}", op.text())
            } else if cause.is_empty() {
                let kind = self.composite_kind(wrong.ty);
                let kind = if kind.is_empty() { self.type_string(wrong.ty) } else { kind.to_owned() };
                format!("operator {} not defined on {kind}", op.text())
            } else {
                cause
            };
            let (left, right) = (self.operand_expr_string(x), self.operand_expr_string(y));
            if in_switch {
                let message = format!("invalid case {left} in switch on {right} ({cause})");
                self.error(self.operand_pos(x), message);
            } else {
                let message = format!("invalid operation: {left} {} {right} ({cause})", op.text());
                self.error(self.operand_pos(wrong), message);
            }
            x.invalidate();
            return;
        }
        if x.is_constant() && y.is_constant() {
            x.value = self.constant_compare(&x.value, op, &y.value);
        } else {
            x.mode = Mode::Value;
            for operand in [&*x, &*y] {
                if let Some(expr) = operand.expr() {
                    let ty = self.default_type(operand.ty);
                    self.update_type(expr, ty, true);
                }
            }
        }
        x.ty = Basic::UntypedBool.id();
    }

    /// Whether two operands can be compared; if not, whether the left one is to blame, and why.
    fn comparable_operands(&mut self, x: &Operand, y: &Operand, op: BinaryOp) -> Result<(), (bool, String)> {
        if !self.is_assignable(x, y.ty) && !self.is_assignable(y, x.ty) {
            let (x, y) = (self.type_string(x.ty), self.type_string(y.ty));
            return Err((false, format!("mismatched types {x} and {y}")));
        }
        if matches!(op, BinaryOp::Eq | BinaryOp::Ne) {
            if x.is_nil() || y.is_nil() {
                let other = if x.is_nil() { y.ty } else { x.ty };
                let both_nil = x.is_nil() && y.is_nil() && other == Basic::UntypedNil.id();
                return if self.has_nil(other) && !both_nil { Ok(()) } else { Err((false, String::new())) };
            }
            for (on_x, ty) in [(true, x.ty), (false, y.ty)] {
                if !self.is_comparable(ty) {
                    return Err((on_x, self.incomparable_cause(ty)));
                }
            }
        } else {
            for (on_x, ty) in [(true, x.ty), (false, y.ty)] {
                if !self.all_ordered(ty) {
                    return Err((on_x, String::new()));
                }
            }
        }
        Ok(())
    }

    fn incomparable_cause(&self, ty: TypeId) -> String {
        match self.store.under(ty) {
            Type::Slice(_) | Type::Signature(_) | Type::Map { .. } => {
                format!("{} can only be compared to nil", self.composite_kind(ty))
            }
            _ => self.why_incomparable(ty),
        }
    }

    fn shift(&mut self, x: &mut Operand, y: &mut Operand, expr: Option<ExprId>, op: BinaryOp) {
        let as_integer = if x.is_constant() { x.value.to_int() } else { None };
        let untyped_integer = self.is_untyped(x.ty) && as_integer.is_some();
        if !self.all_integer(x.ty) && !untyped_integer {
            self.bad_shift_operand(x);
            return;
        }
        let count = if y.is_constant() { y.value.to_int() } else { None };
        if y.is_constant() {
            if count.as_ref().is_some_and(Constant::is_negative) {
                let message = format!("invalid operation: negative shift count {}", self.describe(y));
                self.error(self.operand_pos(y), message);
                x.invalidate();
                return;
            }
            if self.is_untyped(y.ty) {
                self.make_representable(y, Basic::Uint, Basic::Uint.id());
                if !y.is_valid() {
                    x.invalidate();
                    return;
                }
            }
        }
        if !y.is_constant() || !self.is_untyped(y.ty) {
            if self.is_untyped(y.ty) {
                self.convert_untyped(y, Basic::Uint.id());
                if !y.is_valid() {
                    x.invalidate();
                    return;
                }
            } else if !y.is_constant() && !self.all_integer(y.ty) {
                let message = format!("invalid operation: shift count {} must be integer", self.describe(y));
                self.error(self.operand_pos(y), message);
                x.invalidate();
                return;
            } else if !self.allows(NEW_NUMBERS) && !self.all_unsigned(y.ty) {
                let pos = self.operand_pos(y);
                let text = self.describe(y);
                self.require(NEW_NUMBERS, pos, |_| format!("invalid operation: signed shift count {text}"));
                x.invalidate();
                return;
            }
        }
        if x.is_constant() {
            if y.is_constant() {
                if matches!(x.value, Constant::Unknown) || matches!(y.value, Constant::Unknown) {
                    x.value = Constant::Unknown;
                    if !self.is_integer(x.ty) {
                        x.ty = Basic::UntypedInt.id();
                    }
                    return;
                }
                /// Larger counts are not meaningful, says gc.
                const MAX_COUNT: i64 = 1023 - 1 + 52;
                let bits = match count {
                    Some(Constant::Int(bits)) if bits <= MAX_COUNT => bits as u32,
                    _ => {
                        let message = format!("invalid operation: invalid shift count {}", self.describe(y));
                        self.error(self.operand_pos(y), message);
                        x.invalidate();
                        return;
                    }
                };
                if !self.is_integer(x.ty) {
                    x.ty = Basic::UntypedInt.id();
                }
                let value = as_integer.unwrap_or(Constant::Unknown);
                x.value = self.constant_shift(&value, op, bits);
                if let Some(expr) = expr {
                    x.source = Source::Expr(expr);
                    self.check_overflow(x, expr);
                }
                return;
            }
            if self.is_untyped(x.ty) {
                // The context of the shift decides about the type of its left operand.
                if let Some(expr) = x.expr()
                    && let Some(info) = self.untyped.get_mut(&(self.env.file, expr))
                {
                    info.is_shift_operand = true;
                }
                x.mode = Mode::Value;
                return;
            }
        }
        if !self.all_integer(x.ty) {
            self.bad_shift_operand(x);
            return;
        }
        x.mode = Mode::Value;
    }

    fn bad_shift_operand(&mut self, x: &mut Operand) {
        let message = format!("invalid operation: shifted operand {} must be integer", self.describe(x));
        self.error(self.operand_pos(x), message);
        x.invalidate();
    }
}
