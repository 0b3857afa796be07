//! Reporting errors in gc's words.
//!
//! In: what a rule found wrong. Out: [`Diagnostic`]s in the order in which they were found.
//! Invariants: gc stops after ten errors *in this order* and only then sorts what it prints (see
//! `report::errors`), so the order of checking shows.
//! Source: gc 1.27.3.

use super::check::Checker;
use super::object::{ObjId, ObjectKind, VarKind};
use super::typestring::Places;
use crate::release::ErrorWords;
use crate::source::{Diagnostic, Pos, Stage};
use crate::syntax::ast::{ExprId, ExprKind};
use crate::syntax::constraint::Constraint;
use crate::syntax::lexer::Tokens;

/// A message without the lines that add to it: other places, and what was there and expected.
fn first_part(message: &str) -> &str {
    let adds = |line: &str| {
        let is_place = |place: &str| place.ends_with(|c: char| c.is_ascii_digit() || c == ']');
        line.starts_with("have ")
            || line.starts_with("want ")
            || !line.starts_with('\t') && line.split_once(": ").is_some_and(|(place, _)| is_place(place))
    };
    let mut breaks = message.match_indices("\n\t");
    match breaks.find(|&(at, tab)| adds(&message[at + tab.len()..])) {
        Some((at, _)) => &message[..at],
        None => message,
    }
}

