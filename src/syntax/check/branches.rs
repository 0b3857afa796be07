//! Labels and branches: where `break`, `continue`, `goto` and `fallthrough` may lead.
//!
//! In: the tree of a file. Out: violations, function by function.
//! Invariants: function literals are functions of their own; the walk recurses only into
//! statements, which [`super::limit_depth`] keeps shallow. Spec: "Labeled statements" to
//! "Fallthrough statements"; words from gc 1.27.3.

use super::Violation;
use crate::source::{Interner, Span, Symbol};
use crate::syntax::ast::*;
use rustc_hash::FxHashMap;

/// Checks every function body of `file` that has no syntax errors; `text` is the file's, `position`
/// words an offset in it as gc does. These errors do not keep gc from checking types.
pub fn check_branches(
    file: &File,
    text: &str,
    names: &Interner,
    position: &dyn Fn(u32) -> String,
) -> Vec<Violation> {
    // gc checks a function when it has read its last brace.
    let mut bodies = bodies(file);
    bodies.sort_by_key(|&body| file.blocks[body].span.end);
    let wrong = |body: BlockId| {
        let span = file.blocks[body].span;
        file.errors.iter().any(|&at| (span.start..span.end).contains(&at))
    };
    let mut violations = Vec::new();
    for body in bodies {
        if wrong(body) {
            continue;
        }
        let mut function = Function {
            file,
            text,
            names,
            position,
            labels: FxHashMap::default(),
            label_order: Vec::new(),
            blocks: Vec::new(),
            violations: Vec::new(),
            broken: false,
        };
        function.check(body);
        if !function.broken {
            violations.append(&mut function.violations);
        }
    }
    violations
}

/// The bodies of all functions, shortest first: the first one around a byte is the innermost.
pub fn function_spans(file: &File) -> Vec<Span> {
    let mut spans: Vec<Span> = bodies(file).into_iter().map(|body| file.blocks[body].span).collect();
    spans.sort_by_key(|span| span.end - span.start);
    spans
}

/// The bodies of all functions, literals last.
fn bodies(file: &File) -> Vec<BlockId> {
    let declared = file.top_decls.iter().filter_map(|&decl| match file.decls[decl].kind {
        DeclKind::Func { body, .. } => body,
        _ => None,
    });
    let literals = file.exprs.iter().filter_map(|(_, expr)| match expr.kind {
        ExprKind::FuncLit { body, .. } => Some(body),
        _ => None,
    });
    declared.chain(literals).collect()
}

/// One function body.
struct Function<'a> {
    file: &'a File,
    text: &'a str,
    names: &'a Interner,
    position: &'a dyn Fn(u32) -> String,
    labels: FxHashMap<Symbol, Label>,
    label_order: Vec<Symbol>,
    /// The blocks around the current statement, outermost first.
    blocks: Vec<OpenBlock>,
    violations: Vec<Violation>,
    /// Recovery took a statement out; branches may lead there.
    broken: bool,
}

/// A declared label.
#[derive(Clone, Copy)]
struct Label {
    ident: Ident,
    target: Target,
    /// Number of the block it is declared in, and where that begins.
    block: u32,
    block_start: u32,
    used: bool,
}

/// What a labeled statement is to a branch.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Target {
    Loop,
    /// A switch or select.
    Choice,
    Other,
}

/// A block around the current statement.
struct OpenBlock {
    /// Unique in the function.
    number: u32,
    start: u32,
    /// The label of the statement that the block is part of.
    label: Option<Ident>,
}

/// A `goto` whose label was not seen yet.
#[derive(Clone, Copy)]
struct Goto {
    label: Ident,
    /// The last variables declared after it, in the innermost block it shares with what follows:
    /// their text and position.
    jumps_over: Option<(Span, u32)>,
}

/// What encloses a statement.
#[derive(Clone, Copy)]
struct Context {
    /// Innermost statement that `break` leaves.
    breaks: Option<Breakable>,
    continues: bool,
    /// In the statement list of a clause: which, of how many.
    clause: Option<(usize, usize)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Breakable {
    Loop,
    Select,
    Switch,
    TypeSwitch,
}

impl Function<'_> {
    fn check(&mut self, body: BlockId) {
        let context = Context { breaks: None, continues: false, clause: None };
        let mut next_block = 0;
        let block = self.file.blocks[body];
        let stmts = self.file.list(block.stmts);
        let unresolved = self.block(context, None, block.span.start, stmts, &mut next_block);
        for goto in unresolved {
            let name = self.names.text(goto.label.name);
            let message = match self.labels.get_mut(&goto.label.name) {
                Some(label) => {
                    label.used = true;
                    let start = (self.position)(label.block_start);
                    format!("goto {name} jumps into block starting at {start}")
                }
                None => format!("label {name} not defined"),
            };
            self.violations.push((goto.label.offset, message));
        }
        for name in &self.label_order {
            if let Some(Label { ident, used: false, .. }) = self.labels.get(name) {
                let message = format!("label {} defined and not used", self.names.text(*name));
                self.violations.push((ident.offset, message));
            }
        }
    }

