//! What a nest of range-over-func loops has to do about jumps out of the loops' bodies.
//!
//! In: the outermost loop over a function, and the body of the function around it. Out: a [`Nest`]:
//! which statements leave a body and how, and what each loop checks after its call.
//! Invariants: literals in the bodies are nests of their own.
//! Source: gc 1.23 to 1.27, rewriting of range-over-func loops: numbers and order of its checks.

use super::Lowering;
use crate::source::Symbol;
use crate::syntax::ast::{self, BranchKind, StmtKind};
use crate::types::{ObjId, Type};
use rustc_hash::FxHashMap;

/// A nest of loops, the outermost first.
#[derive(Debug, Default)]
pub(in crate::ir) struct Nest {
    /// What each loop needs.
    pub loops: FxHashMap<ast::StmtId, LoopPlan>,
    /// Statements that leave the body that they stand in.
    pub exits: FxHashMap<ast::StmtId, Exit>,
    /// Variables of the function around the nest, in order of declaration.
    pub outer_vars: Vec<OuterVar>,
    /// Whether a `return` with results stands in a body.
    pub returns_values: bool,
    /// The object of `#next`.
    pub next: Option<ObjId>,
    /// The object of `#defers`.
    pub defers: Option<ObjId>,
}

/// What one loop needs.
#[derive(Clone, Debug, Default)]
pub(in crate::ir) struct LoopPlan {
    /// Loops of the nest around and including it.
    pub depth: usize,
    /// Number of its `#state`.
    pub state: u32,
    /// Number of its `#yield`.
    pub yield_number: u32,
    /// The loop around it.
    pub parent: Option<ast::StmtId>,
    /// The object of its `#state`.
    pub state_obj: Option<ObjId>,
    /// A `return`, or a jump that an outer loop completes, may come out of it.
    pub check_return: bool,
    /// A `break` of the loop around it may.
    pub check_break: bool,
    /// A `continue` of the loop around it may.
    pub check_continue: bool,
    /// Jumps that end after it.
    pub check_branch: Vec<(BranchKind, Symbol)>,
}

/// How a statement leaves a body.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::ir) enum Exit {
    /// `return`: `#next` is -1.
    Return,
    /// `break` or `continue` of the body's own loop.
    Own {
        /// Whether the loop goes on.
        goes_on: bool,
    },
    /// Any other jump, by its `#next`.
    Next(i64),
}

/// A variable that all loops of a nest share.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::ir) enum OuterVar {
    /// `#next`: what to do after a body was left.
    Next,
    /// `#defers`: where deferred calls go.
    Defers,
}

/// What is known about the function being lowered.
#[derive(Debug, Default)]
pub(in crate::ir) struct RangeState {
    /// Its body.
    pub body: Option<ast::BlockId>,
    /// The nest being lowered.
    pub nest: Option<Nest>,
    /// Number of `#state` variables so far.
    pub states: u32,
    /// Number of `#yield` variables so far.
    pub yields: u32,
}

/// A statement that `break` or `continue` may refer to.
struct Target {
    stmt: ast::StmtId,
    label: Option<Symbol>,
    is_loop: bool,
}

struct Planner<'p, 'a> {
    l: &'p Lowering<'a>,
    nest: Nest,
    states: u32,
    yields: u32,
    /// Loops over functions around this statement.
    stack: Vec<ast::StmtId>,
    targets: Vec<Target>,
    labels: Option<Labels>,
}

/// The labels of a function.
struct Labels {
    /// The innermost loop over a function around each.
    place: FxHashMap<Symbol, Option<ast::StmtId>>,
    /// The `#next` of `break` to each; `continue` and `goto` follow.
    number: FxHashMap<Symbol, i64>,
}

/// Plans the nest whose outermost loop is `stmt`, with its label.
pub(super) fn plan_nest(l: &mut Lowering<'_>, stmt: ast::StmtId, label: Option<Symbol>) -> Nest {
    let (states, yields) = (l.range.states, l.range.yields);
    let mut planner = Planner {
        l,
        nest: Nest::default(),
        states,
        yields,
        stack: Vec::new(),
        targets: Vec::new(),
        labels: None,
    };
    planner.stmt(stmt, label);
    let Planner { nest, states, yields, .. } = planner;
    (l.range.states, l.range.yields) = (states, yields);
    nest
}

