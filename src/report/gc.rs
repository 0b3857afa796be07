//! The text of `go build -gcflags=-m` and `-m=2`, byte for byte.
//!
//! In: a package after its passes, and its analysis. Out: lines in gc's order: what the passes
//! had to say, then batch by batch what was found while building, while solving, each parameter,
//! and each allocation.
//! Invariants: nothing is sorted, nothing is said once that gc says twice.
//! Source: gc 1.21 to 1.27.

use super::names::ShownNames;
use super::reason::reason_text;
use crate::flow::{Attrs, Event, Graph, Leaks, LocId, Note, NoteId, Origin, Place, Sink};
use crate::ir::fmt::Printer;
use crate::ir::literal_name::without_checksum;
use crate::ir::{
    ConvKind, ExprId, ExprKind, FuncId, FuncKind, FuncRef, NotInlinable, Package, PassNote, Shown, StmtKind,
    VarId,
};
use crate::release::Rules;
use crate::solve::{BatchAnalysis, Finding, FindingKind, Hop, PackageAnalysis};
use crate::source::{Pos, SourceMap, Symbol};
use crate::types::{Basic, Type, TypeStore};
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

/// Appends everything that gc prints about `package`, without the `# path` header.
pub fn render_package(
    cx: RenderContext<'_>,
    package: &Package,
    analysis: &PackageAnalysis,
    level: Level,
    out: &mut String,
) {
    let mut text = String::new();
    for note in &package.notes {
        render_note(cx, package, note, level, &mut text);
    }
    for batch in &analysis.batches {
        render_batch(cx, package, analysis, batch, level, &mut text);
    }
    let writer = Writer { cx, package, replaced: None };
    for &index in &analysis.elided_bounds {
        writer.warn(&mut text, package.exprs[index].pos, "index bounds check elided");
    }
    // Nothing is said about texts that are not at hand.
    if text.contains(OUTSIDE) {
        let said = |line: &&str| !line.starts_with(OUTSIDE) && !line.contains(UNKNOWN);
        text.split_inclusive('\n').filter(said).for_each(|line| out.push_str(&line.replace(OUTSIDE, "")));
    } else {
        out.push_str(&text);
    }
}

/// What places in such texts start with, while lines are made. No file name does.
const OUTSIDE: &str = "\0";
/// What stands for such places of which nothing is known.
const UNKNOWN: &str = "\0\0";

/// Appends the line of one finding of a pass.
pub fn render_note(
    cx: RenderContext<'_>,
    package: &Package,
    note: &PassNote,
    level: Level,
    out: &mut String,
) {
    let writer = Writer { cx, package, replaced: None };
    match note {
        PassNote::ImpreciseCall { pos } => {
            writer.warn(out, *pos, "imprecise interface call");
        }
        PassNote::Devirtualized { pos, recv, method, ty, partially } => {
            let partially = if *partially { "partially " } else { "" };
            let printer = writer.printer();
            let call = printer.selector_text(*recv, *method);
            writer.warn(
                out,
                *pos,
                &format!("{partially}devirtualizing {call} to {}", printer.type_text(*ty)),
            );
        }
        PassNote::NotDevirtualized { pos, call, ty, shaped_receiver } => {
            let printer = writer.printer();
            let what = if *shaped_receiver { "receiver" } else { "interface" };
            let (call, ty) = (printer.expr_text(*call), printer.type_text(*ty));
            writer.warn(out, *pos, &format!("cannot devirtualize {call}: shaped {what} {ty}"));
        }
        PassNote::CanInline { shown, .. }
            if *shown == (if level >= Level::Explanations { Shown::Briefly } else { Shown::Explained }) => {}
        PassNote::CanInline { func, cost, body, .. } => {
            let printer = writer.printer();
            let pos = writer.pos_text(package.funcs[*func].pos);
            let name = without_checksum(&printer.func_text(FuncRef::Local(*func)));
            let _ = write!(out, "{pos}: can inline {name}");
            if level >= Level::Explanations {
                let (ty, body) = (printer.func_type_text(*func), body.as_deref().unwrap_or_default());
                let _ = write!(out, " with cost {cost} as: {ty} {{ {body} }}");
            }
            out.push('\n');
        }
        PassNote::Inlined { pos, callee } => {
            let name = without_checksum(&writer.printer().func_text(*callee));
            let _ = writeln!(out, "{}: inlining call to {name}", writer.pos_text(*pos));
        }
        PassNote::Big { func, pos } => {
            if level >= Level::Explanations {
                let name = writer.printer().func_text(FuncRef::Local(*func));
                let pos = writer.pos_text(*pos);
                let _ =
                    writeln!(out, "{pos}: function {name} considered 'big'; reducing max cost of inlinees");
            }
        }
        PassNote::NotInlinedAgain { pos, callee, caller } => {
            if level >= Level::Explanations {
                let (pos, name) = (writer.pos_text(*pos), writer.printer().func_text(*callee));
                let caller = writer.text(package.funcs[*caller].name);
                let _ = writeln!(out, "{pos}: cannot inline {name} into {caller}: repeated recursive cycle");
            }
        }
        PassNote::LeftAlone { stmt } => {
            let pos = writer.pos_text(package.stmts[*stmt].pos);
            let text = writer.printer().stmt_text(*stmt);
            let _ = writeln!(out, "{pos}: skip inlining within testing.B.loop for {text}");
        }
        PassNote::CannotInline { func, why } => {
            if level >= Level::Explanations {
                let name = writer.printer().func_text(FuncRef::Local(*func));
                let pos = writer.pos_text(package.funcs[*func].pos);
                let _ = writeln!(out, "{pos}: cannot inline {name}: {}", writer.obstacle(*why));
            }
        }
    }
}