impl Checker<'_> {
    /// Reports an error at a byte of the current file.
    pub(super) fn error(&mut self, offset: u32, message: impl Into<String>) {
        self.report(self.pos(offset), message.into(), false);
    }

    /// Reports an error that leaves all types intact.
    pub(super) fn soft_error(&mut self, offset: u32, message: impl Into<String>) {
        self.report(self.pos(offset), message.into(), true);
    }

    /// Reports an error about an expression.
    pub(super) fn error_at(&mut self, expr: ExprId, message: impl Into<String>) {
        self.error(self.start_of(expr), message);
    }

    /// Reports an error in any file.
    pub(super) fn report(&mut self, pos: Pos, mut message: String, soft: bool) {
        if !soft && let Some(unit) = self.env.unit {
            self.broken.insert((self.env.file, unit));
        }
        // What quotes an invalid operand or type follows from an error reported before.
        let first_part = first_part(&message);
        let follows =
            ["invalid operand", "invalid type"].iter().any(|w| first_part.find(w).is_some_and(|i| i > 0));
        if follows && self.has_errors {
            return;
        }
        let pos = self.env.error_pos.map_or(pos, |offset| self.pos(offset));
        if let Some(note) = self.version_note(&message) {
            message.push_str(&note);
        }
        self.has_errors = true;
        self.errors.push(Diagnostic { pos, message, stage: Stage::Types, soft });
    }

    /// Reports that something needs a newer language version; returns whether it may be used.
    pub(super) fn require(&mut self, minor: u8, offset: u32, what: impl FnOnce(&Self) -> String) -> bool {
        let ok = self.allows(minor);
        if !ok {
            let message = format!("{} requires go1.{minor} or later", what(self));
            self.error(offset, message);
        }
        ok
    }

    /// How this release words errors.
    pub(super) fn words(&self) -> ErrorWords {
        self.cx.rules.words
    }

    /// Reports a `...` that belongs to no parameter, unless it was a syntax error.
    pub(super) fn misplaced_dots(&mut self, offset: u32) {
        if !self.cx.rules.syntax.dots_are_syntax {
            self.error(offset, "invalid use of '...'");
        }
    }

    /// Reports that a construct is known but not checked yet.
    pub(super) fn unsupported(&mut self, offset: u32, what: &str) {
        self.error(offset, format!("goesc does not support {what} yet"));
    }

    /// What gc adds to an error about the language version.
    fn version_note(&self, message: &str) -> Option<String> {
        let rest = message.split_once("requires go1.")?.1;
        let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        if digits.len() == rest.len() || !digits.starts_with(" or later") {
            return None;
        }
        let module = self.cx.language.unwrap_or(self.cx.rules.release.minor());
        let constraint = self.ast().build_constraint.as_ref();
        let constraint = constraint.and_then(|c| Constraint::parse(&c.text).ok()?.min_release());
        Some(if constraint == Some(self.env.language) {
            format!(" (file declares //go:build go1.{})", self.env.language)
        } else {
            format!(" (-lang was set to go1.{module}; check go.mod)")
        })
    }

    /// The continuation line that points to another declaration of `obj`'s name.
    pub(super) fn other_declaration(&self, obj: ObjId) -> String {
        let object = self.object(obj);
        match object.pos.is_known() {
            true => {
                format!("\n\t{}: other declaration of {}", self.position(object.pos), self.name(object.name))
            }
            false => String::new(),
        }
    }

    /// A position as gc writes it inside of a message.
    pub(super) fn position(&self, pos: Pos) -> String {
        let joins_line_names = self.cx.rules.joins_line_names;
        Places { sources: self.cx.sources, joins_line_names }.text(pos)
    }

    /// The first byte of an expression, which is where gc reports it. A slice expression is
    /// reported at its bracket.
    pub(super) fn start_of(&self, mut id: ExprId) -> u32 {
        let file = self.ast();
        loop {
            let expr = file.exprs[id];
            id = match expr.kind {
                ExprKind::CompositeLit { ty: Some(ty), .. } => ty,
                ExprKind::Selector { x, .. }
                | ExprKind::Index { x, .. }
                | ExprKind::TypeAssert { x, .. }
                | ExprKind::Binary { x, .. }
                | ExprKind::Call { fun: x, .. } => x,
                // gc's function types begin after the keyword.
                ExprKind::FuncType(_) => {
                    let mut tokens = Tokens::new(self.cx.sources.slice(file.id, expr.span));
                    return expr.pos + tokens.nth(1).map_or(0, |(start, ..)| start);
                }
                _ => return expr.pos,
            };
        }
    }

    /// `expr` as gc quotes it.
    pub(super) fn expr_string(&self, expr: ExprId) -> String {
        super::exprstring::expr_string(self.cx.sources, self.ast(), expr)
    }

    /// What kind of object `obj` is, in words.
    pub(super) fn object_kind(&self, obj: ObjId) -> &'static str {
        match self.object(obj).kind {
            ObjectKind::PkgName(_) => "package name",
            ObjectKind::Const(_) => "constant",
            ObjectKind::TypeName => match self.known_type(obj).map(|ty| self.store.get(ty)) {
                Some(super::Type::Alias { .. }) => "type alias",
                Some(super::Type::TypeParam { .. }) => "type parameter",
                _ => "defined type",
            },
            ObjectKind::Var(kind) => match kind {
                VarKind::Package => "package-level variable",
                VarKind::Local => "local variable",
                VarKind::Param => "parameter",
                VarKind::Result => "result variable",
                VarKind::Receiver => "receiver",
                VarKind::Field | VarKind::Embedded => "struct field",
            },
            ObjectKind::Func => match self.known_type(obj).map(|ty| self.store.get(ty)) {
                Some(super::Type::Signature(signature)) if signature.recv.is_some() => "method",
                _ => "function",
            },
            ObjectKind::Label => "label",
            ObjectKind::Builtin(_) => "built-in function",
            ObjectKind::Nil => "untyped nil",
        }
    }

    /// `obj` as gc writes it inside of a message: `var x int`.
    pub(super) fn object_string(&self, obj: ObjId) -> String {
        let object = self.object(obj);
        let name = self.name(object.name);
        let ty = self.known_type(obj).map(|ty| self.type_string(ty)).unwrap_or_default();
        let word = match object.kind {
            ObjectKind::PkgName(package) => {
                return format!("package {name} (\"{}\")", self.store.package(package).path);
            }
            ObjectKind::Const(_) => "const",
            ObjectKind::TypeName => "type",
            ObjectKind::Var(VarKind::Field | VarKind::Embedded) => "field",
            ObjectKind::Var(_) => "var",
            ObjectKind::Func => return format!("func {name}{}", ty.trim_start_matches("func")),
            ObjectKind::Label => return format!("label {name}"),
            ObjectKind::Builtin(_) => return format!("builtin {name}"),
            ObjectKind::Nil => return "nil".to_owned(),
        };
        format!("{word} {name} {ty}")
    }
}
