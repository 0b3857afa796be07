//! Statements.
//!
//! In: function bodies. Out: types of all expressions in them, local objects, errors.
//! Invariants: a statement ends in the scope in which it began; what it put off is done by then.
//! Source: Spec: "Statements".

use super::check::Checker;
use super::expr::Use;
use super::info::Mode;
use super::object::{ObjId, ObjectKind, VarKind};
use super::operand::Operand;
use super::scope::ScopeId;
use super::store::{Type, TypeId};
use crate::syntax::ast::{
    BlockId, Clause, ClauseHead, ExprId, ExprKind, List, Stmt, StmtId, StmtKind, UnaryOp,
};

impl Checker<'_> {
    /// Checks a function body.
    pub(super) fn function_body(&mut self, scope: ScopeId, signature: TypeId, body: BlockId) {
        let saved = self.env;
        self.env.scope = scope;
        self.env.signature = Some(signature);
        self.env.has_call_or_recv = false;
        self.env.error_pos = None;
        let block = self.ast().blocks[body];
        self.stmt_list(block.stmts);
        let has_results = matches!(self.store.get(signature), Type::Signature(s) if !s.results.is_empty());
        if has_results && !self.is_terminating(body) {
            self.error(block.span.end.saturating_sub(1), "missing return");
        }
        self.unused_vars(scope);
        self.env = saved;
    }

    /// Reports local variables that nothing uses, in this function without its literals.
    fn unused_vars(&mut self, function: ScopeId) {
        let mut scopes = vec![function];
        while let Some(scope) = scopes.pop() {
            let mut unused: Vec<ObjId> = Vec::new();
            for &obj in &self.scopes.get(scope).objects {
                let is_local = matches!(self.object(obj).kind, ObjectKind::Var(VarKind::Local));
                if is_local && !self.used.contains(&obj) {
                    unused.push(obj);
                }
            }
            unused.sort_by_key(|&obj| self.object(obj).pos);
            for obj in unused {
                let object = self.object(obj);
                let name = self.name(object.name);
                let message = if self.words().unused_name_last {
                    format!("declared and not used: {name}")
                } else {
                    format!("{name} declared and not used")
                };
                self.report(object.pos, message, true);
            }
            let children = &self.scopes.get(scope).children;
            scopes.extend(children.iter().rev().filter(|&&c| !self.scopes.get(c).is_func));
        }
    }

    /// Runs `body` in a scope of its own.
    pub(super) fn in_scope<R>(&mut self, body: impl FnOnce(&mut Self) -> R) -> R {
        let outer = self.env.scope;
        self.env.scope = self.scopes.open(Some(outer), false);
        let result = body(self);
        self.env.scope = outer;
        result
    }

    /// Checks statements in the current scope.
    pub(super) fn stmt_list(&mut self, stmts: List<StmtId>) {
        for &stmt in self.ast().list(stmts) {
            self.stmt(stmt);
        }
    }

    /// Checks a block in a scope of its own.
    pub(super) fn block(&mut self, block: BlockId) {
        let stmts = self.ast().blocks[block].stmts;
        self.in_scope(|checker| checker.stmt_list(stmts));
    }

    /// Checks a statement.
    pub(super) fn stmt(&mut self, id: StmtId) {
        let stmt = self.ast().stmts[id];
        let top = self.delayed.len();
        if self.enter() {
            self.stmt_inner(stmt);
            self.process_delayed(top);
        } else {
            self.error(stmt.pos, "statement nested too deeply");
        }
        self.leave();
    }

    fn stmt_inner(&mut self, stmt: Stmt) {
        let file = self.ast();
        match stmt.kind {
            StmtKind::Bad | StmtKind::Empty | StmtKind::Branch { .. } => {}
            StmtKind::Decl(decls) => self.decl_stmt(decls),
            StmtKind::Labeled { stmt, .. } => self.stmt(stmt),
            StmtKind::Expr(expr) => self.expr_stmt(expr),
            StmtKind::Send { chan, value } => {
                let ch = self.expr(chan);
                let mut x = match self.words().functions_inferred_anywhere {
                    true => {
                        let mut x = self.generic_expr(value).0;
                        self.single_value(&mut x);
                        x
                    }
                    false => self.expr(value),
                };
                if ch.is_valid() && x.is_valid() {
                    let pos = self.start_of(chan);
                    if let Some(elem) = self.channel_element(pos, &ch, false) {
                        self.assignment(&mut x, Some(elem), "send");
                    }
                }
            }
            StmtKind::IncDec { x: expr, inc } => {
                let mut x = self.expr(expr);
                if !x.is_valid() {
                    return;
                }
                if !self.all_numeric(x.ty) {
                    let message = format!(
                        "invalid operation: {}{} (non-numeric type {})",
                        self.expr_string(expr),
                        if inc { "++" } else { "--" },
                        self.type_string(x.ty)
                    );
                    self.error_at(expr, message);
                    return;
                }
                self.assign_operand(expr, &mut x, "assignment");
            }
            StmtKind::Assign { lhs, rhs } => self.assign_vars(file.list(lhs), file.list(rhs)),
            StmtKind::Define { lhs, rhs } => self.define_vars(stmt.pos, file.list(lhs), file.list(rhs)),
            StmtKind::OpAssign { op, x: left, y } => {
                let mut x = self.binary(op, left, y);
                self.assign_operand(left, &mut x, "assignment");
            }
            StmtKind::Go(call) => self.suspended_call("go", call),
            StmtKind::Defer(call) => self.suspended_call("defer", call),
            StmtKind::Return(results) => self.return_stmt(stmt.pos, file.list(results)),
            StmtKind::Block(block) => self.block(block),
            StmtKind::If(parts) => self.in_scope(|checker| {
                checker.optional_stmt(parts.init);
                checker.condition(parts.cond, "if");
                checker.block(parts.then);
                checker.optional_stmt(parts.els);
            }),
            StmtKind::Switch { init, tag, clauses } => self.in_scope(|checker| {
                checker.optional_stmt(init);
                checker.switch_stmt(stmt, tag, clauses);
            }),
            StmtKind::TypeSwitch { init, guard, clauses } => self.in_scope(|checker| {
                checker.optional_stmt(init);
                checker.type_switch_stmt(guard, clauses);
            }),
            StmtKind::Select(clauses) => self.select_stmt(clauses),
            StmtKind::For(parts) => self.in_scope(|checker| {
                checker.optional_stmt(parts.init);
                if let Some(cond) = parts.cond {
                    checker.condition(cond, "for");
                }
                checker.optional_stmt(parts.post);
                checker.block(parts.body);
            }),
            StmtKind::Range { lhs, define, x, body, .. } => {
                self.range_stmt(stmt.pos, file.list(lhs), define, x, body);
            }
        }
    }

    fn optional_stmt(&mut self, stmt: Option<StmtId>) {
        if let Some(stmt) = stmt {
            self.stmt(stmt);
        }
    }

    fn condition(&mut self, cond: ExprId, what: &str) {
        let x = self.expr(cond);
        if x.is_valid() && !self.all_boolean(x.ty) {
            self.error_at(cond, format!("non-boolean condition in {what} statement"));
        }
    }

    fn expr_stmt(&mut self, expr: ExprId) {
        let (x, kind) = self.raw_expr(expr, None);
        let problem = match x.mode {
            Mode::Builtin(_) => "must be called",
            Mode::Type => "is not an expression",
            _ if kind == Use::Statement || !x.is_valid() => return,
            _ => "is not used",
        };
        let message = format!("{} {problem}", self.describe(&x));
        self.error(self.operand_pos(&x), message);
    }

    fn suspended_call(&mut self, keyword: &str, call: ExprId) {
        if !matches!(self.expr_at(call).kind, ExprKind::Call { .. }) {
            self.error_at(call, format!("expression in {keyword} must be function call"));
            self.use_exprs(&[call]);
            return;
        }
        let (x, kind) = self.raw_expr(call, None);
        let problem = match kind {
            Use::Conversion => "requires function call, not conversion",
            Use::Expression => "discards result of",
            Use::Statement => return,
        };
        let message = format!("{keyword} {problem} {}", self.describe(&x));
        self.error(self.operand_pos(&x), message);
    }

    fn return_stmt(&mut self, pos: u32, values: &[ExprId]) {
        let Some(Type::Signature(signature)) = self.env.signature.map(|s| self.store.get(s)) else { return };
        let results = &signature.results;
        let no_name = self.store.universe().no_name;
        let named = results.first().is_some_and(|&r| self.object(r).name != no_name);
        if values.is_empty() && named {
            for &result in results {
                let name = self.object(result).name;
                if let Some((_, other)) = self.lookup(name)
                    && other != result
                {
                    let message = format!(
                        "result parameter {} not in scope at return\n\t{}: inner declaration of {}",
                        self.name(name),
                        self.position(self.object(other).pos),
                        self.object_string(result)
                    );
                    self.error(pos, message);
                }
            }
            return;
        }
        if values.is_empty() && results.is_empty() {
            return;
        }
        if results.is_empty() {
            if self.use_exprs(values) {
                let xs = self.expr_list(values);
                self.too_many_results(&xs);
            }
            return;
        }
        if values.is_empty() {
            let want = self.types_of(results);
            let want = self.types_summary(&want, false, false);
            self.error(pos, format!("not enough return values\n\thave ()\n\twant {want}"));
            return;
        }
        self.init_vars(results, values, Some(pos));
    }

    fn too_many_results(&mut self, values: &[Operand]) {
        let Some(first) = values.first() else { return };
        let have: Vec<TypeId> = values.iter().map(|x| x.ty).collect();
        let have = self.types_summary(&have, false, false);
        self.error(self.operand_pos(first), format!("too many return values\n\thave {have}\n\twant ()"));
    }

    fn select_stmt(&mut self, clauses: List<Clause>) {
        self.multiple_defaults(clauses);
        for clause in self.ast().list(clauses) {
            let comm = match clause.head {
                ClauseHead::Comm(comm) => Some(comm),
                ClauseHead::Default | ClauseHead::Cases(_) => None,
            };
            if let Some(comm) = comm
                && !self.is_communication(comm)
            {
                let pos = self.stmt_start(comm);
                self.error(pos, "select case must be send or receive (possibly with assignment)");
                continue;
            }
            let stmts = self.ast().blocks[clause.body].stmts;
            self.in_scope(|checker| {
                checker.optional_stmt(comm);
                checker.stmt_list(stmts);
            });
        }
    }

    fn is_communication(&self, comm: StmtId) -> bool {
        let file = self.ast();
        let value = match file.stmts[comm].kind {
            StmtKind::Send { .. } => return true,
            StmtKind::Expr(x) => x,
            StmtKind::Assign { rhs, .. } | StmtKind::Define { rhs, .. } => match *file.list(rhs) {
                [only] => only,
                _ => return false,
            },
            StmtKind::OpAssign { y, .. } => y,
            _ => return false,
        };
        matches!(file.exprs[file.unparen(value)].kind, ExprKind::Unary { op: UnaryOp::Recv, .. })
    }

    /// Where gc reports a statement: assignments and sends at their first byte.
    pub(super) fn stmt_start(&self, id: StmtId) -> u32 {
        let file = self.ast();
        let stmt = file.stmts[id];
        match stmt.kind {
            StmtKind::Send { chan: x, .. } | StmtKind::IncDec { x, .. } | StmtKind::OpAssign { x, .. } => {
                self.start_of(x)
            }
            StmtKind::Assign { lhs, .. } | StmtKind::Define { lhs, .. } => {
                file.list(lhs).first().map_or(stmt.pos, |&x| self.start_of(x))
            }
            _ => stmt.pos,
        }
    }

    /// Reports all `default` clauses but the first.
    pub(super) fn multiple_defaults(&mut self, clauses: List<Clause>) {
        let mut first = None;
        for clause in self.ast().list(clauses) {
            if !matches!(clause.head, ClauseHead::Default) {
                continue;
            }
            match first {
                None => first = Some(clause.pos),
                Some(first) => {
                    let at = self.position(self.pos(first));
                    self.error(clause.pos, format!("multiple defaults (first at {at})"));
                }
            }
        }
    }
}
