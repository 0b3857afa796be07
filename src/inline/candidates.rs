//! The verdict about each function, in gc's order.

use super::callee::Callees;
use super::{BUDGET, Context, cost};
use crate::ir::batch::batches;
use crate::ir::fmt::Printer;
use crate::ir::visit::{Node, visit_stmts};
use crate::ir::{Func, FuncId, FuncKind, FuncRef, NotInlinable, Package, PassNote, Shown, StmtKind};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// A function whose body may be copied in place of a call.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Candidate {
    /// What its body costs.
    pub cost: u32,
    /// Whether it is a function literal.
    pub literal: bool,
    /// Whether results can be declared where the only `return` is: it has values, and results
    /// have no names.
    pub late_results: bool,
}

/// What is known about the functions of a package.
#[derive(Debug, Default)]
pub struct Candidates {
    /// The functions that may be copied.
    found: FxHashMap<FuncId, Arc<Candidate>>,
    /// Functions that have been looked at.
    decided: FxHashSet<FuncId>,
    /// Those that gc would look at later without explanations.
    late: FxHashSet<FuncId>,
    /// The literals that each of those has decided on the way.
    on_the_way: FxHashMap<FuncId, Vec<FuncId>>,
    /// Whether gc would not be here without explanations.
    explained_only: bool,
    /// What calls call.
    pub callees: Callees,
}

impl Candidates {
    /// Looks at all functions of `package`, callees first, and notes the verdicts.
    pub fn find(package: &mut Package, cx: &Context<'_>) -> Self {
        let mut candidates = Candidates::default();
        for batch in batches(package, cx.rules, cx.names) {
            candidates.batch(package, cx, &batch.funcs, batch.recursive);
        }
        candidates
    }

    /// Looks at the functions of one batch.
    pub fn batch(&mut self, package: &mut Package, cx: &Context<'_>, funcs: &[FuncId], recursive: bool) {
        let declared = funcs.iter().filter(|&&f| !package.funcs[f].kind.is_literal()).count();
        let left_alone = recursive && declared <= 1 && !cx.rules.inline.recursion_is_inlined;
        for &func in funcs {
            if !left_alone {
                self.decide(package, cx, func);
            } else if !package.funcs[func].kind.is_literal() {
                package.notes.push(PassNote::CannotInline { func, why: NotInlinable::Recursive });
            }
        }
    }

    /// Looks at one function, unless that was done before.
    pub fn decide(&mut self, package: &mut Package, cx: &Context<'_>, func: FuncId) {
        if is_initializer(&package.funcs[func]) {
            return;
        }
        if !self.decided.insert(func) {
            if !self.explained_only {
                self.show_late(package, func);
            }
            return;
        }
        let verdict = match impossible(cx, &package.funcs[func]) {
            Some(why) => Err(why),
            None => cost::cost_of(self, package, cx, func),
        };
        if self.explained_only {
            self.late.insert(func);
        }
        let note = match verdict {
            Ok(cost) => {
                let f = &package.funcs[func];
                let candidate = Candidate {
                    cost,
                    literal: f.kind.is_literal(),
                    late_results: has_late_results(package, cx, f),
                };
                self.found.insert(func, Arc::new(candidate));
                let body = cx.spell.then(|| spelled(package, cx, func));
                let shown = if self.explained_only { Shown::Explained } else { Shown::Always };
                PassNote::CanInline { func, cost, body, shown }
            }
            Err(why) => PassNote::CannotInline { func, why },
        };
        package.notes.push(note);
    }

    /// Whether a function of this package has been looked at.
    pub fn is_decided(&self, func: FuncId) -> bool {
        self.decided.contains(&func)
    }

    /// Looks at a literal that `caller` calls. `in_budget` tells whether gc would get there without
    /// explanations.
    pub(super) fn decide_called(
        &mut self,
        package: &mut Package,
        cx: &Context<'_>,
        caller: FuncId,
        literal: FuncId,
        in_budget: bool,
    ) {
        if in_budget && self.explained_only {
            self.on_the_way.entry(caller).or_default().push(literal);
        }
        let outer = self.explained_only;
        self.explained_only |= !in_budget;
        self.decide(package, cx, literal);
        self.explained_only = outer;
    }

