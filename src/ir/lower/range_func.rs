//! Loops over functions.
//!
//! In: `for … range f { body }`. Out: a call of `f` with the body as a literal (`f-range1`). A state
//! variable lets the literal notice calls after its loop ended; `#next` tells the code after the
//! call which `return`, `break`, `continue` or `goto` the body asks for.
//! Source: gc 1.23 to 1.27, rewriting of range-over-func loops.

use super::range_plan::{Exit, LoopPlan, OuterVar, RangeState, branch_values, plan_nest};
use super::{Lowered, Lowering};
use crate::ir::node::*;
use crate::source::{Pos, Symbol};
use crate::syntax::ast::{self, BinaryOp, BranchKind};
use crate::types::{Basic, Constant, ObjId, Object, ObjectKind, Signature, Type, TypeId, VarKind};
use std::sync::OnceLock;

/// States of a loop, as the runtime knows them.
mod state {
    /// The body was left for good.
    pub const DONE: i64 = 0;
    /// The body may run.
    pub const READY: i64 = 1;
    /// The body runs, or panicked.
    pub const PANIC: i64 = 2;
    /// The function returned.
    pub const EXHAUSTED: i64 = 3;
    /// The function returned although the body panicked.
    pub const MISSING_PANIC: i64 = 4;
}

/// Lowers a loop over a function at the end of `out`.
pub(super) fn lower(
    l: &mut Lowering<'_>,
    stmt: ast::StmtId,
    label: Option<Symbol>,
    out: &mut Vec<StmtId>,
) -> Lowered<()> {
    let outermost = l.range.nest.is_none();
    if outermost {
        let nest = plan_nest(l, stmt, label);
        l.range.nest = Some(nest);
        if l.range.nest.as_ref().is_some_and(|n| n.returns_values) {
            l.name_results();
        }
        l.declare_outer_vars(stmt, out);
    }
    l.range_func_loop(stmt, out)?;
    if outermost {
        l.range.nest = None;
    }
    Ok(())
}

/// Starts on the body of another function; returns what to give to [`leave_function`].
pub(super) fn enter_function(l: &mut Lowering<'_>, body: ast::BlockId) -> RangeState {
    std::mem::replace(&mut l.range, RangeState { body: Some(body), ..RangeState::default() })
}

/// Undoes [`enter_function`].
pub(super) fn leave_function(l: &mut Lowering<'_>, saved: RangeState) {
    l.range = saved;
}

