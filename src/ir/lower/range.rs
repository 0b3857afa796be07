//! `for … range` statements.
//!
//! In: targets, operand and body. Out: a [`StmtKind::Range`]; a loop over a function is rewritten,
//! see [`super::range_func`].
//! Source: gc 1.27.3: range statements of unified IR.

use super::{Lowered, Lowering, range_func};
use crate::ir::node::*;
use crate::source::Symbol;
use crate::syntax::ast;
use crate::types::{Basic, Type};

impl Lowering<'_> {
    /// Lowers a loop over an operand.
    pub fn range_stmt(
        &mut self,
        stmt: ast::StmtId,
        label: Option<Symbol>,
        out: &mut Vec<StmtId>,
    ) -> Lowered<()> {
        let file = self.ast();
        let ast::StmtKind::Range { lhs, define, x, body, range } = file.stmts[stmt].kind else {
            return self.surprise(self.at(file.stmts[stmt].pos), "not a range statement");
        };
        if matches!(self.under(self.type_of(x)?), Type::Signature(_)) {
            return range_func::lower(self, stmt, label, out);
        }
        let pos = self.at(range);
        let (targets, vars) = self.targets(file.list(lhs))?;
        let x = self.expr(x)?;
        self.look_up_range(x, &targets);
        let body = self.block(body)?;
        let kind = StmtKind::Range {
            key: targets.first().copied(),
            value: targets.get(1).copied(),
            x,
            body,
            label,
            define: define && !vars.is_empty(),
            distinct_vars: self.distinct_vars(),
        };
        let stmt = self.stmt_node(kind, pos, Vec::new());
        self.define_vars(stmt, &vars);
        out.push(stmt);
        Ok(())
    }

    /// Notes what a loop looks up: a map, and conversions of what it yields.
    fn look_up_range(&mut self, x: ExprId, targets: &[ExprId]) {
        if self.recorder.is_none() {
            return;
        }
        let ty = self.node_type(x);
        let int = Basic::Int.id();
        let (key, value) = match self.under(ty) {
            Type::Map { key, value } => {
                self.look_up_type(ty);
                (*key, *value)
            }
            Type::Slice(elem) | Type::Array { elem, .. } => (int, *elem),
            Type::Chan { elem, .. } => (*elem, int),
            Type::Pointer(array) => match self.under(*array) {
                Type::Array { elem, .. } => (int, *elem),
                _ => (int, int),
            },
            Type::Basic(basic) if basic.is_string() => (int, Basic::Rune.id()),
            _ => (ty, int),
        };
        for (&target, src) in targets.iter().zip([key, value]) {
            if !matches!(self.pkg.exprs[target].kind, ExprKind::Blank) {
                self.look_up_conversion(src, self.node_type(target));
            }
        }
    }
}
