//! What is computed in the body of a benchmark's loop is kept alive.
//!
//! In: the functions of a package that imports `testing`, before anything is inlined. Out: behind
//! each assignment and call in `for b.Loop() { … }` a call of `runtime.KeepAlive` with the address
//! of what was assigned, of the results, or of the arguments; values without a name get one.
//! Invariants: literals in such a body are left alone; the statements in a statement come first.
//! Source: gc 1.26 and 1.27.

use super::{PassContext, assign, new_temp, use_var};
use crate::ir::children::children;
use crate::ir::node::*;
use crate::ir::note::Kept;
use crate::ir::typefmt::link_prefix;
use crate::ir::visit::Node;
use crate::source::Pos;
use crate::types::{Basic, Type, TypeId};

/// The name of the function that gets the addresses.
pub const KEEP_ALIVE: &str = "KeepAlive";

/// Rewrites the bodies of all benchmark loops.
pub fn keep_results_alive(package: &mut Package, cx: &PassContext<'_>) {
    if !may_have_loops(package, cx) {
        return;
    }
    for func in package.func_list.clone() {
        let roots: Vec<StmtId> = package.funcs[func].body.clone().unwrap_or_default();
        let mut order = Vec::new();
        stmts_in_loops(package, cx, &roots, &mut order);
        let mut keeper = Keeper { cx, package: &mut *package, func };
        for stmt in order {
            keeper.lists_of(stmt);
        }
    }
}

/// Whether a package may have benchmark loops.
pub fn may_have_loops(package: &Package, cx: &PassContext<'_>) -> bool {
    let imports = cx.types.package(package.package).imports.get();
    let testing = |&import: &_| cx.types.package(import).path == "testing";
    imports.is_some_and(|imports| imports.iter().any(testing))
}

/// `for b.Loop() { … }`
pub fn is_benchmark_loop(package: &Package, cx: &PassContext<'_>, stmt: StmtId) -> bool {
    let StmtKind::For { cond: Some(cond), .. } = package.stmts[stmt].kind else { return false };
    let ExprKind::Call { fun, .. } = package.exprs[cond].kind else { return false };
    let ExprKind::MethodExpr { obj, .. } = package.exprs[fun].kind else { return false };
    let object = cx.types.object(obj);
    let home = object.package.map(|home| cx.types.package(home).path.as_str());
    home == Some("testing") && cx.names.text(object.name) == "Loop"
}

/// The benchmark loops below `roots` and what is in them, each after what is in it.
fn stmts_in_loops(package: &Package, cx: &PassContext<'_>, roots: &[StmtId], out: &mut Vec<StmtId>) {
    enum Step {
        Enter(Node, bool),
        Leave(StmtId),
    }
    let mut todo: Vec<Step> = roots.iter().rev().map(|&s| Step::Enter(Node::Stmt(s), false)).collect();
    while let Some(step) = todo.pop() {
        let (node, mut inside) = match step {
            Step::Leave(stmt) => {
                out.push(stmt);
                continue;
            }
            Step::Enter(node, inside) => (node, inside),
        };
        if let Node::Stmt(stmt) = node {
            inside |= is_benchmark_loop(package, cx, stmt);
            todo.extend(inside.then_some(Step::Leave(stmt)));
        }
        let first = todo.len();
        children(package, node, &mut |child| todo.push(Step::Enter(child, inside)));
        todo[first..].reverse();
    }
}

struct Keeper<'p, 'a> {
    cx: &'p PassContext<'a>,
    package: &'p mut Package,
    func: FuncId,
}

impl Keeper<'_, '_> {
    /// Rewrites the lists of statements that `stmt` holds.
    fn lists_of(&mut self, stmt: StmtId) {
        let mut kind = std::mem::replace(&mut self.package.stmts[stmt].kind, StmtKind::Fallthrough);
        match &mut kind {
            StmtKind::For { body, .. } | StmtKind::Range { body, .. } | StmtKind::Block(body) => {
                self.list(body)
            }
            StmtKind::If { then, els, .. } => {
                self.list(then);
                self.list(els);
            }
            StmtKind::Switch { cases, .. } | StmtKind::TypeSwitch { cases, .. } => {
                cases.iter_mut().for_each(|case| self.list(&mut case.body));
            }
            StmtKind::Select { cases, .. } => cases.iter_mut().for_each(|case| self.list(&mut case.body)),
            _ => {}
        }
        self.package.stmts[stmt].kind = kind;
    }

    fn list(&mut self, list: &mut [StmtId]) {
        for stmt in list {
            *stmt = self.stmt(*stmt);
        }
    }

