//! Loop variables that each iteration has for itself.
//!
//! In: functions whose loops are marked [`StmtKind::For::distinct_vars`] where the language version
//! asks for it. Out: a variable whose address is taken in such a loop, or that a literal captures
//! there, is declared in the body and gets its value from a temporary.
//! Invariants: what happens below a `return` of the loop itself does not count, the iteration
//! ends there; other variables stay shared.
//! Source: gc 1.22 to 1.27, loop variables.

use super::{PassContext, assign, new_temp, use_var};
use crate::ir::children::{children, edit_lists, preorder};
use crate::ir::features::Features;
use crate::ir::node::{ExprId, ExprKind, FuncId, Package, Stmt, StmtId, StmtKind, UnaryOp, VarId};
use crate::ir::visit::Node;
use crate::source::{Pos, Symbol};
use crate::types::{Basic, Constant, Type};
use rustc_hash::FxHashMap;

/// Nesting of nodes beyond which loops are left as they are.
const MAX_DEPTH: u32 = 2_000;

/// Rewrites the loops of all functions.
pub fn separate_loop_vars(package: &mut Package, cx: &PassContext<'_>) {
    for func in package.func_list.clone() {
        let features = package.funcs[func].features;
        if !(features.has(Features::DISTINCT_LOOP) && features.has(Features::REFERENCE)) {
            continue;
        }
        let body = package.funcs[func].body.clone().unwrap_or_default();
        let mut loops = Loops {
            cx,
            func,
            labels: 0,
            leaked: FxHashMap::default(),
            copies: FxHashMap::default(),
            loop_depth: 0,
            return_depth: 0,
        };
        for stmt in body {
            loops.node(package, Node::Stmt(stmt), 0);
        }
        loops.move_declarations(package);
    }
}

struct Loops<'a> {
    cx: &'a PassContext<'a>,
    func: FuncId,
    /// Labels made so far.
    labels: u32,
    /// Variables of loops met so far: whether a use outlives the iteration.
    leaked: FxHashMap<VarId, bool>,
    /// The assignment that now declares a variable.
    copies: FxHashMap<VarId, StmtId>,
    loop_depth: u32,
    /// Loops around the innermost `return` that this node is part of.
    return_depth: u32,
}

