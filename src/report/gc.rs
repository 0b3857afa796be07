//! The text of `go build -gcflags=-m` and `-m=2`, byte for byte.
//!
//! In: a package after its passes, and its analysis. Out: lines in gc's order: what the passes
//! had to say, then batch by batch what was found while building, while solving, each parameter,
//! and each allocation.
//! Invariants: nothing is sorted, nothing is said once that gc says twice.
//! Source: gc 1.21 to 1.27.

use super::lines::Lines;
use super::names::ShownNames;
use super::places::{OUTSIDE, Places, UNKNOWN};
use super::reason::reason_text;
use super::verdicts;
use crate::flow::{Event, Graph, LocId, Note, NoteId, Origin, Place};
use crate::ir::fmt::Printer;
use crate::ir::literal_name::without_checksum;
use crate::ir::{ExprId, FuncRef, Kept, NotInlinable, Package, PassNote, Shown, StmtKind};
use crate::release::Rules;
use crate::solve::{BatchAnalysis, Finding, FindingKind, Hop, PackageAnalysis};
use crate::source::{Pos, SourceMap, Symbol};
use crate::types::TypeStore;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::fmt::Write;
use std::path::Path;

/// What wording reads besides the analysis.
#[derive(Clone, Copy, Debug)]
pub struct RenderContext<'a> {
    /// All types.
    pub types: &'a TypeStore,
    /// Texts and names.
    pub sources: &'a SourceMap,
    /// The release.
    pub rules: &'a Rules,
    /// The folder of the package.
    pub dir: &'a Path,
    /// How files of other packages are called.
    pub names: &'a ShownNames,
}

/// How much gc is asked to say.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Level {
    /// `-m`: verdicts.
    Verdicts,
    /// `-m=2`, `-m -m`: verdicts and explanations.
    Explanations,
}

/// Everything that gc prints about `package`, without the `# path` header.
pub fn render_package(
    cx: RenderContext<'_>,
    package: &Package,
    analysis: &PackageAnalysis,
    level: Level,
) -> Lines {
    let mut out = Lines::default();
    let places = &Places::new(cx);
    let writer = Writer { cx, places, package, replaced: None };
    for note in &package.notes {
        writer.note(note, level, out.end());
    }
    for batch in &analysis.batches {
        writer.batch(analysis, batch, level, &mut out);
    }
    for &index in &analysis.elided_bounds {
        writer.warn(out.end(), package.exprs[index].pos, "index bounds check elided");
    }
    // Nothing is said about texts that are not at hand.
    out.edit_lines(OUTSIDE, |line| {
        let said = !line.starts_with(OUTSIDE) && !line.contains(UNKNOWN);
        said.then(|| line.replace(OUTSIDE, ""))
    });
    out
}

/// Words what is about one package's nodes.
#[derive(Clone, Copy)]
struct Writer<'a> {
    cx: RenderContext<'a>,
    places: &'a Places<'a>,
    package: &'a Package,
    /// What to print in place of some operands.
    replaced: Option<&'a FxHashMap<ExprId, ExprId>>,
}

