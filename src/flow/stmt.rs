//! What statements make flow.

use super::builder::Builder;
use super::graph::{Place, Reason};
use super::hole::Hole;
use super::location::Origin;
use crate::ir::{AssignOp, Case, ExprId, ExprKind, StmtId, StmtKind, VarId};
use crate::types::Type;

impl Builder<'_> {
    /// The flows of one statement.
    pub fn stmt(&mut self, mut id: StmtId) {
        // Chains of `else if` may be long.
        while let StmtKind::If { cond, then, els } = &self.stmt_at(id).kind
            && let [next] = els[..]
        {
            self.stmts(&self.stmt_at(id).init);
            self.discard(*cond);
            self.block(then);
            id = next;
        }
        let stmt = self.stmt_at(id);
        self.stmts(&stmt.init);
        match &stmt.kind {
            StmtKind::Declare(var) => {
                if self.cx.names.text(self.package.vars[*var].name) != "_" {
                    self.declare(*var);
                }
            }
            StmtKind::Expr(x) => self.expr_stmt(*x),
            StmtKind::Assign { lhs, rhs, .. } => self.assign(&[*lhs], &[*rhs], Reason::Assign, id),
            StmtKind::AssignBinary { x, y, .. } => self.assign(&[*x], &[Some(*y)], Reason::Assign, id),
            StmtKind::AssignList { op, lhs, rhs, .. } => self.assign_list(*op, lhs, rhs, id),
            StmtKind::Block(list) => self.stmts(list),
            StmtKind::Label(label) => {
                if self.is_looping(*label) {
                    self.walk.loop_depth += 1;
                }
            }
            StmtKind::If { cond, then, els } => {
                self.discard(*cond);
                self.block(then);
                self.block(els);
            }
            StmtKind::For { cond, post, body, .. } => {
                self.walk.loop_depth += 1;
                if let Some(cond) = cond {
                    self.discard(*cond);
                }
                if let Some(post) = post {
                    self.stmt(*post);
                }
                self.block(body);
                self.walk.loop_depth -= 1;
            }
            StmtKind::Range { key, value, x, body, .. } => self.range(id, *key, *value, *x, body),
            StmtKind::Switch { tag, cases, .. } => {
                if let Some(tag) = tag {
                    self.discard(*tag);
                }
                self.cases(cases);
            }
            StmtKind::TypeSwitch { x, cases, .. } => {
                self.type_switch_vars(id, *x, cases);
                self.cases(cases);
            }
            StmtKind::Select { cases, .. } => {
                for case in cases {
                    if let Some(comm) = case.comm {
                        self.stmt(comm);
                    }
                    self.block(&case.body);
                }
            }
            StmtKind::Send { chan, value } => {
                self.discard(*chan);
                self.flow_to_heap(*value, Place::Stmt(id), Reason::Send);
            }
            StmtKind::Return(values) => self.return_values(values, id),
            StmtKind::Go(call) => self.go_or_defer(id, *call, false),
            StmtKind::Defer { call, in_range_func } => {
                let stays = self.walk.loop_depth == 1 && !in_range_func;
                self.go_or_defer(id, *call, stays);
            }
            StmtKind::Goto(_) | StmtKind::Break(_) | StmtKind::Continue(_) | StmtKind::Fallthrough => {}
        }
    }

    /// The flows of several statements.
    pub fn stmts(&mut self, list: &[StmtId]) {
        for &stmt in list {
            self.stmt(stmt);
        }
    }

    /// The flows of a block: labels in it make no loop after it.
    pub fn block(&mut self, list: &[StmtId]) {
        let depth = self.walk.loop_depth;
        self.stmts(list);
        self.walk.loop_depth = depth;
    }

    /// A variable comes to life here.
    pub fn declare(&mut self, var: VarId) -> Hole {
        let loc = self.loc_of(var);
        self.graph.locs[loc].loop_depth = self.walk.loop_depth;
        Hole::to(loc)
    }

    fn expr_stmt(&mut self, x: ExprId) {
        if let Some(init) = self.package.expr_init.get(x) {
            self.stmts(init);
        }
        match self.package.exprs[x].kind {
            ExprKind::Call { .. } | ExprKind::InlinedCall { .. } => self.call(None, x),
            ExprKind::Builtin { .. } => self.builtin(self.discard_hole(), x),
            _ => self.expr_no_init(self.discard_hole(), x),
        }
    }

    fn assign_list(&mut self, op: AssignOp, lhs: &[ExprId], rhs: &[ExprId], id: StmtId) {
        let reason = match op {
            AssignOp::Pairs => Reason::AssignPair,
            AssignOp::TypeAssert => Reason::AssignPairDotType,
            AssignOp::MapRead => Reason::AssignPairMapRead,
            AssignOp::Recv => Reason::AssignPairReceive,
            AssignOp::Call => {
                let Some(&call) = rhs.first() else { return };
                if let Some(init) = self.package.expr_init.get(call) {
                    self.stmts(init);
                }
                let holes: Vec<Hole> = lhs.iter().map(|&x| self.addr(x)).collect();
                self.call(Some(&holes), call);
                return self.reassigned(&holes, id);
            }
        };
        let rhs: Vec<Option<ExprId>> = rhs.iter().copied().map(Some).collect();
        self.assign(lhs, &rhs, reason, id);
    }

    fn range(&mut self, id: StmtId, key: Option<ExprId>, value: Option<ExprId>, x: ExprId, body: &[StmtId]) {
        let temp = self.new_loc(Origin::Temp, true);
        self.expr(Hole::to(temp), x);
        self.walk.loop_depth += 1;
        let holes = [key, value].map(|target| match target {
            Some(target) => self.addr(target),
            None => self.discard_hole(),
        });
        let hole = if matches!(self.cx.types.under(self.ty(x)), Type::Array { .. }) {
            self.note(holes[1], Place::Stmt(id), Reason::Range)
        } else {
            self.note(holes[1].deref(), Place::Stmt(id), Reason::RangeDeref)
        };
        self.graph.flow(hole, temp);
        self.reassigned(&holes, id);
        self.block(body);
        self.walk.loop_depth -= 1;
    }

    fn cases(&mut self, cases: &[Case]) {
        for case in cases {
            for &value in &case.values {
                self.discard(value);
            }
            self.block(&case.body);
        }
    }

    /// The operand of a type switch flows to the variable of each clause, as if asserted.
    fn type_switch_vars(&mut self, id: StmtId, x: ExprId, cases: &[Case]) {
        let mut holes = Vec::new();
        for (i, case) in cases.iter().enumerate() {
            let Some(var) = case.var else { continue };
            let hole = self.declare(var);
            let ty = self.package.vars[var].ty;
            if self.cx.has_pointers(ty) {
                let place = Place::Case(id, i as u32);
                holes.push(self.asserted(hole, ty, place, Reason::SwitchCase));
            }
        }
        let hole = self.tee(&holes);
        self.expr(hole, x);
    }

    fn return_values(&mut self, values: &[ExprId], id: StmtId) {
        let package = self.package;
        let results = &package.funcs[self.walk.func].results;
        let holes: Vec<Hole> = results.iter().map(|&var| Hole::to(self.loc_of(var))).collect();
        for (i, &hole) in holes.iter().enumerate() {
            let Some(&value) = values.get(i) else { continue };
            let hole = self.note(hole, Place::Stmt(id), Reason::Return);
            self.expr(hole, value);
        }
        self.reassigned(&holes, id);
    }
}
