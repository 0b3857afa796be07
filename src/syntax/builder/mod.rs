//! Actions of the grammar: tokens and finished children go in, nodes of an [`ast::File`] come out.
//!
//! In: calls from `grammar/go.lalrpop`, bottom-up and left to right. Out: [`Builder::finish`].
//! Invariants: children are allocated before their parents; a list under construction is a
//! *mark*, the length of its stack when it began, and lists end in reverse order of their
//! beginning, so that one vector per kind of item serves all of them; only lists that end move
//! to the file.

mod decl;
mod expr;
mod stmt;

use super::ast::{self, *};
use super::check::Violation;
use super::cover::Variadic;
use crate::release::SyntaxRules;
use crate::source::{FileId, Interner, Span, Symbol};
use rustc_hash::FxHashMap;

pub use super::cover::Entry;
use stmt::Header;

/// Builds one file's tree.
pub struct Builder<'t> {
    text: &'t str,
    interner: &'t Interner,
    pub(super) rules: SyntaxRules,
    /// This file's names, in front of the shared interner.
    symbols: FxHashMap<&'t str, Symbol>,
    /// The tree so far.
    pub(super) file: ast::File,
    /// What the grammar accepted and gc does not.
    pub(super) errors: Vec<Violation>,
    pub(super) exprs: Stack<ExprId>,
    pub(super) stmts: Stack<StmtId>,
    pub(super) decls: Stack<DeclId>,
    pub(super) idents: Stack<Ident>,
    pub(super) entries: Stack<Entry>,
    pub(super) operands: Stack<(BinaryOp, u32, ExprId)>,
    pub(super) interface_elems: Stack<InterfaceElem>,
    pub(super) clauses: Stack<Clause>,
    fields: Stack<Field>,
    elements: Stack<Element>,
    headers: Vec<Header>,
    /// Parameter lists with `...` whose use is not known to be valid yet.
    pub(super) variadics: Vec<Variadic>,
    /// A declaration other than an import was seen.
    past_imports: bool,
    /// Where something stands that is not Go, though the grammar has it.
    pub(super) rejected: Option<u32>,
}

/// A simple statement; plain expressions become statements only where they must.
#[derive(Clone, Copy, Debug)]
pub enum Simple {
    /// An expression.
    Expr(ExprId),
    /// Any other simple statement.
    Stmt(StmtId),
}

/// Items of lists under construction.
#[derive(Debug)]
pub struct Stack<T> {
    items: Vec<T>,
}

impl<T> Default for Stack<T> {
    fn default() -> Self {
        Stack { items: Vec::new() }
    }
}

impl<T> Stack<T> {
    /// Begins an empty list.
    #[inline]
    pub fn mark(&self) -> u32 {
        self.items.len() as u32
    }
    /// Begins a list with its first item.
    #[inline]
    pub fn start(&mut self, item: T) -> u32 {
        self.items.push(item);
        self.items.len() as u32 - 1
    }
    /// Begins a list with its first item, if there is one.
    #[inline]
    pub fn start_option(&mut self, item: Option<T>) -> u32 {
        let mark = self.mark();
        self.items.extend(item);
        mark
    }
    /// Adds an item to the innermost list, which is `mark`.
    #[inline]
    pub fn push(&mut self, mark: u32, item: T) -> u32 {
        self.items.push(item);
        mark
    }
    /// Adds an item, if there is one, to the innermost list, which is `mark`.
    #[inline]
    pub fn push_option(&mut self, mark: u32, item: Option<T>) -> u32 {
        self.items.extend(item);
        mark
    }
    /// The items of the innermost list.
    #[inline]
    pub fn since(&self, mark: u32) -> &[T] {
        &self.items[mark as usize..]
    }
    /// Ends the innermost list and takes its items.
    #[inline]
    pub fn take(&mut self, mark: u32) -> std::vec::Drain<'_, T> {
        self.items.drain(mark as usize..)
    }
}

impl<'t> Builder<'t> {
    /// A builder for `text`, whose tree will be called `id`.
    pub fn new(id: FileId, text: &'t str, interner: &'t Interner, rules: SyntaxRules) -> Self {
        let mut file = ast::File::new(id);
        file.len = text.len() as u32;
        // Typical counts per byte of source; growing the arenas costs a tenth of the parse time.
        file.exprs = la_arena::Arena::with_capacity(text.len() / 10);
        file.stmts = la_arena::Arena::with_capacity(text.len() / 40);
        Builder {
            text,
            interner,
            rules,
            symbols: FxHashMap::default(),
            file,
            errors: Vec::new(),
            exprs: Stack::default(),
            stmts: Stack::default(),
            decls: Stack::default(),
            idents: Stack::default(),
            entries: Stack::default(),
            operands: Stack::default(),
            interface_elems: Stack::default(),
            clauses: Stack::default(),
            fields: Stack::default(),
            elements: Stack::default(),
            headers: Vec::new(),
            variadics: Vec::new(),
            past_imports: false,
            rejected: None,
        }
    }

    /// The tree, and what the grammar accepted and gc does not.
    pub fn finish(self) -> (ast::File, Vec<Violation>) {
        (self.file, self.errors)
    }

    /// `ident` at `start..end`.
    #[inline]
    pub fn ident(&mut self, start: u32, end: u32) -> Ident {
        let text = &self.text[start as usize..end as usize];
        Ident { name: self.symbol(text), offset: start }
    }

    /// The name that is a dot, as in `import . "p"`.
    pub fn dot_name(&mut self, offset: u32) -> Ident {
        Ident { name: self.symbol("."), offset }
    }

    #[inline]
    fn symbol(&mut self, text: &'t str) -> Symbol {
        let interner = self.interner;
        *self.symbols.entry(text).or_insert_with(|| interner.intern(text))
    }

    /// The blank name, made up at `offset`.
    pub(super) fn blank(&mut self, offset: u32) -> Ident {
        Ident { name: self.symbol("_"), offset }
    }

    /// Reports a violation at `offset`.
    pub(super) fn error(&mut self, offset: u32, message: impl Into<String>) {
        self.errors.push((offset, message.into()));
    }

    /// First byte of `expr`.
    #[inline]
    pub(super) fn start(&self, expr: ExprId) -> u32 {
        self.file.exprs[expr].span.start
    }

    /// Byte after the last of `expr`.
    #[inline]
    pub(super) fn end(&self, expr: ExprId) -> u32 {
        self.file.exprs[expr].span.end
    }

    #[inline]
    pub(super) fn alloc(&mut self, start: u32, end: u32, pos: u32, kind: ExprKind) -> ExprId {
        self.file.exprs.alloc(Expr { kind, span: Span::new(start, end), pos })
    }

    fn take_exprs(&mut self, mark: u32) -> List<ExprId> {
        self.file.alloc_list(self.exprs.take(mark))
    }

    fn take_idents(&mut self, mark: u32) -> List<Ident> {
        self.file.alloc_list(self.idents.take(mark))
    }

    fn take_decls(&mut self, mark: u32) -> List<DeclId> {
        self.file.alloc_list(self.decls.take(mark))
    }
}
