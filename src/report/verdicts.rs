//! The verdicts: what `-m` says about each parameter, variable and allocation.
//!
//! In: a package after its passes, and its analysis. Out: each verdict as data, in gc's order.
//! Invariants: `gc` prints these verdicts and no others, so that whatever else shows them (reports,
//! pictures, exercises) says what gc says.
//! Source: gc 1.21 to 1.27.

use super::gc::RenderContext;
use crate::flow::{Attrs, Leaks, LocId, Origin, Sink};
use crate::ir::fmt::Printer;
use crate::ir::{ConvKind, ExprKind, FuncId, FuncKind, Package, VarId};
use crate::solve::{BatchAnalysis, PackageAnalysis};
use crate::source::{Pos, Symbol};
use crate::types::{Basic, Type, layout};

/// One line of `-m` about a parameter, a variable or an allocation.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Verdict {
    /// Which of [`PackageAnalysis::batches`] found it, from 0.
    pub batch: usize,
    /// What it is about.
    pub about: About,
    /// gc's words, without the position: `moved to heap: x`.
    pub message: String,
}

/// What a verdict is about.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct About {
    /// The location in the batch's graph, where there is one: a parameter of a function without a
    /// body has none.
    pub loc: Option<LocId>,
    /// The function whose parameter it is.
    pub func: Option<FuncId>,
    /// The parameter.
    pub param: Option<VarId>,
    /// Where gc says it.
    pub pos: Pos,
    /// What is said.
    pub kind: VerdictKind,
}

/// What a verdict says.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum VerdictKind {
    /// A variable or allocation is on the heap.
    Heap,
    /// An allocation is on the stack.
    Stack,
    /// A parameter, or what it points to, may be kept when the function returns.
    Leaks,
    /// A parameter is not kept.
    Keeps,
    /// Something else about a parameter or allocation.
    Remark,
}

/// All verdicts about places whose text is at hand, in gc's order.
pub fn verdicts(cx: RenderContext<'_>, package: &Package, analysis: &PackageAnalysis) -> Vec<Verdict> {
    let mut found = Vec::new();
    for (number, batch) in analysis.batches.iter().enumerate() {
        let printer = Printer {
            package,
            types: cx.types,
            names: &cx.sources.interner,
            rules: cx.rules,
            replaced: Some(&batch.replaced),
        };
        of_batch(printer, analysis, batch, &mut |about, write| {
            if !about.pos.is_outside() {
                let mut message = String::new();
                write(&mut message);
                found.push(Verdict { batch: number, about, message });
            }
        });
    }
    found
}

/// Who is told each verdict: what it is about, and what appends gc's words to a text.
pub(super) type Listener<'l> = dyn FnMut(About, &dyn Fn(&mut String)) + 'l;

/// Tells `listener` the verdicts of one batch.
pub(super) fn of_batch(
    printer: Printer<'_>,
    analysis: &PackageAnalysis,
    batch: &BatchAnalysis,
    listener: &mut Listener<'_>,
) {
    let package = printer.package;
    let mut judge = Judge { printer, package, batch, listener };
    for &func in &batch.funcs {
        let summary = analysis.summaries.local.get(&func);
        judge.params(func, |i| summary.map_or(Leaks::UNKNOWN, |summary| summary.param(i)));
    }
    for loc in batch.graph.real_locs() {
        judge.location(loc);
    }
}

/// Goes through what was found out about one batch.
struct Judge<'a, 'l, 's> {
    printer: Printer<'a>,
    package: &'a Package,
    batch: &'a BatchAnalysis,
    listener: &'s mut Listener<'l>,
}

