//! Which functions are analysed together, and in which order.
//!
//! In: all functions of a package. Out: batches of mutually recursive functions, callees first;
//! a literal is in the batch of the function that holds it, when it cannot be analysed apart.
//! Source: gc 1.21 to 1.27, strongly connected components of the call graph.

use super::node::{ExprKind, FuncId, FuncKind, FuncRef, Package};
use super::static_value::callee_named;
use super::visit::{Node, visit_stmts};
use crate::release::{LiteralBatches, Rules};
use crate::source::Interner;
use rustc_hash::FxHashMap;

/// Functions that are looked at together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Batch {
    /// The functions, in the order in which the search completed them.
    pub funcs: Vec<FuncId>,
    /// Whether the search came back to the first of them: they call each other, or itself.
    pub recursive: bool,
}

/// The batches of `package`, in the order of analysis.
pub fn batches(package: &Package, rules: &Rules, names: &Interner) -> Vec<Batch> {
    let mut search = Search {
        package,
        rules,
        names,
        number: FxHashMap::default(),
        next_number: 0,
        stack: Vec::new(),
        batches: Vec::new(),
    };
    for &func in &package.func_list {
        if !belongs_to_outer(package, rules, names, func) {
            search.run(func);
        }
    }
    search.batches
}

/// Whether `func` is a literal that can only be analysed with the function that holds it.
pub fn belongs_to_outer(package: &Package, rules: &Rules, names: &Interner, func: FuncId) -> bool {
    let f = &package.funcs[func];
    if !f.kind.is_literal() {
        return false;
    }
    let captures = !f.closure_vars.is_empty();
    let outer = f.outer.map(|outer| &package.funcs[outer]);
    let at_package_level = !f.copied && outer.is_none_or(|outer| outer.kind == FuncKind::PackageInit);
    match rules.literal_batches {
        LiteralBatches::Capturing => captures,
        LiteralBatches::InFunctions => !at_package_level,
        LiteralBatches::InFunctionsOrCapturing => {
            let in_init = outer.is_some_and(|outer| names.text(outer.name).starts_with("init."));
            let written = matches!(f.kind, FuncKind::Literal | FuncKind::RangeBody);
            captures || !(written && (at_package_level || in_init))
        }
    }
}

/// Functions that the body of `func` mentions, in order, with repetitions.
fn mentioned(package: &Package, func: FuncId) -> Vec<FuncId> {
    let mut found = Vec::new();
    let body = package.funcs[func].body.as_deref().unwrap_or_default();
    visit_stmts(package, body, &mut |node| {
        let Node::Expr(expr) = node else { return };
        let target = match package.exprs[expr].kind {
            ExprKind::MethodValue { target, .. } => target,
            _ => callee_named(package, expr),
        };
        if let Some(FuncRef::Local(func)) = target
            && !package.funcs[func].imported
            && package.funcs[func].instance_without_source().is_none()
        {
            found.push(func);
        }
    });
    found
}

/// A depth-first search for strongly connected components, without recursion.
struct Search<'a> {
    package: &'a Package,
    rules: &'a Rules,
    names: &'a Interner,
    /// When each function was met; [`DONE`] once its batch is complete.
    number: FxHashMap<FuncId, u32>,
    next_number: u32,
    /// Functions whose batch is not complete yet.
    stack: Vec<FuncId>,
    batches: Vec<Batch>,
}

/// The number of functions whose batch is complete: it lowers nobody's.
const DONE: u32 = u32::MAX;

/// One function on the way of the search.
struct Frame {
    func: FuncId,
    callees: std::vec::IntoIter<FuncId>,
    number: u32,
    lowest: u32,
}

impl Search<'_> {
    fn run(&mut self, func: FuncId) {
        if self.number.contains_key(&func) {
            return;
        }
        let mut frames = vec![self.enter(func)];
        while let Some(frame) = frames.last_mut() {
            if let Some(callee) = frame.callees.next() {
                match self.number.get(&callee) {
                    Some(&number) => frame.lowest = frame.lowest.min(number),
                    None => {
                        let next = self.enter(callee);
                        frames.push(next);
                    }
                }
                continue;
            }
            let Some(done) = frames.pop() else { break };
            let lowest = self.leave(&done);
            if let Some(caller) = frames.last_mut() {
                caller.lowest = caller.lowest.min(lowest);
            }
        }
    }

    /// A function has two numbers: a way back to the first makes it recursive.
    fn enter(&mut self, func: FuncId) -> Frame {
        let number = self.next_number + 1;
        self.next_number += 2;
        self.number.insert(func, number);
        self.stack.push(func);
        let callees = mentioned(self.package, func).into_iter();
        Frame { func, callees, number, lowest: number + 1 }
    }

    /// Completes a batch, if the function is the first of one.
    fn leave(&mut self, frame: &Frame) -> u32 {
        let is_first = frame.lowest == frame.number || frame.lowest == frame.number + 1;
        if is_first && !belongs_to_outer(self.package, self.rules, self.names, frame.func) {
            let start = self.stack.iter().rposition(|&f| f == frame.func).unwrap_or(0);
            let funcs = self.stack.split_off(start);
            for &func in &funcs {
                self.number.insert(func, DONE);
            }
            self.batches.push(Batch { funcs, recursive: frame.lowest == frame.number });
        }
        frame.lowest
    }
}
