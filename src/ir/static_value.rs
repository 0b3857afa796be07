//! Which variables have one known value, and which calls one known callee.
//!
//! In: the body of an outermost function with the literals in it. Out: [`Definitions`], which
//! answers for every variable in it.
//! Invariants: a variable has a known value if nothing but its defining statement assigns it and
//! its address is not taken; parameters never have one.
//! Source: gc 1.21 to 1.27, static values and reassignment; several callees since 1.27.

use super::children::{body_roots, preorder};
use super::node::{
    AssignOp, BuiltinOp, ConvKind, ExprId, ExprKind, FuncId, FuncKind, FuncRef, LitKind, Package, StmtId,
    StmtKind, VarClass, VarId,
};
use super::visit::{Node, visit_stmts};
use crate::types::{Constant, Type, TypeStore};
use rustc_hash::{FxHashMap, FxHashSet};

/// How long a chain of definitions is followed.
const MAX_CHAIN: usize = 1000;

/// What is known about the variables of an outermost function and its literals.
#[derive(Clone, Debug, Default)]
pub struct Definitions {
    /// Variables that only their defining statement assigns.
    single: FxHashSet<VarId>,
    /// The simple assignments of each variable of function type that has no others.
    functions: FxHashMap<VarId, Vec<StmtId>>,
}

/// The function in whose [`Definitions`] the variables of `func` are: the outermost one that is
/// not the package's initialisation.
pub fn outermost(package: &Package, mut func: FuncId) -> FuncId {
    while let Some(outer) = package.funcs[func].outer {
        if package.funcs[outer].kind == FuncKind::PackageInit {
            break;
        }
        func = outer;
    }
    func
}

impl Definitions {
    /// Reads the body of `func` and of all literals in it.
    pub fn of(package: &Package, store: &TypeStore, func: FuncId) -> Self {
        let mut found = Definitions::default();
        let mut bodies = Vec::new();
        let mut todo = vec![func];
        let mut seen = FxHashSet::default();
        while let Some(func) = todo.pop() {
            if !seen.insert(func) {
                continue;
            }
            bodies.push(func);
            let body = package.funcs[func].body.as_deref().unwrap_or_default();
            visit_stmts(package, body, &mut |node| match node {
                Node::Expr(expr) => match package.exprs[expr].kind {
                    ExprKind::Var(var) => found.candidate(package, store, var),
                    ExprKind::Closure(inner) => todo.push(inner),
                    _ => {}
                },
                Node::Var(var) => found.candidate(package, store, var),
                Node::Stmt(_) => {}
            });
        }
        for func in bodies {
            let body = package.funcs[func].body.as_deref().unwrap_or_default();
            visit_stmts(package, body, &mut |node| {
                if let Node::Stmt(stmt) = node {
                    found.assignments(package, store, stmt);
                }
            });
        }
        found
    }

    /// Adds code that took the place of a call. Its own variables are `first` and those after it.
    pub fn grow(&mut self, package: &Package, store: &TypeStore, roots: &[Node], first: VarId) {
        let mut todo = roots.to_vec();
        let mut all = Vec::new();
        while !todo.is_empty() {
            let mut bodies = Vec::new();
            preorder(package, &std::mem::take(&mut todo), &mut |node| {
                all.push(node);
                if let Node::Expr(expr) = node
                    && let ExprKind::Closure(func) = package.exprs[expr].kind
                {
                    bodies.extend(body_roots(package, func));
                }
                true
            });
            todo = bodies;
        }
        let is_new = |var: VarId| var.into_raw() >= first.into_raw();
        for &node in &all {
            match node {
                Node::Expr(expr) => match package.exprs[expr].kind {
                    ExprKind::Var(var) if is_new(var) => self.candidate(package, store, var),
                    _ => {}
                },
                Node::Var(var) if is_new(var) => self.candidate(package, store, var),
                _ => {}
            }
        }
        for node in all {
            if let Node::Stmt(stmt) = node {
                self.assignments(package, store, stmt);
            }
        }
    }

    fn candidate(&mut self, package: &Package, store: &TypeStore, var: VarId) {
        let v = &package.vars[var];
        if v.class != VarClass::Local || v.addr_taken || v.outer.is_some() {
            return;
        }
        let defn = v.defn.map(|stmt| &package.stmts[stmt].kind);
        if defn.is_some() {
            self.single.insert(var);
        }
        let simple = matches!(defn, None | Some(StmtKind::Assign { .. }));
        if simple && matches!(store.under(v.ty), Type::Signature(_)) {
            self.functions.entry(var).or_default();
        }
    }

    fn assignments(&mut self, package: &Package, store: &TypeStore, stmt: StmtId) {
        match &package.stmts[stmt].kind {
            StmtKind::Assign { lhs, .. } => self.assigned(package, store, *lhs, stmt),
            StmtKind::AssignList { lhs, .. } => {
                lhs.iter().for_each(|&x| self.assigned(package, store, x, stmt));
            }
            StmtKind::AssignBinary { x, .. } => self.assigned(package, store, *x, stmt),
            StmtKind::Range { key, value, .. } => {
                key.iter().chain(value).for_each(|&x| self.assigned(package, store, x, stmt));
            }
            _ => {}
        }
    }