    /// Checks a block; the forward jumps whose labels it does not hold.
    fn block(
        &mut self,
        context: Context,
        label: Option<Ident>,
        start: u32,
        stmts: &[StmtId],
        next_block: &mut u32,
    ) -> Vec<Goto> {
        let number = *next_block;
        *next_block += 1;
        self.blocks.push(OpenBlock { number, start, label });
        let mut gotos = Vec::new();
        for (at, &stmt) in stmts.iter().enumerate() {
            let last = at + 1 == stmts.len();
            self.stmt(context, stmt, last, &mut gotos, next_block);
        }
        self.blocks.pop();
        // Only variables of the label's own block matter.
        for goto in &mut gotos {
            goto.jumps_over = None;
        }
        gotos
    }

    fn stmt(
        &mut self,
        context: Context,
        stmt: StmtId,
        last: bool,
        gotos: &mut Vec<Goto>,
        next_block: &mut u32,
    ) {
        let mut label = None;
        let mut stmt = stmt;
        while let StmtKind::Labeled { label: ident, stmt: inner } = self.file.stmts[stmt].kind {
            label = None;
            if self.names.text(ident.name) != "_" {
                self.declare(ident, inner, gotos);
                label = Some(ident);
            }
            stmt = inner;
        }
        let Stmt { kind, pos, .. } = self.file.stmts[stmt];
        let inner = Context { clause: None, ..context };
        match kind {
            StmtKind::Bad => self.broken = true,
            StmtKind::Branch { kind, label } => self.branch(context, kind, label, pos, last, gotos),
            StmtKind::Define { lhs, .. } => {
                let lhs = self.file.list(lhs);
                if let (Some(first), Some(last)) = (lhs.first(), lhs.last()) {
                    let exprs = &self.file.exprs;
                    let names = Span::new(exprs[*first].span.start, exprs[*last].span.end);
                    note_variable(gotos, names, pos);
                }
            }
            StmtKind::Decl(decls) => {
                let variable = |&decl: &DeclId| match self.file.decls[decl].kind {
                    DeclKind::Var { names, .. } => self.file.list(names).first().copied(),
                    _ => None,
                };
                if let Some(first) = self.file.list(decls).iter().find_map(variable) {
                    let end = first.offset + self.names.text(first.name).len() as u32;
                    note_variable(gotos, Span::new(first.offset, end), first.offset);
                }
            }
            StmtKind::Block(block) => self.inner_block(inner, label, block, gotos, next_block),
            StmtKind::If(IfStmt { then, els, .. }) => {
                self.inner_block(inner, label, then, gotos, next_block);
                if let Some(els) = els {
                    let start = self.file.stmts[els].pos;
                    gotos.extend(self.block(inner, label, start, &[els], next_block));
                }
            }
            StmtKind::For(ForStmt { body, .. }) | StmtKind::Range { body, .. } => {
                let breaks = Some(Breakable::Loop);
                let inner = Context { breaks, continues: true, clause: None };
                self.inner_block(inner, label, body, gotos, next_block);
            }
            StmtKind::Switch { clauses, .. } => {
                self.clauses(context, Breakable::Switch, label, clauses, gotos, next_block);
            }
            StmtKind::TypeSwitch { clauses, .. } => {
                self.clauses(context, Breakable::TypeSwitch, label, clauses, gotos, next_block);
            }
            StmtKind::Select(clauses) => {
                self.clauses(context, Breakable::Select, label, clauses, gotos, next_block);
            }
            _ => {}
        }
    }

    fn inner_block(
        &mut self,
        context: Context,
        label: Option<Ident>,
        block: BlockId,
        gotos: &mut Vec<Goto>,
        next_block: &mut u32,
    ) {
        let block = self.file.blocks[block];
        let stmts = self.file.list(block.stmts);
        gotos.extend(self.block(context, label, block.span.start, stmts, next_block));
    }

