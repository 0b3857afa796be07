//! Which indexes need no bounds check, because they cannot be out of range.
//!
//! In: a package after escape analysis. Out: the indexing expressions that gc reports, in its
//! order: function by function, a literal that captures variables after what holds it.
//! Source: gc 1.21 to 1.27, walking of index expressions.

use super::features::Features;
use super::node::{AssignOp, BuiltinOp, ExprId, ExprKind, FuncId, Package, StmtId, StmtKind, VarId};
use super::static_value::int_value;
use super::visit::{Node, operands, visit_expr, visit_stmts};
use crate::source::Interner;
use crate::syntax::ast::BinaryOp;
use crate::types::sizes::Sizes;
use crate::types::{Basic, Constant, Type, TypeStore};
use rustc_hash::FxHashSet;

/// Index expressions whose bounds check gc reports as elided.
pub fn elided_bounds(package: &Package, types: &TypeStore, names: &Interner, sizes: Sizes) -> Vec<ExprId> {
    let mut search = Search {
        package,
        types,
        names,
        sizes,
        found: Vec::new(),
        seen: FxHashSet::default(),
        inlined: FxHashSet::default(),
        copied: FxHashSet::default(),
        literals: Vec::new(),
    };
    for &func in &package.func_list {
        let f = &package.funcs[func];
        if f.kind.is_literal() && !f.closure_vars.is_empty() {
            continue;
        }
        let mut todo = vec![func];
        while let Some(func) = todo.pop() {
            if !package.funcs[func].features.has(Features::BOUNDED_INDEX) {
                continue;
            }
            let body = package.funcs[func].body.as_deref().unwrap_or_default();
            search.stmts(body);
            todo.append(&mut search.literals);
        }
    }
    search.found
}

struct Search<'a> {
    package: &'a Package,
    types: &'a TypeStore,
    names: &'a Interner,
    sizes: Sizes,
    found: Vec<ExprId>,
    /// Expressions that were looked at as operands.
    seen: FxHashSet<ExprId>,
    /// Inlined calls whose bodies were looked at.
    inlined: FxHashSet<ExprId>,
    /// Indexes that are copied to a temporary before they are used: of these only the type is known.
    copied: FxHashSet<ExprId>,
    /// Capturing literals met in the current function.
    literals: Vec<FuncId>,
}

impl<'a> Search<'a> {
    fn stmts(&mut self, list: &'a [StmtId]) {
        visit_stmts(self.package, list, &mut |node| match node {
            Node::Expr(expr) => self.expr(expr),
            Node::Stmt(stmt) => self.stmt(stmt),
            Node::Var(_) => {}
        });
    }

    /// Looks at the parts of a statement in the order in which they are evaluated, where that is not
    /// the order of the tree.
    fn stmt(&mut self, stmt: StmtId) {
        let package = self.package;
        let list = match &package.stmts[stmt].kind {
            StmtKind::Assign { lhs, rhs: Some(rhs), .. } => vec![*lhs, *rhs],
            StmtKind::AssignBinary { x, y, .. } => vec![*x, *y],
            StmtKind::Send { chan, value } => vec![*chan, *value],
            StmtKind::AssignList { op: AssignOp::Pairs, lhs, rhs, .. } => [&lhs[..], &rhs[..]].concat(),
            StmtKind::Return(list) => list.clone(),
            _ => return,
        };
        self.stmts(&package.stmts[stmt].init);
        for expr in list {
            self.hoisted(expr, true);
        }
        match &package.stmts[stmt].kind {
            StmtKind::AssignList { lhs, rhs, .. } => self.pairs(lhs, rhs),
            // What is sent is copied to a temporary.
            StmtKind::Send { value, .. } => self.expr(*value),
            _ => {}
        }
    }

    /// Looks at the parts of an assignment of pairs in the order in which they are evaluated.
    fn pairs(&mut self, lhs: &[ExprId], rhs: &[ExprId]) {
        let mut before = Before::default();
        for (&target, &value) in lhs.iter().zip(rhs) {
            let (outer, indexes) = self.outer_target(target);
            let inner = match self.package.exprs[outer].kind {
                ExprKind::Index { x, index } => vec![x, index],
                ExprKind::Deref(x) | ExprKind::DotPtr { x, .. } => vec![x],
                _ => Vec::new(),
            };
            for part in indexes.into_iter().chain(inner) {
                if before.affects(self.package, part) {
                    self.expr(part);
                    self.copied.insert(part);
                }
            }
            if before.affects(self.package, value) {
                self.expr(value);
            }
            self.expr(target);
            self.expr(value);
            match self.package.exprs[outer].kind {
                ExprKind::Var(var) if !is_in_memory(self.package, var) => {
                    before.assigned.insert(self.package.canonical(var));
                }
                ExprKind::Blank => {}
                _ => before.memory = true,
            }
        }
    }

