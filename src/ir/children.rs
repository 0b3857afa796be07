//! The direct children of a node, and lists of statements to edit.
//!
//! In: a node. Out: its children in gc's order, one level deep; the walker decides what to enter.
//! Invariants: a node's initial statements come first; the bodies of function literals are no
//! children.
//! Source: gc 1.27.3, order of children of each node.

use super::node::{Package, StmtId, StmtKind};
use super::visit::{Node, operands};
use crate::ir::{ExprId, ExprKind};

/// Calls `each` for the direct children of `node`.
pub fn children(package: &Package, node: Node, each: &mut dyn FnMut(Node)) {
    match node {
        Node::Var(_) => {}
        Node::Expr(expr) => {
            package.expr_init.get(expr).into_iter().flatten().for_each(|&s| each(Node::Stmt(s)));
            if let ExprKind::InlinedCall { body, .. } = &package.exprs[expr].kind {
                body.iter().for_each(|&s| each(Node::Stmt(s)));
            }
            operands(package, expr, &mut |x| each(Node::Expr(x)));
        }
        Node::Stmt(stmt) => {
            package.stmts[stmt].init.iter().for_each(|&s| each(Node::Stmt(s)));
            stmt_children(package, stmt, each);
        }
    }
}

/// The same without the initial statements of a statement.
pub fn stmt_children(package: &Package, stmt: StmtId, each: &mut dyn FnMut(Node)) {
    let all = |list: &[StmtId], each: &mut dyn FnMut(Node)| list.iter().for_each(|&s| each(Node::Stmt(s)));
    let exprs = |list: &[ExprId], each: &mut dyn FnMut(Node)| list.iter().for_each(|&x| each(Node::Expr(x)));
    match &package.stmts[stmt].kind {
        StmtKind::Declare(var) => each(Node::Var(*var)),
        StmtKind::Expr(x) | StmtKind::Go(x) | StmtKind::Defer { call: x, .. } => each(Node::Expr(*x)),
        StmtKind::Assign { lhs, rhs, .. } => {
            each(Node::Expr(*lhs));
            exprs(rhs.as_slice(), each);
        }
        StmtKind::AssignList { lhs, rhs, .. } => {
            exprs(lhs, each);
            exprs(rhs, each);
        }
        StmtKind::AssignBinary { x, y, .. } | StmtKind::Send { chan: x, value: y } => exprs(&[*x, *y], each),
        StmtKind::Block(list) => all(list, each),
        StmtKind::If { cond, then, els } => {
            each(Node::Expr(*cond));
            all(then, each);
            all(els, each);
        }
        StmtKind::For { cond, post, body, .. } => {
            exprs(cond.as_slice(), each);
            all(post.as_slice(), each);
            all(body, each);
        }
        StmtKind::Range { key, value, x, body, .. } => {
            each(Node::Expr(*x));
            exprs(key.as_slice(), each);
            exprs(value.as_slice(), each);
            all(body, each);
        }
        StmtKind::Switch { tag: x, cases, .. } => {
            exprs(x.as_slice(), each);
            for case in cases {
                exprs(&case.values, each);
                all(&case.body, each);
            }
        }
        StmtKind::TypeSwitch { x, cases, .. } => {
            each(Node::Expr(*x));
            for case in cases {
                case.var.into_iter().for_each(|v| each(Node::Var(v)));
                exprs(&case.values, each);
                all(&case.body, each);
            }
        }
        StmtKind::Select { cases, .. } => {
            for case in cases {
                all(case.comm.as_slice(), each);
                all(&case.body, each);
            }
        }
        StmtKind::Return(list) => exprs(list, each),
        StmtKind::Label(_)
        | StmtKind::Goto(_)
        | StmtKind::Break(_)
        | StmtKind::Continue(_)
        | StmtKind::Fallthrough => {}
    }
}

/// Visits `roots` and everything below, a node before its children, as long as `enter` says yes.
/// Needs no recursion.
pub fn preorder(package: &Package, roots: &[Node], enter: &mut dyn FnMut(Node) -> bool) {
    let mut stack: Vec<Node> = roots.iter().rev().copied().collect();
    let mut below = Vec::new();
    while let Some(node) = stack.pop() {
        if enter(node) {
            children(package, node, &mut |child| below.push(child));
            stack.extend(below.drain(..).rev());
        }
    }
}

/// Everything below `roots`, the bodies of function literals apart, a node after its children.
pub fn postorder(package: &Package, roots: &[Node]) -> Vec<Node> {
    // Reversed pre-order with reversed children.
    let (mut stack, mut order) = (roots.to_vec(), Vec::new());
    while let Some(node) = stack.pop() {
        order.push(node);
        children(package, node, &mut |child| stack.push(child));
    }
    order.reverse();
    order
}

/// The body of a function as walkers take it.
pub fn body_roots(package: &Package, func: super::FuncId) -> Vec<Node> {
    package.funcs[func].body.iter().flatten().map(|&s| Node::Stmt(s)).collect()
}

/// Calls `edit` for every list of statements that `node` holds.
pub fn edit_lists(package: &mut Package, node: Node, edit: &mut dyn FnMut(&mut Vec<StmtId>)) {
    match node {
        Node::Var(_) => {}
        Node::Expr(expr) => {
            if let Some(init) = package.expr_init.get_mut(expr) {
                edit(init);
            }
            if let ExprKind::InlinedCall { body, .. } = &mut package.exprs[expr].kind {
                edit(body);
            }
        }
        Node::Stmt(stmt) => {
            let stmt = &mut package.stmts[stmt];
            edit(&mut stmt.init);
            match &mut stmt.kind {
                StmtKind::Block(list)
                | StmtKind::For { body: list, .. }
                | StmtKind::Range { body: list, .. } => {
                    edit(list);
                }
                StmtKind::If { then, els, .. } => {
                    edit(then);
                    edit(els);
                }
                StmtKind::Switch { cases, .. } | StmtKind::TypeSwitch { cases, .. } => {
                    cases.iter_mut().for_each(|case| edit(&mut case.body));
                }
                StmtKind::Select { cases, .. } => cases.iter_mut().for_each(|case| edit(&mut case.body)),
                _ => {}
            }
        }
    }
}
