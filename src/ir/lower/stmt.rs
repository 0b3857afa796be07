//! Statements.
//!
//! In: statements of one block. Out: statements of the IR; blocks are spliced into the list around
//! them, declarations of constants and types are gone, so is what never runs.
//! Source: gc 1.27.3: statements of unified IR. Spec: "Statements".

use super::{Lowered, Lowering};
use crate::ir::node::*;
use crate::source::{Pos, Symbol};
use crate::syntax::ast;
use crate::types::{Constant, Type};

impl Lowering<'_> {
    /// Lowers a list of statements.
    pub fn stmts(&mut self, stmts: &[ast::StmtId]) -> Lowered<Vec<StmtId>> {
        let mut out = Vec::new();
        let labeled =
            |l: &Self, s: ast::StmtId| matches!(l.ast().stmts[s].kind, ast::StmtKind::Labeled { .. });
        let last_label = stmts.iter().rposition(|&s| labeled(self, s));
        let mut dead = false;
        for (i, &stmt) in stmts.iter().enumerate() {
            if dead && last_label.is_none_or(|last| i > last) && !labeled(self, stmt) {
                continue;
            }
            self.stmt(stmt, &mut out)?;
            dead = self.cx.rules.dead_code_left_out && self.terminates(stmt);
        }
        Ok(out)
    }

    /// Lowers the statements of a block.
    pub fn block(&mut self, block: ast::BlockId) -> Lowered<Vec<StmtId>> {
        self.stmts(self.ast().list(self.ast().blocks[block].stmts))
    }

    /// Lowers one statement into a list of its own.
    pub fn stmt_list(&mut self, stmt: Option<ast::StmtId>) -> Lowered<Vec<StmtId>> {
        let mut out = Vec::new();
        if let Some(stmt) = stmt {
            self.stmt(stmt, &mut out)?;
        }
        Ok(out)
    }

    /// Lowers one statement into at most one; several become a block.
    pub fn one_stmt(&mut self, stmt: Option<ast::StmtId>) -> Lowered<Option<StmtId>> {
        let out = self.stmt_list(stmt)?;
        Ok(self.as_block(out))
    }

    fn as_block(&mut self, stmts: Vec<StmtId>) -> Option<StmtId> {
        match stmts[..] {
            [] => None,
            [one] => Some(one),
            [first, ..] => {
                let pos = self.pkg.stmts[first].pos;
                Some(self.stmt_node(StmtKind::Block(stmts), pos, Vec::new()))
            }
        }
    }

    /// Lowers one statement at the end of `out`.
    pub fn stmt(&mut self, stmt: ast::StmtId, out: &mut Vec<StmtId>) -> Lowered<()> {
        let node = self.ast().stmts[stmt];
        self.enter(self.at(node.pos))?;
        self.stmt_inner(stmt, out)?;
        self.leave();
        Ok(())
    }

    fn stmt_inner(&mut self, stmt: ast::StmtId, out: &mut Vec<StmtId>) -> Lowered<()> {
        let file = self.ast();
        let node = file.stmts[stmt];
        let pos = self.at(node.pos);
        let label = self.label_before(out);
        if let Some(exit) = self.range_exit(stmt) {
            return self.leave_body(stmt, exit, out);
        }
        let kind = match node.kind {
            ast::StmtKind::Empty => return Ok(()),
            ast::StmtKind::Bad => return self.surprise(pos, "broken statement"),
            ast::StmtKind::Expr(x) => StmtKind::Expr(self.expr(x)?),
            ast::StmtKind::Send { chan, value } => {
                let Type::Chan { elem, .. } = self.structure_of(chan)? else {
                    return self.surprise(pos, "send to something that is no channel");
                };
                let chan = self.expr(chan)?;
                let value = self.implicit_conv(Some(*elem), value)?;
                StmtKind::Send { chan, value }
            }
            ast::StmtKind::IncDec { x, inc } => self.inc_dec(x, inc, pos)?,
            ast::StmtKind::OpAssign { op, x, y } => self.op_assign(op, x, y)?,
            ast::StmtKind::Assign { lhs, rhs } | ast::StmtKind::Define { lhs, rhs } => {
                return self.assign(pos, file.list(lhs), file.list(rhs), out);
            }
            ast::StmtKind::Decl(decls) => {
                for &decl in file.list(decls) {
                    self.local_decl(decl, out)?;
                }
                return Ok(());
            }
            ast::StmtKind::Go(call) => {
                let go = self.go_defer(call, pos, true)?;
                out.push(go);
                return Ok(());
            }
            ast::StmtKind::Defer(call) => {
                let defer = self.go_defer(call, pos, false)?;
                self.defer_at_function(defer)?;
                out.push(defer);
                return Ok(());
            }
            ast::StmtKind::Return(results) => {
                let last = self.frames.len() - 1;
                let types = self.frames[last].results.clone();
                let results = file.list(results);
                StmtKind::Return(self.multi_expr(pos, &|i| types.get(i).copied(), results)?)
            }
            ast::StmtKind::Branch { kind, label } => self.branch(kind, label.map(|l| l.name), pos)?,
            ast::StmtKind::Block(block) => {
                let stmts = self.block(block)?;
                out.extend(stmts);
                return Ok(());
            }
            ast::StmtKind::If(parts) => return self.if_stmt(pos, parts, out),
            ast::StmtKind::For(parts) => return self.for_stmt(pos, parts, label, out),
            ast::StmtKind::Range { .. } => return self.range_stmt(stmt, label, out),
            ast::StmtKind::Switch { .. } => return self.switch_stmt(stmt, label, out),
            ast::StmtKind::TypeSwitch { .. } => return self.type_switch(stmt, label, out),
            ast::StmtKind::Select(clauses) => return self.select_stmt(pos, clauses, label, out),
            ast::StmtKind::Labeled { label, stmt } => {
                let kind = match self.text(label.name) {
                    "_" => StmtKind::Block(Vec::new()),
                    _ => StmtKind::Label(label.name),
                };
                let label = self.stmt_node(kind, pos, Vec::new());
                out.push(label);
                return self.stmt(stmt, out);
            }
        };
        let stmt = self.stmt_node(kind, pos, Vec::new());
        out.push(stmt);
        Ok(())
    }

    /// The label that stands directly before the end of a list.
    fn label_before(&self, out: &[StmtId]) -> Option<Symbol> {
        match self.pkg.stmts[*out.last()?].kind {
            StmtKind::Label(label) => Some(label),
            _ => None,
        }
    }

    fn branch(&mut self, kind: ast::BranchKind, label: Option<Symbol>, pos: Pos) -> Lowered<StmtKind> {
        Ok(match (kind, label) {
            (ast::BranchKind::Break, _) => StmtKind::Break(label),
            (ast::BranchKind::Continue, _) => StmtKind::Continue(label),
            (ast::BranchKind::Goto, Some(label)) => StmtKind::Goto(label),
            (ast::BranchKind::Goto, None) => return self.surprise(pos, "goto without label"),
            (ast::BranchKind::Fallthrough, _) => StmtKind::Fallthrough,
        })
    }

    /// An `if` and all that follow its `else`s.
    fn if_stmt(&mut self, pos: Pos, parts: ast::IfStmt, out: &mut Vec<StmtId>) -> Lowered<()> {
        // The `if`s whose `else` is still open, outermost first.
        let mut open: Vec<OpenIf> = Vec::new();
        let (mut pos, mut parts) = (pos, parts);
        let mut last: Vec<StmtId>;
        loop {
            let constant = self.static_bool(parts.cond);
            let init = self.stmt_list(parts.init)?;
            let cond = self.expr(parts.cond)?;
            let then = if constant == Some(false) { Vec::new() } else { self.block(parts.then)? };
            open.push(OpenIf { pos, constant, init, cond, then });
            last = Vec::new();
            let Some(els) = parts.els.filter(|_| constant != Some(true)) else { break };
            match self.ast().stmts[els].kind {
                ast::StmtKind::If(next) => {
                    pos = self.at(self.ast().stmts[els].pos);
                    parts = next;
                }
                _ => {
                    last = self.stmt_list(Some(els))?;
                    break;
                }
            }
        }
        while let Some(OpenIf { pos, constant, mut init, cond, then }) = open.pop() {
            if constant.is_some() {
                if !matches!(self.pkg.exprs[cond].kind, ExprKind::Literal(_)) {
                    let blank = self.blank(pos);
                    let kind = StmtKind::Assign { lhs: blank, rhs: Some(cond), define: false };
                    init.push(self.stmt_node(kind, pos, Vec::new()));
                }
                init.extend(then);
                init.append(&mut last);
                last.extend(self.as_block(init));
            } else {
                let stmt = self.stmt_node(StmtKind::If { cond, then, els: last }, pos, init);
                last = vec![stmt];
            }
        }
        out.extend(last);
        Ok(())
    }

    fn for_stmt(
        &mut self,
        pos: Pos,
        parts: ast::ForStmt,
        label: Option<Symbol>,
        out: &mut Vec<StmtId>,
    ) -> Lowered<()> {
        let never = match parts.cond {
            Some(cond) => self.static_bool(cond) == Some(false),
            None => false,
        };
        let init = self.one_stmt(parts.init)?;
        let cond = parts.cond.map(|c| self.expr(c)).transpose()?;
        let post = if never { None } else { self.one_stmt(parts.post)? };
        let body = if never { Vec::new() } else { self.block(parts.body)? };
        let constant =
            cond.is_some_and(|c| matches!(self.pkg.exprs[c].kind, ExprKind::Literal(Constant::Bool(false))));
        if constant && self.cx.rules.dead_code_left_out {
            out.extend(init);
            return Ok(());
        }
        let distinct_vars = self.distinct_vars();
        let kind = StmtKind::For { cond, post, body, label, distinct_vars };
        let stmt = self.stmt_node(kind, pos, init.into_iter().collect());
        out.push(stmt);
        Ok(())
    }

    /// Whether loops of this file have a copy of their variables per iteration.
    pub fn distinct_vars(&self) -> bool {
        self.cx.rules.loop_vars_per_iteration && self.info().language >= 22
    }

    /// `_` as a target.
    pub fn blank(&mut self, pos: Pos) -> ExprId {
        self.expr_node(ExprKind::Blank, crate::types::TypeId::EMPTY_TUPLE, pos)
    }
}

/// An `if` whose `else` is not lowered yet.
struct OpenIf {
    pos: Pos,
    constant: Option<bool>,
    init: Vec<StmtId>,
    cond: ExprId,
    then: Vec<StmtId>,
}
