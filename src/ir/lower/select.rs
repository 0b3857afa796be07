//! `select` statements.
//!
//! In: clauses. Out: clauses whose communication is a send or a two-valued receive; a receive that
//! converts what it got does so in the body.
//! Source: gc 1.27.3: select statements of unified IR and their normal form.

use super::{Lowered, Lowering};
use crate::ir::node::*;
use crate::source::{Pos, Symbol};
use crate::syntax::ast;

impl Lowering<'_> {
    /// Lowers a `select`.
    pub fn select_stmt(
        &mut self,
        pos: Pos,
        clauses: ast::List<ast::Clause>,
        label: Option<Symbol>,
        out: &mut Vec<StmtId>,
    ) -> Lowered<()> {
        let mut cases = Vec::new();
        for clause in self.ast().list(clauses) {
            let pos = self.at(clause.pos);
            let mut body = Vec::new();
            let comm = match clause.head {
                ast::ClauseHead::Comm(stmt) => Some(self.comm(stmt, pos, &mut body)?),
                _ => None,
            };
            body.extend(self.block(clause.body)?);
            cases.push(CommClause { pos, comm, body });
        }
        let stmt = self.stmt_node(StmtKind::Select { cases, label }, pos, Vec::new());
        out.push(stmt);
        Ok(())
    }

    /// Lowers a communication; what it does after receiving goes to `body`.
    fn comm(&mut self, stmt: ast::StmtId, clause: Pos, body: &mut Vec<StmtId>) -> Lowered<StmtId> {
        let Some(stmt) = self.one_stmt(Some(stmt))? else {
            return self.surprise(clause, "empty communication");
        };
        match self.pkg.stmts[stmt].kind.clone() {
            StmtKind::Assign { lhs, rhs: Some(rhs), define } => {
                let conv = match self.pkg.exprs[rhs].kind {
                    ExprKind::Conv { kind, x } if self.pkg.exprs[rhs].implicit => Some((kind, x)),
                    _ => None,
                };
                match conv {
                    Some((ConvKind::Interface, recv)) if !define => {
                        Ok(self.received_later(stmt, rhs, recv, clause, body))
                    }
                    Some((_, recv)) => Ok(self.two_valued(stmt, lhs, recv, define)),
                    None => Ok(self.two_valued(stmt, lhs, rhs, define)),
                }
            }
            StmtKind::AssignList { op: AssignOp::Pairs, rhs, .. } => {
                let holder = rhs.first().copied();
                let init = holder.and_then(|first| self.pkg.expr_init.remove(first)).unwrap_or_default();
                let &[recv] = &init[..] else {
                    return self.surprise(clause, "communication is no receive");
                };
                body.push(stmt);
                Ok(recv)
            }
            StmtKind::Expr(recv) => {
                let pos = self.pkg.stmts[stmt].pos;
                let blank = self.blank(pos);
                Ok(self.two_valued(stmt, blank, recv, false))
            }
            _ => Ok(stmt),
        }
    }

    /// `x = <-c` with a conversion: `tmp := <-c`, and `x = tmp` in the body.
    fn received_later(
        &mut self,
        assign: StmtId,
        conv: ExprId,
        recv: ExprId,
        clause: Pos,
        body: &mut Vec<StmtId>,
    ) -> StmtId {
        let tmp = self.temp(clause, self.node_type(recv));
        let declare = self.declare_stmt(tmp, clause);
        let kind = StmtKind::Break(None);
        let comm = self.stmt_node(kind, clause, vec![declare]);
        let lhs = self.var_node(tmp, clause);
        self.two_valued(comm, lhs, recv, true);
        self.pkg.vars[tmp].defn = Some(comm);
        let value = self.var_node(tmp, clause);
        if let ExprKind::Conv { x, .. } = &mut self.pkg.exprs[conv].kind {
            *x = value;
        }
        body.push(assign);
        comm
    }

    /// Makes `stmt` the receive `lhs, _ = recv`.
    fn two_valued(&mut self, stmt: StmtId, lhs: ExprId, recv: ExprId, define: bool) -> StmtId {
        let blank = self.blank(self.pkg.stmts[stmt].pos);
        self.pkg.stmts[stmt].kind =
            StmtKind::AssignList { op: AssignOp::Recv, lhs: vec![lhs, blank], rhs: vec![recv], define };
        stmt
    }
}