impl Lowering<'_> {
    /// Whether a statement is a loop over a function.
    pub(super) fn is_range_func(&self, stmt: ast::StmtId) -> bool {
        match self.ast().stmts[stmt].kind {
            StmtKind::Range { x, .. } => {
                self.type_of(x).is_ok_and(|ty| matches!(self.under(ty), Type::Signature(_)))
            }
            _ => false,
        }
    }
}

impl Planner<'_, '_> {
    fn block(&mut self, block: ast::BlockId) {
        let ast = self.l.ast();
        self.list(ast.list(ast.blocks[block].stmts));
    }

    /// The statements of a list are looked into first, then those that leave a body are replaced.
    fn list(&mut self, stmts: &[ast::StmtId]) {
        for &stmt in stmts {
            self.stmt(stmt, None);
        }
        for &stmt in stmts {
            self.edit(stmt);
        }
    }

    fn stmt(&mut self, stmt: ast::StmtId, label: Option<Symbol>) {
        let ast = self.l.ast();
        match ast.stmts[stmt].kind {
            StmtKind::Block(block) => self.block(block),
            StmtKind::If(parts) => {
                let mut parts = parts;
                loop {
                    self.block(parts.then);
                    let Some(els) = parts.els else { break };
                    match ast.stmts[els].kind {
                        StmtKind::If(next) => parts = next,
                        _ => {
                            self.stmt(els, None);
                            break;
                        }
                    }
                }
            }
            StmtKind::Labeled { label, stmt } => {
                self.stmt(stmt, Some(label.name));
                self.edit(stmt);
            }
            StmtKind::For(parts) => self.inside(stmt, label, true, |p| p.block(parts.body)),
            StmtKind::Range { body, .. } if self.l.is_range_func(stmt) => self.func_loop(stmt, label, body),
            StmtKind::Range { body, .. } => self.inside(stmt, label, true, |p| p.block(body)),
            StmtKind::Switch { clauses, .. }
            | StmtKind::TypeSwitch { clauses, .. }
            | StmtKind::Select(clauses) => {
                self.inside(stmt, label, false, |p| {
                    for clause in p.l.ast().list(clauses) {
                        p.block(clause.body);
                    }
                });
            }
            _ => {}
        }
    }

    fn inside(
        &mut self,
        stmt: ast::StmtId,
        label: Option<Symbol>,
        is_loop: bool,
        walk: impl FnOnce(&mut Self),
    ) {
        self.targets.push(Target { stmt, label, is_loop });
        walk(self);
        self.targets.pop();
    }

    fn func_loop(&mut self, stmt: ast::StmtId, label: Option<Symbol>, body: ast::BlockId) {
        self.states += 1;
        let plan = LoopPlan {
            depth: self.stack.len() + 1,
            state: self.states,
            parent: self.stack.last().copied(),
            ..LoopPlan::default()
        };
        self.nest.loops.insert(stmt, plan);
        self.stack.push(stmt);
        self.inside(stmt, label, true, |p| p.block(body));
        self.stack.pop();
        self.yields += 1;
        let number = self.yields;
        // The checks after the call look at #next.
        let inner = !self.stack.is_empty();
        if let Some(plan) = self.nest.loops.get_mut(&stmt) {
            plan.yield_number = number;
            if inner || plan.check_return || !plan.check_branch.is_empty() {
                self.needs(OuterVar::Next);
            }
        }
    }

    fn needs(&mut self, var: OuterVar) {
        if !self.nest.outer_vars.contains(&var) {
            self.nest.outer_vars.push(var);
        }
    }

    fn plan(&mut self, index: usize) -> Option<&mut LoopPlan> {
        self.nest.loops.get_mut(self.stack.get(index)?)
    }

    fn edit(&mut self, stmt: ast::StmtId) {
        if self.stack.is_empty() {
            return;
        }
        match self.l.ast().stmts[stmt].kind {
            StmtKind::Defer(_) => self.needs(OuterVar::Defers),
            StmtKind::Return(results) => {
                self.nest.returns_values |= !self.l.ast().list(results).is_empty();
                for index in 0..self.stack.len() {
                    if let Some(plan) = self.plan(index) {
                        plan.check_return = true;
                    }
                }
                self.needs(OuterVar::Next);
                self.nest.exits.insert(stmt, Exit::Return);
            }
            StmtKind::Branch { kind, label } if kind != BranchKind::Fallthrough => {
                if let Some(exit) = self.branch(kind, label.map(|l| l.name)) {
                    if exit != (Exit::Own { goes_on: true }) && exit != (Exit::Own { goes_on: false }) {
                        self.needs(OuterVar::Next);
                    }
                    self.nest.exits.insert(stmt, exit);
                }
            }
            _ => {}
        }
    }

