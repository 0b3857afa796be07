//! Code that never runs, taken out of finished trees.
//!
//! In: the body of a function of a release whose front end leaves dead code in place. Out: the
//! same without branches of constant conditions, clauses of constant switches, and what follows a
//! branch that ends in a return or panic.
//! Source: gc 1.21.13, its pass over trees; later releases leave the code out when they build
//! trees.

use crate::ir::node::*;
use crate::syntax::ast::BinaryOp;
use crate::types::Constant;

/// Takes dead code out of all functions.
pub fn remove_dead_code(package: &mut Package) {
    Removal { pkg: package }.all();
}

struct Removal<'p> {
    pkg: &'p mut Package,
}

impl Removal<'_> {
    fn all(&mut self) {
        for func in self.pkg.func_list.clone() {
            if let Some(mut body) = self.pkg.funcs[func].body.take() {
                self.remove_dead(&mut body);
                if body.iter().all(|&stmt| self.does_nothing(stmt)) {
                    body.clear();
                }
                self.pkg.funcs[func].body = Some(body);
            }
        }
    }

    fn constant_condition(&self, expr: ExprId) -> Option<bool> {
        match self.pkg.exprs[expr].kind {
            ExprKind::Literal(Constant::Bool(value)) => Some(value),
            _ => None,
        }
    }

    /// Whether a statement was emptied.
    fn does_nothing(&self, stmt: StmtId) -> bool {
        let node = &self.pkg.stmts[stmt];
        node.init.is_empty()
            && match &node.kind {
                StmtKind::If { cond, then, els } => {
                    self.constant_condition(*cond).is_some() && then.is_empty() && els.is_empty()
                }
                StmtKind::For { cond: Some(cond), .. } => self.constant_condition(*cond) == Some(false),
                _ => false,
            }
    }

    fn remove_dead(&mut self, stmts: &mut Vec<StmtId>) {
        let last_label = stmts.iter().rposition(|&s| matches!(self.pkg.stmts[s].kind, StmtKind::Label(_)));
        for i in 0..stmts.len() {
            let stmt = stmts[i];
            let cut = self.simplify_branches(stmt) && last_label.is_none_or(|last| i > last);
            let mut init = std::mem::take(&mut self.pkg.stmts[stmt].init);
            self.remove_dead(&mut init);
            self.pkg.stmts[stmt].init = init;
            let mut kind = std::mem::replace(&mut self.pkg.stmts[stmt].kind, StmtKind::Break(None));
            match &mut kind {
                StmtKind::Block(list)
                | StmtKind::For { body: list, .. }
                | StmtKind::Range { body: list, .. } => {
                    self.remove_dead(list);
                }
                StmtKind::If { then, els, .. } => {
                    self.remove_dead(then);
                    self.remove_dead(els);
                }
                StmtKind::Switch { cases, .. } | StmtKind::TypeSwitch { cases, .. } => {
                    cases.iter_mut().for_each(|case| self.remove_dead(&mut case.body));
                }
                StmtKind::Select { cases, .. } => {
                    cases.iter_mut().for_each(|case| self.remove_dead(&mut case.body));
                }
                _ => {}
            }
            self.pkg.stmts[stmt].kind = kind;
            if cut {
                stmts.truncate(i + 1);
                return;
            }
        }
    }

    /// Empties the branch of an `if` that is never taken and keeps the one clause of a switch that
    /// is. Whether what is left of an `if` never ends.
    fn simplify_branches(&mut self, stmt: StmtId) -> bool {
        match self.pkg.stmts[stmt].kind.clone() {
            StmtKind::If { cond, then, els } => {
                let cond = self.simplify_condition(cond);
                let (then, els) = match self.constant_condition(cond) {
                    Some(true) => (then, Vec::new()),
                    Some(false) => (Vec::new(), els),
                    None => {
                        self.pkg.stmts[stmt].kind = StmtKind::If { cond, then, els };
                        return false;
                    }
                };
                let last = then.last().or(els.last()).copied();
                self.pkg.stmts[stmt].kind = StmtKind::If { cond, then, els };
                last.is_some_and(|last| self.ends_function(last))
            }
            StmtKind::Switch { tag, cases, label } => {
                if let Some((tag, cases)) = self.constant_switch(tag, &cases) {
                    self.pkg.stmts[stmt].kind = StmtKind::Switch { tag, cases, label };
                }
                false
            }
            _ => false,
        }
    }

    fn ends_function(&self, stmt: StmtId) -> bool {
        match self.pkg.stmts[stmt].kind {
            StmtKind::Return(_) => true,
            StmtKind::Expr(x) => {
                matches!(self.pkg.exprs[x].kind, ExprKind::Builtin { op: BuiltinOp::Panic, .. })
            }
            _ => false,
        }
    }

    /// Leaves out constant operands of `&&` and `||`; the left spine without recursion.
    fn simplify_condition(&mut self, cond: ExprId) -> ExprId {
        let mut spine = Vec::new();
        let mut left = cond;
        while let ExprKind::Binary { op: BinaryOp::AndAnd | BinaryOp::OrOr, x, .. } =
            self.pkg.exprs[left].kind
        {
            spine.push(left);
            left = x;
        }
        for expr in spine.into_iter().rev() {
            let ExprKind::Binary { op, y, .. } = self.pkg.exprs[expr].kind else { continue };
            let y = match self.pkg.exprs[y].kind {
                ExprKind::Binary { .. } => self.simplify_condition(y),
                _ => y,
            };
            self.pkg.exprs[expr].kind = ExprKind::Binary { op, x: left, y };
            left = match self.constant_condition(left) {
                Some(value) if value == (op == BinaryOp::AndAnd) => y,
                Some(_) => left,
                None => expr,
            };
        }
        left
    }

    /// The only clause that a switch over a constant takes, with its tag.
    fn constant_switch(
        &mut self,
        tag: Option<ExprId>,
        cases: &[Case],
    ) -> Option<(Option<ExprId>, Vec<Case>)> {
        let value = match tag {
            None => Constant::Bool(true),
            Some(tag) => match &self.pkg.exprs[tag].kind {
                ExprKind::Literal(value) => value.clone(),
                _ => return None,
            },
        };
        let mut default = None;
        for case in cases {
            if case.values.is_empty() {
                default = Some(case);
            }
            for &expr in &case.values {
                let ExprKind::Literal(of_case) = &self.pkg.exprs[expr].kind else { return None };
                if *of_case == value {
                    if self.falls_out(case) {
                        return None;
                    }
                    let pos = self.pkg.exprs[expr].pos;
                    let kind = ExprKind::Literal(Constant::Bool(true));
                    let always = self.pkg.expr(kind, crate::types::Basic::Bool.id(), pos);
                    return Some((None, vec![Case { values: vec![always], ..case.clone() }]));
                }
            }
        }
        match default {
            Some(case) if self.falls_out(case) => None,
            Some(case) => Some((tag, vec![case.clone()])),
            None => Some((tag, Vec::new())),
        }
    }

    fn falls_out(&self, case: &Case) -> bool {
        case.body.iter().any(|&stmt| matches!(self.pkg.stmts[stmt].kind, StmtKind::Fallthrough))
    }
}