impl<'a> Judge<'a, '_, '_> {
    fn text(&self, symbol: Symbol) -> &'a str {
        self.printer.names.text(symbol)
    }

    /// The lines about a function's parameters.
    fn params(&mut self, func: FuncId, leaks: impl Fn(usize) -> Leaks) {
        let f = &self.package.funcs[func];
        if f.kind.is_wrapper() || f.dup_ok {
            return;
        }
        for (i, &var) in f.params.iter().enumerate() {
            let v = &self.package.vars[var];
            let name = self.param_name(var, i);
            let declared = v.obj.map_or(v.name, |obj| self.printer.types.object(obj).name);
            let is_uintptr = self.is_uintptr(v.ty);
            let loc = self.batch.var_loc.get(&var).copied();
            let about = |kind| About { loc, func: Some(func), param: Some(var), pos: v.pos, kind };
            if f.body.is_none() {
                if is_uintptr {
                    self.say(about(VerdictKind::Remark), &format!("assuming {name} is unsafe uintptr"));
                } else if self.has_pointers(var) && !self.text(declared).is_empty() {
                    match f.pragma.noescape {
                        true => self.say(about(VerdictKind::Keeps), &format!("{name} does not escape")),
                        false => self.say(about(VerdictKind::Leaks), &format!("leaking param: {name}")),
                    }
                }
                continue;
            }
            if f.pragma.uintptr_escapes && (is_uintptr || v.variadic && self.is_uintptr_slice(var)) {
                let dots = if is_uintptr { "" } else { "..." };
                self.say(about(VerdictKind::Remark), &format!("marking {name} as escaping {dots}uintptr"));
                continue;
            }
            let unnamed = matches!(self.text(declared), "" | "_");
            let escapes = loc.is_some_and(|loc| self.batch.solution.escapes(loc));
            if self.has_pointers(var) && !unnamed && !escapes {
                self.leaks(func, about, &name, leaks(i));
            }
        }
    }

    fn say(&mut self, about: About, message: &str) {
        (self.listener)(about, &|out| out.push_str(message));
    }

    fn param_name(&self, var: VarId, i: usize) -> String {
        let v = &self.package.vars[var];
        let numbered = self.printer.rules.numbered_unnamed_params;
        match v.obj.map(|obj| self.text(self.printer.types.object(obj).name)) {
            Some("") if numbered => format!("arg#{}", i + 1),
            Some("_") if numbered => "_".to_owned(),
            _ => self.text(v.name).to_owned(),
        }
    }

    fn has_pointers(&self, var: VarId) -> bool {
        layout::has_pointers(self.printer.types, self.package.vars[var].ty)
    }

    fn is_uintptr(&self, ty: crate::types::TypeId) -> bool {
        matches!(self.printer.types.under(ty), Type::Basic(Basic::Uintptr))
    }

    fn is_uintptr_slice(&self, var: VarId) -> bool {
        match self.printer.types.under(self.package.vars[var].ty) {
            Type::Slice(elem) => self.is_uintptr(*elem),
            _ => false,
        }
    }

    fn leaks(&mut self, func: FuncId, about: impl Fn(VerdictKind) -> About, name: &str, leaks: Leaks) {
        let mut silent = true;
        if let Some(level) = leaks.get(Sink::Heap) {
            let what = if level == 0 { "param" } else { "param content" };
            self.say(about(VerdictKind::Leaks), &format!("leaking {what}: {name}"));
            silent = false;
        }
        for (i, level) in leaks.results() {
            let Some(&result) = self.package.funcs[func].results.get(i) else { continue };
            let result = self.text(self.package.vars[result].name);
            let message = format!("leaking param: {name} to result {result} level={level}");
            self.say(about(VerdictKind::Leaks), &message);
            silent = false;
        }
        if silent {
            self.say(about(VerdictKind::Keeps), &format!("{name} does not escape"));
        }
    }

    /// The lines about one location: a variable moved to the heap, or an allocation.
    fn location(&mut self, loc: LocId) {
        let escapes = self.batch.solution.escapes(loc);
        let printer = self.printer;
        let about = |pos, kind| About { loc: Some(loc), func: None, param: None, pos, kind };
        match self.batch.graph.locs[loc].origin {
            Origin::Var(var) if escapes => {
                let message = format!("moved to heap: {}", printer.var_text(var));
                self.say(about(self.package.vars[var].pos, VerdictKind::Heap), &message);
            }
            Origin::Expr(expr) => {
                let pos = self.package.exprs[expr].pos;
                let (kind, does) = match escapes {
                    true => (VerdictKind::Heap, "escapes to heap"),
                    false => (VerdictKind::Stack, "does not escape"),
                };
                match self.package.exprs[expr].kind {
                    ExprKind::Closure(func) if self.is_call_wrapper(func) => {}
                    ExprKind::Builtin { .. } => self.say(about(pos, kind), &format!("append {does}")),
                    _ => (self.listener)(about(pos, kind), &|out| {
                        printer.write_expr(out, expr);
                        out.push(' ');
                        out.push_str(does);
                    }),
                }
                let mutated = self.batch.solution.attrs.get(loc).is_some_and(|a| a.has(Attrs::MUTATES));
                let zero_copy = matches!(
                    self.package.exprs[expr].kind,
                    ExprKind::Conv { kind: ConvKind::StringToBytes, .. }
                );
                if zero_copy && !mutated && printer.rules.zero_copy_lines {
                    self.say(about(pos, VerdictKind::Remark), "zero-copy string->[]byte conversion");
                }
            }
            _ => {}
        }
    }

    /// Whether `func` is a literal that gc makes for a `go` or `defer` statement.
    fn is_call_wrapper(&self, func: FuncId) -> bool {
        matches!(
            self.package.funcs[func].kind,
            FuncKind::GoWrapper | FuncKind::DeferWrapper | FuncKind::Curry
        )
    }
}