impl Lowering<'_> {
    /// How a statement leaves the body of a loop over a function, if it does.
    pub(super) fn range_exit(&self, stmt: ast::StmtId) -> Option<Exit> {
        self.range.nest.as_ref()?.exits.get(&stmt).copied()
    }

    /// Lowers a statement that leaves the body of a loop over a function.
    pub(super) fn leave_body(&mut self, stmt: ast::StmtId, exit: Exit, out: &mut Vec<StmtId>) -> Lowered<()> {
        let pos = self.at(self.ast().stmts[stmt].pos);
        let next = match exit {
            Exit::Return => {
                self.assign_results(stmt, pos, out)?;
                Some(-1)
            }
            Exit::Next(next) => Some(next),
            Exit::Own { .. } => None,
        };
        if let Some(next) = next {
            self.set_next(next, pos, out)?;
        }
        let goes_on = exit == Exit::Own { goes_on: true };
        let state_obj = self.current_state();
        self.set_int(state_obj, if goes_on { state::READY } else { state::DONE }, pos, out)?;
        self.return_bool(goes_on, pos, out);
        Ok(())
    }

    /// Lets the deferred call of a statement in the body of a loop over a function run at the end
    /// of the function around it.
    pub(super) fn defer_at_function(&mut self, defer: StmtId) -> Lowered<()> {
        let Some(defers) = self.range.nest.as_ref().and_then(|n| n.defers) else { return Ok(()) };
        let pos = self.pkg.stmts[defer].pos;
        self.use_local(defers, pos)?;
        if let StmtKind::Defer { in_range_func, .. } = &mut self.pkg.stmts[defer].kind {
            *in_range_func = true;
        }
        Ok(())
    }

    /// `results = values`, for a `return` in a body.
    fn assign_results(&mut self, stmt: ast::StmtId, pos: Pos, out: &mut Vec<StmtId>) -> Lowered<()> {
        let ast = self.ast();
        let ast::StmtKind::Return(values) = ast.stmts[stmt].kind else { return Ok(()) };
        let values = ast.list(values);
        if values.is_empty() {
            return Ok(());
        }
        let mut lhs = Vec::new();
        for obj in self.result_objects() {
            let var = self.use_local(obj, pos)?;
            lhs.push(self.var_node(var, pos));
        }
        let types: Vec<TypeId> = lhs.iter().map(|&x| self.node_type(x)).collect();
        let rhs = self.multi_expr(pos, &|i| types.get(i).copied(), values)?;
        let kind = match (&lhs[..], &rhs[..]) {
            (&[lhs], &[rhs]) => StmtKind::Assign { lhs, rhs: Some(rhs), define: false },
            _ if lhs.len() == rhs.len() => {
                StmtKind::AssignList { op: AssignOp::Pairs, lhs, rhs, define: false }
            }
            _ => return self.surprise(pos, "return of a different number of values"),
        };
        let assign = self.stmt_node(kind, pos, Vec::new());
        out.push(assign);
        Ok(())
    }

    /// Index of the frame of the function around the nest.
    fn function_frame(&self) -> usize {
        let is_body = |func: FuncId| self.pkg.funcs[func].kind == FuncKind::RangeBody;
        self.frames.iter().rposition(|frame| !is_body(frame.func)).unwrap_or_default()
    }

    fn result_objects(&self) -> Vec<ObjId> {
        let func = self.frames[self.function_frame()].func;
        self.pkg.funcs[func].results.iter().filter_map(|&var| self.pkg.vars[var].obj).collect()
    }

    /// Names results that have no name, so that bodies can assign to them.
    fn name_results(&mut self) {
        let frame = self.function_frame();
        let results = self.pkg.funcs[self.frames[frame].func].results.clone();
        for (i, var) in results.into_iter().enumerate() {
            let Some(obj) = self.pkg.vars[var].obj else { continue };
            if matches!(self.text(self.cx.types.object(obj).name), "" | "_") {
                self.pkg.vars[var].name = self.intern(&format!("#rv{}", i + 1));
                self.frames[frame].locals.insert(obj, var);
            }
        }
    }

    fn declare_outer_vars(&mut self, stmt: ast::StmtId, out: &mut Vec<StmtId>) {
        let start = self.at(self.ast().stmts[stmt].pos);
        let vars = self.range.nest.as_ref().map(|n| n.outer_vars.clone()).unwrap_or_default();
        for var in vars {
            match var {
                OuterVar::Next => {
                    let obj = self.new_object("#next", Basic::Int.id(), Pos::NONE);
                    self.declare_made(obj, None, start, out);
                    if let Some(nest) = &mut self.range.nest {
                        nest.next = Some(obj);
                    }
                }
                OuterVar::Defers => {
                    let obj = self.new_object("#defers", TypeId::ANY, Pos::NONE);
                    let call = self.runtime_call("deferrangefunc", Vec::new(), Some(TypeId::ANY), start);
                    self.declare_made(obj, Some(call), start, out);
                    if let Some(nest) = &mut self.range.nest {
                        nest.defers = Some(obj);
                    }
                }
            }
        }
    }

    fn range_func_loop(&mut self, stmt: ast::StmtId, out: &mut Vec<StmtId>) -> Lowered<()> {
        let ast = self.ast();
        let start = self.at(ast.stmts[stmt].pos);
        let ast::StmtKind::Range { lhs, define, x, body, .. } = ast.stmts[stmt].kind else {
            return self.surprise(start, "not a range statement");
        };
        let end = self.at(ast.blocks[body].span.end.saturating_sub(1));
        let int = Basic::Int.id();
        let Some(plan) = self.plan_of(stmt) else {
            return self.surprise(start, "loop without plan");
        };
        let state_obj = self.new_object(&format!("#state{}", plan.state), int, start);
        if let Some(plan) = self.range.nest.as_mut().and_then(|n| n.loops.get_mut(&stmt)) {
            plan.state_obj = Some(state_obj);
        }
        let ready = self.int_literal(state::READY, start);
        self.declare_made(state_obj, Some(ready), start, out);

        let params = self.yield_signature(x, start)?;
        let (signature, targets) = self.body_signature(&params, ast.list(lhs), define, start);
        let yield_obj = self.new_object(&format!("#yield{}", plan.yield_number), signature, Pos::NONE);
        let yield_var = self.declare_local_at(yield_obj, Pos::NONE, self.obj_type(yield_obj));
        let saved = self.current_loop.replace(stmt);
        let closure = self.body_literal(signature, body, &targets, state_obj, [start, end])?;
        self.current_loop = saved;
        self.define_made(yield_var, closure, start, out);

        let arg = self.use_made(yield_obj, start)?;
        let param_type = params.yield_type;
        let arg = self.convert_to(arg, param_type, start);
        let call = self.call_of_value(x, vec![arg], start)?;
        let call = self.stmt_node(StmtKind::Expr(call), start, Vec::new());
        out.push(call);

        let mut then = Vec::new();
        let missing = self.int_literal(state::MISSING_PANIC, end);
        self.panic_range_state(missing, end, &mut then);
        self.if_int(state_obj, BinaryOp::Eq, state::PANIC, then, end, out)?;
        self.set_int(state_obj, state::EXHAUSTED, end, out)?;
        self.checks(stmt, end, out)
    }

    /// The literal that runs the loop's body.
    fn body_literal(
        &mut self,
        signature: TypeId,
        body: ast::BlockId,
        targets: &[(ast::ExprId, ObjId)],
        state_obj: ObjId,
        [start, end]: [Pos; 2],
    ) -> Lowered<ExprId> {
        let func = self.new_literal(start, FuncKind::RangeBody, signature);
        let place = self.pkg.func_list.len() - 1;
        self.open_frame(func);
        let mut list = Vec::new();
        for &(target, param) in targets {
            let pos = self.at(self.ast().exprs[target].pos);
            let (nodes, _) = self.targets(&[target])?;
            let Some(&lhs) = nodes.first() else { continue };
            let value = self.use_made(param, pos)?;
            let rhs = match self.pkg.exprs[lhs].kind {
                ExprKind::Blank => value,
                _ => self.convert_to(value, self.node_type(lhs), pos),
            };
            let kind = StmtKind::Assign { lhs, rhs: Some(rhs), define: false };
            let assign = self.stmt_node(kind, pos, Vec::new());
            list.push(assign);
        }
        if self.cx.rules.range_state_saved_first {
            let saved = self.new_object("#tmpState", Basic::Int.id(), Pos::NONE);
            let saved_var = self.declare_local_at(saved, Pos::NONE, Basic::Int.id());
            let value = self.use_made(state_obj, Pos::NONE)?;
            self.define_made(saved_var, value, Pos::NONE, &mut list);
            self.set_int(state_obj, state::PANIC, start, &mut list)?;
            self.assert_ready(saved, start, &mut list)?;
        } else {
            self.assert_ready(state_obj, start, &mut list)?;
            self.set_int(state_obj, state::PANIC, start, &mut list)?;
        }
        let stmts = self.ast().list(self.ast().blocks[body].stmts);
        list.extend(self.stmts(stmts)?);
        let left = match stmts.last() {
            Some(&last) => self.range_exit(last).is_some() || self.terminates(last),
            None => false,
        };
        if !left {
            self.set_int(state_obj, state::READY, end, &mut list)?;
            self.return_bool(true, end, &mut list);
        }
        self.pkg.funcs[func].body = Some(list);
        self.close_frame();
        if self.cx.rules.inner_literals_first {
            self.pkg.func_list[place..].rotate_left(1);
        }
        Ok(self.expr_node(ExprKind::Closure(func), signature, start))
    }

    /// What follows the call, for jumps out of the body.
    fn checks(&mut self, stmt: ast::StmtId, end: Pos, out: &mut Vec<StmtId>) -> Lowered<()> {
        let Some(plan) = self.plan_of(stmt) else { return Ok(()) };
        let mut branches: Vec<(BranchKind, Symbol)> = Vec::new();
        for &branch in &plan.check_branch {
            if !branches.contains(&branch) {
                branches.push(branch);
            }
        }
        if !branches.is_empty() {
            let values = branch_values(self, &branches);
            for ((kind, label), value) in branches.into_iter().zip(values) {
                let mut then = Vec::new();
                self.set_next(0, end, &mut then)?;
                let kind = match kind {
                    BranchKind::Continue => StmtKind::Continue(Some(label)),
                    BranchKind::Goto => StmtKind::Goto(label),
                    _ => StmtKind::Break(Some(label)),
                };
                then.push(self.stmt_node(kind, end, Vec::new()));
                self.if_next(BinaryOp::Eq, value, then, end, out)?;
            }
        }
        let Some(parent) = plan.parent else {
            if plan.check_return {
                let back = self.stmt_node(StmtKind::Return(Vec::new()), end, Vec::new());
                self.if_next(BinaryOp::Eq, -1, vec![back], end, out)?;
            }
            return Ok(());
        };
        let outer = self.plan_of(parent).and_then(|p| p.state_obj);
        let step = 2 * (plan.depth as i64 - 1);
        if plan.check_return {
            let then = self.leave_outer(outer, false, false, end)?;
            self.if_next(BinaryOp::Lt, 0, then, end, out)?;
        }
        let mut wrong = Vec::new();
        let done = self.int_literal(state::DONE, end);
        self.panic_range_state(done, end, &mut wrong);
        self.if_next(BinaryOp::Gt, step, wrong, end, out)?;
        if plan.check_continue {
            let then = self.leave_outer(outer, true, true, end)?;
            self.if_next(BinaryOp::Eq, step - 1, then, end, out)?;
        }
        if plan.check_break {
            let then = self.leave_outer(outer, true, false, end)?;
            self.if_next(BinaryOp::Eq, step, then, end, out)?;
        }
        if plan.check_continue || plan.check_break {
            let then = self.leave_outer(outer, false, false, end)?;
            self.if_next(BinaryOp::Gt, 0, then, end, out)?;
        }
        Ok(())
    }

    /// Sets the state of the loop around, perhaps clears `#next`, and returns from its body.
    fn leave_outer(
        &mut self,
        outer: Option<ObjId>,
        clear: bool,
        goes_on: bool,
        pos: Pos,
    ) -> Lowered<Vec<StmtId>> {
        let mut list = Vec::new();
        if clear {
            self.set_next(0, pos, &mut list)?;
        }
        self.set_int(outer, if goes_on { state::READY } else { state::DONE }, pos, &mut list)?;
        self.return_bool(goes_on, pos, &mut list);
        Ok(list)
    }

    fn plan_of(&self, stmt: ast::StmtId) -> Option<LoopPlan> {
        self.range.nest.as_ref()?.loops.get(&stmt).cloned()
    }

    /// The state of the loop whose body is being lowered.
    fn current_state(&self) -> Option<ObjId> {
        self.plan_of(self.current_loop?)?.state_obj
    }

    /// `if state != READY { panicrangestate(state) }`
    fn assert_ready(&mut self, state_obj: ObjId, pos: Pos, out: &mut Vec<StmtId>) -> Lowered<()> {
        let arg = self.use_made(state_obj, pos)?;
        let mut then = Vec::new();
        self.panic_range_state(arg, pos, &mut then);
        self.if_int(state_obj, BinaryOp::Ne, state::READY, then, pos, out)
    }

    fn panic_range_state(&mut self, arg: ExprId, pos: Pos, out: &mut Vec<StmtId>) {
        let call = self.runtime_call("panicrangestate", vec![arg], None, pos);
        let stmt = self.stmt_node(StmtKind::Expr(call), pos, Vec::new());
        out.push(stmt);
    }

    fn runtime_call(&mut self, name: &str, args: Vec<ExprId>, result: Option<TypeId>, pos: Pos) -> ExprId {
        let params = args.iter().map(|&x| self.node_type(x)).collect::<Vec<_>>();
        let params = params.into_iter().map(|ty| self.new_object("", ty, Pos::NONE)).collect();
        let results = result.into_iter().map(|ty| self.new_object("", ty, Pos::NONE)).collect();
        let signature = Signature { params, results, ..Signature::default() };
        let signature = self.cx.types.add(Type::Signature(signature));
        let func = ExprKind::Func(FuncRef::Runtime(self.intern(name)));
        let fun = self.expr_node(func, signature, pos);
        let kind = ExprKind::Call { kind: CallKind::Func, fun, args, spread: false, go_defer: false };
        self.expr_node(kind, result.unwrap_or(TypeId::EMPTY_TUPLE), pos)
    }

    fn set_next(&mut self, value: i64, pos: Pos, out: &mut Vec<StmtId>) -> Lowered<()> {
        let next = self.range.nest.as_ref().and_then(|n| n.next);
        self.set_int(next, value, pos, out)
    }

    fn set_int(
        &mut self,
        obj: impl Into<Option<ObjId>>,
        value: i64,
        pos: Pos,
        out: &mut Vec<StmtId>,
    ) -> Lowered<()> {
        let Some(obj) = obj.into() else { return self.surprise(pos, "loop without state") };
        let lhs = self.use_made(obj, pos)?;
        let rhs = Some(self.int_literal(value, pos));
        let stmt = self.stmt_node(StmtKind::Assign { lhs, rhs, define: false }, pos, Vec::new());
        out.push(stmt);
        Ok(())
    }

    fn if_next(
        &mut self,
        op: BinaryOp,
        value: i64,
        then: Vec<StmtId>,
        pos: Pos,
        out: &mut Vec<StmtId>,
    ) -> Lowered<()> {
        match self.range.nest.as_ref().and_then(|n| n.next) {
            Some(next) => self.if_int(next, op, value, then, pos, out),
            None => self.surprise(pos, "nest without #next"),
        }
    }

    /// `if obj op value { then }`
    fn if_int(
        &mut self,
        obj: ObjId,
        op: BinaryOp,
        value: i64,
        then: Vec<StmtId>,
        pos: Pos,
        out: &mut Vec<StmtId>,
    ) -> Lowered<()> {
        let x = self.use_made(obj, pos)?;
        let y = self.int_literal(value, pos);
        let cond = self.expr_node(ExprKind::Binary { op, x, y }, Basic::Bool.id(), pos);
        let stmt = self.stmt_node(StmtKind::If { cond, then, els: Vec::new() }, pos, Vec::new());
        out.push(stmt);
        Ok(())
    }

    fn int_literal(&mut self, value: i64, pos: Pos) -> ExprId {
        self.expr_node(ExprKind::Literal(Constant::Int(value)), Basic::Int.id(), pos)
    }

    fn return_bool(&mut self, value: bool, pos: Pos, out: &mut Vec<StmtId>) {
        let value = self.expr_node(ExprKind::Literal(Constant::Bool(value)), Basic::Bool.id(), pos);
        let stmt = self.stmt_node(StmtKind::Return(vec![value]), pos, Vec::new());
        out.push(stmt);
    }

    fn new_object(&mut self, name: &str, ty: TypeId, pos: Pos) -> ObjId {
        let object = Object {
            kind: ObjectKind::Var(VarKind::Local),
            name: self.intern(name),
            pos,
            package: Some(self.unit.checked.package),
            ty: OnceLock::from(ty),
        };
        self.cx.types.add_object(object)
    }

    fn use_made(&mut self, obj: ObjId, pos: Pos) -> Lowered<ExprId> {
        let var = self.use_local(obj, pos)?;
        Ok(self.var_node(var, pos))
    }

    /// `var obj = value`
    fn declare_made(&mut self, obj: ObjId, value: Option<ExprId>, pos: Pos, out: &mut Vec<StmtId>) {
        let object = self.cx.types.object(obj);
        let var = self.declare_local_at(obj, object.pos, self.obj_type(obj));
        match value {
            Some(value) => self.define_made(var, value, pos, out),
            None => {
                let lhs = self.var_node(var, pos);
                let declare = self.declare_stmt(var, pos);
                let kind = StmtKind::Assign { lhs, rhs: None, define: false };
                let stmt = self.stmt_node(kind, pos, vec![declare]);
                out.push(stmt);
            }
        }
    }

    fn define_made(&mut self, var: VarId, value: ExprId, pos: Pos, out: &mut Vec<StmtId>) {
        let lhs = self.var_node(var, pos);
        let kind = StmtKind::Assign { lhs, rhs: Some(value), define: true };
        let stmt = self.stmt_node(kind, pos, Vec::new());
        self.define_vars(stmt, &[var]);
        out.push(stmt);
    }

    /// What the function that is looped over passes to its argument.
    fn yield_signature(&mut self, x: ast::ExprId, pos: Pos) -> Lowered<Yield> {
        let found = self.signature(self.type_of(x)?).and_then(|outer| {
            let yield_type = self.obj_type(*outer.params.first()?);
            let inner = self.signature(yield_type)?;
            let params = inner.params.iter().map(|&p| self.obj_type(p)).collect();
            Some(Yield { yield_type, params, variadic: inner.variadic })
        });
        match found {
            Some(found) => Ok(found),
            None => self.surprise(pos, "range over a function that does not yield"),
        }
    }

    /// The type of the body's literal; range variables that `:=` declares are its parameters.
    /// Also the targets that the body assigns first, with the parameters that hold their values.
    fn body_signature(
        &mut self,
        inner: &Yield,
        lhs: &[ast::ExprId],
        define: bool,
        start: Pos,
    ) -> (TypeId, Vec<(ast::ExprId, ObjId)>) {
        let (mut params, mut targets) = (Vec::new(), Vec::new());
        for (i, &ty) in inner.params.iter().enumerate() {
            let target = lhs.get(i).copied();
            let declared = target.filter(|_| define).map(|t| {
                let node = self.ast().exprs[self.ast().unparen(t)];
                let obj = self.info().offset_def.get(&node.span.start).copied();
                obj.unwrap_or_else(|| self.new_object("_", ty, self.at(node.pos)))
            });
            let param = declared.unwrap_or_else(|| {
                let made = self.new_object(&format!("#p{}", i + 1), ty, start);
                targets.extend(target.map(|t| (t, made)));
                made
            });
            params.push(param);
        }
        let result = self.new_object("#r", Basic::Bool.id(), start);
        let variadic = inner.variadic && self.cx.rules.range_body_variadic;
        let signature = Signature { params, results: vec![result], variadic, ..Signature::default() };
        (self.cx.types.add(Type::Signature(signature)), targets)
    }
}

/// The argument of the function that is looped over.
struct Yield {
    yield_type: TypeId,
    params: Vec<TypeId>,
    variadic: bool,
}
