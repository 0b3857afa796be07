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
            let comm = match clause.head {
                ast::ClauseHead::Comm(stmt) => Some(self.comm_stmt(stmt, pos)?),
                _ => None,
            };
            let rest = self.block(clause.body)?;
            let (comm, mut body) = match comm {
                Some(stmt) => self.normal_comm(stmt, pos)?,
                None => (None, Vec::new()),
            };
            body.extend(rest);
            cases.push(CommClause { pos, comm, body });
        }
        let stmt = self.stmt_node(StmtKind::Select { cases, label }, pos, Vec::new());
        out.push(stmt);
        Ok(())
    }

    /// Lowers a communication as the statement it is.
    fn comm_stmt(&mut self, stmt: ast::StmtId, clause: Pos) -> Lowered<StmtId> {
        match self.one_stmt(Some(stmt))? {
            Some(stmt) => Ok(stmt),
            None => self.surprise(clause, "empty communication"),
        }
    }

    /// The normal form of a lowered communication, and what it does after receiving.
    ///
    /// A temporary that this needs is numbered behind the variables of the clause's body.
    fn normal_comm(&mut self, stmt: StmtId, clause: Pos) -> Lowered<(Option<StmtId>, Vec<StmtId>)> {
        let mut body = Vec::new();
        let comm = match self.pkg.stmts[stmt].kind.clone() {
            StmtKind::Assign { lhs, rhs: Some(rhs), define } => {
                let conv = match self.pkg.exprs[rhs].kind {
                    ExprKind::Conv { kind, x } if self.pkg.exprs[rhs].implicit => Some((kind, x)),
                    _ => None,
                };
                match conv {
                    Some((ConvKind::Interface, recv)) if !define => {
                        self.received_later(stmt, rhs, recv, clause, &mut body)
                    }
                    Some((_, recv)) => self.two_valued(stmt, lhs, recv, define),
                    None => self.two_valued(stmt, lhs, rhs, define),
                }
            }
            StmtKind::AssignList { op: AssignOp::Pairs, rhs, .. } => {
                let holder = rhs.first().copied();
                let init = holder.and_then(|first| self.pkg.expr_init.remove(first)).unwrap_or_default();
                let &[recv] = &init[..] else {
                    return self.surprise(clause, "communication is no receive");
                };
                body.push(stmt);
                recv
            }
            StmtKind::Expr(recv) => {
                let pos = self.pkg.stmts[stmt].pos;
                let blank = self.blank(pos);
                self.two_valued(stmt, blank, recv, false)
            }
            _ => stmt,
        };
        Ok((Some(comm), body))
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
        let value = self.var_node(tmp, clause);
        if let ExprKind::Conv { x, .. } = &mut self.pkg.exprs[conv].kind {
            *x = value;
        }
        body.push(assign);
        comm
    }

    /// Makes `stmt` the receive `lhs, _ = recv`.
    ///
    /// It no longer counts as what defines `lhs`: a closure in a loop of the clause captures such a
    /// variable by reference, as if it had been assigned again (corpus/selects/received.go).
    fn two_valued(&mut self, stmt: StmtId, lhs: ExprId, recv: ExprId, define: bool) -> StmtId {
        let blank = self.blank(self.pkg.stmts[stmt].pos);
        if let ExprKind::Var(var) = self.pkg.exprs[lhs].kind
            && self.pkg.vars[var].defn == Some(stmt)
        {
            self.pkg.vars[var].defn = None;
        }
        self.pkg.stmts[stmt].kind =
            StmtKind::AssignList { op: AssignOp::Recv, lhs: vec![lhs, blank], rhs: vec![recv], define };
        stmt
    }
}