impl Loops<'_> {
    fn node(&mut self, package: &mut Package, node: Node, depth: u32) {
        if depth > MAX_DEPTH {
            return;
        }
        match node {
            Node::Var(_) => return,
            Node::Expr(expr) => self.expr(package, expr),
            Node::Stmt(stmt) => match package.stmts[stmt].kind {
                StmtKind::Return(_) => {
                    let saved = std::mem::replace(&mut self.return_depth, self.loop_depth);
                    self.children(package, node, depth);
                    self.return_depth = saved;
                    return;
                }
                StmtKind::Range { define: true, distinct_vars: true, key, value, .. } => {
                    for target in [key, value].into_iter().flatten() {
                        self.candidate(package, target);
                    }
                    self.loop_depth += 1;
                    self.children(package, node, depth);
                    self.loop_depth -= 1;
                    self.range_loop(package, stmt, [key, value]);
                    return;
                }
                StmtKind::For { distinct_vars: true, .. } => {
                    for target in defined_in_init(package, stmt) {
                        self.candidate(package, target);
                    }
                    self.loop_depth += 1;
                    self.children(package, node, depth);
                    self.loop_depth -= 1;
                    self.for_loop(package, stmt);
                    return;
                }
                _ => {}
            },
        }
        self.children(package, node, depth);
    }

    fn children(&mut self, package: &mut Package, node: Node, depth: u32) {
        // A chain of operators is as deep as it is long: expressions are walked without recursion,
        // and only the statements in them are followed.
        let mut below = Vec::new();
        children(package, node, &mut |child| below.push(child));
        for child in below {
            match child {
                Node::Expr(_) => {
                    let mut inner = Vec::new();
                    preorder(package, &[child], &mut |n| {
                        inner.push(n);
                        matches!(n, Node::Expr(_))
                    });
                    for n in inner {
                        match n {
                            Node::Expr(expr) => self.expr(package, expr),
                            _ => self.node(package, n, depth + 1),
                        }
                    }
                }
                _ => self.node(package, child, depth + 1),
            }
        }
    }

    /// Notes what a use means for the loop variables in it.
    fn expr(&mut self, package: &Package, expr: ExprId) {
        if self.return_depth >= self.loop_depth {
            return;
        }
        match package.exprs[expr].kind {
            ExprKind::Closure(func) => {
                for &var in &package.funcs[func].closure_vars {
                    self.leaked.entry(package.canonical(var)).and_modify(|leaks| *leaks = true);
                }
            }
            ExprKind::AddrOf(x) => {
                if let Some(var) = self.outer_var(package, x) {
                    self.leaked.entry(var).and_modify(|leaks| *leaks = true);
                }
            }
            _ => {}
        }
    }

    /// The variable that `expr` is a part of.
    fn outer_var(&self, package: &Package, mut expr: ExprId) -> Option<VarId> {
        loop {
            expr = match package.exprs[expr].kind {
                ExprKind::Dot { x, .. } => x,
                ExprKind::Conv { kind: crate::ir::ConvKind::Nop, x } => x,
                ExprKind::Index { x, .. }
                    if matches!(self.cx.types.under(package.exprs[x].ty), Type::Array { .. }) =>
                {
                    x
                }
                ExprKind::Var(var) => return Some(var),
                _ => return None,
            };
        }
    }

    fn candidate(&mut self, package: &Package, target: ExprId) {
        if let ExprKind::Var(var) = package.exprs[target].kind {
            self.leaked.insert(var, false);
        }
    }

    fn leaks(&self, package: &Package, target: ExprId) -> Option<VarId> {
        match package.exprs[target].kind {
            ExprKind::Var(var) if self.leaked.get(&var) == Some(&true) => Some(var),
            _ => None,
        }
    }

    /// `for v := range x { … }` becomes `for tmp := range x { v := tmp; … }`.
    fn range_loop(&mut self, package: &mut Package, stmt: StmtId, targets: [Option<ExprId>; 2]) {
        let pos = package.stmts[stmt].pos;
        let mut renamed = targets;
        let mut copies = Vec::new();
        for target in &mut renamed {
            let Some(var) = target.and_then(|t| self.leaks(package, t)) else { continue };
            let ty = package.vars[var].ty;
            let temp = new_temp(package, self.cx, self.func, ty, pos);
            let (lhs, rhs) = (use_var(package, var, pos), use_var(package, temp, pos));
            let copy = assign(package, lhs, rhs, true, pos);
            // The second one comes first.
            copies.insert(0, copy);
            self.copies.insert(var, copy);
            *target = Some(use_var(package, temp, pos));
        }
        if let StmtKind::Range { key, value, body, distinct_vars, .. } = &mut package.stmts[stmt].kind {
            [*key, *value] = renamed;
            *distinct_vars = false;
            body.splice(0..0, copies);
        }
    }

    /// `for v := a; cond; post { … }` becomes, with temporaries `t` and `first`,
    /// `for t, first := a, true; ; { v := t; if first { first = false } else { post };
    /// if !cond { break }; …; next: t = v }`.
    fn for_loop(&mut self, package: &mut Package, stmt: StmtId) {
        let leaked: Vec<VarId> = defined_in_init(package, stmt)
            .into_iter()
            .filter_map(|target| self.leaks(package, target))
            .collect();
        let pos = package.stmts[stmt].pos;
        let StmtKind::For { cond, post, body, label, distinct_vars, .. } = &mut package.stmts[stmt].kind
        else {
            return;
        };
        *distinct_vars = false;
        if leaked.is_empty() {
            return;
        }
        let (cond, post) = (cond.take(), post.take());
        let (old_body, loop_label) = (std::mem::take(body), *label);
        let (mut new_body, mut after) = (Vec::new(), Vec::new());
        let mut carriers = FxHashMap::default();
        for var in leaked {
            let ty = package.vars[var].ty;
            let carrier = new_temp(package, self.cx, self.func, ty, pos);
            carriers.insert(var, carrier);
            let (lhs, rhs) = (use_var(package, var, pos), use_var(package, carrier, pos));
            let copy = assign(package, lhs, rhs, true, pos);
            if self.cx.rules.loop_copy_defines {
                package.vars[var].defn = Some(copy);
            }
            self.copies.insert(var, copy);
            new_body.push(copy);
            let (lhs, rhs) = (use_var(package, carrier, pos), use_var(package, var, pos));
            after.push(assign(package, lhs, rhs, false, pos));
        }
        self.labels += 1;
        let next = self.cx.names.intern(&format!(".3clNext_{}", self.labels));
        for &inner in &old_body {
            redirect_continues(package, inner, loop_label, next);
        }
        self.rename_in_init(package, stmt, &carriers);
        if let Some(post) = post {
            new_body.push(self.first_iteration(package, stmt, post, pos));
        }
        if let Some(cond) = cond {
            new_body.push(break_unless(package, cond, pos));
        }
        new_body.extend(old_body);
        new_body.push(package.stmt(StmtKind::Label(next), pos));
        new_body.extend(after);
        if let StmtKind::For { body, .. } = &mut package.stmts[stmt].kind {
            *body = new_body;
        }
    }

    /// Lets the loop's initial statements define the temporaries instead.
    fn rename_in_init(&self, package: &mut Package, stmt: StmtId, carriers: &FxHashMap<VarId, VarId>) {
        for init in package.stmts[stmt].init.clone() {
            let targets = defined_by(package, init);
            let renamed: Vec<ExprId> = targets
                .iter()
                .map(|&target| match package.exprs[target].kind {
                    ExprKind::Var(var) if carriers.contains_key(&var) => {
                        let pos = package.exprs[target].pos;
                        use_var(package, carriers[&var], pos)
                    }
                    _ => target,
                })
                .collect();
            match &mut package.stmts[init].kind {
                StmtKind::Assign { lhs, define: true, .. } => {
                    renamed.first().iter().for_each(|&&new| *lhs = new);
                }
                StmtKind::AssignList { lhs, define: true, .. } => *lhs = renamed,
                _ => {}
            }
        }
    }

    /// `if first { first = false } else { post }`; `first = true` goes before the loop.
    fn first_iteration(&self, package: &mut Package, stmt: StmtId, post: StmtId, pos: Pos) -> StmtId {
        let bool_type = Basic::Bool.id();
        let first = new_temp(package, self.cx, self.func, bool_type, pos);
        let set = |package: &mut Package, value: bool| {
            let lhs = use_var(package, first, pos);
            let rhs = package.expr(ExprKind::Literal(Constant::Bool(value)), bool_type, pos);
            assign(package, lhs, rhs, false, pos)
        };
        let before = set(package, true);
        let then = set(package, false);
        package.stmts[stmt].init.push(before);
        let cond = use_var(package, first, pos);
        let declare = package.stmt(StmtKind::Declare(first), pos);
        let kind = StmtKind::If { cond, then: vec![then], els: vec![post] };
        package.stmts.alloc(Stmt { kind, pos, init: vec![declare] })
    }

    /// Puts the declarations of copied variables before the assignments that define them now.
    fn move_declarations(&self, package: &mut Package) {
        if self.copies.is_empty() {
            return;
        }
        let body = package.funcs[self.func].body.clone().unwrap_or_default();
        let roots: Vec<Node> = body.iter().map(|&s| Node::Stmt(s)).collect();
        let mut nodes = Vec::new();
        preorder(package, &roots, &mut |node| {
            nodes.push(node);
            true
        });
        let declared: FxHashMap<StmtId, VarId> = nodes
            .iter()
            .filter_map(|&node| match node {
                Node::Stmt(stmt) => match package.stmts[stmt].kind {
                    StmtKind::Declare(var) if self.copies.contains_key(&var) => Some((stmt, var)),
                    _ => None,
                },
                _ => None,
            })
            .collect();
        let mut keep = |list: &mut Vec<StmtId>| list.retain(|s| !declared.contains_key(s));
        for node in nodes {
            edit_lists(package, node, &mut keep);
        }
        if let Some(body) = &mut package.funcs[self.func].body {
            keep(body);
        }
        for (declare, var) in declared {
            package.stmts[self.copies[&var]].init.insert(0, declare);
        }
    }
}

