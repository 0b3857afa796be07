//! Walks trees in gc's order of children.
//!
//! In: statements. Out: calls of a visitor for each node, a node before its children.
//! Invariants: a node's initial statements come first; the bodies of function literals are not
//! entered. Recursion is as deep as the tree, which lowering limits, chains of operators and of
//! `else if` aside.
//! Source: gc, order of children of each node.

use super::node::{Case, ExprId, ExprKind, Package, StmtId, StmtKind, VarId};

/// What a visitor sees.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Node {
    /// A statement.
    Stmt(StmtId),
    /// An expression.
    Expr(ExprId),
    /// A variable where it is declared or bound.
    Var(VarId),
}

/// Visits `stmts` and everything in them.
pub fn visit_stmts(package: &Package, stmts: &[StmtId], visit: &mut dyn FnMut(Node)) {
    for &stmt in stmts {
        visit_stmt(package, stmt, visit);
    }
}

/// Visits `stmt` and everything in it.
pub fn visit_stmt(package: &Package, mut stmt: StmtId, visit: &mut dyn FnMut(Node)) {
    visit(Node::Stmt(stmt));
    visit_stmts(package, &package.stmts[stmt].init, visit);
    // Chains of `else if` may be long.
    while let StmtKind::If { cond, then, els } = &package.stmts[stmt].kind
        && let [next] = els[..]
    {
        visit_expr(package, *cond, visit);
        visit_stmts(package, then, visit);
        stmt = next;
        visit(Node::Stmt(stmt));
        visit_stmts(package, &package.stmts[stmt].init, visit);
    }
    let expr = |id: ExprId, visit: &mut dyn FnMut(Node)| visit_expr(package, id, visit);
    match &package.stmts[stmt].kind {
        StmtKind::Declare(var) => visit(Node::Var(*var)),
        StmtKind::Expr(x) | StmtKind::Go(x) | StmtKind::Defer { call: x, .. } => expr(*x, visit),
        StmtKind::Assign { lhs, rhs, .. } => {
            expr(*lhs, visit);
            if let Some(rhs) = rhs {
                expr(*rhs, visit);
            }
        }
        StmtKind::AssignList { lhs, rhs, .. } => {
            for &x in lhs.iter().chain(rhs) {
                expr(x, visit);
            }
        }
        StmtKind::AssignBinary { x, y, .. } => {
            expr(*x, visit);
            expr(*y, visit);
        }
        StmtKind::Block(list) => visit_stmts(package, list, visit),
        StmtKind::If { cond, then, els } => {
            expr(*cond, visit);
            visit_stmts(package, then, visit);
            visit_stmts(package, els, visit);
        }
        StmtKind::For { cond, post, body, .. } => {
            if let Some(cond) = cond {
                expr(*cond, visit);
            }
            if let Some(post) = post {
                visit_stmt(package, *post, visit);
            }
            visit_stmts(package, body, visit);
        }
        StmtKind::Range { key, value, x, body, .. } => {
            for &x in [Some(x), key.as_ref(), value.as_ref()].into_iter().flatten() {
                expr(x, visit);
            }
            visit_stmts(package, body, visit);
        }
        StmtKind::Switch { tag, cases, .. } => {
            if let Some(tag) = tag {
                expr(*tag, visit);
            }
            visit_cases(package, cases, visit);
        }
        StmtKind::TypeSwitch { x, cases, .. } => {
            expr(*x, visit);
            visit_cases(package, cases, visit);
        }
        StmtKind::Select { cases, .. } => {
            for case in cases {
                if let Some(comm) = case.comm {
                    visit_stmt(package, comm, visit);
                }
                visit_stmts(package, &case.body, visit);
            }
        }
        StmtKind::Return(list) => {
            for &x in list {
                expr(x, visit);
            }
        }
        StmtKind::Send { chan, value } => {
            expr(*chan, visit);
            expr(*value, visit);
        }
        _ => {}
    }
}

fn visit_cases(package: &Package, cases: &[Case], visit: &mut dyn FnMut(Node)) {
    for case in cases {
        if let Some(var) = case.var {
            visit(Node::Var(var));
        }
        for &value in &case.values {
            visit_expr(package, value, visit);
        }
        visit_stmts(package, &case.body, visit);
    }
}

/// Visits `expr` and everything in it.
pub fn visit_expr(package: &Package, mut expr: ExprId, visit: &mut dyn FnMut(Node)) {
    // Chains of operators, which nest to the left, may be long.
    let mut rights = Vec::new();
    loop {
        visit(Node::Expr(expr));
        if let Some(init) = package.expr_init.get(expr) {
            visit_stmts(package, init, visit);
        }
        let ExprKind::Binary { x, y, .. } = package.exprs[expr].kind else { break };
        rights.push(y);
        expr = x;
    }
    if let ExprKind::InlinedCall { body, .. } = &package.exprs[expr].kind {
        visit_stmts(package, body, visit);
    }
    operands(package, expr, &mut |operand| visit_expr(package, operand, visit));
    for right in rights.into_iter().rev() {
        visit_expr(package, right, visit);
    }
}

/// Calls `each` for the operands of `expr`, in order.
pub fn operands(package: &Package, expr: ExprId, each: &mut dyn FnMut(ExprId)) {
    match &package.exprs[expr].kind {
        ExprKind::Unary { x, .. }
        | ExprKind::Recv(x)
        | ExprKind::AddrOf(x)
        | ExprKind::Deref(x)
        | ExprKind::Dot { x, .. }
        | ExprKind::DotPtr { x, .. }
        | ExprKind::DotInterface { x, .. }
        | ExprKind::MethodValue { x, .. }
        | ExprKind::Conv { x, .. }
        | ExprKind::TypeAssert { x, .. }
        | ExprKind::PtrLit(x) => each(*x),
        ExprKind::Binary { x, y, .. } => {
            each(*x);
            each(*y);
        }
        ExprKind::Index { x, index } | ExprKind::IndexMap { x, index, .. } => {
            each(*x);
            each(*index);
        }
        ExprKind::Slice { x, lo, hi, max, .. } => {
            for &x in [Some(x), lo.as_ref(), hi.as_ref(), max.as_ref()].into_iter().flatten() {
                each(x);
            }
        }
        ExprKind::Concat(list) | ExprKind::Builtin { args: list, .. } => list.iter().for_each(|&x| each(x)),
        ExprKind::Call { fun, args, .. } => {
            each(*fun);
            args.iter().for_each(|&x| each(x));
        }
        ExprKind::MakeSlice { len, cap } => {
            each(*len);
            cap.iter().for_each(|&x| each(x));
        }
        ExprKind::MakeMap { hint: x } | ExprKind::MakeChan { size: x } => x.iter().for_each(|&x| each(x)),
        ExprKind::CompositeLit { elems, .. } => {
            for elem in elems {
                elem.key.iter().for_each(|&x| each(x));
                each(elem.value);
            }
        }
        ExprKind::InlinedCall { results, .. } => results.iter().for_each(|&x| each(x)),
        ExprKind::Var(_)
        | ExprKind::Global(_)
        | ExprKind::StaticData { .. }
        | ExprKind::Blank
        | ExprKind::Func(_)
        | ExprKind::MethodExpr { .. }
        | ExprKind::Nil
        | ExprKind::Literal(_)
        | ExprKind::Type(_)
        | ExprKind::New(_)
        | ExprKind::Closure(_) => {}
    }
}