    /// What holds the target of an assignment, and the indexes of arrays on the way to it.
    fn outer_target(&self, mut target: ExprId) -> (ExprId, Vec<ExprId>) {
        let mut indexes = Vec::new();
        loop {
            target = match self.package.exprs[target].kind {
                ExprKind::Dot { x, .. } => x,
                ExprKind::Index { x, index } if self.is_array(x) => {
                    indexes.push(index);
                    x
                }
                _ => return (target, indexes),
            };
        }
    }

    fn is_array(&self, x: ExprId) -> bool {
        matches!(self.types.under(self.package.exprs[x].ty), Type::Array { .. })
    }

    /// Notes the indexes in an operand of `append` that are copied: those that compute something.
    fn copy_indexes(&mut self, mut expr: ExprId) {
        loop {
            expr = match &self.package.exprs[expr].kind {
                ExprKind::Dot { x, .. } | ExprKind::DotPtr { x, .. } | ExprKind::Deref(x) => *x,
                ExprKind::Builtin { op: BuiltinOp::Len | BuiltinOp::Cap, args, .. } => match args[..] {
                    [x] => x,
                    _ => return,
                },
                ExprKind::Index { x, index } | ExprKind::IndexMap { x, index, .. } => {
                    if matches!(self.package.exprs[*index].kind, ExprKind::Binary { .. }) {
                        self.copied.insert(*index);
                    }
                    self.copy_indexes(*index);
                    *x
                }
                _ => return,
            };
        }
    }

    /// Looks at operands before the expression itself.
    fn expr(&mut self, expr: ExprId) {
        if self.seen.contains(&expr) {
            return;
        }
        self.hoisted(expr, false);
        self.rest(expr);
    }

    /// Looks at the calls in an expression, inlined ones too: they are made before the rest of it
    /// is evaluated.
    fn hoisted(&mut self, root: ExprId, with_root: bool) {
        let package = self.package;
        let mut todo = vec![root];
        while let Some(expr) = todo.pop() {
            if let ExprKind::InlinedCall { body, .. } = &package.exprs[expr].kind {
                if self.inlined.insert(expr) {
                    self.stmts(package.expr_init.get(expr).map_or(&[], |init| &init[..]));
                    self.stmts(body);
                }
                continue;
            }
            let is_hoisted =
                matches!(self.package.exprs[expr].kind, ExprKind::Call { .. } | ExprKind::Recv(_));
            if is_hoisted && (with_root || expr != root) {
                self.expr(expr);
                continue;
            }
            let first = todo.len();
            operands(self.package, expr, &mut |operand| todo.push(operand));
            todo[first..].reverse();
        }
    }

    /// Looks at what was not looked at before.
    fn rest(&mut self, expr: ExprId) {
        if !self.seen.insert(expr) {
            return;
        }
        if let ExprKind::Builtin { op: BuiltinOp::Append, args, .. } = &self.package.exprs[expr].kind {
            args.iter().for_each(|&arg| self.copy_indexes(arg));
        }
        // Chains of operators, which nest to the left, may be long.
        let (mut left, mut rights) = (expr, Vec::new());
        while let ExprKind::Binary { x, y, .. } = self.package.exprs[left].kind {
            self.seen.insert(left);
            rights.push(y);
            left = x;
        }
        if left == expr {
            operands(self.package, expr, &mut |operand| self.rest(operand));
        } else {
            self.rest(left);
        }
        for right in rights.into_iter().rev() {
            self.rest(right);
        }
        match self.package.exprs[expr].kind {
            ExprKind::Closure(func) if !self.package.funcs[func].closure_vars.is_empty() => {
                self.literals.push(func);
            }
            ExprKind::Index { x, index } => {
                let is_constant = matches!(self.package.exprs[index].kind, ExprKind::Literal(_));
                if !is_constant && self.len(x).is_some_and(|len| self.is_bounded(index, len)) {
                    self.found.push(expr);
                }
            }
            _ => {}
        }
    }