/// The targets that a loop's initial statements define.
fn defined_in_init(package: &Package, stmt: StmtId) -> Vec<ExprId> {
    package.stmts[stmt].init.iter().flat_map(|&init| defined_by(package, init)).collect()
}

fn defined_by(package: &Package, stmt: StmtId) -> Vec<ExprId> {
    match &package.stmts[stmt].kind {
        StmtKind::Assign { lhs, define: true, .. } => vec![*lhs],
        StmtKind::AssignList { lhs, define: true, .. } => lhs.clone(),
        _ => Vec::new(),
    }
}

fn break_unless(package: &mut Package, cond: ExprId, pos: Pos) -> StmtId {
    let (ty, cond_pos) = (package.exprs[cond].ty, package.exprs[cond].pos);
    let not = package.expr(ExprKind::Unary { op: UnaryOp::Not, x: cond }, ty, cond_pos);
    let leave = package.stmt(StmtKind::Break(None), pos);
    package.stmt(StmtKind::If { cond: not, then: vec![leave], els: Vec::new() }, pos)
}

/// Turns the `continue`s of a loop with this label, in its body, into jumps to `next`.
fn redirect_continues(package: &mut Package, stmt: StmtId, label: Option<Symbol>, next: Symbol) {
    let mut todo = vec![(Node::Stmt(stmt), false)];
    while let Some((node, nested)) = todo.pop() {
        let mut nested = nested;
        if let Node::Stmt(stmt) = node {
            match package.stmts[stmt].kind {
                StmtKind::Continue(target)
                    if target.is_none() && !nested || target.is_some() && target == label =>
                {
                    package.stmts[stmt].kind = StmtKind::Goto(next);
                }
                StmtKind::For { .. } | StmtKind::Range { .. } => nested = true,
                _ => {}
            }
        }
        children(package, node, &mut |child| todo.push((child, nested)));
    }
}