    fn branch(&mut self, kind: BranchKind, label: Option<Symbol>) -> Option<Exit> {
        let innermost = self.stack.len() - 1;
        let target = match label {
            None => self.targets.iter().rev().find(|t| t.is_loop || kind == BranchKind::Break),
            Some(_) if kind == BranchKind::Goto => None,
            Some(_) => self.targets.iter().rev().find(|t| t.label == label),
        };
        let target = target.map(|t| t.stmt);
        if label.is_none() && target != Some(self.stack[innermost]) {
            return None;
        }
        match self.stack.iter().rposition(|&s| Some(s) == target) {
            Some(at) if at == innermost => Some(Exit::Own { goes_on: kind == BranchKind::Continue }),
            Some(at) => {
                let mut from = at + 1;
                if kind == BranchKind::Continue {
                    self.plan(from)?.check_continue = true;
                } else {
                    from = at;
                    self.plan(from)?.check_break = true;
                }
                for index in from + 1..self.stack.len() {
                    self.plan(index)?.check_break = true;
                }
                let next = 2 * (at as i64 + 1);
                Some(Exit::Next(if kind == BranchKind::Continue { next - 1 } else { next }))
            }
            None => self.jump(kind, label?),
        }
    }

    /// A jump to a label outside of all loops whose bodies it leaves.
    fn jump(&mut self, kind: BranchKind, label: Symbol) -> Option<Exit> {
        let labels = self.labels.get_or_insert_with(|| Labels::of(self.l));
        let place = labels.place.get(&label).copied().flatten();
        let number = labels.number.get(&label).copied()?;
        if place == self.stack.last().copied() {
            return None;
        }
        let from = self.stack.iter().rposition(|&s| Some(s) == place).map_or(0, |at| at + 1);
        self.plan(from)?.check_branch.push((kind, label));
        for index in from + 1..self.stack.len() {
            self.plan(index)?.check_return = true;
        }
        Some(Exit::Next(branch_number(kind, number)))
    }
}

/// The `#next` of a jump to a label with this number.
fn branch_number(kind: BranchKind, number: i64) -> i64 {
    match kind {
        BranchKind::Continue => number + 1,
        BranchKind::Goto => number + 2,
        _ => number,
    }
}

/// The `#next` values of the jumps that a loop checks for.
pub(super) fn branch_values(l: &Lowering<'_>, branches: &[(BranchKind, Symbol)]) -> Vec<i64> {
    let labels = Labels::of(l);
    let number = |label| labels.number.get(label).copied().unwrap_or_default();
    branches.iter().map(|(kind, label)| branch_number(*kind, number(label))).collect()
}

impl Labels {
    /// The labels in the body of the function being lowered.
    fn of(l: &Lowering<'_>) -> Self {
        let mut labels = Labels { place: FxHashMap::default(), number: FxHashMap::default() };
        let ast = l.ast();
        let mut todo: Vec<(ast::StmtId, Option<ast::StmtId>)> = Vec::new();
        let push = |todo: &mut Vec<_>, block: ast::BlockId, place| {
            let stmts = ast.list(ast.blocks[block].stmts);
            todo.extend(stmts.iter().rev().map(|&s| (s, place)));
        };
        if let Some(body) = l.range.body {
            push(&mut todo, body, None);
        }
        let mut last = -1;
        while let Some((stmt, place)) = todo.pop() {
            match ast.stmts[stmt].kind {
                StmtKind::Block(block) => push(&mut todo, block, place),
                StmtKind::If(parts) => {
                    todo.extend(parts.els.map(|els| (els, place)));
                    push(&mut todo, parts.then, place);
                }
                StmtKind::Labeled { label, stmt } => {
                    last -= 3;
                    labels.number.insert(label.name, last);
                    labels.place.insert(label.name, place);
                    todo.push((stmt, place));
                }
                StmtKind::For(parts) => push(&mut todo, parts.body, place),
                StmtKind::Range { body, .. } => {
                    let inner = if l.is_range_func(stmt) { Some(stmt) } else { place };
                    push(&mut todo, body, inner);
                }
                StmtKind::Switch { clauses, .. }
                | StmtKind::TypeSwitch { clauses, .. }
                | StmtKind::Select(clauses) => {
                    for clause in ast.list(clauses).iter().rev() {
                        push(&mut todo, clause.body, place);
                    }
                }
                _ => {}
            }
        }
        labels
    }
}