/// Appends everything that gc prints about one batch.
pub fn render_batch(
    cx: RenderContext<'_>,
    package: &Package,
    analysis: &PackageAnalysis,
    batch: &BatchAnalysis,
    level: Level,
    out: &mut String,
) {
    let writer = Writer { cx, package, replaced: None };
    let (before, after) = batch.events();
    for event in before {
        writer.event(out, &batch.graph, event, level);
    }
    let writer = Writer { replaced: Some(&batch.replaced), ..writer };
    for event in after {
        writer.event(out, &batch.graph, event, level);
    }
    if level >= Level::Explanations {
        for finding in &batch.solution.findings {
            writer.finding(out, &batch.graph, finding);
        }
    }
    for &func in &batch.funcs {
        let summary = analysis.summaries.local.get(&func);
        writer.params(out, batch, func, |i| summary.map_or(Leaks::UNKNOWN, |s| s.param(i)));
    }
    for loc in batch.graph.real_locs() {
        writer.verdict(out, batch, loc);
    }
}

/// Words what is about one package's nodes.
#[derive(Clone, Copy)]
struct Writer<'a> {
    cx: RenderContext<'a>,
    package: &'a Package,
    /// What to print in place of some operands.
    replaced: Option<&'a FxHashMap<ExprId, ExprId>>,
}

impl<'a> Writer<'a> {
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

    /// A position as notes and explanations show it.
    fn pos_text(&self, pos: Pos) -> String {
        if pos.is_outside() {
            let known = self.cx.types.outside_position(pos);
            return known.map_or_else(|| UNKNOWN.to_owned(), |position| format!("{OUTSIDE}{position}"));
        }
        let sources = self.cx.sources;
        let mut position = sources.position(pos, self.cx.rules.joins_line_names);
        if let Some(position) = position.as_mut().filter(|_| pos.is_known()) {
            let file = sources.file(pos.file);
            if file.path.parent() != Some(self.cx.dir) && file.display_name == position.file {
                position.file = self.cx.names.name(&file.path);
            }
        }
        position.map_or_else(|| "<unknown line number>".to_owned(), |p| p.to_string())
    }

    /// A line of the kind that has no position when none is known.
    fn warn(&self, out: &mut String, pos: Pos, message: &str) {
        if pos == Pos::NONE {
            let _ = writeln!(out, "{message}");
        } else {
            let _ = writeln!(out, "{}: {message}", self.pos_text(pos));
        }
    }

