//! Decisions the grammar leaves open: which names of a parameter list are types, and whether
//! `type T[P *C] U` declares an array or a type parameter.
//!
//! In: the entries of one list. Out: fields, or an array length.
//! Invariants: entries keep their source order; names that share a type share its node.
//! Source: gc 1.27.3's reading of parameter lists and of type declarations.

use super::ast::*;
use super::builder::Builder;
use super::words::{self, ListKind};

/// One comma-separated entry of a parameter list or type parameter list.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// A name, with the byte after its last, that declares unless no entry of the list does.
    name: Option<(Ident, u32)>,
    /// A type; in a list that may turn out to be an array length, any expression.
    ty: Option<ExprId>,
    /// The type is `...T`.
    variadic: bool,
}

impl Entry {
    /// `n`
    pub fn name(name: Ident, end: u32) -> Self {
        Entry { name: Some((name, end)), ty: None, variadic: false }
    }
    /// `n T`
    pub fn named(name: Ident, end: u32, ty: ExprId) -> Self {
        Entry { name: Some((name, end)), ty: Some(ty), variadic: false }
    }
    /// `T`
    pub fn ty(ty: ExprId) -> Self {
        Entry { name: None, ty: Some(ty), variadic: false }
    }
    /// `n ...T`, of which `ty` is `...T`
    pub fn variadic(name: Option<(Ident, u32)>, ty: ExprId) -> Self {
        Entry { name, ty: Some(ty), variadic: true }
    }
    /// An expression that may hold a type parameter and its constraint.
    pub fn expr(expr: ExprId) -> Self {
        Entry::ty(expr)
    }
}

/// A parameter list with `...` in it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Variadic {
    /// Which list.
    params: List<Field>,
    /// The first `...`.
    first: u32,
    /// The first `...` that is not on the last parameter.
    misplaced: Option<u32>,
}