    fn assigned(&mut self, package: &Package, store: &TypeStore, target: ExprId, stmt: StmtId) {
        let ExprKind::Var(var) = package.exprs[outer_value(package, store, target)].kind else { return };
        let var = package.canonical(var);
        if package.vars[var].defn != Some(stmt) {
            self.single.remove(&var);
        }
        let Some(assigned) = self.functions.get_mut(&var) else { return };
        match &package.stmts[stmt].kind {
            StmtKind::Assign { rhs, .. } => {
                if rhs.is_some_and(|x| !is_nil(package, x)) {
                    assigned.push(stmt);
                }
            }
            _ => {
                self.functions.remove(&var);
            }
        }
    }

    /// The earliest expression that always has the value of `expr`; possibly of another type,
    /// since conversions that change nothing are looked through. With `captured`, also where
    /// `expr` is a variable captured by a literal.
    pub fn static_value(&self, package: &Package, mut expr: ExprId, captured: bool) -> ExprId {
        for _ in 0..MAX_CHAIN {
            expr = match &package.exprs[expr].kind {
                ExprKind::Conv { kind: ConvKind::Nop, x } => *x,
                ExprKind::InlinedCall { results, .. } if results.len() == 1 => results[0],
                ExprKind::Var(var) if captured || package.vars[*var].outer.is_none() => {
                    match self.defining_value(package, package.canonical(*var)) {
                        Some(value) => value,
                        None => return expr,
                    }
                }
                _ => return expr,
            };
        }
        expr
    }

    fn defining_value(&self, package: &Package, var: VarId) -> Option<ExprId> {
        if package.vars[var].class != VarClass::Local || !self.single.contains(&var) {
            return None;
        }
        match &package.stmts[package.vars[var].defn?].kind {
            StmtKind::Assign { rhs, .. } => *rhs,
            StmtKind::AssignList { op: AssignOp::Pairs, lhs, rhs, .. } => {
                let is_var = |&x: &ExprId| matches!(package.exprs[x].kind, ExprKind::Var(v) if v == var);
                lhs.iter().position(is_var).and_then(|i| rhs.get(i)).copied()
            }
            _ => None,
        }
    }

    /// The functions that `var`, a variable of function type, may stand for, if they are all
    /// known. Nil is none of them, calling it cannot succeed.
    pub fn assigned_callees(&self, package: &Package, var: VarId) -> Vec<FuncRef> {
        let assigned = self.functions.get(&package.canonical(var)).map_or(&[][..], Vec::as_slice);
        let mut callees = Vec::new();
        for &stmt in assigned {
            let StmtKind::Assign { rhs: Some(value), .. } = package.stmts[stmt].kind else { continue };
            if matches!(package.exprs[value].kind, ExprKind::Nil) {
                continue;
            }
            match callee_named(package, value) {
                Some(callee) => callees.push(callee),
                None => return Vec::new(),
            }
        }
        callees
    }

    /// The number of elements that `len(x)` counts, when `x` is a known slice literal.
    pub fn literal_len(&self, package: &Package, expr: ExprId) -> Option<i64> {
        let ExprKind::Builtin { op: BuiltinOp::Len, args, .. } = &package.exprs[expr].kind else {
            return None;
        };
        let operand = self.static_value(package, *args.first()?, true);
        match package.exprs[operand].kind {
            ExprKind::CompositeLit { kind: LitKind::Slice { len }, .. } => Some(len),
            _ => None,
        }
    }
}

/// The variable or other expression that holds `expr`: fields, array elements and conversions
/// without effect are looked through.
fn outer_value(package: &Package, store: &TypeStore, mut expr: ExprId) -> ExprId {
    loop {
        expr = match package.exprs[expr].kind {
            ExprKind::Dot { x, .. } | ExprKind::Conv { kind: ConvKind::Nop, x } => x,
            ExprKind::Index { x, .. } if matches!(store.under(package.exprs[x].ty), Type::Array { .. }) => x,
            _ => return expr,
        };
    }
}

fn is_nil(package: &Package, mut expr: ExprId) -> bool {
    while let ExprKind::Conv { kind: ConvKind::Nop, x } = package.exprs[expr].kind {
        expr = x;
    }
    matches!(package.exprs[expr].kind, ExprKind::Nil)
}

/// The function that `expr` names directly.
pub fn callee_named(package: &Package, expr: ExprId) -> Option<FuncRef> {
    match package.exprs[expr].kind {
        ExprKind::Func(func) => Some(func),
        ExprKind::MethodExpr { target, .. } => Some(target),
        ExprKind::Closure(func) => Some(FuncRef::Local(func)),
        _ => None,
    }
}

/// The value of an integer constant that fits 64 bits.
pub fn int_value(package: &Package, expr: ExprId) -> Option<i64> {
    match package.exprs[expr].kind {
        ExprKind::Literal(Constant::Int(value)) => Some(value),
        _ => None,
    }
}