    fn event(&self, out: &mut String, graph: &Graph, event: &Event, level: Level) {
        if level < Level::Explanations && !matches!(event, Event::SelfAssignment { .. }) {
            return;
        }
        match *event {
            Event::SelfAssignment { func, place } => {
                let printer = self.printer();
                let func = printer.func_text(FuncRef::Local(func));
                let message = format!("{func} ignoring self-assignment in {}", self.place_text(place));
                self.warn(out, self.place_pos(place), &message);
            }
            Event::EscapesAtOnce { loc, dst, why } => {
                self.escapes_header(out, graph, loc);
                let pos = self.pos_text(self.loc_pos(graph, loc));
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
        let pos = self.pos_text(self.loc_pos(graph, loc));
        let what = self.loc_node_text(graph, loc);
        let _ = write!(out, "{pos}: {what} escapes to heap");
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
        let pos = self.pos_text(self.loc_pos(graph, finding.loc));
        match finding.kind {
            FindingKind::Escapes => self.escapes_header(out, graph, finding.loc),
            FindingKind::Leaks(derefs) => {
                let what = self.loc_node_text(graph, finding.loc);
                let root = self.loc_text(graph, finding.root);
                let _ = write!(out, "{pos}: parameter {what} leaks to {root}");
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
        let ops = if hop.derefs < 0 { "&".to_owned() } else { "*".repeat(hop.derefs as usize) };
        let arrow = self.cx.rules.flow_arrow;
        let (dst, src) = (self.loc_text(graph, hop.dst), self.loc_text(graph, hop.src));
        let _ = writeln!(out, "{pos}:   flow: {dst} {arrow} {ops}{src}:");
        self.notes(out, graph, pos, hop.why);
    }

    fn notes(&self, out: &mut String, graph: &Graph, pos: &str, first: Option<NoteId>) {
        for &Note { place, reason, .. } in graph.notes_from(first) {
            let (what, why) = (self.place_text(place), reason_text(reason));
            let at = self.pos_text(self.place_pos(place));
            let _ = writeln!(out, "{pos}:     from {what} ({why}) at {at}");
        }
    }

    fn place_text(&self, place: Place) -> String {
        let printer = self.printer();
        match place {
            Place::Expr(expr) => printer.expr_text(expr),
            Place::Stmt(stmt) => printer.stmt_text(stmt),
            Place::Var(var) => printer.var_text(var).into_owned(),
            Place::Case(stmt, i) => match self.case(stmt, i) {
                Some(case) => printer.case_text(case),
                None => String::new(),
            },
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

    /// What a location stands for.
    fn loc_node_text(&self, graph: &Graph, loc: LocId) -> String {
        match graph.locs[loc].origin {
            Origin::Var(var) => self.printer().var_text(var).into_owned(),
            Origin::Expr(expr) => self.printer().expr_text(expr),
            _ => self.loc_text(graph, loc),
        }
    }

    /// A location as flows show it.
    fn loc_text(&self, graph: &Graph, loc: LocId) -> String {
        match graph.locs[loc].origin {
            Origin::Heap => "{heap}".to_owned(),
            Origin::Var(var) => self.printer().var_text(var).into_owned(),
            Origin::Expr(expr) => format!("{{storage for {}}}", self.printer().expr_text(expr)),
            Origin::Mutator | Origin::Callee | Origin::Blank | Origin::Temp => "{temp}".to_owned(),
        }
    }

    /// The lines about a function's parameters.
    fn params(&self, out: &mut String, batch: &BatchAnalysis, func: FuncId, leaks: impl Fn(usize) -> Leaks) {
        let f = &self.package.funcs[func];
        if f.kind.is_wrapper() || f.dup_ok {
            return;
        }
        for (i, &var) in f.params.iter().enumerate() {
            let v = &self.package.vars[var];
            let name = self.param_name(var, i);
            let declared = v.obj.map_or(v.name, |obj| self.cx.types.object(obj).name);
            let is_uintptr = self.is_uintptr(v.ty);
            if f.body.is_none() {
                if is_uintptr {
                    self.warn(out, v.pos, &format!("assuming {name} is unsafe uintptr"));
                } else if self.has_pointers(var) && !self.text(declared).is_empty() {
                    let message = match f.pragma.noescape {
                        true => format!("{name} does not escape"),
                        false => format!("leaking param: {name}"),
                    };
                    self.warn(out, v.pos, &message);
                }
                continue;
            }
            if f.pragma.uintptr_escapes && (is_uintptr || v.variadic && self.is_uintptr_slice(var)) {
                let dots = if is_uintptr { "" } else { "..." };
                self.warn(out, v.pos, &format!("marking {name} as escaping {dots}uintptr"));
                continue;
            }
            let unnamed = matches!(self.text(declared), "" | "_");
            let escapes = batch.var_loc.get(&var).is_some_and(|&loc| batch.solution.escapes(loc));
            if self.has_pointers(var) && !unnamed && !escapes {
                self.leaks(out, func, v.pos, &name, leaks(i));
            }
        }
    }

    fn param_name(&self, var: VarId, i: usize) -> String {
        let v = &self.package.vars[var];
        match v.obj.map(|obj| self.text(self.cx.types.object(obj).name)) {
            Some("") if self.cx.rules.numbered_unnamed_params => format!("arg#{}", i + 1),
            Some("_") if self.cx.rules.numbered_unnamed_params => "_".to_owned(),
            _ => self.text(v.name).to_owned(),
        }
    }

    fn has_pointers(&self, var: VarId) -> bool {
        crate::types::layout::has_pointers(self.cx.types, self.package.vars[var].ty)
    }

    fn is_uintptr(&self, ty: crate::types::TypeId) -> bool {
        matches!(self.cx.types.under(ty), Type::Basic(Basic::Uintptr))
    }

    fn is_uintptr_slice(&self, var: VarId) -> bool {
        match self.cx.types.under(self.package.vars[var].ty) {
            Type::Slice(elem) => self.is_uintptr(*elem),
            _ => false,
        }
    }

    fn leaks(&self, out: &mut String, func: FuncId, pos: Pos, name: &str, leaks: Leaks) {
        let mut silent = true;
        if let Some(level) = leaks.get(Sink::Heap) {
            let what = if level == 0 { "param" } else { "param content" };
            self.warn(out, pos, &format!("leaking {what}: {name}"));
            silent = false;
        }
        for (i, level) in leaks.results() {
            let Some(&result) = self.package.funcs[func].results.get(i) else { continue };
            let result = self.text(self.package.vars[result].name);
            self.warn(out, pos, &format!("leaking param: {name} to result {result} level={level}"));
            silent = false;
        }
        if silent {
            self.warn(out, pos, &format!("{name} does not escape"));
        }
    }

    /// The line about one location: a variable moved to the heap, or an allocation.
    fn verdict(&self, out: &mut String, batch: &BatchAnalysis, loc: LocId) {
        let escapes = batch.solution.escapes(loc);
        match batch.graph.locs[loc].origin {
            Origin::Var(var) if escapes => {
                let message = format!("moved to heap: {}", self.printer().var_text(var));
                self.warn(out, self.package.vars[var].pos, &message);
            }
            Origin::Expr(expr) => {
                let pos = self.package.exprs[expr].pos;
                let does = if escapes { "escapes to heap" } else { "does not escape" };
                match self.package.exprs[expr].kind {
                    ExprKind::Closure(func) if self.is_call_wrapper(func) => {}
                    ExprKind::Builtin { .. } => self.warn(out, pos, &format!("append {does}")),
                    _ => self.warn(out, pos, &format!("{} {does}", self.printer().expr_text(expr))),
                }
                let mutated = batch.solution.attrs.get(loc).is_some_and(|a| a.has(Attrs::MUTATES));
                let zero_copy = matches!(
                    self.package.exprs[expr].kind,
                    ExprKind::Conv { kind: ConvKind::StringToBytes, .. }
                );
                if zero_copy && !mutated && self.cx.rules.zero_copy_lines {
                    self.warn(out, pos, "zero-copy string->[]byte conversion");
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