    /// Notes what gc says now about `func` without explanations, if it did not say so before.
    fn show_late(&mut self, package: &mut Package, func: FuncId) {
        if !self.late.remove(&func) {
            return;
        }
        for literal in self.on_the_way.remove(&func).unwrap_or_default() {
            self.show_late(package, literal);
        }
        if let Some(candidate) = self.found.get(&func) {
            let cost = candidate.cost;
            package.notes.push(PassNote::CanInline { func, cost, body: None, shown: Shown::Briefly });
        }
    }

    /// What is known about a function of this package.
    pub fn local(&self, func: FuncId) -> Option<&Arc<Candidate>> {
        self.found.get(&func)
    }

    /// What is known about a function.
    pub fn of(&self, cx: &Context<'_>, func: FuncRef) -> Option<Candidate> {
        match func {
            FuncRef::Local(func) => self.local(func).map(|found| **found),
            FuncRef::Extern(obj) => cx.imported(obj),
            FuncRef::Runtime(_) => None,
        }
    }

    /// The functions that may be copied, in no order.
    pub fn all(&self) -> impl Iterator<Item = (FuncId, &Arc<Candidate>)> {
        self.found.iter().map(|(&func, candidate)| (func, candidate))
    }
}

/// Whether nobody calls the function: it initialises the package's variables.
fn is_initializer(func: &Func) -> bool {
    matches!(func.kind, FuncKind::PackageInit | FuncKind::MapInit)
}

/// What the body of a function may cost.
pub(super) fn budget(cx: &Context<'_>, func: &Func) -> u32 {
    if func.kind.is_literal() { cx.rules.inline.literal_budget.max(BUDGET) } else { BUDGET }
}

/// Why a function is never copied, whatever its body is.
fn impossible(cx: &Context<'_>, func: &Func) -> Option<NotInlinable> {
    let pragma = &func.pragma;
    let routine = func.kind == FuncKind::TypeRoutine && cx.rules.inline.type_routines_are_known;
    let reasons = [
        (routine, NotInlinable::TypeRoutine),
        (pragma.noinline, NotInlinable::Noinline),
        (pragma.cgo_unsafe_args, NotInlinable::CgoUnsafeArgs),
        (pragma.uintptr_keep_alive, NotInlinable::KeepsUintptrAlive),
        (pragma.uintptr_escapes, NotInlinable::UintptrEscapes),
        (pragma.yes_write_barrier_rec, NotInlinable::WriteBarrierRec),
        (func.body.is_none(), NotInlinable::NoBody),
    ];
    reasons.into_iter().find_map(|(applies, why)| applies.then_some(why))
}

fn has_late_results(package: &Package, cx: &Context<'_>, func: &Func) -> bool {
    let (mut returns, mut empty) = (0, false);
    visit_stmts(package, func.body.as_deref().unwrap_or_default(), &mut |node| {
        if let Node::Stmt(stmt) = node
            && let StmtKind::Return(values) = &package.stmts[stmt].kind
        {
            returns += 1;
            empty |= values.is_empty();
        }
    });
    let named = |&result: &crate::ir::VarId| {
        let var = &package.vars[result];
        let name = var.obj.map_or(var.name, |obj| cx.types.object(obj).name);
        let text = cx.names.text(name);
        !matches!(text, "" | "_") && !text.contains('~')
    };
    returns == 1 && !empty && !func.results.iter().any(named)
}

fn spelled(package: &Package, cx: &Context<'_>, func: FuncId) -> Box<str> {
    let printer = Printer { package, types: cx.types, names: cx.names, rules: cx.rules, replaced: None };
    let body = package.funcs[func].body.as_deref().unwrap_or_default();
    printer.body_text(body).into_boxed_str()
}
