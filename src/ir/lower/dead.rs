//! Statements that never run: constant conditions and what follows a terminating statement.
//!
//! In: conditions and statements as checked. Out: whether a condition is constant, which operand
//! is left of it, and whether control gets past a statement.
//! Invariants: the answers are gc's, not the specification's: a loop without condition does not
//! terminate, a `break` does not.
//! Source: gc 1.27.3: simplification of conditions before trees are built.

use super::Lowering;
use crate::syntax::ast::{self, BinaryOp, BranchKind, ExprKind, StmtKind, UnaryOp};
use crate::types::{Builtin, Constant, Mode};

impl Lowering<'_> {
    fn bool_value(&self, expr: ast::ExprId) -> Option<bool> {
        match self.type_and_value(expr)?.value {
            Some(Constant::Bool(value)) => Some(value),
            _ => None,
        }
    }

    /// What simplification put in place of `expr`; parentheses stay.
    fn in_place(&self, mut expr: ast::ExprId) -> ast::ExprId {
        while let Some(&other) = self.simplified.get(&expr) {
            expr = other;
        }
        expr
    }

    /// Whether a condition is always true or always false. Operands that do not matter are left
    /// out from now on.
    pub fn static_bool(&mut self, slot: ast::ExprId) -> Option<bool> {
        if !self.cx.rules.dead_code_left_out {
            return None;
        }
        if self.enter(self.at(self.ast().exprs[slot].pos)).is_err() {
            return None;
        }
        let result = self.static_bool_at(slot);
        self.leave();
        result
    }

    fn static_bool_at(&mut self, slot: ast::ExprId) -> Option<bool> {
        let expr = self.in_place(slot);
        if let Some(value) = self.bool_value(expr) {
            return Some(value);
        }
        match self.ast().exprs[expr].kind {
            ExprKind::Unary { op: UnaryOp::Not, x } => self.static_bool(x).map(|v| !v),
            ExprKind::Binary { op: BinaryOp::AndAnd, x, y } => self.static_operands(slot, x, y, false),
            ExprKind::Binary { op: BinaryOp::OrOr, x, y } => self.static_operands(slot, x, y, true),
            _ => None,
        }
    }

    /// `decides` is the value of one operand that decides the whole.
    fn static_operands(
        &mut self,
        slot: ast::ExprId,
        x: ast::ExprId,
        y: ast::ExprId,
        decides: bool,
    ) -> Option<bool> {
        let left = self.static_bool(x);
        if left == Some(decides) {
            let x = self.in_place(x);
            self.simplify(slot, x);
            return left;
        }
        let right = self.static_bool(y);
        if left == Some(!decides) || right == Some(decides) {
            let x = self.in_place(x);
            if self.type_and_value(x).is_some_and(|tv| tv.value.is_some()) {
                let y = self.in_place(y);
                self.simplify(slot, y);
            }
            return right;
        }
        None
    }

    fn simplify(&mut self, slot: ast::ExprId, to: ast::ExprId) {
        let from = self.in_place(slot);
        if from != to {
            self.simplified.insert(from, to);
        }
    }

    /// Whether control never gets past `stmt`.
    pub fn terminates(&mut self, stmt: ast::StmtId) -> bool {
        let mut stmt = stmt;
        loop {
            match self.ast().stmts[stmt].kind {
                StmtKind::Branch { kind, .. } => return kind == BranchKind::Goto,
                StmtKind::Return(_) => return true,
                StmtKind::Expr(x) => return self.is_panic(x),
                StmtKind::Block(block) => match self.last_non_empty(block) {
                    Some(last) => stmt = last,
                    None => return false,
                },
                StmtKind::If(parts) => {
                    let cond = self.static_bool(parts.cond);
                    if cond != Some(false) {
                        let last = self.last_non_empty(parts.then);
                        if self.enter(self.at(self.ast().stmts[stmt].pos)).is_err() {
                            return false;
                        }
                        let then = last.is_some_and(|last| self.terminates(last));
                        self.leave();
                        if !then {
                            return false;
                        }
                    }
                    match parts.els {
                        _ if cond == Some(true) => return true,
                        Some(els) => stmt = els,
                        None => return false,
                    }
                }
                _ => return false,
            }
        }
    }

    fn is_panic(&self, expr: ast::ExprId) -> bool {
        let ExprKind::Call { fun, .. } = self.ast().exprs[self.ast().unparen(expr)].kind else {
            return false;
        };
        self.type_and_value(fun).is_some_and(|tv| tv.mode == Mode::Builtin(Builtin::Panic))
    }

    /// The last statement of a block that is not empty.
    pub fn last_non_empty(&self, block: ast::BlockId) -> Option<ast::StmtId> {
        let file = self.ast();
        let stmts = file.list(file.blocks[block].stmts);
        stmts.iter().rev().copied().find(|&s| file.stmts[s].kind != StmtKind::Empty)
    }
}
