//! Pointers in disguise: `uintptr` arithmetic that starts at a pointer and ends as one.

use super::builder::Builder;
use super::graph::{Place, Reason};
use super::hole::Hole;
use crate::ir::{ConvKind, ExprId, ExprKind, UnaryOp};
use crate::syntax::ast::BinaryOp;
use crate::types::{Basic, Type};

impl Builder<'_> {
    /// Evaluates the `uintptr` expression `x` into `hole`: pointers converted within it flow.
    pub fn unsafe_value(&mut self, hole: Hole, x: ExprId) {
        if let Some(init) = self.package.expr_init.get(x) {
            self.stmts(init);
        }
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
            ExprKind::Binary { op: BinaryOp::Shl | BinaryOp::Shr, x, y } => {
                self.unsafe_value(hole, x);
                self.discard(y);
            }
            ExprKind::Binary {
                op:
                    BinaryOp::Add
                    | BinaryOp::Sub
                    | BinaryOp::Or
                    | BinaryOp::Xor
                    | BinaryOp::Mul
                    | BinaryOp::Div
                    | BinaryOp::Rem
                    | BinaryOp::And
                    | BinaryOp::AndNot,
                x,
                y,
            } => {
                self.unsafe_value(hole, x);
                self.unsafe_value(hole, y);
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
