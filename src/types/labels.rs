//! Labels and branches: where `break`, `continue`, `goto` and `fallthrough` may stand.
//!
//! In: the tree of a file. Out: errors in gc's words, in the order in which gc finds them.
//! Invariants: function literals are bodies of their own, checked before what is around them.
//! Source: Spec: "Labeled statements", "Break statements", "Continue statements", "Goto
//! statements", "Fallthrough statements"; gc 1.27.3, which checks this while parsing.

use super::predicates::MAX_DEPTH;
use crate::source::{Interner, Symbol};
use crate::syntax::ast::{
    BlockId, BranchKind, Clause, DeclKind, ExprId, ExprKind, File, Ident, List, StmtId, StmtKind,
};
use rustc_hash::FxHashMap;

/// An error about a label or branch.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BranchError {
    /// Byte offset where gc reports it.
    pub offset: u32,
    /// gc's words.
    pub message: String,
}

/// Checks every function body of `file`; `position` spells a byte offset as gc does.
pub fn check_branches(
    file: &File,
    interner: &Interner,
    position: &dyn Fn(u32) -> String,
) -> Vec<BranchError> {
    let declared = file.decls.iter().filter_map(|(_, decl)| match decl.kind {
        DeclKind::Func { body, .. } => body,
        _ => None,
    });
    let literal = file.exprs.iter().filter_map(|(_, expr)| match expr.kind {
        ExprKind::FuncLit { body, .. } => Some(body),
        _ => None,
    });
    let mut bodies: Vec<BlockId> = declared.chain(literal).collect();
    bodies.sort_by_key(|&body| file.blocks[body].span.end);
    let mut errors = Vec::new();
    for body in bodies {
        check_body(file, interner, body, position, &mut errors);
    }
    errors
}

fn check_body(
    file: &File,
    interner: &Interner,
    body: BlockId,
    position: &dyn Fn(u32) -> String,
    errors: &mut Vec<BranchError>,
) {
    let mut body_check = Body {
        file,
        interner,
        position,
        errors,
        labels: FxHashMap::default(),
        blocks: Vec::new(),
        pending: Vec::new(),
    };
    let block = file.blocks[body];
    body_check.block(None, Targets::default(), None, block.span.start, file.list(block.stmts), 0);
    body_check.finish();
}

/// What unlabelled branches refer to.
#[derive(Clone, Copy, Default)]
struct Targets {
    can_break: bool,
    can_continue: bool,
    /// The switch clause that these are the direct statements of.
    clause: Option<InClause>,
    /// What the innermost thing that can be broken out of is.
    inner: Option<Switch>,
}

#[derive(Clone, Copy)]
struct InClause {
    is_last: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Switch {
    Values,
    Types,
}

struct Block {
    parent: Option<usize>,
    start: u32,
    /// The labelled statement that the block belongs to.
    labeled: Option<StmtId>,
}

struct Label {
    block: usize,
    stmt: StmtId,
    ident: Ident,
    used: bool,
}

/// A `goto` whose label was not seen yet.
struct Pending {
    label: Ident,
}

struct Body<'a> {
    file: &'a File,
    interner: &'a Interner,
    position: &'a dyn Fn(u32) -> String,
    errors: &'a mut Vec<BranchError>,
    labels: FxHashMap<Symbol, Label>,
    blocks: Vec<Block>,
    /// Those of the innermost block last.
    pending: Vec<Pending>,
}

/// The last variable declaration of a block.
struct Declared {
    offset: u32,
    name: String,
    /// How many of the block's pending jumps stand before it.
    jumps: usize,
}