impl<'a> Writer<'a> {
    /// Appends the line of one finding of a pass.
    fn note(&self, note: &PassNote, level: Level, out: &mut String) {
        match note {
            PassNote::ImpreciseCall { pos } => {
                self.warn(out, *pos, "imprecise interface call");
            }
            PassNote::Devirtualized { pos, recv, method, ty, partially } => {
                let partially = if *partially { "partially " } else { "" };
                let printer = self.printer();
                let call = printer.selector_text(*recv, *method);
                self.warn(
                    out,
                    *pos,
                    &format!("{partially}devirtualizing {call} to {}", printer.type_text(*ty)),
                );
            }
            PassNote::NotDevirtualized { pos, call, ty, shaped_receiver } => {
                let printer = self.printer();
                let what = if *shaped_receiver { "receiver" } else { "interface" };
                let (call, ty) = (printer.expr_text(*call), printer.type_text(*ty));
                self.warn(out, *pos, &format!("cannot devirtualize {call}: shaped {what} {ty}"));
            }
            PassNote::CanInline { shown, .. }
                if *shown
                    == (if level >= Level::Explanations { Shown::Briefly } else { Shown::Explained }) => {}
            PassNote::CanInline { func, cost, body, .. } => {
                let printer = self.printer();
                let pos = self.places.text(self.package.funcs[*func].pos);
                let name = without_checksum(&printer.func_text(FuncRef::Local(*func)));
                let _ = write!(out, "{pos}: can inline {name}");
                if level >= Level::Explanations {
                    let (ty, body) = (printer.func_type_text(*func), body.as_deref().unwrap_or_default());
                    let _ = write!(out, " with cost {cost} as: {ty} {{ {body} }}");
                }
                out.push('\n');
            }
            PassNote::Inlined { pos, callee } => {
                let name = without_checksum(&self.printer().func_text(*callee));
                let _ = writeln!(out, "{}: inlining call to {name}", self.places.text(*pos));
            }
            PassNote::Big { func, pos } => {
                if level >= Level::Explanations {
                    let name = self.printer().func_text(FuncRef::Local(*func));
                    let pos = self.places.text(*pos);
                    let _ = writeln!(
                        out,
                        "{pos}: function {name} considered 'big'; reducing max cost of inlinees"
                    );
                }
            }
            PassNote::NotInlinedAgain { pos, callee, caller } => {
                if level >= Level::Explanations {
                    let (pos, name) = (self.places.text(*pos), self.printer().func_text(*callee));
                    let caller = self.text(self.package.funcs[*caller].name);
                    let _ =
                        writeln!(out, "{pos}: cannot inline {name} into {caller}: repeated recursive cycle");
                }
            }
            PassNote::LeftAlone { stmt } => {
                let pos = self.places.text(self.package.stmts[*stmt].pos);
                let text = self.printer().stmt_text(*stmt);
                let _ = writeln!(out, "{pos}: skip inlining within testing.B.loop for {text}");
            }
            PassNote::KeptAlive { pos, what } => {
                if level >= Level::Explanations {
                    let text = match *what {
                        Kept::Name(symbol) => &format!("{} will be kept alive", self.text(symbol)),
                        Kept::Dereference => "dereference will be kept alive",
                        Kept::Unknown => "expr is unknown to bloop pass",
                        Kept::Result => "function result will be kept alive",
                        Kept::Results => "function results will be kept alive",
                        Kept::Argument => "function arg will be kept alive",
                    };
                    self.warn(out, *pos, text);
                }
            }
            PassNote::CannotInline { func, why } => {
                if level >= Level::Explanations {
                    let name = self.printer().func_text(FuncRef::Local(*func));
                    let pos = self.places.text(self.package.funcs[*func].pos);
                    let _ = writeln!(out, "{pos}: cannot inline {name}: {}", self.obstacle(*why));
                }
            }
        }
    }

    /// Appends everything that gc prints about one batch.
    fn batch(&self, analysis: &PackageAnalysis, batch: &BatchAnalysis, level: Level, out: &mut Lines) {
        let (before, after) = batch.events();
        for event in before {
            self.event(out.end(), &batch.graph, event, level);
        }
        let writer = Writer { replaced: Some(&batch.replaced), ..*self };
        for event in after {
            writer.event(out.end(), &batch.graph, event, level);
        }
        if level >= Level::Explanations {
            for finding in &batch.solution.findings {
                writer.finding(out.end(), &batch.graph, finding);
            }
        }
        verdicts::of_batch(writer.printer(), analysis, batch, &mut |about, write| {
            writer.warn_with(out.end(), about.pos, write);
        });
    }