    /// The known length of an array or constant string.
    fn len(&self, x: ExprId) -> Option<i64> {
        if let ExprKind::Literal(Constant::String(text)) = &self.package.exprs[x].kind {
            return i64::try_from(text.len()).ok();
        }
        match self.types.under(self.package.exprs[x].ty) {
            Type::Array { len, .. } => Some(*len),
            _ => None,
        }
    }

    /// Whether `0 <= index < max`, by its type and outermost operator.
    fn is_bounded(&self, index: ExprId, max: i64) -> bool {
        let expr = &self.package.exprs[index];
        let Type::Basic(basic) = self.types.under(expr.ty) else { return false };
        let Some(signed) = signedness(*basic) else { return false };
        let mut bits = 8 * self.sizes.bytes_of(self.types, self.names, expr.ty);
        let small = |x: ExprId| int_value(self.package, x).filter(|&v| i32::try_from(v).is_ok());
        if let ExprKind::Binary { op, x, y } = expr.kind
            && !self.copied.contains(&index)
        {
            let mask = match (op, small(x), small(y)) {
                (BinaryOp::And | BinaryOp::AndNot, Some(mask), _) | (BinaryOp::And, None, Some(mask)) => mask,
                (BinaryOp::AndNot, None, Some(mask)) => {
                    let all = if signed || bits >= 64 { -1 } else { (1i64 << bits) - 1 };
                    !mask & all
                }
                (BinaryOp::Rem, _, Some(divisor)) if !signed => divisor - 1,
                _ => -1,
            };
            if (0..max).contains(&mask) || (op == BinaryOp::Rem && !signed && small(y) == Some(0)) {
                return true;
            }
            match (op, small(x), small(y)) {
                (BinaryOp::Div, _, Some(mut divisor)) if !signed => {
                    while bits > 0 && divisor >= 2 {
                        bits -= 1;
                        divisor >>= 1;
                    }
                }
                (BinaryOp::Shr, _, Some(shift)) if !signed => {
                    if shift > bits {
                        return max > 0;
                    }
                    bits -= shift.max(0);
                }
                _ => {}
            }
        }
        !signed && bits <= 62 && 1i64 << bits.max(0) <= max
    }
}

/// What the earlier pairs of an assignment have changed.
#[derive(Default)]
struct Before {
    /// Local variables that they assigned.
    assigned: FxHashSet<VarId>,
    /// Whether they may have changed anything in memory.
    memory: bool,
}

impl Before {
    /// Whether the value of `expr` may be another after them.
    fn affects(&self, package: &Package, expr: ExprId) -> bool {
        if self.assigned.is_empty() && !self.memory {
            return false;
        }
        let mut affected = false;
        visit_expr(package, expr, &mut |node| {
            affected |= match node {
                Node::Expr(x) => match package.exprs[x].kind {
                    ExprKind::Var(var) => {
                        self.assigned.contains(&package.canonical(var))
                            || self.memory && is_in_memory(package, var)
                    }
                    ExprKind::Binary { op, .. } => self.memory && is_comparison(op),
                    ExprKind::Unary { .. }
                    | ExprKind::Conv { .. }
                    | ExprKind::Dot { .. }
                    | ExprKind::TypeAssert { .. }
                    | ExprKind::Func(_)
                    | ExprKind::Literal(_)
                    | ExprKind::Nil => false,
                    _ => self.memory,
                },
                Node::Stmt(_) | Node::Var(_) => self.memory,
            };
        });
        affected
    }
}

/// Whether a variable may be reached through a pointer.
fn is_in_memory(package: &Package, var: VarId) -> bool {
    let v = &package.vars[package.canonical(var)];
    v.addr_taken
}

fn is_comparison(op: BinaryOp) -> bool {
    matches!(op, BinaryOp::Eq | BinaryOp::Ne | BinaryOp::Lt | BinaryOp::Le | BinaryOp::Gt | BinaryOp::Ge)
}

/// Whether an integer type is signed; `None` for other types.
fn signedness(basic: Basic) -> Option<bool> {
    match basic {
        Basic::Int | Basic::Int8 | Basic::Int16 | Basic::Int32 | Basic::Int64 | Basic::Rune => Some(true),
        Basic::Uint
        | Basic::Uint8
        | Basic::Uint16
        | Basic::Uint32
        | Basic::Uint64
        | Basic::Uintptr
        | Basic::Byte => Some(false),
        _ => None,
    }
}
