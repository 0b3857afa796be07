//! Ids in nodes, replaced by others.
//!
//! In: a node of one package's arenas, and what its ids become. Out: the same node for other
//! arenas.
//! Invariants: every id in a node is replaced, whatever it stands for; nothing else changes.

use crate::ir::{Case, Expr, ExprId, ExprKind, Func, FuncId, FuncRef, Stmt, StmtId, StmtKind, Var, VarId};
use crate::source::Symbol;

/// What ids become.
pub(super) trait Mapping {
    fn expr(&self, id: ExprId) -> ExprId;
    fn stmt(&self, id: StmtId) -> StmtId;
    fn var(&self, id: VarId) -> VarId;
    /// A function literal.
    fn literal(&self, id: FuncId) -> FuncId;
    /// A function that is named.
    fn named(&self, func: FuncRef) -> FuncRef;
    /// A label.
    fn label(&self, label: Symbol) -> Symbol;
}

fn all<T: Copy>(list: &mut [T], map: impl Fn(T) -> T) {
    list.iter_mut().for_each(|id| *id = map(*id));
}

/// Replaces the ids in an expression.
pub(super) fn map_expr(expr: &mut Expr, m: &impl Mapping) {
    let one = |id: &mut ExprId| *id = m.expr(*id);
    match &mut expr.kind {
        ExprKind::Var(var) => *var = m.var(*var),
        ExprKind::Func(func) | ExprKind::MethodExpr { target: func, .. } => *func = m.named(*func),
        ExprKind::MethodValue { x, target, .. } => {
            one(x);
            target.iter_mut().for_each(|func| *func = m.named(*func));
        }
        ExprKind::Closure(func) => *func = m.literal(*func),
        ExprKind::Unary { x, .. }
        | ExprKind::Recv(x)
        | ExprKind::AddrOf(x)
        | ExprKind::Deref(x)
        | ExprKind::Dot { x, .. }
        | ExprKind::DotPtr { x, .. }
        | ExprKind::DotInterface { x, .. }
        | ExprKind::Conv { x, .. }
        | ExprKind::TypeAssert { x, .. }
        | ExprKind::PtrLit(x) => one(x),
        ExprKind::Binary { x, y, .. } => [x, y].into_iter().for_each(one),
        ExprKind::Index { x, index } | ExprKind::IndexMap { x, index, .. } => {
            [x, index].into_iter().for_each(one);
        }
        ExprKind::Slice { x, lo, hi, max, .. } => {
            [Some(x), lo.as_mut(), hi.as_mut(), max.as_mut()].into_iter().flatten().for_each(one);
        }
        ExprKind::Concat(list) | ExprKind::Builtin { args: list, .. } => all(list, |id| m.expr(id)),
        ExprKind::Call { fun, args, .. } => {
            one(fun);
            all(args, |id| m.expr(id));
        }
        ExprKind::MakeSlice { len, cap } => std::iter::once(len).chain(cap).for_each(one),
        ExprKind::MakeMap { hint: x } | ExprKind::MakeChan { size: x } => x.iter_mut().for_each(one),
        ExprKind::CompositeLit { elems, .. } => {
            for elem in elems {
                elem.key.iter_mut().chain([&mut elem.value]).for_each(one);
            }
        }
        ExprKind::InlinedCall { func, body, results } => {
            *func = m.named(*func);
            all(body, |id| m.stmt(id));
            all(results, |id| m.expr(id));
        }
        ExprKind::Global(_)
        | ExprKind::StaticData { .. }
        | ExprKind::Blank
        | ExprKind::Nil
        | ExprKind::Literal(_)
        | ExprKind::Type(_)
        | ExprKind::New(_) => {}
    }
}

/// Replaces the ids in a statement.
pub(super) fn map_stmt(stmt: &mut Stmt, m: &impl Mapping) {
    let one = |id: &mut ExprId| *id = m.expr(*id);
    let stmts = |list: &mut Vec<StmtId>| all(list, |id| m.stmt(id));
    let label = |label: &mut Option<Symbol>| *label = label.map(|label| m.label(label));
    let cases = |list: &mut Vec<Case>| {
        for case in list {
            case.var = case.var.map(|var| m.var(var));
            all(&mut case.values, |id| m.expr(id));
            all(&mut case.body, |id| m.stmt(id));
        }
    };
    stmts(&mut stmt.init);
    match &mut stmt.kind {
        StmtKind::Declare(var) => *var = m.var(*var),
        StmtKind::Expr(x) | StmtKind::Go(x) | StmtKind::Defer { call: x, .. } => one(x),
        StmtKind::Assign { lhs, rhs, .. } => std::iter::once(lhs).chain(rhs).for_each(one),
        StmtKind::AssignList { lhs, rhs, .. } => {
            all(lhs, |id| m.expr(id));
            all(rhs, |id| m.expr(id));
        }
        StmtKind::AssignBinary { x, y, .. } | StmtKind::Send { chan: x, value: y } => {
            [x, y].into_iter().for_each(one);
        }
        StmtKind::Block(list) => stmts(list),
        StmtKind::If { cond, then, els } => {
            one(cond);
            [then, els].into_iter().for_each(stmts);
        }
        StmtKind::For { cond, post, body, label: name, .. } => {
            cond.iter_mut().for_each(one);
            *post = post.map(|id| m.stmt(id));
            stmts(body);
            label(name);
        }
        StmtKind::Range { key, value, x, body, label: name, .. } => {
            key.iter_mut().chain(value).chain([x]).for_each(one);
            stmts(body);
            label(name);
        }
        StmtKind::Switch { tag, cases: list, label: name } => {
            tag.iter_mut().for_each(one);
            cases(list);
            label(name);
        }
        StmtKind::TypeSwitch { x, cases: list, label: name, .. } => {
            one(x);
            cases(list);
            label(name);
        }
        StmtKind::Select { cases, label: name } => {
            for case in cases {
                case.comm = case.comm.map(|id| m.stmt(id));
                all(&mut case.body, |id| m.stmt(id));
            }
            label(name);
        }
        StmtKind::Return(list) => all(list, |id| m.expr(id)),
        StmtKind::Label(name) | StmtKind::Goto(name) => *name = m.label(*name),
        StmtKind::Break(name) | StmtKind::Continue(name) => label(name),
        StmtKind::Fallthrough => {}
    }
}

/// Replaces the ids in a variable, that of its function apart.
pub(super) fn map_var(var: &mut Var, m: &impl Mapping) {
    var.outer = var.outer.map(|id| m.var(id));
    var.defn = var.defn.map(|id| m.stmt(id));
}

/// Replaces the ids in a function literal, that of the function around it apart.
pub(super) fn map_func(func: &mut Func, m: &impl Mapping) {
    for list in [&mut func.params, &mut func.results, &mut func.vars, &mut func.closure_vars] {
        all(list, |id| m.var(id));
    }
    func.closure_param = func.closure_param.map(|id| m.var(id));
    func.body.iter_mut().for_each(|body| all(body, |id| m.stmt(id)));
}
