//! Pointers in disguise: `uintptr` arithmetic that starts at a pointer and ends as one.

use super::builder::Builder;
use super::graph::{Place, Reason};
use super::hole::Hole;
use crate::ir::{ConvKind, ExprId, ExprKind, UnaryOp};
use crate::syntax::ast::BinaryOp;
use crate::types::{Basic, Type};

impl Builder<'_> {
    /// Evaluates the `uintptr` expression `x` into `hole`: pointers converted within it flow.
    pub fn unsafe_value(&mut self, hole: Hole, mut x: ExprId) {
        // Chains of operators, which nest to the left, may be long.
        let mut rights = Vec::new();
        loop {
            if let Some(init) = self.package.expr_init.get(x) {
                self.stmts(init);
            }
            let ExprKind::Binary { op, x: left, y } = self.package.exprs[x].kind else { break };
            if !is_uintptr_operator(op) {
                break;
            }
            rights.push((op, y));
            x = left;
        }
        self.unsafe_operand(hole, x);
        for (op, right) in rights.into_iter().rev() {
            if matches!(op, BinaryOp::Shl | BinaryOp::Shr) {
                self.discard(right);
            } else {
                self.unsafe_value(hole, right);
            }
        }
    }

    fn unsafe_operand(&mut self, hole: Hole, x: ExprId) {
        match self.package.exprs[x].kind {
            ExprKind::Conv { kind: ConvKind::Nop | ConvKind::Number, x: operand } => {
                if self.is_basic(self.ty(operand), Basic::UnsafePointer) {
                    self.expr(hole, operand);
                } else {
                    self.discard(operand);
                }
            }
            ExprKind::DotPtr { x: pointer, .. } => {
                if self.is_reflect_data(x) {
                    let hole = self.note(hole.deref(), Place::Expr(x), Reason::ReflectHeaderData);
                    self.expr(hole, pointer);
                } else {
                    self.discard(pointer);
                }
            }
            ExprKind::Unary { op: UnaryOp::Plus | UnaryOp::Neg | UnaryOp::BitNot, x } => {
                self.unsafe_value(hole, x);
            }
            _ => self.expr_no_init(self.discard_hole(), x),
        }
    }

    /// Whether `x` is the field `Data` of a `reflect.SliceHeader` or `reflect.StringHeader`.
    pub fn is_reflect_data(&self, x: ExprId) -> bool {
        let types = self.cx.types;
        let (owner, field) = match self.package.exprs[x].kind {
            ExprKind::Dot { x, field } => (self.ty(x), field),
            ExprKind::DotPtr { x, field } => match types.under(self.ty(x)) {
                Type::Pointer(elem) => (*elem, field),
                _ => return false,
            },
            _ => return false,
        };
        let Type::Named(named) = types.get(types.unalias(owner)) else { return false };
        let obj = types.object(named.obj);
        self.cx.names.text(field.name) == "Data"
            && types.unalias(self.ty(x)) == Basic::Uintptr.id()
            && matches!(self.cx.names.text(obj.name), "SliceHeader" | "StringHeader")
            && obj.package.is_some_and(|p| types.package(p).path == "reflect")
    }
}

/// Whether a pointer may pass through an operand of `op`.
fn is_uintptr_operator(op: BinaryOp) -> bool {
    use BinaryOp::*;
    matches!(op, Add | Sub | Or | Xor | Mul | Div | Rem | And | AndNot | Shl | Shr)
}
