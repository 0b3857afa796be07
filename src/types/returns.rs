//! Terminating statements: which function bodies need no `return` at the end.
//!
//! In: a body and which calls are calls of the predeclared `panic`. Out: yes or no.
//! Source: Spec: "Terminating statements".

use super::predicates::MAX_DEPTH;
use crate::source::Symbol;
use crate::syntax::ast::{
    BlockId, BranchKind, Clause, ClauseHead, ExprId, ExprKind, File, List, StmtId, StmtKind,
};
use rustc_hash::FxHashSet;

/// Whether control cannot reach the end of `body`. `is_panic` tells whether a call expression
/// calls the predeclared `panic`.
pub fn is_terminating(file: &File, body: BlockId, is_panic: &dyn Fn(ExprId) -> bool) -> bool {
    let stmts = file.list(file.blocks[body].stmts);
    // Most bodies end with a return statement, and need no closer look.
    let last = stmts.iter().rev().map(|&s| file.stmts[s].kind).find(|k| !matches!(k, StmtKind::Empty));
    match last {
        None => return false,
        Some(StmtKind::Return(_)) => return true,
        _ => {}
    }
    let mut breaks = Breaks { file, left: FxHashSet::default(), around: Vec::new() };
    breaks.list(stmts, 0);
    Termination { file, is_panic, left: breaks.left }.list(stmts, 0)
}

/// Finds the statements that a `break` leaves.
struct Breaks<'a> {
    file: &'a File,
    left: FxHashSet<StmtId>,
    /// Statements that can be left, from the outside in, with their labels.
    around: Vec<(Option<Symbol>, StmtId)>,
}

impl Breaks<'_> {
    fn list(&mut self, stmts: &[StmtId], depth: u32) {
        stmts.iter().for_each(|&id| self.stmt(id, None, depth));
    }

    fn block(&mut self, id: BlockId, depth: u32) {
        self.list(self.file.list(self.file.blocks[id].stmts), depth);
    }

    fn stmt(&mut self, id: StmtId, label: Option<Symbol>, depth: u32) {
        if depth >= MAX_DEPTH {
            return;
        }
        let depth = depth + 1;
        match self.file.stmts[id].kind {
            StmtKind::Branch { kind: BranchKind::Break, label } => {
                let target = self.around.iter().rev().find(|(name, _)| match label {
                    Some(label) => *name == Some(label.name),
                    None => true,
                });
                self.left.extend(target.map(|&(_, stmt)| stmt));
            }
            StmtKind::Labeled { label, stmt } => self.stmt(stmt, Some(label.name), depth),
            StmtKind::Block(block) => self.block(block, depth),
            StmtKind::If(stmt) => {
                self.block(stmt.then, depth);
                if let Some(els) = stmt.els {
                    self.stmt(els, None, depth);
                }
            }
            StmtKind::For(stmt) => self.inside(id, label, |s| s.block(stmt.body, depth)),
            StmtKind::Range { body, .. } => self.inside(id, label, |s| s.block(body, depth)),
            StmtKind::Switch { clauses, .. }
            | StmtKind::TypeSwitch { clauses, .. }
            | StmtKind::Select(clauses) => {
                self.inside(id, label, |s| {
                    s.file.list(clauses).iter().for_each(|clause| s.block(clause.body, depth));
                });
            }
            _ => {}
        }
    }

    fn inside(&mut self, id: StmtId, label: Option<Symbol>, visit: impl FnOnce(&mut Self)) {
        self.around.push((label, id));
        visit(self);
        self.around.pop();
    }
}

struct Termination<'a> {
    file: &'a File,
    is_panic: &'a dyn Fn(ExprId) -> bool,
    left: FxHashSet<StmtId>,
}

impl Termination<'_> {
    fn list(&self, stmts: &[StmtId], depth: u32) -> bool {
        let is_empty = |&&id: &&StmtId| matches!(self.file.stmts[id].kind, StmtKind::Empty);
        stmts.iter().rev().find(|id| !is_empty(id)).is_some_and(|&last| self.stmt(last, depth))
    }

    fn block(&self, id: BlockId, depth: u32) -> bool {
        self.list(self.file.list(self.file.blocks[id].stmts), depth)
    }

    fn stmt(&self, id: StmtId, depth: u32) -> bool {
        if depth >= MAX_DEPTH {
            return true;
        }
        let depth = depth + 1;
        match self.file.stmts[id].kind {
            StmtKind::Return(_) => true,
            StmtKind::Branch { kind, .. } => matches!(kind, BranchKind::Goto | BranchKind::Fallthrough),
            StmtKind::Labeled { stmt, .. } => self.stmt(stmt, depth),
            StmtKind::Expr(expr) => {
                let call = self.file.unparen(expr);
                matches!(self.file.exprs[call].kind, ExprKind::Call { .. }) && (self.is_panic)(call)
            }
            StmtKind::Block(block) => self.block(block, depth),
            StmtKind::If(stmt) => {
                stmt.els.is_some_and(|els| self.block(stmt.then, depth) && self.stmt(els, depth))
            }
            StmtKind::For(stmt) => stmt.cond.is_none() && !self.left.contains(&id),
            StmtKind::Switch { clauses, .. } | StmtKind::TypeSwitch { clauses, .. } => {
                let has_default = |c: &Clause| matches!(c.head, ClauseHead::Default);
                self.file.list(clauses).iter().any(has_default) && self.clauses(id, clauses, depth)
            }
            StmtKind::Select(clauses) => self.clauses(id, clauses, depth),
            _ => false,
        }
    }

    fn clauses(&self, id: StmtId, clauses: List<Clause>, depth: u32) -> bool {
        !self.left.contains(&id) && self.file.list(clauses).iter().all(|c| self.block(c.body, depth))
    }
}