    fn stmt(&mut self, stmt: StmtId) -> StmtId {
        let pos = self.package.stmts[stmt].pos;
        match self.package.stmts[stmt].kind.clone() {
            StmtKind::Assign { mut lhs, rhs, .. } => {
                if let (ExprKind::Blank, Some(rhs)) = (&self.package.exprs[lhs].kind, rhs) {
                    let ty = self.package.exprs[rhs].ty;
                    lhs = self.declared_temp(stmt, ty, pos);
                    self.package.stmts[stmt].kind = StmtKind::Assign { lhs, rhs: Some(rhs), define: true };
                }
                let kept = self.target(lhs, pos);
                self.keep(stmt, kept.as_slice())
            }
            StmtKind::AssignList { op, mut lhs, rhs, mut define } => {
                let types = self.types_of_values(&lhs, &rhs);
                let mut kept = Vec::new();
                for (i, target) in lhs.iter_mut().enumerate() {
                    if let (ExprKind::Blank, Some(&ty)) = (&self.package.exprs[*target].kind, types.get(i)) {
                        *target = self.declared_temp(stmt, ty, pos);
                        define = true;
                    }
                    kept.extend(self.target(*target, pos));
                }
                self.package.stmts[stmt].kind = StmtKind::AssignList { op, lhs, rhs, define };
                self.keep(stmt, &kept)
            }
            StmtKind::AssignBinary { x, .. } => {
                let kept = self.target(x, pos);
                self.keep(stmt, kept.as_slice())
            }
            StmtKind::Expr(call) => match &self.package.exprs[call].kind {
                ExprKind::Call { .. } if self.package.exprs[call].ty != TypeId::EMPTY_TUPLE => {
                    self.results(call)
                }
                ExprKind::Call { .. }
                | ExprKind::Builtin {
                    op: BuiltinOp::Print | BuiltinOp::Println | BuiltinOp::Delete, ..
                } => self.arguments(stmt, call),
                _ => stmt,
            },
            _ => stmt,
        }
    }

    /// The types of what a list assignment assigns.
    fn types_of_values(&self, lhs: &[ExprId], rhs: &[ExprId]) -> Vec<TypeId> {
        match *rhs {
            [one] if lhs.len() > 1 => match self.cx.types.get(self.package.exprs[one].ty) {
                Type::Tuple(types) => types.clone(),
                _ => vec![self.package.exprs[one].ty, Basic::Bool.id()],
            },
            _ => rhs.iter().map(|&value| self.package.exprs[value].ty).collect(),
        }
    }

    /// A new variable that `stmt` declares.
    fn declared_temp(&mut self, stmt: StmtId, ty: TypeId, pos: Pos) -> ExprId {
        let temp = new_temp(self.package, self.cx, self.func, ty, pos);
        let declare = self.package.stmt(StmtKind::Declare(temp), pos);
        self.package.stmts[stmt].init.push(declare);
        use_var(self.package, temp, pos)
    }

    /// What is to be kept of the target of an assignment.
    fn target(&mut self, target: ExprId, pos: Pos) -> Option<ExprId> {
        let name = name_of(self.package, target);
        match name {
            Some(name) => self.note_name(name, pos),
            None if matches!(self.package.exprs[target].kind, ExprKind::Deref(_)) => {
                self.note(pos, Kept::Dereference);
            }
            None => self.note(pos, Kept::Unknown),
        }
        name
    }

    /// `t1, t2 := call`
    fn results(&mut self, call: ExprId) -> StmtId {
        let Expr { ty, pos, .. } = self.package.exprs[call];
        let types = match self.cx.types.get(ty) {
            Type::Tuple(types) => types.clone(),
            _ => vec![ty],
        };
        let op = if types.len() > 1 { AssignOp::Call } else { AssignOp::Pairs };
        let kind = StmtKind::AssignList { op, lhs: Vec::new(), rhs: vec![call], define: true };
        let stmt = self.package.stmt(kind, pos);
        let temps: Vec<ExprId> = types.iter().map(|&ty| self.declared_temp(stmt, ty, pos)).collect();
        self.note(pos, if temps.len() > 1 { Kept::Results } else { Kept::Result });
        self.package.stmts[stmt].kind =
            StmtKind::AssignList { op, lhs: temps.clone(), rhs: vec![call], define: true };
        self.keep(stmt, &temps)
    }

