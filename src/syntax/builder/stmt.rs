//! Statements.

use super::{Builder, Simple};
use crate::source::Span;
use crate::syntax::ast::*;

/// What stands before the block of an `if`, `switch` or `for`.
#[derive(Clone, Copy, Debug)]
pub(super) enum Header {
    Plain { init: Option<Simple>, cond: Option<Simple>, post: Option<Simple> },
    Range { lhs: List<ExprId>, define: bool, range: u32, x: ExprId },
}

impl Builder<'_> {
    /// A statement.
    #[inline]
    pub fn stmt(&mut self, start: u32, end: u32, pos: u32, kind: StmtKind) -> StmtId {
        self.file.stmts.alloc(Stmt { kind, span: Span::new(start, end), pos })
    }

    /// The statement that a simple statement is.
    #[inline]
    pub fn simple(&mut self, simple: Simple) -> StmtId {
        match simple {
            Simple::Stmt(stmt) => stmt,
            Simple::Expr(expr) => {
                let Expr { span, pos, kind } = self.file.exprs[expr];
                if let ExprKind::Tilde(_) = kind {
                    self.error(pos, "syntax error: unexpected ~, expected }");
                }
                self.stmt(span.start, span.end, pos, StmtKind::Expr(expr))
            }
        }
    }

    /// `{ stmts… }`, or the body of a clause.
    pub fn block(&mut self, start: u32, stmts: u32, end: u32) -> BlockId {
        let stmts = self.file.alloc_list(self.stmts.take(stmts));
        self.file.blocks.alloc(Block { stmts, span: Span::new(start, end) })
    }

    /// `var`, `const` or `type`
    pub fn decl_stmt(&mut self, start: u32, decls: u32, end: u32) -> StmtId {
        self.number_group(start, decls);
        let decls = self.take_decls(decls);
        self.stmt(start, end, start, StmtKind::Decl(decls))
    }

    /// `label: stmt`
    pub fn labeled(&mut self, label: Ident, stmt: Option<StmtId>, end: u32) -> StmtId {
        let stmt = stmt.unwrap_or_else(|| self.stmt(end, end, end, StmtKind::Empty));
        self.stmt(label.offset, end, label.offset, StmtKind::Labeled { label, stmt })
    }

    /// `go call` or `defer call`
    pub fn call_stmt(&mut self, start: u32, mut call: ExprId, end: u32, go: bool) -> StmtId {
        let word = if go { "go" } else { "defer" };
        if matches!(self.file.exprs[call].kind, ExprKind::Paren(_)) {
            let pos = self.file.exprs[call].pos;
            self.error(pos, format!("expression in {word} must not be parenthesized"));
            call = self.file.unparen(call);
        }
        let call = self.file.unparen(call);
        self.stmt(start, end, start, if go { StmtKind::Go(call) } else { StmtKind::Defer(call) })
    }

    /// `return results…`
    pub fn return_stmt(&mut self, start: u32, results: u32, end: u32) -> StmtId {
        let results = self.take_exprs(results);
        self.stmt(start, end, start, StmtKind::Return(results))
    }

    /// `break label` and the like
    pub fn branch(&mut self, start: u32, kind: BranchKind, label: Option<Ident>, end: u32) -> StmtId {
        self.stmt(start, end, start, StmtKind::Branch { kind, label })
    }

    /// `chan <- value`
    pub fn send(&mut self, start: u32, chan: ExprId, pos: u32, value: ExprId, end: u32) -> Simple {
        Simple::Stmt(self.stmt(start, end, pos, StmtKind::Send { chan, value }))
    }

    /// `x++` or `x--`
    pub fn inc_dec(&mut self, start: u32, x: ExprId, pos: u32, inc: bool, end: u32) -> Simple {
        Simple::Stmt(self.stmt(start, end, pos, StmtKind::IncDec { x, inc }))
    }

    /// `x op= y`
    pub fn op_assign(
        &mut self,
        start: u32,
        x: ExprId,
        pos: u32,
        op: BinaryOp,
        y: ExprId,
        end: u32,
    ) -> Simple {
        Simple::Stmt(self.stmt(start, end, pos, StmtKind::OpAssign { op, x, y }))
    }

    /// `lhs = rhs`
    pub fn assign(&mut self, start: u32, lhs: u32, pos: u32, rhs: u32, end: u32) -> Simple {
        let rhs = self.take_exprs(rhs);
        let lhs = self.take_exprs(lhs);
        Simple::Stmt(self.stmt(start, end, pos, StmtKind::Assign { lhs, rhs }))
    }

    /// `lhs := rhs`
    pub fn define(&mut self, start: u32, lhs: u32, pos: u32, rhs: u32, end: u32) -> Simple {
        let rhs = self.take_exprs(rhs);
        let lhs = self.take_exprs(lhs);
        Simple::Stmt(self.stmt(start, end, pos, StmtKind::Define { lhs, rhs }))
    }

    /// `init; cond; post` before a block.
    pub fn header(&mut self, init: Option<Simple>, cond: Option<Simple>, post: Option<Simple>) {
        self.headers.push(Header::Plain { init, cond, post });
    }

    /// `lhs := range x` before a block.
    pub fn range_header(&mut self, lhs: Option<u32>, define: bool, range: u32, x: ExprId) {
        let lhs = lhs.map_or(List::empty(), |mark| self.take_exprs(mark));
        self.headers.push(Header::Range { lhs, define, range, x });
    }

    /// `if header then else els`
    pub fn if_stmt(&mut self, start: u32, then: BlockId, els: Option<StmtId>, end: u32) -> StmtId {
        let (init, cond, _) = self.plain_header();
        let init = init.map(|init| self.simple(init));
        let cond = match cond {
            Some(cond) => self.value(cond),
            None => self.alloc(start, start, start, ExprKind::Bad),
        };
        self.stmt(start, end, start, StmtKind::If(IfStmt { init, cond, then, els }))
    }

    /// `switch header { clauses… }`
    pub fn switch(&mut self, start: u32, clauses: u32, end: u32) -> StmtId {
        self.check_labels(clauses);
        let clauses = self.file.alloc_list(self.clauses.take(clauses));
        let (init, tag, _) = self.plain_header();
        let init = init.map(|init| self.simple(init));
        let kind = match tag {
            Some(guard) if self.is_type_guard(guard) => {
                let guard = self.simple(guard);
                StmtKind::TypeSwitch { init, guard, clauses }
            }
            tag => {
                let tag = tag.map(|tag| self.value(tag));
                StmtKind::Switch { init, tag, clauses }
            }
        };
        self.stmt(start, end, start, kind)
    }

    /// `select { clauses… }`
    pub fn select(&mut self, start: u32, clauses: u32, end: u32) -> StmtId {
        self.check_labels(clauses);
        let clauses = self.file.alloc_list(self.clauses.take(clauses));
        self.stmt(start, end, start, StmtKind::Select(clauses))
    }

    /// `for header body`
    pub fn for_stmt(&mut self, start: u32, body: BlockId, end: u32) -> StmtId {
        let kind = match self.headers.pop() {
            Some(Header::Range { lhs, define, range, x }) => StmtKind::Range { lhs, define, x, body, range },
            Some(Header::Plain { init, cond, post }) => {
                let init = init.map(|init| self.simple(init));
                let cond = cond.map(|cond| self.value(cond));
                let post = post.map(|post| self.simple(post));
                if let Some(post) = post
                    && let Stmt { kind: StmtKind::Define { .. }, pos, .. } = self.file.stmts[post]
                {
                    self.error(pos, "syntax error: cannot declare in post statement of for loop");
                }
                StmtKind::For(ForStmt { init, cond, post, body })
            }
            None => StmtKind::For(ForStmt { init: None, cond: None, post: None, body }),
        };
        self.stmt(start, end, start, kind)
    }

    /// `case exprs: body`
    pub fn case(&mut self, start: u32, exprs: u32, colon: u32, body: BlockId, end: u32) {
        let exprs = self.take_exprs(exprs);
        self.clause(start, ClauseHead::Cases(exprs), colon, body, end);
    }

    /// `case send-or-receive: body`
    pub fn comm(&mut self, start: u32, comm: Simple, colon: u32, body: BlockId, end: u32) {
        let comm = self.simple(comm);
        self.clause(start, ClauseHead::Comm(comm), colon, body, end);
    }

    /// `default: body`
    pub fn default_clause(&mut self, start: u32, colon: u32, body: BlockId, end: u32) {
        self.clause(start, ClauseHead::Default, colon, body, end);
    }

    fn clause(&mut self, start: u32, head: ClauseHead, colon: u32, body: BlockId, end: u32) {
        let span = Span::new(start, end);
        self.clauses.start(Clause { head, body, span, pos: start, colon });
    }

    /// Reports labels right before a clause of the list `clauses`.
    fn check_labels(&mut self, clauses: u32) {
        let Some((_, earlier)) = self.clauses.since(clauses).split_last() else { return };
        let mut missing = Vec::new();
        for clause in earlier {
            let block = self.file.blocks[clause.body];
            let Some(&last) = self.file.list(block.stmts).last() else { continue };
            let mut stmt = self.file.stmts[last];
            while let StmtKind::Labeled { stmt: inner, .. } = stmt.kind {
                stmt = self.file.stmts[inner];
                // A semicolon would be part of the block, but not of the statement.
                if stmt.kind == StmtKind::Empty && stmt.span.end == block.span.end {
                    missing.push(stmt.span.end - 1);
                }
            }
        }
        for colon in missing {
            self.error(colon, "syntax error: missing statement after label");
        }
    }

    fn plain_header(&mut self) -> (Option<Simple>, Option<Simple>, Option<Simple>) {
        match self.headers.pop() {
            Some(Header::Plain { init, cond, post }) => (init, cond, post),
            _ => (None, None, None),
        }
    }

    /// Whether this is `x.(type)` or `v := x.(type)`.
    fn is_type_guard(&self, simple: Simple) -> bool {
        let is_guard =
            |expr: ExprId| matches!(self.file.exprs[expr].kind, ExprKind::TypeAssert { ty: None, .. });
        match simple {
            Simple::Expr(expr) => is_guard(expr),
            Simple::Stmt(stmt) => match self.file.stmts[stmt].kind {
                StmtKind::Define { lhs, rhs } => match (self.file.list(lhs), self.file.list(rhs)) {
                    (&[name], &[guard]) => {
                        matches!(self.file.exprs[name].kind, ExprKind::Name(_)) && is_guard(guard)
                    }
                    _ => false,
                },
                _ => false,
            },
        }
    }

    /// The expression of a condition or tag; other statements are errors.
    fn value(&mut self, simple: Simple) -> ExprId {
        let stmt = match simple {
            Simple::Expr(expr) => return expr,
            Simple::Stmt(stmt) => self.file.stmts[stmt],
        };
        let text = self.statement_text(&stmt);
        self.error(stmt.pos, format!("syntax error: cannot use {text} as value"));
        self.alloc(stmt.span.start, stmt.span.end, stmt.pos, ExprKind::Bad)
    }

    /// The statement as gc quotes it; an assignment with its sides set off from the `=`.
    fn statement_text(&self, stmt: &Stmt) -> String {
        let text = |span: Span| self.text[span.start as usize..span.end as usize].to_owned();
        let StmtKind::Assign { lhs, rhs } = stmt.kind else { return text(stmt.span) };
        let side = |list: List<ExprId>| {
            let exprs = self.file.list(list);
            let joined: Vec<_> = exprs.iter().map(|&e| text(self.file.exprs[e].span)).collect();
            match exprs {
                &[e] if matches!(self.file.exprs[e].kind, ExprKind::Binary { .. }) => {
                    format!("({})", joined[0])
                }
                _ => joined.join(", "),
            }
        };
        format!("assignment {} = {}", side(lhs), side(rhs))
    }
}
