//! The calls in a piece of code, in the order in which gc tries to make them direct and to replace them.
//!
//! In: nodes. Out: calls, each after those in its operands.
//! Source: gc 1.21 to 1.27: post-order; bodies of loops over `testing.B.Loop` are left alone in
//! 1.24 and 1.25.

use super::PassContext;
use super::benchmark_loops::is_benchmark_loop;
use crate::ir::children::children;
use crate::ir::node::{ExprId, ExprKind, Package, PassNote, StmtKind};
use crate::ir::visit::Node;
use rustc_hash::FxHashSet;

/// Which calls to look for.
pub enum Marked<'a> {
    /// All.
    Everything,
    /// Those not met before, which are added; what is below one of these was met.
    New(&'a mut FxHashSet<ExprId>),
}

/// The calls below `roots`. Notes the loops that are left alone.
pub fn postorder_of_calls(
    package: &mut Package,
    cx: &PassContext<'_>,
    roots: &[Node],
    marked: &mut Marked<'_>,
) -> Vec<ExprId> {
    // Reversed pre-order with reversed children.
    let (mut stack, mut order) = (roots.to_vec(), Vec::new());
    let mut left_alone = Vec::new();
    while let Some(node) = stack.pop() {
        if let Node::Expr(expr) = node {
            if let Marked::New(seen) = marked
                && seen.contains(&expr)
            {
                continue;
            }
            if matches!(package.exprs[expr].kind, ExprKind::Call { .. }) {
                order.push(expr);
            }
        }
        if let Node::Stmt(stmt) = node
            && cx.rules.inline.benchmark_loops_are_left_alone
            && is_benchmark_loop(package, cx, stmt)
        {
            left_alone.push(stmt);
            let StmtKind::For { cond, post, .. } = package.stmts[stmt].kind else { continue };
            stack.extend(package.stmts[stmt].init.iter().map(|&s| Node::Stmt(s)));
            stack.extend(cond.map(Node::Expr).into_iter().chain(post.map(Node::Stmt)));
            continue;
        }
        children(package, node, &mut |child| stack.push(child));
    }
    order.reverse();
    if let Marked::New(seen) = marked {
        seen.extend(&order);
    }
    for stmt in left_alone.into_iter().rev() {
        package.notes.push(PassNote::LeftAlone { stmt });
    }
    order
}
