//! What builtin functions make flow.

use super::builder::Builder;
use super::graph::{Graph, Place, Reason};
use super::hole::Hole;
use crate::ir::{BuiltinOp, ExprId, ExprKind};
use crate::types::Type;

impl Builder<'_> {
    /// Evaluates the builtin call `x` into `hole`.
    pub fn builtin(&mut self, hole: Hole, x: ExprId) {
        let package = self.package;
        let ExprKind::Builtin { op, args, spread } = &package.exprs[x].kind else { return };
        match op {
            BuiltinOp::Append => self.append(hole, x, args, *spread),
            BuiltinOp::Copy => {
                let &[dst, src] = args.as_slice() else { return };
                self.operand(self.mutator(), x, dst);
                let from = if self.elem_has_pointers(src) {
                    self.note(self.heap().deref(), Place::Expr(x), Reason::CopiedSlice)
                } else {
                    self.discard_hole()
                };
                self.operand(from, x, src);
            }
            BuiltinOp::Panic => args.iter().for_each(|&arg| self.operand(self.heap(), x, arg)),
            BuiltinOp::Clear => args.iter().for_each(|&arg| self.operand(self.mutator(), x, arg)),
            BuiltinOp::Min | BuiltinOp::Max => args.iter().for_each(|&arg| self.argument(hole, x, arg)),
            BuiltinOp::UnsafeAdd
            | BuiltinOp::UnsafeSlice
            | BuiltinOp::UnsafeString
            | BuiltinOp::UnsafeSliceData
            | BuiltinOp::UnsafeStringData => {
                for (i, &arg) in args.iter().enumerate() {
                    if i == 0 { self.argument(hole, x, arg) } else { self.discard(arg) }
                }
            }
            BuiltinOp::StringPointer => args.iter().for_each(|&arg| self.expr(hole, arg)),
            BuiltinOp::Cap
            | BuiltinOp::Close
            | BuiltinOp::Complex
            | BuiltinOp::Delete
            | BuiltinOp::Imag
            | BuiltinOp::Len
            | BuiltinOp::Print
            | BuiltinOp::Println
            | BuiltinOp::Real
            | BuiltinOp::Recover => args.iter().for_each(|&arg| self.operand(self.discard_hole(), x, arg)),
        }
    }

    /// Evaluates `arg`, an argument of `call`, into `hole`; what `go` and `defer` copy of it first.
    fn operand(&mut self, hole: Hole, call: ExprId, arg: ExprId) {
        self.copies(false, arg);
        self.argument(hole, call, arg);
    }

    /// Evaluates `arg`, an argument of `call`, into `hole`.
    pub fn argument(&mut self, hole: Hole, call: ExprId, arg: ExprId) {
        let hole = self.note(hole, Place::Expr(call), Reason::CallParameter);
        self.expr(hole, arg);
    }

    /// The old slice flows to the result, and if the elements are copied, what they point to may
    /// be anywhere. New elements are on the heap.
    fn append(&mut self, hole: Hole, x: ExprId, args: &[ExprId], spread: bool) {
        let Some((&slice, added)) = args.split_first() else { return };
        let mut old = hole;
        if self.cx.rules.tracks_mutation {
            old = self.tee(&[hole, self.mutator()]);
        }
        if self.elem_has_pointers(slice) {
            let content = self.note(self.heap().deref(), Place::Expr(x), Reason::AppendeeSlice);
            old = self.tee(&[old, content]);
        }
        self.argument(old, x, slice);
        if spread {
            for &arg in added {
                let hole = if self.elem_has_pointers(arg) {
                    self.note(self.heap().deref(), Place::Expr(x), Reason::AppendedSlice)
                } else {
                    self.discard_hole()
                };
                self.argument(hole, x, arg);
            }
        } else {
            for &arg in added {
                self.argument(self.heap(), x, arg);
            }
        }
        if self.cx.rules.append_locations {
            let storage = self.spill(hole, x);
            debug_assert_ne!(storage.dst, Graph::HEAP);
            self.graph.locs[storage.dst].loop_depth = 0;
        }
    }

    /// Whether `x` is a slice whose elements hold pointers.
    fn elem_has_pointers(&self, x: ExprId) -> bool {
        match self.cx.types.under(self.ty(x)) {
            Type::Slice(elem) => self.cx.has_pointers(*elem),
            _ => false,
        }
    }
}