impl Builder<'_> {
    /// Parameters, results or a receiver: the entries since `mark`, closed at `close`.
    pub fn params(&mut self, mark: u32, close: u32) -> List<Field> {
        let entries = std::mem::take(&mut self.entries);
        let list = entries.since(mark);
        let params = if list.iter().any(|entry| entry.name.is_some() && entry.ty.is_some()) {
            self.named_params(list, close, ListKind::Params)
        } else {
            self.unnamed_params(list)
        };
        if list.iter().any(|entry| entry.variadic) {
            self.note_variadic(list, params);
        }
        self.entries = entries;
        self.entries.take(mark);
        params
    }

    /// Type parameters: the entries since `mark`, closed at `close`.
    pub fn type_params(&mut self, mark: u32, close: u32) -> List<Field> {
        let entries = std::mem::take(&mut self.entries);
        let params = self.named_params(entries.since(mark), close, ListKind::TypeParams);
        self.entries = entries;
        self.entries.take(mark);
        params
    }

    /// The only type parameter of a list that began as an expression, closed at `close`.
    pub fn type_params_of(&mut self, first: u32, close: u32) -> List<Field> {
        self.split_first(first);
        self.type_params(first, close)
    }

    /// The type parameters since `first`, which began as an expression, and since `more`.
    pub fn more_type_params_of(&mut self, first: u32, more: u32, close: u32) -> List<Field> {
        debug_assert_eq!(first + 1, more);
        self.type_params_of(first, close)
    }

    /// The array length that the only entry since `mark` is, unless it must be a type parameter.
    pub(super) fn array_len(&mut self, mark: u32) -> Option<ExprId> {
        let &[Entry { name: None, ty: Some(expr), .. }] = self.entries.since(mark) else {
            return None;
        };
        let splits = match self.split(expr, false) {
            Some((_, ty)) => ty.is_some(),
            None => false,
        };
        (!splits).then_some(expr)
    }

    fn split_first(&mut self, mark: u32) {
        let &Entry { name: None, ty: Some(expr), .. } = &self.entries.since(mark)[0] else { return };
        if let Some(((name, end), ty)) = self.split(expr, true) {
            let ty = ty.map(|split| self.constraint(split));
            let rest: Vec<Entry> = self.entries.take(mark).skip(1).collect();
            self.entries.start(Entry { name: Some((name, end)), ty, variadic: false });
            for entry in rest {
                self.entries.start(entry);
            }
        }
    }

    /// `expr` as a name and the constraint that follows it; with `force` even if the constraint
    /// could be an operand.
    fn split(&self, expr: ExprId, force: bool) -> Option<((Ident, u32), Option<Split>)> {
        let file = &self.file;
        let name = |x: ExprId| match file.exprs[x].kind {
            ExprKind::Name(name) => {
                let span = file.exprs[x].span;
                Some((Ident { name, offset: span.start }, span.end))
            }
            _ => None,
        };
        match file.exprs[expr].kind {
            ExprKind::Name(_) => name(expr).map(|name| (name, None)),
            ExprKind::Binary { op: BinaryOp::Mul, x, y } if force || self.is_type_elem(y) => {
                let split = Split::Star { pos: file.exprs[expr].pos, elem: y };
                name(x).map(|name| (name, Some(split)))
            }
            ExprKind::Call { fun, args, spread: false } => match file.list(args) {
                &[arg] if force || self.is_type_elem(arg) => {
                    let (pos, end) = (file.exprs[expr].pos, file.exprs[expr].span.end);
                    name(fun).map(|name| (name, Some(Split::Paren { pos, end, inner: arg })))
                }
                _ => None,
            },
            ExprKind::Binary { op: BinaryOp::Or, .. } => self.split_union(expr, force),
            _ => None,
        }
    }

    /// [`Builder::split`] of `x | y | …`, whose left end holds the name.
    fn split_union(&self, expr: ExprId, force: bool) -> Option<((Ident, u32), Option<Split>)> {
        let mut force = force;
        let mut left = expr;
        let mut depth = 0;
        while let ExprKind::Binary { op: BinaryOp::Or, x, y } = self.file.exprs[left].kind {
            force |= self.is_type_elem(y);
            left = x;
            depth += 1;
        }
        let (name, split) = self.split(left, force)?;
        let split = Split::Union { of: Box::new(split?), expr, depth };
        Some((name, Some(split)))
    }

    /// Builds the constraint that `split` found.
    fn constraint(&mut self, split: Split) -> ExprId {
        match split {
            Split::Star { pos, elem } => {
                let end = self.end(elem);
                self.star(pos, elem, end)
            }
            Split::Paren { pos, end, inner } => self.paren(pos, inner, end),
            Split::Union { of, expr, depth } => {
                let first = self.constraint(*of);
                let mut terms = Vec::with_capacity(depth);
                let mut left = expr;
                while let ExprKind::Binary { op: BinaryOp::Or, x, y } = self.file.exprs[left].kind {
                    terms.push((self.file.exprs[left].pos, y));
                    left = x;
                }
                terms.into_iter().rev().fold(first, |union, (pos, term)| self.union(union, pos, term))
            }
        }
    }

    /// Whether `expr` can only be a type, or an element of a constraint.
    fn is_type_elem(&self, expr: ExprId) -> bool {
        let mut pending = vec![expr];
        while let Some(expr) = pending.pop() {
            match self.file.exprs[expr].kind {
                ExprKind::ArrayType { .. }
                | ExprKind::SliceType(_)
                | ExprKind::StructType(_)
                | ExprKind::FuncType(_)
                | ExprKind::InterfaceType(_)
                | ExprKind::MapType { .. }
                | ExprKind::ChanType { .. }
                | ExprKind::Tilde(_) => return true,
                ExprKind::Paren(x) | ExprKind::Star(x) | ExprKind::Unary { x, .. } => pending.push(x),
                ExprKind::Binary { x, y, .. } => pending.extend([x, y]),
                _ => {}
            }
        }
        false
    }

    fn unnamed_params(&mut self, entries: &[Entry]) -> List<Field> {
        let start = self.file.field_items.len() as u32;
        for entry in entries {
            let ty = match *entry {
                Entry { ty: Some(ty), .. } => ty,
                Entry { name: Some((name, end)), .. } => self.name(name, end),
                Entry { .. } => continue,
            };
            self.file.field_items.push(Field { name: None, ty, embedded: false, tag: None });
        }
        List::new(start, self.file.field_items.len() as u32 - start)
    }

    /// Gives every name the next type to its right.
    fn named_params(&mut self, entries: &[Entry], close: u32, kind: ListKind) -> List<Field> {
        let start = self.file.field_items.len();
        let mut ty = None;
        let mut misnamed = None;
        let mut untyped = None;
        for entry in entries.iter().rev() {
            ty = entry.ty.or(ty);
            let (name, ty) = match (entry.name, ty) {
                (Some((name, _)), Some(ty)) => (name, ty),
                (Some((name, _)), None) => {
                    untyped = Some(name.offset);
                    let at = name.offset;
                    (name, self.alloc(at, at, at, ExprKind::Bad))
                }
                (None, Some(ty)) => {
                    let at = self.start(ty);
                    misnamed = Some(at);
                    (self.blank(at), ty)
                }
                (None, None) => continue,
            };
            self.file.field_items.push(Field { name: Some(name), ty, embedded: false, tag: None });
        }
        self.file.field_items[start..].reverse();
        if let Some(first) = misnamed.into_iter().chain(untyped).min() {
            let (at, message) =
                words::mixed_params(self.rules, kind, entries.len(), misnamed.is_some(), first, close);
            self.error(at, format!("syntax error: {message}"));
        }
        List::new(start as u32, (self.file.field_items.len() - start) as u32)
    }

    fn note_variadic(&mut self, entries: &[Entry], params: List<Field>) {
        let offset = |entry: &Entry| entry.ty.filter(|_| entry.variadic).map(|ty| self.file.exprs[ty].pos);
        // In `a, b ...T` both have the type.
        let named = entries.iter().any(|entry| entry.name.is_some() && entry.ty.is_some());
        let shares = |at: usize| named && at > 0 && entries[at - 1].ty.is_none();
        let misplaced = entries
            .iter()
            .enumerate()
            .filter(|&(at, _)| at + 1 < entries.len() || shares(at))
            .find_map(|(_, entry)| offset(entry));
        if let Some(first) = entries.iter().find_map(offset) {
            self.variadics.push(Variadic { params, first, misplaced });
        }
    }

    /// Reports misplaced `...` in `params`; only if `allowed` may the last parameter have it.
    pub(super) fn check_variadic(&mut self, params: List<Field>, allowed: bool) {
        let Some(at) = self.variadics.iter().position(|v| v.params == params) else { return };
        let variadic = self.variadics.swap_remove(at);
        let wrong = if allowed { variadic.misplaced } else { Some(variadic.first) };
        if let Some(at) = wrong.filter(|_| self.rules.dots_are_syntax) {
            self.error(at, words::misplaced_dots(allowed));
        }
    }
}

/// A constraint within an expression.
#[derive(Clone, Debug)]
enum Split {
    /// `*elem`
    Star { pos: u32, elem: ExprId },
    /// `(inner)`
    Paren { pos: u32, end: u32, inner: ExprId },
    /// The union `expr` of `depth` bars, with `of` in place of its left end.
    Union { of: Box<Split>, expr: ExprId, depth: usize },
}