    /// The arguments of `call`; those without a name get one.
    fn arguments(&mut self, stmt: StmtId, call: ExprId) -> StmtId {
        let pos = self.package.exprs[call].pos;
        let mut kind = self.package.exprs[call].kind.clone();
        let (ExprKind::Call { args, .. } | ExprKind::Builtin { args, .. }) = &mut kind else { return stmt };
        let (mut temps, mut kept) = (Vec::new(), Vec::new());
        for arg in args {
            let mut literal = self.package.exprs[*arg].kind.clone();
            if let Some(name) = name_of(self.package, *arg) {
                self.note_name(name, pos);
                kept.push(name);
            } else if let ExprKind::CompositeLit { kind: LitKind::Slice { .. }, elems } = &mut literal {
                let mut names = Vec::new();
                for elem in elems {
                    if let Some(name) = name_of(self.package, elem.value) {
                        self.note_name(name, pos);
                        names.push(name);
                    } else {
                        let value_pos = self.package.exprs[elem.value].pos;
                        elem.value = self.named_argument(elem.value, value_pos, pos, &mut temps, &mut kept);
                    }
                }
                kept.append(&mut names);
                self.package.exprs[*arg].kind = literal;
            } else {
                *arg = self.named_argument(*arg, pos, pos, &mut temps, &mut kept);
            }
        }
        self.package.exprs[call].kind = kind;
        if temps.is_empty() {
            return self.keep(stmt, &kept);
        }
        temps.push(stmt);
        let block = self.package.stmt(StmtKind::Block(temps), pos);
        self.keep(block, &kept)
    }

    /// `t := arg`
    fn named_argument(
        &mut self,
        arg: ExprId,
        pos: Pos,
        call: Pos,
        temps: &mut Vec<StmtId>,
        kept: &mut Vec<ExprId>,
    ) -> ExprId {
        let ty = self.package.exprs[arg].ty;
        let temp = new_temp(self.package, self.cx, self.func, ty, pos);
        let target = use_var(self.package, temp, pos);
        let stmt = assign(self.package, target, arg, true, pos);
        let declare = self.package.stmt(StmtKind::Declare(temp), pos);
        self.package.stmts[stmt].init.push(declare);
        temps.push(stmt);
        kept.push(target);
        self.note(call, Kept::Argument);
        use_var(self.package, temp, pos)
    }

    /// `stmt`, and behind it calls that need what is `kept`.
    fn keep(&mut self, stmt: StmtId, kept: &[ExprId]) -> StmtId {
        if kept.is_empty() {
            return stmt;
        }
        let (types, pos) = (self.cx.types, self.package.stmts[stmt].pos);
        let mut list = vec![stmt];
        for &name in kept {
            let Expr { kind, ty, .. } = self.package.exprs[name].clone();
            if let ExprKind::Var(var) = kind {
                let canonical = self.package.canonical(var);
                self.package.vars[var].addr_taken = true;
                self.package.vars[canonical].addr_taken = true;
            }
            let x = self.package.expr(kind, ty, pos);
            let address = self.package.expr(ExprKind::AddrOf(x), types.add(Type::Pointer(ty)), pos);
            let conv = ExprKind::Conv { kind: ConvKind::Nop, x: address };
            let pointer = self.package.expr(conv, Basic::UnsafePointer.id(), pos);
            let conv = ExprKind::Conv { kind: ConvKind::Interface, x: pointer };
            let arg = self.package.implicit(conv, TypeId::EMPTY_INTERFACE, pos);
            let keep_alive = FuncRef::Runtime(self.cx.names.intern(KEEP_ALIVE));
            let signature = types.add(Type::Signature(crate::types::Signature::default()));
            let fun = self.package.expr(ExprKind::Func(keep_alive), signature, pos);
            let call =
                ExprKind::Call { kind: CallKind::Func, fun, args: vec![arg], spread: false, go_defer: false };
            let call = self.package.expr(call, TypeId::EMPTY_TUPLE, pos);
            list.push(self.package.stmt(StmtKind::Expr(call), pos));
        }
        self.package.stmt(StmtKind::Block(list), pos)
    }

    fn note(&mut self, pos: Pos, what: Kept) {
        self.package.notes.push(PassNote::KeptAlive { pos, what });
    }

    fn note_name(&mut self, name: ExprId, pos: Pos) {
        let (home, name) = match self.package.exprs[name].kind {
            ExprKind::Var(var) => (Some(self.package.package), self.package.vars[var].name),
            ExprKind::Global(obj) => {
                let object = self.cx.types.object(obj);
                (object.package, object.name)
            }
            _ => return,
        };
        let path = home.map_or(String::new(), |home| link_prefix(&self.cx.types.package(home).path));
        let symbol = self.cx.names.intern(&format!("{path}.{}", self.cx.names.text(name)));
        self.note(pos, Kept::Name(symbol));
    }
}

/// The variable that `expr` is, or is a part of, or is reached from.
fn name_of(package: &Package, mut expr: ExprId) -> Option<ExprId> {
    loop {
        expr = match package.exprs[expr].kind {
            ExprKind::Var(_) | ExprKind::Global(_) => return Some(expr),
            ExprKind::Slice { kind: SliceKind::Slice, x, .. }
            | ExprKind::Dot { x, .. }
            | ExprKind::DotPtr { x, .. }
            | ExprKind::AddrOf(x)
            | ExprKind::Index { x, .. }
            | ExprKind::IndexMap { x, .. }
            | ExprKind::Conv { kind: ConvKind::Nop | ConvKind::Number | ConvKind::Interface, x } => x,
            _ => return None,
        };
    }
}