    fn clauses(
        &mut self,
        context: Context,
        kind: Breakable,
        label: Option<Ident>,
        clauses: List<Clause>,
        gotos: &mut Vec<Goto>,
        next_block: &mut u32,
    ) {
        for (at, clause) in self.file.list(clauses).iter().enumerate() {
            let inner = Context { breaks: Some(kind), clause: Some((at, clauses.len())), ..context };
            let stmts = self.file.list(self.file.blocks[clause.body].stmts);
            gotos.extend(self.block(inner, label, clause.pos, stmts, next_block));
        }
    }

    /// Declares a label and ends the jumps that wait for it.
    fn declare(&mut self, ident: Ident, stmt: StmtId, gotos: &mut Vec<Goto>) {
        let Some(block) = self.blocks.last() else { return };
        let target = match self.file.stmts[stmt].kind {
            StmtKind::For(_) | StmtKind::Range { .. } => Target::Loop,
            StmtKind::Switch { .. } | StmtKind::TypeSwitch { .. } | StmtKind::Select(_) => Target::Choice,
            _ => Target::Other,
        };
        let name = self.names.text(ident.name);
        if let Some(first) = self.labels.get(&ident.name) {
            let first = (self.position)(first.ident.offset);
            self.violations.push((ident.offset, format!("label {name} already defined at {first}")));
        } else {
            let (block, block_start) = (block.number, block.start);
            let label = Label { ident, target, block, block_start, used: false };
            self.labels.insert(ident.name, label);
            self.label_order.push(ident.name);
        }
        let Some(label) = self.labels.get_mut(&ident.name) else { return };
        gotos.retain(|goto| {
            if goto.label.name != ident.name {
                return true;
            }
            label.used = true;
            if let Some((variable, at)) = goto.jumps_over {
                let variable = &self.text[variable.start as usize..variable.end as usize];
                let at = (self.position)(at);
                let message = format!("goto {name} jumps over declaration of {variable} at {at}");
                self.violations.push((goto.label.offset, message));
            }
            false
        });
    }

    fn branch(
        &mut self,
        context: Context,
        kind: BranchKind,
        label: Option<Ident>,
        pos: u32,
        last: bool,
        gotos: &mut Vec<Goto>,
    ) {
        let Some(label) = label else {
            let message = match kind {
                BranchKind::Break if context.breaks.is_none() => "break is not in a loop, switch, or select",
                BranchKind::Continue if !context.continues => "continue is not in a loop",
                BranchKind::Fallthrough => match (context.breaks, context.clause) {
                    (Some(Breakable::TypeSwitch), _) => "cannot fallthrough in type switch",
                    (Some(Breakable::Switch), Some((at, clauses))) if last => {
                        if at + 1 < clauses {
                            return;
                        }
                        "cannot fallthrough final case in switch"
                    }
                    _ => "fallthrough statement out of place",
                },
                _ => return,
            };
            return self.violations.push((pos, message.to_owned()));
        };
        if kind == BranchKind::Goto {
            if !self.is_in_scope(label.name) {
                gotos.push(Goto { label, jumps_over: None });
            }
            return;
        }
        let word = if kind == BranchKind::Break { "break" } else { "continue" };
        let name = self.names.text(label.name);
        let message = match self.enclosing(label.name) {
            None => format!("{word} label not defined: {name}"),
            Some(Target::Loop) => return,
            Some(Target::Choice) if kind == BranchKind::Break => return,
            Some(_) => format!("invalid {word} label {name}"),
        };
        self.violations.push((label.offset, message));
    }

    /// Whether a label seen before may be jumped to from here.
    fn is_in_scope(&mut self, name: Symbol) -> bool {
        let Some(label) = self.labels.get_mut(&name) else { return false };
        label.used = true;
        self.blocks.iter().any(|block| block.number == label.block)
    }

    /// What the enclosing statement labeled `name` is; [`Target::Other`] if the label is elsewhere.
    fn enclosing(&mut self, name: Symbol) -> Option<Target> {
        let label = self.labels.get_mut(&name)?;
        label.used = true;
        let encloses = self.blocks.iter().any(|block| block.label == Some(label.ident));
        Some(if encloses { label.target } else { Target::Other })
    }
}

/// All jumps that wait for a label now jump over a variable.
fn note_variable(gotos: &mut [Goto], variable: Span, pos: u32) {
    for goto in gotos {
        goto.jumps_over = Some((variable, pos));
    }
}