    fn printer(&self) -> Printer<'a> {
        Printer {
            package: self.package,
            types: self.cx.types,
            names: &self.cx.sources.interner,
            rules: self.cx.rules,
            replaced: self.replaced,
        }
    }

    /// Why a function cannot be inlined.
    fn obstacle(&self, why: NotInlinable) -> Cow<'static, str> {
        Cow::Borrowed(match why {
            NotInlinable::TypeRoutine => "type eq/hash function",
            NotInlinable::Noinline => "marked go:noinline",
            NotInlinable::CgoUnsafeArgs => "marked go:cgo_unsafe_args",
            NotInlinable::KeepsUintptrAlive => "marked as having a keep-alive uintptr argument",
            NotInlinable::UintptrEscapes => "marked as having an escaping uintptr argument",
            NotInlinable::WriteBarrierRec => "marked go:yeswritebarrierrec",
            NotInlinable::NoBody => "no function body",
            NotInlinable::Recursive => "recursive",
            NotInlinable::Recover => "call to recover",
            NotInlinable::Go => "unhandled op GO",
            NotInlinable::Defer => "unhandled op DEFER",
            NotInlinable::TailCall => "unhandled op TAILCALL",
            NotInlinable::CallerFrame(name) => return format!("call to {}", self.text(name)).into(),
            NotInlinable::DeferInRangeFunc => "defer call in range func",
            NotInlinable::TooComplex { cost, budget } => {
                return format!("function too complex: cost {cost} exceeds budget {budget}").into();
            }
        })
    }

    fn text(&self, symbol: Symbol) -> &'a str {
        self.cx.sources.interner.text(symbol)
    }

    /// A line of the kind that has no position when none is known.
    fn warn(&self, out: &mut String, pos: Pos, message: &str) {
        self.warn_with(out, pos, |out| out.push_str(message));
    }

    /// As [`Writer::warn`], of what `message` appends.
    fn warn_with(&self, out: &mut String, pos: Pos, message: impl FnOnce(&mut String)) {
        if pos != Pos::NONE {
            self.places.write(out, pos);
            out.push_str(": ");
        }
        message(out);
        out.push('\n');
    }

    fn event(&self, out: &mut String, graph: &Graph, event: &Event, level: Level) {
        if level < Level::Explanations && !matches!(event, Event::SelfAssignment { .. }) {
            return;
        }
        match *event {
            Event::SelfAssignment { func, place } => {
                self.warn_with(out, self.place_pos(place), |out| {
                    out.push_str(&self.printer().func_text(FuncRef::Local(func)));
                    out.push_str(" ignoring self-assignment in ");
                    self.write_place(out, place);
                });
            }
            Event::EscapesAtOnce { loc, dst, why } => {
                self.escapes_header(out, graph, loc);
                let pos = self.places.text(self.loc_pos(graph, loc));
                self.hop(out, graph, &pos, &Hop { dst, src: loc, derefs: -1, why });
            }
            Event::Captures { var, by_ref, addr_taken, reassigned, width, .. } => {
                let v = &self.package.vars[var];
                let printer = self.printer();
                let message = format!(
                    "{} capturing by {}: {} (addr={addr_taken} assign={reassigned} width={width})",
                    printer.func_text(FuncRef::Local(v.func)),
                    if by_ref { "ref" } else { "value" },
                    printer.var_text(var),
                );
                self.warn(out, v.pos, &message);
            }
        }
    }

    fn escapes_header(&self, out: &mut String, graph: &Graph, loc: LocId) {
        self.places.write(out, self.loc_pos(graph, loc));
        out.push_str(": ");
        self.write_loc_node(out, graph, loc);
        out.push_str(" escapes to heap");
        if self.cx.rules.names_function {
            let _ = write!(out, " in {}", self.func_of(graph, loc));
        }
        out.push_str(":\n");
    }

    /// The bare name of the function that `loc` is in.
    fn func_of(&self, graph: &Graph, loc: LocId) -> &'a str {
        let func = graph.locs[loc].func.and_then(|node| graph.funcs[node].func);
        func.map_or("<nil>", |func| self.text(self.package.funcs[func].name))
    }

    fn finding(&self, out: &mut String, graph: &Graph, finding: &Finding) {
        let pos = self.places.text(self.loc_pos(graph, finding.loc));
        match finding.kind {
            FindingKind::Escapes => self.escapes_header(out, graph, finding.loc),
            FindingKind::Leaks(derefs) => {
                let _ = write!(out, "{pos}: parameter ");
                self.write_loc_node(out, graph, finding.loc);
                out.push_str(" leaks to ");
                self.write_loc(out, graph, finding.root);
                if self.cx.rules.names_function {
                    let _ = write!(out, " for {}", self.func_of(graph, finding.loc));
                }
                let _ = writeln!(out, " with derefs={derefs}:");
            }
        }
        for hop in &finding.path {
            self.hop(out, graph, &pos, hop);
        }
        if finding.truncated {
            let _ = writeln!(
                out,
                "{pos}:   warning: truncated explanation due to assignment cycle; see golang.org/issue/35518"
            );
        }
    }

    fn hop(&self, out: &mut String, graph: &Graph, pos: &str, hop: &Hop) {
        out.push_str(pos);
        out.push_str(":   flow: ");
        self.write_loc(out, graph, hop.dst);
        out.push(' ');
        out.push_str(self.cx.rules.flow_arrow);
        out.push(' ');
        match hop.derefs {
            ..0 => out.push('&'),
            derefs => out.extend(std::iter::repeat_n('*', derefs as usize)),
        }
        self.write_loc(out, graph, hop.src);
        out.push_str(":\n");
        self.notes(out, graph, pos, hop.why);
    }

    fn notes(&self, out: &mut String, graph: &Graph, pos: &str, first: Option<NoteId>) {
        for &Note { place, reason, .. } in graph.notes_from(first) {
            out.push_str(pos);
            out.push_str(":     from ");
            self.write_place(out, place);
            out.push_str(" (");
            out.push_str(reason_text(reason));
            out.push_str(") at ");
            self.places.write(out, self.place_pos(place));
            out.push('\n');
        }
    }

    fn write_place(&self, out: &mut String, place: Place) {
        let printer = self.printer();
        match place {
            Place::Expr(expr) => printer.write_expr(out, expr),
            Place::Stmt(stmt) => printer.write_stmt(out, stmt),
            Place::Var(var) => out.push_str(&printer.var_text(var)),
            Place::Case(stmt, i) => {
                if let Some(case) = self.case(stmt, i) {
                    printer.write_case(out, case);
                }
            }
        }
    }

    fn place_pos(&self, place: Place) -> Pos {
        match place {
            Place::Expr(expr) => self.package.exprs[expr].pos,
            Place::Stmt(stmt) => self.package.stmts[stmt].pos,
            Place::Var(var) => self.package.vars[var].pos,
            Place::Case(stmt, i) => self.case(stmt, i).map_or(Pos::NONE, |case| case.pos),
        }
    }

    fn case(&self, stmt: crate::ir::StmtId, i: u32) -> Option<&'a crate::ir::Case> {
        match &self.package.stmts[stmt].kind {
            StmtKind::TypeSwitch { cases, .. } | StmtKind::Switch { cases, .. } => cases.get(i as usize),
            _ => None,
        }
    }

    fn loc_pos(&self, graph: &Graph, loc: LocId) -> Pos {
        match graph.locs[loc].origin {
            Origin::Var(var) => self.package.vars[var].pos,
            Origin::Expr(expr) => self.package.exprs[expr].pos,
            _ => Pos::NONE,
        }
    }

    /// Appends what a location stands for.
    fn write_loc_node(&self, out: &mut String, graph: &Graph, loc: LocId) {
        match graph.locs[loc].origin {
            Origin::Expr(expr) => self.printer().write_expr(out, expr),
            _ => self.write_loc(out, graph, loc),
        }
    }

    /// Appends a location as flows show it.
    fn write_loc(&self, out: &mut String, graph: &Graph, loc: LocId) {
        match graph.locs[loc].origin {
            Origin::Heap => out.push_str("{heap}"),
            Origin::Var(var) => out.push_str(&self.printer().var_text(var)),
            Origin::Expr(expr) => {
                out.push_str("{storage for ");
                self.printer().write_expr(out, expr);
                out.push('}');
            }
            Origin::Mutator | Origin::Callee | Origin::Blank | Origin::Temp => out.push_str("{temp}"),
        }
    }
}