impl Body<'_> {
    fn error(&mut self, offset: u32, message: impl Into<String>) {
        self.errors.push(BranchError { offset, message: message.into() });
    }

    fn finish(&mut self) {
        for Pending { label } in std::mem::take(&mut self.pending) {
            let name = self.interner.text(label.name);
            let message = match self.labels.get_mut(&label.name) {
                Some(target) => {
                    target.used = true;
                    let start = (self.position)(self.blocks[target.block].start);
                    format!("goto {name} jumps into block starting at {start}")
                }
                None => format!("label {name} not defined"),
            };
            self.error(label.offset, message);
        }
        let mut unused: Vec<Ident> = self.labels.values().filter(|l| !l.used).map(|l| l.ident).collect();
        unused.sort_by_key(|label| label.offset);
        for label in unused {
            self.error(
                label.offset,
                format!("label {} defined and not used", self.interner.text(label.name)),
            );
        }
    }

    fn block(
        &mut self,
        parent: Option<usize>,
        targets: Targets,
        labeled: Option<StmtId>,
        start: u32,
        stmts: &[StmtId],
        depth: u32,
    ) {
        if depth >= MAX_DEPTH {
            return;
        }
        let block = self.blocks.len();
        self.blocks.push(Block { parent, start, labeled });
        let first_jump = self.pending.len();
        let mut declared: Option<Declared> = None;
        // Empty statements at the end do not keep a `fallthrough` from being the last one.
        let is_empty = |&id: &StmtId| matches!(self.file.stmts[id].kind, StmtKind::Empty);
        let len = stmts.iter().rposition(|id| !is_empty(id)).map_or(0, |last| last + 1);
        for (i, &id) in stmts[..len].iter().enumerate() {
            let mut id = id;
            let mut labeled = None;
            while let StmtKind::Labeled { label, stmt } = self.file.stmts[id].kind {
                if self.interner.text(label.name) != "_" {
                    self.declare(block, id, label);
                    self.resolve(label, first_jump, &mut declared);
                    labeled = Some(id);
                }
                id = stmt;
            }
            let targets = Targets { clause: targets.clause.filter(|_| i + 1 == len), ..targets };
            if let Some((offset, name)) = self.declaration(id) {
                declared = Some(Declared { offset, name, jumps: self.pending.len() - first_jump });
            }
            self.stmt(block, targets, labeled, id, depth);
        }
    }

    /// Where and what `id` declares, when it declares a variable.
    fn declaration(&self, id: StmtId) -> Option<(u32, String)> {
        let stmt = self.file.stmts[id];
        match stmt.kind {
            StmtKind::Decl(decls) => self.file.list(decls).iter().find_map(|&decl| {
                let decl = self.file.decls[decl];
                let DeclKind::Var { names, .. } = decl.kind else { return None };
                let first = self.file.list(names).first()?;
                Some((decl.pos, self.interner.text(first.name).to_owned()))
            }),
            StmtKind::Define { lhs, .. } => {
                let name = |&id: &ExprId| match self.file.exprs[id].kind {
                    ExprKind::Name(name) => self.interner.text(name),
                    _ => "_",
                };
                let names: Vec<&str> = self.file.list(lhs).iter().map(name).collect();
                Some((stmt.pos, names.join(", ")))
            }
            _ => None,
        }
    }

    fn declare(&mut self, block: usize, stmt: StmtId, ident: Ident) {
        match self.labels.get(&ident.name) {
            Some(other) => {
                let at = (self.position)(other.ident.offset);
                let message = format!("label {} already defined at {at}", self.interner.text(ident.name));
                self.error(ident.offset, message);
            }
            None => {
                self.labels.insert(ident.name, Label { block, stmt, ident, used: false });
            }
        }
    }

    /// Jumps that wait for `label` have found it.
    fn resolve(&mut self, label: Ident, first_jump: usize, declared: &mut Option<Declared>) {
        if !self.pending[first_jump..].iter().any(|jump| jump.label.name == label.name) {
            return;
        }
        let waiting = self.pending.split_off(first_jump);
        let mut before = 0;
        for (i, jump) in waiting.into_iter().enumerate() {
            let is_before = declared.as_ref().is_some_and(|d| i < d.jumps);
            if jump.label.name != label.name {
                before += usize::from(is_before);
                self.pending.push(jump);
                continue;
            }
            if let Some(declared) = declared.as_ref().filter(|_| is_before) {
                let (label, at) = (self.interner.text(label.name), (self.position)(declared.offset));
                let message = format!("goto {label} jumps over declaration of {} at {at}", declared.name);
                self.error(jump.label.offset, message);
            }
        }
        if let Some(declared) = declared {
            declared.jumps = before;
        }
        if let Some(label) = self.labels.get_mut(&label.name) {
            label.used = true;
        }
    }

    fn stmt(&mut self, block: usize, targets: Targets, labeled: Option<StmtId>, id: StmtId, depth: u32) {
        let file = self.file;
        let nested = Targets { clause: None, ..targets };
        let depth = depth + 1;
        match file.stmts[id].kind {
            StmtKind::Branch { kind, label: None } => self.plain_branch(kind, targets, file.stmts[id].pos),
            StmtKind::Branch { kind, label: Some(label) } => self.labeled_branch(kind, label, block),
            StmtKind::Block(inner) => self.nested_block(block, nested, labeled, inner, depth),
            StmtKind::If(stmt) => {
                self.nested_block(block, nested, labeled, stmt.then, depth);
                if let Some(els) = stmt.els {
                    self.block(Some(block), nested, labeled, file.stmts[els].pos, &[els], depth);
                }
            }
            StmtKind::For(stmt) => self.nested_block(block, Targets::of_loop(), labeled, stmt.body, depth),
            StmtKind::Range { body, .. } => {
                self.nested_block(block, Targets::of_loop(), labeled, body, depth);
            }
            StmtKind::Switch { clauses, .. } => {
                self.clauses(block, targets, labeled, clauses, Some(Switch::Values), depth);
            }
            StmtKind::TypeSwitch { clauses, .. } => {
                self.clauses(block, targets, labeled, clauses, Some(Switch::Types), depth);
            }
            StmtKind::Select(clauses) => self.clauses(block, targets, labeled, clauses, None, depth),
            _ => {}
        }
    }

    fn nested_block(
        &mut self,
        parent: usize,
        targets: Targets,
        labeled: Option<StmtId>,
        id: BlockId,
        depth: u32,
    ) {
        let block = self.file.blocks[id];
        self.block(Some(parent), targets, labeled, block.span.start, self.file.list(block.stmts), depth);
    }

    fn clauses(
        &mut self,
        parent: usize,
        targets: Targets,
        labeled: Option<StmtId>,
        clauses: List<Clause>,
        inner: Option<Switch>,
        depth: u32,
    ) {
        let file = self.file;
        for (i, clause) in file.list(clauses).iter().enumerate() {
            let in_clause = InClause { is_last: i + 1 == clauses.len() };
            let targets = Targets { can_break: true, clause: Some(in_clause), inner, ..targets };
            let stmts = file.list(file.blocks[clause.body].stmts);
            self.block(Some(parent), targets, labeled, clause.pos, stmts, depth);
        }
    }

    fn plain_branch(&mut self, kind: BranchKind, targets: Targets, offset: u32) {
        let message = match kind {
            BranchKind::Break if !targets.can_break => "break is not in a loop, switch, or select",
            BranchKind::Continue if !targets.can_continue => "continue is not in a loop",
            BranchKind::Fallthrough => match (targets.inner, targets.clause) {
                (Some(Switch::Types), _) => "cannot fallthrough in type switch",
                (Some(Switch::Values), Some(InClause { is_last: true })) => {
                    "cannot fallthrough final case in switch"
                }
                (Some(Switch::Values), Some(_)) => return,
                _ => "fallthrough statement out of place",
            },
            _ => return,
        };
        self.error(offset, message);
    }

    fn labeled_branch(&mut self, kind: BranchKind, ident: Ident, block: usize) {
        let word = match kind {
            BranchKind::Break => "break",
            BranchKind::Continue => "continue",
            BranchKind::Goto => {
                if !self.goes_back(ident.name, block) {
                    self.pending.push(Pending { label: ident });
                }
                return;
            }
            BranchKind::Fallthrough => return,
        };
        let name = self.interner.text(ident.name);
        let Some(label) = self.labels.get_mut(&ident.name) else {
            self.error(ident.offset, format!("{word} label not defined: {name}"));
            return;
        };
        // A label that is used wrongly is not unused, too.
        label.used = true;
        let stmt = label.stmt;
        let encloses = self.ancestors(block).any(|b| b.labeled == Some(stmt));
        let fits = encloses
            && match self.labeled_kind(stmt) {
                StmtKind::For(_) | StmtKind::Range { .. } => true,
                StmtKind::Switch { .. } | StmtKind::TypeSwitch { .. } | StmtKind::Select(_) => {
                    kind == BranchKind::Break
                }
                _ => false,
            };
        if !fits {
            self.error(ident.offset, format!("invalid {word} label {name}"));
        }
    }

    /// Whether a label was seen in `block` or around it.
    fn goes_back(&mut self, name: Symbol, block: usize) -> bool {
        let Some(label) = self.labels.get_mut(&name) else { return false };
        label.used = true;
        let target = label.block;
        let mut at = Some(block);
        while let Some(block) = at {
            if block == target {
                return true;
            }
            at = self.blocks[block].parent;
        }
        false
    }

    fn ancestors(&self, block: usize) -> impl Iterator<Item = &Block> {
        std::iter::successors(Some(&self.blocks[block]), |b| b.parent.map(|p| &self.blocks[p]))
    }

    fn labeled_kind(&self, stmt: StmtId) -> StmtKind {
        match self.file.stmts[stmt].kind {
            StmtKind::Labeled { stmt, .. } => self.file.stmts[stmt].kind,
            other => other,
        }
    }
}

impl Targets {
    fn of_loop() -> Targets {
        Targets { can_break: true, can_continue: true, clause: None, inner: None }
    }
}
